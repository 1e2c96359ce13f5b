//! All rules together: from the document's words to its quotes.

use std::collections::BTreeSet;

use super::attribution::{Attribution, people};
use super::content::{self, Side, Weights};
use super::cued::{attributed, clip, is_of_whom_it_is_said};
use super::cues::cue_at;
use super::overlaps::{covered, in_order, uncross, untangle};
use super::settle::{commands, settle, with_concession, with_verb, withheld, within_clause};
use super::uncued::{beside, floating, going_on};
use super::words::{Class, Classes, Form, Reading};
use super::{speakers, transcript};
use crate::analysis::{Cue, Entity, Quote, QuoteKind, Speaker, SpokenTo};
use crate::text::Span;

/// All attributions of the document as quotes, in text order.
pub(crate) fn attribute(reading: &Reading<'_, '_>, entities: &[Entity], weights: Weights<'_>) -> Vec<Quote> {
    let mut found: Vec<Attribution> = Vec::new();
    for (index, frame) in reading.frames.iter().enumerate() {
        for cue in frame.words.clone() {
            let Some(verb) = cue_at(reading, cue) else { continue };
            let mut decisions = (None, None);
            for choice in content::choices(reading, index, cue, verb) {
                let decision = content::decide(&choice, weights);
                match choice.side {
                    Side::Before => decisions.0 = decision,
                    Side::Behind => decisions.1 = decision,
                }
            }
            let passed = matches!(verb.form, Form::Past | Form::Participle)
                && verb.class != Class::Frame
                && speakers::hangs_on_noun(reading, frame.words.start, cue, frame.words.end);
            if passed || withheld(reading, frame, cue) || commands(reading, frame, cue, verb) {
                continue;
            }
            let (before, behind) = settle(reading, frame, cue, verb, decisions);
            let behind = behind.map(|decision| within_clause(reading, cue, decision));
            let behind = behind.map(|decision| with_concession(reading, frame, decision));
            let behind = behind.map(|decision| with_verb(reading, frame, verb, decision));
            if behind.is_some() || before.is_some() {
                let earlier = found
                    .last()
                    .filter(|last| last.cue.as_ref().is_some_and(|(words, _)| frame.words.contains(&words.start)));
                let earlier = earlier.and_then(|last| last.speaker.clone());
                let attribution = attributed(reading, frame, cue, verb, (before, behind), earlier);
                if let Some(joint) = speakers::conjoined(reading, frame.words.start, cue).filter(|_| behind.is_some()) {
                    clip(reading, found.last_mut(), joint);
                }
                found.push(attribution);
            }
        }
    }
    untangle(reading, &mut found);
    // Developments, signs and facts suggest things, but nobody said them; nor did a participle's that hangs on nobody.
    found.retain(|attribution| {
        let voiceless = match (&attribution.speaker, &attribution.cue) {
            (Some(words), _) => {
                // "If you think about it": who reads the text says nothing in it.
                let readers = words.len() == 1
                    && ["you", "anyone", "anybody", "whoever"]
                        .iter()
                        .any(|reader| reading.str(words.start).eq_ignore_ascii_case(reader));
                reading.is(words.end.saturating_sub(1), Classes::MUTE)
                    || readers
                    || matches!(reading.str(words.start), "No" | "no" | "Nobody" | "nobody" | "None" | "none")
            }
            (None, Some((words, _))) => {
                let cue = reading.words.get(words.start).and_then(|word| word.cue);
                cue.is_some_and(|cue| cue.form == Form::Ing && cue.class != Class::Frame)
                    || cue.is_some_and(|cue| is_of_whom_it_is_said(reading, words.start, cue, &attribution.parts))
            }
            (None, None) => false,
        };
        !voiceless || attribution.parts.iter().any(|part| reading.is(reading.word_from(part.start), Classes::QUOTED))
    });
    let mut taken = covered(reading, &found);
    going_on(reading, &mut taken, &mut found);
    beside(reading, &mut taken, &mut found);
    floating(reading, &people(entities), &mut taken, &mut found);
    let turns = transcript::turns(reading, entities);
    // The colon behind a label has been taken for a cue.
    let said: BTreeSet<Span> = turns.iter().flat_map(|turn| turn.parts.iter().copied()).collect();
    let starts: BTreeSet<usize> = said.iter().map(|part| part.start).collect();
    found.retain(|attribution| {
        let labelled = |part: &Span| starts.range(part.start + 1..part.end.max(part.start + 1)).next().is_some();
        !attribution.parts.iter().all(|part| said.contains(part)) && !attribution.parts.iter().any(labelled)
    });
    found.extend(turns);
    found.iter_mut().for_each(|attribution| in_order(&mut attribution.parts));
    uncross(reading, &mut found);
    found.retain(|attribution| !attribution.parts.is_empty());
    found.sort_by_key(|attribution| attribution.parts.first().copied());
    found.into_iter().map(|attribution| build(reading, attribution)).collect()
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
        Speaker { start: span.start, end: span.end, text, entity: None, name: None, anonymous: false, source: None }
    });
    Quote {
        start,
        end,
        kind: if attribution.rule == transcript::RULE { QuoteKind::Direct } else { kind(reading, &attribution.parts) },
        parts: attribution.parts,
        cue,
        speaker,
        addressee: attribution.addressee.map(|words| {
            let span = reading.span(words);
            SpokenTo { start: span.start, end: span.end, text: document.str(span).to_owned() }
        }),
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
