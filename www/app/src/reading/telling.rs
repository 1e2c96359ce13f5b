//! Evidence as a reader takes it: a negation and what it turns are one mark, and a negation alone is none.

use newsglass_analysis::{Analysis, Evidence, Reason, Why};

use crate::order::sort_by;
use crate::segments::TextIndex;

/// How far before a word its negation is looked for, in UTF-16 units; the engine lets one reach six words.
const REACH: usize = 60;

/// Words that only turn what follows: alone they say neither good nor bad.
const NEGATIONS: [&str; 12] =
    ["not", "never", "no", "without", "cannot", "nor", "neither", "nobody", "nothing", "none", "nowhere", "hardly"];

const APOSTROPHES: [char; 2] = ['\'', '\u{2019}'];

/// The marks that `evidence` comes to, strongest first: each negation from its place up to the last word that it turns.
pub(crate) fn telling(analysis: &Analysis, index: &TextIndex, evidence: &[Evidence]) -> Vec<Evidence> {
    let mut parts: Vec<Evidence> = evidence.to_vec();
    for part in &mut parts {
        part.start = start_of(analysis, index, part);
    }
    // Of two that begin in one place the longer first: its reasons name the negation.
    sort_by(&mut parts, |a, b| a.start.cmp(&b.start).then(b.end.cmp(&a.end)));
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
    let before = match turner {
        Some(word) => before_last(window, word).unwrap_or(window),
        None => window.trim_end_matches(is_of_word),
    };
    let rest = window.get(before.len()..).unwrap_or_default();
    part.start - rest.encode_utf16().count()
}

/// What stands before a word where it stands last; what is cut off from the end of another ("n't") stands for the whole of it.
fn before_last<'a>(window: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = window;
    loop {
        let words = rest.trim_end_matches(|character| !is_of_word(character));
        rest = words.trim_end_matches(is_of_word);
        let last = words.get(rest.len()..).filter(|last| !last.is_empty())?;
        if word.contains(APOSTROPHES) && last.ends_with(word) {
            return Some(rest);
        }
        // A quotation mark may stand right before it.
        if last.trim_start_matches(APOSTROPHES) == word {
            return words.strip_suffix(word);
        }
    }
}

/// Negations are English; letters of other languages end no word of theirs.
fn is_of_word(character: char) -> bool {
    character.is_ascii_alphanumeric() || APOSTROPHES.contains(&character)
}

/// The negation that turns a word, as written.
fn turner(why: &Why) -> Option<&str> {
    why.0.iter().find_map(|reason| match reason {
        Reason::TurnedBy(word) => Some(word.as_str()),
        _ => None,
    })
}

fn is_negation(text: &str) -> bool {
    text.ends_with("n't")
        || text.ends_with("n\u{2019}t")
        || NEGATIONS.iter().any(|negation| text.eq_ignore_ascii_case(negation))
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
        assert_eq!(marks("It is 'not good'.", &[("good", -0.2, turned)]), [("not good".to_owned(), -0.2)]);
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
