//! From scores to the best sequence of labels, and how sure it is.

use std::ops::Range;

use super::labels::{KINDS, LABELS, NameKind};
use super::model::{SCALE, Scores, Weights};

/// A path that must not be taken.
const NEVER: i32 = i32::MIN / 4;

/// Whether `to` may stand after `from`: the inside of a name only after its beginning or inside. Labels are outside, then begin and
/// inside of each kind. `from` is `None` at the start of a sentence.
pub fn allowed(from: Option<usize>, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from.is_some_and(|from| from == to || from + 1 == to)
}

/// One number for each label.
pub(crate) type Values = [f64; LABELS];

/// Decodes one sentence after another; keeps its buffers.
pub(crate) struct Decoder {
    /// Scores of the first label; [`NEVER`] for those that cannot be.
    start: Scores,
    /// Scores of a label after a label, `[from][to]`; [`BARRED`] for those that cannot be.
    transitions: [Scores; LABELS],
    /// The same as factors, 0 for what cannot be: `[from][to]` and `[to][from]`.
    ahead: [Values; LABELS],
    behind: [Values; LABELS],
    /// The factor of each score below a token's best, as far as one was asked for.
    factors: Vec<f64>,
    scores: Vec<Scores>,
    /// For each token and label the label before it on the best path.
    back: Vec<[u8; LABELS]>,
    labels: Vec<usize>,
}

/// With this added, a score is below [`NEVER`] whatever it was.
const BARRED: i32 = i32::MIN / 2;
/// Factors are kept for scores so far below the best; what is further below is hardly ever asked for.
const FACTORS: usize = 4096;

fn exp(score: i32) -> f64 {
    libm::exp(f64::from(score) / SCALE)
}

impl Decoder {
    /// A decoder for these weights.
    pub(crate) fn new(weights: &Weights<'_>) -> Self {
        let transition = |from: usize, to: usize| {
            let score = weights.transitions().get(from).map_or(0, |row| value(row, to));
            allowed(Some(from), to).then_some(score)
        };
        let factor = |from, to| transition(from, to).map_or(0.0, exp);
        Self {
            start: std::array::from_fn(|to| if allowed(None, to) { value(weights.start(), to) } else { NEVER }),
            transitions: std::array::from_fn(|from| std::array::from_fn(|to| transition(from, to).unwrap_or(BARRED))),
            ahead: std::array::from_fn(|from| std::array::from_fn(|to| factor(from, to))),
            behind: std::array::from_fn(|to| std::array::from_fn(|from| factor(from, to))),
            factors: Vec::new(),
            scores: Vec::new(),
            back: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Begins a sentence.
    pub(crate) fn start(&mut self) {
        self.scores.clear();
    }

    /// Adds a token.
    pub(crate) fn push(&mut self, scores: Scores) {
        self.scores.push(scores);
    }

    /// Finds the names of the sentence and hands each to `found`: its tokens, its kind, its confidence. `marginals` are those of the
    /// scores that were pushed, where they are known.
    pub(crate) fn names(&mut self, marginals: Option<&[Values]>, mut found: impl FnMut(Range<usize>, NameKind, f64)) {
        self.best_path();
        if self.labels.iter().all(|&label| label == 0) {
            return;
        }
        let own = if marginals.is_none() { self.marginals() } else { Vec::new() };
        let marginals = marginals.unwrap_or(&own);
        let sure: Vec<f64> = self.labels.iter().zip(marginals).map(|(&label, values)| at(values, label)).collect();
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

    /// Viterbi (1967), on integers. The inner loop goes over all labels at once.
    fn best_path(&mut self) {
        self.back.clear();
        self.labels.clear();
        let Some(first) = self.scores.first() else { return };
        let mut best: Scores =
            std::array::from_fn(|to| if allowed(None, to) { value(first, to) + value(&self.start, to) } else { NEVER });
        for scores in self.scores.iter().skip(1) {
            // Counted from the best, sums stay small however long the sentence is.
            let top = best.iter().copied().fold(NEVER, i32::max);
            let (mut next, mut back) = ([NEVER; LABELS], [0_i32; LABELS]);
            for ((from, before), row) in (0_i32..).zip(best).zip(&self.transitions) {
                let before = before - top;
                for ((next, back), weight) in next.iter_mut().zip(&mut back).zip(row) {
                    let sum = before + weight;
                    let better = sum > *next;
                    *next = if better { sum } else { *next };
                    *back = if better { from } else { *back };
                }
            }
            for (next, score) in next.iter_mut().zip(scores) {
                *next += score;
            }
            best = next;
            self.back.push(back.map(|from| from as u8));
        }
        let mut label = (0..LABELS).max_by_key(|&label| (value(&best, label), LABELS - label)).unwrap_or(0);
        self.labels.push(label);
        for back in self.back.iter().rev() {
            label = back.get(label).map_or(0, |&from| usize::from(from));
            self.labels.push(label);
        }
        self.labels.reverse();
    }

    /// For each token the probability of each label, by the forward and backward sums.
    pub(crate) fn marginals(&mut self) -> Vec<Values> {
        let factors = &mut self.factors;
        let mut factor = |below: usize| {
            while factors.len() <= below.min(FACTORS) {
                factors.push(exp(-i32::try_from(factors.len()).unwrap_or(0)));
            }
            factors.get(below).copied().unwrap_or_else(|| exp(-i32::try_from(below).unwrap_or(i32::MAX)))
        };
        // Scores are taken relative to the token's best, and sums are normalised at each step: nothing overflows, and the factors
        // cancel in the quotient at the end.
        let mut local: Vec<Values> = Vec::with_capacity(self.scores.len());
        for scores in &self.scores {
            let top = scores.iter().copied().max().unwrap_or(0);
            local.push(scores.map(|score| factor(usize::try_from(top - score).unwrap_or(0))));
        }
        let mut forward: Vec<Values> = Vec::with_capacity(local.len());
        for here in &local {
            let sums = match forward.last() {
                None => self.start.map(|score| if score == NEVER { 0.0 } else { exp(score) }),
                Some(before) => sums(before, &self.ahead),
            };
            forward.push(normalized(products(&sums, here)));
        }
        let mut backward = [1.0; LABELS];
        for (before, here) in forward.iter_mut().zip(&local).rev() {
            *before = normalized(products(before, &backward));
            backward = normalized(sums(&products(here, &backward), &self.behind));
        }
        forward
    }
}

/// Of each label the sum of `values` times its column; every label's terms are added in the order of the rows, so the sums are the same
/// whether labels are taken one by one or many at a time.
fn sums(values: &Values, rows: &[Values; LABELS]) -> Values {
    let mut sums = [0.0; LABELS];
    for (value, row) in values.iter().zip(rows) {
        for (sum, factor) in sums.iter_mut().zip(row) {
            *sum += value * factor;
        }
    }
    sums
}

fn products(a: &Values, b: &Values) -> Values {
    let mut products = *a;
    for (product, b) in products.iter_mut().zip(b) {
        *product *= b;
    }
    products
}

fn value(scores: &Scores, label: usize) -> i32 {
    scores.get(label).copied().unwrap_or(NEVER)
}

fn at(values: &Values, label: usize) -> f64 {
    values.get(label).copied().unwrap_or(0.0)
}

fn normalized(values: Values) -> Values {
    let total: f64 = values.iter().sum();
    if total > 0.0 { values.map(|value| value / total) } else { values }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tagger::model::Model;

    #[test]
    fn a_name_is_its_beginning_and_what_is_inside() {
        let bytes = Model::default().to_bytes(0);
        let weights = Weights::read(&bytes).unwrap();
        let mut decoder = Decoder::new(&weights);
        decoder.start();
        for label in [0, 1, 2, 2, 0, 3, 3, 4] {
            let mut scores = [0; LABELS];
            scores[label] = 200;
            decoder.push(scores);
        }
        let mut names = Vec::new();
        decoder.names(None, |tokens, kind, confidence| names.push((tokens, kind, confidence > 0.99)));
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
        let bytes = Model::default().to_bytes(0);
        let weights = Weights::read(&bytes).unwrap();
        let mut decoder = Decoder::new(&weights);
        decoder.start();
        let mut scores = [0; LABELS];
        scores[2] = 90;
        decoder.push(scores);
        decoder.push([0; LABELS]);
        let mut count = 0;
        decoder.names(None, |_, _, _| count += 1);
        assert_eq!(count, 0);
    }

    #[test]
    fn sums_of_all_labels_at_once_are_those_of_each_to_the_last_bit() {
        let mut state = 1_u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            libm::exp(-((state >> 40) as f64) / 1e6)
        };
        for _ in 0..200 {
            let values: Values = std::array::from_fn(|_| next());
            let mut rows: [Values; LABELS] = std::array::from_fn(|_| std::array::from_fn(|_| next()));
            rows[3][4] = 0.0;
            let one_by_one: Values =
                std::array::from_fn(|to| (0..LABELS).map(|from| values[from] * rows[from][to]).sum());
            assert_eq!(sums(&values, &rows).map(f64::to_bits), one_by_one.map(f64::to_bits));
        }
    }

    /// Tries all paths.
    fn best_by_trial(start: &Scores, transitions: &[Scores; LABELS], scores: &[Scores]) -> i32 {
        let mut paths = vec![(Vec::new(), 0)];
        for scores in scores {
            let mut longer = Vec::new();
            for (path, sum) in &paths {
                let last: Option<usize> = path.last().copied();
                for to in (0..LABELS).filter(|&to| allowed(last, to)) {
                    let step = last.map_or(start[to], |from| transitions[from][to]);
                    longer.push(([path.as_slice(), &[to]].concat(), sum + step + scores[to]));
                }
            }
            paths = longer;
        }
        paths.iter().map(|(_, sum)| *sum).max().unwrap()
    }

    #[test]
    fn no_path_is_better_than_the_best() {
        let mut state = 7_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 20) as i16 % 300 - 150
        };
        for _ in 0..40 {
            let start = std::array::from_fn(|_| next());
            let transitions = std::array::from_fn(|_| std::array::from_fn(|_| next()));
            let model = Model { start, transitions, ..Model::default() };
            let bytes = model.to_bytes(0);
            let weights = Weights::read(&bytes).unwrap();
            let mut decoder = Decoder::new(&weights);
            let scores: Vec<Scores> = (0..4).map(|_| std::array::from_fn(|_| i32::from(next()))).collect();
            decoder.start();
            scores.iter().for_each(|scores| decoder.push(*scores));
            decoder.best_path();
            let steps = decoder.labels.windows(2).map(|two| weights.transitions()[two[0]][two[1]]).sum::<i32>();
            let own: i32 = decoder.labels.iter().zip(&scores).map(|(label, scores)| scores[*label]).sum();
            let found = weights.start()[decoder.labels[0]] + steps + own;
            assert_eq!(found, best_by_trial(weights.start(), weights.transitions(), &scores));
        }
    }
}
