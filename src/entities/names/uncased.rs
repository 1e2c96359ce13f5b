//! Reads what capitals say little about: headlines, texts without capitals or with nothing else, and places in small letters.

use crate::entities::evidence::Evidence;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::finder::Finder;
use crate::analysis::EntityType;
use crate::entities::candidate::{Ballot, Candidate, Segment};
use crate::entities::words::{Casing, Words};
use crate::lexicon::{self, Known, NameList, TitleClass, class};
use crate::rules::names as rule;
use crate::text::{Document, Shape, Span};

/// The names of the text, by first word, for finding them in headlines.
pub(super) struct KnownHere {
    by_first: HashMap<String, BTreeMap<Vec<String>, EntityType>>,
}

/// Names that share a first word are looked through one by one; more than this many are not.
pub(super) const MOST_PER_WORD: usize = 32;

impl KnownHere {
    pub(super) fn new(document: &Document<'_>, names: &[Candidate]) -> Self {
        let mut by_first: HashMap<String, BTreeMap<Vec<String>, EntityType>> = HashMap::new();
        for name in names.iter().filter(|name| name.confidence >= 0.4) {
            let words: Vec<String> =
                document.str(name.span).split_whitespace().map(|word| lexicon::fold(word).into_owned()).collect();
            // A headline has room for the surname only.
            if name.kind == EntityType::Person
                && let (2.., Some(last)) = (words.len(), words.last())
            {
                by_first.entry(last.clone()).or_default().entry(vec![last.clone()]).or_insert(name.kind);
            }
            if let Some(first) = words.first() {
                let known = by_first.entry(first.clone()).or_default();
                if known.len() < MOST_PER_WORD {
                    known.entry(words).or_insert(name.kind);
                }
            }
        }
        Self { by_first }
    }

    pub(super) fn at(
        &self,
        words: &Words<'_>,
        index: usize,
        line: &Range<usize>,
        casing: Casing,
    ) -> Option<(usize, EntityType)> {
        let first = words.at(index);
        if !first.is_capitalised() || (casing == Casing::Upper && first.is(class::COMMON)) {
            return None;
        }
        let known = self.by_first.get(first.lower.as_ref())?;
        known
            .iter()
            .filter(|(name, _)| {
                name.iter().enumerate().all(|(offset, part)| words.in_line(index + offset, line).lower == *part)
            })
            .max_by_key(|(name, _)| name.len())
            .map(|(name, kind)| (name.len(), *kind))
    }
}

impl Finder<'_, '_> {
    /// "a man from mexico", "moved to san francisco california": hasty writers leave capitals out, mostly of places. Finds a known
    /// place after a preposition or another such place, and says how many words it has.
    pub(super) fn read_unmarked_place(&self, index: usize, line: &Range<usize>, found: &mut Vec<Segment>) -> usize {
        let rules = self.document.rules;
        if rules.when(rule::STATE_CODE, || self.is_state_code(index, line)) {
            self.push_place(index..index + 1, 0.85, Evidence::Rule(rule::STATE_CODE), found);
            return 1;
        }
        let first = self.words.at(index);
        if first.shape != Shape::Lower {
            return 0;
        }
        let country = self.read_unmarked_country(index, line, found);
        if country > 0 {
            return country;
        }
        let before = self.words.left_of(index, line);
        let after_place = found
            .last()
            .is_some_and(|last| last.span.end == before.span.end && last.ballot.strongest.0 == Evidence::SmallLetters);
        if !first.joined || before.text.is_empty() || !before.is(class::PLACE_LEADING) && !after_place {
            return 0;
        }
        let best = self.longest_known(index, line, |length, key, known| {
            let safe =
                length > 1 || key.chars().count() > 3 && !lexicon::lexeme(key).is(class::COMMON.or(class::PLACE_WORD));
            known.kind == EntityType::Place && safe && self.is_in_small_letters(index..index + length)
        });
        let best = best.map_or(0, |(length, _)| length);
        if best > 0 {
            self.push_place(index..index + best, 0.75, Evidence::SmallLetters, found);
        }
        best
    }

    /// "how are vietnam and afghanistan alike?": countries whose names are nothing else, wherever they stand free.
    fn read_unmarked_country(&self, index: usize, line: &Range<usize>, found: &mut Vec<Segment>) -> usize {
        let best = self.longest_known(index, line, |length, key, known| {
            known.list == NameList::Country
                && key.chars().count() > 4
                && !lexicon::lexeme(key).is(class::COMMON.or(class::PLACE_WORD))
                && self.is_in_small_letters(index..index + length)
        });
        let Some((length, _)) = best else { return 0 };
        if !self.span(index..index + length).is_some_and(|span| self.stands_free(span)) {
            return 0;
        }
        self.push_place(index..index + length, 0.75, Evidence::SmallLetters, found);
        length
    }

    fn is_in_small_letters(&self, mut run: Range<usize>) -> bool {
        run.all(|at| self.words.at(at).shape == Shape::Lower)
    }

    /// Whether a span is no part of an address, a hyphenated word or a file's name.
    fn stands_free(&self, span: Span) -> bool {
        let text = self.document.text;
        let before = text.get(..span.start).and_then(|text| text.chars().next_back());
        let mut after = text.get(span.end..).unwrap_or_default().chars();
        let (next, second) = (after.next(), after.next());
        let mark = |c: char| matches!(c, ',' | '.' | '?' | '!' | ';' | ':' | ')' | '"' | '”' | '\'' | '’');
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘'))
            && next
                .is_none_or(|c| c.is_whitespace() || mark(c) && second.is_none_or(|c| !c.is_alphanumeric() || c == 's'))
    }

    fn push_place(&self, run: Range<usize>, name: f64, why: Evidence, found: &mut Vec<Segment>) {
        let single = run.len() == 1;
        let Some(span) = self.span(run) else { return };
        let mut segment = Segment { span, ballot: Ballot::new(why), name, title: None, gender: None, single };
        segment.add(EntityType::Place, 1.2, why);
        found.push(segment);
    }

    /// "Lawrence, KS", "Baltimore, MD 21202": a state's postal code after a capitalised word and a comma. Codes that are also degrees,
    /// titles or words need the number after them.
    fn is_state_code(&self, index: usize, line: &Range<usize>) -> bool {
        let word = self.words.at(index);
        if !word.is_written(class::STATE_CODE.or(class::AMBIGUOUS_STATE_CODE)) {
            return false;
        }
        let town = self.words.in_line(index.wrapping_sub(2), line);
        let next = self.words.in_line(index + 1, line);
        let number = next.text.len() >= 5 && next.text.bytes().take(5).all(|byte| byte.is_ascii_digit());
        self.words.left_of(index, line).text == ","
            && town.shape == Shape::Capital
            && !town.is(class::FUNCTION_WORD)
            && (number || word.is_written(class::STATE_CODE))
    }

    /// Known names only, in a document without capitals.
    pub(super) fn read_caseless(&self, line: &Range<usize>, found: &mut Vec<Segment>) {
        let mut index = line.start;
        while index < line.end {
            let known = self.known_caseless(index, line);
            if let Some((length, known)) = known
                && let Some(span) = self.span(index..index + length)
            {
                let mut segment = Segment {
                    span,
                    ballot: Ballot::new(Evidence::Capitalised),
                    name: 0.5,
                    title: None,
                    gender: None,
                    single: false,
                };
                segment.add(known.kind, 1.0, Evidence::List(known.list));
                found.push(segment);
            }
            index += known.map_or(1, |(length, _)| length);
        }
    }

    /// The longest known name at `index` that is safe to believe without capitals.
    fn known_caseless(&self, index: usize, line: &Range<usize>) -> Option<(usize, Known)> {
        let mut key = String::new();
        let mut best = None;
        for length in 1..=self.words.at(index).folded.name_length()? {
            let Some(next) = self.words.within(index + length - 1, line) else { break };
            if length > 1 {
                key.push(' ');
            }
            key.push_str(&next.lower);
            if let Some(known) = lexicon::known_name(&key) {
                let safe =
                    length > 1 || key.len() > 3 && !lexicon::lexeme(&key).is(class::COMMON) && known.confidence >= 0.85;
                best = safe.then_some((length, *known)).or(best);
            }
        }
        best
    }

    /// People of a line in capitals by their given names and titles, where the text itself does not name them elsewhere. `times` says how
    /// often each word stands in such lines.
    pub(super) fn read_people_in_capitals(
        &self,
        line: &Range<usize>,
        known: &KnownHere,
        times: &HashMap<&str, u32>,
        names: &mut Vec<Candidate>,
    ) {
        let mut index = line.start;
        while line.contains(&index) {
            let person = self.person_in_capitals(index, line, times).filter(|(run, _)| {
                known.at(self.words, run.start, line, Casing::Upper).is_none()
                    && self.known_upper(run.start, line).is_none()
            });
            match person {
                Some((run, candidate)) => {
                    names.push(candidate);
                    index = run.end;
                }
                None => index += 1,
            }
        }
    }

    /// A person at `index` of a line in capitals, by a given name or a title, and the words of the name.
    fn person_in_capitals(
        &self,
        index: usize,
        line: &Range<usize>,
        times: &HashMap<&str, u32>,
    ) -> Option<(Range<usize>, Candidate)> {
        let capitalized = capitalized(&self.words.at(index).lower);
        let given = lexicon::lexeme(&capitalized).given_name().filter(|given| !given.weak);
        let title = lexicon::lexeme(capitalized.trim_end_matches('.')).title();
        let titled = title.is_some_and(|title| matches!(title.class, TitleClass::Honorific | TitleClass::Office));
        let from = if titled && given.is_none() { index + 1 } else { index };
        let mut end = index + 1;
        let initial = |at: usize| {
            let word = self.words.in_line(at, line);
            word.joined && word.is_initial()
        };
        while end < from + 4 && (self.may_be_surname(end, line) || initial(end) && self.may_be_surname(end + 1, line)) {
            end += 1;
        }
        // "MAYOR QUITS": after a title alone, one word must come again to be a name.
        let again = end > from + 1
            || self.words.get(from).is_some_and(|word| times.get(word.lower.as_ref()).is_some_and(|&times| times > 1));
        if !(given.is_some() && end > index + 1 || titled && end > from && again) {
            return None;
        }
        let found_by = if given.is_some() { Evidence::GivenName } else { Evidence::Title };
        let candidate = Candidate {
            gender: given.and_then(|given| given.gender).or(title.and_then(|title| title.gender)),
            ..Candidate::new(self.span(from..end)?, EntityType::Person, 0.6, found_by)
        };
        Some((from..end, candidate))
    }

    /// Whether a word in capitals may be a surname: long enough, and no common word.
    fn may_be_surname(&self, at: usize, line: &Range<usize>) -> bool {
        let word = self.words.in_line(at, line);
        word.joined
            && word.shape == Shape::Upper
            && word.lower.chars().count() > 2
            && !word.is(class::COMMON.or(class::FUNCTION_WORD))
            && !self.is_calendar(at, line)
    }

    /// Names of the text and the lists in a headline.
    pub(super) fn read_headline(
        &self,
        line: &Range<usize>,
        casing: Casing,
        known_here: &KnownHere,
        names: &mut Vec<Candidate>,
    ) {
        let mut index = line.start;
        while index < line.end {
            let hit = self.name_in_headline(index, line, casing, known_here);
            if let Some((length, kind, confidence, found_by)) = hit
                && let Some(span) = self.span(index..index + length)
            {
                names.push(Candidate::new(span, kind, confidence, found_by));
            }
            index += hit.map_or(1, |(length, ..)| length);
        }
    }

    /// A name at `index` of a headline: its words, type, confidence and what found it.
    fn name_in_headline(
        &self,
        index: usize,
        line: &Range<usize>,
        casing: Casing,
        known_here: &KnownHere,
    ) -> Option<(usize, EntityType, f64, Evidence)> {
        let here = known_here.at(self.words, index, line, casing);
        let here = here.map(|(length, kind)| (length, kind, 0.8, Evidence::NamedInText));
        let listed = if casing == Casing::Upper { self.known_upper(index, line) } else { self.known_at(index, line) };
        let longer = listed.filter(|(length, _)| here.is_none_or(|(words, ..)| *length > words));
        if let Some((length, known)) = longer {
            return Some((length, known.kind, known.confidence * 0.9, Evidence::List(known.list)));
        }
        if here.is_some() || casing != Casing::Title {
            return here;
        }
        // "Ned Price Says": a given name and a word that is none of the common ones.
        let (word, next) = (self.words.at(index), self.words.in_line(index + 1, line));
        if word.lexeme.given_name().is_some_and(|given| !given.weak)
            && next.joined
            && next.shape == Shape::Capital
            && !next.is(class::COMMON.or(class::FUNCTION_WORD))
        {
            return Some((2, EntityType::Person, 0.7, Evidence::GivenName));
        }
        let acronym = word.shape == Shape::Upper && word.text.len() > 2;
        acronym.then_some((1, EntityType::Organization, 0.5, Evidence::Acronym))
    }

    /// The longest known name at `index` of a sentence in capitals; short ones are too often words.
    fn known_upper(&self, index: usize, line: &Range<usize>) -> Option<(usize, Known)> {
        self.longest_known(index, line, |length, key, _| {
            length > 1 || !lexicon::lexeme(key).is(class::COMMON.or(class::FUNCTION_WORD))
        })
    }
}

/// "okafor" -> "Okafor"
fn capitalized(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
