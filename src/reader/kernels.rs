//! Products of matrices of small integers: where nearly all of the time goes.
//!
//! Weights are signed 4-bit numbers in groups of 32 along the inputs; a group has a scale of 1 to 255, a row (an output) a real one. What a
//! row is multiplied with is signed bytes with one real scale for a word. A product is then
//!
//! ```text
//! bias + (sum over groups of group scale * (sum over the group of byte * weight)) * (scale of the word * scale of the row)
//! ```
//! with integers inside the outer brackets. Integer sums do not depend on their order, so vectors of any width agree with `plain`, the
//! twin in plain loops. Nothing overflows: 32 products of a byte and a weight are at most 32·127·7 < 2¹⁵, so that even a sum of 16 bits
//! holds them, and 48 groups of them at most 48·255·32·127·7 < 2³¹.
//!
//! Rows are unpacked to 16 bits a few at a time, for as long as all words need them; a few words and a few rows are multiplied at once, so
//! that each number that is loaded is used several times.

use super::numbers::{largest, rounded_byte};

/// Weights that share a scale.
pub(super) const GROUP: usize = 32;
/// Bytes of a packed group: byte `i` holds weight `i` in its low half and weight `i + 16` in its high half, each plus 8.
pub(super) const PACKED: usize = GROUP / 2;

/// Numbers of words are filled up to a multiple of this, whatever the target.
pub(super) const WORDS: usize = 4;
/// Groups that are unpacked at a time.
const TILE: usize = 192;

/// The steps that a compiler makes vectors of only when they are written in its way: here of what is best for SSE2 and NEON.
#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::indexing_slicing, reason = "constants below the lengths of arrays; the loops become vectors")]
mod lanes {
    use std::array::from_fn;

    use super::GROUP;

    /// How many words are multiplied at once, and with how many rows: as many as 16 registers hold.
    pub(super) const WORDS: usize = 2;
    pub(super) const ROWS: usize = 2;

    /// Calls for each word and each row, in loops: what is written out does not become the vectors that it should.
    #[inline(always)]
    pub(super) fn each(mut step: impl FnMut(usize, usize)) {
        for word in 0..WORDS {
            for row in 0..ROWS {
                step(word, row);
            }
        }
    }

    /// As many numbers as share a scale.
    #[derive(Clone, Copy)]
    #[repr(C, align(64))]
    pub(in crate::reader) struct Group([i16; GROUP]);

    impl Group {
        pub(super) fn new(numbers: [i16; GROUP]) -> Self {
            Self(numbers)
        }

        pub(super) fn numbers(&self) -> [i16; GROUP] {
            self.0
        }
    }

    /// The scale of a group, as often as a vector takes it.
    #[derive(Clone, Copy)]
    #[repr(C, align(16))]
    pub(super) struct Scale([i16; 8]);

    impl Scale {
        pub(super) fn new(scale: u8) -> Self {
            Self([i16::from(scale); 8])
        }
    }

    /// A sum in four parts.
    pub(super) type Sum = [i32; 4];
    pub(super) const ZERO: Sum = [0; 4];

    /// The products of two groups in eight sums, which must fit 16 bits.
    #[inline(always)]
    pub(super) fn eights(Group(a): &Group, Group(b): &Group) -> [i16; 8] {
        from_fn(|i| {
            let product = |at: usize| a[i + at].wrapping_mul(b[i + at]);
            product(0).wrapping_add(product(8)).wrapping_add(product(16).wrapping_add(product(24)))
        })
    }

    /// Adds the products of eight sums with their scale.
    #[inline(always)]
    pub(super) fn add(sum: &mut Sum, a: [i16; 8], Scale(b): &Scale) {
        let products: [i32; 8] = from_fn(|i| i32::from(a[i]) * i32::from(b[i]));
        *sum = from_fn(|i| sum[i].wrapping_add(products[2 * i].wrapping_add(products[2 * i + 1])));
    }

    /// The sum of the parts.
    #[inline(always)]
    pub(super) fn total(sum: Sum) -> i32 {
        sum.into_iter().fold(0, i32::wrapping_add)
    }
}

/// The same of what WebAssembly has for it.
#[cfg(target_arch = "wasm32")]
mod lanes {
    use core::arch::wasm32::{
        i16x8, i16x8_add, i16x8_extract_lane, i16x8_mul, i16x8_splat, i32x4, i32x4_add, i32x4_dot_i16x8,
        i32x4_extract_lane, v128,
    };

    use super::GROUP;

    /// How many words are multiplied at once, and with how many rows: what is fastest in V8.
    pub(super) const WORDS: usize = 4;
    pub(super) const ROWS: usize = 2;

    /// Calls for each word and each row, written out: the profile of the engine does not unroll loops of loops.
    #[inline(always)]
    pub(super) fn each(mut step: impl FnMut(usize, usize)) {
        step(0, 0);
        step(0, 1);
        step(1, 0);
        step(1, 1);
        step(2, 0);
        step(2, 1);
        step(3, 0);
        step(3, 1);
    }

    /// As many numbers as share a scale.
    #[derive(Clone, Copy)]
    pub(in crate::reader) struct Group([v128; 4]);

    impl Group {
        pub(super) fn new(numbers: [i16; GROUP]) -> Self {
            let mut eights = numbers.as_chunks::<8>().0.iter();
            Self(std::array::from_fn(|_| {
                let [a, b, c, d, e, f, g, h] = eights.next().copied().unwrap_or_default();
                i16x8(a, b, c, d, e, f, g, h)
            }))
        }

        pub(super) fn numbers(&self) -> [i16; GROUP] {
            let mut numbers = [0; GROUP];
            for (to, &eight) in numbers.as_chunks_mut::<8>().0.iter_mut().zip(&self.0) {
                *to = [
                    i16x8_extract_lane::<0>(eight),
                    i16x8_extract_lane::<1>(eight),
                    i16x8_extract_lane::<2>(eight),
                    i16x8_extract_lane::<3>(eight),
                    i16x8_extract_lane::<4>(eight),
                    i16x8_extract_lane::<5>(eight),
                    i16x8_extract_lane::<6>(eight),
                    i16x8_extract_lane::<7>(eight),
                ];
            }
            numbers
        }
    }

    /// The scale of a group, as often as a vector takes it.
    #[derive(Clone, Copy)]
    pub(super) struct Scale(v128);

    impl Scale {
        pub(super) fn new(scale: u8) -> Self {
            Self(i16x8_splat(i16::from(scale)))
        }
    }

    /// A sum in four parts.
    pub(super) type Sum = v128;
    pub(super) const ZERO: Sum = i32x4(0, 0, 0, 0);

    /// The products of two groups in eight sums, which must fit 16 bits.
    #[inline(always)]
    pub(super) fn eights(Group([a, b, c, d]): &Group, Group([e, f, g, h]): &Group) -> v128 {
        let low = i16x8_add(i16x8_mul(*a, *e), i16x8_mul(*b, *f));
        i16x8_add(low, i16x8_add(i16x8_mul(*c, *g), i16x8_mul(*d, *h)))
    }

    /// Adds the products of eight sums with their scale.
    #[inline(always)]
    pub(super) fn add(sum: &mut Sum, a: v128, Scale(b): &Scale) {
        *sum = i32x4_add(*sum, i32x4_dot_i16x8(a, *b));
    }

    /// The sum of the parts.
    #[inline(always)]
    pub(super) fn total(sum: Sum) -> i32 {
        let parts = [i32x4_extract_lane::<0>(sum), i32x4_extract_lane::<1>(sum)];
        let more = [i32x4_extract_lane::<2>(sum), i32x4_extract_lane::<3>(sum)];
        parts.into_iter().chain(more).fold(0, i32::wrapping_add)
    }
}

pub(super) use lanes::Group;
use lanes::{Scale, eights};

/// The scaled sums of some words with some rows of `groups` groups, `[word][row]`.
// Compiled for itself: as a part of its caller, its vectors are not recognised.
#[inline(never)]
#[expect(clippy::indexing_slicing, reason = "all slices are cut to the shortest; the loops become vectors")]
fn panel(words: &[Group], (rows, scales): (&[Group], &[Scale]), groups: usize) -> [[i32; lanes::ROWS]; lanes::WORDS] {
    const W: usize = lanes::WORDS;
    const R: usize = lanes::ROWS;
    let words: [&[Group]; W] = std::array::from_fn(|at| part(words, at, groups));
    let rows: [&[Group]; R] = std::array::from_fn(|at| part(rows, at, groups));
    let scales: [&[Scale]; R] = std::array::from_fn(|at| part(scales, at, groups));
    let lengths = words.iter().chain(&rows).map(|part| part.len());
    let length = lengths.chain(scales.iter().map(|part| part.len())).min().unwrap_or(0);
    let (words, rows) = (words.map(|word| &word[..length]), rows.map(|row| &row[..length]));
    let scales = scales.map(|scales| &scales[..length]);
    let mut sums = [[lanes::ZERO; R]; W];
    for group in 0..length {
        lanes::each(|word, row| {
            let products = eights(&words[word][group], &rows[row][group]);
            lanes::add(&mut sums[word][row], products, &scales[row][group]);
        });
    }
    sums.map(|sums| sums.map(lanes::total))
}

/// The part at a place, where all have the same length.
fn part<T>(of: &[T], at: usize, length: usize) -> &[T] {
    of.get(at * length..(at + 1) * length).unwrap_or_default()
}

/// How many keys are scored at once.
const KEYS: usize = 32;

/// Keys of attention: bytes, which real numbers hold exactly, with a scale for each key.
///
/// Real numbers, as a sum of 32 products of bytes is below 2²⁴ and thus exact, too; and keys beside each other, as sums over vectors cost
/// more than products.
#[derive(Default)]
pub(super) struct Keys {
    /// `[block][number][key]`, the last block filled up with zeros.
    values: Vec<[f32; KEYS]>,
    scales: Vec<[f32; KEYS]>,
}

impl Keys {
    /// Takes rows of one group each.
    pub(super) fn set(&mut self, keys: &Bytes) {
        self.values.clear();
        self.scales.clear();
        for (block, scales) in keys.values.chunks(KEYS).zip(keys.scales.chunks(KEYS)) {
            let first = self.values.len();
            self.values.resize(first + GROUP, [0.0; KEYS]);
            let rows = self.values.get_mut(first..).unwrap_or_default();
            for (at, key) in block.iter().enumerate() {
                for (row, number) in rows.iter_mut().zip(key.numbers()) {
                    row.iter_mut().skip(at).take(1).for_each(|to| *to = f32::from(number));
                }
            }
            let mut row = [0.0; KEYS];
            row.iter_mut().zip(scales).for_each(|(to, &scale)| *to = scale);
            self.scales.push(row);
        }
    }

    /// The product of a query with each key, times `scale` and the scale of the key.
    pub(super) fn scores(&self, query: &Group, scale: f32, scores: &mut Vec<f32>) {
        scores.clear();
        let query = query.numbers();
        for (block, scales) in self.values.as_chunks::<GROUP>().0.iter().zip(&self.scales) {
            let mut sums = [0.0; KEYS];
            for (number, keys) in query.map(f32::from).into_iter().zip(block) {
                sums.iter_mut().zip(keys).for_each(|(sum, key)| *sum += number * key);
            }
            sums.iter_mut().zip(scales).for_each(|(sum, other)| *sum *= scale * other);
            scores.extend(sums);
        }
    }
}

/// Rows of signed bytes, each with a scale.
#[derive(Default)]
pub(super) struct Bytes {
    values: Vec<Group>,
    scales: Vec<f32>,
}

impl Bytes {
    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.values.clear();
        self.scales.clear();
    }

    /// Adds a row, whose length must be a multiple of [`GROUP`]: its largest number becomes 127, halves are rounded to even.
    pub(super) fn push(&mut self, row: &[f32]) {
        let largest = largest(row);
        let factor = if largest > 0.0 { 127.0 / largest } else { 0.0 };
        self.scales.push(largest / 127.0);
        for group in row.as_chunks::<GROUP>().0 {
            self.values.push(Group::new(group.map(|x| i16::from(rounded_byte(x * factor)))));
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.scales.len()
    }

    /// Takes these rows in place of its own.
    pub(super) fn set(&mut self, rows: &[f32], length: usize) {
        self.clear();
        rows.chunks_exact(length).for_each(|row| self.push(row));
    }

    /// Each group with the scale of its row, of rows of one group.
    pub(super) fn groups(&self) -> impl Iterator<Item = (&Group, f32)> {
        self.values.iter().zip(self.scales.iter().copied())
    }
}

/// A matrix of weights as the file has it, `[output][input]`.
#[derive(Clone, Debug)]
pub(super) struct Matrix<'m> {
    /// Groups of a row.
    pub(super) groups: usize,
    /// Packed weights, [`PACKED`] bytes a group.
    pub(super) values: &'m [u8],
    /// A scale for each group.
    pub(super) scales: &'m [u8],
    /// A scale for each row.
    pub(super) rows: Vec<f32>,
    /// One for each row.
    pub(super) biases: Vec<f32>,
}

/// Unpacks a group.
pub(super) fn unpacked(packed: &[u8; PACKED]) -> [i16; GROUP] {
    let mut weights = [0; GROUP];
    let (low, high) = weights.split_at_mut(PACKED);
    low.iter_mut().zip(packed).for_each(|(weight, byte)| *weight = i16::from(byte & 15) - 8);
    high.iter_mut().zip(packed).for_each(|(weight, byte)| *weight = i16::from(byte >> 4) - 8);
    weights
}

/// Rows that are unpacked.
#[derive(Default)]
pub(super) struct Tile {
    values: Vec<Group>,
    scales: Vec<Scale>,
    /// The sums of a word with them, for some words.
    sums: [Vec<i32>; lanes::WORDS],
}

impl Tile {
    fn fill(&mut self, values: &[u8], scales: &[u8]) {
        self.values.clear();
        self.values.extend(values.as_chunks::<PACKED>().0.iter().map(|packed| Group::new(unpacked(packed))));
        self.scales.clear();
        self.scales.extend(scales.iter().map(|&scale| Scale::new(scale)));
    }

    /// Multiplies [`lanes::WORDS`] words by the first of these rows, as many as are asked for.
    fn multiply(&mut self, words: &[Group], groups: usize, rows: usize) {
        const R: usize = lanes::ROWS;
        self.sums.iter_mut().for_each(Vec::clear);
        for at in 0..rows / R {
            let rows = (part(&self.values, at, R * groups), part(&self.scales, at, R * groups));
            let sums = panel(words, rows, groups);
            self.sums.iter_mut().zip(sums).for_each(|(all, sums)| all.extend(sums));
        }
    }
}

/// Multiplies rows of bytes, [`WORDS`] or a multiple of it, by a matrix and adds its biases: `out` is `[word][output]`.
pub(super) fn multiply(bytes: &Bytes, matrix: &Matrix<'_>, tile: &mut Tile, out: &mut [f32]) {
    let (groups, outputs) = (matrix.groups.max(1), matrix.rows.len().max(1));
    // A multiple of the rows that are multiplied at once.
    let rows = (TILE / groups).next_multiple_of(lanes::ROWS);
    let packed = matrix.values.chunks(rows * groups * PACKED).zip(matrix.scales.chunks(rows * groups));
    let reals = matrix.rows.chunks(rows).zip(matrix.biases.chunks(rows));
    for (at, ((values, scales), (row_scales, biases))) in packed.zip(reals).enumerate() {
        tile.fill(values, scales);
        let words =
            bytes.values.chunks_exact(lanes::WORDS * groups).zip(bytes.scales.as_chunks::<{ lanes::WORDS }>().0);
        for ((words, word_scales), out) in words.zip(out.chunks_exact_mut(lanes::WORDS * outputs)) {
            tile.multiply(words, groups, row_scales.len());
            for (word, (sums, word_scale)) in tile.sums.iter().zip(word_scales).enumerate() {
                let out = out.get_mut(word * outputs + at * rows..).unwrap_or_default();
                for (((out, &sum), row_scale), bias) in out.iter_mut().zip(sums).zip(row_scales).zip(biases) {
                    *out = bias + sum as f32 * (word_scale * row_scale);
                }
            }
        }
    }
}

/// What [`multiply`] does, in plain loops.
#[cfg(test)]
mod plain {
    use super::{Bytes, GROUP, Matrix, PACKED};

    pub(super) fn multiply(bytes: &Bytes, matrix: &Matrix<'_>) -> Vec<f32> {
        let (groups, outputs) = (matrix.groups, matrix.rows.len());
        let mut out = Vec::new();
        for (word, scale) in bytes.scales.iter().enumerate() {
            for row in 0..outputs {
                let mut sum: i64 = 0;
                for group in 0..groups {
                    for i in 0..GROUP {
                        let byte = matrix.values[(row * groups + group) * PACKED + i % PACKED];
                        let weight = i64::from(if i < PACKED { byte & 15 } else { byte >> 4 }) - 8;
                        let product = i64::from(bytes.values[word * groups + group].numbers()[i]) * weight;
                        sum += i64::from(matrix.scales[row * groups + group]) * product;
                    }
                }
                let sum = i32::try_from(sum).expect("no overflow");
                out.push(matrix.biases[row] + sum as f32 * (scale * matrix.rows[row]));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// Bits of the numbers, which tell more apart than comparing does.
    fn bits(numbers: &[f32]) -> Vec<u32> {
        numbers.iter().map(|number| number.to_bits()).collect()
    }

    fn check(
        words: usize,
        groups: usize,
        values: &[u8],
        scales: &[u8],
        reals: &[f32],
        row: impl Fn(usize) -> Vec<f32>,
    ) {
        let outputs = reals.len() / 2;
        let (rows, biases) = reals.split_at(outputs);
        let matrix = Matrix { groups, values, scales, rows: rows.to_vec(), biases: biases.to_vec() };
        let mut bytes = Bytes::default();
        (0..words).for_each(|word| bytes.push(&row(word)));
        let mut out = vec![f32::NAN; words * outputs];
        multiply(&bytes, &matrix, &mut Tile::default(), &mut out);
        assert_eq!(bits(&out), bits(&plain::multiply(&bytes, &matrix)));
    }

    #[test]
    fn the_largest_numbers_do_not_overflow() {
        // Weights of -7 and bytes of 127 throughout, in the longest rows.
        let (groups, outputs) = (48, 6);
        let values = vec![0x11; outputs * groups * PACKED];
        let scales = vec![255; outputs * groups];
        check(8, groups, &values, &scales, &[1.0; 12], |word| {
            vec![if word % 2 == 0 { -3.0 } else { 2.0 }; groups * GROUP]
        });
    }

    #[test]
    fn bytes_have_the_largest_number_at_127() {
        let mut bytes = Bytes::default();
        let mut row = [0.0; GROUP];
        row[..4].copy_from_slice(&[2.0, -4.0, 1.0, 0.01]);
        bytes.push(&row);
        bytes.push(&[0.0; GROUP]);
        let [(first, scale), (second, zero)] = bytes.groups().collect::<Vec<_>>()[..] else { panic!() };
        assert_eq!((&first.numbers()[..5], scale.to_bits()), (&[64, -127, 32, 0, 0][..], (4.0_f32 / 127.0).to_bits()));
        assert_eq!((second.numbers(), zero), ([0; GROUP], 0.0));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn vectors_agree_with_plain_loops(
            (groups, pairs, fours) in (1_usize..50, 1_usize..20, 1_usize..4),
            seed in any::<u64>(),
        ) {
            let (outputs, words) = (2 * pairs, WORDS * fours);
            let mut random = Random(seed | 1);
            let mut half = || random.below(15) as u8 + 1;
            let values: Vec<u8> = (0..outputs * groups * PACKED).map(|_| half() | (half() << 4)).collect();
            let scales: Vec<u8> = (0..outputs * groups).map(|_| (random.below(255) + 1) as u8).collect();
            let reals: Vec<f32> = (0..2 * outputs).map(|_| random.real()).collect();
            let rows: Vec<Vec<f32>> = (0..words).map(|_| (0..groups * GROUP).map(|_| random.real()).collect()).collect();
            check(words, groups, &values, &scales, &reals, |word| rows[word].clone());
        }

        #[test]
        fn scores_are_exact(count in 1_usize..40, seed in any::<u64>()) {
            let mut random = Random(seed | 1);
            let mut bytes = Bytes::default();
            (0..count).for_each(|_| bytes.push(&std::array::from_fn::<f32, GROUP, _>(|_| random.real())));
            let mut keys = Keys::default();
            keys.set(&bytes);
            let mut found = Vec::new();
            for (query, scale) in bytes.groups() {
                keys.scores(query, scale, &mut found);
                prop_assert_eq!(found.len(), count.next_multiple_of(KEYS));
                for ((other, other_scale), found) in bytes.groups().zip(&found) {
                    let product: i32 = query.numbers().iter().zip(other.numbers()).map(|(&a, b)| i32::from(a) * i32::from(b)).sum();
                    prop_assert_eq!((product as f32 * (scale * other_scale)).to_bits(), found.to_bits());
                }
            }
        }

        #[test]
        fn numbers_of_a_row_come_back_within_half_a_step(row in vec(-1e3_f32..1e3, GROUP)) {
            let mut bytes = Bytes::default();
            bytes.push(&row);
            for (group, scale) in bytes.groups() {
                for (x, byte) in row.iter().zip(group.numbers()) {
                    prop_assert!((x - f32::from(byte) * scale).abs() <= 0.5001 * scale && byte.abs() <= 127);
                }
            }
        }
    }

    /// An xorshift generator.
    struct Random(u64);

    impl Random {
        fn below(&mut self, limit: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            (self.0 >> 20) % limit
        }

        /// From -1 to 1.
        fn real(&mut self) -> f32 {
            self.below(1 << 24) as f32 / (1 << 23) as f32 - 1.0
        }
    }
}
