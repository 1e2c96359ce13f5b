//! Who gets to speak: the quotes gathered by speaker, with how many words each is given.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::analysis::{EntityId, Quote, Voice};

/// Two quotes with the same key have the same speaker.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(EntityId),
    /// One of the article's unnamed speakers, by its number.
    Source(u32),
    Words(String),
    Nobody,
}

/// The speakers, most words first, and those with equally many in the order of the text. Offsets are bytes of `text`.
pub(crate) fn gather(text: &str, quotes: &[Quote]) -> Vec<Voice> {
    let words = words(text, quotes);
    let mut voices: Vec<Voice> = Vec::new();
    let mut known: BTreeMap<Key, usize> = BTreeMap::new();
    for (index, (quote, words)) in quotes.iter().zip(words).enumerate() {
        let speaker = quote.speaker.as_ref();
        let name = speaker.map(|speaker| speaker.name.as_deref().unwrap_or(&speaker.text));
        let (entity, source) = (speaker.and_then(|known| known.entity), speaker.and_then(|known| known.source));
        let key = match (entity, source, name) {
            (Some(entity), ..) => Key::Entity(entity),
            (_, Some(source), _) => Key::Source(source),
            (.., Some(name)) => Key::Words(name.to_lowercase()),
            (.., None) => Key::Nobody,
        };
        let at = *known.entry(key).or_insert_with(|| {
            let (name, anonymous) = (name.map(str::to_owned), speaker.is_some_and(|speaker| speaker.anonymous));
            voices.push(Voice { name, entity, anonymous, source, quotes: Vec::new(), words: 0 });
            voices.len() - 1
        });
        if let Some(voice) = voices.get_mut(at) {
            voice.words += words;
            voice.quotes.push(index);
        }
    }
    voices.sort_by_key(|voice| Reverse(voice.words));
    voices
}

/// For each quote the words that are its own: a word counts once, for the innermost quote that holds it.
fn words(text: &str, quotes: &[Quote]) -> Vec<usize> {
    let parts = quotes.iter().enumerate().flat_map(|(index, quote)| quote.parts.iter().map(move |part| (*part, index)));
    let mut parts: Vec<_> = parts.collect();
    parts.sort_by_key(|&(part, index)| (part.start, Reverse(part.end), index));
    let mut counts = vec![0; quotes.len()];
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut parts = parts.into_iter().peekable();
    for start in starts_of_words(text) {
        while let Some((part, index)) = parts.next_if(|(part, _)| part.start <= start) {
            open.push((part.end, index));
        }
        // Parts lie one within another, so what ends first lies on top.
        while open.pop_if(|(end, _)| *end <= start).is_some() {}
        if let Some(count) = open.last().and_then(|&(_, index)| counts.get_mut(index)) {
            *count += 1;
        }
    }
    counts
}

/// Where the first letter or digit of each word stands; what has neither, such as a dash, is no word.
fn starts_of_words(text: &str) -> impl Iterator<Item = usize> {
    let mut within = false;
    text.char_indices().filter_map(move |(at, c)| {
        if c.is_whitespace() {
            within = false;
            return None;
        }
        (c.is_alphanumeric() && !std::mem::replace(&mut within, true)).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{QuoteKind, Span, Speaker};

    fn quote(text: &str, words: &str, speaker: Option<(&str, Option<u32>, Option<u32>)>) -> Quote {
        let start = text.find(words).unwrap();
        let speaker = speaker.map(|(text, entity, source)| Speaker {
            start: 0,
            end: 0,
            text: text.to_owned(),
            entity: entity.map(EntityId),
            name: source.is_none().then(|| text.to_owned()),
            anonymous: source.is_some(),
            source,
        });
        Quote {
            start,
            end: start + words.len(),
            kind: QuoteKind::Indirect,
            parts: vec![Span::new(start, start + words.len())],
            cue: None,
            speaker,
            addressee: None,
            sentences: vec![0],
            sentiment: None,
            confidence: 1.0,
            found_by: String::new(),
        }
    }

    #[test]
    fn a_word_counts_for_the_innermost_quote() {
        let text = "Reiner said the mayor had told her — twice — that it was \u{201c}far too late\u{201d} to go.";
        let inner = quote(text, "that it was \u{201c}far too late\u{201d} to go", Some(("the mayor", None, None)));
        let outer = quote(
            text,
            "the mayor had told her — twice — that it was \u{201c}far too late\u{201d} to go",
            Some(("Reiner", Some(1), None)),
        );
        let voices = gather(text, &[outer, inner]);
        let counts: Vec<_> = voices.iter().map(|voice| (voice.name.as_deref().unwrap(), voice.words)).collect();
        assert_eq!(counts, [("the mayor", 8), ("Reiner", 6)]);
    }

    #[test]
    fn an_unnamed_speaker_is_one_by_number_and_not_by_words() {
        let text = "one two three four";
        let voices = gather(
            text,
            &[
                quote(text, "one", Some(("a senior official", None, Some(1)))),
                quote(text, "two", Some(("an official", None, Some(2)))),
                quote(text, "three", Some(("the official", None, Some(1)))),
                quote(text, "four", None),
            ],
        );
        let found: Vec<_> = voices.iter().map(|voice| (voice.source, voice.quotes.as_slice())).collect();
        assert_eq!(found, [(Some(1), &[0, 2][..]), (Some(2), &[1]), (None, &[3])]);
    }
}
