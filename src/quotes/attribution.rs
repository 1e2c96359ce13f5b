//! From cues and quotations to quotes.

use std::ops::Range;

use super::speakers::{self, Subject};
use super::words::{Classes, CueVerb, Form, Reading};
use crate::analysis::{Cue, Quote, QuoteKind, Speaker};
use crate::text::Span;

/// How many words may stand between a quotation and its cue.
const GAP: usize = 14;

/// An attribution before it becomes a [`Quote`].
#[derive(Clone, Debug)]
pub(crate) struct Attribution {
    /// Pieces of content in text order, in bytes.
    pub(crate) parts: Vec<Span>,
    /// Words of the cue and its verb's dictionary form.
    pub(crate) cue: Option<(Range<usize>, &'static str)>,
    /// Words of the speaker's mention.
    pub(crate) speaker: Option<Range<usize>>,
    /// 0 to 1.
    pub(crate) confidence: f64,
    /// The rule.
    pub(crate) rule: &'static str,
}

/// All attributions of the document as quotes, in text order.
pub(crate) fn attribute(reading: &Reading<'_, '_>) -> Vec<Quote> {
    let mut taken = vec![false; reading.quotations.len()];
    let mut found: Vec<Attribution> = Vec::new();
    for (index, frame) in reading.frames.iter().enumerate() {
        for cue in frame.words.clone() {
            let Some(verb) = reading.words.get(cue).and_then(|word| word.cue) else { continue };
            if reading.is(cue, Classes::QUOTED.or(Classes::CAPITAL)) || !verb.takes('q') {
                continue;
            }
            let previous = index.checked_sub(1).and_then(|previous| reading.frames.get(previous));
            let first = match previous {
                Some(previous) if previous.block == frame.block => previous.words.start,
                _ => frame.words.start,
            };
            let end = found.len();
            direct(reading, first, frame.words.clone(), cue, verb, &mut taken, &mut found);
            if found.len() > end {
                continue;
            }
        }
    }
    floating(reading, &mut taken, &mut found);
    found.sort_by_key(|attribution| attribution.parts.first().copied());
    found.into_iter().map(|attribution| build(reading, attribution)).collect()
}

fn direct(
    reading: &Reading<'_, '_>,
    first: usize,
    frame: Range<usize>,
    cue: usize,
    verb: CueVerb,
    taken: &mut [bool],
    found: &mut Vec<Attribution>,
) {
    let start = speakers::verb_group_start(reading, frame.start, cue);
    let cue_start = reading.span(start..cue + 1).start;
    let next = reading.quotations.partition_point(|quotation| quotation.span.end <= cue_start);
    let mut parts = Vec::new();
    let mut speaker = None;
    let mut confidence = 0.0;
    if let Some(previous) = next.checked_sub(1)
        && let Some(quotation) = reading.quotations.get(previous)
        && taken.get(previous) == Some(&false)
    {
        let from = reading.word_from(quotation.span.end);
        let clear = from >= first && from <= start && start - from <= GAP && !reading.words.get(from..start).unwrap_or_default().iter().any(|word| word.is(Classes::STOP.or(Classes::COLON)));
        if clear {
            let bare = (from..start).all(|index| reading.is(index, Classes::PUNCTUATION.or(Classes::COMMA)));
            let subject = if bare {
                speakers::behind(reading, cue + 1, frame.end)
            } else {
                speakers::before(reading, from.max(frame.start), start)
            };
            let finished = quotation.span.of(reading.document.text).trim_end_matches(['"', '”', '’', '\'', '»', '“', '」']).ends_with([',', '?', '!', '.', '…', '-', '—'])
                || reading.is(from, Classes::COMMA);
            if let Some(subject) = subject.filter(|_| finished && (bare || verb.form != Form::Ing)) {
                parts.push(quotation.span);
                speaker = Some(subject);
                confidence = if quotation.sound { 0.95 } else { 0.8 };
                mark(taken, previous);
            }
        }
    }
    // The words behind the cue: "X said: ..." or the second half of an interrupted quotation.
    let text = reading.document.text;
    let behind = reading.quotations.partition_point(|quotation| quotation.span.start < reading.span(cue..cue + 1).end);
    if let Some(quotation) = reading.quotations.get(behind)
        && taken.get(behind) == Some(&false)
    {
        let to = reading.word_from(quotation.span.start);
        let gap = reading.words.get(cue + 1..to).unwrap_or_default();
        let in_frame = to < frame.end;
        let stops = gap.iter().filter(|word| word.is(Classes::STOP)).count();
        let introduced = Span::new(0, quotation.span.start).of(text).trim_end().ends_with([',', ':']) || to == cue + 1;
        if parts.is_empty() && in_frame && to > cue && to - cue <= GAP && stops == 0 && introduced {
            let subject = speakers::before(reading, frame.start, start);
            if let Some(subject) = subject {
                parts.push(quotation.span);
                speaker = Some(subject);
                confidence = if quotation.sound { 0.92 } else { 0.75 };
                mark(taken, behind);
            }
        } else if !parts.is_empty() && to > cue && to - cue <= 3 * GAP {
            // After the cue's sentence, in the same block: the same speaker goes on.
            let same_block = reading.frames.iter().any(|f| f.words.contains(&to) && f.words.contains(&cue))
                || reading.quotations.get(behind - 1).is_some_and(|before| before.block == quotation.block);
            let ended = gap.last().is_some_and(|word| word.is(Classes::STOP.or(Classes::COMMA)));
            if same_block && ended && (in_frame || stops == 1) {
                parts.push(quotation.span);
                mark(taken, behind);
            }
        }
    }
    if let Some(Subject { words, rule: _ }) = speaker {
        found.push(Attribution { parts, cue: Some((cue..cue + 1, verb.lemma)), speaker: Some(words), confidence, rule: "direct" });
    }
}

fn mark(taken: &mut [bool], index: usize) {
    if let Some(slot) = taken.get_mut(index) {
        *slot = true;
    }
}

/// Quotations that stand alone: a block of nothing else goes to the last speaker; a chain over paragraphs stays one quote.
fn floating(reading: &Reading<'_, '_>, taken: &mut [bool], found: &mut Vec<Attribution>) {
    found.sort_by_key(|attribution| attribution.parts.first().copied());
    for index in 0..reading.quotations.len() {
        let Some(quotation) = reading.quotations.get(index) else { continue };
        let Some(block) = reading.document.blocks.get(quotation.block).map(crate::Block::span) else { continue };
        if taken.get(index) != Some(&false) {
            continue;
        }
        let chained = index.checked_sub(1).and_then(|previous| reading.quotations.get(previous)).is_some_and(|previous| previous.continues);
        if chained {
            let previous_end = index.checked_sub(1).and_then(|previous| reading.quotations.get(previous)).map_or(0, |q| q.span.end);
            if let Some(last) = found.iter_mut().rev().find(|attribution| attribution.parts.last().is_some_and(|part| part.end == previous_end)) {
                last.parts.push(quotation.span);
                mark(taken, index);
                continue;
            }
        }
        let alone = quotation.span.trim(reading.document.text) == block;
        let last = found.iter().filter(|attribution| attribution.parts.first().is_some_and(|part| part.start < block.start)).next_back();
        let near = last.filter(|last| {
            let between = Span::new(last.parts.last().map_or(0, |part| part.end), block.start);
            between.of(reading.document.text).matches('\n').count() <= 2
        });
        if let (true, Some(last)) = (alone, near) {
            let speaker = last.speaker.clone();
            let confidence = if quotation.sound { 0.7 } else { 0.55 };
            let attribution = Attribution { parts: vec![quotation.span], cue: None, speaker, confidence, rule: "floating" };
            let at = found.partition_point(|attribution| attribution.parts.first().is_some_and(|part| part.start < quotation.span.start));
            found.insert(at, attribution);
            mark(taken, index);
        }
    }
}

fn build(reading: &Reading<'_, '_>, attribution: Attribution) -> Quote {
    let document = reading.document;
    let start = attribution.parts.first().map_or(0, |part| part.start);
    let end = attribution.parts.last().map_or(start, |part| part.end);
    let mut sentences: Vec<usize> = Vec::new();
    for part in &attribution.parts {
        let first = document.sentences.partition_point(|sentence| sentence.span.end <= part.start);
        let within = document.sentences.iter().skip(first).take_while(|sentence| sentence.span.start < part.end);
        for index in within.filter_map(|sentence| sentence.body_index) {
            if sentences.last() != Some(&index) {
                sentences.push(index);
            }
        }
    }
    let cue = attribution.cue.map(|(words, lemma)| {
        let span = reading.span(words);
        Cue { start: span.start, end: span.end, text: document.str(span).to_owned(), lemma: lemma.to_owned() }
    });
    let speaker = attribution.speaker.map(|words| {
        let span = reading.span(words);
        let text = document.str(span).to_owned();
        Speaker { start: span.start, end: span.end, text, entity: None, name: None, anonymous: false }
    });
    Quote {
        start,
        end,
        kind: kind(reading, &attribution.parts),
        parts: attribution.parts,
        cue,
        speaker,
        addressee: None,
        sentences,
        sentiment: None,
        confidence: attribution.confidence,
        found_by: attribution.rule.to_owned(),
    }
}

/// By the words of the content: all inside marks, none, or some.
fn kind(reading: &Reading<'_, '_>, parts: &[Span]) -> QuoteKind {
    let (mut quoted, mut plain) = (0usize, 0usize);
    for part in parts {
        let first = reading.word_from(part.start);
        for word in reading.words.iter().skip(first).take_while(|word| word.span.start < part.end) {
            if !word.is(Classes::PUNCTUATION.or(Classes::MARK)) {
                if word.is(Classes::QUOTED) {
                    quoted += word.span.len();
                } else {
                    plain += word.span.len();
                }
            }
        }
    }
    match (quoted, plain) {
        (0, _) => QuoteKind::Indirect,
        (quoted, plain) if quoted * 5 >= (quoted + plain) * 100 / 100 * 5 && plain == 0 || plain * 19 <= quoted => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}
