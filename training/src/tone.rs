//! Makes `models/tone.bin`: valences of words and pairs of words, and their weights for the tone toward a target.
//!
//! ```text
//! newsglass-training tone --data DIR --vectors DIR --priors DIR --teacher DIR --out DIR
//! ```
//! `--data` holds `sentiment/*-train.jsonl` and `silver/news.jsonl`, `--teacher` what `training/teacher/tone.py` makes; for the others see
//! [`embedding`]. Two linear models are fitted on
//! the same reading of a sentence that the analyzer uses: ridge regression of sentence valence (each corpus with its own scale and
//! intercept) and multinomial logistic regression of the tone toward a target. Both have features for single words and for all words
//! through what is known of them (vector, lists); folded together they become one table of weights by word.
//!
//! A word has to occur in at least [`MIN_ROWS`] rows, or to be frequent in news, and a pair of words in twice as many, so no training
//! text can be read out of the file.
#![expect(clippy::indexing_slicing, reason = "reads files of its own making and is run by hand")]

pub(crate) mod embedding;
pub(crate) mod fairness;
mod linear;
mod optimise;
mod scores;
pub(crate) mod stance;
pub(crate) mod whole;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use newsglass::Span;
use newsglass::training::Models;
use newsglass::training::tone::{
    FORMAT, PAIR_COLUMNS, PAIR_RELATIONS, PLACES, RELATIONS, Unit, UnitKind, WORD_COLUMNS, fingerprint, is_grammar,
    locate, place, read, relations, sentence_divisor,
};

use embedding::Embedding;
use linear::{Rows, cross_entropy};
use scores::{macro_f1, pearson};

use crate::failure::Outcome;

/// In how many rows a word must occur to get weights of its own; a pair in twice as many.
const MIN_ROWS: usize = 3;
/// How often a lower-case word must occur in the news to be in the table through its vector alone.
const MIN_NEWS: usize = 15;
/// Valence corpora with their weight: news first, and the larger and farther ones held down.
const CORPORA: [(&str, f64); 7] = [
    ("nyt_editorial", 2.0),
    ("emobank_headlines", 2.0),
    ("emobank_news", 1.0),
    ("emobank_other", 0.5),
    ("hutto_amazon", 0.4),
    ("hutto_movie", 0.25),
    ("hutto_tweets", 0.4),
];
/// The number of the corpus that a teacher labelled: many sentences of news.
const TAUGHT: usize = CORPORA.len();
/// Weight of a sentence of it in the valence model.
const TAUGHT_VALENCE: f64 = 0.5;
/// How many mentions of it are learnt from, and the weight of one.
const TAUGHT_TARGETS: usize = 40_000;
const TAUGHT_TARGET: f64 = 0.4;
/// Rows of it that count as one where words are counted.
const TAUGHT_ROWS: usize = 5;
/// Scale of the features of single words in the valence model, against those of the embedding.
const WORD_SCALE: f32 = 1.0;
/// Penalty of the ridge regression.
const RIDGE: f64 = 8.0;
/// Penalty of the logistic regression.
const LOGISTIC: f64 = 45.0;
/// Valences nearer to 0 than this are 0: a word without tone shall not be shown as evidence.
const LEAST_VALENCE: f64 = 0.05;
/// As [`LEAST_VALENCE`] for words that are in the table for their valence alone: they cost their letters.
const LEAST_LONE_VALENCE: f64 = 0.1;

struct Row {
    corpus: usize,
    doc: String,
    value: f64,
    class: usize,
    /// Shares of the classes as a teacher sees them, in place of the class.
    shares: Option<[f64; 3]>,
    units: Vec<Owned>,
}

/// A unit without its text.
struct Owned {
    word: String,
    word_kind: UnitKind,
    factor: f32,
    relations: u32,
    place: [f64; PLACES],
}

fn own(units: &[Unit<'_>], into: &mut Vec<Owned>) {
    let located = locate(units);
    for (index, unit) in units.iter().enumerate() {
        into.push(Owned {
            word: unit.word.to_string(),
            word_kind: unit.kind,
            factor: unit.factor as f32,
            relations: located.as_ref().map_or(1, |at| relations(at, units, index)),
            place: located.as_ref().map_or([0.0; PLACES], |at| place(at, units)),
        });
    }
}

fn load(path: &Path, corpus: usize, most: usize) -> Outcome<Vec<Row>> {
    let models = Models::shipped()?;
    let mut rows = Vec::new();
    for line in std::fs::read_to_string(path)?.lines().take(most) {
        let json: serde_json::Value = serde_json::from_str(line)?;
        let text = json["text"].as_str().unwrap_or_default();
        let byte = |at: &serde_json::Value| {
            let chars = usize::try_from(at.as_u64()?).ok()?;
            Some(text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte))
        };
        let target = byte(&json["target"]["start"]).zip(byte(&json["target"]["end"])).map(|(a, b)| Span::new(a, b));
        let mut units = Vec::new();
        read(text, target, &models, &mut |sentence| {
            let first = units.len();
            own(sentence, &mut units);
            if target.is_none() {
                let divisor = sentence_divisor(sentence.len()) as f32;
                units[first..].iter_mut().for_each(|unit| unit.factor /= divisor);
            }
        });
        rows.push(Row {
            corpus,
            doc: json["doc"].as_str().unwrap_or_default().to_owned(),
            value: json["valence"].as_f64().unwrap_or(0.0),
            class: match json["label"].as_str() {
                Some("neg") => 0,
                Some("pos") => 2,
                _ => 1,
            },
            shares: json["soft"].as_array().map(|shares| [0, 1, 2].map(|class| shares[class].as_f64().unwrap_or(0.0))),
            units,
        });
    }
    Ok(rows)
}

/// Words and pairs of words that occur in at least `min` rows, pairs in twice as many, numbered.
fn vocabulary(rows: &[&Row], min: usize) -> (BTreeMap<String, u32>, BTreeMap<(String, String), u32>) {
    let mut words: HashMap<&str, usize> = HashMap::new();
    let mut pairs: HashMap<(&str, &str), usize> = HashMap::new();
    let min = min * TAUGHT_ROWS;
    for row in rows {
        let count = if row.corpus == TAUGHT { 1 } else { TAUGHT_ROWS };
        let once: HashSet<&str> = row.units.iter().map(|unit| unit.word.as_str()).collect();
        let pairs_once: HashSet<_> =
            row.units.windows(2).map(|two| (two[0].word.as_str(), two[1].word.as_str())).collect();
        once.into_iter().for_each(|word| *words.entry(word).or_default() += count);
        pairs_once.into_iter().for_each(|pair| *pairs.entry(pair).or_default() += count);
    }
    let words: BTreeSet<_> =
        words.into_iter().filter(|&(_, rows)| rows >= min).map(|(word, _)| word.to_owned()).collect();
    let pairs: BTreeSet<_> = pairs
        .into_iter()
        .filter(|&((a, b), rows)| rows >= 2 * min && words.contains(a) && words.contains(b))
        .map(|((a, b), _)| (a.to_owned(), b.to_owned()))
        .collect();
    (words.into_iter().zip(0..).collect(), pairs.into_iter().zip(0..).collect())
}

/// Words of the news in lower case with their counts.
fn news_words(path: &Path) -> Outcome<HashMap<String, usize>> {
    let mut counts = HashMap::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let json: serde_json::Value = serde_json::from_str(line)?;
        let text = json["text"].as_str().unwrap_or_default();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2) {
            if word.chars().all(char::is_lowercase) {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
    }
    Ok(counts)
}

/// The valence model's view of the rows; corpus intercepts are the last features.
fn valence_rows(
    rows: &[Row],
    words: &BTreeMap<String, u32>,
    pairs: &BTreeMap<(String, String), u32>,
    embedding: &Embedding,
) -> Rows {
    let mut out = Rows { width: embedding::SIZE, ..Rows::default() };
    for row in rows {
        let mut sparse = vec![((words.len() + pairs.len() + row.corpus) as u32, 1.0)];
        let mut dense = vec![0.0; embedding::SIZE];
        let mut before: Option<&Owned> = None;
        for unit in &row.units {
            if unit.word_kind == UnitKind::Word && !is_grammar(&unit.word) {
                embedding.add(&unit.word, unit.factor, &mut dense);
                if let Some(&word) = words.get(&unit.word) {
                    sparse.push((word, WORD_SCALE * unit.factor));
                }
                if let Some(before) = before
                    && let Some(&pair) = pairs.get(&(before.word.clone(), unit.word.clone()))
                {
                    sparse.push((words.len() as u32 + pair, WORD_SCALE * unit.factor));
                }
            }
            before = Some(unit).filter(|unit| unit.word_kind == UnitKind::Word);
        }
        out.sparse.push(sparse);
        out.dense.extend(dense);
    }
    out
}

fn target_rows(
    rows: &[Row],
    words: &BTreeMap<String, u32>,
    pairs: &BTreeMap<(String, String), u32>,
    embedding: &Embedding,
) -> Rows {
    let width = embedding::SIZE * RELATIONS + PLACES;
    let mut out = Rows { width, ..Rows::default() };
    for row in rows {
        let mut sparse = Vec::new();
        let mut dense = vec![0.0; width];
        let mut before: Option<&Owned> = None;
        for unit in &row.units {
            if unit.word_kind == UnitKind::Target {
                for (slot, fact) in dense[embedding::SIZE * RELATIONS..].iter_mut().zip(unit.place) {
                    *slot = fact as f32;
                }
            } else {
                let id = words.get(&unit.word);
                let mut own = vec![0.0; embedding::SIZE];
                embedding.add(&unit.word, unit.factor, &mut own);
                for relation in (0..RELATIONS).filter(|relation| unit.relations >> relation & 1 == 1) {
                    if unit.word_kind == UnitKind::Word {
                        let start = relation * embedding::SIZE;
                        dense[start..start + embedding::SIZE].iter_mut().zip(&own).for_each(|(sum, x)| *sum += x);
                    }
                    if let Some(&id) = id {
                        sparse.push((id * RELATIONS as u32 + relation as u32, unit.factor));
                    }
                }
                if let Some(before) = before
                    && let Some(&pair) = pairs.get(&(before.word.clone(), unit.word.clone()))
                {
                    let start = (words.len() * RELATIONS) as u32 + pair * 3;
                    for (slot, bit) in PAIR_RELATIONS.into_iter().enumerate() {
                        if unit.relations >> bit & 1 == 1 {
                            sparse.push((start + slot as u32, unit.factor));
                        }
                    }
                }
            }
            before = Some(unit);
        }
        out.sparse.push(sparse);
        out.dense.extend(dense);
    }
    out
}

/// Which of five parts a document belongs to; what a teacher labelled is never tested.
fn fold_of(row: &Row) -> Option<usize> {
    let part = row.doc.bytes().fold(row.corpus, |hash, byte| (hash * 31 + usize::from(byte)) % 1_000_003) % 5;
    (row.corpus != TAUGHT).then_some(part)
}

/// Entry point of the subcommand.
pub(crate) fn run(arguments: impl Iterator<Item = String>) -> Outcome<()> {
    let mut folders: HashMap<String, PathBuf> = HashMap::new();
    let mut arguments = arguments.peekable();
    while let Some(flag) = arguments.next() {
        folders.insert(flag, arguments.next().unwrap_or_default().into());
    }
    let folder = |flag: &str| folders.get(flag).cloned().ok_or(format!("tone: {flag} DIR is missing"));
    let (data, out) = (folder("--data")?, folder("--out")?);
    let mut embedding = Embedding::load(&folder("--vectors")?, &folder("--priors")?)?;
    let sentiment = data.join("sentiment");

    let mut valence = Vec::new();
    for (index, (name, _)) in CORPORA.iter().enumerate() {
        valence.extend(load(&sentiment.join(format!("{name}-train.jsonl")), index, usize::MAX)?);
    }
    let mut target = load(&sentiment.join("newsmtsc-train.jsonl"), 0, usize::MAX)?;
    let teacher = folder("--teacher")?;
    valence.extend(load(&teacher.join("valence.jsonl"), TAUGHT, usize::MAX)?);
    target.extend(load(&teacher.join("target.jsonl"), TAUGHT, TAUGHT_TARGETS)?);
    eprintln!("read {} sentences with valence, {} with a target", valence.len(), target.len());

    let valence_weights = fit_valence(&valence, &embedding, &sentiment)?;
    let rows: Vec<&Row> = valence.iter().chain(&target).collect();
    let known: BTreeSet<String> =
        vocabulary(&rows, 1).0.into_keys().chain(news_words(&data.join("silver/news.jsonl"))?.into_keys()).collect();
    let valences = known.into_iter().map(|word| {
        let valence = if is_grammar(&word) { 0.0 } else { valence_weights.word(&word, &embedding) as f32 };
        (word, valence)
    });
    let valences = valences.collect();
    embedding.learn(valences);
    let target_weights = fit_target(&target, &embedding, &sentiment)?;
    write(&out.join("tone.bin"), &data, &embedding, &valence, &target, &valence_weights, &target_weights)
}

struct ValenceModel {
    words: BTreeMap<String, u32>,
    pairs: BTreeMap<(String, String), u32>,
    weights: Vec<f32>,
    thresholds: [f32; 2],
}

impl ValenceModel {
    fn features(&self) -> usize {
        self.words.len() + self.pairs.len() + CORPORA.len() + 1
    }

    fn word(&self, word: &str, embedding: &Embedding) -> f64 {
        let mut dense = vec![0.0; embedding::SIZE];
        embedding.add(word, 1.0, &mut dense);
        let known: f32 = dense.iter().zip(&self.weights[self.features()..]).map(|(x, w)| x * w).sum();
        f64::from(known + self.words.get(word).map_or(0.0, |&id| WORD_SCALE * self.weights[id as usize]))
    }

    fn pair(&self, pair: &(String, String)) -> f64 {
        self.pairs.get(pair).map_or(0.0, |&id| f64::from(WORD_SCALE * self.weights[self.words.len() + id as usize]))
    }
}

fn fit_valence(rows: &[Row], embedding: &Embedding, sentiment: &Path) -> Outcome<ValenceModel> {
    let (words, pairs) = vocabulary(&rows.iter().collect::<Vec<_>>(), MIN_ROWS);
    let (words, pairs) = (only_words(words), pairs);
    let pairs: BTreeMap<_, _> =
        pairs.into_keys().filter(|(a, b)| words.contains_key(a) && words.contains_key(b)).zip(0..).collect();
    let mut scaled = Vec::new();
    let moments: Vec<_> = (0..=TAUGHT)
        .map(|corpus| {
            let own: Vec<f64> = rows.iter().filter(|row| row.corpus == corpus).map(|row| row.value).collect();
            let mean = own.iter().sum::<f64>() / own.len() as f64;
            (mean, (own.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / own.len() as f64).sqrt())
        })
        .collect();
    for row in rows {
        let (mean, deviation) = moments[row.corpus];
        scaled.push((row.value - mean) / deviation);
    }
    let table = valence_rows(rows, &words, &pairs, embedding);
    let mut model = ValenceModel { words, pairs, weights: Vec::new(), thresholds: [0.0; 2] };
    let features = model.features();
    let fit = |chosen: &[usize]| -> Vec<f32> {
        let weights = table.fit(chosen, features, 1, RIDGE, 60, &|row, scores| {
            let weight = CORPORA.get(rows[row].corpus).map_or(TAUGHT_VALENCE, |(_, weight)| *weight);
            let error = scores[0] - scaled[row];
            scores[0] = 2.0 * weight * error;
            weight * error * error
        });
        weights.into_iter().map(|w| w as f32).collect()
    };
    // Thresholds come from sentences that the weights have not seen, of the corpora of news.
    let mut unseen: Vec<(f64, usize)> = Vec::new();
    for part in 0..5 {
        let (test, train): (Vec<usize>, Vec<usize>) =
            (0..rows.len()).partition(|&row| fold_of(&rows[row]) == Some(part));
        model.weights = fit(&train);
        let intercepts = model.words.len() + model.pairs.len();
        for row in test.into_iter().filter(|&row| rows[row].corpus == 0) {
            let score = table.scores(row, features, 1, &model.weights)[0];
            unseen.push((score - f64::from(model.weights[intercepts + rows[row].corpus]), rows[row].class));
        }
    }
    model.thresholds = thresholds(&unseen);
    model.weights = fit(&(0..rows.len()).collect::<Vec<_>>());
    eprintln!("valence: {} words, {} pairs, thresholds {:?}", model.words.len(), model.pairs.len(), model.thresholds);
    for (corpus, (name, _)) in CORPORA.iter().enumerate() {
        let dev = load(&sentiment.join(format!("{name}-dev.jsonl")), corpus, usize::MAX)?;
        let table = valence_rows(&dev, &model.words, &model.pairs, embedding);
        let intercept = f64::from(model.weights[model.words.len() + model.pairs.len() + corpus]);
        let given: Vec<f64> =
            (0..dev.len()).map(|row| table.scores(row, features, 1, &model.weights)[0] - intercept).collect();
        let gold: Vec<f64> = dev.iter().map(|row| row.value).collect();
        let classes: Vec<_> = given.iter().map(|&score| class_of(score, model.thresholds)).collect();
        let f1 = macro_f1(&dev.iter().map(|row| row.class).collect::<Vec<_>>(), &classes);
        eprintln!("  {name}: Pearson {:.3}, macro F1 {f1:.1}", pearson(&given, &gold));
    }
    Ok(model)
}

fn only_words(words: BTreeMap<String, u32>) -> BTreeMap<String, u32> {
    let is_word = |word: &String| {
        word.chars().any(char::is_alphabetic) && !word.starts_with('<') || word.chars().any(|c| u32::from(c) > 0x2700)
    };
    words.into_keys().filter(is_word).zip(0..).collect()
}

fn class_of(score: f64, thresholds: [f32; 2]) -> usize {
    if score <= f64::from(thresholds[0]) {
        0
    } else if score >= f64::from(thresholds[1]) {
        2
    } else {
        1
    }
}

/// The pair of thresholds with the best macro F1, averaged over it and its neighbours: a peak of its own is luck.
fn thresholds(scores: &[(f64, usize)]) -> [f32; 2] {
    let gold: Vec<usize> = scores.iter().map(|&(_, class)| class).collect();
    let of = |low: i32, high: i32| {
        let pair = [low as f32 / 20.0, high as f32 / 20.0];
        let given: Vec<usize> = scores.iter().map(|&(score, _)| class_of(score, pair)).collect();
        macro_f1(&gold, &given)
    };
    let all: BTreeMap<(i32, i32), f64> = (-30..10)
        .flat_map(|low| (low.max(-5) + 1..30).map(move |high| (low, high)))
        .map(|at| (at, of(at.0, at.1)))
        .collect();
    let around = |(low, high): (i32, i32)| {
        let near: Vec<f64> = (low - 1..=low + 1)
            .flat_map(|low| (high - 1..=high + 1).map(move |high| (low, high)))
            .filter_map(|at| all.get(&at).copied())
            .collect();
        if near.len() == 9 { near.iter().sum::<f64>() / 9.0 } else { 0.0 }
    };
    let best = all.keys().copied().max_by(|&a, &b| around(a).total_cmp(&around(b))).unwrap_or((-5, 5));
    eprintln!("  thresholds on unseen train: macro F1 {:.1}", all.get(&best).copied().unwrap_or_default());
    [best.0 as f32 / 20.0, best.1 as f32 / 20.0]
}

struct TargetModel {
    words: BTreeMap<String, u32>,
    pairs: BTreeMap<(String, String), u32>,
    weights: Vec<f32>,
}

impl TargetModel {
    fn features(&self) -> usize {
        self.words.len() * RELATIONS + self.pairs.len() * 3
    }

    fn stride(&self) -> usize {
        self.features() + embedding::SIZE * RELATIONS + PLACES
    }

    /// Weight of a feature for negative or positive against neutral.
    fn against_neutral(&self, feature: usize, class: usize) -> f64 {
        f64::from(self.weights[class * self.stride() + feature] - self.weights[self.stride() + feature])
    }

    fn word(&self, word: &str, relation: usize, class: usize, dense: &[f32]) -> f64 {
        let start = self.features() + relation * embedding::SIZE;
        let known: f64 =
            dense.iter().enumerate().map(|(at, &x)| f64::from(x) * self.against_neutral(start + at, class)).sum();
        known + self.words.get(word).map_or(0.0, |&id| self.against_neutral(id as usize * RELATIONS + relation, class))
    }

    fn pair(&self, pair: &(String, String), slot: usize, class: usize) -> f64 {
        let start = self.words.len() * RELATIONS;
        self.pairs.get(pair).map_or(0.0, |&id| self.against_neutral(start + id as usize * 3 + slot, class))
    }
}

fn highest(scores: &[f64], lead: [f64; 3]) -> usize {
    (0..3).max_by(|&a, &b| (scores[a] + lead[a]).total_cmp(&(scores[b] + lead[b]))).unwrap_or(1)
}

fn best_class(table: &Rows, row: usize, model: &TargetModel) -> usize {
    highest(&table.scores(row, model.features(), 3, &model.weights), [0.0; 3])
}

/// What is added to negative and positive for the best macro F1: the likeliest class alone leaves the rarer ones out too often.
fn leads(scores: &[Vec<f64>], gold: &[usize]) -> [f64; 3] {
    let mut best = (0.0, [0.0; 3]);
    for negative in -6..=12 {
        for positive in -6..=12 {
            let lead = [f64::from(negative) / 20.0, 0.0, f64::from(positive) / 20.0];
            let given: Vec<usize> = scores.iter().map(|scores| highest(scores, lead)).collect();
            let f1 = macro_f1(gold, &given);
            if f1 > best.0 {
                best = (f1, lead);
            }
        }
    }
    eprintln!("  with {:?} added: macro F1 {:.1}", best.1, best.0);
    best.1
}

fn fit_target(rows: &[Row], embedding: &Embedding, sentiment: &Path) -> Outcome<TargetModel> {
    let (words, pairs) = vocabulary(&rows.iter().collect::<Vec<_>>(), MIN_ROWS);
    let table = target_rows(rows, &words, &pairs, embedding);
    let mut model = TargetModel { words, pairs, weights: Vec::new() };
    let fit = |chosen: &[usize], features: usize| -> Vec<f32> {
        let loss = |row: usize, scores: &mut [f64]| match rows[row].shares {
            Some(shares) => cross_entropy(scores, shares, TAUGHT_TARGET),
            None => cross_entropy(scores, [0, 1, 2].map(|class| f64::from(u8::from(class == rows[row].class))), 1.0),
        };
        table.fit(chosen, features, 3, LOGISTIC, 120, &loss).into_iter().map(|w| w as f32).collect()
    };
    let gold: Vec<usize> = rows.iter().map(|row| row.class).collect();
    let mut unseen: Vec<Vec<f64>> = vec![Vec::new(); rows.len()];
    for part in 0..5 {
        let (test, train): (Vec<usize>, Vec<usize>) =
            (0..rows.len()).partition(|&row| fold_of(&rows[row]) == Some(part));
        model.weights = fit(&train, model.features());
        test.into_iter().for_each(|row| unseen[row] = table.scores(row, model.features(), 3, &model.weights));
    }
    let (gold, unseen): (Vec<usize>, Vec<Vec<f64>>) =
        gold.into_iter().zip(unseen).filter(|(_, scores)| !scores.is_empty()).unzip();
    let likeliest: Vec<usize> = unseen.iter().map(|scores| highest(scores, [0.0; 3])).collect();
    eprintln!("  unseen train: macro F1 {:.1}", macro_f1(&gold, &likeliest));
    let lead = leads(&unseen, &gold);
    model.weights = fit(&(0..rows.len()).collect::<Vec<_>>(), model.features());
    // The last fact of a place is always 1.
    for (class, lead) in lead.into_iter().enumerate() {
        let constant = (class + 1) * model.stride() - 1;
        model.weights[constant] += lead as f32;
    }
    eprintln!("target: {} words, {} pairs", model.words.len(), model.pairs.len());
    for name in ["newsmtsc-mt", "newsmtsc-rw"] {
        let dev = load(&sentiment.join(format!("{name}-dev.jsonl")), 0, usize::MAX)?;
        let table = target_rows(&dev, &model.words, &model.pairs, embedding);
        let given: Vec<usize> = (0..dev.len()).map(|row| best_class(&table, row, &model)).collect();
        eprintln!(
            "  {name}: macro F1 {:.1} (target given)",
            macro_f1(&dev.iter().map(|row| row.class).collect::<Vec<_>>(), &given)
        );
    }
    Ok(model)
}

/// Whole steps of a column: the step, and each value in steps.
fn quantise(values: &[f64]) -> (f32, Vec<u8>) {
    let most = values.iter().fold(0.0_f64, |most, value| most.max(value.abs()));
    let deviation = (values.iter().map(|v| v * v).sum::<f64>() / values.len().max(1) as f64).sqrt();
    let step = (most / 127.0).max(deviation / 3.0).max(1e-9) as f32;
    (step, values.iter().map(|&value| ((value / f64::from(step)).round() as i8).cast_unsigned()).collect())
}

fn write(
    path: &Path,
    data: &Path,
    embedding: &Embedding,
    valence_rows: &[Row],
    target_rows: &[Row],
    valence: &ValenceModel,
    target: &TargetModel,
) -> Outcome<()> {
    let news = news_words(&data.join("silver/news.jsonl"))?;
    let both: Vec<&Row> = valence_rows.iter().chain(target_rows).collect();
    let (seen, _) = vocabulary(&both, MIN_ROWS);
    let mut words: BTreeSet<String> = seen.into_keys().collect();
    words.extend(
        news.iter()
            .filter(|(word, count)| {
                embedding.knows(word) && (**count >= MIN_NEWS || embedding.listed(word) && **count >= 2)
            })
            .map(|(word, _)| word.clone()),
    );
    let small = |value: f64| if value.abs() < LEAST_VALENCE { 0.0 } else { value };
    let mut columns: Vec<Vec<f64>> = vec![Vec::new(); WORD_COLUMNS];
    let listed: Vec<String> = words.into_iter().collect();
    for word in &listed {
        let is_word = word.chars().any(char::is_alphabetic) && !word.starts_with('<');
        columns[0].push(if is_word && !is_grammar(word) { small(valence.word(word, embedding)) } else { 0.0 });
        let mut dense = vec![0.0; embedding::SIZE];
        if is_word {
            embedding.add(word, 1.0, &mut dense);
        }
        for relation in 0..RELATIONS {
            for (side, class) in [0, 2].into_iter().enumerate() {
                columns[1 + 2 * relation + side].push(target.word(word, relation, class, &dense));
            }
        }
    }
    // Words whose valence is known through their vector and lists alone; toward a mention they say nothing.
    let mut valence_only: BTreeMap<String, f64> = BTreeMap::new();
    let candidates = news.iter().filter(|(_, count)| **count >= 2).map(|(word, _)| word.as_str());
    for word in candidates.chain(embedding.listed_words()) {
        let plain = word.len() > 2 && word.chars().all(|c| c.is_lowercase() || c == '-');
        if plain
            && !is_grammar(word)
            && embedding.knows(word)
            && listed.binary_search_by(|other| other.as_str().cmp(word)).is_err()
        {
            let value = valence.word(word, embedding);
            if value.abs() >= LEAST_LONE_VALENCE {
                valence_only.insert(word.to_owned(), value);
            }
        }
    }
    eprintln!("{} words with a valence only", valence_only.len());
    let number: HashMap<&str, u16> = listed.iter().map(String::as_str).zip(0..).collect();
    let mut pair_columns: Vec<Vec<f64>> = vec![Vec::new(); PAIR_COLUMNS];
    let mut keys = Vec::new();
    let pairs: BTreeSet<&(String, String)> = valence.pairs.keys().chain(target.pairs.keys()).collect();
    for pair in pairs {
        let (Some(&first), Some(&second)) = (number.get(pair.0.as_str()), number.get(pair.1.as_str())) else {
            continue;
        };
        let mut values = vec![small(valence.pair(pair))];
        for slot in 0..3 {
            values.extend([0, 2].map(|class| target.pair(pair, slot, class)));
        }
        let weight = values[0].abs() * 2.0 + values[1..].iter().map(|v| v.abs()).sum::<f64>();
        if weight < LEAST_VALENCE {
            continue;
        }
        keys.push((first, second));
        pair_columns.iter_mut().zip(values).for_each(|(column, value)| column.push(value));
    }
    let text = listed.join("\n");
    let more = valence_only.keys().cloned().collect::<Vec<_>>().join("\n");
    let (more_step, more_values) = quantise(&valence_only.values().copied().collect::<Vec<_>>());
    let quantised: Vec<_> = columns.iter().map(|column| quantise(column)).collect();
    let pair_quantised: Vec<_> = pair_columns.iter().map(|column| quantise(column)).collect();
    let steps = quantised.iter().chain(&pair_quantised).map(|(step, _)| *step).chain([more_step]);
    let facts = (0..PLACES).flat_map(|fact| {
        let feature = target.features() + embedding::SIZE * RELATIONS + fact;
        [0, 2].map(|class| target.against_neutral(feature, class) as f32)
    });
    let thresholds = valence.thresholds.iter().copied();
    let of_columns = |columns: &[(f32, Vec<u8>)]| columns.iter().flat_map(|(_, column)| column.clone()).collect();
    let word_table: Vec<u8> = of_columns(&quantised);
    let pair_table: Vec<u8> = of_columns(&pair_quantised);
    // The keys ascend because words and pairs are both sorted.
    let numbers = keys.iter().map(|(first, _)| first).chain(keys.iter().map(|(_, second)| second));
    let numbers: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
    let sections: [&[u8]; 9] = [
        &steps.flat_map(f32::to_le_bytes).collect::<Vec<_>>(),
        &facts.flat_map(f32::to_le_bytes).collect::<Vec<_>>(),
        &thresholds.flat_map(f32::to_le_bytes).collect::<Vec<_>>(),
        text.as_bytes(),
        &word_table,
        &numbers,
        &pair_table,
        more.as_bytes(),
        &more_values,
    ];
    let bytes = FORMAT.write(fingerprint(), sections);
    std::fs::write(path, &bytes)?;
    eprintln!("{}: {} words, {} pairs, {} bytes", path.display(), listed.len(), keys.len(), bytes.len());
    Ok(())
}
