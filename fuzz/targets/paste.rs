//! Any text, read as a paste: a result over the untouched text, or a typed error.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use newsglass::{Analyzer, Input, Options};

/// Built once for all inputs.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fuzz_target!(|text: &str| {
    let options = Options { input: Input::Text, ..Options::default() };
    if let Ok(analysis) = ANALYZER.analyze(text, &options) {
        assert_eq!(analysis.text, text);
        let mut position = 0;
        for block in &analysis.article.blocks {
            assert!(text[position..block.start].trim().is_empty(), "text is lost before {}", block.start);
            position = block.end;
        }
        assert!(text[position..].trim().is_empty(), "text is lost at the end");
    }
});
