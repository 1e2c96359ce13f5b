//! Trains the choice of content for each cue (`src/quotes/content.rs`) on attributions as PolNeAR marks them.
//!
//! Each cue verb of each article is one example a side: the gold stretch among all candidates, or nothing. Attributions of belief and
//! intention are neither, save those of [`BELIEFS`]: they are left out. A conditional log-linear model, AdaGrad, a fixed order of examples.

use std::error::Error;

use newsglass::training::{QUOTE_FORMAT, QuoteChoice, quote_choices, quote_fingerprint};
use serde::Deserialize;

/// Passes over the data; more of them learn the articles by heart.
const EPOCHS: usize = 4;
/// Step of AdaGrad.
const RATE: f32 = 0.05;

/// Pull towards zero at each touch of a weight.
const DECAY: f32 = 2e-6;

/// Verbs whose attributions count although PolNeAR's list calls them belief: a belief in the news is one that was told.
const BELIEFS: [&str; 5] = ["believ", "think", "thought", "reiterat", "mention"];
/// Weights are stored in steps of 1/16.
const STEPS: f32 = 16.0;

#[derive(Deserialize)]
struct Article {
    text: String,
    quotes: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    parts: Option<Vec<(usize, usize)>>,
    cue: Option<Place>,
    speech: bool,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

struct Example {
    /// Number of its article.
    article: usize,
    choice: QuoteChoice,
    /// Indexes of the stretches that are right; empty means that nothing is.
    right: Vec<usize>,
}

/// A marked attribution: where its cue begins and ends, its content, whether it is speech, and which sides were learnt from.
type Marked = (usize, usize, Vec<(usize, usize)>, bool, [bool; 2]);

/// The command `quotes`: the data, then where the weights go or over how many parts of the articles to cross-validate.
pub(crate) fn run(arguments: &[String]) -> Result<(), Box<dyn Error>> {
    match arguments {
        [data, option, folds] if option == "--folds" => validate(&examples(data)?, folds.parse()?),
        [data, out] => write(&fit(examples(data)?.iter()), out)?,
        _ => return Err("usage: newsglass-train quotes POLNEAR-TRAIN.jsonl OUT.bin | --folds N".into()),
    }
    Ok(())
}

/// Trains without each part of the articles in turn and says how well that part's content is chosen.
fn validate(examples: &[Example], folds: usize) {
    let mut counts = [(0usize, 0usize, 0usize); 2];
    let mut bins = [(0usize, 0usize, 0.0f64); 10];
    for fold in 0..folds {
        let weights = fit(examples.iter().filter(|example| example.article % folds != fold));
        for example in examples.iter().filter(|example| example.article % folds == fold) {
            let (best, any, exact) = decide(&example.choice, &weights);
            let Some((right, reported, wanted)) = counts.get_mut(usize::from(example.choice.behind)) else { continue };
            *wanted += usize::from(!example.right.is_empty());
            if any >= 0.45 {
                let hit = example.right.contains(&best);
                *reported += 1;
                *right += usize::from(hit);
                if let Some((all, hits, sum)) = bins.get_mut(((exact * 10.0) as usize).min(9)) {
                    *all += 1;
                    *hits += usize::from(hit);
                    *sum += exact;
                }
            }
        }
    }
    for (side, (right, reported, wanted)) in ["before", "behind"].iter().zip(counts) {
        let (p, r) = (right as f64 / reported.max(1) as f64, right as f64 / wanted.max(1) as f64);
        eprintln!(
            "{side}: P {:.1} R {:.1} F {:.1} of {wanted}",
            100.0 * p,
            100.0 * r,
            200.0 * p * r / (p + r).max(1e-9)
        );
    }
    for (all, hits, sum) in bins.iter().filter(|(all, ..)| *all > 0) {
        let share = |of: f64| 100.0 * of / *all as f64;
        eprintln!("told {:.0} %: right {:.0} % of {all}", share(*sum), share(*hits as f64));
    }
}

/// The likeliest stretch, the probability of any and of just this one.
fn decide(choice: &QuoteChoice, weights: &[f32]) -> (usize, f64, f64) {
    let scores = scores(choice, weights);
    let mut best = (0, f32::MIN);
    for (index, &score) in scores.iter().enumerate() {
        if score > best.1 {
            best = (index, score);
        }
    }
    let top = f64::from(best.1.max(0.0));
    let with: f64 = scores.iter().map(|&score| (f64::from(score) - top).exp()).sum();
    let all = with + (-top).exp();
    (best.0, with / all, (f64::from(best.1) - top).exp() / all)
}

fn write(weights: &[f32], out: &str) -> Result<(), Box<dyn Error>> {
    let bytes: Vec<u8> = weights.iter().map(|w| (w * STEPS).round().clamp(-127.0, 127.0) as i8 as u8).collect();
    eprintln!("{} of {} weights are not zero", bytes.iter().filter(|&&b| b != 0).count(), bytes.len());
    std::fs::write(out, QUOTE_FORMAT.write(quote_fingerprint(), [&bytes]))?;
    Ok(())
}

/// Reads the examples of `data`.
fn examples(data: &str) -> Result<Vec<Example>, Box<dyn Error>> {
    let mut examples = Vec::new();
    let (mut asked, mut no_cue, mut no_stretch) = (0, 0, 0);
    for (number, line) in std::fs::read_to_string(data)?.lines().enumerate() {
        let article: Article = serde_json::from_str(line)?;
        let bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).chain([article.text.len()]).collect();
        let byte = |position: usize| bytes.get(position).copied().unwrap_or(article.text.len());
        let mut gold: Vec<Marked> = Vec::new();
        for quote in &article.quotes {
            let Some(cue) = &quote.cue else { continue };
            let parts = quote.parts.clone().unwrap_or_else(|| vec![(quote.start, quote.end)]);
            let parts = parts.iter().map(|&(start, end)| trim(&article.text, byte(start), byte(end))).collect();
            gold.push((byte(cue.start), byte(cue.end), parts, quote.speech, [false; 2]));
        }
        let choices = quote_choices(&article.text);
        // The last cue word of a cue heads it ("went on to say"); the others attribute nothing.
        let mut heads: Vec<Option<(usize, usize)>> = vec![None; gold.len()];
        for choice in &choices {
            for (head, (from, to, ..)) in heads.iter_mut().zip(&gold) {
                if *from <= choice.cue.0 && choice.cue.1 <= *to && (head.is_none() || choice.heads) {
                    *head = Some(choice.cue);
                }
            }
        }
        for choice in choices {
            let belief =
                gold.iter().any(|(from, to, _, speech, _)| !*speech && *from <= choice.cue.0 && choice.cue.1 <= *to);
            let cue = article.text.get(choice.cue.0..choice.cue.1).unwrap_or("");
            if belief && !BELIEFS.iter().any(|stem| cue.starts_with(stem)) {
                continue;
            }
            let of_cue = gold.iter_mut().zip(&heads).filter(|(_, head)| **head == Some(choice.cue));
            let mut of_cue: Vec<_> = of_cue.map(|(gold, _)| gold).collect();
            let side = usize::from(choice.behind);
            let wanted: Vec<(usize, usize)> = of_cue
                .iter()
                .flat_map(|(from, to, parts, ..)| {
                    let behind = parts.iter().copied().filter(|part| part.0 >= *to).min();
                    let before = parts.iter().copied().filter(|part| part.1 <= *from).max();
                    if choice.behind { behind } else { before }
                })
                .collect();
            let mut best = 0.9;
            let mut right = Vec::new();
            for (index, span) in choice.spans.iter().enumerate() {
                let (start, end) = trim(&article.text, span.0, span.1);
                let overlap = wanted.iter().map(|&wanted| jaccard((start, end), wanted)).fold(0.0, f32::max);
                if overlap > best + 1e-6 {
                    right.clear();
                    best = overlap;
                }
                if overlap >= best {
                    right.push(index);
                }
            }
            if wanted.is_empty() {
                right.clear();
            } else if right.is_empty() {
                no_stretch += 1;
                continue;
            }
            of_cue.iter_mut().for_each(|(.., met)| {
                if let Some(met) = met.get_mut(side) {
                    *met = true
                }
            });
            examples.push(Example { article: number, choice, right });
        }
        for (_, _, parts, speech, met) in &gold {
            if *speech {
                asked += 1;
                no_cue += usize::from(*met == [false; 2] && !parts.is_empty());
            }
        }
    }
    let wanted = examples.iter().filter(|example| !example.right.is_empty()).count();
    eprintln!(
        "{} choices, {wanted} with content; of {asked} attributions {no_cue} have no cue here; {no_stretch} sides no candidate",
        examples.len()
    );
    Ok(examples)
}

/// The averaged weights of all passes.
fn fit<'e>(examples: impl Iterator<Item = &'e Example>) -> Vec<f32> {
    let examples: Vec<&Example> = examples.collect();
    let size = 1 << newsglass::training::QUOTE_TABLE_BITS;
    let mut model = Model { weights: vec![0.0; size], squares: vec![1e-4; size], sums: vec![0.0; size], time: 1.0 };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for epoch in 0..EPOCHS {
        for index in (1..order.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(index, (state >> 33) as usize % (index + 1));
        }
        let mut loss = 0.0;
        for &index in &order {
            if let Some(example) = examples.get(index) {
                loss += step(example, &mut model);
                model.time += 1.0;
            }
        }
        eprintln!("epoch {}: loss {:.4}", epoch + 1, loss / examples.len() as f64);
    }
    let Model { weights, sums, time, .. } = model;
    weights.iter().zip(&sums).map(|(weight, sum)| weight - (sum / time) as f32).collect()
}

/// Weights while they are learnt.
struct Model {
    weights: Vec<f32>,
    /// Sums of squared gradients.
    squares: Vec<f32>,
    /// Changes, each times the step it was made at: for the average over all steps.
    sums: Vec<f64>,
    time: f64,
}

/// The score of each stretch.
fn scores(choice: &QuoteChoice, weights: &[f32]) -> Vec<f32> {
    let sum =
        |features: &[u32]| -> f32 { features.iter().map(|&f| weights.get(f as usize).copied().unwrap_or(0.0)).sum() };
    let cue = sum(&choice.cue_features);
    let starts: Vec<f32> = choice.starts.iter().map(|f| sum(f)).collect();
    let ends: Vec<f32> = choice.ends.iter().map(|f| sum(f)).collect();
    let at = |list: &[f32], index: usize| list.get(index).copied().unwrap_or(0.0);
    choice.stretches.iter().map(|(s, e, f)| cue + at(&starts, *s) + at(&ends, *e) + sum(f)).collect()
}

/// One gradient step on one example; returns its loss.
fn step(example: &Example, model: &mut Model) -> f64 {
    let choice = &example.choice;
    let scores = scores(choice, &model.weights);
    let at = |list: &[f32], index: usize| list.get(index).copied().unwrap_or(0.0);
    let top = scores.iter().copied().fold(0.0, f32::max);
    let all: f32 = scores.iter().map(|score| (score - top).exp()).sum::<f32>() + (-top).exp();
    let good: f32 = if example.right.is_empty() {
        (-top).exp()
    } else {
        example.right.iter().map(|&index| (at(&scores, index) - top).exp()).sum()
    };
    let good = good.max(1e-30);
    // d loss / d score = P(stretch) - P(stretch | right)
    let mut gradient: Vec<f32> = scores.iter().map(|score| (score - top).exp() / all).collect();
    for &index in &example.right {
        let share = (at(&scores, index) - top).exp() / good;
        if let Some(slot) = gradient.get_mut(index) {
            *slot -= share;
        }
    }
    let mut by_start = vec![0.0f32; choice.starts.len()];
    let mut by_end = vec![0.0f32; choice.ends.len()];
    let mut whole = 0.0;
    for ((s, e, features), &g) in choice.stretches.iter().zip(&gradient) {
        whole += g;
        if let (Some(start), Some(end)) = (by_start.get_mut(*s), by_end.get_mut(*e)) {
            *start += g;
            *end += g;
        }
        update(features, g, model);
    }
    update(&choice.cue_features, whole, model);
    choice.starts.iter().zip(&by_start).for_each(|(features, &g)| update(features, g, model));
    choice.ends.iter().zip(&by_end).for_each(|(features, &g)| update(features, g, model));
    -f64::from((good / all).ln())
}

fn update(features: &[u32], gradient: f32, model: &mut Model) {
    if gradient.abs() < 1e-4 {
        return;
    }
    for &feature in features {
        let at = feature as usize;
        let (Some(weight), Some(square)) = (model.weights.get_mut(at), model.squares.get_mut(at)) else { continue };
        let g = gradient + DECAY * *weight;
        *square += g * g;
        let change = -RATE * g / square.sqrt() - DECAY * *weight;
        *weight += change;
        if let Some(sum) = model.sums.get_mut(at) {
            *sum += model.time * f64::from(change);
        }
    }
}

/// As the scorer trims: marks, outer punctuation and a leading "that" do not count.
fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let outer = |c: char| c.is_whitespace() || "\"“”„«»〝〞＂‘’'`‹›.,;:!?—–-…()[]".contains(c);
    let inside = text.get(start..end).unwrap_or("");
    let mut kept = inside.trim_matches(outer);
    let mut from = start + (inside.len() - inside.trim_start_matches(outer).len());
    if let Some(rest) = kept.strip_prefix("that ").or_else(|| kept.strip_prefix("That ")) {
        let rest_kept = rest.trim_start_matches(outer);
        from += kept.len() - rest_kept.len();
        kept = rest_kept;
    }
    (from, from + kept.len())
}

fn jaccard(a: (usize, usize), b: (usize, usize)) -> f32 {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    if shared == 0 {
        return 0.0;
    }
    shared as f32 / ((a.1 - a.0) + (b.1 - b.0) - shared) as f32
}
