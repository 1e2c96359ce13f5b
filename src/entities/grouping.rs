//! Gathers the mentions of one person, organisation or place under one entity.
//!
//! Names are compared by the document alone: same words, acronym and long form, surname and full name, company with and without
//! suffix, "commonly known as". Every look-up goes through a map or a bounded window, so that a long list of names stays linear.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::candidate::Candidate;
use super::spelling::{comparable, is_acronym_of, is_skipped, skeleton, unaccented, words_of};
use crate::analysis::EntityType;
use crate::lexicon::{self, Gender, class};
use crate::text::{Document, Span};

/// Mentions of one entity before it gets its final form.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub(super) kind: EntityType,
    /// Indexes into the candidates, in text order.
    pub(super) mentions: Vec<usize>,
    /// What the lists call it, if they know it.
    pub(super) canonical: Option<&'static str>,
    pub(super) gender: Option<Gender>,
}

/// Sentences after which the nearest bearer of a surname no longer has it for sure.
const FADES: usize = 3;
/// The same for a bearer who has been named only once.
const FADES_ONCE: usize = 1;
/// How far behind the bearers of a surname are looked for, in bearers.
const MOST_BEARERS: usize = 8;

/// Union-find over names.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn root(&mut self, mut index: usize) -> usize {
        while let Some(&parent) = self.parent.get(index) {
            if parent == index {
                break;
            }
            let above = self.parent.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parent.get_mut(index) {
                *slot = above;
            }
            index = above;
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.parent.get_mut(high) {
            *slot = low;
        }
    }
}

/// A distinct written name.
struct Form {
    text: String,
    kind: EntityType,
    mentions: Vec<usize>,
    canonical: Option<&'static str>,
}

/// Whether two types may name one thing.
fn compatible(a: EntityType, b: EntityType) -> bool {
    use EntityType::{Facility, Organization, Place};
    a == b
        || matches!((a, b), (Organization, Facility) | (Facility, Organization) | (Place, Facility) | (Facility, Place))
}

/// The groups of `candidates`, which are in text order.
pub(super) fn group(document: &Document<'_>, candidates: &[Candidate]) -> Vec<Group> {
    let mut forms: Vec<Form> = Vec::new();
    let mut index_of: HashMap<(String, bool), usize> = HashMap::new();
    // A bare name of a person is resolved mention by mention, since two people may share it.
    let mut bare: Vec<(usize, String)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let text = comparable(document.str(candidate.span));
        let person = candidate.kind == EntityType::Person;
        if person && candidate.entry.is_none() && !text.contains(' ') {
            bare.push((index, text));
            continue;
        }
        let listed =
            lexicon::known_name(&text).filter(|known| known.kind == candidate.kind).map(|known| known.canonical);
        let key = if let Some(entry) = candidate.entry {
            format!("entry {entry}")
        } else {
            listed.map_or_else(|| unaccented(&text), |canonical| unaccented(&comparable(canonical)))
        };
        let slot = *index_of.entry((key, person)).or_insert_with(|| {
            forms.push(Form { text: text.clone(), kind: candidate.kind, mentions: Vec::new(), canonical: listed });
            forms.len() - 1
        });
        if let Some(form) = forms.get_mut(slot) {
            form.mentions.push(index);
            form.canonical = form.canonical.or(listed);
            if form.text.len() < text.len() && listed.is_none() {
                form.text = text;
            }
        }
    }
    settle_types(candidates, &mut forms);
    let mut sets = Sets { parent: (0..forms.len()).collect() };
    join_persons(&forms, &mut sets);
    join_acronyms(document, candidates, &forms, &mut sets);
    join_organizations(&forms, &mut sets);
    join_known_as(document, candidates, &forms, &mut sets);

    let mut groups: BTreeMap<usize, Group> = BTreeMap::new();
    for (index, form) in forms.iter().enumerate() {
        let root = sets.root(index);
        let kind = forms.get(root).map_or(form.kind, |root| root.kind);
        let group =
            groups.entry(root).or_insert_with(|| Group { kind, mentions: Vec::new(), canonical: None, gender: None });
        group.mentions.extend(&form.mentions);
        group.canonical = group.canonical.or(form.canonical);
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    for group in &mut groups {
        group.mentions.sort_unstable();
        group.gender = gender_of(document, candidates, group);
    }
    assign_bare(document, candidates, bare, &mut groups);
    for group in &mut groups {
        group.mentions.sort_unstable();
        group.gender = group.gender.or_else(|| gender_of(document, candidates, group));
    }
    groups.sort_by_key(|group| group.mentions.first().copied());
    groups
}

/// One form, one type: the one with most confidence over all its mentions.
fn settle_types(candidates: &[Candidate], forms: &mut [Form]) {
    for form in forms {
        let mut votes: BTreeMap<EntityType, f64> = BTreeMap::new();
        for candidate in form.mentions.iter().filter_map(|&index| candidates.get(index)) {
            *votes.entry(candidate.kind).or_default() += candidate.confidence;
        }
        let mut best = (form.kind, 0.0);
        for (kind, vote) in votes {
            if vote > best.1 {
                best = (kind, vote);
            }
        }
        form.kind = best.0;
    }
}

/// Full names of one person: same surname, and given names that do not contradict.
fn join_persons(forms: &[Form], sets: &mut Sets) {
    let mut by_surname: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| form.kind == EntityType::Person) {
        let words = words_of(&form.text);
        let surname = words.iter().rev().find(|word| !matches!(**word, "jr" | "sr" | "ii" | "iii" | "iv"));
        let bearers = by_surname.entry(skeleton(surname.copied().unwrap_or_default())).or_default();
        for &other in bearers.iter().rev().take(MOST_BEARERS) {
            if forms.get(other).is_some_and(|other| same_person(&other.text, &form.text)) {
                sets.join(other, index);
                break;
            }
        }
        bearers.push(index);
    }
    // "Abu Bakr al-Baghdadi Hassan": the shorter name begins the longer.
    let mut by_start: HashMap<String, usize> = HashMap::new();
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| form.kind == EntityType::Person) {
        let words = words_of(&form.text);
        if words.len() == 2 {
            by_start.entry(form.text.clone()).or_insert(index);
        }
    }
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| form.kind == EntityType::Person) {
        let words = words_of(&form.text);
        if words.len() > 2
            && let Some(&short) = words.get(..2).map(|start| start.join(" ")).and_then(|start| by_start.get(&start))
        {
            sets.join(short, index);
        }
    }
}

fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (words_of(a), words_of(b));
    let tail = |words: &[&str]| unaccented(words.last().copied().unwrap_or_default());
    let (first_a, first_b) = (a.first().copied().unwrap_or_default(), b.first().copied().unwrap_or_default());
    let surname = tail(&a) == tail(&b)
        || (tail(&a).len() > 4 && skeleton(&tail(&a)) == skeleton(&tail(&b)) && first_a == first_b);
    if !surname {
        return false;
    }
    let initial = |short: &str, long: &str| {
        short.trim_end_matches('.').chars().count() == 1 && long.starts_with(short.trim_end_matches('.'))
    };
    let nickname = |short: &str, long: &str| short.len() >= 3 && long.starts_with(short);
    first_a == first_b
        || initial(first_a, first_b)
        || initial(first_b, first_a)
        || nickname(first_a, first_b)
        || nickname(first_b, first_a)
        || (first_a.len() > 4 && skeleton(first_a) == skeleton(first_b))
        || is_common_nickname(first_a, first_b)
        // "Erik Kurilla" for "Michael Erik Kurilla".
        || a.iter().rev().skip(1).any(|word| *word == first_b)
        || b.iter().rev().skip(1).any(|word| *word == first_a)
}

fn is_common_nickname(a: &str, b: &str) -> bool {
    const PAIRS: &[(&str, &str)] = &[
        ("bill", "william"),
        ("will", "william"),
        ("bob", "robert"),
        ("rob", "robert"),
        ("dick", "richard"),
        ("rick", "richard"),
        ("jim", "james"),
        ("jimmy", "james"),
        ("joe", "joseph"),
        ("mike", "michael"),
        ("ted", "edward"),
        ("ted", "theodore"),
        ("tony", "anthony"),
        ("liz", "elizabeth"),
        ("beth", "elizabeth"),
        ("kate", "katherine"),
        ("kate", "catherine"),
        ("kathy", "kathleen"),
        ("peggy", "margaret"),
        ("maggie", "margaret"),
        ("jack", "john"),
        ("chuck", "charles"),
        ("charlie", "charles"),
        ("hank", "henry"),
        ("harry", "henry"),
        ("larry", "lawrence"),
        ("sasha", "alexander"),
        ("andy", "andrew"),
        ("drew", "andrew"),
        ("steve", "stephen"),
        ("bernie", "bernard"),
        ("jeb", "john"),
        ("mitt", "willard"),
    ];
    PAIRS.iter().any(|&(short, long)| (a == short && b == long) || (b == short && a == long))
}

/// "Tehreek-e-Taliban Pakistan (TTP)", then an acronym that only one name of the text makes.
fn join_acronyms(document: &Document<'_>, candidates: &[Candidate], forms: &[Form], sets: &mut Sets) {
    let form_of = form_index(candidates.len(), forms);
    for (index, pair) in candidates.windows(2).enumerate() {
        let [long, short] = pair else { continue };
        let between = Span::new(long.span.end, short.span.start).of(document.text).trim();
        let behind = document.text.get(short.span.end..).and_then(|rest| rest.chars().next());
        let bracket = between == "(" && matches!(behind, Some(')' | ',' | ';'));
        let or = matches!(between, ", or" | "or" | ", or the" | "(the");
        let (long_text, short_text) = (document.str(long.span), document.str(short.span));
        let fits = is_acronym_of(short_text, long_text) || is_acronym_of(long_text, short_text);
        let looks_short =
            short_text.chars().filter(|c| c.is_uppercase()).count() * 2 > short_text.len() && !short_text.contains(' ');
        // In brackets even an acronym of a foreign long form counts, unless both are places ("Paris (US)").
        let both_places = long.kind == EntityType::Place && short.kind == EntityType::Place;
        // ... even one that shares no letters: "the German Research Foundation (DFG)".
        let long_enough = long.kind == EntityType::Organization
            && short.kind == EntityType::Organization
            && behind == Some(')')
            && long_text.split_whitespace().count() >= 3
            && (3..=6).contains(&short_text.chars().count())
            && short_text.chars().all(char::is_uppercase);
        let bracketed = bracket
            && (fits || (looks_short && (shares_letters(short_text, long_text) || long_enough) && !both_places));
        if (bracketed || (or && fits))
            && let (Some(Some(a)), Some(Some(b))) = (form_of.get(index), form_of.get(index + 1))
        {
            sets.join(*a, *b);
        }
    }
    let mut by_initials: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (index, form) in forms.iter().enumerate() {
        if form.text.contains(' ')
            && matches!(form.kind, EntityType::Organization | EntityType::Facility | EntityType::Event)
        {
            let parts = form.text.split([' ', '-']).filter(|part| !is_skipped(part));
            let initials: String = parts.filter_map(|part| part.chars().next()).collect();
            by_initials.entry(initials).or_default().insert(index);
            // "CDP" for the "Constitutional Democratic Party of Japan".
            if let Some((short, _)) = form.text.split_once(" of ").filter(|(short, _)| short.split(' ').count() >= 3) {
                let parts = short.split([' ', '-']).filter(|part| !is_skipped(part));
                by_initials.entry(parts.filter_map(|part| part.chars().next()).collect()).or_default().insert(index);
            }
        }
    }
    for (index, form) in forms.iter().enumerate() {
        let acronym = form.mentions.first().and_then(|&mention| candidates.get(mention)).is_some_and(|candidate| {
            let text = document.str(candidate.span);
            text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&')) && text.len() >= 2
        });
        if acronym
            && form.kind == EntityType::Organization
            && let Some(long) = by_initials.get(&form.text.replace(['-', '&'], ""))
            && long.len() == 1
        {
            long.iter().for_each(|&long| sets.join(long, index));
        }
    }
}

/// Whether the letters of `short` come in `long` in this order, beginning with a word's first.
fn shares_letters(short: &str, long: &str) -> bool {
    let long = long.to_lowercase();
    let mut rest = long.chars();
    let mut letters = short.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase);
    let begins = letters.clone().next().is_some_and(|first| long.split([' ', '-']).any(|word| word.starts_with(first)));
    begins && letters.all(|letter| rest.any(|c| c == letter))
}

fn form_index(count: usize, forms: &[Form]) -> Vec<Option<usize>> {
    let mut of = vec![None; count];
    for (index, form) in forms.iter().enumerate() {
        for &mention in &form.mentions {
            if let Some(slot) = of.get_mut(mention) {
                *slot = Some(index);
            }
        }
    }
    of
}

/// Suffixes that a company may drop.
fn is_company_suffix(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "ltd"
            | "limited"
            | "llc"
            | "llp"
            | "plc"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "gmbh"
            | "ag"
            | "sa"
            | "nv"
            | "group"
            | "holdings"
            | "incorporated"
            | "party"
            | "news"
    )
}

/// Organisations by part of their words: "State Department" is the "US State Department" when no other department ends so.
fn join_organizations(forms: &[Form], sets: &mut Sets) {
    let kinds =
        |kind| matches!(kind, EntityType::Organization | EntityType::Facility | EntityType::Event | EntityType::Law);
    let mut parts: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| kinds(form.kind)) {
        let words = words_of(&form.text);
        let count = words.len();
        for skip in 1..count.min(6) {
            // Ends of the name, if what is left out is no more than a place or a nationality or a weak word...
            if let Some(tail) = words.get(skip..) {
                parts.entry(tail.join(" ")).or_default().insert(index);
            }
            // ...and starts of it, at most three words short.
            if skip <= 3
                && let Some(start) = words.get(..count - skip)
            {
                let dropped_suffix =
                    words.get(count - skip..).is_some_and(|rest| rest.iter().all(|word| is_company_suffix(word)));
                if start.len() > 1
                    || dropped_suffix
                    || start.first().is_some_and(|word| word.contains('-') && word.len() > 8 || is_own_word(word))
                {
                    parts.entry(start.join(" ")).or_default().insert(index);
                }
            }
        }
    }
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| kinds(form.kind)) {
        let Some(longer) = parts.get(&form.text) else { continue };
        let mut fitting: BTreeSet<usize> = longer
            .iter()
            .copied()
            .filter(|&long| {
                long != index
                    && forms
                        .get(long)
                        .is_some_and(|other| compatible(other.kind, form.kind) && fits_part(&form.text, &other.text))
            })
            .collect();
        let roots: BTreeSet<usize> = fitting.iter().map(|&long| sets.root(long)).collect();
        if roots.len() == 1
            && let Some(long) = fitting.pop_first()
        {
            sets.join(long, index);
        }
    }
}

/// Whether leaving words out of `long` may give `short` and still mean the same.
fn fits_part(short: &str, long: &str) -> bool {
    let head = |word: &str| {
        let mut chars = word.chars();
        let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
        lexicon::lexeme(capital.as_str()).is(class::HEAD_NOUN)
    };
    if let Some(left_out) = long.strip_suffix(short).map(str::trim) {
        // "Assembly" for "Kenyan Assembly": a place or nationality may go. "Bank" for "Habib Bank": too bare.
        let origin = lexicon::known_name(left_out)
            .is_some_and(|known| matches!(known.kind, EntityType::Place | EntityType::Group));
        let listed = lexicon::known_name(short).is_some();
        // "Odette" for "Hurricane Odette"
        if matches!(left_out, "hurricane" | "typhoon" | "cyclone" | "storm" | "tropical storm" | "superstorm") {
            return true;
        }
        if !short.contains(' ') {
            // A name that the lists know alone is another one with a word before it: "Taliban" is not the "Pakistani Taliban".
            // Teams go by their nickname: "Orioles" for "Baltimore Orioles".
            let nickname = short.len() >= 5 && short.ends_with('s') && !head(short) && !left_out.ends_with(" of");
            // "Villa" for "Aston Villa", which the lists know.
            let listed_club =
                short.len() >= 5 && !head(short) && lexicon::known_name(long).is_some() && long.split(' ').count() == 2;
            return (origin && head(short) || nickname || listed_club) && !listed;
        }
        return origin || !listed;
    }
    if let Some(left_out) = long.strip_prefix(short).map(str::trim) {
        let words = words_of(left_out);
        return words.iter().all(|word| is_company_suffix(word))
            || short.contains(' ') && !words.first().is_some_and(|word| is_skipped(word))
            || (short.contains('-') && words.len() == 1)
            || is_own_word(short) && words.len() <= 2 && !words.first().is_some_and(|word| is_skipped(word));
    }
    false
}

/// Whether a word, in lower case, is nothing but somebody's name: "Corvant" for "Corvant Therapeutics". A word that the lists know may
/// stand for more than one thing, and so may a common one.
fn is_own_word(word: &str) -> bool {
    let mut chars = word.chars();
    let capital: String = chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect();
    word.chars().count() >= 5
        && word.chars().all(char::is_alphabetic)
        && lexicon::known_name(word).is_none()
        && !lexicon::lexeme(word).is(class::COMMON)
        && !lexicon::lexeme(capital.as_str()).is(class::HEAD_NOUN)
        && !lexicon::lexeme(capital.as_str()).is(class::GIVEN_NAME)
        && !lexicon::lexeme(capital.as_str()).is(class::NAME_WORD)
}

/// "The TTP, commonly known as the Pakistani Taliban,".
fn join_known_as(document: &Document<'_>, candidates: &[Candidate], forms: &[Form], sets: &mut Sets) {
    const PHRASES: &[&str] = &[
        "known as",
        "known by",
        "referred to as",
        "also called",
        "dubbed",
        "a.k.a.",
        "aka",
        "nicknamed",
        "abbreviated as",
        "commonly called",
        "formerly",
    ];
    let form_of = form_index(candidates.len(), forms);
    for (index, pair) in candidates.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if b.span.start - a.span.end.min(b.span.start) > 60
            || (a.kind == EntityType::Person) != (b.kind == EntityType::Person)
        {
            continue;
        }
        let between = Span::new(a.span.end, b.span.start).of(document.text).to_lowercase();
        let between = between.trim().trim_start_matches([',', '(', '—', '–', '-']).trim();
        let between = between.trim_end_matches([' ', '"', '“', '\'', '‘']).trim_end_matches(" the").trim();
        let phrase = PHRASES.contains(&between)
            || ["known as", "referred to as", "called"].iter().any(|phrase| {
                between.strip_suffix(phrase).is_some_and(|adverb| {
                    matches!(
                        adverb.trim(),
                        "also"
                            | "commonly"
                            | "better"
                            | "widely"
                            | "popularly"
                            | "previously"
                            | "formerly"
                            | "simply"
                            | "often"
                            | "locally"
                            | "or"
                            | "which is also"
                            | "which is"
                            | "which was"
                            | "which is commonly"
                            | "sometimes"
                            | "otherwise"
                            | "officially"
                            | "then"
                            | "now"
                            | "more commonly"
                    )
                })
            });
        if phrase
            && (compatible(a.kind, b.kind) || b.kind != EntityType::Person)
            && let (Some(Some(a)), Some(Some(b))) = (form_of.get(index), form_of.get(index + 1))
        {
            sets.join(*a, *b);
        }
    }
}

fn gender_of(document: &Document<'_>, candidates: &[Candidate], group: &Group) -> Option<Gender> {
    if group.kind != EntityType::Person {
        return None;
    }
    let mentions = || group.mentions.iter().filter_map(|&index| candidates.get(index));
    mentions().find_map(|candidate| candidate.gender).or_else(|| {
        mentions().find_map(|candidate| {
            let first = document.str(candidate.span).split([' ', '-']).next()?;
            lexicon::lexeme(first).given_name().filter(|given| !given.weak).and_then(|given| given.gender)
        })
    })
}

/// Gives each bare surname (or given name) to the latest bearer before it that its form of address allows, else to the first behind it.
fn assign_bare(document: &Document<'_>, candidates: &[Candidate], bare: Vec<(usize, String)>, groups: &mut Vec<Group>) {
    // word -> (first mention that has the word, group), in text order of the mentions.
    let mut bearers: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    for (number, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityType::Person) {
        for &mention in &group.mentions {
            let Some(candidate) = candidates.get(mention) else { continue };
            let text = comparable(document.str(candidate.span));
            // Marks stand around a nickname.
            for word in words_of(&text).into_iter().map(|word| word.trim_matches(['"', '“', '”', '\'', '‘', '’']))
            {
                if word.chars().count() > 1 {
                    bearers.entry(unaccented(word)).or_default().push((mention, number));
                }
            }
            // "Bhutto" for "Bhutto-Zardari", "Zawri" for "al-Zawri"; "moon" of "Ki-moon" is no name alone.
            for word in document.str(candidate.span).split_whitespace().filter(|word| word.contains('-')) {
                for part in
                    word.split('-').filter(|part| part.chars().count() > 2 && part.starts_with(char::is_uppercase))
                {
                    bearers.entry(unaccented(&comparable(part))).or_default().push((mention, number));
                }
            }
        }
    }
    for list in bearers.values_mut() {
        list.sort_unstable();
    }
    let sentence = |index: usize| candidates.get(index).and_then(|name| document.sentence_at(name.span.start));
    let sentences = |from: usize, to: usize| sentence(to).unwrap_or(0).saturating_sub(sentence(from).unwrap_or(0));
    let mut alone: BTreeMap<String, usize> = BTreeMap::new();
    for (index, text) in bare {
        let Some(candidate) = candidates.get(index) else { continue };
        let text = unaccented(&text);
        let fits = |number: usize| {
            groups.get(number).is_some_and(|group: &Group| match (candidate.gender, group.gender) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            })
        };
        let found = bearers.get(&text).and_then(|list| {
            let next = list.partition_point(|&(mention, _)| mention < index);
            let before = || list.get(..next).unwrap_or_default().iter().rev().take(MOST_BEARERS);
            let behind = || list.get(next..).unwrap_or_default().iter().take(MOST_BEARERS);
            // "Ms Shaw" is Nora Shaw sooner than Con Shaw, of whom nothing tells.
            let same = |number: usize| {
                candidate.gender.is_some() && groups.get(number).is_some_and(|group| group.gender == candidate.gender)
            };
            let nearest =
                before().find(|&&(_, number)| same(number)).or_else(|| before().find(|&&(_, number)| fits(number)));
            let nearest = nearest.or_else(|| behind().find(|&&(_, number)| fits(number)));
            let &(mention, number) = nearest?;
            // A relative named in passing, long ago, does not take the surname over from whom the article is about.
            let once = before().filter(|&&(_, other)| other == number).count() == 1;
            let long_ago = sentences(mention, index) > if once { FADES_ONCE } else { FADES };
            let main = before().filter(|&&(_, number)| long_ago && fits(number)).map(|&(_, number)| number);
            let times = |number: usize| groups.get(number).map_or(0, |group| group.mentions.len());
            let main = main.max_by_key(|&other| (times(other), other == number));
            Some(main.filter(|&main| times(main) > times(number)).unwrap_or(number))
        });
        let number = found.unwrap_or_else(|| {
            *alone.entry(text.clone()).or_insert_with(|| {
                groups.push(Group { kind: EntityType::Person, mentions: Vec::new(), canonical: None, gender: None });
                groups.len() - 1
            })
        });
        if let Some(group) = groups.get_mut(number) {
            group.mentions.push(index);
            group.gender = group.gender.or(candidate.gender);
        }
    }
}
