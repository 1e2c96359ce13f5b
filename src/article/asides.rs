//! What a line says about itself: phrases of advertisements, newsletters, sharing buttons, comments and the like.
//!
//! The phrases are data (`models/lists/article-asides.txt`); a line may match several kinds. The kinds serve as features of the
//! line model, and as the reason that a reader is given for a line that was set aside.

use super::kinds::Kinds;
use super::listed::{PHRASES, PHRASES_BY_FIRST_WORD, Phrase};
use crate::fingerprint::Fingerprint;

/// Adds every phrase with its kind to a fingerprint.
pub(super) fn add_phrases(fingerprint: &mut Fingerprint) {
    let mut phrases: Vec<&Phrase> = PHRASES.iter().collect();
    phrases.sort_unstable_by_key(|phrase| (phrase.words, phrase.kind.bits(), phrase.at_start, phrase.at_end));
    for phrase in phrases {
        fingerprint.numbers(phrase.words.iter().copied());
        fingerprint
            .number(u64::from(phrase.kind.bits()) << 2 | u64::from(phrase.at_start) << 1 | u64::from(phrase.at_end));
    }
}

/// Lines longer than this are looked at only at their ends: a long sentence that mentions a newsletter is no sign-up.
const LONG: usize = 40;
const ENDS: usize = 10;

/// The kinds that a line's words (as hashes, see [`crate::hashing::each`]) speak of.
pub(super) fn of(line: &[u32]) -> Kinds {
    let mut kinds = Kinds::default();
    for (at, first) in line.iter().enumerate() {
        if line.len() > LONG && at >= ENDS && at + ENDS < line.len() {
            continue;
        }
        let Some((start, after)) = PHRASES_BY_FIRST_WORD.get(*first) else { continue };
        for phrase in PHRASES.get(start..after).unwrap_or_default() {
            let end = at + phrase.words.len();
            let fits = (!phrase.at_start || at == 0) && (!phrase.at_end || end == line.len());
            if fits && line.get(at..end) == Some(phrase.words) {
                kinds = kinds.with(phrase.kind);
            }
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::reasons::Reason;
    use crate::hashing;

    fn reason(line: &str) -> Option<&'static str> {
        let mut hashes = Vec::new();
        hashing::each(line, |word| hashes.push(word.hash));
        of(&hashes).reason().map(Reason::text)
    }

    #[test]
    fn lines_say_what_they_are() {
        assert_eq!(reason("ADVERTISEMENT"), Some("advertisement"));
        assert_eq!(reason("Get the harbour news delivered to your inbox"), Some("newsletter sign-up"));
        assert_eq!(reason("12 Comments"), Some("comments"));
        assert_eq!(reason("This browser does not support the video element."), Some("media player"));
        assert_eq!(reason("The mayor shares the view of her critics."), None);
    }
}
