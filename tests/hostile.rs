//! Inputs that break programs: a typed error or a result, in bounded time, with nothing lost.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

mod support;

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use newsglass::{Analysis, Analyzer, Date, Error, ErrorCode, Input, MAX_INPUT_BYTES, Options, WarningCode};

/// Built once for all cases.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fn read(input: &str) -> Result<Analysis, Error> {
    ANALYZER.analyze(input, &Options { input: Input::Text, ..Options::default() })
}

fn read_and_check(input: &str) -> Analysis {
    let analysis = read(input).unwrap();
    support::check(&analysis, Some(input));
    analysis
}

#[test]
fn nothing_is_an_error_with_a_hint() {
    for input in ["", " ", "\n\n\t", "\u{feff}", "\u{a0}\u{2003}"] {
        match read(input) {
            Err(error) => {
                assert_eq!(error.code(), ErrorCode::EmptyInput, "{input:?}");
                assert!(!error.hint().is_empty());
            }
            Ok(analysis) => support::check(&analysis, Some(input)),
        }
    }
}

#[test]
fn too_much_is_an_error_that_names_limit_and_size() {
    let error = read(&"a".repeat(MAX_INPUT_BYTES + 1)).unwrap_err();
    assert_eq!(error.code(), ErrorCode::InputTooLarge);
    assert!(error.message().contains("10000001") && error.message().contains("10000000"), "{error}");
}

#[test]
fn only_punctuation_is_read() {
    for input in ["...", "?!?!", "“”‘’\"'«»", "—", "((((((", "\u{0}\u{1}\u{2}", "\u{202e}\u{202e}"] {
        read_and_check(input);
        read_and_check(&input.repeat(2_000));
    }
}

#[test]
fn other_scripts_are_read_with_a_warning() {
    for input in [
        "قال رئيس البلدية يوم الجمعة إن الجسر الجديد سيفتح قريبا أمام السيارات. \"هذا يوم جيد لمدينتنا\"، قالت ليلى حداد للصحفيين.",
        "市长周五表示，新桥将很快通车。“今天对我们的城市来说是个好日子。”她对记者说。",
        "Die Bürgermeisterin hat am Freitag die neue Brücke eröffnet. Der Bau hat vier Jahre gedauert und viel Geld gekostet.",
    ] {
        let analysis = read_and_check(input);
        assert!(analysis.warnings.iter().any(|warning| warning.code == WarningCode::LanguageNotEnglish), "{input}");
    }
}

#[test]
fn binary_junk_is_read_with_a_warning() {
    let bytes: Vec<u8> = (0..40_000_u32).map(|number| (number.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let analysis = read_and_check(&String::from_utf8_lossy(&bytes));
    assert!(analysis.warnings.iter().any(|warning| warning.code == WarningCode::DamagedText));
}

/// Texts that have made rules quadratic elsewhere, by name, as large as asked.
fn growing(size: usize) -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(size / piece.len() + 1);
    vec![
        ("one line", fill("Mayor Lena Ortiz said the bridge would open. ")),
        ("no spaces", fill("a")),
        ("no sentence end", fill("the harbour and ")),
        ("capitals", fill("Lena Ortiz ")),
        ("a list of names", (0..size / 16).map(|number| format!("Name{number} Sur{}, ", number % 997)).collect()),
        ("acronyms", (0..size / 24).map(|number| format!("Group of Lists (GL{}) ", number % 911)).collect()),
        ("opening marks", fill("“said ")),
        ("nested marks", fill("“‘\"«")),
        ("straight marks", fill("\"a\" he said. ")),
        ("apostrophes", fill("' 'a b' ")),
        ("quotes", fill("\"We lost,\" said Lena Ortiz. ")),
        ("lone quotations", fill("\"The pier is safe for all of us.\"\n")),
        ("quotations in one another", format!("{}b {}he said.", "“a ".repeat(size / 8), "” c ".repeat(size / 8))),
        ("pronouns", fill("He said she said it. ")),
        ("empty lines", fill("\n\n.")),
        ("short lines", fill("Menu\n")),
        ("brackets", fill("((")),
        ("numbers", fill("1,000.00 ")),
        ("dates", fill("3 March 2023 ")),
        ("days of a month", fill("on March 3 and 4 to 5 or ")),
        ("months in a row", fill("March to ")),
        ("weekdays", fill("this coming Monday to ")),
        ("parts of parts", fill("the last week of ")),
        ("days before days", fill("the day before ")),
        ("short numbers", fill("3 4th ")),
        ("points", fill("A.")),
        ("tags", fill("<div><p>a</p>")),
        ("open tags", fill("<div>")),
        ("combining marks", fill("e\u{301}\u{301}")),
        ("joiners", fill("👩\u{200d}")),
        ("soft hyphens", fill("\u{ad}")),
        ("soft hyphens in words", fill("a\u{ad}")),
        ("what is not seen", fill("\u{ad}\u{200b} \u{feff}")),
        ("references", fill("&amp;")),
        ("references to blanks", fill("&nbsp;")),
        ("references without an end", fill("&#111")),
        ("another encoding", fill("â€œÃ©Â\u{a0}")),
        ("another encoding, cut short", fill("â€")),
        ("cut words", fill("the capabili- ties ")),
        ("words cut at line ends", fill("the prac-\ntices of all the people in the town \n")),
        ("hyphens before blanks", fill("-                                \n")),
        ("hyphens at line ends", fill("a-\n")),
        ("tone", fill("not very good but terrible, ")),
    ]
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    for html in [false, true] {
        let input = if html { Input::Html } else { Input::Text };
        let options = Options { input, published: Date::new(2024, 2, 29), ..Options::default() };
        let analyzer = &*ANALYZER;
        let time = |text: &str| {
            let start = Instant::now();
            if let Ok(analysis) = analyzer.analyze(text, &options) {
                assert!(html || analysis.text == text);
            }
            start.elapsed()
        };
        for ((name, small), (_, large)) in growing(20_000).into_iter().zip(growing(160_000)) {
            let (small, large) = (time(&small).max(Duration::from_millis(5)), time(&large));
            // Eight times the text; a square would take sixty-four times as long. Generous, for machines that do other things too.
            assert!(large < small * 32, "{name} (html: {html}): {small:?}, eight times the text {large:?}");
        }
    }
}

#[test]
fn broken_pages_are_read_or_refused_in_bounded_time() {
    let article =
        "<p>The old ferry landing will stay shut until spring, the harbour master told residents on Tuesday.</p>";
    let latin: Vec<u8> =
        format!("<meta charset=utf-8>{article}<p>Caf\u{e9} L\u{f3}pez</p>").chars().map(|c| c as u8).collect();
    let pages = [
        ("nested", format!("{}{article}{}", "<div><blockquote><b>".repeat(10_000), "</div>".repeat(9_000))),
        ("nested lists", format!("{}{article}", "<ul><li>".repeat(10_000))),
        ("nested tables", format!("{}{article}", "<table><tr><td>".repeat(10_000))),
        ("five megabytes of tags", format!("{}{article}", "<i class='a b'><br>".repeat(5_000_000 / 19))),
        (
            "nothing closed",
            format!("<html><body><div><p><a href='x><b>{}", "<p>The harbour was closed. <li>One <td>two".repeat(2_000)),
        ),
        ("null bytes", format!("\0\0<p\0>{article}\0<div\0 id=\0>\0")),
        ("another charset than it says", String::from_utf8_lossy(&latin).into_owned()),
        ("no end of a comment", format!("{article}<!-- {}", "<p>".repeat(10_000))),
        ("no end of a script", format!("{article}<script>{}", "</p><p>".repeat(10_000))),
        (
            "deep JSON",
            format!("<script type='application/ld+json'>{}</script>{article}", "{\"@graph\":[".repeat(20_000)),
        ),
        ("attributes", format!("<p {}>{article}", "a=b ".repeat(200_000))),
        ("references", format!("{article}<p>{}", "&#x41;&lt;&nope;&#".repeat(50_000))),
    ];
    for (name, page) in pages {
        let start = Instant::now();
        let options = Options { input: Input::Html, features: Vec::new(), ..Options::default() };
        match ANALYZER.analyze(&page, &options) {
            Ok(analysis) => support::check(&analysis, None),
            Err(error) => assert_eq!(error.code(), ErrorCode::EmptyInput, "{name}"),
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{name}: {:?}", start.elapsed());
    }
}

#[test]
fn a_megabyte_of_soft_hyphens_is_read() {
    for input in ["\u{ad}".repeat(500_000), format!("Mayor Le{}na Ortiz left.", "\u{ad}".repeat(500_000))] {
        let start = Instant::now();
        let analysis = read_and_check(&input);
        assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
        assert_eq!(
            analysis.entities.first().map(|entity| entity.name.as_str()),
            input.starts_with('M').then_some("Lena Ortiz")
        );
    }
}

#[test]
fn damage_that_breaks_off_is_read() {
    for end in [
        "&",
        "&#",
        "&#8220",
        "&amp",
        "&amp;ldquo",
        "â",
        "â€",
        "Ã",
        "Â",
        "\u{ad}",
        "\u{200b}",
        "-",
        "-\n",
        "- ",
        "ï»",
        "&shy;\n",
    ] {
        read_and_check(end);
        read_and_check(&format!("Mayor Lena Ortiz said{end}"));
        read_and_check(&format!("{end}Mayor Lena Ortiz said"));
        read_and_check(&format!("Mayor Lena Ortiz said\n{end}\nno."));
    }
}
