//! Maps and sets of words by their hashes.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Maps and sets by hashes of words. The keys are hashes already: one multiplication spreads them (Knuth's multiplicative hashing).
pub(super) type WordMap<V> = HashMap<u32, V, BuildHasherDefault<Spread>>;
/// See [`WordMap`].
pub(super) type WordSet = HashSet<u32, BuildHasherDefault<Spread>>;

/// The hasher of [`WordMap`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, value: u32) {
        self.0 = (self.0 ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}
