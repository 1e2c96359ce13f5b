//! Finds names: capitalised runs, cut and typed by word lists, head nouns, titles, context and the document's own evidence.
//!
//! [`candidates`] is the one door: a trained tagger can stand behind it later without anything else changing. The evidence follows
//! the classic rule-based systems (Mikheev, Moens and Grover 1999, "Named Entity Recognition without Gazetteers"): sure contexts first,
//! then the same words elsewhere in the document by vote.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::fusion;
use super::grouping::is_acronym_of;
use super::lists::{Gender, Known, Lists, Place, TitleClass, WordUse, is_function_word, is_person_particle, lists};
use super::words::{Casing, Line, Shape, Word, Words};
use crate::analysis::{BlockKind, EntityType};
use crate::text::{Document, Span};

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
pub(super) fn candidates(document: &Document<'_>, words: &Words<'_>) -> Vec<Candidate> {
    let finder = Finder { document, words, lists: lists(), plain: plain_acronyms(words) };
    let mut found = Vec::new();
    for line in words.lines.iter().filter(|line| line.casing == Casing::Normal) {
        if words.caseless {
            finder.read_caseless(&line.words, &mut found);
        } else {
            finder.read(&line.words, line.block, &mut found);
        }
    }
    let found = if words.caseless { found } else { fusion::fuse(document, words, &finder.plain, found) };
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

/// "Northern" in "Northern Uganda", "West" in "the West".
fn is_compass(word: &str) -> bool {
    matches!(
        word,
        "Northern"
            | "Southern"
            | "Eastern"
            | "Western"
            | "Central"
            | "North"
            | "South"
            | "East"
            | "West"
            | "Northeastern"
            | "Northwestern"
            | "Southeastern"
            | "Southwestern"
            | "Northeast"
            | "Northwest"
            | "Southeast"
            | "Southwest"
            | "Upper"
            | "Lower"
            | "Greater"
            | "Downtown"
            | "Sub-Saharan"
            | "Mainland"
    )
}

/// How a known place without capitals was found.
const SMALL_LETTERS: &str = "list:small letters";

struct Finder<'d, 't> {
    document: &'d Document<'t>,
    words: &'d Words<'t>,
    lists: &'static Lists,
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

    /// "Al-Qaeda in the Indian Subcontinent (AQIS)": when the acronym in brackets spells more words than the run holds, the name
    /// reaches back to the word of its first letter, over whatever was found on the way.
    fn reach_for_acronym(&self, end: usize, line: &Range<usize>, found: &mut Vec<Segment>, first_of_line: usize) {
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

    /// "a man from mexico", "moved to san francisco california": hasty writers leave capitals out, mostly of places. Finds a known
    /// place behind a preposition or another such place, and says how many words it has.
    fn read_unmarked_place(&self, index: usize, line: &Range<usize>, found: &mut Vec<Segment>) -> usize {
        if self.is_state_code(index, line) {
            self.push_place(index..index + 1, 0.85, "list:state code", found);
            return 1;
        }
        let Some(first) = self.words.get(index).filter(|word| word.shape == Shape::Lower) else { return 0 };
        let Some(most) = self.lists.known_first.get(first.lower.as_str()).copied() else { return 0 };
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
        let mut key = String::new();
        let mut best = 0;
        for length in 1..=most {
            let Some(word) = self.words.within(index + length - 1, line).filter(|word| word.shape == Shape::Lower)
            else {
                break;
            };
            if length > 1 {
                key.push(' ');
            }
            key.push_str(&word.lower);
            let place = self.lists.known.get(&key).is_some_and(|known| known.kind == EntityType::Place);
            let safe = length > 1
                || word.lower.chars().count() > 3
                    && !self.lists.common.contains(word.lower.as_str())
                    && !self.lists.place_words.contains(word.lower.as_str());
            if place && safe {
                best = length;
            }
        }
        if best > 0 {
            self.push_place(index..index + best, 0.75, SMALL_LETTERS, found);
        }
        best
    }

    fn push_place(&self, run: Range<usize>, name: f64, why: &'static str, found: &mut Vec<Segment>) {
        let single = run.len() == 1;
        let Some(span) = self.span(run) else { return };
        let (scores, title, gender) = ([0.0; 9], None, None);
        let mut segment = Segment { span, scores, name, why: (why, 0.0), title, gender, single };
        segment.add(EntityType::Place, 1.2, why);
        found.push(segment);
    }

    /// "Lawrence, KS", "Baltimore, MD 21202": a state's postal code behind a capitalised word and a comma. Codes that are also degrees,
    /// titles or words need the number behind them.
    fn is_state_code(&self, index: usize, line: &Range<usize>) -> bool {
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
            .is_some_and(|town| town.shape == Shape::Capital && !is_function_word(&town.lower));
        let number = self
            .words
            .within(index + 1, line)
            .is_some_and(|next| next.text.len() >= 5 && next.text.bytes().take(5).all(|byte| byte.is_ascii_digit()));
        let listed = |codes: &str| codes.split(' ').any(|code| code == word.text);
        comma && town && (listed(CODES) || number && listed(WITH_NUMBER))
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
                && self.lists.common.contains(word.lower.as_str())
                && self.words.seen(&word.lower).capital == 0;
            return !a_word;
        }
        if matches!(word.lower.as_str(), "i" | "i'm" | "i've" | "i'd" | "i'll" | "ok" | "tv") {
            return false;
        }
        // Capitals for emphasis: "a LOT of".
        if word.shape == Shape::Upper && word.text.len() > 1 && self.lists.common.contains(word.lower.as_str()) {
            return false;
        }
        if !word.initial {
            return !is_function_word(&word.lower) || (self.next_capital(index, line) && word.shape == Shape::Upper);
        }
        if is_function_word(&word.lower) || word.lower.chars().count() < 2 && !word.text.ends_with('.') {
            return false;
        }
        let seen = self.words.seen(&word.lower);
        if seen.lower > 0 && seen.capital == 0 && !self.is_title(word) {
            return self.opens_name(index, line);
        }
        if self.lists.common.contains(word.lower.as_str()) && seen.capital <= seen.lower {
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
        if self.is_title(word) || self.words.seen(&word.lower).capital > 0 || self.lists.given.contains_key(word.text) {
            return true;
        }
        // A head noun in the next few words: "Supreme Court", "Labor Party".
        (index + 1..(index + 5).min(line.end))
            .map_while(|next| self.words.within(next, line).filter(|word| word.is_capitalised() && word.joined))
            .any(|word| self.lists.heads.contains_key(word.bare()))
    }

    fn next_capital(&self, index: usize, line: &Range<usize>) -> bool {
        self.words.within(index + 1, line).is_some_and(|next| next.joined && next.is_capitalised())
    }

    fn is_title(&self, word: &Word<'_>) -> bool {
        self.lists.titles.contains_key(word.bare())
    }

    /// A title that can stand alone before a name: "Justice", but not "Army" as in "Army General".
    fn is_office(&self, word: &Word<'_>) -> bool {
        self.lists.titles.get(word.bare()).is_some_and(|title| title.class != TitleClass::Part)
    }

    /// "State" in "Secretary of State".
    fn is_office_part(&self, word: &Word<'_>) -> bool {
        self.lists.titles.get(word.text).is_some_and(|title| title.class == TitleClass::Part)
    }

    /// Months and weekdays are values, unless they begin or end a longer name ("Sunday Times").
    fn is_calendar(&self, index: usize, line: &Range<usize>) -> bool {
        let Some(word) = self.words.get(index) else { return false };
        let bare = word.bare().to_lowercase();
        if !self.lists.months.contains_key(&bare) && !self.lists.weekdays.contains_key(&bare) {
            return false;
        }
        let next = self.words.within(index + 1, line);
        let named = next.is_some_and(|next| {
            next.joined
                && next.is_capitalised()
                && (self.lists.heads.contains_key(next.bare())
                    || next.text == "Night"
                    || bare == "may"
                    || bare == "april"
                    || bare == "june"
                    || bare == "august")
                && !self.lists.weekdays.contains_key(&next.lower)
        });
        !named
    }

    /// How many words the longest known name at `index` has.
    fn known_length(&self, index: usize, line: &Range<usize>) -> usize {
        self.known_at(index, line).map_or(0, |(length, _)| length)
    }

    /// The longest known name at `index`, in its list's spelling.
    fn known_at(&self, index: usize, line: &Range<usize>) -> Option<(usize, Known)> {
        let first = self.words.get(index)?;
        let most = self.lists.known_first.get(first.lower.as_str()).copied()?;
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
            let known = self.lists.known.get(&key).or_else(|| self.lists.known.get(key.trim_end_matches('.')));
            if let Some(known) = known {
                let last = self.words.get(index + length - 1).map_or(0, |word| word.span.end);
                let written = Span::new(first.span.start, last).of(self.document.text);
                if spelled(written, known.spelling) {
                    best = Some((length, *known));
                }
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
                    && self.lists.common.contains(word.lower.as_str());
                if matches!(word.text, "Photo" | "Photos" | "Image") || emphasis && self.known_length(end, line) == 0 {
                    break;
                }
                let middle = word.is_initial() && self.next_capital(end, line);
                if !middle
                    && is_function_word(&word.lower)
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
                self.lists.heads.get(word.bare()).is_some_and(|head| !head.weak || head.kind == EntityType::Facility)
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
                particle if is_person_particle(particle) && capital_at(1) => Some(2),
                particle
                    if is_person_particle(particle)
                        && capital_at(2)
                        && self.words.within(end + 1, line).is_some_and(|next| is_person_particle(&next.lower)) =>
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

    /// Cuts a run into names and weighs each.
    fn cut(&self, run: Range<usize>, line: &Range<usize>, block: BlockKind, found: &mut Vec<Segment>, depth: usize) {
        let mut run = run;
        // A closed word that slipped in at either end ("Former", "New" alone, a title with no name) is no part.
        while run.end > run.start && self.words.get(run.end - 1).is_some_and(|word| !word.is_capitalised()) {
            run.end -= 1;
        }
        while let Some(first) = self.words.get(run.start).filter(|_| run.start < run.end) {
            let function = is_function_word(&first.lower) && self.known_length(run.start, line) == 0;
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
            self.lists.heads.get(word.bare()).is_some_and(|head| !head.weak) && !self.is_office(word)
        });
        let has_head = ends_in_head
            || run.clone().filter_map(|index| self.words.get(index)).any(|word| {
                self.lists
                    .heads
                    .get(word.bare())
                    .is_some_and(|head| !head.weak && head.place == Place::Any && !self.is_office(word))
            });
        // "US Central Command Chief Gen. Michael Kurilla": the last title divides the role from the name.
        let addressed = self.words.get(run.start).is_some_and(|word| {
            self.lists.titles.get(word.bare()).is_some_and(|title| title.class == TitleClass::Honorific)
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
                        .and_then(|word| self.lists.titles.get(word.bare()))
                        .and_then(|title| title.gender)
                });
                let office = (from..behind).any(|index| {
                    self.words
                        .get(index)
                        .and_then(|word| self.lists.titles.get(word.bare()))
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
                                    && !self.lists.common.contains(word.lower.as_str())
                                    && !self.lists.heads.contains_key(word.bare())
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

    fn starts_person(&self, index: usize) -> bool {
        self.words.get(index).is_some_and(|word| {
            self.lists.given.get(word.text).is_some_and(|given| !given.weak)
                || word.is_initial() && word.text.ends_with('.')
        })
    }

    /// The words before a title that belong to the description: "former Prime Minister", "Pakistan's former Prime Minister".
    fn role_start(&self, start: usize, line: &Range<usize>) -> usize {
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
    fn title_in(&self, run: &Range<usize>) -> Option<(usize, usize)> {
        let class = |index: usize| {
            self.words.get(index).and_then(|word| self.lists.titles.get(word.bare())).map(|title| title.class)
        };
        let last = run.clone().rev().find(|&index| {
            // "Chief Justice Earl Warren": a given name behind a title is no title.
            let given = index > run.start
                && class(index - 1).is_some()
                && self.words.get(index).is_some_and(|word| self.lists.given.contains_key(word.text));
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

    /// Weighs the words `run` as a name.
    fn push(
        &self,
        run: Range<usize>,
        line: &Range<usize>,
        block: BlockKind,
        title: Option<(Option<Span>, Option<Gender>)>,
        found: &mut Vec<Segment>,
    ) {
        let Some(span) = self.span(run.clone()) else { return };
        let list: Vec<&Word<'_>> = run.clone().filter_map(|index| self.words.get(index)).collect();
        let (Some(first), Some(last)) = (list.first(), list.last()) else { return };
        let length = list.len();
        let text = self.document.str(span);
        let listed = self.known_at(run.start, line).filter(|(words, _)| *words == length).map(|(_, known)| known);
        if title.is_none() && listed.is_none() {
            let generic = length == 1 && self.lists.heads.contains_key(first.bare());
            let too_short = text.chars().filter(|c| c.is_alphanumeric()).count() < 2;
            if generic || too_short || self.plain.contains(text) || self.lists.not_names.contains(&text.to_lowercase())
            {
                return;
            }
        }
        if after_is_dollar(self.words, run.end, line) && first.text == "US" {
            return;
        }
        let mut segment = Segment {
            span,
            scores: [0.0; 9],
            name: 0.8,
            why: ("capitalised", 0.0),
            title: title.and_then(|(title, _)| title),
            gender: title.and_then(|(_, gender)| gender),
            single: length == 1,
        };
        let before = self.words.before(run.start, line);
        let after = self.words.within(run.end, line);
        let after2 = self.words.within(run.end + 1, line);

        if first.initial && length == 1 {
            segment.name = if self.words.seen(&first.lower).capital > 0 { 0.8 } else { 0.5 };
        }
        if self.lists.common.contains(first.lower.as_str()) && length == 1 && first.shape != Shape::Upper {
            segment.name *= 0.5;
        }
        if let Some((words, known)) = self.known_at(run.start, line) {
            if words == length {
                segment.name = known.confidence;
                segment.add(known.kind, 1.6 * known.confidence, known.list);
            } else if known.kind == EntityType::Place {
                segment.add(EntityType::Organization, 0.3, "country before");
            }
        }
        if title.is_some() {
            segment.name = 0.95;
            segment.add(EntityType::Person, 2.0, "title");
            // "Chief Executive", "General Public": an office and a common word, unless the tagger sees a person.
            if segment.title.is_some()
                && self.lists.common.contains(first.lower.as_str())
                && !self.lists.given.contains_key(first.text)
            {
                segment.name = 0.25;
            }
        }
        // Head nouns.
        for (index, word) in list.iter().enumerate() {
            if length == 1 || listed.is_some() {
                break;
            }
            let Some(head) = self.lists.heads.get(word.bare()) else { continue };
            let fits = match head.place {
                Place::Start => index == 0,
                Place::End => index + 1 == length,
                Place::Any => true,
            };
            if fits {
                segment.name = segment.name.max(0.85);
                let weight = if head.weak {
                    0.5
                } else if index + 1 == length || head.place == Place::Start || (index == 0 && head.place == Place::Any)
                {
                    1.3
                } else {
                    0.8
                };
                segment.add(head.kind, weight, "head noun");
            }
        }
        // What the words mostly stand for elsewhere, where no list and no title decides.
        if listed.is_none() {
            for (index, word) in list.iter().enumerate() {
                let Some(&(class, share)) = self.lists.word_use.get(word.text) else { continue };
                let weight = share
                    * match length {
                        1 => 0.9,
                        _ if index == 0 || index + 1 == length => 0.4,
                        _ => 0.1,
                    };
                // "New" is a place's only in company.
                if length == 1 && class != WordUse::Plain && self.lists.common.contains(word.lower.as_str()) {
                    continue;
                }
                match class {
                    WordUse::Person => segment.add(EntityType::Person, weight, "word statistics"),
                    WordUse::Organization => segment.add(EntityType::Organization, weight, "word statistics"),
                    WordUse::Place => segment.add(EntityType::Place, weight, "word statistics"),
                    WordUse::Plain if length == 1 && title.is_none() => segment.name *= 1.0 - 0.9 * share,
                    WordUse::Plain => segment.lower(EntityType::Person, 0.5 * weight),
                }
            }
        }
        if listed.is_none() && length > 1 {
            let rest_place = self
                .known_at(run.start + 1, line)
                .is_some_and(|(words, known)| known.kind == EntityType::Place && run.start + 1 + words == run.end);
            let country_inside = run.clone().any(|index| {
                self.known_at(index, line)
                    .is_some_and(|(_, known)| matches!(known.list, "list:country" | "list:nationality"))
            });
            if is_compass(first.text) && rest_place {
                segment.add(EntityType::Place, 1.3, "place inside");
            } else if title.is_none() && country_inside {
                segment.lower(EntityType::Person, 0.6);
                segment.add(EntityType::Organization, 0.3, "country inside");
            }
        }
        if length == 1 && before.is_some_and(|word| word.lower == "the") && is_compass(first.text) {
            segment.add(EntityType::Place, 1.0, "region");
        }
        // The other side of a hyphen that joins two places.
        let right =
            self.words.within(run.end, line).filter(|word| word.split).and_then(|_| self.known_at(run.end, line));
        let left = || first.split.then(|| self.known_at(run.start.checked_sub(1)?, line)).flatten();
        if right.or_else(left).is_some_and(|(_, known)| known.kind == EntityType::Place) {
            segment.add(EntityType::Place, 1.0, "pair of places");
        }
        // Persons.
        if let Some(given) = self.lists.given.get(first.text) {
            let weight = match (given.weak, length) {
                (false, 1) => 0.6,
                (false, 2..=4) => 1.1,
                (true, 2..=3) => 0.5,
                _ => 0.2,
            };
            segment.add(EntityType::Person, weight, "given name");
        }
        if (2..=4).contains(&length) && list.iter().take(length - 1).any(|word| word.is_initial()) {
            segment.add(EntityType::Person, 0.8, "initial");
        }
        if length > 1 && list.iter().skip(1).any(|word| word.shape == Shape::Lower && is_person_particle(&word.lower)) {
            segment.add(EntityType::Person, 0.5, "particle");
        }
        if list.iter().any(|word| word.lower.starts_with("al-")) && length > 1 {
            segment.add(EntityType::Person, 0.3, "particle");
        }
        // "Ban Ki-moon"
        let small_part = |word: &&Word<'_>| {
            word.text
                .split_once('-')
                .is_some_and(|(left, right)| left.len() > 1 && right.len() > 1 && right.chars().all(char::is_lowercase))
        };
        if (2..=3).contains(&length) && list.iter().any(small_part) {
            segment.add(EntityType::Person, 0.7, "hyphenated given name");
        }
        // "Miller & Sons"
        if list.iter().any(|word| word.text == "&") {
            segment.add(EntityType::Organization, 0.9, "ampersand");
        }
        if last.bare() == "Jr" || last.bare() == "Sr" {
            segment.add(EntityType::Person, 1.0, "particle");
        }
        if (2..=3).contains(&length)
            && list.iter().all(|word| word.shape == Shape::Capital && !self.lists.common.contains(word.lower.as_str()))
        {
            segment.add(EntityType::Person, 0.4, "capitalised");
        }
        // Acronyms.
        if length == 1 && first.shape == Shape::Upper && first.text.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
            segment.add(EntityType::Organization, 0.6, "acronym");
        }
        if self.acronym_follows(&run, line) {
            segment.add(EntityType::Organization, 0.5, "acronym follows");
        }
        if length == 1 && first.lower.starts_with("al-") {
            segment.add(EntityType::Organization, 0.15, "particle");
        }
        // Context before.
        if let Some(before) = before.filter(|_| title.is_none()) {
            match before.lower.as_str() {
                "in" | "near" | "throughout" | "outside" => segment.add(EntityType::Place, 0.55, "place preposition"),
                "across" | "into" | "from" | "around" => segment.add(EntityType::Place, 0.25, "place preposition"),
                "at" => segment.add(EntityType::Organization, 0.2, "context"),
                "to" => segment.add(EntityType::Place, 0.1, "place preposition"),
                "the" => {
                    segment.add(EntityType::Organization, if length == 1 { 0.12 } else { 0.3 }, "article");
                    segment.lower(EntityType::Person, 0.8);
                }
                "mr" | "mr." | "mrs" | "mrs." | "ms" | "ms." | "dr" | "dr." => {
                    segment.add(EntityType::Person, 2.0, "title")
                }
                "told" => segment.add(EntityType::Organization, 0.35, "told"),
                "said" | "says" | "added" | "asked" => segment.add(EntityType::Person, 0.4, "verb of speech"),
                role if self.lists.roles.contains_key(role) => segment.add(EntityType::Person, 0.9, "role"),
                "company" | "firm" | "group" | "agency" | "network" | "newspaper" | "giant" | "startup"
                | "retailer" | "bank" => segment.add(EntityType::Organization, 0.7, "context"),
                "city" | "town" | "village" | "province" | "state" | "capital" | "region" | "island" => {
                    segment.add(EntityType::Place, 0.5, "context")
                }
                _ => {}
            }
        }
        // Context behind.
        if let Some(after) = after {
            match after.lower.as_str() {
                "said" | "says" | "told" | "added" | "asked" | "explained" | "recalled" | "tweeted" | "argued"
                | "believes" | "thinks" => {
                    segment.add(EntityType::Person, 0.4, "verb of speech");
                    segment.add(EntityType::Organization, 0.15, "verb of speech");
                }
                "v." | "v" | "vs." | "vs" => segment.add(EntityType::Person, 0.7, "context"),
                "who" | "himself" | "herself" | "whose" => segment.add(EntityType::Person, 0.5, "relative"),
                "party" | "officials" | "leader" | "leaders" | "chief" | "shares" | "militants" | "fighters" => {
                    segment.add(EntityType::Organization, 0.35, "context")
                }
                "spokesman" | "spokeswoman" | "spokesperson" | "ceo" | "executive" | "employees" | "customers"
                | "headquarters" => segment.add(EntityType::Organization, 0.8, "context"),
                "province" | "district" | "region" | "city" | "county" | "state" | "border" | "valley" | "area"
                | "residents" | "resident" | "beach" | "river" | "town" | "village" | "coast" | "island"
                | "islands" | "neighborhood" | "neighbourhood" | "suburb" | "peninsula" | "desert" | "mountains"
                | "canyon" | "prison" | "hospital" | "airport" | "police" | "highway" => {
                    segment.add(EntityType::Place, 0.5, "context")
                }
                "language" | "languages" | "speakers" | "people" | "peoples" | "tribe" | "tribes" | "tribal"
                | "ethnic" | "minority" | "clan" | "clans" | "community" | "communities" => {
                    segment.add(EntityType::Group, 0.55, "context")
                }
                "," if after2.is_some_and(|word| word.lower == "who" || word.lower == "whose") => {
                    segment.add(EntityType::Person, 0.9, "relative")
                }
                "," if after2.is_some_and(|word| word.shape == Shape::Number && word.text.len() == 2)
                    && self.words.within(run.end + 2, line).is_some_and(|word| word.text == ",") =>
                {
                    segment.add(EntityType::Person, 0.9, "age");
                }
                "," if after2.is_some_and(|word| {
                    matches!(word.lower.as_str(), "a" | "an" | "the" | "former" | "head" | "director" | "president")
                        || self.lists.roles.contains_key(word.lower.as_str())
                }) && self.role_noun_follows(run.end + 1, line) =>
                {
                    segment.add(EntityType::Person, 0.9, "apposition");
                }
                "," if self.known_at(run.end + 1, line).is_some_and(|(_, known)| known.kind == EntityType::Place) => {
                    let place_before = before
                        .is_some_and(|word| matches!(word.lower.as_str(), "in" | "near" | "at" | "from" | "to" | "of"));
                    segment.add(EntityType::Place, if place_before { 0.9 } else { 0.4 }, "place follows");
                }
                _ => {}
            }
        }
        if block == BlockKind::Byline {
            segment.add(EntityType::Person, if length > 1 { 0.8 } else { 0.1 }, "byline");
        }
        // With nothing to go on: most names of two or three words are people, of four and more organisations.
        if segment.scores.iter().all(|&score| score <= 0.05) {
            match length {
                1 => {
                    segment.add(EntityType::Person, 0.12, "capitalised");
                    segment.add(EntityType::Organization, 0.1, "capitalised");
                    segment.add(EntityType::Place, 0.09, "capitalised");
                }
                2 | 3 => {
                    segment.add(EntityType::Organization, 0.25, "capitalised");
                }
                _ => segment.add(EntityType::Organization, 0.25, "capitalised"),
            }
        }
        if length > 1
            && list.iter().all(|word| !word.is_capitalised() || self.lists.common.contains(word.lower.as_str()))
            && segment.why.1 < 0.5
        {
            segment.name *= 0.7;
        }
        // "Great Service": praise at the start of a sentence.
        if length > 1
            && first.initial
            && segment.why.0 == "head noun"
            && list.iter().all(|word| self.lists.common.contains(word.lower.as_str()))
            && self.words.seen(&first.lower).capital == 0
        {
            segment.name *= 0.5;
        }
        found.push(segment);
    }

    /// Whether the words from `index` on, up to a comma, hold a noun for a person.
    fn role_noun_follows(&self, index: usize, line: &Range<usize>) -> bool {
        (index..(index + 8).min(line.end))
            .map_while(|at| {
                self.words.within(at, line).filter(|word| !matches!(word.text, "," | "." | ";" | ")" | "who"))
            })
            .any(|word| self.lists.roles.contains_key(word.lower.as_str()))
    }

    /// Known names only, in a document without capitals.
    fn read_caseless(&self, line: &Range<usize>, found: &mut Vec<Segment>) {
        let mut index = line.start;
        while index < line.end {
            let mut step = 1;
            if let Some(word) = self.words.get(index) {
                let mut key = String::new();
                let most = self.lists.known_first.get(word.lower.as_str()).copied().unwrap_or(0);
                let mut best = None;
                for length in 1..=most {
                    let Some(next) = self.words.within(index + length - 1, line) else { break };
                    if length > 1 {
                        key.push(' ');
                    }
                    key.push_str(&next.lower);
                    if let Some(known) = self.lists.known.get(&key) {
                        let safe = length > 1
                            || (key.len() > 3 && !self.lists.common.contains(key.as_str()) && known.confidence >= 0.85);
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
    fn read_people_in_capitals(
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
                        && !self.lists.common.contains(word.lower.as_str())
                        && !is_function_word(&word.lower)
                        && !self.is_calendar(at, line)
                })
            };
            let initial = |at: usize| self.words.within(at, line).is_some_and(|word| word.joined && word.is_initial());
            let capitalized = capitalized(&word.lower);
            let given = self.lists.given.get(capitalized.as_str()).filter(|given| !given.weak);
            let title = self.lists.titles.get(capitalized.trim_end_matches('.'));
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

    /// `Ann "Red" Miles`: a name in quotation marks between a given name and a surname belongs to the name. `names` are by start.
    fn find_nicknames(&self, line: &Range<usize>, names: &[Candidate], nicknamed: &mut Vec<Candidate>) {
        let is_mark = |at: usize| {
            self.words.within(at, line).is_some_and(|word| matches!(word.text, "\"" | "“" | "”" | "'" | "‘" | "’"))
        };
        let mut index = line.start + 1;
        while index < line.end {
            if !is_mark(index) {
                index += 1;
                continue;
            }
            let close = (index + 2..(index + 2 + MOST_NICKNAME_WORDS).min(line.end)).find(|&at| is_mark(at));
            let Some(close) = close else {
                index += 1;
                continue;
            };
            let capital = |at: usize| {
                self.words
                    .within(at, line)
                    .filter(|word| word.shape == Shape::Capital && !is_function_word(&word.lower))
            };
            let inside = (index + 1..close).all(|at| {
                self.words
                    .get(at)
                    .is_some_and(|word| word.is_capitalised() || matches!(word.lower.as_str(), "the" | "of"))
            });
            if let (true, Some(before), Some(behind)) = (inside, capital(index - 1), capital(close + 1)) {
                let upto = names.partition_point(|name| name.span.start <= before.span.start);
                let left = upto.checked_sub(1).and_then(|at| names.get(at));
                let left = left.filter(|name| name.span.end == before.span.end && name.kind == EntityType::Person);
                let from = names.partition_point(|name| name.span.start < behind.span.start);
                let right = names.get(from).filter(|name| name.span.start == behind.span.start);
                let given = self.lists.given.contains_key(before.text);
                let person = left.is_some() || right.is_some_and(|name| name.kind == EntityType::Person);
                if person && (given || left.is_some()) {
                    let span =
                        left.map_or(before.span, |name| name.span).cover(right.map_or(behind.span, |name| name.span));
                    let merged = Candidate {
                        span,
                        kind: EntityType::Person,
                        confidence: left.or(right).map_or(0.7, |name| name.confidence),
                        found_by: "nickname",
                        title: left.and_then(|name| name.title),
                        gender: left.and_then(|name| name.gender),
                        entry: None,
                    };
                    nicknamed.push(merged);
                }
            }
            index = close + 1;
        }
    }

    /// Names of the text and the lists in a headline.
    fn read_headline(&self, line: &Range<usize>, casing: Casing, known_here: &KnownHere, names: &mut Vec<Candidate>) {
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
                && self.lists.given.get(word.text).is_some_and(|given| !given.weak)
                && let Some(next) = self.words.within(index + 1, line)
                && next.joined
                && next.shape == Shape::Capital
                && !self.lists.common.contains(next.lower.as_str())
                && !is_function_word(&next.lower)
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
    fn known_upper(&self, index: usize, line: &Range<usize>) -> Option<(usize, Known)> {
        let first = self.words.get(index)?;
        let most = self.lists.known_first.get(first.lower.as_str()).copied()?;
        let mut key = String::new();
        let mut best = None;
        for length in 1..=most {
            let Some(word) = self.words.within(index + length - 1, line) else { break };
            if length > 1 {
                key.push(' ');
            }
            key.push_str(&word.lower);
            if let Some(known) = self.lists.known.get(&key)
                && (length > 1 || !self.lists.common.contains(key.as_str()) && !is_function_word(&key))
            {
                best = Some((length, *known));
            }
        }
        best
    }
}

/// The most words of a nickname in quotation marks.
const MOST_NICKNAME_WORDS: usize = 4;

/// "okafor" -> "Okafor"
fn capitalized(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
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

fn after_is_dollar(words: &Words<'_>, index: usize, line: &Range<usize>) -> bool {
    words.within(index, line).is_some_and(|word| word.text.starts_with('$'))
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

/// What the document says about each written form, all its mentions together.
struct Votes {
    forms: HashMap<String, Scores>,
    /// How often each form comes where its capital says something.
    counts: HashMap<String, u32>,
    /// Last words of sure persons.
    surnames: HashMap<String, f64>,
}

impl Votes {
    fn count(document: &Document<'_>, segments: &[Segment]) -> Self {
        let mut votes = Self { forms: HashMap::new(), counts: HashMap::new(), surnames: HashMap::new() };
        for segment in segments {
            let text = document.str(segment.span);
            if segment.single && segment.name >= 0.7 {
                *votes.counts.entry(text.to_lowercase()).or_default() += 1;
            }
            let form = votes.forms.entry(text.to_lowercase()).or_insert([0.0; 9]);
            for (sum, score) in form.iter_mut().zip(segment.scores) {
                *sum += score;
            }
            if !segment.single
                && best(&segment.scores).is_some_and(|(kind, score)| kind == EntityType::Person && score >= 0.7)
            {
                for word in text.split_whitespace() {
                    let weight = if text.ends_with(word) { 0.9 } else { 0.5 };
                    let sum = votes.surnames.entry(word.to_lowercase()).or_default();
                    *sum = f64::max(*sum, weight);
                }
            }
        }
        votes
    }

    fn decide(&self, document: &Document<'_>, segment: Segment) -> Option<Candidate> {
        let text = document.str(segment.span).to_lowercase();
        let mut scores = segment.scores;
        let mut found_by = segment.why.0;
        // A title decides for its own mention.
        if segment.why.0 != "title"
            && let Some(all) = self.forms.get(&text)
        {
            // The mention's own context weighs most; the document decides where it says little.
            for (score, sum) in scores.iter_mut().zip(all) {
                *score += 0.6 * (sum - *score).min(3.0);
            }
        }
        let listed = matches!(segment.why.0, "list:country" | "list:nationality");
        if segment.single
            && !listed
            && let Some(weight) = self.surnames.get(&text)
        {
            if let Some(score) = scores.get_mut(slot(EntityType::Person)) {
                *score += weight;
            }
            if segment.why.1 < *weight {
                found_by = "surname";
            }
        }
        let (kind, score) = best(&scores)?;
        let second =
            KINDS.iter().zip(scores).filter(|(other, _)| **other != kind).map(|(_, score)| score).fold(0.0, f64::max);
        let repeated = self.counts.get(&text).is_some_and(|&count| count >= 3);
        let known = found_by == "surname" || segment.why.1 >= 0.5;
        let name = if found_by == "surname" { segment.name.max(0.85) } else { segment.name };
        let margin = (0.5 + 0.5 * (score - second) / (score + second + 0.15)).clamp(0.0, 1.0);
        // Nothing but a capital, an article, a country inside: measured on the training text, such names are right in one case of three.
        let weak = segment.why.1 < 0.5
            && found_by != "surname"
            && matches!(found_by, "capitalised" | "article" | "country before" | "country inside");
        let name = if weak && !segment.single { 0.7 * name } else { name };
        let confidence = (name * margin).min(0.98);
        let least = match (known, segment.single) {
            // Measured on the dev parts: below this, less than four names in ten are right.
            (true, _) if found_by == "model" && kind != EntityType::Person && name < 0.55 && !repeated => 0.52,
            (true, _) => 0.25,
            // A name that comes again is worth showing even when its type is a guess.
            (false, true) if repeated => 0.35,
            (false, true) => 0.46,
            (false, false) if found_by == "capitalised" => 0.4,
            (false, false) => 0.35,
        };
        if confidence < least {
            return None;
        }
        Some(Candidate {
            span: segment.span,
            kind,
            confidence,
            found_by,
            title: segment.title,
            gender: segment.gender,
            entry: None,
        })
    }
}

fn best(scores: &Scores) -> Option<(EntityType, f64)> {
    let mut best: Option<(EntityType, f64)> = None;
    for (kind, &score) in KINDS.iter().zip(scores) {
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((*kind, score));
        }
    }
    best.filter(|(_, score)| *score > 0.0)
}

/// The names of the text, by first word, for finding them in headlines.
struct KnownHere {
    by_first: HashMap<String, BTreeMap<Vec<String>, EntityType>>,
}

/// Names that share a first word are looked through one by one; more than this many are not.
const MOST_PER_WORD: usize = 32;

impl KnownHere {
    fn new(document: &Document<'_>, names: &[Candidate]) -> Self {
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

    fn at(&self, words: &Words<'_>, index: usize, line: &Range<usize>, casing: Casing) -> Option<(usize, EntityType)> {
        let first = words.get(index)?;
        if !first.is_capitalised() || (casing == Casing::Upper && lists().common.contains(first.lower.as_str())) {
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

/// What speaks for a type.
pub(super) fn score(scores: &Scores, kind: EntityType) -> f64 {
    scores.get(slot(kind)).copied().unwrap_or(0.0)
}
