//! Dates that count from the day of publication: "last week", "Tuesday", "two years ago", "in March".

use regex_automata::meta::Regex;

use super::found::Found;
use super::number::number;
use super::pattern::{COUNT, Captures, any_of, compile, month, number_word};
use super::sentence::Sentence;
use super::stretch::{Tense, day, days, month_number, nearest, part, part_of};
use crate::analysis::Value;
use crate::entities::calendar::{self, plus_days, plus_months, weekday};
use crate::lexicon::{Lexeme, class, lexeme, phrase, word};
use crate::options::Date;
use crate::rules::values as rule;
use crate::text::Span;

/// Groups: 1 to 3 part, direction, stretch; 4 to 6 direction, count, unit; 7 and 8 direction and weekday; 9 and 10 direction and month;
/// 11 near day; 12 to 14 count, unit, distance; 15 month.
pub(super) fn pattern() -> Option<Regex> {
    let (month, weekday, words) = (month(), any_of(&phrase::WEEKDAY_NAME), number_word());
    let stretch = format!(
        "(?i:\\b(?:({}) )?({}) ({})\\b)",
        any_of(&phrase::PART_OF_STRETCH),
        any_of(&phrase::STRETCH_DIRECTION),
        any_of(&phrase::STRETCH)
    );
    let counted = format!(
        "(?i:\\b(?:{} )?({}) ({}|{COUNT}|{words}) ({})\\b)",
        any_of(&phrase::DAY_DETERMINER),
        any_of(&phrase::COUNTED_DIRECTION),
        any_of(&phrase::VAGUE_COUNT),
        any_of(&phrase::COUNTED_UNIT)
    );
    let direction = any_of(&phrase::DAY_DIRECTION);
    let named = format!("\\b(?:(?:({direction}) )?({weekday})|(?:{direction} )?({direction}) ({month}))\\b");
    let near = format!("(?i:\\b({})\\b)", any_of(&phrase::NEAR_DAY));
    let distant = format!(
        "(?i:\\b({}|{COUNT}|{words}) ({}) ({})\\b)",
        any_of(&phrase::DISTANCE_COUNT),
        any_of(&phrase::DISTANT_UNIT),
        any_of(&phrase::DISTANCE)
    );
    compile(&format!("{stretch}|{counted}|{named}|{near}|{distant}|\\b({month})"))
}

pub(super) fn evaluate(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let rules = sentence.rules;
    if captures.get(3).is_some() {
        rules.find(rule::RELATIVE_STRETCH, || evaluate_stretch(sentence, captures, span))
    } else if captures.get(6).is_some() {
        rules.find(rule::COUNTED_STRETCH, || evaluate_counted(sentence, captures, span))
    } else if captures.get(8).is_some() {
        rules.find(rule::WEEKDAY, || evaluate_weekday(sentence, captures, span))
    } else if captures.get(10).is_some() {
        rules.find(rule::RELATIVE_MONTH, || evaluate_relative_month(sentence, captures, span))
    } else if captures.get(11).is_some() {
        rules.find(rule::NEAR_DAY, || evaluate_near_day(sentence, captures, span))
    } else if captures.get(14).is_some() {
        rules.find(rule::DISTANCE, || evaluate_distance(sentence, captures, span))
    } else {
        rules.find(rule::MONTH_ALONE, || evaluate_month(sentence, captures, span))
    }
}

/// "earlier this week"
fn evaluate_stretch(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let lower = |group: usize| captures.get(group).map(|word| lexeme(&word.to_lowercase()));
    let (direction, unit) = (lower(2)?, lower(3)?);
    let value = sentence.published.and_then(|anchor| stretch(anchor, direction, unit, part(captures.get(1))));
    let confidence = if unit.is(class::UNSURE_SEASON) { 0.7 } else { 0.92 };
    Some(Found::date(rule::RELATIVE_STRETCH, span, value, confidence))
}

/// "the past two weeks"
fn evaluate_counted(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let direction = captures.span(4)?;
    let ahead = lexeme(&captures.get(4)?.to_lowercase()).is(class::STRETCH_AFTER);
    let value = sentence.published.zip(captures.get(5).and_then(number)).and_then(|(anchor, count)| {
        let other = shift(anchor, if ahead { count } else { -count }, captures.get(6)?)?;
        if ahead { days(anchor, other) } else { days(other, anchor) }
    });
    Some(Found::date(rule::COUNTED_STRETCH, Span::new(direction.start, span.end), value, 0.9))
}

/// "Tuesday", "next Tuesday"
fn evaluate_weekday(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let target = i64::from(lexeme(&captures.get(8)?.to_lowercase()).weekday()?);
    let value = sentence.published.and_then(|anchor| {
        let back = (weekday(anchor) - target).rem_euclid(7);
        let ahead = sentence.tense(span).map_or_else(|| sentence.speaks_of_future(), |tense| tense == Tense::Future);
        day(match captures.get(7).map_or(Lexeme::NONE, lexeme) {
            word::NEXT => plus_days(anchor, 7 - back),
            word::LAST => plus_days(anchor, if back == 0 { -7 } else { -back }),
            // News looks back, unless the sentence speaks of what will be.
            _ if ahead && back > 0 => plus_days(anchor, 7 - back),
            _ => plus_days(anchor, -back),
        })
    });
    Some(Found::date(rule::WEEKDAY, span, value, 0.95))
}

/// "last March"
fn evaluate_relative_month(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let number = month_number(captures.get(10)?)?;
    let value = sentence.published.and_then(|anchor| {
        let at = |year| calendar::month(year, number).map(|(first, _)| first);
        let found = match lexeme(captures.get(9)?) {
            word::LAST => latest(anchor, at),
            word::NEXT => at(anchor.year()).filter(|first| *first > anchor).or_else(|| at(anchor.year() + 1)),
            _ => at(anchor.year()),
        }?;
        calendar::month(found.year(), number).and_then(|(first, last)| days(first, last))
    });
    Some(Found::date(rule::RELATIVE_MONTH, span, value, 0.93))
}

/// "yesterday"
fn evaluate_near_day(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let written = captures.get(11)?;
    let shift = match lexeme(&written.to_lowercase()) {
        word::YESTERDAY => -1,
        word::TOMORROW => 1,
        _ => 0,
    };
    let possessive =
        || shift == 0 && phrase::POSSESSIVE_ENDING.iter().any(|ending| sentence.rest(span.end).starts_with(ending));
    let newspaper = || shift == 0 && written.chars().all(char::is_uppercase);
    if sentence.rules.when(rule::TODAYS, possessive) || sentence.rules.when(rule::SHOUTED_TODAY, newspaper) {
        return None;
    }
    let value = sentence.published.and_then(|anchor| day(plus_days(anchor, shift)));
    // "today" is as often "nowadays".
    Some(Found::date(rule::NEAR_DAY, span, value, if shift == 0 { 0.7 } else { 0.93 }))
}

/// "two years ago"
fn evaluate_distance(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let (count, unit) = (captures.get(12).and_then(number), captures.get(13)?);
    let anchor = sentence.published.filter(|_| captures.get(14).map(lexeme) == Some(word::AGO));
    let value = anchor.zip(count).and_then(|(anchor, count)| {
        let other = shift(anchor, -count, unit)?;
        let (first, last) = match calendar_unit(unit) {
            word::YEAR | word::DECADE => calendar::year(other.year())?,
            word::MONTH => calendar::month(other.year(), other.month())?,
            _ => (other, other),
        };
        days(first, last)
    });
    Some(Found::date(rule::DISTANCE, span, value, 0.88))
}

/// "in March": abbreviations and the words "may", "march" need a preposition before them.
fn evaluate_month(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    let name = captures.get(15)?;
    let (before, rest) = (sentence.before(span.start), sentence.rest(span.end));
    let preposition = lexeme(&sentence.word_before(span.start)).is(class::MONTH_PREPOSITION);
    let sure = lexeme(name).is(class::SURE_MONTH);
    let begins_name = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase));
    let inside_word = rest.starts_with(|c: char| c.is_alphanumeric());
    let hyphen = before.ends_with('-') && !phrase::MID_PREFIX.iter().any(|mid| before.ends_with(mid));
    if inside_word || hyphen || !preposition && (!sure || begins_name) {
        return None;
    }
    let number = month_number(name)?;
    let value = sentence.published.and_then(|anchor| {
        // The month of the anchor is both: compared by its own day.
        let on = |year| Date::new(year, number, anchor.day().min(28));
        let found = nearest(anchor, on, sentence.tense(span))?;
        calendar::month(found.year(), number).and_then(|(first, last)| days(first, last))
    });
    Some(Found::date(rule::MONTH_ALONE, span, value, if sure { 0.93 } else { 0.8 }))
}

/// The latest of the yearly days that is before the anchor.
fn latest(anchor: Date, on: impl Fn(i32) -> Option<Date>) -> Option<Date> {
    (-1..=0)
        .rev()
        .filter_map(|shift| on(anchor.year() + shift))
        .find(|date| (date.year(), date.month()) < (anchor.year(), anchor.month()))
}

/// The singular of a unit of the calendar, as the lexicon's word.
fn calendar_unit(unit: &str) -> Lexeme {
    lexeme(unit).calendar_unit().map_or(Lexeme::NONE, lexeme)
}

/// The day so many units of the calendar from `anchor`, their parts left out.
fn shift(anchor: Date, count: f64, unit: &str) -> Option<Date> {
    let whole = count as i64;
    if whole.abs() > 100_000 {
        return None;
    }
    moved(anchor, whole, calendar_unit(&unit.to_lowercase()))
}

fn moved(anchor: Date, count: i64, unit: Lexeme) -> Option<Date> {
    match unit {
        word::DAY => plus_days(anchor, count),
        word::WEEK => plus_days(anchor, 7 * count),
        word::MONTH => plus_months(anchor, count),
        word::QUARTER => plus_months(anchor, 3 * count),
        word::YEAR => plus_months(anchor, 12 * count),
        word::DECADE => plus_months(anchor, 120 * count),
        _ => None,
    }
}

/// "last week", "earlier this month", "the past year".
fn stretch(anchor: Date, direction: Lexeme, unit: Lexeme, part: Lexeme) -> Option<Value> {
    if direction.is(class::STRETCH_UNTIL) {
        return days(moved(anchor, -1, unit)?, anchor);
    }
    let shift = i64::from(direction.is(class::STRETCH_AFTER)) - i64::from(direction.is(class::STRETCH_BEFORE));
    let (first, last) = whole_stretch(anchor, unit, shift)?;
    match part {
        word::EARLIER if shift == 0 => days(first, anchor.min(last)),
        word::LATER if shift == 0 => days(anchor.max(first), last),
        _ => part_of(part, first, last),
    }
}

/// First and last day of the week, month and so on that is `shift` after the anchor's.
fn whole_stretch(anchor: Date, unit: Lexeme, shift: i64) -> Option<(Date, Date)> {
    match unit {
        word::WEEK => {
            let monday = plus_days(anchor, 1 - weekday(anchor) + 7 * shift)?;
            Some((monday, plus_days(monday, 6)?))
        }
        word::WEEKEND => {
            let saturday = plus_days(anchor, 6 - weekday(anchor) + 7 * shift)?;
            Some((saturday, plus_days(saturday, 1)?))
        }
        word::MONTH => {
            let there = plus_months(Date::new(anchor.year(), anchor.month(), 1)?, shift)?;
            calendar::month(there.year(), there.month())
        }
        word::QUARTER => {
            let begin = Date::new(anchor.year(), (anchor.month() - 1) / 3 * 3 + 1, 1)?;
            let first = plus_months(begin, 3 * shift)?;
            Some((first, plus_days(plus_months(first, 3)?, -1)?))
        }
        word::YEAR => calendar::year(anchor.year() + i32::try_from(shift).ok()?),
        _ => None,
    }
}
