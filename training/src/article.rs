//! The line model of `article`: a linear-chain conditional random field, trained by AdaGrad on the pages' log-likelihood; and the rankings
//! of its headline, byline and day ([`crate::ranking`]), which learn from what line models find that have not seen a page's site.
//!
//! Besides every page as it is, the trainer learns from crops of it (the article alone; the article with a few lines around it), since
//! people also paste just that. Cross-validation leaves out whole sites, so that its figures hold for sites never seen.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::io::Write;

use newsglass::Article;
use newsglass::article_training::{
    ALLOWED, Candidates, FIRST, FORMAT, LAST, candidates, fingerprint, lines, read_html, read_text,
};
use serde::{Deserialize, Serialize};

use self::judging::{is_byline, is_day, is_title, judged};
use crate::random::Random;
use crate::ranking::{self, Ranking, Sample};

mod judging;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const BEFORE: usize = 0;
const BODY: usize = 1;
const ASIDE: usize = 2;
const AFTER: usize = 3;

const EPOCHS: usize = 30;
const RATE: f64 = 0.1;
/// Per step, on the weights that the step touches.
const DECAY: f64 = 3e-3;
/// Of the features of a line, the share that is left out at each look (Srivastava and others 2014): words of the training pages are
/// less trusted, shapes more.
const DROPPED: f64 = 0.5;
/// Features of fewer sites than this are left out.
const MIN_SITES: usize = 4;
/// Weights are kept as whole numbers of this fraction.
const SCALE: f64 = 24.0;
/// How the rankings are trained.
const RANKING: ranking::Settings = ranking::Settings { epochs: 60, decay: 1e-2, dropped: 0.5, least_sources: 3 };

#[derive(Deserialize)]
struct Paste {
    id: String,
    site: String,
    lines: Vec<GoldLine>,
    title: Option<String>,
    byline: Option<String>,
    date: Option<String>,
}

#[derive(Deserialize)]
struct GoldLine {
    text: String,
    label: String,
    role: Option<String>,
}

/// A page of HTML, held back with the paste of the same id or site.
#[derive(Deserialize)]
struct HtmlPage {
    id: String,
    url: Option<String>,
    html: String,
}

#[derive(Serialize)]
struct Prediction<'p> {
    id: &'p str,
    /// Of a paste, the lines that are body.
    #[serde(skip_serializing_if = "Option::is_none")]
    keep: Option<Vec<usize>>,
    body: String,
    title: Option<String>,
    byline: String,
    date: Option<String>,
}

/// A sequence of lines with their features and states.
struct Sequence {
    site: String,
    lines: Vec<(Vec<u32>, usize)>,
}

/// Runs the trainer with the arguments after its name.
pub(crate) fn run(arguments: &[String]) -> Result<()> {
    let value =
        |name: &str| arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1));
    let path = arguments.first().ok_or("which pastes?")?;
    let text = std::fs::read_to_string(path)?;
    let pastes: Vec<Paste> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(serde_json::from_str)
        .collect::<std::result::Result<_, _>>()?;
    if let Some(folds) = value("--folds") {
        let pages: Vec<HtmlPage> = match value("--html") {
            Some(path) => {
                let text = std::fs::read_to_string(path)?;
                text.lines().map(serde_json::from_str).collect::<std::result::Result<_, _>>()?
            }
            None => Vec::new(),
        };
        return cross_validate(&pastes, &pages, folds.parse()?, value("--predictions").ok_or("--predictions FILE?")?);
    }
    let folds = Folds::train(&pastes, FOLDS)?;
    let mut model = match value("--lines") {
        Some(path) => {
            let bytes = std::fs::read(path)?;
            let [transitions, features, weights, ..] = FORMAT.read(&bytes)?;
            Parts { lines: [transitions, features, weights].map(<[u8]>::to_vec), rankings: Default::default() }
        }
        None => Parts::train(&pastes.iter().collect::<Vec<_>>()),
    };
    model.rankings = folds.rankings(&pastes.iter().collect::<Vec<_>>())?;
    let bytes = model.to_bytes();
    std::fs::write(value("--out").ok_or("--out FILE?")?, &bytes)?;
    println!("{} pages, {} bytes", pastes.len(), bytes.len());
    Ok(())
}

/// How many line models the candidates of the rankings come from: each page is read by one that has not seen its site.
const FOLDS: u64 = 5;

/// The fold of a site: FNV-1a of its name, so that it stays the same whatever else is in the data.
fn fold_of(site: &str, folds: u64) -> u64 {
    site.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
        % folds
}

/// A model in parts: the line model's three sections, and the rankings of headline, byline and day.
#[derive(Clone)]
struct Parts {
    lines: [Vec<u8>; 3],
    rankings: [Ranking; 3],
}

impl Parts {
    /// A line model trained with these pages, without rankings.
    fn train(pastes: &[&Paste]) -> Self {
        let sequences: Vec<Sequence> = pastes.iter().flat_map(|paste| sequences(paste)).collect();
        Self { lines: train(&sequences), rankings: Default::default() }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let [transitions, features, weights] = &self.lines;
        let [title, byline, date] = &self.rankings;
        FORMAT.write(
            fingerprint(),
            [
                transitions,
                features,
                weights,
                &title.features,
                &title.weights,
                &byline.features,
                &byline.weights,
                &date.features,
                &date.weights,
            ],
        )
    }
}

/// Line models, each trained without the sites of one fold.
struct Folds(Vec<Parts>);

impl Folds {
    fn train(pastes: &[Paste], folds: u64) -> Result<Self> {
        let model = |fold| {
            let others: Vec<&Paste> = pastes.iter().filter(|paste| fold_of(&paste.site, folds) != fold).collect();
            eprintln!("line model without fold {fold}");
            Parts::train(&others)
        };
        // On two processors, to be sure.
        let mut models: Vec<Parts> = Vec::new();
        let numbers: Vec<u64> = (0..folds).collect();
        for pair in numbers.chunks(2) {
            let trained: Vec<Parts> = std::thread::scope(|scope| {
                let threads: Vec<_> = pair.iter().map(|fold| scope.spawn(|| model(*fold))).collect();
                threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
            });
            models.extend(trained);
        }
        if models.len() == numbers.len() { Ok(Self(models)) } else { Err("a training stopped".into()) }
    }

    fn model_of(&self, site: &str) -> Result<Parts> {
        let fold = usize::try_from(fold_of(site, self.0.len() as u64))?;
        self.0.get(fold).cloned().ok_or_else(|| "no such fold".into())
    }

    /// The rankings, one after the other: what a byline's candidates look like depends on the headline that is chosen.
    fn rankings(&self, pastes: &[&Paste]) -> Result<[Ranking; 3]> {
        let mut rankings: [Ranking; 3] = Default::default();
        for stage in 0..rankings.len() {
            let mut samples = Vec::new();
            for paste in pastes {
                let mut model = self.model_of(&paste.site)?;
                model.rankings = rankings.clone();
                let model = model.to_bytes();
                for (from, to, headed) in crops(paste) {
                    let text = joined(paste.lines.get(from..to).unwrap_or_default());
                    let candidates = candidates(&text, &model)?;
                    samples.extend(sample(stage, paste, candidates, headed));
                }
            }
            if let Some(ranking) = rankings.get_mut(stage) {
                *ranking = ranking::train(&samples, &RANKING);
                eprintln!("ranking {stage}: {} pages, {} weights", samples.len(), ranking.weights.len());
            }
        }
        Ok(rankings)
    }
}

/// How much a page counts whose byline is on no line that reads as one: it teaches silence, also where the name is only written oddly.
const UNREACHABLE: f64 = 0.3;

/// What the ranking of a stage learns from a page, or from a part of it with or without its head.
fn sample(stage: usize, paste: &Paste, candidates: Candidates, headed: bool) -> Option<Sample> {
    let Candidates { titles, bylines, dates } = candidates;
    let site = &paste.site;
    match (stage, &paste.title, &paste.byline, &paste.date) {
        // Where no line is the headline that is wanted, it is told in other words: nothing can be learnt.
        (0, Some(title), _, _) => Some(judged(site, titles, |found| headed && is_title(title, found)))
            .filter(|sample| !headed || sample.is_reachable()),
        (1, _, Some(byline), _) => {
            let mut sample = judged(site, bylines, |found| is_byline(byline, found));
            if !sample.is_reachable() {
                sample.weight = UNREACHABLE;
            }
            Some(sample)
        }
        (2, _, _, Some(date)) => Some(judged(site, dates, |found| is_day(date, found))),
        // A page with a headline and a day is known well enough: it is signed by nobody.
        (1, Some(_), None, Some(_)) => Some(judged(site, bylines, |_| false)),
        _ => None,
    }
}

/// The page itself, the article alone and with its headline, as ranges of lines, each with whether the headline is in it.
fn crops(paste: &Paste) -> Vec<(usize, usize, bool)> {
    let is_body = |line: &GoldLine| line.label == "body" && line.role.as_deref() != Some("title");
    let mut crops = vec![(0, paste.lines.len(), true)];
    let Some(first) = paste.lines.iter().position(is_body) else { return crops };
    let last = paste.lines.iter().rposition(is_body).unwrap_or(first);
    let title = paste.lines.iter().take(first).rposition(|line| line.role.as_deref() == Some("title"));
    if let (Some(title), true) = (title, last > first + 4) {
        crops.push((title, last + 1, true));
        crops.push((title.saturating_sub(6), (last + 12).min(paste.lines.len()), true));
        crops.push((first, last + 1, false));
    }
    crops
}

fn cross_validate(pastes: &[Paste], pages: &[HtmlPage], folds: u64, predictions: &str) -> Result<()> {
    let mut out = std::io::BufWriter::new(std::fs::File::create(predictions)?);
    let models = Folds::train(pastes, folds)?;
    let (mut alone, mut headed) = (0, 0);
    for (fold, model) in (0..folds).zip(&models.0) {
        let others: Vec<&Paste> = pastes.iter().filter(|paste| fold_of(&paste.site, folds) != fold).collect();
        let model = Parts { lines: model.lines.clone(), rankings: models.rankings(&others)? }.to_bytes();
        for paste in pastes.iter().filter(|paste| fold_of(&paste.site, folds) == fold) {
            let text = joined(&paste.lines);
            let (text, article) = read_text(&text, &model)?;
            let spans: Vec<(usize, usize)> = body(&article).collect();
            let mut keep = Vec::new();
            let mut position = 0;
            for (index, line) in paste.lines.iter().enumerate() {
                let middle = position + line.text.len() / 2;
                position += line.text.len() + 1;
                if !line.text.trim().is_empty() && spans.iter().any(|(start, end)| (*start..*end).contains(&middle)) {
                    keep.push(index);
                }
            }
            write_prediction(&mut out, &paste.id, Some(keep), &text, &article)?;
            // The article alone has no headline.
            for (from, to, _) in crops(paste).into_iter().filter(|(_, _, headed)| !headed) {
                let text = joined(paste.lines.get(from..to).unwrap_or_default());
                alone += 1;
                headed += usize::from(read_text(&text, &model)?.1.title.is_some());
            }
        }
        // A page of HTML is held back with its paste, or by its own address when it has none.
        let sites: HashMap<&str, &str> = pastes.iter().map(|paste| (paste.id.as_str(), paste.site.as_str())).collect();
        let site_of =
            |page: &HtmlPage| sites.get(page.id.as_str()).map_or_else(|| host(page), |site| (*site).to_owned());
        for page in pages.iter().filter(|page| fold_of(&site_of(page), folds) == fold) {
            let (text, article) = read_html(&page.html, page.url.as_deref(), &model)?;
            write_prediction(&mut out, &page.id, None, &text, &article)?;
        }
        println!("fold {fold}: {} pages, {} bytes", others.len(), model.len());
    }
    println!("{alone} articles without their headline, {headed} of them given one");
    Ok(())
}

fn body(article: &Article) -> impl Iterator<Item = (usize, usize)> {
    article.blocks.iter().filter(|block| block.kind.is_body()).map(|block| (block.start, block.end))
}

fn write_prediction(
    out: &mut impl Write,
    id: &str,
    keep: Option<Vec<usize>>,
    text: &str,
    article: &Article,
) -> Result<()> {
    let blocks: Vec<&str> = body(article).filter_map(|(start, end)| text.get(start..end)).collect();
    let authors: Vec<&str> = article.authors.iter().map(|author| author.value.as_str()).collect();
    let prediction = Prediction {
        id,
        keep,
        body: blocks.join("\n\n"),
        title: article.title.as_ref().map(|title| title.value.clone()),
        byline: authors.join(", "),
        date: article.published.as_ref().map(|published| published.value.clone()),
    };
    serde_json::to_writer(&mut *out, &prediction)?;
    out.write_all(b"\n")?;
    Ok(())
}

fn host(page: &HtmlPage) -> String {
    let url = page.url.as_deref().unwrap_or("");
    let host = url.split_once("://").map_or(url, |(_, rest)| rest).split('/').next().unwrap_or("");
    let labels: Vec<&str> = host.split('.').collect();
    labels.get(labels.len().saturating_sub(2)..).unwrap_or_default().join(".")
}

fn joined(lines: &[GoldLine]) -> String {
    lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// The page itself and its crops.
fn sequences(paste: &Paste) -> Vec<Sequence> {
    let is_body = |line: &GoldLine| line.label == "body" && line.role.as_deref() != Some("title");
    let first = paste.lines.iter().position(is_body);
    let last = paste.lines.iter().rposition(is_body);
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let title = paste.lines.iter().take(first).rposition(|line| line.role.as_deref() == Some("title"));
    let mut crops = vec![(0, paste.lines.len())];
    if last > first + 4 {
        crops.push((first, last + 1));
        crops.push((title.unwrap_or(first), last + 1));
        crops.push((title.unwrap_or(first).saturating_sub(6), (last + 12).min(paste.lines.len())));
    }
    let sequence = |(from, to): (usize, usize)| sequence(&paste.site, paste.lines.get(from..to)?);
    crops.into_iter().filter_map(sequence).collect()
}

fn sequence(site: &str, gold: &[GoldLine]) -> Option<Sequence> {
    let text = joined(gold);
    let mut starts = Vec::new();
    let mut position = 0;
    for line in gold {
        starts.push(position);
        position += line.text.len() + 1;
    }
    let mut found: Vec<(Vec<u32>, bool)> = Vec::new();
    for (span, features) in lines(&text) {
        // A joined line is body when most of its characters are.
        let first = starts.partition_point(|start| *start <= span.start).saturating_sub(1);
        let (mut inside, mut all) = (0, 0);
        for (line, start) in gold.iter().zip(&starts).skip(first) {
            if *start >= span.end {
                break;
            }
            all += line.text.len();
            inside += if line.label == "body" && line.role.as_deref() != Some("title") { line.text.len() } else { 0 };
        }
        found.push((features, inside * 2 > all));
    }
    let first = found.iter().position(|(_, body)| *body)?;
    let last = found.iter().rposition(|(_, body)| *body)?;
    let state = |index: usize, body: bool| match body {
        true => BODY,
        false if index < first => BEFORE,
        false if index > last => AFTER,
        false => ASIDE,
    };
    let lines = found.into_iter().enumerate().map(|(index, (features, body))| (features, state(index, body))).collect();
    Some(Sequence { site: site.to_owned(), lines })
}

/// Weights, their gradient on the current sequence and their AdaGrad sums.
#[derive(Clone, Copy, Default)]
struct Row {
    weight: [f64; 4],
    gradient: [f64; 4],
    squares: [f64; 4],
    total: [f64; 4],
}

fn train(sequences: &[Sequence]) -> [Vec<u8>; 3] {
    let mut sites: HashMap<u32, BTreeSet<&str>> = HashMap::new();
    for sequence in sequences {
        for feature in sequence.lines.iter().flat_map(|(features, _)| features) {
            let sites = sites.entry(*feature).or_default();
            if sites.len() < MIN_SITES {
                sites.insert(&sequence.site);
            }
        }
    }
    let mut hashes: Vec<u32> =
        sites.iter().filter(|(hash, sites)| **hash != 0 && sites.len() >= MIN_SITES).map(|(hash, _)| *hash).collect();
    hashes.sort_unstable();
    let index: BTreeMap<u32, u32> = hashes.iter().copied().zip(0..).collect();
    let data: Vec<Vec<(Vec<u32>, usize)>> = sequences
        .iter()
        .map(|sequence| {
            let known =
                |features: &Vec<u32>| features.iter().filter_map(|feature| index.get(feature).copied()).collect();
            sequence.lines.iter().map(|(features, state)| (known(features), *state)).collect()
        })
        .collect();

    let mut rows = vec![Row::default(); hashes.len()];
    let mut transitions = Row4::default();
    let mut order: Vec<usize> = (0..data.len()).collect();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut averaged = 0.0;
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let mut wrong = 0.0;
        let mut count = 0;
        for sequence in order.iter().filter_map(|index| data.get(*index)) {
            let mut seen = |(features, state): &(Vec<u32>, usize)| {
                (features.iter().copied().filter(|_| random.share() >= DROPPED).collect(), *state)
            };
            let sequence: Vec<(Vec<u32>, usize)> = sequence.iter().map(&mut seen).collect();
            wrong += step(&sequence, &mut rows, &mut transitions);
            count += sequence.len();
        }
        if epoch + 1 == EPOCHS {
            eprintln!("epoch {epoch}: {wrong} of {count} lines wrong");
        }
        if epoch >= EPOCHS / 3 {
            averaged += 1.0;
            rows.iter_mut().for_each(|row| add(&mut row.total, row.weight));
            transitions.average();
        }
    }
    // All features are there when the model is used.
    rows.iter_mut().for_each(|row| row.weight = row.total.map(|total| total / averaged * (1.0 - DROPPED)));
    write(&hashes, &rows, &transitions.total.map(|row| row.map(|total| total / averaged)))
}

fn add(to: &mut [f64; 4], from: [f64; 4]) {
    to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
}

/// Transition weights and their AdaGrad sums.
#[derive(Default)]
struct Row4 {
    weight: [[f64; 4]; 4],
    squares: [[f64; 4]; 4],
    total: [[f64; 4]; 4],
}

impl Row4 {
    fn average(&mut self) {
        self.total.iter_mut().zip(self.weight).for_each(|(total, weight)| add(total, weight));
    }
}

const NEVER: f64 = -1e12;

fn log_sum(values: [f64; 4]) -> f64 {
    let most = values.into_iter().fold(NEVER, f64::max);
    most + values.into_iter().map(|value| (value - most).exp()).sum::<f64>().ln()
}

fn gate(allowed: bool) -> f64 {
    if allowed { 0.0 } else { NEVER }
}

/// One step up the log-likelihood of one sequence.
fn step(sequence: &[(Vec<u32>, usize)], rows: &mut [Row], transitions: &mut Row4) -> f64 {
    let emissions: Vec<[f64; 4]> = sequence
        .iter()
        .map(|(features, _)| {
            let mut sums = [0.0; 4];
            features
                .iter()
                .filter_map(|feature| rows.get(*feature as usize))
                .for_each(|row| add(&mut sums, row.weight));
            sums
        })
        .collect();
    let weight = |from: usize, to: usize| {
        let allowed = ALLOWED.get(from).and_then(|row| row.get(to)).copied().unwrap_or(false);
        transitions.weight.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0.0) + gate(allowed)
    };
    let matrix: [[f64; 4]; 4] = std::array::from_fn(|from| std::array::from_fn(|to| weight(from, to)));
    let states = [BEFORE, BODY, ASIDE, AFTER];
    let mut alphas: Vec<[f64; 4]> = Vec::with_capacity(emissions.len());
    for emission in &emissions {
        let alpha = match alphas.last() {
            None => states.map(|state| {
                emission.get(state).copied().unwrap_or(0.0) + gate(FIRST.get(state).copied().unwrap_or(false))
            }),
            Some(before) => states.map(|to| {
                let into = states.map(|from| {
                    before.get(from).copied().unwrap_or(NEVER)
                        + matrix.get(from).and_then(|row| row.get(to)).copied().unwrap_or(NEVER)
                });
                emission.get(to).copied().unwrap_or(0.0) + log_sum(into)
            }),
        };
        alphas.push(alpha);
    }
    let mut beta: [f64; 4] = states.map(|state| gate(LAST.get(state).copied().unwrap_or(false)));
    let Some(last) = alphas.last() else { return 0.0 };
    let mut with_end = *last;
    add(&mut with_end, beta);
    let all = log_sum(with_end);
    let mut wrong = 0.0;
    let mut transition_gradient = [[0.0_f64; 4]; 4];
    for (at, ((features, gold), alpha)) in sequence.iter().zip(&alphas).enumerate().rev() {
        // What the model expects of this line against what is so.
        let mut gradient = [0.0_f64; 4];
        for ((state, gradient), (alpha, beta)) in gradient.iter_mut().enumerate().zip(alpha.iter().zip(beta)) {
            *gradient = f64::from(u8::from(state == *gold)) - (alpha + beta - all).exp();
        }
        wrong += gradient.get(*gold).copied().unwrap_or(0.0);
        for feature in features {
            if let Some(row) = rows.get_mut(*feature as usize) {
                add(&mut row.gradient, gradient);
            }
        }
        let Some((before, (_, gold_before))) =
            at.checked_sub(1).and_then(|at| Some((alphas.get(at)?, sequence.get(at)?)))
        else {
            break;
        };
        let Some(emission) = emissions.get(at) else { break };
        let mut ahead = *emission;
        add(&mut ahead, beta);
        for (from, (row, gradients)) in matrix.iter().zip(&mut transition_gradient).enumerate() {
            for (to, (weight, gradient)) in row.iter().zip(gradients).enumerate() {
                let before = before.get(from).copied().unwrap_or(NEVER);
                let expected = (before + weight + ahead.get(to).copied().unwrap_or(NEVER) - all).exp();
                *gradient += f64::from(u8::from(from == *gold_before && to == *gold)) - expected;
            }
        }
        beta = matrix.map(|row| {
            let mut out = row;
            add(&mut out, ahead);
            log_sum(out)
        });
    }
    for feature in sequence.iter().flat_map(|(features, _)| features) {
        if let Some(row) = rows.get_mut(*feature as usize)
            && row.gradient != [0.0; 4]
        {
            let gradient = std::mem::take(&mut row.gradient);
            update(&mut row.weight, &mut row.squares, gradient);
        }
    }
    let rows = transitions.weight.iter_mut().zip(&mut transitions.squares).zip(transition_gradient);
    rows.for_each(|((weight, squares), gradient)| update(weight, squares, gradient));
    wrong
}

fn update(weights: &mut [f64; 4], squares: &mut [f64; 4], gradient: [f64; 4]) {
    for ((weight, square), gradient) in weights.iter_mut().zip(squares).zip(gradient) {
        if gradient.abs() < 1e-5 {
            continue;
        }
        let gradient = gradient - DECAY * *weight;
        *square += gradient * gradient;
        *weight += RATE * gradient / (square.sqrt() + 1.0);
    }
}

/// The sections of the line model; see `newsglass::article_training`.
fn write(hashes: &[u32], rows: &[Row], transitions: &[[f64; 4]; 4]) -> [Vec<u8>; 3] {
    #[expect(clippy::cast_possible_truncation, reason = "weights are small, and a clamp is what is wanted")]
    let whole = |weight: f64, most: f64| (weight * SCALE).round().clamp(-most, most) as i32;
    let mut kept: Vec<(u32, [i32; 4])> = Vec::new();
    for (hash, row) in hashes.iter().zip(rows) {
        let weights = row.weight.map(|weight| whole(weight, 127.0));
        if weights.iter().any(|weight| *weight != 0) {
            kept.push((*hash, weights));
        }
    }
    let transitions = transitions.iter().flatten();
    let transitions: Vec<u8> = transitions.flat_map(|weight| whole(*weight, 1e6).to_le_bytes()).collect();
    let features: Vec<u8> = kept.iter().flat_map(|(hash, _)| hash.to_le_bytes()).collect();
    let weights = kept.iter().flat_map(|(_, weights)| weights);
    let weights: Vec<u8> = weights.flat_map(|weight| i8::try_from(*weight).unwrap_or(0).to_le_bytes()).collect();
    [transitions, features, weights]
}
