//! Shares and amounts with a unit of measure: "5 per cent", "5 square miles".

use regex_automata::meta::Regex;

use super::found::Found;
use super::number::{clean, number, scale};
use super::pattern::{Captures, DIGITS, any_of, compile, number_word};
use super::sentence::Sentence;
use crate::analysis::{EntityType, Value};
use crate::lexicon::{class, lexeme, phrase};
use crate::rules::values as rule;
use crate::text::Span;

/// "5 per cent". Groups: the number in digits, in words, per cent, percentage points.
pub(super) fn percent() -> Option<Regex> {
    let (words, percent) = (number_word(), any_of(&phrase::PERCENT_WORD));
    let points = any_of(&phrase::PERCENTAGE_POINT).replace(' ', "[\\s-]");
    compile(&format!("(?:\\b({DIGITS})|\\b({words}))[\\s-]?(?:(%|{percent}\\b)|({points}\\b))"))
}

/// "5 miles". Groups: the number in digits, in words, its scale, what stands before the unit, the unit.
pub(super) fn pattern() -> Option<Regex> {
    let units: Vec<&str> = phrase::UNIT_WORD.into_iter().filter(|unit| unit.len() > 1).collect();
    let (words, scale) = (number_word(), any_of(&phrase::SCALE_WORD));
    let (prefix, units) = (any_of(&phrase::UNIT_PREFIX), any_of(&units));
    compile(&format!("\\b(?:({DIGITS})|({words}))(?:[\\s-]({scale}))?[\\s-]?(?:({prefix}) )?({units})\\b"))
}

pub(super) fn evaluate_percent(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let (rule, unit) = match captures.get(4) {
        Some(_) => (rule::PERCENTAGE_POINTS, "percentage_point"),
        None => (rule::PERCENT, "percent"),
    };
    sentence.rules.find(rule, || {
        let amount = number(captures.get(1).or(captures.get(2))?)?;
        let value = Value::Percent { amount, unit: unit.to_owned() };
        Some(Found::new(rule, span, EntityType::Percent, Some(value), 0.97))
    })
}

pub(super) fn evaluate(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    sentence.rules.find(rule::UNIT_OF_MEASURE, || {
        let amount = number(captures.get(1).or(captures.get(2))?)? * scale(captures.get(3));
        let unit = lexeme(captures.get(5)?).unit()?;
        let vague = || captures.get(1).is_none() && captures.get(4).is_none() && lexeme(unit).is(class::VAGUE_UNIT);
        if sentence.rules.when(rule::VAGUE_UNIT, vague) {
            return None;
        }
        let unit = captures.get(4).map_or_else(|| unit.to_owned(), |prefix| format!("{prefix} {unit}"));
        let value = Value::Quantity { amount: clean(amount), unit };
        Some(Found::new(rule::UNIT_OF_MEASURE, span, EntityType::Quantity, Some(value), 0.85))
    })
}
