//! What the article says a person is: "US State Department spokesman Ned Price", "Noor Fatima, an Islamabad-based analyst,".

use std::ops::Range;

use super::candidate::Candidate;
use super::words::{Word, Words};
use crate::lexicon::{self, TitleClass, class, phrase, word};
use crate::rules::entities as rule;
use crate::text::{Document, Shape, Span};

/// The most words of a description.
const MOST_WORDS: usize = 14;

/// The description that stands with one mention of a person.
pub(super) fn role(document: &Document<'_>, words: &Words<'_>, candidate: &Candidate) -> Option<String> {
    let first = words.all.partition_point(|word| word.span.start < candidate.span.start);
    let after = words.all.partition_point(|word| word.span.start < candidate.span.end);
    let line = words.lines.get(words.lines.partition_point(|line| line.words.end <= first))?.words.clone();
    let line = Line { document, words, range: line };
    let rules = document.rules;
    let span = rules
        .find(rule::ROLE_BEFORE_NAME, || line.before(candidate, first))
        .or_else(|| rules.find(rule::ROLE_AFTER_NAME, || line.after(after)))
        .or_else(|| rules.find(rule::ROLE_BEFORE_COMMA, || line.before_comma(first)))?;
    let text = document.str(span).split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty() && text.len() <= 160).then_some(text)
}

fn is_role(word: &Word<'_>) -> bool {
    word.is(class::ROLE) || lexicon::lexeme(word.lower.trim_end_matches('.')).is(class::ROLE) || is_office(word)
}

fn is_office(word: &Word<'_>) -> bool {
    word.bare_lexeme().title().is_some_and(|title| title.class == TitleClass::Office)
}

/// Words that may stand in a description before its noun.
fn is_modifier(word: &Word<'_>) -> bool {
    word.is(class::ROLE_MODIFIER)
}

/// The words of the sentence in which a person is named.
struct Line<'d, 't> {
    document: &'d Document<'t>,
    words: &'d Words<'t>,
    range: Range<usize>,
}

impl<'d, 't> Line<'d, 't> {
    /// The word at `index` if it is in the sentence.
    fn at(&self, index: usize) -> Option<&'d Word<'t>> {
        self.words.within(index, &self.range)
    }

    /// The word before `index` if it is in the sentence.
    fn word_before(&self, index: usize) -> Option<&'d Word<'t>> {
        self.words.before(index, &self.range)
    }

    /// Whether a word is in the sentence and a comma.
    fn is_comma(&self, index: usize) -> bool {
        self.at(index).is_some_and(|word| word.text == ",")
    }

    fn span_of(&self, range: Range<usize>) -> Option<Span> {
        let last = range.end.checked_sub(1).filter(|_| !range.is_empty())?;
        Some(Span::new(self.words.get(range.start)?.span.start, self.words.get(last)?.span.end))
    }

    /// "US State Department spokesman", "Foreign Minister": what ends right before the name.
    fn before(&self, candidate: &Candidate, first: usize) -> Option<Span> {
        let mut from = first;
        let mut nouns = 0;
        while from > self.range.start && first - from < MOST_WORDS {
            let word = self.word_before(from)?;
            let role = is_role(word);
            if !role && !belongs(word, candidate) && (nouns == 0 || !self.continues(word, from)) {
                break;
            }
            nouns += usize::from(role);
            from -= 1;
        }
        // "and" opens nothing.
        let opens_nothing = |word: &Word<'_>| matches!(word.text, "." | "-") || word.is(class::OPENS_NO_ROLE);
        while from < first && self.words.get(from).is_some_and(opens_nothing) {
            from += 1;
        }
        if nouns == 0 || from == first {
            return None;
        }
        let verb = from + 1 == first && self.document.rules.when(rule::ROLE_OR_VERB, || self.is_verb(from));
        if verb { None } else { self.span_of(from..first) }
    }

    /// Whether a word before the last word of a description, which begins at `from`, goes on it to the left.
    fn continues(&self, word: &Word<'_>, from: usize) -> bool {
        let point = word.text == "." && self.words.get(from - 1).is_some_and(|point| !point.joined) || word.text == "-";
        let next = self.words.get(from);
        point
            || is_modifier(word)
            || word.is_capitalised()
                && next.is_some_and(|next| next.joined || next.split)
                && !self.document.rules.when(rule::OPENS_NO_NAME, || word.is(class::ROLE_BOUNDARY))
            || self.document.rules.when(rule::TWO_ROLES, || self.joins_roles(word, from))
            || self.document.rules.when(rule::ROLE_OF, || self.joins_names(word, from))
    }

    /// "founder and director", but not "Justice Scalia and Justice".
    fn joins_roles(&self, and: &Word<'_>, from: usize) -> bool {
        and.is(class::ROLE_JOINER)
            && self.word_before(from - 1).is_some_and(|word| is_role(word) && !word.is_capitalised())
    }

    /// "Vermont Agency of Transportation spokesman"
    fn joins_names(&self, of: &Word<'_>, from: usize) -> bool {
        of.folded == word::OF
            && of.joined
            && self.words.get(from).is_some_and(|next| next.is_capitalised() && next.joined)
            && self.word_before(from - 1).is_some_and(Word::is_capitalised)
    }

    /// "the first camp to host Hall"
    fn is_verb(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.is(class::ROLE_OR_VERB))
            && self.word_before(at).is_some_and(|word| word.is(class::BEFORE_ROLE_VERB))
    }

    /// ", an expert on Afghan affairs,": what follows the name after a comma, which is at `comma`.
    fn after(&self, comma: usize) -> Option<Span> {
        self.at(comma).filter(|comma| matches!(comma.text, "," | "—" | "–"))?;
        let mut from = comma + 1;
        let aged = || self.at(from).is_some_and(|word| word.shape == Shape::Number) && self.is_comma(from + 1);
        if self.document.rules.when(rule::AGE_BEFORE_ROLE, aged) {
            from += 2;
        }
        let determined = self.at(from).is_some_and(|word| word.is(class::ROLE_DETERMINER));
        from += usize::from(determined);
        let Apposition { noun, end } = self.apposition(from)?;
        let closed = self.at(end).is_none_or(|word| !matches!(word.text, "(" | ":"));
        let begins = determined || self.begins_description(from, noun);
        (begins && closed).then(|| self.span_of(from..end)).flatten()
    }

    /// The role noun of the words from `from` on, and where they end. The noun has to come before the first preposition: "a town in the
    /// leader's hands" is no role.
    fn apposition(&self, from: usize) -> Option<Apposition> {
        let mut noun = None;
        let mut end = from;
        while end < self.range.end && end - from < MOST_WORDS + 4 {
            let word = self.words.get(end)?;
            let mark =
                matches!(word.text, "," | ";" | "." | "(" | ")" | "—" | "–" | ":" | "?" | "!" | "\"" | "“" | "”");
            if mark || word.is(class::ROLE_END) {
                break;
            }
            if noun.is_none() && is_role(word) {
                noun = Some(end);
            }
            if noun.is_none() && word.is(class::BEFORE_NO_ROLE) {
                return None;
            }
            // "a board member chosen for the task": what was done to somebody is no part of what he is.
            let done = || noun.is_some_and(|noun| noun + 1 == end) && is_participle(word);
            if self.document.rules.when(rule::ROLE_BEFORE_PARTICIPLE, done) {
                break;
            }
            end += 1;
        }
        noun.map(|noun| Apposition { noun, end })
    }

    /// Without an article it must begin like a description: "equity strategist at", not "walking with the doctor".
    fn begins_description(&self, from: usize, noun: usize) -> bool {
        let another_name = |word: &Word<'_>| noun > from && word.is_capitalised() && word.is_written(class::GIVEN_NAME);
        let first = self.words.get(from);
        let plain = |index: usize| self.words.get(index).is_some_and(is_plain);
        (noun == from
            || noun - from <= 2 && (from..noun).all(plain)
            || first.is_some_and(|word| is_modifier(word) || word.is_capitalised()))
            && !first.is_some_and(another_name)
    }

    /// "TTP's leader, Qari Amjad,": what stands before a comma.
    fn before_comma(&self, first: usize) -> Option<Span> {
        let comma = self.word_before(first).filter(|word| word.text == ",")?;
        let last = first.checked_sub(2).filter(|last| *last >= self.range.start)?;
        let noun = self.words.get(last).filter(|word| word.span.end <= comma.span.start)?;
        if !is_role(noun) || noun.is_capitalised() {
            return None;
        }
        let mut from = last;
        while from > self.range.start && last - from < 8 {
            let word = self.word_before(from)?;
            let joined = self.words.get(from).is_some_and(|next| next.joined || next.split);
            if !(is_modifier(word) || is_role(word) || word.is_capitalised() && joined && !word.initial) {
                break;
            }
            from -= 1;
        }
        // A list of people ("the actor, X, the singer, Y") has an article before the noun; a bare plural is no role of one person.
        self.word_before(from).filter(|word| word.is(class::BEFORE_APPOSED_ROLE))?;
        self.span_of(from..last + 1)
    }
}

/// What stands after a name and a comma.
struct Apposition {
    noun: usize,
    end: usize,
}

/// Whether a word right before a name belongs to its description whatever stands between: a form of address, or the name's own title.
fn belongs(word: &Word<'_>, candidate: &Candidate) -> bool {
    let honorific = word.shape == Shape::Capital && word.bare_lexeme().is(class::LISTED_TITLE);
    honorific || candidate.title.is_some_and(|title| title.start <= word.span.start)
}

/// "chosen", "based": by its ending.
fn is_participle(word: &Word<'_>) -> bool {
    word.shape == Shape::Lower
        && !is_role(word)
        && phrase::PAST_PARTICIPLE_ENDING.iter().any(|ending| word.lower.ends_with(ending))
}

/// A word in small letters that is no word of grammar and no participle.
fn is_plain(word: &Word<'_>) -> bool {
    word.shape == Shape::Lower
        && !word.is(class::FUNCTION_WORD)
        && !phrase::DESCRIPTION_PARTICIPLE_ENDING.iter().any(|ending| word.lower.ends_with(ending))
}
