//! Sentences into tokens.

use super::Span;

/// A word, a number, a mark: the smallest thing the rules look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Exact: the token's text is `span.of(text)`.
    pub(crate) span: Span,
    /// What it is.
    pub(crate) kind: TokenKind,
}

/// The kinds of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and points: "al-Qaeda", "O'Brien", "U.S.", "Gen.".
    Word,
    /// Digits with their separators: "1,200", "3.5", "2023", "20th".
    Number,
    /// What is written onto a word without being part of it: "'s", "n't", "'re".
    Clitic,
    /// A quotation mark of any script.
    QuoteMark,
    /// Any other mark: "," "." "(" "–".
    Punctuation,
    /// Currency signs, per cent, mathematical signs.
    Symbol,
    /// A web address.
    Url,
    /// A mail address.
    Email,
    /// "@name" or "#topic".
    Handle,
    /// A pictograph with all its joiners.
    Emoji,
}

/// Appends the tokens of one sentence.
pub(crate) fn tokenize(text: &str, sentence: Span, into: &mut Vec<Token>) {
    use unicode_segmentation::UnicodeSegmentation;
    for (start, piece) in sentence.of(text).split_word_bound_indices() {
        if piece.trim().is_empty() {
            continue;
        }
        let kind = match piece.chars().next() {
            Some(c) if c.is_alphabetic() => TokenKind::Word,
            Some(c) if c.is_numeric() => TokenKind::Number,
            Some('"' | '\'' | '“' | '”' | '‘' | '’') => TokenKind::QuoteMark,
            _ => TokenKind::Punctuation,
        };
        into.push(Token { span: Span::new(sentence.start + start, sentence.start + start + piece.len()), kind });
    }
}
