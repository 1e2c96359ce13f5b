//! Stretches of days in the Gregorian calendar: weeks, months, years and what lies beside them, by the civil dates of the crate `jiff`.

use jiff::{SignedDuration, Span, civil};

use crate::lexicon::{Lexeme, word};
use crate::options::Date;

/// No count of units is larger.
const FARTHEST: i64 = 100_000;

/// A period of the calendar, from small to large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Period {
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    /// Which months are in summer depends on the place.
    Season,
    Year,
    Decade,
    Century,
}

/// The days from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: Date,
    pub(super) last: Date,
}

fn civil(date: Date) -> Option<civil::Date> {
    civil::Date::new(i16::try_from(date.year()).ok()?, i8::try_from(date.month()).ok()?, i8::try_from(date.day()).ok()?)
        .ok()
}

/// `None` outside the years 1 to 9999.
fn date(civil: civil::Date) -> Option<Date> {
    Date::new(i32::from(civil.year()), u32::try_from(civil.month()).ok()?, u32::try_from(civil.day()).ok()?)
}

/// The day `days` later (earlier when negative).
pub(super) fn plus_days(from: Date, days: i64) -> Option<Date> {
    date(civil(from)?.checked_add(SignedDuration::from_hours(days.checked_mul(24)?)).ok()?)
}

/// The same day `months` later, or the month's last when it has no such day.
fn plus_months(from: Date, months: i64) -> Option<Date> {
    date(civil(from)?.checked_add(Span::new().try_months(months).ok()?).ok()?)
}

/// Days from one to another.
pub(super) fn days_between(first: Date, last: Date) -> i64 {
    let days = |(first, last): (civil::Date, civil::Date)| first.duration_until(last).as_hours() / 24;
    civil(first).zip(civil(last)).map(days).unwrap_or_default()
}

/// 1 (Monday) to 7 (Sunday).
pub(super) fn weekday(date: Date) -> i64 {
    civil(date).map(|date| i64::from(date.weekday().to_monday_one_offset())).unwrap_or_default()
}

impl Period {
    /// Of its singular name.
    pub(super) fn named(name: Lexeme) -> Option<Self> {
        Some(match name {
            word::DAY => Self::Day,
            word::WEEKEND => Self::Weekend,
            word::WEEK => Self::Week,
            word::FORTNIGHT => Self::Fortnight,
            word::MONTH => Self::Month,
            word::QUARTER => Self::Quarter,
            word::HALF => Self::Half,
            word::YEAR => Self::Year,
            word::DECADE => Self::Decade,
            word::CENTURY => Self::Century,
            _ => return None,
        })
    }

    /// How many months it has; `None` where it is counted in days.
    fn months(self) -> Option<i64> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::Half => Some(6),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1200),
            _ => None,
        }
    }

    /// The day that is so many of it later.
    pub(super) fn after(self, day: Date, count: i64) -> Option<Date> {
        let days = match self {
            Self::Day => 1,
            Self::Weekend | Self::Week => 7,
            Self::Fortnight => 14,
            _ => 0,
        };
        if count.abs() > FARTHEST || self == Self::Season {
            return None;
        }
        match self.months() {
            Some(months) => plus_months(day, months * count),
            None => plus_days(day, days * count),
        }
    }

    /// The one that a day lies in; of a weekend the one of the day's week.
    pub(super) fn around(self, day: Date) -> Option<Stretch> {
        let first = match (self, self.months()) {
            (Self::Day, _) => day,
            (Self::Week, _) => plus_days(day, 1 - weekday(day))?,
            (Self::Weekend, _) => plus_days(day, 6 - weekday(day))?,
            (_, Some(months)) => {
                let month = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
                let first = month - month.rem_euclid(months);
                Date::new(i32::try_from(first / 12).ok()?, u32::try_from(first % 12).ok()? + 1, 1)?
            }
            _ => return None,
        };
        self.starting(first)
    }

    /// The one that begins with a day.
    pub(super) fn starting(self, first: Date) -> Option<Stretch> {
        if self == Self::Weekend {
            return Some(Stretch { first, last: plus_days(first, 1)? });
        }
        Stretch::until(first, self.after(first, 1))
    }
}

/// The units that a stretch may be one of, from the shortest.
const UNITS: [Period; 8] = [
    Period::Day,
    Period::Week,
    Period::Month,
    Period::Quarter,
    Period::Half,
    Period::Year,
    Period::Decade,
    Period::Century,
];

impl Stretch {
    /// One day.
    pub(super) fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }

    /// From the first day of a year to the last of another.
    pub(super) fn years(first: i32, last: i32) -> Option<Self> {
        Self::new(Date::new(first, 1, 1)?, Date::new(last, 12, 31)?)
    }

    /// `None` where the last is before the first.
    pub(super) fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Up to a day that is no part of it; the very last day of the calendar has none after it.
    pub(super) fn until(first: Date, end: Option<Date>) -> Option<Self> {
        let last = match end {
            Some(end) => plus_days(end, -1)?,
            None if first.year() >= 9900 => Date::new(9999, 12, 31)?,
            None => return None,
        };
        Self::new(first, last)
    }

    pub(super) fn is_day(self) -> bool {
        self.first == self.last
    }

    /// How many days it has.
    pub(super) fn length(self) -> i64 {
        days_between(self.first, self.last) + 1
    }

    pub(super) fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The unit that it is one of.
    pub(super) fn unit(self) -> Option<Period> {
        UNITS.into_iter().find(|unit| unit.around(self.first) == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn around(unit: Period, text: &str) -> String {
        unit.around(day(text)).map_or_else(String::new, |found| format!("{} {}", found.first, found.last))
    }

    #[test]
    fn periods_lie_around_their_days() {
        assert_eq!(around(Period::Day, "2023-01-13"), "2023-01-13 2023-01-13");
        assert_eq!(around(Period::Week, "2023-01-15"), "2023-01-09 2023-01-15");
        assert_eq!(around(Period::Weekend, "2023-01-11"), "2023-01-14 2023-01-15");
        assert_eq!(around(Period::Month, "2024-02-03"), "2024-02-01 2024-02-29");
        assert_eq!(around(Period::Quarter, "2024-12-31"), "2024-10-01 2024-12-31");
        assert_eq!(around(Period::Half, "2024-06-30"), "2024-01-01 2024-06-30");
        assert_eq!(around(Period::Year, "2024-06-30"), "2024-01-01 2024-12-31");
        assert_eq!(around(Period::Decade, "1999-12-31"), "1990-01-01 1999-12-31");
        assert_eq!(around(Period::Century, "1999-12-31"), "1900-01-01 1999-12-31");
        assert_eq!(around(Period::Century, "0099-12-31"), "");
        assert_eq!(around(Period::Year, "9999-12-31"), "9999-01-01 9999-12-31");
        assert_eq!(around(Period::Season, "2024-06-30"), "");
    }

    #[test]
    fn days_are_counted_over_months_and_years() {
        assert_eq!(plus_days(day("1999-12-25"), 70), Some(day("2000-03-04")));
        assert_eq!(days_between(day("1999-12-25"), day("2000-03-04")), 70);
        assert_eq!(plus_months(day("2024-03-31"), -1), Some(day("2024-02-29")));
        assert_eq!(weekday(day("2023-01-13")), 5);
        assert_eq!((plus_days(day("9999-12-31"), 1), plus_days(day("0001-01-01"), -1)), (None, None));
        assert_eq!((plus_days(day("2024-01-01"), i64::MAX), plus_months(day("2024-01-01"), i64::MIN)), (None, None));
        assert_eq!(
            (Period::Century.after(day("2024-01-01"), 100_001), Period::Century.after(day("2024-01-01"), 99_999)),
            (None, None)
        );
    }

    #[test]
    fn a_stretch_knows_its_unit() {
        for unit in UNITS {
            assert_eq!(unit.around(day("2024-05-15")).and_then(Stretch::unit), Some(unit));
        }
    }
}
