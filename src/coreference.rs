//! Pronouns and descriptions: which entity they stand for.
//!
//! ```text
//! entities -> referents \
//!                        > events -> walk -> mentions, speakers of quotes
//! quotes   -> speech    /
//! ```
//! The text is read once from left to right. People, organisations and unnamed speakers ("a spokesman") are [`referents`]; each mention
//! raises its referent, and a pronoun goes to the agreeing referent that stands highest: near, subject of its sentence, speaking
//! already, often named (after Lappin and Leass 1994, "An Algorithm for Pronominal Anaphora Resolution", without a parser). What keeps a
//! referent from being meant, and what makes it likelier, are rows of [`ranking`]. When two stand nearly as high, confidence falls; when
//! nothing agrees, the pronoun is left alone. "I" in direct speech is its speaker.

mod clause;
#[cfg(test)]
mod corpus;
mod definite;
mod descriptions;
mod events;
mod pronouns;
mod ranking;
mod referents;
mod speakers;
mod speech;
pub(crate) mod unnamed;
mod walk;

use crate::analysis::{Entity, Mention, Quote};
use crate::text::Document;

pub(crate) use pronouns::is_first_person;
use referents::Referents;
use walk::{Resolved, Walk};

/// Adds pronoun and nominal mentions to `entities` and gives `quotes` the entity, full name and anonymity of their speakers.
pub(crate) fn resolve(document: &Document<'_>, entities: &mut [Entity], quotes: &mut [Quote]) {
    let mut walk = Walk::new(document, entities, quotes);
    walk.run();
    let Walk { referents, speakers, resolved, .. } = walk;
    speakers::write(&referents, &speakers, entities, quotes);
    add_mentions(document, &referents, &resolved, entities);
}

fn add_mentions(document: &Document<'_>, referents: &Referents, resolved: &[Resolved], entities: &mut [Entity]) {
    for mention in resolved {
        let entity = referents.get(mention.found.referent).and_then(|referent| entities.get_mut(referent.entity?));
        let Some(entity) = entity else { continue };
        let sentence = document.sentence_at(mention.span.start).and_then(|index| document.sentences.get(index));
        entity.mentions.push(Mention {
            start: mention.span.start,
            end: mention.span.end,
            text: document.str(mention.span).to_owned(),
            kind: mention.kind,
            sentence: sentence.and_then(|sentence| sentence.body_index),
            confidence: mention.found.confidence,
            sentiment: None,
            found_by: mention.found_by.to_owned(),
        });
    }
    for entity in entities {
        entity.mentions.sort_by_key(|mention| (mention.start, mention.end));
    }
}
