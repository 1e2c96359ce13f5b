//! The readable cases of `tests/corpus/entities/*.txt`: a text and, under a line of three dashes, the entities found in it.
//!
//! ```text
//! === what the case shows
//! published 2023-01-13            (when it matters)
//! add person Zed | Zeddy          (an entry of the reader's dictionary)
//! ignore Something
//! # A line that begins with "# " is a headline.
//! Text.
//! ---
//! person Imran Khan: Imran Khan, Khan (role: prime minister)
//! place Kabul: Kabul [Q5838 Kabul]
//! ```
//! Run with `NEWSGLASS_UPDATE=1` to rewrite the expectations, then read the difference.

use std::fmt::Write as _;

use crate::analysis::{Block, BlockKind, Entity, Value};
use crate::models::shipped;
use crate::options::{Date, Lexicon, LexiconEntry};
use crate::text::{Document, Span};

fn kind_of(word: &str) -> crate::EntityType {
    serde_json::from_value(serde_json::Value::String(word.to_owned())).expect("an entity type")
}

/// The entities of one case's head, written one a line.
fn analyse(head: &str) -> String {
    let (mut published, mut lexicon, mut text) = (None, Lexicon::default(), String::new());
    for line in head.lines().skip(1) {
        if let Some(day) = line.strip_prefix("published ") {
            published = Some(Date::parse(day).expect("a day"));
        } else if let Some(string) = line.strip_prefix("ignore ") {
            lexicon.ignore.push(string.to_owned());
        } else if let Some(entry) = line.strip_prefix("add ") {
            let (kind, names) = entry.split_once(' ').expect("a type and a name");
            let mut names = names.split(" | ").map(str::to_owned);
            let name = names.next().expect("a name");
            lexicon.entities.push(LexiconEntry { name, kind: kind_of(kind), aliases: names.collect() });
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    let (mut blocks, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        let title = line.starts_with("# ");
        let span = Span::new(start + if title { 2 } else { 0 }, start + line.len()).trim(&text);
        if !span.is_empty() {
            let kind = if title { BlockKind::Title } else { BlockKind::Paragraph };
            blocks.push(Block { start: span.start, end: span.end, kind, reason: None });
        }
        start += line.len();
    }
    let document = Document::new(&text, &blocks);
    let mut entities = super::find(&document, &lexicon, published, &shipped().names, &super::Values::default());
    for entity in &entities {
        for mention in &entity.mentions {
            assert_eq!(mention.span().of(&text), mention.text);
            assert!((0.0..=1.0).contains(&mention.confidence));
        }
    }
    let named: f64 = entities.iter().map(|entity| entity.salience).sum();
    assert!(named == 0.0 || (named - 1.0).abs() < 1e-9, "salience sums to {named}");
    entities.sort_by_key(|entity| (!entity.kind.is_named(), entity.mentions.first().map(|mention| mention.start)));
    entities.iter().map(write).collect()
}

fn write(entity: &Entity) -> String {
    let mentions: Vec<&str> = entity.mentions.iter().map(|mention| mention.text.as_str()).collect();
    let mut line = format!("{} {}: {}", entity.kind.as_str(), entity.name, mentions.join(" / "));
    if let Some(role) = &entity.role {
        write!(line, " (role: {role})").unwrap();
    }
    match &entity.value {
        Some(Value::Date { start, end }) if start == end => write!(line, " = {start}").unwrap(),
        Some(Value::Date { start, end }) => write!(line, " = {start} to {end}").unwrap(),
        Some(Value::Money { amount, currency }) => {
            write!(line, " = {amount} {}", currency.as_deref().unwrap_or("of an open currency")).unwrap();
        }
        Some(Value::Percent { amount, unit } | Value::Quantity { amount, unit }) => {
            write!(line, " = {amount} {unit}").unwrap()
        }
        None => {}
    }
    if let Some(link) = &entity.link {
        write!(line, " [{} {}]", link.wikidata, link.label).unwrap();
    }
    line.push('\n');
    line
}

#[test]
fn readable_cases() {
    crate::text::cases::check("entities", 40, analyse);
}

#[test]
fn odd_input_is_survived() {
    let long = "Ann Lee met Bob Ray. ".repeat(3000);
    let names = "Ana Silva, ".repeat(400);
    for text in [
        "",
        "A",
        "THE",
        "al-",
        "(PTI)",
        "$",
        "“”",
        "Mr.",
        "of the",
        "\u{200b}",
        "Пакистан и Индия",
        "مرحبا",
        "北京市",
        "12/13/14 99:99 $1,,2",
        long.as_str(),
        names.as_str(),
    ] {
        analyse(&format!("odd\n{text}"));
    }
}

#[test]
fn a_list_of_many_people_stays_apart_and_quick() {
    let given = ["Ann", "Bob", "Carla", "David", "Elena", "Farid", "Grace", "Hugo", "Irene", "Jamal"];
    let people: Vec<String> = (0..500)
        .map(|index| {
            format!(
                "{} {}{}son",
                given[index % 10],
                ["Ab", "Bor", "Cal", "Dre", "Ek"][index / 10 % 5],
                ["a", "e", "i", "o", "u", "an", "en", "in", "on", "un"][index / 50]
            )
        })
        .collect();
    let found = analyse(&format!("many\nPresent were {}.", people.join(", ")));
    assert!(found.lines().filter(|line| line.starts_with("person ")).count() > 480, "{}", found.lines().count());
}

/// A list of names has no verbs and no sentences; every one is still found, and found fast.
#[test]
fn a_list_of_five_hundred_names() {
    let given = [
        "Amara", "Boris", "Celine", "Dmitri", "Elena", "Farid", "Greta", "Hiroshi", "Ingrid", "Jorge", "Keisha",
        "Lars", "Meera", "Nadia", "Omar", "Priya", "Quentin", "Rosa", "Stefan", "Tariq", "Ursula", "Viktor", "Wanda",
        "Yusuf", "Zofia",
    ];
    let family = [
        "Okafor",
        "Lindqvist",
        "Moreau",
        "Petrov",
        "Castellanos",
        "Haddad",
        "Brandt",
        "Tanaka",
        "Nilsen",
        "Delgado",
        "Mensah",
        "Eriksen",
        "Zhang",
        "Rahimi",
        "Suleiman",
        "Venkatesan",
        "Laurent",
        "Iglesias",
        "Novak",
        "Siddiqui",
    ];
    let names: Vec<String> =
        family.iter().flat_map(|last| given.iter().map(move |first| format!("{first} {last}"))).collect();
    let text = names.join("\n");
    let blocks: Vec<Block> = names
        .iter()
        .scan(0, |start, name| {
            let span = Span::new(*start, *start + name.len());
            *start = span.end + 1;
            Some(Block { start: span.start, end: span.end, kind: BlockKind::ListItem, reason: None })
        })
        .collect();
    let document = Document::new(&text, &blocks);
    let entities = super::find(&document, &Lexicon::default(), None, &shipped().names, &super::Values::default());
    let found = entities
        .iter()
        .filter(|entity| entity.kind == crate::EntityType::Person)
        .flat_map(|entity| &entity.mentions)
        .filter(|mention| names.contains(&mention.text))
        .count();
    assert!(found >= 475, "{found} of {} names", names.len());
}

#[test]
fn traits_tell_gender_and_number() {
    use super::{Gender, traits};
    let text = "Mrs. Okoro met spokesman Lee Park and Maria Silva. Muslims prayed.";
    let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }];
    let document = Document::new(text, &blocks);
    let entities = super::find(&document, &Lexicon::default(), None, &shipped().names, &super::Values::default());
    let of = |name: &str| traits(&document, entities.iter().find(|entity| entity.name == name).unwrap());
    assert_eq!(of("Okoro").gender, Some(Gender::Female));
    assert_eq!(of("Lee Park").gender, Some(Gender::Male));
    assert_eq!(of("Maria Silva").gender, Some(Gender::Female));
    assert!(of("Muslims").plural && !of("Maria Silva").plural);
}
