//! How a word uses capitals.

use super::TokenKind;
use crate::lexicon::phrase;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// "house"
    Lower,
    /// "House", "al-Qaeda", "McDonald"
    Capital,
    /// "NATO", "U.S."
    Upper,
    /// "iPhone"
    Mixed,
    /// "1,200"
    Number,
    /// Marks.
    Other,
}

impl Shape {
    /// The shape of a token of that kind, or of a part of one.
    pub(crate) fn of(text: &str, kind: TokenKind) -> Self {
        match kind {
            TokenKind::Number => Self::Number,
            TokenKind::Word => Self::of_word(text),
            _ => Self::Other,
        }
    }

    fn of_word(text: &str) -> Self {
        // Nearly all words.
        if text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Self::Lower;
        }
        let core = phrase::ARABIC_ARTICLE
            .iter()
            .find_map(|article| text.strip_prefix(article))
            .filter(|rest| rest.starts_with(char::is_uppercase))
            .unwrap_or(text);
        let (mut upper, mut lower) = (0, 0);
        for letter in core.chars().filter(|c| c.is_alphabetic()) {
            upper += usize::from(letter.is_uppercase());
            lower += usize::from(letter.is_lowercase());
        }
        match (core.starts_with(char::is_uppercase), upper, lower) {
            (true, 1, _) => Self::Capital,
            (true, _, 0) => Self::Upper,
            // "MPs", "CEOs", "U.S.A.s"
            (true, _, 1) if core.ends_with('s') && upper > 1 => Self::Upper,
            (true, _, _) => Self::Capital,
            (false, 0, _) => Self::Lower,
            _ => Self::Mixed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_by_their_capitals() {
        for (word, shape) in [
            ("house", Shape::Lower),
            ("House", Shape::Capital),
            ("al-Qaeda", Shape::Capital),
            ("al-qaeda", Shape::Lower),
            ("McDonald", Shape::Capital),
            ("NATO", Shape::Upper),
            ("U.S.", Shape::Upper),
            ("MPs", Shape::Upper),
            ("iPhone", Shape::Mixed),
            ("I", Shape::Capital),
            ("Ünlü", Shape::Capital),
        ] {
            assert_eq!(Shape::of(word, TokenKind::Word), shape, "{word}");
        }
        assert_eq!(Shape::of("1,200", TokenKind::Number), Shape::Number);
        assert_eq!(Shape::of("“", TokenKind::QuoteMark), Shape::Other);
    }
}
