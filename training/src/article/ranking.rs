//! The rankings of headlines, bylines and days: log-linear models over the candidates of a page, trained by AdaGrad on the likelihood that a
//! right candidate is chosen, or none where none is right.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use newsglass::article_training::{Candidate, RANKING_SCALE, day};

use super::random::Random;

const EPOCHS: usize = 60;
const RATE: f64 = 0.1;
/// Per step, on the weights that the step touches.
const DECAY: f64 = 1e-2;
/// Of the features of a page's candidates, the share that is left out at each look.
const DROPPED: f64 = 0.5;
/// Features of fewer sites than this are left out.
const MIN_SITES: usize = 3;

/// The candidates of one page, each with whether it is right.
pub(super) struct Sample {
    pub(super) site: String,
    pub(super) candidates: Vec<(Vec<u32>, bool)>,
    /// How much it counts.
    pub(super) weight: f64,
}

impl Sample {
    pub(super) fn new(site: &str, candidates: Vec<Candidate>, is_right: impl Fn(&str) -> bool) -> Self {
        let judged = |candidate: Candidate| (candidate.features, is_right(&candidate.value));
        Self { site: site.to_owned(), candidates: candidates.into_iter().map(judged).collect(), weight: 1.0 }
    }

    /// Whether one of the candidates is right.
    pub(super) fn is_reachable(&self) -> bool {
        self.candidates.iter().any(|(_, right)| *right)
    }
}

/// The hashes of features and their weights, as the model's file holds them.
#[derive(Clone, Default)]
pub(super) struct Ranking {
    pub(super) features: Vec<u8>,
    pub(super) weights: Vec<u8>,
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
pub(super) fn train(samples: &[Sample]) -> Ranking {
    let mut sites: HashMap<u32, BTreeSet<&str>> = HashMap::new();
    for sample in samples {
        for feature in sample.candidates.iter().flat_map(|(features, _)| features) {
            let sites = sites.entry(*feature).or_default();
            if sites.len() < MIN_SITES {
                sites.insert(&sample.site);
            }
        }
    }
    let mut hashes: Vec<u32> =
        sites.iter().filter(|(hash, sites)| **hash != 0 && sites.len() >= MIN_SITES).map(|(hash, _)| *hash).collect();
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
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        for (weight, candidates) in order.iter().filter_map(|at| data.get(*at)) {
            let mut seen = |(features, right): &Known| {
                (features.iter().copied().filter(|_| random.share() >= DROPPED).collect(), *right)
            };
            let candidates: Vec<Known> = candidates.iter().map(&mut seen).collect();
            step(&candidates, *weight, &mut weights);
        }
        if epoch >= EPOCHS / 3 {
            averaged += 1.0;
            weights.iter_mut().for_each(|weight| weight.total += weight.now);
        }
    }
    let mut ranking = Ranking::default();
    for (hash, weight) in hashes.iter().zip(&weights) {
        let weight = weight.total / averaged * (1.0 - DROPPED) * RANKING_SCALE;
        #[expect(clippy::cast_possible_truncation, reason = "weights are small, and a clamp is what is wanted")]
        let whole = weight.round().clamp(-127.0, 127.0) as i8;
        if whole != 0 {
            ranking.features.extend(hash.to_le_bytes());
            ranking.weights.extend(whole.to_le_bytes());
        }
    }
    ranking
}

/// One step up the log-likelihood of one page.
fn step(candidates: &[Known], importance: f64, weights: &mut [Weight]) {
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
        let gradient = gradient * importance - DECAY * weight.now;
        weight.squares += gradient * gradient;
        weight.now += RATE * gradient / (weight.squares.sqrt() + 1.0);
    }
}

fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether a headline is the one wanted: the same words, or most of them.
pub(super) fn is_title(wanted: &str, found: &str) -> bool {
    let (wanted, found) = (plain(wanted), plain(found));
    let (short, long) = (wanted.len().min(found.len()), wanted.len().max(found.len()));
    !found.is_empty()
        && (wanted == found
            || wanted.len() > 15 && (wanted.contains(&found) || found.contains(&wanted)) && short * 10 > long * 6)
}

/// Whether all names that are wanted stand in a byline.
pub(super) fn is_byline(wanted: &str, found: &str) -> bool {
    let names: Vec<String> = wanted
        .split([',', ';', '&', '|'])
        .flat_map(|part| part.split(" and "))
        .map(|name| plain(name).trim_start_matches("written ").trim_start_matches("by ").to_owned())
        .filter(|name| !name.is_empty())
        .collect();
    let found = plain(found);
    !names.is_empty() && names.iter().all(|name| found.contains(name))
}

/// Whether a day is the one wanted, or the one before or after it: time zones differ.
pub(super) fn is_day(wanted: &str, found: &str) -> bool {
    let number = |text: &str| {
        let day = day(text)?;
        let mut parts = day.get(..10)?.split('-').map(|part| part.parse::<i64>().ok());
        Some((parts.next()?? * 12 + parts.next()??) * 31 + parts.next()??)
    };
    number(wanted).zip(number(found)).is_some_and(|(wanted, found)| (wanted - found).abs() <= 1)
}
