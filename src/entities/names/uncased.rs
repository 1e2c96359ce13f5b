//! Reads what capitals say little about: headlines, texts without capitals or with nothing else, and places in small letters.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::finder::Finder;
use crate::analysis::EntityType;
use crate::entities::candidate::{Candidate, Segment};
use crate::entities::words::{Casing, Words};
use crate::lexicon::{self, Known, TitleClass, class};
use crate::text::{Document, Shape};

/// How a known place without capitals was found.
pub(super) const SMALL_LETTERS: &str = "list:small letters";

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
                document.str(name.span).split_whitespace().map(|word| word.to_lowercase().replace('’', "'")).collect();
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
        let first = words.get(index)?;
        if !first.is_capitalised()
            || (casing == Casing::Upper && lexicon::lexeme(first.lower.as_str()).is(class::COMMON))
        {
            return None;
        }
        let known = self.by_first.get(first.lower.as_str())?;
        known
            .iter()
            .filter(|(name, _)| {
                name.iter()
                    .enumerate()
                    .all(|(offset, part)| words.within(index + offset, line).is_some_and(|word| word.lower == *part))
            })
            .max_by_key(|(name, _)| name.len())
            .map(|(name, kind)| (name.len(), *kind))
    }
}

impl Finder<'_, '_> {
    /// "a man from mexico", "moved to san francisco california": hasty writers leave capitals out, mostly of places. Finds a known
    /// place behind a preposition or another such place, and says how many words it has.
    pub(super) fn read_unmarked_place(&self, index: usize, line: &Range<usize>, found: &mut Vec<Segment>) -> usize {
        if self.is_state_code(index, line) {
            self.push_place(index..index + 1, 0.85, "list:state code", found);
            return 1;
        }
        let Some(first) = self.words.get(index).filter(|word| word.shape == Shape::Lower) else { return 0 };
        let country = self.read_unmarked_country(index, line, found);
        if country > 0 {
            return country;
        }
        let Some(before) = self.words.before(index, line).filter(|_| first.joined) else { return 0 };
        let behind_place =
            found.last().is_some_and(|last| last.span.end == before.span.end && last.why.0 == SMALL_LETTERS);
        let led = matches!(
            before.lower.as_str(),
            "in" | "from"
                | "to"
                | "near"
                | "around"
                | "across"
                | "outside"
                | "leaving"
                | "visiting"
                | "visit"
                | "between"
        );
        if !led && !behind_place {
            return 0;
        }
        let best = self.longest_known(index, line, |length, key, known| {
            let small = |at: usize| self.words.get(at).is_some_and(|word| word.shape == Shape::Lower);
            let safe = length > 1
                || key.chars().count() > 3
                    && !lexicon::lexeme(key).is(class::COMMON)
                    && !lexicon::lexeme(key).is(class::PLACE_WORD);
            known.kind == EntityType::Place && safe && (index..index + length).all(small)
        });
        let best = best.map_or(0, |(length, _)| length);
        if best > 0 {
            self.push_place(index..index + best, 0.75, SMALL_LETTERS, found);
        }
        best
    }

    /// "how are vietnam and afghanistan alike?": countries whose names are nothing else, wherever they stand free.
    fn read_unmarked_country(&self, index: usize, line: &Range<usize>, found: &mut Vec<Segment>) -> usize {
        let best = self.longest_known(index, line, |length, key, known| {
            let small = |at: usize| self.words.get(at).is_some_and(|word| word.shape == Shape::Lower);
            known.list == "list:country"
                && key.chars().count() > 4
                && !lexicon::lexeme(key).is(class::COMMON)
                && !lexicon::lexeme(key).is(class::PLACE_WORD)
                && (index..index + length).all(small)
        });
        let Some((length, _)) = best else { return 0 };
        // No part of an address, a hyphenated word or a file's name.
        let free = self.span(index..index + length).is_some_and(|span| {
            let text = self.document.text;
            let before = text.get(..span.start).and_then(|text| text.chars().next_back());
            let mut behind = text.get(span.end..).unwrap_or_default().chars();
            let (next, second) = (behind.next(), behind.next());
            before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '‘'))
                && next.is_none_or(|c| {
                    c.is_whitespace()
                        || matches!(c, ',' | '.' | '?' | '!' | ';' | ':' | ')' | '"' | '”' | '\'' | '’')
                            && second.is_none_or(|c| !c.is_alphanumeric() || c == 's')
                })
        });
        if !free {
            return 0;
        }
        self.push_place(index..index + length, 0.75, SMALL_LETTERS, found);
        length
    }

    pub(super) fn push_place(&self, run: Range<usize>, name: f64, why: &'static str, found: &mut Vec<Segment>) {
        let single = run.len() == 1;
        let Some(span) = self.span(run) else { return };
        let (scores, title, gender) = ([0.0; 9], None, None);
        let mut segment = Segment { span, scores, name, why: (why, 0.0), title, gender, single };
        segment.add(EntityType::Place, 1.2, why);
        found.push(segment);
    }

    /// "Lawrence, KS", "Baltimore, MD 21202": a state's postal code behind a capitalised word and a comma. Codes that are also degrees,
    /// titles or words need the number behind them.
    pub(super) fn is_state_code(&self, index: usize, line: &Range<usize>) -> bool {
        const CODES: &str =
            "AK AR AZ CA FL GA IA IL KS KY MI MN MO MT NC ND NE NH NJ NM NV NY OH RI SC SD TN TX UT VA VT WA WI WV WY";
        const WITH_NUMBER: &str = "AL CO CT DC DE HI ID IN LA MA MD ME MS OK OR PA";
        let Some(word) = self.words.get(index).filter(|word| word.text.len() == 2 && word.shape == Shape::Upper) else {
            return false;
        };
        let comma = self.words.before(index, line).is_some_and(|before| before.text == ",");
        let town = index
            .checked_sub(2)
            .and_then(|at| self.words.within(at, line))
            .is_some_and(|town| town.shape == Shape::Capital && !lexicon::lexeme(&town.lower).is(class::FUNCTION_WORD));
        let number = self
            .words
            .within(index + 1, line)
            .is_some_and(|next| next.text.len() >= 5 && next.text.bytes().take(5).all(|byte| byte.is_ascii_digit()));
        let listed = |codes: &str| codes.split(' ').any(|code| code == word.text);
        comma && town && (listed(CODES) || number && listed(WITH_NUMBER))
    }

    /// Known names only, in a document without capitals.
    pub(super) fn read_caseless(&self, line: &Range<usize>, found: &mut Vec<Segment>) {
        let mut index = line.start;
        while index < line.end {
            let mut step = 1;
            if let Some(word) = self.words.get(index) {
                let mut key = String::new();
                let most = lexicon::lexeme(word.lower.as_str()).name_length().unwrap_or(0);
                let mut best = None;
                for length in 1..=most {
                    let Some(next) = self.words.within(index + length - 1, line) else { break };
                    if length > 1 {
                        key.push(' ');
                    }
                    key.push_str(&next.lower);
                    if let Some(known) = lexicon::known_name(&key) {
                        let safe = length > 1
                            || (key.len() > 3
                                && !lexicon::lexeme(key.as_str()).is(class::COMMON)
                                && known.confidence >= 0.85);
                        best = safe.then_some((length, *known)).or(best);
                    }
                }
                if let Some((length, known)) = best
                    && let Some(span) = self.span(index..index + length)
                {
                    let mut segment = Segment {
                        span,
                        scores: [0.0; 9],
                        name: 0.5,
                        why: ("capitalised", 0.0),
                        title: None,
                        gender: None,
                        single: false,
                    };
                    segment.add(known.kind, 1.0, known.list);
                    found.push(segment);
                    step = length;
                }
            }
            index += step;
        }
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
        while let Some(word) = self.words.within(index, line) {
            let plain = |at: usize| {
                self.words.within(at, line).filter(|word| {
                    word.joined
                        && word.shape == Shape::Upper
                        && word.lower.chars().count() > 2
                        && !lexicon::lexeme(word.lower.as_str()).is(class::COMMON)
                        && !lexicon::lexeme(&word.lower).is(class::FUNCTION_WORD)
                        && !self.is_calendar(at, line)
                })
            };
            let initial = |at: usize| self.words.within(at, line).is_some_and(|word| word.joined && word.is_initial());
            let capitalized = capitalized(&word.lower);
            let given = lexicon::lexeme(capitalized.as_str()).given_name().filter(|given| !given.weak);
            let title = lexicon::lexeme(capitalized.trim_end_matches('.')).title();
            let person_title =
                title.is_some_and(|title| matches!(title.class, TitleClass::Honorific | TitleClass::Office));
            let mut end = index + 1;
            let mut from = index;
            if person_title && given.is_none() {
                from = end;
            }
            while end < from + 4 && (plain(end).is_some() || initial(end) && plain(end + 1).is_some()) {
                end += 1;
            }
            let known_here = known.at(self.words, from, line, Casing::Upper).is_some();
            // "MAYOR QUITS": behind a title alone, one word must come again to be a name.
            let again = end > from + 1
                || self
                    .words
                    .get(from)
                    .is_some_and(|word| times.get(word.lower.as_str()).is_some_and(|&times| times > 1));
            let named = (given.is_some() && end > index + 1 || person_title && end > from && again)
                && !known_here
                && self.known_upper(from, line).is_none();
            if named && let Some(span) = self.span(from..end) {
                let gender = given.and_then(|given| given.gender).or(title.and_then(|title| title.gender));
                let found_by = if given.is_some() { "given name" } else { "title" };
                let kind = EntityType::Person;
                names.push(Candidate { span, kind, confidence: 0.6, found_by, title: None, gender, entry: None });
                index = end;
            } else {
                index += 1;
            }
        }
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
            let Some(word) = self.words.get(index) else { break };
            let here = known_here.at(self.words, index, line, casing);
            let mut hit = here.map(|(length, kind)| (length, kind, 0.8, "named in the text"));
            let listed =
                if casing == Casing::Upper { self.known_upper(index, line) } else { self.known_at(index, line) };
            if let Some((length, known)) = listed
                && hit.is_none_or(|(words, ..)| length > words)
            {
                hit = Some((length, known.kind, known.confidence * 0.9, known.list));
            }
            // "Ned Price Says": a given name and a word that is none of the common ones.
            if hit.is_none()
                && casing == Casing::Title
                && lexicon::lexeme(word.text).given_name().is_some_and(|given| !given.weak)
                && let Some(next) = self.words.within(index + 1, line)
                && next.joined
                && next.shape == Shape::Capital
                && !lexicon::lexeme(next.lower.as_str()).is(class::COMMON)
                && !lexicon::lexeme(&next.lower).is(class::FUNCTION_WORD)
            {
                hit = Some((2, EntityType::Person, 0.7, "given name"));
            }
            if hit.is_none() && casing == Casing::Title && word.shape == Shape::Upper && word.text.len() > 2 {
                hit = Some((1, EntityType::Organization, 0.5, "acronym"));
            }
            let mut step = 1;
            if let Some((length, kind, confidence, found_by)) = hit
                && let Some(span) = self.span(index..index + length)
            {
                names.push(Candidate { span, kind, confidence, found_by, title: None, gender: None, entry: None });
                step = length;
            }
            index += step;
        }
    }

    /// The longest known name at `index` of a sentence in capitals; short ones are too often words.
    pub(super) fn known_upper(&self, index: usize, line: &Range<usize>) -> Option<(usize, Known)> {
        self.longest_known(index, line, |length, key, _| {
            length > 1 || !lexicon::lexeme(key).is(class::COMMON) && !lexicon::lexeme(key).is(class::FUNCTION_WORD)
        })
    }
}

/// "okafor" -> "Okafor"
pub(super) fn capitalized(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
