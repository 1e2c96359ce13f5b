//! What the training program needs of the rooms' inside: examples with the very features that the analysis uses, and what only a
//! treebank can measure.
//!
//! Not part of the public interface: nothing here is stable.

use crate::analysis::{Block, BlockKind};
use crate::fingerprint::{Fingerprint, PROBE};
use crate::quotes;
use crate::text::Document;

pub use crate::container::{Damage, Format};
pub use crate::models::Models;
pub use quotes::content::FORMAT as QUOTE_FORMAT;

/// Binary logarithm of the number of weights of the choice of content.
pub const QUOTE_TABLE_BITS: u32 = quotes::content::TABLE_BITS;

/// One cue, one side of it, and every stretch that could be its content; offsets are bytes.
pub struct QuoteChoice {
    /// The word that heads the cue.
    pub cue: (usize, usize),
    /// Whether the word can head a cue of several words: the colon cannot.
    pub heads: bool,
    /// Whether the content stands after the cue.
    pub behind: bool,
    /// Features of there being content.
    pub cue_features: Vec<u32>,
    /// Features of each first word.
    pub starts: Vec<Vec<u32>>,
    /// Features of each last word.
    pub ends: Vec<Vec<u32>>,
    /// Index into `starts`, index into `ends`, features of the two together.
    pub stretches: Vec<(usize, usize, Vec<u32>)>,
    /// The stretches themselves.
    pub spans: Vec<(usize, usize)>,
}

/// Where sentences end and words stand, in bytes, in a text with those paragraphs.
pub struct Segments {
    /// Behind the last character of each sentence.
    pub ends: Vec<usize>,
    /// First byte and byte after the last of each word or mark.
    pub words: Vec<(usize, usize)>,
}

/// Cuts a text into sentences and words as the analysis does; `paragraphs` are in order and do not overlap.
pub fn segments(text: &str, paragraphs: &[(usize, usize)]) -> Segments {
    let paragraph = |&(start, end): &(usize, usize)| Block { start, end, kind: BlockKind::Paragraph, reason: None };
    let blocks: Vec<Block> = paragraphs.iter().map(paragraph).collect();
    let document = Document::new(text, &blocks);
    Segments {
        ends: document.sentences.iter().map(|sentence| sentence.span.end).collect(),
        words: document.tokens.iter().map(|token| (token.span.start, token.span.end)).collect(),
    }
}

/// Every choice of a text in which each line is a paragraph.
pub fn quote_choices(text: &str) -> Vec<QuoteChoice> {
    let blocks = crate::article::every_line(text);
    let document = Document::new(text, &blocks);
    let reading = quotes::read(&document);
    let mut choices = Vec::new();
    for choice in quotes::all_choices(&reading) {
        let cue = reading.span(choice.cue..choice.cue + 1);
        let word = |edges: &[quotes::content::Edge], index: usize| edges.get(index).map_or(0, |edge| edge.word);
        let spans = choice.stretches.iter().map(|(s, e, _)| {
            let span = reading.span(word(&choice.starts, *s)..word(&choice.ends, *e));
            (span.start, span.end)
        });
        choices.push(QuoteChoice {
            cue: (cue.start, cue.end),
            heads: cue.of(text) != ":",
            behind: choice.side == quotes::content::Side::After,
            spans: spans.collect(),
            cue_features: choice.cue_features,
            starts: choice.starts.into_iter().map(|edge| edge.features).collect(),
            ends: choice.ends.into_iter().map(|edge| edge.features).collect(),
            stretches: choice.stretches,
        });
    }
    choices
}

/// The fingerprint of the features of [`quote_choices`]: of each choice of a text of our own, and what lists say of each of their words.
pub fn quote_fingerprint() -> u64 {
    let mut fingerprint = Fingerprint::new();
    for choice in quote_choices(PROBE) {
        fingerprint.numbers([choice.cue.0 as u64, choice.cue.1 as u64, u64::from(choice.behind)].into_iter());
        fingerprint.numbers(choice.cue_features.into_iter());
        for features in choice.starts.into_iter().chain(choice.ends) {
            fingerprint.numbers(features.into_iter());
        }
        for (start, end, features) in choice.stretches {
            fingerprint.numbers([start as u64, end as u64].into_iter());
            fingerprint.numbers(features.into_iter());
        }
    }
    quotes::add_listed(&mut fingerprint);
    fingerprint.finish()
}

/// Of tone.
pub mod tone {
    pub use crate::sentiment::training::*;
}

/// Of names.
pub mod names {
    pub use crate::tagger::training::*;
}

/// Of links.
pub mod links {
    /// A name in the form in which names are compared.
    pub fn comparable(name: &str) -> String {
        crate::entities::comparable(name)
    }
}

/// Of the reader.
pub mod reader {
    pub use crate::reader::training::*;
}
