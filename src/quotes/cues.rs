//! The words that can attribute others to somebody, and where they attribute nothing.

use super::content::Decision;
use super::speakers;
use super::words::{Class, Classes, CueVerb, Form, Frame, Reading, plural_noun, verbish};
use crate::lexicon::{Lexeme, class, phrase, word};
use crate::rules::{Rule, quotes as rule};

/// The cue verb at a word, if it can attribute there: never inside a quotation.
pub(crate) fn cue_at(reading: &Reading<'_, '_>, index: usize) -> Option<CueVerb> {
    if reading.is(index, Classes::QUOTED) {
        return None;
    }
    reading.cue(index).filter(|verb| {
        let noun = plural_noun(reading, index) || verb.form == Form::Base && is_written(reading, index);
        !noun
    })
}

/// Whether the word is a thing that somebody writes in: "wrote in a note that".
fn is_written(reading: &Reading<'_, '_>, index: usize) -> bool {
    let at = reading.document.at(index);
    reading.when(rule::WRITTEN_NOUN, || {
        at.back(1).token().is_written(class::THING_DETERMINER) && at.back(2).lexeme() == word::IN
    })
}

/// A cue verb where it stands.
#[derive(Clone, Copy)]
pub(super) struct Site<'r, 'd, 't> {
    pub(super) reading: &'r Reading<'d, 't>,
    /// The sentence.
    pub(super) frame: &'r Frame,
    /// Index of the verb.
    pub(super) cue: usize,
    pub(super) verb: CueVerb,
}

impl Site<'_, '_, '_> {
    /// The first word of the sentence.
    pub(super) fn first(&self) -> usize {
        self.frame.words.start
    }

    /// The word after the last one of the sentence.
    pub(super) fn end(&self) -> usize {
        self.frame.words.end
    }

    /// The same without the stop.
    pub(super) fn end_before_stop(&self) -> usize {
        self.end() - usize::from(self.is(self.end().saturating_sub(1), Classes::STOP))
    }

    /// Whether a word has any of the classes.
    pub(super) fn is(&self, index: usize, classes: Classes) -> bool {
        self.reading.is(index, classes)
    }

    /// The lexicon's word so many words after the cue.
    pub(super) fn ahead(&self, count: usize) -> Lexeme {
        self.reading.lexeme(self.cue + count)
    }

    /// Whether the cue is a finite form: "says", "said".
    pub(super) fn is_finite(&self) -> bool {
        matches!(self.verb.form, Form::Past | Form::Third)
    }

    /// Whether the cue is a finite form of "say" or its like.
    pub(super) fn is_plain(&self) -> bool {
        self.verb.base.is(class::PLAIN_SAYING) && self.is_finite()
    }

    /// Whether the cue is the colon.
    pub(super) fn is_colon(&self) -> bool {
        self.verb.lemma == ":"
    }

    /// Whether the cue is "according to".
    pub(super) fn is_according(&self) -> bool {
        phrase::ACCORDING_TO.contains(&self.verb.lemma)
    }

    /// Whether a comma stands directly before the cue.
    pub(super) fn follows_comma(&self) -> bool {
        self.reading.is_after(self.cue, Classes::COMMA)
    }

    /// The first word of the cue's verb group.
    pub(super) fn group(&self) -> usize {
        speakers::verb_group_start(self.reading, self.first(), self.cue)
    }

    /// Whether a hand-made rule holds here.
    pub(super) fn when(&self, rule: Rule, condition: impl FnOnce() -> bool) -> bool {
        self.reading.when(rule, condition)
    }

    /// Whether a stretch has a finite verb or quoted words: then it is a clause, and no thing.
    pub(super) fn has_clause(&self, decision: Decision) -> bool {
        let (start, end) = decision.words;
        (start..end).any(|index| verbish(self.reading, index) || self.is(index, Classes::QUOTED))
    }
}

/// Whether the cue, where it stands, says nothing.
pub(super) fn is_silent(site: &Site<'_, '_, '_>) -> bool {
    site.when(rule::PARTICIPLE_OF_NOUN, || hangs_on_noun(site))
        || site.when(rule::IDIOM, || is_idiom(site))
        || site.when(rule::ASKED_FIRST, || is_asked(site))
        || site.when(rule::NOT_TO_BE, || [1, 2, 3].map(|ahead| site.ahead(ahead)) == [word::NOT, word::TO, word::BE])
        || site.when(rule::DECLINED, || is_declined(site))
        || site.when(rule::COMMAND, || is_command(site))
        || site.when(rule::DENIED, || is_denied(site))
        || site.when(rule::DARE_NOT, || is_held_back(site))
        || site.when(rule::TO_BE_DONE, || is_to_be_done(site))
        || site.when(rule::THING_ADDED, || is_added(site))
}

/// "never said", "has not told": who did not say something is not quoted with it; but "not only said".
fn is_denied(site: &Site<'_, '_, '_>) -> bool {
    let lifted = |index: usize| site.reading.is_written(index + 1, class::LIFTING_ADVERB);
    let negated = |index: usize| site.is(index, Classes::NEGATION) && !lifted(index);
    // "has not said whether": that they keep it back is told of them.
    let kept_back = site.is(site.cue + 1, Classes::WH) || site.ahead(1).is(class::KEPT_BACK);
    site.verb.base.is(class::DENIABLE) && !kept_back && (site.group()..site.cue).any(negated)
}

/// "We dare not say", "need not ask".
fn is_held_back(site: &Site<'_, '_, '_>) -> bool {
    let helper = site.cue.checked_sub(2).filter(|&helper| helper >= site.first());
    helper.is_some_and(|helper| {
        site.reading.is_written(helper, class::HALF_AUXILIARY) && site.is(helper + 1, Classes::NEGATION)
    })
}

/// "a button was added to the page": a thing, and no words.
fn is_added(site: &Site<'_, '_, '_>) -> bool {
    site.verb.base == word::ADD
        && site.ahead(1) != word::THAT
        && is_passive(site.reading, site.group(), site.cue, site.verb)
}

/// "is yet to be announced": nobody has done it.
fn is_to_be_done(site: &Site<'_, '_, '_>) -> bool {
    let at = site.reading.document.at(site.cue);
    matches!(site.verb.form, Form::Past | Form::Participle)
        && [at.back(1).lexeme(), at.back(2).lexeme()] == [word::BE, word::TO]
}

/// "The charge, quickly dubbed a tax, was dropped": a participle that hangs on the noun before it.
fn hangs_on_noun(site: &Site<'_, '_, '_>) -> bool {
    matches!(site.verb.form, Form::Past | Form::Participle)
        && site.verb.class != Class::Frame
        && speakers::hangs_on_noun(site.reading, site.first(), site.cue, site.end())
}

/// "Asked whether anyone would go, Smith said": who is asked says nothing by it.
fn is_asked(site: &Site<'_, '_, '_>) -> bool {
    site.cue == site.first()
        && site.reading.is_written(site.cue, class::ASKED_PARTICIPLE)
        && (site.cue + 1..site.end()).any(|index| site.is(index, Classes::COMMA))
}

/// "declined to comment on the report", "refused to say".
fn is_declined(site: &Site<'_, '_, '_>) -> bool {
    let verb = site.cue.checked_sub(2).filter(|&verb| verb >= site.first());
    verb.is_some_and(|verb| {
        let word = site.reading.str(verb);
        site.reading.lexeme(verb + 1) == word::TO && phrase::REFUSAL_STEM.iter().any(|stem| word.starts_with(stem))
    })
}

/// "That said, ...", "Having said that, ...", "believe it or not", "needless to say": turns of phrase in which nobody speaks.
fn is_idiom(site: &Site<'_, '_, '_>) -> bool {
    let at = site.reading.document.at(site.cue);
    let before = |count: usize| at.back(count).folded();
    let ahead = |count: usize| at.ahead(count).folded();
    let comma_at = |count: usize| site.is(site.cue + count, Classes::COMMA);
    if at.folded() == word::SAID {
        let that_said = before(1) == word::THAT || before(1) == word::BEING && before(2) == word::THAT;
        let having_said = before(1) == word::HAVING && ahead(1).is(class::SAID_OBJECT);
        return that_said && comma_at(1) || having_said && comma_at(2);
    }
    at.folded() == word::BELIEVE && [ahead(1), ahead(2), ahead(3)] == [word::IT, word::OR, word::NOT]
        || at.folded() == word::SAY && before(1) == word::TO && before(2).is(class::IDIOM_BEFORE_TO_SAY)
}

/// "Read our review", "Just mention the code": the writer speaks to the reader.
fn is_command(site: &Site<'_, '_, '_>) -> bool {
    let bare = site.verb.form == Form::Base || site.reading.str(site.cue).eq_ignore_ascii_case(site.verb.lemma);
    let first = (site.first()..site.cue)
        .all(|index| site.is(index, Classes::ADVERB) || site.reading.is_written(index, class::REQUEST_ADVERB));
    first && bare && site.verb.class != Class::Frame
}

/// Whether a cue is a participle after a form of "to be" in its verb group.
pub(super) fn is_passive(reading: &Reading<'_, '_>, group: usize, cue: usize, verb: CueVerb) -> bool {
    let between = Classes::ADVERB.or(Classes::NEGATION);
    let adverbs = (group..cue).rev().take_while(|&index| reading.is(index, between)).count();
    let helper = cue.checked_sub(1 + adverbs).filter(|&helper| helper >= group);
    matches!(verb.form, Form::Past)
        && !verb.base.is(class::CONVINCING)
        && verb.class != Class::Frame
        && helper.is_some_and(|helper| reading.is_written(helper, class::PASSIVE_AUXILIARY))
}
