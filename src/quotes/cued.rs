//! Who speaks and who is told, by the cue.

use std::ops::Range;

use super::attribution::Attribution;
use super::content::Decision;
use super::cues::{Site, is_passive};
use super::settle::Settled;
use super::speakers;
use super::words::{Class, Classes, CueVerb, Form, Reading, verbish};
use crate::lexicon::{class, word};
use crate::rules::{Rule, quotes as rule};
use crate::text::Span;

/// Words of a speaker's mention, and the rule that found them.
type Found = (Range<usize>, Rule);

/// "said the bridge was safe and added that ...": what the first verb reports ends where the second one is joined.
pub(super) fn clip(reading: &Reading<'_, '_>, earlier: Option<&mut Attribution>, joint: usize) {
    let Some(part) = earlier.and_then(|earlier| earlier.parts.last_mut()) else { return };
    let Some(last) = joint.checked_sub(1).map(|last| reading.token(last).span) else { return };
    if part.start < last.start && last.end < part.end {
        part.end = last.end;
    }
}

/// Who is told: the noun phrase between a verb of telling and its content.
fn addressee(site: &Site<'_, '_, '_>, limit: usize) -> Option<Range<usize>> {
    let (reading, first) = (site.reading, site.cue + 1);
    if !site.verb.base.is(class::TELLING) || site.is(first, Classes::PREPOSITION.or(Classes::SUBORDINATOR)) {
        return None;
    }
    // "told her that", but "told her supporters that"
    let owner = site.is(first, Classes::POSSESSIVE)
        && limit > first + 1
        && first + 1 < reading.len()
        && reading.classes(first + 1) == Classes::default();
    if site.is(first, Classes::OBJECT_PRONOUN) && !owner {
        return Some(first..first + 1).filter(|words| words.end <= limit);
    }
    let mut words = speakers::after(reading, first, limit)?;
    // "told the BBC in 1991"
    let dated = |index: usize| reading.is_written(index, class::DATE_PREPOSITION) && is_date(reading, index + 1);
    words.end = (words.start + 1..words.end).find(|&index| dated(index)).unwrap_or(words.end);
    // "told the BBC's programme": not the owner's mark.
    if words.len() > 1 && site.is(words.end - 1, Classes::CLITIC) {
        words.end -= 1;
    }
    Some(words)
}

/// Whether a word is a year or another word of time.
fn is_date(reading: &Reading<'_, '_>, index: usize) -> bool {
    let year = reading.str(index);
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) || reading.is(index, Classes::TIME)
}

/// A cue with its content becomes an attribution; `earlier` is who speaks by the cue before in the same sentence.
pub(super) fn attributed(site: &Site<'_, '_, '_>, settled: Settled, earlier: Option<Range<usize>>) -> Attribution {
    let Settled { before, after, rule } = settled;
    let mut parts = Vec::new();
    let mut confidence: f64 = 0.0;
    for decision in [before, after].into_iter().flatten() {
        parts.push(site.reading.span(decision.words.0..decision.words.1));
        // Words and speaker together: of speakers one in twenty is wrong.
        confidence = confidence.max(decision.exact * 0.95);
    }
    let speaker = speaker(site, before, after, earlier);
    // "asked its leader": whoever asks after the verb is not the one who is asked.
    let limit = after.map_or(site.end(), |decision| decision.words.0);
    let addressee = addressee(site, limit).filter(|words| {
        speaker.as_ref().is_none_or(|(speaker, _)| speaker.end <= words.start || words.end <= speaker.start)
    });
    let (speaker, by_speaker) = speaker.unzip();
    let rule = rule.or(by_speaker).unwrap_or(rule::CUE);
    Attribution {
        parts,
        addressee,
        cue: Some((site.cue..site.cue + if site.is_according() { 2 } else { 1 }, site.verb.lemma)),
        speaker,
        confidence,
        rule,
    }
}

/// Who speaks by a cue.
fn speaker(
    site: &Site<'_, '_, '_>,
    before: Option<Decision>,
    after: Option<Decision>,
    earlier: Option<Range<usize>>,
) -> Option<Found> {
    let (reading, first, group) = (site.reading, site.first(), site.group());
    let shared = || shared_subject(site, group, earlier.clone());
    let found = match () {
        () if site.is_according() => according_to(site),
        () if site.is_colon() => at_colon(site, before, group),
        () if after.is_some() && group == first && site.verb.form != Form::Ing => verb_first(site, after),
        () if shares_subject(site, group) => shared(),
        () => beside_cue(site, before, after, group),
    };
    let found = match found {
        Some((words, rule)) if site.verb.form == Form::Ing && before.is_none() && site.verb.class != Class::Frame => {
            let issuer = reading.document.rules.find(rule::ISSUER, || speakers::issuer(reading, first, words.clone()));
            Some(issuer.map_or((words, rule), |issuer| (issuer, rule::ISSUER)))
        }
        found => found,
    };
    let found = found.or_else(|| if site.verb.form == Form::Ing { shared() } else { None });
    let found = found.or_else(|| governing_subject(site, group));
    // "It was noted that", "is said to be": of whom it is said, and not who says it.
    found.filter(|(words, _)| {
        before.is_some()
            || words.start > site.cue
            || !site.when(rule::PASSIVE, || is_passive(reading, group, site.cue, site.verb))
    })
}

/// "According to him,", but "According to her sister,"
fn according_to(site: &Site<'_, '_, '_>) -> Option<Found> {
    let from = site.cue + 2;
    let alone = Classes::COMMA.or(Classes::STOP).or(Classes::MARK);
    site.reading.document.rules.find(rule::ACCORDING_TO, || {
        let words = if site.is(from, Classes::OBJECT_PRONOUN) && site.is(from + 1, alone) {
            Some(from..from + 1)
        } else {
            speakers::after(site.reading, from, site.end())
        };
        words.map(|words| (words, rule::ACCORDING_TO))
    })
}

/// Who speaks beside a colon: after it where the words stand before it, "'We will rebuild': mayor", else before it.
fn at_colon(site: &Site<'_, '_, '_>, before: Option<Decision>, group: usize) -> Option<Found> {
    if before.is_some() {
        let words = speakers::after(site.reading, site.cue + 1, site.end())?;
        return Some((words, rule::HEADLINE));
    }
    let rules = site.reading.document.rules;
    rules.find(rule::COLON, || colon_subject(site, group)).map(|words| (words, rule::COLON))
}

/// "Smith was blunt: ..." has a verb, "Mayor: ..." has none, and neither has "... in the race - Mayor: ...".
fn colon_subject(site: &Site<'_, '_, '_>, group: usize) -> Option<Range<usize>> {
    let (reading, first, cue) = (site.reading, site.first(), site.cue);
    let dash = (first..cue).rev().take(8).find(|&index| site.is(index, Classes::DASH)).filter(|&dash| {
        dash > first && !(dash..cue).any(|index| verbish(reading, index) || site.is(index, Classes::COMMA))
    });
    let label = dash.and_then(|dash| speakers::before(reading, dash + 1, group)).map(|subject| subject.words);
    let subject = label.or_else(|| speakers::main_subject(reading, first, cue));
    let subject = subject.or_else(|| speakers::before(reading, first, group).map(|subject| subject.words));
    // "Then, after a moment: ..."
    subject.filter(|words| {
        let before = words.start.checked_sub(1).filter(|&before| before >= first);
        !before.is_some_and(|before| reading.is_written(before, class::MOMENT_PREPOSITION))
    })
}

/// "Said Smith: ..."
fn verb_first(site: &Site<'_, '_, '_>, after: Option<Decision>) -> Option<Found> {
    let limit = after.map_or(site.end(), |decision| decision.words.0);
    let rules = site.reading.document.rules;
    rules
        .find(rule::VERB_FIRST, || speakers::after(site.reading, site.cue + 1, limit))
        .map(|words| (words, rule::VERB_FIRST))
}

/// Whether a cue has the subject of another verb: ", adding that", "and vowed".
fn shares_subject(site: &Site<'_, '_, '_>, group: usize) -> bool {
    let joined = group.checked_sub(1).filter(|&index| index > site.first());
    let participle = site.verb.form == Form::Ing && joined.is_some_and(|index| site.is(index, Classes::COMMA));
    participle || joined.is_some_and(|index| site.is(index, Classes::CONJUNCTION))
}

/// The subject of the cue before, of a row of verbs, or of the sentence.
fn shared_subject(site: &Site<'_, '_, '_>, group: usize, earlier: Option<Range<usize>>) -> Option<Found> {
    let (reading, first) = (site.reading, site.first());
    let words = reading.document.rules.find(rule::SHARED_SUBJECT, || {
        earlier
            .or_else(|| speakers::of_row(reading, first, group))
            .or_else(|| speakers::main_subject(reading, first, group))
    });
    words.map(|words| (words, rule::SHARED_SUBJECT))
}

/// The subject after a cue that nothing but content and marks precedes, or before it.
fn beside_cue(
    site: &Site<'_, '_, '_>,
    before: Option<Decision>,
    after: Option<Decision>,
    group: usize,
) -> Option<Found> {
    let (reading, rules) = (site.reading, site.reading.document.rules);
    let from = before.map_or(site.first(), |decision| decision.words.1.max(site.first()));
    let mark = Classes::PUNCTUATION.or(Classes::COMMA).or(Classes::MARK);
    let bare = before.is_some() && (from..group).all(|index| site.is(index, mark));
    let limit = after.map_or(site.end(), |decision| decision.words.0);
    let inverted = || speakers::after(reading, site.cue + 1, limit);
    let inverts = bare && site.verb.base != word::TELL;
    if inverts && let Some(words) = rules.find(rule::SUBJECT_AFTER, inverted) {
        return Some((words, rule::SUBJECT_AFTER));
    }
    let from = if bare { site.first() } else { from };
    let subject = rules.find(rule::SUBJECT_BEFORE, || speakers::before(reading, from, group))?;
    Some((subject.words, rule::SUBJECT_BEFORE))
}

/// "In a letter warning that ...", "called to say that ...": whoever acts in the clause that the cue hangs on.
fn governing_subject(site: &Site<'_, '_, '_>, group: usize) -> Option<Found> {
    if !matches!(site.verb.form, Form::Ing | Form::Base) || site.verb.class == Class::Frame {
        return None;
    }
    let nearest = || speakers::nearest_subject(site.reading, site.first(), group);
    site.reading.document.rules.find(rule::GOVERNING_SUBJECT, nearest).map(|words| (words, rule::GOVERNING_SUBJECT))
}

/// "was said to be in danger", "is called a saint", "are asked to call": a passive with no clause of its own tells of somebody and not
/// what anybody says.
pub(super) fn is_of_whom_it_is_said(reading: &Reading<'_, '_>, cue: usize, verb: CueVerb, parts: &[Span]) -> bool {
    let Some(part) = parts.first() else { return false };
    let (first, end) = (reading.word_from(part.start), reading.word_from(part.end));
    let clause = (first..end).any(|index| verbish(reading, index));
    is_passive(reading, cue.saturating_sub(6), cue, verb) && (reading.lexeme(first) == word::TO || !clause)
}
