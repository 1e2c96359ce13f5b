//! Which words are names: a linear-chain model over the tokens of a sentence.
//!
//! A conditional random field (Lafferty, McCallum and Pereira, 2001) over hashed features of the word, its neighbours, the run of
//! capitalised words it stands in, and what the rest of the document shows of the same word. It knows tokens and sentences, nothing of
//! articles or entities. Weights are trained by `cargo xtask train names` and described in `models/names.md`.
//!
//! All scores are sums of integers, so every target gives the same answer; only the confidence is computed in floating point, with
//! `libm` and in a fixed order.

mod decode;
mod features;
mod model;
pub(crate) mod training;

use crate::text::{Document, Span};

pub(crate) use features::{DocumentFacts, Features};
pub(crate) use model::Weights;

/// The kinds of name the model tells apart; finer types are the business of `entities`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// People.
    Person,
    /// Companies, agencies, parties, teams, armed groups.
    Organization,
    /// Countries, cities, regions, buildings.
    Place,
    /// Nationalities, religions, events, products, works, laws.
    Other,
}

/// In the order of the model's labels.
pub(crate) const KINDS: [NameKind; 4] = [NameKind::Person, NameKind::Organization, NameKind::Place, NameKind::Other];

/// Number of labels: outside, then begin and inside of each kind.
pub const LABELS: usize = 1 + 2 * KINDS.len();

/// A name as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// From its first token to its last.
    pub span: Span,
    /// What kind.
    pub kind: NameKind,
    /// Probability of the least sure of its tokens under the model, 0 to 1.
    pub confidence: f64,
}

/// The names of a document, in text order.
pub(crate) fn tag(document: &Document<'_>) -> Vec<Tagged> {
    tag_with(document, &Weights::shipped())
}

fn tag_with(document: &Document<'_>, weights: &Weights<'_>) -> Vec<Tagged> {
    let facts = DocumentFacts::new(document, &weights.clusters());
    let mut features = Features::default();
    let mut decoder = decode::Decoder::new(weights);
    let mut names = Vec::new();
    for sentence in &document.sentences {
        decoder.start();
        for token in sentence.tokens.clone() {
            facts.emit(token, &mut features);
            decoder.push(weights.score(&features));
        }
        decoder.names(|tokens, kind, confidence| {
            let at = |index: usize| document.tokens.get(sentence.tokens.start + index).map(|token| token.span);
            if let (Some(first), Some(last)) = (at(tokens.start), at(tokens.end - 1)) {
                names.push(Tagged { span: first.cover(last), kind, confidence });
            }
        });
    }
    names
}
