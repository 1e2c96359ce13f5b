//! Pronouns and descriptions: which entity they stand for.

use crate::analysis::{Entity, Quote};
use crate::text::Document;

/// Adds pronoun and nominal mentions to `entities` and gives `quotes` the entity, full name and anonymity of their speakers.
pub(crate) fn resolve(_document: &Document<'_>, _entities: &mut [Entity], _quotes: &mut [Quote]) {}
