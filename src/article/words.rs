//! Words of a line as hashes: lower-cased, digits as `0`, so that equal shapes compare equal.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A word and how it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// Of the lower-cased word with every digit as `0`.
    pub(super) hash: u32,
    /// In characters.
    pub(super) chars: u32,
    /// Whether it starts with a capital.
    pub(super) capital: bool,
    /// Whether it has letters, and all are capitals.
    pub(super) upper: bool,
    /// Whether it starts with a digit.
    pub(super) digit: bool,
}

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

const SEED: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// FNV-1a over the four bytes of one value. Nearly all values are below 256: their three bytes of zero are one multiplication.
pub(super) const fn mix(hash: u32, value: u32) -> u32 {
    const SQUARE: u32 = PRIME.wrapping_mul(PRIME);
    let [first, second, third, fourth] = value.to_le_bytes();
    let hash = hash ^ first as u32;
    if value < 1 << 8 {
        return hash.wrapping_mul(SQUARE.wrapping_mul(SQUARE));
    }
    let hash = hash.wrapping_mul(PRIME) ^ second as u32;
    if value < 1 << 16 {
        return hash.wrapping_mul(SQUARE.wrapping_mul(PRIME));
    }
    let hash = hash.wrapping_mul(PRIME) ^ third as u32;
    (hash.wrapping_mul(PRIME) ^ fourth as u32).wrapping_mul(PRIME)
}

/// Hands every word of `text` to `sink`, in order. A word is a run of letters and digits with inner apostrophes.
pub(super) fn each(text: &str, mut sink: impl FnMut(Word)) {
    let empty = Word { hash: SEED, chars: 0, capital: false, upper: true, digit: false };
    let mut word = empty;
    let mut letters = false;
    let mut apostrophe = false;
    for c in text.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() {
            if word.chars == 0 {
                word.capital = c.is_uppercase();
                word.digit = c.is_numeric();
            }
            if std::mem::take(&mut apostrophe) {
                word.hash = mix(word.hash, u32::from('\''));
            }
            word.chars += 1;
            if c.is_alphabetic() {
                letters = true;
                word.upper &= !c.is_lowercase();
                if c.is_ascii() {
                    word.hash = mix(word.hash, u32::from(c.to_ascii_lowercase()));
                } else {
                    c.to_lowercase().for_each(|c| word.hash = mix(word.hash, u32::from(c)));
                }
            } else {
                word.hash = mix(word.hash, u32::from('0'));
            }
        } else if matches!(c, '\'' | '’') && word.chars > 0 && !apostrophe {
            apostrophe = true;
        } else if word.chars > 0 {
            word.upper &= letters;
            sink(word);
            word = empty;
            letters = false;
            apostrophe = false;
        }
    }
}

/// The hash of one lower-case word.
pub(super) fn hash(word: &str) -> u32 {
    let mut hash = SEED;
    each(word, |word| hash = word.hash);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_cuts_mix_as_the_bytes_do() {
        for value in [0, 1, 255, 256, 65_535, 65_536, 16_777_216, u32::MAX] {
            let whole =
                value.to_le_bytes().iter().fold(SEED, |hash, &byte| (hash ^ u32::from(byte)).wrapping_mul(PRIME));
            assert_eq!(mix(SEED, value), whole, "{value}");
        }
    }

    #[test]
    fn words_compare_by_shape() {
        let mut seen = Vec::new();
        each("Don’t PANIC, 12 of 34!", |word| seen.push(word));
        assert_eq!(seen.len(), 5);
        assert_eq!(seen[0].hash, hash("don't"));
        assert!(seen[1].upper && seen[1].capital && !seen[0].upper);
        assert_eq!(seen[2].hash, seen[4].hash);
    }
}
