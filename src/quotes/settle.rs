//! Whether what stands around a cue is reported as its content, and where that ends.
//!
//! The trained weights of `content` say how likely each side is; what grammar tells more surely than they do is a rule of its own here,
//! and the reason where the weights alone would not have reported it.

use std::ops::Range;

use super::content::{self, Decision};
use super::cues::{Site, cue_at};
use super::speakers;
use super::words::{Class, Classes, Form, verbish};
use crate::lexicon::{class, phrase, word};
use crate::rules::{Rule, quotes as rule};

/// The least probability of an attribution that is reported.
const THRESHOLD: f64 = 0.45;
/// The same for "said" and its like with content after it.
const PLAIN_THRESHOLD: f64 = 0.25;
/// The same for a verb that has a clause for its object by its form.
const CLAUSE_THRESHOLD: f64 = 0.05;
/// The same for a paper that finds "that" something is so.
const PAPER_THRESHOLD: f64 = 0.000_5;
/// The same for a warning against something.
const AGAINST_THRESHOLD: f64 = 0.005;
/// The least probability of content before a cue that a rule may make sure.
const FAINT: f64 = 0.02;
/// The probability of content that a rule makes sure.
const SURE: f64 = 0.6;

/// What is reported of a cue.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Settled {
    /// Content before the cue.
    pub(super) before: Option<Decision>,
    /// Content after it.
    pub(super) after: Option<Decision>,
    /// The rule without which the weights would not have reported it, or not so.
    pub(super) rule: Option<Rule>,
}

impl Settled {
    /// Makes content sure. That is the reason where the weights alone were too unsure of it.
    fn make_sure(&mut self, decision: Decision, by: Rule) -> Decision {
        if decision.any < THRESHOLD {
            self.rule.get_or_insert(by);
        }
        Decision { any: decision.any.max(SURE), ..decision }
    }
}

/// What is reported of the likeliest content on either side.
pub(super) fn settle(site: &Site<'_, '_, '_>, before: Option<Decision>, after: Option<Decision>) -> Settled {
    let after = after.filter(|_| !site.when(rule::ANSWER, || answers(site)));
    let after = after.filter(|after| !site.when(rule::NEXT_CUE, || is_next_cue(site, after.words.0)));
    let before = before.filter(|before| !site.when(rule::LONG_SUBJECT, || is_subject(site, before.words)));
    let all = Settled { before, after, rule: None };
    if let Some(settled) = inverted(site, all).or_else(|| after_dash(site)).or_else(|| after_apposition(site)) {
        return settled;
    }
    // "Ada Quill, host of “Morning Talk,” said": nobody says a title.
    let titled = site.is_plain()
        && site.when(rule::TITLE_IN_APPOSITION, || {
            speakers::work_in_apposition(site.reading, site.first(), site.cue).is_some()
        });
    let mut settled = Settled { before: all.before.filter(|_| !titled), ..all };
    spoken(site, &mut settled);
    inserted(site, &mut settled);
    without_aside(site, &mut settled);
    if let Some(headline) = headline(site) {
        return headline;
    }
    settled.before = settled.before.filter(|decision| decision.any >= THRESHOLD);
    sure_enough(site, titled, settled)
}

/// "did not respond to a request for comment": what is answered is not the answer.
fn answers(site: &Site<'_, '_, '_>) -> bool {
    site.verb.base.is(class::ANSWERING) && site.ahead(1) == word::TO
}

/// "spoke out, saying the fee was robbery": what is said is told by the next verb.
fn is_next_cue(site: &Site<'_, '_, '_>, start: usize) -> bool {
    site.reading.is_after(start, Classes::COMMA)
        && !site.is(start, Classes::QUOTED)
        && cue_at(site.reading, start)
            .is_some_and(|verb| verb.form == Form::Ing && matches!(verb.class, Class::Say | Class::Tell | Class::Utter))
}

/// "The bridge would stay open, said Lena Petrov.": a comma before, and no more than a name after.
fn inverted(site: &Site<'_, '_, '_>, Settled { before, after, .. }: Settled) -> Option<Settled> {
    let saying = site.is_plain() || site.verb.class == Class::Say && site.is_finite();
    // Who stands after "told" is the one who was told.
    let saying = saying && site.verb.base != word::TELL;
    if !saying || !site.follows_comma() || site.cue + 1 >= site.end() {
        return None;
    }
    let end = (site.cue + 1..site.end()).find(|&index| site.is(index, Classes::COMMA.or(Classes::STOP)));
    let before = before.filter(|before| before.any >= FAINT && before.words.1 + 1 >= site.cue);
    let before = before.filter(|_| site.when(rule::INVERTED_SUBJECT, || only_a_name_follows(site, end)))?;
    let mut settled = Settled::default();
    settled.before = Some(settled.make_sure(before, rule::INVERTED_SUBJECT));
    settled.after = after.filter(|after| after.any >= THRESHOLD && Some(after.words.0) > end);
    Some(settled)
}

/// `"Hold the line"--said Captain Rosa Weil.`: a quotation and a dash before a verb of saying.
fn after_dash(site: &Site<'_, '_, '_>) -> Option<Settled> {
    let told = matches!(site.verb.class, Class::Say | Class::Tell | Class::Ask | Class::Utter) && site.is_finite();
    let dash = site.cue.checked_sub(1).filter(|&dash| told && dash > site.first() && site.is(dash, Classes::DASH))?;
    let quoted = content::quotation_at(site.reading, dash - 1).filter(|_| site.is(dash - 1, Classes::QUOTED))?;
    let words = site.reading.word_from(quoted.span.start)..dash;
    let first = words.start == site.first() || site.reading.is_after(words.start, Classes::STOP);
    let own = site.is(site.cue + 1, Classes::SUBORDINATOR.or(Classes::DEMONSTRATIVE));
    let somebody = first && !own && speakers::after(site.reading, site.cue + 1, site.end()).is_some();
    let found = site.reading.document.rules.find(rule::DASH_BEFORE_CUE, || somebody.then_some(words))?;
    Some(made(found, rule::DASH_BEFORE_CUE))
}

/// Content before a cue that grammar alone tells.
fn made(words: Range<usize>, by: Rule) -> Settled {
    let decision = Decision { words: (words.start, words.end), any: SURE, exact: SURE };
    Settled { before: Some(decision), after: None, rule: Some(by) }
}

/// "The crop failed twice, Ada Quill, a farmer from Selby, told the Gazette.": a clause, a name with what describes it between commas, and
/// a verb of telling that closes the sentence.
fn after_apposition(site: &Site<'_, '_, '_>) -> Option<Settled> {
    let group = site.group();
    let closes = site.reading.is_after(group, Classes::COMMA) && is_telling(site, group) && ends_sentence(site);
    let end = speakers::name_before_apposition(site.reading, site.first(), group).filter(|_| closes)?;
    let clause = site.first()..end;
    let acts = |index: usize| verbish(site.reading, index) || index > site.first() && site.reading.finite(index);
    let plain = |index: usize| !site.is(index, Classes::QUOTED.or(Classes::MARK));
    // "Most patients recover within a month": a present has no form of its own; but "On a cold day in May" has no verb.
    let tells = clause.clone().any(acts) || clause.len() > 3 && !speakers::leads_in(site.reading, clause.clone());
    let told = site.when(rule::APPOSED_SPEAKER, || tells && clause.clone().all(plain));
    told.then(|| made(clause.clone(), rule::APPOSED_SPEAKER))
}

/// Whether somebody, and nothing with a verb, stands between a cue and the mark at `end`. "The head of the office, Samson Itodo, said
/// observers counted votes": a clause with a verb of its own follows.
fn only_a_name_follows(site: &Site<'_, '_, '_>, end: Option<usize>) -> bool {
    let reading = site.reading;
    let from = site.cue + 1;
    let named = |subject: &Range<usize>| subject.clone().any(|index| site.is(index, Classes::CAPITAL));
    let verbal = |index: usize| {
        verbish(reading, index) || reading.finite(index) && index > from && reading.open_class(index - 1)
    };
    speakers::after(reading, from, site.end())
        .is_some_and(|subject| Some(subject.end) == end && subject.len() <= 12 && (site.is_plain() || named(&subject)))
        && !(from..end.unwrap_or(from)).any(verbal)
}

/// Makes sure of what stands before a cue in the form of speech or of a report.
fn spoken(site: &Site<'_, '_, '_>, settled: &mut Settled) {
    let Some(before) = settled.before else { return };
    let by = match () {
        () if site.when(rule::SPOKEN_COMMA, || is_spoken(site, before.words)) => rule::SPOKEN_COMMA,
        () if site.when(rule::CLOSING_CUE, || closes(site, before.words)) => rule::CLOSING_CUE,
        () => return,
    };
    let sure = settled.make_sure(before, by);
    settled.before = Some(Decision { exact: sure.exact.max(SURE), ..sure });
}

/// "For most of her career, she recalls, the phone rang twice": told on both sides of it.
fn inserted(site: &Site<'_, '_, '_>, settled: &mut Settled) {
    let (Some(before), Some(after)) = (settled.before, settled.after) else { return };
    if after.words.0 <= site.cue + 2 && site.when(rule::INSERTED_CUE, || is_inserted(site, before.words)) {
        settled.before = Some(settled.make_sure(before, rule::INSERTED_CUE));
        settled.after = Some(settled.make_sure(after, rule::INSERTED_CUE));
    }
}

/// Whether a cue stands between commas with its subject before it.
fn is_inserted(site: &Site<'_, '_, '_>, (start, end): (usize, usize)) -> bool {
    let between = end..site.cue;
    matches!(site.verb.class, Class::Say | Class::Think)
        && site.is_finite()
        && start == site.first()
        && (2..=6).contains(&between.len())
        && site.is(end, Classes::COMMA)
        && site.is(end + 1, Classes::CAPITAL.or(Classes::SUBJECT_PRONOUN))
        && site.is(site.cue + 1, Classes::COMMA)
        && !between.clone().any(|index| verbish(site.reading, index))
}

/// "..., Smith said while visiting the plant": when it was said, and not what.
fn without_aside(site: &Site<'_, '_, '_>, settled: &mut Settled) {
    let aside = |start: usize| {
        site.reading.is_written(start, class::SAID_WHEN) && site.reading.ends_in(start + 1, &phrase::GERUND_ENDING)
    };
    let Some(after) = settled.after else { return };
    if site.is_plain() && site.when(rule::WHEN_IT_WAS_SAID, || aside(after.words.0)) {
        let before = settled.before.filter(|before| before.any >= FAINT);
        settled.before = before.map(|before| settled.make_sure(before, rule::WHEN_IT_WAS_SAID));
        settled.after = None;
    }
}

/// The quotation that begins a line and is attributed after a colon, in the manner of headlines: "'We will rebuild': mayor".
fn headline(site: &Site<'_, '_, '_>) -> Option<Settled> {
    if !site.is_colon() {
        return None;
    }
    let words = site.reading.document.rules.find(rule::HEADLINE, || captioned(site))?;
    Some(made(words.0..words.1, rule::HEADLINE))
}

fn captioned(site: &Site<'_, '_, '_>) -> Option<(usize, usize)> {
    let (reading, first) = (site.reading, site.first());
    let start = reading.span(first..first + 1).start;
    let at = reading.quotations.partition_point(|quotation| quotation.span.start < start);
    let quotation = reading.quotations.get(at).filter(|quotation| quotation.span.start == start)?;
    let end = reading.word_from(quotation.span.end);
    let rest = site.end().saturating_sub(site.cue + 1);
    let speaker = speakers::after(reading, site.cue + 1, site.end())?;
    (end == site.cue && (1..=8).contains(&rest) && speaker.end == site.end()).then_some((first, end))
}

/// Drops content after a cue that is not sure enough for what kind of cue it is.
fn sure_enough(site: &Site<'_, '_, '_>, titled: bool, settled: Settled) -> Settled {
    let Some(after) = settled.after else { return settled };
    let against = site.when(rule::WARNED_AGAINST, || {
        content::warned_against(site.reading, site.cue, site.end(), site.verb).is_some()
    });
    let blamed = site.when(rule::BLAMED_FOR, || is_blamed(site, after));
    let by = if settled.before.is_some() { None } else { lower_threshold(site, against, titled, blamed) };
    let least = by.map_or(THRESHOLD, |(_, least)| least);
    // Without a verb or quoted words, what follows is a thing and no clause: "said before the vote".
    // A paper that finds "that" something is so has a clause for its object, whatever its verb looks like.
    let paper = by.is_some_and(|(rule, _)| rule == rule::PAPER_FINDS);
    let least = if against || blamed || paper || site.has_clause(after) { least } else { THRESHOLD };
    if after.any < least {
        return Settled { after: None, ..settled };
    }
    let rule = if after.any < THRESHOLD { by.map(|(rule, _)| rule) } else { None };
    Settled { rule: settled.rule.or(rule), ..settled }
}

/// The rule by which content after a cue is reported where nothing before it is, and the probability that is then enough.
fn lower_threshold(site: &Site<'_, '_, '_>, against: bool, titled: bool, blamed: bool) -> Option<(Rule, f64)> {
    let plain = || site.is_plain() && site.verb.base != word::ADD;
    match () {
        // Who warns against something has said so, however seldom the weights have met it.
        () if against => Some((rule::WARNED_AGAINST, AGAINST_THRESHOLD)),
        () if titled => Some((rule::TITLE_IN_APPOSITION, CLAUSE_THRESHOLD)),
        () if blamed => Some((rule::BLAMED_FOR, CLAUSE_THRESHOLD)),
        () if site.when(rule::PAPER_FINDS, || paper_finds(site)) => Some((rule::PAPER_FINDS, PAPER_THRESHOLD)),
        () if site.when(rule::REPORTED_CLAUSE, || reports_clause(site)) => {
            Some((rule::REPORTED_CLAUSE, CLAUSE_THRESHOLD))
        }
        () if site.is_colon() && site.when(rule::QUOTED_AFTER_COLON, || announces(site)) => {
            Some((rule::QUOTED_AFTER_COLON, CLAUSE_THRESHOLD))
        }
        () if site.when(rule::PLAIN_SAYING, plain) => Some((rule::PLAIN_SAYING, PLAIN_THRESHOLD)),
        () => None,
    }
}

/// "explained the rules to her class", "wrote a book", "Reports Record Revenue": a thing is told of, and nothing of it is told.
pub(super) fn names_a_thing(site: &Site<'_, '_, '_>, Decision { words: (start, end), .. }: Decision) -> bool {
    let reading = site.reading;
    let definite = site.is(start, Classes::POSSESSIVE) || reading.is_written(start, class::DEFINITE);
    let small =
        Classes::CAPITAL.or(Classes::NUMBER).or(Classes::PREPOSITION).or(Classes::DETERMINER).or(Classes::CLITIC);
    let headline = site.cue > site.first()
        && reading.str(site.cue).starts_with(char::is_uppercase)
        && (start..end).all(|index| site.is(index, small));
    let written = || site.verb.base == word::WRITE && site.is(start, Classes::DETERMINER);
    let told_of =
        written() || site.verb.base.is(class::TOLD_OF) && definite || site.verb.base.is(class::HEADLINED) && headline;
    let clause =
        Classes::QUOTED.or(Classes::WH).or(Classes::SUBORDINATOR).or(Classes::SUBJECT_PRONOUN).or(Classes::AUXILIARY);
    // "the rules" are no verb, and neither is a "Meeting".
    let noun = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION);
    let verbal = |index: usize| {
        verbish(reading, index)
            || reading.finite(index) && !reading.is_after(index, noun)
            || reading.ends_in(index, &phrase::GERUND_ENDING) && !site.is(index, Classes::CAPITAL)
            || site.is(index, clause) && !site.is(index, Classes::PREPOSITION.or(Classes::TIME))
    };
    told_of && start == site.cue + 1 && !(start..end).any(verbal)
}

/// "A survey of teachers published on Monday found that ...": a paper, a verb of finding and "that".
fn paper_finds(site: &Site<'_, '_, '_>) -> bool {
    let finds =
        site.verb.class == Class::Show || site.verb.base == word::FIND || site.verb.base.is(class::CLOSING_REPORT);
    let subject = || speakers::before(site.reading, site.first(), site.group());
    finds
        && site.is_finite()
        && site.ahead(1) == word::THAT
        && subject().is_some_and(|subject| !subject.shared && speakers::is_paper(site.reading, subject.words))
}

/// "criticized the council for closing the school": in PolNeAR's training part two of three are speech.
fn is_blamed(site: &Site<'_, '_, '_>, Decision { words: (start, end), .. }: Decision) -> bool {
    let closing = |index: usize| {
        site.reading.lexeme(index) == word::FOR && site.reading.ends_in(index + 1, &phrase::GERUND_ENDING)
    };
    site.verb.class == Class::Judge && (start..end).any(closing)
}

/// Whether a quotation of several words begins directly after a colon: "She was blunt: ..."
fn announces(site: &Site<'_, '_, '_>) -> bool {
    (site.cue + 1..site.cue + 5).all(|index| site.is(index, Classes::QUOTED))
}

/// Whether a finite verb of saying or believing has a clause for its object, as grammar alone tells: "has said many times that ...",
/// "believes this ...".
fn reports_clause(site: &Site<'_, '_, '_>) -> bool {
    let perfect = site.is_finite();
    let noun = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::CLITIC);
    perfect
        && !site.reading.is_after(site.cue, noun)
        && takes_clause(site)
        && (has_that(site) || has_clause_without_that(site) || has_clause_after_hearer(site))
}

/// "told reporters the painting was a copy": who was told in a word, then a subject and its verb.
fn has_clause_after_hearer(site: &Site<'_, '_, '_>) -> bool {
    let (reading, hearer) = (site.reading, site.cue + 1);
    let told = site.verb.base == word::TELL && site.verb.form == Form::Past;
    let somebody = site.is(hearer, Classes::OBJECT_PRONOUN)
        || reading.open_class(hearer) && reading.str(hearer).ends_with('s')
        || site.is(hearer, Classes::CAPITAL) && !site.is(hearer + 1, Classes::CAPITAL);
    let begins = Classes::SUBJECT_PRONOUN.or(Classes::DETERMINER).or(Classes::POSSESSIVE);
    told && somebody
        && site.is(hearer + 1, begins)
        && (hearer + 2..site.end().min(hearer + 12)).any(|index| verbish(reading, index))
}

/// Whether the cue is of those that have a clause for their object; papers and figures show "that" something is so.
fn takes_clause(site: &Site<'_, '_, '_>) -> bool {
    let shows = || {
        site.verb.class == Class::Show
            && site.ahead(1) == word::THAT
            && speakers::conjoined(site.reading, site.first(), site.cue).is_none()
    };
    matches!(site.verb.class, Class::Say | Class::Tell | Class::Think | Class::Utter) || shows()
}

/// Whether "that" stands after the cue with neither a mark nor a verb before it.
fn has_that(site: &Site<'_, '_, '_>) -> bool {
    let wall = Classes::PUNCTUATION.or(Classes::MARK).or(Classes::AUXILIARY).or(Classes::CONJUNCTION);
    let is_that = |index: usize| site.reading.lexeme(index) == word::THAT;
    let found = (site.cue + 1..site.end().min(site.cue + 8)).find(|&index| is_that(index) || site.is(index, wall));
    found.is_some_and(is_that)
}

/// Whether a subject begins directly after the cue and has its own verb.
fn has_clause_without_that(site: &Site<'_, '_, '_>) -> bool {
    let begins = Classes::SUBJECT_PRONOUN.or(Classes::DEMONSTRATIVE).or(Classes::DETERMINER).or(Classes::CAPITAL);
    site.verb.form == Form::Third
        && site.is(site.cue + 1, begins)
        && (site.cue + 2..site.end().min(site.cue + 12)).any(|index| verbish(site.reading, index))
}

/// `"He fought hard," his brother, Damon Hill, posted on X.`: a quotation that ends with its comma, then somebody, then a verb of saying.
/// Quotations that end so are spoken words; the weights have met "posted" seldom.
fn is_spoken(site: &Site<'_, '_, '_>, (start, end): (usize, usize)) -> bool {
    let told = matches!(site.verb.class, Class::Say | Class::Tell | Class::Ask | Class::Utter);
    let last = (start..end).rev().find(|&index| !site.is(index, Classes::MARK));
    let comma = last.is_some_and(|last| site.is(last, Classes::COMMA) && site.is(last, Classes::QUOTED));
    let between = end..site.cue;
    let somebody =
        |index: usize| !site.is(index, Classes::STOP.or(Classes::QUOTED)) && cue_at(site.reading, index).is_none();
    told && site.is_finite()
        && start == site.first()
        && site.is(start, Classes::QUOTED.or(Classes::MARK))
        && comma
        && between.len() <= 16
        && between.clone().all(somebody)
}

/// "A former executive, who asked not to be named, said the head of drama, Ada Quill, had left": what stands before the cue has no verb but
/// in what describes it, and a clause follows.
fn is_subject(site: &Site<'_, '_, '_>, (start, end): (usize, usize)) -> bool {
    if site.cue - start.min(site.cue) > 60 {
        return false;
    }
    let quoted = Classes::QUOTED.or(Classes::MARK);
    start == site.first()
        && site.follows_comma()
        && !(start..site.cue).any(|index| site.is(index, quoted))
        && (site.cue + 1..site.end()).take(60).any(|index| verbish(site.reading, index))
        && is_described_noun(site, start, end)
}

/// Whether a stretch has two parts or more between commas, and no verb but in parts that describe the one before.
fn is_described_noun(site: &Site<'_, '_, '_>, start: usize, end: usize) -> bool {
    let reading = site.reading;
    let (mut parts, mut verbless, mut from) = (0, true, start);
    for index in (start..=end).filter(|&index| index == end || site.is(index, Classes::COMMA)) {
        let acts = |word: usize| {
            verbish(reading, word) || word > from && reading.finite(word) && !site.is(word, Classes::CAPITAL)
        };
        verbless &= reading.is_written(from, class::COMMA_RELATIVE) || !(from..index).any(acts);
        parts += usize::from(index > from);
        from = index + 1;
    }
    parts >= 2 && verbless
}

/// "Wages rose faster than prices, the report showed.", "..., sources have told the Courier.": a clause, a comma, somebody or something
/// that tells, and the end of the sentence.
fn closes(site: &Site<'_, '_, '_>, (start, end): (usize, usize)) -> bool {
    let reading = site.reading;
    let group = site.group().max(end);
    let comma = reading.is_after(end, Classes::COMMA) || site.is(end, Classes::COMMA.or(Classes::MARK));
    comma
        && start == site.first()
        && is_telling(site, group)
        && ends_sentence(site)
        && is_somebody(site, end, group)
        && (start..end).any(|index| verbish(reading, index) || index > start && reading.finite(index))
}

/// Whether the cue is a form that closes a report. "reports", "notes", "claims" are plurals as often as verbs.
fn is_telling(site: &Site<'_, '_, '_>, group: usize) -> bool {
    let verb = site.verb;
    let telling = match verb.form {
        Form::Past => {
            matches!(verb.class, Class::Say | Class::Tell | Class::Show) && verb.base != word::CONTINUE
                || verb.base == word::FIND
        }
        _ => verb.base.is(class::CLOSING_REPORT),
    };
    let plural =
        || verb.form == Form::Base && group.checked_sub(1).is_some_and(|noun| site.reading.str(noun).ends_with('s'));
    telling && (site.is_finite() || plural())
}

/// Whether nothing comes after the cue but who was told, or where.
fn ends_sentence(site: &Site<'_, '_, '_>) -> bool {
    let name = Classes::CAPITAL.or(Classes::DETERMINER);
    let near = site.end().min(site.cue + 8);
    let stop = (site.cue + 1..near).find(|&index| site.is(index, Classes::STOP)).unwrap_or(near);
    let mut tail = site.cue + 1..stop;
    if tail.is_empty() {
        return true;
    }
    let short = tail.len() <= 5 && stop + 1 >= site.end();
    short
        && match site.verb.class {
            Class::Tell => tail.all(|index| site.is(index, name)),
            _ => {
                site.ahead(1).is(class::PLACE_PREPOSITION)
                    && tail.skip(1).all(|index| site.is(index, name.or(Classes::PREPOSITION)))
            }
        }
}

/// Whether a short noun phrase without a verb stands before the cue's verb group.
fn is_somebody(site: &Site<'_, '_, '_>, end: usize, group: usize) -> bool {
    let mark = Classes::COMMA.or(Classes::MARK);
    let source = (end..group).find(|&index| !site.is(index, mark)).unwrap_or(group);
    let somebody = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::CAPITAL).or(Classes::SUBJECT_PRONOUN);
    let wall = Classes::COMMA.or(Classes::SUBORDINATOR).or(Classes::WH).or(Classes::QUOTED);
    (1..=8).contains(&(group - source))
        && (site.is(source, somebody) || group - source <= 2)
        && !(source..group).any(|index| verbish(site.reading, index) || site.is(index, wall))
}
