//! Words of a language that stand in code: string literals with a run of two letters or more.
//!
//! Literals of patterns, constants, arrays and macros count like any other; attributes, documentation, tests and the paths of
//! `include_str!` do not, nor do the names in braces of a format string. What may stand is listed with its reason in
//! `house-exceptions.txt`.

use anyhow::{Context, Result};
use proc_macro2::{TokenStream, TokenTree};
use syn::Lit;
use syn::visit::{self, Visit};

use super::sources::{Source, skip_tests_and_attributes};

/// A literal and what it says.
#[derive(Debug, PartialEq)]
pub(super) struct Literal {
    pub(super) line: usize,
    pub(super) text: String,
    /// Its runs of two letters or more, in small letters.
    pub(super) words: Vec<String>,
}

/// All literals of a file that hold a word.
pub(super) fn literals(source: &Source) -> Vec<Literal> {
    let mut finder = Finder { found: Vec::new() };
    finder.visit_file(&source.file);
    finder.found
}

/// Macros that are given the path of a file or the name of a variable.
const PATHS: [&str; 4] = ["include_str", "include_bytes", "env", "concat"];

struct Finder {
    found: Vec<Literal>,
}

impl Finder {
    fn literal(&mut self, literal: &Lit) {
        let text = match literal {
            Lit::Str(text) => text.value(),
            Lit::ByteStr(bytes) => String::from_utf8_lossy(&bytes.value()).into_owned(),
            _ => return,
        };
        let words = words(&text);
        if !words.is_empty() {
            self.found.push(Literal { line: literal.span().start().line, text, words });
        }
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut name = String::new();
        for token in tokens {
            match token {
                TokenTree::Group(_) if PATHS.contains(&name.as_str()) => {}
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Literal(literal) => self.literal(&Lit::new(literal)),
                TokenTree::Ident(word) => name = word.to_string(),
                TokenTree::Punct(mark) if mark.as_char() == '!' => {}
                TokenTree::Punct(_) => name.clear(),
            }
        }
    }
}

impl<'ast> Visit<'ast> for Finder {
    skip_tests_and_attributes!();

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !super::sources::is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_lit(&mut self, literal: &'ast Lit) {
        self.literal(literal);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let name = call.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
        if !PATHS.contains(&name.as_str()) {
            self.tokens(call.tokens.clone());
        }
    }
}

/// Runs of two letters or more outside of braces.
fn words(text: &str) -> Vec<String> {
    let mut outside = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        outside.push_str(before);
        outside.push(' ');
        rest = match after.split_once('}') {
            Some((name, after)) if name.chars().all(|c| c.is_alphanumeric() || "_:.?<>+#".contains(c)) => after,
            _ => after,
        };
    }
    outside.push_str(rest);
    let runs = outside.split(|c: char| !c.is_alphabetic());
    runs.filter(|run| run.chars().nth(1).is_some()).map(str::to_lowercase).collect()
}

/// A literal, or all literals of a file, that may stand.
#[derive(Debug)]
pub(super) struct Exception<'text> {
    pub(super) file: &'text str,
    /// `*` for all of the file.
    pub(super) literal: &'text str,
    pub(super) reason: &'text str,
}

impl<'text> Exception<'text> {
    /// Reads `file | literal | reason`, one a line; a `|` in a literal needs no mark, since file and reason have none.
    pub(super) fn list(text: &'text str) -> Result<Vec<Self>> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines
            .map(|line| {
                let parts = line.split_once(" | ").and_then(|(file, rest)| Some((file, rest.rsplit_once(" | ")?)));
                let (file, (literal, reason)) = parts.with_context(|| {
                    format!("xtask/src/house-exceptions.txt: not `file | literal | reason`: {line}")
                })?;
                Ok(Self { file: file.trim(), literal: literal.trim(), reason: reason.trim() })
            })
            .collect()
    }

    /// Whether it allows that literal in that file; line ends and quotation marks are written escaped.
    pub(super) fn allows(&self, file: &str, literal: &str) -> bool {
        self.file == file && (self.literal == "*" || self.literal == literal.escape_debug().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_wherever_they_stand_but_in_attributes_docs_and_tests() {
        let text = r#"
            /// "documented"
            #[serde(rename = "renamed")]
            const A: [&str; 3] = ["one two", "x", "%"];
            fn f() { matches!(a, "three"); format!("{named}"); format!("{a} four"); g(b"five", include_str!("path")); vec![include_str!("path")] }
            fn h() { match a { "six" => {} _ => {} } }
            #[cfg(test)] mod tests { const B: &str = "seven"; }
            #[test] fn t() { f("eight") }
        "#;
        let file = syn::parse_file(text).unwrap();
        let source = Source {
            path: "a.rs".to_owned(),
            krate: "newsglass",
            module: vec!["quotes".to_owned()],
            text: text.to_owned(),
            file,
        };
        let found = literals(&source);
        let texts: Vec<&str> = found.iter().map(|literal| literal.text.as_str()).collect();
        assert_eq!(texts, ["one two", "three", "{a} four", "five", "six"]);
        assert_eq!(found[0].words, ["one", "two"]);
    }

    #[test]
    fn an_exception_holds_for_its_file_and_its_literal() {
        let list = Exception::list("# why\nsrc/a.rs | one|two | a reason\nsrc/b.rs | * | another").unwrap();
        assert!(list[0].allows("src/a.rs", "one|two") && !list[0].allows("src/a.rs", "one"));
        assert!(list[1].allows("src/b.rs", "any") && !list[1].allows("src/a.rs", "any"));
        assert!(Exception::list("src/a.rs | one").is_err());
    }
}
