//! Whether a date is before or after the day of publication, by the verb of its clause.

use super::sentence::Sentence;
use crate::lexicon::{Lexeme, class, folded, lexeme, phrase, word};
use crate::rules::values as rule;
use crate::text::Span;

/// How far from a date its verb is looked for, in words.
const REACH: usize = 8;

/// A date opens its clause when no more words of it stand before.
const OPENING: usize = 3;

/// So many bytes of a clause are looked at before a date that may open it, and after.
const OPENING_BYTES: usize = 48;
const CLAUSE_BYTES: usize = 160;

const PLURAL: char = 's';

/// When something is, by its verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

impl<'t> Sentence<'t> {
    /// What the verb before a date says of when it is: "died in March", "will be released in March".
    pub(super) fn tense(&self, span: Span) -> Option<Tense> {
        if self.rules.when(rule::DELAYED_DATE, || self.is_delayed(span))
            || self.rules.when(rule::PLANNED_DATE, || self.is_planned(span))
        {
            return Some(Tense::Future);
        }
        let fronted = self.rules.find(rule::FRONTED_DATE, || self.fronted(span));
        fronted.or_else(|| self.verb_before(span)).or_else(|| self.is_lasting(span).then_some(Tense::Future))
    }

    /// "closed until Friday", with no verb of the past before it.
    fn is_lasting(&self, span: Span) -> bool {
        self.words_before(span).next().is_some_and(|word| matches!(lexeme(word), word::UNTIL | word::TILL))
    }

    fn verb_before(&self, span: Span) -> Option<Tense> {
        // Words are read backwards: `after` stands after `text`.
        let mut words = self.words_before(span);
        let mut after = "";
        let mut next = words.next().map(|text| (text, lexeme(text)));
        for _ in 0..REACH {
            let (text, current) = next?;
            next = words.next().map(|text| (text, lexeme(text)));
            if current.is(class::FUTURE_FORM) {
                return Some(Tense::Future);
            }
            if current == word::TO && opens_infinitive(after) {
                return next.filter(|(_, before)| before.is(class::FUTURE_OPENER)).map(|_| Tense::Future);
            }
            if current.is(class::OPEN_FORM) {
                return None;
            }
            let before = next.map_or(Lexeme::NONE, |(_, before)| before);
            if !before.is(class::BEFORE_PLAIN_FORM) && is_past(text, current) {
                // "is held on"
                return Some(Tense::Past).filter(|_| !matches!(before, word::IS | word::ARE));
            }
            after = text;
        }
        None
    }

    /// The words before a date, backwards.
    fn words_before(&self, span: Span) -> impl Iterator<Item = &'t str> + use<'t> {
        let apart = |c: char| !c.is_alphanumeric() && c != '-';
        self.before(span.start).rsplit(apart).filter(|word| !word.is_empty())
    }

    /// "postponed until Monday", "moved to Friday"
    fn is_delayed(&self, span: Span) -> bool {
        let mut words = self.words_before(span);
        words.next().is_some_and(|word| lexeme(word).is(class::DELAYED_TO))
            && words.take(OPENING).any(|word| lexeme(word).is(class::DELAYING_FORM))
    }

    /// "the trial opens on Monday", "the vote is on Tuesday"
    fn is_planned(&self, span: Span) -> bool {
        let mut words = self.words_before(span).skip_while(|word| lexeme(word).is(class::PLANNED_PREPOSITION));
        let form = words.next().map_or(Lexeme::NONE, lexeme);
        let mut subject = || words.next().is_some_and(|word| word.ends_with(PLURAL) || lexeme(word) == word::AND);
        form.is(class::PLANNED_FORM) || form.is(class::PLANNED_PLAIN_FORM) && subject()
    }

    /// Of a date that opens its clause what the first verb after it says: "On Monday, the court will rule".
    fn fronted(&self, span: Span) -> Option<Tense> {
        let before = self.before(span.start);
        let clause = before.get(before.ceil_char_boundary(before.len().saturating_sub(OPENING_BYTES))..)?;
        let clause = clause.rsplit([',', ';', ':', '(', '\u{2014}', '\u{2013}', '\u{201c}', '"']).next()?;
        let words = clause.split_whitespace();
        if words.clone().count() > OPENING || !words.map(folded).all(|word| word.is(class::FRONTING)) {
            return None;
        }
        let rest = self.rest(span.end);
        let rest = rest.get(..rest.floor_char_boundary(CLAUSE_BYTES))?;
        let rest = rest.strip_prefix([',', ' ']).unwrap_or(rest);
        let end = rest.find([',', ';', ':', '(', '\u{201c}', '"']).unwrap_or(rest.len());
        let words = rest.get(..end)?.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
        let mut before = Lexeme::NONE;
        for text in words.take(REACH) {
            let current = lexeme(text);
            if current.is(class::DATE_CLAUSE_OPENER) {
                return None;
            }
            if current.is(class::FUTURE_VERB) {
                return Some(Tense::Future);
            }
            if !before.is(class::BEFORE_PLAIN_FORM.or(class::DETERMINER)) && is_past(text, current) {
                return Some(Tense::Past);
            }
            before = current;
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
