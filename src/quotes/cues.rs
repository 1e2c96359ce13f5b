//! The words that can attribute others to somebody.

use super::words::{Classes, CueVerb, Form, Reading, plural_noun};
use crate::lexicon::word;
use crate::rules::quotes as rule;

/// The cue verb at a word, if it can attribute there: never inside a quotation.
pub(crate) fn cue_at(reading: &Reading<'_, '_>, index: usize) -> Option<CueVerb> {
    let word = reading.words.get(index)?;
    word.cue.filter(|verb| {
        let noun = plural_noun(reading, index) || verb.form == Form::Base && is_written(reading, index);
        !noun && !word.is(Classes::QUOTED)
    })
}

/// Whether the word is a thing that somebody writes in: "wrote in a note that".
fn is_written(reading: &Reading<'_, '_>, index: usize) -> bool {
    let at = reading.document.at(index);
    reading.document.rules.when(rule::WRITTEN_NOUN, || {
        matches!(at.back(1).str(), "a" | "an" | "the" | "one") && at.back(2).lexeme() == word::IN
    })
}
