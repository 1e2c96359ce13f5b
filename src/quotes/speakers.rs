//! The subject of a cue: the noun phrase that names who speaks.
//!
//! There is no parser here. The clause left of the cue is cut at commas; leading adverbials ("On Tuesday,") and what stands in
//! apposition ("X, who heads the party, said") are told from the subject by the closed-class word they begin with.

use std::ops::Range;

use super::words::{Classes, Form, Reading, adverbial, ends_in, verbish};
use crate::lexicon::{class, phrase, word};
use crate::rules::quotes as rule;

/// How many words left of the cue a subject may begin.
const REACH: usize = 60;
/// How many words back the paper stands that a participle or "by" goes on.
const PAPER_REACH: usize = 8;

/// A subject before its verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Indexes into the words.
    pub(crate) words: Range<usize>,
    /// It is that of another verb, to which this one is joined.
    pub(crate) shared: bool,
}

impl Subject {
    fn own(words: Range<usize>) -> Self {
        Self { words, shared: false }
    }
}

/// Whether a word helps the verb after it: "has", "not", "also", the clitic of "he's".
fn helps_verb(reading: &Reading<'_, '_>, first: usize, index: usize) -> bool {
    reading.is(index, Classes::AUXILIARY.or(Classes::NEGATION)) && !reading.is(index, Classes::CAPITAL)
        || adverbial(reading, index)
        || index > first && reading.is(index, Classes::CLITIC) && reading.is(index - 1, Classes::SUBJECT_PRONOUN)
}

/// The first of the helping words before a verb.
fn helpers_start(reading: &Reading<'_, '_>, first: usize, mut start: usize) -> usize {
    while start > first && helps_verb(reading, first, start - 1) {
        start -= 1;
    }
    start
}

/// The first word of the verb group that ends with the cue: "has also said" -> "has"; "went on to say" -> "went".
pub(crate) fn verb_group_start(reading: &Reading<'_, '_>, first: usize, cue: usize) -> usize {
    let start = helpers_start(reading, first, cue);
    let start = perfect_start(reading, first, start).unwrap_or(start);
    infinitive_start(reading, first, start).unwrap_or(start)
}

/// "has since said", "have long criticized", "has in particular noted": over what stands between the two parts of a verb.
fn perfect_start(reading: &Reading<'_, '_>, first: usize, start: usize) -> Option<usize> {
    let auxiliary = (first..start).rev().take(3).find(|&index| reading.is(index, Classes::AUXILIARY))?;
    let middle = |index| reading.is_written(index, class::PERFECT_MIDDLE) || adverbial(reading, index);
    let perfect = reading.is_written(auxiliary, class::PERFECT_AUXILIARY) && (auxiliary + 1..start).all(middle);
    perfect.then(|| helpers_start(reading, first, auxiliary))
}

/// "sought to assure", "went on to say", "appeared to suggest": over the verb that governs an infinitive.
fn infinitive_start(reading: &Reading<'_, '_>, first: usize, start: usize) -> Option<usize> {
    if start <= first + 1 || reading.lexeme(start - 1) != word::TO {
        return None;
    }
    let particle = reading.is(start - 2, Classes::PREPOSITION) && start - 2 > first;
    let verb = start - 2 - usize::from(particle);
    let noun = Classes::CAPITAL
        .or(Classes::PUNCTUATION)
        .or(Classes::COMMA)
        .or(Classes::SUBJECT_PRONOUN)
        .or(Classes::DETERMINER)
        .or(Classes::TIME);
    (!reading.is(verb, noun)).then(|| helpers_start(reading, first, verb))
}

/// The conjunction (or the comma before it) that joins a finite cue without a subject of its own to the clause before.
pub(crate) fn conjoined(reading: &Reading<'_, '_>, first: usize, cue: usize) -> Option<usize> {
    let finite = reading.cue(cue).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third));
    if !finite {
        return None;
    }
    let joint = verb_group_start(reading, first, cue).checked_sub(1).filter(|&joint| joint > first)?;
    let joined = reading.is_written(joint, class::JOINING_CONJUNCTION);
    joined.then(|| if reading.is(joint - 1, Classes::COMMA) { joint - 1 } else { joint })
}

/// The subject left of a verb group that starts at `verb`, within the words from `first`.
pub(crate) fn before(reading: &Reading<'_, '_>, first: usize, verb: usize) -> Option<Subject> {
    let floor = first.max(verb.saturating_sub(REACH));
    let end = without_time(reading, floor, verb);
    let end = work_in_apposition(reading, floor, end).unwrap_or(end);
    let start = clause_start(reading, floor, end);
    let closed = end < verb && reading.is(end, Classes::MARK);
    let (segments, last) = comma_segments(reading, start..end);
    if last.is_empty() || closed {
        // A comma stands before the verb: something in apposition closes there.
        let mut positions = 0..segments.len();
        return positions
            .find_map(|position| subject_before_comma(reading, &segments, position, last.start))
            .map(Subject::own);
    }
    subject_beside(reading, &segments, last.clone())
        .map(Subject::own)
        .or_else(|| shared(reading, first, last.start, verb))
}

/// "Smith on Tuesday said", "the ministry late Monday confirmed": the end of the subject before the time.
fn without_time(reading: &Reading<'_, '_>, floor: usize, mut end: usize) -> usize {
    while end > floor && reading.is(end - 1, Classes::TIME) && !reading.is(end - 1, Classes::POSSESSIVE) {
        end -= 1;
        while end > floor && reading.is_written(end - 1, class::TIME_LEAD) {
            end -= 1;
        }
    }
    end
}

/// Where the clause can begin at the earliest: stops, colons, quotation marks and quoted words are never crossed, but an aside in brackets
/// is passed over: "Nora Shaw (88), of Cork, said".
fn clause_start(reading: &Reading<'_, '_>, floor: usize, mut start: usize) -> usize {
    let wall = Classes::STOP.or(Classes::COLON).or(Classes::MARK).or(Classes::QUOTED);
    while start > floor {
        if let Some(bracket) = reading.bracket_before(start).filter(|&bracket| bracket > floor) {
            start = bracket;
        } else if reading.is(start - 1, wall) || matches!(reading.str(start - 1), ";" | "(") {
            break;
        } else {
            start -= 1;
        }
    }
    start
}

/// A stretch cut at its commas and dashes outside brackets: those that a comma closes, and the last.
fn comma_segments(reading: &Reading<'_, '_>, stretch: Range<usize>) -> (Vec<Range<usize>>, Range<usize>) {
    let mut segments: Vec<Range<usize>> = Vec::new();
    let mut from = stretch.start;
    let mut depth = 0usize;
    for index in stretch.clone() {
        match reading.str(index) {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && reading.is(index, Classes::COMMA.or(Classes::DASH)) {
            segments.push(from..index);
            from = index + 1;
        }
    }
    (segments, from..stretch.end)
}

/// The subject in the words directly before the verb, with no comma between.
fn subject_beside(reading: &Reading<'_, '_>, segments: &[Range<usize>], last: Range<usize>) -> Option<Range<usize>> {
    // "Kesrana Watch, which said"
    let which = || {
        let relative = reading.lexeme(last.start) == word::WHICH
            && (last.start + 1..last.end).all(|index| adverbial(reading, index));
        segments.last().filter(|_| relative).and_then(|named| noun_phrase_at_end(reading, named.clone()))
    };
    open_apposition(reading, segments).or_else(which).or_else(|| {
        let beside = noun_phrase_at_end(reading, last.clone());
        // The phrase beside the verb may have the paper already: "a study published in the journal".
        let has = |paper: &Range<usize>| beside.as_ref().is_some_and(|words| words.start <= paper.start);
        let paper = || paper_before_participle(reading, last.clone()).filter(|paper| !has(paper));
        reading.document.rules.find(rule::PAPER, paper).or(beside)
    })
}

/// "A study released early this month in Harbour Letters": a paper and what a participle says of it.
fn paper_before_participle(reading: &Reading<'_, '_>, stretch: Range<usize>) -> Option<Range<usize>> {
    let participle = class::PAPER_PARTICIPLE.or(class::PAPER_PARTICIPLE_ALONE);
    let at = stretch
        .clone()
        .skip(1)
        .find(|&index| reading.is_written(index, participle) && names_paper(reading, stretch.start, index))?;
    let joins = Classes::CONJUNCTION.or(Classes::QUOTED).or(Classes::SUBJECT_PRONOUN);
    let goes_on = (at + 1..stretch.end).any(|index| verbish(reading, index) || reading.is(index, joins));
    let object = reading.is(at + 1, Classes::DETERMINER.or(Classes::POSSESSIVE)) && !reading.is(at + 2, Classes::TIME);
    let head = noun_phrase_at_end(reading, stretch.start..at)?;
    (!goes_on && !object).then_some(head)
}

/// Whether a noun phrase has a paper for its head: the last word before its first preposition.
pub(super) fn is_paper(reading: &Reading<'_, '_>, words: Range<usize>) -> bool {
    let complement = words.clone().find(|&index| reading.is(index, Classes::PREPOSITION)).unwrap_or(words.end);
    let head = complement.checked_sub(1).filter(|&head| head >= words.start);
    head.is_some_and(|head| reading.token(head).is(class::PAPER_NOUN))
}

/// Whether the head of the noun phrase before a word is a paper: "an analysis of tax records" is one.
fn names_paper(reading: &Reading<'_, '_>, first: usize, end: usize) -> bool {
    let floor = first.max(end.saturating_sub(PAPER_REACH));
    let wall = Classes::PUNCTUATION.or(Classes::CONJUNCTION).or(Classes::SUBORDINATOR);
    let mut back = (floor..end).rev().take_while(|&index| !verbish(reading, index) && !reading.is(index, wall));
    let direct = end.checked_sub(1).is_some_and(|last| reading.token(last).is(class::PAPER_NOUN));
    direct || back.any(|index| reading.token(index).is(class::PAPER_NOUN) && reading.lexeme(index + 1) == word::OF)
}

/// The subject in a segment that a comma closes; `last` is where the words after the last comma begin.
fn subject_before_comma(
    reading: &Reading<'_, '_>,
    segments: &[Range<usize>],
    position: usize,
    last: usize,
) -> Option<Range<usize>> {
    let described = segments.get(position + 1).map_or(last, |next| next.start);
    let segment = opened(reading, segments.get(position)?.clone(), described);
    if segment.is_empty() || leads_in(reading, segment.clone()) {
        return None;
    }
    let segment = after_subordinator(reading, before_who(reading, segment));
    let of_row = if position + 1 == segments.len() { first_of_row(reading, segment.clone()) } else { None };
    of_row.or_else(|| {
        let verbless = !segment.clone().any(|index| verbish(reading, index));
        if verbless { noun_phrase_at_end(reading, segment) } else { None }
    })
}

/// A segment without what opens it: "when Smith, who had lost, called" has the clause's own subject, "and Smith" that of a second one.
fn opened(reading: &Reading<'_, '_>, mut segment: Range<usize>, described: usize) -> Range<usize> {
    if reading.is(segment.start, Classes::SUBORDINATOR)
        && (reading.is_written(described, class::PERSON_RELATIVE)
            || reading.is(described, Classes::DETERMINER.or(Classes::POSSESSIVE))
                && is_full_name(reading, segment.start + 1..segment.end))
    {
        segment.start += 1;
    }
    while segment.start < segment.end && reading.is(segment.start, Classes::CONJUNCTION) {
        segment.start += 1;
    }
    segment
}

/// Whether a stretch is two to five words with capitals, none of which is a time.
pub(super) fn is_full_name(reading: &Reading<'_, '_>, words: Range<usize>) -> bool {
    let closed =
        Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::TIME).or(Classes::SUBORDINATOR).or(Classes::QUOTED);
    (2..=5).contains(&words.len())
        && words.clone().all(|index| reading.is(index, Classes::CAPITAL) && !reading.is(index, closed))
        && !words.clone().all(|index| reading.is(index, Classes::TITLE))
}

/// "Voters who have heard him, on television or not, said": the segment up to its relative clause.
fn before_who(reading: &Reading<'_, '_>, mut segment: Range<usize>) -> Range<usize> {
    let relative = |&index: &usize| reading.lexeme(index) == word::WHO && nominal(reading, index - 1);
    let who = segment.clone().skip(1).find(relative);
    if let Some(who) = who.filter(|&who| !(segment.start..who).any(|index| verbish(reading, index))) {
        segment.end = who;
    }
    segment
}

/// The segment after its last "that" or "when".
fn after_subordinator(reading: &Reading<'_, '_>, segment: Range<usize>) -> Range<usize> {
    let joins = |&index: &usize| reading.is(index, Classes::SUBORDINATOR) && !reading.is(index, Classes::PREPOSITION);
    let start = segment.clone().rev().find(joins).map_or(segment.start, |that| that + 1);
    start..segment.end
}

/// "Smith walked to the dock, pointed at the water": the verbs of a row share their subject.
fn first_of_row(reading: &Reading<'_, '_>, segment: Range<usize>) -> Option<Range<usize>> {
    let acts = |index: usize| {
        index > segment.start
            && reading.is(index - 1, Classes::CAPITAL)
            && !reading.is(index, Classes::CAPITAL)
            && reading.finite(index)
    };
    let row = segment.clone().find(|&index| acts(index))?;
    let first = !(segment.start..row).any(|index| verbish(reading, index));
    if first { noun_phrase_at_end(reading, segment.start..row) } else { None }
}

/// Where the title in marks begins that ends a description before the verb: "Ada Quill, host of “Morning Talk,” said".
pub(crate) fn work_in_apposition(reading: &Reading<'_, '_>, floor: usize, end: usize) -> Option<usize> {
    let last =
        end.checked_sub(1).filter(|&last| reading.is(last, Classes::MARK) && reading.is(last, Classes::QUOTED))?;
    let at = reading.token(last).span.start;
    let quotation = reading.quotations.get(reading.quotations.partition_point(|quotation| quotation.span.end <= at))?;
    let start = reading.word_from(quotation.span.start);
    let title = (start..end).all(|index| {
        let small =
            Classes::MARK.or(Classes::COMMA).or(Classes::PREPOSITION).or(Classes::DETERMINER).or(Classes::CONJUNCTION);
        reading.is(index, Classes::CAPITAL.or(small))
    });
    let comma = reading.is_after(last, Classes::COMMA);
    let apposition = (floor..start).rev().take(20).any(|index| reading.is(index, Classes::COMMA));
    (title && comma && apposition && start > floor && end - start <= 8).then_some(start)
}

/// "Ada Quill, an analyst at the Council on Water, Roads and Bridges told": a full name with a description after it whose last comma was
/// left out.
fn open_apposition(reading: &Reading<'_, '_>, segments: &[Range<usize>]) -> Option<Range<usize>> {
    let (name, description) = match segments {
        [.., name, description, _] | [name, description] => (name, description),
        _ => return None,
    };
    let closed = Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::TIME).or(Classes::SUBORDINATOR);
    let named = (2..=4).contains(&name.len())
        && name.clone().all(|index| reading.is(index, Classes::CAPITAL) && !reading.is(index, closed));
    let described = reading.is_written(description.start, class::INDEFINITE_ARTICLE)
        && !(name.end..segments.last()?.end).any(|index| verbish(reading, index));
    (named && described).then(|| name.clone())
}

/// The comma before a full name that descriptions without a verb part from the verb at `verb`: of ", Ada Quill, a farmer, told" the first.
pub(crate) fn name_before_apposition(reading: &Reading<'_, '_>, first: usize, verb: usize) -> Option<usize> {
    let (segments, last) = comma_segments(reading, clause_start(reading, first, verb)..verb);
    let described = |part: &Range<usize>| !part.is_empty() && !part.clone().any(|index| verbish(reading, index));
    let bare = last.is_empty() && segments.len() >= 3;
    let parts = segments.iter().enumerate().skip(1).rev().skip(1).filter(|_| bare);
    let mut named = parts.filter(|(at, part)| {
        is_full_name(reading, (*part).clone()) && segments.get(at + 1..).is_some_and(|rest| rest.iter().all(described))
    });
    named.next().and_then(|(_, part)| part.start.checked_sub(1))
}

/// Whether a past form hangs on the noun before it and is no finite verb: "The charge, quickly dubbed a tax, was dropped", "the ruling,
/// written by Judge Quill". One comma opens what it begins, and another closes it before the main verb.
pub(crate) fn hangs_on_noun(reading: &Reading<'_, '_>, first: usize, cue: usize, limit: usize) -> bool {
    let adverbs = (first..cue).rev().take_while(|&index| adverbial(reading, index)).count();
    let Some(comma) = cue.checked_sub(1 + adverbs).filter(|&comma| comma > first) else { return false };
    let quoted = Classes::QUOTED.or(Classes::MARK);
    reading.is(comma, Classes::COMMA)
        && !reading.is(comma, quoted)
        && !reading.is(cue, quoted)
        && noun_opens_at(reading, first, comma)
        && (reading.lexeme(cue + 1) == word::BY || main_verb_follows(reading, cue, limit))
}

/// Whether a noun without a verb stands before a comma. "Ada Quill, the mayor, described": what stands between two commas is in
/// apposition; then the verb is the sentence's own.
fn noun_opens_at(reading: &Reading<'_, '_>, first: usize, comma: usize) -> bool {
    let wall = Classes::COMMA.or(Classes::STOP).or(Classes::MARK).or(Classes::DASH);
    let mut start = comma;
    while start > first && !reading.is(start - 1, wall) {
        start -= 1;
    }
    let apposition = start > first
        && reading.is(start - 1, Classes::COMMA)
        && !leads_in(reading, sentence_part(reading, first, start - 1));
    !apposition && nominal_or_title(reading, comma - 1) && !(start..comma).any(|index| verbish(reading, index))
}

/// Whether a comma closes what a participle begins, and a verb comes after it.
fn main_verb_follows(reading: &Reading<'_, '_>, cue: usize, limit: usize) -> bool {
    let plain = |index: usize| !reading.is(index, Classes::QUOTED.or(Classes::MARK));
    let closing = (cue + 1..limit)
        .take(REACH / 2)
        .find(|&index| reading.is(index, Classes::COMMA) && !reading.is(index, Classes::QUOTED));
    closing.is_some_and(|closing| {
        let verb = (closing + 1..limit).find(|&index| !adverbial(reading, index)).unwrap_or(limit);
        let third = reading.str(verb);
        verbish(reading, verb) || reading.finite(verb) || third.ends_with('s') && plain(verb) && third.len() > 3
    })
}

/// The stretch without commas that ends at a word.
fn sentence_part(reading: &Reading<'_, '_>, first: usize, end: usize) -> Range<usize> {
    let mut start = end;
    while start > first && !reading.is(start - 1, Classes::COMMA.or(Classes::STOP)) {
        start -= 1;
    }
    start..end
}

/// Whether a segment before a comma is an adverbial or a subordinate clause, and no subject.
pub(super) fn leads_in(reading: &Reading<'_, '_>, segment: Range<usize>) -> bool {
    let start = segment.start;
    let subordinate = reading.is(start, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::RELATIVE))
        && !reading.is(start, Classes::DETERMINER);
    let adverb = |index: usize| adverbial(reading, index) || reading.is(index, Classes::TIME);
    let adverbs = segment.len() <= 2 && segment.clone().all(adverb);
    // "Also speaking, the minister said"
    let also = segment.len() == 2
        && reading.is_written(start, class::OPENING_ADVERB)
        && reading.ends_in(start + 1, &phrase::GERUND_ENDING);
    let opening =
        segment.len() == 1 && (reading.ends_in(start, &phrase::ADVERB_ENDING) || reading.is(start, Classes::ADVERB));
    subordinate || adverbs || also || opening || opens_with_participle(reading, start)
}

/// "Speaking in London, Smith said", "asked about it, ..."
fn opens_with_participle(reading: &Reading<'_, '_>, start: usize) -> bool {
    let word = reading.str(start);
    let gerund = ends_in(word, &phrase::GERUND_ENDING);
    let participle = gerund && !reading.is(start, Classes::CAPITAL);
    let formed = gerund || ends_in(word, &phrase::PAST_ENDING);
    (participle || formed && !reading.is(start + 1, Classes::CAPITAL)) && word.len() > 4
}

/// The noun phrase that ends a stretch without commas.
fn noun_phrase_at_end(reading: &Reading<'_, '_>, stretch: Range<usize>) -> Option<Range<usize>> {
    let end = noun_end(reading, stretch.clone());
    if end <= stretch.start {
        return None;
    }
    let head = end - 1;
    if reading.is(head, Classes::SUBJECT_PRONOUN) && !reading.is(head, Classes::WH) || reading.lexeme(head) == word::WHO
    {
        return Some(head..end);
    }
    if reading.is(head, Classes::WH.or(Classes::RELATIVE)) && !reading.is(head, Classes::DEMONSTRATIVE) {
        return relative_antecedent(reading, stretch.start, head);
    }
    if let Some(relative) = subject_relative(reading, stretch.clone()) {
        return relative_antecedent(reading, stretch.start, relative);
    }
    // A sentence's first word has its capital from there.
    let first = || head == 0 || reading.is_after(head, Classes::STOP.or(Classes::MARK));
    let named = reading.is(head, Classes::CAPITAL) && !first();
    if reading.is(head, Classes::CONJUNCTION.or(Classes::PREPOSITION).or(Classes::AUXILIARY)) && !named {
        return None;
    }
    let mut start = head;
    let mut determined = reading.is(head, Classes::DETERMINER);
    while start > stretch.start {
        match step_left(reading, stretch.start, start, determined) {
            Some((left, decided)) => (start, determined) = (left, decided),
            None => break,
        }
    }
    let start = without_adverbial(reading, start, head);
    (start < end && nominal_or_title(reading, head)).then_some(start..end)
}

/// The end of a stretch without marks, asides, adverbs, "himself" and "close to her".
fn noun_end(reading: &Reading<'_, '_>, stretch: Range<usize>) -> usize {
    let mut end = stretch.end;
    while end > stretch.start {
        if let Some(bracket) = reading.bracket_before(end).filter(|&bracket| bracket > stretch.start) {
            end = bracket;
        } else if reading.is(end - 1, Classes::PUNCTUATION.or(Classes::MARK))
            || adverbial(reading, end - 1) && !reading.is(end - 1, Classes::CAPITAL)
        {
            end -= 1;
        } else {
            break;
        }
    }
    // "Smith himself said"
    if end > stretch.start + 1 && reading.is_written(end - 1, class::EMPHATIC_REFLEXIVE) {
        end -= 1;
    }
    // "Two lawmakers close to her": who they are close to is no subject.
    if end >= stretch.start + 4
        && reading.is(end - 1, Classes::OBJECT_PRONOUN)
        && reading.lexeme(end - 2) == word::TO
        && reading.lexeme(end - 3) == word::CLOSE
    {
        end -= 3;
    }
    end
}

/// One step of a noun phrase to the left of its word `start`: the new first word, and whether it has its determiner. `None` where the
/// phrase begins.
fn step_left(reading: &Reading<'_, '_>, first: usize, start: usize, determined: bool) -> Option<(usize, bool)> {
    let left = start - 1;
    let word = reading.classes(left);
    if let Some(bracket) = reading.bracket_before(start).filter(|&bracket| bracket > first) {
        return Some((bracket, determined));
    }
    // "Khan's party": the possessor belongs to it.
    if word.is(Classes::CLITIC) && !word.is(Classes::NEGATION.or(Classes::AUXILIARY)) {
        return Some((left, false));
    }
    if opens_clause(reading, first, left) {
        return None;
    }
    if word.is(Classes::CONJUNCTION) {
        return joins_nouns(reading, first, left).then_some((left, false));
    }
    if word.is(Classes::PREPOSITION) && !(word.is(Classes::CAPITAL) && left > first) {
        return over_preposition(reading, first, left).map(|start| (start, false));
    }
    (!determined).then(|| (left, word.is(Classes::DETERMINER.or(Classes::POSSESSIVE))))
}

/// Whether no noun phrase goes on over a word: a pronoun, a mark, a verb, "that".
fn opens_clause(reading: &Reading<'_, '_>, first: usize, index: usize) -> bool {
    let word = reading.classes(index);
    word.is(Classes::SUBJECT_PRONOUN) && !word.is(Classes::POSSESSIVE)
        || word.is(Classes::MARK)
        || verbish(reading, index)
        || word.is(Classes::SUBORDINATOR.or(Classes::RELATIVE))
            && !word.is(Classes::PREPOSITION.or(Classes::DETERMINER))
        || index > first && word.is(Classes::DEMONSTRATIVE) && reading.lexeme(index) == word::THAT
}

/// "Smith and Jones", "the army and the police"; but not "... closed and Jones said".
fn joins_nouns(reading: &Reading<'_, '_>, first: usize, and: usize) -> bool {
    and > first
        && reading.lexeme(and) == word::AND
        && reading.is(and - 1, Classes::CAPITAL)
        && reading.is(and + 1, Classes::CAPITAL.or(Classes::DETERMINER))
        && !verb_between(reading, first, and)
}

/// Where a noun phrase goes on over a preposition: "the leadership in Kabul", "the bill passed by the Senate".
fn over_preposition(reading: &Reading<'_, '_>, first: usize, left: usize) -> Option<usize> {
    if let Some(participle) = reduced(reading, first, left) {
        return Some(participle);
    }
    // A preposition carries the phrase on when a noun stands left of it.
    let carried = left > first && nominal(reading, left - 1) && !reading.is(left - 1, Classes::TIME);
    // "Smith turned to the court": the verb's own.
    let turned = || reading.lexeme(left) == word::TO && left > first && reading.ends_in(left - 1, &phrase::PAST_ENDING);
    // "an analysis of tax records by the Courier"
    let written_by = || reading.lexeme(left) == word::BY && names_paper(reading, first, left);
    let carries = carried && (reading.is_written(left, class::NOUN_PREPOSITION) && !turned() || written_by());
    (carries && !verb_between(reading, first, left)).then_some(left)
}

/// "On Tuesday the minister": an adverbial in front is not part of the noun phrase.
fn without_adverbial(reading: &Reading<'_, '_>, mut start: usize, head: usize) -> usize {
    while start < head
        && (reading.is(start, Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::ADVERB))
            || reading.is(start, Classes::TIME) && !reading.is(start, Classes::POSSESSIVE))
    {
        start += 1;
    }
    start
}

/// The "who" of "people who sought help on the day": a relative pronoun with a verb of its own and nothing joined after it. What comes
/// after the whole stretch is then the verb of the noun before it.
fn subject_relative(reading: &Reading<'_, '_>, stretch: Range<usize>) -> Option<usize> {
    let floor = stretch.start.max(stretch.end.saturating_sub(REACH / 2));
    let relative = (floor + 1..stretch.end)
        .rev()
        .find(|&index| reading.is_written(index, class::CLAUSE_RELATIVE) && nominal(reading, index - 1))?;
    let mut verb = relative + 1;
    while verb < stretch.end && adverbial(reading, verb) {
        verb += 1;
    }
    let acts = verb < stretch.end && (verbish(reading, verb) || reading.finite(verb));
    let joined = (verb..stretch.end).any(|index| {
        reading.is(index, Classes::CONJUNCTION.or(Classes::SUBORDINATOR)) && !reading.is(index, Classes::PREPOSITION)
    });
    (acts && verb + 1 < stretch.end && !joined).then_some(relative)
}

/// "passed by", "seen by", "published in": a participle after a noun, before a preposition; the participle's index.
fn reduced(reading: &Reading<'_, '_>, first: usize, by: usize) -> Option<usize> {
    let participle = by.checked_sub(1).filter(|&participle| participle > first)?;
    let word = reading.str(participle);
    // "a study published in the journal"
    if reading.lexeme(by) != word::BY && !reading.is_written(participle, class::PAPER_PARTICIPLE) {
        return None;
    }
    let formed =
        ends_in(word, &phrase::PARTICIPLE_ENDING) || reading.is_written(participle, class::IRREGULAR_PARTICIPLE);
    (formed && nominal(reading, participle - 1) && !reading.is(participle, Classes::CAPITAL)).then_some(participle)
}

/// Whether a word not after a word of `closed` is a verb in the past by its form alone.
fn past_by_form(reading: &Reading<'_, '_>, index: usize, closed: Classes) -> bool {
    (reading.ends_in(index, &phrase::PAST_ENDING) || unchanged_past(reading, index))
        && !reading.is(index, Classes::CAPITAL)
        && !reading.is(index - 1, closed)
}

/// The subject of the finite verb nearest before a word: of "called her" for "to say" in "some have called her to say".
pub(crate) fn nearest_subject(reading: &Reading<'_, '_>, first: usize, limit: usize) -> Option<Range<usize>> {
    let noun = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::COMMA);
    let verb = (first + 1..limit).rev().take(REACH).find(|&index| {
        (verbish(reading, index) || past_by_form(reading, index, noun.or(Classes::AUXILIARY)))
            && !reading.is(index, Classes::QUOTED)
    })?;
    before(reading, first, verb_group_start(reading, first, verb)).map(|subject| subject.words)
}

/// The subject of a row of verbs in the present: "Ada Quill closes a book, looks at the sea and says". A name stands before the first.
pub(crate) fn of_row(reading: &Reading<'_, '_>, first: usize, limit: usize) -> Option<Range<usize>> {
    let opens = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION);
    let present = |index: usize| {
        let word = reading.str(index);
        word.len() > 3
            && word.ends_with('s')
            && !ends_in(word, &phrase::SINGULAR_ENDING)
            && word.starts_with(char::is_lowercase)
            && reading.is(index + 1, opens)
    };
    let joins = Classes::COMMA.or(Classes::CONJUNCTION);
    let last =
        (first + 1..limit).rev().take(REACH / 2).find(|&index| present(index) && reading.is(index - 1, joins))?;
    let verb = (first + 1..last).rev().take(REACH / 2).find(|&index| {
        present(index) && reading.is(index - 1, Classes::CAPITAL) && !reading.is(index - 1, Classes::QUOTED)
    })?;
    noun_phrase_at_end(reading, first..verb).map(|words| {
        let name = (words.start..words.end).rev().take_while(|&index| reading.is(index, Classes::CAPITAL)).count();
        words.end - name..words.end
    })
}

/// Who issued the paper that a participle hangs on: "Smith" of "Smith sent the paper a letter warning". `None` where the noun before
/// the participle is no paper or nobody is seen to issue it.
pub(crate) fn issuer(reading: &Reading<'_, '_>, first: usize, words: Range<usize>) -> Option<Range<usize>> {
    let plain = words.clone().find(|&index| reading.is(index, Classes::PREPOSITION)).unwrap_or(words.end);
    let paper = (words.start..plain).any(|index| reading.is_written(index, class::ISSUED_WORDS));
    if !paper || words.start <= first {
        return None;
    }
    let found = nearest_subject(reading, first, words.start)?;
    (found.end <= words.start).then_some(found)
}

/// Whether a finite verb stands in the words; then a preposition or "and" right of it more likely belongs to the verb's clause.
fn verb_between(reading: &Reading<'_, '_>, from: usize, to: usize) -> bool {
    (from.max(to.saturating_sub(20))..to).any(|index| verbish(reading, index))
}

fn nominal(reading: &Reading<'_, '_>, index: usize) -> bool {
    let closed = Classes::PREPOSITION
        .or(Classes::CONJUNCTION)
        .or(Classes::AUXILIARY)
        .or(Classes::SUBJECT_PRONOUN)
        .or(Classes::PUNCTUATION);
    let closed = closed.or(Classes::DETERMINER).or(Classes::MARK).or(Classes::SUBORDINATOR).or(Classes::OBJECT_PRONOUN);
    !reading.is(index, closed) && !verbish(reading, index) && !adverbial(reading, index)
}

fn nominal_or_title(reading: &Reading<'_, '_>, index: usize) -> bool {
    nominal(reading, index) || reading.is(index, Classes::DETERMINER.or(Classes::DEMONSTRATIVE).or(Classes::CAPITAL))
}

/// "lawyer who said": the noun phrase before the relative pronoun.
fn relative_antecedent(reading: &Reading<'_, '_>, first: usize, relative: usize) -> Option<Range<usize>> {
    if relative <= first {
        return None;
    }
    noun_phrase_at_end(reading, first..relative)
}

/// "... slammed the group and vowed": the subject of the verb it is joined to.
fn shared(reading: &Reading<'_, '_>, first: usize, segment: usize, verb: usize) -> Option<Subject> {
    let joined = (segment..verb).any(|index| reading.is(index, Classes::CONJUNCTION));
    if !joined && segment != verb {
        return None;
    }
    main_subject(reading, first, verb).map(|words| Subject { words, shared: true })
}

/// "The bank cut its forecast": a verb whose past is its base, with an object after it.
fn unchanged_past(reading: &Reading<'_, '_>, index: usize) -> bool {
    let object = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::CAPITAL).or(Classes::OBJECT_PRONOUN);
    reading.is_written(index, class::UNCHANGED_PAST) && reading.is(index + 1, object)
}

/// The subject of the first finite verb in the words from `first` to `limit`.
pub(crate) fn main_subject(reading: &Reading<'_, '_>, first: usize, limit: usize) -> Option<Range<usize>> {
    let closed = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::COMMA);
    let verb = (first + 1..limit.min(first + REACH)).find(|&index| {
        (verbish(reading, index) || past_by_form(reading, index, closed)) && !reading.is(index, Classes::QUOTED)
    })?;
    let verb = verb_group_start(reading, first, verb);
    let mut start = first;
    while start < verb && reading.is(start, Classes::CONJUNCTION.or(Classes::MARK)) {
        start += 1;
    }
    if let Some(head) = relative_head(reading, start, verb) {
        return Some(head);
    }
    before(reading, start, verb).filter(|subject| !subject.shared).map(|subject| subject.words)
}

/// "Ada Quill, R-Bedford, who was the sponsor, weighed in": whom a relative clause after a comma is about, where that is what the sentence
/// begins with.
fn relative_head(reading: &Reading<'_, '_>, first: usize, verb: usize) -> Option<Range<usize>> {
    let who = verb.checked_sub(1).filter(|&who| who > first + 1 && reading.is_written(who, class::SUBJECT_RELATIVE))?;
    if !reading.is_after(who, Classes::COMMA) {
        return None;
    }
    let (segments, last) = comma_segments(reading, first..who - 1);
    let mut parts = segments.into_iter().chain([last]);
    let head = parts.find(|part| !part.is_empty() && !leads_in(reading, part.clone()))?;
    reading.document.rules.find(rule::HEAD_OF_RELATIVE, || noun_phrase_at_end(reading, head))
}

/// The subject right of its verb: "said Amina Diallo, who farms near the river".
pub(crate) fn after(reading: &Reading<'_, '_>, from: usize, limit: usize) -> Option<Range<usize>> {
    if reading.is(from, Classes::SUBJECT_PRONOUN) && !reading.is(from, Classes::WH) {
        return Some(from..from + 1);
    }
    let mut end = from;
    let mut named = false;
    while end < limit.min(reading.len()) && !ends_inverted(reading, from, end, named) {
        named |= reading.is(end, Classes::CAPITAL) && end > from && reading.is(end - 1, Classes::CAPITAL);
        end += 1;
    }
    let open = Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::DETERMINER);
    while end > from + 1 && reading.is(end - 1, open) {
        end -= 1;
    }
    (end > from && nominal_or_title(reading, end - 1)).then_some(from..end)
}

/// Whether a subject after its verb, which begins at `from`, ends before the word at `index`; `named` when a full name is in it.
fn ends_inverted(reading: &Reading<'_, '_>, from: usize, index: usize, named: bool) -> bool {
    let word = reading.classes(index);
    let later = index > from;
    stops_inverted(reading, index, later)
        || word.is(Classes::PREPOSITION) && !(later && carries_inverted(reading, index, named))
        || word.is(Classes::CONJUNCTION)
            && !(reading.lexeme(index) == word::AND && reading.is(index + 1, Classes::CAPITAL.or(Classes::DETERMINER)))
        || later && (begins_another(reading, index) || is_manner(reading, index))
        || index > from + 1 && verbish(reading, index)
}

/// Whether a word is a mark, a subordinator, an auxiliary or an adverb; not with a capital inside a name.
fn stops_inverted(reading: &Reading<'_, '_>, index: usize, later: bool) -> bool {
    let word = reading.classes(index);
    let stops =
        Classes::COMMA.or(Classes::STOP).or(Classes::COLON).or(Classes::DASH).or(Classes::QUOTED).or(Classes::MARK);
    let stops = stops.or(Classes::SUBORDINATOR).or(Classes::AUXILIARY).or(Classes::ADVERB);
    word.is(stops) && !word.is(Classes::DETERMINER) && !(word.is(Classes::CAPITAL) && later)
        || matches!(reading.str(index), "(" | ")" | ";" | "[")
}

/// Whether an adverb says how it was said: "said Lena Ortiz quietly", but not "said the newly elected mayor".
fn is_manner(reading: &Reading<'_, '_>, index: usize) -> bool {
    let noun = nominal(reading, index - 1)
        && !reading.is(index - 1, Classes::CLITIC.or(Classes::NUMBER).or(Classes::POSSESSIVE));
    noun && adverbial(reading, index)
        && !reading.is(index, Classes::CAPITAL)
        && !reading.is_written(index, class::SELDOM_MANNER)
        && reading.when(rule::MANNER_AFTER_SUBJECT, || true)
}

/// Whether a time or another noun phrase begins at a word.
fn begins_another(reading: &Reading<'_, '_>, index: usize) -> bool {
    let joined = |classes: Classes| reading.is(index - 1, Classes::PREPOSITION.or(classes));
    reading.is(index, Classes::TIME) && !joined(Classes::DETERMINER)
        || reading.is(index, Classes::DETERMINER) && !joined(Classes::CONJUNCTION)
}

/// Whether a subject after its verb goes on over a preposition: "said the head of the office", but not "said Lena Ortiz in London".
fn carries_inverted(reading: &Reading<'_, '_>, index: usize, named: bool) -> bool {
    reading.is_written(index, class::INVERTED_SUBJECT_PREPOSITION)
        && !reading.is(index + 1, Classes::TIME)
        && (!named || reading.lexeme(index) == word::OF)
}
