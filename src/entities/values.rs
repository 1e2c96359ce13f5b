//! Dates, times, money, shares and amounts by grammar, each with its normalised value.
//!
//! The grammar is a handful of regular expressions (linear time) over one sentence at a time, made of the lexicon's words; what they
//! capture is computed by the files of this folder, one for each topic.
//! Spans follow OntoNotes: the whole expression ("earlier this week", "$200 million") without a leading preposition or article.
//! Relative dates count from the day of publication; without one they have no value.

mod date;
mod duration;
mod money;
mod number;
mod pattern;
mod quantity;
mod relative;
mod signs;
mod tense;
mod time;
mod year;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex_automata::meta::Regex;

use crate::analysis::{EntityType, Value};
use crate::lexicon::phrase;
use crate::options::Date;
use crate::rules::{Rule, Rules};
use crate::text::{Document, Span};
use pattern::Captures;
use signs::Signs;

/// A value found in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) kind: EntityType,
    pub(super) value: Option<Value>,
    pub(super) confidence: f64,
    pub(super) found_by: &'static str,
}

impl Found {
    fn new(rule: Rule, span: Span, kind: EntityType, value: Option<Value>, confidence: f64) -> Self {
        Self { span, kind, value, confidence, found_by: rule.name() }
    }

    fn date(rule: Rule, span: Span, value: Option<Value>, confidence: f64) -> Self {
        Self::new(rule, span, EntityType::Date, value, confidence)
    }
}

/// Compiled when a sentence first shows the signs of it; a test compiles all of them, so that none is ever missing.
type Pattern = LazyLock<Option<Regex>>;

/// The patterns of values, compiled once.
#[derive(Debug)]
pub(crate) struct Values {
    money: Pattern,
    money_words: Pattern,
    percent: Pattern,
    time: Pattern,
    date: Pattern,
    relative: Pattern,
    duration: Pattern,
    quantity: Pattern,
    year: Pattern,
    /// The last characters of signs that stand before an amount: "$" of "US$".
    currency_symbols: Vec<char>,
}

impl Default for Values {
    fn default() -> Self {
        let mut currency_symbols: Vec<char> =
            phrase::CURRENCY_SIGN.iter().filter_map(|sign| sign.chars().next_back()).collect();
        currency_symbols.sort_unstable();
        currency_symbols.dedup();
        Self {
            money: LazyLock::new(money::signed),
            money_words: LazyLock::new(money::worded),
            percent: LazyLock::new(quantity::percent),
            time: LazyLock::new(time::pattern),
            date: LazyLock::new(date::pattern),
            relative: LazyLock::new(relative::pattern),
            duration: LazyLock::new(duration::pattern),
            quantity: LazyLock::new(quantity::pattern),
            year: LazyLock::new(year::pattern),
            currency_symbols,
        }
    }
}

/// What makes a value of a match.
type Reading = fn(&Sentence<'_>, &Captures<'_>, Span) -> Option<Found>;

impl Values {
    /// Values of the whole document, in text order, not overlapping.
    pub(super) fn find(&self, document: &Document<'_>, published: Option<Date>) -> Vec<Found> {
        let mut all = Vec::new();
        for span in document.sentences.iter().map(|sentence| sentence.span) {
            let text = document.str(span);
            let sentence = Sentence { text, published, rules: document.rules, future: OnceCell::new() };
            if sentence.may_hold_values() {
                all.extend(self.of_sentence(&sentence).into_values().map(|found| {
                    let moved = Span::new(found.span.start + span.start, found.span.end + span.start);
                    Found { span: moved, ..found }
                }));
            }
        }
        all
    }

    /// Values of a sentence by their start; what is found first keeps its place.
    fn of_sentence(&self, sentence: &Sentence<'_>) -> BTreeMap<usize, Found> {
        let signs = Signs::of(sentence.text, &self.currency_symbols);
        let steps: [(bool, &Pattern, Reading); 9] = [
            (signs.money, &self.money, money::read_signed),
            (signs.money_words, &self.money_words, money::read_worded),
            (signs.percent, &self.percent, quantity::read_percent),
            (signs.time, &self.time, time::read),
            (signs.date, &self.date, date::read),
            (signs.relative, &self.relative, relative::read),
            (signs.duration, &self.duration, duration::read),
            (signs.quantity, &self.quantity, quantity::read),
            (signs.year, &self.year, year::read),
        ];
        let mut found: BTreeMap<usize, Found> = BTreeMap::new();
        for (possible, pattern, read) in steps {
            let Some(regex) = Some(pattern).filter(|_| possible).and_then(|pattern| pattern.as_ref()) else { continue };
            for groups in regex.captures_iter(sentence.text) {
                let captures = Captures::new(sentence.text, groups);
                let Some(mut one) = captures.span(0).and_then(|span| read(sentence, &captures, span)) else { continue };
                let before = found.range(..one.span.end).next_back();
                if before.is_none_or(|(_, other)| other.span.end <= one.span.start) {
                    one.span = one.span.trim(sentence.text);
                    found.insert(one.span.start, one);
                }
            }
        }
        found
    }
}

/// A sentence whose values are looked for.
struct Sentence<'t> {
    text: &'t str,
    published: Option<Date>,
    rules: &'t Rules,
    /// Whether the sentence speaks of what will be, once somebody asked.
    future: OnceCell<bool>,
}

impl<'t> Sentence<'t> {
    /// A quick look whether the expensive patterns can find anything.
    fn may_hold_values(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_digit())
            || phrase::VALUE_STEM.iter().any(|stem| self.text.contains(stem))
    }

    /// The word before a position, lower case.
    fn word_before(&self, at: usize) -> String {
        self.before(at).trim_end().rsplit([' ', '(', '\u{a0}']).next().unwrap_or("").to_lowercase()
    }

    /// What precedes a position.
    fn before(&self, at: usize) -> &'t str {
        self.text.get(..at).unwrap_or("")
    }

    /// What follows a position.
    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }
}

/// The stretch of two days and what lies between them; `None` when the last is before the first.
fn days(first: Date, last: Date) -> Option<Value> {
    (first <= last).then(|| Value::Date { start: first.to_string(), end: last.to_string() })
}

/// One day.
fn day(date: Option<Date>) -> Option<Value> {
    date.and_then(|date| days(date, date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        let values = Values::default();
        for pattern in [
            &values.money,
            &values.money_words,
            &values.percent,
            &values.time,
            &values.date,
            &values.relative,
            &values.duration,
            &values.quantity,
            &values.year,
        ] {
            assert!(pattern.is_some());
        }
    }
}
