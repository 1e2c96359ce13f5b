//! The segmented text that every later room reads.

use std::ops::Range;

use super::sentences;
use super::tokens::{Token, tokenize};
use crate::analysis::Block;
use crate::text::Span;

/// A text with its blocks, sentences and tokens. Blocks set aside as boilerplate have no sentences and no tokens.
pub(crate) struct Document<'t> {
    /// The whole text.
    pub(crate) text: &'t str,
    /// In text order; offsets are bytes.
    pub(crate) blocks: &'t [Block],
    /// In text order, of every block but boilerplate: title, byline and captions too.
    pub(crate) sentences: Vec<SentenceSpan>,
    /// In text order; each belongs to exactly one sentence.
    pub(crate) tokens: Vec<Token>,
}

/// A sentence and its tokens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SentenceSpan {
    /// Without white space at its ends.
    pub(crate) span: Span,
    /// Index into [`Document::blocks`].
    pub(crate) block: usize,
    /// Indexes into [`Document::tokens`].
    pub(crate) tokens: Range<usize>,
    /// Its index among the sentences of the body, which are those of the result; `None` in titles, captions and the like.
    pub(crate) body_index: Option<usize>,
}

impl<'t> Document<'t> {
    /// Segments `text`, which `blocks` divide.
    pub(crate) fn new(text: &'t str, blocks: &'t [Block]) -> Self {
        let mut document = Self { text, blocks, sentences: Vec::new(), tokens: Vec::new() };
        let mut body_sentences = 0;
        for (index, block) in blocks.iter().enumerate() {
            if block.kind == crate::BlockKind::Boilerplate {
                continue;
            }
            for span in sentences::split(text, block.span()) {
                let first = document.tokens.len();
                tokenize(text, span, &mut document.tokens);
                let body_index = block.kind.is_body().then_some(body_sentences);
                body_sentences += usize::from(body_index.is_some());
                document.sentences.push(SentenceSpan {
                    span,
                    block: index,
                    tokens: first..document.tokens.len(),
                    body_index,
                });
            }
        }
        document
    }

    /// The words of a span.
    pub(crate) fn str(&self, span: Span) -> &'t str {
        span.of(self.text)
    }

    /// The tokens of a sentence.
    pub(crate) fn tokens_of(&self, sentence: &SentenceSpan) -> &[Token] {
        self.tokens.get(sentence.tokens.clone()).unwrap_or_default()
    }

    /// The index into [`Document::sentences`] of the sentence that holds the byte `position`.
    pub(crate) fn sentence_at(&self, position: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.end <= position);
        self.sentences.get(index).filter(|sentence| sentence.span.start <= position).map(|_| index)
    }
}
