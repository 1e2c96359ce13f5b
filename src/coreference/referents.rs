//! Those who can be spoken of again, and how high each of them stands.

use super::clause::ClausePlace;
use super::descriptions;
use crate::analysis::{Entity, EntityType};
use crate::entities;
use crate::lexicon::Gender;
use crate::text::{Document, Span};

/// How many referents are remembered, those mentioned last.
const RECENT: usize = 40;

/// The number of a referent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ReferentId(usize);

/// A referent with how sure it is that a mention stands for it, 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) referent: ReferentId,
    pub(super) confidence: f64,
}

/// Someone who can be spoken of again: an entity, or a speaker the article does not name.
#[derive(Clone, Debug)]
pub(super) struct Referent {
    /// Index into the entities; `None` for an unnamed speaker.
    pub(super) entity: Option<usize>,
    pub(super) kind: EntityType,
    pub(super) gender: Option<Gender>,
    /// The gender of the last pronoun that was taken to stand for it, however unsure that was.
    pub(super) called: Option<Gender>,
    pub(super) plural: bool,
    /// How an unnamed speaker is called.
    pub(super) description: Option<String>,
    pub(super) anonymous: bool,
    /// Whether it was last mentioned as the subject of a clause and by a phrase of its own: not "Acme" of "the Acme plant".
    pub(super) leads: bool,
    /// Number of the sentence of its last mention, the byte where that mention ends, and the weight that it gave.
    sentence: usize,
    pub(super) last: usize,
    pub(super) weight: f64,
    mentions: usize,
}

impl Referent {
    fn new(kind: EntityType, gender: Option<Gender>, plural: bool) -> Self {
        Self {
            entity: None,
            kind,
            gender,
            called: None,
            plural,
            description: None,
            anonymous: false,
            leads: false,
            sentence: 0,
            last: 0,
            weight: 0.0,
            mentions: 0,
        }
    }

    /// The referent of an entity with that index.
    pub(super) fn of_entity(document: &Document<'_>, index: usize, entity: &Entity) -> Self {
        let traits = entities::traits(document, entity);
        Self { entity: Some(index), ..Self::new(entity.kind, traits.gender, traits.plural) }
    }

    /// A speaker whom the text describes by `mention` and does not name.
    pub(super) fn unnamed(mention: &str, anonymous: bool) -> Self {
        let (gender, plural, person) = descriptions::traits(mention);
        let kind = if person { EntityType::Person } else { EntityType::Organization };
        let description = Some(descriptions::without_article(mention).to_owned());
        Self { description, anonymous, ..Self::new(kind, gender, plural) }
    }

    /// Whether it was mentioned before.
    pub(super) fn is_mentioned(&self) -> bool {
        self.mentions > 0
    }

    /// How many sentences before `sentence` it was mentioned last.
    pub(super) fn distance(&self, sentence: usize) -> usize {
        sentence.saturating_sub(self.sentence)
    }

    /// Its weight as it has faded since its last mention.
    pub(super) fn standing(&self, sentence: usize) -> f64 {
        self.weight * libm::pow(0.6, f64::from(u32::try_from(self.distance(sentence)).unwrap_or(9)))
    }

    /// Notes a pronoun of that gender that was taken to stand for it.
    pub(super) fn call(&mut self, gender: Option<Gender>, sure: bool) {
        self.called = gender;
        if self.gender.is_none() && sure {
            self.gender = gender;
        }
    }

    /// Notes a mention, which weighs `base` and more as a subject.
    fn raise(&mut self, span: Span, sentence: usize, base: f64, place: ClausePlace) {
        if self.mentions > 0 && self.sentence == sentence {
            self.weight += 0.2;
        } else {
            // What was carried over fades by half a sentence.
            let gap = i32::try_from(sentence.saturating_sub(self.sentence).min(30)).unwrap_or(30);
            self.weight = self.weight * libm::pow(0.5, f64::from(gap)) + base;
        }
        self.weight += if place.subject { 0.8 } else { 0.0 };
        self.leads = place.subject && !place.attributive;
        self.sentence = sentence;
        self.last = span.end;
        self.mentions += 1;
    }
}

/// All referents, and which of them were mentioned last.
#[derive(Debug, Default)]
pub(super) struct Referents {
    all: Vec<Referent>,
    /// Latest last.
    recent: Vec<ReferentId>,
    /// The referent of the last mention that was the subject of a verb.
    acting: Option<ReferentId>,
}

impl Referents {
    pub(super) fn add(&mut self, referent: Referent) -> ReferentId {
        self.all.push(referent);
        ReferentId(self.all.len() - 1)
    }

    pub(super) fn get(&self, id: ReferentId) -> Option<&Referent> {
        self.all.get(id.0)
    }

    pub(super) fn get_mut(&mut self, id: ReferentId) -> Option<&mut Referent> {
        self.all.get_mut(id.0)
    }

    /// Whether it is of that kind.
    pub(super) fn is(&self, id: ReferentId, kind: EntityType) -> bool {
        self.get(id).is_some_and(|known| known.kind == kind)
    }

    /// Whether its last mention was the subject of a verb, and no other one since.
    pub(super) fn acted_last(&self, id: ReferentId) -> bool {
        self.acting == Some(id)
    }

    /// Those mentioned last, latest first.
    pub(super) fn recent(&self) -> impl Iterator<Item = (ReferentId, &Referent)> {
        self.recent.iter().rev().filter_map(|&id| Some((id, self.get(id)?)))
    }

    /// The one mentioned last, if that was in a sentence.
    pub(super) fn last_of(&self, sentence: usize) -> Option<ReferentId> {
        self.recent.last().copied().filter(|&id| self.get(id).is_some_and(|known| known.sentence == sentence))
    }

    /// The unnamed speakers among the last 200 referents.
    pub(super) fn unnamed(&self) -> impl Iterator<Item = (ReferentId, &Referent)> {
        let far = self.all.len().saturating_sub(200);
        let all = self.all.iter().enumerate().skip(far).map(|(index, referent)| (ReferentId(index), referent));
        all.filter(|(_, referent)| referent.entity.is_none())
    }

    /// Notes a mention; one that is `aside`, as in a byline, is not of anybody whom the text goes on to speak of.
    pub(super) fn mention(
        &mut self,
        id: ReferentId,
        span: Span,
        sentence: usize,
        base: f64,
        place: ClausePlace,
        aside: bool,
    ) {
        let Some(known) = self.get_mut(id) else { return };
        known.raise(span, sentence, base, place);
        if place.acts {
            self.acting = Some(id);
        }
        if aside {
            return;
        }
        self.recent.retain(|&other| other != id);
        self.recent.push(id);
        if self.recent.len() > RECENT {
            self.recent.remove(0);
        }
    }
}
