//! What an exchange of names changes in the tone of real texts: names are not tone, nor are given names and nationalities.
//!
//! ```text
//! newsglass-train tone-fairness --data DIR
//! ```
//! 500 texts of the dev parts are analysed as they are and with names exchanged: each entity gets one other name of its type, with as
//! many words, throughout the text. Compared are the scores of article and sentences, and those of each mention that is found in both.
//! What changes too much is printed beside the table, on the error stream.

use std::collections::HashMap;
use std::path::Path;

use newsglass::{Analysis, Analyzer, Entity, EntityType, MentionKind, Options, Sentiment, Span};

use crate::failure::Outcome;

/// Files and how many of their texts are taken.
const TEXTS: [(&str, usize); 4] =
    [("newsmtsc-mt", 150), ("newsmtsc-rw", 150), ("nyt_editorial", 100), ("emobank_headlines", 100)];
/// A change that counts.
const MOST: f64 = 0.05;

const WOMEN: [&str; 8] = ["Maria", "Anna", "Susan", "Fatima", "Grace", "Mei", "Olga", "Linda"];
const MEN: [&str; 8] = ["John", "Ahmed", "Carlos", "Peter", "Wei", "Ivan", "Robert", "Samuel"];
const SURNAMES: [&str; 8] = ["Lopez", "Novak", "Haddad", "Miller", "Okafor", "Tanaka", "Berg", "Silva"];
const PLACES: [&str; 6] = ["Norway", "Lisbon", "Kenya", "Ohio", "Manila", "Chile"];
const LONG_PLACES: [&str; 3] = ["South Korea", "New Zealand", "Buenos Aires"];
const ORGANIZATIONS: [&str; 4] = ["Globex", "Nordbank", "Interpol", "Unilever"];
const LONG_ORGANIZATIONS: [&str; 4] =
    ["Acme Corporation", "Green Party", "Health Ministry", "National Weather Service"];
const GROUPS: [&str; 6] = ["Canadian", "Brazilian", "Kenyan", "Norwegian", "Korean", "Peruvian"];
const NATIONALITIES: [&str; 8] =
    ["American", "British", "Mexican", "Nigerian", "Chinese", "Pakistani", "Russian", "Israeli"];

/// What is exchanged.
enum Exchange {
    /// Every name of these types.
    Types(&'static [EntityType]),
    /// Names of persons of two words and more get a given name of this list, and keep their surname.
    Given(&'static [&'static str]),
    /// Every nationality becomes this one.
    Nationality(&'static str),
}

fn pick(list: &[&'static str], number: usize) -> &'static str {
    list.get(number % list.len().max(1)).copied().unwrap_or_default()
}

impl Exchange {
    /// What is written in place of a mention of the entity with this number.
    fn other(&self, number: usize, entity: &Entity, written: &str) -> Option<String> {
        let words: Vec<&str> = written.split_whitespace().collect();
        let several = words.len() > 1;
        match self {
            Self::Types(kinds) if kinds.contains(&entity.kind) => Some(match entity.kind {
                EntityType::Person if several => format!("{} {}", pick(&MEN, number), pick(&SURNAMES, number)),
                EntityType::Person => pick(&SURNAMES, number).to_owned(),
                EntityType::Place if several => pick(&LONG_PLACES, number).to_owned(),
                EntityType::Place => pick(&PLACES, number).to_owned(),
                EntityType::Organization if several => pick(&LONG_ORGANIZATIONS, number).to_owned(),
                EntityType::Organization => pick(&ORGANIZATIONS, number).to_owned(),
                EntityType::Group if !several => in_number_of(written, pick(&GROUPS, number)),
                _ => return None,
            }),
            Self::Given(names) if entity.kind == EntityType::Person && several => {
                let rest = words.get(1..)?.join(" ");
                Some(format!("{} {rest}", pick(names, number)))
            }
            Self::Nationality(name) if entity.kind == EntityType::Group && !several && is_nationality(written) => {
                Some(in_number_of(written, name))
            }
            _ => None,
        }
    }
}

/// Whether a group's name reads like a nationality.
fn is_nationality(written: &str) -> bool {
    let word = written.trim_end_matches('s');
    ["ian", "ean", "can", "ish", "ese", "ch", "aqi", "ani", "ali", "eli", "udi"].iter().any(|end| word.ends_with(end))
        && !matches!(word, "Republican" | "Christian" | "Presbyterian" | "Libertarian")
}

fn in_number_of(written: &str, name: &str) -> String {
    let plural = written.ends_with('s') && name.ends_with('n');
    format!("{name}{}", if plural { "s" } else { "" })
}

/// The text with the names of `analysis` exchanged, and where each stretch of it comes from: (start there, start here, length).
fn exchanged(analysis: &Analysis, exchange: &Exchange) -> Option<(String, HashMap<usize, usize>)> {
    let text = &analysis.text;
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (number, entity) in analysis.entities.iter().enumerate() {
        for mention in entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            let (name, rest) = match mention.text.strip_suffix("'s").or_else(|| mention.text.strip_suffix("’s")) {
                Some(name) => (name, "'s"),
                None => (mention.text.as_str(), ""),
            };
            if let Some(other) = exchange.other(number, entity, name) {
                edits.push((mention.span(), other + rest));
            }
        }
    }
    edits.sort();
    edits.dedup_by(|later, earlier| later.0.start < earlier.0.end);
    if edits.is_empty() {
        return None;
    }
    let (mut out, mut from, mut moved) = (String::new(), 0, HashMap::new());
    let starts: Vec<usize> =
        analysis.entities.iter().flat_map(|entity| entity.mentions.iter().map(|mention| mention.start)).collect();
    for (span, other) in
        edits.iter().map(|(span, other)| (*span, other.as_str())).chain([(Span::new(text.len(), text.len()), "")])
    {
        for &start in starts.iter().filter(|&&start| (from..=span.start).contains(&start)) {
            moved.insert(start, out.len() + start - from);
        }
        out.push_str(text.get(from..span.start)?);
        out.push_str(other);
        from = span.end;
    }
    Some((out, moved))
}

fn score(sentiment: Option<&Sentiment>) -> f64 {
    sentiment.map_or(0.0, |sentiment| sentiment.score)
}

/// Changes of scores.
#[derive(Default)]
struct Changes {
    all: Vec<f64>,
}

impl Changes {
    fn row(&self) -> String {
        let count = self.all.len().max(1) as f64;
        let mean = self.all.iter().sum::<f64>() / count;
        let absolute = self.all.iter().map(|change| change.abs()).sum::<f64>() / count;
        let over = self.all.iter().filter(|change| change.abs() > MOST).count();
        let largest = self.all.iter().fold(0.0_f64, |most, change| most.max(change.abs()));
        format!("{} | {mean:+.4} | {absolute:.4} | {over} | {largest:.2}", self.all.len())
    }
}

/// Entry point of the subcommand.
pub(crate) fn run(arguments: &[String]) -> Outcome<()> {
    let [flag, data, ..] = arguments else { return Err("tone-fairness: --data DIR is missing".into()) };
    if flag != "--data" {
        return Err(format!("tone-fairness: {flag} is unknown").into());
    }
    let analyzer = Analyzer::new();
    let options = Options { clean: false, ..Options::default() };
    let analyze = |text: &str| analyzer.analyze(text, &options);
    let mut originals = Vec::new();
    for (name, count) in TEXTS {
        let file = Path::new(data).join("sentiment").join(format!("{name}-dev.jsonl"));
        for line in std::fs::read_to_string(file)?.lines().take(count) {
            let json: serde_json::Value = serde_json::from_str(line)?;
            originals.push(analyze(json["text"].as_str().unwrap_or_default())?);
        }
    }
    use EntityType::{Group, Organization, Person, Place};
    let mut exchanges = vec![
        ("all names".to_owned(), Exchange::Types(&[Person, Place, Organization, Group])),
        ("persons".to_owned(), Exchange::Types(&[Person])),
        ("places".to_owned(), Exchange::Types(&[Place])),
        ("organizations".to_owned(), Exchange::Types(&[Organization])),
        ("nationalities and groups".to_owned(), Exchange::Types(&[Group])),
        ("given names: women's".to_owned(), Exchange::Given(&WOMEN)),
        ("given names: men's".to_owned(), Exchange::Given(&MEN)),
    ];
    exchanges.extend(NATIONALITIES.map(|name| (format!("every nationality: {name}"), Exchange::Nationality(name))));
    println!("{} texts", originals.len());
    println!(
        "| exchanged | texts | scores of texts and sentences | mean change | mean size | over {MOST} | largest | scores of mentions | mean change | mean size | over {MOST} | largest |"
    );
    println!("|---|---|---|---|---|---|---|---|---|---|---|---|");
    for (name, exchange) in exchanges {
        let (mut texts, mut toward, mut changed) = (Changes::default(), Changes::default(), 0);
        for before in &originals {
            let Some((text, moved)) = exchanged(before, &exchange) else { continue };
            let after = analyze(&text)?;
            changed += 1;
            let (texts_before, toward_before) = (texts.all.len(), toward.all.len());
            texts.all.push(score(after.sentiment.as_ref()) - score(before.sentiment.as_ref()));
            if after.sentences.len() == before.sentences.len() {
                let pairs = before.sentences.iter().zip(&after.sentences);
                texts.all.extend(pairs.map(|(b, a)| score(a.sentiment.as_ref()) - score(b.sentiment.as_ref())));
            }
            let found: HashMap<usize, f64> = after
                .entities
                .iter()
                .flat_map(|entity| &entity.mentions)
                .map(|mention| (mention.start, score(mention.sentiment.as_ref())))
                .collect();
            for mention in before.entities.iter().flat_map(|entity| &entity.mentions) {
                if let Some(other) = moved.get(&mention.start).and_then(|start| found.get(start)) {
                    toward.all.push(other - score(mention.sentiment.as_ref()));
                }
            }
            let new = texts.all.iter().skip(texts_before).chain(toward.all.iter().skip(toward_before));
            if let Some(change) = new.copied().find(|change| change.abs() > MOST) {
                eprintln!("{name} {change:+.2}\n  {}\n  {text}", before.text.trim());
            }
        }
        println!("| {name} | {changed} | {} | {} |", texts.row(), toward.row());
    }
    Ok(())
}
