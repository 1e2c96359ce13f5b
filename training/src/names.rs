//! Trains the tagger: a conditional random field over hashed features, by AdaGrad (Duchi, Hazan and Singer, 2011).
//!
//! Corpora disagree by design, so each gold corpus has features of its own beside the shared ones, which take up its peculiarities and
//! are left out of what ships. Corpora that do not mark all kinds leave open whether an unmarked word is one of the missing kind: the
//! gradient is that of all label sequences the marks allow.

#![allow(clippy::indexing_slicing)] // A crash here is a defect of a program that nobody but its authors runs.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use newsglass::Span;
use newsglass::training::names::{
    Features, LABELS, Model, NameKind, Prepared, SCALE, Weights, allowed, fingerprint, tag,
};

use random::Random;
use texts::{CORPORA, LABELLED, Marked, Trust, read_corpus, read_silver, trim};

use crate::failure::Failure;

mod clusters;
mod marked;
pub(crate) mod random;
pub(crate) mod texts;

/// Label sets are bits: bit 0 outside, then begin and inside of each kind.
const OUTSIDE: u16 = 1;
const ANY: u16 = (1 << LABELS) - 1;
const OTHER: u16 = (1 << 7) | (1 << 8);

/// One sentence, ready to learn from.
struct Sentence {
    /// Feature rows of each token.
    features: Vec<Vec<u32>>,
    /// The labels each token may have.
    labels: Vec<u16>,
    weight: f32,
}

struct Settings {
    passes: usize,
    rate: f32,
    decay: f32,
    minimum: u8,
    rows: usize,
    silver: f32,
    dropout: f64,
    /// Weight of the labelled news and web text beside the machine-labelled news.
    gold: f32,
    /// How much of each corpus's own features goes into what ships.
    blend: [f32; CORPORA],
    /// Learn from the dev part of CrossNER as well, which is then no measure any more.
    whole: bool,
}

/// The command `names`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut settings = Settings {
        passes: 2,
        rate: 0.1,
        decay: 1e-6,
        minimum: 3,
        rows: 185_000,
        silver: 1.0,
        dropout: 0.4,
        gold: 2.0,
        blend: [0.0, 0.3, 0.5, 0.0, 0.0],
        whole: false,
    };
    let (mut data, mut out, mut vectors, mut score, mut taught, mut marked) = (None, None, None, None, None, None);
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--out" => out = Some(value()?.clone()),
            "--score" => score = Some(value()?.clone()),
            "--passes" => settings.passes = value()?.parse()?,
            "--rate" => settings.rate = value()?.parse()?,
            "--decay" => settings.decay = value()?.parse()?,
            "--minimum" => settings.minimum = value()?.parse()?,
            "--rows" => settings.rows = value()?.parse()?,
            "--dropout" => settings.dropout = value()?.parse()?,
            "--silver" => settings.silver = value()?.parse()?,
            "--gold" => settings.gold = value()?.parse()?,
            "--blend" => {
                for (share, value) in settings.blend.iter_mut().skip(1).zip(value()?.split(',')) {
                    *share = value.parse()?;
                }
            }
            "--whole" => settings.whole = true,
            "--vectors" => vectors = Some(value()?.clone()),
            "--labels" => taught = Some(value()?.clone()),
            "--marked" => marked = Some(value()?.clone()),
            _ => data = Some(argument.clone()),
        }
    }
    let data = data.ok_or("say where the data is")?;
    let data = Path::new(&data);
    if let Some(file) = marked {
        return marked::write(data, Path::new(&file));
    }
    let mut dev: Vec<(&str, Vec<Marked>)> = ["worldwide", "uner_ewt", "btc", "crossner"]
        .into_iter()
        .map(|name| Ok((name, read_corpus(data, name, "dev")?)))
        .collect::<Result<_, Failure>>()?;
    let silver = taught.map_or_else(|| data.join("silver/news.jsonl"), PathBuf::from);
    let silver = read_silver(&silver)?;
    let (held, silver) = hold_back(silver, if settings.whole { usize::MAX } else { 20 });
    if !held.is_empty() {
        dev.push(("news labelled by machine", held));
    }
    if let Some(file) = score {
        return report(&std::fs::read(file)?, &dev);
    }

    let mut corpora = vec![(0, settings.silver, silver)];
    for (index, corpus) in LABELLED.iter().enumerate() {
        let mut texts = read_corpus(data, corpus.name, "train")?;
        if settings.whole && corpus.name == "crossner" {
            texts.extend(read_corpus(data, corpus.name, "dev")?);
        }
        corpora.push((index + 1, corpus.weight.unwrap_or(settings.gold), texts));
    }
    let clusters = match vectors {
        Some(folder) => clusters::clusters(Path::new(&folder), corpora.iter().flat_map(|(_, _, texts)| texts))?,
        None => Vec::new(),
    };
    eprintln!("{} words with a cluster", clusters.len());
    let table = Model { clusters: clusters.clone(), ..Model::default() }.to_bytes(0);
    let known = Weights::read(&table)?.clusters();

    // Features that occur fewer than `minimum` times say more about one text than about the language.
    let mut counts = vec![0_u8; 1 << 26];
    let mut features = Features::default();
    for (corpus, _, texts) in &corpora {
        for marked in texts {
            let prepared = Prepared::new(&marked.text, &known);
            for token in 0..prepared.tokens.len() {
                emit(&prepared, token, *corpus, &mut features);
                for hash in &features.hashes {
                    if let Some(count) = counts.get_mut((hash >> 6) as usize) {
                        *count = count.saturating_add(1);
                    }
                }
            }
        }
    }
    let mut index = Index::default();
    let mut sentences = Vec::new();
    for (corpus, weight, texts) in &corpora {
        for marked in texts {
            let prepared = Prepared::new(&marked.text, &known);
            let labels = labels(&prepared, marked, others_unmarked(*corpus));
            for range in &prepared.sentences {
                let mut rows = Vec::new();
                for token in range.clone() {
                    let shared = emit(&prepared, token, *corpus, &mut features);
                    let often = |hash: u32| counts[(hash >> 6) as usize] >= settings.minimum;
                    let kept = features.hashes.iter().enumerate().filter(|&(_, &hash)| often(hash));
                    let base = |position: usize| {
                        (position.checked_sub(shared).map_or(0, |own| features.hashes[OWN[own]]), *corpus)
                    };
                    rows.push(
                        kept.map(|(position, &hash)| index.row(hash, position < shared, base(position))).collect(),
                    );
                }
                sentences.push(Sentence {
                    features: rows,
                    labels: labels.get(range.clone()).unwrap_or_default().to_vec(),
                    weight: *weight,
                });
            }
        }
    }
    drop(counts);
    let tokens: usize = sentences.iter().map(|sentence| sentence.labels.len()).sum();
    eprintln!("{} sentences, {tokens} tokens, {} features", sentences.len(), index.shared.len());

    let (averaged, kept) = train(sentences, &index, &settings);
    for blend in [[0.0; CORPORA], settings.blend] {
        let bytes = averaged.model_of(&index, &kept, blend, &clusters).to_bytes(fingerprint());
        eprintln!("blend {blend:?}: {} bytes", bytes.len());
        report(&bytes, &dev)?;
        if let Some(out) = out.as_ref().filter(|_| blend == settings.blend) {
            std::fs::write(out, bytes)?;
        }
    }
    Ok(())
}

/// The mean of the last passes, and which rows stay.
fn train(mut sentences: Vec<Sentence>, index: &Index, settings: &Settings) -> (Learner, Vec<bool>) {
    let tokens: usize = sentences.iter().map(|sentence| sentence.labels.len()).sum();
    let mut learner = Learner::new(index.shared.len());
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    for pass in 0..settings.passes {
        random.shuffle(&mut sentences);
        let loss = learner.pass(&sentences, settings);
        eprintln!("pass {}: loss {:.4} a token", pass + 1, loss / tokens as f64);
    }
    // The strongest rows stay, and learn to do without the rest; what ships is the mean of the way.
    let kept = learner.prune(index, settings.rows);
    let mut averaged = Learner::new(index.shared.len());
    for pass in 0..2 {
        random.shuffle(&mut sentences);
        for part in sentences.chunks(sentences.len().div_ceil(PARTS)) {
            learner.pass_over(part, settings, Some(&kept));
            if pass == 1 {
                averaged.add(&learner, 1.0 / PARTS as f32);
            }
        }
    }
    (averaged, kept)
}

fn others_unmarked(corpus: usize) -> bool {
    corpus.checked_sub(1).is_some_and(|index| LABELLED[index].others_unmarked)
}

/// Into how many parts the last pass falls, at the end of each of which the weights count for the mean.
const PARTS: usize = 8;

/// Templates of which each corpus has its own.
const OWN: [usize; 4] = [0, 1, 2, 7];

/// Numbers for feature hashes.
#[derive(Default)]
struct Index {
    rows: HashMap<u32, u32>,
    /// Whether the row ships, or belongs to one corpus.
    shared: Vec<bool>,
    /// For rows of one corpus: the hash of the shared row beside it, and the corpus.
    base: Vec<(u32, usize)>,
}

impl Index {
    fn row(&mut self, hash: u32, shared: bool, base: (u32, usize)) -> u32 {
        let next = self.shared.len() as u32;
        let row = *self.rows.entry(hash).or_insert(next);
        if row == next {
            self.shared.push(shared);
            self.base.push(base);
        }
        row
    }
}

/// The features of a token, then those of its corpus; returns how many are shared. Corpus 0 has none of its own.
fn emit(prepared: &Prepared, token: usize, corpus: usize, features: &mut Features) -> usize {
    prepared.emit(token, features);
    let shared = features.hashes.len();
    if corpus > 0 {
        // The word, its shape, the word before and the constant: the first templates.
        for position in OWN {
            if let Some(&hash) = features.hashes.get(position) {
                features
                    .hashes
                    .push((hash ^ (corpus as u32).wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b).rotate_left(13));
            }
        }
    }
    shared
}

/// The labels each token may have.
fn labels(prepared: &Prepared, marked: &Marked, others_unmarked: bool) -> Vec<u16> {
    let outside = if others_unmarked { OUTSIDE | OTHER } else { OUTSIDE };
    let mut labels = vec![outside; prepared.tokens.len()];
    for name in &marked.names {
        let first = prepared.tokens.partition_point(|token| token.end <= name.span.start);
        let end = prepared.tokens.partition_point(|token| token.start < name.span.end);
        let exact = prepared.tokens.get(first).is_some_and(|token| token.start == name.span.start)
            && end
                .checked_sub(1)
                .and_then(|last| prepared.tokens.get(last))
                .is_some_and(|token| token.end == name.span.end);
        let begin = 1_u16 << (1 + 2 * name.kind as u16);
        for (index, label) in labels.get_mut(first..end).unwrap_or_default().iter_mut().enumerate() {
            let own = if index == 0 { begin } else { begin << 1 };
            *label = match name.trust {
                _ if !exact => ANY,
                Trust::Sure => own,
                Trust::Doubtful => own | OUTSIDE,
                Trust::Open => ANY,
            };
        }
    }
    labels
}

struct Learner {
    weights: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    transitions: [[f32; LABELS]; LABELS],
    transition_squares: [[f32; LABELS]; LABELS],
    start: [f32; LABELS],
    start_squares: [f32; LABELS],
    random: Random,
}

impl Learner {
    fn new(features: usize) -> Self {
        Self {
            weights: vec![[0.0; LABELS]; features],
            squares: vec![[0.0; LABELS]; features],
            transitions: Default::default(),
            transition_squares: Default::default(),
            start: Default::default(),
            start_squares: Default::default(),
            random: Random(0x9e37_79b9_7f4a_7c15),
        }
    }

    fn pass(&mut self, sentences: &[Sentence], settings: &Settings) -> f64 {
        self.pass_over(sentences, settings, None)
    }

    fn pass_over(&mut self, sentences: &[Sentence], settings: &Settings, kept: Option<&[bool]>) -> f64 {
        sentences.iter().map(|sentence| self.learn(sentence, settings, kept)).sum()
    }

    fn learn(&mut self, sentence: &Sentence, settings: &Settings, kept: Option<&[bool]>) -> f64 {
        let mut local: Vec<[f64; LABELS]> = Vec::with_capacity(sentence.features.len());
        let is_kept = |id: u32| kept.is_none_or(|kept| kept[id as usize]);
        // Some features are withheld at random, so that none leans on another that always comes with it (Srivastava et al., 2014).
        let withheld = (settings.dropout * u32::MAX as f64) as u64;
        let mut features: Vec<Vec<u32>> = Vec::with_capacity(sentence.features.len());
        for rows in &sentence.features {
            let chosen =
                rows.iter().copied().filter(|&id| is_kept(id) && (self.random.next() >> 32) >= withheld).collect();
            features.push(chosen);
        }
        let scale = 1.0 / (1.0 - settings.dropout);
        for rows in &features {
            let mut sum = [0.0_f64; LABELS];
            for &id in rows {
                for (sum, weight) in sum.iter_mut().zip(&self.weights[id as usize]) {
                    *sum += f64::from(*weight) * scale;
                }
            }
            let top = sum.iter().copied().fold(f64::MIN, f64::max);
            local.push(sum.map(|score| (score - top).exp()));
        }
        if local.is_empty() {
            return 0.0;
        }
        let ahead: [[f64; LABELS]; LABELS] = std::array::from_fn(|from| {
            std::array::from_fn(
                |to| if allowed(Some(from), to) { f64::from(self.transitions[from][to]).exp() } else { 0.0 },
            )
        });
        let first: [f64; LABELS] =
            std::array::from_fn(|to| if allowed(None, to) { f64::from(self.start[to]).exp() } else { 0.0 });
        let all = Lattice::new(&local, &ahead, &first, None);
        let right = Lattice::new(&local, &ahead, &first, Some(&sentence.labels));
        let (Some(all), Some(right)) = (all, right) else { return 0.0 };
        let step = |weight: &mut f32, square: &mut f32, gradient: f32| {
            let gradient = gradient * sentence.weight + settings.decay * *weight;
            *square += gradient * gradient;
            *weight -= settings.rate * gradient / (square.sqrt() + 1e-6);
        };
        for (index, rows) in features.iter().enumerate() {
            let gradient: [f32; LABELS] =
                std::array::from_fn(|label| (all.labels[index][label] - right.labels[index][label]) as f32);
            if gradient.iter().all(|value| value.abs() < 1e-3) {
                continue;
            }
            for &id in rows {
                let (weights, squares) = (&mut self.weights[id as usize], &mut self.squares[id as usize]);
                for label in 0..LABELS {
                    step(&mut weights[label], &mut squares[label], gradient[label]);
                }
            }
        }
        for to in 0..LABELS {
            step(&mut self.start[to], &mut self.start_squares[to], (all.labels[0][to] - right.labels[0][to]) as f32);
            for from in 0..LABELS {
                if allowed(Some(from), to) {
                    let gradient = (all.pairs[from][to] - right.pairs[from][to]) as f32;
                    step(&mut self.transitions[from][to], &mut self.transition_squares[from][to], gradient);
                }
            }
        }
        all.total - right.total
    }

    /// Which rows stay when only `rows` may: those that move scores most, over all the data they were seen in.
    fn prune(&self, index: &Index, rows: usize) -> Vec<bool> {
        let shared = &index.shared;
        let mut strength: Vec<(f32, u32)> = (0..self.weights.len())
            .filter(|&id| shared[id])
            .map(|id| {
                let spread = self.weights[id].iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
                // The sum of squared gradients grows with how often the row was needed.
                let used: f32 = self.squares[id].iter().sum();
                (spread * used.sqrt().sqrt(), id as u32)
            })
            .collect();
        strength.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept: Vec<bool> = shared.iter().map(|shared| !shared).collect();
        strength.iter().take(rows).for_each(|&(_, id)| kept[id as usize] = true);
        kept
    }

    /// Adds the other's weights times `share`.
    fn add(&mut self, other: &Self, share: f32) {
        let rows = self
            .weights
            .iter_mut()
            .zip(&other.weights)
            .chain(self.transitions.iter_mut().zip(&other.transitions))
            .chain([(&mut self.start, &other.start)]);
        for (sums, row) in rows {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += share * value;
            }
        }
    }

    fn model_of(&self, index: &Index, kept: &[bool], blend: [f32; CORPORA], clusters: &[(u32, [u8; 2])]) -> Model {
        let shared = &index.shared;
        let quantized = |weight: f32| (f64::from(weight) * SCALE).round();
        let mut sums: HashMap<u32, [f32; LABELS]> = HashMap::new();
        for (&hash, &id) in index.rows.iter().filter(|(_, id)| kept[**id as usize] && shared[**id as usize]) {
            sums.insert(hash, self.weights[id as usize]);
        }
        for id in (0..shared.len()).filter(|&id| !shared[id]) {
            let (hash, corpus) = index.base[id];
            if blend[corpus] != 0.0
                && let Some(sum) = sums.get_mut(&hash)
            {
                for (sum, weight) in sum.iter_mut().zip(&self.weights[id]) {
                    *sum += blend[corpus] * weight;
                }
            }
        }
        let mut rows: Vec<(u32, [i8; LABELS])> = sums
            .into_iter()
            .map(|(hash, row)| (hash, row.map(|weight| quantized(weight).clamp(-127.0, 127.0) as i8)))
            .filter(|(_, row)| row.iter().any(|weight| *weight != 0))
            .collect();
        rows.sort_unstable();
        Model {
            rows,
            start: self.start.map(|weight| quantized(weight) as i16),
            transitions: self.transitions.map(|row| row.map(|weight| quantized(weight) as i16)),
            clusters: clusters.to_vec(),
        }
    }
}

/// Sums over all label sequences a sentence may have.
struct Lattice {
    /// Probability of each label at each token.
    labels: Vec<[f64; LABELS]>,
    /// Expected number of each pair of neighbours.
    pairs: [[f64; LABELS]; LABELS],
    /// Logarithm of the sum.
    total: f64,
}

impl Lattice {
    fn new(
        local: &[[f64; LABELS]],
        ahead: &[[f64; LABELS]; LABELS],
        first: &[f64; LABELS],
        masks: Option<&[u16]>,
    ) -> Option<Self> {
        let may = |index: usize, label: usize| masks.is_none_or(|masks| masks[index] & (1 << label) != 0);
        let length = local.len();
        let mut forward = vec![[0.0; LABELS]; length];
        let mut total = 0.0;
        for index in 0..length {
            let mut row = [0.0; LABELS];
            for to in (0..LABELS).filter(|&to| may(index, to)) {
                let before = if index == 0 {
                    first[to]
                } else {
                    (0..LABELS).map(|from| forward[index - 1][from] * ahead[from][to]).sum()
                };
                row[to] = before * local[index][to];
            }
            let sum: f64 = row.iter().sum();
            if sum <= 0.0 || !sum.is_finite() {
                return None;
            }
            total += sum.ln();
            forward[index] = row.map(|value| value / sum);
        }
        let mut labels = vec![[0.0; LABELS]; length];
        let mut pairs = [[0.0; LABELS]; LABELS];
        let mut backward = [1.0; LABELS];
        for index in (0..length).rev() {
            let mut row: [f64; LABELS] = std::array::from_fn(|label| forward[index][label] * backward[label]);
            let sum: f64 = row.iter().sum();
            row = row.map(|value| value / sum);
            labels[index] = row;
            if index > 0 {
                let weighted: [f64; LABELS] =
                    std::array::from_fn(|to| if may(index, to) { local[index][to] * backward[to] } else { 0.0 });
                let mut joint = [[0.0; LABELS]; LABELS];
                let mut sum = 0.0;
                for from in 0..LABELS {
                    for to in 0..LABELS {
                        joint[from][to] = forward[index - 1][from] * ahead[from][to] * weighted[to];
                        sum += joint[from][to];
                    }
                }
                for from in 0..LABELS {
                    for to in 0..LABELS {
                        pairs[from][to] += joint[from][to] / sum;
                    }
                }
                let back: [f64; LABELS] =
                    std::array::from_fn(|from| (0..LABELS).map(|to| ahead[from][to] * weighted[to]).sum());
                let sum: f64 = back.iter().sum();
                backward = back.map(|value| value / sum);
            }
        }
        Some(Self { labels, pairs, total })
    }
}

/// Every so many texts of several paragraphs apart from the rest: how much the tagger agrees with its teacher on news that it has not seen.
fn hold_back(texts: Vec<Marked>, every: usize) -> (Vec<Marked>, Vec<Marked>) {
    let mut long = 0_usize;
    texts.into_iter().partition(|marked| {
        let several = marked.text.matches('\n').count() > 5;
        long += usize::from(several);
        several && long.is_multiple_of(every)
    })
}

/// Prints exact-span scores: persons, organisations, places together, then each kind.
fn report(bytes: &[u8], dev: &[(&str, Vec<Marked>)]) -> Result<(), Failure> {
    let weights = Weights::read(bytes)?;
    for (name, texts) in dev {
        let mut counts = [[0_usize; 3]; 4];
        for marked in texts {
            let mut gold: Vec<(Span, NameKind)> = marked.names.iter().map(|name| (name.span, name.kind)).collect();
            let found: Vec<(Span, NameKind)> =
                tag(&marked.text, &weights).iter().map(|name| (trim(&marked.text, name.span), name.kind)).collect();
            gold.dedup();
            for (_, kind) in &gold {
                counts[*kind as usize][2] += 1;
            }
            for one in &found {
                counts[one.1 as usize][1] += 1;
                counts[one.1 as usize][0] += usize::from(gold.contains(one));
            }
        }
        let f1 = |counts: [usize; 3]| 200.0 * counts[0] as f64 / (counts[1] + counts[2]).max(1) as f64;
        let three = [0, 1, 2].map(|index| counts[0][index] + counts[1][index] + counts[2][index]);
        eprintln!(
            "  {name}: F3 {:.1} (PER {:.1}, ORG {:.1}, LOC {:.1}, other {:.1})",
            f1(three),
            f1(counts[0]),
            f1(counts[1]),
            f1(counts[2]),
            f1(counts[3])
        );
    }
    Ok(())
}
