//! Which entity a definite description takes up: "the minister", "the company", "the 24-year-old".

use super::descriptions::{self, Description};
use super::ranking::Ranking;
use super::referents::{Found, Referent, ReferentId};
use super::walk::{GROUP_REACH, Walk};
use crate::analysis::{Entity, EntityType};
use crate::lexicon::{self, class};
use crate::rules::{Rule, coreference as rule};
use crate::text::Span;

/// How many events back an age is looked for.
const AGE_REACH: usize = 400;
/// The least score of an entity that a description fits.
const LEAST: f64 = 0.45;

/// A description as it is matched.
struct Wording<'t> {
    span: Span,
    written: &'t str,
    lower: String,
}

impl Wording<'_> {
    /// Its last word, in lower case.
    fn head(&self) -> &str {
        self.lower.rsplit([' ', '\u{a0}']).next().unwrap_or(&self.lower)
    }

    /// All words but the article, in lower case.
    fn words(&self) -> impl Iterator<Item = &str> {
        self.lower.split_whitespace().skip(1)
    }

    /// The words with a capital after the article.
    fn capitals(&self) -> impl Iterator<Item = &str> {
        self.written.split_whitespace().skip(1).filter(|word| word.starts_with(char::is_uppercase))
    }
}

impl Walk<'_, '_, '_> {
    /// The entity that a description takes up, and by which rule.
    pub(super) fn described(&self, description: Description, span: Span) -> Option<(Found, Rule)> {
        let written = self.document.str(span);
        let wording = Wording { span, written, lower: written.to_lowercase() };
        let rules = self.document.rules;
        let of_age = rules.find(rule::SAME_AGE, || self.of_age(descriptions::age(&wording.lower)?, span));
        if let Some(referent) = of_age {
            return Some((Found { referent, confidence: 0.9 }, rule::SAME_AGE));
        }
        let fitting = match description {
            Description::Role => self.best_fitting(rule::SAME_ROLE, &wording, Self::fit_of_role),
            Description::Organization => self.best_fitting(rule::NOUN_OF_NAME, &wording, Self::fit_of_organization),
            Description::Place => None,
        };
        fitting.or_else(|| {
            let general = rules.find(rule::GENERAL_NOUN, || self.generally_described(&wording))?;
            Some((general, rule::GENERAL_NOUN))
        })
    }

    /// The entity that a description fits best.
    fn best_fitting(
        &self,
        rule: Rule,
        wording: &Wording<'_>,
        fit: fn(&Self, &Wording<'_>, &Referent, &Entity) -> Option<f64>,
    ) -> Option<(Found, Rule)> {
        let best = self.document.rules.find(rule, || {
            let mut ranking = Ranking::default();
            for (id, referent) in self.referents.recent() {
                let entity = referent.entity.and_then(|entity| self.entities.get(entity));
                if let Some(score) = entity.and_then(|entity| fit(self, wording, referent, entity)) {
                    ranking.add(id, score);
                }
            }
            ranking.best().filter(|(_, score)| *score >= LEAST)
        });
        best.map(|(referent, confidence)| (Found { referent, confidence }, rule))
    }

    /// How well "the APC candidate" fits a person of whose role the text tells.
    fn fit_of_role(&self, wording: &Wording<'_>, referent: &Referent, entity: &Entity) -> Option<f64> {
        let role = entity.role.as_deref().filter(|_| referent.kind == EntityType::Person)?.to_lowercase();
        let has = |word: &str| role.split([' ', '-', ',']).any(|other| other == word);
        // "The APC candidate" is nobody of whose role the text says nothing of the APC.
        let capitals = wording.capitals().all(|word| role.contains(&word.to_lowercase()));
        if !capitals || !has(wording.head()) || other_office(&role, &wording.lower, wording.head()) {
            return None;
        }
        let matched = wording.words().filter(|word| has(word)).count();
        let share = 0.4 * (matched as f64) / (wording.words().count().max(1) as f64);
        Some(0.5 + share - 0.01 * self.sentences_since(referent, wording.span))
    }

    /// How well "the bank" fits an organisation that is called so, or may be.
    fn fit_of_organization(&self, wording: &Wording<'_>, referent: &Referent, entity: &Entity) -> Option<f64> {
        if referent.kind != EntityType::Organization || !referent.is_mentioned() {
            return None;
        }
        let distance = self.sentences_since(referent, wording.span);
        let (name, head) = (entity.name.to_lowercase(), wording.head());
        if name.split_whitespace().any(|word| word == head) {
            return Some(0.8 - 0.01 * distance);
        }
        let near = distance <= 1.0 && descriptions::may_call(head, &name) && !self.is_addressed(referent);
        near.then(|| 0.4 + 0.05 * referent.weight.min(2.0) - 0.05 * distance)
    }

    fn sentences_since(&self, referent: &Referent, span: Span) -> f64 {
        f64::from(u32::try_from(referent.distance(self.sentence(span.start))).unwrap_or(99))
    }

    /// "The company", "the 45-year-old": words that say little stand for whoever the text speaks of.
    fn generally_described(&self, wording: &Wording<'_>) -> Option<Found> {
        let general = descriptions::generic(&wording.lower)?;
        let (gender, ..) = descriptions::traits(&wording.lower);
        let found = self.salient(wording.span, GROUP_REACH, |referent| {
            let agrees = referent.gender.is_none() || gender.is_none() || referent.gender == gender;
            let called = || general != EntityType::Organization || self.may_be_called(wording.head(), referent);
            referent.entity.is_some() && referent.kind == general && agrees && called()
        })?;
        let confidence = 0.7 * found.confidence;
        (found.confidence > 0.6).then_some(Found { confidence, ..found })
    }

    /// Whether an organisation may be called by a noun that its name does not have.
    fn may_be_called(&self, head: &str, referent: &Referent) -> bool {
        let entity = referent.entity.and_then(|entity| self.entities.get(entity));
        let named = entity.is_some_and(|entity| descriptions::may_call(head, &entity.name.to_lowercase()));
        named && !self.is_addressed(referent)
    }

    /// The only person whose name is followed by this age before a byte: "Smith, 24,", "Smith (24)".
    fn of_age(&self, age: &str, span: Span) -> Option<ReferentId> {
        let mut found = None;
        for name in self.events.last_names(span.start, AGE_REACH) {
            let after = self.document.text.get(name.span.end..).unwrap_or_default();
            let inside = after.strip_prefix(", ").or_else(|| after.strip_prefix(" ("));
            let rest = inside.and_then(|inside| inside.strip_prefix(age));
            let aged = rest.is_some_and(|rest| rest.starts_with([',', ')', '.', ' ']));
            if !aged || !self.referents.is(name.referent, EntityType::Person) {
                continue;
            }
            if found.is_some_and(|other| other != name.referent) {
                return None;
            }
            found = Some(name.referent);
        }
        found
    }

    /// Whether a referent was last mentioned as the one who is told something: "told Reuters", "told the Post".
    fn is_addressed(&self, referent: &Referent) -> bool {
        let entity = referent.entity.and_then(|entity| self.entities.get(entity));
        let last = entity.and_then(|entity| {
            let at = entity.mentions.partition_point(|mention| mention.end < referent.last);
            entity.mentions.get(at).filter(|mention| mention.end == referent.last)
        });
        let before = last.and_then(|mention| self.document.text.get(..mention.start));
        before.and_then(|before| word_before(before.trim_end())).is_some_and(|word| word.is(class::TELLING_VERB))
    }
}

/// Whether a role and a description with the same head tell of two offices: "prime minister" and "the minister", "finance minister" and "the
/// foreign minister".
fn other_office(role: &str, description: &str, head: &str) -> bool {
    let qualifier = |text: &str| {
        let mut words = text.split([' ', '\u{a0}', '-', ',']);
        let mut before = None;
        words.by_ref().find(|&word| {
            word == head || {
                before = Some(lexicon::lexeme(word));
                false
            }
        })?;
        before
    };
    let (own, other) = (qualifier(role), qualifier(description));
    let is = |word: Option<lexicon::Lexeme>, of: lexicon::Classes| word.is_some_and(|word| word.is(of));
    let rank = |word| is(word, class::OFFICE_RANK);
    let telling = class::OFFICE_RANK.or(class::OFFICE_FIELD);
    own != other && (rank(own) || rank(other) || is(own, telling) && is(other, telling))
}

/// The last word of a text that a blank stands before, the one before that where it is "the".
fn word_before(text: &str) -> Option<lexicon::Lexeme> {
    let (before, last) = text.rsplit_once(' ')?;
    let last = lexicon::lexeme(last);
    if !last.is(class::DEFINITE_ARTICLE) {
        return Some(last);
    }
    before.rsplit_once(' ').map(|(_, word)| lexicon::lexeme(word))
}
