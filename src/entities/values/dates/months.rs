//! Days and months by name: "August 3, 2021", "the first of March 1960", "Tuesday the 28th", "in March"; days in digits.

use super::super::pieces::PieceKind;
use super::grammar::{DayNumber, Grammar, Point};
use super::when::{Part, Side, When};
use crate::entities::calendar::Period;
use crate::lexicon::{class, lexeme, word};
use crate::options::Date;
use crate::rules::values as rule;

impl Grammar<'_, '_> {
    /// "Tuesday", "Tuesday, August 3", "Tuesday the 28th", "Wednesday of next week".
    pub(super) fn weekday_first(&self, at: usize) -> Option<Point> {
        let (day, end) = self.short_weekday(at)?;
        let date = self.after_the(self.after_comma(end));
        let dated = self.month_first(date, Some(day), at).or_else(|| self.day_first(date, Some(day), at));
        if dated.is_some() {
            return dated;
        }
        if let Some(number) = self.number_after_weekday(end) {
            let when = When::Part(Part::Day(number.day, Some(day)), None);
            return Some(Point::new(when, rule::DAY_ALONE, 0.95, at..number.end));
        }
        let (day, end) = self.weekday(at)?;
        if let Some((week, end)) = self.beside_period(self.after_link(end), Period::Week) {
            let when = When::Part(Part::Weekday(day), Some(Box::new(week)));
            return Some(Point::new(when, rule::WEEKDAY, 0.95, at..end));
        }
        Some(Point::new(When::Part(Part::Weekday(day), None), rule::WEEKDAY, 0.95, at..end))
    }

    /// "the 28th" of "Tuesday the 28th"; after a comma it must stand alone: "Tuesday, the 28th".
    fn number_after_weekday(&self, at: usize) -> Option<DayNumber> {
        let place = self.after_the(self.after_comma(at));
        let number = self.day_number(place).filter(|number| number.ordinal && self.digits(place).is_some())?;
        (self.row.text(at) != "," || self.stands_alone(number.end)).then_some(number)
    }

    /// The place after "of" or "in", or the same place.
    pub(super) fn after_link(&self, at: usize) -> usize {
        at + usize::from(matches!(self.row.word(at), word::OF | word::IN))
    }

    /// "August 3, 2021", "August 2021", "August". The weekday before it, if any, begins at `start`.
    pub(super) fn month_first(&self, at: usize, weekday: Option<i64>, start: usize) -> Option<Point> {
        let (month, end) = self.month(at)?;
        let the = self.after_the(end);
        let number = self
            .day_number(the)
            .filter(|number| (the == end && self.digits(the).is_some()) || number.ordinal && the > end)
            .filter(|number| number.ordinal || !self.counts(number.end));
        if let Some(number) = number {
            let year = self.year_after(number.end);
            let end = year.as_ref().map_or(number.end, |(_, end)| *end);
            let year = year.map(|(year, _)| year).or_else(|| self.named_year(month, number.day, end));
            let when = When::day(number.day, weekday, When::month(month, year));
            return Some(Point::new(when, rule::DAY_OF_MONTH, 0.97, start..end));
        }
        if weekday.is_some() {
            return None;
        }
        if let Some((year, end)) = self.year_after(end) {
            return Some(Point::new(When::month(month, Some(year)), rule::MONTH_OF_YEAR, 0.96, at..end));
        }
        self.month_alone(at, month, end)
    }

    /// "3 August 2021", "the 3rd of August".
    pub(super) fn day_first(&self, at: usize, weekday: Option<i64>, start: usize) -> Option<Point> {
        let number = self.day_number(at)?;
        let link = number.ordinal && self.row.word(number.end) == word::OF;
        if !link && self.digits(at).is_none() {
            return None;
        }
        let (month, end) = self.month(number.end + usize::from(link))?;
        let year = self.year_after(end);
        let end = year.as_ref().map_or(end, |(_, end)| *end);
        let year = year.map(|(year, _)| year).or_else(|| self.named_year(month, number.day, end));
        let when = When::day(number.day, weekday, When::month(month, year));
        Some(Point::new(when, rule::DAY_OF_MONTH, 0.97, start..end))
    }

    /// The year that a month has after it: ", 2021", "of 1995", "'12", "of this year", "last year".
    pub(super) fn year_after(&self, at: usize) -> Option<(When, usize)> {
        let place = self.after_comma(at);
        if let Some(year) = self.whole_year(place) {
            return Some((When::year(year), place + 1));
        }
        if let Some(year) = self.short_year(place) {
            return Some((When::year(year), place + 2));
        }
        let link = at + usize::from(self.row.word(at) == word::OF);
        match self.whole_year(link) {
            Some(year) => Some((When::year(year), link + 1)),
            None => self.beside_period(link, Period::Year),
        }
    }

    /// "'12"
    pub(super) fn short_year(&self, at: usize) -> Option<i32> {
        let digits = self.digits(at + 1).filter(|(_, length)| *length == 2 && self.is_apostrophe(at));
        digits.filter(|_| self.row.is_glued(at + 1) && !self.is_tail(at + 2)).map(|(year, _)| self.full_year(year))
    }

    /// Of two digits the year that is nearest to the day of publication, or that begins with 19 or 20.
    fn full_year(&self, short: u32) -> i32 {
        let short = i32::try_from(short).unwrap_or_default();
        let latest = self.sentence.published.map_or(LATEST_SHORT_YEAR, |published| published.year() + 20);
        let of_century = latest - latest % 100 + short;
        if of_century > latest { of_century - 100 } else { of_century }
    }

    /// "the Sept. 11 attacks"
    fn named_year(&self, month: u32, day: u32, end: usize) -> Option<When> {
        let attack = self.row.word(end).is(class::ATTACK_WORD);
        let year = attack.then(|| lexeme(&format!("{month}/{day}")).named_day()).flatten()?;
        self.sentence.rules.when(rule::NAMED_DAY, || true).then(|| When::year(year))
    }

    /// "in March": abbreviations and the words "may", "march" need a preposition before them.
    fn month_alone(&self, at: usize, month: u32, end: usize) -> Option<Point> {
        let name = self.row.text(at);
        if !lexeme(name).is(class::CAPITALISED_MONTH) {
            return None;
        }
        let sure = lexeme(name).is(class::SURE_MONTH) || self.is_first_of_months(end);
        let before = self.row.word_before(at);
        let hyphen = at
            .checked_sub(1)
            .is_some_and(|dash| self.row.is_dash(dash) && self.row.is_glued(at) && self.row.text(dash) == "-");
        let begins_name = !self.row.is_glued(end) && self.row.text(end).starts_with(char::is_uppercase);
        let preposition = before.is(class::MONTH_PREPOSITION);
        let tail = self.row.is_glued(end) && self.row.kind(end) == Some(PieceKind::Number);
        if tail || hyphen || !preposition && (!sure || begins_name) {
            return None;
        }
        Some(Point::new(When::month(month, None), rule::MONTH_ALONE, if sure { 0.93 } else { 0.8 }, at..end))
    }

    /// Whether another month ends the range that a month begins: "Mar-May 2015".
    fn is_first_of_months(&self, end: usize) -> bool {
        let joined = self.row.is_dash(end) || self.row.word(end).is(class::DAY_RANGE_JOINER);
        joined && self.month(end + 1).is_some()
    }

    /// "2021-08-03", "2021-08-03T10:15Z", "13/04/2021", "13.4.2021", "19-Nov-12", "9/11".
    pub(super) fn in_digits(&self, at: usize) -> Option<Point> {
        self.iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.pointed(at))
            .or_else(|| self.with_short_month(at))
            .or_else(|| self.named_in_digits(at))
    }

    /// Three numbers with one mark between them, and where they end; nothing of a number is glued to them.
    fn three(&self, at: usize, marks: &[&str]) -> Option<[(u32, usize); 3]> {
        let mark = self.row.text(at + 1);
        let glued = (at + 1..at + 5).all(|at| self.row.is_glued(at));
        let more = self.row.is_glued(at + 5) && (self.row.text(at + 5) == mark && self.digits(at + 6).is_some());
        if !glued || more || !marks.contains(&mark) || self.row.text(at + 3) != mark {
            return None;
        }
        Some([self.digits(at)?, self.digits(at + 2)?, self.digits(at + 4)?])
    }

    fn iso(&self, at: usize) -> Option<Point> {
        let [(_, 4), (month, 2), (day, 2)] = self.three(at, &["-", "/"])? else { return None };
        let date = Date::new(self.year_number(at)?, month, day)?;
        let end = self.time_of_stamp(at + 5)?;
        Some(Point::new(on(date), rule::ISO_DATE, 0.98, at..end))
    }

    /// Where a stamp ends: after "T10:15:00+02:00"; `None` where letters are glued to the day.
    fn time_of_stamp(&self, at: usize) -> Option<usize> {
        if !self.is_tail(at) {
            return Some(at);
        }
        let clock = self.digits(at + 1).is_some() && self.row.is_glued(at + 1) && self.row.text(at) == STAMP_TIME;
        let mut end = clock.then_some(at + 2)?;
        while self.row.is_glued(end)
            && (self.row.kind(end) != Some(PieceKind::Mark) || matches!(self.row.text(end), ":" | "+" | "-"))
        {
            end += 1;
        }
        Some(end)
    }

    /// "13/04/2021"; 03/04 may be either order, 13/04 and 04/13 are clear.
    fn slashed(&self, at: usize) -> Option<Point> {
        let [(first, 1..=2), (second, 1..=2), (year, length @ (2 | 4))] = self.three(at, &["/", "-", "."])? else {
            return None;
        };
        if length == 2 && (self.row.text(at + 1) != "/" || first > 31 || second > 31) || self.is_tail(at + 5) {
            return None;
        }
        let year = if length == 2 { self.full_year(year) } else { self.year_number(at + 4)? };
        let date = match (first > 12, second > 12) {
            (true, false) => Date::new(year, second, first),
            (false, true) => Date::new(year, first, second),
            _ if first == second => Date::new(year, first, second),
            _ => None,
        };
        // Two digits may be anything where they are no day.
        date.is_some().then_some(()).or((length == 4).then_some(()))?;
        Some(Point::new(date.map_or(When::Unknown, on), rule::SLASHED_DATE, 0.9, at..at + 5))
    }

    /// "13.4.2021" is one number among the pieces.
    fn pointed(&self, at: usize) -> Option<Point> {
        let text = self.row.text(at);
        let mut parts = text.split('.').filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let mut next = |longest: usize| parts.next().filter(|part| (1..=longest).contains(&part.len()))?.parse().ok();
        let (day, month, year) = (next(2)?, next(2)?, next(4)?);
        let whole = parts.next().is_none() && text.split('.').nth(2)?.len() == 4 && text.split('.').count() == 3;
        let date = Date::new(i32::try_from(year).ok()?, month, day).filter(|date| whole && date.year() >= 1000)?;
        (!self.is_tail(at + 1)).then(|| Point::new(on(date), rule::SLASHED_DATE, 0.9, at..at + 1))
    }

    /// "19-Nov-12", "19-Nov-2012"
    fn with_short_month(&self, at: usize) -> Option<Point> {
        let dash = |at: usize| (self.row.is_dash(at) || self.row.text(at) == "/") && self.row.is_glued(at);
        let number = self.day_number(at).filter(|_| dash(at + 1) || self.row.text(at + 1) == "/");
        let (day, length) = self.digits(at).filter(|_| number.is_some() || dash(at + 1))?;
        let (month, end) = self.month(at + 2).filter(|_| dash(at + 1) && self.row.is_glued(at + 2))?;
        let (year, digits) = self.digits(end + 1).filter(|_| dash(end) && self.row.is_glued(end + 1))?;
        if length > 2 || !matches!(digits, 2 | 4) || self.is_tail(end + 2) {
            return None;
        }
        let year = if digits == 2 { self.full_year(year) } else { self.year_number(end + 1)? };
        let date = Date::new(year, month, day)?;
        Some(Point::new(on(date), rule::DAY_OF_MONTH, 0.95, at..end + 2))
    }

    /// "9/11"
    fn named_in_digits(&self, at: usize) -> Option<Point> {
        let (month, day) = (self.digits(at)?.0, self.digits(at + 2)?.0);
        let text = self.row.words(at, at + 3);
        let alone = !self.row.is_glued(at + 3)
            || self.row.kind(at + 3) == Some(PieceKind::Mark) && self.row.text(at + 3) != "/";
        let named = alone && lexeme(text).is(class::DAY_IN_DIGITS);
        let date = Date::new(lexeme(text).named_day().filter(|_| named)?, month, day)?;
        Some(Point::new(on(date), rule::NAMED_DAY, 0.9, at..at + 3))
    }

    /// "last Tuesday", "next March", "this coming Thursday": what follows the direction.
    pub(super) fn sided(&self, at: usize, end: usize, side: Side) -> Option<Point> {
        if let Some((day, end)) = self.weekday(end) {
            let when = When::Sided(side, Box::new(When::Part(Part::Weekday(day), None)));
            return Some(Point::new(when, rule::WEEKDAY, 0.95, at..end));
        }
        let (month, after) = self.month(end).filter(|_| lexeme(self.row.text(end)).is(class::CAPITALISED_MONTH))?;
        if self.year_after(after).is_some() || self.day_number(after).is_some_and(|_| self.digits(after).is_some()) {
            return None;
        }
        let when = When::Sided(side, Box::new(When::month(month, None)));
        Some(Point::new(when, rule::RELATIVE_MONTH, 0.93, at..after))
    }
}

/// What two digits of a year are at most where there is no day of publication.
const LATEST_SHORT_YEAR: i32 = 2049;

/// Between the day and the time of a stamp.
const STAMP_TIME: &str = "T";

fn on(date: Date) -> When {
    When::day(date.day(), None, When::month(date.month(), Some(When::year(date.year()))))
}
