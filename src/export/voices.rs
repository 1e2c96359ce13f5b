//! Who speaks: the quotes of an article gathered by speaker.

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

/// Two quotes with the same key have the same speaker.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(EntityId),
    Words(String),
    Nobody,
}

/// Speakers, most quoted words first; those quoted alike in the order of the text. Offsets are bytes.
pub(super) fn voices(analysis: &Analysis) -> Vec<Voice<'_>> {
    let entities: BTreeMap<EntityId, &Entity> = analysis.entities.iter().map(|entity| (entity.id, entity)).collect();
    let mut voices: Vec<Voice<'_>> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for (index, quote) in analysis.quotes.iter().enumerate() {
        let speaker = quote.speaker.as_ref();
        let name = speaker.map(|speaker| speaker.name.as_deref().unwrap_or(&speaker.text));
        let entity = speaker.and_then(|speaker| speaker.entity);
        let key = match (entity, name) {
            (Some(entity), _) => Key::Entity(entity),
            (None, Some(name)) => Key::Words(name.to_lowercase()),
            (None, None) => Key::Nobody,
        };
        let at = *known.entry(key).or_insert_with(|| {
            let entity = entity.and_then(|id| entities.get(&id).copied());
            let name = entity.map(|entity| entity.name.as_str()).or(name);
            voices.push(Voice { name, entity, anonymous: false, quotes: Vec::new(), words: 0 });
            voices.len() - 1
        });
        if let Some(voice) = voices.get_mut(at) {
            voice.anonymous |= speaker.is_some_and(|speaker| speaker.anonymous);
            voice.words +=
                quote.parts.iter().map(|part| part.of(&analysis.text).split_whitespace().count()).sum::<usize>();
            voice.quotes.push((index + 1, quote));
        }
    }
    voices.sort_by_key(|voice| std::cmp::Reverse(voice.words));
    voices
}
