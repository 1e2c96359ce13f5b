//! Finds runs of capitalised words: where one begins, and which small words go on with it.

use std::ops::Range;

use super::finder::{Finder, MOST_WORDS};
use crate::analysis::{BlockKind, EntityType};
use crate::entities::candidate::Segment;
use crate::entities::words::Word;
use crate::lexicon::{NameList, class, phrase, word};
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
        let word = self.words.at(index);
        if !word.is_capitalised() || self.is_calendar(index, line) {
            return false;
        }
        if let Some((length, known)) = self.known_at(index, line) {
            // "Nice people": the city's name is a common word.
            let a_word = length == 1
                && word.initial
                && word.shape == Shape::Capital
                && known.list == NameList::City
                && word.is(class::COMMON)
                && self.words.seen(word).capital == 0;
            return !a_word;
        }
        if word.is(class::CAPITAL_WITHOUT_NAME) || is_emphasis(word, 2) {
            return false;
        }
        if !word.initial {
            return !word.is(class::FUNCTION_WORD) || (self.next_capital(index, line) && word.shape == Shape::Upper);
        }
        self.begins_sentence(index, line)
    }

    /// The same for a word whose capital may be that of the sentence.
    fn begins_sentence(&self, index: usize, line: &Range<usize>) -> bool {
        let word = self.words.at(index);
        if word.is(class::FUNCTION_WORD) || word.lower.chars().count() < 2 && !word.text.ends_with('.') {
            return false;
        }
        let seen = self.words.seen(word);
        let seen_small = seen.lower > 0 && seen.capital == 0 && !self.is_title(word);
        if seen_small || word.is(class::COMMON) && seen.capital <= seen.lower {
            return self.opens_name(index, line);
        }
        if seen.capital == 0 && !self.next_capital(index, line) {
            // An unknown word at the start: endings of adverbs and participles make it an ordinary one.
            return word.shape == Shape::Upper && word.text.len() > 1
                || !phrase::ORDINARY_ENDING.iter().any(|ending| word.lower.ends_with(ending));
        }
        true
    }

    /// Whether a common word at a sentence's start still opens a name: "Foreign Minister X", "State Department", "National Bank".
    fn opens_name(&self, index: usize, line: &Range<usize>) -> bool {
        if !self.next_capital(index, line) {
            return false;
        }
        let word = self.words.at(index);
        if self.is_title(word) || self.words.seen(word).capital > 0 || word.is_written(class::GIVEN_NAME) {
            return true;
        }
        // A head noun in the next few words: "Supreme Court", "Labor Party".
        (index + 1..(index + 5).min(line.end))
            .map(|next| self.words.in_line(next, line))
            .take_while(|word| word.continues_capitalised())
            .any(|word| word.is_bare(class::HEAD_NOUN))
    }

    /// The index after the last word of the capitalised run that begins at `start`.
    fn run_end(&self, start: usize, line: &Range<usize>) -> usize {
        let mut end = start + self.known_length(start, line).max(1);
        let mut of = false;
        while end < line.end && end - start < MOST_WORDS {
            let word = self.words.at(end);
            if !word.joined {
                break;
            }
            let step = if word.is_capitalised() && !self.is_calendar(end, line) {
                self.step_over_capital(end, line)
            } else {
                self.step_over_small(end, line, of)
            };
            let Some(step) = step else { break };
            of |= matches!(word.folded, word::OF | word::FOR) && !word.is_capitalised();
            end += step;
        }
        end
    }

    /// How many words a run goes on by with the capitalised word at `end`.
    fn step_over_capital(&self, end: usize, line: &Range<usize>) -> Option<usize> {
        let word = self.words.at(end);
        let known = self.known_length(end, line);
        if word.is_written(class::PICTURE_CREDIT) || is_emphasis(word, 3) && known == 0 {
            return None;
        }
        let middle = word.is_initial() && self.next_capital(end, line);
        let closed = !middle
            && word.is(class::FUNCTION_WORD)
            && word.shape == Shape::Capital
            && !self.is_title(word)
            && word.folded != word::US;
        (!closed).then_some(known.max(1))
    }

    /// How many words a run goes on by with the small word at `end`: "of" after a head noun, a particle, an ampersand. `of`: the run
    /// went on with "of" or "for" before.
    fn step_over_small(&self, end: usize, line: &Range<usize>, of: bool) -> Option<usize> {
        let word = self.words.at(end);
        let capital_at = |offset: usize| {
            self.words.in_line(end + offset, line).continues_capitalised() && !self.is_calendar(end + offset, line)
        };
        let particle_at = |offset: usize| self.words.in_line(end + offset, line).is(class::PERSON_PARTICLE);
        match word.folded {
            word::OF | word::FOR | word::ON => {
                let step = self.step_over_preposition(end, line, capital_at);
                if step.is_some() {
                    return step;
                }
            }
            word::AND => {
                let goes_on = of
                    && capital_at(1)
                    && self.known_length(end + 1, line) == 0
                    && !self.words.in_line(end + 2, line).is(class::VERB_AFTER_NAME);
                if goes_on {
                    return Some(2);
                }
            }
            _ if word.text == "&" && capital_at(1) => return Some(2),
            _ => {}
        }
        match particle_at(0) {
            true if capital_at(1) => Some(2),
            true if capital_at(2) && particle_at(1) => Some(3),
            _ => None,
        }
    }

    /// The same with "of", "for" or "on": "Bank of the West", "Secretary of State X", "Centers for Disease Control".
    fn step_over_preposition(
        &self,
        end: usize,
        line: &Range<usize>,
        capital_at: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let before = self.words.at(end.wrapping_sub(1));
        let title_before = self.is_title(before) && before.bare_folded() != word::KING;
        let of = self.words.at(end).folded == word::OF;
        if title_before {
            // "Secretary of State X", "Minister of Foreign Affairs X".
            return (of && self.is_office_part(self.words.in_line(end + 1, line))).then_some(2);
        }
        let head = before.bare_lexeme().head();
        let strong_head = head.is_some_and(|head| !head.weak || head.kind == EntityType::Facility);
        let is_head = strong_head || before.folded == word::BANK;
        let takes_of = is_head || before.is_bare(class::HEAD_BEFORE_OF);
        if takes_of && capital_at(1) {
            return Some(2);
        }
        let next = self.words.in_line(end + 1, line);
        let next_the = next.folded == word::THE && next.joined;
        ((if of { takes_of } else { is_head }) && next_the && capital_at(2)).then_some(3)
    }
}

/// Capitals for emphasis: "a LOT of". `least`: letters of the word.
fn is_emphasis(word: &Word<'_>, least: usize) -> bool {
    word.shape == Shape::Upper && word.text.len() >= least && word.is(class::COMMON)
}
