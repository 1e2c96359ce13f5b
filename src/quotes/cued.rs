//! Who speaks and who is told, by the cue.

use std::ops::Range;

use super::attribution::Attribution;
use super::content::Decision;
use super::speakers;
use super::words::{Class, Classes, CueVerb, Form, Frame, Reading, verbish};
use crate::text::Span;

/// "said the bridge was safe and added that ...": what the first verb reports ends where the second one is joined.
pub(super) fn clip(reading: &Reading<'_, '_>, earlier: Option<&mut Attribution>, joint: usize) {
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
pub(super) fn attributed(
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
                && !(dash..cue).any(|index| verbish(reading, index) || reading.is(index, Classes::COMMA))
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
pub(super) fn is_of_whom_it_is_said(reading: &Reading<'_, '_>, cue: usize, verb: CueVerb, parts: &[Span]) -> bool {
    let Some(part) = parts.first() else { return false };
    let (first, end) = (reading.word_from(part.start), reading.word_from(part.end));
    let clause = (first..end).any(|index| verbish(reading, index));
    passive(reading, cue.saturating_sub(6), cue, verb) && (reading.str(first) == "to" || !clause)
}
