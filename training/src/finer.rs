//! Trains what tells groups, events, products, works, laws and what is no name apart: a multinomial logistic regression by AdaGrad
//! (Duchi, Hazan and Singer, 2011).
//!
//! Labels: the fine types of CrossNER, Worldwide and WNUT-17, and machine-labelled news, where a word of the name, the noun before it or
//! an apposition after it says what it is (`training/data/finer.txt`). There half of the features are withheld at random, so that the
//! rest learns what the telling word says.

#![allow(clippy::indexing_slicing)] // A crash here is a defect of a program that nobody but its authors runs.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use newsglass::Span;
use newsglass::training::names::{
    FINER, FINER_KINDS, FINER_SCALE, FinerKind, NameKind, Weights, finer_features, finer_fingerprint, write_finer,
};

use crate::failure::Failure;
use crate::names::random::Random;
use crate::names::texts::{Marked, Trust, read_corpus, read_silver};

/// A name with its features, its kind and how much it counts.
struct Example {
    features: Vec<u32>,
    kind: usize,
    weight: f32,
    /// A rule labelled it, by words that are among its features.
    by_rule: bool,
}

/// The kind of a name, by its index, and whether a rule says it.
type Labeller<'l> = dyn Fn(&Marked, usize) -> Option<(FinerKind, bool)> + 'l;

struct Settings {
    passes: usize,
    rate: f32,
    decay: f32,
    minimum: u32,
    rows: usize,
    dropout: f64,
    silver: f32,
    /// Learn from the dev parts as well, which are then no measure any more.
    whole: bool,
}

/// The command `finer`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let mut settings = Settings {
        passes: 12,
        rate: 0.15,
        decay: 2e-4,
        minimum: 3,
        rows: 4_000,
        dropout: 0.7,
        silver: 0.5,
        whole: false,
    };
    let (mut data, mut names, mut out, mut without) = (None, None, None, Vec::new());
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--names" => names = Some(value()?.clone()),
            "--out" => out = Some(value()?.clone()),
            "--without" => without.push(value()?.clone()),
            "--passes" => settings.passes = value()?.parse()?,
            "--rate" => settings.rate = value()?.parse()?,
            "--decay" => settings.decay = value()?.parse()?,
            "--minimum" => settings.minimum = value()?.parse()?,
            "--rows" => settings.rows = value()?.parse()?,
            "--dropout" => settings.dropout = value()?.parse()?,
            "--whole" => settings.whole = true,
            "--silver" => settings.silver = value()?.parse()?,
            _ => data = Some(argument.clone()),
        }
    }
    let data = data.ok_or("say where the data is")?;
    let data = Path::new(&data);
    let names = std::fs::read(names.ok_or("say which model of names has the groups of words")?)?;
    let clusters = Weights::read(&names)?.clusters();
    let rules = Rules::of_list(include_str!("../data/finer.txt"))?;
    let left_out = lines_of(&without)?;

    let mut train = Vec::new();
    let mut dev: Vec<(&str, Vec<Example>)> = Vec::new();
    let add = |texts: &[Marked], weight: f32, kind: &Labeller<'_>| {
        let mut examples = Vec::new();
        for marked in texts {
            let kinds: Vec<_> = (0..marked.names.len()).map(|index| kind(marked, index)).collect();
            let spans: Vec<Span> = marked.names.iter().map(|name| name.span).collect();
            for (features, kind) in finer_features(&marked.text, &spans, &clusters).into_iter().zip(kinds) {
                if let (Some(features), Some((kind, by_rule))) = (features, kind) {
                    examples.push(Example { features, kind: kind as usize, weight, by_rule });
                }
            }
        }
        examples
    };
    let gold = |marked: &Marked, index: usize| rules.of_corpus(marked, index);
    for name in ["crossner", "worldwide", "wnut17"] {
        train.extend(add(&read_corpus(data, name, "train")?, 1.0, &gold));
        let kept_back = read_corpus(data, name, "dev")?;
        if settings.whole {
            train.extend(add(&kept_back, 1.0, &gold));
        }
        dev.push((name, add(&kept_back, 1.0, &gold)));
    }
    let mut silver = read_silver(&data.join("silver/news.jsonl"))?;
    silver.retain(|marked| !marked.text.lines().any(|line| line.len() > 80 && left_out.contains(line)));
    let (held, silver): (Vec<_>, Vec<_>) = silver.into_iter().enumerate().partition(|(index, _)| index % 20 == 0);
    let texts = |part: Vec<(usize, Marked)>| part.into_iter().map(|(_, marked)| marked).collect::<Vec<_>>();
    let ruled = |marked: &Marked, index: usize| rules.of_news(marked, index);
    train.extend(add(&texts(silver), settings.silver, &ruled));
    dev.push(("news, labelled by rule", add(&texts(held), 1.0, &ruled)));

    let mut counts = [0_usize; FINER_KINDS];
    train.iter().for_each(|example| counts[example.kind] += 1);
    eprintln!("{} examples: {counts:?} of {FINER:?}", train.len());
    let model = learn(train, &counts, &settings);
    for (name, examples) in &dev {
        report(name, examples, &model);
    }
    let bytes = write_finer(&model, finer_fingerprint());
    eprintln!("{} rows, {} bytes", model.len(), bytes.len());
    if let Some(out) = out {
        std::fs::write(out, bytes)?;
    }
    Ok(())
}

/// The lines of texts that are kept for measuring: the field `text` of each row of these files.
fn lines_of(files: &[String]) -> Result<HashSet<String>, Failure> {
    let mut lines = HashSet::new();
    for file in files {
        for row in std::fs::read_to_string(file)?.lines() {
            let row: serde_json::Value = serde_json::from_str(row)?;
            lines.extend(row["text"].as_str().unwrap_or_default().lines().map(|line| line.trim().to_owned()));
        }
    }
    Ok(lines)
}

/// Words that say what a name is, by where they stand.
#[derive(Default)]
struct Rules {
    last: HashMap<String, FinerKind>,
    first: HashMap<String, FinerKind>,
    any: HashMap<String, FinerKind>,
    alone: HashMap<String, FinerKind>,
    before: HashMap<String, FinerKind>,
    after: HashMap<String, FinerKind>,
}

impl Rules {
    fn of_list(content: &str) -> Result<Self, Failure> {
        let mut rules = Self::default();
        for line in content.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let parts: Vec<&str> = line.split('|').collect();
            let [kind, place, words] = parts[..] else { return Err(format!("not three parts: {line}").into()) };
            let kind = match kind {
                "event" => FinerKind::Event,
                "law" => FinerKind::Law,
                "product" => FinerKind::Product,
                "work" => FinerKind::Work,
                "nothing" => FinerKind::Nothing,
                _ => return Err(format!("no kind: {line}").into()),
            };
            let table = match place {
                "last" => &mut rules.last,
                "first" => &mut rules.first,
                "any" => &mut rules.any,
                "alone" => &mut rules.alone,
                "before" => &mut rules.before,
                "after" => &mut rules.after,
                _ => return Err(format!("no place: {line}").into()),
            };
            table.extend(words.split(' ').map(|word| (word.to_owned(), kind)));
        }
        Ok(rules)
    }

    /// What the words of a name say.
    fn of_words(&self, words: &[String]) -> Option<FinerKind> {
        let any = words.iter().find_map(|word| self.any.get(word).copied());
        let first = || words.first().filter(|_| words.len() > 1).and_then(|word| self.first.get(word).copied());
        let last = || words.last().filter(|_| words.len() > 1).and_then(|word| self.last.get(word).copied());
        let alone = || words.first().filter(|_| words.len() == 1).and_then(|word| self.alone.get(word).copied());
        any.or_else(last).or_else(first).or_else(alone)
    }

    /// The kind of a name of a corpus with fine types.
    fn of_corpus(&self, marked: &Marked, index: usize) -> Option<(FinerKind, bool)> {
        let name = &marked.names[index];
        let words = words_of(name.span.of(&marked.text));
        let kind = match name.label.as_str() {
            "NORP" => FinerKind::Group,
            "PRODUCT" | "PROGRAMLANG" | "product" => FinerKind::Product,
            "EVENT" | "ELECTION" | "CONFERENCE" => FinerKind::Event,
            "BOOK" | "ALBUM" | "SONG" | "POEM" | "MAGAZINE" | "ACADEMICJOURNAL" | "WORK_OF_ART" | "CREATIVE-WORK"
            | "creative-work" => FinerKind::Work,
            "LAW" => FinerKind::Law,
            "ALGORITHM" | "FIELD" | "TASK" | "METRICS" | "LITERARYGENRE" | "MUSICGENRE" | "MUSICALINSTRUMENT"
            | "CHEMICALCOMPOUND" | "CHEMICALELEMENT" | "PROTEIN" | "ENZYME" | "DISCIPLINE" | "THEORY" => {
                return name.span.of(&marked.text).contains(char::is_uppercase).then_some((FinerKind::Nothing, false));
            }
            "MISC" => return Some((self.of_words(&words)?, true)),
            _ => return None,
        };
        Some((kind, false))
    }

    /// The kind of a name that a machine labelled, by the words of it and around it.
    fn of_news(&self, marked: &Marked, index: usize) -> Option<(FinerKind, bool)> {
        let name = &marked.names[index];
        if name.kind != NameKind::Other || name.trust == Trust::Open {
            return None;
        }
        let (text, span) = (&marked.text, name.span);
        let marks = |c: char| matches!(c, '"' | '“' | '”' | '‘' | '’' | '\'' | ' ' | ',');
        let before =
            text.get(..span.start).unwrap_or_default().rsplit('\n').next().unwrap_or_default().trim_end_matches(marks);
        let noun = words_of(before.rsplit(' ').next().unwrap_or_default());
        let noun = noun.last().and_then(|word| self.before.get(word).copied());
        let after = text.get(span.end..).unwrap_or_default().lines().next().unwrap_or_default();
        let apposition = after.trim_start_matches(['"', '”', '’', '\'']).strip_prefix(',').and_then(|after| {
            let words: Vec<&str> = after.trim_start().split(' ').take(6).collect();
            let article = matches!(words.first().copied(), Some("a" | "an" | "the" | "his" | "her" | "their"));
            let mut words = words.into_iter().skip(1).take_while(|word| article && !word.ends_with(','));
            words.find_map(|word| words_of(word).first().and_then(|word| self.after.get(word).copied()))
        });
        let words = words_of(span.of(text));
        let kind = noun.or(apposition).or_else(|| self.of_words(&words))?;
        Some((kind, true))
    }
}

fn words_of(text: &str) -> Vec<String> {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_lowercase();
    text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect()
}

/// Rows of the trained model.
type Rows = Vec<(u32, [i8; FINER_KINDS])>;

fn learn(mut examples: Vec<Example>, counts: &[usize; FINER_KINDS], settings: &Settings) -> Rows {
    let mut seen: HashMap<u32, u32> = HashMap::new();
    for example in &examples {
        for &feature in &example.features {
            *seen.entry(feature).or_default() += 1;
        }
    }
    for example in &mut examples {
        example.features.retain(|feature| seen[feature] >= settings.minimum);
    }
    let mut weights: BTreeMap<u32, ([f32; FINER_KINDS], [f32; FINER_KINDS])> = BTreeMap::new();
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    // Kinds are told alike, however many names of each there are: the square root of the share.
    let share = |kind: usize| (examples_of(counts) / (FINER_KINDS * counts[kind].max(1)) as f32).sqrt();
    let kind_weights: Vec<f32> = (0..FINER_KINDS).map(share).collect();
    let mut kept: Option<HashSet<u32>> = None;
    for pass in 0..settings.passes {
        random.shuffle(&mut examples);
        let mut loss = 0.0;
        for example in &examples {
            let dropout = if example.by_rule { settings.dropout } else { 0.5 * settings.dropout };
            let used: Vec<u32> = example
                .features
                .iter()
                .copied()
                .filter(|feature| kept.as_ref().is_none_or(|kept| kept.contains(feature)))
                .filter(|_| (random.next() >> 11) as f64 / (1_u64 << 53) as f64 >= dropout)
                .collect();
            let shares = softmax(&used, |feature| weights.get(&feature).map(|row| row.0));
            loss -= f64::from(shares[example.kind].max(1e-9).ln());
            let scale = example.weight * kind_weights[example.kind];
            for feature in used {
                let (row, squares) = weights.entry(feature).or_default();
                for kind in 0..FINER_KINDS {
                    let gradient =
                        scale * (shares[kind] - f32::from(u8::from(kind == example.kind))) + settings.decay * row[kind];
                    squares[kind] += gradient * gradient;
                    row[kind] -= settings.rate * gradient / (squares[kind].sqrt() + 1e-6);
                }
            }
        }
        eprintln!("pass {}: loss {:.4}", pass + 1, loss / examples.len() as f64);
        if pass + 3 == settings.passes {
            // The strongest rows stay, and learn to do without the rest.
            let strength = |feature: &u32, row: &[f32; FINER_KINDS]| {
                let most = row.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
                most * (seen[feature] as f32).sqrt()
            };
            let mut order: Vec<(f32, u32)> =
                weights.iter().map(|(feature, row)| (strength(feature, &row.0), *feature)).collect();
            order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            order.truncate(settings.rows);
            kept = Some(order.into_iter().map(|(_, feature)| feature).collect());
        }
    }
    let kept = kept.unwrap_or_default();
    let whole = |weight: f32| (weight * FINER_SCALE as f32).round().clamp(-127.0, 127.0) as i8;
    let rows = weights.into_iter().filter(|(feature, _)| kept.contains(feature));
    rows.map(|(feature, (row, _))| (feature, row.map(whole)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect()
}

fn examples_of(counts: &[usize; FINER_KINDS]) -> f32 {
    counts.iter().sum::<usize>() as f32
}

fn softmax(features: &[u32], row: impl Fn(u32) -> Option<[f32; FINER_KINDS]>) -> [f32; FINER_KINDS] {
    let mut scores = [0.0_f32; FINER_KINDS];
    for row in features.iter().filter_map(|&feature| row(feature)) {
        scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
    }
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let weights = scores.map(|score| (score - most).exp());
    let sum: f32 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}

/// How many names are told rightly, by kind.
fn report(name: &str, examples: &[Example], model: &Rows) {
    let rows: HashMap<u32, [f32; FINER_KINDS]> = model
        .iter()
        .map(|(feature, row)| (*feature, row.map(|weight| f32::from(weight) / FINER_SCALE as f32)))
        .collect();
    let mut table = [[0_usize; FINER_KINDS]; FINER_KINDS];
    for example in examples {
        let shares = softmax(&example.features, |feature| rows.get(&feature).copied());
        let best = (0..FINER_KINDS).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap_or(0);
        table[example.kind][best] += 1;
    }
    let right: usize = (0..FINER_KINDS).map(|kind| table[kind][kind]).sum();
    eprintln!("{name}: {right} of {} right; rows are what is right, columns what is told, {FINER:?}", examples.len());
    for row in table {
        eprintln!("  {row:?}");
    }
}
