//! All rules together: from the document's words to its quotes.

use std::collections::BTreeSet;

use super::attribution::{Attribution, people};
use super::bounds::bounded;
use super::content::{self, Side, Weights};
use super::cued::{attributed, clip, is_of_whom_it_is_said};
use super::cues::{Site, cue_at, is_silent};
use super::overlaps::{covered, in_order, uncross, untangle};
use super::settle::{Settled, names_a_thing, settle};
use super::signed::signed;
use super::uncued::{beside, floating, going_on};
use super::witness::witnessed;
use super::words::{Class, Classes, Form, Reading};
use super::{speakers, transcript};
use crate::analysis::{Cue, Entity, Quote, QuoteKind, Speaker, SpokenTo};
use crate::lexicon::class;
use crate::rules::quotes as rule;
use crate::text::Span;

/// All attributions of the document as quotes, in text order.
pub(crate) fn attribute(reading: &Reading<'_, '_>, entities: &[Entity], weights: Weights<'_>) -> Vec<Quote> {
    let mut found = by_cues(reading, weights);
    untangle(reading, &mut found);
    found.retain(|attribution| !is_said_by_nobody(reading, attribution));
    found.retain(|attribution| !is_voiceless(reading, attribution) || is_quoted(reading, attribution));
    let mut taken = covered(reading, &found);
    going_on(reading, &mut taken, &mut found);
    beside(reading, &mut taken, &mut found);
    signed(reading, &mut taken, &mut found);
    floating(reading, &people(entities), &mut taken, &mut found);
    witnessed(reading, entities, &mut taken, &mut found);
    give_way_to_turns(&mut found, transcript::turns(reading, entities));
    found.iter_mut().for_each(|attribution| in_order(&mut attribution.parts));
    uncross(reading, &mut found);
    found.retain(|attribution| !attribution.parts.is_empty());
    found.sort_by_key(|attribution| attribution.parts.first().copied());
    found.into_iter().map(|attribution| build(reading, attribution)).collect()
}

/// What each cue verb attributes.
fn by_cues(reading: &Reading<'_, '_>, weights: Weights<'_>) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for (index, frame) in reading.frames.iter().enumerate() {
        for cue in frame.words.clone() {
            let Some(verb) = cue_at(reading, cue) else { continue };
            let site = Site { reading, frame, cue, verb };
            let Some(settled) = content_of(&site, index, weights) else { continue };
            if reading.when(rule::IN_DENIAL, || is_in_denial(reading, found.last(), cue)) {
                continue;
            }
            let earlier = found
                .last()
                .filter(|last| last.cue.as_ref().is_some_and(|(words, _)| frame.words.contains(&words.start)));
            let earlier = earlier.and_then(|last| last.speaker.clone());
            let attribution = attributed(&site, settled, earlier);
            if settled.after.is_some()
                && let Some(joint) = speakers::conjoined(reading, frame.words.start, cue)
            {
                clip(reading, found.last_mut(), joint);
            }
            if attribution.rule != rule::CUE || reading.when(rule::CUE, || true) {
                found.push(attribution);
            }
        }
    }
    found
}

/// "denies that she said “burn it down”": a cue within what somebody denies.
fn is_in_denial(reading: &Reading<'_, '_>, last: Option<&Attribution>, cue: usize) -> bool {
    let at = reading.token(cue).span.start;
    last.is_some_and(|last| {
        let denies = last.cue.as_ref().and_then(|(words, _)| reading.cue(words.start));
        denies.is_some_and(|verb| verb.base.is(class::DENYING))
            && last.parts.iter().any(|part| part.start <= at && at < part.end)
    })
}

/// What a cue attributes; `None` where that is nothing.
fn content_of(site: &Site<'_, '_, '_>, frame: usize, weights: Weights<'_>) -> Option<Settled> {
    if is_silent(site) {
        return None;
    }
    let (mut before, mut after) = (None, None);
    for choice in content::choices(site.reading, frame, site.cue, site.verb) {
        let decision = content::decide(&choice, weights);
        match choice.side {
            Side::Before => before = decision,
            Side::After => after = decision,
        }
    }
    let settled = settle(site, before, after);
    let after = settled.after.map(|decision| bounded(site, decision));
    let after =
        after.filter(|&after| settled.before.is_some() || !site.when(rule::NO_CLAUSE, || names_a_thing(site, after)));
    let settled = Settled { after, ..settled };
    (settled.before.is_some() || settled.after.is_some()).then_some(settled)
}

/// Whether nobody says what is attributed: developments, signs and facts suggest things, and a participle may hang on nobody.
fn is_voiceless(reading: &Reading<'_, '_>, attribution: &Attribution) -> bool {
    match (&attribution.speaker, &attribution.cue) {
        (Some(words), _) => {
            // "If you think about it": who reads the text says nothing in it.
            let reader = || words.len() == 1 && reading.token(words.start).is(class::TEXT_READER);
            reading.when(rule::MUTE_SPEAKER, || reading.is(words.end.saturating_sub(1), Classes::MUTE))
                || reading.when(rule::TEXT_READER, reader)
        }
        (None, Some((words, _))) => reading.cue(words.start).is_some_and(|cue| {
            let participle = || cue.form == Form::Ing && cue.class != Class::Frame;
            reading.when(rule::NOBODYS_PARTICIPLE, participle)
                || reading.when(rule::SAID_OF_SOMEBODY, || {
                    is_of_whom_it_is_said(reading, words.start, cue, &attribution.parts)
                })
        }),
        (None, None) => false,
    }
}

/// "Nobody said “thank you”", "nothing about the letter shows that", "little in it suggests that": whether who speaks is no one.
fn is_said_by_nobody(reading: &Reading<'_, '_>, attribution: &Attribution) -> bool {
    let Some(words) = &attribution.speaker else { return false };
    let nobody = |index: usize| reading.is_written(index, class::NOBODY);
    let preposition = words.start.checked_sub(1).filter(|&index| reading.is_written(index, class::LITTLE_PREPOSITION));
    let inner = preposition.and_then(|index| index.checked_sub(1));
    let little = || {
        reading.is_written(words.start, class::LITTLE) && reading.is_written(words.start + 1, class::LITTLE_PREPOSITION)
    };
    // "something Sanders aides argue", "no wonder Sanders said": another one speaks.
    let next = words.start + 1;
    let other = reading.is_written(next, class::NO_DOUBT)
        || reading.is(next, Classes::CAPITAL) && reading.lexeme(words.start).is(class::NOBODY_ALONE);
    reading.when(rule::NOBODY, || nobody(words.start) && !other || inner.is_some_and(nobody) || little())
}

/// Whether a part begins in quotation marks.
fn is_quoted(reading: &Reading<'_, '_>, attribution: &Attribution) -> bool {
    attribution.parts.iter().any(|part| reading.is(reading.word_from(part.start), Classes::QUOTED))
}

/// Adds the turns of a transcript. The colon after a label has been taken for a cue.
fn give_way_to_turns(found: &mut Vec<Attribution>, turns: Vec<Attribution>) {
    let said: BTreeSet<Span> = turns.iter().flat_map(|turn| turn.parts.iter().copied()).collect();
    let starts: BTreeSet<usize> = said.iter().map(|part| part.start).collect();
    found.retain(|attribution| {
        let labelled = |part: &Span| starts.range(part.start + 1..part.end.max(part.start + 1)).next().is_some();
        !attribution.parts.iter().all(|part| said.contains(part)) && !attribution.parts.iter().any(labelled)
    });
    found.extend(turns);
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
        kind: if attribution.rule == rule::TRANSCRIPT { QuoteKind::Direct } else { kind(reading, &attribution.parts) },
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
        found_by: attribution.rule.name().to_owned(),
    }
}

/// By the words of the content: all inside marks, none, or some.
fn kind(reading: &Reading<'_, '_>, parts: &[Span]) -> QuoteKind {
    let (mut quoted, mut plain) = (0usize, 0usize);
    for part in parts {
        let first = reading.word_from(part.start);
        for index in (first..reading.len()).take_while(|&index| reading.token(index).span.start < part.end) {
            let length = reading.token(index).span.len();
            match reading.classes(index) {
                mark if mark.is(Classes::PUNCTUATION.or(Classes::MARK)) => {}
                word if word.is(Classes::QUOTED) => quoted += length,
                _ => plain += length,
            }
        }
    }
    match (quoted, plain) {
        (0, _) => QuoteKind::Indirect,
        // Up to one letter in twenty may stand outside the marks.
        (quoted, plain) if plain * 19 <= quoted => QuoteKind::Direct,
        _ => QuoteKind::Mixed,
    }
}
