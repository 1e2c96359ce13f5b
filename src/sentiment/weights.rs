//! The trained weights, `models/tone.bin`: made by `training/`, described in `models/tone.md`.
//!
//! ```text
//! magic "NGTONE3\n"; u32 words, bigrams, bytes of words, lone words, bytes of lone words
//! f32 step of each word column, of each bigram column, of the lone words; f32 place[PLACES][2]; f32 thresholds[2]
//! words, sorted, one a line; word columns of i8; first words of the bigrams as u16, second words as u16 (sorted by both); bigram columns of i8
//! lone words, sorted, one a line; their valences of i8
//! ```
//! Little-endian. Lone words have a valence and say nothing toward a mention; they are numbered behind the others. A weight is its i8 times the step of its column; columns come one after the other because that compresses well.

use std::sync::LazyLock;

use super::target::{PLACES, RELATIONS};

/// Columns of a word: its valence, then for each relation the evidence for negative and for positive against neutral.
pub const WORD_COLUMNS: usize = 1 + 2 * RELATIONS;
/// Columns of a pair of words: its valence, then negative and positive for: anywhere, within 3 before, within 3 after the target.
pub const PAIR_COLUMNS: usize = 7;
/// The relations of the second word for which a pair has weights.
pub const PAIR_RELATIONS: [usize; 3] = [0, 5, 6];
/// First bytes of the file.
pub const MAGIC: &[u8; 8] = b"NGTONE3\n";

/// Weights, ready to look up.
#[derive(Debug, Default)]
pub(super) struct Weights {
    words: Sorted,
    /// Words that have a valence only.
    lone: Sorted,
    lone_valences: &'static [u8],
    lone_step: f32,
    /// Word by word, so that all weights of a word lie together.
    word_table: Vec<i8>,
    word_steps: Vec<f32>,
    /// First word times 65,536 plus second word, ascending.
    pairs: Vec<u32>,
    /// Pair by pair.
    pair_table: Vec<i8>,
    pair_steps: [f32; PAIR_COLUMNS],
    /// For each fact of [`super::target::place`]: negative and positive against neutral.
    pub(super) place: [[f32; 2]; PLACES],
    /// A sentence's sum of valences must lie beyond these to be called negative or positive.
    pub(super) thresholds: [f32; 2],
}

/// The shipped weights.
pub(super) static WEIGHTS: LazyLock<Weights> =
    LazyLock::new(|| Weights::parse(include_bytes!("../../models/tone.bin")).unwrap_or_default());

/// Sorted words, one a line.
#[derive(Debug, Default)]
struct Sorted {
    text: &'static str,
    /// Start of each word in `text`, and behind the last one its end.
    starts: Vec<u32>,
}

impl Sorted {
    /// `None` when there are not `count` words.
    fn read(bytes: &'static [u8], count: usize) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let mut starts = Vec::with_capacity(count + 1);
        let mut start = 0;
        for word in text.split('\n').filter(|_| count > 0) {
            starts.push(start);
            start += u32::try_from(word.len()).ok()? + 1;
        }
        starts.push(start);
        (starts.len() == count + 1).then_some(Self { text, starts })
    }

    fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn get(&self, index: usize) -> Option<&'static str> {
        let (start, end) = (*self.starts.get(index)?, *self.starts.get(index + 1)?);
        self.text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?.checked_sub(1)?)
    }

    fn find(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = (low + high) / 2;
            match self.get(middle)?.cmp(word) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

struct Reader(&'static [u8]);

impl Reader {
    fn take(&mut self, length: usize) -> Option<&'static [u8]> {
        let (head, tail) = self.0.split_at_checked(length)?;
        self.0 = tail;
        Some(head)
    }

    fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.u32()?).ok()
    }

    fn f32(&mut self) -> Option<f32> {
        Some(f32::from_bits(self.u32()?))
    }
}

impl Weights {
    /// Reads the file; `None` when it is damaged.
    pub(super) fn parse(bytes: &'static [u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        if reader.take(8)? != MAGIC {
            return None;
        }
        let (word_count, pair_count, word_bytes) = (reader.size()?, reader.size()?, reader.size()?);
        let (lone_count, lone_bytes) = (reader.size()?, reader.size()?);
        let mut weights = Self { word_steps: vec![0.0; WORD_COLUMNS], ..Self::default() };
        for step in weights.word_steps.iter_mut().chain(&mut weights.pair_steps) {
            *step = reader.f32()?;
        }
        weights.lone_step = reader.f32()?;
        for value in weights.place.iter_mut().flatten().chain(&mut weights.thresholds) {
            *value = reader.f32()?;
        }
        weights.words = Sorted::read(reader.take(word_bytes)?, word_count)?;
        weights.word_table = by_row(reader.take(word_count.checked_mul(WORD_COLUMNS)?)?, WORD_COLUMNS);
        let firsts = reader.take(pair_count.checked_mul(2)?)?.chunks_exact(2);
        let seconds = reader.take(pair_count.checked_mul(2)?)?.chunks_exact(2);
        let number = |bytes: &[u8]| bytes.try_into().map_or(0, u16::from_le_bytes);
        weights.pairs = firsts
            .zip(seconds)
            .map(|(first, second)| u32::from(number(first)) << 16 | u32::from(number(second)))
            .collect();
        weights.pair_table = by_row(reader.take(pair_count.checked_mul(PAIR_COLUMNS)?)?, PAIR_COLUMNS);
        weights.lone = Sorted::read(reader.take(lone_bytes)?, lone_count)?;
        weights.lone_valences = reader.take(lone_count)?;
        Some(weights)
    }

    /// The number of a word, if it has weights.
    pub(super) fn word(&self, word: &str) -> Option<usize> {
        self.words.find(word).or_else(|| Some(self.words.count() + self.lone.find(word)?))
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
        for relation in (0..RELATIONS).filter(|relation| relations >> relation & 1 == 1) {
            sums[0] += self.of_word(word, 1 + 2 * relation);
            sums[1] += self.of_word(word, 2 + 2 * relation);
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
        let value = self.word_table.get(word * WORD_COLUMNS + column).copied().unwrap_or(0);
        f64::from(value) * f64::from(self.word_steps.get(column).copied().unwrap_or(0.0))
    }

    fn of_pair(&self, pair: usize, column: usize) -> f64 {
        let value = self.pair_table.get(pair * PAIR_COLUMNS + column).copied().unwrap_or(0);
        f64::from(value) * f64::from(self.pair_steps.get(column).copied().unwrap_or(0.0))
    }
}

/// Turns a table stored column by column into one stored row by row.
fn by_row(table: &[u8], columns: usize) -> Vec<i8> {
    let rows = table.len() / columns;
    (0..rows)
        .flat_map(|row| (0..columns).map(move |column| column * rows + row))
        .map(|at| table.get(at).copied().unwrap_or(0).cast_signed())
        .collect()
}
