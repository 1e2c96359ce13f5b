//! Money: "$200 million", "200 million dollars".

use regex_automata::meta::Regex;

use super::found::Found;
use super::number::{clean, number, scale};
use super::pattern::{Captures, DIGITS, any_of, compile, number_word};
use super::sentence::Sentence;
use crate::analysis::{EntityType, Value};
use crate::lexicon::{Lexeme, class, lexeme, phrase, word};
use crate::rules::values as rule;
use crate::text::Span;

/// "$200 million", "Rs 5 crore". Groups: the sign, the number, its scale.
pub(super) fn signed() -> Option<Regex> {
    let (sign, code) = (any_of(&phrase::CURRENCY_SIGN), any_of(&phrase::CURRENCY_CODE));
    let (scale, dollars) = (any_of(&phrase::SCALE_WORD), any_of(&phrase::DOLLARS));
    compile(&format!("({sign}|\\b{code})\\s?({DIGITS})(?:[\\s-]?({scale})\\b)?(?: {dollars})?"))
}

/// "200 million dollars". Groups: the number in digits, in words, its scale, whose currency, the currency.
pub(super) fn worded() -> Option<Regex> {
    let (words, scale) = (number_word(), any_of(&phrase::SCALE_WORD));
    let (nation, currency) = (any_of(&phrase::CURRENCY_NATION_WORD), any_of(&phrase::CURRENCY_WORD));
    compile(&format!("\\b(?:({DIGITS})|({words}))(?:[\\s-]?({scale}))?[\\s-](?:({nation})\\s)?({currency})\\b"))
}

pub(super) fn evaluate_signed(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    sentence.rules.find(rule::CURRENCY_SIGN, || {
        let amount = captures.get(2).and_then(number).unwrap_or(0.0) * scale(captures.get(3));
        let currency = lexeme(captures.get(1)?).currency().flatten();
        Some(Found::new(rule::CURRENCY_SIGN, span, EntityType::Money, Some(money(amount, currency)), 0.95))
    })
}

pub(super) fn evaluate_worded(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    sentence.rules.find(rule::CURRENCY_WORD, || {
        let amount = number(captures.get(1).or(captures.get(2))?)? * scale(captures.get(3));
        let unit = lexeme(captures.get(5)?);
        let amount = if unit.is(class::CURRENCY_HUNDREDTH) { amount / 100.0 } else { amount };
        let value = money(amount, currency_of(captures.get(4), unit));
        let weight = sentence
            .rules
            .when(rule::POUND_OR_WEIGHT, || matches!(unit, word::POUND | word::POUNDS) && captures.get(3).is_none());
        let confidence = if weight { 0.55 } else { 0.9 };
        Some(Found::new(rule::CURRENCY_WORD, span, EntityType::Money, Some(value), confidence))
    })
}

/// The code of "Canadian dollars". American cents have no code, as their word alone leaves it open.
fn currency_of(nation: Option<&str>, unit: Lexeme) -> Option<&'static str> {
    let american = |nation: Lexeme| nation.is(class::DOLLAR_NATION);
    nation
        .map(lexeme)
        .filter(|&nation| !american(nation) || matches!(unit, word::DOLLAR | word::DOLLARS))
        .and_then(Lexeme::nations_currency)
        .or_else(|| unit.currency().flatten())
}

fn money(amount: f64, currency: Option<&str>) -> Value {
    Value::Money { amount: clean(amount), currency: currency.map(str::to_owned) }
}
