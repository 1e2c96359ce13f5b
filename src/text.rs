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
mod shape;
mod tokens;

#[allow(unused_imports, reason = "for the rooms to the right")]
pub(crate) use characters::{QuoteSide, quote_side};
#[allow(unused_imports, reason = "the rooms move to it one after the other")]
pub(crate) use cursor::{Cursor, TokenId};
pub(crate) use document::{Document, SentenceSpan};
pub(crate) use newsglass_analysis::{OffsetMap, Span};
pub(crate) use shape::Shape;
#[allow(unused_imports, reason = "for the rooms to the right")]
pub(crate) use tokens::hyphen_parts;
pub(crate) use tokens::{Token, TokenKind, is_ticker};
