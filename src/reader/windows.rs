//! Windows: the stretches of a text that the encoder sees at once.
//!
//! A window takes at most [`WINDOW`] pieces with the two special ones at its ends. It is asked for the states of its core; up to
//! [`LEFT`] pieces before the core and up to [`RIGHT`] after it are there so that its edges are read in their context. Cores follow one
//! another, so that every piece is in exactly one. A core ends where the last paragraph ends that fits, else after the last mark that
//! ends a sentence, else before the last word that fits.
//!
//! Exactly: with `left = min(LEFT, start)` and `room = WINDOW - 2 - left`, the core that begins at piece `start` takes all that is left
//! where that is not more than `room`. Otherwise it ends at the largest `end` in `start + 1 ..= start + room - RIGHT` whose piece has
//! [`Gap::Line`]; where none has, whose piece follows one that ends a sentence and begins a word; where none does, whose piece begins a
//! word; where none does, at the largest of all.

use std::ops::Range;

use super::pieces::{Gap, Piece};

/// Pieces of a window, the two special ones among them.
pub(super) const WINDOW: usize = 256;
/// Pieces of context before a core.
const LEFT: usize = 48;
/// Pieces of context after a core.
const RIGHT: usize = 24;

/// A window, by the indexes of its pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// What the encoder sees.
    pub(super) seen: Range<usize>,
    /// Whose states are taken.
    pub(super) core: Range<usize>,
}

/// The windows of a text.
pub(super) fn windows(pieces: &[Piece]) -> impl Iterator<Item = Window> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let left = start.min(LEFT);
        let room = WINDOW - 2 - left;
        let rest = pieces.get(start..).filter(|rest| !rest.is_empty())?;
        let end = if rest.len() <= room { pieces.len() } else { start + cut(rest, room - RIGHT) };
        let window = Window { seen: start - left..pieces.len().min(end + RIGHT), core: start..end };
        start = end;
        Some(window)
    })
}

/// How many of the pieces a core takes, at most `most` and at least one.
fn cut(pieces: &[Piece], most: usize) -> usize {
    let last = |fits: &dyn Fn(&Piece, &Piece) -> bool| {
        let ends = pieces.iter().zip(pieces.iter().skip(1)).take(most);
        ends.enumerate().filter(|(_, (before, after))| fits(before, after)).map(|(at, _)| at + 1).last()
    };
    last(&|_, after| after.gap == Gap::Line)
        .or_else(|| last(&|before, after| before.ends_sentence && after.begins))
        .or_else(|| last(&|_, after| after.begins))
        .unwrap_or(most)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;
    use crate::reader::pieces::WordShape;
    use crate::text::Span;

    /// Pieces of a letter each: `|` begins a paragraph, `.` ends a sentence, `#` continues a word, anything else is a word.
    fn pieces(marks: &[u8]) -> Vec<Piece> {
        let gap = |mark: u8| match mark {
            b'|' => Gap::Line,
            b'.' | b'#' => Gap::None,
            _ => Gap::Blank,
        };
        let piece = |(at, &mark): (usize, &u8)| Piece {
            id: 0,
            span: Span::new(at, at + 1),
            shape: WordShape::Small,
            gap: gap(mark),
            begins: mark != b'#',
            ends_sentence: mark == b'.',
        };
        marks.iter().enumerate().map(piece).collect()
    }

    fn cores(marks: &str) -> Vec<usize> {
        windows(&pieces(marks.as_bytes())).map(|window| window.core.end).collect()
    }

    #[test]
    fn a_short_text_is_one_window() {
        assert_eq!(cores(""), [0; 0]);
        assert_eq!(cores("|a"), [2]);
        assert_eq!(cores(&"a".repeat(254)), [254]);
        assert_eq!(windows(&pieces(b"|a")).collect::<Vec<_>>(), [Window { seen: 0..2, core: 0..2 }]);
    }

    #[test]
    fn whole_paragraphs_stay_together() {
        let paragraph = format!("|{}.", "a".repeat(98));
        assert_eq!(cores(&paragraph.repeat(5)), [200, 300, 500]);
        let seen: Vec<_> = windows(&pieces(paragraph.repeat(5).as_bytes())).map(|window| window.seen).collect();
        assert_eq!(seen, [0..224, 152..324, 252..500]);
    }

    #[test]
    fn a_long_paragraph_is_cut_at_a_sentence_or_at_a_word() {
        assert_eq!(cores(&format!("|{}.{}", "a".repeat(150), "a".repeat(180))), [152, 332]);
        assert_eq!(cores(&format!("|{}", "a".repeat(299))), [230, 300]);
        assert_eq!(cores(&format!("|{}a{}", "a".repeat(220), "#".repeat(60))), [221, 282]);
        assert_eq!(cores(&format!("|{}", "#".repeat(299))), [230, 300]);
    }

    proptest! {
        #[test]
        fn every_piece_is_in_one_core_and_all_fit(marks in vec(prop::sample::select(b"aaaaa|.##".to_vec()), 0..1500)) {
            let pieces = pieces(&marks);
            let mut end = 0;
            for Window { seen, core } in windows(&pieces) {
                prop_assert_eq!(core.start, end);
                prop_assert!(core.end > core.start && seen.len() + 2 <= WINDOW);
                prop_assert_eq!(seen.start, core.start.saturating_sub(LEFT));
                prop_assert_eq!(seen.end, pieces.len().min(core.end + RIGHT));
                end = core.end;
            }
            prop_assert_eq!(end, pieces.len());
        }
    }
}
