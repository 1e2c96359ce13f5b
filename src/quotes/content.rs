//! Which words a cue attributes: a log-linear choice among the stretches that can stand after it and before it.
//!
//! For each cue and each side the candidates are "nothing" and every stretch between a plausible first and a plausible last word. The
//! score of a stretch is the sum of weights of the features of the cue, of its first word, of its last word, and of both together; the
//! weights are trained (`training/src/quotes.rs`) as a conditional log-linear model and stored as bytes, with features hashed into
//! a fixed table (Weinberger et al. 2009, "Feature Hashing for Large Scale Multitask Learning").

use std::ops::Range;

use super::marks::Quotation;
use super::speakers;
use super::words::{Class, Classes, CueVerb, Form, Frame, Reading, verbish};
use crate::container::{Damage, Format};
use crate::lexicon::{class, word};

/// Binary logarithm of the number of weights.
pub(crate) const TABLE_BITS: u32 = 17;
/// The farthest first word after a cue, in words.
const START_REACH: usize = 16;
/// The most last words that are looked at after a cue.
const ENDS: usize = 32;
/// The farthest first word of a quotation after a cue in its frame, in words.
const FAR: usize = 60;
/// The farthest end of a frame that is looked at after a cue, in words: beyond it is no sentence.
const LONGEST: usize = 400;
/// Words of a stretch whose commas and verbs are counted.
const COUNTED: usize = 60;
/// The most first words that are looked at before a cue.
const STARTS: usize = 12;

/// On which side of its cue content stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// "... said the bridge is safe"
    After,
    /// "The bridge is safe, ... said"
    Before,
}

/// A first or last word with its features.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    /// Index of the word; for a last word, of the word after it.
    pub(crate) word: usize,
    /// Indexes into the weights.
    pub(crate) features: Vec<u32>,
}

/// Every stretch that can be the content of one cue on one side.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The word that heads the cue.
    pub(crate) cue: usize,
    /// Where the content stands.
    pub(crate) side: Side,
    /// Features of there being content at all.
    pub(crate) cue_features: Vec<u32>,
    /// First words.
    pub(crate) starts: Vec<Edge>,
    /// Last words.
    pub(crate) ends: Vec<Edge>,
    /// Stretches: index into `starts`, index into `ends`, features of the two together.
    pub(crate) stretches: Vec<(usize, usize, Vec<u32>)>,
}

fn hash(template: u32, a: u64, b: u64) -> u32 {
    let mut h = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ a.wrapping_mul(0xbf58_476d_1ce4_e5b9)
        ^ b.rotate_left(31).wrapping_mul(0x94d0_49bb_1331_11eb);
    h ^= h >> 29;
    h = h.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    h ^= h >> 32;
    u32::try_from(h & ((1 << TABLE_BITS) - 1)).unwrap_or_default()
}

/// What a word is without which word it is: its closed classes, or the look of an open-class word. The trained weights hold for these
/// numbers alone.
fn look(reading: &Reading<'_, '_>, index: usize) -> u64 {
    let classes = reading.classes(index);
    let closed = classes.0 & !(Classes::QUOTED.0 | Classes::CAPITAL.0 | Classes::CUE.0);
    if closed != 0 {
        return u64::from(closed) << 8 | 2;
    }
    if classes.is(Classes::CAPITAL) {
        return 3;
    }
    if reading.cue(index).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third)) {
        return 4;
    }
    let mut tail = reading.str(index).chars().rev();
    let (last, second) = (tail.next().unwrap_or(' '), tail.next().unwrap_or(' '));
    (u64::from(u32::from(last)) << 32 | u64::from(u32::from(second))) << 3 | 5
}

fn bucket(distance: usize) -> u64 {
    match distance {
        0..=6 => distance as u64,
        7..=9 => 7,
        10..=14 => 8,
        15..=22 => 9,
        23..=40 => 10,
        _ => 11,
    }
}

/// Looks words up around a position; beyond the frame there is nothing.
struct Around<'r, 'd, 't> {
    reading: &'r Reading<'d, 't>,
    frame: Range<usize>,
}

impl Around<'_, '_, '_> {
    fn within(&self, index: usize) -> bool {
        self.frame.contains(&index) && index < self.reading.len()
    }

    fn key(&self, index: Option<usize>) -> u64 {
        index.filter(|index| self.frame.contains(index)).and_then(|index| self.reading.key(index)).unwrap_or(7)
    }

    fn look(&self, index: Option<usize>) -> u64 {
        index.filter(|&index| self.within(index)).map_or(1, |index| look(self.reading, index))
    }

    fn is(&self, index: usize, classes: Classes) -> bool {
        self.frame.contains(&index) && self.reading.is(index, classes)
    }

    /// Whether a quotation begins at a word.
    fn quotation_starts(&self, index: usize) -> bool {
        self.is(index, Classes::QUOTED)
            && !index.checked_sub(1).is_some_and(|before| self.same_quotation(before, index))
    }

    /// Whether a quotation ended just before a word.
    fn quotation_ended(&self, index: usize) -> bool {
        index
            .checked_sub(1)
            .is_some_and(|before| self.is(before, Classes::QUOTED) && !self.same_quotation(before, index))
    }

    fn same_quotation(&self, first: usize, second: usize) -> bool {
        let reading = self.reading;
        if !reading.is(first, Classes::QUOTED) || !reading.is(second, Classes::QUOTED) {
            return false;
        }
        let (first, second) = (reading.token(first).span.start, reading.token(second).span.start);
        let at = reading.quotations.partition_point(|quotation| quotation.span.end <= first);
        reading.quotations.get(at).is_some_and(|quotation| second < quotation.span.end)
    }
}

/// What stands directly after the cue, coarsely: whether content can begin there or the sentence is over.
fn following(around: &Around<'_, '_, '_>, cue: usize) -> u64 {
    if !around.within(cue + 1) {
        return 0;
    }
    let next = around.reading.classes(cue + 1);
    let classes = [
        Classes::STOP,
        Classes::COMMA,
        Classes::COLON,
        Classes::DASH,
        Classes::SUBJECT_PRONOUN,
        Classes::OBJECT_PRONOUN,
        Classes::PREPOSITION,
        Classes::SUBORDINATOR,
        Classes::DETERMINER.or(Classes::POSSESSIVE),
        Classes::AUXILIARY,
        Classes::TIME.or(Classes::ADVERB),
        Classes::CONJUNCTION,
        Classes::PUNCTUATION,
    ];
    if around.quotation_starts(cue + 1) {
        return 1;
    }
    if around.reading.lexeme(cue + 1) == word::THAT {
        return 2;
    }
    let class = (3..)
        .zip(classes)
        .find(|(_, class)| next.is(*class) && !(next.is(Classes::CAPITAL) && next.is(Classes::TITLE)));
    class.map_or(if next.is(Classes::CAPITAL) { 30 } else { 31 }, |(number, _)| number)
}

/// What stands before the subject that ends at `group`: a comma or a quotation that a clause may end with, the frame's start, a verb.
fn leading(around: &Around<'_, '_, '_>, group: usize) -> u64 {
    for (distance, index) in (around.frame.start..group).rev().take(12).enumerate() {
        let adjacent = u64::from(distance == 0);
        if around.is(index, Classes::QUOTED) {
            return 2 + adjacent;
        }
        if around.is(index, Classes::COMMA) {
            return 4 + adjacent;
        }
        if around.is(index, Classes::STOP.or(Classes::COLON).or(Classes::DASH)) {
            return 6 + adjacent;
        }
        if verbish(around.reading, index) {
            return 8 + adjacent;
        }
    }
    if group == around.frame.start { 1 } else { 0 }
}

/// Whether what stands between the cue and "that" is only who is told, or when, where and how often.
fn told_between(around: &Around<'_, '_, '_>, cue: usize, that: usize, verb: CueVerb) -> bool {
    let aside = Classes::ADVERB.or(Classes::TIME).or(Classes::DETERMINER).or(Classes::NUMBER).or(Classes::PREPOSITION);
    let aside = aside.or(Classes::POSSESSIVE).or(Classes::OBJECT_PRONOUN);
    verb.class == Class::Tell
        || (cue + 1..that).all(|index| around.is(index, aside) || around.reading.is_written(index, class::OCCASION))
}

/// "warned the council against it": who is warned stands before "against", and is no part of the warning.
pub(crate) fn warned_against(reading: &Reading<'_, '_>, cue: usize, limit: usize, verb: CueVerb) -> Option<usize> {
    if !verb.base.is(class::WARNING) {
        return None;
    }
    let wall = Classes::PUNCTUATION.or(Classes::MARK).or(Classes::AUXILIARY).or(Classes::COMMA);
    let mut reach = (cue + 1..limit).take(6).take_while(|&index| !reading.is(index, wall)).skip(1);
    reach.find(|&index| reading.lexeme(index) == word::AGAINST)
}

/// How far after the cue the first "that" stands and whether a verb comes before it; 0 without one.
fn that_after(around: &Around<'_, '_, '_>, cue: usize) -> (u64, usize) {
    let mut verbs = 0;
    for index in (cue + 1..around.frame.end).take(10) {
        if around.reading.lexeme(index) == word::THAT && !around.is(index, Classes::QUOTED) {
            return (1 + (index - cue).min(4) as u64 * 2 + verbs, index);
        }
        if around.is(index, Classes::STOP.or(Classes::QUOTED)) {
            break;
        }
        if verbish(around.reading, index) {
            verbs = 1;
        }
    }
    (0, 0)
}

fn cue_features(around: &Around<'_, '_, '_>, cue: usize, verb: CueVerb, side: Side) -> Vec<u32> {
    let base = if side == Side::After { 0 } else { 40 };
    let lemma = super::words::key(verb.lemma);
    let form = verb.form as u64;
    let (before, before2) = (cue.checked_sub(1), cue.checked_sub(2));
    let (after, after2) = (Some(cue + 1), Some(cue + 2));
    let quotes_before = (around.frame.start..cue).rev().take(20).any(|index| around.is(index, Classes::QUOTED));
    let quotes_after = (cue + 1..around.frame.end).take(20).position(|index| around.is(index, Classes::QUOTED));
    let quoted = u64::from(quotes_before) * 8 + quotes_after.map_or(7, |distance| bucket(distance).min(6));
    let bare = around.frame.clone().take(60).any(|index| index < cue && around.is(index, Classes::COMMA));
    let group = speakers::verb_group_start(around.reading, around.frame.start, cue);
    let group_length = (cue - group).min(4) as u64;
    let class = verb.class as u64;
    let (follows, leads, that) = (following(around, cue), leading(around, group), that_after(around, cue).0);
    vec![
        hash(base + 28, class, form),
        hash(base + 29, class, follows),
        hash(base + 30, follows * 16 + leads, form),
        hash(base + 31, follows * 16 + leads, class),
        hash(base + 32, that, class),
        hash(base + 33, that, form),
        hash(base + 34, class, quoted),
        hash(base + 35, class, around.look(group.checked_sub(1))),
        hash(base + 36, class * 16 + form, around.key(after)),
        hash(base + 37, follows * 16 + leads, lemma),
        hash(base, 0, 0),
        hash(base + 1, lemma, 0),
        hash(base + 2, lemma, form),
        hash(base + 3, form, around.look(after)),
        hash(base + 4, lemma, around.key(after)),
        hash(base + 5, lemma, around.look(after)),
        hash(base + 6, around.key(before), 0),
        hash(base + 7, around.key(after), 0),
        hash(base + 8, around.key(after2), 0),
        hash(base + 9, around.key(before2), around.key(before)),
        hash(base + 10, around.look(before), form),
        hash(base + 11, around.look(before), lemma),
        hash(base + 12, around.look(before), around.look(after)),
        hash(base + 13, around.look(after), around.look(after2)),
        hash(base + 14, quoted, 0),
        hash(base + 15, quoted, lemma),
        hash(base + 16, bucket(cue - around.frame.start), bucket(around.frame.end - cue)),
        hash(base + 17, lemma, bucket(around.frame.end - cue).min(5)),
        hash(base + 18, lemma, group_length),
        hash(base + 19, around.look(group.checked_sub(1)), lemma),
        hash(base + 20, around.look(group.checked_sub(1)), form),
        hash(base + 21, around.key(group.checked_sub(1)), 0),
        hash(base + 22, around.key(Some(group)), form),
        hash(base + 23, u64::from(bare), lemma),
        hash(base + 24, around.look(before2), around.look(before)),
        hash(
            base + 25,
            u64::from(around.is(group, Classes::AUXILIARY))
                + 2 * u64::from((group..cue).any(|i| around.is(i, Classes::NEGATION))),
            lemma,
        ),
        hash(base + 26, lemma, around.key(after2)),
        hash(base + 27, around.key(after), around.key(after2)),
    ]
}

fn start_features(around: &Around<'_, '_, '_>, cue: usize, verb: CueVerb, start: usize, side: Side) -> Vec<u32> {
    let base = if side == Side::After { 100 } else { 140 };
    let lemma = super::words::key(verb.lemma);
    let before = start.checked_sub(1);
    let quotation = u64::from(around.quotation_starts(start));
    let first_of_frame = u64::from(start == around.frame.start);
    let distance = if side == Side::After { bucket(start - cue - 1) } else { bucket(start - around.frame.start) };
    let mut between = 0u64;
    if side == Side::After {
        for index in (cue + 1..start).take(8) {
            between = between.rotate_left(9) ^ around.look(Some(index)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
    }
    let quoted_between =
        u64::from(side == Side::After && (cue + 1..start).any(|index| around.is(index, Classes::QUOTED)));
    let verb_between = u64::from(side == Side::After && (cue + 1..start).any(|index| verbish(around.reading, index)));
    let comma_between =
        u64::from(side == Side::After && (cue + 1..start).any(|index| around.is(index, Classes::COMMA)));
    let class = verb.class as u64;
    let that = if side == Side::After { that_after(around, cue) } else { (0, 0) };
    let at_that = match that {
        (0, _) => 0,
        (_, at) if at == start => 1,
        (_, at) if at < start => 2,
        _ => 3,
    };
    vec![
        hash(base + 20, at_that, class),
        hash(base + 21, at_that * 4 + verb_between, that.0),
        hash(base + 22, class, distance),
        hash(base + 23, class, around.look(Some(start))),
        hash(base + 24, class, around.key(Some(start))),
        hash(base + 25, class, around.key(before)),
        hash(base + 26, class, quotation * 2 + first_of_frame),
        hash(base + 27, between, class),
        hash(base, distance, 0),
        hash(base + 1, distance, lemma),
        hash(base + 2, around.key(Some(start)), 0),
        hash(base + 3, around.key(before), 0),
        hash(base + 4, around.look(before), around.look(Some(start))),
        hash(base + 5, around.key(Some(start)), lemma),
        hash(base + 6, around.key(before), lemma),
        hash(base + 7, around.look(Some(start)), lemma),
        hash(base + 8, around.look(Some(start)), distance),
        hash(base + 9, quotation * 2 + first_of_frame, lemma),
        hash(base + 10, quotation * 2 + first_of_frame, around.look(before)),
        hash(base + 11, between, 0),
        hash(base + 12, between, around.look(Some(start))),
        hash(base + 13, between, lemma),
        hash(base + 14, quoted_between * 4 + verb_between * 2 + comma_between, quotation),
        hash(base + 15, around.look(Some(start)), around.look(Some(start + 1))),
        hash(base + 16, around.key(before), around.key(Some(start))),
        hash(base + 17, around.look(start.checked_sub(2)), around.look(before)),
        hash(base + 18, quoted_between * 4 + verb_between * 2 + comma_between, distance),
        hash(base + 19, verb.form as u64, around.look(Some(start))),
    ]
}

fn end_features(around: &Around<'_, '_, '_>, cue: usize, verb: CueVerb, end: usize, side: Side) -> Vec<u32> {
    let base = if side == Side::After { 200 } else { 240 };
    let lemma = super::words::key(verb.lemma);
    let last = end.checked_sub(1);
    let quotation = u64::from(around.quotation_ended(end));
    let rest = if side == Side::After { bucket(around.frame.end - end) } else { bucket(cue - end) };
    // Another cue close after the end, as in ", the minister added".
    let next_cue = (end..around.frame.end)
        .take(9)
        .position(|index| around.is(index, Classes::CUE) && !around.is(index, Classes::QUOTED));
    let next_cue = next_cue.map_or(9, |distance| distance as u64);
    let verb_after = (end..around.frame.end)
        .take(7)
        .position(|index| verbish(around.reading, index))
        .map_or(9, |distance| distance as u64);
    let comma_after = (end + 1..around.frame.end)
        .take(12)
        .position(|index| around.is(index, Classes::COMMA))
        .map_or(0, |distance| 1 + (distance as u64).min(6) / 2);
    let class = verb.class as u64;
    vec![
        hash(base + 18, class, around.look(Some(end))),
        hash(base + 19, class, around.key(Some(end))),
        hash(base + 20, class, rest),
        hash(base, rest, 0),
        hash(base + 1, rest, around.look(Some(end))),
        hash(base + 2, around.key(Some(end)), 0),
        hash(base + 3, around.key(Some(end)), around.key(Some(end + 1))),
        hash(base + 4, around.look(Some(end)), around.look(Some(end + 1))),
        hash(base + 5, around.key(Some(end)), around.look(Some(end + 1))),
        hash(base + 6, around.look(last), around.look(Some(end))),
        hash(base + 7, quotation, around.look(Some(end))),
        hash(base + 8, quotation, rest),
        hash(base + 9, next_cue, around.look(Some(end))),
        hash(base + 10, around.key(Some(end)), lemma),
        hash(base + 11, around.look(Some(end)), lemma),
        hash(base + 12, around.key(last), 0),
        hash(base + 13, verb_after, around.look(Some(end))),
        hash(base + 14, comma_after, around.look(Some(end))),
        hash(base + 15, around.look(Some(end + 1)), around.look(Some(end + 2))),
        hash(base + 16, next_cue, around.look(Some(end + 1))),
        hash(base + 17, verb_after, around.key(Some(end + 1))),
    ]
}

fn stretch_features(
    around: &Around<'_, '_, '_>,
    cue: usize,
    verb: CueVerb,
    start: usize,
    end: usize,
    side: Side,
) -> Vec<u32> {
    let base = if side == Side::After { 300 } else { 340 };
    let lemma = super::words::key(verb.lemma);
    let length = bucket(end - start);
    let starts = u64::from(around.quotation_starts(start));
    let ended = u64::from(around.quotation_ended(end));
    let one = u64::from(starts == 1 && around.same_quotation(start, end - 1));
    let whole = one * 4 + starts * 2 + ended;
    let counts = around.reading.count(start..end.min(start + COUNTED));
    let (commas, verbs) = (u64::from(counts.commas.min(3)), u64::from(counts.verbs.min(3)));
    let quoted = u64::from(counts.quoted > 0);
    // Content after the cue may run up to the subject or past it.
    let gap = if side == Side::Before { bucket(cue - end) } else { bucket(start - cue) };
    let class = verb.class as u64;
    let follows = following(around, cue);
    vec![
        hash(base + 12, class, length),
        hash(base + 13, class, whole),
        hash(base + 14, follows, verbs * 16 + whole),
        hash(base + 15, follows * 16 + gap, whole),
        hash(base + 16, class * 16 + verbs, around.look(Some(start))),
        hash(base, length, 0),
        hash(base + 1, length, lemma),
        hash(base + 2, whole, quoted),
        hash(base + 3, whole, lemma),
        hash(base + 4, commas, around.look(Some(end))),
        hash(base + 5, verbs, length),
        hash(base + 6, verbs, around.look(Some(start))),
        hash(base + 7, whole, around.look(Some(end))),
        hash(base + 8, whole, gap),
        hash(base + 9, around.look(Some(start)), around.look(Some(end))),
        hash(base + 10, verbs, around.look(Some(end))),
        hash(base + 11, around.key(Some(start)), around.key(Some(end))),
    ]
}

/// Whether content can end before the word at `index`.
fn breaks(around: &Around<'_, '_, '_>, index: usize) -> bool {
    let classes = Classes::COMMA.or(Classes::STOP).or(Classes::COLON).or(Classes::DASH).or(Classes::PUNCTUATION);
    let classes = classes
        .or(Classes::CONJUNCTION)
        .or(Classes::SUBORDINATOR)
        .or(Classes::PREPOSITION)
        .or(Classes::TIME)
        .or(Classes::ADVERB);
    around.is(index, classes)
        || around.quotation_starts(index)
        || around.quotation_ended(index)
        || around.is(index, Classes::MARK)
}

/// Whether a position lies inside a quotation, so that content neither begins nor ends there.
fn within_quotation(around: &Around<'_, '_, '_>, index: usize) -> bool {
    index.checked_sub(1).is_some_and(|before| around.same_quotation(before, index))
}

/// The words of the first quotation that begins at or after a word: first, and after the last.
fn quotation_after(reading: &Reading<'_, '_>, from: usize) -> Option<(usize, usize)> {
    let at = reading.document.tokens.get(from)?.span.start;
    let index = reading.quotations.partition_point(|quotation| quotation.span.start < at);
    let quotation = reading.quotations.get(index)?;
    Some((reading.word_from(quotation.span.start), reading.word_from(quotation.span.end)))
}

/// The choices of one cue; on a side where nothing can stand there is none.
pub(crate) fn choices(reading: &Reading<'_, '_>, frame_index: usize, cue: usize, verb: CueVerb) -> Vec<Choice> {
    let Some(frame) = reading.frames.get(frame_index) else { return Vec::new() };
    let neighbour = |index: Option<usize>| {
        index.and_then(|index| reading.frames.get(index)).filter(|other| other.block == frame.block)
    };
    let (previous, following) = (neighbour(frame_index.checked_sub(1)), neighbour(Some(frame_index + 1)));
    let mut choices = Vec::new();
    choices_after(&mut choices, reading, frame, following, cue, verb);
    choices_before(&mut choices, reading, frame, previous, cue, verb);
    choices
}

/// What can be content after the cue.
fn choices_after(
    choices: &mut Vec<Choice>,
    reading: &Reading<'_, '_>,
    frame: &Frame,
    following: Option<&Frame>,
    cue: usize,
    verb: CueVerb,
) {
    let around = Around { reading, frame: frame.words.clone() };
    let content_end = content_end(&around, cue);
    let mut starts = starts_after(&around, cue, verb, content_end);
    // A quotation farther on, or at the head of the next frame, may go on what the cue attributes: `..., said X, who leads Y. "..."`.
    let farther =
        farther_quotation(reading, frame, following, cue, starts.last().map_or(cue + 1, |edge| edge.word + 1));
    let frames_end = following.filter(|_| farther.is_some()).map_or(frame.words.end, |next| next.words.end);
    let around = Around { reading, frame: frame.words.start..frames_end };
    if let Some((start, _)) = farther {
        starts.push(Edge { word: start, features: start_features(&around, cue, verb, start, Side::After) });
    }
    let edge = |end: usize| Edge { word: end, features: end_features(&around, cue, verb, end, Side::After) };
    let mut ends = ends_after(&around, cue, content_end, edge);
    if content_end > cue + 1 && content_end - cue <= LONGEST {
        ends.push(edge(content_end));
    }
    if let Some((_, end)) = farther.filter(|&(_, end)| ends.iter().all(|edge: &Edge| edge.word != end)) {
        ends.push(edge(end));
    }
    push(choices, &around, cue, verb, Side::After, starts, ends);
}

/// The end of the cue's frame without its stops.
fn content_end(around: &Around<'_, '_, '_>, cue: usize) -> usize {
    let mut end = around.frame.end;
    while end > cue + 1
        && !around.is(end - 1, Classes::QUOTED)
        && around.is(end - 1, Classes::STOP.or(Classes::PUNCTUATION))
    {
        end -= 1;
    }
    end
}

/// First words after the cue. Who is told stands before "that".
fn starts_after(around: &Around<'_, '_, '_>, cue: usize, verb: CueVerb, content_end: usize) -> Vec<Edge> {
    let mut starts = Vec::new();
    let against = warned_against(around.reading, cue, around.frame.end, verb);
    let mut start = match that_after(around, cue) {
        (distance @ 1.., that) if distance % 2 == 1 && told_between(around, cue, that, verb) => that,
        _ => against.unwrap_or(cue + 1),
    };
    while start < content_end && start <= cue + START_REACH {
        if around.is(start - 1, Classes::STOP) && !around.is(start - 1, Classes::QUOTED) {
            break;
        }
        let opens = !around.is(start, Classes::PUNCTUATION.or(Classes::CLITIC)) || around.quotation_starts(start);
        // "warned against it" is not "warned it".
        let opens = opens && !(verb.base == word::WARN && around.reading.lexeme(start - 1) == word::AGAINST);
        if opens && !within_quotation(around, start) {
            starts.push(Edge { word: start, features: start_features(around, cue, verb, start, Side::After) });
        }
        if against == Some(start) {
            break;
        }
        start += 1;
    }
    starts
}

/// The first quotation from a word on that may be what the cue attributes, within its frame or at the head of the next one.
fn farther_quotation(
    reading: &Reading<'_, '_>,
    frame: &Frame,
    following: Option<&Frame>,
    cue: usize,
    from: usize,
) -> Option<(usize, usize)> {
    quotation_after(reading, from).filter(|&(start, end)| {
        // A quotation that ends with its comma has a cue of its own after it: `Locals fear it. "It is near," said Smith.`
        let last = (start..end).rev().find(|&index| !reading.is(index, Classes::MARK));
        let attributed = last.is_some_and(|last| reading.is(last, Classes::COMMA));
        start < frame.words.end && start <= cue + FAR
            || following.is_some_and(|next| start == next.words.start) && !attributed
    })
}

/// Words after the last ones of content after the cue.
fn ends_after(around: &Around<'_, '_, '_>, cue: usize, content_end: usize, edge: impl Fn(usize) -> Edge) -> Vec<Edge> {
    let mut ends = Vec::new();
    let mut end = cue + 2;
    while end < content_end && ends.len() < ENDS {
        // What a long quotation holds is skipped at once.
        if within_quotation(around, end) {
            let quotation = quotation_at(around.reading, end);
            let skip = quotation.map_or(end + 1, |quotation| around.reading.word_from(quotation.span.end));
            end = skip.max(end + 1);
            continue;
        }
        if breaks(around, end) {
            ends.push(edge(end));
        }
        end += 1;
    }
    ends
}

/// The first quotation that ends after the beginning of a word.
pub(super) fn quotation_at<'r>(reading: &'r Reading<'_, '_>, index: usize) -> Option<&'r Quotation> {
    let at = reading.token(index).span.start;
    reading.quotations.get(reading.quotations.partition_point(|quotation| quotation.span.end <= at))
}

/// What can be content before the cue; a quotation or sentence that the previous frame ends with may belong to it:
/// `"Why?" Smith asked.`
fn choices_before(
    choices: &mut Vec<Choice>,
    reading: &Reading<'_, '_>,
    frame: &Frame,
    previous: Option<&Frame>,
    cue: usize,
    verb: CueVerb,
) {
    let first = match previous {
        Some(previous) if ends_open(reading, previous) => previous.words.start,
        _ => frame.words.start,
    };
    let around = Around { reading, frame: first..frame.words.end };
    let mut ends = Vec::new();
    for end in (first + 1..=cue).rev().take(26) {
        let edge = around.is(end, Classes::COMMA.or(Classes::DASH)) || around.quotation_ended(end) || end == cue;
        if edge && !within_quotation(&around, end) && !around.is(end - 1, Classes::COMMA) {
            ends.push(Edge { word: end, features: end_features(&around, cue, verb, end, Side::Before) });
        }
    }
    let starts = starts_before(&around, cue, verb);
    push(choices, &around, cue, verb, Side::Before, starts, ends);
}

/// First words before the cue, from the nearest to the first of all.
fn starts_before(around: &Around<'_, '_, '_>, cue: usize, verb: CueVerb) -> Vec<Edge> {
    let first = around.frame.start;
    let edge = |start: usize| Edge { word: start, features: start_features(around, cue, verb, start, Side::Before) };
    let mut starts: Vec<Edge> = Vec::new();
    let mut start = cue.saturating_sub(1);
    let mut looked = 0;
    while start >= first && starts.len() < STARTS && looked < 200 {
        looked += 1;
        if within_quotation(around, start) {
            let quotation = quotation_at(around.reading, start);
            let skip = quotation.map_or(start, |quotation| around.reading.word_from(quotation.span.start));
            if skip < first {
                break;
            }
            start = skip.min(start - 1);
            continue;
        }
        if opens_before(around, start) {
            starts.push(edge(start));
        }
        if start == first {
            break;
        }
        start -= 1;
    }
    if first < cue && !starts.iter().any(|edge| edge.word == first) {
        starts.push(edge(first));
    }
    starts
}

/// Whether content before a cue can begin at a word.
fn opens_before(around: &Around<'_, '_, '_>, start: usize) -> bool {
    let edge = Classes::PUNCTUATION.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR).or(Classes::MARK);
    around.quotation_starts(start)
        || (start <= around.frame.start || around.is(start - 1, edge)) && !around.is(start, Classes::PUNCTUATION)
}

/// Whether the last thing in a frame is a quotation.
fn ends_open(reading: &Reading<'_, '_>, frame: &Frame) -> bool {
    frame.words.end.checked_sub(1).is_some_and(|last| reading.is(last, Classes::QUOTED))
}

fn push(
    choices: &mut Vec<Choice>,
    around: &Around<'_, '_, '_>,
    cue: usize,
    verb: CueVerb,
    side: Side,
    starts: Vec<Edge>,
    ends: Vec<Edge>,
) {
    let mut stretches = Vec::new();
    for (s, start) in starts.iter().enumerate() {
        for (e, end) in ends.iter().enumerate() {
            // What begins beyond the reach is a quotation, and so is what ends beyond the frame.
            let far = side == Side::After && start.word > cue + START_REACH;
            if start.word < end.word && (!far || around.quotation_ended(end.word)) {
                stretches.push((s, e, stretch_features(around, cue, verb, start.word, end.word, side)));
            }
        }
    }
    if !stretches.is_empty() {
        let cue_features = cue_features(around, cue, verb, side);
        choices.push(Choice { cue, side, cue_features, starts, ends, stretches });
    }
}

/// The file `models/quotes/content.bin`: one signed byte a feature, in steps of 1/16; made by `training/src/quotes.rs`, described in
/// `models/quotes.md`.
pub const FORMAT: Format<1> = Format { name: "quotes", version: 1, sections: ["weights"] };
/// Steps of a weight in one unit of log-odds.
const STEPS: f64 = 16.0;

/// Weights to be used: the bytes of a model.
#[derive(Clone, Copy)]
pub(crate) struct Weights<'m>(&'m [u8]);

impl<'m> Weights<'m> {
    /// Reads a model's file.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub(crate) fn read(bytes: &'m [u8]) -> Result<Self, Damage> {
        let [weights] = FORMAT.read(bytes)?;
        if weights.len() == 1 << TABLE_BITS { Ok(Self(weights)) } else { Err(Damage::Content) }
    }

    fn sum(self, features: &[u32]) -> i32 {
        let weight = |&feature: &u32| {
            usize::try_from(feature).ok().and_then(|at| self.0.get(at)).map_or(0, |&byte| i32::from(byte.cast_signed()))
        };
        features.iter().map(weight).sum()
    }
}

/// What a cue most likely attributes on one side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Decision {
    /// First word, and the word after the last.
    pub(crate) words: (usize, usize),
    /// Probability that there is content at all on this side.
    pub(crate) any: f64,
    /// Probability of this stretch or one that is nearly the same.
    pub(crate) exact: f64,
}

/// The likeliest stretch of a choice with its probabilities.
pub(crate) fn decide(choice: &Choice, weights: Weights<'_>) -> Option<Decision> {
    let sum = |features: &[u32]| weights.sum(features);
    let cue = sum(&choice.cue_features);
    let starts: Vec<i32> = choice.starts.iter().map(|edge| sum(&edge.features)).collect();
    let ends: Vec<i32> = choice.ends.iter().map(|edge| sum(&edge.features)).collect();
    let at = |list: &[i32], index: usize| list.get(index).copied().unwrap_or(0);
    let scores: Vec<i32> =
        choice.stretches.iter().map(|(s, e, features)| cue + at(&starts, *s) + at(&ends, *e) + sum(features)).collect();
    let highest = scores.iter().copied().max()?.max(0);
    let masses: Vec<f64> = scores.iter().map(|&score| libm::exp(f64::from(score - highest) / STEPS)).collect();
    let with: f64 = masses.iter().sum();
    let all = with + libm::exp(f64::from(-highest) / STEPS);
    let words = |index: usize| {
        let &(start, end, _) = choice.stretches.get(index)?;
        Some((choice.starts.get(start)?.word, choice.ends.get(end)?.word))
    };
    // The likeliest of all; what differs from it by a word or two at an end would be as good, and adds to how sure it is.
    let (best, _) = scores.iter().enumerate().rev().max_by_key(|(_, score)| **score)?;
    let chosen = words(best)?;
    let near = (0..masses.len()).filter(|&other| words(other).is_some_and(|other| alike(chosen, other)));
    let near: f64 = near.filter_map(|other| masses.get(other)).sum();
    Some(Decision { words: chosen, any: with / all, exact: near / all })
}

/// Whether four fifths of the words of two stretches are shared.
fn alike(one: (usize, usize), other: (usize, usize)) -> bool {
    let shared = one.1.min(other.1).saturating_sub(one.0.max(other.0));
    let both = one.1.max(other.1) - one.0.min(other.0);
    shared * 5 >= both * 4
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_another_size_is_refused() {
        let read = |size: usize| Weights::read(&FORMAT.write(0, [&vec![0; size]])).map(|_| ());
        let size = 1 << TABLE_BITS;
        assert_eq!([read(size), read(size - 1), read(size + 1)], [Ok(()), Err(Damage::Content), Err(Damage::Content)]);
    }
}
