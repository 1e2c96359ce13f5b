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
