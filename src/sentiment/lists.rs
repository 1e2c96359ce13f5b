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
