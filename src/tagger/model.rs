//! The trained weights, read in place from the bytes that ship.
//!
//! Layout, little-endian: the magic `NGNAMES3`; start scores and transition scores (`i16`, `[LABELS]` and `[from][to]`); the table of
//! features; their weights (`[LABELS]` of `i8` a row); the table of words; their clusters and parts of clusters (two `u8` a word). A table is `u32` bits of the
//! bucket index, `u32` number of rows, bucket starts (`u32`, one more than there are buckets) and keys (`u16` a row): a hash names its
//! bucket by the high bits and its row in the bucket by 16 of the low ones.

use super::LABELS;
use super::features::Features;

/// How many integer steps make one natural unit of score.
pub const SCALE: f64 = 12.0;

const MAGIC: &[u8; 8] = b"NGNAMES3";

/// Scores of one token or one transition, by label.
pub(crate) type Scores = [i32; LABELS];

/// Weights to be written: what training hands over.
#[derive(Default)]
pub struct Model {
    /// Hash and weights of each feature, in any order.
    pub rows: Vec<(u32, [i8; LABELS])>,
    /// Scores of the first label of a sentence.
    pub start: [i16; LABELS],
    /// Scores of a label after a label, `[from][to]`.
    pub transitions: [[i16; LABELS]; LABELS],
    /// Hash of each word that has a cluster, the cluster and its part (below 8), in any order.
    pub clusters: Vec<(u32, [u8; 2])>,
}

impl Model {
    /// The bytes that [`Weights`] reads.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        self.start.iter().chain(self.transitions.iter().flatten()).for_each(|score| out.extend(score.to_le_bytes()));
        write_table(&self.rows, &mut out, |row, out| out.extend(row.iter().map(|weight| weight.to_le_bytes()[0])));
        write_table(&self.clusters, &mut out, |cluster, out| out.extend(cluster));
        out
    }
}

fn write_table<T: Ord>(rows: &[(u32, T)], out: &mut Vec<u8>, write: impl Fn(&T, &mut Vec<u8>)) {
    // About eight rows a bucket: a lookup reads one cache line of keys.
    let bits = (rows.len() / 8).max(2).ilog2().clamp(1, 16);
    let mut rows: Vec<_> = rows.iter().map(|(hash, row)| (hash >> (32 - bits), *hash as u16, row)).collect();
    rows.sort_unstable();
    rows.dedup_by_key(|row| (row.0, row.1));
    out.extend(bits.to_le_bytes());
    out.extend((rows.len() as u32).to_le_bytes());
    for bucket in 0..=(1_u32 << bits) {
        out.extend((rows.partition_point(|row| row.0 < bucket) as u32).to_le_bytes());
    }
    rows.iter().for_each(|row| out.extend(row.1.to_le_bytes()));
    rows.iter().for_each(|row| write(row.2, out));
}

/// Finds the row of a hash.
#[derive(Clone, Copy)]
struct Table<'m> {
    bits: u32,
    buckets: &'m [u8],
    keys: &'m [u8],
}

impl<'m> Table<'m> {
    const EMPTY: Self = Self { bits: 1, buckets: &[], keys: &[] };

    /// The table at the start of `bytes`, what its rows hold (`size` bytes each), and what stands behind.
    fn read(bytes: &'m [u8], size: usize) -> Option<(Self, &'m [u8], &'m [u8])> {
        let (bits, bytes) = bytes.split_first_chunk::<4>()?;
        let (count, bytes) = bytes.split_first_chunk::<4>()?;
        let bits = u32::from_le_bytes(*bits);
        let count = usize::try_from(u32::from_le_bytes(*count)).ok()?;
        if !(1..=16).contains(&bits) {
            return None;
        }
        let (buckets, bytes) = bytes.split_at_checked(4 * ((1 << bits) + 1))?;
        let (keys, bytes) = bytes.split_at_checked(2 * count)?;
        let (rows, bytes) = bytes.split_at_checked(size * count)?;
        Some((Self { bits, buckets, keys }, rows, bytes))
    }

    fn find(&self, hash: u32) -> Option<usize> {
        let bucket = (hash >> (32 - self.bits)) as usize;
        let (start, end) = (read_u32(self.buckets, bucket) as usize, read_u32(self.buckets, bucket + 1) as usize);
        let keys = self.keys.get(2 * start..2 * end)?;
        let (fours, rest) = keys.as_chunks();
        let in_fours =
            || fours.iter().enumerate().find_map(|(at, keys)| Some(4 * at + first_of_four(keys, hash as u16)?));
        let in_rest = || rest.chunks_exact(2).position(|key| read_u16(key, 0) == hash as u16);
        let position = in_fours().or_else(|| Some(4 * fours.len() + in_rest()?))?;
        Some(start + position)
    }
}

/// The first of four keys (little-endian) that is `wanted`. They are compared at once in one integer: finding rows is a third of the
/// tagger's time.
fn first_of_four(keys: &[u8; 8], wanted: u16) -> Option<usize> {
    const ONES: u64 = 0x0001_0001_0001_0001;
    let differences = u64::from_le_bytes(*keys) ^ (ONES * u64::from(wanted));
    // Subtracting 1 from a key of zero borrows into its highest bit. What it borrows further may only show keys behind the first.
    let equal = differences.wrapping_sub(ONES) & !differences & (ONES << 15);
    (equal != 0).then(|| equal.trailing_zeros() as usize / 16)
}

/// Groups of words that are used alike.
#[derive(Clone, Copy)]
pub struct Clusters<'m> {
    table: Table<'m>,
    values: &'m [u8],
}

impl Clusters<'_> {
    /// No word has a cluster.
    pub const NONE: Self = Self { table: Table::EMPTY, values: &[] };

    /// The cluster of the word with this hash, 0 when it has none, and the part of it, told apart from those of other clusters.
    pub(crate) fn of(&self, hash: u32) -> (u32, u32) {
        let values = self.table.find(hash).and_then(|row| self.values.get(2 * row..));
        values.and_then(|values| values.first_chunk()).map_or((0, 0), |&[cluster, part]| {
            let cluster = u32::from(cluster);
            (cluster, 8 * cluster + u32::from(part))
        })
    }
}

/// Weights to be used: views into the bytes of a model.
#[derive(Clone, Copy)]
pub struct Weights<'m> {
    start: Scores,
    transitions: [Scores; LABELS],
    table: Table<'m>,
    rows: &'m [u8],
    clusters: Clusters<'m>,
}

impl Weights<'static> {
    /// The weights compiled in.
    pub(crate) fn shipped() -> Self {
        static BYTES: &[u8] = include_bytes!("../../models/names.bin");
        // A damaged file would be a defect of the build; a test reads the one that ships. Without weights nothing is a name.
        Self::read(BYTES).unwrap_or(Self {
            start: [0; LABELS],
            transitions: [[0; LABELS]; LABELS],
            table: Table::EMPTY,
            rows: &[],
            clusters: Clusters::NONE,
        })
    }
}

impl<'m> Weights<'m> {
    /// Reads the layout that [`Model::to_bytes`] writes; `None` for anything else.
    pub fn read(bytes: &'m [u8]) -> Option<Self> {
        let bytes = bytes.strip_prefix(MAGIC)?;
        let (scores, bytes) = bytes.split_at_checked(2 * LABELS * (LABELS + 1))?;
        let mut scores = scores.chunks_exact(2).map(|score| i32::from(read_u16(score, 0) as i16));
        let mut next = || std::array::from_fn(|_| scores.next().unwrap_or(0));
        let start = next();
        let transitions = std::array::from_fn(|_| next());
        let (table, rows, bytes) = Table::read(bytes, LABELS)?;
        let (words, values, bytes) = Table::read(bytes, 2)?;
        let clusters = Clusters { table: words, values };
        bytes.is_empty().then_some(Self { start, transitions, table, rows, clusters })
    }

    /// Scores of the first label of a sentence.
    pub(crate) fn start(&self) -> &Scores {
        &self.start
    }

    /// Scores of a label after a label, `[from][to]`.
    pub(crate) fn transitions(&self) -> &[Scores; LABELS] {
        &self.transitions
    }

    /// Groups of words that the features ask for.
    pub fn clusters(&self) -> Clusters<'m> {
        self.clusters
    }

    /// The labels' scores for a token with these features.
    pub(crate) fn score(&self, features: &Features) -> Scores {
        // So many rows cannot overflow 16 bits, of which a vector holds twice as many.
        const ROWS: usize = 255;
        let mut sum = [0; LABELS];
        for hashes in features.hashes.chunks(ROWS) {
            let mut part = [0_i16; LABELS];
            for row in hashes.iter().filter_map(|&hash| self.row(hash)) {
                for (sum, &weight) in part.iter_mut().zip(row) {
                    *sum += i16::from(weight as i8);
                }
            }
            for (sum, part) in sum.iter_mut().zip(part) {
                *sum += i32::from(part);
            }
        }
        sum
    }

    fn row(&self, hash: u32) -> Option<&'m [u8; LABELS]> {
        let row = self.table.find(hash)?;
        self.rows.get(LABELS * row..)?.first_chunk()
    }
}

fn read_u16(bytes: &[u8], index: usize) -> u16 {
    bytes.get(2 * index..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

fn read_u32(bytes: &[u8], index: usize) -> u32 {
    bytes.get(4 * index..).and_then(|rest| rest.first_chunk()).map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let rows: Vec<(u32, [i8; LABELS])> =
            (0..5_000_u32).map(|index| (index.wrapping_mul(0x9e37_79b1), [index as i8; LABELS])).collect();
        let clusters =
            (0..300_u32).map(|index| (index.wrapping_mul(0x85eb_ca6b), [index as u8, index as u8 % 8])).collect();
        let mut model = Model { rows, clusters, ..Model::default() };
        model.start[1] = -300;
        model.transitions[2][3] = 77;
        let bytes = model.to_bytes();
        let weights = Weights::read(&bytes).unwrap();
        assert_eq!((weights.start()[1], weights.transitions()[2][3]), (-300, 77));
        for (hash, row) in &model.rows {
            assert_eq!(weights.score(&Features { hashes: vec![*hash] }), row.map(i32::from));
        }
        for (hash, cluster) in &model.clusters {
            let [cluster, part] = cluster.map(u32::from);
            assert_eq!(weights.clusters().of(*hash), (cluster, 8 * cluster + part));
        }
        assert_eq!(Clusters::NONE.of(7), (0, 0));
        assert!(Weights::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Weights::read(b"").is_none());
    }

    #[test]
    fn four_keys_at_once_are_found_as_one_by_one() {
        let values = [0_u16, 1, 2, 0x7fff, 0x8000, 0x8001, 0xfffe, 0xffff];
        for number in 0..8_usize.pow(5) {
            let value = |digit: u32| values[number / 8_usize.pow(digit) % 8];
            let (keys, wanted) = ([value(0), value(1), value(2), value(3)], value(4));
            let bytes: [u8; 8] = std::array::from_fn(|at| keys[at / 2].to_le_bytes()[at % 2]);
            assert_eq!(
                first_of_four(&bytes, wanted),
                keys.iter().position(|key| *key == wanted),
                "{keys:x?} {wanted:x}"
            );
        }
    }

    #[test]
    fn every_row_of_a_full_bucket_is_found_and_no_other() {
        // All in one bucket; odd keys only.
        let rows: Vec<(u32, [i8; LABELS])> = (0..100_u32).map(|index| (2 * index + 1, [index as i8; LABELS])).collect();
        let bytes = Model { rows, ..Model::default() }.to_bytes();
        let weights = Weights::read(&bytes).unwrap();
        for index in 0..100_u32 {
            let score = |hash| weights.score(&Features { hashes: vec![hash] });
            assert_eq!(score(2 * index + 1), [index as i32; LABELS]);
            assert_eq!((score(2 * index), weights.row(2 * index)), ([0; LABELS], None));
        }
    }

    #[test]
    fn many_rows_add_up_beyond_sixteen_bits() {
        let bytes = Model { rows: vec![(5, [-128, 127, 0, 1, -1, 2, -2, 100, -100])], ..Model::default() }.to_bytes();
        let score = Weights::read(&bytes).unwrap().score(&Features { hashes: vec![5; 1000] });
        assert_eq!(score, [-128_000, 127_000, 0, 1000, -1000, 2000, -2000, 100_000, -100_000]);
    }

    #[test]
    fn the_weights_that_ship_can_be_read() {
        assert!(!Weights::shipped().rows.is_empty());
    }
}
