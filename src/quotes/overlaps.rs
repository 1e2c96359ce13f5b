//! Each piece of content has one cue, and no quote crosses another.

use std::collections::BTreeMap;

use super::attribution::Attribution;
use super::words::{Classes, Reading};
use crate::text::Span;

/// Puts parts in text order and joins those that overlap: where marks are broken, a part may be found before or inside another.
pub(super) fn in_order(parts: &mut Vec<Span>) {
    parts.retain(|part| !part.is_empty());
    parts.sort();
    parts.dedup_by(|later, earlier| {
        let overlap = later.start < earlier.end;
        if overlap {
            earlier.end = earlier.end.max(later.end);
        }
        overlap
    });
}

/// Quotes may lie one within another, but none begins inside a part of another and ends outside: the earlier part ends there, or, where
/// it would be left with the other's cue for its end, it is dropped.
pub(super) fn uncross(reading: &Reading<'_, '_>, found: &mut [Attribution]) {
    let mut parts: Vec<(Span, usize, usize)> = Vec::new();
    for (owner, attribution) in found.iter().enumerate() {
        parts.extend(attribution.parts.iter().enumerate().map(|(index, &part)| (part, owner, index)));
    }
    parts.sort_by_key(|(part, ..)| (part.start, std::cmp::Reverse(part.end)));
    let cues: Vec<Option<Span>> =
        found.iter().map(|found| found.cue.as_ref().map(|(words, _)| reading.span(words.clone()))).collect();
    let mut open: Vec<(Span, usize, usize)> = Vec::new();
    for (part, owner, index) in parts {
        open.retain(|(other, ..)| other.end > part.start);
        let cue = cues.get(owner).copied().flatten();
        for (other, other_owner, other_index) in &mut open {
            if other.end >= part.end || other.start >= part.start {
                continue;
            }
            let swallows = cue.is_some_and(|cue| other.start <= cue.start && cue.end <= part.start);
            let clipped = Span::new(other.start, part.start).trim(reading.document.text);
            *other = if swallows { Span::default() } else { clipped };
            if let Some(slot) = found.get_mut(*other_owner).and_then(|found| found.parts.get_mut(*other_index)) {
                *slot = *other;
            }
        }
        open.push((part, owner, index));
        // Deeper nests than this are no news; what is open longest is forgotten first.
        if open.len() > 8 {
            open.remove(0);
        }
    }
    found.iter_mut().for_each(|attribution| attribution.parts.retain(|part| !part.is_empty()));
}

/// Gives each piece of content to one cue: `"One," she said, "two," she added, "three."`
pub(super) fn untangle(reading: &Reading<'_, '_>, found: &mut Vec<Attribution>) {
    part_at_cues(reading, found);
    let lost = lost_parts(reading, found);
    for (index, part) in lost {
        if let Some(loser) = found.get_mut(index)
            && let Some(at) = loser.parts.iter().position(|&other| other == part)
        {
            loser.parts.remove(at);
        }
    }
    found.retain(|attribution| !attribution.parts.is_empty());
}

/// A part that runs from one quotation to another over a second cue keeps the quotation beside its own cue.
fn part_at_cues(reading: &Reading<'_, '_>, found: &mut [Attribution]) {
    let cue_of =
        |attribution: &Attribution| attribution.cue.as_ref().map(|(words, _)| reading.span(words.clone()).start);
    let mut cues: Vec<usize> = found.iter().filter_map(cue_of).collect();
    cues.sort_unstable();
    for attribution in found.iter_mut() {
        let own = cue_of(attribution).unwrap_or(0);
        for part in &mut attribution.parts {
            let at = cues.partition_point(|&cue| cue < part.start);
            let crossed = cues.get(at).is_some_and(|&cue| cue < part.end);
            if let Some((first, last)) = outer_quotations(reading, *part).filter(|_| crossed) {
                *part = if part.start < own { last } else { first };
            }
        }
    }
}

/// The two quotations that a part begins and ends with, where they are two.
fn outer_quotations(reading: &Reading<'_, '_>, part: Span) -> Option<(Span, Span)> {
    let quotations = &reading.quotations;
    let first = quotations.get(quotations.partition_point(|quotation| quotation.span.end <= part.start))?;
    let last = quotations.partition_point(|quotation| quotation.span.start < part.end).checked_sub(1)?;
    let last = quotations.get(last)?;
    let outer = first != last && first.span.start <= part.start && last.span.end >= part.end;
    outer.then_some((first.span, last.span))
}

/// Of two cues with the very same part, which one loses it: the colon; quoted words stay with the first cue, a reported clause with the
/// one that stands nearest.
fn lost_parts(reading: &Reading<'_, '_>, found: &[Attribution]) -> Vec<(usize, Span)> {
    let colon =
        |index: usize| found.get(index).and_then(|other| other.cue.as_ref()).is_some_and(|(_, lemma)| *lemma == ":");
    // "Asked to respond, Smith said": who answers is told by the second.
    let speakerless = |index: usize| found.get(index).is_some_and(|other| other.speaker.is_none());
    let mut owners: BTreeMap<Span, usize> = BTreeMap::new();
    let mut lost: Vec<(usize, Span)> = Vec::new();
    for (index, attribution) in found.iter().enumerate() {
        for &part in &attribution.parts {
            let Some(&owner) = owners.get(&part) else {
                owners.insert(part, index);
                continue;
            };
            let quoted = reading.is(reading.word_from(part.start), Classes::QUOTED);
            let named = speakerless(owner) && !speakerless(index);
            if owner == index || colon(index) || quoted && !colon(owner) && !named {
                lost.push((index, part));
            } else {
                lost.push((owner, part));
                owners.insert(part, index);
            }
        }
    }
    lost
}

/// For each quotation, whether any content overlaps it. One pass over both, in text order.
pub(super) fn covered(reading: &Reading<'_, '_>, found: &[Attribution]) -> Vec<bool> {
    let mut parts: Vec<Span> = found.iter().flat_map(|attribution| attribution.parts.iter().copied()).collect();
    parts.sort();
    let mut next = parts.into_iter().peekable();
    let mut reached = 0;
    let quotations = reading.quotations.iter();
    quotations
        .map(|quotation| {
            let mut overlaps = reached > quotation.span.start;
            while let Some(part) = next.next_if(|part| part.start < quotation.span.end) {
                overlaps |= part.overlaps(quotation.span);
                reached = reached.max(part.end);
            }
            overlaps
        })
        .collect()
}
