//! Times of day: "10:30 a.m.", "noon".

use regex_automata::meta::Regex;

use super::found::Found;
use super::pattern::{Captures, any_of, compile};
use super::sentence::Sentence;
use crate::analysis::EntityType;
use crate::lexicon::{class, lexeme, phrase};
use crate::rules::values as rule;
use crate::text::Span;

/// "10:30 a.m.".
pub(super) fn pattern() -> Option<Regex> {
    let (pointed, plain): (Vec<&str>, Vec<&str>) = phrase::HALF_OF_DAY.iter().partition(|half| half.ends_with('.'));
    let (pointed, plain, named) = (any_of(&pointed), any_of(&plain), any_of(&phrase::HOUR_NAME));
    compile(&format!(
        "\\b([0-9]{{1,2}})(?:[:.]([0-9]{{2}}))?\\s?(?:{pointed}|{plain}\\b)|\\b([01]?[0-9]|2[0-3]):([0-5][0-9])(?::[0-5][0-9])?\\b|\\b{named}\\b",
    ))
}

pub(super) fn evaluate(sentence: &Sentence<'_>, _: &Captures<'_>, span: Span) -> Option<Found> {
    let span = Span::new(span.start, span.end + zone(sentence.rest(span.end)));
    let found = || Some(Found::new(rule::TIME_OF_DAY, span, EntityType::Time, None, 0.85));
    sentence.rules.find(rule::TIME_OF_DAY, found)
}

/// Bytes of the time zone that a text begins with: " GMT".
fn zone(rest: &str) -> usize {
    let name = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let length = name.find(|c: char| !c.is_alphanumeric()).unwrap_or(name.len());
    let zone = name.get(..length).filter(|zone| zone.len() > 1);
    let known = zone.map(lexeme).is_some_and(|zone| zone.time_zone().is_some() || zone.is(class::OPEN_TIME_ZONE));
    if known { rest.len() - name.len() + length } else { 0 }
}
