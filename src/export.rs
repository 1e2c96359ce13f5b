//! An analysis as a file: one room per format.

mod plain;

pub use plain::to_text;
