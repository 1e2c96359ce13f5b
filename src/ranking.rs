//! Which of several candidates it is: a log-linear ranking, learnt from texts in which the right ones are known.
//!
//! A candidate's score is the sum of the weights of its features; "none of them" has the score 0. Scores are whole numbers of
//! 1/[`SCALE`], so every target decides alike; of equal candidates the first wins.

pub(crate) mod weights;

use crate::hashing::mix;
use weights::WeightTable;

/// Weights are kept as whole numbers of this fraction of a natural unit.
pub const SCALE: f64 = 24.0;

/// Limits between buckets of distances in lines.
const DISTANCES: [usize; 8] = [1, 2, 3, 4, 6, 10, 20, 40];

/// Weights of the features of candidates.
pub(crate) struct Ranking(WeightTable<1>);

impl Ranking {
    pub(crate) fn of_sections(features: &[u8], weights: &[u8]) -> Option<Self> {
        WeightTable::of_sections(features, weights).map(Self)
    }

    /// What speaks for a candidate with these features rather than for none.
    pub(crate) fn score(&self, features: &[u32]) -> i32 {
        let weight = |feature: &u32| self.0.of(*feature).map(|[weight]| i32::from(weight));
        features.iter().filter_map(weight).sum()
    }
}

/// The probabilities of candidates with these scores, where none of them has the score 0.
pub(crate) fn probabilities(scores: &[i32]) -> Vec<f64> {
    let most = scores.iter().copied().fold(0, i32::max);
    let weight = |score: i32| libm::exp(f64::from(score - most) / SCALE);
    let weights: Vec<f64> = scores.iter().map(|score| weight(*score)).collect();
    let sum = weights.iter().sum::<f64>() + weight(0);
    weights.iter().map(|weight| weight / sum).collect()
}

/// A number's bucket: how many of the limits it reaches.
pub(crate) fn bucket(value: usize, limits: &[usize]) -> u32 {
    u32::try_from(limits.partition_point(|limit| *limit <= value)).unwrap_or(0)
}

/// How far below (50 and more) or above a line another one stands, in buckets; 99 where there is none.
pub(crate) fn offset(from: Option<usize>, index: usize) -> u32 {
    from.map_or(99, |from| bucket(from.abs_diff(index), &DISTANCES) + if index > from { 50 } else { 0 })
}

/// The features of one candidate: templates with a value, hashed.
#[derive(Default)]
pub(crate) struct Features(pub(super) Vec<u32>);

impl Features {
    /// Adds the feature that `template` makes of a value.
    pub(crate) fn add(&mut self, template: u32, value: u32) {
        self.0.push(mix(mix(0x51ed_270b, template), value));
    }

    /// Adds a feature for what holds.
    pub(crate) fn add_if(&mut self, template: u32, holds: bool) {
        if holds {
            self.add(template, 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_leave_room_for_none() {
        assert!(probabilities(&[]).is_empty());
        let shares = probabilities(&[0, 24]);
        assert!((shares[1] / shares[0] - std::f64::consts::E).abs() < 1e-9);
        assert!((shares.iter().sum::<f64>() - (1.0 - shares[0])).abs() < 1e-9);
        // Far below none, and far above: no number that is none.
        assert!(probabilities(&[i32::MIN / 2, i32::MAX / 2]).iter().all(|share| share.is_finite()));
    }

    #[test]
    fn offsets_tell_above_from_below() {
        assert_eq!(offset(Some(5), 5), 0);
        assert_ne!(offset(Some(5), 3), offset(Some(5), 7));
        assert_eq!(offset(None, 7), 99);
    }
}
