//! From cues and quotations to quotes.

use std::ops::Range;

use super::content::{self, Decision, Side};
use super::speakers;
use super::words::{Classes, CueVerb, Form, Frame, Reading};
use crate::analysis::{Cue, Quote, QuoteKind, Speaker};
use crate::text::Span;

/// How many words may stand between a quotation and its cue.
const GAP: usize = 14;
/// The least probability of an attribution that is reported.
const THRESHOLD: f64 = 0.45;

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

/// The cue verb at a word, if it can attribute there: never inside a quotation.
pub(crate) fn cue_at(reading: &Reading<'_, '_>, index: usize) -> Option<CueVerb> {
    let word = reading.words.get(index)?;
    word.cue.filter(|_| !word.is(Classes::QUOTED))
}

/// All attributions of the document as quotes, in text order.
pub(crate) fn attribute(reading: &Reading<'_, '_>) -> Vec<Quote> {
    let mut found: Vec<Attribution> = Vec::new();
    for (index, frame) in reading.frames.iter().enumerate() {
        for cue in frame.words.clone() {
            let Some(verb) = cue_at(reading, cue) else { continue };
            let mut behind = None;
            let mut before = None;
            for choice in content::choices(reading, index, cue, verb) {
                let decision = content::decide(&choice).filter(|decision| decision.any >= THRESHOLD);
                match choice.side {
                    Side::Behind => behind = decision,
                    Side::Before => before = decision,
                }
            }
            if behind.is_some() || before.is_some() {
                let earlier = found
                    .last()
                    .filter(|last| last.cue.as_ref().is_some_and(|(words, _)| frame.words.contains(&words.start)));
                let earlier = earlier.and_then(|last| last.speaker.clone());
                let attribution = attributed(reading, frame, cue, verb, (before, behind), earlier);
                found.push(attribution);
            }
        }
    }
    let mut taken: Vec<bool> = reading.quotations.iter().map(|quotation| covered(&found, quotation.span)).collect();
    going_on(reading, &mut taken, &mut found);
    floating(reading, &mut taken, &mut found);
    found.sort_by_key(|attribution| attribution.parts.first().copied());
    found.into_iter().map(|attribution| build(reading, attribution)).collect()
}

fn covered(found: &[Attribution], span: Span) -> bool {
    found.iter().any(|attribution| attribution.parts.iter().any(|part| part.overlaps(span)))
}

/// A cue with its content becomes an attribution.
fn attributed(
    reading: &Reading<'_, '_>,
    frame: &Frame,
    cue: usize,
    verb: CueVerb,
    (before, behind): (Option<Decision>, Option<Decision>),
    earlier: Option<Range<usize>>,
) -> Attribution {
    let mut parts = Vec::new();
    let mut confidence: f64 = 0.0;
    for decision in [before, behind].into_iter().flatten() {
        parts.push(reading.span(decision.words.0..decision.words.1));
        confidence = confidence.max(decision.any.min(0.5 + decision.exact / 2.0));
    }
    let group = speakers::verb_group_start(reading, frame.words.start, cue);
    let first = before.map_or(frame.words.start, |decision| decision.words.1.max(frame.words.start));
    let bare = (first..group).all(|index| reading.is(index, Classes::PUNCTUATION.or(Classes::COMMA).or(Classes::MARK)));
    let limit = behind.map_or(frame.words.end, |decision| decision.words.0);
    let joined = group.checked_sub(1).filter(|&index| index > frame.words.start);
    // ", adding that", "and vowed": the subject is that of the cue before, or of the sentence.
    let participle = verb.form == Form::Ing && joined.is_some_and(|index| reading.is(index, Classes::COMMA));
    let conjoined = joined.is_some_and(|index| reading.is(index, Classes::CONJUNCTION));
    let shared = || earlier.clone().or_else(|| speakers::main_subject(reading, frame.words.start, group));
    let found = if verb.lemma == "according to" {
        speakers::behind(reading, cue + 2, frame.words.end).map(|subject| subject.words)
    } else if participle || conjoined {
        shared()
    } else if before.is_some() && bare {
        let behind = speakers::behind(reading, cue + 1, limit);
        behind.or_else(|| speakers::before(reading, frame.words.start, group)).map(|subject| subject.words)
    } else {
        speakers::before(reading, first, group).map(|subject| subject.words)
    };
    let speaker = found.or_else(|| if verb.form == Form::Ing { shared() } else { None });
    Attribution {
        parts,
        cue: Some((cue..cue + if verb.lemma == "according to" { 2 } else { 1 }, verb.lemma)),
        speaker,
        confidence,
        rule: "cue",
    }
}

fn mark(taken: &mut [bool], index: usize) {
    if let Some(slot) = taken.get_mut(index) {
        *slot = true;
    }
}

/// `"One," she said. "Two."`: what follows the cue's sentence in marks, and has no cue of its own, goes on with the same speech.
fn going_on(reading: &Reading<'_, '_>, taken: &mut [bool], found: &mut [Attribution]) {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&index| {
        found.get(index).and_then(|attribution| attribution.cue.as_ref()).map(|(words, _)| words.start)
    });
    for index in 0..reading.quotations.len() {
        let Some(quotation) = reading.quotations.get(index) else { continue };
        if taken.get(index) != Some(&false) {
            continue;
        }
        let word = reading.word_from(quotation.span.start);
        let at = order.partition_point(|&other| {
            found.get(other).and_then(|a| a.cue.as_ref()).is_none_or(|(words, _)| words.start < word)
        });
        let Some(last) = at.checked_sub(1).and_then(|at| order.get(at)).and_then(|&at| found.get_mut(at)) else {
            continue;
        };
        let Some(end) = last
            .parts
            .last()
            .map(|part| part.end)
            .zip(last.cue.as_ref().map(|(words, _)| reading.span(words.clone()).end))
            .map(|(a, b)| a.max(b))
        else {
            continue;
        };
        let Some(block) = reading.document.blocks.get(quotation.block) else { continue };
        let from = reading.word_from(end);
        let direct = last.parts.iter().all(|part| reading.is(reading.word_from(part.start), Classes::QUOTED));
        let gap = reading.words.get(from..word).unwrap_or_default();
        let ended = gap.last().is_none_or(|word| word.is(Classes::STOP.or(Classes::COMMA)));
        let sentences = gap.iter().filter(|word| word.is(Classes::STOP)).count();
        if direct && end >= block.start && ended && sentences <= 1 && gap.len() <= 3 * GAP {
            last.parts.push(quotation.span);
            mark(taken, index);
        }
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
        let chained = index
            .checked_sub(1)
            .and_then(|previous| reading.quotations.get(previous))
            .is_some_and(|previous| previous.continues);
        if chained {
            let previous_end =
                index.checked_sub(1).and_then(|previous| reading.quotations.get(previous)).map_or(0, |q| q.span.end);
            if let Some(last) = found
                .iter_mut()
                .rev()
                .find(|attribution| attribution.parts.last().is_some_and(|part| part.end == previous_end))
            {
                last.parts.push(quotation.span);
                mark(taken, index);
                continue;
            }
        }
        let alone = quotation.span.trim(reading.document.text) == block;
        let last = found
            .iter()
            .filter(|attribution| attribution.parts.first().is_some_and(|part| part.start < block.start))
            .next_back();
        let near = last.filter(|last| {
            let between = Span::new(last.parts.last().map_or(0, |part| part.end), block.start);
            between.of(reading.document.text).matches('\n').count() <= 2
        });
        if let (true, Some(last)) = (alone, near) {
            let speaker = last.speaker.clone();
            let confidence = if quotation.sound { 0.7 } else { 0.55 };
            let attribution =
                Attribution { parts: vec![quotation.span], cue: None, speaker, confidence, rule: "floating" };
            let at = found.partition_point(|attribution| {
                attribution.parts.first().is_some_and(|part| part.start < quotation.span.start)
            });
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
        (quoted, plain) if quoted * 5 >= (quoted + plain) * 100 / 100 * 5 && plain == 0 || plain * 19 <= quoted => {
            QuoteKind::Direct
        }
        _ => QuoteKind::Mixed,
    }
}
