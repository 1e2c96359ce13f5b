//! Weighs a run of words as a name: what each list, neighbour and head noun says for each type.

use crate::entities::evidence::Evidence;
use std::ops::Range;

use super::beside;
use super::finder::Finder;
use crate::analysis::{BlockKind, EntityType};
use crate::entities::candidate::{Ballot, Segment};
use crate::entities::words::Word;
use crate::lexicon::{self, Classes, Gender, Head, Known, NameList, Place, WordUse, class, phrase, word};
use crate::text::{Shape, Span};

/// A run of words under judgement.
struct Run<'w, 't> {
    /// Indexes of its words.
    range: Range<usize>,
    /// Its sentence.
    line: &'w Range<usize>,
    words: Vec<&'w Word<'t>>,
    first: &'w Word<'t>,
    last: &'w Word<'t>,
    /// What the lists know of the whole.
    listed: Option<Known>,
    /// Whether a title stands before it.
    titled: bool,
}

impl Run<'_, '_> {
    fn length(&self) -> usize {
        self.words.len()
    }

    /// Whether each word begins with a capital alone and is no common one.
    fn is_plain(&self) -> bool {
        self.words.iter().all(|word| word.shape == Shape::Capital && !word.is(class::COMMON))
    }
}

/// What words of a class beside a name say of it. Of the rows of a table the first that has the word counts.
struct Neighbours {
    words: Classes,
    adds: &'static [(EntityType, f64)],
    why: Evidence,
}

/// Directly before a name.
const BEFORE: [Neighbours; 7] = [
    Neighbours { words: class::BEFORE_PLACE, adds: &[(EntityType::Place, 0.55)], why: Evidence::PlacePreposition },
    Neighbours {
        words: class::BEFORE_PLACE_MAYBE,
        adds: &[(EntityType::Place, 0.25)],
        why: Evidence::PlacePreposition,
    },
    Neighbours { words: class::ADDRESS_BEFORE_NAME, adds: &[(EntityType::Person, 2.0)], why: Evidence::Title },
    Neighbours { words: class::SPEECH_BEFORE_NAME, adds: &[(EntityType::Person, 0.4)], why: Evidence::VerbOfSpeech },
    Neighbours { words: class::ROLE, adds: &[(EntityType::Person, 0.9)], why: Evidence::Role },
    Neighbours {
        words: class::ORGANIZATION_BEFORE_NAME,
        adds: &[(EntityType::Organization, 0.7)],
        why: Evidence::Context,
    },
    Neighbours { words: class::PLACE_BEFORE_NAME, adds: &[(EntityType::Place, 0.5)], why: Evidence::Context },
];
/// Directly after a name.
const AFTER: [Neighbours; 1] = [Neighbours {
    words: class::SPEECH_AFTER_NAME,
    adds: &[(EntityType::Person, 0.4), (EntityType::Organization, 0.15)],
    why: Evidence::VerbOfSpeech,
}];
/// The same, where no verb of acting decides.
const NOUNS_AFTER: [Neighbours; 6] = [
    Neighbours { words: class::VERSUS, adds: &[(EntityType::Person, 0.7)], why: Evidence::Context },
    Neighbours { words: class::PERSON_PRONOUN_AFTER, adds: &[(EntityType::Person, 0.5)], why: Evidence::Relative },
    Neighbours {
        words: class::ORGANIZATION_AFTER_NAME,
        adds: &[(EntityType::Organization, 0.35)],
        why: Evidence::Context,
    },
    Neighbours { words: class::EMPLOYER_AFTER_NAME, adds: &[(EntityType::Organization, 0.8)], why: Evidence::Employer },
    Neighbours { words: class::PLACE_AFTER_NAME, adds: &[(EntityType::Place, 0.5)], why: Evidence::Context },
    Neighbours { words: class::PEOPLE_AFTER_NAME, adds: &[(EntityType::Group, 0.55)], why: Evidence::Context },
];

/// Adds what the first row with the word says; false when none has it.
fn add_first(rows: &[Neighbours], word: &Word<'_>, segment: &mut Segment) -> bool {
    let Some(row) = rows.iter().find(|row| word.is(row.words)) else { return false };
    for &(kind, weight) in row.adds {
        segment.add(kind, weight, row.why);
    }
    true
}

impl Finder<'_, '_> {
    /// Weighs the words `run` as a name.
    pub(super) fn push(
        &self,
        range: Range<usize>,
        line: &Range<usize>,
        block: BlockKind,
        title: Option<(Option<Span>, Option<Gender>)>,
        found: &mut Vec<Segment>,
    ) {
        let Some(span) = self.span(range.clone()) else { return };
        let words: Vec<&Word<'_>> = range.clone().map(|index| self.words.at(index)).collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return };
        let listed = self.known_at(range.start, line).filter(|(length, _)| *length == words.len());
        let run =
            Run { range, line, words, first, last, listed: listed.map(|(_, known)| known), titled: title.is_some() };
        if self.names_nothing(&run, span) {
            return;
        }
        let mut segment = Segment {
            span,
            ballot: Ballot::new(Evidence::Capitalised),
            name: self.belief_of_capital(&run),
            title: title.and_then(|(title, _)| title),
            gender: title.and_then(|(_, gender)| gender),
            single: run.length() == 1,
        };
        self.weigh_list(&run, &mut segment);
        if run.titled {
            weigh_title(&run, &mut segment);
        }
        weigh_heads(&run, &mut segment);
        weigh_word_uses(&run, &mut segment);
        self.weigh_places(&run, &mut segment);
        weigh_persons(&run, &mut segment);
        self.weigh_acronym(&run, &mut segment);
        if !run.titled {
            self.weigh_before(&run, &mut segment);
        }
        self.weigh_after(&run, &mut segment);
        if block == BlockKind::Byline {
            segment.add(EntityType::Person, if run.length() > 1 { 0.8 } else { 0.1 }, Evidence::Byline);
        }
        self.weigh_nothing_known(&run, &mut segment);
        found.push(segment);
    }

    /// Whether a run is a head noun alone, a sign, a plain acronym, or a word that the lists know for no name.
    fn names_nothing(&self, run: &Run<'_, '_>, span: Span) -> bool {
        let text = self.document.str(span);
        if !run.titled && run.listed.is_none() {
            let generic = run.length() == 1 && run.first.is_bare(class::HEAD_NOUN);
            let too_short = text.chars().filter(|c| c.is_alphanumeric()).count() < 2;
            if generic
                || too_short
                || self.plain.contains(text)
                || lexicon::lexeme(&text.to_lowercase()).is(class::NOT_A_NAME)
            {
                return true;
            }
        }
        // "US $5 million"
        self.words.in_line(run.range.end, run.line).text.starts_with('$') && run.first.is_written(class::DOLLAR_COUNTRY)
    }

    /// How far a capital alone makes a name of it, 0 to 1.
    fn belief_of_capital(&self, run: &Run<'_, '_>) -> f64 {
        let first = run.first;
        let single = run.length() == 1;
        let seen = !(first.initial && single) || self.words.seen(first).capital > 0;
        let name = if seen { 0.8 } else { 0.5 };
        if single && first.is(class::COMMON) && first.shape != Shape::Upper { name * 0.5 } else { name }
    }

    fn weigh_list(&self, run: &Run<'_, '_>, segment: &mut Segment) {
        let Some((words, known)) = self.known_at(run.range.start, run.line) else { return };
        if words == run.length() {
            segment.name = known.confidence;
            segment.add(known.kind, 1.6 * known.confidence, Evidence::List(known.list));
        } else if known.kind == EntityType::Place {
            segment.add(EntityType::Organization, 0.3, Evidence::CountryBefore);
        }
    }

    /// Places by the points of the compass, by a country inside, and by the other side of a hyphen that joins two of them.
    fn weigh_places(&self, run: &Run<'_, '_>, segment: &mut Segment) {
        let (start, end) = (run.range.start, run.range.end);
        let compass = run.first.is_written(class::COMPASS);
        if run.listed.is_none() && run.length() > 1 {
            let rest_place = self
                .known_at(start + 1, run.line)
                .is_some_and(|(words, known)| known.kind == EntityType::Place && start + 1 + words == end);
            if compass && rest_place {
                segment.add(EntityType::Place, 1.3, Evidence::PlaceInside);
            } else if !run.titled && run.range.clone().any(|index| self.is_country_or_nationality(index, run.line)) {
                segment.lower(EntityType::Person, 0.6);
                segment.add(EntityType::Organization, 0.3, Evidence::CountryInside);
            }
        }
        if compass && run.length() == 1 && self.words.left_of(start, run.line).folded == word::THE {
            segment.add(EntityType::Place, 1.0, Evidence::Region);
        }
        let right = || self.words.in_line(end, run.line).split.then(|| self.known_at(end, run.line)).flatten();
        let left = || run.first.split.then(|| self.known_at(start.checked_sub(1)?, run.line)).flatten();
        if right().or_else(left).is_some_and(|(_, known)| known.kind == EntityType::Place) {
            segment.add(EntityType::Place, 1.0, Evidence::PairOfPlaces);
        }
    }

    fn is_country_or_nationality(&self, index: usize, line: &Range<usize>) -> bool {
        self.known_at(index, line)
            .is_some_and(|(_, known)| matches!(known.list, NameList::Country | NameList::Nationality))
    }

    fn weigh_acronym(&self, run: &Run<'_, '_>, segment: &mut Segment) {
        let first = run.first;
        let single = run.length() == 1;
        if single && first.shape == Shape::Upper && first.text.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
            segment.add(EntityType::Organization, 0.6, Evidence::Acronym);
        }
        if self.acronym_follows(&run.range, run.line) {
            segment.add(EntityType::Organization, 0.5, Evidence::AcronymFollows);
        }
        if single && begins_with_article(first) {
            segment.add(EntityType::Organization, 0.15, Evidence::Particle);
        }
    }

    /// What stands directly before the name.
    fn weigh_before(&self, run: &Run<'_, '_>, segment: &mut Segment) {
        let before = self.words.left_of(run.range.start, run.line);
        match before.folded {
            word::AT => segment.add(EntityType::Organization, 0.2, Evidence::Context),
            word::TO => segment.add(EntityType::Place, 0.1, Evidence::PlacePreposition),
            word::THE => {
                segment.add(EntityType::Organization, if run.length() == 1 { 0.12 } else { 0.3 }, Evidence::Article);
                segment.lower(EntityType::Person, 0.8);
            }
            word::TOLD => segment.add(EntityType::Organization, 0.35, Evidence::Told),
            _ => {
                add_first(&BEFORE, before, segment);
            }
        }
    }

    /// What stands directly after the name, and after a comma.
    fn weigh_after(&self, run: &Run<'_, '_>, segment: &mut Segment) {
        let after = self.words.in_line(run.range.end, run.line);
        if after.text == "," {
            return self.weigh_after_comma(run, segment);
        }
        if add_first(&AFTER, after, segment) {
            return;
        }
        if after.is(class::ACTING_VERB) && may_act(run) {
            segment.add(EntityType::Person, 0.7, Evidence::VerbOfActing);
        } else {
            add_first(&NOUNS_AFTER, after, segment);
        }
    }

    fn weigh_after_comma(&self, run: &Run<'_, '_>, segment: &mut Segment) {
        let (from, line) = (run.range.end + 1, run.line);
        let next = self.words.in_line(from, line);
        let age = next.shape == Shape::Number && next.text.len() == 2 && self.words.in_line(from + 1, line).text == ",";
        if next.is(class::RELATIVE_OF_PERSON) {
            segment.add(EntityType::Person, 0.9, Evidence::Relative);
        } else if age {
            segment.add(EntityType::Person, 0.9, Evidence::Age);
        } else if next.is(class::APPOSITION_OPENER.or(class::ROLE)) && self.role_noun_follows(from, line) {
            segment.add(EntityType::Person, 0.9, Evidence::Apposition);
        } else if beside::firm_follows(self.words, from, line) {
            segment.add(EntityType::Organization, 0.8, Evidence::Employer);
        } else if self.known_at(from, line).is_some_and(|(_, known)| known.kind == EntityType::Place) {
            let place_before = self.words.left_of(run.range.start, line).is(class::BEFORE_TOWN);
            segment.add(EntityType::Place, if place_before { 0.9 } else { 0.4 }, Evidence::PlaceFollows);
        }
    }

    /// Whether the words from `index` on, up to a comma, hold a noun for a person.
    pub(super) fn role_noun_follows(&self, index: usize, line: &Range<usize>) -> bool {
        (index..(index + 8).min(line.end))
            .map(|at| self.words.in_line(at, line))
            .take_while(|word| !matches!(word.text, "," | "." | ";" | ")") && word.lexeme != word::WHO)
            .any(|word| word.is(class::ROLE))
    }

    /// With nothing to go on: most names of several words are organisations; common words are mostly no names.
    fn weigh_nothing_known(&self, run: &Run<'_, '_>, segment: &mut Segment) {
        if segment.ballot.scores.iter().all(|&score| score <= 0.05) {
            if run.length() == 1 {
                segment.add(EntityType::Person, 0.12, Evidence::Capitalised);
                segment.add(EntityType::Organization, 0.1, Evidence::Capitalised);
                segment.add(EntityType::Place, 0.09, Evidence::Capitalised);
            } else {
                segment.add(EntityType::Organization, 0.25, Evidence::Capitalised);
            }
        }
        if run.length() == 1 {
            return;
        }
        if segment.ballot.strongest.1 < 0.5
            && run.words.iter().all(|word| !word.is_capitalised() || word.is(class::COMMON))
        {
            segment.name *= 0.7;
        }
        // "Great Service": praise at the start of a sentence.
        if run.first.initial
            && segment.ballot.strongest.0 == Evidence::HeadNoun
            && run.words.iter().all(|word| word.is(class::COMMON))
            && self.words.seen(run.first).capital == 0
        {
            segment.name *= 0.5;
        }
    }
}

fn weigh_title(run: &Run<'_, '_>, segment: &mut Segment) {
    segment.name = 0.95;
    segment.add(EntityType::Person, 2.0, Evidence::Title);
    // "Chief Executive", "General Public": an office and a common word, unless the tagger sees a person.
    if segment.title.is_some() && run.first.is(class::COMMON) && !run.first.is_written(class::GIVEN_NAME) {
        segment.name = 0.25;
    }
}

fn weigh_heads(run: &Run<'_, '_>, segment: &mut Segment) {
    let length = run.length();
    if length == 1 || run.listed.is_some() {
        return;
    }
    for (index, word) in run.words.iter().enumerate() {
        let Some(head) = word.bare_lexeme().head() else { continue };
        let fits = match head.place {
            Place::Start => index == 0,
            Place::End => index + 1 == length,
            Place::Any => true,
        };
        if fits {
            segment.name = segment.name.max(0.85);
            segment.add(head.kind, head_weight(head, index, length), Evidence::HeadNoun);
        }
    }
}

/// What a head noun adds at its place in a name.
fn head_weight(head: &Head, index: usize, length: usize) -> f64 {
    let at_its_end = index + 1 == length || head.place == Place::Start || index == 0 && head.place == Place::Any;
    match head.weak {
        true => 0.5,
        false if at_its_end => 1.3,
        false => 0.8,
    }
}

/// What the words mostly stand for elsewhere, where no list decides.
fn weigh_word_uses(run: &Run<'_, '_>, segment: &mut Segment) {
    if run.listed.is_some() {
        return;
    }
    let length = run.length();
    for (index, word) in run.words.iter().enumerate() {
        let Some((word_use, share)) = word.lexeme.word_use() else { continue };
        let weight = share
            * match length {
                1 => 0.9,
                _ if index == 0 || index + 1 == length => 0.4,
                _ => 0.1,
            };
        // "New" is a place's only in company.
        if length == 1 && word_use != WordUse::Plain && word.is(class::COMMON) {
            continue;
        }
        match word_use {
            WordUse::Person => segment.add(EntityType::Person, weight, Evidence::WordStatistics),
            WordUse::Organization => segment.add(EntityType::Organization, weight, Evidence::WordStatistics),
            WordUse::Place => segment.add(EntityType::Place, weight, Evidence::WordStatistics),
            WordUse::Plain if length == 1 && !run.titled => segment.name *= 1.0 - 0.9 * share,
            WordUse::Plain => segment.lower(EntityType::Person, 0.5 * weight),
        }
    }
}

/// Given names, initials, particles; "&" between partners.
fn weigh_persons(run: &Run<'_, '_>, segment: &mut Segment) {
    let length = run.length();
    let mut words = run.words.iter();
    if let Some(given) = run.first.lexeme.given_name() {
        let weight = match (given.weak, length) {
            (false, 1) => 0.6,
            (false, 2..=4) => 1.1,
            (true, 2..=3) => 0.5,
            _ => 0.2,
        };
        segment.add(EntityType::Person, weight, Evidence::GivenName);
    }
    if (2..=4).contains(&length) && words.clone().take(length - 1).any(|word| word.is_initial()) {
        segment.add(EntityType::Person, 0.8, Evidence::Initial);
    }
    if words.clone().skip(1).any(|word| word.shape == Shape::Lower && word.is(class::PERSON_PARTICLE)) {
        segment.add(EntityType::Person, 0.5, Evidence::Particle);
    }
    if length > 1 && words.clone().any(|word| begins_with_article(word)) {
        segment.add(EntityType::Person, 0.3, Evidence::Particle);
    }
    if (2..=3).contains(&length) && words.clone().any(|word| is_hyphenated_given_name(word)) {
        segment.add(EntityType::Person, 0.7, Evidence::HyphenatedGivenName);
    }
    // "Miller & Sons"
    if words.any(|word| word.text == "&") {
        segment.add(EntityType::Organization, 0.9, Evidence::Ampersand);
    }
    if run.last.is_bare(class::JUNIOR) {
        segment.add(EntityType::Person, 1.0, Evidence::Particle);
    }
    if (2..=3).contains(&length) && run.is_plain() {
        segment.add(EntityType::Person, 0.4, Evidence::Capitalised);
    }
}

/// "al-Zawri"
fn begins_with_article(word: &Word<'_>) -> bool {
    phrase::HYPHENATED_ARABIC_ARTICLE.iter().any(|article| word.lower.starts_with(article))
}

/// "Ki-moon" in "Ban Ki-moon".
fn is_hyphenated_given_name(word: &Word<'_>) -> bool {
    word.text
        .split_once('-')
        .is_some_and(|(left, right)| left.len() > 1 && right.len() > 1 && right.chars().all(char::is_lowercase))
}

/// "Chidi Okafor" in "Chidi Okafor heads the committee": nothing is known of either word.
fn may_act(run: &Run<'_, '_>) -> bool {
    (2..=3).contains(&run.length())
        && run.is_plain()
        && run.words.iter().all(|word| {
            word.text.chars().all(char::is_alphabetic)
                && !word.is_bare(class::HEAD_NOUN)
                && lexicon::known_name(word.lower.as_ref()).is_none()
        })
}
