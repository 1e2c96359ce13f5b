//! Who says what: quoted words, the cue that attributes them, the mention of the speaker.

use crate::analysis::{Entity, Quote};
use crate::text::Document;

/// All quotes in text order; offsets are bytes. Speakers are mentions as written; `coreference` says who they are.
pub(crate) fn find(_document: &Document<'_>, _entities: &[Entity]) -> Vec<Quote> {
    Vec::new()
}
