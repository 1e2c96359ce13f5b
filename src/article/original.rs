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
    pub(super) fn read(&self, original: Span) -> Span {
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
            let gap = Span::new(from, span.start);
            let (ends, starts) = parted(gap.of(&self.text), last.is_some(), true);
            if let Some(last) = last {
                last.end += ends;
            }
            span.start -= starts;
            from = span.end;
            last = Some(span);
        }
        if let Some(last) = last {
            last.end += parted(Span::new(from, self.text.len()).of(&self.text), true, false).0;
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

/// How many bytes of a gap between two blocks belong to the one before it, and how many to the one after it: with the white space within,
/// up to the first line end and from the last one on. `before`, `after`: whether there are such blocks.
fn parted(gap: &str, before: bool, after: bool) -> (usize, usize) {
    if gap.trim().is_empty() {
        return (0, 0);
    }
    let (first, last) = match (before, after) {
        (true, true) => {
            let first = gap.find(['\n', '\r']).unwrap_or(gap.len());
            (first, gap.rfind(['\n', '\r']).map_or(gap.len(), |last| last.max(first)))
        }
        (true, false) => (gap.len(), gap.len()),
        _ => (0, 0),
    };
    let head = gap.get(..first).unwrap_or("");
    let tail = gap.get(last..).unwrap_or("");
    let ends = if head.trim().is_empty() { 0 } else { head.trim_end().len() };
    let starts = if tail.trim().is_empty() { 0 } else { tail.trim_start().len() };
    (ends, starts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original() -> Original {
        // "a" passed over, "bc" read as "x": "a1bc2" is read as "1x2".
        let piece = |read: (usize, usize), original: (usize, usize)| Piece {
            read: Span::new(read.0, read.1),
            original: Span::new(original.0, original.1),
        };
        Original::new("a1bc2".to_owned(), vec![piece((0, 0), (0, 1)), piece((1, 2), (2, 4))])
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
        assert_eq!(original.read(Span::new(0, 5)), Span::new(0, 3));
        assert_eq!(original.read(Span::new(1, 4)), Span::new(0, 2));
    }

    #[test]
    fn what_was_passed_over_between_blocks_belongs_to_its_line() {
        assert_eq!(parted("\u{200b}\n\n", true, true), (3, 0));
        assert_eq!(parted("\n\n\u{feff}", true, true), (0, 3));
        assert_eq!(parted("&nbsp; \n \u{feff} ", true, true), (6, 4));
        assert_eq!(parted(" \n ", true, true), (0, 0));
        assert_eq!(parted("\u{feff}", false, true), (0, 3));
        assert_eq!(parted(" &nbsp;\n", true, false), (7, 0));
    }
}
