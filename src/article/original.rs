//! The way from what was read back to what was pasted.

use crate::analysis::{Analysis, Block};
use crate::text::Span;

/// A stretch that was read as something else; offsets are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where what was read in its place stands in the text that was read; empty for what was passed over.
    pub(super) read: Span,
    /// Where it stands in the original.
    pub(super) original: Span,
}

/// A text as it was pasted or found in a page, and where it differs from the one that was read.
#[derive(Debug)]
pub(crate) struct Original {
    text: String,
    /// In the order of both texts.
    pieces: Vec<Piece>,
}

impl Original {
    /// `pieces` in the order of both texts; between them the two are equal.
    pub(super) fn new(text: String, pieces: Vec<Piece>) -> Self {
        Self { text, pieces }
    }

    /// As it was.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Where a stretch of what was read stands, without what was passed over at its ends.
    fn span(&self, read: Span) -> Span {
        let start = match self.before(|piece| piece.read.start <= read.start) {
            None => read.start,
            Some(piece) if read.start < piece.read.end => piece.original.start,
            Some(piece) => piece.original.end + (read.start - piece.read.end),
        };
        let end = match self.before(|piece| piece.read.start < read.end) {
            None => read.end,
            Some(piece) => piece.original.end + read.end.saturating_sub(piece.read.end),
        };
        Span::new(start, end)
    }

    /// The last of the pieces for which `holds`, which it does for the first ones.
    fn before(&self, holds: impl Fn(&Piece) -> bool) -> Option<&Piece> {
        self.pieces.partition_point(holds).checked_sub(1).and_then(|last| self.pieces.get(last))
    }

    /// Where a stretch of the original stands in what was read.
    pub(super) fn where_read(&self, original: Span) -> Span {
        let place = |at: usize| match self.before(|piece| piece.original.start < at) {
            None => at,
            Some(piece) => piece.read.end + at.saturating_sub(piece.original.end),
        };
        Span::new(place(original.start), place(original.end))
    }

    /// Where blocks stand. They hold all of the text but white space, so what was passed over between two is part of the one whose line
    /// it stands on.
    pub(super) fn blocks(&self, blocks: &[Block]) -> Vec<Span> {
        let mut spans: Vec<Span> = blocks.iter().map(|block| self.span(block.span())).collect();
        let mut from = 0;
        let mut last: Option<&mut Span> = None;
        for span in &mut spans {
            let gap = Span::new(from, span.start).of(&self.text);
            let shares = if last.is_some() { Shares::between(gap) } else { Shares::at_start(gap) };
            if let Some(last) = last {
                last.end += shares.before;
            }
            from = span.end;
            span.start -= shares.after;
            last = Some(span);
        }
        if let Some(last) = last {
            last.end += Shares::at_end(Span::new(from, self.text.len()).of(&self.text)).before;
        }
        spans
    }

    /// Makes the result of what was read one of the original.
    pub(crate) fn restore(self, analysis: &mut Analysis) {
        let spans = self.blocks(&analysis.article.blocks);
        let mut blocks = std::mem::take(&mut analysis.article.blocks);
        analysis.visit_offsets(&mut |start, end| {
            let span = self.span(Span::new(*start, *end));
            (*start, *end) = (span.start, span.end);
        });
        for (block, span) in blocks.iter_mut().zip(spans) {
            (block.start, block.end) = (span.start, span.end);
        }
        analysis.article.blocks = blocks;
        analysis.visit_words(&mut |span, words| {
            let original = span.of(&self.text);
            if words != original {
                original.clone_into(words);
            }
        });
        analysis.text = self.text;
    }
}

/// How many bytes of a gap between two blocks belong to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shares {
    /// To the one before the gap.
    before: usize,
    /// To the one after it.
    after: usize,
}

impl Shares {
    /// Of a gap before the first block.
    fn at_start(gap: &str) -> Self {
        Self { before: 0, after: gap.trim_start().len() }
    }

    /// Of a gap between two: up to its first line end, and from its last one on.
    fn between(gap: &str) -> Self {
        let first = gap.find(['\n', '\r']).unwrap_or(gap.len());
        let last = gap.rfind(['\n', '\r']).unwrap_or(gap.len());
        let (head, tail) = (gap.get(..first).unwrap_or(""), gap.get(last..).unwrap_or(""));
        Self { before: head.trim_end().len(), after: tail.trim_start().len() }
    }

    /// Of a gap after the last block.
    fn at_end(gap: &str) -> Self {
        Self { before: gap.trim_end().len(), after: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original() -> Original {
        // "a" passed over, "bc" read as "x": "a1bc2" is read as "1x2".
        let piece = |read, original| Piece { read, original };
        Original::new(
            "a1bc2".to_owned(),
            vec![piece(Span::new(0, 0), Span::new(0, 1)), piece(Span::new(1, 2), Span::new(2, 4))],
        )
    }

    #[test]
    fn a_span_covers_the_pieces_that_it_was_read_from() {
        let original = original();
        let words = |start, end| original.span(Span::new(start, end)).of(original.text());
        assert_eq!([words(0, 1), words(0, 3), words(1, 2), words(2, 3), words(0, 2)], ["1", "1bc2", "bc", "2", "1bc"]);
        assert!(original.span(Span::new(1, 1)).is_empty());
    }

    #[test]
    fn and_the_other_way() {
        let original = original();
        assert_eq!(original.where_read(Span::new(0, 5)), Span::new(0, 3));
        assert_eq!(original.where_read(Span::new(1, 4)), Span::new(0, 2));
    }

    #[test]
    fn what_was_passed_over_between_blocks_belongs_to_its_line() {
        let shares = |before, after| Shares { before, after };
        assert_eq!(Shares::between("\u{200b}\n\n"), shares(3, 0));
        assert_eq!(Shares::between("\n\n\u{feff}"), shares(0, 3));
        assert_eq!(Shares::between("&nbsp; \n \u{feff} "), shares(6, 4));
        assert_eq!(Shares::between(" \n "), shares(0, 0));
        assert_eq!(Shares::at_start("\u{feff}"), shares(0, 3));
        assert_eq!(Shares::at_end(" &nbsp;\n"), shares(7, 0));
    }
}
