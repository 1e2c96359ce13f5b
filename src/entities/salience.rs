//! How much an article is about each of its entities.
//!
//! Title, place in the text, number of mentions and being the subject decide, as readers' judgements do (Dunietz and Gillick 2014,
//! "A New Entity Salience Task with Millions of Training Examples", found the same features to carry most of the weight).

use crate::analysis::{BlockKind, Entity, EntityType};
use crate::text::Document;

/// Sets `salience` of the named entities so that it sums to 1 over them; the others keep 0.
pub(super) fn weigh(document: &Document<'_>, entities: &mut [Entity]) {
    let mut sum = 0.0;
    for entity in entities.iter_mut().filter(|entity| entity.kind.is_named()) {
        let mut weight = 0.0;
        for mention in &entity.mentions {
            let Some(sentence) = document.sentence_at(mention.start).and_then(|index| document.sentences.get(index))
            else {
                continue;
            };
            let block = document.blocks.get(sentence.block).map_or(BlockKind::Paragraph, |block| block.kind);
            let place = match block {
                BlockKind::Title => 3.0,
                BlockKind::Subtitle => 2.0,
                BlockKind::Heading => 1.2,
                BlockKind::Byline | BlockKind::Dateline => 0.2,
                BlockKind::Caption => 0.5,
                _ => match sentence.body_index {
                    Some(0..=1) => 1.8,
                    Some(2..=5) => 1.3,
                    _ => 1.0,
                },
            };
            let subject = if mention.start <= sentence.span.start + 5 { 1.3 } else { 1.0 };
            weight += place * subject * (0.3 + 0.7 * mention.confidence);
        }
        let kind = match entity.kind {
            EntityType::Person | EntityType::Organization => 1.15,
            EntityType::Group | EntityType::Law | EntityType::Work => 0.6,
            _ => 1.0,
        };
        entity.salience = weight * kind;
        sum += entity.salience;
    }
    if sum > 0.0 {
        for entity in entities.iter_mut().filter(|entity| entity.kind.is_named()) {
            entity.salience /= sum;
        }
    }
}
