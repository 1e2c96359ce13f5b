//! Who and what is in the article: names and their aliases, roles, dates and amounts.
//!
//! ```text
//! names::candidates -> the reader's dictionary -> grouping -> roles -> links -> salience and order -> values
//! ```
//! Only mentions by name are made here; pronouns and descriptions are added by `coreference`, which asks [`traits`] what is known of
//! an entity's gender and number.

mod calendar;
mod candidate;
mod dictionary;
mod evidence;
mod fusion;
mod grouping;
mod links;
mod names;
mod roles;
mod salience;
mod spelling;
mod values;
mod words;

#[cfg(test)]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{Entity, EntityId, EntityType, Mention, MentionKind};
use crate::lexicon::{self, class};
use crate::options::{Date, Lexicon};
use crate::tagger;
use crate::text::{Document, Span};

pub(crate) use crate::lexicon::Gender;
pub(crate) use spelling::comparable;
pub(crate) use values::Values;

use evidence::Evidence;

/// All entities, most salient first, with name mentions only; ids are `e1`, `e2`, ... in that order and offsets are bytes.
/// `published` is the day that relative dates count from.
pub(crate) fn find(
    document: &Document<'_>,
    lexicon: &Lexicon,
    published: Option<Date>,
    weights: &tagger::Weights<'_>,
    values: &Values,
) -> Vec<Entity> {
    let words = words::Words::new(document);
    let candidates = dictionary::apply(document, &words, lexicon, names::candidates(document, &words, weights));
    let (candidates, values) = divide(document, candidates, values.find(document, published), lexicon);
    gather(document, &words, lexicon, &candidates, values)
}

/// What needs no language to be read: dates, money, shares and measures in digits and signs, and the names of the reader's own dictionary.
/// Everything else as with [`find`]; `language` is the ISO 639-1 code of the text's language, which says how it writes numbers.
pub(crate) fn find_written(document: &Document<'_>, lexicon: &Lexicon, language: &str, values: &Values) -> Vec<Entity> {
    let words = words::Words::new(document);
    let candidates = dictionary::apply(document, &words, lexicon, Vec::new());
    let (candidates, values) = divide(document, candidates, values.find_written(document, language), lexicon);
    gather(document, &words, lexicon, &candidates, values)
}

/// Makes entities of names and values.
fn gather(
    document: &Document<'_>,
    words: &words::Words<'_>,
    lexicon: &Lexicon,
    candidates: &[candidate::Candidate],
    values: Vec<values::Found>,
) -> Vec<Entity> {
    let mut entities: Vec<Entity> = grouping::group(document, candidates)
        .iter()
        .map(|group| {
            let of_group: Vec<&candidate::Candidate> =
                group.mentions.iter().filter_map(|&index| candidates.get(index)).collect();
            let mentions =
                of_group.iter().map(|name| mention(document, name.span, name.confidence, name.found_by)).collect();
            let entry = of_group.iter().find_map(|name| lexicon.entities.get(name.entry?));
            let mut entity = entity(entry.map_or(group.kind, |entry| entry.kind), mentions);
            (entity.name, entity.aliases) = naming(
                &entity.mentions,
                group.canonical.filter(|_| group.kind == EntityType::Place),
                entry.map(|entry| entry.name.as_str()),
            );
            if entity.kind == EntityType::Person {
                // Capitals throughout say nothing of where a description begins.
                let mut told = of_group.iter().filter(|name| document.str(name.span).contains(char::is_lowercase));
                entity.role = told.find_map(|name| roles::role(document, words, name));
            }
            entity
        })
        .collect();
    for (index, link) in links::find(document, &entities) {
        if let Some(entity) = entities.get_mut(index) {
            entity.link = Some(link);
        }
    }
    salience::weigh(document, &mut entities);
    let first = |entity: &Entity| entity.mentions.first().map(|mention| mention.start);
    entities.sort_by(|a, b| {
        b.salience.total_cmp(&a.salience).then_with(|| first(a).cmp(&first(b))).then_with(|| a.name.cmp(&b.name))
    });
    entities.extend(of_values(document, values));
    for (index, entity) in entities.iter_mut().enumerate() {
        entity.id = EntityId(u32::try_from(index + 1).unwrap_or(u32::MAX));
    }
    entities
}

/// What is known of an entity for choosing its pronouns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Traits {
    /// From forms of address, role nouns and given names; `None` when nothing tells.
    pub(crate) gender: Option<Gender>,
    /// Whether "they" stands for it: groups, teams, plural names.
    pub(crate) plural: bool,
}

/// Gender and number of an entity.
pub(crate) fn traits(document: &Document<'_>, entity: &Entity) -> Traits {
    let address = |mention: &Mention| {
        let before = document.text.get(..mention.start)?.trim_end();
        let word = before.rsplit(|c: char| c.is_whitespace()).next()?;
        lexicon::lexeme(word.trim_end_matches('.')).title().and_then(|title| title.gender)
    };
    let role = || {
        let role = entity.role.as_deref()?;
        role.split([' ', '-', ',']).find_map(|word| {
            let of_title = lexicon::lexeme(word).title().and_then(|title| title.gender);
            of_title.or_else(|| lexicon::lexeme(word.to_lowercase().as_str()).role().flatten())
        })
    };
    let given = || {
        let first = entity.name.split([' ', '-']).next()?;
        lexicon::lexeme(first).given_name().filter(|given| !given.weak).and_then(|given| given.gender)
    };
    let gender = (entity.kind == EntityType::Person)
        .then(|| {
            entity.mentions.iter().find_map(address).or_else(role).or_else(given).or_else(|| of_surname(&entity.name))
        })
        .flatten();
    let plural = match entity.kind {
        EntityType::Group => true,
        EntityType::Organization => entity.name.strip_suffix('s').is_some_and(|stem| !stem.ends_with('s')),
        _ => false,
    };
    Traits { gender, plural }
}

/// Surnames that a daughter and a son bear differently: Irish "Ní" and "Ó", Malay "binti" and "bin".
fn of_surname(name: &str) -> Option<Gender> {
    name.split_whitespace().skip(1).map(lexicon::lexeme).find_map(|word| {
        let daughter = word.is(class::DAUGHTERS_PARTICLE).then_some(Gender::Female);
        daughter.or(word.is(class::SONS_PARTICLE).then_some(Gender::Male))
    })
}

fn mention(document: &Document<'_>, span: Span, confidence: f64, found_by: Evidence) -> Mention {
    let sentence = document.sentence_at(span.start).and_then(|index| document.sentences.get(index));
    Mention {
        start: span.start,
        end: span.end,
        text: document.str(span).to_owned(),
        kind: MentionKind::Name,
        sentence: sentence.and_then(|sentence| sentence.body_index),
        confidence,
        sentiment: None,
        found_by: found_by.name().to_owned(),
    }
}

fn entity(kind: EntityType, mentions: Vec<Mention>) -> Entity {
    Entity {
        id: EntityId(0),
        kind,
        name: String::new(),
        aliases: Vec::new(),
        role: None,
        salience: 0.0,
        mentions,
        sentiment: None,
        value: None,
        link: None,
    }
}

/// Names and values that claim the same words: the longer one has them, and the dictionary always.
fn divide(
    document: &Document<'_>,
    names: Vec<candidate::Candidate>,
    values: Vec<values::Found>,
    lexicon: &Lexicon,
) -> (Vec<candidate::Candidate>, Vec<values::Found>) {
    let ignored = dictionary::ignored(lexicon);
    let is_ignored = |span: Span| !ignored.is_empty() && ignored.contains(&spelling::comparable(document.str(span)));
    let (mut kept_names, mut kept_values) = (Vec::with_capacity(names.len()), Vec::with_capacity(values.len()));
    let mut names = names.into_iter().peekable();
    for value in values {
        while let Some(name) = names.next_if(|name| name.span.end <= value.span.start) {
            kept_names.push(name);
        }
        let mut free = !is_ignored(value.span);
        while let Some(name) = names.next_if(|name| name.span.overlaps(value.span)) {
            if name.entry.is_some() || (name.span.len() > value.span.len() && name.span.contains(value.span)) {
                free = false;
                // It may reach over the next value too.
                kept_names.push(name);
            }
        }
        free &= kept_names.last().is_none_or(|name| name.span.end <= value.span.start);
        if free {
            kept_values.push(value);
        }
    }
    kept_names.extend(names);
    (kept_names, kept_values)
}

/// The fullest name of the mentions and the other names used.
fn naming(mentions: &[Mention], canonical: Option<&str>, dictionary: Option<&str>) -> (String, Vec<String>) {
    // A name in capitals is a headline's spelling; the list's own name is the fullest where the text has it.
    let any_lower = mentions.iter().any(|mention| mention.text.contains(char::is_lowercase));
    let shouted = |text: &str| any_lower && text.contains(' ') && !text.contains(char::is_lowercase);
    let fullest = mentions
        .iter()
        .map(|mention| mention.text.as_str())
        .max_by_key(|text| {
            (canonical == Some(*text), !shouted(text), text.split_whitespace().count().min(2), text.chars().count())
        })
        .unwrap_or_default();
    let first = mentions
        .iter()
        .map(|mention| mention.text.as_str())
        .find(|text| text.len() == fullest.len() && *text == fullest);
    let name = dictionary.unwrap_or(first.unwrap_or(fullest)).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut seen = BTreeSet::from([spelling::comparable(&name)]);
    let mut aliases = Vec::new();
    for mention in mentions {
        let text = mention.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if seen.insert(spelling::comparable(&text)) {
            aliases.push(text);
        }
    }
    (name, aliases)
}

/// Values in text order; the same value twice is one entity.
fn of_values(document: &Document<'_>, values: Vec<values::Found>) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    let mut index_of: BTreeMap<(EntityType, String), usize> = BTreeMap::new();
    for found in values {
        let text = document.str(found.span);
        let key = match &found.value {
            Some(value) => format!("{value:?}"),
            None => text.to_lowercase(),
        };
        let slot = *index_of.entry((found.kind, key)).or_insert_with(|| {
            let mut made = entity(found.kind, Vec::new());
            made.name = text.split_whitespace().collect::<Vec<_>>().join(" ");
            made.value = found.value.clone();
            entities.push(made);
            entities.len() - 1
        });
        if let Some(entity) = entities.get_mut(slot) {
            entity.mentions.push(mention(document, found.span, found.confidence, found.found_by));
        }
    }
    for entity in &mut entities {
        entity.aliases = naming(&entity.mentions, None, Some(&entity.name)).1;
    }
    entities
}
