//! The trained weights, `models/tone.bin`: made by `training/`, described in `models/tone.md`.
//!
//! Sections of the container `tone`, little-endian:
//!
//! ```text
//! steps         f32 of each word column, of each pair column, of the lone words
//! place         f32 [PLACES][2]
//! thresholds    f32 [2]
//! words         sorted, one a line
//! word weights  columns of i8
//! pairs         first words as u16, then second words as u16, sorted by both
//! pair weights  columns of i8
//! lone words    sorted, one a line
//! lone weights  their valences, i8
//! ```
//! Lone words have a valence and say nothing toward a mention; they are numbered after the others. A weight is its i8 times the step of its
//! column; columns come one after the other because that compresses well.

use super::target::{PLACES, RELATIONS};
use crate::container::{Damage, Format};

/// Columns of a word: its valence, then for each relation the evidence for negative and for positive against neutral.
pub const WORD_COLUMNS: usize = 1 + 2 * RELATIONS;
/// Columns of a pair of words: its valence, then negative and positive for: anywhere, within 3 before, within 3 after the target.
pub const PAIR_COLUMNS: usize = 7;
/// The relations of the second word for which a pair has weights.
pub const PAIR_RELATIONS: [usize; 3] = [0, 5, 6];
/// The file `models/tone.bin`.
pub const FORMAT: Format<9> = Format {
    name: "tone",
    version: 4,
    sections: [
        "steps",
        "place",
        "thresholds",
        "words",
        "word weights",
        "pairs",
        "pair weights",
        "lone words",
        "lone weights",
    ],
};
/// Steps in the section of that name.
const ALL_STEPS: usize = WORD_COLUMNS + PAIR_COLUMNS + 1;

/// Weights, ready to look up.
pub(crate) struct Weights {
    words: Spellings,
    /// Words that have a valence only.
    lone: Spellings,
    lone_valences: &'static [u8],
    lone_step: f32,
    /// Word by word, so that all weights of a word lie together.
    word_table: Vec<[i8; WORD_COLUMNS]>,
    word_steps: [f32; WORD_COLUMNS],
    /// First word times 65,536 plus second word, ascending.
    pairs: Vec<u32>,
    /// Pair by pair.
    pair_table: Vec<[i8; PAIR_COLUMNS]>,
    pair_steps: [f32; PAIR_COLUMNS],
    /// For each fact of [`super::target::place`]: negative and positive against neutral.
    pub(super) place: [[f32; 2]; PLACES],
    /// A sentence's sum of valences must lie beyond these to be called negative or positive.
    pub(super) thresholds: [f32; 2],
}

/// Words, one a line, found by their hash.
struct Spellings {
    text: &'static str,
    /// Start of each word in `text`, and after the last one its end.
    starts: Vec<u32>,
    /// Open addressing at most at half load: 16 bits of the word's hash, then its number plus 1 in 16 bits; 0 is free.
    slots: Vec<u32>,
}

const SEED: u32 = 0x811c_9dc5;

/// FNV-1a.
fn mix(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

impl Spellings {
    /// `None` when there are not `count` words.
    fn read(bytes: &'static [u8], count: usize) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let slots = vec![0; (2 * count + 1).next_power_of_two()];
        let mut words = Self { text, starts: Vec::with_capacity(count + 1), slots };
        words.starts.push(0);
        let mut hash = SEED;
        let ends = bytes.iter().copied().chain(std::iter::once(b'\n').take(count));
        for (at, byte) in (1_u32..).zip(ends) {
            if byte == b'\n' {
                words.add(hash)?;
                words.starts.push(at);
                hash = SEED;
            } else {
                hash = mix(hash, byte);
            }
        }
        (words.count() == count && (count > 0 || bytes.is_empty())).then_some(words)
    }

    /// Enters the word after the last one.
    fn add(&mut self, hash: u32) -> Option<()> {
        let number = u32::from(u16::try_from(self.starts.len()).ok()?);
        let mut slot = self.first_slot(hash);
        // A file with more words than it says would fill the table.
        for _ in 0..self.slots.len() {
            let place = self.slots.get_mut(slot)?;
            if *place == 0 {
                *place = hash & 0xffff_0000 | number;
                return Some(());
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        None
    }

    fn first_slot(&self, hash: u32) -> usize {
        (hash ^ hash >> 15) as usize & self.slots.len().wrapping_sub(1)
    }

    fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn get(&self, index: usize) -> Option<&'static str> {
        let (start, end) = (*self.starts.get(index)?, *self.starts.get(index + 1)?);
        self.text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?.checked_sub(1)?)
    }

    /// The number of the word with this hash of its bytes.
    fn find(&self, word: &str, hash: u32) -> Option<usize> {
        let mut slot = self.first_slot(hash);
        loop {
            let place = *self.slots.get(slot)?;
            let index = usize::from(place as u16).checked_sub(1)?;
            if place >> 16 == hash >> 16 && self.get(index) == Some(word) {
                return Some(index);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }
}

/// The numbers of a section that holds so many and no more.
fn floats<const COUNT: usize>(section: &[u8]) -> Option<[f32; COUNT]> {
    let (numbers, rest) = section.as_chunks();
    let numbers: &[[u8; 4]; COUNT] = numbers.try_into().ok().filter(|_| rest.is_empty())?;
    Some(numbers.map(f32::from_le_bytes))
}

impl Weights {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub(crate) fn read(bytes: &'static [u8]) -> Result<Self, Damage> {
        Self::of_sections(FORMAT.read(bytes)?).ok_or(Damage::Content)
    }

    fn of_sections(sections: [&'static [u8]; FORMAT.sections.len()]) -> Option<Self> {
        let [steps, place, thresholds, words, word_table, pairs, pair_table, lone, lone_valences] = sections;
        let steps: [f32; ALL_STEPS] = floats(steps)?;
        let (word_steps, steps) = steps.split_first_chunk()?;
        let (pair_steps, [lone_step]) = steps.split_first_chunk()? else { return None };
        let (places, []) = place.as_chunks::<8>() else { return None };
        let places: &[[u8; 8]; PLACES] = places.try_into().ok()?;
        let mut place = [[0.0; 2]; PLACES];
        for (facts, bytes) in place.iter_mut().zip(places) {
            *facts = floats(bytes)?;
        }
        let (word_count, pair_count) = (word_table.len() / WORD_COLUMNS, pairs.len() / 4);
        if word_table.len() != word_count * WORD_COLUMNS
            || pairs.len() != pair_count * 4
            || pair_table.len() != pair_count * PAIR_COLUMNS
        {
            return None;
        }
        let (firsts, seconds) = pairs.split_at_checked(2 * pair_count)?;
        let number = |bytes: &[u8; 2]| u32::from(u16::from_le_bytes(*bytes));
        let pairs = firsts.as_chunks().0.iter().zip(seconds.as_chunks().0);
        Some(Self {
            words: Spellings::read(words, word_count)?,
            lone: Spellings::read(lone, lone_valences.len())?,
            lone_valences,
            lone_step: *lone_step,
            word_table: by_row(word_table),
            word_steps: *word_steps,
            pairs: pairs.map(|(first, second)| number(first) << 16 | number(second)).collect(),
            pair_table: by_row(pair_table),
            pair_steps: *pair_steps,
            place,
            thresholds: floats(thresholds)?,
        })
    }

    /// The number of a word, if it has weights.
    pub(super) fn word(&self, word: &str) -> Option<usize> {
        let hash = word.bytes().fold(SEED, mix);
        self.words.find(word, hash).or_else(|| Some(self.words.count() + self.lone.find(word, hash)?))
    }

    /// The number of a pair of words, if it has weights.
    pub(super) fn pair(&self, first: usize, second: usize) -> Option<usize> {
        let key = u32::from(u16::try_from(first).ok()?) << 16 | u32::from(u16::try_from(second).ok()?);
        self.pairs.binary_search(&key).ok()
    }

    /// The valence of a word.
    pub(super) fn valence(&self, word: usize) -> f64 {
        match word.checked_sub(self.words.count()).and_then(|lone| self.lone_valences.get(lone)) {
            Some(steps) => f64::from(steps.cast_signed()) * f64::from(self.lone_step),
            None => self.of_word(word, 0),
        }
    }

    /// The valence of a pair of words, on top of theirs.
    pub(super) fn pair_valence(&self, pair: usize) -> f64 {
        self.of_pair(pair, 0)
    }

    /// What a word says for negative and for positive against neutral, summed over its relations to the target.
    pub(super) fn toward(&self, word: usize, relations: u32) -> [f64; 2] {
        let mut sums = [0.0; 2];
        let Some([_, row @ ..]) = self.word_table.get(word) else { return sums };
        let [_, steps @ ..] = &self.word_steps;
        for (relation, (pair, steps)) in row.chunks_exact(2).zip(steps.chunks_exact(2)).enumerate() {
            if relations >> relation & 1 == 1 {
                for ((sum, value), step) in sums.iter_mut().zip(pair).zip(steps) {
                    *sum += f64::from(*value) * f64::from(*step);
                }
            }
        }
        sums
    }

    /// As [`Weights::toward`] for a pair, by the relations of its second word.
    pub(super) fn pair_toward(&self, pair: usize, relations: u32) -> [f64; 2] {
        let mut sums = [0.0; 2];
        for (slot, relation) in
            PAIR_RELATIONS.into_iter().enumerate().filter(|(_, relation)| relations >> relation & 1 == 1)
        {
            debug_assert!(relation < RELATIONS);
            sums[0] += self.of_pair(pair, 1 + 2 * slot);
            sums[1] += self.of_pair(pair, 2 + 2 * slot);
        }
        sums
    }

    fn of_word(&self, word: usize, column: usize) -> f64 {
        weight(self.word_table.get(word), &self.word_steps, column)
    }

    fn of_pair(&self, pair: usize, column: usize) -> f64 {
        weight(self.pair_table.get(pair), &self.pair_steps, column)
    }
}

fn weight<const COLUMNS: usize>(row: Option<&[i8; COLUMNS]>, steps: &[f32; COLUMNS], column: usize) -> f64 {
    let value = row.and_then(|row| row.get(column)).copied().unwrap_or(0);
    f64::from(value) * f64::from(steps.get(column).copied().unwrap_or(0.0))
}

/// Turns a table stored column by column into one stored row by row, so many rows at a time that they stay in the fastest cache.
fn by_row<const COLUMNS: usize>(table: &[u8]) -> Vec<[i8; COLUMNS]> {
    const AT_ONCE: usize = 128;
    let count = table.len() / COLUMNS;
    let mut rows = vec![[0; COLUMNS]; count];
    for (number, rows) in rows.chunks_mut(AT_ONCE).enumerate() {
        for (column, values) in table.chunks_exact(count).enumerate() {
            for (row, value) in rows.iter_mut().zip(values.iter().skip(number * AT_ONCE)) {
                if let Some(cell) = row.get_mut(column) {
                    *cell = value.cast_signed();
                }
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_by_what_they_are() {
        let weights = &crate::models::shipped().tone;
        for (words, before) in [(&weights.words, 0), (&weights.lone, weights.words.count())] {
            assert!(words.count() > 1000);
            for index in 0..words.count() {
                assert_eq!(weights.word(words.get(index).unwrap()), Some(before + index));
            }
        }
        assert_eq!((weights.word("qqxqq"), weights.word("")), (None, None));
    }

    #[test]
    fn a_damaged_list_of_words_is_refused() {
        assert_eq!(Spellings::read(b"one\ntwo", 2).map(|words| words.count()), Some(2));
        assert!(Spellings::read(b"one\ntwo", 1).is_none() && Spellings::read(b"one\ntwo", 3).is_none());
        assert!(Spellings::read(b"one", 0).is_none() && Spellings::read(&[0xff], 1).is_none());
        assert_eq!(Spellings::read(b"", 0).map(|words| words.find("", SEED)), Some(None));
    }

    #[test]
    fn sections_that_do_not_fit_are_refused() {
        let read = |sections: [Vec<u8>; 9]| Weights::of_sections(sections.map(|section| &*section.leak())).map(|_| ());
        let zeros = |count: usize| vec![0; count];
        let sections = || {
            let (words, pairs) = (zeros(2 * WORD_COLUMNS), zeros(PAIR_COLUMNS));
            let two = b"one\ntwo".to_vec();
            [zeros(4 * ALL_STEPS), zeros(8 * PLACES), zeros(8), two.clone(), words, zeros(4), pairs, two, zeros(2)]
        };
        assert_eq!(read(sections()), Some(()));
        for damaged in 0..sections().len() {
            let (mut longer, mut shorter) = (sections(), sections());
            // Two lines more are two words.
            longer[damaged].extend(b"\n\n");
            shorter[damaged].truncate(sections()[damaged].len() / 2);
            assert_eq!(read(longer), None, "{}", FORMAT.sections[damaged]);
            assert_eq!(read(shorter), None, "{}", FORMAT.sections[damaged]);
        }
        assert_eq!(read(std::array::from_fn(|_| Vec::new())), None);
    }

    #[test]
    fn columns_become_rows() {
        let table: Vec<u8> = (0..3).flat_map(|column| (0..300).map(move |row| (row + column) as u8)).collect();
        let rows = by_row::<3>(&table);
        assert_eq!((rows.len(), rows[0], rows[299]), (300, [0, 1, 2], [43, 44, 45]));
        assert!(by_row::<3>(&[]).is_empty());
    }
}
