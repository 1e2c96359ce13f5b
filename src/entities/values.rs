//! Dates, times, money, shares and amounts by grammar, each with its normalised value.
//!
//! Money and dates are read by grammars over the pieces of a sentence, the others by a handful of regular expressions (linear time) over
//! one sentence at a time, made of the lexicon's words; what they capture is computed by the files of this folder, one for each topic.
//! Spans follow OntoNotes: the whole expression ("earlier this week", "$200 million") without a leading preposition or article.
//! Relative dates count from the day of publication; without one they have no value.

mod dates;
mod found;
mod money;
mod number;
mod pattern;
mod pieces;
mod quantity;
mod sentence;
mod signs;
mod tense;
mod time;
mod written;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::calendar::Stretch;
use super::evidence::Evidence;
use crate::lexicon::phrase;
use crate::options::Date;
use crate::rules::values as rule;
use crate::text::{Document, Span};
pub(super) use found::Found;
use pattern::{Captures, Pattern};
use pieces::Pieces;
use sentence::Sentence;
use signs::Signs;

/// The patterns of values, compiled once.
#[derive(Debug)]
pub(crate) struct Values {
    percent: Pattern,
    time: Pattern,
    quantity: Pattern,
    /// Those of any language.
    written: written::Patterns,
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
            percent: LazyLock::new(quantity::percent),
            time: LazyLock::new(time::pattern),
            quantity: LazyLock::new(quantity::pattern),
            written: written::Patterns::default(),
            currency_symbols,
        }
    }
}

/// What makes a value of a match.
type Evaluation = fn(&Sentence<'_>, &Captures<'_>, Span) -> Option<Found>;

impl Values {
    /// Values of the whole document, in text order, not overlapping.
    pub(super) fn find(&self, document: &Document<'_>, published: Option<Date>) -> Vec<Found> {
        let (mut all, mut said) = (Vec::new(), None);
        let has_other_rupees = phrase::OTHER_RUPEES.iter().any(|country| document.text.contains(country));
        for span in document.sentences.iter().map(|sentence| sentence.span) {
            let text = document.str(span);
            let sentence = Sentence { has_other_rupees, ..Sentence::new(text, published, document.rules) };
            if !sentence.may_hold_values() {
                said = None;
            } else {
                all.extend(self.of_sentence(&sentence, &mut said).into_values().map(|found| {
                    let moved = Span::new(found.span.start + span.start, found.span.end + span.start);
                    Found { span: moved, ..found }
                }));
            }
        }
        all
    }

    /// Values that are written alike in every language, in text order, not overlapping; `language` says how it writes numbers.
    pub(super) fn find_written(&self, document: &Document<'_>, language: &str) -> Vec<Found> {
        self.written.find(document, language)
    }

    /// Values of a sentence by their start; what is found first keeps its place. `said` are the days that were dated last, in this sentence
    /// or the one before it.
    fn of_sentence(&self, sentence: &Sentence<'_>, said: &mut Option<Stretch>) -> BTreeMap<usize, Found> {
        let signs = Signs::of(sentence.text, &self.currency_symbols);
        let mut found: BTreeMap<usize, Found> = BTreeMap::new();
        let row = (signs.money || signs.date).then(|| Pieces::of(sentence.text, &self.currency_symbols));
        if let Some(row) = row.as_ref().filter(|_| signs.money) {
            add(&mut found, sentence, money::find(sentence, row));
        }
        add(&mut found, sentence, of_pattern(sentence, signs.percent, &self.percent, quantity::evaluate_percent));
        let (dates, days) = match row.filter(|_| signs.date) {
            Some(row) => dates::find(sentence, &row, *said),
            None => (Vec::new(), None),
        };
        *said = days;
        let mut times = of_pattern(sentence, signs.time, &self.time, time::evaluate);
        let by = |date: &Found, rule| date.found_by == Evidence::Rule(rule);
        // The time of a stamp is part of it.
        times.retain(|time| !dates.iter().any(|date| by(date, rule::ISO_DATE) && date.span.contains(time.span)));
        add(&mut found, sentence, times);
        // A number before a unit is no year.
        let (years, dates) = dates.into_iter().partition(|date| by(date, rule::YEAR_ALONE));
        add(&mut found, sentence, dates);
        add(&mut found, sentence, of_pattern(sentence, signs.quantity, &self.quantity, quantity::evaluate));
        add(&mut found, sentence, years);
        found
    }
}

/// What a pattern finds.
fn of_pattern(sentence: &Sentence<'_>, possible: bool, pattern: &Pattern, evaluate: Evaluation) -> Vec<Found> {
    let Some(regex) = Some(pattern).filter(|_| possible).and_then(|pattern| pattern.as_ref()) else {
        return Vec::new();
    };
    let all = regex.captures_iter(sentence.text).filter_map(|groups| {
        let captures = Captures::new(sentence.text, groups);
        captures.span(0).and_then(|span| evaluate(sentence, &captures, span))
    });
    all.collect()
}

/// Adds what overlaps nothing that was found before.
fn add(found: &mut BTreeMap<usize, Found>, sentence: &Sentence<'_>, all: Vec<Found>) {
    for mut one in all {
        let before = found.range(..one.span.end).next_back();
        if before.is_none_or(|(_, other)| other.span.end <= one.span.start) {
            one.span = one.span.trim(sentence.text);
            found.insert(one.span.start, one);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        let values = Values::default();
        for pattern in [&values.percent, &values.time, &values.quantity] {
            assert!(pattern.is_some());
        }
    }
}
