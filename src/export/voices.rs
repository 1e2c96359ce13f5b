//! Who speaks, with the quotes and the entity that an analysis names by number.

use std::collections::BTreeMap;

use crate::analysis::{Analysis, Entity, EntityId, Quote};

/// A speaker and what they say.
pub(super) struct Voice<'a> {
    /// Full name or, without one, the words of the article; `None` when no speaker was found.
    pub(super) name: Option<&'a str>,
    /// Whom the article means.
    pub(super) entity: Option<&'a Entity>,
    /// Whether the article keeps the name back.
    pub(super) anonymous: bool,
    /// In text order, each with its number from 1.
    pub(super) quotes: Vec<(usize, &'a Quote)>,
    /// Words quoted, directly or not.
    pub(super) words: usize,
}

/// The speakers of an analysis, in its order.
pub(super) fn voices(analysis: &Analysis) -> Vec<Voice<'_>> {
    let entities: BTreeMap<EntityId, &Entity> = analysis.entities.iter().map(|entity| (entity.id, entity)).collect();
    let quote = |&index: &usize| Some((index + 1, analysis.quotes.get(index)?));
    analysis
        .voices
        .iter()
        .map(|voice| Voice {
            name: voice.name.as_deref(),
            entity: voice.entity.and_then(|id| entities.get(&id).copied()),
            anonymous: voice.anonymous,
            quotes: voice.quotes.iter().filter_map(quote).collect(),
            words: voice.words,
        })
        .collect()
}
