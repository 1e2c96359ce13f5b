//! What an article is about, in sentences of its own.
//!
//! The sentences whose words stand for the whole text, each next one for what the ones before leave out: SumBasic (Nenkova &
//! Vanderwende 2005, "The Impact of Frequency on Summarization"), with the two things that news adds to it: the first paragraphs say
//! what happened, and the headline names it. Sentences that cannot stand alone count less: quoted ones, questions, those that begin
//! with a word that points back.

use std::collections::HashMap;

use crate::analysis::{BlockKind, Quote, QuoteKind};
use crate::lexicon::{self, class, phrase};
use crate::text::{Document, SentenceSpan, Span, Token, TokenKind};

/// At most this many sentences.
const MOST: usize = 3;
/// With fewer body sentences than this a text is its own summary.
const LEAST_SENTENCES: usize = 6;
/// Words a sentence has at least and at most to stand alone.
const WORDS: std::ops::RangeInclusive<usize> = 8..=60;
/// Only so many sentences are looked at, from the first on: what news is about stands at its head.
const LOOKED_AT: usize = 400;

/// A sentence that may be chosen.
struct Candidate {
    /// Index among the sentences of the body.
    index: usize,
    /// Numbers of its words, each once.
    words: Vec<usize>,
    /// What place, kind and form make of it.
    factor: f64,
}

/// The words of a text, each with how much the text is about it.
#[derive(Default)]
struct Words {
    numbers: HashMap<String, usize>,
    weights: Vec<f64>,
}

impl Words {
    /// Counts the words of a sentence: how many they are, and the numbers of those that say something.
    fn count(&mut self, document: &Document<'_>, sentence: &SentenceSpan, weight: f64) -> (usize, Vec<usize>) {
        let (mut numbers, mut all) = (Vec::new(), 0);
        for token in document.tokens_of(sentence).iter().filter(|token| token.kind == TokenKind::Word) {
            all += 1;
            numbers.extend(stem(document, token).map(|stem| self.add(stem, weight)));
        }
        (all, numbers)
    }

    fn add(&mut self, stem: String, weight: f64) -> usize {
        let next = self.numbers.len();
        let number = *self.numbers.entry(stem).or_insert(next);
        match self.weights.get_mut(number) {
            Some(sum) => *sum += weight,
            None => self.weights.push(weight),
        }
        number
    }
}

/// Indexes into the body sentences, in text order: at most three, none of a short text.
pub(crate) fn choose(document: &Document<'_>, quotes: &[Quote]) -> Vec<usize> {
    let mut words = Words::default();
    let candidates = candidates(document, quotes, &mut words);
    if document.sentences.iter().filter(|sentence| sentence.body_index.is_some()).count() < LEAST_SENTENCES {
        return Vec::new();
    }
    // What stands only once in a text is hardly what it is about.
    words.weights.iter_mut().filter(|weight| **weight <= 1.0).for_each(|weight| *weight = 0.25);
    pick(candidates, words.weights)
}

/// The sentences of the body that may be chosen; the words of these and of the headline are counted.
fn candidates(document: &Document<'_>, quotes: &[Quote], counted: &mut Words) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let (mut paragraph, mut last_block) = (0_u32, None);
    for sentence in &document.sentences {
        let block = document.blocks.get(sentence.block).map_or(BlockKind::Paragraph, |block| block.kind);
        let title = matches!(block, BlockKind::Title | BlockKind::Subtitle);
        if !title && sentence.body_index.is_none() {
            continue;
        }
        let (all, mut words) = counted.count(document, sentence, if title { 2.0 } else { 1.0 });
        let Some(index) = sentence.body_index else { continue };
        if last_block.is_some_and(|last| last != sentence.block) {
            paragraph += 1;
        }
        last_block = Some(sentence.block);
        if WORDS.contains(&all) && candidates.len() < LOOKED_AT {
            words.sort_unstable();
            words.dedup();
            let place = 1.0 / (1.0 + 0.12 * f64::from(paragraph));
            let kind = if block == BlockKind::Paragraph { 1.0 } else { 0.3 };
            let factor = place * kind * standing(document, sentence.span, quotes);
            candidates.push(Candidate { index, words, factor });
        }
    }
    candidates
}

/// Takes one candidate after the other, each for what those before leave out.
fn pick(mut candidates: Vec<Candidate>, mut weights: Vec<f64>) -> Vec<usize> {
    let mut chosen = Vec::new();
    while chosen.len() < MOST {
        let best = candidates
            .iter()
            .enumerate()
            .map(|(at, candidate)| (at, score(candidate, &weights)))
            .filter(|&(_, score)| score > 0.0)
            // The first of equals.
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((at, _)) = best else { break };
        let candidate = candidates.remove(at);
        for &word in &candidate.words {
            if let Some(weight) = weights.get_mut(word) {
                *weight *= 0.5;
            }
        }
        candidates.retain(|other| !repeats(other, &candidate));
        chosen.push(candidate.index);
    }
    chosen.sort_unstable();
    chosen
}

/// Whether most words of a sentence stand in the other one, which was chosen.
fn repeats(sentence: &Candidate, chosen: &Candidate) -> bool {
    let both = sentence.words.iter().filter(|word| chosen.words.binary_search(word).is_ok()).count();
    5 * both > 3 * sentence.words.len()
}

/// The mean weight of the words, a little less for sentences of few of them.
fn score(candidate: &Candidate, weights: &[f64]) -> f64 {
    let sum: f64 = candidate.words.iter().filter_map(|&word| weights.get(word)).sum();
    let count = u32::try_from(candidate.words.len()).map_or(f64::MAX, f64::from);
    candidate.factor * sum / (count + 4.0)
}

/// How well a sentence stands alone.
fn standing(document: &Document<'_>, span: Span, quotes: &[Quote]) -> f64 {
    let text = document.str(span);
    let first = quotes.partition_point(|quote| quote.start < span.start.saturating_sub(4000));
    let parts = quotes.iter().skip(first).take_while(|quote| quote.start < span.end);
    let marked = parts.filter(|quote| quote.kind == QuoteKind::Direct).flat_map(|quote| &quote.parts);
    let quoted: usize = marked.map(|part| part.end.min(span.end).saturating_sub(part.start.max(span.start))).sum();
    let mut factor = if 2 * quoted > span.len() { 0.25 } else { 1.0 };
    if text.ends_with('?') {
        factor *= 0.3;
    }
    let start = text.split_whitespace().next().unwrap_or_default().trim_end_matches(',');
    if lexicon::folded(start).is(class::POINTS_BACK) {
        factor *= 0.5;
    }
    factor
}

/// The word without its ending, so that "minister" and "ministers" are one; `None` for words that say nothing of a text.
fn stem(document: &Document<'_>, token: &Token) -> Option<String> {
    let lower = document.str(token.span).to_lowercase();
    if lower.chars().count() < 3 || token.is(class::ENGLISH_FUNCTION_WORD.or(class::SUMMARY_STOP)) {
        return None;
    }
    if let Some(stem) = phrase::PLURAL_OF_Y.iter().find_map(|ending| lower.strip_suffix(ending)) {
        return Some(format!("{stem}y"));
    }
    let stem = lower.strip_suffix('s').filter(|stem| stem.len() > 3 && !stem.ends_with('s')).map(str::to_owned);
    Some(stem.unwrap_or(lower))
}

#[cfg(test)]
mod tests {
    use crate::{Analyzer, Options};

    const TEXT: &str = "Harbour bridge will close for repairs\n\n\
        The harbour bridge in Lower Tessick will close for eleven months from Monday, the city council announced. \
        Repairs to the bridge are expected to cost forty million crowns.\n\n\
        \"It should have been done ten years ago, and everybody in this town knows it,\" said Alma Reiner, who runs a bakery.\n\n\
        She buys her flour on the other side.\n\n\
        Was there no other way? Engineers found cracks in two of the pillars of the bridge during an inspection in March.\n\n\
        Ferries will take passengers across the harbour every ten minutes while the bridge is closed, the council said.\n\n\
        The town has a museum of knots that opened last year and is closed on Sundays in winter.\n";

    fn summary(text: &str) -> Vec<String> {
        let analysis = Analyzer::new().analyze(text, &Options::default()).unwrap();
        let sentences = analysis.summary.iter().map(|&index| &analysis.sentences[index]);
        sentences.map(|sentence| text[sentence.start..sentence.end].to_owned()).collect()
    }

    #[test]
    fn says_what_happened_in_three_sentences_that_stand_alone() {
        let summary = summary(TEXT);
        assert_eq!(summary.len(), 3, "{summary:#?}");
        assert!(summary[0].starts_with("The harbour bridge"), "{summary:#?}");
        assert!(summary.iter().all(|sentence| sentence.contains("bridge")), "{summary:#?}");
        assert!(!summary.iter().any(|sentence| sentence.starts_with(['"', 'W'])), "{summary:#?}");
    }

    #[test]
    fn a_short_text_is_its_own_summary() {
        assert!(
            summary("The bridge is closed. Nobody knows when it will open again, said the mayor of the town.")
                .is_empty()
        );
    }

    #[test]
    fn what_was_said_once_is_not_said_again() {
        let twice = TEXT.replace(
            "Ferries will",
            "The harbour bridge in Lower Tessick will close for eleven months from Monday. Ferries will",
        );
        let summary = summary(&twice);
        assert_eq!(summary.iter().filter(|sentence| sentence.contains("eleven months")).count(), 1, "{summary:#?}");
    }
}
