//! Finds names: capitalised runs, cut and typed by word lists, head nouns, titles, context and the document's own evidence.
//!
//! [`candidates`] is the one door: a trained tagger can stand behind it later without anything else changing. The evidence follows
//! the classic rule-based systems (Mikheev, Moens and Grover 1999, "Named Entity Recognition without Gazetteers"): sure contexts first,
//! then the same words elsewhere in the document by vote.

mod beside;
mod cut;
mod letters;
mod nicknames;
mod second;
mod uncased;
mod votes;
mod weigh;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::fusion;
use super::words::{Casing, Line, Word, Words};
use crate::analysis::{BlockKind, EntityType};
use crate::lexicon::{self, Gender, Known, TitleClass, class};
use crate::tagger::Weights;
use crate::text::{Document, Shape, Span};

use uncased::KnownHere;
use votes::Votes;

/// A stretch of text that is taken for a name.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) kind: EntityType,
    /// 0 to 1.
    pub(super) confidence: f64,
    /// The rule or list that weighed most.
    pub(super) found_by: &'static str,
    /// Office that stands before the name, from its first word to the title's end.
    pub(super) title: Option<Span>,
    /// What a form of address says.
    pub(super) gender: Option<Gender>,
    /// The entry of the reader's dictionary that it is.
    pub(super) entry: Option<usize>,
}

/// The most words a name may have.
const MOST_WORDS: usize = 14;

/// Names of the document in text order, not overlapping.
pub(super) fn candidates(document: &Document<'_>, words: &Words<'_>, weights: &Weights<'_>) -> Vec<Candidate> {
    let finder = Finder { document, words, plain: plain_acronyms(words) };
    let mut found = Vec::new();
    for line in words.lines.iter().filter(|line| line.casing == Casing::Normal) {
        if words.caseless {
            finder.read_caseless(&line.words, &mut found);
        } else {
            finder.read(&line.words, line.block, &mut found);
        }
    }
    let found = if words.caseless { found } else { fusion::fuse(document, words, &finder.plain, found, weights) };
    let votes = Votes::count(document, &found);
    let mut names: Vec<Candidate> = found.into_iter().filter_map(|segment| votes.decide(document, segment)).collect();
    // Headlines say little by their capitals: they are read last, with the names of the text in hand.
    let known = KnownHere::new(document, &names);
    let first = names.len();
    let shouted: Vec<&Line> = words.lines.iter().filter(|line| line.casing == Casing::Upper).collect();
    let mut times: HashMap<&str, u32> = HashMap::new();
    for word in shouted.iter().filter_map(|line| words.all.get(line.words.clone())).flatten() {
        *times.entry(&word.lower).or_default() += 1;
    }
    for line in shouted {
        finder.read_people_in_capitals(&line.words, &known, &times, &mut names);
    }
    // What one line in capitals introduces, the others may name by its last word.
    let known = if names.len() > first { KnownHere::new(document, &names) } else { known };
    for line in words.lines.iter().filter(|line| line.casing != Casing::Normal) {
        finder.read_headline(&line.words, line.casing, &known, &mut names);
    }
    names.sort_by_key(|candidate| candidate.span.start);
    let mut nicknamed = Vec::new();
    for line in words.lines.iter().filter(|line| line.casing == Casing::Normal) {
        finder.find_nicknames(&line.words, &names, &mut nicknamed);
    }
    if !words.caseless {
        finder.find_correspondents(&mut nicknamed);
        nicknamed.sort_by_key(|name| name.span.start);
    }
    names.retain(|name| {
        let next = nicknamed.partition_point(|whole| whole.span.end <= name.span.start);
        nicknamed.get(next).is_none_or(|whole| !whole.span.overlaps(name.span))
    });
    names.extend(nicknamed);
    names.sort_by_key(|candidate| (candidate.span.start, std::cmp::Reverse(candidate.span.end)));
    let mut end = 0;
    names.retain(|candidate| {
        let free = candidate.span.start >= end;
        if free {
            end = candidate.span.end;
        }
        free
    });
    if !words.caseless {
        second::amend(&finder, &mut names);
    }
    names
}

/// How much speaks for each type, in the order of [`KINDS`].
pub(super) type Scores = [f64; 9];

const KINDS: [EntityType; 9] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Place,
    EntityType::Facility,
    EntityType::Group,
    EntityType::Event,
    EntityType::Product,
    EntityType::Work,
    EntityType::Law,
];

fn slot(kind: EntityType) -> usize {
    KINDS.iter().position(|&other| other == kind).unwrap_or(0)
}

/// A piece of a capitalised run with the evidence for its type.
#[derive(Clone, Debug)]
pub(super) struct Segment {
    pub(super) span: Span,
    pub(super) scores: Scores,
    /// Evidence that it is a name at all, 0 to 1.
    pub(super) name: f64,
    /// The strongest single piece of evidence.
    pub(super) why: (&'static str, f64),
    pub(super) title: Option<Span>,
    pub(super) gender: Option<Gender>,
    /// One word, so that the rest of the document may know better.
    pub(super) single: bool,
}

impl Segment {
    /// Speaks against a type.
    pub(super) fn lower(&mut self, kind: EntityType, weight: f64) {
        if let Some(score) = self.scores.get_mut(slot(kind)) {
            *score -= weight;
        }
    }

    pub(super) fn add(&mut self, kind: EntityType, weight: f64, why: &'static str) {
        if let Some(score) = self.scores.get_mut(slot(kind)) {
            *score += weight;
        }
        if weight > self.why.1 {
            self.why = (why, weight);
        }
    }
}

struct Finder<'d, 't> {
    document: &'d Document<'t>,
    words: &'d Words<'t>,
    /// Acronyms of words in lower case, which name nothing.
    plain: BTreeSet<String>,
}

impl Finder<'_, '_> {
    /// Reads a sentence of normal casing.
    fn read(&self, line: &Range<usize>, block: BlockKind, found: &mut Vec<Segment>) {
        let mut index = line.start;
        let first_of_line = found.len();
        while index < line.end {
            let place = self.read_unmarked_place(index, line, found);
            if place > 0 || !self.begins(index, line) {
                index += place.max(1);
                continue;
            }
            let end = self.run_end(index, line);
            let first = found.len();
            self.cut(index..end, line, block, found, 0);
            index = end.max(index + 1);
            if found.len() > first {
                self.reach_for_acronym(end, line, found, first_of_line);
            }
        }
    }

    /// Whether a name may begin with the word at `index`.
    fn begins(&self, index: usize, line: &Range<usize>) -> bool {
        let Some(word) = self.words.get(index) else { return false };
        if !word.is_capitalised() || self.is_calendar(index, line) {
            return false;
        }
        if let Some((length, known)) = self.known_at(index, line) {
            // "Nice people": the city's name is a common word.
            let a_word = length == 1
                && word.initial
                && word.shape == Shape::Capital
                && known.list == "list:city"
                && lexicon::lexeme(word.lower.as_str()).is(class::COMMON)
                && self.words.seen(&word.lower).capital == 0;
            return !a_word;
        }
        if matches!(word.lower.as_str(), "i" | "i'm" | "i've" | "i'd" | "i'll" | "ok" | "tv") {
            return false;
        }
        // Capitals for emphasis: "a LOT of".
        if word.shape == Shape::Upper && word.text.len() > 1 && lexicon::lexeme(word.lower.as_str()).is(class::COMMON) {
            return false;
        }
        if !word.initial {
            return !lexicon::lexeme(&word.lower).is(class::FUNCTION_WORD)
                || (self.next_capital(index, line) && word.shape == Shape::Upper);
        }
        if lexicon::lexeme(&word.lower).is(class::FUNCTION_WORD)
            || word.lower.chars().count() < 2 && !word.text.ends_with('.')
        {
            return false;
        }
        let seen = self.words.seen(&word.lower);
        if seen.lower > 0 && seen.capital == 0 && !self.is_title(word) {
            return self.opens_name(index, line);
        }
        if lexicon::lexeme(word.lower.as_str()).is(class::COMMON) && seen.capital <= seen.lower {
            return self.opens_name(index, line);
        }
        if seen.capital == 0 && !self.next_capital(index, line) {
            // An unknown word at the start: endings of adverbs and participles make it an ordinary one.
            let ordinary = ["ly", "ing", "ed", "ness", "tion", "ment", "ful", "less", "ous"];
            return word.shape == Shape::Upper && word.lower.len() > 1
                || !ordinary.iter().any(|ending| word.lower.ends_with(ending));
        }
        true
    }

    /// Whether a common word at a sentence's start still opens a name: "Foreign Minister X", "State Department", "National Bank".
    fn opens_name(&self, index: usize, line: &Range<usize>) -> bool {
        if !self.next_capital(index, line) {
            return false;
        }
        let Some(word) = self.words.get(index) else { return false };
        if self.is_title(word)
            || self.words.seen(&word.lower).capital > 0
            || lexicon::lexeme(word.text).is(class::GIVEN_NAME)
        {
            return true;
        }
        // A head noun in the next few words: "Supreme Court", "Labor Party".
        (index + 1..(index + 5).min(line.end))
            .map_while(|next| self.words.within(next, line).filter(|word| word.is_capitalised() && word.joined))
            .any(|word| lexicon::lexeme(word.bare()).is(class::HEAD_NOUN))
    }

    fn next_capital(&self, index: usize, line: &Range<usize>) -> bool {
        self.words.within(index + 1, line).is_some_and(|next| next.joined && next.is_capitalised())
    }

    fn is_title(&self, word: &Word<'_>) -> bool {
        lexicon::lexeme(word.bare()).is(class::LISTED_TITLE)
    }

    /// A title that can stand alone before a name: "Justice", but not "Army" as in "Army General".
    fn is_office(&self, word: &Word<'_>) -> bool {
        lexicon::lexeme(word.bare()).title().is_some_and(|title| title.class != TitleClass::Part)
    }

    /// "State" in "Secretary of State".
    fn is_office_part(&self, word: &Word<'_>) -> bool {
        lexicon::lexeme(word.text).title().is_some_and(|title| title.class == TitleClass::Part)
    }

    /// Months and weekdays are values, unless they begin or end a longer name ("Sunday Times").
    fn is_calendar(&self, index: usize, line: &Range<usize>) -> bool {
        let Some(word) = self.words.get(index) else { return false };
        let bare = word.bare().to_lowercase();
        if !lexicon::lexeme(&bare).is(class::MONTH) && !lexicon::lexeme(&bare).is(class::WEEKDAY) {
            return false;
        }
        let next = self.words.within(index + 1, line);
        let named = next.is_some_and(|next| {
            next.joined
                && next.is_capitalised()
                && (lexicon::lexeme(next.bare()).is(class::HEAD_NOUN)
                    || next.text == "Night"
                    || bare == "may"
                    || bare == "april"
                    || bare == "june"
                    || bare == "august")
                && !lexicon::lexeme(&next.lower).is(class::WEEKDAY)
        });
        !named
    }

    /// How many words the longest known name at `index` has.
    fn known_length(&self, index: usize, line: &Range<usize>) -> usize {
        self.known_at(index, line).map_or(0, |(length, _)| length)
    }

    /// The longest known name at `index`, in its list's spelling.
    fn known_at(&self, index: usize, line: &Range<usize>) -> Option<(usize, Known)> {
        let start = self.words.get(index)?.span.start;
        self.longest_known(index, line, |length, _, known| {
            let last = self.words.get(index + length - 1).map_or(0, |word| word.span.end);
            spelled(Span::new(start, last).of(self.document.text), known.spelling)
        })
    }

    /// The longest known name at `index`, whatever its casing, of those that `fits` takes: told their words, their key in the lists
    /// and what the lists know.
    fn longest_known(
        &self,
        index: usize,
        line: &Range<usize>,
        fits: impl Fn(usize, &str, &Known) -> bool,
    ) -> Option<(usize, Known)> {
        let first = self.words.get(index)?;
        let most = lexicon::lexeme(first.lower.as_str()).name_length()?;
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

    /// Behind the last word of the capitalised run that begins at `start`.
    fn run_end(&self, start: usize, line: &Range<usize>) -> usize {
        let mut end = start + self.known_length(start, line).max(1);
        let mut of = false;
        while end < line.end && end - start < MOST_WORDS {
            let Some(word) = self.words.within(end, line) else { break };
            if !word.joined {
                break;
            }
            if word.is_capitalised() && !self.is_calendar(end, line) {
                let emphasis = word.shape == Shape::Upper
                    && word.text.len() > 2
                    && lexicon::lexeme(word.lower.as_str()).is(class::COMMON);
                if matches!(word.text, "Photo" | "Photos" | "Image") || emphasis && self.known_length(end, line) == 0 {
                    break;
                }
                let middle = word.is_initial() && self.next_capital(end, line);
                if !middle
                    && lexicon::lexeme(&word.lower).is(class::FUNCTION_WORD)
                    && word.shape == Shape::Capital
                    && !self.is_title(word)
                    && word.lower != "us"
                {
                    break;
                }
                end += self.known_length(end, line).max(1);
                continue;
            }
            let capital_at = |offset: usize| {
                self.words
                    .within(end + offset, line)
                    .is_some_and(|next| next.joined && next.is_capitalised() && !self.is_calendar(end + offset, line))
            };
            let before = self.words.get(end - 1);
            let is_head = before.is_some_and(|word| {
                lexicon::lexeme(word.bare()).head().is_some_and(|head| !head.weak || head.kind == EntityType::Facility)
                    || word.lower == "bank"
            });
            let plural_head = before.is_some_and(|word| {
                matches!(
                    word.bare(),
                    "Centers"
                        | "Centres"
                        | "Institutes"
                        | "Sons"
                        | "Friends"
                        | "Daughters"
                        | "Brothers"
                        | "House"
                        | "Doctors"
                        | "Reporters"
                        | "Chamber"
                        | "Bay"
                        | "Isle"
                        | "Center"
                        | "Centre"
                        | "Campaign"
                        | "King"
                        | "War"
                        | "Bill"
                        | "Voice"
                        | "Battle"
                        | "Duchy"
                )
            });
            let title_before = before.is_some_and(|word| self.is_title(word) && word.bare() != "King");
            let next_the = self.words.within(end + 1, line).is_some_and(|next| next.lower == "the" && next.joined);
            let step = match word.lower.as_str() {
                // "Secretary of State X", "Minister of Foreign Affairs X".
                "of" if title_before
                    && self.words.within(end + 1, line).is_some_and(|next| self.is_office_part(next)) =>
                {
                    Some(2)
                }
                "of" if (is_head || plural_head) && !title_before && capital_at(1) => Some(2),
                "of" if (is_head || plural_head) && !title_before && next_the && capital_at(2) => Some(3),
                "for" | "on" if (is_head || plural_head) && !title_before && capital_at(1) => Some(2),
                "for" | "on" if is_head && !title_before && next_the && capital_at(2) => Some(3),
                "and"
                    if of
                        && capital_at(1)
                        && self.known_length(end + 1, line) == 0
                        && !self.followed_by_verb(end + 2, line) =>
                {
                    Some(2)
                }
                "&" if capital_at(1) => Some(2),
                particle if lexicon::lexeme(particle).is(class::PERSON_PARTICLE) && capital_at(1) => Some(2),
                particle
                    if lexicon::lexeme(particle).is(class::PERSON_PARTICLE)
                        && capital_at(2)
                        && self
                            .words
                            .within(end + 1, line)
                            .is_some_and(|next| lexicon::lexeme(&next.lower).is(class::PERSON_PARTICLE)) =>
                {
                    Some(3)
                }
                _ => None,
            };
            let Some(step) = step else { break };
            of |= matches!(word.lower.as_str(), "of" | "for");
            end += step;
        }
        end
    }

    fn followed_by_verb(&self, index: usize, line: &Range<usize>) -> bool {
        self.words
            .within(index, line)
            .is_some_and(|word| matches!(word.lower.as_str(), "said" | "says" | "was" | "is" | "told"))
    }

    fn acronym_follows(&self, run: &Range<usize>, line: &Range<usize>) -> bool {
        let bracket = self.words.within(run.end, line).is_some_and(|word| word.text == "(");
        bracket
            && self.words.within(run.end + 1, line).is_some_and(|word| word.shape == Shape::Upper)
            && self.words.within(run.end + 2, line).is_some_and(|word| word.text == ")")
    }

    fn span(&self, words: Range<usize>) -> Option<Span> {
        let last = words.end.checked_sub(1).filter(|_| !words.is_empty())?;
        Some(Span::new(self.words.get(words.start)?.span.start, self.words.get(last)?.span.end))
    }
}

/// "electronic money transfer (EMT)": acronyms that the text itself makes of words in lower case.
fn plain_acronyms(words: &Words<'_>) -> BTreeSet<String> {
    let mut plain = BTreeSet::new();
    for (index, window) in words.all.windows(3).enumerate() {
        let [open, short, _] = window else { continue };
        let letters: Vec<char> = short.lower.trim_end_matches('s').chars().filter(|c| c.is_alphabetic()).collect();
        if short.shape != Shape::Upper || !(open.text == "(" || open.lower == "or") || !(2..=6).contains(&letters.len())
        {
            continue;
        }
        let mut at = index;
        if open.lower == "or" && words.get(at.wrapping_sub(1)).is_some_and(|word| word.text == ",") {
            at -= 1;
        }
        let spelled = letters.iter().rev().enumerate().all(|(back, letter)| {
            at.checked_sub(back + 1)
                .and_then(|before| words.get(before))
                .is_some_and(|word| word.shape == Shape::Lower && word.lower.starts_with(*letter))
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

/// What speaks for a type.
pub(super) fn score(scores: &Scores, kind: EntityType) -> f64 {
    scores.get(slot(kind)).copied().unwrap_or(0.0)
}
