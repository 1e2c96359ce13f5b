//! Tables of words that are compiled in: looked up by the hundred for every sentence, never added to by what is read.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Hashes the words of the lists (FNV-1a, 64 bits): what the tables hold is fixed, so that no text can fill them, and half of the time
/// of reading the lists would go into a stronger hash.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }
}

/// By words of lists.
pub(crate) type WordMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;
/// Words of lists.
pub(crate) type WordSet<T> = HashSet<T, BuildHasherDefault<WordHasher>>;
