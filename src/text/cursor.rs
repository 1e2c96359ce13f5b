//! A place among the tokens that cannot fall off their ends.

use std::ops::Range;

use super::document::{Document, SentenceSpan};
use super::token::{Token, TokenKind};
use crate::lexicon::Lexeme;

/// The number of a token in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TokenId(usize);

impl TokenId {
    /// The number as an index into [`Document::tokens`].
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// A token and its neighbours. Steps beyond the first and the last token lead to [`Token::EDGE`] and stay there, so that a rule asks
/// for what stands two words before without asking first whether there are two words.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'d, 't> {
    document: &'d Document<'t>,
    /// The tokens that it walks among: all, or those of a sentence.
    range: (usize, usize),
    /// One more than the index of the token: the start of the range stands before its first one.
    at: usize,
}

impl<'d, 't> Cursor<'d, 't> {
    /// At a token; beyond the last one when the index is.
    pub(crate) fn new(document: &'d Document<'t>, index: usize) -> Self {
        Self::within(document, 0..document.tokens.len(), index)
    }

    /// At a token among those of a range, such as a sentence's: for this cursor there are no others. An index before the range is its
    /// first one, an index after it stands beyond its last one.
    pub(crate) fn within(document: &'d Document<'t>, range: Range<usize>, index: usize) -> Self {
        let end = range.end.min(document.tokens.len()).max(range.start);
        Self { document, range: (range.start, end), at: index.clamp(range.start, end) + 1 }
    }

    /// The token, [`Token::EDGE`] beyond the ends.
    pub(crate) fn token(self) -> &'d Token {
        static EDGE: Token = Token::EDGE;
        self.id().and_then(|id| self.document.tokens.get(id.index())).unwrap_or(&EDGE)
    }

    /// Its number; `None` beyond the ends.
    pub(crate) fn id(self) -> Option<TokenId> {
        let (start, end) = self.range;
        (start < self.at && self.at <= end).then(|| TokenId(self.at - 1))
    }

    /// So many tokens on.
    #[must_use]
    pub(crate) fn ahead(self, count: usize) -> Self {
        Self { at: self.at.saturating_add(count).min(self.range.1 + 1), ..self }
    }

    /// So many tokens back.
    #[must_use]
    pub(crate) fn back(self, count: usize) -> Self {
        Self { at: self.at.saturating_sub(count).max(self.range.0), ..self }
    }

    /// As it is written; "" beyond the ends.
    pub(crate) fn str(self) -> &'t str {
        let token = self.token();
        if token.kind == TokenKind::Edge { "" } else { self.document.str(token.span) }
    }

    /// What it is.
    pub(crate) fn kind(self) -> TokenKind {
        self.token().kind
    }

    /// What the lexicon knows of it in lower case.
    pub(crate) fn folded(self) -> Lexeme {
        self.token().folded
    }

    /// What the lexicon knows of it as it is written.
    pub(crate) fn lexeme(self) -> Lexeme {
        self.token().lexeme
    }

    /// Whether it begins with a capital.
    pub(crate) fn is_capitalised(self) -> bool {
        self.str().starts_with(char::is_uppercase)
    }
}

/// Ways into the tokens.
impl<'t> Document<'t> {
    /// A cursor at the token with that index.
    pub(crate) fn at(&self, index: usize) -> Cursor<'_, 't> {
        Cursor::new(self, index)
    }

    /// A cursor at the token with that index, for which there are no tokens but those of a sentence.
    pub(crate) fn within(&self, sentence: &SentenceSpan, index: usize) -> Cursor<'_, 't> {
        Cursor::within(self, sentence.tokens.clone(), index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Block, BlockKind};
    use crate::lexicon::{class, word};

    #[test]
    fn a_cursor_stops_at_the_ends() {
        let text = "The mayor said";
        let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }];
        let document = Document::new(text, &blocks);
        let said = document.at(2);
        assert_eq!((said.str(), said.id().map(TokenId::index)), ("said", Some(2)));
        assert!(said.back(2).token().is(class::DETERMINER) && !said.back(2).token().is_written(class::DETERMINER));
        assert_eq!(said.back(2).folded(), word::THE);
        for beyond in [said.back(3), said.back(30), said.ahead(1), said.ahead(usize::MAX), document.at(99)] {
            assert_eq!((beyond.str(), beyond.kind(), beyond.id()), ("", TokenKind::Edge, None));
            assert!(!beyond.token().is(class::DETERMINER) && !beyond.is_capitalised());
        }
        assert_eq!(said.ahead(1).back(1).str(), "said");
        assert_eq!(said.back(9).ahead(1).lexeme(), Lexeme::NONE.max(document.at(0).lexeme()));
    }

    #[test]
    fn a_cursor_within_a_sentence_sees_no_other() {
        let text = "She left. The mayor said so. We know.";
        let blocks = [Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }];
        let document = Document::new(text, &blocks);
        let the = document.within(&document.sentences[1], document.token_from(10));
        assert_eq!((the.str(), the.back(1).kind(), the.back(9).ahead(1).str()), ("The", TokenKind::Edge, "The"));
        assert_eq!((the.ahead(4).str(), the.ahead(5).kind(), the.ahead(9).back(1).str()), (".", TokenKind::Edge, "."));
        assert_eq!(document.within(&document.sentences[1], 0).str(), "The");
        assert_eq!(document.within(&document.sentences[1], 99).back(1).str(), ".");
        assert_eq!((document.token_from(0), document.token_from(1), document.token_from(99)), (0, 1, 11));
    }
}
