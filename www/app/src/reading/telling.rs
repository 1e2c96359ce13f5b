//! Evidence as a reader takes it: a negation and what it turns are one mark, and a negation alone is none.

use newsglass_analysis::{Analysis, Evidence, Reason, Why};

use crate::order::{sort_by, sort_by_key};
use crate::segments::TextIndex;

/// How far before a word its negation is looked for, in UTF-16 units; the engine lets one reach six words.
const REACH: usize = 60;

/// Words that only turn what follows: alone they say neither good nor bad.
const NEGATIONS: [&str; 13] = [
    "not", "never", "no", "without", "cannot", "nor", "neither", "nobody", "nothing", "none", "nowhere", "hardly",
    "n't",
];

const APOSTROPHES: [char; 2] = ['\'', '\u{2019}'];

/// The marks that `evidence` comes to, strongest first: each negation from its place up to the last word that it turns.
pub(crate) fn telling(analysis: &Analysis, index: &TextIndex, evidence: &[Evidence]) -> Vec<Evidence> {
    let mut parts: Vec<Evidence> = evidence.to_vec();
    for part in &mut parts {
        part.start = start_of(analysis, index, part);
    }
    sort_by_key(&mut parts, |part| (part.start, std::cmp::Reverse(part.end)));
    let mut marks: Vec<Evidence> = Vec::with_capacity(parts.len());
    for part in parts {
        match marks.last_mut().filter(|mark| part.start < mark.end) {
            Some(mark) => {
                mark.end = mark.end.max(part.end);
                mark.weight += part.weight;
            }
            None => marks.push(part),
        }
    }
    for mark in &mut marks {
        mark.text = index.slice(&analysis.text, mark.start, mark.end).to_owned();
    }
    marks.retain(|mark| !is_negation(&mark.text));
    sort_by(&mut marks, |a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.start.cmp(&b.start)));
    marks
}

/// Where a mark begins: at the negation that turns the word, if one does, and never inside a word ("n't").
fn start_of(analysis: &Analysis, index: &TextIndex, part: &Evidence) -> usize {
    let turner = turner(&part.why);
    if turner.is_none() && !part.text.contains(APOSTROPHES) {
        return part.start;
    }
    let sentence = analysis.sentences.partition_point(|sentence| sentence.start <= part.start).saturating_sub(1);
    let first = analysis.sentences.get(sentence).map_or(0, |sentence| sentence.start).min(part.start);
    let window = index.slice(&analysis.text, first.max(part.start.saturating_sub(REACH)), part.start);
    let at = turner.map_or(Some(window.len()), |word| last_place(window, word));
    let before = at.and_then(|at| window.get(..at)).map(|before| before.trim_end_matches(char::is_alphanumeric));
    let rest = before.and_then(|before| window.get(before.len()..)).unwrap_or_default();
    part.start - rest.encode_utf16().count()
}

/// Where a word stands last, as a word of its own; one that begins with what is cut off ("n't") ends one.
fn last_place(window: &str, word: &str) -> Option<usize> {
    let is_clitic = word.contains(APOSTROPHES);
    let is_whole = |at: usize| {
        let (before, after) = (window.get(..at).unwrap_or_default(), window.get(at + word.len()..).unwrap_or_default());
        (is_clitic || !before.ends_with(char::is_alphanumeric)) && !after.starts_with(char::is_alphanumeric)
    };
    window.rmatch_indices(word).map(|(at, _)| at).find(|at| is_whole(*at))
}

/// The negation that turns a word, as written.
fn turner(why: &Why) -> Option<&str> {
    why.0.iter().find_map(|reason| match reason {
        Reason::TurnedBy(word) => Some(word.as_str()),
        _ => None,
    })
}

fn is_negation(text: &str) -> bool {
    let text = text.replace('\u{2019}', "'").to_lowercase();
    text.ends_with("n't") || NEGATIONS.contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(text: &str, evidence: &[(&str, f64, &str)]) -> Vec<(String, f64)> {
        let place = |word: &str| {
            let bytes = text.rfind(word).unwrap();
            text.get(..bytes).unwrap().encode_utf16().count()
        };
        let evidence: Vec<Evidence> = evidence
            .iter()
            .map(|(word, weight, why)| {
                let (start, end) = (place(word), place(word) + word.encode_utf16().count());
                Evidence { start, end, text: (*word).to_owned(), weight: *weight, why: Why::parse(why) }
            })
            .collect();
        let analysis =
            Analysis { text: text.to_owned(), sentences: Vec::new(), ..crate::reading::tests::reading().analysis };
        let found = telling(&analysis, &TextIndex::new(text), &evidence);
        found.into_iter().map(|mark| (mark.text, (mark.weight * 100.0).round() / 100.0)).collect()
    }

    #[test]
    fn a_negation_goes_with_the_words_that_it_turns() {
        let turned = "positive word, turned by \"not\"";
        let found = marks(
            "\u{1f6a2} He did not keep a promise.",
            &[("promise", -0.3, turned), ("not", -0.2, "negative word"), ("keep", -0.1, turned)],
        );
        assert_eq!(found, [("not keep a promise".to_owned(), -0.6)]);
        // Also where it moved too little to be evidence itself.
        assert_eq!(marks("I know it is not good.", &[("good", -0.2, turned)]), [("not good".to_owned(), -0.2)]);
        let clitic = "positive word, turned by \"n't\"";
        let found = marks(
            "It won't be safe.",
            &[("n't", -0.2, "negative word"), ("safe", -0.1, clitic), ("wo", -0.1, "negative word")],
        );
        assert_eq!(found, [("won't be safe".to_owned(), -0.4)]);
    }

    #[test]
    fn a_negation_alone_is_no_mark() {
        let found = marks(
            "Not now; it won\u{2019}t, an awful piano.",
            &[("Not", -0.2, "negative word"), ("n\u{2019}t", -0.2, "negative word"), ("awful", -0.1, "negative word")],
        );
        assert_eq!(found, [("awful".to_owned(), -0.1)]);
        assert_eq!(
            marks("A piano is good.", &[("good", -0.2, "positive word, turned by \"no\"")]),
            [("good".to_owned(), -0.2)]
        );
    }
}
