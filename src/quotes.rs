//! Who says what: quoted words, the cue that attributes them, the mention of the speaker.
//!
//! ```text
//! marks -> quotations;  tokens -> words and frames;  cue + content + subject -> quotes
//! ```
//! Quotation marks alone make no quote: scare quotes, titles and nicknames stay out because nothing attributes them.

mod attribution;
mod marks;
mod speakers;
mod words;

use crate::analysis::{Entity, Quote};
use crate::text::Document;

/// All quotes in text order; offsets are bytes. Speakers are mentions as written; `coreference` says who they are.
pub(crate) fn find(document: &Document<'_>, _entities: &[Entity]) -> Vec<Quote> {
    let quotations = marks::quotations(document);
    let reading = words::Reading::new(document, quotations);
    attribution::attribute(&reading)
}
