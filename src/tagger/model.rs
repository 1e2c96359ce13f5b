//! The trained weights, read in place from the bytes that ship.
//!
//! Sections of the container `names`, little-endian: `scores` are those of the first label and of each label after each (`i16`, `[LABELS]` and
//! `[from][to]`); `features` is a [`super::table`] whose rows hold the weights of a feature (`[LABELS]` of `i8`); `clusters` is one
//! whose rows hold the cluster of a word and the part of the cluster (two `u8`).

use super::features::Features;
use super::finer::FinerWeights;
use super::labels::LABELS;
use super::table::{self, Clusters, Table, read_u16};
use crate::container::{Damage, Format};

/// How many integer steps make one natural unit of score.
pub const SCALE: f64 = 12.0;

/// The file `models/names.bin`.
pub const FORMAT: Format<3> = Format { name: "names", version: 4, sections: ["scores", "features", "clusters"] };

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
    /// The container that [`Weights`] reads.
    pub fn to_bytes(&self, fingerprint: u64) -> Vec<u8> {
        let scores = self.start.iter().chain(self.transitions.iter().flatten());
        let scores: Vec<u8> = scores.flat_map(|score| score.to_le_bytes()).collect();
        let weights =
            |row: &[i8; LABELS], out: &mut Vec<u8>| out.extend(row.iter().map(|weight| weight.cast_unsigned()));
        let features = table::write(&self.rows, weights);
        let clusters = table::write(&self.clusters, |cluster, out| out.extend(cluster));
        FORMAT.write(fingerprint, [&scores, &features, &clusters])
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
    finer: Option<FinerWeights<'m>>,
}

impl<'m> Weights<'m> {
    /// Reads what [`Model::to_bytes`] writes.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub fn read(bytes: &'m [u8]) -> Result<Self, Damage> {
        let [scores, features, clusters] = FORMAT.read(bytes)?;
        Self::of_sections(scores, features, clusters).ok_or(Damage::Content)
    }

    fn of_sections(scores: &'m [u8], features: &'m [u8], clusters: &'m [u8]) -> Option<Self> {
        if scores.len() != 2 * LABELS * (LABELS + 1) {
            return None;
        }
        let mut scores = scores.chunks_exact(2).map(|score| i32::from(read_u16(score, 0) as i16));
        let mut next = || std::array::from_fn(|_| scores.next().unwrap_or(0));
        let start = next();
        let transitions = std::array::from_fn(|_| next());
        let (table, rows) = Table::read(features, LABELS)?;
        Some(Self { start, transitions, table, rows, clusters: Clusters::read(clusters)?, finer: None })
    }

    /// Scores of the first label of a sentence.
    pub(crate) fn start(&self) -> &Scores {
        &self.start
    }

    /// Scores of a label after a label, `[from][to]`.
    pub(crate) fn transitions(&self) -> &[Scores; LABELS] {
        &self.transitions
    }

    /// The same with weights that tell what names of no common kind are.
    #[must_use]
    pub fn with_finer(self, finer: FinerWeights<'m>) -> Self {
        Self { finer: Some(finer), ..self }
    }

    /// What tells the names of no common kind apart.
    pub(super) fn finer(&self) -> Option<FinerWeights<'m>> {
        self.finer
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
        let bytes = model.to_bytes(0);
        let weights = Weights::read(&bytes).unwrap();
        assert_eq!((weights.start()[1], weights.transitions()[2][3]), (-300, 77));
        for (hash, row) in &model.rows {
            assert_eq!(weights.score(&Features { hashes: vec![*hash] }), row.map(i32::from));
        }
        for (hash, cluster) in &model.clusters {
            let [cluster, part] = cluster.map(u32::from);
            assert_eq!(weights.clusters().of(*hash), (cluster, 8 * cluster + part));
        }
    }

    #[test]
    fn sections_that_do_not_fit_are_refused() {
        let bytes = Model::default().to_bytes(0);
        let [scores, features, clusters] = FORMAT.read(&bytes).unwrap();
        let read = |sections: [&[u8]; 3]| Weights::read(&FORMAT.write(0, sections)).map(|_| ()).unwrap_err();
        assert_eq!(read([&scores[1..], features, clusters]), Damage::Content);
        assert_eq!(read([scores, &features[1..], clusters]), Damage::Content);
        assert_eq!(read([scores, features, b""]), Damage::Content);
    }

    #[test]
    fn every_row_of_a_full_bucket_is_found_and_no_other() {
        // All in one bucket; odd keys only.
        let rows: Vec<(u32, [i8; LABELS])> = (0..100_u32).map(|index| (2 * index + 1, [index as i8; LABELS])).collect();
        let bytes = Model { rows, ..Model::default() }.to_bytes(0);
        let weights = Weights::read(&bytes).unwrap();
        for index in 0..100_u32 {
            let score = |hash| weights.score(&Features { hashes: vec![hash] });
            assert_eq!(score(2 * index + 1), [index as i32; LABELS]);
            assert_eq!((score(2 * index), weights.row(2 * index)), ([0; LABELS], None));
        }
    }

    #[test]
    fn many_rows_add_up_beyond_sixteen_bits() {
        let bytes = Model { rows: vec![(5, [-128, 127, 0, 1, -1, 2, -2, 100, -100])], ..Model::default() }.to_bytes(0);
        let score = Weights::read(&bytes).unwrap().score(&Features { hashes: vec![5; 1000] });
        assert_eq!(score, [-128_000, 127_000, 0, 1000, -1000, 2000, -2000, 100_000, -100_000]);
    }
}
