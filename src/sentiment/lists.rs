//! The hand-written lists of `models/lists/tone-*.txt`, read once.

use std::sync::LazyLock;

use crate::text::{WordMap, WordSet};

/// A phrase of a list with its factor.
pub(crate) struct Phrase {
    /// Lower case, in order; "*" stands for any word.
    pub(crate) words: Vec<&'static str>,
    /// What the words' weights are multiplied by.
    pub(crate) factor: f64,
}

/// What the lists say of a word that weighs others.
#[derive(Default)]
pub(crate) struct Listed {
    /// Negators that begin with it, longest first.
    pub(crate) negators: Vec<Phrase>,
    /// Topics that begin with it, longest first.
    pub(crate) topics: Vec<Phrase>,
    /// Above 1 it makes stronger, below 1 weaker.
    pub(crate) degree: Option<f64>,
    /// Whether it speaks of conditions and possibilities.
    pub(crate) hedges: bool,
    /// Factor of what stands before it, factor of what follows.
    pub(crate) contrast: Option<(f64, f64)>,
}

/// All lists.
pub(crate) struct Lists {
    /// All that weighs other words, in one table: every word of a text is asked for.
    pub(crate) weighing: WordMap<&'static str, Listed>,
    /// Words of grammar, which are no evidence.
    pub(crate) function_words: WordSet<&'static str>,
    /// Classes of words of grammar, as bits of [`grammar`].
    pub(crate) grammar: WordMap<&'static str, u16>,
    /// Verbs of speaking.
    pub(crate) speech: WordSet<&'static str>,
}

/// The lists, compiled in.
pub(crate) static LISTS: LazyLock<Lists> = LazyLock::new(|| Lists {
    weighing: weighing(),
    function_words: lines(include_str!("../../models/lists/tone-function-words.txt"))
        .flat_map(str::split_whitespace)
        .collect(),
    grammar: lines(include_str!("../../models/lists/tone-grammar.txt"))
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(class, words)| words.split_whitespace().map(move |word| (word, grammar::class(class))))
        .fold(WordMap::default(), |mut classes, (word, class)| {
            *classes.entry(word).or_default() |= class;
            classes
        }),
    speech: lines(include_str!("../../models/lists/tone-speech.txt")).collect(),
});

fn weighing() -> WordMap<&'static str, Listed> {
    let mut table: WordMap<&'static str, Listed> = WordMap::default();
    let mut phrase = |factor: f64, phrase: &'static str, of: fn(&mut Listed) -> &mut Vec<Phrase>| {
        let words: Vec<_> = phrase.split_whitespace().collect();
        if let Some(first) = words.first() {
            of(table.entry(first).or_default()).push(Phrase { words, factor });
        }
    };
    for line in lines(include_str!("../../models/lists/tone-negators.txt")) {
        phrase(1.0, line, |listed| &mut listed.negators);
    }
    for (factor, line) in pairs(include_str!("../../models/lists/tone-topics.txt")) {
        if let Ok(factor) = factor.parse() {
            phrase(factor, line, |listed| &mut listed.topics);
        }
    }
    for (word, factor) in pairs(include_str!("../../models/lists/tone-degrees.txt")) {
        if let Ok(factor) = factor.parse() {
            table.entry(word).or_default().degree = Some(factor);
        }
    }
    for word in lines(include_str!("../../models/lists/tone-hedges.txt")) {
        table.entry(word).or_default().hedges = true;
    }
    for (word, factors) in pairs(include_str!("../../models/lists/tone-contrasts.txt")) {
        let mut factors = factors.split(' ').map(str::parse);
        if let (Some(Ok(before)), Some(Ok(after))) = (factors.next(), factors.next()) {
            table.entry(word).or_default().contrast = Some((before, after));
        }
    }
    for listed in table.values_mut() {
        for phrases in [&mut listed.negators, &mut listed.topics] {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
    }
    table
}

/// The entries of a list: no comments, no blank lines.
fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The entries of a list whose lines are two fields, each divided at its first space.
fn pairs(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(list).filter_map(|line| line.split_once(' '))
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
