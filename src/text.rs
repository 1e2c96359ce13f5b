//! The text under analysis: spans and their units, blocks, sentences, tokens.
//!
//! ```text
//! text -> blocks (made by `article`) -> tokens -> sentences
//! ```
//! Everything here refers to the text by [`Span`]s in bytes; nothing is copied or repaired.

mod abbreviations;
mod characters;
#[cfg(test)]
mod conllu;
mod document;
#[cfg(test)]
mod goldens;
mod offsets;
mod sentences;
mod span;
mod tokens;

#[allow(unused_imports, reason = "for the rooms to the right")]
pub(crate) use characters::{QuoteSide, quote_side};
pub(crate) use document::Document;
pub(crate) use offsets::OffsetMap;
pub use span::Span;
#[allow(unused_imports, reason = "for the rooms to the right")]
pub(crate) use tokens::hyphen_parts;
pub(crate) use tokens::{Token, TokenKind};
