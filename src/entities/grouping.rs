//! Gathers the mentions of one person, organisation or place under one entity.
//!
//! Names are compared by the document alone: same words, acronym and long form, surname and full name, company with and without
//! suffix, "commonly known as". Every look-up goes through a map or a bounded window, so that a long list of names stays linear.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::candidate::Candidate;
use super::spelling::{comparable, is_acronym_of, is_skipped, skeleton, unaccented, words_of};
use crate::analysis::EntityType;
use crate::lexicon::{self, Gender, class, phrase, word};
use crate::rules::entities as rule;
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
/// How far after the bearers of a surname are looked for, in bearers.
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
        let surname = words.iter().rev().find(|word| !lexicon::lexeme(word).is(class::GENERATION));
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
    phrase::NICKNAME
        .iter()
        .filter_map(|pair| pair.split_once(' '))
        .any(|(short, long)| (a == short && b == long) || (b == short && a == long))
}

/// "Tehreek-e-Taliban Pakistan (TTP)", then an acronym that only one name of the text makes.
fn join_acronyms(document: &Document<'_>, candidates: &[Candidate], forms: &[Form], sets: &mut Sets) {
    let form_of = form_index(candidates.len(), forms);
    for (index, pair) in candidates.windows(2).enumerate() {
        let [long, short] = pair else { continue };
        if introduces_acronym(document, long, short)
            && let (Some(Some(a)), Some(Some(b))) = (form_of.get(index), form_of.get(index + 1))
        {
            sets.join(*a, *b);
        }
    }
    let by_initials = forms_by_initials(forms);
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| form.kind == EntityType::Organization) {
        let acronym = form.mentions.first().and_then(|&mention| candidates.get(mention)).is_some_and(|candidate| {
            let text = document.str(candidate.span);
            text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '&')) && text.len() >= 2
        });
        if acronym
            && let Some(long) = by_initials.get(&form.text.replace(['-', '&'], ""))
            && long.len() == 1
            && document.rules.when(rule::ACRONYM, || true)
        {
            long.iter().for_each(|&long| sets.join(long, index));
        }
    }
}

/// Whether the second of two neighbours is given as the short form of the first: "the Tehreek-e-Taliban Pakistan (TTP)", "the Tehreek-e-Taliban
/// Pakistan, or TTP".
fn introduces_acronym(document: &Document<'_>, long: &Candidate, short: &Candidate) -> bool {
    let between = Span::new(long.span.end, short.span.start).of(document.text).trim();
    let after = document.text.get(short.span.end..).and_then(|rest| rest.chars().next());
    let (long_text, short_text) = (document.str(long.span), document.str(short.span));
    let fits = || is_acronym_of(short_text, long_text) || is_acronym_of(long_text, short_text);
    if between == "(" && matches!(after, Some(')' | ',' | ';')) {
        document.rules.when(rule::BRACKETED_ACRONYM, || {
            fits() || looks_short(short_text) && is_foreign_acronym(document, long, short, after)
        })
    } else {
        document.rules.when(rule::ACRONYM_AFTER_OR, || phrase::OR_ACRONYM.contains(&between) && fits())
    }
}

/// Mostly capitals.
fn looks_short(text: &str) -> bool {
    text.chars().filter(|c| c.is_uppercase()).count() * 2 > text.len() && !text.contains(' ')
}

/// In brackets even an acronym of a foreign long form counts, unless both are places ("Paris (US)"), and for organisations even one that
/// shares no letters: "the German Research Foundation (DFG)".
fn is_foreign_acronym(document: &Document<'_>, long: &Candidate, short: &Candidate, after: Option<char>) -> bool {
    let both = |kind: EntityType| long.kind == kind && short.kind == kind;
    let (long_text, short_text) = (document.str(long.span), document.str(short.span));
    let long_enough = || {
        both(EntityType::Organization)
            && after == Some(')')
            && long_text.split_whitespace().count() >= 3
            && (3..=6).contains(&short_text.chars().count())
            && short_text.chars().all(char::is_uppercase)
    };
    !both(EntityType::Place) && (shares_letters(short_text, long_text) || long_enough())
}

/// The forms of several words whose main words begin with some letters.
fn forms_by_initials(forms: &[Form]) -> HashMap<String, BTreeSet<usize>> {
    let kinds = |kind| matches!(kind, EntityType::Organization | EntityType::Facility | EntityType::Event);
    let initials = |text: &str| -> String {
        let parts = text.split([' ', '-']).filter(|part| !is_skipped(part));
        parts.filter_map(|part| part.chars().next()).collect()
    };
    let mut by_initials: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (index, form) in forms.iter().enumerate().filter(|(_, form)| form.text.contains(' ') && kinds(form.kind)) {
        by_initials.entry(initials(&form.text)).or_default().insert(index);
        // "CDP" for the "Constitutional Democratic Party of Japan".
        let words = words_of(&form.text);
        let of = words.iter().position(|word| lexicon::lexeme(word) == word::OF);
        if let Some(short) = of.filter(|of| *of >= 3 && of + 1 < words.len()).and_then(|of| words.get(..of)) {
            by_initials.entry(initials(&short.join(" "))).or_default().insert(index);
        }
    }
    by_initials
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
    lexicon::lexeme(word).is(class::COMPANY_SUFFIX)
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
        if phrase::STORM.contains(&left_out) {
            return true;
        }
        if !short.contains(' ') {
            // A name that the lists know alone is another one with a word before it: "Taliban" is not the "Pakistani Taliban".
            // Teams go by their nickname: "Orioles" for "Baltimore Orioles".
            let nickname = short.len() >= 5
                && short.ends_with('s')
                && !head(short)
                && words_of(left_out).last().is_none_or(|last| lexicon::lexeme(last) != word::OF);
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
    let form_of = form_index(candidates.len(), forms);
    for (index, pair) in candidates.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if b.span.start - a.span.end.min(b.span.start) > 60
            || (a.kind == EntityType::Person) != (b.kind == EntityType::Person)
        {
            continue;
        }
        let between = Span::new(a.span.end, b.span.start).of(document.text).to_lowercase();
        if document.rules.when(rule::KNOWN_AS, || introduces_other_name(&between))
            && (compatible(a.kind, b.kind) || b.kind != EntityType::Person)
            && let (Some(Some(a)), Some(Some(b))) = (form_of.get(index), form_of.get(index + 1))
        {
            sets.join(*a, *b);
        }
    }
}

/// Whether the words between two names say that both are of one thing: ", commonly known as the".
fn introduces_other_name(between: &str) -> bool {
    let between = between.trim().trim_start_matches([',', '(', '—', '–', '-']).trim();
    let between = between.trim_end_matches([' ', '"', '“', '\'', '‘']);
    let last = between.rsplit(' ').next().unwrap_or_default();
    let article = between.len() > last.len() && lexicon::lexeme(last) == word::THE;
    let between = if article { between.trim_end_matches(last) } else { between }.trim();
    phrase::KNOWN_AS.contains(&between)
        || phrase::CALLED
            .iter()
            .filter_map(|called| between.strip_suffix(called))
            .any(|adverb| phrase::BEFORE_CALLED.contains(&adverb.trim()))
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

/// Gives each bare surname (or given name) to the latest bearer before it that its form of address allows, else to the first after it.
fn assign_bare(document: &Document<'_>, candidates: &[Candidate], bare: Vec<(usize, String)>, groups: &mut Vec<Group>) {
    let bearers = bearers_of_words(document, candidates, groups);
    let mut alone: BTreeMap<String, usize> = BTreeMap::new();
    for (index, text) in bare {
        let Some(candidate) = candidates.get(index) else { continue };
        let text = unaccented(&text);
        let found = bearers.get(&text).and_then(|bearers| {
            Surname { document, candidates, groups: groups.as_slice(), bearers, index, candidate }.bearer()
        });
        let number = found.unwrap_or_else(|| {
            *alone.entry(text).or_insert_with(|| {
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

/// A mention of a person and the number of the person's group.
type Bearer = (usize, usize);

/// By word: the mentions of people that have it, in text order.
fn bearers_of_words(
    document: &Document<'_>,
    candidates: &[Candidate],
    groups: &[Group],
) -> HashMap<String, Vec<Bearer>> {
    let mut bearers: HashMap<String, Vec<Bearer>> = HashMap::new();
    for (number, group) in groups.iter().enumerate().filter(|(_, group)| group.kind == EntityType::Person) {
        for &mention in &group.mentions {
            let Some(candidate) = candidates.get(mention) else { continue };
            let name = document.str(candidate.span);
            let text = comparable(name);
            // Marks stand around a nickname.
            let words = words_of(&text).into_iter().map(|word| word.trim_matches(['"', '“', '”', '\'', '‘', '’']));
            for word in words.filter(|word| word.chars().count() > 1) {
                bearers.entry(unaccented(word)).or_default().push((mention, number));
            }
            for part in name.split_whitespace().filter(|word| word.contains('-')).flat_map(surname_parts) {
                bearers.entry(unaccented(&comparable(part))).or_default().push((mention, number));
            }
        }
    }
    for list in bearers.values_mut() {
        list.sort_unstable();
    }
    bearers
}

/// "Bhutto" for "Bhutto-Zardari", "Zawri" for "al-Zawri"; "moon" of "Ki-moon" is no name alone.
fn surname_parts(word: &str) -> impl Iterator<Item = &str> {
    word.split('-').filter(|part| part.chars().count() > 2 && part.starts_with(char::is_uppercase))
}

/// A surname that stands alone, and who else bears it.
struct Surname<'a, 't> {
    document: &'a Document<'t>,
    candidates: &'a [Candidate],
    groups: &'a [Group],
    /// In text order.
    bearers: &'a [Bearer],
    /// Of the mention among the candidates.
    index: usize,
    candidate: &'a Candidate,
}

impl Surname<'_, '_> {
    /// The group that the mention belongs to.
    fn bearer(&self) -> Option<usize> {
        let (mention, number) = self.nearest()?;
        // A relative named in passing, long ago, does not take the surname over from whom the article is about.
        let once = self.before().filter(|&(_, other)| other == number).count() == 1;
        if self.sentences_since(mention) <= if once { FADES_ONCE } else { FADES } {
            return Some(number);
        }
        let main = self.before().map(|(_, number)| number).filter(|&number| self.fits(number));
        let main = main.max_by_key(|&other| (self.times(other), other == number));
        let main = main.filter(|&main| self.times(main) > self.times(number));
        Some(self.document.rules.find(rule::MAIN_BEARER, || main).unwrap_or(number))
    }

    /// The latest bearer before, the first after. "Ms Shaw" is Nora Shaw sooner than Con Shaw, of whom nothing tells.
    fn nearest(&self) -> Option<Bearer> {
        let next = self.next();
        let mut after = self.bearers.get(next..).unwrap_or_default().iter().take(MOST_BEARERS).copied();
        let same = self
            .document
            .rules
            .find(rule::SAME_GENDER, || self.before().find(|&(_, number)| self.has_gender_of(number)));
        same.or_else(|| self.before().find(|&(_, number)| self.fits(number)))
            .or_else(|| after.find(|&(_, number)| self.fits(number)))
    }

    /// Where the bearers after the mention begin.
    fn next(&self) -> usize {
        self.bearers.partition_point(|&(mention, _)| mention < self.index)
    }

    /// The bearers before the mention, the latest first.
    fn before(&self) -> impl Iterator<Item = Bearer> {
        self.bearers.get(..self.next()).unwrap_or_default().iter().rev().take(MOST_BEARERS).copied()
    }

    /// Whether nothing says that the group's gender is another.
    fn fits(&self, number: usize) -> bool {
        self.groups.get(number).is_some_and(|group| match (self.candidate.gender, group.gender) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        })
    }

    /// Whether both genders are known and one.
    fn has_gender_of(&self, number: usize) -> bool {
        self.candidate.gender.is_some()
            && self.groups.get(number).is_some_and(|group| group.gender == self.candidate.gender)
    }

    /// How many mentions a group has.
    fn times(&self, number: usize) -> usize {
        self.groups.get(number).map_or(0, |group| group.mentions.len())
    }

    /// How many sentences lie between a mention and this one.
    fn sentences_since(&self, mention: usize) -> usize {
        let sentence = |index: usize| {
            self.candidates.get(index).and_then(|name| self.document.sentence_at(name.span.start)).unwrap_or(0)
        };
        sentence(self.index).saturating_sub(sentence(mention))
    }
}
