//! Dates, times, money, shares and amounts by grammar, each with its normalised value.
//!
//! Money is read by a grammar over the pieces of a sentence, the others by a handful of regular expressions (linear time) over one
//! sentence at a time, made of the lexicon's words; what they capture is computed by the files of this folder, one for each topic.
//! Spans follow OntoNotes: the whole expression ("earlier this week", "$200 million") without a leading preposition or article.
//! Relative dates count from the day of publication; without one they have no value.

mod date;
mod duration;
mod found;
mod money;
mod number;
mod pattern;
mod pieces;
mod quantity;
mod relative;
mod sentence;
mod signs;
mod stretch;
mod tense;
mod time;
mod written;
mod year;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::lexicon::phrase;
use crate::options::Date;
use crate::text::{Document, Span};
pub(super) use found::Found;
use pattern::{Captures, Pattern};
use sentence::Sentence;
use signs::Signs;

/// The patterns of values, compiled once.
#[derive(Debug)]
pub(crate) struct Values {
    percent: Pattern,
    time: Pattern,
    date: Pattern,
    relative: Pattern,
    duration: Pattern,
    quantity: Pattern,
    year: Pattern,
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
            date: LazyLock::new(date::pattern),
            relative: LazyLock::new(relative::pattern),
            duration: LazyLock::new(duration::pattern),
            quantity: LazyLock::new(quantity::pattern),
            year: LazyLock::new(year::pattern),
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
        let mut all = Vec::new();
        let has_other_rupees = phrase::OTHER_RUPEES.iter().any(|country| document.text.contains(country));
        for span in document.sentences.iter().map(|sentence| sentence.span) {
            let text = document.str(span);
            let sentence = Sentence { has_other_rupees, ..Sentence::new(text, published, document.rules) };
            if sentence.may_hold_values() {
                all.extend(self.of_sentence(&sentence).into_values().map(|found| {
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

    /// Values of a sentence by their start; what is found first keeps its place.
    fn of_sentence(&self, sentence: &Sentence<'_>) -> BTreeMap<usize, Found> {
        let signs = Signs::of(sentence.text, &self.currency_symbols);
        let steps: [(bool, &Pattern, Evaluation); 7] = [
            (signs.percent, &self.percent, quantity::evaluate_percent),
            (signs.time, &self.time, time::evaluate),
            (signs.date, &self.date, date::evaluate),
            (signs.relative, &self.relative, relative::evaluate),
            (signs.duration, &self.duration, duration::evaluate),
            (signs.quantity, &self.quantity, quantity::evaluate),
            (signs.year, &self.year, year::evaluate),
        ];
        let mut found: BTreeMap<usize, Found> = BTreeMap::new();
        if signs.money {
            let money = money::find(sentence, &self.currency_symbols).into_iter();
            found.extend(money.map(|one| (one.span.start, one)));
        }
        for (possible, pattern, evaluate) in steps {
            let Some(regex) = Some(pattern).filter(|_| possible).and_then(|pattern| pattern.as_ref()) else { continue };
            for groups in regex.captures_iter(sentence.text) {
                let captures = Captures::new(sentence.text, groups);
                let Some(mut one) = captures.span(0).and_then(|span| evaluate(sentence, &captures, span)) else {
                    continue;
                };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        let values = Values::default();
        for pattern in [
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
