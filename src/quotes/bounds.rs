//! Where what is told after a cue begins and ends: past who is told it, and up to where the clause that holds the cue goes on or somebody
//! else begins to speak.

use std::ops::Range;

use super::content::Decision;
use super::cues::{Site, cue_at};
use super::speakers;
use super::words::{Class, Classes, Form, verbish};
use crate::lexicon::{class, phrase, word};
use crate::rules::quotes as rule;

/// The most words of who is told.
const HEARER: usize = 10;
/// The most words of a subject before its verb.
const SUBJECT: usize = 6;
/// The most words of somebody between a conjunction and the verb of saying.
const SECOND: usize = 24;
/// The most words of what is told that are searched for the next one who speaks.
const LONGEST: usize = 80;

/// Content after a cue, up to where the clause that holds the cue goes on, and with what belongs to what is told.
pub(super) fn bounded(site: &Site<'_, '_, '_>, decision: Decision) -> Decision {
    let decision = past_hearer(site, decision);
    let decision = within_clause(site, decision);
    let decision = before_second_speaker(site, decision);
    with_concession(site, decision)
}

/// "told the wire service it was late", "told the Star the club was finished": who is told is no part of it, and a pronoun or an article
/// begins the clause.
fn past_hearer(site: &Site<'_, '_, '_>, decision: Decision) -> Decision {
    let (start, end) = decision.words;
    let reading = site.reading;
    let wall = Classes::PUNCTUATION.or(Classes::MARK).or(Classes::QUOTED).or(Classes::SUBORDINATOR);
    let hearer = (site.cue + 1..end).take(HEARER).take_while(|&index| {
        !site.is(index, wall) && !verbish(reading, index) && (index == site.cue + 1 || !reading.finite(index))
    });
    let opens = Classes::DETERMINER.or(Classes::POSSESSIVE);
    let begins = |index: usize| {
        let noun = reading.open_class(index - 1) || site.is(index - 1, Classes::CAPITAL);
        let pronoun = site.is(index, Classes::SUBJECT_PRONOUN) && !site.is(index, Classes::WH);
        let acts = |reach: usize| {
            let clause = (index + 1..end).take(reach).take_while(|&word| !site.is(word, wall));
            clause.into_iter().any(|word| verbish(reading, word))
        };
        noun && (pronoun && acts(1) || site.is(index, opens) && acts(SUBJECT))
    };
    let clause = hearer.skip(1).find(|&index| site.is(index, opens.or(Classes::SUBJECT_PRONOUN)));
    let clause = clause.filter(|&clause| start < clause && site.verb.class == Class::Tell && begins(clause));
    match clause {
        Some(clause) if site.when(rule::PAST_HEARER, || true) => Decision { words: (clause, end), ..decision },
        _ => decision,
    }
}

/// "called it “a gift” while Ada Quill, a farmer, wrote that it was “a trap”": what the first one says ends where the second one has the
/// word.
fn before_second_speaker(site: &Site<'_, '_, '_>, decision: Decision) -> Decision {
    let (start, end) = decision.words;
    let joint = (start + 1..end).take(LONGEST).find(|&joint| {
        site.reading.is_written(joint, class::CONTRASTING.or(class::LINKING))
            && !site.is(joint, Classes::QUOTED)
            && site.when(rule::SECOND_SPEAKER, || gives_word(site, start, joint))
    });
    let cut = joint.map(|joint| if site.is(joint - 1, Classes::COMMA) { joint - 1 } else { joint });
    cut.filter(|&cut| cut > start).map_or(decision, |cut| Decision { words: (start, cut), ..decision })
}

/// Whether somebody with a finite cue of their own stands directly after a conjunction. After "and" and "as" both have to be quoted: else
/// the first one may tell what the second one said.
fn gives_word(site: &Site<'_, '_, '_>, start: usize, joint: usize) -> bool {
    let reading = site.reading;
    let finite =
        |index: usize| cue_at(reading, index).is_some_and(|verb| matches!(verb.form, Form::Past | Form::Third));
    let Some(cue) = (joint + 2..site.end()).take(SECOND).find(|&index| finite(index)) else { return false };
    let group = speakers::verb_group_start(reading, joint + 1, cue);
    let named = site.is(joint + 1, Classes::CAPITAL) && !site.is(joint + 1, Classes::TIME);
    let determined = || site.is(joint + 1, Classes::DETERMINER.or(Classes::POSSESSIVE));
    let quoted = |mut words: Range<usize>| words.any(|index| site.is(index, Classes::QUOTED));
    let both = || quoted(start..joint) && quoted(cue + 1..site.end());
    let set_apart = reading.is_written(joint, class::CONTRASTING) && named;
    (set_apart || (named || determined()) && both())
        && speakers::before(reading, joint + 1, group).is_some_and(|subject| subject.words.start == joint + 1)
}

/// Content after a cue ends where the cue's own clause does: at the main verb after "Smith, who joked about it, could see", and at a verb
/// that is joined to the cue and not to what was promised: "promised to stay and hammered the plan".
fn within_clause(site: &Site<'_, '_, '_>, decision: Decision) -> Decision {
    let (start, end) = decision.words;
    let who = site.group().checked_sub(1).filter(|&who| site.reading.is_written(who, class::SUBJECT_RELATIVE));
    let relative = who.is_some_and(|who| site.reading.is_after(who, Classes::COMMA));
    let infinitive = has_infinitive(site, start..end);
    let cut = (start + 1..end).find(|&index| {
        !site.is(index, Classes::QUOTED)
            && (relative && ends_relative(site, index) || infinitive && joins_main_verb(site, index, end))
    });
    let cut = cut.or_else(|| after_gap(site, start, end));
    let cut = cut.map(|cut| if site.is(cut - 1, Classes::COMMA) { cut - 1 } else { cut }).filter(|&cut| cut > start);
    match cut {
        Some(cut) if site.when(rule::CLAUSE_END, || true) => Decision { words: (start, cut), ..decision },
        _ => decision,
    }
}

/// "A rule which Brandt said was old was dropped": what is said has the noun before "which" for its subject, and the second verb is the
/// sentence's own.
fn after_gap(site: &Site<'_, '_, '_>, start: usize, end: usize) -> Option<usize> {
    let reading = site.reading;
    let acts =
        |index: usize| verbish(reading, index) || reading.finite(index) && !site.is(index - 1, Classes::DETERMINER);
    if start != site.cue + 1 || !verbish(reading, start) {
        return None;
    }
    let subject = speakers::before(reading, site.first(), site.group())?.words;
    let relative = subject.start.checked_sub(1).filter(|&relative| relative > site.first())?;
    if !reading.is_written(relative, class::GAP_RELATIVE)
        || !reading.open_class(relative - 1) && !site.is(relative - 1, Classes::CAPITAL)
    {
        return None;
    }
    let group = (start..end).find(|&index| !acts(index) && !site.is(index, Classes::ADVERB.or(Classes::NEGATION)))?;
    let joins = Classes::CONJUNCTION
        .or(Classes::SUBORDINATOR)
        .or(Classes::SUBJECT_PRONOUN)
        .or(Classes::PUNCTUATION)
        .or(Classes::QUOTED);
    let next = (group..end).find(|&index| acts(index) || site.is(index, joins))?;
    (acts(next) && !site.is(next, joins)).then_some(next)
}

/// What may stand between a verb of asking and the "to" of what is asked: who is asked.
const OPENS_INFINITIVE: Classes =
    Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::OBJECT_PRONOUN).or(Classes::CAPITAL).or(Classes::CLITIC);

/// Whether content is what somebody is to do: "asked the council to stay".
fn has_infinitive(site: &Site<'_, '_, '_>, content: Range<usize>) -> bool {
    let reading = site.reading;
    let head = content.take(8);
    let to = head.clone().find(|&index| !site.is(index, OPENS_INFINITIVE));
    to.is_some_and(|to| reading.lexeme(to) == word::TO && !verbish(reading, to + 1))
        && !head.take_while(|&index| reading.lexeme(index) != word::TO).any(|index| verbish(reading, index))
}

/// The word at an index, over adverbs.
fn over_adverbs(site: &Site<'_, '_, '_>, mut index: usize) -> usize {
    while site.is(index, Classes::ADVERB) {
        index += 1;
    }
    index
}

fn ends_relative(site: &Site<'_, '_, '_>, comma: usize) -> bool {
    site.is(comma, Classes::COMMA) && verbish(site.reading, over_adverbs(site, comma + 1))
}

fn joins_main_verb(site: &Site<'_, '_, '_>, and: usize, end: usize) -> bool {
    if site.reading.lexeme(and) != word::AND {
        return false;
    }
    let next = over_adverbs(site, and + 1);
    let object = Classes::DETERMINER.or(Classes::CAPITAL).or(Classes::OBJECT_PRONOUN).or(Classes::PREPOSITION);
    let past = || site.reading.finite(next) && site.is(next + 1, object);
    next < end && (verbish(site.reading, next) || past())
}

/// "said that crews were at work, while talks went on": after a clause that opens with "that", a clause of "while" or "although" at the
/// end of the sentence is told too (in PolNeAR's training part 15 of 21 times; without "that" it is the writer's as often).
fn with_concession(site: &Site<'_, '_, '_>, decision: Decision) -> Decision {
    let (start, end) = decision.words;
    if site.when(rule::CONCESSION, || is_conceded(site, start, end)) {
        Decision { words: (start, site.end_before_stop()), ..decision }
    } else {
        decision
    }
}

fn is_conceded(site: &Site<'_, '_, '_>, start: usize, end: usize) -> bool {
    let reading = site.reading;
    let told = reading.lexeme(start) == word::THAT || reading.lexeme_back(start, 1) == word::THAT;
    let joins = site.is(end, Classes::COMMA) && reading.is_written(end + 1, class::CONCESSIVE);
    let mut clause = end + 2..site.end_before_stop();
    // "while adding", "while she warned": the writer goes on about who speaks.
    let own = |index: usize| {
        site.is(index, Classes::QUOTED.or(Classes::SUBJECT_PRONOUN).or(Classes::PUNCTUATION))
            || cue_at(reading, index).is_some()
            || index == end + 2 && reading.ends_in(index, &phrase::GERUND_ENDING)
    };
    told && joins && clause.len() > 2 && !clause.any(own)
}
