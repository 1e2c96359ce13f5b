//! The hand-written lists of `models/lists/tone-*.txt`, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A phrase of a list with its factor.
pub(crate) struct Phrase {
    /// Lower case, in order; "*" stands for any word.
    pub(crate) words: Vec<&'static str>,
    /// What the words' weights are multiplied by.
    pub(crate) factor: f64,
}

/// All lists.
pub(crate) struct Lists {
    /// By first word, longest first.
    pub(crate) negators: HashMap<&'static str, Vec<Phrase>>,
    /// By first word, longest first.
    pub(crate) topics: HashMap<&'static str, Vec<Phrase>>,
    /// Above 1 stronger, below 1 weaker.
    pub(crate) degrees: HashMap<&'static str, f64>,
    /// Conditions and possibilities.
    pub(crate) hedges: HashMap<&'static str, f64>,
    /// Factor of what stands before, factor of what follows.
    pub(crate) contrasts: HashMap<&'static str, (f64, f64)>,
    /// Words of grammar, which are no evidence.
    pub(crate) function_words: HashSet<&'static str>,
    /// Classes of words of grammar, as bits of [`grammar`].
    pub(crate) grammar: HashMap<&'static str, u16>,
    /// Verbs of speaking.
    pub(crate) speech: HashMap<&'static str, f64>,
}

/// The lists, compiled in.
pub(crate) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    negators: phrases(lines(include_str!("../../models/lists/tone-negators.txt")).map(|line| (1.0, line))),
    topics: phrases(
        lines(include_str!("../../models/lists/tone-topics.txt"))
            .filter_map(|line| line.split_once(' '))
            .filter_map(|(factor, phrase)| Some((factor.parse().ok()?, phrase))),
    ),
    degrees: lines(include_str!("../../models/lists/tone-degrees.txt"))
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(word, factor)| Some((word, factor.parse().ok()?)))
        .collect(),
    hedges: lines(include_str!("../../models/lists/tone-hedges.txt")).map(|word| (word, 1.0)).collect(),
    contrasts: lines(include_str!("../../models/lists/tone-contrasts.txt"))
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let word = fields.next()?;
            Some((word, (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?)))
        })
        .collect(),
    function_words: lines(include_str!("../../models/lists/tone-function-words.txt"))
        .flat_map(str::split_whitespace)
        .collect(),
    grammar: lines(include_str!("../../models/lists/tone-grammar.txt"))
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(class, words)| words.split_whitespace().map(move |word| (word, grammar::class(class))))
        .fold(HashMap::new(), |mut classes, (word, class)| {
            *classes.entry(word).or_default() |= class;
            classes
        }),
    speech: lines(include_str!("../../models/lists/tone-speech.txt")).map(|word| (word, 1.0)).collect(),
});

/// The entries of a list: no comments, no blank lines.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn phrases(entries: impl Iterator<Item = (f64, &'static str)>) -> HashMap<&'static str, Vec<Phrase>> {
    let mut by_first: HashMap<&'static str, Vec<Phrase>> = HashMap::new();
    for (factor, phrase) in entries {
        let words: Vec<_> = phrase.split_whitespace().collect();
        if let Some(first) = words.first() {
            by_first.entry(first).or_default().push(Phrase { words, factor });
        }
    }
    by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len())));
    by_first
}

/// Classes of words of grammar, one bit each.
pub(crate) mod grammar {
    pub(crate) const BE: u16 = 1;
    pub(crate) const AUXILIARY: u16 = 1 << 1;
    pub(crate) const ADVERB: u16 = 1 << 2;
    pub(crate) const DETERMINER: u16 = 1 << 3;
    pub(crate) const PREPOSITION: u16 = 1 << 4;
    pub(crate) const PARTICIPLE: u16 = 1 << 5;
    pub(crate) const RELATIVE: u16 = 1 << 6;
    pub(crate) const POSSESSIVE: u16 = 1 << 7;
    pub(crate) const TITLE: u16 = 1 << 8;

    pub(super) fn class(name: &str) -> u16 {
        match name {
            "be" => BE,
            "auxiliary" => AUXILIARY,
            "adverb" => ADVERB,
            "determiner" => DETERMINER,
            "preposition" => PREPOSITION,
            "participle" => PARTICIPLE,
            "relative" => RELATIVE,
            "possessive" => POSSESSIVE,
            "title" => TITLE,
            _ => 0,
        }
    }

    /// Whether a word in lower case is in one of the classes.
    pub(crate) fn is(word: &str, classes: u16) -> bool {
        super::LISTS.grammar.get(word).is_some_and(|own| own & classes != 0)
    }
}
