//! Rankings of candidates: log-linear models, trained by AdaGrad on the likelihood that a right candidate is chosen, or none where none is
//! right.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use newsglass::article_training::RANKING_SCALE;

use crate::random::Random;

const RATE: f64 = 0.1;

/// How a ranking is trained.
pub(crate) struct Settings {
    pub(crate) epochs: usize,
    /// Per step, on the weights that the step touches.
    pub(crate) decay: f64,
    /// Of the features of a sample's candidates, the share that is left out at each look.
    pub(crate) dropped: f64,
    /// Features of fewer sources than this are left out.
    pub(crate) least_sources: usize,
}

/// The candidates of one choice, each with whether it is right.
pub(crate) struct Sample {
    /// The site or the text that it is of.
    pub(crate) source: String,
    pub(crate) candidates: Vec<(Vec<u32>, bool)>,
    /// How much it counts.
    pub(crate) weight: f64,
}

impl Sample {
    /// Whether one of the candidates is right.
    pub(crate) fn is_reachable(&self) -> bool {
        self.candidates.iter().any(|(_, right)| *right)
    }
}

/// The hashes of features and their weights, as the model's file holds them.
#[derive(Clone, Default)]
pub(crate) struct Ranking {
    pub(crate) features: Vec<u8>,
    pub(crate) weights: Vec<u8>,
}

#[derive(Clone, Copy, Default)]
struct Weight {
    now: f64,
    squares: f64,
    total: f64,
}

/// The features of a candidate by their place among those that have weights, and whether it is right.
type Known = (Vec<usize>, bool);

/// Trains a ranking.
pub(crate) fn train(samples: &[Sample], settings: &Settings) -> Ranking {
    let Settings { epochs, decay, dropped, least_sources } = *settings;
    let mut sources: HashMap<u32, BTreeSet<&str>> = HashMap::new();
    for sample in samples {
        for feature in sample.candidates.iter().flat_map(|(features, _)| features) {
            let sources = sources.entry(*feature).or_default();
            if sources.len() < least_sources {
                sources.insert(&sample.source);
            }
        }
    }
    let known = sources.iter().filter(|(hash, sources)| **hash != 0 && sources.len() >= least_sources);
    let mut hashes: Vec<u32> = known.map(|(hash, _)| *hash).collect();
    hashes.sort_unstable();
    let index: BTreeMap<u32, usize> = hashes.iter().copied().zip(0..).collect();
    let known =
        |features: &Vec<u32>| -> Vec<usize> { features.iter().filter_map(|hash| index.get(hash).copied()).collect() };
    let data: Vec<(f64, Vec<Known>)> = samples
        .iter()
        .map(|sample| {
            let candidates = sample.candidates.iter().map(|(features, right)| (known(features), *right));
            (sample.weight, candidates.collect())
        })
        .collect();

    let mut weights = vec![Weight::default(); hashes.len()];
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut averaged = 0.0;
    for epoch in 0..epochs {
        random.shuffle(&mut order);
        for (weight, candidates) in order.iter().filter_map(|at| data.get(*at)) {
            let mut seen = |(features, right): &Known| {
                (features.iter().copied().filter(|_| random.share() >= dropped).collect(), *right)
            };
            let candidates: Vec<Known> = candidates.iter().map(&mut seen).collect();
            step(&candidates, *weight, decay, &mut weights);
        }
        if epoch >= epochs / 3 {
            averaged += 1.0;
            weights.iter_mut().for_each(|weight| weight.total += weight.now);
        }
    }
    let mut ranking = Ranking::default();
    for (hash, weight) in hashes.iter().zip(&weights) {
        let weight = weight.total / averaged * (1.0 - dropped) * RANKING_SCALE;
        #[expect(clippy::cast_possible_truncation, reason = "weights are small, and a clamp is what is wanted")]
        let whole = weight.round().clamp(-127.0, 127.0) as i8;
        if whole != 0 {
            ranking.features.extend(hash.to_le_bytes());
            ranking.weights.extend(whole.to_le_bytes());
        }
    }
    ranking
}

/// One step up the log-likelihood of one choice.
fn step(candidates: &[Known], importance: f64, decay: f64, weights: &mut [Weight]) {
    let score = |features: &[usize]| -> f64 { features.iter().filter_map(|at| weights.get(*at)).map(|w| w.now).sum() };
    // The last is none of them.
    let mut scores: Vec<f64> = candidates.iter().map(|(features, _)| score(features)).collect();
    scores.push(0.0);
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let shares: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
    let all: f64 = shares.iter().sum();
    let any = candidates.iter().any(|(_, right)| *right);
    let rights = || candidates.iter().map(|(_, right)| *right).chain([!any]);
    let right: f64 = shares.iter().zip(rights()).filter(|(_, right)| *right).map(|(share, _)| share).sum();
    let mut gradients: BTreeMap<usize, f64> = BTreeMap::new();
    for (((features, _), share), is_right) in candidates.iter().zip(&shares).zip(rights()) {
        let gradient = if is_right { share / right } else { 0.0 } - share / all;
        features.iter().for_each(|at| *gradients.entry(*at).or_default() += gradient);
    }
    for (at, gradient) in gradients {
        let Some(weight) = weights.get_mut(at) else { continue };
        let gradient = gradient * importance - decay * weight.now;
        weight.squares += gradient * gradient;
        weight.now += RATE * gradient / (weight.squares.sqrt() + 1.0);
    }
}
