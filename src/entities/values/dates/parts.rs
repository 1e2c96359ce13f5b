//! Parts of larger stretches: "the last Thursday of June", "the third quarter of 2023", "the last four months of 2021", "early 2019".

use super::super::pieces::PieceKind;
use super::grammar::{Grammar, Kind, Point};
use super::when::{Part, Side, Third, When};
use crate::entities::calendar::Period;
use crate::lexicon::{class, lexeme, word};
use crate::rules::values as rule;

impl Grammar<'_, '_> {
    /// "the last Thursday of June", "the third quarter of 2023", "fourth-quarter 2021", "the last four months of 2021".
    pub(super) fn ordered(&self, at: usize, depth: u8) -> Option<Point> {
        let (nth, end) = self.ordinal(at)?;
        let end = self.after_hyphen(end);
        if let Some((day, end)) = self.weekday(end) {
            let (of, end) = self.larger_after(end, depth)?;
            let when = When::Part(Part::NthWeekday(nth, day), Some(Box::new(of)));
            return Some(Point::new(when, rule::PART_OF_PERIOD, 0.95, at..end));
        }
        if let Some((period, end)) = self.one_period(end).filter(|(period, _)| *period != Period::Season) {
            let (of, end) = self
                .larger_after(end, depth)
                .filter(|(of, _)| period == Period::Half || of.grain().is_none_or(|grain| period < grain))?;
            let when = When::Part(Part::Nth(nth, period), Some(Box::new(of)));
            return Some(Point::new(when, rule::PART_OF_PERIOD, 0.93, at..end));
        }
        let count = self.count(end).filter(|count| !count.article && nth.abs() == 1)?;
        let (period, end) = self.period(count.end)?;
        let (of, end) = self.larger_after(end, depth)?;
        let whole = count.number.filter(|number| *number < 1e6);
        let when = whole.map_or(When::Unknown, |number| When::Taken(period, nth * number as i64, Box::new(of)));
        Some(Point::new(when, rule::PART_OF_PERIOD, 0.93, at..end))
    }

    /// "Q1 2017", "H2 of 2019", "1Q 2017", "2017 Q1".
    pub(super) fn quarter(&self, at: usize, depth: u8) -> Option<Point> {
        if let Some(year) = self.whole_year(at) {
            let (part, end) = self.lettered(at + 1)?;
            let when = When::Part(part, Some(Box::new(When::year(year))));
            return Some(Point::new(when, rule::PART_OF_PERIOD, 0.93, at..end));
        }
        let (part, end) = self.lettered(at)?;
        let (of, end) = match self.short_year(end) {
            Some(year) => (When::year(year), end + 2),
            None => self.larger_after(end, depth)?,
        };
        Some(Point::new(When::Part(part, Some(Box::new(of))), rule::PART_OF_PERIOD, 0.93, at..end))
    }

    /// "Q1", "2H"
    fn lettered(&self, at: usize) -> Option<(Part, usize)> {
        let (letter, number) = if self.is_quarter_letter(at) { (at, at + 1) } else { (at + 1, at) };
        let period = match lexeme(self.row.text(letter)) {
            quarter if quarter.is(class::QUARTER_LETTER) => Period::Quarter,
            half if half.is(class::HALF_LETTER) => Period::Half,
            _ => return None,
        };
        let most = if period == Period::Half { 2 } else { 4 };
        let (nth, _) = self.digits(number).filter(|(nth, length)| *length == 1 && (1..=most).contains(nth))?;
        let whole = self.row.is_glued(at + 1) && !self.is_tail(at + 2);
        whole.then_some((Part::Nth(i64::from(nth), period), at + 2))
    }

    pub(super) fn is_quarter_letter(&self, at: usize) -> bool {
        let text = self.row.text(at);
        text.len() == 1 && lexeme(text).is(class::QUARTER_LETTER.or(class::HALF_LETTER))
    }

    /// What the part is of: "of June", "in the 1990s", "of next week"; of a year and its neighbours also without "of".
    fn larger_after(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        let link = self.after_link(at);
        if link == at {
            let place = self.after_comma(at);
            return match self.whole_year(place) {
                Some(year) => Some((When::year(year), place + 1)),
                None => self.beside_period(at, Period::Year),
            };
        }
        let the = self.after_the(link);
        if self.row.word(the) == word::FISCAL {
            // Whose year that is nobody says.
            let year = the + 1 + usize::from(self.row.word(the + 1) == word::YEAR);
            return self.whole_year(year).map(|_| (When::Unknown, year + 1));
        }
        if let Some((period, end)) = self.one_period(the).filter(|_| the > link) {
            let said = matches!(
                period,
                Period::Week | Period::Month | Period::Quarter | Period::Year | Period::Decade | Period::Century
            );
            return said.then_some((When::BesideSaid(period, 0), end));
        }
        self.larger(the, depth)
    }

    /// A month, with its year where that follows; no day of it.
    pub(super) fn month_of_year(&self, at: usize) -> Option<(When, usize)> {
        let (month, end) = self.month(at)?;
        if self.day_number(end).is_some_and(|number| self.digits(end).is_some() && !self.counts(number.end)) {
            return None;
        }
        Some(match self.year_after(end) {
            Some((year, end)) => (When::month(month, Some(year)), end),
            None => (When::month(month, None), end),
        })
    }

    /// A month, a year, a decade, a week: what has parts.
    fn larger(&self, at: usize, depth: u8) -> Option<(When, usize)> {
        if self.month(at).is_some() {
            return self.month_of_year(at);
        }
        if let Some(year) = self.whole_year(at) {
            return Some((When::year(year), at + 1));
        }
        let point = self.point(at, depth + 1).filter(|point| point.length.is_none())?;
        let small =
            matches!(point.kind(), Kind::Day | Kind::Weekday) || matches!(point.when, When::Near(_) | When::Moved(..));
        (!small).then_some((point.when, point.end))
    }

    /// "early 2019", "mid-March", "late 1990s", "earlier this week".
    pub(super) fn part_of_stretch(&self, at: usize, depth: u8) -> Option<Point> {
        let part = self.row.word(at);
        if !part.is(class::PART_OF_STRETCH) {
            return None;
        }
        let (third, side) = match part {
            word::EARLY => (Some(Third::Early), Side::This),
            word::MID => (Some(Third::Mid), Side::This),
            word::LATE => (Some(Third::Late), Side::This),
            word::EARLIER => (None, Side::Before),
            _ => (None, Side::After),
        };
        let hyphen = self.after_hyphen(at + 1);
        let Some(third) = third else {
            let point = self.relative(at + 1).filter(|point| matches!(point.when, When::Beside(..) | When::Unknown))?;
            let when = When::Clipped(side, Box::new(point.when));
            return Some(Point::new(when, point.rule, point.confidence, at..point.end));
        };
        let (of, end, point) = self.divided(hyphen, depth)?;
        if hyphen > at + 1 && self.row.kind(hyphen - 2) != Some(PieceKind::Word) {
            return None;
        }
        Some(Point::new(When::Third(third, Box::new(of)), point.0, point.1, at..end))
    }

    /// What has a beginning, a middle and an end: a month, a year, a decade, a week and so on, with its rule and confidence.
    fn divided(&self, at: usize, depth: u8) -> Option<(When, usize, (crate::rules::Rule, f64))> {
        if self.month(at).is_some() {
            let (month, end) = self.month_of_year(at)?;
            let alone = month.cycle().is_some();
            return Some((month, end, if alone { (rule::MONTH_ALONE, 0.93) } else { (rule::MONTH_OF_YEAR, 0.96) }));
        }
        let years =
            self.of_years(at).or_else(|| self.short_decade(at)).filter(|point| point.rule != rule::STRETCH_OF_YEARS);
        let point = years.or_else(|| self.relative(at)).or_else(|| self.ordered(at, depth + 1));
        if let Some(point) = point {
            let whole = !matches!(point.when, When::Sided(..) | When::Rolling(..) | When::NextSaid(..));
            return whole.then_some((point.when, point.end, (point.rule, point.confidence)));
        }
        let year = self.whole_year(at).filter(|_| !self.is_count_of_years(at))?;
        Some((When::year(year), at + 1, (rule::PART_OF_PERIOD, 0.93)))
    }
}
