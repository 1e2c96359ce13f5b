//! Days as they are written on pages, into ISO 8601.
//!
//! Read are "January 13, 2023", "13th of January 2023", "Jan. 13 2023", "2023-01-13", "13.01.2023", "01/13/2023" and "1/13/23", each with a
//! clock and a time zone behind it when they are given. Whether "3/4/2023" is in March or April is decided by evidence ([`Order`]).

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
    let behind = text.get(4..).unwrap_or("");
    let hour = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    text.get(..4).is_some_and(|year| year.starts_with("19") || year.starts_with("20"))
        && (1..=2).contains(&hour)
        && behind.get(hour..).is_some_and(|rest| rest.starts_with(':'))
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
    (0..pieces.len()).find_map(|index| day_at(line, &pieces, index, order))
}

/// Whether a day stands in `line`, and whether a clock ("02:20", "5 pm") does.
pub(super) fn seen(line: &str) -> (bool, bool) {
    if !line.bytes().take(REACH + 1).any(|byte| byte.is_ascii_digit()) {
        return (false, false);
    }
    let pieces = pieces(line);
    let day = (0..pieces.len()).any(|index| day_at(line, &pieces, index, Order::MonthFirst).is_some());
    let has_clock = (0..pieces.len()).any(|index| clock(line, pieces.get(index..).unwrap_or_default()).is_some());
    (day, has_clock)
}

fn day_at(line: &str, all: &[Piece<'_>], index: usize, order: Order) -> Option<Found> {
    let pieces = all.get(index..)?;
    let at = |offset: usize| pieces.get(offset).copied();
    let between = |from: Piece<'_>, to: Piece<'_>| line.get(from.end()..to.start).unwrap_or("?");
    let first = at(0)?;
    // Part of a longer number or word is no day: "v12 May 2023", "1.2.2023.4.5".
    let joined = |before: &Piece<'_>| {
        let gap = between(*before, first);
        gap.is_empty() || (before.number && first.number && matches!(gap, "." | "/"))
    };
    if first.number && index.checked_sub(1).and_then(|before| all.get(before)).is_some_and(joined) {
        return None;
    }
    let loose = |from: Piece<'_>, to: Piece<'_>| {
        let gap = between(from, to);
        gap.len() <= 4 && gap.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ',' | '-' | '/' | '\u{2011}'))
    };
    let (used, y, m, d, shown) = if let Some(m) = month(first.text) {
        // "January 13th, 2023"
        let d = at(1).filter(|_| true)?;
        let suffix =
            usize::from(at(2).is_some_and(|piece| piece.start == d.end() && piece.is(&phrase::ORDINAL_ENDING)));
        let y = at(2 + suffix)?;
        let last = at(1 + suffix)?;
        if !loose(first, d) || !loose(last, y) {
            return None;
        }
        (3 + suffix, year(y)?, m, day(d)?, Some(Order::MonthFirst))
    } else if let Some(y) = year(first) {
        // "2023-01-13", "2023/01/13", "2023 Jan 13"
        let (second, third) = (at(1)?, at(2)?);
        let separator = between(first, second);
        if !matches!(separator, "-" | "/" | "." | " ") || between(second, third) != separator {
            return None;
        }
        match month(second.text) {
            Some(m) => (3, y, m, day(third)?, None),
            None if separator != " " => (3, y, second.value().filter(|m| (1..=12).contains(m))?, day(third)?, None),
            None => return None,
        }
    } else if let Some(d) = day(first) {
        let suffix =
            usize::from(at(1).is_some_and(|piece| piece.start == first.end() && piece.is(&phrase::ORDINAL_ENDING)));
        let of = usize::from(at(1 + suffix).is_some_and(|piece| piece.is(&phrase::DAY_OF_MONTH)));
        let second = at(1 + suffix + of)?;
        if let Some(m) = month(second.text) {
            // "13 January 2023"
            let y = at(2 + suffix + of)?;
            if !loose(at(suffix + of)?, second) || !loose(second, y) {
                return None;
            }
            (3 + suffix + of, year(y)?, m, d, Some(Order::DayFirst))
        } else {
            // "13.01.2023", "1/13/23"
            let third = at(2)?;
            let separator = between(first, second);
            if suffix + of > 0 || !matches!(separator, "-" | "/" | ".") || between(second, third) != separator {
                return None;
            }
            let second_number = second.value().filter(|_| second.text.len() <= 2)?;
            let y = match year(third) {
                Some(y) => y,
                None if separator == "/"
                    && third.text.len() == 2
                    && at(3).is_none_or(|piece| piece.start > third.end()) =>
                {
                    2000 + third.value()?
                }
                None => return None,
            };
            let order = if separator == "." { Order::DayFirst } else { order };
            match (d, second_number) {
                (13.., 1..=12) => (3, y, second_number, d, Some(Order::DayFirst)),
                (_, 13..=31) => (3, y, d, second_number, Some(Order::MonthFirst)),
                (_, 1..=12) if order == Order::DayFirst => (3, y, second_number, d, None),
                (1..=12, 1..=12) => (3, y, d, second_number, None),
                _ => return None,
            }
        }
    } else {
        return None;
    };
    let day = Date::new(i32::try_from(y).ok()?, m, d)?;
    let last = at(used - 1)?;
    // "1.2.2023.4" is a version.
    if at(used).is_some_and(|next| next.number && matches!(between(last, next), "." | "/")) {
        return None;
    }
    let ambiguous = shown.is_none() && first.value().is_some_and(|value| value <= 12) && first.text.len() <= 2;
    let mut found = Found { span: Span::new(first.start, last.end()), value: day.to_string(), order: shown, ambiguous };
    // A clock behind the day: "... 5:30 PM ET", "T17:30:00Z", "at 17.30 GMT".
    for skip in 0..=2 {
        let Some(rest) = pieces.get(used + skip..) else { break };
        let near = rest.first().is_some_and(|piece| piece.start - last.end() <= 12);
        if let Some((text, end)) = clock(line, rest).filter(|_| near) {
            found.value.push('T');
            found.value.push_str(&text);
            found.span.end = end;
            break;
        }
    }
    Some(found)
}

/// A clock at the first piece: ISO time with its zone if there is one, and the offset behind it.
fn clock(line: &str, pieces: &[Piece<'_>]) -> Option<(String, usize)> {
    let at = |offset: usize| pieces.get(offset).copied();
    let first = at(0)?;
    let mut hour = first.value().filter(|hour| first.text.len() <= 2 && *hour < 24)?;
    let mut minute = 0;
    let mut second = None;
    let mut used = 1;
    let gap = |from: Piece<'_>, to: Piece<'_>| line.get(from.end()..to.start).unwrap_or("?");
    let mut separated = false;
    if let Some(piece) = at(1).filter(|piece| matches!(gap(first, *piece), ":" | ".") && piece.text.len() == 2)
        && let Some(value) = piece.value().filter(|value| *value < 60)
    {
        separated = gap(first, piece) == ":";
        minute = value;
        used = 2;
        let seconds =
            at(2).filter(|next| gap(piece, *next) == ":" && next.text.len() == 2).and_then(|next| next.value());
        if separated && let Some(value) = seconds.filter(|value| *value < 60) {
            second = Some(value);
            used = 3;
            // Fractions of a second.
            let last = at(2)?;
            used += usize::from(at(3).is_some_and(|next| next.number && gap(last, next) == "."));
        }
    }
    let mut end = at(used - 1)?.end();
    let mut zone = String::new();
    let mut half = None;
    if let Some(next) = at(used).filter(|next| next.start - end <= 1) {
        if next.is(&phrase::HALF_DAY) {
            half = Some(next.is(&phrase::AFTERNOON));
            end = next.end();
            used += 1;
        } else if let Some(m) = at(used + 1).filter(|m| next.is(&["a", "p"]) && m.is(&["m"]) && gap(next, *m) == ".") {
            half = Some(next.is(&["p"]));
            end = m.end();
            end += usize::from(line.get(end..).is_some_and(|rest| rest.starts_with('.')));
            used += 2;
        }
    }
    if let Some(afternoon) = half {
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    if let Some(next) = at(used).filter(|next| next.start - end <= 3) {
        let offset = lexicon::lexeme(next.text).time_zone().unwrap_or_default();
        if !offset.is_empty() {
            zone.push_str(offset);
            end = next.end();
        } else if next.number && matches!(line.get(end..next.start), Some("+" | "-")) {
            let sign = line.get(end..next.start).unwrap_or("+");
            match (next.text.len(), at(used + 1)) {
                (4, _) => {
                    zone = format!("{sign}{}:{}", next.text.get(..2)?, next.text.get(2..)?);
                    end = next.end();
                }
                (2, Some(minutes)) if gap(next, minutes) == ":" && minutes.text.len() == 2 => {
                    zone = format!("{sign}{}:{}", next.text, minutes.text);
                    end = minutes.end();
                }
                _ => {}
            }
        }
    }
    // "17.30" alone may be a price; "5" alone is no clock.
    if !(separated || half.is_some() || (used == 2 && !zone.is_empty())) {
        return None;
    }
    let seconds = second.map(|second| format!(":{second:02}")).unwrap_or_default();
    Some((format!("{hour:02}:{minute:02}{seconds}{zone}"), end))
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
