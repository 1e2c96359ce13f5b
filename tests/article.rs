//! What was pasted, divided: the golden cases of `tests/corpus/article/`, one phenomenon each, named by it.
//!
//! A case is the input, then what is expected of it: metadata, warnings and one line for each block. `NEWSGLASS_UPDATE=1` rewrites the
//! expectations; read the difference before it is committed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice, clippy::indexing_slicing)]

use std::fmt::Write;
use std::sync::LazyLock;

use newsglass::{Analyzer, BlockKind, Options, Text};

#[path = "support/golden.rs"]
#[expect(dead_code, reason = "a case here is one file with its input, which `check` does not know")]
mod golden;

const INPUT: &str = "---- input ----\n";
const EXPECTED: &str = "---- expected ----\n";

/// Built once for all cases.
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

fn read(input: &str) -> String {
    let options = Options { features: Vec::new(), ..Options::default() };
    let analysis = ANALYZER.analyze(input, &options).expect("the case is read");
    let article = &analysis.article;
    let mut out = String::new();
    let mut line = |name: &str, text: Option<&Text>| {
        if let Some(text) = text {
            writeln!(out, "{name}: {}", text.value).unwrap();
        }
    };
    line("title", article.title.as_ref());
    line("subtitle", article.subtitle.as_ref());
    article.authors.iter().for_each(|author| line("author", Some(author)));
    line("publisher", article.publisher.as_ref());
    line("section", article.section.as_ref());
    line("dateline", article.dateline.as_ref());
    if let Some(published) = &article.published {
        writeln!(out, "published: {}", published.value).unwrap();
    }
    writeln!(out, "language: {}", article.language.code).unwrap();
    for warning in &analysis.warnings {
        writeln!(out, "warning: {}", serde_json::to_value(warning.code).unwrap().as_str().unwrap()).unwrap();
    }
    let mut position = 0;
    for block in &article.blocks {
        assert!(analysis.text[position..block.start].trim().is_empty(), "text is lost before {}", block.start);
        position = block.end;
        let kind = serde_json::to_value(block.kind).unwrap();
        let text = block.span().of(&analysis.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let text = if text.chars().count() > 76 { text.chars().take(75).chain(['…']).collect() } else { text };
        assert_eq!(block.kind == BlockKind::Boilerplate, block.reason.is_some(), "{text}");
        let reason = block.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        writeln!(out, "[{}{reason}] {text}", kind.as_str().unwrap()).unwrap();
    }
    assert!(analysis.text[position..].trim().is_empty(), "text is lost at the end");
    out
}

#[test]
fn golden_cases() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/article");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 25);
    let mut wrong = String::new();
    for path in paths {
        let case = std::fs::read_to_string(&path).unwrap();
        let (input, expected) =
            case.strip_prefix(INPUT).and_then(|case| case.split_once(EXPECTED)).expect("input and expected");
        let found = read(input);
        if golden::update() {
            let (rewritten, gone) = golden::marked_again(expected, &found);
            std::fs::write(&path, format!("{INPUT}{input}{EXPECTED}{rewritten}")).unwrap();
            gone.iter()
                .for_each(|line| writeln!(wrong, "{}: known to be wrong, and gone: {line}", path.display()).unwrap());
        } else if let Some(difference) = golden::difference(expected, &found) {
            writeln!(wrong, "{}\n{difference}", path.display()).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_line_is_body_when_cleaning_is_off() {
    let input = "Menu\nSubscribe\n\nThe harbour was closed.\nNobody was hurt.";
    let options = Options { clean: false, features: Vec::new(), ..Options::default() };
    let analysis = ANALYZER.analyze(input, &options).unwrap();
    assert_eq!(analysis.text, input);
    assert_eq!(analysis.article.blocks.len(), 4);
    assert!(analysis.article.blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
}
