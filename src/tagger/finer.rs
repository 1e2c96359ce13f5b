//! What a name is that is no person, organisation or place: a group, an event, a product, a work, a law, or no name at all.
//!
//! A multinomial logistic regression over hashed features of the words of the name and of those around it. All places of one written
//! form in a document are judged together: a name is one thing in one article. Weights are trained by `cargo xtask train finer` and
//! described in `models/finer.md`.

use std::ops::Range;

use super::DocumentFacts;
use super::features::{Facts, Features, mix};
use super::table::{self, Table};
use crate::container::{Damage, Format};
use crate::lexicon::class;
use crate::text::{Document, TokenKind};

/// Number of finer kinds.
pub const FINER_KINDS: usize = 6;

/// The kinds, in the order of the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FinerKind {
    /// Nationalities, religions, parties' followers.
    Group,
    /// Wars, elections, festivals, tournaments.
    Event,
    /// Things that are made and sold.
    Product,
    /// Films, books, songs, programmes.
    Work,
    /// Acts, treaties, court cases.
    Law,
    /// No name: substances, fields, genres, species.
    Nothing,
}

/// All kinds, in their order.
pub const FINER: [FinerKind; FINER_KINDS] =
    [FinerKind::Group, FinerKind::Event, FinerKind::Product, FinerKind::Work, FinerKind::Law, FinerKind::Nothing];

/// How many integer steps make one natural unit of score.
pub const FINER_SCALE: f64 = 16.0;
/// Words further away than this say nothing.
const FAR: usize = 6;
/// Templates have numbers of their own, from here on.
const TEMPLATES: u32 = 700;

/// The file `models/finer.bin`: a table by hash whose rows hold the weights of a feature (`[FINER_KINDS]` of `i8`).
pub const FINER_FORMAT: Format<1> = Format { name: "finer", version: 1, sections: ["features"] };

/// Probabilities of the kinds, in the order of [`FINER`].
pub(crate) type Shares = [f64; FINER_KINDS];

/// The file that holds these weights.
pub fn write_finer(rows: &[(u32, [i8; FINER_KINDS])], fingerprint: u64) -> Vec<u8> {
    let weights =
        |row: &[i8; FINER_KINDS], out: &mut Vec<u8>| out.extend(row.iter().map(|weight| weight.cast_unsigned()));
    FINER_FORMAT.write(fingerprint, [&table::write(rows, weights)])
}

/// Weights to be used: views into the bytes of a model.
#[derive(Clone, Copy)]
pub struct FinerWeights<'m> {
    table: Table<'m>,
    rows: &'m [u8],
}

impl<'m> FinerWeights<'m> {
    /// Reads what [`write_finer`] writes.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub fn from_bytes(bytes: &'m [u8]) -> Result<Self, Damage> {
        let [features] = FINER_FORMAT.read(bytes)?;
        let (table, rows) = Table::read(features, FINER_KINDS).ok_or(Damage::Content)?;
        Ok(Self { table, rows })
    }

    /// Adds the scores of a name with these features.
    fn score(&self, features: &Features, sums: &mut [i32; FINER_KINDS]) {
        let row = |&hash: &u32| self.rows.get(FINER_KINDS * self.table.find(hash)?..)?.first_chunk();
        for row in features.hashes.iter().filter_map(row) {
            let row: &[u8; FINER_KINDS] = row;
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight.cast_signed());
            }
        }
    }

    /// The probabilities of a name's kinds from the features of all its places.
    pub(super) fn shares<'f>(&self, places: impl Iterator<Item = &'f Features>) -> Shares {
        let (mut sums, mut count) = ([0; FINER_KINDS], 0_i32);
        for features in places {
            self.score(features, &mut sums);
            count += 1;
        }
        shares_of(sums.map(|sum| f64::from(sum) / (f64::from(count.max(1)) * FINER_SCALE)))
    }
}

/// The logistic function of several scores.
fn shares_of(scores: [f64; FINER_KINDS]) -> Shares {
    let most = scores.iter().copied().fold(f64::MIN, f64::max);
    let weights = scores.map(|score| libm::exp(score - most));
    let sum: f64 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}

impl DocumentFacts {
    /// Writes the features of the name that these tokens are over what `into` held.
    pub(crate) fn emit_name(&self, document: &Document<'_>, name: Range<usize>, into: &mut Features) {
        let hashes = &mut into.hashes;
        hashes.clear();
        let (Some(first), Some(last)) = (self.fact(name.start), name.end.checked_sub(1).and_then(|at| self.fact(at)))
        else {
            return;
        };
        self.emit_inside(first, last, name.clone(), hashes);
        let (start, end) = self.sentence(name.start);
        let mut add = |template: u32, values: [u32; 3]| hashes.push(mix(TEMPLATES + template, values));
        let at = |index: Option<usize>| index.filter(|at| (start..end).contains(at)).and_then(|at| self.fact(at));
        let is_mark = |index: Option<usize>| {
            let inside = index.filter(|at| (start..end).contains(at));
            inside.and_then(|at| document.tokens.get(at)).is_some_and(|token| token.kind == TokenKind::QuoteMark)
        };
        let back = |by: usize| name.start.checked_sub(by);
        let on = |by: usize| Some(name.end - 1 + by);
        // The marks around a title, and an article inside them, are told once and then passed over.
        let article = back(1).and_then(|at| document.tokens.get(at)).is_some_and(|token| token.is(class::ARTICLE));
        let inner = usize::from(article && is_mark(back(2)));
        let quoted = is_mark(back(1 + inner));
        let left = 1 + inner + usize::from(quoted);
        let closed = is_mark(on(1)) || is_mark(on(2));
        let right = 1 + usize::from(is_mark(on(1)));
        add(20, [u32::from(quoted), u32::from(closed), (name.len().min(4)) as u32]);
        let lower = |facts: Option<&Facts>| facts.map_or(1, |facts| facts.lower);
        let cluster = |facts: Option<&Facts>| facts.map_or(1, |facts| facts.cluster);
        let part = |facts: Option<&Facts>| facts.map_or(1, |facts| facts.part);
        let (before, earlier) = (at(back(left)), at(back(left + 1)));
        let (after, later) = (at(on(right)), at(on(right + 1)));
        add(21, [lower(before), 0, 0]);
        add(22, [part(before), 0, 0]);
        add(23, [lower(earlier), lower(before), 0]);
        add(24, [cluster(earlier), cluster(before), 0]);
        add(25, [lower(earlier), 0, 0]);
        add(26, [lower(after), 0, 0]);
        add(27, [part(after), 0, 0]);
        add(28, [lower(after), lower(later), 0]);
        add(29, [cluster(after), cluster(later), 0]);
        add(30, [lower(later), 0, 0]);
        add(31, [lower(before), first.short_shape, 0]);
        add(32, [lower(before), lower(after), 0]);
        // Words near by on each side, wherever they stand.
        for (side, from, to) in
            [(40, name.start.saturating_sub(FAR).max(start), name.start), (50, name.end, (name.end + FAR).min(end))]
        {
            for facts in (from..to).filter_map(|at| self.fact(at)).filter(|facts| facts.is_content()) {
                add(side, [facts.lower, 0, 0]);
                add(side + 1, [facts.part, 0, 0]);
                add(60, [facts.cluster, 0, 0]);
            }
        }
    }

    /// The words of the name themselves.
    fn emit_inside(&self, first: &Facts, last: &Facts, name: Range<usize>, hashes: &mut Vec<u32>) {
        let mut add = |template: u32, values: [u32; 3]| hashes.push(mix(TEMPLATES + template, values));
        let length = name.len().min(5) as u32;
        add(0, [0, 0, 0]);
        add(1, [length, 0, 0]);
        for facts in name.filter_map(|at| self.fact(at)) {
            add(2, [facts.lower, 0, 0]);
            add(3, [facts.part, 0, 0]);
            add(4, [facts.cluster, 0, 0]);
        }
        add(5, [last.lower, 0, 0]);
        add(6, [last.part, 0, 0]);
        add(7, [first.lower, 0, 0]);
        add(8, [last.suffixes[1], 0, 0]);
        add(9, [last.suffixes[0], length, 0]);
        add(10, [first.short_shape, last.short_shape, length]);
        add(11, [last.shape, length, 0]);
        add(12, [last.listed, length, 0]);
        add(13, [first.listed, length, 0]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let rows: Vec<(u32, [i8; FINER_KINDS])> =
            (0..900_u32).map(|index| (index.wrapping_mul(0x9e37_79b1), [index as i8, -3, 0, 5, 1, 2])).collect();
        let bytes = write_finer(&rows, 7);
        let weights = FinerWeights::from_bytes(&bytes).unwrap();
        for (hash, row) in &rows {
            let mut sums = [0; FINER_KINDS];
            weights.score(&Features { hashes: vec![*hash] }, &mut sums);
            assert_eq!(sums, row.map(i32::from));
        }
        let [features] = FINER_FORMAT.read(&bytes).unwrap();
        let short = FINER_FORMAT.write(7, [&features[1..]]);
        assert_eq!(FinerWeights::from_bytes(&short).map(|_| ()), Err(Damage::Content));
    }

    #[test]
    fn places_are_judged_together() {
        let rows = [(1, [16, 0, 0, 0, 0, 0]), (2, [0, 48, 0, 0, 0, 0])];
        let bytes = write_finer(&rows, 0);
        let weights = FinerWeights::from_bytes(&bytes).unwrap();
        let place = |hash| Features { hashes: vec![hash] };
        let best = |places: &[Features]| {
            let shares = weights.shares(places.iter());
            assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{shares:?}");
            FINER[(0..FINER_KINDS).max_by(|&a, &b| shares[a].total_cmp(&shares[b])).unwrap()]
        };
        assert_eq!(best(&[place(1)]), FinerKind::Group);
        assert_eq!(best(&[place(1), place(1), place(2)]), FinerKind::Event);
        // One natural unit: e to one.
        let shares = weights.shares([place(1)].iter());
        assert!((shares[0] / shares[2] - std::f64::consts::E).abs() < 1e-9);
    }
}
