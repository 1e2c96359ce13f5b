//! What counts from the day of publication or from what was dated before: "last week", "yesterday", "two weeks ago", "the following year";
//! and lengths of time.

use std::ops::Range;

use super::super::pieces::{PieceKind, plain_digits};
use super::super::tense::Tense;
use super::grammar::{Grammar, Point};
use super::when::{From, Part, Side, When};
use crate::analysis::Value;
use crate::entities::calendar::Period;
use crate::lexicon::{class, lexeme, phrase, word};
use crate::rules::values as rule;

/// How many, and where that ends; nobody knows how many "several" are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Count {
    pub(super) number: Option<f64>,
    pub(super) end: usize,
    /// "a", which is a count only before "ago" and the like.
    pub(super) article: bool,
}

impl Count {
    /// A whole number of units.
    fn whole(self) -> Option<i64> {
        self.number.filter(|number| *number < 1e9).map(|number| number as i64)
    }
}

impl Grammar<'_, '_> {
    /// A unit of the calendar and the place after it.
    pub(super) fn period(&self, at: usize) -> Option<(Period, usize)> {
        Some((Period::named(lexeme(self.row.word(at).calendar_unit()?))?, at + 1))
    }

    /// One period: no plural.
    pub(super) fn one_period(&self, at: usize) -> Option<(Period, usize)> {
        let unit = self.row.word(at);
        if unit.is(class::SEASON) {
            return Some((Period::Season, at + 1));
        }
        self.period(at).filter(|_| unit.calendar_unit().map(lexeme) == Some(unit))
    }

    /// "12", "1,200", "twenty-one", "several", "a".
    pub(super) fn count(&self, at: usize) -> Option<Count> {
        let of = |number, end, article| Count { number, end, article };
        if self.row.kind(at) == Some(PieceKind::Number) {
            let number = plain_digits(self.row.text(at))?.parse().ok()?;
            return Some(of(Some(number), at + 1, false));
        }
        if self.row.word(at).is(class::VAGUE_COUNT) {
            let link = self.row.word(at) == word::COUPLE && self.row.word(at + 1) == word::OF;
            return Some(of(None, at + 1 + usize::from(link), false));
        }
        if self.row.word(at).is(class::INDEFINITE_ARTICLE) {
            return Some(of(Some(1.0), at + 1, true));
        }
        self.row.number_words(at).map(|(number, end)| of(Some(f64::from(number)), end, false))
    }

    /// The period beside the one of publication: "next week", "last year", "this month".
    pub(super) fn beside_period(&self, at: usize, wanted: Period) -> Option<(When, usize)> {
        let shift = match self.row.word(at) {
            word::LAST => -1,
            word::THIS => 0,
            word::NEXT => 1,
            _ => return None,
        };
        let (period, end) = self.one_period(at + 1)?;
        (period == wanted).then_some((When::Beside(period, shift), end))
    }

    /// "last week", "the past two weeks", "next Tuesday", "the following year".
    pub(super) fn relative(&self, at: usize) -> Option<Point> {
        if !self.row.word(at).is(class::DATE_DIRECTION) {
            return None;
        }
        let this = self.row.word(at) == word::THIS && self.row.word(at + 1).is(class::AFTER_THIS);
        let direction = at + usize::from(this);
        let (word, end) = (self.row.word(direction), direction + 1);
        let side = match word {
            word::LAST | word::PAST | word::PREVIOUS => Side::Before,
            word::THIS => Side::This,
            _ => Side::After,
        };
        // Which Tuesday "the following Tuesday" is nobody can tell.
        let known = |point: Point| match word {
            word::FOLLOWING | word::PREVIOUS => Point { when: When::Unknown, ..point },
            _ => point,
        };
        self.sided(at, end, side)
            .map(known)
            .or_else(|| self.counted(direction, side))
            .or_else(|| self.beside(at, direction, side))
    }

    /// "the past two weeks"
    fn counted(&self, at: usize, side: Side) -> Option<Point> {
        let count = self.count(at + 1).filter(|count| !count.article && side != Side::This)?;
        let (period, end) = self.period(count.end)?;
        let sign = if side == Side::Before { -1 } else { 1 };
        let when = count.whole().map_or(When::Unknown, |count| When::Rolling(period, sign * count));
        Some(Point::new(when, rule::COUNTED_STRETCH, 0.9, at..end))
    }

    /// "last week"; `at` is the place of the "this" of "this past week".
    fn beside(&self, at: usize, direction: usize, side: Side) -> Option<Point> {
        let (period, end) = self.one_period(direction + 1)?;
        let the = self.row.word_before(at) == word::THE;
        let word = self.row.word(direction);
        let when = match (word, period) {
            (_, Period::Season | Period::Fortnight | Period::Half) => When::Unknown,
            (word::FOLLOWING | word::PREVIOUS, _) => When::BesideSaid(period, if side == Side::After { 1 } else { -1 }),
            // Yesterday and tomorrow have words of their own.
            (_, Period::Day) => return None,
            (word::PAST, Period::Weekend) => When::Beside(period, -1),
            (word::PAST, _) => When::Rolling(period, -1),
            (word::LAST | word::NEXT, Period::Decade) if !the => When::Unknown,
            (word::LAST, Period::Week | Period::Month | Period::Year | Period::Decade) if the => {
                When::Rolling(period, -1)
            }
            (word::NEXT, Period::Week | Period::Month | Period::Year | Period::Decade) if the => {
                self.after_this(at, period)
            }
            (word::LAST, _) => When::Beside(period, -1),
            (word::THIS, _) => When::Beside(period, 0),
            _ => When::Beside(period, 1),
        };
        // "next week Tuesday", "last week on Friday"
        let day = end + usize::from(self.row.word(end) == word::ON);
        if let (Period::Week, When::Beside(..), Some((day, end))) = (period, &when, self.weekday(day)) {
            let when = When::Part(Part::Weekday(day), Some(Box::new(when)));
            return Some(Point::new(when, rule::WEEKDAY, 0.95, at..end));
        }
        let unsure = self.row.word(direction + 1).is(class::UNSURE_SEASON);
        Some(Point::new(when, rule::RELATIVE_STRETCH, if unsure { 0.7 } else { 0.92 }, at..end))
    }

    /// "the next year": from the day of publication on where the preposition says so, else maybe the one after what was dated before.
    fn after_this(&self, at: usize, period: Period) -> When {
        let the = at.saturating_sub(1);
        if self.row.word_before(the).is(class::ROLLING_PREPOSITION) {
            When::Rolling(period, 1)
        } else {
            When::NextSaid(period)
        }
    }

    /// "yesterday", "the day before yesterday"
    pub(super) fn near_day(&self, at: usize) -> Option<Point> {
        let day = self.row.word(at);
        if !day.is(class::NEAR_DAY) {
            return None;
        }
        let shift = match day {
            word::YESTERDAY => -1,
            word::TOMORROW => 1,
            _ => 0,
        };
        let possessive = || shift == 0 && self.is_apostrophe(at + 1) && self.row.word(at + 3).is(class::TODAYS_AGE);
        let newspaper = || shift == 0 && self.row.text(at).chars().all(char::is_uppercase);
        let rules = self.sentence.rules;
        if rules.when(rule::TODAYS, possessive) || rules.when(rule::SHOUTED_TODAY, newspaper) {
            return None;
        }
        // "today" is as often "nowadays".
        Some(Point::new(When::Near(shift), rule::NEAR_DAY, if shift == 0 { 0.7 } else { 0.93 }, at..at + 1))
    }

    /// "two weeks ago", "a week from Tuesday", "the day after tomorrow", "in a week"; else a length of time.
    pub(super) fn distance(&self, at: usize, depth: u8) -> Option<Point> {
        let the = self.row.word_before(at) == word::THE;
        let count = match self.count(at) {
            Some(count) => count,
            None if the => Count { number: Some(1.0), end: at, article: true },
            None => return self.long(at),
        };
        let unit = self.after_hyphen(count.end);
        let unit = if self.row.word(unit).is(class::DURATION_MODIFIER) { unit + 1 } else { unit };
        let moved = self
            .period(unit)
            .filter(|(period, _)| *period != Period::Half)
            .and_then(|(period, end)| self.moved(at, count, (period, end), depth));
        moved.or_else(|| self.length(at, count).filter(|_| depth == 0))
    }

    fn moved(&self, at: usize, count: Count, (period, end): (Period, usize), depth: u8) -> Option<Point> {
        let (ahead, from, end) = match self.row.word(end) {
            word if !word.is(class::DISTANCE) => (true, From::Publication, self.end_of_wait(at, period, end)?),
            word::AGO => (false, From::Publication, end + 1),
            word::EARLIER => (false, From::Said, end + 1),
            word::LATER => (true, From::Said, end + 1),
            word::FROM if self.row.word(end + 1) == word::NOW => (true, From::Publication, end + 2),
            word::HENCE => (true, From::Publication, end + 1),
            link => {
                let point = self.point(self.after_the(end + 1), depth + 1).filter(|point| point.length.is_none())?;
                (link != word::BEFORE, From::Point(Box::new(point.when)), point.end)
            }
        };
        if count.end == at && !matches!(from, From::Point(_)) {
            return None;
        }
        let when =
            count.whole().map_or(When::Unknown, |count| When::Moved(period, if ahead { count } else { -count }, from));
        Some(Point::new(when, rule::DISTANCE, 0.88, at..end))
    }

    /// Where "in a week" ends, if it is not how long something takes; "in a week's time" is never that.
    fn end_of_wait(&self, at: usize, period: Period, end: usize) -> Option<usize> {
        if self.row.word_before(at) != word::IN || period < Period::Day || self.is_tail(end) {
            return None;
        }
        let apostrophe = self.is_apostrophe(end) && self.row.is_glued(end);
        let owner = if self.row.word(end + 1) == word::TIME { end + 2 } else { end + 3 };
        if apostrophe && self.row.word(owner - 1) == word::TIME {
            return Some(owner);
        }
        let ahead = || self.sentence.tense(self.row.span(at, end)) == Some(Tense::Future);
        // "in two weeks of fighting", "in a year that"
        let ends = self.row.kind(end) != Some(PieceKind::Word) || self.row.word(end).is(class::AFTER_WAIT);
        (!apostrophe && ends && ahead()).then_some(end)
    }

    /// "20 years", "a two-year-long war"
    fn length(&self, at: usize, count: Count) -> Option<Point> {
        let more = count.end + usize::from(self.row.word(count.end) == word::MORE);
        let unit = self.after_hyphen(more);
        let unit = if self.row.word(unit).is(class::DURATION_MODIFIER) { unit + 1 } else { unit };
        let (_, mut end) =
            self.period(unit).filter(|(period, _)| *period != Period::Weekend && *period != Period::Half)?;
        if count.article || self.is_tail(end) || self.row.word(at) == word::COUPLE {
            return None;
        }
        let ending = self.after_hyphen(end);
        if self.row.word(ending) == word::LONG && ending > end {
            end = ending + 1;
        }
        if self.sentence.rules.when(rule::AGE, || self.row.word(self.after_hyphen(end)).is(class::AGE_WORD)) {
            return None;
        }
        let unit = self.row.word(unit).calendar_unit()?;
        let value = count.number.map(|amount| Value::Quantity { amount, unit: unit.to_owned() });
        Some(self.duration(value, at..end))
    }

    fn duration(&self, value: Option<Value>, place: Range<usize>) -> Point {
        Point { length: Some(value), ..Point::new(When::Unknown, rule::DURATION, 0.85, place) }
    }

    /// Whether a word or two are a length of time without a number: "yearlong", "week-long".
    pub(super) fn is_long(&self, at: usize) -> bool {
        let text = self.row.text(at);
        let unit = phrase::DURATION_ENDING.iter().find_map(|ending| text.strip_suffix(ending));
        unit.is_some_and(|unit| lexeme(&unit.to_lowercase()).calendar_unit().is_some())
    }

    fn long(&self, at: usize) -> Option<Point> {
        if self.is_long(at) {
            return Some(self.duration(None, at..at + 1));
        }
        let (_, end) = self.period(at)?;
        let ending = self.after_hyphen(end);
        (ending > end && self.row.word(ending) == word::LONG).then(|| self.duration(None, at..ending + 1))
    }

    /// "the week before last", "the weekend after next"
    pub(super) fn beyond(&self, at: usize) -> Option<Point> {
        let (period, end) =
            self.one_period(at).filter(|(period, _)| !matches!(period, Period::Day | Period::Season))?;
        let shift = match (self.row.word(end), self.row.word(end + 1)) {
            (word::BEFORE, word::LAST) => -2,
            (word::AFTER, word::NEXT) => 2,
            _ => return None,
        };
        // "the week before last Tuesday"
        let ends =
            self.weekday(end + 2).is_none() && self.month(end + 2).is_none() && self.one_period(end + 2).is_none();
        ends.then(|| Point::new(When::Beside(period, shift), rule::RELATIVE_STRETCH, 0.92, at..end + 2))
    }

    /// "the week of June 3"
    pub(super) fn around(&self, at: usize, depth: u8) -> Option<Point> {
        let (period, end) =
            self.one_period(at).filter(|(period, _)| matches!(period, Period::Week | Period::Weekend))?;
        if self.row.word(end) != word::OF {
            return None;
        }
        let point = self.point(self.after_the(end + 1), depth + 1)?;
        let day = matches!(point.when, When::Part(Part::Day(..), _));
        let when = When::Around(period, Box::new(point.when));
        day.then(|| Point::new(when, rule::PART_OF_PERIOD, 0.93, at..point.end))
    }
}
