//! Which words are names: a linear-chain model over the tokens of a sentence.
//!
//! A conditional random field (Lafferty, McCallum and Pereira, 2001) over hashed features of the word, its neighbours, the run of
//! capitalised words it stands in, and what the rest of the document shows of the same word. It knows tokens and sentences, nothing of
//! articles or entities. What it thinks of the other places of a word is then heard for each place. Weights are trained by `cargo xtask train names` and described in `models/names.md`.
//!
//! Scores are sums of integers, so every target gives the same answer; probabilities, from which confidences and the votes of other
//! places come, are computed in floating point, with `libm` and in a fixed order, and votes are rounded to integers.

mod decode;
mod features;
mod finer;
mod labels;
mod model;
mod table;
pub(crate) mod training;
mod votes;

use std::collections::BTreeMap;
use std::ops::Range;

use crate::text::{Document, Span};

use decode::{Decoder, Values};
pub(crate) use features::{DocumentFacts, Features};
pub(crate) use finer::{FINER, FINER_FORMAT, FinerKind, FinerWeights, Shares};
pub(crate) use labels::KINDS;
pub use labels::{LABELS, NameKind};
use model::Scores;
pub(crate) use model::{FORMAT, Weights};
use votes::Votes;

/// A name as the model sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// From its first token to its last.
    pub span: Span,
    /// What kind.
    pub kind: NameKind,
    /// Probability of the least sure of its tokens under the model, 0 to 1.
    pub confidence: f64,
    /// What a name of the kind [`NameKind::Other`] is, where there are weights to tell.
    pub finer: Option<Shares>,
}

/// The names of a document, in text order.
pub(crate) fn tag(document: &Document<'_>, weights: &Weights<'_>) -> Vec<Tagged> {
    let facts = DocumentFacts::new(document, &weights.clusters());
    let mut decoder = Decoder::new(weights);
    let sentences = || document.sentences.iter().map(|sentence| sentence.tokens.clone());
    let first = FirstStage::new(&facts, sentences(), weights, &mut decoder);
    let votes = Votes::count(&facts, &first.believed);
    let (mut names, mut others) = (Vec::new(), Vec::new());
    for tokens in sentences() {
        let (scores, believed) = first.of(&tokens);
        let mut changed = false;
        decoder.start();
        for (token, (scores, believed)) in tokens.clone().zip(scores.iter().zip(believed)) {
            let mut voted = *scores;
            votes.add(&facts, token, believed, &mut voted);
            changed |= voted != *scores;
            decoder.push(voted);
        }
        let believed = (!changed).then_some(believed);
        decoder.names(believed, |range, kind, confidence| {
            let at = |index: usize| document.tokens.get(tokens.start + index).map(|token| token.span);
            if let (Some(first), Some(last)) = (at(range.start), at(range.end - 1)) {
                others.extend(
                    (kind == NameKind::Other)
                        .then_some((names.len(), tokens.start + range.start..tokens.start + range.end)),
                );
                names.push(Tagged { span: first.cover(last), kind, confidence, finer: None });
            }
        });
    }
    if let Some(finer) = weights.finer() {
        judge_others(document, &facts, &finer, &others, &mut names);
    }
    names
}

/// Tells what the names of the kind [`NameKind::Other`] are, all places of a written form alike. `others` are their indexes and tokens.
fn judge_others(
    document: &Document<'_>,
    facts: &DocumentFacts,
    weights: &FinerWeights<'_>,
    others: &[(usize, Range<usize>)],
    names: &mut [Tagged],
) {
    let mut forms: BTreeMap<&str, (Vec<usize>, Vec<Features>)> = BTreeMap::new();
    for (name, tokens) in others {
        let Some(tagged) = names.get(*name) else { continue };
        let mut features = Features::default();
        facts.emit_name(document, tokens.clone(), &mut features);
        let (places, judged) = forms.entry(document.str(tagged.span)).or_default();
        places.push(*name);
        judged.push(features);
    }
    for (places, judged) in forms.into_values() {
        let shares = weights.shares(judged.iter());
        for place in places {
            if let Some(name) = names.get_mut(place) {
                name.finer = Some(shares);
            }
        }
    }
}

/// Each token judged for itself and its sentence.
struct FirstStage {
    scores: Vec<Scores>,
    /// Probabilities of the labels.
    believed: Vec<Values>,
}

impl FirstStage {
    fn new(
        facts: &DocumentFacts,
        sentences: impl Iterator<Item = Range<usize>>,
        weights: &Weights<'_>,
        decoder: &mut Decoder,
    ) -> Self {
        let mut this = Self { scores: Vec::new(), believed: Vec::new() };
        let mut features = Features::default();
        for tokens in sentences {
            decoder.start();
            for token in tokens {
                facts.emit(token, &mut features);
                let scores = weights.score(&features);
                decoder.push(scores);
                this.scores.push(scores);
            }
            this.believed.extend(decoder.marginals());
        }
        this
    }

    /// Scores and probabilities of these tokens.
    fn of(&self, tokens: &Range<usize>) -> (&[Scores], &[Values]) {
        let scores = self.scores.get(tokens.clone()).unwrap_or_default();
        (scores, self.believed.get(tokens.clone()).unwrap_or_default())
    }
}
