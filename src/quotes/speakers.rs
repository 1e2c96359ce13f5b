//! The subject of a cue: the noun phrase that names who speaks.
//!
//! There is no parser here. The clause left of the cue is cut at commas; leading adverbials ("On Tuesday,") and what stands in
//! apposition ("X, who heads the party, said") are told from the subject by the closed-class word they begin with.

use std::ops::Range;

use super::words::{Classes, Form, Reading, adverbial, finite, verbish};

/// How many words left of the cue a subject may begin.
const REACH: usize = 60;

/// A subject and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Subject {
    /// Indexes into the words.
    pub(crate) words: Range<usize>,
    /// The rule: "subject", "inverted", "shared".
    pub(crate) rule: &'static str,
}

/// What may stand between "has" and its participle, besides the adverbs of the list.
const MIDDLE: [&str; 14] =
    ["since", "long", "both", "all", "once", "twice", "first", "far", "so", "in", "particular", "each", "at", "times"];

/// The first word of the verb group that ends with the cue: "has also said" -> "has"; "went on to say" -> "went".
pub(crate) fn verb_group_start(reading: &Reading<'_, '_>, first: usize, cue: usize) -> usize {
    let mut start = cue;
    let helper = |index: usize| {
        reading.is(index, Classes::AUXILIARY.or(Classes::NEGATION)) && !reading.is(index, Classes::CAPITAL)
            || adverbial(reading, index)
            || index > first && reading.is(index, Classes::CLITIC) && reading.is(index - 1, Classes::SUBJECT_PRONOUN)
    };
    while start > first && helper(start - 1) {
        start -= 1;
    }
    // "has since said", "have long criticized", "has in particular noted": what stands between the two parts of a verb.
    let between = (first..start).rev().take(3).find(|&index| reading.is(index, Classes::AUXILIARY));
    if let Some(auxiliary) = between.filter(|&auxiliary| {
        matches!(reading.str(auxiliary), "has" | "have" | "had" | "'ve" | "’ve")
            && (auxiliary + 1..start).all(|index| MIDDLE.contains(&reading.str(index)) || adverbial(reading, index))
    }) {
        start = auxiliary;
        while start > first && helper(start - 1) {
            start -= 1;
        }
    }
    // "sought to assure", "went on to say", "appeared to suggest"
    if start > first + 1 && reading.str(start - 1) == "to" {
        let mut verb = start - 2;
        if reading.is(verb, Classes::PREPOSITION) && verb > first {
            verb -= 1;
        }
        let noun = Classes::CAPITAL
            .or(Classes::PUNCTUATION)
            .or(Classes::COMMA)
            .or(Classes::SUBJECT_PRONOUN)
            .or(Classes::DETERMINER)
            .or(Classes::TIME);
        if !reading.is(verb, noun) {
            start = verb;
            while start > first && helper(start - 1) {
                start -= 1;
            }
        }
    }
    start
}

/// The conjunction (or the comma before it) that joins a finite cue without a subject of its own to the clause before.
pub(crate) fn conjoined(reading: &Reading<'_, '_>, first: usize, cue: usize) -> Option<usize> {
    let finite = reading.words.get(cue)?.cue.is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third));
    let joint = verb_group_start(reading, first, cue).checked_sub(1).filter(|&joint| finite && joint > first)?;
    let joined = matches!(reading.str(joint), "and" | "but");
    joined.then(|| if reading.is(joint - 1, Classes::COMMA) { joint - 1 } else { joint })
}

/// The subject left of a verb group that starts at `verb`, within the words from `first`.
pub(crate) fn before(reading: &Reading<'_, '_>, first: usize, verb: usize) -> Option<Subject> {
    let floor = first.max(verb.saturating_sub(REACH));
    let mut end = verb;
    // "Smith on Tuesday said", "the ministry late Monday confirmed"
    while end > floor && reading.is(end - 1, Classes::TIME) && !reading.is(end - 1, Classes::POSSESSIVE) {
        end -= 1;
        while end > floor && matches!(reading.str(end - 1), "on" | "in" | "late" | "early" | "last" | "this" | "next") {
            end -= 1;
        }
    }
    // Back to where the clause can begin at the earliest: marks, stops, colons and quoted words are never crossed.
    let wall = Classes::STOP.or(Classes::COLON).or(Classes::MARK).or(Classes::QUOTED);
    let mut start = work_in_apposition(reading, floor, end).unwrap_or(end);
    let end = start;
    while start > floor {
        // "Nora Shaw (88), of Cork, said": an aside in brackets is passed over.
        if let Some(bracket) = reading.bracket_before(start).filter(|&bracket| bracket > floor) {
            start = bracket;
        } else if reading.is(start - 1, wall) || matches!(reading.str(start - 1), ";" | "(") {
            break;
        } else {
            start -= 1;
        }
    }
    let closed = end < verb && reading.is(end, Classes::MARK);
    let mut segments: Vec<Range<usize>> = Vec::new();
    let mut from = start;
    let mut depth = 0usize;
    for index in start..end {
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
    let last = from..end;
    if !last.is_empty() && !closed {
        if let Some(words) = open_apposition(reading, &segments) {
            return Some(Subject { words, rule: "subject" });
        }
        // "Kesrana Watch, which said"
        if reading.str(last.start) == "which"
            && (last.start + 1..last.end).all(|index| adverbial(reading, index))
            && let Some(words) = segments.last().and_then(|named| noun_phrase_at_end(reading, named.clone()))
        {
            return Some(Subject { words, rule: "subject" });
        }
        if let Some(words) = noun_phrase_at_end(reading, last.clone()) {
            return Some(Subject { words, rule: "subject" });
        }
        return shared(reading, first, last.start, verb);
    }
    // A comma stands before the verb: something in apposition closes there.
    for (position, segment) in segments.iter().enumerate() {
        let mut segment = segment.clone();
        // "when Smith, who had lost, called": the clause's own subject.
        let described = segments.get(position + 1).map_or(last.start, |next| next.start);
        if matches!(reading.str(described), "who" | "whose") && reading.is(segment.start, Classes::SUBORDINATOR) {
            segment.start += 1;
        }
        while segment.start < segment.end && reading.is(segment.start, Classes::CONJUNCTION) {
            segment.start += 1;
        }
        if segment.is_empty() || leads_in(reading, segment.clone()) {
            continue;
        }
        // "Voters who have heard him, on television or not, said"
        let who = segment.clone().skip(1).find(|&index| reading.str(index) == "who" && nominal(reading, index - 1));
        if let Some(who) = who.filter(|&who| !(segment.start..who).any(|index| verbish(reading, index))) {
            segment.end = who;
        }
        let after_that = segment
            .clone()
            .rev()
            .find(|&index| reading.is(index, Classes::SUBORDINATOR) && !reading.is(index, Classes::PREPOSITION));
        if let Some(that) = after_that {
            segment.start = that + 1;
        }
        // "Smith walked to the dock, pointed at the water": the verbs of a row share their subject.
        let acts = |index: usize| {
            index > segment.start
                && reading.is(index - 1, Classes::CAPITAL)
                && !reading.is(index, Classes::CAPITAL)
                && finite(reading.str(index))
        };
        let row = segment.clone().find(|&index| acts(index)).filter(|_| position + 1 == segments.len());
        let row = row.filter(|&row| !(segment.start..row).any(|index| verbish(reading, index)));
        if let Some(words) = row.and_then(|row| noun_phrase_at_end(reading, segment.start..row)) {
            return Some(Subject { words, rule: "subject" });
        }
        if segment.clone().any(|index| verbish(reading, index)) {
            continue;
        }
        if let Some(words) = noun_phrase_at_end(reading, segment) {
            return Some(Subject { words, rule: "subject" });
        }
    }
    None
}

/// Where the title in marks begins that ends a description before the verb: "Ada Quill, host of “Morning Talk,” said".
pub(crate) fn work_in_apposition(reading: &Reading<'_, '_>, floor: usize, end: usize) -> Option<usize> {
    let last =
        end.checked_sub(1).filter(|&last| reading.is(last, Classes::MARK) && reading.is(last, Classes::QUOTED))?;
    let at = reading.words.get(last)?.span.start;
    let quotation = reading.quotations.get(reading.quotations.partition_point(|quotation| quotation.span.end <= at))?;
    let start = reading.word_from(quotation.span.start);
    let title = (start..end).all(|index| {
        let small =
            Classes::MARK.or(Classes::COMMA).or(Classes::PREPOSITION).or(Classes::DETERMINER).or(Classes::CONJUNCTION);
        reading.is(index, Classes::CAPITAL.or(small))
    });
    let comma = reading.is(last.checked_sub(1)?, Classes::COMMA);
    let apposition = (floor..start).rev().take(20).any(|index| reading.is(index, Classes::COMMA));
    (title && comma && apposition && start > floor && end - start <= 8).then_some(start)
}

/// "Ada Quill, an analyst at the Council on Water, Roads and Bridges told": a full name with a description behind it whose last comma
/// was left out.
fn open_apposition(reading: &Reading<'_, '_>, segments: &[Range<usize>]) -> Option<Range<usize>> {
    let (name, description) = match segments {
        [.., name, description, _] | [name, description] => (name, description),
        _ => return None,
    };
    let closed = Classes::PREPOSITION.or(Classes::DETERMINER).or(Classes::TIME).or(Classes::SUBORDINATOR);
    let named = (2..=4).contains(&name.len())
        && name.clone().all(|index| reading.is(index, Classes::CAPITAL) && !reading.is(index, closed));
    let described = matches!(reading.str(description.start), "a" | "an")
        && !(name.end..segments.last()?.end).any(|index| verbish(reading, index));
    (named && described).then(|| name.clone())
}

/// Whether a past form hangs on the noun before it and is no finite verb: "The charge, quickly dubbed a tax, was dropped", "the ruling,
/// written by Judge Quill". One comma opens what it begins, and another closes it before the main verb.
pub(crate) fn hangs_on_noun(reading: &Reading<'_, '_>, first: usize, cue: usize, limit: usize) -> bool {
    let adverbs = (first..cue).rev().take_while(|&index| adverbial(reading, index)).count();
    let Some(comma) = cue.checked_sub(1 + adverbs).filter(|&comma| comma > first) else { return false };
    let plain = |index: usize| !reading.is(index, Classes::QUOTED.or(Classes::MARK));
    if !reading.is(comma, Classes::COMMA) || !plain(comma) || !plain(cue) {
        return false;
    }
    let mut start = comma;
    while start > first && !reading.is(start - 1, Classes::COMMA.or(Classes::STOP).or(Classes::MARK).or(Classes::DASH))
    {
        start -= 1;
    }
    // "Ada Quill, the mayor, described": what stands between two commas is in apposition; then the verb is the sentence's own.
    let opened = start > first
        && reading.is(start - 1, Classes::COMMA)
        && !leads_in(reading, sentence_part(reading, first, start - 1));
    if opened || !nominal_or_title(reading, comma - 1) || (start..comma).any(|index| verbish(reading, index)) {
        return false;
    }
    let closing = (cue + 1..limit)
        .take(REACH / 2)
        .find(|&index| reading.is(index, Classes::COMMA) && !reading.is(index, Classes::QUOTED));
    reading.str(cue + 1) == "by"
        || closing.is_some_and(|closing| {
            let verb = (closing + 1..limit).find(|&index| !adverbial(reading, index)).unwrap_or(limit);
            let third = reading.str(verb);
            verbish(reading, verb) || finite(third) || third.ends_with('s') && plain(verb) && third.len() > 3
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
fn leads_in(reading: &Reading<'_, '_>, segment: Range<usize>) -> bool {
    let start = segment.start;
    if reading.is(start, Classes::PREPOSITION.or(Classes::SUBORDINATOR).or(Classes::RELATIVE))
        && !reading.is(start, Classes::DETERMINER)
    {
        return true;
    }
    if segment.len() <= 2 && segment.clone().all(|index| adverbial(reading, index) || reading.is(index, Classes::TIME))
    {
        return true;
    }
    // "Also speaking, the minister said"
    if segment.len() == 2
        && matches!(reading.str(start), "Also" | "Earlier" | "Later")
        && reading.str(start + 1).ends_with("ing")
    {
        return true;
    }
    let word = reading.str(start);
    let opening = segment.len() == 1 && (word.ends_with("ly") || reading.is(start, Classes::ADVERB));
    let participle = word.ends_with("ing") && !reading.is(start, Classes::CAPITAL);
    opening
        || (participle || (word.ends_with("ing") || word.ends_with("ed")) && !reading.is(start + 1, Classes::CAPITAL))
            && word.len() > 4
}

/// The noun phrase that ends a stretch without commas.
fn noun_phrase_at_end(reading: &Reading<'_, '_>, stretch: Range<usize>) -> Option<Range<usize>> {
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
    if end > stretch.start + 1 && matches!(reading.str(end - 1), "himself" | "herself" | "itself" | "themselves") {
        end -= 1;
    }
    // "Two lawmakers close to her": who they are close to is no subject.
    if end >= stretch.start + 4
        && reading.is(end - 1, Classes::OBJECT_PRONOUN)
        && reading.str(end - 2) == "to"
        && reading.str(end - 3) == "close"
    {
        end -= 3;
    }
    if end <= stretch.start {
        return None;
    }
    let head = end - 1;
    let pronoun = Classes::SUBJECT_PRONOUN;
    if reading.is(head, pronoun) && !reading.is(head, Classes::WH) {
        return Some(head..end);
    }
    if reading.str(head) == "who" {
        return Some(head..end);
    }
    if reading.is(head, Classes::WH.or(Classes::RELATIVE)) && !reading.is(head, Classes::DEMONSTRATIVE) {
        return relative_antecedent(reading, stretch.start, head);
    }
    if let Some(relative) = subject_relative(reading, stretch.clone()) {
        return relative_antecedent(reading, stretch.start, relative);
    }
    // A sentence's first word has its capital from there.
    let named = reading.is(head, Classes::CAPITAL)
        && !head.checked_sub(1).is_none_or(|before| reading.is(before, Classes::STOP.or(Classes::MARK)));
    if reading.is(head, Classes::CONJUNCTION.or(Classes::PREPOSITION).or(Classes::AUXILIARY)) && !named {
        return None;
    }
    let mut start = head;
    let mut determined = reading.is(head, Classes::DETERMINER);
    while start > stretch.start {
        let left = start - 1;
        let word = reading.words.get(left)?;
        let capital = word.is(Classes::CAPITAL);
        if let Some(bracket) = reading.bracket_before(start).filter(|&bracket| bracket > stretch.start) {
            start = bracket;
            continue;
        }
        if word.is(Classes::CLITIC) && !word.is(Classes::NEGATION.or(Classes::AUXILIARY)) {
            // "Khan's party": the possessor belongs to it.
            determined = false;
            start = left;
            continue;
        }
        if word.is(Classes::SUBJECT_PRONOUN) && !word.is(Classes::POSSESSIVE)
            || word.is(Classes::MARK)
            || verbish(reading, left)
        {
            break;
        }
        if word.is(Classes::SUBORDINATOR.or(Classes::RELATIVE))
            && !word.is(Classes::PREPOSITION.or(Classes::DETERMINER))
        {
            break;
        }
        if left > stretch.start && word.is(Classes::DEMONSTRATIVE) && reading.str(left) == "that" {
            break;
        }
        if word.is(Classes::CONJUNCTION) {
            // "Smith and Jones", "the army and the police"; but not "... closed and Jones said".
            let both = left > stretch.start
                && (reading.is(left - 1, Classes::CAPITAL)
                    && reading.is(start, Classes::CAPITAL.or(Classes::DETERMINER)));
            if reading.str(left) != "and" || !both || verb_between(reading, stretch.start, left) {
                break;
            }
            determined = false;
            start = left;
            continue;
        }
        if word.is(Classes::PREPOSITION) && !(capital && left > stretch.start) {
            // "the leadership in Kabul": a preposition carries the phrase on when a noun stands left of it.
            let carried = left > stretch.start && nominal(reading, left - 1) && !reading.is(left - 1, Classes::TIME);
            // "Smith turned to the court": the verb's own.
            let turned = reading.str(left) == "to" && left > stretch.start && reading.str(left - 1).ends_with("ed");
            let carries = !turned
                && matches!(
                    reading.str(left),
                    "of" | "for" | "in" | "at" | "from" | "with" | "on" | "to" | "near" | "against" | "behind"
                );
            // "the bill passed by the Senate": a participle goes with the noun left of it.
            if let Some(participle) = reduced(reading, stretch.start, left) {
                determined = false;
                start = participle;
                continue;
            }
            if !carried || !carries || verb_between(reading, stretch.start, left) {
                break;
            }
            determined = false;
            start = left;
            continue;
        }
        if determined {
            break;
        }
        if word.is(Classes::DETERMINER.or(Classes::POSSESSIVE)) {
            determined = true;
        }
        start = left;
    }
    // "On Tuesday the minister": an adverbial in front is not part of it.
    while start < head
        && (reading.is(start, Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::ADVERB))
            || reading.is(start, Classes::TIME) && !reading.is(start, Classes::POSSESSIVE))
    {
        start += 1;
    }
    (start < end && nominal_or_title(reading, head)).then_some(start..end)
}

/// The "who" of "people who sought help on the day": a relative pronoun with a verb of its own and nothing joined behind it. What
/// comes behind the whole stretch is then the verb of the noun before it.
fn subject_relative(reading: &Reading<'_, '_>, stretch: Range<usize>) -> Option<usize> {
    let floor = stretch.start.max(stretch.end.saturating_sub(REACH / 2));
    let relative = (floor + 1..stretch.end)
        .rev()
        .find(|&index| matches!(reading.str(index), "who" | "which" | "that") && nominal(reading, index - 1))?;
    let mut verb = relative + 1;
    while verb < stretch.end && adverbial(reading, verb) {
        verb += 1;
    }
    let acts = verb < stretch.end && (verbish(reading, verb) || finite(reading.str(verb)));
    let joined = (verb..stretch.end).any(|index| {
        reading.is(index, Classes::CONJUNCTION.or(Classes::SUBORDINATOR)) && !reading.is(index, Classes::PREPOSITION)
    });
    (acts && verb + 1 < stretch.end && !joined).then_some(relative)
}

/// "passed by", "seen by", "published in": a participle behind a noun, before a preposition; the participle's index.
fn reduced(reading: &Reading<'_, '_>, first: usize, by: usize) -> Option<usize> {
    // "a study published in the journal"
    const PAPERS: [&str; 12] = [
        "published",
        "released",
        "issued",
        "posted",
        "obtained",
        "conducted",
        "filed",
        "commissioned",
        "funded",
        "compiled",
        "prepared",
        "shared",
    ];
    let participle = by.checked_sub(1).filter(|&participle| participle > first)?;
    let word = reading.str(participle);
    if reading.str(by) != "by" && !PAPERS.contains(&word) {
        return None;
    }
    let formed =
        word.ends_with("ed") || word.ends_with("en") || word.ends_with("wn") || matches!(word, "made" | "held" | "led");
    (formed && nominal(reading, participle - 1) && !reading.is(participle, Classes::CAPITAL)).then_some(participle)
}

/// The subject of the finite verb nearest before a word: of "called her" for "to say" in "some have called her to say".
pub(crate) fn nearest_subject(reading: &Reading<'_, '_>, first: usize, limit: usize) -> Option<Range<usize>> {
    let verb = (first + 1..limit).rev().take(REACH).find(|&index| {
        let noun = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::COMMA);
        let past = (reading.str(index).ends_with("ed") || unchanged_past(reading, index))
            && !reading.is(index, Classes::CAPITAL)
            && !reading.is(index - 1, noun.or(Classes::AUXILIARY));
        (verbish(reading, index) || past) && !reading.is(index, Classes::QUOTED)
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
            && !word.ends_with("ss")
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
    const PAPERS: [&str; 20] = [
        "statement",
        "statements",
        "letter",
        "letters",
        "memo",
        "email",
        "e-mail",
        "message",
        "tweet",
        "tweets",
        "post",
        "release",
        "note",
        "speech",
        "video",
        "ad",
        "petition",
        "pitches",
        "appeal",
        "clip",
    ];
    let plain = words.clone().find(|&index| reading.is(index, Classes::PREPOSITION)).unwrap_or(words.end);
    let paper = (words.start..plain).any(|index| PAPERS.contains(&reading.str(index)));
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
    nominal(reading, index)
        || reading.is(index, Classes::DETERMINER.or(Classes::DEMONSTRATIVE))
        || reading.is(index, Classes::CAPITAL)
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
    main_subject(reading, first, verb).map(|words| Subject { words, rule: "shared" })
}

/// "The bank cut its forecast": a verb whose past is its base, with an object behind.
fn unchanged_past(reading: &Reading<'_, '_>, index: usize) -> bool {
    const UNCHANGED: [&str; 18] = [
        "cut", "quit", "hit", "put", "set", "shut", "cast", "shed", "split", "let", "cost", "hurt", "bet", "beat",
        "spread", "burst", "slit", "rid",
    ];
    let object = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::CAPITAL).or(Classes::OBJECT_PRONOUN);
    UNCHANGED.contains(&reading.str(index)) && reading.is(index + 1, object)
}

/// The subject of the first finite verb in the words from `first` to `limit`.
pub(crate) fn main_subject(reading: &Reading<'_, '_>, first: usize, limit: usize) -> Option<Range<usize>> {
    let verb = (first + 1..limit.min(first + REACH)).find(|&index| {
        let closed = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::COMMA);
        let past = (reading.str(index).ends_with("ed") || unchanged_past(reading, index))
            && !reading.is(index, Classes::CAPITAL)
            && !reading.is(index - 1, closed);
        (verbish(reading, index) || past) && !reading.is(index, Classes::QUOTED)
    })?;
    let verb = verb_group_start(reading, first, verb);
    let mut start = first;
    while start < verb && reading.is(start, Classes::CONJUNCTION.or(Classes::MARK)) {
        start += 1;
    }
    before(reading, start, verb).filter(|subject| subject.rule == "subject").map(|subject| subject.words)
}

/// The subject right of its verb: "said Amina Diallo, who farms near the river".
pub(crate) fn behind(reading: &Reading<'_, '_>, from: usize, limit: usize) -> Option<Subject> {
    let rule = "inverted";
    if reading.is(from, Classes::SUBJECT_PRONOUN) && !reading.is(from, Classes::WH) {
        return Some(Subject { words: from..from + 1, rule });
    }
    let stops =
        Classes::COMMA.or(Classes::STOP).or(Classes::COLON).or(Classes::DASH).or(Classes::QUOTED).or(Classes::MARK);
    let stops = stops.or(Classes::SUBORDINATOR).or(Classes::AUXILIARY).or(Classes::ADVERB);
    let mut end = from;
    let mut named = false;
    while end < limit {
        let Some(word) = reading.words.get(end) else { break };
        if word.is(stops) && !word.is(Classes::DETERMINER) && !(word.is(Classes::CAPITAL) && end > from)
            || matches!(reading.str(end), "(" | ")" | ";" | "[")
        {
            break;
        }
        if end > from && word.is(Classes::TIME) && !reading.is(end - 1, Classes::PREPOSITION.or(Classes::DETERMINER)) {
            break;
        }
        if word.is(Classes::PREPOSITION) {
            let carries = matches!(reading.str(end), "of" | "for" | "at" | "from" | "with" | "in");
            let to_time = reading.is(end + 1, Classes::TIME);
            if end == from || !carries || to_time || named && reading.str(end) != "of" {
                break;
            }
        }
        if word.is(Classes::CONJUNCTION)
            && !(reading.str(end) == "and" && reading.is(end + 1, Classes::CAPITAL.or(Classes::DETERMINER)))
        {
            break;
        }
        if end > from
            && word.is(Classes::DETERMINER)
            && !reading.is(end - 1, Classes::PREPOSITION.or(Classes::CONJUNCTION))
        {
            break;
        }
        if end > from + 1 && verbish(reading, end) {
            break;
        }
        named |= word.is(Classes::CAPITAL) && end > from && reading.is(end - 1, Classes::CAPITAL);
        end += 1;
    }
    while end > from
        && (reading.is(end - 1, Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::DETERMINER))
            && end - 1 > from)
    {
        end -= 1;
    }
    (end > from && nominal_or_title(reading, end - 1)).then_some(Subject { words: from..end, rule })
}
