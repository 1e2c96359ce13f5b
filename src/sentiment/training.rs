//! What the training program needs of this room, so that it learns from exactly what is read later.

pub use super::sentence_divisor;
pub use super::target::{PLACES, Place, RELATIONS, locate, place, relations};
pub use super::units::{Damped, Unit, UnitKind};
pub use super::weights::{MAGIC, PAIR_COLUMNS, PAIR_RELATIONS, WORD_COLUMNS};

use super::target::focus;
use super::units;
use crate::analysis::{Block, BlockKind};
use crate::lexicon::{self, class};
use crate::text::{Document, Span};
use crate::{Lexicon, coreference, entities, quotes};

/// Whether a word is one of grammar, which is given no valence.
pub fn is_grammar(word: &str) -> bool {
    lexicon::lexeme(word).is(class::TONE_FUNCTION_WORD)
}

/// Reads a text as the analyser does and hands out the units of each sentence; with a target only those of its sentence.
pub fn read(text: &str, target: Option<Span>, each: &mut dyn FnMut(&[Unit<'_>])) {
    let blocks: Vec<Block> = text
        .split_inclusive('\n')
        .scan(0, |start, line| {
            let block = Span::new(*start, *start + line.len());
            *start = block.end;
            Some(block.trim(text))
        })
        .filter(|block| !block.is_empty())
        .map(|block| Block { start: block.start, end: block.end, kind: BlockKind::Paragraph, reason: None })
        .collect();
    let document = Document::new(text, &blocks);
    let mut found = entities::find(&document, &entities::Values::default(), &Lexicon::default(), None);
    let mut said = quotes::find(&document, &found);
    coreference::resolve(&document, &mut found, &mut said);
    let (names, quoted) = (super::names(&found), super::quoted(&said));
    for sentence in &document.sentences {
        if target.is_none_or(|target| sentence.span.overlaps(target)) {
            let units = units::read(text, document.tokens_of(sentence), &names, &quoted);
            let Some(target) = target else {
                each(&units);
                continue;
            };
            if let Some(focus) = focus(&units, target) {
                each(&focus.units);
            }
            break;
        }
    }
}
