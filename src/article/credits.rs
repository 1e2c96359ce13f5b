//! Captions of pictures, told by the credit that they end in.

use super::{lines, names};
use crate::lexicon::phrase;

/// The longest caption, in bytes.
const LONGEST: usize = 700;
/// The most words of who made a picture and for whom.
const MAKERS: usize = 9;

/// Whether a line is a caption with its credit, or a credit alone.
pub(super) fn is_caption(line: &str) -> bool {
    line.len() <= LONGEST
        && lines::item_marker(line) == 0
        && (phrase::CAPTION_LEAD.iter().any(|lead| line.starts_with(lead))
            || ends_in_label(line)
            || ends_in_brackets(line) == Some(true)
            || ends_in_agency(line)
            || is_name_and_outlet(line) == Some(true))
}

/// "Harbour at dusk. Photo: Sam Okoro", "Harbour at dusk | Photo by Sam Okoro".
fn ends_in_label(line: &str) -> bool {
    let before_label = |label: &&str| {
        let (before, makers) = line.rsplit_once(*label)?;
        are_makers(makers).then(|| before.trim_end().chars().next_back())
    };
    let labels = phrase::CREDIT_LABEL.iter().filter_map(before_label);
    let mut bare = phrase::CREDIT_BY.iter().filter_map(before_label);
    labels.into_iter().any(|before| before.is_none_or(|c| c != '-'))
        || bare.any(|before| before.is_none_or(|c| !c.is_alphanumeric() && c != ','))
}

/// "Harbour at dusk. (Sam Okoro/Coast Post)", "(AP)" after a sentence.
fn ends_in_brackets(line: &str) -> Option<bool> {
    let (before, makers) = line.strip_suffix(')')?.rsplit_once('(')?;
    let parted = makers.contains(['/', '|']) || makers.split_whitespace().skip(1).any(is_via);
    let agency = lines::ends_sentence(before.trim_end()) && is_agency(makers);
    Some((parted || agency) && are_makers(makers))
}

/// "Harbour at dusk. Sam Okoro/AFP", "Sam Okoro | Getty Images".
fn ends_in_agency(line: &str) -> bool {
    phrase::PICTURE_AGENCY.iter().any(|agency| {
        let Some(at) = line.len().checked_sub(agency.len()) else { return false };
        let ends = line.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(agency));
        let before = line.get(..at).filter(|_| ends).map(str::trim_end);
        before.is_some_and(|before| {
            before.is_empty()
                || before.ends_with(['/', '|', '–', '—', '.', ')'])
                || before.rsplit(' ').next().is_some_and(is_via)
        })
    })
}

/// "Sam Okoro/Coast Post": the name of a person, a slash and another name.
fn is_name_and_outlet(line: &str) -> Option<bool> {
    let (name, outlet) = line.split_once('/')?;
    let is_name = |part: &str, least: usize, most: usize| {
        let words = part.split_whitespace();
        (least..=most).contains(&words.clone().count())
            && words.into_iter().all(|word| {
                word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c))
            })
    };
    Some(is_name(name, 2, 3) && is_name(outlet, 1, 4) && names::is_given(name))
}

/// Whether a word stands between who made a picture and who sells it.
fn is_via(word: &str) -> bool {
    phrase::CREDIT_VIA.contains(&word)
}

fn is_agency(name: &str) -> bool {
    phrase::PICTURE_AGENCY.iter().any(|agency| name.eq_ignore_ascii_case(agency))
}

/// Whether all of it may be who made a picture and for whom: names, and small words that join them.
fn are_makers(text: &str) -> bool {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | ',')).filter(|word| !word.is_empty());
    (1..=MAKERS).contains(&words.clone().count())
        && text.starts_with(char::is_uppercase)
        && !text.contains(|c: char| c.is_ascii_digit())
        && words.into_iter().all(|word| !word.starts_with(char::is_lowercase) || phrase::CREDIT_JOINT.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_end_in_a_credit() {
        for line in [
            "The Regal's projectionist threads the last reel. (Noor Feldman/The Brannock Echo)",
            "People queue outside the Regal. Photograph: Ewan Strang/Echo Pictures",
            "The harbour at dusk Credit: Sam Okoro",
            "The harbour at dusk. | Photo by Sam Okoro",
            "The harbour at dusk. Sam Okoro/AFP",
            "The harbour at dusk. Sam Okoro via Getty Images",
            "Sam Okoro | Bloomberg | Getty Images",
            "Sam Okoro/Coast Post",
            "A freighter leaves the harbour. (AP)",
            "FILE - The harbour on March 3, 2024, before the storm.",
            "Media captionThe harbour at dusk",
            "Photo provided by Sam Okoro.",
        ] {
            assert!(is_caption(line), "{line}");
        }
        for line in [
            "The paper was sold for one dollar (or less), sources told Reuters.",
            "Ministers agree to sell stake in ferry line, sources tell Reuters",
            "He wrote it for the publisher of both (Penguin/Lark).",
            "Get the manager for free (upgrade for $4.99/mo)",
            "1. Guru of the app (Project Lead / Strategist)",
            "Use the tool to optimize: image by image it makes the page lighter",
            "The picture: a man, a dog and the sea that nobody had seen before",
            "and/or",
            "Input/Output",
            "",
        ] {
            assert!(!is_caption(line), "{line}");
        }
    }
}
