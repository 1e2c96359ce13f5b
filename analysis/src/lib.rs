//! The result of an analysis by Newsglass, as every face hands it out, with the options and errors that go with it.
//!
//! These types are the public contract: field names, order and meaning are stable within one [`SCHEMA_VERSION`]. Keys are
//! snake_case, absent values are `null`, lists are never null. `www/element/types.d.ts` is generated from them by a test.
//!
//! This crate computes nothing and knows no rule of language: a front end needs it and not the engine. The crate `newsglass` makes
//! the results and re-exports everything here.
//!
//! In the engine every offset is a byte of [`Analysis::text`]; [`Analysis::convert_offsets`] changes the unit once, on the way out.
//!
//! ```
//! use newsglass_analysis::{OffsetMap, OffsetUnit, Span};
//!
//! let text = "Zoë left";
//! let left = Span::new(5, 9);
//! assert_eq!(left.of(text), "left");
//! assert_eq!(OffsetMap::new(text, OffsetUnit::Char).convert(left.start), 4);
//! ```

// Tests state exact bytes; slicing there is meant to fail loudly.
#![cfg_attr(test, allow(clippy::string_slice))]

mod error;
mod foreign;
mod found_by;
mod message;
mod number;
mod offsets;
mod options;
mod reason;
mod result;
mod span;
#[cfg(test)]
mod typescript;

pub use error::{Error, ErrorCode};
pub use foreign::{language_name, not_english};
pub use found_by::{quote_rule, quote_rules};
pub use message::fill_places;
pub use number::round4;
pub use offsets::{OffsetMap, OffsetUnit};
pub use options::{BlockChoice, Date, Feature, Input, Lexicon, LexiconEntry, Options, days_in_month, web_address};
pub use reason::{Reason, Standing, Why};
pub use result::{
    Analysis, Article, Block, BlockKind, Cue, Entity, EntityId, EntityType, Evidence, Label, Language, Link, Mention,
    MentionKind, Published, Quote, QuoteKind, SCHEMA_VERSION, Sentence, Sentiment, Speaker, SpokenTo, Text,
    TitleCandidate, Value, Voice, Warning, WarningCode,
};
pub use span::Span;

/// The largest input that is analysed, in bytes of UTF-8.
pub const MAX_INPUT_BYTES: usize = 10_000_000;
