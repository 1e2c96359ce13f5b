//! A second look at the names found, with the words beside them: what a name was torn from, and what its own words say of its type.
//!
//! Each rule is about the form of names in general: particles and second given names, head nouns, letters after a name that stand for an
//! office, the place at the head of a report. What the reader's dictionary gives is never touched.

use std::collections::{BTreeMap, BTreeSet};

use super::beside;
use super::finder::{Finder, after_possessive};
use crate::analysis::EntityType;
use crate::entities::candidate::Candidate;
use crate::entities::evidence::Evidence;
use crate::entities::words::{Casing, Line, Word};
use crate::lexicon::{self, Head, TitleClass, class, phrase, word};
use crate::rules::{Rule, names as rule};
use crate::text::{Shape, Span};

/// The most words a dateline has before its dash.
const DATELINE: usize = 12;

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
    storms_by_name(finder, names);
}

impl Finder<'_, '_> {
    pub(super) fn text(&self, span: Span) -> &str {
        span.of(self.document.text)
    }

    /// The words of a name, as a range of [`super::Words::all`].
    pub(super) fn words_of(&self, span: Span) -> std::ops::Range<usize> {
        let all = &self.words.all;
        let first = all.partition_point(|word| word.span.end <= span.start);
        first..all.partition_point(|word| word.span.start < span.end)
    }

    /// "LINCOLN, Neb. (AP) —": what stands before the agency or the dash is where the report comes from.
    fn mend_dateline(&self, line: &Line, names: &mut [Candidate]) -> Option<Candidate> {
        let place = self.document.rules.find(rule::DATELINE, || self.dateline(line))?;
        let (first, last) = (place.first()?, place.last()?);
        let whole = Span::new(first.span.start, last.span.end);
        let from = names.partition_point(|name| name.span.end <= whole.start);
        let upto = names.partition_point(|name| name.span.start < whole.end);
        let within = names.get_mut(from..upto).unwrap_or_default();
        let mut met = false;
        for name in within.iter_mut().filter(|name| whole.contains(name.span) && name.entry.is_none()) {
            name.retype(EntityType::Place, rule::DATELINE);
            met |= name.span.start == first.span.start;
        }
        if met {
            return None;
        }
        let comma = place.iter().position(|word| word.text == ",");
        let last = comma.unwrap_or(place.len()).checked_sub(1).and_then(|last| place.get(last))?;
        let city = Span::new(first.span.start, last.span.end);
        let free = within.iter().all(|name| !name.span.overlaps(city));
        free.then(|| Candidate::new(city, EntityType::Place, 0.8, Evidence::Rule(rule::DATELINE)))
    }

    /// The words of the place at the head of a report. A comma in it or an agency after it tells it from a label: "FILE - In this photo",
    /// "OPINION - Towns should".
    fn dateline(&self, line: &Line) -> Option<&[Word<'_>]> {
        let words = self.words.all.get(line.words.clone()).unwrap_or_default();
        let first = words.first().filter(|first| first.shape == Shape::Upper && first.lower.len() > 2)?;
        let at = self.document.blocks.partition_point(|block| block.start < first.span.start);
        let opens = self.document.blocks.get(at).is_some_and(|block| block.start == first.span.start);
        let end = words.iter().take(DATELINE).position(|word| word.text == "(" || is_dash(word));
        let end = end.filter(|&end| opens && end > 0)?;
        let place = words.get(..end).unwrap_or_default();
        let plain = place.iter().all(|word| word.is_capitalised() || matches!(word.text, "," | "."));
        let agency = words.get(end).is_some_and(|word| word.text == "(") && words.iter().skip(end).take(6).any(is_dash);
        let region = words.get(end).is_some_and(is_dash) && place.iter().any(|word| word.text == ",");
        let days = place.iter().any(|word| word.bare_folded().is(class::MONTH));
        (plain && (agency || region) && !days).then_some(place)
    }

    /// Whether a capital word inside a sentence may be a part of the name beside it.
    fn may_join(&self, word: &Word<'_>) -> bool {
        word.shape == Shape::Capital
            && word.text.chars().count() > 1
            && !word.split
            && word.text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
            && !word.is_bare(class::NO_FIRST_NAME.or(class::LISTED_TITLE).or(class::HEAD_NOUN))
            && !word.is(class::ROLE.or(class::MONTH).or(class::WEEKDAY))
            && lexicon::known_name(&word.lower).is_none()
    }

    /// Names that lost a part: "Con | Shaw", "Jomar | dela | Cruz", "Ernest | Two Strike", "Jefferson Middle | School".
    fn mend_torn(&self, names: &mut Vec<Candidate>) {
        let mut index = 0;
        let mut swallowed: BTreeSet<usize> = BTreeSet::new();
        while let Some(name) = names.get(index).cloned() {
            index += 1;
            let words = self.words_of(name.span);
            let line = self.line_of(words.start).filter(|line| line.casing == Casing::Normal && name.entry.is_none());
            let Some(line) = line else { continue };
            let left_end = index.checked_sub(2).and_then(|at| names.get(at)).map_or(0, |left| left.span.end);
            let torn = Torn { name: &name, words, line: &line.words, left_end, right: names.get(index) };
            let Some(mended) = self.mended(&torn) else { continue };
            if let Some(slot) = names.get_mut(index - 1) {
                slot.span = mended.span;
                slot.kind = mended.kind;
            }
            if mended.swallows_next {
                swallowed.insert(index);
                index += 1;
            }
        }
        let mut number = 0;
        names.retain(|_| {
            number += 1;
            !swallowed.contains(&(number - 1))
        });
    }

    /// A name with what it lost; `None` when it lost nothing.
    fn mended(&self, torn: &Torn<'_>) -> Option<Mended> {
        let name = torn.name;
        if let Some((span, kind)) = self.with_head_noun(torn) {
            return (span != name.span).then_some(Mended { span, kind, swallows_next: false });
        }
        if name.kind != EntityType::Person {
            return None;
        }
        let start = self.with_first_name(torn).unwrap_or(name.span.start);
        let particles = (torn.words.end..torn.words.end + 3)
            .take_while(|&at| {
                let word = self.words.in_line(at, torn.line);
                word.joined && word.shape == Shape::Lower && word.is(class::PERSON_PARTICLE)
            })
            .count();
        let surname = self.surname_after(torn, particles);
        let end = surname.or_else(|| self.with_surnames(torn).filter(|_| particles == 0));
        let span = Span::new(start, end.unwrap_or(name.span.end));
        (span != name.span).then_some(Mended { span, kind: name.kind, swallows_next: surname.is_some() })
    }

    /// "Jefferson Middle | School": a head noun right after it tells what the whole is.
    fn with_head_noun(&self, torn: &Torn<'_>) -> Option<(Span, EntityType)> {
        let (name, end) = (torn.name, torn.words.end);
        let next = self.words.in_line(end, torn.line);
        let right_start = torn.right.map_or(usize::MAX, |right| right.span.start);
        let head = next
            .bare_lexeme()
            .head()
            .filter(|head| !head.weak && matches!(head.kind, EntityType::Organization | EntityType::Facility))?;
        let follows = next.joined && next.span.start < right_start && next.shape == Shape::Capital && !next.initial;
        let goes_on = self.words.in_line(end + 1, torn.line).continues_capitalised();
        let takes_head = matches!(name.kind, EntityType::Group | EntityType::Facility)
            || name.kind == EntityType::Person && next.is_bare(class::NAMED_AFTER_PERSON);
        (follows && !goes_on && name.title.is_none() && takes_head).then(|| (name.span.cover(next.span), head.kind))
    }

    /// "Con | Shaw": where a surname begins with the first name before it.
    fn with_first_name(&self, torn: &Torn<'_>) -> Option<usize> {
        let name = torn.name;
        let (before, here) = (self.words.left_of(torn.words.start, torn.line), self.words.at(torn.words.start));
        let surname = torn.words.len() == 1
            && name.title.is_none()
            && here.joined
            && here.shape == Shape::Capital
            && !lexicon::lexeme(self.text(name.span)).is(class::GIVEN_NAME);
        let free = before.span.start >= torn.left_end && !before.initial;
        let first_name = before.text.chars().count() <= 9
            && self.may_join(before)
            && (!before.is(class::FUNCTION_WORD) || before.is_written(class::MODAL_FIRST_NAME))
            && !before.is(class::COMMON);
        (surname && free && first_name).then_some(before.span.start)
    }

    /// "Jomar" "dela" "Cruz": where the surname ends that stands after so many particles, as a name of its own.
    fn surname_after(&self, torn: &Torn<'_>, particles: usize) -> Option<usize> {
        let after = self.words.in_line(torn.words.end + particles, torn.line);
        let right = torn.right?;
        (particles > 0
            && after.joined
            && right.span.start == after.span.start
            && right.entry.is_none()
            && right.kind == EntityType::Person
            && self.words_of(right.span).len() == 1)
            .then_some(right.span.end)
    }

    /// "Ernest Two Strike testified": where a given name ends with what follows it in capitals.
    fn with_surnames(&self, torn: &Torn<'_>) -> Option<usize> {
        let (name, first) = (torn.name, torn.words.end);
        let given = lexicon::lexeme(self.text(name.span)).given_name().is_some_and(|given| !given.weak);
        if torn.words.len() != 1 || !given {
            return None;
        }
        let right_start = torn.right.map_or(usize::MAX, |right| right.span.start);
        let joins = |at: &usize| {
            let word = self.words.in_line(*at, torn.line);
            word.joined && word.span.start < right_start && !word.initial && self.may_join(word)
        };
        let end = first + (first..first + 3).take_while(joins).count();
        let after = self.words.in_line(end, torn.line);
        let ends = after.shape == Shape::Lower || after.text == ",";
        (ends && end > first).then(|| self.words.at(end - 1).span.end)
    }

    /// "Department for Environment, Food and Rural Affairs": an office may look after several things.
    fn join_long_offices(&self, names: &mut Vec<Candidate>) {
        let mut joined: Vec<Candidate> = Vec::with_capacity(names.len());
        for name in names.drain(..) {
            match joined.last_mut() {
                Some(first) if self.document.rules.when(rule::LONG_OFFICE, || self.goes_on_office(first, &name)) => {
                    first.span = Span::new(first.span.start, name.span.end);
                    first.retype(EntityType::Organization, rule::LONG_OFFICE);
                }
                _ => joined.push(name),
            }
        }
        *names = joined;
    }

    fn goes_on_office(&self, first: &Candidate, name: &Candidate) -> bool {
        first.entry.is_none()
            && name.entry.is_none()
            && matches!(name.kind, EntityType::Organization | EntityType::Group | EntityType::Product)
            && self.text(Span::new(first.span.end, name.span.start.max(first.span.end))) == ", "
            && self
                .text(name.span)
                .split_once(' ')
                .is_some_and(|(_, rest)| rest.rsplit(' ').skip(1).any(|word| lexicon::lexeme(word) == word::AND))
            && phrase::OFFICE_OF_MANY_MATTERS.iter().any(|office| {
                let mut after = self.text(first.span).match_indices(office).map(|(at, _)| at + office.len());
                after.any(|end| self.text(first.span).get(end..).is_some_and(|rest| rest.starts_with(' ')))
            })
    }

    pub(super) fn line_of(&self, word: usize) -> Option<&Line> {
        let at = self.words.lines.partition_point(|line| line.words.end <= word);
        self.words.lines.get(at).filter(|line| line.words.contains(&word))
    }

    /// "Cambridge, Massachusetts" are two places, "Broadbent, Bailey" two people.
    fn split_at_commas(&self, names: &mut Vec<Candidate>) {
        let mut second_names = Vec::new();
        for name in names.iter_mut().filter(|name| name.entry.is_none()) {
            if !matches!(name.kind, EntityType::Person | EntityType::Place) {
                continue;
            }
            let text = self.text(name.span);
            let Some((left, right)) = text.split_once(", ") else { continue };
            let ends = right.trim_end_matches('.');
            let known = lexicon::known_name(&text.to_lowercase()).is_some();
            let capital = right.starts_with(char::is_uppercase) && !left.is_empty();
            let two = !known && capital && !lexicon::lexeme(ends).is(class::SUFFIX_AFTER_COMMA);
            if !two {
                continue;
            }
            let second = Span::new(name.span.end - right.len(), name.span.end);
            name.span = Span::new(name.span.start, name.span.start + left.len());
            second_names.push(Candidate { span: second, title: None, ..name.clone() });
        }
        names.append(&mut second_names);
        names.sort_by_key(|name| name.span.start);
    }

    /// What the words of a name alone say against its type.
    fn retype(&self, name: &mut Candidate, acting: &BTreeSet<&str>) {
        let text = self.text(name.span);
        let words: Vec<&str> = text.split_whitespace().collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return };
        let form = Form { text, words: &words, first, last };
        if is_of_the_rest(name.kind) && is_full_name(name, &form) {
            name.kind = EntityType::Person;
        } else if let Some((kind, rule)) = self.kind_by_words(name, &form, acting) {
            name.retype(kind, rule);
        }
    }

    /// What the words of people and groups say, and the rule.
    fn kind_by_words(&self, name: &Candidate, form: &Form<'_>, acting: &BTreeSet<&str>) -> Option<(EntityType, Rule)> {
        let group = is_of_the_rest(name.kind);
        if form.words.len() >= 2 {
            self.kind_of_several(name, form)
        } else if group && name.tagged {
            self.kind_of_lone_group(form, acting)
        } else {
            None
        }
    }

    /// What people and groups of several words are by one of them, and the rule.
    fn kind_of_several(&self, name: &Candidate, form: &Form<'_>) -> Option<(EntityType, Rule)> {
        let rules = self.document.rules;
        let person = name.kind == EntityType::Person;
        let group = is_of_the_rest(name.kind);
        if !(person && (name.title.is_none() || form.words.len() > 2) || group) {
            return None;
        }
        let head = form.head().filter(|head| !head.weak);
        if rules.when(rule::STREET, || lexicon::lexeme(form.last).is(class::STREET)) {
            Some((EntityType::Facility, rule::STREET))
        } else if let Some(head) = head.filter(|_| group) {
            let kind = head.kind;
            let sure = matches!(kind, EntityType::Organization | EntityType::Facility | EntityType::Event);
            rules.when(rule::GROUP_BY_HEAD_NOUN, || sure).then_some((kind, rule::GROUP_BY_HEAD_NOUN))
        } else if group && name.tagged {
            self.kind_of_odd_group(name, form)
        } else {
            None
        }
    }

    /// What the tagger takes for a group and is none: an event, a team, a periodical, a work or a product.
    fn kind_of_odd_group(&self, name: &Candidate, form: &Form<'_>) -> Option<(EntityType, Rule)> {
        let rules = self.document.rules;
        let event = || {
            lexicon::lexeme(&form.last.to_lowercase()).is(class::WEEKDAY)
                || lexicon::lexeme(form.last).is(class::EVENT_PART)
        };
        if rules.when(rule::EVENT_BY_LAST_WORD, event) {
            Some((EntityType::Event, rule::EVENT_BY_LAST_WORD))
        } else if rules.when(rule::TOURNAMENT_GROUP, || is_group_of_teams(form.words)) {
            Some((EntityType::Organization, rule::TOURNAMENT_GROUP))
        } else if rules.when(rule::PERIODICAL, || is_after_periodical(self.before(name.span))) {
            Some((EntityType::Organization, rule::PERIODICAL))
        } else {
            None
        }
    }

    /// What a group of one word is that is none.
    fn kind_of_lone_group(&self, form: &Form<'_>, acting: &BTreeSet<&str>) -> Option<(EntityType, Rule)> {
        let rules = self.document.rules;
        let text = form.text;
        let head = || form.head().is_some_and(|head| head.kind == EntityType::Organization && !head.weak);
        let capitals = || (2..=6).contains(&text.len()) && text.chars().all(char::is_uppercase) && !form.is_known();
        if rules.when(rule::LONE_HEAD_NOUN, head) {
            Some((EntityType::Organization, rule::LONE_HEAD_NOUN))
        } else if rules.when(rule::ACTING_CAPITALS, || capitals() && acting.contains(text)) {
            Some((EntityType::Organization, rule::ACTING_CAPITALS))
        } else {
            None
        }
    }

    /// The text before a span.
    fn before(&self, span: Span) -> &str {
        self.document.text.get(..span.start).unwrap_or_default()
    }

    /// The text after a span.
    fn after(&self, span: Span) -> &str {
        self.document.text.get(span.end..).unwrap_or_default()
    }

    /// The capitals that stand anywhere as what acts or owns or is spelled out: "the CWU said", "the CWU's leader", "CWU (Coastal ...".
    fn acting_capitals(&self) -> BTreeSet<&str> {
        let words = &self.words.all;
        let capitals = words.iter().enumerate().filter(|(_, word)| word.shape == Shape::Upper && word.text.len() > 1);
        let acting = capitals.filter(|(index, word)| {
            let (next, long) = (self.words.at(index + 1), self.words.at(index + 2));
            let verb = next.joined && next.is(class::ORGANIZATION_ACTS);
            let spelled = next.text == "("
                && long.is_capitalised()
                && word.text.chars().next() == long.text.chars().next()
                && long.text.len() > 2;
            after_possessive(self.after(word.span)).is_some() || verb || spelled
        });
        acting.map(|(_, word)| word.text).collect()
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
        let owns = after_possessive(finder.after(name.span)).is_some();
        let office = lexicon::lexeme(text).title().is_some_and(|title| title.class == TitleClass::Office);
        let bare = name.kind == EntityType::Person && name.entry.is_none() && owns && office;
        !bare || surnames.contains(text)
    });
}

/// A name with what stands around it, which may have lost a part.
struct Torn<'a> {
    name: &'a Candidate,
    /// Indexes of its words.
    words: std::ops::Range<usize>,
    line: &'a std::ops::Range<usize>,
    /// Where the name before it ends.
    left_end: usize,
    /// The name after it.
    right: Option<&'a Candidate>,
}

/// A name that got its part back.
struct Mended {
    span: Span,
    kind: EntityType,
    /// Whether the name after it is now a part of it.
    swallows_next: bool,
}

/// A name as it is written.
struct Form<'a> {
    text: &'a str,
    words: &'a [&'a str],
    first: &'a str,
    last: &'a str,
}

impl Form<'_> {
    /// Whether the lists have the whole.
    fn is_known(&self) -> bool {
        lexicon::known_name(&self.text.to_lowercase()).is_some()
    }

    /// What its last word tells.
    fn head(&self) -> Option<&'static Head> {
        lexicon::lexeme(self.last.trim_end_matches('.')).head()
    }
}

/// Whether the tagger tells names of a type apart from people, organisations and places alone.
fn is_of_the_rest(kind: EntityType) -> bool {
    use EntityType::{Event, Group, Law, Product, Work};
    matches!(kind, Group | Event | Product | Work | Law)
}

/// "the Tom Cruise video"
fn is_full_name(name: &Candidate, form: &Form<'_>) -> bool {
    name.tagged
        && form.words.len() == 2
        && lexicon::lexeme(form.first).given_name().is_some_and(|given| !given.weak)
        && form.head().is_none()
        && !peoples(form.words)
}

/// "Group G" of a tournament.
fn is_group_of_teams(words: &[&str]) -> bool {
    matches!(words, [group, letter]
        if lexicon::lexeme(group).is(class::TOURNAMENT_GROUP) && letter.len() == 1 && letter.chars().all(char::is_uppercase))
}

/// Whether a name after this text is a periodical's: "published in the journal".
fn is_after_periodical(before: &str) -> bool {
    let word = before.strip_suffix(' ').and_then(|before| before.rsplit(char::is_whitespace).next());
    word.is_some_and(|word| lexicon::lexeme(word).is(class::PERIODICAL))
}

fn is_dash(word: &Word<'_>) -> bool {
    matches!(word.text, "-" | "–" | "—" | "--")
}

/// Whether words may call a people, a faith or a party's members: an adjective or a plural among them.
fn peoples(words: &[&str]) -> bool {
    words.iter().any(|word| {
        let word = word.trim_end_matches('.');
        phrase::PEOPLE_ENDING.iter().any(|ending| word.ends_with(ending))
    })
}

/// "Norrvik" where the text has "Norrvik Energi": a lone word that begins an organisation's name and is nobody's is
/// that organisation.
fn one_type_for_a_firm(finder: &Finder<'_, '_>, names: &mut [Candidate]) {
    let mut firms: BTreeMap<String, bool> = BTreeMap::new();
    let mut people: BTreeSet<String> = BTreeSet::new();
    for name in names.iter() {
        let words: Vec<&str> = finder.text(name.span).split_whitespace().collect();
        let (Some(first), Some(second)) = (words.first(), words.get(1)) else { continue };
        match name.kind {
            EntityType::Organization => {
                let plain = !words.iter().any(|word| lexicon::lexeme(word).is(class::BODY_OF_PERSON))
                    && !lexicon::lexeme(second).is(class::FUNCTION_WORD);
                let known = lexicon::known_name(&first.to_lowercase()).is_some()
                    || lexicon::lexeme(first).is(class::GIVEN_NAME)
                    || lexicon::lexeme(&first.to_lowercase()).is(class::COMMON);
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
        let firm = || lone && firms.get(text) == Some(&true) && !people.contains(text);
        if finder.document.rules.when(rule::FIRST_WORD_OF_FIRM, firm) {
            name.retype(EntityType::Organization, rule::FIRST_WORD_OF_FIRM);
        }
    }
}

/// "Odette" where the text has "Hurricane Odette" is the storm.
fn storms_by_name(finder: &Finder<'_, '_>, names: &mut [Candidate]) {
    let mut storms: BTreeSet<String> = BTreeSet::new();
    let mut surnames: BTreeSet<String> = BTreeSet::new();
    for name in names.iter() {
        let Some((first, last)) = finder.text(name.span).rsplit_once(' ') else { continue };
        if phrase::STORM_IN_NAME.contains(&first) {
            storms.insert(last.to_owned());
        } else if name.kind == EntityType::Person {
            surnames.insert(last.to_owned());
        }
    }
    for name in names.iter_mut().filter(|name| name.entry.is_none() && name.title.is_none()) {
        let text = finder.text(name.span);
        let storm = storms.contains(text) && !surnames.contains(text) && name.kind != EntityType::Event;
        if finder.document.rules.when(rule::STORM, || storm) {
            name.retype(EntityType::Event, rule::STORM);
        }
    }
}
