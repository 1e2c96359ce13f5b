//! Blocks into sentences.

use super::Span;

/// The sentences of one block, in order, without white space at their ends; together they hold all of its words.
pub(crate) fn split(text: &str, block: Span) -> Vec<Span> {
    use unicode_segmentation::UnicodeSegmentation;
    let inside = block.of(text);
    let pieces = inside.split_sentence_bound_indices();
    pieces
        .map(|(start, piece)| Span::new(block.start + start, block.start + start + piece.len()).trim(text))
        .filter(|span| !span.is_empty())
        .collect()
}
