//! Patterns made of the lexicon's words.

use std::sync::LazyLock;

use regex_automata::meta::{Config, Regex};
use regex_automata::util::captures;

use crate::lexicon::phrase;
use crate::text::Span;

/// Compiled when a sentence first shows the signs of it; a test compiles all of them, so that none is ever missing.
pub(super) type Pattern = LazyLock<Option<Regex>>;

/// "1,200", "3.5", "1,00,000"
pub(super) const DIGITS: &str = "[0-9]{1,3}(?:,[0-9]{2,3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?";

/// Compiles without a search for literals to look for first: the tests before the patterns do that work, and the search for literals
/// costs more than an article's sentences take to be read without them.
pub(super) fn compile(pattern: &str) -> Option<Regex> {
    Regex::builder().configure(Config::new().auto_prefilter(false)).build(pattern).ok()
}

/// What a pattern found in a sentence.
pub(super) struct Captures<'t> {
    text: &'t str,
    groups: captures::Captures,
}

impl<'t> Captures<'t> {
    pub(super) fn new(text: &'t str, groups: captures::Captures) -> Self {
        Self { text, groups }
    }

    /// Where a group stands; 0 is the whole.
    pub(super) fn span(&self, group: usize) -> Option<Span> {
        self.groups.get_group(group).map(|span| Span::new(span.start, span.end))
    }

    /// The words of a group.
    pub(super) fn get(&self, group: usize) -> Option<&'t str> {
        self.span(group).map(|span| span.of(self.text))
    }

    /// The whole number that a group is.
    pub(super) fn whole<T: std::str::FromStr>(&self, group: usize) -> Option<T> {
        self.get(group).and_then(|digits| digits.parse().ok())
    }
}

/// One of some phrases, the longest that fits.
pub(super) fn any_of(phrases: &[&str]) -> String {
    let mut phrases: Vec<&str> = phrases.to_vec();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    let escaped: Vec<String> = phrases.into_iter().map(escaped).collect();
    format!("(?:{})", escaped.join("|"))
}

/// A phrase as a pattern. A straight apostrophe stands for a curly one, too.
fn escaped(phrase: &str) -> String {
    let mut pattern = String::new();
    for c in phrase.chars() {
        match c {
            '\'' => pattern.push_str("['’]"),
            c if c.is_ascii_punctuation() => pattern.extend(['\\', c]),
            c => pattern.push(c),
        }
    }
    pattern
}

/// "twenty-one", "three hundred", "hundred".
pub(super) fn number_word() -> String {
    let (words, digits, scale) = (any_of(&phrase::NUMBER_WORD), any_of(&phrase::DIGIT_WORD), any_of(&phrase::HUNDRED));
    format!("{words}(?:[- ]{digits})?(?: {scale})?|{scale}")
}
