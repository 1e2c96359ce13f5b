//! Lengths of time: "20 years".

use regex_automata::meta::Regex;

use super::found::Found;
use super::number::number;
use super::pattern::{Captures, DIGITS, any_of, compile, number_word};
use super::sentence::Sentence;
use crate::analysis::Value;
use crate::lexicon::{lexeme, phrase};
use crate::rules::values as rule;
use crate::text::Span;

/// "20 years". Groups: the number in digits, in words, the unit.
pub(super) fn pattern() -> Option<Regex> {
    let (words, counts, more) = (number_word(), any_of(&phrase::DURATION_COUNT), any_of(&phrase::DURATION_MORE));
    let (modifier, unit) = (any_of(&phrase::DURATION_MODIFIER), any_of(&phrase::CALENDAR_UNIT_WORD));
    let (ending, long) = (any_of(&phrase::DURATION_ENDING), any_of(&phrase::LONG_UNIT));
    compile(&format!(
        "(?i:\\b(?:({DIGITS})|({words})|{counts})(?: {more})?[ -](?:{modifier} )?({unit})(?:-?{ending})?\\b)|\\b{long}-?{ending}\\b"
    ))
}

pub(super) fn evaluate(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let rest = sentence.rest(span.end);
    let age = || {
        let after = rest.strip_prefix([' ', '-']);
        after.is_some_and(|rest| phrase::AGE.iter().any(|word| rest.starts_with(word)))
    };
    if sentence.rules.when(rule::AGE, age) {
        return None;
    }
    sentence.rules.find(rule::DURATION, || {
        let count = captures.get(1).or(captures.get(2)).and_then(number);
        let unit = captures.get(3).and_then(|unit| lexeme(&unit.to_lowercase()).calendar_unit());
        let value = count.zip(unit).map(|(amount, unit)| Value::Quantity { amount, unit: unit.to_owned() });
        Some(Found::date(rule::DURATION, span, value, 0.85))
    })
}
