//! What every rule of quotes makes: words, and whoever is said to have said them.

use std::ops::Range;

use crate::analysis::{Entity, EntityType};
use crate::rules::Rule;
use crate::text::Span;

/// An attribution before it becomes a [`Quote`](crate::Quote).
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// Pieces of content in text order, in bytes.
    pub(crate) parts: Vec<Span>,
    /// Words of the cue and its verb's dictionary form.
    pub(crate) cue: Option<(Range<usize>, &'static str)>,
    /// Words of the speaker's mention.
    pub(crate) speaker: Option<Range<usize>>,
    /// Words of who is told.
    pub(crate) addressee: Option<Range<usize>>,
    /// 0 to 1.
    pub(crate) confidence: f64,
    /// The rule that decided: that this is said, or else who says it.
    pub(crate) rule: Rule,
}

/// The names of people, in text order.
pub(super) fn people(entities: &[Entity]) -> Vec<Span> {
    let people = entities.iter().filter(|entity| entity.kind == EntityType::Person);
    let mut names: Vec<Span> = people.flat_map(|person| person.mentions.iter().map(crate::Mention::span)).collect();
    names.sort();
    names
}
