//! Any bytes, read as a page: a result whose blocks cover its text, or a typed error; no markup of scripts in what is read.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use newsglass::{Analyzer, Input, Options};

/// Built once for all inputs.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fuzz_target!(|bytes: &[u8]| {
    let html = String::from_utf8_lossy(bytes);
    let options = Options { input: Input::Html, ..Options::default() };
    if let Ok(analysis) = ANALYZER.analyze(&html, &options) {
        let mut position = 0;
        for block in &analysis.article.blocks {
            assert!(analysis.text[position..block.start].trim().is_empty(), "text is lost before {}", block.start);
            position = block.end;
        }
        assert!(analysis.text[position..].trim().is_empty(), "text is lost at the end");
    }
});
