//! What a line says about itself: phrases of advertisements, newsletters, sharing buttons, comments and the like.
//!
//! The phrases are data (`models/lists/article-asides.txt`); a line may match several kinds. The kinds serve as features of the
//! line model, and as the reason that a reader is given for a line that was set aside.

use std::sync::LazyLock;

use super::words;
use crate::fingerprint::Fingerprint;

/// Kinds of lines that are not the article, as a set of bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(u32);

macro_rules! kinds {
    ($($name:ident $bit:literal $word:literal $reason:literal;)*) => {
        impl Kinds {
            $(pub(super) const $name: Self = Self(1 << $bit);)*
            /// Each kind with the reason told to a reader; the first that matches is told.
            const REASONS: &[(Self, &'static str)] = &[$((Self::$name, $reason),)*];

            fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$name),)* _ => None }
            }
        }
    };
}

kinds! {
    COOKIES 0 "cookies" "cookie notice";
    PLAYER 1 "player" "media player";
    ADVERTISEMENT 2 "advertisement" "advertisement";
    NEWSLETTER 3 "newsletter" "newsletter sign-up";
    SUBSCRIPTION 4 "subscription" "subscription offer";
    COMMENTS 5 "comments" "comments";
    SHARING 6 "sharing" "sharing buttons";
    RELATED 7 "related" "related links";
    LEGAL 8 "legal" "legal notice";
    AUTHOR 9 "author" "about the author";
    TIME 10 "time" "page detail";
    MENU 11 "menu" "menu";
    CAPTION 12 "caption" "image credit";
    PAGES 13 "pages" "page number";
}

impl Kinds {
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The indexes of the kinds in the set.
    pub(super) fn each(self) -> impl Iterator<Item = u32> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros();
            left &= left.checked_sub(1)?;
            Some(bit)
        })
    }

    /// What to tell a reader.
    pub(super) fn reason(self) -> Option<&'static str> {
        Self::REASONS.iter().find(|(kind, _)| self.has(*kind)).map(|(_, reason)| *reason)
    }
}

struct Phrase {
    words: Vec<u32>,
    at_start: bool,
    at_end: bool,
    kind: Kinds,
}

/// The phrases by the hash of their first word.
static PHRASES: LazyLock<words::WordMap<Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: words::WordMap<Vec<Phrase>> = words::WordMap::default();
    for line in super::list(include_str!("../../models/lists/article-asides.txt")) {
        let Some((kind, phrase)) = line.split_once('\t') else { continue };
        let Some(kind) = Kinds::named(kind) else { continue };
        let at_start = phrase.starts_with(['^', '=']);
        let at_end = phrase.starts_with('=') || phrase.ends_with('$');
        let mut hashes = Vec::new();
        words::each(phrase, |word| hashes.push(word.hash));
        if let Some(first) = hashes.first() {
            phrases.entry(*first).or_default().push(Phrase { words: hashes, at_start, at_end, kind });
        }
    }
    phrases
});

/// Adds every phrase with its kind to a fingerprint.
pub(super) fn add_phrases(fingerprint: &mut Fingerprint) {
    let mut phrases: Vec<&Phrase> = PHRASES.values().flatten().collect();
    phrases.sort_unstable_by_key(|phrase| (&phrase.words, phrase.kind.0, phrase.at_start, phrase.at_end));
    for phrase in phrases {
        fingerprint.numbers(phrase.words.iter().copied());
        fingerprint.number(u64::from(phrase.kind.0) << 2 | u64::from(phrase.at_start) << 1 | u64::from(phrase.at_end));
    }
}

/// Lines longer than this are looked at only at their ends: a long sentence that mentions a newsletter is no sign-up.
const LONG: usize = 40;
const ENDS: usize = 10;

/// The kinds that a line's words (as hashes, see [`words::each`]) speak of.
pub(super) fn of(line: &[u32]) -> Kinds {
    let mut kinds = Kinds::default();
    for (at, first) in line.iter().enumerate() {
        if line.len() > LONG && at >= ENDS && at + ENDS < line.len() {
            continue;
        }
        let Some(phrases) = PHRASES.get(first) else { continue };
        for phrase in phrases {
            let end = at + phrase.words.len();
            let fits = (!phrase.at_start || at == 0) && (!phrase.at_end || end == line.len());
            if fits && line.get(at..end) == Some(phrase.words.as_slice()) {
                kinds = kinds.with(phrase.kind);
            }
        }
    }
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(line: &str) -> Option<&'static str> {
        let mut hashes = Vec::new();
        words::each(line, |word| hashes.push(word.hash));
        of(&hashes).reason()
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        let lines = super::super::list(include_str!("../../models/lists/article-asides.txt"));
        assert!(
            lines.into_iter().all(|line| line.split_once('\t').is_some_and(|(kind, _)| Kinds::named(kind).is_some()))
        );
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
