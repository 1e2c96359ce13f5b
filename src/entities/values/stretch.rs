//! Stretches of days: the parts of months and years, and the yearly day nearest to another.

use crate::analysis::Value;
use crate::entities::calendar::{day_number, plus_days};
use crate::lexicon::{Lexeme, lexeme, word};
use crate::options::Date;

/// When something is, by its verb.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// The stretch of two days and what lies between them; `None` when the last is before the first.
pub(super) fn days(first: Date, last: Date) -> Option<Value> {
    (first <= last).then(|| Value::Date { start: first.to_string(), end: last.to_string() })
}

/// One day.
pub(super) fn day(date: Option<Date>) -> Option<Value> {
    date.and_then(|date| days(date, date))
}

/// The yearly day that is nearest to the anchor, on the side that the verb speaks of.
pub(super) fn nearest(anchor: Date, on: impl Fn(i32) -> Option<Date>, tense: Option<Tense>) -> Option<Date> {
    (-1..=1)
        .filter_map(|shift| on(anchor.year() + shift))
        .filter(|date| match tense {
            Some(Tense::Past) => *date <= anchor,
            Some(Tense::Future) => *date >= anchor,
            None => true,
        })
        .min_by_key(|date| (day_number(*date) - day_number(anchor)).abs())
}

/// 1 to 12 for "January", "Jan.".
pub(super) fn month_number(word: &str) -> Option<u32> {
    lexeme(&word.trim_end_matches('.').to_lowercase()).month()
}

/// The lexicon's word for the part of a stretch.
pub(super) fn part(word: Option<&str>) -> Lexeme {
    word.map_or(Lexeme::NONE, |word| lexeme(&word.to_lowercase()))
}

/// "early", "mid" and "late" narrow a stretch to its third.
pub(super) fn part_of(part: Lexeme, first: Date, last: Date) -> Option<Value> {
    let length = day_number(last) - day_number(first) + 1;
    match part {
        word::EARLY => days(first, plus_days(first, length / 3 - i64::from(length >= 3))?),
        word::LATE => days(plus_days(last, -(length / 3 - i64::from(length >= 3)))?, last),
        word::MID => days(plus_days(first, length / 3)?, plus_days(last, -(length / 3))?),
        _ => days(first, last),
    }
}
