//! Weighs a run of words as a name: what each list, neighbour and head noun says for each type.

use std::ops::Range;

use super::beside;
use super::finder::Finder;
use crate::analysis::{BlockKind, EntityType};
use crate::entities::candidate::Segment;
use crate::entities::words::{Word, Words};
use crate::lexicon::{self, Gender, Place, WordUse, class};
use crate::text::{Shape, Span};

impl Finder<'_, '_> {
    /// Weighs the words `run` as a name.
    pub(super) fn push(
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
            let generic = length == 1 && lexicon::lexeme(first.bare()).is(class::HEAD_NOUN);
            let too_short = text.chars().filter(|c| c.is_alphanumeric()).count() < 2;
            if generic
                || too_short
                || self.plain.contains(text)
                || lexicon::lexeme(&text.to_lowercase()).is(class::NOT_A_NAME)
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
        if lexicon::lexeme(first.lower.as_str()).is(class::COMMON) && length == 1 && first.shape != Shape::Upper {
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
                && lexicon::lexeme(first.lower.as_str()).is(class::COMMON)
                && !lexicon::lexeme(first.text).is(class::GIVEN_NAME)
            {
                segment.name = 0.25;
            }
        }
        // Head nouns.
        for (index, word) in list.iter().enumerate() {
            if length == 1 || listed.is_some() {
                break;
            }
            let Some(head) = lexicon::lexeme(word.bare()).head() else { continue };
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
                let Some((class, share)) = lexicon::lexeme(word.text).word_use() else { continue };
                let weight = share
                    * match length {
                        1 => 0.9,
                        _ if index == 0 || index + 1 == length => 0.4,
                        _ => 0.1,
                    };
                // "New" is a place's only in company.
                if length == 1 && class != WordUse::Plain && lexicon::lexeme(word.lower.as_str()).is(class::COMMON) {
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
        if let Some(given) = lexicon::lexeme(first.text).given_name() {
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
        if length > 1
            && list
                .iter()
                .skip(1)
                .any(|word| word.shape == Shape::Lower && lexicon::lexeme(&word.lower).is(class::PERSON_PARTICLE))
        {
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
            && list
                .iter()
                .all(|word| word.shape == Shape::Capital && !lexicon::lexeme(word.lower.as_str()).is(class::COMMON))
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
                role if lexicon::lexeme(role).is(class::ROLE) => segment.add(EntityType::Person, 0.9, "role"),
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
                // "Chidi Okafor heads the committee": what people do, where nothing is known of either word.
                verb if (2..=3).contains(&length)
                    && lexicon::lexeme(verb).is(class::ACTING_VERB)
                    && list.iter().all(|word| {
                        word.shape == Shape::Capital
                            && word.text.chars().all(char::is_alphabetic)
                            && !lexicon::lexeme(word.lower.as_str()).is(class::COMMON)
                            && !lexicon::lexeme(word.bare()).is(class::HEAD_NOUN)
                            && lexicon::known_name(word.lower.as_str()).is_none()
                    }) =>
                {
                    segment.add(EntityType::Person, 0.7, "verb of acting");
                }
                "v." | "v" | "vs." | "vs" => segment.add(EntityType::Person, 0.7, "context"),
                "who" | "himself" | "herself" | "whose" => segment.add(EntityType::Person, 0.5, "relative"),
                "party" | "officials" | "leader" | "leaders" | "chief" | "shares" | "militants" | "fighters" => {
                    segment.add(EntityType::Organization, 0.35, "context")
                }
                "spokesman" | "spokeswoman" | "spokesperson" | "ceo" | "executive" | "executives" | "employee"
                | "employees" | "customers" | "headquarters" => segment.add(EntityType::Organization, 0.8, "employer"),
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
                        || lexicon::lexeme(word.lower.as_str()).is(class::ROLE)
                }) && self.role_noun_follows(run.end + 1, line) =>
                {
                    segment.add(EntityType::Person, 0.9, "apposition");
                }
                "," if beside::firm_follows(self.words, run.end + 1, line) => {
                    segment.add(EntityType::Organization, 0.8, "employer");
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
            && list.iter().all(|word| !word.is_capitalised() || lexicon::lexeme(word.lower.as_str()).is(class::COMMON))
            && segment.why.1 < 0.5
        {
            segment.name *= 0.7;
        }
        // "Great Service": praise at the start of a sentence.
        if length > 1
            && first.initial
            && segment.why.0 == "head noun"
            && list.iter().all(|word| lexicon::lexeme(word.lower.as_str()).is(class::COMMON))
            && self.words.seen(&first.lower).capital == 0
        {
            segment.name *= 0.5;
        }
        found.push(segment);
    }

    /// Whether the words from `index` on, up to a comma, hold a noun for a person.
    pub(super) fn role_noun_follows(&self, index: usize, line: &Range<usize>) -> bool {
        (index..(index + 8).min(line.end))
            .map_while(|at| {
                self.words.within(at, line).filter(|word| !matches!(word.text, "," | "." | ";" | ")" | "who"))
            })
            .any(|word| lexicon::lexeme(word.lower.as_str()).is(class::ROLE))
    }
}

/// "Northern" in "Northern Uganda", "West" in "the West".
pub(super) fn is_compass(word: &str) -> bool {
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

pub(super) fn after_is_dollar(words: &Words<'_>, index: usize, line: &Range<usize>) -> bool {
    words.within(index, line).is_some_and(|word| word.text.starts_with('$'))
}
