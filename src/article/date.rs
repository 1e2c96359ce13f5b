//! Days as they are written on pages, into ISO 8601.
//!
//! Read are "January 13, 2023", "13th of January 2023", "Jan. 13 2023", "2023-01-13", "13.01.2023", "01/13/2023" and "1/13/23", each with a
//! clock and a time zone after it when they are given. Whether "3/4/2023" is in March or April is decided by evidence ([`Order`]).

use crate::lexicon::{self, phrase};
use crate::options::Date;
use crate::text::Span;

/// Which number of "3/4/2023" is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

/// A day found in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes of the line.
    pub(super) span: Span,
    /// ISO 8601.
    pub(super) value: String,
    /// What the writing shows of the page's order of day and month; `None` for ISO dates and for those that fit both.
    pub(super) order: Option<Order>,
    /// Whether the day was written in numbers that fit both orders.
    pub(super) ambiguous: bool,
}

#[derive(Clone, Copy)]
struct Piece<'t> {
    text: &'t str,
    start: usize,
    number: bool,
}

impl Piece<'_> {
    fn end(&self) -> usize {
        self.start + self.text.len()
    }

    fn value(&self) -> Option<u32> {
        if self.number && self.text.len() <= 4 { self.text.parse().ok() } else { None }
    }

    /// Minutes or seconds in two digits.
    fn sixtieths(&self) -> Option<u32> {
        self.value().filter(|value| self.text.len() == 2 && *value < 60)
    }

    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.text.eq_ignore_ascii_case(word))
    }
}

/// Lines are looked at up to this many bytes: a date of publication stands in no long paragraph.
const REACH: usize = 400;

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    for (at, c) in line.char_indices() {
        if at > REACH {
            break;
        }
        if !c.is_ascii_digit() && !c.is_alphabetic() {
            continue;
        }
        let number = c.is_ascii_digit();
        // Scrapes glue: "Lena OrtizDec. 21, 2023", "Dec 22 20234:46 AM".
        let apart = |last: &Piece<'_>| {
            c.is_uppercase() && last.text.ends_with(char::is_lowercase)
                || number && last.text.len() == 4 && is_year_before_clock(line, last.start)
        };
        match pieces.last_mut() {
            Some(last) if last.end() == at && last.number == number && !apart(last) => {
                last.text = line.get(last.start..at + c.len_utf8()).unwrap_or("");
            }
            _ => pieces.push(Piece { text: line.get(at..at + c.len_utf8()).unwrap_or(""), start: at, number }),
        }
    }
    pieces
}

/// Whether four digits are a year with a clock glued to it.
fn is_year_before_clock(line: &str, start: usize) -> bool {
    let text = line.get(start..).unwrap_or("");
    let after = text.get(4..).unwrap_or("");
    let hour = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
    text.get(..4).is_some_and(|year| year.starts_with("19") || year.starts_with("20"))
        && (1..=2).contains(&hour)
        && after.get(hour..).is_some_and(|rest| rest.starts_with(':'))
}

/// 1 to 12 for a month's English name or its abbreviation.
pub(super) fn month(word: &str) -> Option<u32> {
    // Every word of a line with a number is asked for.
    if !matches!(word.bytes().next()? | 0x20, b'j' | b'f' | b'm' | b'a' | b's' | b'o' | b'n' | b'd') {
        return None;
    }
    lexicon::lexeme(&word.to_ascii_lowercase()).month()
}

fn year(piece: Piece<'_>) -> Option<u32> {
    piece.value().filter(|year| piece.text.len() == 4 && (1900..=2100).contains(year))
}

fn day(piece: Piece<'_>) -> Option<u32> {
    piece.value().filter(|day| piece.text.len() <= 2 && (1..=31).contains(day))
}

/// The first day written in `line`; numbers that fit both orders are read month first.
pub(super) fn find(line: &str) -> Option<Found> {
    find_with(line, Order::MonthFirst)
}

/// The first day written in `line`.
pub(super) fn find_with(line: &str, order: Order) -> Option<Found> {
    if !line.bytes().take(REACH).any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let pieces = pieces(line);
    let mut days = (0..pieces.len()).filter_map(|index| day_at(line, &pieces, index, order));
    let first = days.next()?;
    if !is_of_update(line.get(..first.span.start)?) {
        return Some(first);
    }
    // "Updated Nov. 9, 2026 | Published Nov. 8, 2026": the second is the day, where it is said to be.
    let published = days.find(|next| {
        let between = line.get(first.span.end..next.span.start).map(str::to_lowercase);
        between.is_some_and(|between| phrase::PUBLISHED.iter().any(|word| between.contains(word)))
    });
    Some(published.unwrap_or(first))
}

/// Whether the words before a day say that it is that of a change.
pub(super) fn is_of_update(before: &str) -> bool {
    let before = before.to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
    last(&phrase::UPDATED).is_some_and(|updated| last(&phrase::PUBLISHED).is_none_or(|published| published < updated))
}

/// The day in a value that machines read: Unix time in seconds or milliseconds, digits in a row as in "20230102" and
/// "20230102T120000", else as pages write it.
pub(super) fn in_value(value: &str) -> Option<String> {
    let value = value.trim();
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    let rest = value.get(digits..)?;
    match digits {
        10 | 13 if rest.is_empty() => {
            let number = value.parse::<u64>().ok()?;
            unix_time(if digits == 13 { number / 1000 } else { number })
        }
        8 | 14 if rest.is_empty() || rest.starts_with(['T', ' ']) => day_in_a_row(value),
        _ => find(value).map(|found| found.value),
    }
}

/// "20230102": year, month and day without marks.
fn day_in_a_row(digits: &str) -> Option<String> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    let year = number(0..4).filter(|year| (1900..=2100).contains(year))?;
    Date::new(i32::try_from(year).ok()?, number(4..6)?, number(6..8)?).map(|day| day.to_string())
}

/// The time that is so many seconds after the start of 1970.
fn unix_time(seconds: u64) -> Option<String> {
    let (mut days, second) = (seconds / 86_400, seconds % 86_400);
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut year = 1970;
    loop {
        let length = if is_leap(year) { 366 } else { 365 };
        if days < length {
            break;
        }
        days -= length;
        year += 1;
        if year > 2100 {
            return None;
        }
    }
    let mut month = 1;
    loop {
        let length = (28..=31).rev().find(|day| Date::new(year, month, *day).is_some())?;
        if days < u64::from(length) {
            break;
        }
        days -= u64::from(length);
        month += 1;
    }
    let day = Date::new(year, month, u32::try_from(days).ok()? + 1)?;
    Some(format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60))
}

/// Whether a day stands in `line`, and whether a clock ("02:20", "5 pm") does.
pub(super) fn seen(line: &str) -> (bool, bool) {
    if !line.bytes().take(REACH + 1).any(|byte| byte.is_ascii_digit()) {
        return (false, false);
    }
    let pieces = pieces(line);
    let rest = Rest { line, pieces: &pieces };
    let day = (0..pieces.len()).any(|index| day_at(line, &pieces, index, Order::MonthFirst).is_some());
    let has_clock = (0..pieces.len()).any(|index| rest.skip(index).is_some_and(|rest| rest.clock().is_some()));
    (day, has_clock)
}

/// The pieces of a line from one of them on.
#[derive(Clone, Copy)]
struct Rest<'p, 't> {
    line: &'t str,
    pieces: &'p [Piece<'t>],
}

/// A day as it is written.
struct Written {
    /// How many pieces it takes.
    pieces: usize,
    year: u32,
    month: u32,
    day: u32,
    /// See [`Found::order`].
    order: Option<Order>,
}

/// The day that the piece at `index` begins.
fn day_at(line: &str, all: &[Piece<'_>], index: usize, order: Order) -> Option<Found> {
    let rest = Rest { line, pieces: all.get(index..)? };
    let first = rest.at(0)?;
    let before = index.checked_sub(1).and_then(|before| all.get(before));
    if first.number && before.is_some_and(|before| rest.continues(*before, first)) {
        return None;
    }
    let written = rest.day(order)?;
    let day = Date::new(i32::try_from(written.year).ok()?, written.month, written.day)?;
    let last = rest.at(written.pieces - 1)?;
    // "1.2.2023.4" is a version.
    if rest.at(written.pieces).is_some_and(|next| next.number && matches!(rest.between(last, next), "." | "/")) {
        return None;
    }
    let order = written.order;
    let ambiguous = order.is_none() && first.value().is_some_and(|value| value <= 12) && first.text.len() <= 2;
    let mut found = Found { span: Span::new(first.start, last.end()), value: day.to_string(), order, ambiguous };
    // A clock after the day: "... 5:30 PM ET", "T17:30:00Z", "at 17.30 GMT".
    let clock_after = |skipped: usize| {
        let rest = rest.skip(written.pieces + skipped)?;
        rest.at(0).filter(|piece| piece.start - last.end() <= 12).and_then(|_| rest.clock())
    };
    if let Some((text, end)) = (0..=2).find_map(clock_after) {
        found.value.push('T');
        found.value.push_str(&text);
        found.span.end = end;
    }
    Some(found)
}

impl<'t> Rest<'_, 't> {
    fn at(&self, offset: usize) -> Option<Piece<'t>> {
        self.pieces.get(offset).copied()
    }

    fn skip(&self, count: usize) -> Option<Self> {
        Some(Self { line: self.line, pieces: self.pieces.get(count..)? })
    }

    fn between(&self, from: Piece<'_>, to: Piece<'_>) -> &'t str {
        self.line.get(from.end()..to.start).unwrap_or("?")
    }

    /// Whether a number is part of a longer number or word, and so no day: "v12 May 2023", "1.2.2023.4.5".
    fn continues(&self, before: Piece<'_>, number: Piece<'_>) -> bool {
        let gap = self.between(before, number);
        gap.is_empty() || before.number && matches!(gap, "." | "/")
    }

    /// Whether two pieces may be parts of a day with the month's name.
    fn is_loose(&self, from: Piece<'_>, to: Piece<'_>) -> bool {
        let gap = self.between(from, to);
        gap.len() <= 4 && gap.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ',' | '-' | '/' | '\u{2011}'))
    }

    /// 1 when the piece at `offset` is the ending of an ordinal right after `number`, else 0.
    fn ordinal_ending(&self, offset: usize, number: Piece<'_>) -> usize {
        let ending = |piece: Piece<'_>| piece.start == number.end() && piece.is(&phrase::ORDINAL_ENDING);
        usize::from(self.at(offset).is_some_and(ending))
    }

    /// The day that begins here.
    fn day(&self, order: Order) -> Option<Written> {
        let first = self.at(0)?;
        if let Some(month) = month(first.text).or_else(|| self.glued_month(first)) {
            self.month_first(month)
        } else if let Some(year) = year(first) {
            self.year_first(year)
        } else {
            self.day_first(day(first)?, order)
        }
    }

    /// "SPORTDEC 19, 2023": a month glued to capitals before it.
    fn glued_month(&self, first: Piece<'_>) -> Option<u32> {
        let month = month(first.text.get(first.text.len().checked_sub(3)?..)?)?;
        let number = self.at(1).filter(|number| number.number && self.between(first, *number) == " ");
        (number.is_some() && first.text.bytes().all(|byte| byte.is_ascii_uppercase())).then_some(month)
    }

    /// "January 13th, 2023"
    fn month_first(&self, month: u32) -> Option<Written> {
        let (first, number) = (self.at(0)?, self.at(1)?);
        let ending = self.ordinal_ending(2, number);
        let (last, y) = (self.at(1 + ending)?, self.at(2 + ending)?);
        if !self.is_loose(first, number) || !self.is_loose(last, y) {
            return None;
        }
        let order = Some(Order::MonthFirst);
        Some(Written { pieces: 3 + ending, year: year(y)?, month, day: day(number)?, order })
    }

    /// "2023-01-13", "2023/01/13", "2023 Jan 13"
    fn year_first(&self, year: u32) -> Option<Written> {
        let (first, second, third) = (self.at(0)?, self.at(1)?, self.at(2)?);
        let separator = self.between(first, second);
        if !matches!(separator, "-" | "/" | "." | " " | "•" | "·") || self.between(second, third) != separator {
            return None;
        }
        let in_numbers = || second.value().filter(|month| separator != " " && (1..=12).contains(month));
        let month = month(second.text).or_else(in_numbers)?;
        Some(Written { pieces: 3, year, month, day: day(third)?, order: None })
    }

    /// "13 January 2023", "13th of January 2023", "13.01.2023", "1/13/23"
    fn day_first(&self, day: u32, order: Order) -> Option<Written> {
        let ending = self.ordinal_ending(1, self.at(0)?);
        let of = usize::from(self.at(1 + ending).is_some_and(|piece| piece.is(&phrase::DAY_OF_MONTH)));
        let second = self.at(1 + ending + of)?;
        match month(second.text) {
            Some(month) => {
                let (before, y) = (self.at(ending + of)?, self.at(2 + ending + of)?);
                let order = Some(Order::DayFirst);
                (self.is_loose(before, second) && self.is_loose(second, y)).then_some(Written {
                    pieces: 3 + ending + of,
                    year: year(y)?,
                    month,
                    day,
                    order,
                })
            }
            None if ending + of == 0 => self.in_numbers(day, order),
            None => None,
        }
    }

    /// "13.01.2023", "1/13/23": `first` is the day or the month.
    fn in_numbers(&self, first: u32, order: Order) -> Option<Written> {
        let (second, third) = (self.at(1)?, self.at(2)?);
        let separator = self.between(self.at(0)?, second);
        if !matches!(separator, "-" | "/" | ".") || self.between(second, third) != separator {
            return None;
        }
        let number = second.value().filter(|_| second.text.len() <= 2)?;
        let year = year(third).or_else(|| self.short_year(third).filter(|_| separator == "/"))?;
        let order = if separator == "." { Order::DayFirst } else { order };
        let (month, day, order) = match (first, number) {
            (13.., 1..=12) => (number, first, Some(Order::DayFirst)),
            (_, 13..=31) => (first, number, Some(Order::MonthFirst)),
            (_, 1..=12) if order == Order::DayFirst => (number, first, None),
            (1..=12, 1..=12) => (first, number, None),
            _ => return None,
        };
        Some(Written { pieces: 3, year, month, day, order })
    }

    /// The year of two digits that the third piece is.
    fn short_year(&self, third: Piece<'_>) -> Option<u32> {
        let alone = third.text.len() == 2 && self.at(3).is_none_or(|piece| piece.start > third.end());
        if alone { Some(2000 + third.value()?) } else { None }
    }

    /// A clock at the first piece: ISO time with its zone if there is one, and where it ends.
    fn clock(&self) -> Option<(String, usize)> {
        let Time { mut hour, minute, second, separated, mut pieces } = self.time()?;
        let mut end = self.at(pieces - 1)?.end();
        let half = self.half_of_day(pieces, end);
        if let Some(half) = &half {
            if !(1..=12).contains(&hour) {
                return None;
            }
            hour = hour % 12 + if half.afternoon { 12 } else { 0 };
            (pieces, end) = (pieces + half.pieces, half.end);
        }
        let zone = self.zone(pieces, end);
        // "17.30" alone may be a price; "5" alone is no clock.
        if !(separated || half.is_some() || pieces == 2 && zone.is_some()) {
            return None;
        }
        let seconds = second.map(|second| format!(":{second:02}")).unwrap_or_default();
        let (zone, end) = zone.unwrap_or((String::new(), end));
        Some((format!("{hour:02}:{minute:02}{seconds}{zone}"), end))
    }

    /// Hours, minutes and seconds at the first piece.
    fn time(&self) -> Option<Time> {
        let first = self.at(0)?;
        let hour = first.value().filter(|hour| first.text.len() <= 2 && *hour < 24)?;
        let mut time = Time { hour, minute: 0, second: None, separated: false, pieces: 1 };
        let minutes = self.at(1).filter(|piece| matches!(self.between(first, *piece), ":" | "."));
        let Some((minutes, minute)) = minutes.and_then(|piece| Some((piece, piece.sixtieths()?))) else {
            return Some(time);
        };
        (time.minute, time.pieces) = (minute, 2);
        time.separated = self.between(first, minutes) == ":";
        let seconds = self.at(2).filter(|next| time.separated && self.between(minutes, *next) == ":");
        if let Some((seconds, second)) = seconds.and_then(|piece| Some((piece, piece.sixtieths()?))) {
            let fraction = self.at(3).is_some_and(|next| next.number && self.between(seconds, next) == ".");
            (time.second, time.pieces) = (Some(second), 3 + usize::from(fraction));
        }
        Some(time)
    }

    /// "PM", "p.m." at the piece `at`, right after a time that ends at `end`.
    fn half_of_day(&self, at: usize, end: usize) -> Option<HalfOfDay> {
        let next = self.at(at).filter(|next| next.start - end <= 1)?;
        if next.is(&phrase::HALF_DAY) {
            return Some(HalfOfDay { afternoon: next.is(&phrase::AFTERNOON), pieces: 1, end: next.end() });
        }
        let [afternoon, _] = phrase::HALF_DAY_INITIAL;
        let letter = self.at(at + 1).filter(|letter| self.between(next, *letter) == ".")?;
        if !next.is(&phrase::HALF_DAY_INITIAL) || !letter.is(&phrase::HALF_DAY_SECOND_LETTER) {
            return None;
        }
        let point = self.line.get(letter.end()..).is_some_and(|rest| rest.starts_with('.'));
        Some(HalfOfDay { afternoon: next.is(&[afternoon]), pieces: 2, end: letter.end() + usize::from(point) })
    }

    /// The offset from UTC at the piece `at`, right after a time that ends at `end`, and where it ends.
    fn zone(&self, at: usize, end: usize) -> Option<(String, usize)> {
        let next = self.at(at).filter(|next| next.start - end <= 3)?;
        let named = lexicon::lexeme(next.text).time_zone().unwrap_or_default();
        if !named.is_empty() {
            return Some((named.to_owned(), next.end()));
        }
        let sign = self.line.get(end..next.start).filter(|sign| next.number && matches!(*sign, "+" | "-"))?;
        match (next.text.len(), self.at(at + 1)) {
            (4, _) => Some((format!("{sign}{}:{}", next.text.get(..2)?, next.text.get(2..)?), next.end())),
            (2, Some(minutes)) if self.between(next, minutes) == ":" && minutes.text.len() == 2 => {
                Some((format!("{sign}{}:{}", next.text, minutes.text), minutes.end()))
            }
            _ => None,
        }
    }
}

/// A time as a clock shows it.
struct Time {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    /// Whether a colon stands between hour and minute.
    separated: bool,
    /// How many pieces it takes.
    pieces: usize,
}

/// The half of the day after a time.
struct HalfOfDay {
    afternoon: bool,
    /// How many pieces it takes.
    pieces: usize,
    end: usize,
}

/// A day in the path of an address: ".../2023/01/13/...", ".../20230113-...", ".../2023-01-13-...".
pub(super) fn in_url(url: &str) -> Option<String> {
    let pieces = pieces(url);
    for (index, piece) in pieces.iter().enumerate() {
        if let (Some(y), Some(second), Some(third)) = (year(*piece), pieces.get(index + 1), pieces.get(index + 2)) {
            let m = month(second.text).or_else(|| second.value().filter(|_| second.text.len() <= 2));
            let gaps = (url.get(piece.end()..second.start), url.get(second.end()..third.start));
            if matches!(gaps, (Some("/"), Some("/")) | (Some("-"), Some("-")))
                && let (Some(m), Some(d)) = (m, day(*third))
                && let Some(date) = i32::try_from(y).ok().and_then(|y| Date::new(y, m, d))
            {
                return Some(date.to_string());
            }
        }
        if piece.number && piece.text.len() == 8 {
            let number = |range: std::ops::Range<usize>| piece.text.get(range)?.parse::<u32>().ok();
            if let (Some(y @ 1990..=2100), Some(m), Some(d)) = (number(0..4), number(4..6), number(6..8))
                && let Some(date) = i32::try_from(y).ok().and_then(|y| Date::new(y, m, d))
            {
                return Some(date.to_string());
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(line: &str) -> Option<String> {
        find(line).map(|found| found.value)
    }

    #[test]
    fn days_as_pages_write_them() {
        for line in [
            "January 13, 2023",
            "Published Jan. 13, 2023",
            "13 January 2023",
            "13th of January, 2023",
            "Fri, 13 Jan 2023",
            "2023-01-13",
            "13.01.2023",
            "01/13/2023",
            "1/13/23",
            "13/01/2023",
            "Lena OrtizJan. 13, 2023",
        ] {
            assert_eq!(value(line).as_deref(), Some("2023-01-13"), "{line}");
        }
        assert_eq!(find_with("3/4/2023", Order::DayFirst).map(|found| found.value).as_deref(), Some("2023-04-03"));
        assert_eq!(value("3/4/2023").as_deref(), Some("2023-03-04"));
    }

    #[test]
    fn clocks_and_zones() {
        assert_eq!(value("December 22, 2023 5:30 PM").as_deref(), Some("2023-12-22T17:30"));
        assert_eq!(value("12/22/23 11:35 AM EST").as_deref(), Some("2023-12-22T11:35-05:00"));
        assert_eq!(value("2019-11-19T12:48:14Z").as_deref(), Some("2019-11-19T12:48:14Z"));
        assert_eq!(value("2019-11-19T12:48:14.500+01:00").as_deref(), Some("2019-11-19T12:48:14+01:00"));
        assert_eq!(value("Thu 4 May 2023 10.30 GMT").as_deref(), Some("2023-05-04T10:30Z"));
        assert_eq!(value("May 4, 2023 at 6 p.m.").as_deref(), Some("2023-05-04T18:00"));
        assert_eq!(value("PUBLISHED FRI, DEC 22 20234:46 AM EST").as_deref(), Some("2023-12-22T04:46-05:00"));
        assert_eq!((seen("02:20"), seen("5 pm"), seen("12 of 30")), ((false, true), (false, true), (false, false)));
        assert_eq!(seen("13 January 2023, 5:30 PM"), (true, true));
    }

    #[test]
    fn published_before_updated() {
        for line in [
            "Published Jan. 13, 2023 | Updated Jan. 15, 2023",
            "Updated Jan. 15, 2023 | Published Jan. 13, 2023",
            "Last updated: 15 January 2023. First published: 13 January 2023, 5:30 PM",
        ] {
            assert_eq!(value(line).as_deref().and_then(|day| day.get(..10)), Some("2023-01-13"), "{line}");
        }
        assert_eq!(value("Updated Jan. 15, 2023 | Jan. 20, 2023").as_deref(), Some("2023-01-15"));
    }

    #[test]
    fn days_that_machines_read() {
        let day = |value: &str| in_value(value);
        assert_eq!(day("1672660800").as_deref(), Some("2023-01-02T12:00:00Z"));
        assert_eq!(day("1672660800123").as_deref(), Some("2023-01-02T12:00:00Z"));
        assert_eq!(day("1709251199").as_deref(), Some("2024-02-29T23:59:59Z"));
        assert_eq!(day("20230102").as_deref(), Some("2023-01-02"));
        assert_eq!(day("20230102T120000Z").as_deref(), Some("2023-01-02"));
        assert_eq!(day("2023/01/02").as_deref(), Some("2023-01-02"));
        assert_eq!(day(" Mon, 02 Jan 2023 12:00:00 GMT").as_deref(), Some("2023-01-02T12:00:00Z"));
        assert_eq!((day("99999999"), day("1234567"), day("")), (None, None, None));
    }

    #[test]
    fn what_is_no_day() {
        for line in ["February 31, 2023", "Version 1.2.2023.4.5", "555-0199-2020", "3/4", "May 2023", "no digits"] {
            assert_eq!(value(line), None, "{line}");
        }
    }

    #[test]
    fn days_in_addresses() {
        assert_eq!(in_url("https://news.example/2023/jan/13/bridge").as_deref(), Some("2023-01-13"));
        assert_eq!(in_url("https://news.example/world/20230113-bridge").as_deref(), Some("2023-01-13"));
        assert_eq!(in_url("https://news.example/article/12345678"), None);
    }
}
