//! A token: what it is, how it is written, what the lexicon knows of it.

use std::borrow::Cow;

use super::Span;
use crate::lexicon::{self, Classes, Lexeme, phrase};

/// A word, a number, a mark: the smallest thing the rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Exact: the token's text is `span.of(text)`.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: TokenKind,
    /// How it uses capitals.
    pub(crate) shape: Shape,
    /// What the lexicon knows of it as it is written.
    pub(crate) lexeme: Lexeme,
    /// The same of its lower case with a straight apostrophe.
    pub(crate) folded: Lexeme,
}

impl Token {
    /// What stands beyond the first and the last token.
    pub(crate) const EDGE: Self = Self {
        span: Span { start: 0, end: 0 },
        kind: TokenKind::Edge,
        shape: Shape::Other,
        lexeme: Lexeme::NONE,
        folded: Lexeme::NONE,
    };

    /// The token that a stretch of `text` is.
    pub(super) fn new(text: &str, span: Span, kind: TokenKind) -> Self {
        let written = span.of(text);
        let lexeme = lexicon::lexeme(written);
        let folded = match lexicon::fold(written) {
            Cow::Borrowed(_) => lexeme,
            Cow::Owned(folded) => lexicon::lexeme(&folded),
        };
        Self { span, kind, shape: Shape::of(written, kind), lexeme, folded }
    }

    /// The piece of it that `span` is; itself when it is the whole.
    pub(crate) fn part(&self, text: &str, span: Span) -> Self {
        if span == self.span { *self } else { Self::new(text, span, self.kind) }
    }

    /// Whether its lower case is in any of the classes.
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.folded.is(classes)
    }

    /// Whether it is in any of the classes as it is written.
    pub(crate) fn is_written(&self, classes: Classes) -> bool {
        self.lexeme.is(classes)
    }
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and points: "al-Qaeda", "O'Brien", "U.S.", "Gen.", "Amazon.com".
    Word,
    /// Digits with their separators and unit: "1,200", "3.5", "2023", "20th", "5pm".
    Number,
    /// What is written onto a word without being part of it: "'s", "n't", "'re", the "’" of "voters’".
    Clitic,
    /// A quotation mark of any script; "``", "''" are one mark.
    QuoteMark,
    /// Any other mark: "," "." "(" "–"; runs of one mark ("...", "--") are one token.
    Punctuation,
    /// Currency signs, per cent, mathematical signs.
    Symbol,
    /// A web address.
    Url,
    /// A mail address.
    Email,
    /// "@name" or "#topic".
    Handle,
    /// A pictograph with all its joiners, or one made of marks: ":-)".
    Emoji,
    /// No token: what stands beyond the ends of the text, see [`Token::EDGE`].
    Edge,
}

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
