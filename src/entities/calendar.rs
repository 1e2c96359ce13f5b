//! Day arithmetic on [`Date`].
//!
//! A calendar crate would do this and a hundred things more; what relative dates need is a day number and back, forty lines instead of
//! the hundred kilobytes and more that a date-time library (`jiff` without features was looked at) may add to the page. The day-number
//! formulas are Howard Hinnant's `days_from_civil` and its inverse.

use crate::options::{Date, days_in_month};

/// Days since 1970-01-01.
pub(super) fn day_number(date: Date) -> i64 {
    let month = i64::from(date.month());
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(date.day()) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The day with this number; `None` outside the years 1 to 9999.
pub(super) fn date_of(number: i64) -> Option<Date> {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_index + 2) / 5 + 1;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(i32::try_from(year).ok()?, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

/// The day `days` later (earlier when negative).
pub(super) fn plus_days(date: Date, days: i64) -> Option<Date> {
    date_of(day_number(date).checked_add(days)?)
}

/// The same day `months` later, or the month's last when it has no such day.
pub(super) fn plus_months(date: Date, months: i64) -> Option<Date> {
    let index = (i64::from(date.year()) * 12 + i64::from(date.month()) - 1).checked_add(months)?;
    let (year, month) = (i32::try_from(index.div_euclid(12)).ok()?, u32::try_from(index.rem_euclid(12) + 1).ok()?);
    Date::new(year, month, date.day().min(days_in_month(year, month)))
}

/// 1 (Monday) to 7 (Sunday).
pub(super) fn weekday(date: Date) -> i64 {
    (day_number(date) + 3).rem_euclid(7) + 1
}

/// First and last day of a month.
pub(super) fn month(year: i32, month: u32) -> Option<(Date, Date)> {
    Some((Date::new(year, month, 1)?, Date::new(year, month, days_in_month(year, month))?))
}

/// First and last day of a year.
pub(super) fn year(year: i32) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1)?, Date::new(year, 12, 31)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_agree() {
        let mut date = Date::new(1999, 12, 25).unwrap();
        for _ in 0..900 {
            let next = plus_days(date, 1).unwrap();
            assert!(next > date);
            assert_eq!(day_number(next), day_number(date) + 1);
            date = next;
        }
        assert_eq!(day_number(Date::new(1970, 1, 1).unwrap()), 0);
        assert_eq!(weekday(Date::new(2023, 1, 13).unwrap()), 5);
        assert_eq!(plus_months(Date::new(2024, 3, 31).unwrap(), -1), Date::new(2024, 2, 29));
    }
}
