//! Whether what stands around a cue is reported as its content, and where that ends.

use std::ops::Range;

use super::content::{self, Decision};
use super::cues::cue_at;
use super::speakers;
use super::words::{Class, Classes, CueVerb, Form, Frame, Reading, finite, open_class, verbish};

/// The least probability of an attribution that is reported.
const THRESHOLD: f64 = 0.45;
/// The same for "said" and its like with content behind.
const PLAIN_THRESHOLD: f64 = 0.25;
/// The same for a verb that has a clause for its object by its form.
const CLAUSE_THRESHOLD: f64 = 0.05;
/// The same for a warning against something.
const AGAINST_THRESHOLD: f64 = 0.005;

/// "declined to comment on the report", "asked not to be named": what says nothing.
pub(super) fn withheld(reading: &Reading<'_, '_>, frame: &Frame, cue: usize) -> bool {
    if is_idiom(reading, cue) {
        return true;
    }
    // "Asked whether anyone would go, Smith said": who is asked says nothing by it.
    let asked = cue == frame.words.start && matches!(reading.str(cue), "Asked" | "Told" | "Pressed" | "Questioned");
    if asked && (cue + 1..frame.words.end).any(|index| reading.is(index, Classes::COMMA)) {
        return true;
    }
    // "wrote himself a check"
    if matches!(reading.str(cue + 1), "himself" | "herself" | "themselves")
        && reading.words.get(cue).and_then(|word| word.cue).is_some_and(|verb| verb.lemma == "write")
    {
        return true;
    }
    // "I can report that": the writer to the reader.
    let to_reader = matches!(reading.str(cue), "tell" | "report" | "say")
        && cue >= 2
        && matches!(reading.str(cue - 1), "can" | "could" | "must" | "should")
        && reading.str(cue - 2) == "I";
    if to_reader {
        return true;
    }
    // "asked not to be named"
    if (1..4).map(|ahead| reading.str(cue + ahead)).eq(["not", "to", "be"]) {
        return true;
    }
    let Some(verb) = cue.checked_sub(2).filter(|&verb| verb >= frame.words.start && reading.str(cue - 1) == "to")
    else {
        return false;
    };
    let word = reading.str(verb);
    ["declin", "refus"].iter().any(|stem| word.starts_with(stem))
}

/// "That said, ...", "Having said that, ...", "believe it or not", "needless to say": turns of phrase in which nobody speaks.
fn is_idiom(reading: &Reading<'_, '_>, cue: usize) -> bool {
    let word = |index: usize| reading.str(index).to_lowercase();
    let before = |back: usize| cue.checked_sub(back).map(word).unwrap_or_default();
    let comma_at = |index: usize| reading.is(index, Classes::COMMA);
    match word(cue).as_str() {
        "said" if before(1) == "that" || before(1) == "being" && before(2) == "that" => comma_at(cue + 1),
        "said" if before(1) == "having" => matches!(word(cue + 1).as_str(), "that" | "this") && comma_at(cue + 2),
        "believe" => ["it", "or", "not"].iter().zip(cue + 1..).all(|(&part, index)| word(index) == part),
        "say" => before(1) == "to" && matches!(before(2).as_str(), "needless" | "suffice" | "sad" | "strange" | "safe"),
        _ => false,
    }
}

/// "Read our review", "Just mention the code": the writer speaks to the reader.
pub(super) fn commands(reading: &Reading<'_, '_>, frame: &Frame, cue: usize, verb: CueVerb) -> bool {
    let bare = verb.form == Form::Base || reading.str(cue).eq_ignore_ascii_case(verb.lemma);
    let first = (frame.words.start..cue).all(|index| {
        reading.is(index, Classes::ADVERB) || matches!(reading.str(index), "Just" | "just" | "Please" | "please")
    });
    first && bare && verb.class != Class::Frame
}

/// Content behind a cue ends where the cue's own clause does: at the main verb behind "Smith, who joked about it, could see", and at a
/// verb that is joined to the cue and not to what was promised: "promised to stay and hammered the plan".
pub(super) fn within_clause(reading: &Reading<'_, '_>, cue: usize, decision: Decision) -> Decision {
    let (start, end) = decision.words;
    let group = cue.checked_sub(1).filter(|&who| matches!(reading.str(who), "who" | "which"));
    let relative = group.and_then(|who| who.checked_sub(1)).is_some_and(|comma| reading.is(comma, Classes::COMMA));
    let infinitive = (start..end).take(8).find(|&index| !reading.is(index, OPENS_INFINITIVE));
    let infinitive = infinitive.is_some_and(|to| reading.str(to) == "to" && !verbish(reading, to + 1))
        && !(start..end).take(8).take_while(|&index| reading.str(index) != "to").any(|index| verbish(reading, index));
    let cut = (start + 1..end).find(|&index| {
        if reading.is(index, Classes::QUOTED) {
            return false;
        }
        let mut next = index + 1;
        while reading.is(next, Classes::ADVERB) {
            next += 1;
        }
        let acts = verbish(reading, next);
        let past = finite(reading.str(next))
            && reading.is(
                next + 1,
                Classes::DETERMINER.or(Classes::CAPITAL).or(Classes::OBJECT_PRONOUN).or(Classes::PREPOSITION),
            );
        relative && reading.is(index, Classes::COMMA) && acts
            || infinitive && reading.str(index) == "and" && (acts || past) && next < end
    });
    let cut = cut.map(|cut| if reading.is(cut - 1, Classes::COMMA) { cut - 1 } else { cut }).filter(|&cut| cut > start);
    Decision { words: (start, cut.unwrap_or(end)), ..decision }
}

/// "said that crews were at work, while talks went on": behind a clause that opens with "that", a clause of "while" or "although" at the
/// end of the sentence is told too (in PolNeAR's training part 15 of 21 times; without "that" it is the writer's as often).
pub(super) fn with_concession(reading: &Reading<'_, '_>, frame: &Frame, decision: Decision) -> Decision {
    let (start, end) = decision.words;
    let told = [Some(start), start.checked_sub(1)].into_iter().flatten().any(|index| reading.str(index) == "that");
    let joins =
        reading.is(end, Classes::COMMA) && matches!(reading.str(end + 1), "while" | "whereas" | "although" | "though");
    let last = frame.words.end - usize::from(reading.is(frame.words.end.saturating_sub(1), Classes::STOP));
    let clause = end + 2..last;
    // "while adding", "while she warned": the writer goes on about who speaks.
    let own = |index: usize| {
        reading.is(index, Classes::QUOTED.or(Classes::SUBJECT_PRONOUN).or(Classes::PUNCTUATION))
            || cue_at(reading, index).is_some()
            || reading.str(index).ends_with("ing") && index == end + 2
    };
    if told && joins && clause.len() > 2 && !clause.into_iter().any(own) {
        return Decision { words: (start, last), ..decision };
    }
    decision
}

/// "said the suspect, who has not been named, was due in court": what is said ends with its verb, and not before the clause between.
pub(super) fn with_verb(reading: &Reading<'_, '_>, frame: &Frame, verb: CueVerb, decision: Decision) -> Decision {
    let (start, end) = decision.words;
    let clause = matches!(verb.class, Class::Say | Class::Tell | Class::Think) && reading.is(end, Classes::COMMA);
    let relative = matches!(reading.str(end + 1), "who" | "which" | "whose" | "where");
    let verbless = !(start..end).any(|index| verbish(reading, index) || reading.is(index, Classes::QUOTED));
    if !clause || !relative || !verbless {
        return decision;
    }
    let last = frame.words.end - usize::from(reading.is(frame.words.end.saturating_sub(1), Classes::STOP));
    let mut rest = end + 2..last;
    let closing = rest.find(|&index| reading.is(index, Classes::COMMA));
    let finite = closing.is_some_and(|closing| verbish(reading, closing + 1) || finite(reading.str(closing + 1)));
    let plain = !(end..last).any(|index| {
        reading.is(index, Classes::QUOTED.or(Classes::MARK))
            || cue_at(reading, index).is_some_and(|cue| cue.class == Class::Frame)
    });
    if finite && plain { Decision { words: (start, last), ..decision } } else { decision }
}

/// What may stand between a verb of asking and the "to" of what is asked: who is asked.
const OPENS_INFINITIVE: Classes = Classes(
    Classes::DETERMINER.0 | Classes::POSSESSIVE.0 | Classes::OBJECT_PRONOUN.0 | Classes::CAPITAL.0 | Classes::CLITIC.0,
);

/// The verbs of plain saying, which attribute far more surely than others.
const PLAIN: [&str; 3] = ["say", "add", "tell"];

/// The quotation that begins a line and is attributed behind a colon, in the manner of headlines: "'We will rebuild': mayor".
fn captioned(reading: &Reading<'_, '_>, frame: &Frame, cue: usize) -> Option<(usize, usize)> {
    let first = frame.words.start;
    let start = reading.span(first..first + 1).start;
    let at = reading.quotations.partition_point(|quotation| quotation.span.start < start);
    let quotation = reading.quotations.get(at).filter(|quotation| quotation.span.start == start)?;
    let end = reading.word_from(quotation.span.end);
    let rest = frame.words.end.saturating_sub(cue + 1);
    let speaker = speakers::behind(reading, cue + 1, frame.words.end)?;
    (end == cue && (1..=8).contains(&rest) && speaker.words.end == frame.words.end).then_some((first, end))
}

/// Whether a quotation of several words begins directly behind a colon: "She was blunt: ..."
fn announces(reading: &Reading<'_, '_>, cue: usize) -> bool {
    (cue + 1..cue + 5).all(|index| reading.is(index, Classes::QUOTED))
}

/// Whether a finite verb of saying or believing has a clause for its object, as grammar alone tells: "has said many times that ...",
/// "believes this ...".
fn reports_clause(reading: &Reading<'_, '_>, frame: &Frame, cue: usize, verb: CueVerb) -> bool {
    let group = speakers::verb_group_start(reading, frame.words.start, cue);
    let perfect = verb.form == Form::Past && group < cue || matches!(verb.form, Form::Past | Form::Third);
    let noun = cue.checked_sub(1).is_some_and(|before| {
        reading.is(before, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::CLITIC))
    });
    let saying = matches!(verb.class, Class::Say | Class::Tell | Class::Think | Class::Utter)
        || verb.class == Class::Show
            && reading.str(cue + 1) == "that"
            && speakers::conjoined(reading, frame.words.start, cue).is_none();
    if !perfect || noun || !saying {
        return false;
    }
    let limit = frame.words.end.min(cue + 8);
    let wall = Classes::PUNCTUATION.or(Classes::MARK).or(Classes::AUXILIARY).or(Classes::CONJUNCTION);
    let that = (cue + 1..limit).find(|&index| reading.str(index) == "that" || reading.is(index, wall));
    if that.is_some_and(|at| reading.str(at) == "that") {
        return true;
    }
    // Without "that": a subject begins at once and has its own verb.
    let begins = Classes::SUBJECT_PRONOUN.or(Classes::DEMONSTRATIVE).or(Classes::DETERMINER).or(Classes::CAPITAL);
    verb.form == Form::Third
        && reading.is(cue + 1, begins)
        && (cue + 2..frame.words.end.min(cue + 12)).any(|index| verbish(reading, index))
}

/// What is reported of the likeliest content on either side.
pub(super) fn settle(
    reading: &Reading<'_, '_>,
    frame: &Frame,
    cue: usize,
    verb: CueVerb,
    (before, behind): (Option<Decision>, Option<Decision>),
) -> (Option<Decision>, Option<Decision>) {
    // "did not respond to a request for comment": what is answered is not the answer.
    let answers = matches!(verb.lemma, "respond" | "reply") && reading.str(cue + 1) == "to";
    let behind = behind.filter(|_| !answers);
    let before = before.filter(|before| !is_subject(reading, frame, before.words, cue));
    let plain = PLAIN.contains(&verb.lemma) && matches!(verb.form, Form::Past | Form::Third);
    // "The bridge would stay open, said Lena Petrov.": a comma before, and no more than a name behind.
    let comma = cue.checked_sub(1).is_some_and(|index| reading.is(index, Classes::COMMA));
    let told = verb.class == Class::Say && matches!(verb.form, Form::Past | Form::Third);
    if (plain || told) && comma && cue + 1 < frame.words.end {
        let end = (cue + 1..frame.words.end).find(|&index| reading.is(index, Classes::COMMA.or(Classes::STOP)));
        let subject = speakers::behind(reading, cue + 1, frame.words.end).map(|subject| subject.words);
        let named = |subject: &Range<usize>| subject.clone().any(|index| reading.is(index, Classes::CAPITAL));
        // "The head of the office, Samson Itodo, said observers counted votes": a clause with a verb of its own follows.
        let verbal = |index: usize| {
            verbish(reading, index)
                || finite(reading.str(index)) && index > cue + 1 && open_class(reading.str(index - 1))
        };
        let inverted = subject
            .is_some_and(|subject| Some(subject.end) == end && subject.len() <= 12 && (plain || named(&subject)))
            && !(cue + 1..end.unwrap_or(cue + 1)).any(verbal);
        if inverted && let Some(before) = before.filter(|before| before.any >= 0.02 && before.words.1 + 1 >= cue) {
            let behind = behind.filter(|behind| behind.any >= THRESHOLD && Some(behind.words.0) > end);
            return (Some(Decision { any: before.any.max(0.6), ..before }), behind);
        }
    }
    // "Ada Quill, host of “Morning Talk,” said": nobody says a title.
    let titled = plain && speakers::work_in_apposition(reading, frame.words.start, cue).is_some();
    let before = before.filter(|_| !titled);
    let before = before.map(|before| {
        let told =
            is_spoken(reading, frame, before.words, cue, verb) || closes(reading, frame, before.words, cue, verb);
        let sure = if told { 0.6 } else { 0.0 };
        Decision { any: before.any.max(sure), exact: before.exact.max(sure), ..before }
    });
    // "For most of her career, she recalls, the phone rang twice": told on both sides of it.
    let inserted = before.filter(|before| {
        let (start, end) = before.words;
        let between = end..cue;
        matches!(verb.class, Class::Say | Class::Think)
            && matches!(verb.form, Form::Past | Form::Third)
            && start == frame.words.start
            && (2..=6).contains(&between.len())
            && reading.is(end, Classes::COMMA)
            && reading.is(end + 1, Classes::CAPITAL.or(Classes::SUBJECT_PRONOUN))
            && reading.is(cue + 1, Classes::COMMA)
            && !between.clone().any(|index| verbish(reading, index))
    });
    let (before, behind) = match (inserted, behind) {
        (Some(before), Some(behind)) if behind.words.0 <= cue + 2 => {
            let sure = |decision: Decision| Decision { any: decision.any.max(0.6), ..decision };
            (Some(sure(before)), Some(sure(behind)))
        }
        _ => (before, behind),
    };
    // "..., Smith said while visiting the plant": when it was said.
    let aside = |start: usize| {
        matches!(reading.str(start), "while" | "when" | "during" | "before" | "after")
            && reading.str(start + 1).ends_with("ing")
    };
    let (before, behind) = match behind.filter(|behind| plain && aside(behind.words.0)) {
        Some(_) => (
            before.filter(|before| before.any >= 0.02).map(|before| Decision { any: before.any.max(0.6), ..before }),
            None,
        ),
        None => (before, behind),
    };
    if verb.lemma == ":"
        && let Some(words) = captioned(reading, frame, cue)
    {
        return (Some(Decision { words, any: 0.6, exact: 0.6 }), None);
    }
    let before = before.filter(|decision| decision.any >= THRESHOLD);
    let plain = plain && verb.lemma != "add";
    let against = content::warned_against(reading, cue, frame.words.end, verb).is_some();
    // "criticized the council for closing the school": in PolNeAR's training part two of three are speech.
    let blamed = verb.class == Class::Judge
        && behind.is_some_and(|Decision { words: (start, end), .. }| {
            (start..end).any(|index| reading.str(index) == "for" && reading.str(index + 1).ends_with("ing"))
        });
    let least = match before {
        // Who warns against something has said so, however seldom the weights have met it.
        None if against => AGAINST_THRESHOLD,
        None if titled || blamed => CLAUSE_THRESHOLD,
        None if reports_clause(reading, frame, cue, verb) || verb.lemma == ":" && announces(reading, cue) => {
            CLAUSE_THRESHOLD
        }
        None if plain => PLAIN_THRESHOLD,
        None if saying_so(reading, cue, verb, behind) => CLAUSE_THRESHOLD,
        _ => THRESHOLD,
    };
    // Without a verb or quoted words, what follows is a thing and no clause: "said before the vote".
    let clause = |decision: &Decision| {
        (decision.words.0..decision.words.1).any(|index| verbish(reading, index) || reading.is(index, Classes::QUOTED))
    };
    (
        before,
        behind.filter(|decision| decision.any >= if against || blamed || clause(decision) { least } else { THRESHOLD }),
    )
}

/// `"He fought hard," his brother, Damon Hill, posted on X.`: a quotation that ends with its comma, then somebody, then a verb of saying.
/// Quotations that end so are spoken words; the weights have met "posted" seldom.
fn is_spoken(
    reading: &Reading<'_, '_>,
    frame: &Frame,
    (start, end): (usize, usize),
    cue: usize,
    verb: CueVerb,
) -> bool {
    let told = matches!(verb.class, Class::Say | Class::Tell | Class::Ask | Class::Utter);
    let last = (start..end).rev().find(|&index| !reading.is(index, Classes::MARK));
    let comma = last.is_some_and(|last| reading.is(last, Classes::COMMA) && reading.is(last, Classes::QUOTED));
    let somebody = (end..cue).len() <= 16
        && (end..cue)
            .all(|index| !reading.is(index, Classes::STOP.or(Classes::QUOTED)) && cue_at(reading, index).is_none());
    told && matches!(verb.form, Form::Past | Form::Third)
        && start == frame.words.start
        && reading.is(start, Classes::QUOTED.or(Classes::MARK))
        && comma
        && somebody
}

/// "A former executive, who asked not to be named, said the head of drama, Ada Quill, had left": what stands before the cue has no verb but
/// in what describes it, and a clause follows.
fn is_subject(reading: &Reading<'_, '_>, frame: &Frame, (start, end): (usize, usize), cue: usize) -> bool {
    let verbal = |index: usize| verbish(reading, index);
    if cue - start.min(cue) > 60 {
        return false;
    }
    let clause = (cue + 1..frame.words.end).take(60).any(verbal);
    let plain = !(start..cue).any(|index| reading.is(index, Classes::QUOTED.or(Classes::MARK)));
    let comma = cue.checked_sub(1).is_some_and(|before| reading.is(before, Classes::COMMA));
    let mut parts = 0;
    let (mut verbless, mut from) = (true, start);
    for index in (start..=end).filter(|&index| index == end || reading.is(index, Classes::COMMA)) {
        let described = matches!(reading.str(from), "who" | "which" | "whose" | "whom" | "where");
        verbless &= described
            || !(from..index).any(|word| {
                verbal(word) || word > from && finite(reading.str(word)) && !reading.is(word, Classes::CAPITAL)
            });
        parts += usize::from(index > from);
        from = index + 1;
    }
    start == frame.words.start && plain && comma && clause && parts >= 2 && verbless
}

/// "Wages rose faster than prices, the report showed.", "..., sources have told the Courier.": a clause, a comma, somebody or something
/// that tells, and the end of the sentence.
fn closes(reading: &Reading<'_, '_>, frame: &Frame, (start, end): (usize, usize), cue: usize, verb: CueVerb) -> bool {
    let group = speakers::verb_group_start(reading, frame.words.start, cue).max(end);
    let plural = verb.form == Form::Base && group.checked_sub(1).is_some_and(|noun| reading.str(noun).ends_with('s'));
    // "reports", "notes", "claims": plurals as often as verbs.
    let telling = match verb.form {
        Form::Past => {
            matches!(verb.class, Class::Say | Class::Tell | Class::Show) && verb.lemma != "continue"
                || verb.lemma == "find"
        }
        _ => matches!(verb.lemma, "say" | "find" | "show" | "suggest" | "indicate" | "maintain" | "argue"),
    };
    let near = frame.words.end.min(cue + 8);
    let stop = (cue + 1..near).find(|&index| reading.is(index, Classes::STOP)).unwrap_or(near);
    let tail = cue + 1..stop;
    let name = Classes::CAPITAL.or(Classes::DETERMINER);
    let where_to = match verb.class {
        Class::Tell => tail.clone().all(|index| reading.is(index, name)),
        _ => {
            matches!(reading.str(tail.start), "in" | "on" | "at")
                && tail.clone().skip(1).all(|index| reading.is(index, name.or(Classes::PREPOSITION)))
        }
    };
    let last = tail.is_empty() || tail.len() <= 5 && where_to && stop + 1 >= frame.words.end;
    let comma = end.checked_sub(1).is_some_and(|before| reading.is(before, Classes::COMMA))
        || reading.is(end, Classes::COMMA.or(Classes::MARK));
    let source = (end..group).find(|&index| !reading.is(index, Classes::COMMA.or(Classes::MARK))).unwrap_or(group);
    let somebody = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::CAPITAL).or(Classes::SUBJECT_PRONOUN);
    let bare = (reading.is(source, somebody) || group - source <= 2)
        && !(source..group).any(|index| {
            verbish(reading, index)
                || reading.is(index, Classes::COMMA.or(Classes::SUBORDINATOR).or(Classes::WH).or(Classes::QUOTED))
        });
    telling
        && (plural || matches!(verb.form, Form::Past | Form::Third))
        && last
        && comma
        && bare
        && (1..=8).contains(&(group - source))
        && start == frame.words.start
        && (start..end).any(|index| verbish(reading, index) || index > start && finite(reading.str(index)))
}

/// "..., saying the setback "removes the bull case"": a participle of plain saying behind a comma, and a clause with quoted words.
fn saying_so(reading: &Reading<'_, '_>, cue: usize, verb: CueVerb, behind: Option<Decision>) -> bool {
    let comma = cue.checked_sub(1).is_some_and(|before| reading.is(before, Classes::COMMA));
    let quoted =
        |decision: Decision| (decision.words.0..decision.words.1).any(|index| reading.is(index, Classes::QUOTED));
    PLAIN.contains(&verb.lemma) && verb.form == Form::Ing && comma && behind.is_some_and(quoted)
}
