//! From cues and quotations to quotes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::content::{self, Decision, Side, Weights};
use super::marks::Quotation;
use super::settle::{commands, settle, with_concession, with_verb, withheld, within_clause};
use super::words::{Class, Classes, CueVerb, Form, Frame, Reading};
use super::{speakers, transcript};
use crate::analysis::{Cue, Entity, EntityType, Quote, QuoteKind, Speaker, SpokenTo};
use crate::lexicon::word;
use crate::rules::quotes as rule;
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
    /// Words of who is told.
    pub(crate) addressee: Option<Range<usize>>,
    /// 0 to 1.
    pub(crate) confidence: f64,
    /// The rule.
    pub(crate) rule: &'static str,
}

/// The cue verb at a word, if it can attribute there: never inside a quotation.
pub(crate) fn cue_at(reading: &Reading<'_, '_>, index: usize) -> Option<CueVerb> {
    let word = reading.words.get(index)?;
    word.cue.filter(|verb| {
        let noun = speakers::plural_noun(reading, index) || verb.form == Form::Base && is_written(reading, index);
        !noun && !word.is(Classes::QUOTED)
    })
}

/// Whether the word is a thing that somebody writes in: "wrote in a note that".
fn is_written(reading: &Reading<'_, '_>, index: usize) -> bool {
    let at = reading.document.at(index);
    reading.document.rules.when(rule::WRITTEN_NOUN, || {
        matches!(at.back(1).str(), "a" | "an" | "the" | "one") && at.back(2).lexeme() == word::IN
    })
}

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

/// Puts parts in text order and joins those that overlap: where marks are broken, a part may be found before or inside another.
fn in_order(parts: &mut Vec<Span>) {
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
fn uncross(reading: &Reading<'_, '_>, found: &mut [Attribution]) {
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
///
/// A part that runs from one quotation to another over a second cue keeps the quotation beside its own cue. Of two cues with the very
/// same part, the colon loses; quoted words stay with the first cue, a reported clause with the one that stands nearest.
fn untangle(reading: &Reading<'_, '_>, found: &mut Vec<Attribution>) {
    let cue_of =
        |attribution: &Attribution| attribution.cue.as_ref().map(|(words, _)| reading.span(words.clone()).start);
    let mut cues: Vec<usize> = found.iter().filter_map(cue_of).collect();
    cues.sort_unstable();
    for attribution in found.iter_mut() {
        let own = cue_of(attribution).unwrap_or(0);
        for part in &mut attribution.parts {
            let at = cues.partition_point(|&cue| cue < part.start);
            if cues.get(at).is_none_or(|&cue| cue >= part.end) {
                continue;
            }
            let first = reading.quotations.partition_point(|quotation| quotation.span.end <= part.start);
            let last = reading.quotations.partition_point(|quotation| quotation.span.start < part.end);
            let (first, last) =
                (reading.quotations.get(first), last.checked_sub(1).and_then(|at| reading.quotations.get(at)));
            if let (Some(first), Some(last)) = (first, last)
                && first != last
                && first.span.start <= part.start
                && last.span.end >= part.end
            {
                *part = if part.start < own { last.span } else { first.span };
            }
        }
    }
    let mut owners: BTreeMap<Span, usize> = BTreeMap::new();
    let mut lost: Vec<(usize, Span)> = Vec::new();
    for (index, attribution) in found.iter().enumerate() {
        for &part in &attribution.parts {
            let Some(&owner) = owners.get(&part) else {
                owners.insert(part, index);
                continue;
            };
            let colon = |index: usize| {
                found.get(index).and_then(|other| other.cue.as_ref()).is_some_and(|(_, lemma)| *lemma == ":")
            };
            let quoted = reading.is(reading.word_from(part.start), Classes::QUOTED);
            // "Asked to respond, Smith said": who answers is told by the second.
            let speakerless = |index: usize| found.get(index).is_some_and(|other| other.speaker.is_none());
            let named = speakerless(owner) && !speakerless(index);
            if owner == index || colon(index) || quoted && !colon(owner) && !named {
                lost.push((index, part));
            } else {
                lost.push((owner, part));
                owners.insert(part, index);
            }
        }
    }
    for (index, part) in lost {
        if let Some(loser) = found.get_mut(index)
            && let Some(at) = loser.parts.iter().position(|&other| other == part)
        {
            loser.parts.remove(at);
        }
    }
    found.retain(|attribution| !attribution.parts.is_empty());
}

/// For each quotation, whether any content overlaps it. One pass over both, in text order.
fn covered(reading: &Reading<'_, '_>, found: &[Attribution]) -> Vec<bool> {
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

/// "said the bridge was safe and added that ...": what the first verb reports ends where the second one is joined.
fn clip(reading: &Reading<'_, '_>, earlier: Option<&mut Attribution>, joint: usize) {
    let Some(part) = earlier.and_then(|earlier| earlier.parts.last_mut()) else { return };
    let Some(last) = joint.checked_sub(1).and_then(|last| reading.words.get(last)) else { return };
    if part.start < last.span.start && last.span.end < part.end {
        part.end = last.span.end;
    }
}

/// Who is told: the noun phrase between a verb of telling and its content.
fn addressee(reading: &Reading<'_, '_>, cue: usize, verb: CueVerb, limit: usize) -> Option<Range<usize>> {
    const TELLING: [&str; 8] = ["tell", "assure", "remind", "inform", "warn", "urge", "ask", "advise"];
    if !TELLING.contains(&verb.lemma) || reading.is(cue + 1, Classes::PREPOSITION.or(Classes::SUBORDINATOR)) {
        return None;
    }
    // "told her that", but "told her supporters that"
    let owner = reading.is(cue + 1, Classes::POSSESSIVE)
        && limit > cue + 2
        && reading.words.get(cue + 2).is_some_and(|word| word.classes.0 == 0 && word.cue.is_none());
    if reading.is(cue + 1, Classes::OBJECT_PRONOUN) && !owner {
        return Some(cue + 1..cue + 2).filter(|words| words.end <= limit);
    }
    let mut words = speakers::behind(reading, cue + 1, limit)?.words;
    // "told the BBC in 1991"
    let when = (words.start + 1..words.end).find(|&index| {
        let year = reading.str(index + 1);
        matches!(reading.str(index), "in" | "on")
            && (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
                || reading.is(index + 1, Classes::TIME))
    });
    words.end = when.unwrap_or(words.end);
    // "told the BBC's programme": not the owner's mark.
    if words.len() > 1 && reading.is(words.end - 1, Classes::CLITIC) {
        words.end -= 1;
    }
    Some(words)
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
        // Words and speaker together: of speakers one in twenty is wrong.
        confidence = confidence.max(decision.exact * 0.95);
    }
    let group = speakers::verb_group_start(reading, frame.words.start, cue);
    let first = before.map_or(frame.words.start, |decision| decision.words.1.max(frame.words.start));
    let bare = (first..group).all(|index| reading.is(index, Classes::PUNCTUATION.or(Classes::COMMA).or(Classes::MARK)));
    let limit = behind.map_or(frame.words.end, |decision| decision.words.0);
    let joined = group.checked_sub(1).filter(|&index| index > frame.words.start);
    // ", adding that", "and vowed": the subject is that of the cue before, or of the sentence.
    let participle = verb.form == Form::Ing && joined.is_some_and(|index| reading.is(index, Classes::COMMA));
    let conjoined = joined.is_some_and(|index| reading.is(index, Classes::CONJUNCTION));
    let shared = || {
        let main = || speakers::main_subject(reading, frame.words.start, group);
        earlier.clone().or_else(|| speakers::of_row(reading, frame.words.start, group)).or_else(main)
    };
    // "According to him,", but "According to her sister,"
    let pronoun = reading.is(cue + 2, Classes::OBJECT_PRONOUN)
        && reading.is(cue + 3, Classes::COMMA.or(Classes::STOP).or(Classes::MARK));
    let found = if verb.lemma == "according to" && pronoun {
        Some(cue + 2..cue + 3)
    } else if verb.lemma == "according to" {
        speakers::behind(reading, cue + 2, frame.words.end).map(|subject| subject.words)
    } else if verb.lemma == ":" && before.is_some() {
        speakers::behind(reading, cue + 1, frame.words.end).map(|subject| subject.words)
    } else if verb.lemma == ":" {
        // "Smith was blunt: ..." has a verb, "Mayor: ..." has none, and neither has "... in the race - Mayor: ...".
        let dash = (frame.words.start..cue).rev().take(8).find(|&index| reading.is(index, Classes::DASH));
        let dash = dash.filter(|&dash| {
            dash > frame.words.start
                && !(dash..cue).any(|index| speakers::verbish(reading, index) || reading.is(index, Classes::COMMA))
        });
        let label = dash.and_then(|dash| speakers::before(reading, dash + 1, group)).map(|subject| subject.words);
        let subject = label.or_else(|| speakers::main_subject(reading, frame.words.start, cue));
        let subject = subject.or_else(|| speakers::before(reading, first, group).map(|subject| subject.words));
        // "Then, after a moment: ..."
        subject.filter(|words| {
            let before = words.start.checked_sub(1).filter(|&before| before >= frame.words.start);
            !before.is_some_and(|before| matches!(reading.str(before), "after" | "After" | "before" | "Before"))
        })
    } else if behind.is_some() && group == frame.words.start && verb.form != Form::Ing {
        // "Said Smith: ..."
        speakers::behind(reading, cue + 1, limit).map(|subject| subject.words)
    } else if participle || conjoined {
        shared()
    } else if before.is_some() && bare {
        let behind = speakers::behind(reading, cue + 1, limit);
        behind.or_else(|| speakers::before(reading, frame.words.start, group)).map(|subject| subject.words)
    } else {
        speakers::before(reading, first, group).map(|subject| subject.words)
    };
    // "In a letter warning that ...", "called to say that ...": whoever acts in the clause that it hangs on.
    let hanging = matches!(verb.form, Form::Ing | Form::Base) && verb.class != Class::Frame;
    // "Smith issued a statement saying": whoever issues it.
    let found = match found {
        Some(words) if verb.form == Form::Ing && before.is_none() && verb.class != Class::Frame => {
            Some(speakers::issuer(reading, frame.words.start, words.clone()).unwrap_or(words))
        }
        found => found,
    };
    let speaker = found
        .or_else(|| if verb.form == Form::Ing { shared() } else { None })
        .or_else(|| if hanging { speakers::nearest_subject(reading, frame.words.start, group) } else { None });
    // "It was noted that", "is said to be": of whom it is said, and not who says it.
    let speaker = speaker.filter(|words| before.is_some() || words.start > cue || !passive(reading, group, cue, verb));
    // "asked its leader": whoever asks behind the verb is not the one who is asked.
    let addressee = addressee(reading, cue, verb, limit).filter(|words| {
        speaker.as_ref().is_none_or(|speaker| speaker.end <= words.start || words.end <= speaker.start)
    });
    Attribution {
        parts,
        addressee,
        cue: Some((cue..cue + if verb.lemma == "according to" { 2 } else { 1 }, verb.lemma)),
        speaker,
        confidence,
        rule: "cue",
    }
}

/// Whether a cue is a participle behind a form of "to be".
fn passive(reading: &Reading<'_, '_>, group: usize, cue: usize, verb: CueVerb) -> bool {
    const BE: [&str; 10] = ["is", "was", "are", "were", "be", "been", "being", "'s", "’s", "'re"];
    let adverbs =
        (group..cue).rev().take_while(|&index| reading.is(index, Classes::ADVERB.or(Classes::NEGATION))).count();
    let helper = cue.checked_sub(1 + adverbs).filter(|&helper| helper >= group);
    matches!(verb.form, Form::Past)
        && !matches!(verb.lemma, "convince" | "persuade" | "assure")
        && verb.class != Class::Frame
        && helper.is_some_and(|helper| BE.contains(&reading.str(helper)))
}

/// "was said to be in danger", "is called a saint", "are asked to call": a passive with no clause of its own tells of somebody and not
/// what anybody says.
fn is_of_whom_it_is_said(reading: &Reading<'_, '_>, cue: usize, verb: CueVerb, parts: &[Span]) -> bool {
    let Some(part) = parts.first() else { return false };
    let (first, end) = (reading.word_from(part.start), reading.word_from(part.end));
    let clause = (first..end).any(|index| speakers::verbish(reading, index));
    passive(reading, cue.saturating_sub(6), cue, verb) && (reading.str(first) == "to" || !clause)
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

/// Quotations whose own marks and commas show that someone speaks, by a verb that no list has: `"One," Smith boomed`, and
/// `Smith commented on the plan, "One."`
fn beside(reading: &Reading<'_, '_>, taken: &mut [bool], found: &mut Vec<Attribution>) {
    for (index, quotation) in reading.quotations.iter().enumerate() {
        if taken.get(index) != Some(&false) || !quotation.sound {
            continue;
        }
        let (first, end) = (reading.word_from(quotation.span.start), reading.word_from(quotation.span.end));
        let frame = reading.frames.partition_point(|frame| frame.words.end <= first);
        let Some(frame) = reading.frames.get(frame).filter(|frame| frame.words.contains(&first)) else { continue };
        let inside = quotation.span.of(reading.document.text);
        let bare = inside.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | '.' | '!' | '?'));
        let words = bare.split_whitespace().count();
        let speaker = if bare.ends_with(',') && words >= 2 && end < frame.words.end {
            named_speaker(reading, end, frame.words.end)
        } else {
            let introduced = first.checked_sub(1).is_some_and(|before| {
                before > frame.words.start && reading.is(before, Classes::COMMA.or(Classes::COLON))
            });
            let sentence = bare.starts_with(char::is_uppercase) && bare.ends_with(['.', '!', '?']) && words >= 4;
            (introduced && sentence).then(|| speakers::main_subject(reading, frame.words.start, first)).flatten()
        };
        if let Some(speaker) = speaker {
            let parts = vec![quotation.span];
            found.push(Attribution {
                parts,
                cue: None,
                speaker: Some(speaker),
                addressee: None,
                confidence: 0.55,
                rule: "beside",
            });
            mark(taken, index);
        }
    }
}

/// The name or pronoun with a finite verb at its side that begins at a word.
fn named_speaker(reading: &Reading<'_, '_>, from: usize, limit: usize) -> Option<Range<usize>> {
    let verbal =
        |index: usize| index < limit && (speakers::verbish(reading, index) || super::finite(reading.str(index)));
    let name_from = |start: usize| {
        let pronoun = reading.is(start, Classes::SUBJECT_PRONOUN) && !reading.is(start, Classes::WH);
        let end = (start..limit).find(|&index| !reading.is(index, Classes::CAPITAL)).unwrap_or(limit);
        let end = if pronoun { start + 1 } else { end };
        (start < end && end - start <= 5).then_some(start..end)
    };
    let own = name_from(from).filter(|name| verbal(name.end));
    own.or_else(|| name_from(from + 1).filter(|name| verbal(from) && !reading.is(name.start, Classes::TIME)))
}

/// The names of people, in text order.
pub(super) fn people(entities: &[Entity]) -> Vec<Span> {
    let people = entities.iter().filter(|entity| entity.kind == EntityType::Person);
    let mut names: Vec<Span> = people.flat_map(|person| person.mentions.iter().map(crate::Mention::span)).collect();
    names.sort();
    names
}

/// Whom the paragraphs around a lone quotation put forward where nobody is said to speak: the one named first in the last sentence of
/// the paragraph before, or at the very head of the paragraph behind.
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
        let behind = paragraph(quotation.block + 1)?;
        let name = people.get(people.partition_point(|name| name.start < behind.start))?;
        let head = reading.word_from(name.start) - reading.word_from(behind.start).min(reading.word_from(name.start));
        (name.end <= behind.end && head <= 3 && !quoted(behind.start)).then_some(*name)
    })?;
    Some(reading.word_from(name.start)..reading.word_from(name.end))
}

/// Who speaks in the block behind one that ends with a colon: the subject of its last cue, or of its last sentence.
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
fn floating(reading: &Reading<'_, '_>, people: &[Span], taken: &mut [bool], found: &mut Vec<Attribution>) {
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
        if let Some(chained) = previous.filter(|previous| previous.continues)
            && let Some(&owner) = by_end.get(&chained.span.end)
            && let Some(owned) = found.get_mut(owner)
        {
            owned.parts.push(quotation.span);
            by_end.insert(quotation.span.end, owner);
            mark(taken, index);
            continue;
        }
        let alone = quotation.span.trim(reading.document.text) == block;
        let last = by_start.range(..block.start).next_back().and_then(|(_, &last)| found.get(last));
        // The speaker stands in the paragraph just before.
        let near =
            last.filter(|last| last.parts.last().is_some_and(|part| block_at(part.start) + 1 == quotation.block));
        let sound = |confidence: f64| if quotation.sound { confidence } else { confidence - 0.15 };
        let announced = announced(reading, quotation.block);
        let owner = match near {
            _ if announced.is_some() => announced.map(|speaker| (Some(speaker), sound(0.7))),
            Some(last) => Some((last.speaker.clone(), sound(0.7))),
            None => standing(reading, people, quotation).map(|speaker| (Some(speaker), sound(0.55))),
        };
        if let (true, Some((speaker, confidence))) = (alone, owner) {
            let parts = vec![quotation.span];
            by_start.insert(quotation.span.start, found.len());
            by_end.insert(quotation.span.end, found.len());
            found.push(Attribution { parts, cue: None, speaker, addressee: None, confidence, rule: "floating" });
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
