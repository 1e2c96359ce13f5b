//! Whether a date is before or after the day of publication, by the verb before it.

use super::sentence::Sentence;
use super::stretch::Tense;
use crate::lexicon::{Lexeme, class, lexeme, phrase, word};
use crate::text::Span;

/// How far from a date its verb is looked for, in words.
const REACH: usize = 8;

impl Sentence<'_> {
    /// What the verb before a date says of when it is: "died in March", "will be released in March".
    pub(super) fn tense(&self, span: Span) -> Option<Tense> {
        let apart = |c: char| !c.is_alphanumeric() && c != '-';
        let mut words = self.before(span.start).rsplit(apart).filter(|word| !word.is_empty());
        // Words are read backwards: `after` stands after `text`.
        let mut after = "";
        let mut next = words.next().map(|text| (text, lexeme(text)));
        for _ in 0..REACH {
            let (text, current) = next?;
            next = words.next().map(|text| (text, lexeme(text)));
            if current.is(class::FUTURE_FORM) {
                return Some(Tense::Future);
            }
            if current == word::TO && opens_infinitive(after) || current.is(class::OPEN_FORM) {
                return None;
            }
            let plain = next.is_some_and(|(_, before)| before.is(class::BEFORE_PLAIN_FORM));
            if !plain && is_past(text, current) {
                return Some(Tense::Past);
            }
            after = text;
        }
        None
    }

    /// Whether the sentence speaks of what will be anywhere.
    pub(super) fn speaks_of_future(&self) -> bool {
        *self.future.get_or_init(|| {
            let auxiliary =
                |word: &&str| self.text.match_indices(*word).any(|(at, _)| self.rest(at + word.len()).starts_with(' '));
            phrase::FUTURE_AUXILIARY.iter().any(auxiliary)
                || phrase::FUTURE_PHRASE.iter().any(|phrase| self.text.contains(phrase))
        })
    }
}

/// Whether what follows "to" is a verb: "plans to open in March", but not "to the east in March".
fn opens_infinitive(after: &str) -> bool {
    after.starts_with(char::is_lowercase) && !lexeme(after).is(class::TO_NOUN)
}

/// Whether a word is a verb of the past, by its form or its ending.
fn is_past(text: &str, known: Lexeme) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| text.ends_with(ending));
    let regular = || {
        text.len() > 4
            && ends(&phrase::PAST_ENDING)
            && !ends(&phrase::PRESENT_ENDING)
            && text.starts_with(char::is_lowercase)
            && known != word::HUNDRED
    };
    known.is(class::PAST_FORM) || regular()
}
