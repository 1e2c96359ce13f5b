//! Verbs of change: fewer deaths are good news, although "deaths" and "fell" each sound sad.
//!
//! The tone of growing less is that of what grows less, turned, and the tone of growing more is that of what grows; a verb of change and
//! what tells how much have none of their own (polarity shifters: Moilanen and Pulman, 2007, "Sentiment Composition"). What changes is the
//! sad word before the verb in its clause, the one after a verb that makes less of its object, or after a noun of change and "in" or
//! "of". Glad words stay as they are, and what stands beyond them: that profits fell is sad by "fell" alone.

use super::units::{TURNED, Unit, UnitKind};
use crate::lexicon::{class, word};
use crate::text::Span;

/// How many units away what changes may be.
const REACH: usize = 5;
/// How many units after a word the verb that turns it is shown with it: "crime fell", "the pain is gone".
const SHOWN_WITH: usize = 2;
/// From these valences on a word is sad, or glad.
const SAD: f64 = -0.17;
const GLAD: f64 = 0.15;

/// Gives verbs of change and what changes their factors. `valence` tells that of the unit with an index.
pub(super) fn weigh(units: &mut [Unit<'_>], valence: impl Fn(usize) -> f64) {
    for verb in 0..units.len() {
        let Some(unit) = units.get(verb) else { continue };
        if unit.kind != UnitKind::Word || unit.turned_by.is_some() {
            continue;
        }
        let grows = unit.lexeme.is(class::INCREASE);
        let changes = (grows || unit.lexeme.is(class::DECREASE)) && !has_object(units, verb);
        // What is to be ended is not yet so.
        let planned =
            verb.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|unit| unit.lexeme == word::TO);
        let lessens = unit.lexeme.is(class::LESSEN) && !planned;
        let (before, after) = ((verb.saturating_sub(REACH)..verb).rev(), verb + 1..verb + 1 + REACH);
        let (subject, object) = if is_noun(units, verb) {
            let of = changes && units.get(verb + 1).is_some_and(|next| next.lexeme.is(class::CHANGE_OF));
            (of.then(|| sad(units, verb, after, &valence)).flatten(), None)
        } else {
            let subject = changes.then(|| sad(units, verb, before, &valence)).flatten();
            (subject, lessens.then(|| sad(units, verb, after, &valence)).flatten())
        };
        let Some(changed) = object.or(subject) else { continue };
        if object.is_some() || !grows {
            turn(units, changed, verb);
        }
        silence(units, verb);
    }
}

/// The place of a word that counts, with the verb that turns it where that follows at once: "crime" alone is not good news.
pub(super) fn with_verb(units: &[Unit<'_>], index: usize) -> Span {
    let Some(unit) = units.get(index) else { return Span::default() };
    let verb = unit
        .turned_by
        .and_then(|by| usize::try_from(by).ok())
        .filter(|by| (1..=SHOWN_WITH).contains(&by.saturating_sub(index)));
    verb.and_then(|verb| units.get(verb)).map_or(unit.span, |verb| unit.span.cover(verb.span))
}

/// Whether a word of change is a noun: "the steady decline".
fn is_noun(units: &[Unit<'_>], at: usize) -> bool {
    units.iter().take(at).rev().take(2).any(|unit| unit.lexeme.is(class::DETERMINER))
}

/// Whether a noun phrase follows at once: a wave that sank the ferry did not grow less.
fn has_object(units: &[Unit<'_>], verb: usize) -> bool {
    let next = units.get(verb + 1);
    next.is_some_and(|unit| unit.kind == UnitKind::Name || unit.lexeme.is(class::DETERMINER))
}

/// The nearest sad word of the verb's clause that nothing turned, with no glad one between.
fn sad(
    units: &[Unit<'_>],
    verb: usize,
    mut places: impl Iterator<Item = usize>,
    valence: &impl Fn(usize) -> f64,
) -> Option<usize> {
    let clause = units.get(verb)?.clause;
    let word = |at: usize| {
        let fits = |unit: &&Unit<'_>| unit.clause == clause && unit.kind == UnitKind::Word && unit.turned_by.is_none();
        units.get(at).filter(fits).map(|_| valence(at)).unwrap_or_default()
    };
    places.find(|&at| word(at) <= SAD || word(at) >= GLAD).filter(|&at| word(at) <= SAD)
}

fn turn(units: &mut [Unit<'_>], changed: usize, verb: usize) {
    if let Some(unit) = units.get_mut(changed) {
        unit.factor *= TURNED;
        unit.turned_by = u32::try_from(verb).ok();
    }
}

/// Takes the tone from a verb of change and from the words around it that tell how much.
fn silence(units: &mut [Unit<'_>], verb: usize) {
    let Some(clause) = units.get(verb).map(|unit| unit.clause) else { return };
    let around = units.iter_mut().enumerate().skip(verb.saturating_sub(1)).take(REACH + 1);
    for (at, unit) in around.filter(|(_, unit)| unit.clause == clause) {
        if at == verb || unit.lexeme.is(class::CHANGE_MANNER) {
            unit.factor = 0.0;
        }
    }
}
