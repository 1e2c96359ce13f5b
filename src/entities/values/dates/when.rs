//! What an expression of a date means, and which days that are, seen from the day of publication.

use super::super::tense::Tense;
use crate::entities::calendar::{Period, Stretch, days_between, plus_days, weekday};
use crate::options::Date;

/// The meaning of an expression. It is closed, or it comes again in every year, month or week: which one is meant is chosen when it is
/// evaluated.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum When {
    /// From one year to another.
    Years(i32, i32),
    /// One part of something larger; without it of the year, month or week that is near.
    Part(Part, Option<Box<When>>),
    /// So many days from the day of publication.
    Near(i64),
    /// The period so many after the one of the day of publication: "last week".
    Beside(Period, i64),
    /// The same, counted from what was dated before: "the following year".
    BesideSaid(Period, i64),
    /// "the next year": after what was dated before, if that is over; else from the day of publication on.
    NextSaid(Period),
    /// So many units up to the day of publication, or from it on: "the past two weeks".
    Rolling(Period, i64),
    /// The first so many of something larger, or the last: "the last four months of 2021".
    Taken(Period, i64, Box<When>),
    /// So many units from somewhere: "two weeks ago", "a week from Tuesday".
    Moved(Period, i64, From),
    /// Its beginning, middle or end: "early 2019".
    Third(Third, Box<When>),
    /// Of a stretch that is going on, what is over or what is to come: "earlier this week".
    Clipped(Side, Box<When>),
    /// The next one or the one before: "last Tuesday", "next March".
    Sided(Side, Box<When>),
    /// The period around a day: "the week of June 3".
    Around(Period, Box<When>),
    /// From the one to the other.
    Range(Box<When>, Box<When>),
    /// Nobody can tell: "several weeks ago".
    Unknown,
}

/// A part of something larger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// 1 to 12, of a year.
    Month(u32),
    /// A day of a month, with its weekday where that is said.
    Day(u32, Option<i64>),
    /// 1 to 7, of a week.
    Weekday(i64),
    /// The first, second ... or, counted from the end, the last (-1) of a period.
    Nth(i64, Period),
    /// The same of a weekday.
    NthWeekday(i64, i64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

/// On which side of the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    /// "this Sunday"
    This,
    After,
}

/// Where a distance is counted from.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum From {
    Publication,
    /// What was dated before.
    Said,
    Point(Box<When>),
}

/// What an expression is seen from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct View {
    /// The day of publication.
    pub(super) published: Option<Date>,
    /// What was dated before, in the same sentence or the one before it.
    pub(super) said: Option<Stretch>,
}

impl When {
    pub(super) fn month(month: u32, year: Option<Self>) -> Self {
        Self::Part(Part::Month(month), year.map(Box::new))
    }

    pub(super) fn day(day: u32, weekday: Option<i64>, month: Self) -> Self {
        Self::Part(Part::Day(day, weekday), Some(Box::new(month)))
    }

    pub(super) fn year(year: i32) -> Self {
        Self::Years(year, year)
    }

    /// The days that are meant; `None` where that cannot be known.
    pub(super) fn stretch(&self, view: View, tense: impl FnOnce() -> Option<Tense>) -> Option<Stretch> {
        if let Self::Sided(Side::This, inner) = self {
            return this(inner, view, tense());
        }
        let Some(cycle) = self.cycle() else { return self.at(view, None) };
        let published = view.published?;
        let tense = tense();
        // A day with its weekday is in few years; of the thirty-first and February 29 some are missing.
        let turns = if cycle == Period::Year { 1 } else { 2 };
        let near = |turns: i64, exact: bool| self.nearest(view, published, tense, (cycle, turns), exact);
        match self.weekday() {
            Some(_) => self
                .nearest(view, published, None, (cycle, turns), true)
                .filter(|_| cycle == Period::Year)
                .or_else(|| near(12, true).filter(|_| cycle == Period::Month))
                .or_else(|| near(turns, false)),
            None => near(turns, false).or_else(|| near(8, false)),
        }
    }

    /// Of all turns of its cycle the nearest to the day of publication, on the side that the verb says; `exact` asks for its weekday.
    fn nearest(
        &self,
        view: View,
        published: Date,
        tense: Option<Tense>,
        (cycle, turns): (Period, i64),
        exact: bool,
    ) -> Option<Stretch> {
        let today = Stretch::day(published);
        let this_month = Period::Month.around(published)?.last;
        let distance = |found: Stretch| {
            if found.contains(today) {
                return 0;
            }
            (days_between(published, found.first) + days_between(published, found.last)).abs()
        };
        (-turns..=turns)
            .filter_map(|turn| self.at(view, cycle.after(cycle.around(published)?.first, turn)))
            .filter(|found| match tense {
                // "between November and August" is over; "in May" may be this month.
                Some(Tense::Past) => found.first <= published && found.last <= this_month,
                Some(Tense::Future) => found.last >= published,
                None => true,
            })
            .filter(|found| !exact || self.weekday() == Some(weekday(found.first)))
            .min_by_key(|found| distance(*found))
    }

    /// The weekday that a day of a month is said to be.
    fn weekday(&self) -> Option<i64> {
        match self {
            Self::Part(Part::Day(_, weekday), _) => *weekday,
            _ => None,
        }
    }

    /// How large it is, where the words say.
    pub(super) fn grain(&self) -> Option<Period> {
        match self {
            Self::Years(first, last) => Some(if first == last {
                Period::Year
            } else if last - first < 10 {
                Period::Decade
            } else {
                Period::Century
            }),
            Self::Part(Part::Month(_), _) => Some(Period::Month),
            Self::Part(Part::Nth(_, period), _) | Self::Beside(period, _) | Self::BesideSaid(period, _) => {
                Some(*period)
            }
            Self::Third(_, of) => of.grain(),
            _ => None,
        }
    }

    /// The period that it comes again in; `None` for what is closed.
    pub(super) fn cycle(&self) -> Option<Period> {
        match self {
            Self::Part(part, None) => Some(part.cycle()),
            Self::Part(_, Some(of))
            | Self::Taken(_, _, of)
            | Self::Moved(_, _, From::Point(of))
            | Self::Third(_, of)
            | Self::Clipped(_, of)
            | Self::Around(_, of) => of.cycle(),
            Self::Range(first, last) => first.cycle().or(last.cycle()).filter(|_| {
                // A closed end closes the other.
                first.cycle().is_some() && last.cycle().is_some()
            }),
            _ => None,
        }
    }

    /// The days of the one in the period around `base`, where it comes again.
    fn at(&self, view: View, base: Option<Date>) -> Option<Stretch> {
        match self {
            Self::Years(first, last) => Stretch::years(*first, *last),
            Self::Part(part, None) => part.within(part.cycle().around(base?)?),
            Self::Part(part, Some(of)) => part.within(of.at(view, base)?),
            Self::Near(days) => plus_days(view.published?, *days).map(Stretch::day),
            Self::Beside(period, shift) => beside(*period, view.published?, *shift),
            Self::BesideSaid(period, shift) => match view.said {
                Some(said) => beside_said(*period, said, *shift),
                // "the previous year" is mostly the last one, "the following" may be any.
                None => beside(*period, view.published.filter(|_| *shift <= 0)?, *shift),
            },
            Self::NextSaid(period) => match view.said.filter(|said| view.published.is_none_or(|day| said.last < day)) {
                Some(said) => beside_said(*period, said, 1),
                None => Self::Rolling(*period, 1).at(view, base),
            },
            Self::Rolling(period, count) => {
                let (published, other) = (view.published?, period.after(view.published?, *count)?);
                Stretch::new(published.min(other), published.max(other))
            }
            Self::Taken(period, count, of) => taken(*period, *count, of.at(view, base)?),
            Self::Moved(period, count, from) => moved(*period, *count, from.at(view, base)?),
            Self::Third(third, of) => third.of(of.at(view, base)?),
            Self::Clipped(side, of) => clipped(*side, of.at(view, base)?, view.published?),
            Self::Sided(side, inner) => sided(*side, inner, view),
            Self::Around(period, of) => period.around(of.at(view, base).filter(|of| of.is_day())?.first),
            Self::Range(first, last) => range(first, last, view, base),
            Self::Unknown => None,
        }
    }
}

impl From {
    fn at(&self, view: View, base: Option<Date>) -> Option<Stretch> {
        match self {
            Self::Publication => view.published.map(Stretch::day),
            Self::Said => view.said,
            Self::Point(point) => point.at(view, base),
        }
    }
}

impl Part {
    fn cycle(self) -> Period {
        match self {
            Self::Month(_) | Self::Nth(..) | Self::NthWeekday(..) => Period::Year,
            Self::Day(..) => Period::Month,
            Self::Weekday(_) => Period::Week,
        }
    }

    /// The part of a larger stretch, if it has one.
    fn within(self, of: Stretch) -> Option<Stretch> {
        let first = of.first;
        match self {
            Self::Month(month) => {
                (of.unit()? == Period::Year).then_some(())?;
                Period::Month.around(Date::new(first.year(), month, 1)?)
            }
            Self::Day(day, _) => {
                (of.unit()? == Period::Month).then_some(())?;
                Date::new(first.year(), first.month(), day).map(Stretch::day)
            }
            Self::Weekday(day) => (of.length() == 7).then(|| weekday_of(of, 1, day)).flatten(),
            Self::NthWeekday(nth, day) => weekday_of(of, nth, day),
            Self::Nth(nth, Period::Weekend) => {
                weekday_of(of, nth, SATURDAY).and_then(|day| Period::Weekend.starting(day.first))
            }
            Self::Nth(nth, Period::Half) => half(of, nth),
            Self::Nth(nth, period) => nth_of(of, nth, period),
        }
    }
}

const SATURDAY: i64 = 6;

/// The first, second ... or last of a weekday in a stretch.
fn weekday_of(of: Stretch, nth: i64, day: i64) -> Option<Stretch> {
    let found = if nth > 0 {
        plus_days(of.first, (day - weekday(of.first)).rem_euclid(7) + 7 * (nth - 1))
    } else {
        plus_days(of.last, -(weekday(of.last) - day).rem_euclid(7) + 7 * (nth + 1))
    };
    found.map(Stretch::day).filter(|found| of.contains(*found))
}

/// The first, second ... or last period in a stretch, counted from where it begins or ends.
fn nth_of(of: Stretch, nth: i64, period: Period) -> Option<Stretch> {
    let found = if nth > 0 {
        period.starting(period.after(of.first, nth - 1)?)
    } else {
        let end = plus_days(of.last, 1)?;
        Stretch::until(period.after(end, nth)?, period.after(end, nth + 1))
    };
    found.filter(|found| of.contains(*found) && *found != of)
}

/// One half of a month, a year, a decade or a century.
fn half(of: Stretch, nth: i64) -> Option<Stretch> {
    let middle = match of.unit()? {
        Period::Month => plus_days(of.first, 15),
        Period::Year => Period::Half.after(of.first, 1),
        Period::Decade => Period::Year.after(of.first, 5),
        Period::Century => Period::Year.after(of.first, 50),
        _ => None,
    }?;
    match nth {
        1 => Stretch::until(of.first, Some(middle)),
        2 | -1 => Stretch::new(middle, of.last),
        _ => None,
    }
}

/// The period so many after the one around a day.
fn beside(period: Period, day: Date, shift: i64) -> Option<Stretch> {
    period.around(period.after(period.around(day)?.first, shift)?)
}

/// The same of what was dated before, which must lie in one such period.
fn beside_said(period: Period, said: Stretch, shift: i64) -> Option<Stretch> {
    let around = period.around(said.first).filter(|around| around.contains(said))?;
    beside(period, around.first, shift)
}

/// The first units of a stretch, or the last.
fn taken(period: Period, count: i64, of: Stretch) -> Option<Stretch> {
    let found = if count > 0 {
        Stretch::until(of.first, period.after(of.first, count))
    } else {
        Stretch::new(period.after(plus_days(of.last, 1)?, count)?, of.last)
    };
    found.filter(|found| of.contains(*found))
}

/// A stretch moved by units. "Two years ago" is a year, "two weeks ago" a day.
fn moved(period: Period, count: i64, from: Stretch) -> Option<Stretch> {
    let first = period.after(from.first, count)?;
    match from.unit()? {
        Period::Day => match period {
            Period::Year | Period::Decade | Period::Century => Period::Year.around(first),
            Period::Month | Period::Quarter | Period::Half => Period::Month.around(first),
            _ => Some(Stretch::day(first)),
        },
        // "two days after May" is no day.
        unit => unit.around(first).filter(|_| period >= unit),
    }
}

impl Third {
    fn of(self, of: Stretch) -> Option<Stretch> {
        let years = i64::from(of.last.year() - of.first.year()) + 1;
        let (period, whole) = match of.unit()? {
            Period::Day => return Some(of),
            Period::Year => (Period::Month, 12),
            Period::Decade | Period::Century => (Period::Year, years),
            _ => (Period::Day, of.length()),
        };
        let (third, end) = (whole / 3, plus_days(of.last, 1));
        // A decade begins with four of its years.
        let early = if period == Period::Year { whole - 2 * third } else { third };
        match self {
            Self::Early => Stretch::until(of.first, period.after(of.first, early)),
            Self::Mid => Stretch::until(period.after(of.first, early)?, period.after(end?, -third)),
            Self::Late => Stretch::new(period.after(end?, -third)?, of.last),
        }
    }
}

fn clipped(side: Side, of: Stretch, published: Date) -> Option<Stretch> {
    if !of.contains(Stretch::day(published)) {
        return Some(of);
    }
    match side {
        Side::Before => Stretch::new(of.first, published),
        _ => Stretch::new(published, of.last),
    }
}

/// The turns of what comes again, around the day of publication.
fn turns(inner: &When, view: View) -> Option<impl Iterator<Item = Stretch>> {
    let (cycle, published) = (inner.cycle()?, view.published?);
    let around = cycle.around(published)?.first;
    Some((-2..=2).filter_map(move |turn| inner.at(view, cycle.after(around, turn))))
}

fn sided(side: Side, inner: &When, view: View) -> Option<Stretch> {
    let published = view.published?;
    let mut turns = turns(inner, view)?;
    match side {
        Side::Before => turns.filter(|found| found.last < published).last(),
        Side::After => turns.find(|found| found.first > published),
        Side::This => this(inner, view, None),
    }
}

/// "this Sunday", "this March"
fn this(inner: &When, view: View, tense: Option<Tense>) -> Option<Stretch> {
    let published = view.published?;
    let cycle = inner.cycle()?;
    let mut turns = turns(inner, view)?;
    match tense.filter(|_| cycle == Period::Week) {
        Some(Tense::Past) => turns.filter(|found| found.last <= published).last(),
        // "This Sunday voters go to the polls."
        _ if cycle == Period::Week => turns.find(|found| found.first >= published),
        _ => inner.at(view, Some(published)),
    }
}

/// What an end of a range lacks it takes from the other.
fn range(first: &When, last: &When, view: View, base: Option<Date>) -> Option<Stretch> {
    let follow = |begin: Stretch, cycle: Period| {
        let turn = |turn| last.at(view, cycle.after(cycle.around(begin.first)?.first, turn));
        turn(0).filter(|end| end.last >= begin.first).or_else(|| turn(1))
    };
    let lead = |end: Stretch, cycle: Period| {
        let turn = |turn| first.at(view, cycle.after(cycle.around(end.last)?.first, turn));
        turn(0).filter(|begin| begin.first <= end.last).or_else(|| turn(-1))
    };
    let (begin, end) = match (first.cycle(), last.cycle()) {
        (Some(cycle), None) => {
            let end = last.at(view, base)?;
            (lead(end, cycle)?, end)
        }
        (_, Some(cycle)) => {
            let begin = first.at(view, base)?;
            (begin, follow(begin, cycle)?)
        }
        (None, None) => (first.at(view, base)?, last.at(view, base)?),
    };
    Stretch::new(begin.first, end.last)
}
