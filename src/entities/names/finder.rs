//! What the rules ask of the words around a place.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::entities::words::{Word, Words};
use crate::lexicon::{self, Known, TitleClass, class, word};
use crate::text::{Document, Shape, Span};

/// The most words a name may have.
pub(super) const MOST_WORDS: usize = 14;

/// The words of a document with what the rules ask of them.
pub(super) struct Finder<'d, 't> {
    pub(super) document: &'d Document<'t>,
    pub(super) words: &'d Words<'t>,
    /// Acronyms of words in lower case, which name nothing.
    pub(super) plain: BTreeSet<String>,
}

impl Finder<'_, '_> {
    pub(super) fn next_capital(&self, index: usize, line: &Range<usize>) -> bool {
        self.words.in_line(index + 1, line).continues_capitalised()
    }

    pub(super) fn is_title(&self, word: &Word<'_>) -> bool {
        word.is_bare(class::LISTED_TITLE)
    }

    /// A title that can stand alone before a name: "Justice", but not "Army" as in "Army General".
    pub(super) fn is_office(&self, word: &Word<'_>) -> bool {
        word.bare_lexeme().title().is_some_and(|title| title.class != TitleClass::Part)
    }

    /// "State" in "Secretary of State".
    pub(super) fn is_office_part(&self, word: &Word<'_>) -> bool {
        word.lexeme.title().is_some_and(|title| title.class == TitleClass::Part)
    }

    /// Whether a form of address stands directly before a word: "Dr." of "Dr. August".
    fn is_addressed(&self, index: usize) -> bool {
        let before = index.checked_sub(1).filter(|_| self.words.at(index).joined).map(|before| self.words.at(before));
        let title = before.and_then(|before| before.bare_lexeme().title());
        title.is_some_and(|title| title.class == TitleClass::Honorific)
    }

    /// Months and weekdays are values, unless they begin or end a longer name ("Sunday Times") or stand after a form of address.
    pub(super) fn is_calendar(&self, index: usize, line: &Range<usize>) -> bool {
        let bare = self.words.at(index).bare_folded();
        if !bare.is(class::MONTH.or(class::WEEKDAY)) || self.is_addressed(index) {
            return false;
        }
        let next = self.words.in_line(index + 1, line);
        let named = next.continues_capitalised()
            && (next.is_bare(class::HEAD_NOUN)
                || next.is_written(class::CALENDAR_NAME_PART)
                || bare.is(class::MONTH_GIVEN_NAME))
            && !next.is(class::WEEKDAY);
        !named
    }

    /// How many words the longest known name at `index` has.
    pub(super) fn known_length(&self, index: usize, line: &Range<usize>) -> usize {
        self.known_at(index, line).map_or(0, |(length, _)| length)
    }

    /// The longest known name at `index`, in its list's spelling.
    pub(super) fn known_at(&self, index: usize, line: &Range<usize>) -> Option<(usize, Known)> {
        let start = self.words.get(index)?.span.start;
        self.longest_known(index, line, |length, _, known| {
            let last = self.words.get(index + length - 1).map_or(0, |word| word.span.end);
            spelled(Span::new(start, last).of(self.document.text), known.spelling)
        })
    }

    /// The longest known name at `index`, whatever its casing, of those that `fits` takes: told their words, their key in the lists
    /// and what the lists know.
    pub(super) fn longest_known(
        &self,
        index: usize,
        line: &Range<usize>,
        fits: impl Fn(usize, &str, &Known) -> bool,
    ) -> Option<(usize, Known)> {
        let first = self.words.get(index)?;
        let most = first.folded.name_length()?;
        let mut key = String::new();
        let mut best = None;
        for length in 1..=most {
            let Some(word) = self.words.within(index + length - 1, line) else { break };
            if length > 1 {
                if !word.joined {
                    break;
                }
                key.push(' ');
            }
            key.push_str(&word.lower);
            let known = lexicon::known_name(&key).or_else(|| lexicon::known_name(key.trim_end_matches('.')));
            if let Some(known) = known.filter(|known| fits(length, &key, known)) {
                best = Some((length, *known));
            }
        }
        best
    }

    /// "(AQIS)" after `run`.
    pub(super) fn acronym_follows(&self, run: &Range<usize>, line: &Range<usize>) -> bool {
        self.words.in_line(run.end, line).text == "("
            && self.words.in_line(run.end + 1, line).shape == Shape::Upper
            && self.words.in_line(run.end + 2, line).text == ")"
    }

    pub(super) fn span(&self, words: Range<usize>) -> Option<Span> {
        let last = words.end.checked_sub(1).filter(|_| !words.is_empty())?;
        Some(Span::new(self.words.get(words.start)?.span.start, self.words.get(last)?.span.end))
    }
}

/// "electronic money transfer (EMT)": acronyms that the text itself makes of words in lower case.
pub(super) fn plain_acronyms(words: &Words<'_>) -> BTreeSet<String> {
    let mut plain = BTreeSet::new();
    for (index, window) in words.all.windows(3).enumerate() {
        let [open, short, _] = window else { continue };
        let letters: Vec<char> = short.lower.trim_end_matches('s').chars().filter(|c| c.is_alphabetic()).collect();
        let or = open.folded == word::OR;
        if short.shape != Shape::Upper || !(open.text == "(" || or) || !(2..=6).contains(&letters.len()) {
            continue;
        }
        let comma = or && words.at(index.wrapping_sub(1)).text == ",";
        let at = index - usize::from(comma);
        let spelled = letters.iter().rev().enumerate().all(|(back, letter)| {
            let word = words.at(at.wrapping_sub(back + 1));
            word.shape == Shape::Lower && word.lower.starts_with(*letter)
        });
        if spelled {
            plain.insert(short.text.to_owned());
        }
    }
    plain
}

/// Whether `written` has the capitals of `spelling`: acronyms exactly, other names at least where the list has them.
fn spelled(written: &str, spelling: &str) -> bool {
    let mut written = written.chars();
    for listed in spelling.chars() {
        let Some(found) = written.next() else { return false };
        if listed.is_uppercase() && !found.is_uppercase() {
            return false;
        }
        if listed.is_lowercase() && found.is_uppercase() && spelling.chars().count() <= 3 {
            return false;
        }
    }
    true
}

/// What stands after "'s " at the start of a text.
pub(super) fn after_possessive(text: &str) -> Option<&str> {
    text.strip_prefix("'s ").or_else(|| text.strip_prefix("’s "))
}
