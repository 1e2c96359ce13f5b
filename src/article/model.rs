//! The line model: a linear-chain conditional random field over the lines of a page (Lafferty, McCallum and Pereira 2001).
//!
//! Every line is in one of four states: before the article, in it, aside within it, after its end. What can follow what is part of
//! the model: nothing follows the end. Weights are whole numbers, so that every target decides alike; the best sequence is found by
//! the Viterbi algorithm.

use std::ops::Range;

use super::features;
use super::page::Page;
use crate::container::{Damage, Format};
use crate::ranking::Ranking;
use crate::ranking::weights::WeightTable;

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Before,
    Body,
    Aside,
    After,
}

/// All states, in the order of their weights.
pub(super) const STATES: [State; 4] = [State::Before, State::Body, State::Aside, State::After];

/// Which state may follow which: `ALLOWED[from][to]`.
pub(super) const ALLOWED: [[bool; 4]; 4] =
    [[true, true, false, false], [false, true, true, true], [false, true, true, false], [false, false, false, true]];

/// Which states may stand first and last.
pub(super) const FIRST: [bool; 4] = [true, true, false, true];
pub(super) const LAST: [bool; 4] = [false, true, false, true];

/// The file `models/article.bin`: 16 transitions (`i32`, from before-before row by row), the hash of each feature (`u32`) in rising order,
/// and each feature's four weights (`i8`), all little-endian; then, of the rankings of headlines, bylines and days (`src/ranking.rs`),
/// hashes and weights, one each.
pub const FORMAT: Format<9> = Format {
    name: "article",
    version: 3,
    sections: [
        "transitions",
        "features",
        "weights",
        "title features",
        "title weights",
        "byline features",
        "byline weights",
        "date features",
        "date weights",
    ],
};

/// Weights of a trained model.
pub(crate) struct Model {
    transitions: [[i32; 4]; 4],
    weights: WeightTable<4>,
    /// Which line is the headline.
    pub(super) title: Ranking,
    /// Which line is the byline.
    pub(super) byline: Ranking,
    /// Which line has the day of publication.
    pub(super) date: Ranking,
}

impl Model {
    /// Reads a model's file.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, Damage> {
        Self::of_sections(FORMAT.read(bytes)?).ok_or(Damage::Content)
    }

    fn of_sections(sections: [&[u8]; 9]) -> Option<Self> {
        let [transitions, features, weights, rest @ ..] = sections;
        let [title, title_weights, byline, byline_weights, date, date_weights] = rest;
        let (numbers, []) = transitions.as_chunks() else { return None };
        let mut transitions = [[0; 4]; 4];
        if numbers.len() != STATES.len() * STATES.len() {
            return None;
        }
        for (weight, bytes) in transitions.iter_mut().flatten().zip(numbers) {
            *weight = i32::from_le_bytes(*bytes);
        }
        Some(Self {
            transitions,
            weights: WeightTable::of_sections(features, weights)?,
            title: Ranking::of_sections(title, title_weights)?,
            byline: Ranking::of_sections(byline, byline_weights)?,
            date: Ranking::of_sections(date, date_weights)?,
        })
    }

    /// What speaks for each state of each line of a page. `push` is what speaks for lines being body besides the model (or, below
    /// zero, against it); lines beyond its end have none.
    pub(super) fn weigh(&self, page: &Page, push: &[i32]) -> Weighed<'_> {
        let count = page.shapes.len();
        let mut emissions: Vec<[i32; 4]> = Vec::with_capacity(count);
        // First all features, then all sums: the loop over them keeps the sums at hand.
        let mut features = Vec::with_capacity(512);
        for index in 0..count {
            features.clear();
            features::each(page, index, |feature| features.push(feature));
            let mut sums = [0_i32; 4];
            for weights in features.iter().filter_map(|feature| self.weights.of(*feature)) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += i32::from(weight);
                }
            }
            let [_, body, _, _] = &mut sums;
            *body += push.get(index).copied().unwrap_or(0);
            emissions.push(sums);
        }
        Weighed { emissions, transitions: &self.transitions }
    }
}

/// The lines of a page with what speaks for each of their states.
pub(super) struct Weighed<'m> {
    emissions: Vec<[i32; 4]>,
    transitions: &'m [[i32; 4]; 4],
}

impl Weighed<'_> {
    /// The best sequence of states.
    pub(super) fn best_states(&self) -> Vec<State> {
        best_path(&self.emissions, self.transitions)
    }

    /// The best sequence of states in which the article neither begins below the first line of `run` nor ends above its last one, with
    /// what speaks for its lines besides.
    pub(super) fn best_states_through(&self, run: Range<usize>, push: impl Fn(usize) -> i32) -> Vec<State> {
        let mut emissions = self.emissions.clone();
        let lines = emissions.iter_mut().enumerate();
        for (index, [before, body, _, after]) in lines {
            *body += push(index);
            if index >= run.start {
                *before -= OUT_OF_THE_QUESTION;
            }
            if index < run.end {
                *after -= OUT_OF_THE_QUESTION;
            }
        }
        best_path(&emissions, self.transitions)
    }
}

/// What speaks against a state that a line must not have, in the model's units; a million lines of it are within an `i64`.
const OUT_OF_THE_QUESTION: i32 = 1_000_000;

const NEVER: i64 = i64::MIN / 4;

fn best_path(emissions: &[[i32; 4]], transitions: &[[i32; 4]; 4]) -> Vec<State> {
    let Some(first) = emissions.first() else { return Vec::new() };
    let mut scores = [NEVER; 4];
    for ((score, emission), allowed) in scores.iter_mut().zip(first).zip(FIRST) {
        if allowed {
            *score = i64::from(*emission);
        }
    }
    let mut back: Vec<[u8; 4]> = vec![[0; 4]];
    for emission in emissions.iter().skip(1) {
        let mut next = [NEVER; 4];
        let mut from_states = [0_u8; 4];
        for (from, ((score, row), allowed)) in (0_u8..).zip(scores.iter().zip(transitions).zip(ALLOWED)) {
            for ((((best, origin), weight), allowed), emission) in
                next.iter_mut().zip(&mut from_states).zip(row).zip(allowed).zip(emission)
            {
                let total = score + i64::from(*weight) + i64::from(*emission);
                if allowed && *score > NEVER / 2 && total > *best {
                    *best = total;
                    *origin = from;
                }
            }
        }
        scores = next;
        back.push(from_states);
    }
    let mut state = 3_u8;
    let mut best = NEVER;
    for (index, (score, allowed)) in (0_u8..).zip(scores.into_iter().zip(LAST)) {
        if allowed && score > best {
            best = score;
            state = index;
        }
    }
    let mut path = Vec::with_capacity(emissions.len());
    for from in back.iter().rev() {
        path.push(STATES.get(usize::from(state)).copied().unwrap_or(State::After));
        state = from.get(usize::from(state)).copied().unwrap_or(0);
    }
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_that_do_not_fit_are_refused() {
        let read = |sections: [&[u8]; 9]| Model::from_bytes(&FORMAT.write(0, sections)).map(|_| ());
        let none: &[u8] = &[];
        let (transitions, features) = ([0; 64], [1, 0, 0, 0, 9, 0, 0, 0]);
        assert_eq!(read([&transitions, &features, &[0; 8], none, none, none, none, &features, &[0; 2]]), Ok(()));
        for sections in [
            [&transitions[4..], &features, &[0; 8], none, none, none, none, none, none],
            [&transitions, &features, &[0; 4], none, none, none, none, none, none],
            [&transitions, &features, &[0; 8], &features, none, none, none, none, none],
            [&transitions, &features, &[0; 8], none, none, none, &[0; 2], none, none],
            [&transitions, &features, &[0; 8], none, none, none, none, &features, &[0; 3]],
        ] {
            assert_eq!(read(sections), Err(Damage::Content));
        }
    }
}
