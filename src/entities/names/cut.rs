//! Cuts a capitalised run into names: offices off people, nationalities off what they stand before, acronyms with their long forms.

use crate::entities::evidence::Evidence;
use std::ops::Range;

use super::finder::{Finder, MOST_WORDS};
use crate::analysis::{BlockKind, EntityType};
use crate::entities::candidate::{Ballot, Segment};
use crate::entities::spelling::is_acronym_of;
use crate::entities::words::Word;
use crate::lexicon::{Known, NameList, Place, TitleClass, class, word};
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
        let (short, last) = (self.words.at(end + 1), self.words.at(end.saturating_sub(1)));
        let Some(whole) = found.last().filter(|segment| segment.span.end == last.span.end && segment.title.is_none())
        else {
            return;
        };
        if is_acronym_of(short.text, self.document.str(whole.span)) {
            return;
        }
        let start = (line.start.max(end.saturating_sub(MOST_WORDS))..end).rev().find(|&start| {
            let word = self.words.at(start);
            word.is_capitalised()
                && word.span.start < whole.span.start
                && (start + 1..end).map(|index| self.words.at(index)).all(|word| word.joined || word.split)
                && self.span(start..end).is_some_and(|span| is_acronym_of(short.text, self.document.str(span)))
        });
        let Some(span) = start.and_then(|start| self.span(start..end)) else { return };
        let mut reached = Segment {
            span,
            ballot: Ballot::new(Evidence::AcronymFollows),
            name: 0.95,
            title: None,
            gender: None,
            single: false,
        };
        reached.add(EntityType::Organization, 1.5, Evidence::AcronymFollows);
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
        let run = self.without_closed_words(run, line);
        if run.is_empty() || depth > MOST_WORDS {
            return;
        }
        let known = self.known_at(run.start, line);
        if known.is_some_and(|(words, _)| words == run.len()) {
            return self.push(run, line, block, None, found);
        }
        let ends_in_head = self.is_strong_head(self.words.at(run.end - 1), None);
        // "US Central Command Chief Gen. Michael Kurilla": the last title divides the role from the name.
        let addressed = self.title_class(run.start) == Some(TitleClass::Honorific);
        if (!ends_in_head || addressed)
            && let Some(title) = self.title_in(&run)
        {
            return self.cut_at_title(run, title, line, block, found, depth);
        }
        if let Some((words, known)) = known.filter(|(words, _)| *words < run.len())
            && self.stands_alone(words, known, &run, ends_in_head, line)
        {
            self.push(run.start..run.start + words, line, block, None, found);
            return self.cut(run.start + words..run.end, line, block, found, depth + 1);
        }
        self.push(run, line, block, None, found);
    }

    /// A run without the closed words that slipped in at either end: "Former", "New" alone, a title with no name.
    fn without_closed_words(&self, mut run: Range<usize>, line: &Range<usize>) -> Range<usize> {
        while run.end > run.start && !self.words.at(run.end - 1).is_capitalised() {
            run.end -= 1;
        }
        while run.start < run.end
            && self.words.at(run.start).is(class::FUNCTION_WORD)
            && self.known_length(run.start, line) == 0
        {
            run.start += 1;
        }
        run
    }

    /// A head noun that tells the type by itself and is no office; with `place`, one of that place.
    fn is_strong_head(&self, word: &Word<'_>, place: Option<Place>) -> bool {
        let head = word.bare_lexeme().head();
        head.is_some_and(|head| !head.weak && place.is_none_or(|place| head.place == place)) && !self.is_office(word)
    }

    fn title_class(&self, index: usize) -> Option<TitleClass> {
        self.words.at(index).bare_lexeme().title().map(|title| title.class)
    }

    /// Cuts a run at the title that [`Finder::title_in`] found.
    fn cut_at_title(
        &self,
        run: Range<usize>,
        (from, after): (usize, usize),
        line: &Range<usize>,
        block: BlockKind,
        found: &mut Vec<Segment>,
        depth: usize,
    ) {
        if from > run.start {
            self.cut(run.start..from, line, block, found, depth + 1);
        }
        // A title with no name after it: only what stands before it can be one.
        if after >= run.end {
            return;
        }
        let role_start = if from > run.start { run.start } else { self.role_start(run.start, line) };
        let titles = || (from..after).filter_map(|index| self.words.at(index).bare_lexeme().title());
        let gender = titles().rev().find_map(|title| title.gender);
        let office = titles().any(|title| title.class != TitleClass::Honorific);
        let title = self.span(role_start..after).filter(|_| office);
        self.push(after..run.end, line, block, Some((title, gender)), found);
    }

    /// Whether the known name at the start of a run, `words` long, is one by itself. A nationality before anything but an organisation
    /// is: "French President", "Israeli Merkava".
    fn stands_alone(
        &self,
        words: usize,
        known: Known,
        run: &Range<usize>,
        ends_in_head: bool,
        line: &Range<usize>,
    ) -> bool {
        let mut members = run.clone().map(|index| self.words.at(index));
        let rest_named = ends_in_head
            || members.any(|word| self.is_strong_head(word, Some(Place::Any)))
            || self.acronym_follows(run, line);
        let mut rest = run.start + words..run.end;
        match known.kind {
            EntityType::Group => {
                !rest_named
                    && !rest.any(|index| {
                        self.known_at(index, line).is_some_and(|(_, known)| known.kind == EntityType::Organization)
                    })
            }
            EntityType::Place => {
                // "the ambassador to the United States Hamdullah Mohib"
                let plain_rest = known.list == NameList::Country
                    && (2..=3).contains(&rest.len())
                    && rest.map(|index| self.words.at(index)).all(|word| {
                        word.shape == Shape::Capital && !word.is(class::COMMON) && !word.is_bare(class::HEAD_NOUN)
                    });
                !rest_named && (plain_rest || self.starts_person(run.start + words))
            }
            _ => false,
        }
    }

    fn starts_person(&self, index: usize) -> bool {
        let word = self.words.at(index);
        word.lexeme.given_name().is_some_and(|given| !given.weak) || word.is_initial() && word.text.ends_with('.')
    }

    /// The words before a title that belong to the description: "former Prime Minister", "Pakistan's former Prime Minister".
    fn role_start(&self, start: usize, line: &Range<usize>) -> usize {
        let mut from = start;
        while self.words.left_of(from, line).is(class::OFFICE_MODIFIER) {
            from -= 1;
        }
        from
    }

    /// The last group of titles in a run that holds an office or a form of address: its first word and the word after it.
    fn title_in(&self, run: &Range<usize>) -> Option<(usize, usize)> {
        let last = run.clone().rev().find(|&index| match self.title_class(index) {
            Some(TitleClass::Honorific | TitleClass::Office) => {
                // "Chief Justice Earl Warren": a given name after a title is no title.
                let given = index > run.start
                    && self.title_class(index - 1).is_some()
                    && self.words.at(index).is_written(class::GIVEN_NAME);
                !given
            }
            Some(TitleClass::InName) => index + 2 < run.end,
            _ => false,
        })?;
        let mut after = last + 1;
        if self.words.at(after).folded == word::OF {
            after += 1;
            while after < run.end && self.is_office_matter(self.words.at(after)) {
                after += 1;
            }
        }
        // Titles run together: "Vice President", "Lt. Gen.".
        let runs_on = |index: usize| {
            let word = self.words.at(index);
            self.title_class(index).is_some() || word.text == "." || word.folded == word::OF
        };
        let mut from = last;
        while from > run.start && runs_on(from - 1) {
            from -= 1;
        }
        Some((from, after))
    }

    /// What an office looks after: "Foreign Affairs and Commerce".
    fn is_office_matter(&self, word: &Word<'_>) -> bool {
        self.is_office_part(word) || word.is(class::OFFICE_MATTER) || word.text == "&"
    }
}
