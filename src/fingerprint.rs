//! Fingerprints of features: whether a model's weights were trained with the features that the code has today.
//!
//! A fingerprint is a hash of the features of the text `models/probe.txt`, and of what the word lists say of each of their words, as far as
//! the features ask for it. Whatever reaches neither goes unseen. The training program writes it into a model's file, and a test compares.

use std::hash::Hasher as _;

use twox_hash::XxHash64;

/// The text whose features are hashed: an article of our own with something of everything that features look at.
pub(crate) const PROBE: &str = include_str!("../models/probe.txt");

/// A fingerprint in the making.
pub(crate) struct Fingerprint(XxHash64);

impl Fingerprint {
    /// Of nothing yet.
    pub(crate) fn new() -> Self {
        Self(XxHash64::with_seed(0))
    }

    /// Adds a number.
    pub(crate) fn number(&mut self, number: impl Into<u64>) {
        self.0.write(&number.into().to_le_bytes());
    }

    /// Adds a list of numbers, told apart from two shorter lists.
    pub(crate) fn numbers<N: Into<u64>>(&mut self, numbers: impl Iterator<Item = N>) {
        let mut count = 0_u64;
        for number in numbers {
            self.number(number);
            count += 1;
        }
        self.number(count);
    }

    /// Adds a text.
    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.write(text.as_bytes());
    }

    /// The hash of all that was added.
    pub(crate) fn finish(self) -> u64 {
        self.0.finish()
    }
}
