//! What segmentation knows about words: abbreviations by what may follow them, and words that begin sentences.
//!
//! The words are data: `models/lists/classes/sentences.txt`.

use crate::lexicon::{self, class};

/// What may follow an abbreviation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// A name follows: "Gen.". Never ends a sentence.
    Title,
    /// Only an abbreviation before a number: "No. 5".
    Number,
    /// Stands inside a sentence: "vs.".
    Inner,
    /// May end a sentence: "Inc.", "Jan.".
    Either,
    /// Not cut short, but written with an exclamation mark: "Yahoo!".
    Exclaimed,
}

/// The longest abbreviation looked for, in bytes.
const LONGEST: usize = 12;

fn listed(word: &str) -> Option<Abbreviation> {
    let word = lexicon::lexeme(word);
    let classes = [
        (class::ABBREVIATION_TITLE, Abbreviation::Title),
        (class::ABBREVIATION_NUMBER, Abbreviation::Number),
        (class::ABBREVIATION_INNER, Abbreviation::Inner),
        (class::ABBREVIATION_EITHER, Abbreviation::Either),
        (class::ABBREVIATION_EXCLAIMED, Abbreviation::Exclaimed),
    ];
    classes.into_iter().find(|(class, _)| word.is(*class)).map(|(_, abbreviation)| abbreviation)
}

/// Looks `word` up, without its last point.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    listed(word).or_else(|| {
        let first = word.chars().next().filter(|first| first.is_uppercase())?;
        let rest: String = word.chars().skip(1).flat_map(char::to_lowercase).collect();
        if rest.chars().next().is_some() && word.chars().all(|c| !c.is_lowercase()) {
            // "GEN." as "Gen."; two letters in capitals ("MA.", "PA.") are rather an acronym with a full stop.
            let kind = listed(&format!("{first}{rest}"));
            kind.filter(|kind| *kind == Abbreviation::Title || rest.chars().nth(1).is_some())
        } else {
            listed(&format!("{}{rest}", first.to_lowercase()))
        }
    })
}

/// Looks `word` up, without its last point, as it would be written with a capital: "dept" for "Dept".
pub(super) fn abbreviation_in_small_letters(word: &str) -> Option<Abbreviation> {
    let first = word.chars().next().filter(|_| word.len() <= LONGEST)?;
    abbreviation(word).or_else(|| listed(&format!("{}{}", first.to_uppercase(), word.get(first.len_utf8()..)?)))
}

/// Whether `word`, written with a capital, hardly ever continues a sentence.
pub(super) fn starts_sentences(word: &str) -> bool {
    lexicon::lexeme(word).is(class::SENTENCE_STARTER)
}
