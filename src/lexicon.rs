//! What is known of words beforehand: one home for each class of words, below everything that reads text.
//!
//! The lists are `models/lists/`; a build step (`build/`) makes of them a hash table from written forms to numbers, sets of classes as
//! bits, and tables of values. (A finite state transducer, the `fst` crate, took 18 % of the instructions of an analysis.) Nothing is
//! parsed at start. A word is looked up once, as [`Lexeme`]; every question after
//! that is a bit test or a short search by number:
//!
//! ```ignore
//! let told = lexicon::lexeme("told");
//! assert!(told.is(class::PAST) && told.cue_verb().is_some_and(|verb| verb.lemma == "tell"));
//! ```
//!
//! Forms are matched as they are written in the lists; who wants any casing looks up [`folded`]. Classes are in
//! `models/lists/classes/*.txt` (`[name]`, then words), phrases in `models/lists/phrases/*.txt` (`[name]`, then a phrase a line), and
//! lists that say more than a class of a word are files of their own, each with its form at its head.

mod hash;
mod listed;
#[cfg(test)]
mod tests;
mod types;

use std::borrow::Cow;

use crate::analysis::EntityType;
pub(crate) use listed::listed;
use types::LIMBS;
pub(crate) use types::{
    Classes, CueClass, CueVerb, Form, Gender, Given, Head, Known, Lexeme, NameList, Phrase, Place, Title, TitleClass,
    Weighing, WordUse,
};

include!(concat!(env!("OUT_DIR"), "/lexicon.rs"));

impl Classes {
    /// Both sets together.
    #[must_use]
    pub(crate) const fn or(self, other: Self) -> Self {
        let mut bits = self.0;
        let mut limb = 0;
        while limb < LIMBS {
            #[expect(clippy::indexing_slicing, reason = "below its length, and constants have no iterators")]
            {
                bits[limb] |= other.0[limb];
            }
            limb += 1;
        }
        Self(bits)
    }

    /// Whether the two share a class.
    pub(crate) fn intersects(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }
}

impl Lexeme {
    /// What no list has.
    pub(crate) const NONE: Self = Self(0);

    /// Its classes.
    pub(crate) fn classes(self) -> &'static Classes {
        static EMPTY: Classes = Classes([0; LIMBS]);
        SET_OF_WORD.get(usize::from(self.0)).and_then(|&set| SETS.get(usize::from(set))).unwrap_or(&EMPTY)
    }

    /// Whether it is in any of the classes.
    pub(crate) fn is(self, classes: Classes) -> bool {
        self.classes().intersects(&classes)
    }

    /// What a word before a name says about its bearer.
    pub(crate) fn title(self) -> Option<&'static Title> {
        value(TITLES, self, class::LISTED_TITLE)
    }

    /// For a noun that says what a person is: the gender it shows.
    pub(crate) fn role(self) -> Option<Option<Gender>> {
        value(ROLES, self, class::ROLE).copied()
    }

    /// A given name.
    pub(crate) fn given_name(self) -> Option<&'static Given> {
        value(GIVEN_NAMES, self, class::GIVEN_NAME)
    }

    /// A noun that tells what a capitalised name is.
    pub(crate) fn head(self) -> Option<&'static Head> {
        value(HEADS, self, class::HEAD_NOUN)
    }

    /// What its capital mostly stands for, with the share of its uses, 0 to 1.
    pub(crate) fn word_use(self) -> Option<(WordUse, f64)> {
        value(WORD_USES, self, class::NAME_WORD).copied()
    }

    /// The verb that can attribute words, of a form in lower case.
    pub(crate) fn cue_verb(self) -> Option<CueVerb> {
        value(CUE_VERBS, self, class::CUE_VERB).copied()
    }

    /// 1 to 12 for a month in lower case.
    pub(crate) fn month(self) -> Option<u32> {
        value(MONTHS, self, class::MONTH).copied()
    }

    /// 1 (Monday) to 7 for a weekday in lower case.
    pub(crate) fn weekday(self) -> Option<u32> {
        value(WEEKDAYS, self, class::WEEKDAY).copied()
    }

    /// For a currency's sign or word: its ISO 4217 code, `None` where the word alone leaves it open.
    pub(crate) fn currency(self) -> Option<Option<&'static str>> {
        value(CURRENCIES, self, class::CURRENCY).copied()
    }

    /// The offset from UTC of a time zone's name, as ISO 8601 writes it.
    pub(crate) fn time_zone(self) -> Option<&'static str> {
        value(TIME_ZONES, self, class::TIME_ZONE).copied()
    }

    /// For the adjective of a country: the ISO 4217 code of its currency.
    pub(crate) fn nations_currency(self) -> Option<&'static str> {
        value(CURRENCY_NATIONS, self, class::CURRENCY_NATION).copied()
    }

    /// What a number word below a hundred stands for.
    pub(crate) fn number(self) -> Option<f64> {
        value(NUMBERS, self, class::NUMBER_WORD).copied()
    }

    /// What a word for a scale multiplies the number before it by: a million for "million" and "mn".
    pub(crate) fn scale(self) -> Option<f64> {
        value(SCALES, self, class::SCALE).copied()
    }

    /// The number of an ordinal in lower case; below 0 for those that count from the end, as "last".
    pub(crate) fn ordinal(self) -> Option<i32> {
        value(ORDINALS, self, class::ORDINAL).copied()
    }

    /// The year of a day that is called by its month and day alone: "9/11".
    pub(crate) fn named_day(self) -> Option<i32> {
        value(NAMED_DAYS, self, class::NAMED_DAY).copied()
    }

    /// The singular name of a unit of the calendar: "day" for "days".
    pub(crate) fn calendar_unit(self) -> Option<&'static str> {
        value(CALENDAR_UNITS, self, class::CALENDAR_UNIT).copied()
    }

    /// The singular name of a unit of measure.
    pub(crate) fn unit(self) -> Option<&'static str> {
        value(UNITS, self, class::UNIT).copied()
    }

    /// What it does to the tone of others, in lower case.
    pub(crate) fn weighing(self) -> Option<&'static Weighing> {
        value(WEIGHING, self, class::WEIGHING)
    }

    /// The most words of a known name that begins with this word in lower case.
    pub(crate) fn name_length(self) -> Option<usize> {
        value(NAME_LENGTHS, self, class::BEGINS_KNOWN_NAME).copied()
    }
}

/// What a table has for a word; those without the class are in none of its rows.
fn value<T>(table: &'static [(Lexeme, T)], word: Lexeme, class: Classes) -> Option<&'static T> {
    if !word.is(class) {
        return None;
    }
    table.binary_search_by_key(&word, |row| row.0).ok().and_then(|at| table.get(at)).map(|row| &row.1)
}

/// Written forms by their hash; `build/emit.rs` says how they are laid out.
struct Forms {
    bits: u32,
    text: &'static str,
    ends: &'static [u32],
    slots: &'static [u16],
}

impl Forms {
    /// The number of a form, from 1 on.
    fn find(&self, word: &str) -> Option<u16> {
        let mut at = hash::slot(hash::hash(word), self.bits);
        loop {
            let number = self.slots.get(at).copied().filter(|number| *number != 0)?;
            if self.form(number) == word {
                return Some(number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// The form of a number.
    fn form(&self, number: u16) -> &'static str {
        let end = |index: usize| self.ends.get(index).map_or(0, |&end| end as usize);
        let last = usize::from(number).wrapping_sub(1);
        let start = if last == 0 { 0 } else { end(last.wrapping_sub(1)) };
        self.text.get(start..end(last)).unwrap_or_default()
    }
}

/// Every written form that the lists know, in the order of their bytes.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    (1..=u16::try_from(WORDS.ends.len()).unwrap_or(u16::MAX)).map(|number| WORDS.form(number))
}

/// The lists' number of a written form.
pub(crate) fn lexeme(word: &str) -> Lexeme {
    WORDS.find(word).map_or(Lexeme::NONE, Lexeme)
}

/// The number of a form in lower case, with a straight apostrophe.
pub(crate) fn folded(word: &str) -> Lexeme {
    lexeme(&fold(word))
}

/// A word in lower case and with a straight apostrophe.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    }
}

/// A name known beforehand, by its lower-case spelling with single spaces, without "the".
pub(crate) fn known_name(lower: &str) -> Option<&'static Known> {
    SPELLINGS.find(lower).and_then(|number| NAMES.get(usize::from(number) - 1))
}
