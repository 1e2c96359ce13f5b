//! Calendar dates: "August 3, 2021", "3 August", "2021-08-03", "late August 2021".

use regex_automata::meta::Regex;

use super::found::Found;
use super::pattern::{Captures, YEAR, any_of, compile, month};
use super::sentence::Sentence;
use super::stretch::{day, days, month_number, nearest, part, part_of};
use crate::entities::calendar;
use crate::lexicon::phrase;
use crate::options::Date;
use crate::rules::values as rule;
use crate::text::Span;

/// Groups: 1 to 3 year, month, day in digits; 4 to 6 two numbers and a year; 7 to 10 month, day, last day, year; 11 to 14 day, last day,
/// month, year; 15 to 17 part, month, year.
pub(super) fn pattern() -> Option<Regex> {
    let (month, weekday) = (month(), any_of(&phrase::WEEKDAY_NAME));
    let (the, of) = (any_of(&phrase::DAY_DETERMINER), any_of(&phrase::DAY_LINK));
    let (ordinal, part) = (any_of(&phrase::ORDINAL_ENDING), any_of(&phrase::PART_OF_MONTH));
    let iso = format!("\\b({YEAR})-([0-9]{{2}})-([0-9]{{2}})\\b");
    let slashed = format!("\\b([0-9]{{1,2}})/([0-9]{{1,2}})/({YEAR})\\b");
    let month_first =
        format!("({month}) ([0-9]{{1,2}}){ordinal}?\\b(?:\\s?[-–]\\s?([0-9]{{1,2}})\\b)?(?:,? ({YEAR})\\b)?");
    let day_first = format!(
        "([0-9]{{1,2}}){ordinal}?(?:\\s?[-–]\\s?([0-9]{{1,2}}))?(?: {of})? ({month})(?:[ ,]|\\b)(?:,? ?({YEAR})\\b)?"
    );
    let month_only = format!("\\b(?:({part})[- ])?({month})(?: {of})?,? ({YEAR})\\b");
    compile(&format!("{iso}|{slashed}|\\b(?:{weekday},? (?:{the} )?)?(?:{month_first}|{day_first})|{month_only}"))
}

pub(super) fn evaluate(sentence: &Sentence<'_>, captures: &Captures<'_>, span: Span) -> Option<Found> {
    if captures.get(1).is_some() {
        sentence.rules.find(rule::ISO_DATE, || iso(captures, span))
    } else if captures.get(6).is_some() {
        sentence.rules.find(rule::SLASHED_DATE, || slashed(captures, span))
    } else if captures.get(7).is_some() {
        sentence.rules.find(rule::DAY_OF_MONTH, || {
            let days = Days { month: captures.get(7)?, first: captures.whole(8)?, last: captures.whole(9) };
            day_of_month(sentence, span, &days, captures.whole(10))
        })
    } else if let Some(month) = captures.span(13) {
        sentence.rules.find(rule::DAY_OF_MONTH, || {
            let days = Days { month: captures.get(13)?, first: captures.whole(11)?, last: captures.whole(12) };
            let year = captures.whole(14);
            // What the pattern took after the month to look for a year goes back.
            let span = if year.is_some() { span } else { Span::new(span.start, month.end) };
            day_of_month(sentence, span, &days, year)
        })
    } else {
        sentence.rules.find(rule::MONTH_OF_YEAR, || month_of_year(captures, span))
    }
}

/// "2021-08-03"
fn iso(captures: &Captures<'_>, span: Span) -> Option<Found> {
    let value = day(Date::new(captures.whole(1)?, captures.whole(2)?, captures.whole(3)?))?;
    Some(Found::date(rule::ISO_DATE, span, Some(value), 0.98))
}

/// "13/04/2021"; 03/04 may be either order; 13/04 and 04/13 are clear.
fn slashed(captures: &Captures<'_>, span: Span) -> Option<Found> {
    let (first, second): (u32, u32) = (captures.whole(4)?, captures.whole(5)?);
    let year = captures.whole(6)?;
    let date = match (first > 12, second > 12) {
        (true, false) => Date::new(year, second, first),
        (false, true) => Date::new(year, first, second),
        _ if first == second => Date::new(year, first, second),
        _ => None,
    };
    Some(Found::date(rule::SLASHED_DATE, span, day(date), 0.9))
}

/// One or more days of a month.
struct Days<'t> {
    month: &'t str,
    first: u32,
    last: Option<u32>,
}

/// "August 3", "3-5 August 2021"
fn day_of_month(sentence: &Sentence<'_>, span: Span, when: &Days<'_>, year: Option<i32>) -> Option<Found> {
    let month = month_number(when.month)?;
    if !(1..=31).contains(&when.first) {
        return None;
    }
    let on = |year: i32| Date::new(year, month, when.first);
    let first = match year {
        Some(year) => on(year),
        None => sentence.published.and_then(|anchor| nearest(anchor, on, sentence.tense(span))),
    };
    let last = match when.last {
        Some(last) => first.and_then(|first| Date::new(first.year(), month, last)),
        None => first,
    };
    let value = first.zip(last).and_then(|(first, last)| days(first, last));
    Some(Found::date(rule::DAY_OF_MONTH, span, value, 0.97))
}

/// "late August 2021"
fn month_of_year(captures: &Captures<'_>, span: Span) -> Option<Found> {
    let (first, last) = calendar::month(captures.whole(17)?, month_number(captures.get(16)?)?)?;
    Some(Found::date(rule::MONTH_OF_YEAR, span, part_of(part(captures.get(15)), first, last), 0.96))
}
