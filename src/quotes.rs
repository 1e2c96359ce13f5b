//! Who says what: quoted words, the cue that attributes them, the mention of the speaker.
//!
//! ```text
//! marks -> quotations;  tokens -> words and frames;  cue + content + subject -> quotes
//! ```
//! Quotation marks alone make no quote: scare quotes, titles and nicknames stay out because nothing attributes them.

mod assembly;
mod attribution;
mod bounds;
pub(crate) mod content;
mod cued;
mod cues;
mod marked;
mod marks;
mod overlaps;
mod settle;
mod signed;
mod speakers;
mod transcript;
mod uncued;
mod witness;
mod words;

pub(crate) use content::{FORMAT, Weights};
pub(crate) use words::{add_listed, finite, open_class};

use crate::analysis::{Entity, Quote};
use crate::text::Document;

/// All quotes in text order; offsets are bytes. Speakers are mentions as written; `coreference` says who they are.
pub(crate) fn find(document: &Document<'_>, entities: &[Entity], weights: Weights<'_>) -> Vec<Quote> {
    let mut reading = read(document);
    reading.keep_names_whole(entities);
    assembly::attribute(&reading, entities, weights)
}

/// What stands in quotation marks, in a text of which nothing but its marks can be read; offsets are bytes. `language` is its ISO 639-1
/// code. Nobody is said to speak.
pub(crate) fn find_marked(document: &Document<'_>, language: &str) -> Vec<Quote> {
    marked::quotes(document, language)
}

/// The document's words, frames and quotations.
pub(crate) fn read<'d, 't>(document: &'d Document<'t>) -> words::Reading<'d, 't> {
    words::Reading::new(document, marks::quotations(document))
}

/// The choices of content of every cue verb outside quotation marks.
pub(crate) fn all_choices<'r>(reading: &'r words::Reading<'_, '_>) -> impl Iterator<Item = content::Choice> + 'r {
    let frames = reading.frames.iter().enumerate();
    frames.flat_map(move |(index, frame)| {
        frame.words.clone().flat_map(move |cue| {
            cues::cue_at(reading, cue).map_or_else(Vec::new, |verb| content::choices(reading, index, cue, verb))
        })
    })
}
