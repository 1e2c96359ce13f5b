//! Makes the file of a reader of real weights.
//!
//! Weights of the table and of the layers become signed 4-bit numbers. With `most` the largest size of a weight of a group, and all in
//! double precision but the scale of the row, which is the `f32` that the file holds:
//!
//! ```text
//! row scale   = (largest `most` of the row's groups) / 7 / 255
//! group scale = most / 7 / row scale, rounded, at least 1
//! weight      = w / (row scale * group scale), rounded, between -7 and 7
//! ```
//! Of a group scale `s` and of `s` times 0.95, 0.9, 0.85, 0.8, 0.75 and 0.7, rounded, that one is taken which leaves the least sum of
//! squared errors, the first of those that leave the same: large weights are rare, and a smaller step serves all others. On the first
//! four layers and the table of all-MiniLM-L6-v2 the squared error falls by 10 %. Halves are rounded to even. Positions, shapes, gaps
//! and heads become signed bytes: row scale `largest / 127`, rounded in the same way.

use super::format::{FORMAT, HIDDEN, MATRICES, Model};
use super::kernels::{GROUP, PACKED};
use crate::container::Damage;

/// Shares of a group's scale that are tried.
const SHARES: [f64; 7] = [1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7];

/// What a reader is made of. Every matrix is `[row][column]`.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// The vocabulary by id; continuations begin with `##`.
    pub pieces: Vec<String>,
    /// Letters and what they are folded to.
    pub letters: Vec<(char, char)>,
    /// A row for each piece.
    pub table: Vec<f32>,
    /// A row for each position of a window.
    pub positions: Vec<f32>,
    /// A row for each [`WordShape`](super::WordShape).
    pub shapes: Vec<f32>,
    /// A row for each [`Gap`](super::Gap).
    pub gaps: Vec<f32>,
    /// Weights and biases of the first normalisation.
    pub norm: [Vec<f32>; 2],
    /// From the first to the last.
    pub layers: Vec<LayerParts>,
    /// In any order.
    pub heads: Vec<HeadParts>,
}

/// What a layer is made of.
#[derive(Clone, Debug, Default)]
pub struct LayerParts {
    /// Weights and biases: query, key, value, output, up, down.
    pub matrices: [[Vec<f32>; 2]; 6],
    /// Weights and biases of the normalisation after attention and of the one at the end.
    pub norms: [[Vec<f32>; 2]; 2],
}

/// What a head is made of.
#[derive(Clone, Debug, Default)]
pub struct HeadParts {
    /// What it is asked for by, at most 255 bytes.
    pub name: String,
    /// How many numbers it is given.
    pub inputs: usize,
    /// `[output][input]`.
    pub weights: Vec<f32>,
    /// One for each output.
    pub biases: Vec<f32>,
}

impl Parts {
    /// The file.
    ///
    /// # Errors
    /// [`Damage::Content`] where a length is wrong, a number is not finite or the vocabulary is not whole.
    pub fn to_bytes(&self, fingerprint: u64) -> Result<Vec<u8>, Damage> {
        let mut table = Packed::default();
        table.add(&self.table, HIDDEN);
        let mut places = [Vec::new(), Vec::new()];
        [&self.positions, &self.shapes, &self.gaps].into_iter().for_each(|rows| add_bytes(rows, HIDDEN, &mut places));
        let mut layers = Packed::default();
        let mut real_numbers = Vec::new();
        self.norm.iter().for_each(|real| add_reals(real, &mut real_numbers));
        for LayerParts { matrices, norms } in &self.layers {
            for ([weights, biases], [_, inputs]) in matrices.iter().zip(MATRICES) {
                layers.add(weights, inputs);
                add_reals(biases, &mut real_numbers);
            }
            norms.iter().flatten().for_each(|real| add_reals(real, &mut real_numbers));
        }
        let count = |count: usize| u32::try_from(count).map(u32::to_le_bytes).map_err(|_| Damage::Content);
        let positions = self.positions.len() / HIDDEN;
        let sizes = [count(self.layers.len())?, count(self.pieces.len())?, count(positions)?].concat();
        let pieces: String = self.pieces.iter().flat_map(|piece| [piece, "\n"]).collect();
        let mut letters = Vec::new();
        for &(from, to) in &self.letters {
            for letter in [from, to] {
                letters.extend(u16::try_from(u32::from(letter)).map_err(|_| Damage::Content)?.to_le_bytes());
            }
        }
        let mut heads = count(self.heads.len())?.to_vec();
        for head in &self.heads {
            head.add(&mut heads)?;
        }
        let sections: [&[u8]; 12] = [
            &sizes,
            pieces.as_bytes(),
            &letters,
            &table.values,
            &table.scales,
            &table.rows,
            &places.concat(),
            &layers.values,
            &layers.scales,
            &layers.rows,
            &real_numbers,
            &heads,
        ];
        let bytes = FORMAT.write(fingerprint, sections);
        // Whatever does not fit is seen where it is read.
        Model::from_bytes(&bytes)?;
        Ok(bytes)
    }
}

impl HeadParts {
    fn add(&self, to: &mut Vec<u8>) -> Result<(), Damage> {
        to.push(u8::try_from(self.name.len()).map_err(|_| Damage::Content)?);
        to.extend(self.name.as_bytes());
        for count in [self.biases.len(), self.inputs] {
            to.extend(u32::try_from(count).map_err(|_| Damage::Content)?.to_le_bytes());
        }
        let mut bytes = [Vec::new(), Vec::new()];
        add_bytes(&self.weights, self.inputs.max(1), &mut bytes);
        let [values, rows] = bytes;
        to.extend(rows);
        add_reals(&self.biases, to);
        to.extend(values);
        Ok(())
    }
}

fn add_reals(reals: &[f32], to: &mut Vec<u8>) {
    to.extend(reals.iter().flat_map(|real| real.to_le_bytes()));
}

/// Rows as signed bytes, and the scale of each.
fn add_bytes(rows: &[f32], length: usize, [values, scales]: &mut [Vec<u8>; 2]) {
    for row in rows.chunks(length) {
        let scale = (largest(row) / 127.0) as f32;
        add_reals(&[scale], scales);
        values.extend(row.iter().map(|&x| rounded(f64::from(x), f64::from(scale), 127.0) as i8 as u8));
    }
}

fn largest(numbers: &[f32]) -> f64 {
    numbers.iter().fold(0.0, |most, &x| f64::from(x.abs()).max(most))
}

/// The number of steps nearest to `x`, within limits.
fn rounded(x: f64, step: f64, most: f64) -> f64 {
    if step > 0.0 { (x / step).round_ties_even().clamp(-most, most) } else { 0.0 }
}

/// Weights of 4 bits with their scales.
#[derive(Default)]
struct Packed {
    values: Vec<u8>,
    scales: Vec<u8>,
    rows: Vec<u8>,
}

impl Packed {
    fn add(&mut self, weights: &[f32], inputs: usize) {
        for row in weights.chunks(inputs) {
            let row_scale = (largest(row) / 7.0 / 255.0) as f32;
            add_reals(&[row_scale], &mut self.rows);
            for group in row.chunks(GROUP) {
                self.add_group(group, f64::from(row_scale));
            }
        }
    }

    fn add_group(&mut self, group: &[f32], row_scale: f64) {
        let whole = if row_scale > 0.0 { (largest(group) / 7.0 / row_scale).round_ties_even() } else { 1.0 };
        let mut best = (f64::INFINITY, 1.0);
        for share in SHARES {
            let scale = (whole * share).round_ties_even().clamp(1.0, 255.0);
            let step = row_scale * scale;
            let error = |&x: &f32| f64::from(x) - rounded(f64::from(x), step, 7.0) * step;
            let errors: f64 = group.iter().map(error).map(|error| error * error).sum();
            if errors < best.0 {
                best = (errors, scale);
            }
        }
        let (_, scale) = best;
        self.scales.push(scale as u8);
        let packed = |x: f32| (rounded(f64::from(x), row_scale * scale, 7.0) + 8.0) as u8;
        let (low, high) = group.split_at(PACKED.min(group.len()));
        self.values.extend(low.iter().zip(high).map(|(&low, &high)| packed(low) | (packed(high) << 4)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::kernels::unpacked;

    /// Weights as they come back.
    fn back(row: &[f32]) -> Vec<f32> {
        let mut packed = Packed::default();
        packed.add(row, row.len());
        let scale = f32::from_le_bytes(*packed.rows.first_chunk().unwrap());
        let groups = packed.values.as_chunks::<PACKED>().0.iter().zip(&packed.scales);
        let weights =
            groups.flat_map(|(values, &group)| unpacked(values).map(|value| f32::from(value) * f32::from(group)));
        weights.map(|weight| weight * scale).collect()
    }

    #[test]
    fn what_fits_comes_back() {
        // Every step of both scales is a power of two, and the largest weights are there.
        let row: Vec<f32> = (0..64).map(|i| ((i % 15) - 7) as f32 * if i < 32 { 0.25 } else { 255.0 / 64.0 }).collect();
        let worst = row.iter().zip(back(&row)).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 1e-5, "{worst}");
        assert_eq!(back(&[0.0; 32]), [0.0; 32]);
    }

    #[test]
    fn one_large_weight_does_not_take_the_others_away() {
        let row: Vec<f32> = (0..32).map(|i| if i == 0 { 1.4 } else { ((i * 7) % 13) as f32 / 13.0 - 0.5 }).collect();
        let whole = |x: f32| (x / 0.2).round_ties_even() * 0.2;
        let error = |back: &[f32]| -> f32 { row.iter().zip(back).map(|(a, b)| (a - b) * (a - b)).sum() };
        let plain: Vec<f32> = row.iter().map(|&x| whole(x)).collect();
        assert!(error(&back(&row)) < 0.95 * error(&plain), "{} {}", error(&back(&row)), error(&plain));
    }
}
