//! What the training program needs of the tagger: the features of a text as the core sees them, and tagging with other weights.

use std::ops::Range;

use super::features::classes_of;
use super::{DocumentFacts, Tagged, table};
use crate::analysis::{Block, BlockKind};
use crate::fingerprint::{Fingerprint, PROBE};
use crate::lexicon;
use crate::text::{Document, Span};

pub use super::decode::allowed;
pub use super::features::{Features, word_key};
pub use super::finer::{FINER, FINER_FORMAT, FINER_KINDS, FINER_SCALE, FinerKind, FinerWeights, write_finer};
pub use super::model::{FORMAT, Model, SCALE, Weights};
pub use super::table::Clusters;
pub use super::{LABELS, NameKind};

/// A text prepared for training: its tokens, its sentences and their features.
pub struct Prepared {
    /// Of each token, in bytes.
    pub tokens: Vec<Span>,
    /// Token indexes of each sentence.
    pub sentences: Vec<Range<usize>>,
    facts: DocumentFacts,
}

impl Prepared {
    /// Prepares a text whose lines are paragraphs.
    pub fn new(text: &str, clusters: &Clusters<'_>) -> Self {
        let blocks = lines(text);
        let document = Document::new(text, &blocks);
        Self {
            tokens: document.tokens.iter().map(|token| token.span).collect(),
            sentences: document.sentences.iter().map(|sentence| sentence.tokens.clone()).collect(),
            facts: DocumentFacts::new(&document, clusters),
        }
    }

    /// Writes the features of a token over what `into` held.
    pub fn emit(&self, token: usize, into: &mut Features) {
        self.facts.emit(token, into);
    }
}

/// The names of a text whose lines are paragraphs, under other weights than those that ship.
pub fn tag(text: &str, weights: &Weights<'_>) -> Vec<Tagged> {
    let blocks = lines(text);
    super::tag(&Document::new(text, &blocks), weights)
}

/// The features of names by which finer kinds are told, for each of `spans` that begins and ends where tokens do.
pub fn finer_features(text: &str, spans: &[Span], clusters: &Clusters<'_>) -> Vec<Option<Vec<u32>>> {
    let blocks = lines(text);
    let document = Document::new(text, &blocks);
    let facts = DocumentFacts::new(&document, clusters);
    let mut features = Features::default();
    let mut of = |span: &Span| {
        let first = document.tokens.partition_point(|token| token.span.start < span.start);
        let end = document.tokens.partition_point(|token| token.span.end <= span.end);
        let whole = first < end && document.tokens.get(first).is_some_and(|token| token.span.start == span.start);
        facts.emit_name(&document, first..end, &mut features);
        whole.then(|| features.hashes.clone())
    };
    spans.iter().map(&mut of).collect()
}

/// The fingerprint of the features: of each token of a text of our own, and what lists say of each of their words.
pub fn fingerprint() -> u64 {
    let mut fingerprint = Fingerprint::new();
    // The real clusters are part of the model; these give every word of the text one.
    let cluster = |word: &str| {
        let key = word_key(&word.to_lowercase());
        let [cluster, part, ..] = key.to_le_bytes();
        (key, [cluster.max(1), part % 8])
    };
    let table = table::write(&PROBE.split_whitespace().map(cluster).collect::<Vec<_>>(), |row, out| out.extend(row));
    let prepared = Prepared::new(PROBE, &Clusters::read(&table).unwrap_or(Clusters::NONE));
    let mut features = Features::default();
    for token in 0..prepared.tokens.len() {
        prepared.emit(token, &mut features);
        fingerprint.numbers(features.hashes.iter().copied());
    }
    for word in lexicon::words() {
        let classes = classes_of(word);
        if classes != 0 {
            fingerprint.text(word);
            fingerprint.number(classes);
        }
    }
    fingerprint.finish()
}

fn lines(text: &str) -> Vec<Block> {
    let mut start = 0;
    let mut blocks = Vec::new();
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        if !span.is_empty() {
            blocks.push(Block { start: span.start, end: span.end, kind: BlockKind::Paragraph, reason: None });
        }
        start += line.len() + 1;
    }
    blocks
}

/// The fingerprint of [`finer_features`]: of each word with a capital of a text of our own.
pub fn finer_fingerprint() -> u64 {
    let mut fingerprint = Fingerprint::new();
    let blocks = lines(PROBE);
    let document = Document::new(PROBE, &blocks);
    let names: Vec<Span> = document.tokens.iter().map(|token| token.span).collect();
    for features in finer_features(PROBE, &names, &Clusters::NONE).into_iter().flatten() {
        fingerprint.numbers(features.into_iter());
    }
    fingerprint.finish()
}
