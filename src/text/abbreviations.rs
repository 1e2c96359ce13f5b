//! What segmentation knows about words: abbreviations by what may follow them, and words that begin sentences.
//!
//! The words are data: `models/lists/abbreviations.txt` and `models/lists/sentence_starters.txt`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

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

static ABBREVIATIONS: LazyLock<HashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    let mut section = Abbreviation::Either;
    let mut map = HashMap::new();
    for line in rows(include_str!("../../models/lists/abbreviations.txt")) {
        match line {
            "[title]" => section = Abbreviation::Title,
            "[number]" => section = Abbreviation::Number,
            "[inner]" => section = Abbreviation::Inner,
            "[either]" => section = Abbreviation::Either,
            "[exclaimed]" => section = Abbreviation::Exclaimed,
            words => map.extend(words.split_whitespace().map(|word| (word, section))),
        }
    }
    map
});

static STARTERS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    rows(include_str!("../../models/lists/sentence_starters.txt")).flat_map(str::split_whitespace).collect()
});

/// The lines of a list without its comments.
fn rows(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Looks `word` up, without its last point.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    let map = &*ABBREVIATIONS;
    map.get(word).copied().or_else(|| {
        let first = word.chars().next().filter(|first| first.is_uppercase())?;
        let rest: String = word.chars().skip(1).flat_map(char::to_lowercase).collect();
        if rest.chars().next().is_some() && word.chars().all(|c| !c.is_lowercase()) {
            // "GEN." as "Gen."; two letters in capitals ("MA.", "PA.") are rather an acronym with a full stop.
            let kind = map.get(format!("{first}{rest}").as_str()).copied();
            kind.filter(|kind| *kind == Abbreviation::Title || rest.chars().nth(1).is_some())
        } else {
            map.get(format!("{}{rest}", first.to_lowercase()).as_str()).copied()
        }
    })
}

/// Whether `word`, written with a capital, hardly ever continues a sentence.
pub(super) fn starts_sentences(word: &str) -> bool {
    STARTERS.contains(word)
}
