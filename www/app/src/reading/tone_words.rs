//! Words that carry tone: the writer's and those of the quoted.

use newsglass_analysis::{Analysis, Why};

use super::telling::telling;
use crate::order::{sort_by, sort_by_key};
use crate::segments::TextIndex;

/// Words of a sentence or a quote that moved its score by less are not marked: too many lines under a text hide the ones that count.
const FAINTEST_TONE: f64 = 0.15;

/// A word that carries tone, and whose word it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToneWord {
    /// First UTF-16 offset.
    pub(crate) start: usize,
    /// Offset after the last.
    pub(crate) end: usize,
    /// As written.
    pub(crate) text: String,
    /// How far it moved the score.
    pub(crate) weight: f64,
    /// The reasons for it.
    pub(crate) why: Why,
    /// The quote it stands in; `None` for the writer's own voice.
    pub(crate) quote: Option<usize>,
}

/// All of them, strongest first.
pub(super) fn tone_words(analysis: &Analysis, index: &TextIndex) -> Vec<ToneWord> {
    let sentences = analysis.sentences.iter().filter_map(|sentence| sentence.sentiment.as_ref());
    let quotes = analysis.quotes.iter().filter_map(|quote| quote.sentiment.as_ref());
    let within = sentences.chain(quotes).flat_map(|sentiment| telling(analysis, index, &sentiment.evidence));
    let mut words: Vec<ToneWord> = analysis
        .sentiment
        .iter()
        .flat_map(|sentiment| telling(analysis, index, &sentiment.evidence))
        .chain(within.filter(|evidence| evidence.weight.abs() >= FAINTEST_TONE))
        .map(|evidence| ToneWord {
            start: evidence.start,
            end: evidence.end,
            text: evidence.text,
            weight: evidence.weight,
            why: evidence.why,
            quote: None,
        })
        .collect();
    // The article's own evidence comes first in the chain; a stable sort keeps it where sentence and quote repeat the word.
    sort_by_key(&mut words, |word| word.start);
    words.dedup_by(|next, kept| next.start < kept.end);

    let mut parts: Vec<(usize, usize, usize)> = analysis
        .quotes
        .iter()
        .enumerate()
        .flat_map(|(index, quote)| quote.parts.iter().map(move |part| (part.start, part.end, index)))
        .collect();
    sort_by_key(&mut parts, |part| *part);
    let mut next = 0;
    for word in &mut words {
        while parts.get(next).is_some_and(|part| part.1 <= word.start) {
            next += 1;
        }
        word.quote = parts.get(next).filter(|part| part.0 <= word.start).map(|part| part.2);
    }
    sort_by(&mut words, |a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.start.cmp(&b.start)));
    words
}
