//! From scores to the best sequence of labels, and how sure it is.

use std::ops::Range;

use super::model::{SCALE, Scores, Weights};
use super::{KINDS, LABELS, NameKind};

/// A path that must not be taken.
const NEVER: i32 = i32::MIN / 4;

/// Whether `to` may stand behind `from`: the inside of a name only behind its beginning or inside. Labels are outside, then begin and
/// inside of each kind. `from` is `None` at the start of a sentence.
pub fn allowed(from: Option<usize>, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from.is_some_and(|from| from == to || from + 1 == to)
}

/// Decodes one sentence after another; keeps its buffers.
#[derive(Default)]
pub(crate) struct Decoder {
    scores: Vec<Scores>,
    /// For each token and label the label before it on the best path.
    back: Vec<[u8; LABELS]>,
    labels: Vec<usize>,
}

impl Decoder {
    /// Begins a sentence.
    pub(crate) fn start(&mut self) {
        self.scores.clear();
    }

    /// Adds a token.
    pub(crate) fn push(&mut self, scores: Scores) {
        self.scores.push(scores);
    }

    /// Finds the names of the sentence and hands each to `found`: its tokens, its kind, its confidence.
    pub(crate) fn names(&mut self, weights: &Weights<'_>, mut found: impl FnMut(Range<usize>, NameKind, f64)) {
        self.best_path(weights);
        if self.labels.iter().all(|&label| label == 0) {
            return;
        }
        let sure = self.marginals(weights);
        let mut index = 0;
        while let Some(&label) = self.labels.get(index) {
            let start = index;
            index += 1;
            if label == 0 {
                continue;
            }
            while self.labels.get(index).is_some_and(|&next| next == label + 1) {
                index += 1;
            }
            let confidence = sure.get(start..index).unwrap_or_default().iter().copied().fold(1.0, f64::min);
            if let Some(&kind) = KINDS.get((label - 1) / 2) {
                found(start..index, kind, confidence);
            }
        }
    }

    /// Viterbi (1967), on integers.
    fn best_path(&mut self, weights: &Weights<'_>) {
        self.back.clear();
        self.labels.clear();
        let Some(first) = self.scores.first() else { return };
        let mut best: Scores =
            std::array::from_fn(
                |to| {
                    if allowed(None, to) { value(first, to) + value(weights.start(), to) } else { NEVER }
                },
            );
        for scores in self.scores.iter().skip(1) {
            let mut back = [0; LABELS];
            let mut next = [NEVER; LABELS];
            for (to, (next, back)) in next.iter_mut().zip(&mut back).enumerate() {
                for (from, before) in best.iter().enumerate().filter(|&(from, _)| allowed(Some(from), to)) {
                    let sum = before.saturating_add(weights.transitions().get(from).map_or(0, |row| value(row, to)));
                    if sum > *next {
                        (*next, *back) = (sum, from as u8);
                    }
                }
                *next = next.saturating_add(value(scores, to));
            }
            best = next;
            self.back.push(back);
        }
        let mut label = (0..LABELS).max_by_key(|&label| (value(&best, label), LABELS - label)).unwrap_or(0);
        self.labels.push(label);
        for back in self.back.iter().rev() {
            label = back.get(label).map_or(0, |&from| usize::from(from));
            self.labels.push(label);
        }
        self.labels.reverse();
    }

    /// For each token the probability of its label on the best path, by the forward and backward sums.
    fn marginals(&self, weights: &Weights<'_>) -> Vec<f64> {
        let exp = |score: i32| libm::exp(f64::from(score) / SCALE);
        let ahead: [[f64; LABELS]; LABELS] = std::array::from_fn(|from| {
            std::array::from_fn(|to| {
                let score = weights.transitions().get(from).map_or(0, |row| value(row, to));
                if allowed(Some(from), to) { exp(score) } else { 0.0 }
            })
        });
        // Scores are taken relative to the token's best, and sums are normalised at each step: nothing overflows, and the factors
        // cancel in the quotient at the end.
        let local: Vec<[f64; LABELS]> = self
            .scores
            .iter()
            .map(|scores| {
                let top = scores.iter().copied().max().unwrap_or(0);
                scores.map(|score| exp(score - top))
            })
            .collect();
        let mut forward: Vec<[f64; LABELS]> = Vec::with_capacity(local.len());
        for here in &local {
            let sums: [f64; LABELS] = match forward.last() {
                None => std::array::from_fn(|to| if allowed(None, to) { exp(value(weights.start(), to)) } else { 0.0 }),
                Some(before) => std::array::from_fn(|to| {
                    before.iter().zip(&ahead).map(|(before, row)| before * row.get(to).copied().unwrap_or(0.0)).sum()
                }),
            };
            forward.push(normalized(std::array::from_fn(|to| at(&sums, to) * at(here, to))));
        }
        let mut sure = vec![0.0; local.len()];
        let mut backward = [1.0; LABELS];
        for index in (0..local.len()).rev() {
            let (Some(before), Some(here)) = (forward.get(index), local.get(index)) else { continue };
            let both: [f64; LABELS] = std::array::from_fn(|label| at(before, label) * at(&backward, label));
            let total: f64 = both.iter().sum();
            let label = self.labels.get(index).copied().unwrap_or(0);
            if let Some(slot) = sure.get_mut(index).filter(|_| total > 0.0) {
                *slot = at(&both, label) / total;
            }
            let weighted: [f64; LABELS] = std::array::from_fn(|to| at(here, to) * at(&backward, to));
            backward = normalized(std::array::from_fn(|from| {
                ahead.get(from).map_or(0.0, |row| row.iter().zip(&weighted).map(|(row, weighted)| row * weighted).sum())
            }));
        }
        sure
    }
}

fn value(scores: &Scores, label: usize) -> i32 {
    scores.get(label).copied().unwrap_or(NEVER)
}

fn at(values: &[f64; LABELS], label: usize) -> f64 {
    values.get(label).copied().unwrap_or(0.0)
}

fn normalized(values: [f64; LABELS]) -> [f64; LABELS] {
    let total: f64 = values.iter().sum();
    if total > 0.0 { values.map(|value| value / total) } else { values }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::model::Model;

    #[test]
    fn a_name_is_its_beginning_and_what_is_inside() {
        let bytes = Model::default().to_bytes();
        let weights = Weights::read(&bytes).unwrap();
        let mut decoder = Decoder::default();
        decoder.start();
        for label in [0, 1, 2, 2, 0, 3, 3, 4] {
            let mut scores = [0; LABELS];
            scores[label] = 200;
            decoder.push(scores);
        }
        let mut names = Vec::new();
        decoder.names(&weights, |tokens, kind, confidence| names.push((tokens, kind, confidence > 0.99)));
        assert_eq!(
            names,
            [
                (1..4, NameKind::Person, true),
                (5..6, NameKind::Organization, true),
                (6..8, NameKind::Organization, true)
            ]
        );
    }

    #[test]
    fn an_inside_never_stands_alone() {
        let bytes = Model::default().to_bytes();
        let weights = Weights::read(&bytes).unwrap();
        let mut decoder = Decoder::default();
        decoder.start();
        let mut scores = [0; LABELS];
        scores[2] = 90;
        decoder.push(scores);
        decoder.push([0; LABELS]);
        let mut count = 0;
        decoder.names(&weights, |_, _, _| count += 1);
        assert_eq!(count, 0);
    }
}
