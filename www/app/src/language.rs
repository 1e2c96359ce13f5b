//! The words of the interface in the reader's language, and numbers and days as that language writes them.
//!
//! The sources are written in English, and an English text is the key of its translations (`www/static/locale/`). A key is written where
//! it is used, in [`t`], [`fill`], [`plural`] or, in a table, in [`key`]: a test gathers all of them and compares them with the
//! files. What knows about languages is the browser (`Intl`), by way of `www/static/locale.js`.

use std::cell::RefCell;

use newsglass_analysis::fill_places;

use crate::order;

#[cfg(not(test))]
mod browser {
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen(raw_module = "./locale.js")]
    extern "C" {
        pub(super) fn words() -> String;
        pub(super) fn form(count: usize) -> usize;
        pub(super) fn figure(value: f64, manner: u32) -> String;
        pub(super) async fn speak(language: &str);
        pub(crate) fn languages() -> String;
        pub(crate) fn days(start: &str, end: &str) -> String;
        pub(crate) fn lower(text: &str) -> String;
        pub(crate) fn quantity(value: f64, unit: &str) -> String;
        pub(crate) fn speech() -> JsValue;
    }
}

/// What the browser does, as far as the tests of the page's own arithmetic need it: in English.
#[cfg(test)]
mod browser {
    use super::Manner;

    pub(super) fn words() -> String {
        String::new()
    }

    pub(super) fn form(count: usize) -> usize {
        usize::from(count != 1)
    }

    pub(super) fn figure(value: f64, manner: u32) -> String {
        match manner {
            manner if manner == Manner::Signed as u32 => format!("{value:+.2}").replace('-', "\u{2212}"),
            manner if manner == Manner::Percent as u32 => format!("{:.0}%", value * 100.0),
            _ => value.to_string(),
        }
    }

    pub(super) async fn speak(_: &str) {}

    pub(crate) fn languages() -> String {
        "en".to_owned()
    }

    pub(crate) fn days(start: &str, end: &str) -> String {
        format!("{start}/{end}")
    }

    pub(crate) fn lower(text: &str) -> String {
        text.to_lowercase()
    }

    pub(crate) fn quantity(value: f64, unit: &str) -> String {
        format!("{value} {unit}")
    }

    pub(crate) fn speech() -> wasm_bindgen::JsValue {
        wasm_bindgen::JsValue::NULL
    }
}

pub(crate) use browser::{days, languages, lower, quantity, speech};

/// How a number is written, by its place in the list of `locale.js`.
#[derive(Clone, Copy)]
pub(crate) enum Manner {
    /// Without decimals.
    Whole,
    /// With one decimal.
    Tenths,
    /// With two decimals.
    Hundredths,
    /// With up to two decimals.
    Exact,
    /// With two decimals and its sign.
    Signed,
    /// As a percentage, of a share of 1.
    Percent,
}

thread_local! {
    /// English texts with their translations, in the order of the former; empty while English is spoken.
    static WORDS: RefCell<Vec<(&'static str, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// Takes over the words of the language that the page speaks.
pub(crate) fn take_over() {
    // A handful of languages at most is chosen in the life of a page, so their words may stay as long as it lives.
    let texts: &'static str = browser::words().leak();
    let mut parts = texts.split('\0');
    let mut words = Vec::new();
    while let Some(pair) = parts.next().zip(parts.next()) {
        words.push(pair);
    }
    order::sort_by_key(&mut words, |pair| pair.0);
    WORDS.set(words);
}

/// Speaks another language from now on, if its words can be had, and says which one is spoken; what is drawn already is to be drawn
/// again.
pub(crate) async fn speak(language: &str) -> String {
    browser::speak(language).await;
    take_over();
    languages().lines().next_back().unwrap_or_default().to_owned()
}

/// A text in the reader's language.
pub(crate) fn t(text: &str) -> &str {
    WORDS.with_borrow(|words| {
        let found = words.binary_search_by(|pair| pair.0.cmp(text)).ok();
        found.and_then(|place| words.get(place)).map_or(text, |pair| pair.1)
    })
}

/// Marks a text that a table holds, and that goes through [`t`] where it is shown.
pub(crate) const fn key(text: &'static str) -> &'static str {
    text
}

/// A text in the reader's language, with values in its places `{0}`, `{1}` and so on.
pub(crate) fn fill(text: &str, values: &[&str]) -> String {
    fill_places(t(text), values)
}

/// The form of a text that goes with a number, `"{0} quote|{0} quotes"` in English, with the number in its place.
pub(crate) fn plural(count: usize, text: &str) -> String {
    let forms = t(text).split('|');
    let form = forms.take(browser::form(count) + 1).last().unwrap_or_default();
    fill_places(form, &[&grouped(count)])
}

/// What the engine says, in the reader's language: the numbers in it are the values of its places.
pub(crate) fn with_numbers(text: &str) -> String {
    let (mut key, mut numbers) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some((words, after)) =
        rest.find(|next: char| next.is_ascii_digit()).and_then(|at| rest.split_at_checked(at))
    {
        let end = after.find(|next: char| !next.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at_checked(end).unwrap_or((after, ""));
        key = format!("{key}{words}{{{}}}", numbers.len());
        numbers.push(number);
        rest = after;
    }
    let key = [&key, rest].concat();
    match t(&key) {
        same if same == key => text.to_owned(),
        translated => fill_places(translated, &numbers),
    }
}

/// A number as the reader's language writes it.
pub(crate) fn figure(value: f64, manner: Manner) -> String {
    browser::figure(value, manner as u32)
}

/// A whole number: 1250 as "1,250".
pub(crate) fn grouped(count: usize) -> String {
    figure(count as f64, Manner::Whole)
}

/// A number for a drawing, to one decimal, without the library's exact printing of numbers, which costs the page some thousand bytes.
pub(crate) fn tenths(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_to_their_places_and_are_not_read_themselves() {
        assert_eq!(fill("{1} of {0}, {2}", &["{1}", "two"]), "two of {1}, 2");
        assert_eq!(plural(1, "{0} quote|{0} quotes"), "1 quote");
        assert_eq!(plural(0, "{0} quote|{0} quotes"), "0 quotes");
        // A language with more forms than are written takes the last.
        assert_eq!(plural(2, "{0} alone"), "2 alone");
    }

    #[test]
    fn numbers_of_the_engine_are_values() {
        let text = "The text has 120 bytes; the limit is 7.";
        assert_eq!(with_numbers(text), text);
        assert_eq!(with_numbers("No number"), "No number");
    }

    #[test]
    fn numbers_of_drawings_have_one_decimal() {
        for (value, written) in [(0.0, "0.0"), (-0.04, "0.0"), (12.25, "12.3"), (-2.14, "-2.1"), (99.96, "100.0")] {
            assert_eq!(tenths(value), written);
        }
    }
}
