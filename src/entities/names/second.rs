//! A second look at the names found, with the words beside them: what a name was torn from, and what its own words say of its type.
//!
//! Each rule is about the form of names in general: particles and second given names, head nouns, letters behind a name that stand for an
//! office, the place at the head of a report. What the reader's dictionary gives is never touched.

use std::collections::{BTreeMap, BTreeSet};

use super::beside;
use super::finder::Finder;
use crate::analysis::EntityType;
use crate::entities::candidate::Candidate;
use crate::entities::words::{Casing, Line, Word};
use crate::lexicon::{self, TitleClass, class};
use crate::text::{Shape, Span};

/// Letters behind a name that stand for an office, an order or a degree.
const LETTERS: [&str; 26] = [
    "SC", "BL", "KC", "QC", "SJ", "MP", "MSP", "MEP", "MLA", "TD", "CBE", "OBE", "MBE", "KBE", "DBE", "FRS", "MD",
    "M.D.", "PhD", "Ph.D.", "DDS", "RN", "CPA", "Esq", "Esq.", "BEM",
];
/// What stands behind an organisation that does something, or has somebody.
const ACTS: [&str; 22] = [
    "said",
    "says",
    "has",
    "had",
    "will",
    "would",
    "wants",
    "warned",
    "announced",
    "admits",
    "leader",
    "president",
    "chairman",
    "chairwoman",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "chief",
    "director",
    "members",
    "officials",
    "general",
];
/// Who belongs to a family.
const KIN: [&str; 19] = [
    "son",
    "daughter",
    "wife",
    "husband",
    "brother",
    "sister",
    "mother",
    "father",
    "nephew",
    "niece",
    "uncle",
    "aunt",
    "cousin",
    "widow",
    "widower",
    "grandson",
    "granddaughter",
    "grandmother",
    "grandfather",
];
/// What is often called by a person's name with this word behind it.
const NAMED_AFTER: [&str; 19] = [
    "School",
    "Elementary",
    "Academy",
    "College",
    "University",
    "Institute",
    "Hospital",
    "Clinic",
    "Church",
    "Stadium",
    "Arena",
    "Library",
    "Museum",
    "Airport",
    "Bridge",
    "Center",
    "Centre",
    "Theatre",
    "Theater",
];
/// What a periodical is called before its name.
const PERIODICALS: [&str; 6] = ["journal", "magazine", "newspaper", "newsletter", "daily", "weekly"];
/// The most words a dateline has before its dash.
const DATELINE: usize = 12;

/// "Group G" of a tournament.
fn is_group_of_teams(words: &[&str]) -> bool {
    matches!(words, ["Group", letter] if letter.len() == 1 && letter.chars().all(char::is_uppercase))
}

/// Whether a name behind this text is a periodical's: "published in the journal".
fn periodical(before: &str) -> bool {
    let word = before.strip_suffix(' ').and_then(|before| before.rsplit(char::is_whitespace).next());
    word.is_some_and(|word| PERIODICALS.contains(&word))
}

/// Mends `names`, which are in text order.
pub(super) fn amend(finder: &Finder<'_, '_>, names: &mut Vec<Candidate>) {
    let mut places = Vec::new();
    for line in finder.words.lines.iter().filter(|line| line.casing == Casing::Normal) {
        places.extend(finder.mend_dateline(line, names));
    }
    names.append(&mut places);
    names.sort_by_key(|name| name.span.start);
    finder.mend_torn(names);
    finder.join_long_offices(names);
    finder.split_at_commas(names);
    drop_bare_offices(finder, names);
    let acting = finder.acting_capitals();
    for name in names.iter_mut().filter(|name| name.entry.is_none()) {
        finder.retype(name, &acting);
    }
    beside::retype(finder, names);
    one_type_for_a_firm(finder, names);
    by_last_word(finder, names);
}

impl Finder<'_, '_> {
    fn text(&self, span: Span) -> &str {
        span.of(self.document.text)
    }

    /// The words of a name, as a range of [`super::Words::all`].
    fn words_of(&self, span: Span) -> std::ops::Range<usize> {
        let all = &self.words.all;
        let first = all.partition_point(|word| word.span.end <= span.start);
        first..all.partition_point(|word| word.span.start < span.end)
    }

    /// "LINCOLN, Neb. (AP) —": what stands before the dash or the agency is where the report comes from.
    fn mend_dateline(&self, line: &Line, names: &mut [Candidate]) -> Option<Candidate> {
        let words = self.words.all.get(line.words.clone()).unwrap_or_default();
        let first = words.first().filter(|first| first.shape == Shape::Upper && first.lower.len() > 2)?;
        let at = self.document.blocks.partition_point(|block| block.start < first.span.start);
        let opens = self.document.blocks.get(at).is_some_and(|block| block.start == first.span.start);
        let end = words.iter().take(DATELINE).position(|word| matches!(word.text, "(" | "-" | "–" | "—" | "--"));
        let end = end.filter(|&end| opens && end > 0)?;
        let place = words.get(..end).unwrap_or_default();
        let plain = place.iter().all(|word| word.is_capitalised() || matches!(word.text, "," | "."));
        let agency = words.get(end).is_some_and(|word| word.text == "(");
        let closed = !agency || words.iter().skip(end).take(6).any(|word| matches!(word.text, "-" | "–" | "—" | "--"));
        // "FIRST WORDS IN CAPITALS - as some papers print them" has no comma or agency and more words.
        let few = place.len() <= 3 || place.iter().any(|word| word.text == ",");
        let days = place.iter().any(|word| lexicon::lexeme(&word.bare().to_lowercase()).is(class::MONTH));
        if !plain || !closed || !few || days {
            return None;
        }
        let last = place.last()?;
        let whole = Span::new(first.span.start, last.span.end);
        let from = names.partition_point(|name| name.span.end <= whole.start);
        let upto = names.partition_point(|name| name.span.start < whole.end);
        let within = names.get_mut(from..upto).unwrap_or_default();
        // "TODAY NICARAGUA –" is the paper.
        let sure = agency || place.iter().any(|word| word.text == ",");
        let paper = |name: &Candidate| name.kind == EntityType::Organization && name.span == whole;
        if !sure && place.len() > 1 && within.iter().any(paper) {
            return None;
        }
        let mut met = false;
        for name in within.iter_mut().filter(|name| whole.contains(name.span) && name.entry.is_none()) {
            name.kind = EntityType::Place;
            met |= name.span.start == first.span.start;
        }
        if met {
            return None;
        }
        let comma = place.iter().position(|word| word.text == ",").unwrap_or(place.len());
        let last = comma.checked_sub(1).and_then(|last| place.get(last))?;
        let city = Span::new(first.span.start, last.span.end);
        let free = within.iter().all(|name| !name.span.overlaps(city));
        free.then_some(Candidate {
            span: city,
            kind: EntityType::Place,
            confidence: 0.8,
            found_by: "dateline",
            title: None,
            gender: None,
            entry: None,
        })
    }

    /// Whether a capital word inside a sentence may be a part of the name beside it.
    fn may_join(&self, word: &Word<'_>) -> bool {
        let bare = word.bare();
        word.shape == Shape::Capital
            && word.text.chars().count() > 1
            && !matches!(bare, "Prophet" | "Saint" | "Prez")
            && !word.split
            && word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && !lexicon::lexeme(bare).is(class::LISTED_TITLE)
            && !lexicon::lexeme(word.lower.as_str()).is(class::ROLE)
            && !lexicon::lexeme(bare).is(class::HEAD_NOUN)
            && !lexicon::lexeme(&word.lower).is(class::MONTH)
            && !lexicon::lexeme(&word.lower).is(class::WEEKDAY)
            && lexicon::known_name(&word.lower).is_none()
    }

    /// Names that lost a part: "Con | Shaw", "Jomar | dela | Cruz", "Ernest | Two Strike", "Jefferson Middle | School".
    fn mend_torn(&self, names: &mut Vec<Candidate>) {
        let mut index = 0;
        let mut gone: BTreeSet<usize> = BTreeSet::new();
        while index < names.len() {
            let Some(name) = names.get(index).cloned() else { break };
            index += 1;
            if name.entry.is_some() {
                continue;
            }
            let words = self.words_of(name.span);
            let Some(line) = self.line_of(words.start) else { continue };
            if line.casing != Casing::Normal {
                continue;
            }
            let bound = |at: usize| line.words.contains(&at);
            let left_end = index.checked_sub(2).and_then(|at| names.get(at)).map_or(0, |left| left.span.end);
            let right = names.get(index).cloned();
            let right_start = right.as_ref().map_or(usize::MAX, |right| right.span.start);
            let single = words.len() == 1;
            let mut span = name.span;
            let mut kind = name.kind;
            let mut swallowed = false;
            // A head noun right behind it tells what the whole is.
            let next = self
                .words
                .get(words.end)
                .filter(|next| bound(words.end) && next.joined && next.span.start < right_start);
            let head =
                next.filter(|next| next.shape == Shape::Capital).and_then(|next| lexicon::lexeme(next.bare()).head());
            let cut_by = self
                .words
                .get(words.end + 1)
                .is_some_and(|word| bound(words.end + 1) && word.joined && word.is_capitalised());
            if let (Some(next), Some(head)) = (next, head)
                && !head.weak
                && !cut_by
                && name.title.is_none()
                && matches!(head.kind, EntityType::Organization | EntityType::Facility)
                && (matches!(name.kind, EntityType::Group | EntityType::Facility)
                    || name.kind == EntityType::Person && NAMED_AFTER.contains(&next.bare()))
                && !next.initial
            {
                span = span.cover(next.span);
                kind = head.kind;
            } else if name.kind == EntityType::Person {
                let before = words.start.checked_sub(1).filter(|&at| bound(at)).and_then(|at| self.words.get(at));
                let here = self.words.get(words.start);
                if let Some(before) = before.filter(|before| {
                    single
                        && name.title.is_none()
                        && here.is_some_and(|here| here.joined && here.shape == Shape::Capital)
                        && before.span.start >= left_end
                        && !before.initial
                        && before.text.chars().count() <= 9
                        && self.may_join(before)
                        && !lexicon::lexeme(self.text(name.span)).is(class::GIVEN_NAME)
                        && (!lexicon::lexeme(&before.lower).is(class::FUNCTION_WORD) || before.text == "Will")
                        && !lexicon::lexeme(before.lower.as_str()).is(class::COMMON)
                }) {
                    span = before.span.cover(span);
                }
                // "Jomar" "dela" "Cruz"
                let particles = (words.end..words.end + 3)
                    .take_while(|&at| {
                        self.words.within(at, &line.words).is_some_and(|word| {
                            word.joined
                                && word.shape == Shape::Lower
                                && lexicon::lexeme(&word.lower).is(class::PERSON_PARTICLE)
                        })
                    })
                    .count();
                let behind = self.words.within(words.end + particles, &line.words);
                if let (true, Some(behind), Some(right)) = (particles > 0, behind, right.as_ref())
                    && behind.joined
                    && right.span.start == behind.span.start
                    && right.entry.is_none()
                    && right.kind == EntityType::Person
                    && self.words_of(right.span).len() == 1
                {
                    span = span.cover(right.span);
                    swallowed = true;
                } else if particles == 0
                    && single
                    && lexicon::lexeme(self.text(name.span)).given_name().is_some_and(|given| !given.weak)
                {
                    // "Ernest Two Strike testified": what follows in capitals belongs to a given name.
                    let mut end = words.end;
                    while end < words.end + 3
                        && self.words.within(end, &line.words).is_some_and(|word| {
                            word.joined && word.span.start < right_start && !word.initial && self.may_join(word)
                        })
                    {
                        end += 1;
                    }
                    let verb = self
                        .words
                        .within(end, &line.words)
                        .is_some_and(|word| word.shape == Shape::Lower || word.text == ",");
                    if let Some(last) =
                        end.checked_sub(1).and_then(|last| self.words.get(last)).filter(|_| verb && end > words.end)
                    {
                        span = span.cover(last.span);
                    }
                }
            }
            if span != name.span
                && let Some(slot) = names.get_mut(index - 1)
            {
                slot.span = span;
                slot.kind = kind;
                if swallowed {
                    gone.insert(index);
                    index += 1;
                }
            }
        }
        let mut number = 0;
        names.retain(|_| {
            number += 1;
            !gone.contains(&(number - 1))
        });
    }

    /// "Department for Environment, Food and Rural Affairs": an office may look after several things.
    fn join_long_offices(&self, names: &mut Vec<Candidate>) {
        let offices = ["Department for ", "Department of ", "Ministry of ", "Ministry for ", "Committee on "];
        let mut joined: Vec<Candidate> = Vec::with_capacity(names.len());
        for name in names.drain(..) {
            if let Some(first) = joined.last_mut()
                && first.entry.is_none()
                && name.entry.is_none()
                && matches!(name.kind, EntityType::Organization | EntityType::Group | EntityType::Product)
                && self.text(Span::new(first.span.end, name.span.start.max(first.span.end))) == ", "
                && self.text(name.span).contains(" and ")
                && offices.iter().any(|office| self.text(first.span).contains(office))
            {
                first.span = Span::new(first.span.start, name.span.end);
                first.kind = EntityType::Organization;
            } else {
                joined.push(name);
            }
        }
        *names = joined;
    }

    fn line_of(&self, word: usize) -> Option<&Line> {
        let at = self.words.lines.partition_point(|line| line.words.end <= word);
        self.words.lines.get(at).filter(|line| line.words.contains(&word))
    }

    /// "Cambridge, Massachusetts" are two places, "Broadbent, Bailey" two people.
    fn split_at_commas(&self, names: &mut Vec<Candidate>) {
        let mut behind = Vec::new();
        for name in names.iter_mut().filter(|name| name.entry.is_none()) {
            if !matches!(name.kind, EntityType::Person | EntityType::Place) {
                continue;
            }
            let text = self.text(name.span);
            let Some((left, right)) = text.split_once(", ") else { continue };
            let ends = right.trim_end_matches('.');
            let known = lexicon::known_name(&text.to_lowercase()).is_some();
            let capital = right.starts_with(char::is_uppercase) && !left.is_empty();
            if known || !capital || matches!(ends, "Jr" | "Sr" | "II" | "III") {
                continue;
            }
            let second = Span::new(name.span.end - right.len(), name.span.end);
            name.span = Span::new(name.span.start, name.span.start + left.len());
            behind.push(Candidate { span: second, title: None, ..name.clone() });
        }
        names.append(&mut behind);
        names.sort_by_key(|name| name.span.start);
    }

    /// What the words of a name alone say against its type.
    fn retype(&self, name: &mut Candidate, acting: &BTreeSet<&str>) {
        let text = self.text(name.span);
        // "Her nephew, Con Shaw,": kin are people.
        let before = self.document.text.get(..name.span.start).unwrap_or_default();
        let kin = before.strip_suffix(", ").or_else(|| before.strip_suffix(' ')).and_then(|before| {
            let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
            Some(KIN.contains(&word))
        });
        let heads = text.split_whitespace().any(|word| lexicon::lexeme(word).is(class::HEAD_NOUN));
        let unknown = name.found_by == "model" && lexicon::known_name(&text.to_lowercase()).is_none();
        if kin == Some(true) && unknown && !heads && text.split_whitespace().count() <= 4 {
            name.kind = EntityType::Person;
        }
        let words: Vec<&str> = text.split_whitespace().collect();
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        // "Ray Boland SC"
        if name.kind == EntityType::Person && words.len() >= 3 && LETTERS.contains(last) {
            let shorter = text.strip_suffix(last).map_or(text, str::trim_end);
            name.span = Span::new(name.span.start, name.span.start + shorter.len());
            return;
        }
        // "By Our Obituaries Desk"
        if name.kind == EntityType::Person
            && matches!(*last, "Desk" | "Staff" | "Newsroom" | "Bureau" | "Reporters" | "Correspondents" | "Writers")
        {
            name.kind = EntityType::Organization;
            return;
        }
        // "MILLBROOK, Vt. (WCVT) –": who sends the report.
        if matches!(name.kind, EntityType::Product | EntityType::Group | EntityType::Person | EntityType::Place)
            && before.ends_with('(')
            && !text.contains(char::is_lowercase)
            && words.len() == 1
            && self.opens_report(name.span)
        {
            name.kind = EntityType::Organization;
            return;
        }
        // "The "Harbor Lights" star"
        if name.kind == EntityType::Place
            && name.found_by == "model"
            && words.len() >= 2
            && lexicon::known_name(&text.to_lowercase()).is_none()
            && self.in_marks(name.span)
        {
            name.kind = EntityType::Work;
            return;
        }
        let head = |word: &str| lexicon::lexeme(word.trim_end_matches('.')).head();
        let person = name.kind == EntityType::Person && name.title.is_none_or(|_| words.len() > 2);
        let unsure = person || name.kind == EntityType::Group;
        // "the Tom Cruise video"
        if name.kind == EntityType::Group
            && name.found_by == "model"
            && words.len() == 2
            && lexicon::lexeme(first).given_name().is_some_and(|given| !given.weak)
            && head(last).is_none()
            && !peoples(&words)
        {
            name.kind = EntityType::Person;
            return;
        }
        if unsure && words.len() >= 2 {
            // "Stonebridge Consulting"
            let firm = name.kind == EntityType::Person
                && name.found_by == "model"
                && words.len() == 2
                && !lexicon::lexeme(first).is(class::GIVEN_NAME)
                && head(last).is_some_and(|head| head.kind == EntityType::Organization && !head.weak);
            if firm || matches!(*last, "Tribe" | "Nation") && name.kind == EntityType::Person {
                name.kind = EntityType::Organization;
            } else if matches!(*last, "Ave." | "Ave" | "Blvd." | "Blvd" | "Rd." | "Rd" | "Avenue" | "Boulevard") {
                name.kind = EntityType::Facility;
            } else if matches!(
                *first,
                "Secretariat" | "Department" | "Ministry" | "Directorate" | "Municipality" | "Province" | "Diocese"
            ) && words.get(1).is_some_and(|word| matches!(*word, "for" | "of"))
            {
                name.kind = EntityType::Organization;
                name.title = None;
            } else if let Some(head) = head(last).filter(|head| !head.weak && name.kind == EntityType::Group) {
                if matches!(head.kind, EntityType::Organization | EntityType::Facility | EntityType::Event) {
                    name.kind = head.kind;
                }
            } else if name.kind == EntityType::Group
                && name.found_by == "model"
                && (lexicon::lexeme(&last.to_lowercase()).is(class::WEEKDAY)
                    || matches!(*last, "Fair" | "Bowl" | "Games"))
            {
                name.kind = EntityType::Event;
            } else if name.kind == EntityType::Group
                && name.found_by == "model"
                && (is_group_of_teams(&words) || periodical(before))
            {
                name.kind = EntityType::Organization;
            } else if name.kind == EntityType::Group && name.found_by == "model" && !peoples(&words) {
                name.kind = if self.in_marks(name.span) { EntityType::Work } else { EntityType::Product };
            }
        } else if name.kind == EntityType::Group
            && name.found_by == "model"
            && head(last).is_some_and(|head| head.kind == EntityType::Organization && !head.weak)
        {
            // "documents seen by the Courier"
            name.kind = EntityType::Organization;
        } else if name.kind == EntityType::Group
            && name.found_by == "model"
            && (2..=6).contains(&text.len())
            && text.chars().all(char::is_uppercase)
            && lexicon::known_name(&text.to_lowercase()).is_none()
        {
            // "CWU": no people is called by capitals alone; one that acts or is spelled out is an organisation.
            name.kind = if acting.contains(text) { EntityType::Organization } else { EntityType::Product };
        }
    }

    /// Whether a name in brackets ends a dateline: its paragraph begins shortly before, and a dash follows.
    fn opens_report(&self, span: Span) -> bool {
        let blocks = self.document.blocks;
        let at = blocks.partition_point(|block| block.end <= span.start);
        let behind = self.document.text.get(span.end..).unwrap_or_default();
        blocks.get(at).is_some_and(|block| block.start <= span.start && span.start - block.start <= 60)
            && [") —", ") –", ") -", ")—", ")–"].iter().any(|dash| behind.starts_with(dash))
    }

    /// The capitals that stand anywhere as what acts or owns or is spelled out: "the CWU said", "the CWU's leader", "CWU (Coastal ...".
    fn acting_capitals(&self) -> BTreeSet<&str> {
        let words = &self.words.all;
        let capitals = words.iter().enumerate().filter(|(_, word)| word.shape == Shape::Upper && word.text.len() > 1);
        let acting = capitals.filter(|(index, word)| {
            let next = words.get(index + 1);
            let rest = self.document.text.get(word.span.end..).unwrap_or_default();
            let owns = rest.starts_with("'s ") || rest.starts_with("’s ");
            let verb = next.is_some_and(|next| next.joined && ACTS.contains(&next.lower.as_str()));
            let spelled = next.is_some_and(|next| next.text == "(")
                && words.get(index + 2).is_some_and(|long| {
                    long.is_capitalised() && word.text.chars().next() == long.text.chars().next() && long.text.len() > 2
                });
            owns || verb || spelled
        });
        acting.map(|(_, word)| word.text).collect()
    }

    /// Whether a name stands in quotation marks of its own, with or without an article before it.
    fn in_marks(&self, span: Span) -> bool {
        let marks = ['"', '“', '”', '\'', '‘', '’'];
        let before = self.document.text.get(..span.start).unwrap_or_default();
        let before = before.strip_suffix("The ").or_else(|| before.strip_suffix("A ")).unwrap_or(before);
        let behind = self.document.text.get(span.end..).unwrap_or_default();
        let behind = behind.trim_start_matches([',', '.']);
        before.ends_with(marks) && behind.starts_with(marks) && !behind.starts_with("'s") && !behind.starts_with("’s")
    }
}

/// "Sheriff's deputies": an office alone is nobody's name, unless somebody is called so.
fn drop_bare_offices(finder: &Finder<'_, '_>, names: &mut Vec<Candidate>) {
    let surnames: BTreeSet<&str> = names
        .iter()
        .filter(|name| name.kind == EntityType::Person)
        .filter_map(|name| Some(name.span.of(finder.document.text).rsplit_once(' ')?.1))
        .collect();
    names.retain(|name| {
        let text = name.span.of(finder.document.text);
        let owns = finder
            .document
            .text
            .get(name.span.end..)
            .is_some_and(|rest| rest.starts_with("'s ") || rest.starts_with("’s "));
        let office = lexicon::lexeme(text).title().is_some_and(|title| title.class == TitleClass::Office);
        !(name.kind == EntityType::Person && name.entry.is_none() && owns && office && !surnames.contains(text))
    });
}

/// Whether words may call a people, a faith or a party's members: an adjective or a plural among them.
fn peoples(words: &[&str]) -> bool {
    words.iter().any(|word| {
        let word = word.trim_end_matches('.');
        ["an", "ese", "ish", "ist", "ic", "ch", "i", "s", "men", "ite", "crat", "Tribe", "Nation", "Liberal", "Green"]
            .iter()
            .any(|ending| word.ends_with(ending))
    })
}

/// "Norrvik" where the text has "Norrvik Energi": a lone word that begins an organisation's name, and nobody's, is that organisation.
fn one_type_for_a_firm(finder: &Finder<'_, '_>, names: &mut [Candidate]) {
    let mut firms: BTreeMap<String, bool> = BTreeMap::new();
    let mut people: BTreeSet<String> = BTreeSet::new();
    for name in names.iter() {
        let words: Vec<&str> = finder.text(name.span).split_whitespace().collect();
        let (Some(first), Some(second)) = (words.first(), words.get(1)) else { continue };
        match name.kind {
            EntityType::Organization => {
                let of_a_person =
                    ["Administration", "Campaign", "Organization", "Foundation", "Family", "Trust", "administration"];
                let plain = !words.iter().any(|word| of_a_person.contains(word))
                    && !lexicon::lexeme(second).is(class::FUNCTION_WORD);
                let known = lexicon::known_name(&first.to_lowercase()).is_some()
                    || lexicon::lexeme(first).is(class::GIVEN_NAME)
                    || lexicon::lexeme(first.to_lowercase().as_str()).is(class::COMMON);
                let fits = plain && !known && first.chars().count() > 3;
                firms.entry((*first).to_owned()).and_modify(|all| *all &= fits).or_insert(fits);
            }
            EntityType::Person => people.extend(words.iter().map(|word| (*word).to_owned())),
            _ => {}
        }
    }
    for name in names.iter_mut().filter(|name| name.entry.is_none() && name.title.is_none()) {
        let text = finder.text(name.span);
        let lone = name.kind == EntityType::Person && name.gender.is_none() && !text.contains(' ');
        if lone && firms.get(text) == Some(&true) && !people.contains(text) {
            name.kind = EntityType::Organization;
        }
    }
}

/// "Odette" where the text has "Hurricane Odette" is the storm, and "Villa" the club where it has "Aston Villa", which the lists know.
fn by_last_word(finder: &Finder<'_, '_>, names: &mut [Candidate]) {
    const STORMS: [&str; 6] = ["Hurricane", "Typhoon", "Cyclone", "Storm", "Tropical Storm", "Superstorm"];
    let mut called: BTreeMap<String, EntityType> = BTreeMap::new();
    let mut surnames: BTreeSet<String> = BTreeSet::new();
    for name in names.iter() {
        let text = finder.text(name.span);
        let Some((first, last)) = text.rsplit_once(' ') else { continue };
        let known = lexicon::known_name(&text.to_lowercase());
        if STORMS.contains(&first) {
            called.insert(last.to_owned(), EntityType::Event);
        } else if name.kind == EntityType::Person {
            surnames.insert(last.to_owned());
        } else if known.is_some_and(|known| known.kind == EntityType::Organization)
            && !first.contains(' ')
            && last.len() >= 5
            && !lexicon::lexeme(last).is(class::HEAD_NOUN)
            && lexicon::known_name(&last.to_lowercase()).is_none()
        {
            called.insert(last.to_owned(), EntityType::Organization);
        }
    }
    for name in names.iter_mut().filter(|name| name.entry.is_none() && name.title.is_none()) {
        let text = finder.text(name.span);
        if let Some(kind) = called.get(text).filter(|_| !surnames.contains(text)) {
            name.kind = *kind;
        }
    }
}
