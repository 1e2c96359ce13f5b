//! One sentence and what stands around a value in it.

use std::cell::OnceCell;

use crate::lexicon::phrase;
use crate::options::Date;
use crate::rules::Rules;

/// A sentence whose values are looked for.
pub(super) struct Sentence<'t> {
    pub(super) text: &'t str,
    pub(super) published: Option<Date>,
    pub(super) rules: &'t Rules,
    /// Whether the article speaks of a country with rupees of its own besides India.
    pub(super) has_other_rupees: bool,
    /// Whether the sentence speaks of what will be, once somebody asked.
    pub(super) future: OnceCell<bool>,
}

impl<'t> Sentence<'t> {
    /// A sentence of an article published on a day.
    pub(super) fn new(text: &'t str, published: Option<Date>, rules: &'t Rules) -> Self {
        Self { text, published, rules, has_other_rupees: false, future: OnceCell::new() }
    }

    /// A quick look whether the expensive patterns can find anything.
    pub(super) fn may_hold_values(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_digit())
            || phrase::VALUE_STEM.iter().any(|stem| self.text.contains(stem))
    }

    /// The word before a position, lower case.
    pub(super) fn word_before(&self, at: usize) -> String {
        self.before(at).trim_end().rsplit([' ', '(', '\u{a0}']).next().unwrap_or("").to_lowercase()
    }

    /// What precedes a position.
    pub(super) fn before(&self, at: usize) -> &'t str {
        self.text.get(..at).unwrap_or("")
    }

    /// What follows a position.
    pub(super) fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }
}
