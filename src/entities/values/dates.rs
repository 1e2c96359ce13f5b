//! Dates by a grammar over the pieces of a sentence: "August 3, 2021", "the last Thursday of June", "from July 13 to 15", "two weeks ago".
//!
//! `grammar` and its neighbours say what an expression means (`when::When`), without the day of publication; `when` then says which days
//! that are. What an expression lacks, a year or a month, it takes from its neighbour in a range or a list; else from the verb of its
//! clause and the day of publication. What cannot be known has no value.

mod grammar;
mod months;
mod parts;
mod ranges;
mod relative;
#[cfg(test)]
mod tests;
mod when;
mod years;

use super::found::Found;
use super::pieces::Pieces;
use super::sentence::Sentence;
use super::tense::Tense;
use crate::analysis::Value;
use crate::entities::calendar::{Period, Stretch};
use crate::lexicon::class;
use crate::rules::values as rule;
use grammar::{Grammar, Point};
use when::{View, When};

/// The dates of a sentence, in order, and the days of the last one that has a value. `said` is that of the sentence before.
pub(super) fn find(
    sentence: &Sentence<'_>,
    row: &Pieces<'_>,
    said: Option<Stretch>,
) -> (Vec<Found>, Option<Stretch>) {
    let grammar = Grammar { sentence, row };
    let mut points = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let point = grammar.expression(at);
        at = point.as_ref().map_or(at + 1, |point| point.end);
        points.extend(point);
    }
    grammar.share_years(&mut points);
    let (mut view, mut last) = (View { published: sentence.published, said }, None);
    let mut found = Vec::with_capacity(points.len());
    for point in points {
        let Some((one, days)) = sentence.rules.find(point.rule, || Some(grammar.evaluate(&point, view))) else { continue };
        if let Some(days) = days {
            (view.said, last) = (Some(days), Some(days));
        }
        // Of "the following day" something is told only where the day is known.
        if days.is_some() || !matches!(point.when, When::BesideSaid(Period::Day, _)) {
            found.push(one);
        }
    }
    (found, last)
}

impl Grammar<'_, '_> {
    fn evaluate(&self, point: &Point, view: View) -> (Found, Option<Stretch>) {
        let span = self.row.span(point.start, point.end);
        if let Some(length) = &point.length {
            return (Found::date(point.rule, span, length.clone(), point.confidence), None);
        }
        let recurs = self.sentence.rules.when(rule::RECURRING_DATE, || {
            point.when.cycle().is_some() && self.row.word_before(point.start).is(class::RECURRING)
        });
        let days = point.when.stretch(view, || self.tense(point)).filter(|_| !recurs);
        let value = days.map(|days| Value::Date { start: days.first.to_string(), end: days.last.to_string() });
        (Found::date(point.rule, span, value, point.confidence), days)
    }

    /// When the verb says that a date is. News looks back on weekdays, unless the sentence speaks of what will be.
    fn tense(&self, point: &Point) -> Option<Tense> {
        let span = self.row.span(point.start, point.end);
        let said = self.sentence.tense(span).or_else(|| {
            let attributive = self.sentence.rules.when(rule::ATTRIBUTIVE_DATE, || self.is_attributive(point));
            attributive.then_some(Tense::Past)
        });
        let sided = matches!(point.when, When::Sided(..));
        if said.is_some() || sided || point.when.cycle() != Some(Period::Week) {
            return said;
        }
        Some(if self.sentence.speaks_of_future() { Tense::Future } else { Tense::Past })
    }

    /// "a March 28 response"
    fn is_attributive(&self, point: &Point) -> bool {
        let noun = self.row.text(point.end).starts_with(char::is_lowercase)
            && !self.row.word(point.end).is(class::PREPOSITION.or(class::DATE_CLAUSE_OPENER).or(class::AFTER_DAY));
        let opener = self.row.word_before(point.start);
        noun && opener.is(class::INDEFINITE_ARTICLE.or(class::DETERMINER))
    }
}
