use super::*;

const SIZE: f64 = 10.0;

/// Sets words from left to right, each letter half as wide as the type is high.
fn set(page: &mut Page, x: f64, y: f64, size: f64, words: &str) {
    for (at, letter) in words.chars().enumerate() {
        let x = x + at as f64 * size / 2.0;
        page.glyphs.push(Glyph { text: letter.to_string(), x, y, width: size / 2.0, size });
    }
}

/// Lines below each other, a dozen points apart.
fn column(page: &mut Page, x: f64, y: f64, lines: &[&str]) {
    for (at, line) in lines.iter().enumerate() {
        set(page, x, y + 12.0 * at as f64, SIZE, line);
    }
}

fn page() -> Page {
    Page { height: 800.0, glyphs: Vec::new() }
}

#[test]
fn lines_become_paragraphs_by_the_white_between_them() {
    let mut one = page();
    set(&mut one, 50.0, 100.0, 20.0, "Bridge to reopen");
    set(&mut one, 50.0, 124.0, 20.0, "in the spring");
    column(&mut one, 50.0, 160.0, &["The mayor said on Tuesday that", "the bridge would open in March", "at last."]);
    column(&mut one, 50.0, 206.0, &["Nobody was hurt, she added and", "left."]);
    assert_eq!(
        text(&[one], None),
        "Bridge to reopen in the spring\n\nThe mayor said on Tuesday that the bridge would open in March at last.\n\nNobody was hurt, she added and left."
    );
}

#[test]
fn lines_become_paragraphs_by_an_indent_and_by_a_short_last_line() {
    let mut one = page();
    column(&mut one, 50.0, 100.0, &["The mayor said on Tuesday that", "the bridge would open in March,"]);
    set(&mut one, 62.0, 124.0, SIZE, "The crews go on until then,");
    column(&mut one, 50.0, 136.0, &["the city says.", "Traffic takes the old road for", "now."]);
    assert_eq!(
        text(&[one], None),
        "The mayor said on Tuesday that the bridge would open in March,\n\nThe crews go on until then, the city says.\n\nTraffic takes the old road for now."
    );
}

#[test]
fn columns_are_read_one_after_the_other_below_the_headline_across_them() {
    let mut one = page();
    set(&mut one, 50.0, 80.0, 24.0, "Ferry halted after smoke alarm");
    let left = [
        "Passengers were brought",
        "ashore on Monday when",
        "smoke filled the deck,",
        "the operator said in a",
        "statement. The captain",
        "turned the ship and",
    ];
    let right = [
        "called for help. Nobody",
        "was hurt. The company",
        "has ten ships and sails",
        "every day. A report is",
        "expected in a week, it",
        "said.",
    ];
    column(&mut one, 50.0, 120.0, &left);
    // Baselines of columns need not be the same.
    column(&mut one, 190.0, 123.0, &right);
    assert_eq!(text(&[one], None), format!("Ferry halted after smoke alarm\n\n{} {}", left.join(" "), right.join(" ")));
}

#[test]
fn three_columns_and_a_line_across_the_page_below_them() {
    let mut one = page();
    let lines = |name: &str| (1..=6).map(|number| format!("{name} is line {number} here")).collect::<Vec<_>>();
    for (at, name) in ["Alpha", "Bravo", "Delta"].into_iter().enumerate() {
        let lines = lines(name);
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        column(&mut one, 50.0 + 120.0 * at as f64, 100.0, &lines);
    }
    set(&mut one, 50.0, 220.0, SIZE, "All of this was said by one person who stands across the whole page.");
    let read = text(&[one], None);
    let place = |words: &str| read.find(words).unwrap_or_else(|| panic!("{words} in {read}"));
    assert!(place("Alpha is line 6") < place("Bravo is line 1"), "{read}");
    assert!(place("Bravo is line 6") < place("Delta is line 1"), "{read}");
    assert!(place("Delta is line 6") < place("All of this"), "{read}");
}

#[test]
fn a_parted_word_is_mended_and_a_compound_keeps_its_hyphen() {
    let mut one = page();
    let lines = [
        "The plan is a long-term one for the govern-",
        "ment, said the vice-president of the long-",
        "term office. A coop-",
        "eration of the Franco-",
        "German kind with two-",
        "year-old plans, a self-",
        "made one, and post\u{ad}",
        "poned ones of Covid-",
        "19, a market-",
        "driven thing as any driven market is.",
    ];
    column(&mut one, 50.0, 100.0, &lines);
    let read = text(&[one], None).replace("\n\n", " ");
    for word in [
        "government,",
        "long-term office",
        "cooperation",
        "Franco-German",
        "two-year-old",
        "self-made",
        "postponed",
        "Covid-19",
        "market-driven",
    ] {
        assert!(read.contains(word), "{word} in {read}");
    }
    assert!(!read.contains('\u{ad}'));
}

#[test]
fn heads_feet_and_numbers_of_pages_are_left_out_and_a_sentence_goes_on_over_them() {
    let body = [
        ["The mayor said that the", "bridge would not open"],
        ["before March, when all", "crews have left the city"],
        ["for good, she said.", ""],
    ];
    let pages: Vec<Page> = body
        .iter()
        .enumerate()
        .map(|(number, lines)| {
            let mut page = page();
            set(&mut page, 50.0, 30.0, SIZE, "The Daily Courier");
            column(&mut page, 50.0, 100.0, lines);
            set(&mut page, 300.0, 780.0, SIZE, &format!("Page {} of 3", number + 1));
            page
        })
        .collect();
    assert_eq!(
        text(&pages, None),
        "The mayor said that the bridge would not open before March, when all crews have left the city for good, she said."
    );
}

#[test]
fn ligatures_are_taken_apart_spaces_are_seen_and_double_print_is_read_once() {
    let mut one = page();
    let mut x = 50.0;
    for letter in ["o", "\u{fb03}", "c", "e"] {
        for shift in [0.0, 0.2] {
            one.glyphs.push(Glyph { text: letter.to_owned(), x: x + shift, y: 100.0, width: 5.0, size: SIZE });
        }
        x += 5.0;
    }
    // A space that takes no room, as browsers print for a soft hyphen.
    one.glyphs.insert(4, Glyph { text: " ".to_owned(), x: 60.0, y: 100.0, width: 2.5, size: SIZE });
    // No space is drawn, only moved.
    set(&mut one, x + 3.0, 100.0, SIZE, "hours");
    assert_eq!(text(&[one], None), "office hours");
}

#[test]
fn the_title_of_the_file_stands_in_for_a_headline_that_is_not_there() {
    let mut one = page();
    column(&mut one, 50.0, 100.0, &["The mayor said on Tuesday that", "the bridge would open."]);
    let with_headline = {
        let mut page = one.clone();
        set(&mut page, 50.0, 60.0, 20.0, "A bridge opens");
        page
    };
    assert!(text(&[one.clone()], Some("Bridge to reopen")).starts_with("Bridge to reopen\n\nThe mayor"));
    assert!(text(&[with_headline], Some("Bridge to reopen")).starts_with("A bridge opens\n\n"));
    assert!(text(&[one], Some("The Mayor said")).starts_with("The mayor said on"));
}

#[test]
fn any_places_of_glyphs_give_a_text() {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1_u64 << 24) as f64
    };
    for count in [0, 1, 2, 10, 300, 1000] {
        let glyphs = (0..count)
            .map(|_| Glyph {
                text: char::from(b'a' + (next() * 26.0) as u8).to_string(),
                x: next() * 600.0,
                y: next() * 800.0,
                width: next() * 20.0 - 2.0,
                size: next() * 30.0,
            })
            .collect();
        text(&[Page { height: 800.0, glyphs }], Some("A title"));
    }
    text(&[], None);
}
