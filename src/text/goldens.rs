//! The cases of `tests/corpus/segmentation`: texts with their sentences and tokens written under them.
//!
//! ```text
//! ## Initials do not end sentences
//! > J. K. Rowling spoke. He left at 5pm.
//! J.|K.|Rowling|spoke|.
//! He|left|at|5pm|.
//!     number 5pm
//! ```
//! In the text (">") and the tokens "\n" and "\u{200b}" stand for themselves escaped. Kinds other than words and punctuation are
//! listed under their sentence. `NEWSGLASS_UPDATE=1 cargo test -p newsglass segmentation` writes what is found.

use std::fmt::Write as _;

use super::cases::golden;
use super::{Document, TokenKind};
use crate::analysis::{Block, BlockKind};

/// Characters that would be invisible or misread in the file.
fn escape(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' => "\\n".to_owned(),
        ' ' => " ".to_owned(),
        _ if super::characters::is_blank(c) || c.is_control() => c.escape_unicode().to_string(),
        _ => c.to_string(),
    };
    text.chars().map(shown).collect()
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("\\n") {
            plain.push('\n');
            rest = after;
        } else if let Some((code, after)) = rest.strip_prefix("\\u{").and_then(|code| code.split_once('}')) {
            plain.push(u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap());
            rest = after;
        } else {
            plain.push('\\');
            rest = &rest[1..];
        }
    }
    plain + rest
}

fn segment(text: &str) -> String {
    let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }];
    let document = Document::new(text, &blocks);
    let mut shown = String::new();
    for sentence in &document.sentences {
        let tokens = document.tokens_of(sentence);
        let words: Vec<String> = tokens.iter().map(|token| escape(token.span.of(text))).collect();
        writeln!(shown, "{}", words.join("|")).unwrap();
        let kinds: Vec<String> = tokens
            .iter()
            .filter(|token| !matches!(token.kind, TokenKind::Word | TokenKind::Punctuation))
            .map(|token| format!("{} {}", format!("{:?}", token.kind).to_lowercase(), escape(token.span.of(text))))
            .collect();
        if !kinds.is_empty() {
            writeln!(shown, "    {}", kinds.join(" · ")).unwrap();
        }
    }
    shown
}

#[test]
fn segmentation_corpus() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/segmentation");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let (mut cases, mut failures) = (0, String::new());
    for path in files {
        let golden = std::fs::read_to_string(&path).unwrap();
        let mut found = String::new();
        for case in golden.split("\n\n").map(str::trim_end).filter(|case| !case.is_empty()) {
            let mut lines = case.lines();
            let mut head = String::new();
            let text = lines.by_ref().find_map(|line| {
                writeln!(head, "{line}").unwrap();
                line.strip_prefix("> ")
            });
            found.push_str(&head);
            if let Some(text) = text {
                cases += 1;
                let expected: String = lines.map(|line| format!("{line}\n")).collect();
                let actual = segment(&unescape(text));
                let (marked, gone) = golden::marked_again(&expected, &actual);
                if golden::update() {
                    gone.iter()
                        .for_each(|line| writeln!(failures, "\n{head}known to be wrong, and gone: {line}").unwrap());
                } else if let Some(difference) = golden::difference(&expected, &actual) {
                    write!(failures, "\n{}\n{head}{difference}", path.display()).unwrap();
                }
                found.push_str(&marked);
            }
            found.push('\n');
        }
        if golden::update() {
            std::fs::write(&path, found.trim_end().to_owned() + "\n").unwrap();
        }
    }
    assert!(cases >= 60, "{cases} cases");
    assert!(failures.is_empty(), "{failures}");
}
