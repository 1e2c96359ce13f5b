//! The text under analysis: spans and their units, blocks, sentences, tokens.
//!
//! ```text
//! text -> blocks (made by `article`) -> tokens -> sentences
//! ```
//! Everything here refers to the text by [`Span`]s in bytes; nothing is copied or repaired.

mod abbreviations;
#[cfg(test)]
pub(crate) mod cases;
mod characters;
mod cursor;
mod document;
#[cfg(test)]
mod goldens;
mod sentences;
mod token;
mod tokens;

pub(crate) use characters::{is_blank, is_invisible};
pub(crate) use cursor::Cursor;
pub(crate) use document::{Document, SentenceSpan};
pub(crate) use newsglass_analysis::{OffsetMap, Span};
pub(crate) use token::{Shape, Token, TokenKind};
pub(crate) use tokens::is_ticker;
