//! Cuts a capitalised run into names: offices off people, nationalities off what they stand before, acronyms with their long forms.

use std::ops::Range;

use super::finder::{Finder, MOST_WORDS};
use crate::analysis::{BlockKind, EntityType};
use crate::entities::candidate::Segment;
use crate::entities::spelling::is_acronym_of;
use crate::lexicon::{self, Place, TitleClass, class};
use crate::text::Shape;

impl Finder<'_, '_> {
    /// "Al-Qaeda in the Indian Subcontinent (AQIS)": when the acronym in brackets spells more words than the run holds, the name
    /// reaches back to the word of its first letter, over whatever was found on the way.
    pub(super) fn reach_for_acronym(
        &self,
        end: usize,
        line: &Range<usize>,
        found: &mut Vec<Segment>,
        first_of_line: usize,
    ) {
        if !self.acronym_follows(&(end..end), line) {
            return;
        }
        let (Some(short), Some(last)) = (self.words.get(end + 1), self.words.get(end.saturating_sub(1))) else {
            return;
        };
        let Some(whole) = found.last().filter(|segment| segment.span.end == last.span.end && segment.title.is_none())
        else {
            return;
        };
        if is_acronym_of(short.text, self.document.str(whole.span)) {
            return;
        }
        let start = (line.start.max(end.saturating_sub(MOST_WORDS))..end).rev().find(|&start| {
            self.words.get(start).is_some_and(|word| word.is_capitalised() && word.span.start < whole.span.start)
                && (start + 1..end).all(|index| self.words.get(index).is_some_and(|word| word.joined || word.split))
                && self.span(start..end).is_some_and(|span| is_acronym_of(short.text, self.document.str(span)))
        });
        let Some(span) = start.and_then(|start| self.span(start..end)) else { return };
        let mut reached = Segment {
            span,
            scores: [0.0; 9],
            name: 0.95,
            why: ("acronym follows", 0.0),
            title: None,
            gender: None,
            single: false,
        };
        reached.add(EntityType::Organization, 1.5, "acronym follows");
        let keep = found
            .iter()
            .skip(first_of_line)
            .position(|segment| segment.span.overlaps(span))
            .map_or(found.len(), |at| at + first_of_line);
        found.truncate(keep);
        found.push(reached);
    }

    /// Cuts a run into names and weighs each.
    pub(super) fn cut(
        &self,
        run: Range<usize>,
        line: &Range<usize>,
        block: BlockKind,
        found: &mut Vec<Segment>,
        depth: usize,
    ) {
        let mut run = run;
        // A closed word that slipped in at either end ("Former", "New" alone, a title with no name) is no part.
        while run.end > run.start && self.words.get(run.end - 1).is_some_and(|word| !word.is_capitalised()) {
            run.end -= 1;
        }
        while let Some(first) = self.words.get(run.start).filter(|_| run.start < run.end) {
            let function =
                lexicon::lexeme(&first.lower).is(class::FUNCTION_WORD) && self.known_length(run.start, line) == 0;
            if function { run.start += 1 } else { break }
        }
        if run.is_empty() || depth > MOST_WORDS {
            return;
        }
        let length = run.len();
        let known = self.known_at(run.start, line);
        if known.is_some_and(|(words, _)| words == length) {
            return self.push(run, line, block, None, found);
        }
        let ends_in_head = run.clone().next_back().and_then(|last| self.words.get(last)).is_some_and(|word| {
            lexicon::lexeme(word.bare()).head().is_some_and(|head| !head.weak) && !self.is_office(word)
        });
        let has_head = ends_in_head
            || run.clone().filter_map(|index| self.words.get(index)).any(|word| {
                lexicon::lexeme(word.bare())
                    .head()
                    .is_some_and(|head| !head.weak && head.place == Place::Any && !self.is_office(word))
            });
        // "US Central Command Chief Gen. Michael Kurilla": the last title divides the role from the name.
        let addressed = self.words.get(run.start).is_some_and(|word| {
            lexicon::lexeme(word.bare()).title().is_some_and(|title| title.class == TitleClass::Honorific)
        });
        if (!ends_in_head || addressed)
            && let Some((from, behind)) = self.title_in(&run)
        {
            if behind < run.end {
                let mut role_start = run.start;
                if from > run.start {
                    self.cut(run.start..from, line, block, found, depth + 1);
                } else {
                    role_start = self.role_start(run.start, line);
                }
                let gender = (from..behind).rev().find_map(|index| {
                    self.words
                        .get(index)
                        .and_then(|word| lexicon::lexeme(word.bare()).title())
                        .and_then(|title| title.gender)
                });
                let office = (from..behind).any(|index| {
                    self.words
                        .get(index)
                        .and_then(|word| lexicon::lexeme(word.bare()).title())
                        .is_some_and(|title| title.class != TitleClass::Honorific)
                });
                let title = self.span(role_start..behind).filter(|_| office);
                return self.push(behind..run.end, line, block, Some((title, gender)), found);
            }
            // A title with no name behind it: only what stands before it can be one.
            if from > run.start {
                self.cut(run.start..from, line, block, found, depth + 1);
            }
            return;
        }
        // A nationality before anything but an organisation stands alone: "French President", "Israeli Merkava".
        if let Some((words, known)) = known.filter(|(words, _)| *words < length) {
            let rest_named = has_head || ends_in_head || self.acronym_follows(&run, line);
            let splits = match known.kind {
                EntityType::Group => {
                    !rest_named
                        && !(run.start + words..run.end).any(|index| {
                            self.known_at(index, line).is_some_and(|(_, known)| known.kind == EntityType::Organization)
                        })
                }
                EntityType::Place => {
                    // "the ambassador to the United States Hamdullah Mohib"
                    let plain_rest = known.list == "list:country"
                        && (2..=3).contains(&(length - words))
                        && (run.start + words..run.end).all(|index| {
                            self.words.get(index).is_some_and(|word| {
                                word.shape == Shape::Capital
                                    && !lexicon::lexeme(word.lower.as_str()).is(class::COMMON)
                                    && !lexicon::lexeme(word.bare()).is(class::HEAD_NOUN)
                            })
                        });
                    !rest_named && (plain_rest || self.starts_person(run.start + words))
                }
                _ => false,
            };
            if splits {
                self.push(run.start..run.start + words, line, block, None, found);
                return self.cut(run.start + words..run.end, line, block, found, depth + 1);
            }
        }
        self.push(run, line, block, None, found);
    }

    pub(super) fn starts_person(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| {
            lexicon::lexeme(word.text).given_name().is_some_and(|given| !given.weak)
                || word.is_initial() && word.text.ends_with('.')
        })
    }

    /// The words before a title that belong to the description: "former Prime Minister", "Pakistan's former Prime Minister".
    pub(super) fn role_start(&self, start: usize, line: &Range<usize>) -> usize {
        let mut from = start;
        while let Some(word) = self.words.before(from, line) {
            if matches!(
                word.lower.as_str(),
                "former" | "ex" | "acting" | "interim" | "deputy" | "vice" | "then" | "outgoing" | "incoming" | "late"
            ) {
                from -= 1;
            } else {
                break;
            }
        }
        from
    }

    /// The last group of titles in a run that holds an office or a form of address: its first word and the word behind it.
    pub(super) fn title_in(&self, run: &Range<usize>) -> Option<(usize, usize)> {
        let class = |index: usize| {
            self.words.get(index).and_then(|word| lexicon::lexeme(word.bare()).title()).map(|title| title.class)
        };
        let last = run.clone().rev().find(|&index| {
            // "Chief Justice Earl Warren": a given name behind a title is no title.
            let given = index > run.start
                && class(index - 1).is_some()
                && self.words.get(index).is_some_and(|word| lexicon::lexeme(word.text).is(class::GIVEN_NAME));
            matches!(class(index), Some(TitleClass::Honorific | TitleClass::Office)) && !given
                || (class(index) == Some(TitleClass::InName) && index + 2 < run.end)
        })?;
        let mut behind = last + 1;
        if self.words.get(behind).is_some_and(|word| word.lower == "of") {
            behind += 1;
            while behind < run.end
                && self.words.get(behind).is_some_and(|word| {
                    self.is_office_part(word)
                        || matches!(word.lower.as_str(), "affairs" | "and" | "&" | "development" | "commerce")
                })
            {
                behind += 1;
            }
        }
        // Titles run together: "Vice President", "Lt. Gen.".
        let mut from = last;
        while from > run.start
            && (class(from - 1).is_some()
                || self.words.get(from - 1).is_some_and(|word| word.text == "." || word.lower == "of"))
        {
            from -= 1;
        }
        Some((from, behind))
    }
}
