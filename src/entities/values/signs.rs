//! What a sentence must show for a pattern or a grammar to find anything in it: most sentences need few.

use crate::lexicon::{Lexeme, class, lexeme, phrase};

/// Which of them may find something in a sentence.
pub(super) struct Signs {
    pub(super) money: bool,
    pub(super) percent: bool,
    pub(super) time: bool,
    pub(super) date: bool,
    pub(super) quantity: bool,
}

impl Signs {
    /// The signs that a sentence shows; `symbols` are those that stand before amounts of money.
    pub(super) fn of(text: &str, symbols: &[char]) -> Self {
        let lower = text.to_ascii_lowercase();
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| text.contains(phrase));
        let stem = |stems: &[&str]| stems.iter().any(|stem| lower.contains(stem));
        let (words, digits) = (Words::of(text), Digits::of(text));
        Self {
            money: words.currency || digits.any && (words.currency_code || text.contains(symbols)),
            percent: text.contains('%') || has(&phrase::PERCENT_WORD),
            time: digits.before_half || has(&phrase::HOUR_NAME),
            date: words.month
                || digits.before_divider
                || digits.four
                || digits.decade
                || digits.any && words.numbered
                || stem(&phrase::CALENDAR_UNIT_STEM)
                || stem(&phrase::SEASON_STEM),
            quantity: words.unit,
        }
    }
}

/// What the words of a sentence are, each for itself.
#[derive(Default)]
struct Words {
    month: bool,
    unit: bool,
    currency: bool,
    currency_code: bool,
    /// "3rd", "Q3"
    numbered: bool,
}

impl Words {
    fn of(text: &str) -> Self {
        let mut all = Self::default();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            // "5km", "Rs500m"
            let letters = word.trim_start_matches(|c: char| c.is_ascii_digit());
            let letters = letters.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
            all.add(lexeme(letters));
            all.numbered |= letters.len() == 2 && phrase::ORDINAL_ENDING.contains(&letters)
                || letters.len() == 1 && lexeme(letters).is(class::QUARTER_LETTER);
        }
        all
    }

    fn add(&mut self, word: Lexeme) {
        self.month |= word.is(class::CAPITALISED_MONTH);
        self.unit |= word.is(class::UNIT);
        self.currency |= word.is(class::CURRENCY_WORD);
        self.currency_code |= word.is(class::CURRENCY_CODE);
    }
}

/// What stands after the digits of a sentence.
#[derive(Default)]
struct Digits {
    any: bool,
    /// Half of the day, or the minutes: "5 p.m.", "5:30".
    before_half: bool,
    /// "-" or "/", as in dates of digits alone.
    before_divider: bool,
    four: bool,
    /// "1990s"
    decade: bool,
}

impl Digits {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut all = Self::default();
        let mut run = 0;
        for (at, byte) in bytes.iter().enumerate() {
            run = if byte.is_ascii_digit() { run + 1 } else { 0 };
            if run > 0 {
                let rest = bytes.get(at + 1..).unwrap_or_default();
                all.any = true;
                all.four |= run == 4;
                all.decade |= *byte == b'0' && rest.first() == Some(&b's');
                all.before_divider |= matches!(rest, [b'-' | b'/', ..]);
                all.before_half |= rest.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(is_half);
            }
        }
        all
    }
}

/// Whether a byte may begin what says which half of the day is meant, or divide hours from minutes. Other blanks and curly apostrophes
/// begin with the two that are no letters.
fn is_half(byte: &u8) -> bool {
    matches!(byte, b':' | 0xC2 | 0xE2) || phrase::HALF_OF_DAY.iter().any(|half| half.as_bytes().first() == Some(byte))
}
