//! Where a word stands as seen from the mention whose tone is asked for.
//!
//! The tone of a sentence toward one of its mentions is a sum over its words, in which each word has a weight for every relation it
//! has to the mention (Hamborg & Donnay 2021, NewsMTSC, pose the task; the relations are side, distance, clause and voice).

use std::borrow::Cow;

use super::lists::LISTS;
use super::units::{Unit, UnitKind};
use crate::text::Span;

/// Number of relations that a word can have to a target; see [`relations`].
pub const RELATIONS: usize = 14;
/// Number of facts about the target's own place; see [`place`].
pub const PLACES: usize = 8;

/// What is known of the target in its sentence.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Index of the target's unit.
    pub index: usize,
    clause: u16,
    quoted: bool,
    /// The target speaks here: everything from this unit on, and all that is quoted, is its own voice.
    speaks_at: Option<usize>,
}

/// How far from the target a word is still looked at, in units: keeps a text of one endless sentence linear.
const WINDOW: usize = 60;

/// The units around a target, which is one unit among them.
pub(super) struct Focus<'t> {
    /// Where each comes from in the sentence: all before `index` from `start` on, all after it from `resume` on.
    pub(super) start: usize,
    pub(super) resume: usize,
    pub(super) index: usize,
    pub(super) units: Vec<Unit<'t>>,
}

/// Makes the units that overlap `target` one, and leaves out what is far from it.
pub(super) fn focus<'t>(units: &[Unit<'t>], target: Span) -> Option<Focus<'t>> {
    let first = units.partition_point(|unit| unit.span.end <= target.start);
    let last = units.partition_point(|unit| unit.span.start < target.end);
    let unit = units.get(first).filter(|_| first < last)?;
    let (start, end) = (first.saturating_sub(WINDOW), (last + WINDOW).min(units.len()));
    let mut around = Vec::with_capacity(end - start);
    around.extend_from_slice(units.get(start..first)?);
    around.push(Unit { word: Cow::Borrowed("<target>"), kind: UnitKind::Target, ..unit.clone() });
    around.extend_from_slice(units.get(last..end)?);
    Some(Focus { start, resume: last, index: first - start, units: around })
}

impl Focus<'_> {
    /// The index in the sentence of the unit at `index` here.
    pub(super) fn origin(&self, index: usize) -> usize {
        if index <= self.index { self.start + index } else { self.resume + (index - self.index - 1) }
    }
}

/// Finds the target among the units.
pub fn locate(units: &[Unit<'_>]) -> Option<Place> {
    let index = units.iter().position(|unit| unit.kind == UnitKind::Target)?;
    let target = units.get(index)?;
    let near = units.iter().enumerate().skip(index + 1).take(3);
    let after = near.clone().find(|(_, unit)| LISTS.speech.contains_key(unit.word.as_ref())).map(|(at, _)| at);
    let before = index
        .checked_sub(1)
        .and_then(|at| units.get(at))
        .is_some_and(|unit| LISTS.speech.contains_key(unit.word.as_ref()));
    let after = after.filter(|&at| {
        units
            .get(index + 1..at)
            .unwrap_or_default()
            .iter()
            .all(|unit| unit.word != "," && unit.word != "'s" && unit.word != "was")
    });
    let speaks_at = after.or(before.then_some(usize::MAX));
    Some(Place { index, clause: target.clause, quoted: target.quoted, speaks_at })
}

/// The relations of the unit at `index` to the target, as bits: anywhere; left, right; left or right in the same clause; within 3;
/// beside it; next but one; within 8; in the target's own voice.
pub fn relations(place: &Place, units: &[Unit<'_>], index: usize) -> u16 {
    let Some(unit) = units.get(index) else { return 0 };
    let (distance, right) = (index.abs_diff(place.index), usize::from(index > place.index));
    let mut bits = 1_u16 | 1 << (1 + right);
    if unit.clause == place.clause {
        bits |= 1 << (3 + right);
    }
    if distance <= 3 {
        bits |= 1 << (5 + right);
    }
    if distance <= 8 {
        bits |= 1 << (7 + right);
    }
    if distance == 1 {
        bits |= 1 << (9 + right);
    }
    if distance == 2 {
        bits |= 1 << (11 + right);
    }
    let own_voice = place.speaks_at.is_some_and(|at| (unit.quoted && !place.quoted) || index > at);
    if own_voice {
        bits |= 1 << 13;
    }
    bits
}

/// Facts about the target's place: quoted, speaks (verb after, before), first in the sentence, length of the sentence, possessive,
/// followed by a comma, always 1.
pub fn place(place: &Place, units: &[Unit<'_>]) -> [f64; PLACES] {
    let next = units.get(place.index + 1).map_or("", |unit| unit.word.as_ref());
    let flag = |is: bool| f64::from(u8::from(is));
    // Lengths are small integers, of which the square root is exact to the last bit everywhere.
    let length = f64::from(u32::try_from(units.len()).unwrap_or(u32::MAX)).sqrt() / 5.0;
    [
        flag(place.quoted),
        flag(place.speaks_at.is_some_and(|at| at != usize::MAX)),
        flag(place.speaks_at == Some(usize::MAX)),
        flag(place.index == 0),
        length,
        flag(next == "'s" || next == "'"),
        flag(next == ","),
        1.0,
    ]
}
