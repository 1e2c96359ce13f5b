//! Where a word stands as seen from the mention whose tone is asked for.
//!
//! The tone of a sentence toward one of its mentions is a sum over its words, in which each word has a weight for every relation it
//! has to the mention (Hamborg & Donnay 2021, NewsMTSC, pose the task; the relations are side, distance, clause, voice and part:
//! who does, to whom it is done).

use std::borrow::Cow;
use std::ops::Range;

use super::units::{Unit, UnitKind};
use crate::lexicon::{Classes, Lexeme, class, phrase, word};
use crate::text::Span;

/// Number of relations that a word can have to a target; see [`relations`].
pub const RELATIONS: usize = 16;
/// Number of facts about the target's own place; see [`place`].
pub const PLACES: usize = 9;
/// How the mention is written among the units when it is one of "his", "her", "their", "its".
const POSSESSIVE: &str = "<its>";

/// What is known of the target in its sentence.
#[derive(Clone, Debug)]
pub struct Place {
    /// Index of the target's unit.
    pub index: usize,
    clause: u16,
    quoted: bool,
    /// The target speaks here: everything from this unit on, and all that is quoted, is its own voice.
    speaks_at: Option<usize>,
    part: Part,
}

/// What part the target has in its clause, told from word order and words of grammar, without a parser: indices of units.
#[derive(Clone, Debug, Default)]
struct Part {
    /// The verb that it is the subject of.
    does: Option<usize>,
    /// The verb in the passive that it is the subject of.
    undergoes: Option<usize>,
    /// The word that it is the object of.
    object_of: Option<usize>,
    /// The verb that it is the doer of, by "by".
    by: Option<usize>,
    /// What it is said to be.
    predicate: Range<usize>,
    /// What it is said to have.
    possessed: Range<usize>,
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
    let owns = last == first + 1
        && unit.lexeme.is(class::CLAUSE_POSSESSIVE)
        && units.get(last).is_some_and(|next| next.kind != UnitKind::Mark && !is_grammatical(next));
    let word = Cow::Borrowed(if owns { POSSESSIVE } else { "<target>" });
    around.push(Unit { word, lexeme: Lexeme::NONE, kind: UnitKind::Target, ..unit.clone() });
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
    let after = speech_after(units, index);
    let before = index.checked_sub(1).and_then(|at| units.get(at)).is_some_and(|unit| has(unit, class::TONE_SPEECH));
    let speaks_at = after.or(before.then_some(usize::MAX));
    Some(Place { index, clause: target.clause, quoted: target.quoted, speaks_at, part: part(units, index) })
}

/// The verb of speaking that the target is the subject of: among the next three units, and only words stand between.
fn speech_after(units: &[Unit<'_>], target: usize) -> Option<usize> {
    let between = |unit: &Unit<'_>| unit.word != "," && unit.word != "'s" && unit.lexeme != word::WAS;
    let near = units.iter().enumerate().skip(target + 1).take(3);
    let mut near = near.take_while(|(_, unit)| has(unit, class::TONE_SPEECH) || between(unit));
    near.find(|(_, unit)| has(unit, class::TONE_SPEECH)).map(|(at, _)| at)
}

/// How many words a predicate or what is possessed has at most.
const PHRASE: usize = 5;
/// How long an insertion between commas after the target may be.
const INSERTION: usize = 14;

fn has(unit: &Unit<'_>, classes: Classes) -> bool {
    unit.lexeme.is(classes)
}

/// Whether a unit belongs to a verb or a preposition rather than to a noun.
fn is_grammatical(unit: &Unit<'_>) -> bool {
    has(unit, class::CLAUSE_PREPOSITION.or(class::CLAUSE_BE).or(class::CLAUSE_AUXILIARY).or(class::CLAUSE_ADVERB))
}

fn ends_in(unit: &Unit<'_>, endings: &[&str]) -> bool {
    endings.iter().any(|ending| unit.word.ends_with(ending))
}

fn is_adverb(unit: &Unit<'_>) -> bool {
    has(unit, class::CLAUSE_ADVERB) || ends_in(unit, &phrase::TONE_ADVERB_ENDING)
}

fn is_participle(unit: &Unit<'_>) -> bool {
    has(unit, class::CLAUSE_PARTICIPLE) || ends_in(unit, &phrase::TONE_PARTICIPLE_ENDING)
}

/// The units from `from` on that are words and not of `stops`, at most [`PHRASE`].
fn words_from(units: &[Unit<'_>], from: usize, stops: Classes) -> Range<usize> {
    let words = units.iter().skip(from).take(PHRASE);
    from..from + words.take_while(|unit| unit.kind == UnitKind::Word && !has(unit, stops)).count()
}

fn part(units: &[Unit<'_>], index: usize) -> Part {
    let mut part = Part::default();
    let word = |at: usize| units.get(at).map_or("", |unit| unit.word.as_ref());
    let mark = matches!(word(index + 1), "'s" | "'");
    if mark || word(index) == POSSESSIVE {
        let governs = class::CLAUSE_PREPOSITION.or(class::CLAUSE_BE).or(class::CLAUSE_AUXILIARY);
        part.possessed = words_from(units, index + 1 + usize::from(mark), governs);
    } else {
        part.find_verb(units, after_insertion(units, index + 1));
    }
    part.find_governor(units, index);
    part
}

/// Where the clause of a target goes on: after an insertion between commas, and after "who".
fn after_insertion(units: &[Unit<'_>], from: usize) -> usize {
    let comma = |at: usize| units.get(at).is_some_and(|unit| unit.word == ",");
    let closing = || units.iter().skip(from + 1).take(INSERTION).position(|unit| unit.word == ",");
    let at = if comma(from) { closing().map_or(from, |length| from + length + 2) } else { from };
    at + usize::from(units.get(at).is_some_and(|unit| has(unit, class::CLAUSE_RELATIVE)))
}

impl Part {
    /// Finds what the target does, undergoes or is said to be, from `from` on.
    fn find_verb(&mut self, units: &[Unit<'_>], from: usize) {
        let helps = |unit: &&Unit<'_>| {
            unit.kind == UnitKind::Word && (has(unit, class::CLAUSE_BE.or(class::CLAUSE_AUXILIARY)) || is_adverb(unit))
        };
        let (mut passive, mut at) = (false, from);
        for unit in units.iter().skip(from).take(PHRASE).take_while(helps) {
            passive |= has(unit, class::CLAUSE_BE);
            at += 1;
        }
        let none = class::CLAUSE_PREPOSITION.or(class::CLAUSE_CONJUNCTION);
        match units.get(at).filter(|unit| unit.kind == UnitKind::Word && !has(unit, none)) {
            Some(verb) if passive && is_participle(verb) => self.undergoes = Some(at),
            Some(verb) if passive && !ends_in(verb, &phrase::TONE_GERUND_ENDING) => {
                self.predicate = words_from(units, at, class::CLAUSE_PREPOSITION);
            }
            Some(_) => self.does = Some(at),
            None => {}
        }
    }

    /// Goes back over what belongs to the target's own phrase, to the word that governs it.
    fn find_governor(&mut self, units: &[Unit<'_>], index: usize) {
        let own = |unit: &Unit<'_>| {
            has(unit, class::CLAUSE_DETERMINER.or(class::CLAUSE_TITLE).or(class::CLAUSE_PREPOSITION))
                || unit.kind == UnitKind::Name
                || unit.word == ","
        };
        let (mut preposition, mut left) = (None, PHRASE);
        for (at, unit) in units.iter().enumerate().take(index).rev() {
            if has(unit, class::CLAUSE_PREPOSITION) {
                preposition = Some(unit.lexeme);
            }
            left = left.saturating_sub(1);
            if own(unit) && left > 0 {
                continue;
            }
            match preposition {
                _ if unit.kind != UnitKind::Word => {}
                None => self.object_of = Some(at),
                Some(word::BY) => self.by = Some(at),
                Some(_) => {}
            }
            return;
        }
    }
}

/// The bits of [`relations`] that tell what part a word has in the target's clause.
pub(super) mod relation {
    /// The verb that the target is the subject of.
    pub(crate) const DOES: usize = 10;
    /// The verb in the passive that it is the subject of.
    pub(crate) const UNDERGOES: usize = 11;
    /// The word that it is the object of.
    pub(crate) const OBJECT_OF: usize = 12;
    /// What it is said to be.
    pub(crate) const IS: usize = 13;
    /// What it is said to have.
    pub(crate) const HAS: usize = 14;
    /// The verb that it is the doer of.
    pub(crate) const DONE_BY: usize = 15;
}

/// The relations of the unit at `index` to the target, as bits: anywhere; left, right; left or right in the same clause; within 3;
/// within 8; in the target's own voice; the verb that the target is the subject of, active, passive; the word that it is the object of;
/// what it is said to be; what it is said to have; the verb that it is the doer of.
pub fn relations(place: &Place, units: &[Unit<'_>], index: usize) -> u32 {
    let Some(unit) = units.get(index) else { return 0 };
    let (distance, right) = (index.abs_diff(place.index), usize::from(index > place.index));
    let part = &place.part;
    let holds = [
        (0, true),
        (1 + right, true),
        (3 + right, unit.clause == place.clause),
        (5 + right, distance <= 3),
        (7 + right, distance <= 8),
        (9, place.speaks_at.is_some_and(|at| (unit.quoted && !place.quoted) || index > at)),
        (relation::DOES, part.does == Some(index)),
        (relation::UNDERGOES, part.undergoes == Some(index)),
        (relation::OBJECT_OF, part.object_of == Some(index)),
        (relation::IS, part.predicate.contains(&index)),
        (relation::HAS, part.possessed.contains(&index)),
        (relation::DONE_BY, part.by == Some(index)),
    ];
    holds.into_iter().filter(|&(_, holds)| holds).fold(0, |bits, (bit, _)| bits | 1 << bit)
}

/// Facts about the target's place: quoted, speaks (verb after, before), first in the sentence, length of the sentence, possessive,
/// followed by a comma, a possessive pronoun, always 1.
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
        flag(units.get(place.index).is_some_and(|unit| unit.word == POSSESSIVE)),
        1.0,
    ]
}
