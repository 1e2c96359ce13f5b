//! Newsglass reads one news article and says who and what is in it, who says what, and in which tone.
//!
//! This crate is the analysis core: pure Rust, no I/O, no clock, no randomness, no threads. The same input gives the same bytes on
//! every target it compiles to.
//!
//! ```
//! use newsglass::{Analyzer, Options};
//!
//! let analyzer = Analyzer::new();
//! let text = "\"The bridge will reopen on Friday,\" Mayor Lena Ortiz said.";
//! let analysis = analyzer.analyze(text, &Options::default())?;
//! assert_eq!(analysis.text, text);
//! # Ok::<(), newsglass::Error>(())
//! ```
//!
//! Spans are bytes by default ([`OffsetUnit::Utf8`]); ask for another unit with [`Options::offsets`].

// Tests state exact bytes; slicing there is meant to fail loudly.
#![cfg_attr(test, allow(clippy::string_slice))]
// What only the engine calls stands idle without it.
#![cfg_attr(not(feature = "engine"), allow(dead_code))]

mod analysis;
#[cfg(feature = "engine")]
mod analyzer;
#[cfg(feature = "engine")]
mod article;
#[cfg(feature = "engine")]
mod container;
#[cfg(feature = "engine")]
mod coreference;
#[cfg(feature = "engine")]
mod entities;
mod error;
#[cfg(feature = "engine")]
mod export;
#[cfg(feature = "engine")]
mod fingerprint;
#[cfg(feature = "engine")]
mod lexicon;
#[cfg(feature = "engine")]
mod models;
mod options;
#[cfg(feature = "engine")]
mod quotes;
#[cfg(feature = "engine")]
mod rules;
#[cfg(feature = "engine")]
mod sentiment;
#[cfg(feature = "engine")]
mod summary;
#[cfg(feature = "engine")]
mod tagger;
mod text;
#[cfg(feature = "engine")]
#[doc(hidden)]
pub mod training;
#[cfg(feature = "engine")]
mod voices;

pub use analysis::{
    Analysis, Article, Block, BlockKind, Cue, Entity, EntityId, EntityType, Evidence, Label, Language, Link, Mention,
    MentionKind, Published, Quote, QuoteKind, SCHEMA_VERSION, Sentence, Sentiment, Speaker, SpokenTo, Text, Value,
    Voice, Warning, WarningCode,
};
#[cfg(feature = "engine")]
pub use analyzer::Analyzer;
#[cfg(feature = "engine")]
#[doc(hidden)]
pub use article::training as article_training;
pub use error::{Error, ErrorCode};
#[cfg(feature = "engine")]
pub use export::{Export, Format, Table, export};
pub use options::{BlockChoice, Date, Feature, Input, Lexicon, LexiconEntry, OffsetUnit, Options};
pub use text::Span;

/// The largest input that is analysed, in bytes of UTF-8.
pub const MAX_INPUT_BYTES: usize = 10_000_000;
