//! When an article takes a side toward somebody: the weights of `models/stance.bin`.
//!
//! ```text
//! newsglass-train tone-stance --data DIR --labels training/data/stances.txt --out models/stance.bin
//! ```
//! The labels are a line each: an article, a hash of an entity's name, and `+`, `-` or `0` for what a reader says of the article's tone toward it, with
//! tabs between. The articles are those of `article/paste-dev.jsonl` and `quotes/polnear-train.jsonl`; `real/real-dev.jsonl` is for
//! measuring, and for how much is asked of a tone to be shown, which is checked with each of its articles left out in turn.
//!
//! An entity is an example for praise or for blame, by the side that its mentions lean to; what is learnt is whether the reader agrees.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use newsglass::training::{Models, tone};
use newsglass::{Block, BlockKind, Entity, MentionKind};
use serde_json::Value;

use super::optimise::minimise;
use crate::failure::Outcome;

/// What the square of each weight costs, of facts with mean 0 and variance 1.
const PENALTY: f64 = 5.0;
/// Log-odds that are asked for to show blame and praise.
const ASKED: [f64; 2] = [0.25, -1.5];
/// The share of the tones shown that must be right where what is asked for is chosen.
const WANTED: f64 = 0.75;
/// Parts of cross-validation.
const FOLDS: usize = 8;

type Facts = [f64; tone::FACTS];

/// An entity whose mentions lean to one side.
struct Example {
    article: String,
    name: String,
    praise: bool,
    facts: Facts,
    /// A reader agrees with a tone to that side.
    agreed: bool,
    /// And has no doubt.
    sure: bool,
}

/// An article with its blocks.
struct Article {
    id: String,
    text: String,
    blocks: Vec<Block>,
}

fn byte_of(text: &str, chars: &Value) -> usize {
    let chars = chars.as_u64().and_then(|chars| usize::try_from(chars).ok()).unwrap_or(0);
    text.char_indices().nth(chars).map_or(text.len(), |(byte, _)| byte)
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A title and paragraphs, one a line.
fn pasted(id: &Value, title: &str, body: &str) -> Article {
    let text = if body.starts_with(title) { body.to_owned() } else { format!("{title}\n\n{body}") };
    let (mut blocks, mut at) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let written = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if !written.is_empty() {
            let kind = if written == title { BlockKind::Title } else { BlockKind::Paragraph };
            blocks.push(Block { start, end: start + written.len(), kind, reason: None });
        }
    }
    Article { id: string(id), text, blocks }
}

/// The lines of an article as they were marked.
fn marked(row: &Value) -> Article {
    let text = string(&row["text"]);
    let mut blocks = Vec::new();
    for line in row["lines"].as_array().into_iter().flatten() {
        let kind = match line["code"].as_str() {
            Some("T") => BlockKind::Title,
            Some("B") => BlockKind::Paragraph,
            Some("H") => BlockKind::Heading,
            _ => BlockKind::Boilerplate,
        };
        let (start, end) = (byte_of(&text, &line["start"]), byte_of(&text, &line["end"]));
        if !text.get(start..end).unwrap_or_default().trim().is_empty() {
            blocks.push(Block { start, end, kind, reason: None });
        }
    }
    Article { id: string(&row["id"]), text, blocks }
}

/// Which tone a reader sees toward an entity, -1, 0 or 1, and whether without doubt; `None` where nobody was asked.
type Truth<'t> = dyn Fn(&Entity) -> Option<(i8, bool)> + 't;

fn examples(article: &Article, models: &Models, truth: &Truth<'_>, found: &mut Vec<Example>) {
    tone::stances(&article.text, &article.blocks, models, &mut |entity, praise, facts| {
        if let Some((label, sure)) = truth(entity) {
            let (article, name) = (article.id.clone(), entity.name.clone());
            let agreed = label == if praise { 1 } else { -1 };
            found.push(Example { article, name, praise, facts: *facts, agreed, sure });
        }
    });
}

/// FNV-1a of a name's bytes: the labels hold no words of the articles.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The labels of each article, by the hashes of the names of entities.
fn labels(path: &str) -> Outcome<BTreeMap<String, BTreeMap<u32, i8>>> {
    let mut all: BTreeMap<String, BTreeMap<u32, i8>> = BTreeMap::new();
    for line in std::fs::read_to_string(path)?.lines().filter(|line| !line.starts_with('#')) {
        let label = |mark: &str| ["-", "0", "+"].iter().position(|known| *known == mark);
        let mut fields = line.split('\t');
        let (article, name) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let label = fields.next().and_then(label).ok_or_else(|| format!("tone-stance: no label in {line}"))?;
        all.entry(article.to_owned()).or_default().insert(u32::from_str_radix(name, 16)?, [-1, 0, 1][label]);
    }
    Ok(all)
}

/// The examples that are learnt from.
fn labelled(data: &Path, path: &str, models: &Models) -> Outcome<Vec<Example>> {
    let (labels, mut read, mut found) = (labels(path)?, BTreeSet::new(), Vec::new());
    for file in ["article/paste-dev.jsonl", "quotes/polnear-train.jsonl"] {
        for line in std::fs::read_to_string(data.join(file))?.lines() {
            let row: Value = serde_json::from_str(line)?;
            let Some(names) = labels.get(&string(&row["id"])).filter(|_| read.insert(string(&row["id"]))) else {
                continue;
            };
            let lines = row["lines"].as_array();
            let titled = lines.and_then(|lines| lines.iter().find(|line| line["role"] == "title"));
            let (title, body) = match row["body"].as_str() {
                Some(body) => (row["title"].as_str().or_else(|| titled?["text"].as_str()), string(&body.into())),
                None => (row["text"].as_str().and_then(|text| text.lines().next()), string(&row["text"])),
            };
            let article = pasted(&row["id"], title.unwrap_or_default(), &body);
            let truth = |entity: &Entity| {
                let mut known = [&entity.name].into_iter().chain(&entity.aliases);
                known.find_map(|name| names.get(&hash(name))).map(|label| (*label, true))
            };
            examples(&article, models, &truth, &mut found);
        }
    }
    Ok(found)
}

/// The examples that are measured on, and how many clear tones there are.
fn real(data: &Path, models: &Models) -> Outcome<(Vec<Example>, usize)> {
    let (mut found, mut clear) = (Vec::new(), 0);
    for line in std::fs::read_to_string(data.join("real/real-dev.jsonl"))?.lines() {
        let row: Value = serde_json::from_str(line)?;
        let article = marked(&row);
        let span = |name: &Value| (byte_of(&article.text, &name["start"]), byte_of(&article.text, &name["end"]));
        let names: Vec<((usize, usize), String)> = row["names"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|name| (span(name), string(&name["canonical"])))
            .collect();
        let label = |tone: &Value| match tone["label"].as_str() {
            Some("positive") => 1,
            Some("negative") => -1,
            _ => 0,
        };
        let tones = row["tones"].as_object().into_iter().flatten();
        clear += tones.filter(|(_, tone)| label(tone) != 0 && tone["sure"] == true).count();
        let truth = |entity: &Entity| {
            let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
            for mention in entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
                let overlaps =
                    |((start, end), _): &&((usize, usize), String)| mention.start < *end && *start < mention.end;
                if let Some((_, name)) = names.iter().find(overlaps) {
                    *votes.entry(name).or_default() += 1;
                }
            }
            let (name, _) = votes.into_iter().max_by_key(|(_, count)| *count)?;
            let tone = &row["tones"][name];
            Some((label(tone), tone["sure"] == true))
        };
        examples(&article, models, &truth, &mut found);
    }
    Ok((found, clear))
}

/// Logistic regression over standardised facts, as weights of the facts themselves.
fn fit(rows: &[&Example]) -> Facts {
    let count = (rows.len() as f64).max(1.0);
    let mean = |of: &dyn Fn(&Facts) -> f64| rows.iter().map(|row| of(&row.facts)).sum::<f64>() / count;
    let mut scale = [(0.0, 1.0); tone::FACTS];
    for (fact, scale) in scale.iter_mut().enumerate().skip(1) {
        let centre = mean(&|facts| facts[fact]);
        let spread = mean(&|facts| (facts[fact] - centre) * (facts[fact] - centre)).sqrt();
        *scale = (centre, if spread > 0.0 { spread } else { 1.0 });
    }
    let standard = |facts: &Facts| -> Vec<f64> {
        facts.iter().zip(scale).map(|(fact, (centre, spread))| (fact - centre) / spread).collect()
    };
    let standardised: Vec<(Vec<f64>, f64)> =
        rows.iter().map(|row| (standard(&row.facts), f64::from(u8::from(row.agreed)))).collect();
    let point = minimise(tone::FACTS, 500, |point, gradient| {
        let mut loss = 0.0;
        for (index, (slot, weight)) in gradient.iter_mut().zip(point).enumerate() {
            let penalty = if index == 0 { 0.0 } else { PENALTY };
            *slot = 2.0 * penalty * weight;
            loss += penalty * weight * weight;
        }
        for (facts, agreed) in &standardised {
            let odds: f64 = facts.iter().zip(point).map(|(fact, weight)| fact * weight).sum();
            let share = 1.0 / (1.0 + (-odds).exp());
            loss += odds.max(0.0) - odds * agreed + (-odds.abs()).exp().ln_1p();
            gradient.iter_mut().zip(facts).for_each(|(slot, fact)| *slot += (share - agreed) * fact);
        }
        loss
    });
    let mut weights = [0.0; tone::FACTS];
    for ((weight, fitted), (_, spread)) in weights.iter_mut().zip(point).zip(scale) {
        *weight = fitted / spread;
    }
    let shift: f64 = weights.iter().zip(scale).map(|(weight, (centre, _))| weight * centre).sum();
    weights[0] -= shift;
    weights
}

fn odds(weights: &Facts, facts: &Facts) -> f64 {
    weights.iter().zip(facts).map(|(weight, fact)| weight * fact).sum()
}

/// The log-odds of each example by weights that have not seen its article.
fn unseen(rows: &[&Example]) -> Vec<f64> {
    let articles: BTreeSet<&str> = rows.iter().map(|row| row.article.as_str()).collect();
    let part: BTreeMap<&str, usize> = articles.into_iter().enumerate().map(|(at, name)| (name, at % FOLDS)).collect();
    let weights: Vec<Facts> = (0..FOLDS)
        .map(|fold| fit(&rows.iter().copied().filter(|row| part[row.article.as_str()] != fold).collect::<Vec<_>>()))
        .collect();
    rows.iter().map(|row| odds(&weights[part[row.article.as_str()]], &row.facts)).collect()
}

/// How many of those with at least these log-odds are shown, right, and right without doubt.
fn shown(rows: &[&Example], scores: &[f64], least: f64) -> [usize; 3] {
    let mut counts = [0; 3];
    for (row, _) in rows.iter().zip(scores).filter(|(_, score)| **score >= least) {
        counts[0] += 1;
        counts[1] += usize::from(row.agreed);
        counts[2] += usize::from(row.agreed && row.sure);
    }
    counts
}

/// The least log-odds from which on the share that is right is the wanted one, with as many as possible.
fn least(rows: &[&Example], scores: &[f64], without: &str) -> f64 {
    let mut kept: Vec<(f64, bool)> = rows
        .iter()
        .zip(scores)
        .filter(|(row, _)| row.article != without)
        .map(|(row, score)| (*score, row.agreed))
        .collect();
    kept.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (mut right, mut best) = (0.0, f64::INFINITY);
    for (count, (score, agreed)) in kept.iter().enumerate() {
        right += f64::from(u8::from(*agreed));
        if right >= WANTED * (count + 1) as f64 {
            best = *score;
        }
    }
    best
}

/// Entry point of the subcommand.
pub(crate) fn run(arguments: &[String]) -> Outcome<()> {
    let (mut data, mut path, mut out) = (None, None, None);
    for pair in arguments.chunks(2) {
        let [flag, value] = pair else { return Err("tone-stance: a flag without a value".into()) };
        *match flag.as_str() {
            "--data" => &mut data,
            "--labels" => &mut path,
            "--out" => &mut out,
            other => return Err(format!("tone-stance: {other} is unknown").into()),
        } = Some(value);
    }
    let (Some(data), Some(path), Some(out)) = (data, path, out) else {
        return Err("tone-stance: --data, --labels and --out are needed".into());
    };
    let models = Models::shipped()?;
    let learnt = labelled(Path::new(data), path, &models)?;
    let (measured, clear) = real(Path::new(data), &models)?;
    let mut section = Vec::new();
    for (praise, asked) in [false, true].into_iter().zip(ASKED) {
        let of =
            |rows: &'_ [Example]| -> Vec<usize> { (0..rows.len()).filter(|row| rows[*row].praise == praise).collect() };
        let rows: Vec<&Example> = of(&learnt).into_iter().map(|row| &learnt[row]).collect();
        let others: Vec<&Example> = of(&measured).into_iter().map(|row| &measured[row]).collect();
        let mut weights = fit(&rows);
        let scores: Vec<f64> = others.iter().map(|row| odds(&weights, &row.facts)).collect();
        let own = unseen(&rows);
        println!("{}: {} examples, {clear} clear tones in all", if praise { "praise" } else { "blame" }, rows.len());
        println!("  from   real articles: shown right clear   labels, unseen: shown right");
        for step in -10..=8 {
            let from = f64::from(step) / 4.0;
            let ([all, right, sure], [own_all, own_right, _]) =
                (shown(&others, &scores, from), shown(&rows, &own, from));
            println!("  {from:5.2} {all:21} {right:5} {sure:5} {own_all:22} {own_right:5}");
        }
        let mut left_out = [0; 3];
        for article in others.iter().map(|row| row.article.as_str()).collect::<BTreeSet<_>>() {
            let from = least(&others, &scores, article);
            let (own, scores): (Vec<&Example>, Vec<f64>) = others
                .iter()
                .zip(&scores)
                .filter(|(row, _)| row.article == article)
                .map(|(row, score)| (*row, *score))
                .unzip();
            let counts = shown(&own, &scores, from);
            left_out.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        println!("  each article left out: from {:.2}, {left_out:?}", least(&others, &scores, ""));
        for (name, score) in others.iter().zip(&scores).filter(|(row, score)| **score >= asked && !row.agreed) {
            println!("  wrong: {} ({}) {score:.2}", name.name, name.article);
        }
        weights[0] -= asked;
        section.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
    }
    std::fs::write(out, tone::STANCE_FORMAT.write(tone::stance_fingerprint(), [&section]))?;
    Ok(())
}
