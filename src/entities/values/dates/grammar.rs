//! The grammar's frame: which expression begins at a piece, and what its smallest parts are.

use std::ops::Range;

use super::super::pieces::{PieceKind, Pieces};
use super::super::sentence::Sentence;
use super::when::{Part, When};
use crate::analysis::Value;
use crate::lexicon::{class, lexeme, phrase, word};
use crate::rules::{Rule, values as rule};

/// Points within points: "the first day of the last week of March 2022" has two.
const DEEPEST: u8 = 3;

/// An expression of a date or of a length of time, and the pieces that it takes.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) when: When,
    /// What a length of time comes to, in place of days.
    pub(super) length: Option<Option<Value>>,
    pub(super) rule: Rule,
    pub(super) confidence: f64,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What can be the two ends of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Day,
    Month,
    Weekday,
    Year,
    /// "the third quarter of 2020", "the 1990s"
    Part,
    Other,
}

impl Point {
    pub(super) fn new(when: When, rule: Rule, confidence: f64, place: Range<usize>) -> Self {
        Self { when, length: None, rule, confidence, start: place.start, end: place.end }
    }

    pub(super) fn kind(&self) -> Kind {
        let when = match &self.when {
            When::Third(_, of) => of,
            when => when,
        };
        match when {
            _ if self.length.is_some() => Kind::Other,
            When::Part(Part::Day(..), Some(_)) => Kind::Day,
            When::Part(Part::Month(_), _) => Kind::Month,
            When::Part(Part::Weekday(_), None) => Kind::Weekday,
            When::Part(Part::Nth(..), _) => Kind::Part,
            When::Years(first, last) if first == last => Kind::Year,
            When::Years(..) => Kind::Part,
            _ => Kind::Other,
        }
    }
}

/// A day of the month as it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct DayNumber {
    pub(super) day: u32,
    /// "3rd", "third"
    pub(super) ordinal: bool,
    pub(super) end: usize,
}

/// The grammar over the pieces of a sentence. Its functions take the place of a piece, and give what begins there and the place after.
pub(super) struct Grammar<'s, 't> {
    pub(super) sentence: &'s Sentence<'t>,
    pub(super) row: &'s Pieces<'t>,
}

impl Grammar<'_, '_> {
    /// A date, a range of dates or a length of time.
    pub(super) fn expression(&self, at: usize) -> Option<Point> {
        let begins = match self.row.kind(at)? {
            // "post-1990s", "6-8 weeks"
            PieceKind::Number if self.is_part_of_more(at) => {
                let dash = at > 0 && self.row.is_dash(at - 1);
                return self.decade(at).or_else(|| self.distance(at, 0)).filter(|_| dash);
            }
            PieceKind::Number => true,
            PieceKind::Word => {
                let starter = class::MONTH.or(class::WEEKDAY).or(class::ORDINAL).or(class::NUMBER_WORD);
                let starter = starter.or(class::CALENDAR_UNIT).or(class::DATE_DIRECTION).or(class::NEAR_DAY);
                let starter = starter.or(class::VAGUE_COUNT).or(class::INDEFINITE_ARTICLE).or(class::PART_OF_STRETCH);
                let word = self.row.word(at);
                word.is(starter) || word == word::HUNDRED || self.is_quarter_letter(at) || self.is_long(at)
            }
            PieceKind::Mark => self.is_apostrophe(at),
            PieceKind::Sign => false,
        };
        if !begins {
            return None;
        }
        match self.point(at, 0) {
            Some(first) => Some(self.extended(first)),
            None => self
                .days_of_month(at)
                .or_else(|| self.listed_day(at))
                .or_else(|| self.day_alone(at))
                .or_else(|| self.year_alone(at).map(|first| self.extended(first))),
        }
    }

    /// One point in time, that is one stretch of days.
    pub(super) fn point(&self, at: usize, depth: u8) -> Option<Point> {
        if depth > DEEPEST {
            return None;
        }
        match self.row.kind(at)? {
            PieceKind::Number => self
                .in_digits(at)
                .or_else(|| self.quarter(at, depth))
                .or_else(|| self.ordered(at, depth))
                .or_else(|| self.day_first(at, None, at))
                .or_else(|| self.of_years(at))
                .or_else(|| self.distance(at, depth)),
            PieceKind::Word => self.in_words(at, depth),
            PieceKind::Mark => self.short_decade(at),
            PieceKind::Sign => None,
        }
    }

    fn in_words(&self, at: usize, depth: u8) -> Option<Point> {
        self.weekday_first(at)
            .or_else(|| self.month_first(at, None, at))
            .or_else(|| self.part_of_stretch(at, depth))
            .or_else(|| self.quarter(at, depth))
            .or_else(|| self.ordered(at, depth))
            .or_else(|| self.day_first(at, None, at))
            .or_else(|| self.of_years(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.near_day(at))
            .or_else(|| self.beyond(at))
            .or_else(|| self.around(at, depth))
            .or_else(|| self.distance(at, depth))
    }

    /// Whether a number is the tail of something: "$5", "1.2", "A12", "x-5".
    pub(super) fn is_part_of_more(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|_| self.row.is_glued(at)) else { return false };
        self.row.kind(before) != Some(PieceKind::Mark)
            || matches!(self.row.text(before), "." | "," | "/" | ":" | "#" | "_" | "-" | "+" | "\\" | "*" | "=")
    }

    pub(super) fn is_apostrophe(&self, at: usize) -> bool {
        matches!(self.row.text(at), "'" | "\u{2019}" | "\u{2018}")
    }

    /// A word glued to the piece before it.
    pub(super) fn is_tail(&self, at: usize) -> bool {
        self.row.is_glued(at) && self.row.kind(at) == Some(PieceKind::Word)
    }

    /// The place after a dash between two words that are written as one, or the same place: "third-quarter", "third quarter".
    pub(super) fn after_hyphen(&self, at: usize) -> usize {
        if self.row.is_dash(at) && self.row.is_glued(at) && self.row.is_glued(at + 1) { at + 1 } else { at }
    }

    /// A whole number in digits of at most four, and how many.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.row.text(at);
        let plain = self.row.kind(at) == Some(PieceKind::Number)
            && text.len() <= 4
            && text.bytes().all(|byte| byte.is_ascii_digit());
        Some((text.parse().ok().filter(|_| plain)?, text.len()))
    }

    /// "1986"
    pub(super) fn year_number(&self, at: usize) -> Option<i32> {
        let (year, length) = self.digits(at)?;
        i32::try_from(year).ok().filter(|year| length == 4 && (1000..=2099).contains(year))
    }

    /// A whole year, of which no digit or letter is left over.
    pub(super) fn whole_year(&self, at: usize) -> Option<i32> {
        self.year_number(at).filter(|_| !self.is_tail(at + 1))
    }

    /// "3", "3rd", "third", "twenty-first"
    pub(super) fn day_number(&self, at: usize) -> Option<DayNumber> {
        let Some((day, length)) = self.digits(at) else {
            let (day, end) = self.ordinal_word(at).filter(|(day, _)| *day > 0)?;
            return Some(DayNumber { day: u32::try_from(day).ok()?, ordinal: true, end });
        };
        let ordinal = self.is_ordinal_ending(at + 1);
        let end = at + 1 + usize::from(ordinal);
        let glued = |at: usize| if self.row.is_glued(at) { self.row.text(at) } else { "" };
        let more = self.is_tail(end)
            || matches!(glued(end), "%" | "/" | "$")
            || glued(end) == ":" && self.row.kind(end + 1) == Some(PieceKind::Number);
        (length <= 2 && (1..=31).contains(&day) && !more).then_some(DayNumber { day, ordinal, end })
    }

    fn is_ordinal_ending(&self, at: usize) -> bool {
        self.is_tail(at) && phrase::ORDINAL_ENDING.iter().any(|ending| ending.eq_ignore_ascii_case(self.row.text(at)))
    }

    /// "third", "twenty-first", "last" (-1)
    pub(super) fn ordinal_word(&self, at: usize) -> Option<(i64, usize)> {
        if let Some(number) = self.row.word(at).ordinal() {
            return Some((i64::from(number), at + 1));
        }
        let tens = self.row.word(at).number().filter(|tens| matches!(*tens, 20.0 | 30.0))?;
        let at = self.after_hyphen(at + 1);
        let ones = self.row.word(at).ordinal().filter(|ones| (1..10).contains(ones))?;
        Some((tens as i64 + i64::from(ones), at + 1))
    }

    /// An ordinal in digits or words.
    pub(super) fn ordinal(&self, at: usize) -> Option<(i64, usize)> {
        match self.digits(at) {
            Some((number, 1..=2)) if self.is_ordinal_ending(at + 1) => Some((i64::from(number), at + 2)),
            Some(_) => None,
            None => self.ordinal_word(at),
        }
    }

    /// A month by its name or abbreviation, and whether it is sure to be one and nothing else.
    pub(super) fn month(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.row.text(at);
        let number = self.row.word(at).month()?;
        let shouted = || text.len() > 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if !lexeme(text).is(class::CAPITALISED_MONTH) && !shouted() {
            return None;
        }
        let stop = phrase::MONTH_ABBREVIATION.iter().any(|short| short.eq_ignore_ascii_case(text))
            && self.row.text(at + 1) == "."
            && self.row.is_glued(at + 1);
        Some((number, at + 1 + usize::from(stop)))
    }

    /// A weekday by its full name.
    pub(super) fn weekday(&self, at: usize) -> Option<(i64, usize)> {
        let full = phrase::WEEKDAY_NAME.contains(&self.row.text(at));
        let name = at.checked_sub(1).is_some_and(|before| lexeme(self.row.text(before)).is(class::BEFORE_WEEKDAY_NAME));
        self.row.word(at).weekday().filter(|_| full && !name).map(|day| (i64::from(day), at + 1))
    }

    /// A weekday by its abbreviation or in capitals, which counts before a date alone.
    pub(super) fn short_weekday(&self, at: usize) -> Option<(i64, usize)> {
        let day = self.row.word(at).weekday().filter(|_| self.row.text(at).starts_with(char::is_uppercase))?;
        let stop = self.row.text(at + 1) == "." && self.row.is_glued(at + 1);
        Some((i64::from(day), at + 1 + usize::from(stop)))
    }

    /// The place after a comma, or the same place.
    pub(super) fn after_comma(&self, at: usize) -> usize {
        at + usize::from(self.row.text(at) == ",")
    }

    /// The place after "the", or the same place.
    pub(super) fn after_the(&self, at: usize) -> usize {
        at + usize::from(self.row.word(at) == word::THE)
    }

    /// Whether a number counts what follows it: "March 10 million", "to 15 per cent".
    pub(super) fn counts(&self, at: usize) -> bool {
        let word = self.row.word(at);
        word.scale().is_some()
            || word.calendar_unit().is_some()
            || self.row.text(at) == "%"
            || phrase::PERCENT_WORD.iter().any(|percent| *percent == self.row.text(at))
    }

    /// Whether no noun follows the number of a day.
    pub(super) fn stands_alone(&self, end: usize) -> bool {
        let free = !matches!(self.row.kind(end), Some(PieceKind::Word | PieceKind::Number));
        let hyphen = self.row.is_dash(end) && self.row.is_glued(end);
        (free || self.row.word(end).is(class::AFTER_DAY)) && !hyphen
    }

    /// "the 28th" after a preposition, without the name of a month.
    fn day_alone(&self, at: usize) -> Option<Point> {
        let number = self.day_number(at).filter(|number| number.ordinal && self.digits(at).is_some())?;
        let the = at.checked_sub(1).filter(|the| self.row.word(*the) == word::THE)?;
        if !self.stands_alone(number.end) || !self.row.word_before(the).is(class::DAY_PREPOSITION) {
            return None;
        }
        let when = When::Part(Part::Day(number.day, None), None);
        Some(Point::new(when, rule::DAY_ALONE, 0.85, at..number.end))
    }
}
