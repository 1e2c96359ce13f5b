//! The segmented text that every later room reads.

use std::ops::Range;

use super::token::Token;
use super::tokens::tokenize;
use super::{Span, sentences};
use crate::analysis::Block;
use crate::rules::Rules;

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
    /// The hand-made rules that hold.
    pub(crate) rules: &'t Rules,
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
    /// Segments `text`, which `blocks` divide; all rules hold.
    pub(crate) fn new(text: &'t str, blocks: &'t [Block]) -> Self {
        static ALL: Rules = Rules::ALL;
        Self::with_rules(text, blocks, &ALL)
    }

    /// Segments `text`, which `blocks` divide.
    pub(crate) fn with_rules(text: &'t str, blocks: &'t [Block], rules: &'t Rules) -> Self {
        let mut document = Self { text, blocks, sentences: Vec::new(), tokens: Vec::new(), rules };
        let mut body_sentences = 0;
        for (index, block) in blocks.iter().enumerate() {
            if block.kind == crate::BlockKind::Boilerplate {
                continue;
            }
            let first = document.tokens.len();
            tokenize(text, block.span(), &mut document.tokens);
            let tokens = document.tokens.get(first..).unwrap_or_default();
            for range in sentences::split(text, block.span(), tokens) {
                let inside = tokens.get(range.clone()).unwrap_or_default();
                let (Some(start), Some(end)) = (inside.first(), inside.last()) else { continue };
                let body_index = block.kind.is_body().then_some(body_sentences);
                body_sentences += usize::from(body_index.is_some());
                document.sentences.push(SentenceSpan {
                    span: start.span.cover(end.span),
                    block: index,
                    tokens: first + range.start..first + range.end,
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

    /// The index of the first token that begins at a byte or after it; one beyond the last where none does.
    pub(crate) fn token_from(&self, position: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < position)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OffsetUnit;
    use crate::analysis::BlockKind;
    use crate::text::OffsetMap;
    use crate::text::characters::is_blank;
    use proptest::prelude::*;

    fn whole(text: &str) -> Vec<Block> {
        vec![Block { start: 0, end: text.len(), kind: BlockKind::Paragraph, reason: None }]
    }

    /// Text that looks like what breaks segmenters, and text that looks like nothing.
    fn any_text() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[A-Za-z]{1,8}",
            "[.!?…,;:]{1,3}",
            "[\"'“”‘’`«»()\\[\\]]{1,2}",
            "[0-9.,:/$%€-]{1,6}",
            prop::sample::select(vec![
                " ",
                " ",
                " ",
                "\n",
                "\n\n",
                "\u{a0}",
                "\u{200b}",
                "\u{feff}",
                "\u{ad}",
                "U.S.",
                "Gen.",
                "a.m.",
                "n't",
                "’s",
                "J.",
                "www.a.com/",
                "http://",
                "a@b.com",
                "@a",
                "#b",
                ". . .",
                "👩🏽‍⚖️",
                "🇵🇰",
                "e\u{301}",
                "1️⃣",
                "中文。",
                "ไทย",
                "ൎ",
                "\u{a0}",
                "यह।",
                "\u{0}",
                "-",
                "--",
                "No.",
            ])
            .prop_map(str::to_owned),
            any::<char>().prop_map(String::from),
            "\\PC{0,4}",
        ];
        prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn tokens_hold_each_visible_character_once(text in any_text()) {
            let blocks = whole(&text);
            let document = Document::new(&text, &blocks);
            let mut last = 0;
            for token in &document.tokens {
                prop_assert!(!token.span.is_empty() && text.get(token.span.start..token.span.end).is_some());
                prop_assert!(token.span.start >= last);
                prop_assert!(text[last..token.span.start].chars().all(is_blank), "lost {:?}", &text[last..token.span.start]);
                prop_assert!(!token.span.of(&text).contains(char::is_whitespace));
                last = token.span.end;
            }
            prop_assert!(text[last..].chars().all(is_blank));
        }

        #[test]
        fn sentences_hold_each_token_once(text in any_text()) {
            let blocks = whole(&text);
            let document = Document::new(&text, &blocks);
            let mut next = 0;
            for sentence in &document.sentences {
                prop_assert_eq!(sentence.tokens.start, next);
                prop_assert!(!sentence.tokens.is_empty());
                next = sentence.tokens.end;
                let tokens = document.tokens_of(sentence);
                prop_assert_eq!(sentence.span, tokens[0].span.cover(tokens[tokens.len() - 1].span));
                prop_assert_eq!(sentence.span, sentence.span.trim(&text));
            }
            prop_assert_eq!(next, document.tokens.len());
        }

        #[test]
        fn spans_can_be_counted_in_every_unit(text in any_text()) {
            let blocks = whole(&text);
            let document = Document::new(&text, &blocks);
            let utf16: Vec<u16> = text.encode_utf16().collect();
            let scalars: Vec<char> = text.chars().collect();
            let (to_utf16, to_char) = (OffsetMap::new(&text, OffsetUnit::Utf16), OffsetMap::new(&text, OffsetUnit::Char));
            for token in &document.tokens {
                let word = token.span.of(&text);
                let (start, end) = (token.span.start, token.span.end);
                prop_assert_eq!(String::from_utf16(&utf16[to_utf16.convert(start)..to_utf16.convert(end)]).unwrap(), word);
                prop_assert_eq!(scalars[to_char.convert(start)..to_char.convert(end)].iter().collect::<String>(), word);
            }
        }

        #[test]
        fn is_a_pure_function(text in any_text()) {
            let blocks = whole(&text);
            let (one, other) = (Document::new(&text, &blocks), Document::new(&text, &blocks));
            prop_assert_eq!(one.tokens, other.tokens);
            prop_assert_eq!(one.sentences, other.sentences);
        }
    }
}
