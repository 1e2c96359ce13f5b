//! Ranges of days and what their ends share: "from July 13 to 15", "3 to 9 June", "January to April 2015", "in March and April 2019".

use super::grammar::{Grammar, Kind, Point};
use super::when::{Part, When};
use crate::lexicon::{class, lexeme, word};
use crate::rules::values as rule;

/// How far before "from" a verb is looked for that moves something from one day to another.
const REACH: usize = 5;

impl Grammar<'_, '_> {
    /// The place after what joins two ends, of which the first begins at `start`, and whether that is a dash.
    fn joiner(&self, start: usize, at: usize) -> Option<(usize, bool)> {
        let at = self.after_comma(at);
        if self.row.is_dash(at) {
            // A long dash between blanks begins an aside.
            let aside = self.row.text(at) == "\u{2014}" && !self.row.is_glued(at) && !self.row.is_glued(at + 1);
            return (!aside).then_some((at + 1, true));
        }
        let between = self.row.word(at) == word::AND && self.row.word_before(start) == word::BETWEEN;
        (between || self.row.word(at).is(class::DAY_RANGE_JOINER)).then_some((at + 1, false))
    }

    /// "3 to 9 June", "the 3rd to the 9th of June", "3–5 August 2021": the first day has its month and year from the last.
    pub(super) fn days_of_month(&self, at: usize) -> Option<Point> {
        let first = self.day_number(at)?;
        let (next, _) = self.joiner(at, first.end)?;
        let last = self.day_first(self.after_the(next), None, next)?;
        let When::Part(Part::Day(day, _), Some(month)) = &last.when else { return None };
        if first.day >= *day {
            return None;
        }
        let when = When::Range(Box::new(When::day(first.day, None, (**month).clone())), Box::new(last.when.clone()));
        Some(Point::new(when, rule::DAY_OF_MONTH, 0.97, at..last.end))
    }

    /// A point, or the range that it begins.
    pub(super) fn extended(&self, first: Point) -> Point {
        let range = self.joiner(first.start, first.end).and_then(|(next, dash)| {
            let last = self.last_end(&first, next, dash)?;
            let joins = self.sentence.rules.when(rule::DATE_RANGE, || self.may_join(&first, dash));
            joins.then_some(last)
        });
        let Some(last) = range else { return first };
        let (start, end) = (first.start, last.end);
        let confidence = first.confidence.min(last.confidence);
        Point::new(When::Range(Box::new(first.when), Box::new(last.when)), first.rule, confidence, start..end)
    }

    /// The last end of a range: of the same kind as the first, or the bare number of a day.
    fn last_end(&self, first: &Point, at: usize, dash: bool) -> Option<Point> {
        let kind = first.kind();
        let at = self.after_the(at);
        let point = match kind {
            Kind::Other => return None,
            Kind::Month => self.part_of_stretch(at, 1).or_else(|| {
                let (month, end) = self.month_of_year(at)?;
                Some(Point::new(month, rule::MONTH_OF_YEAR, 0.93, at..end))
            }),
            Kind::Year => {
                let year = self.whole_year(at).filter(|_| !dash && !self.is_count_of_years(at))?;
                Some(Point::new(When::year(year), rule::YEAR_ALONE, 0.95, at..at + 1))
            }
            Kind::Day | Kind::Weekday | Kind::Part => self.point(at, 1),
        };
        point.filter(|point| point.kind() == kind).or_else(|| self.last_day(first, at))
    }

    /// "15" of "July 13 to 15, 2024".
    fn last_day(&self, first: &Point, at: usize) -> Option<Point> {
        let When::Part(Part::Day(day, _), Some(month)) = &first.when else { return None };
        let When::Part(Part::Month(number), None) = month.as_ref() else { return None };
        let last = self.day_number(at).filter(|last| self.digits(at).is_some() && last.day > *day)?;
        if self.counts(last.end) || self.month(last.end).is_some() {
            return None;
        }
        let year = self.year_after(last.end);
        let end = year.as_ref().map_or(last.end, |(_, end)| *end);
        let when = When::day(last.day, None, When::month(*number, year.map(|(year, _)| year)));
        Some(Point::new(when, rule::DAY_OF_MONTH, 0.97, at..end))
    }

    /// "the 21st" of "the 21st or 22nd of December": its month and year are those of the next.
    pub(super) fn listed_day(&self, at: usize) -> Option<Point> {
        let first =
            self.day_number(at).filter(|first| first.ordinal || self.row.word_before(at).is(class::DAY_PREPOSITION))?;
        let joined = matches!(self.row.word(first.end), word::AND | word::OR);
        let next = self.after_the(first.end + 1);
        let last = joined.then(|| self.day_first(next, None, next)).flatten()?;
        let When::Part(Part::Day(..), Some(month)) = last.when else { return None };
        Some(Point::new(When::day(first.day, None, *month), rule::DAY_OF_MONTH, 0.95, at..first.end))
    }

    /// "4" of "May 3 and 4, 2021": the month is that of the day before it.
    pub(super) fn next_day(&self, before: &Point) -> Option<Point> {
        let When::Part(Part::Day(day, _), Some(month)) = &before.when else { return None };
        let at = before.end + 1;
        let number = self.day_number(at).filter(|number| self.digits(at).is_some() && number.day > *day)?;
        if !matches!(self.row.word(before.end), word::AND | word::OR)
            || !self.stands_alone(number.end)
            || self.counts(number.end)
        {
            return None;
        }
        let year = self.year_after(number.end).filter(|_| year_of(&before.when).is_none());
        let end = year.as_ref().map_or(number.end, |(_, end)| *end);
        let mut month = (**month).clone();
        if let Some((year, _)) = year {
            with_year(&mut month, year);
        }
        Some(Point::new(When::day(number.day, None, month), rule::DAY_OF_MONTH, 0.95, at..end))
    }

    /// Whether two ends of a kind are a range here: "moved from March 3 to April 5" is none.
    fn may_join(&self, first: &Point, dash: bool) -> bool {
        let start = first.start;
        let moved = self.is_from(start)
            && (start.saturating_sub(REACH)..start).any(|at| lexeme(self.row.text(at)).is(class::DELAYING_FORM));
        match first.kind() {
            _ if moved => false,
            Kind::Year | Kind::Part => self.is_from(start),
            Kind::Weekday => dash || self.is_from(start) || self.row.word(first.end) == word::THROUGH,
            _ => true,
        }
    }

    /// In a list the year of the last is that of all.
    pub(super) fn share_years(&self, points: &mut [Point]) {
        for at in (1..points.len()).rev() {
            let Some([first, second]) = points.get_mut(at - 1..=at) else { continue };
            let kind = first.kind();
            if kind != second.kind() || !matches!(kind, Kind::Day | Kind::Month) || !self.is_listed(first, second) {
                continue;
            }
            if let (None, Some(year)) = (year_of(&first.when), year_of(&second.when)) {
                self.lend(first, year);
            }
        }
    }

    fn lend(&self, point: &mut Point, year: When) {
        if self.sentence.rules.when(rule::SHARED_YEAR, || true) {
            with_year(&mut point.when, year);
        }
    }

    /// Whether nothing but a joiner stands between two points.
    fn is_listed(&self, first: &Point, second: &Point) -> bool {
        let mut between = (first.end..second.start).map(|at| (self.row.text(at), self.row.word(at)));
        first.end < second.start
            && between.all(|(text, word)| {
                text == ","
                    || text == "&"
                    || matches!(word, word::AND | word::OR | word::THE | word::ON)
                    || word.is(class::DAY_RANGE_JOINER)
            })
    }
}

/// The year that a month or day of a month is said to be in.
fn year_of(when: &When) -> Option<When> {
    match when {
        When::Part(Part::Day(..), Some(month)) => year_of(month),
        When::Part(Part::Month(_), Some(year)) => Some((**year).clone()),
        When::Third(_, month) => year_of(month),
        _ => None,
    }
}

fn with_year(when: &mut When, year: When) {
    match when {
        When::Part(Part::Day(..), Some(month)) => with_year(month, year),
        When::Part(Part::Month(_), of) => *of = Some(Box::new(year)),
        When::Third(_, month) => with_year(month, year),
        _ => {}
    }
}
