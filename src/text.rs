//! The text under analysis: spans and their units, blocks, sentences, tokens.
//!
//! ```text
//! text -> blocks (made by `article`) -> tokens -> sentences
//! ```
//! Everything here refers to the text by [`Span`]s in bytes; nothing is copied or repaired.

#[cfg(feature = "engine")]
mod abbreviations;
#[cfg(feature = "engine")]
#[cfg(test)]
pub(crate) mod cases;
#[cfg(feature = "engine")]
mod characters;
#[cfg(feature = "engine")]
mod cursor;
#[cfg(feature = "engine")]
mod document;
#[cfg(feature = "engine")]
#[cfg(test)]
mod goldens;
mod offsets;
#[cfg(feature = "engine")]
mod sentences;
#[cfg(feature = "engine")]
mod shape;
mod span;
#[cfg(feature = "engine")]
mod tokens;

#[cfg(feature = "engine")]
#[allow(unused_imports, reason = "for the rooms to the right")]
pub(crate) use characters::{QuoteSide, quote_side};
#[cfg(feature = "engine")]
#[allow(unused_imports, reason = "the rooms move to it one after the other")]
pub(crate) use cursor::{Cursor, TokenId};
#[cfg(feature = "engine")]
pub(crate) use document::{Document, SentenceSpan};
pub(crate) use offsets::OffsetMap;
#[cfg(feature = "engine")]
pub(crate) use shape::Shape;
pub use span::Span;
#[cfg(feature = "engine")]
#[allow(unused_imports, reason = "for the rooms to the right")]
pub(crate) use tokens::hyphen_parts;
#[cfg(feature = "engine")]
pub(crate) use tokens::{Token, TokenKind, is_ticker};
