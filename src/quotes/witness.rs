//! What somebody tells of themselves, in marks at the end of a paragraph and with no cue: a witness.
//!
//! ```text
//! Rosa Mendes hid under the stairs. “I heard the wind and I could not move.”
//! ```
//! The paragraph and the one before it are about one person and nobody else is named in them, nobody else speaks there, and the quotation
//! is in the first person. Where any of that fails nobody is said to speak.

use std::collections::BTreeSet;
use std::ops::Range;

use super::attribution::Attribution;
use super::marks::Quotation;
use super::uncued::{ends_sentence, mark, without_cue};
use super::words::{Classes, Reading};
use crate::analysis::{BlockKind, Entity, EntityType};
use crate::lexicon::class;
use crate::rules::quotes as rule;
use crate::text::Span;

/// How sure a witness is.
const CONFIDENCE: f64 = 0.5;
/// Whoever the paragraph is about stands among so many first words of it.
const HEAD: usize = 4;
/// The fewest words of a quotation that nothing introduces.
const LEAST_WORDS: usize = 6;

/// Gives quotations in the first person at the end of a paragraph to the one person that it is about.
pub(super) fn witnessed(
    reading: &Reading<'_, '_>,
    entities: &[Entity],
    taken: &mut [bool],
    found: &mut Vec<Attribution>,
) {
    let spoken: BTreeSet<usize> =
        found.iter().flat_map(|said| &said.parts).map(|part| block_at(reading, *part)).collect();
    for (index, quotation) in reading.quotations.iter().enumerate() {
        if taken.get(index) != Some(&false) || !stands_alone(reading, quotation) {
            continue;
        }
        if let Some(speaker) =
            reading.document.rules.find(rule::WITNESS, || witness(reading, entities, &spoken, quotation))
        {
            found.push(without_cue(quotation, Some(speaker), rule::WITNESS, CONFIDENCE));
            mark(taken, index);
        }
    }
}

fn block_at(reading: &Reading<'_, '_>, span: Span) -> usize {
    reading.document.blocks.partition_point(|block| block.end <= span.start)
}

/// Whether a quotation is the last sentence of its paragraph, not its first, and told in the first person.
fn stands_alone(reading: &Reading<'_, '_>, quotation: &Quotation) -> bool {
    let words = reading.word_from(quotation.span.start)..reading.word_from(quotation.span.end);
    let block_end =
        reading.document.blocks.get(quotation.block).map_or(0, |block| block.span().trim(reading.document.text).end);
    quotation.sound
        && quotation.span.end == block_end
        && reading.is_after(words.start, Classes::STOP)
        && words.len() > LEAST_WORDS
        && ends_sentence(reading, quotation)
        && words.clone().any(|index| reading.token(index).is(class::FIRST_PERSON.or(class::FIRST_PERSON_PLURAL)))
}

/// The one person that the paragraph before a quotation, or what stands before it in its own, begins with and is about.
fn witness(
    reading: &Reading<'_, '_>,
    entities: &[Entity],
    spoken: &BTreeSet<usize>,
    quotation: &Quotation,
) -> Option<Range<usize>> {
    let blocks = reading.document.blocks;
    let own = blocks.get(quotation.block).filter(|block| block.kind == BlockKind::Paragraph)?;
    let before = quotation.block.checked_sub(1).and_then(|before| blocks.get(before));
    let before = before.filter(|before| before.kind == BlockKind::Paragraph);
    let from = before.map_or(own.start, |before| before.start);
    let silent = !spoken.contains(&quotation.block) && !spoken.contains(&quotation.block.saturating_sub(1));
    let about = Span::new(from, quotation.span.start);
    let people = entities.iter().filter(|entity| entity.kind == EntityType::Person);
    let mut named = people.filter_map(|person| {
        let mut names = person.mentions.iter().map(crate::Mention::span).filter(|name| about.contains(*name));
        names.next()
    });
    let name = named.next().filter(|_| silent && named.next().is_none())?;
    let words = reading.word_from(name.start)..reading.word_from(name.end);
    let opens = [from, own.start]
        .iter()
        .any(|&start| (0..HEAD).contains(&words.start.saturating_sub(reading.word_from(start))) && start <= name.start);
    opens.then_some(words)
}
