//! Quotations that no cue attributes: what goes on with a speech, what a verb of no list stands beside, what stands alone.

use std::collections::BTreeMap;
use std::ops::Range;

use super::attribution::Attribution;
use super::cues::cue_at;
use super::marks::Quotation;
use super::speakers;
use super::words::{Classes, Reading, verbish};
use crate::lexicon::word;
use crate::rules::{Rule, quotes as rule};
use crate::text::Span;

/// How many words may stand between a quotation and its cue.
const GAP: usize = 14;
/// The most words of a heading in marks.
const HEADING: usize = 6;

/// Marks a quotation as attributed.
pub(super) fn mark(taken: &mut [bool], index: usize) {
    if let Some(slot) = taken.get_mut(index) {
        *slot = true;
    }
}

/// `"One," she said. "Two."`: what follows the cue's sentence in marks, and has no cue of its own, goes on with the same speech.
pub(super) fn going_on(reading: &Reading<'_, '_>, taken: &mut [bool], found: &mut [Attribution]) {
    let cue = |at: usize, found: &[Attribution]| {
        found.get(at).and_then(|attribution| attribution.cue.as_ref()).map(|(words, _)| words.start)
    };
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| cue(at, found));
    for (index, quotation) in reading.quotations.iter().enumerate() {
        if taken.get(index) != Some(&false) {
            continue;
        }
        let word = reading.word_from(quotation.span.start);
        let at = order.partition_point(|&other| cue(other, found).is_none_or(|cue| cue < word));
        let last = at.checked_sub(1).and_then(|at| order.get(at)).and_then(|&at| found.get_mut(at));
        if let Some(last) = last
            && reading.when(rule::GOING_ON, || goes_on(reading, last, quotation, word))
        {
            last.parts.push(quotation.span);
            mark(taken, index);
        }
    }
}

/// Whether a quotation goes on with what the cue before it attributes: all of that is in marks, and no more than the rest of the cue's
/// sentence stands between.
fn goes_on(reading: &Reading<'_, '_>, last: &Attribution, quotation: &Quotation, word: usize) -> bool {
    let cue_end = last.cue.as_ref().map(|(words, _)| reading.span(words.clone()).end);
    let Some(end) = last.parts.last().zip(cue_end).map(|(part, cue)| part.end.max(cue)) else { return false };
    let Some(block) = reading.document.blocks.get(quotation.block) else { return false };
    let gap = reading.word_from(end)..word;
    let direct = last.parts.iter().all(|part| reading.is(reading.word_from(part.start), Classes::QUOTED));
    let ended = gap.is_empty() || reading.is(word - 1, Classes::STOP.or(Classes::COMMA));
    let sentences = gap.clone().filter(|&index| reading.is(index, Classes::STOP)).count();
    direct && end >= block.start && ended && sentences <= 1 && gap.len() <= 3 * GAP
}

/// Quotations whose own marks and commas show that someone speaks, by a verb that no list has.
pub(super) fn beside(reading: &Reading<'_, '_>, taken: &mut [bool], found: &mut Vec<Attribution>) {
    for (index, quotation) in reading.quotations.iter().enumerate() {
        if taken.get(index) != Some(&false) || !quotation.sound {
            continue;
        }
        let resumed = reading.quotations.get(index + 1).filter(|next| {
            taken.get(index + 1) == Some(&false) && reading.when(rule::RESUMED, || resumes(reading, quotation, next))
        });
        if let Some((speaker, rule)) = unlisted_verb(reading, quotation, resumed.is_some()) {
            let mut attribution = without_cue(quotation, Some(speaker), rule, 0.55);
            mark(taken, index);
            if let Some(next) = resumed {
                attribution.parts.push(next.span);
                mark(taken, index + 1);
            }
            found.push(attribution);
        }
    }
}

/// Whether a quotation goes on after a few words between commas: `“Citizens,” he began, “the war is over.”`
fn resumes(reading: &Reading<'_, '_>, quotation: &Quotation, next: &Quotation) -> bool {
    let between = reading.word_from(quotation.span.end)..reading.word_from(next.span.start);
    let comma = |index: usize| reading.is(index, Classes::COMMA);
    next.block == quotation.block
        && (3..=GAP).contains(&between.len())
        && reading.is_after(between.end, Classes::COMMA)
        && reading.word_from(quotation.span.end).checked_sub(2).is_some_and(comma)
        && !between.clone().any(|index| reading.is(index, Classes::STOP))
}

/// Whether a quotation ends as a sentence does.
pub(super) fn ends_sentence(reading: &Reading<'_, '_>, quotation: &Quotation) -> bool {
    quotation.continues || bare(reading, quotation).ends_with(['.', '!', '?', '…'])
}

/// The words of a quotation without its marks.
fn bare<'t>(reading: &Reading<'_, 't>, quotation: &Quotation) -> &'t str {
    let inside = quotation.span.of(reading.document.text);
    inside.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | '.' | '!' | '?' | '…'))
}

/// An attribution that no cue makes.
pub(super) fn without_cue(
    quotation: &Quotation,
    speaker: Option<Range<usize>>,
    rule: Rule,
    confidence: f64,
) -> Attribution {
    Attribution { parts: vec![quotation.span], cue: None, speaker, addressee: None, confidence, rule }
}

/// Who speaks by a verb that no list has: `"One," Smith boomed`, and `Smith commented on the plan, "One."`
/// A word alone is spoken where its quotation is taken up again.
fn unlisted_verb(reading: &Reading<'_, '_>, quotation: &Quotation, resumed: bool) -> Option<(Range<usize>, Rule)> {
    let rules = reading.document.rules;
    let (first, end) = (reading.word_from(quotation.span.start), reading.word_from(quotation.span.end));
    let frame = reading.frames.partition_point(|frame| frame.words.end <= first);
    let frame = reading.frames.get(frame).filter(|frame| frame.words.contains(&first))?;
    let bare = bare(reading, quotation);
    let words = bare.split_whitespace().count();
    if bare.ends_with(',') && (words >= 2 || resumed) && end < frame.words.end {
        let named = rules.find(rule::VERB_BESIDE, || named_speaker(reading, end, frame.words.end));
        return named.map(|words| (words, rule::VERB_BESIDE));
    }
    let introduced = first > frame.words.start + 1 && reading.is_after(first, Classes::COMMA.or(Classes::COLON));
    let sentence = bare.starts_with(char::is_uppercase) && bare.ends_with(['.', '!', '?']) && words >= 4;
    if !introduced || !sentence {
        return None;
    }
    let like = || like_that(reading, frame.words.start, first);
    if let Some(words) = rules.find(rule::BE_LIKE, like) {
        return Some((words, rule::BE_LIKE));
    }
    let subject = || speakers::main_subject(reading, frame.words.start, first);
    rules.find(rule::INTRODUCED, subject).map(|words| (words, rule::INTRODUCED))
}

/// Who is "like" something before a quotation: "I" of "he is somebody that I was like, “This is it.”"
fn like_that(reading: &Reading<'_, '_>, first: usize, quotation: usize) -> Option<Range<usize>> {
    let like = quotation.checked_sub(2).filter(|&like| reading.lexeme(like) == word::LIKE)?;
    let adverbs = (first..like).rev().take_while(|&index| reading.is(index, Classes::ADVERB)).count();
    let be = like.checked_sub(1 + adverbs).filter(|&be| be > first && reading.is(be, Classes::AUXILIARY))?;
    speakers::nearest_subject(reading, first, be + 1)
}

/// The name or pronoun with a finite verb at its side that begins at a word.
fn named_speaker(reading: &Reading<'_, '_>, from: usize, limit: usize) -> Option<Range<usize>> {
    let verbal = |index: usize| index < limit && (verbish(reading, index) || reading.finite(index));
    let name_from = |start: usize| {
        let pronoun = reading.is(start, Classes::SUBJECT_PRONOUN) && !reading.is(start, Classes::WH);
        let end = (start..limit).find(|&index| !reading.is(index, Classes::CAPITAL)).unwrap_or(limit);
        let end = if pronoun { start + 1 } else { end };
        (start < end && end - start <= 5).then_some(start..end)
    };
    let own = name_from(from).filter(|name| verbal(name.end));
    own.or_else(|| name_from(from + 1).filter(|name| verbal(from) && !reading.is(name.start, Classes::TIME)))
}

/// Whom the paragraphs around a lone quotation put forward where nobody is said to speak: the one named first in the last sentence of
/// the paragraph before, or at the very head of the paragraph after.
fn standing(reading: &Reading<'_, '_>, people: &[Span], quotation: &Quotation) -> Option<Range<usize>> {
    let document = reading.document;
    let paragraph = |index: usize| {
        document.blocks.get(index).filter(|block| block.kind == crate::BlockKind::Paragraph).map(crate::Block::span)
    };
    let quoted = |position: usize| reading.is(reading.word_from(position), Classes::QUOTED.or(Classes::MARK));
    let before = quotation.block.checked_sub(1).and_then(paragraph).and_then(|before| {
        let last = document.sentences.get(document.sentence_at(before.end.checked_sub(1)?)?)?;
        let name = people.get(people.partition_point(|name| name.start < last.span.start))?;
        (name.end <= last.span.end && !quoted(name.start)).then_some(*name)
    });
    let name = before.or_else(|| {
        let after = paragraph(quotation.block + 1)?;
        let name = people.get(people.partition_point(|name| name.start < after.start))?;
        let head = reading.word_from(name.start) - reading.word_from(after.start).min(reading.word_from(name.start));
        (name.end <= after.end && head <= 3 && !quoted(after.start)).then_some(*name)
    })?;
    Some(reading.word_from(name.start)..reading.word_from(name.end))
}

/// Who speaks in the block after one that ends with a colon: the subject of its last cue, or of its last sentence.
fn announced(reading: &Reading<'_, '_>, block: usize) -> Option<Range<usize>> {
    let before = block.checked_sub(1)?;
    let end = reading.frames.partition_point(|frame| frame.block < block);
    let frame = end.checked_sub(1).and_then(|last| reading.frames.get(last)).filter(|frame| frame.block == before)?;
    if !frame.words.end.checked_sub(1).is_some_and(|last| reading.is(last, Classes::COLON)) {
        return None;
    }
    let cue =
        frame.words.clone().rev().take(60).find(|&index| cue_at(reading, index).is_some_and(|cue| cue.lemma != ":"));
    let of_cue = cue.and_then(|cue| {
        let group = speakers::verb_group_start(reading, frame.words.start, cue);
        speakers::before(reading, frame.words.start, group)
    });
    of_cue.map(|subject| subject.words).or_else(|| speakers::main_subject(reading, frame.words.start, frame.words.end))
}

/// Quotations that stand alone: a block of nothing else goes to the last speaker; a chain over paragraphs stays one quote.
pub(super) fn floating(reading: &Reading<'_, '_>, people: &[Span], taken: &mut [bool], found: &mut Vec<Attribution>) {
    let blocks = reading.document.blocks;
    let block_at = |position: usize| blocks.partition_point(|block| block.end <= position);
    let mut by_start = BTreeMap::new();
    let mut by_end = BTreeMap::new();
    for (index, attribution) in found.iter().enumerate() {
        by_start.extend(attribution.parts.first().map(|part| (part.start, index)));
        by_end.extend(attribution.parts.last().map(|part| (part.end, index)));
    }
    for (index, quotation) in reading.quotations.iter().enumerate() {
        let Some(block) = blocks.get(quotation.block).map(crate::Block::span) else { continue };
        if taken.get(index) != Some(&false) {
            continue;
        }
        let previous = index.checked_sub(1).and_then(|previous| reading.quotations.get(previous));
        let owner = previous.and_then(|previous| by_end.get(&previous.span.end)).copied();
        if let (Some(previous), Some(owner)) = (previous, owner)
            && reading.when(rule::PARAGRAPH_CHAIN, || previous.continues)
            && let Some(owned) = found.get_mut(owner)
        {
            owned.parts.push(quotation.span);
            by_end.insert(quotation.span.end, owner);
            mark(taken, index);
            continue;
        }
        if quotation.span.trim(reading.document.text) != block {
            continue;
        }
        let last = by_start.range(..block.start).next_back().and_then(|(_, &last)| found.get(last));
        // The speaker stands in the paragraph just before.
        let near =
            last.filter(|last| last.parts.last().is_some_and(|part| block_at(part.start) + 1 == quotation.block));
        if let Some((speaker, rule, confidence)) = owner_of_alone(reading, people, quotation, near) {
            by_start.insert(quotation.span.start, found.len());
            by_end.insert(quotation.span.end, found.len());
            let confidence = if quotation.sound { confidence } else { confidence - 0.15 };
            found.push(without_cue(quotation, speaker, rule, confidence));
            mark(taken, index);
        }
    }
}

/// Who speaks in a block that is one quotation, by which rule, and how sure that is.
fn owner_of_alone(
    reading: &Reading<'_, '_>,
    people: &[Span],
    quotation: &Quotation,
    near: Option<&Attribution>,
) -> Option<(Option<Range<usize>>, Rule, f64)> {
    let rules = reading.document.rules;
    if let Some(speaker) = rules.find(rule::ANNOUNCED, || announced(reading, quotation.block)) {
        return Some((Some(speaker), rule::ANNOUNCED, 0.7));
    }
    if reading.when(rule::QUOTED_HEADING, || is_heading(reading, quotation)) {
        return None;
    }
    if let Some(last) = near {
        return reading.when(rule::FLOATING, || true).then(|| (last.speaker.clone(), rule::FLOATING, 0.7));
    }
    rules
        .find(rule::NAMED_NEARBY, || standing(reading, people, quotation))
        .map(|speaker| (Some(speaker), rule::NAMED_NEARBY, 0.55))
}

/// Whether a block of nothing but a few words in marks ends like a heading: without a stop.
fn is_heading(reading: &Reading<'_, '_>, quotation: &Quotation) -> bool {
    let words = bare(reading, quotation);
    !words.ends_with(['.', '!', '?', '…', ',']) && words.split_whitespace().count() <= HEADING && !quotation.continues
}
