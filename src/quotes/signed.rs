//! Quotations that are signed: a dash and a name after them, on the same line or on the one below.
//!
//! ```text
//! “She never gives up on a child.” - Principal Joan Teller
//! ```

use std::ops::Range;

use super::attribution::Attribution;
use super::marks::Quotation;
use super::speakers;
use super::uncued::{ends_sentence, mark, without_cue};
use super::words::{Classes, Reading, verbish};
use crate::rules::quotes as rule;

/// How sure a signature is.
const CONFIDENCE: f64 = 0.75;
/// The most words of a signature, with what describes who signs.
const LONGEST: usize = 14;

/// Gives each quotation with a name after its dash to whoever is named.
pub(super) fn signed(reading: &Reading<'_, '_>, taken: &mut [bool], found: &mut Vec<Attribution>) {
    for (index, quotation) in reading.quotations.iter().enumerate() {
        if taken.get(index) != Some(&false) {
            continue;
        }
        if let Some(speaker) = reading.document.rules.find(rule::SIGNED, || signature(reading, quotation)) {
            found.push(without_cue(quotation, Some(speaker), rule::SIGNED, CONFIDENCE));
            mark(taken, index);
        }
    }
}

/// Who signs a quotation that begins a sentence and ends one: what stands between the dash and the next comma, or the end of the block.
fn signature(reading: &Reading<'_, '_>, quotation: &Quotation) -> Option<Range<usize>> {
    let (first, dash) = (reading.word_from(quotation.span.start), reading.word_from(quotation.span.end));
    let block = reading.document.blocks.partition_point(|block| block.end <= reading.token(dash).span.start);
    let end = reading.word_from(reading.document.blocks.get(block).filter(|_| block <= quotation.block + 1)?.end);
    let opens = quotation.span.start == reading.document.blocks.get(quotation.block)?.start
        || reading.is_after(first, Classes::STOP);
    let line = dash + 1..end;
    let named = reading.is(dash, Classes::DASH) && reading.is(line.start, Classes::CAPITAL);
    let bare = !line.clone().any(|index| {
        verbish(reading, index) || reading.is(index, Classes::QUOTED.or(Classes::MARK)) || reading.cue(index).is_some()
    });
    if !opens || !named || !bare || line.len() > LONGEST || !is_sentence(reading, quotation) {
        return None;
    }
    let speaker = speakers::after(reading, line.start, line.end)?;
    let closes = speaker.end == line.end || reading.is(speaker.end, Classes::COMMA.or(Classes::STOP));
    let name = speaker.clone().all(|index| reading.is(index, Classes::CAPITAL.or(Classes::PREPOSITION)));
    (closes && name).then_some(speaker)
}

/// Whether a quotation ends with a stop, or is written like a sentence: titles of works have capitals.
fn is_sentence(reading: &Reading<'_, '_>, quotation: &Quotation) -> bool {
    let words = reading.word_from(quotation.span.start)..reading.word_from(quotation.span.end);
    let mut words =
        words.filter(|&index| !reading.is(index, Classes::PUNCTUATION.or(Classes::MARK))).skip(1).peekable();
    let small = |index: usize| reading.str(index).starts_with(char::is_lowercase);
    ends_sentence(reading, quotation) || words.peek().is_some() && words.all(small)
}
