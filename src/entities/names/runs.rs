//! Finds runs of capitalised words: where one begins, and which small words go on with it.

use std::ops::Range;

use super::finder::{Finder, MOST_WORDS};
use crate::analysis::{BlockKind, EntityType};
use crate::entities::candidate::Segment;
use crate::lexicon::{self, class};
use crate::text::Shape;

impl Finder<'_, '_> {
    /// Reads a sentence of normal casing.
    pub(super) fn read(&self, line: &Range<usize>, block: BlockKind, found: &mut Vec<Segment>) {
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
}
