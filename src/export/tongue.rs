//! What the forms for people say, in the reader's language.
//!
//! The sources are in English, and an English text is the key of its translation, as it is on the page (`www/app/src/language.rs`); a test
//! of the page gathers the keys of this folder, too.

use std::collections::BTreeMap;

use super::numbers::hundredths;
use crate::analysis::{Why, fill_places};

/// Translations, and the tag of their language.
pub(super) struct Tongue<'a> {
    pub(super) words: &'a BTreeMap<String, String>,
    pub(super) language: &'a str,
}

/// No translation at all.
pub(super) const ENGLISH: Tongue<'static> = Tongue { words: &BTreeMap::new(), language: "en" };

/// Marks a text that a table holds, and that goes through [`Tongue::t`] where it is written.
pub(super) const fn key(text: &'static str) -> &'static str {
    text
}

impl Tongue<'_> {
    /// A text in the reader's language.
    pub(super) fn t<'t>(&'t self, text: &'t str) -> &'t str {
        self.words.get(text).map_or(text, String::as_str)
    }

    /// The same with values at its places `{0}`, `{1}` and so on.
    pub(super) fn fill(&self, text: &str, values: &[&str]) -> String {
        fill_places(self.t(text), values)
    }

    /// The form of `"{0} quote|{0} quotes"` that goes with a number, with the number in its place: one form for 1, another for all else,
    /// as in English, German and Spanish.
    pub(super) fn plural(&self, count: usize, text: &str) -> String {
        let form = self.t(text).split('|').take(if count == 1 { 1 } else { 2 }).last().unwrap_or_default();
        self.fill(form, &[&count.to_string()])
    }

    /// A number with two decimals, and with its sign if it is to be `signed`.
    pub(super) fn decimals(&self, value: f64, signed: bool) -> String {
        let value = hundredths(value);
        self.point(&if signed { format!("{value:+.2}") } else { format!("{value:.2}") })
    }

    /// A number as it is written in English, with the sign for decimals that the language has.
    pub(super) fn point(&self, number: &str) -> String {
        match number.split_once('.') {
            Some((whole, decimals)) => self.fill("{0}.{1}", &[whole, decimals]),
            None => number.to_owned(),
        }
    }

    /// The reasons for a word's weight, each in the reader's language; words of the article in them stay as they are.
    pub(super) fn why(&self, why: &Why) -> String {
        why.in_words(|template| self.t(template).to_owned())
    }
}
