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
use crate::lexicon::{class, word};
use crate::rules::values as rule;
use grammar::{Grammar, Kind, Point};
use when::{View, When};

/// The dates of a sentence, in order, and the days of the last one that has a value. `said` is that of the sentence before.
pub(super) fn find(sentence: &Sentence<'_>, row: &Pieces<'_>, said: Option<Stretch>) -> (Vec<Found>, Option<Stretch>) {
    let grammar = Grammar { sentence, row };
    let mut points = Vec::new();
    let mut at = 0;
    while at < row.len() {
        let point = grammar.expression(at).or_else(|| {
            let before: &Point = points.last().filter(|before: &&Point| before.end + 1 == at)?;
            grammar.next_day(before)
        });
        at = point.as_ref().map_or(at + 1, |point| point.end);
        points.extend(point);
    }
    grammar.share_years(&mut points);
    let (mut view, mut last) = (View { published: sentence.published, said }, None);
    let mut found = Vec::with_capacity(points.len());
    for point in points {
        let Some((one, days)) = sentence.rules.find(point.rule, || Some(grammar.evaluate(&point, view))) else {
            continue;
        };
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
        let recurs = self.sentence.rules.when(rule::RECURRING_DATE, || self.recurs(point));
        let days = point.when.stretch(view, || self.tense(point)).filter(|_| !recurs);
        let value = days.map(|days| Value::Date { start: days.first.to_string(), end: days.last.to_string() });
        (Found::date(point.rule, span, value, point.confidence), days)
    }

    /// When the verb says that a date is. News looks back on weekdays, unless the sentence speaks of what will be.
    fn tense(&self, point: &Point) -> Option<Tense> {
        let span = self.row.span(point.start, point.end);
        let (mut said, rules) = (None, self.sentence.rules);
        if let Some(attributive) = rules.find(rule::ATTRIBUTIVE_DATE, || self.attributive(point)) {
            said = attributive.or_else(|| self.sentence.tense(span)).or(Some(Tense::Past));
        }
        let said = said.or_else(|| self.sentence.tense(span));
        let sided = matches!(point.when, When::Sided(..));
        if said.is_some() || sided || point.when.cycle() != Some(Period::Week) {
            return said;
        }
        Some(if self.sentence.speaks_of_future() { Tense::Future } else { Tense::Past })
    }

    /// When "a March 28 response" is, by what stands before it: "within weeks of", "ahead of". Where that is open, the verb says it, and
    /// else it is past.
    fn attributive(&self, point: &Point) -> Option<Option<Tense>> {
        let opener = self.row.word_before(point.start).is(class::INDEFINITE_ARTICLE.or(class::DETERMINER));
        if !opener || !self.is_before_noun(point) || point.when.cycle() != Some(Period::Year) {
            return None;
        }
        let place = point.start.saturating_sub(1);
        let (before, ahead) =
            (self.row.word_before(place), self.row.word_before(place.saturating_sub(1)) == word::AHEAD);
        Some(match before {
            before if before.is(class::AHEAD_OF_DATE) || ahead => Some(Tense::Future),
            before if before.is(class::PAST_PREPOSITION) => Some(Tense::Past),
            _ => None,
        })
    }

    fn is_before_noun(&self, point: &Point) -> bool {
        let next = self.row.word(point.end);
        self.row.text(point.end).starts_with(char::is_lowercase)
            && !next.is(class::PREPOSITION.or(class::DATE_CLAUSE_OPENER).or(class::AFTER_DAY))
    }

    /// "every Tuesday", "one Sunday", "on a Monday": any of them.
    fn recurs(&self, point: &Point) -> bool {
        let opener = self.row.word_before(point.start);
        let any =
            || opener.is(class::INDEFINITE_ARTICLE) && point.kind() == Kind::Weekday && !self.is_before_noun(point);
        point.when.cycle().is_some() && (opener.is(class::RECURRING) || any())
    }
}
