//! The readable table of dates, and what holds for all of them.

use proptest::prelude::*;

use super::super::Values;
use crate::analysis::{Block, BlockKind, EntityType, Value};
use crate::options::Date;
use crate::text::Document;

/// The dates and lengths of time of a text, as they are written and as they come out.
fn dates(text: &str, published: Option<Date>) -> Vec<(String, String)> {
    let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }];
    let found = Values::default().find(&Document::new(text, &blocks), published);
    let told = |value: Option<Value>| match value {
        Some(Value::Date { start, end }) if start == end => start,
        Some(Value::Date { start, end }) => format!("{start} to {end}"),
        Some(Value::Quantity { amount, unit }) => format!("{amount} {unit}"),
        _ => "?".to_owned(),
    };
    let dates = found.into_iter().filter(|found| found.kind == EntityType::Date);
    dates.map(|found| (found.span.of(text).to_owned(), told(found.value))).collect()
}

/// What is found in the lines of a case.
fn analyse(head: &str) -> String {
    let mut published = None;
    let mut out = String::new();
    for line in head.lines().skip(1) {
        if let Some(day) = line.strip_prefix("published ") {
            published = Some(Date::parse(day).expect("a day"));
            continue;
        }
        let found: Vec<String> =
            dates(line, published).into_iter().map(|(words, value)| format!("{words} = {value}")).collect();
        out.push_str(if found.is_empty() { "-" } else { "" });
        out.push_str(&found.join(" | "));
        out.push('\n');
    }
    out
}

#[test]
fn the_table_of_dates_holds() {
    crate::text::cases::check("dates", 15, analyse);
}

/// Words of a date, and whether a full stop may follow its abbreviations.
fn wording() -> impl Strategy<Value = Vec<&'static str>> {
    let all: &[&[&str]] = &[
        &["on", "May", "5", ",", "2019"],
        &["on", "5", "May", "2019"],
        &["on", "Oct", "5", ",", "2019"],
        &["on", "the", "last", "Thursday", "of", "June", "2020"],
        &["in", "the", "third", "quarter", "of", "2023"],
        &["in", "the", "last", "four", "months", "of", "2021"],
        &["from", "July", "13", "to", "15"],
        &["from", "3", "to", "9", "June"],
        &["from", "January", "to", "April", "2015"],
        &["in", "early", "2014"],
        &["three", "weeks", "from", "now"],
        &["the", "day", "after", "tomorrow"],
        &["two", "years", "ago"],
        &["on", "Tuesday", "of", "last", "week"],
        &["on", "Monday", "the", "25th"],
        &["this", "coming", "Saturday"],
        &["in", "the", "past", "two", "weeks"],
        &["in", "the", "19th", "century"],
    ];
    prop::sample::select(all.to_vec()).prop_map(<[&str]>::to_vec)
}

fn blank() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![" ", "\u{a0}", "\u{202f}", "  "])
}

fn values(text: &str, published: Option<Date>) -> Vec<String> {
    dates(text, published).into_iter().map(|(_, value)| value).collect()
}

/// How a value is written in words: "15 May 2024", "May 2024", "2024", "15 May 2024 to 3 June 2025".
fn canonical(first: Date, last: Date) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let day = |date: Date| format!("{} {} {}", date.day(), MONTHS[date.month() as usize - 1], date.year());
    if first == last {
        return format!("on {}", day(first));
    }
    format!("from {} to {}", day(first), day(last))
}

fn day_of(number: u32) -> Date {
    let (year, month) = (1600 + number / 336, number / 28 % 12 + 1);
    Date::new(i32::try_from(year).unwrap(), month, number % 28 + 1).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn blanks_do_not_change_a_value(words in wording(), blanks in prop::collection::vec(blank(), 8)) {
        let published = Date::new(2023, 9, 20);
        let plain = values(&format!("It was so {}.", words.join(" ")), published);
        prop_assert!(!plain.is_empty() && plain.iter().all(|value| value != "?"), "{words:?} {plain:?}");
        let mut text = "It was so ".to_owned();
        for (word, blank) in words.iter().zip(blanks.iter().cycle()) {
            text.push_str(word);
            text.push_str(blank);
        }
        prop_assert_eq!(values(&format!("{text}but not here."), published), plain, "{}", text);
    }

    #[test]
    fn dashes_are_alike(dash in prop::sample::select(vec!["-", "\u{2010}", "\u{2011}", "\u{2013}", "\u{2014}"])) {
        for text in [
            "It lasted May 3-5, 2019.", "It lasted 3-5 May 2019.", "It lasted January-April 2015.", "It was the 2019-20 season.",
            "It was in mid-2014.", "It was in third-quarter 2020.", "It was a two-year-long war.", "It was on 19-Nov-12.",
        ] {
            let plain = values(text, None);
            prop_assert_eq!(plain.len(), 1, "{}", text);
            prop_assert_eq!(values(&text.replace('-', dash), None), plain, "{}", text.replace('-', dash));
        }
    }

    #[test]
    fn stops_of_abbreviations_may_be_left_out(month in prop::sample::select(vec!["Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"]), day in 1_u32..29) {
        for form in ["{m} {d}, 2021", "{d} {m} 2021", "{m} {d}", "{m} 2021", "{m} {d} to Dec. 30, 2021"] {
            let text = |stop: &str| {
                let date = form.replace("{m}", &format!("{month}{stop}")).replace("{d}", &day.to_string());
                values(&format!("It was closed from {date}, they said."), Date::new(2021, 12, 31))
            };
            prop_assert_eq!(text("."), text(""));
            prop_assert_eq!(text("").len(), 1);
        }
    }

    #[test]
    fn a_value_is_read_again_from_its_words(first in 0_u32..168_000, length in 0_u32..3_000, published in 0_u32..168_000) {
        let (first, last) = (day_of(first), day_of((first + length).min(167_999)));
        let value = if first == last { first.to_string() } else { format!("{first} to {last}") };
        for published in [None, Some(day_of(published))] {
            prop_assert_eq!(values(&format!("It was so {}.", canonical(first, last)), published), vec![value.clone()]);
        }
    }

    #[test]
    fn every_value_is_read_again(words in wording(), published in 0_u32..160_000) {
        for value in values(&format!("It was so {}.", words.join(" ")), Some(day_of(published))) {
            let (first, last) = value.split_once(" to ").unwrap_or((&value, &value));
            let again = canonical(Date::parse(first).unwrap(), Date::parse(last).unwrap());
            prop_assert_eq!(values(&format!("It was so {again}."), None), vec![value.clone()]);
        }
    }

    #[test]
    fn any_row_of_its_words_is_read(
        words in prop::collection::vec(prop::sample::select(vec![
            "the", "last", "first", "week", "of", "March", "2022", "3", "to", "-", "Monday", "next", "day", "before", "after",
            "yesterday", "quarter", "Q1", "in", "99999", "century", "9/11", "'", "19", "early", "months", "from", "and", ",", "9999", "BC",
        ]), 0..40),
        glue in prop::collection::vec(any::<bool>(), 40),
        published in prop::option::of((1_i32..=9999, 1_u32..=12, 1_u32..=28)),
    ) {
        let mut text = String::new();
        for (word, glued) in words.iter().zip(&glue) {
            text.push_str(word);
            text.push_str(if *glued { "" } else { " " });
        }
        let published = published.and_then(|(year, month, day)| Date::new(year, month, day));
        let found = dates(&text, published);
        prop_assert_eq!(dates(&text, published), found);
    }
}
