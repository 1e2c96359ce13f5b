//! What the training program needs of the reader.

use super::pieces::Vocabulary;
pub use super::{Gap, Piece, WordShape};

/// The pieces of a text by a vocabulary, given by id, and a table of folded letters. `None` where the vocabulary is not whole.
pub fn pieces(entries: &[&str], letters: &[(char, char)], text: &str) -> Option<Vec<Piece>> {
    Some(Vocabulary::new(entries.to_vec(), letters.to_vec())?.pieces(text))
}
