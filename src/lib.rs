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

mod analyzer;
mod article;
mod container;
mod coreference;
mod entities;
mod export;
mod fingerprint;
mod hashing;
mod lexicon;
mod models;
mod quotes;
mod ranking;
mod reader;
mod rules;
mod sentiment;
mod summary;
mod tagger;
mod text;
#[doc(hidden)]
pub mod training;
mod voices;

pub use analyzer::Analyzer;
#[doc(hidden)]
pub use article::training as article_training;
pub use export::table::Table;
pub use export::{Export, Format, export};
pub use newsglass_analysis::*;
// The rooms import a type of the result by what it is about.
use newsglass_analysis::{self as analysis, self as error, self as options};
