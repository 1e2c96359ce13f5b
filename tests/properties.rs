//! What holds for any input: promises of the contract, checked on random and on damaged text.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, missing_docs)]

mod support;

use std::sync::LazyLock;

use newsglass::{Analyzer, Date, Feature, Input, OffsetUnit, Options};
use proptest::prelude::*;

/// Pieces of real-looking articles, in any order: more likely to reach the rules than random characters.
fn mess() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\"".to_owned()),
        Just("“".to_owned()),
        Just("”".to_owned()),
        Just("‘".to_owned()),
        Just("’".to_owned()),
        Just("'".to_owned()),
        Just("«".to_owned()),
        Just("„".to_owned()),
        Just("\n".to_owned()),
        Just("\n\n".to_owned()),
        Just(", ".to_owned()),
        Just(". ".to_owned()),
        Just(" ".to_owned()),
        Just("—".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("\u{a0}".to_owned()),
        Just("\u{200b}".to_owned()),
        Just("\u{ad}".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("\u{200d}".to_owned()),
        Just("- ".to_owned()),
        Just("-\n".to_owned()),
        Just("tices".to_owned()),
        Just("prac".to_owned()),
        Just("â€œ".to_owned()),
        Just("â€".to_owned()),
        Just("Ã".to_owned()),
        Just("©".to_owned()),
        Just("&nbsp;".to_owned()),
        Just("&amp".to_owned()),
        Just(";".to_owned()),
        Just("&#8220;".to_owned()),
        Just("&shy;".to_owned()),
        Just("said".to_owned()),
        Just("he ".to_owned()),
        Just("she said".to_owned()),
        Just("according to ".to_owned()),
        Just("told ".to_owned()),
        Just("Mayor Lena Ortiz".to_owned()),
        Just("Ortiz".to_owned()),
        Just("the United States".to_owned()),
        Just("US".to_owned()),
        Just("National Transport Authority (NTA)".to_owned()),
        Just("NTA".to_owned()),
        Just("last week".to_owned()),
        Just("$2.4bn".to_owned()),
        Just("5 per cent".to_owned()),
        Just("3 March 2023".to_owned()),
        Just("not bad".to_owned()),
        Just("terrible".to_owned()),
        Just("By Jo Ng".to_owned()),
        Just("Read more".to_owned()),
        Just("Dr. ".to_owned()),
        Just("👩‍👩‍👧".to_owned()),
        Just("é".to_owned()),
        Just("عربي".to_owned()),
        Just("中文。".to_owned()),
        Just("<p>".to_owned()),
        Just("</div>".to_owned()),
        Just("&amp;".to_owned()),
        "[A-Za-z]{1,8}",
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}

/// Built once for all cases.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fn analyze_everywhere(input: &str, html: bool) {
    let analyzer = &*ANALYZER;
    let mut options = Options { input: if html { Input::Html } else { Input::Text }, ..Options::default() };
    let Ok(bytes) = analyzer.analyze(input, &options) else {
        assert!(html || input.trim().is_empty(), "plain text with words in it is always read");
        return;
    };
    support::check(&bytes, (!html).then_some(input));
    assert_eq!(analyzer.analyze(input, &options).unwrap(), bytes, "the same input gives the same answer");
    for unit in [OffsetUnit::Utf16, OffsetUnit::Char] {
        options.offsets = unit;
        let other = analyzer.analyze(input, &options).unwrap();
        support::check(&other, (!html).then_some(input));
        for (ours, theirs) in bytes.sentences.iter().zip(&other.sentences) {
            let span = newsglass::Span::new(theirs.start, theirs.end);
            assert_eq!(other.str(span), &bytes.text[ours.start..ours.end], "units name the same words");
        }
    }
}

/// Articles of our own in which nothing is damaged.
static ARTICLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| {
        path.extension().is_some_and(|extension| extension == "txt") && !path.ends_with("damaged-text.txt")
    });
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
});

/// A text in which characters were damaged: for each byte of it, and for its end, the byte of the whole text.
struct Damaged {
    text: String,
    whole: Vec<usize>,
}

impl Damaged {
    /// Writes each character of `whole` as `damage` says, with what stands before it; `None` leaves it.
    fn new(whole: &str, mut damage: impl FnMut(Option<char>, char) -> Option<String>) -> Self {
        let mut damaged = Self { text: String::new(), whole: Vec::new() };
        let mut before = None;
        for (at, c) in whole.char_indices() {
            let written = damage(before, c).unwrap_or_else(|| c.to_string());
            damaged.whole.extend((0..written.len()).map(|_| at));
            damaged.text.push_str(&written);
            before = Some(c);
        }
        damaged.whole.push(whole.len());
        damaged
    }

    /// Fails when the damaged text is not read as the whole one is.
    fn is_read_as(&self, whole: &str) {
        let options = Options { input: Input::Text, ..Options::default() };
        let expected = ANALYZER.analyze(whole, &options).unwrap();
        let mut found = ANALYZER.analyze(&self.text, &options).unwrap();
        support::check(&found, Some(&self.text));
        found.visit_offsets(&mut |start, end| (*start, *end) = (self.whole[*start], self.whole[*end]));
        found.visit_words(&mut |span, words| *words = whole[span.start..span.end].to_owned());
        found.text = whole.to_owned();
        assert_eq!(found, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_not_seen_within_words_changes_nothing(article in 0_usize..100, every in 1_u32..40, hidden in "[\u{ad}\u{200b}-\u{200d}\u{2060}\u{feff}]{1,3}") {
        let whole = &ARTICLES[article % ARTICLES.len()];
        let mut letters = 0;
        let damaged = Damaged::new(whole, |before, c| {
            let within = before.is_some_and(|before| before.is_ascii_alphanumeric()) && c.is_ascii_alphanumeric();
            letters += u32::from(within);
            (within && letters % every == 0).then(|| format!("{hidden}{c}"))
        });
        damaged.is_read_as(whole);
    }

    #[test]
    fn references_in_a_text_change_nothing(article in 0_usize..100, form in 0_u32..4) {
        let whole = &ARTICLES[article % ARTICLES.len()];
        let damaged = Damaged::new(whole, |_, c| {
            let name = match c {
                '“' => "ldquo",
                '”' => "rdquo",
                '‘' => "lsquo",
                '’' => "rsquo",
                '"' => "quot",
                '&' => "amp",
                '—' => "mdash",
                'é' => "eacute",
                _ => return None,
            };
            Some(match form {
                0 => format!("&{name};"),
                1 => format!("&#{};", u32::from(c)),
                2 => format!("&#x{:X};", u32::from(c)),
                _ => format!("&amp;{name};"),
            })
        });
        damaged.is_read_as(whole);
    }
}

#[test]
fn a_text_read_as_another_encoding_is_read_as_it_was_meant() {
    let mut damages = 0;
    for whole in ARTICLES.iter() {
        let damaged = Damaged::new(whole, |_, c| {
            let shown = match c {
                '“' => "â€œ",
                '”' => "â€\u{9d}",
                '‘' => "â€˜",
                '’' => "â€™",
                '–' => "â€“",
                '—' => "â€”",
                '…' => "â€¦",
                '€' => "â‚¬",
                '£' => "Â£",
                '\u{a0}' => "Â\u{a0}",
                'é' => "Ã©",
                'ü' => "Ã¼",
                _ => return None,
            };
            damages += 1;
            Some(shown.to_owned())
        });
        damaged.is_read_as(whole);
    }
    assert!(damages > 20, "{damages}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn mess_is_read(input in mess()) {
        analyze_everywhere(&input, false);
    }

    #[test]
    fn mess_as_html_is_read(input in mess()) {
        analyze_everywhere(&format!("<html><body>{input}</body>"), true);
    }

    #[test]
    fn any_characters_are_read(input in "(?s).{0,300}") {
        analyze_everywhere(&input, false);
        analyze_everywhere(&input, true);
    }

    #[test]
    fn without_cleaning_every_line_is_body(input in mess()) {
        let options = Options { input: Input::Text, clean: false, ..Options::default() };
        if let Ok(analysis) = ANALYZER.analyze(&input, &options) {
            support::check(&analysis, Some(&input));
            prop_assert!(analysis.article.blocks.iter().all(|block| block.kind.is_body()));
        }
    }

    #[test]
    fn what_was_not_asked_for_is_absent(input in mess(), chosen in 0_u8..8) {
        let all = [Feature::Entities, Feature::Quotes, Feature::Sentiment];
        let features: Vec<Feature> = (0..3).filter(|bit| chosen & (1 << bit) != 0).map(|bit| all[bit]).collect();
        let options = Options { features: features.clone(), published: Date::new(2024, 2, 29), ..Options::default() };
        if let Ok(analysis) = ANALYZER.analyze(&input, &options) {
            prop_assert!(features.contains(&Feature::Entities) || analysis.entities.is_empty());
            prop_assert!(features.contains(&Feature::Quotes) || analysis.quotes.is_empty());
            // Of a text that is not English no tone is told, asked for or not.
            let told = features.contains(&Feature::Sentiment) && !analysis.is_foreign();
            prop_assert_eq!(told, analysis.sentiment.is_some());
            let speakers = analysis.quotes.iter().filter_map(|quote| quote.speaker.as_ref()?.entity);
            prop_assert!(features.contains(&Feature::Entities) || speakers.count() == 0);
        }
    }
}
