//! The reader: a small encoder that gives each piece of a word a state, which tells what the word means where it stands.
//!
//! ```text
//! text -> pieces -> windows -> encoder (kernels, numbers) -> states
//! ```
//! It knows a text and nothing of articles, names or rooms.

mod pieces;
pub(crate) mod training;

pub use pieces::{Gap, Piece, WordShape};
