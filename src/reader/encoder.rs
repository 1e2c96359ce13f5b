//! The encoder: layers of attention and of feed-forward networks over the pieces of a window, as in BERT (Devlin et al., 2019), with the
//! normalisation after each sum.
//!
//! ```text
//! x = norm(table[piece] + position[at] + shape[shape] + gap[gap])
//! of each layer
//!     q, k, v = products of x with three matrices, plus biases
//!     x = norm(x + output(for each head: softmax(q·k / sqrt(32)) · v))
//!     x = norm(x + down(gelu(up(x))))
//! ```
//! What goes into a matrix is rounded to bytes with a scale for each piece, queries and keys with one for each piece and head.

use super::format::{HIDDEN, Layer, Model, Norm, WIDE};
use super::kernels::{Bytes, GROUP, Keys, Matrix, PACKED, Tile, WORDS, multiply, unpacked};
use super::numbers::{gelu, softmax};
use super::pieces::{Gap, Piece, WordShape};

/// Numbers of a head: of a query, of a key, of a value.
const HEAD: usize = GROUP;
/// One over the square root of [`HEAD`].
const PER_ROOT: f32 = 0.176_776_69;

/// What the encoder works in; it grows once and is used again.
#[derive(Default)]
pub struct Workspace {
    /// The states, `[piece][HIDDEN]`.
    x: Vec<f32>,
    /// What goes into a matrix.
    bytes: Bytes,
    /// What comes out of one, or out of attention.
    out: Vec<f32>,
    queries: Vec<f32>,
    keys: Vec<f32>,
    values: Vec<f32>,
    head: HeadSpace,
    tile: Tile,
}

/// One head of attention.
#[derive(Default)]
struct HeadSpace {
    queries: Bytes,
    /// Keys on their way to where they are scored.
    bytes: Bytes,
    keys: Keys,
    values: Vec<[f32; HEAD]>,
    shares: Vec<f32>,
}

impl Workspace {
    /// Sets [`Self::states`] to what the model makes of a window with these pieces inside.
    pub(super) fn encode(&mut self, model: &Model<'_>, pieces: &[Piece]) {
        let count = pieces.len() + 2;
        self.embed(model, pieces, count.next_multiple_of(WORDS));
        for layer in &model.layers {
            self.attend(layer, count);
            self.feed(layer);
        }
    }

    /// The states of the pieces of the last window, without the special ones.
    pub(super) fn states(&self) -> &[f32] {
        self.x.get(HIDDEN..).unwrap_or_default()
    }

    /// Makes `x` of what is known of each piece; it is filled up to `rows`.
    fn embed(&mut self, model: &Model<'_>, pieces: &[Piece], rows: usize) {
        let [begin, end, _] = model.vocabulary.special;
        let special = |id| (id, WordShape::Special, Gap::None);
        let inner = pieces.iter().map(|piece| (piece.id, piece.shape, piece.gap));
        let all = [special(begin)].into_iter().chain(inner).chain([special(end)]);
        self.x.clear();
        self.x.resize(rows * HIDDEN, 0.0);
        for (at, ((id, shape, gap), x)) in all.zip(self.x.chunks_exact_mut(HIDDEN)).enumerate() {
            model.table.copy_row(usize::from(id), x);
            model.positions.add(at, x);
            model.shapes.add(shape as usize, x);
            model.gaps.add(gap as usize, x);
            model.norm.apply(x);
        }
    }

    fn attend(&mut self, layer: &Layer<'_>, count: usize) {
        let [query, key, value, output, ..] = &layer.matrices;
        self.bytes.set(&self.x, HIDDEN);
        for (matrix, out) in [(query, &mut self.queries), (key, &mut self.keys), (value, &mut self.values)] {
            product(&self.bytes, matrix, &mut self.tile, out);
        }
        // The rows that fill up see nothing and are seen by none.
        self.out.clear();
        self.out.resize(self.x.len(), 0.0);
        for head in 0..HIDDEN / HEAD {
            self.head.fill(
                [&self.queries, &self.keys, &self.values].map(|rows| rows.as_chunks::<HEAD>().0),
                head,
                count,
            );
            self.head.attend(self.out.as_chunks_mut::<HEAD>().0, head);
        }
        self.bytes.set(&self.out, HIDDEN);
        product(&self.bytes, output, &mut self.tile, &mut self.out);
        self.add(&layer.after_attention);
    }

    fn feed(&mut self, layer: &Layer<'_>) {
        let [.., up, down] = &layer.matrices;
        self.bytes.set(&self.x, HIDDEN);
        product(&self.bytes, up, &mut self.tile, &mut self.out);
        self.out.iter_mut().for_each(|x| *x = gelu(*x));
        self.bytes.set(&self.out, WIDE);
        product(&self.bytes, down, &mut self.tile, &mut self.out);
        self.add(&layer.at_end);
    }

    /// Adds what came out to the states and normalises them.
    fn add(&mut self, norm: &Norm) {
        for (x, out) in self.x.chunks_exact_mut(HIDDEN).zip(self.out.chunks_exact(HIDDEN)) {
            x.iter_mut().zip(out).for_each(|(x, out)| *x += out);
            norm.apply(x);
        }
    }
}

/// The product of all rows with a matrix, with `out` as long as it takes.
fn product(bytes: &Bytes, matrix: &Matrix<'_>, tile: &mut Tile, out: &mut Vec<f32>) {
    out.resize(bytes.len() * matrix.rows.len(), 0.0);
    multiply(bytes, matrix, tile, out);
}

impl HeadSpace {
    /// Takes the queries, keys and values of a head.
    fn fill(&mut self, [queries, keys, values]: [&[[f32; HEAD]]; 3], head: usize, count: usize) {
        let of_head = |rows| <[[f32; HEAD]]>::iter(rows).skip(head).step_by(HIDDEN / HEAD).take(count);
        self.queries.clear();
        of_head(queries).for_each(|query| self.queries.push(query));
        self.bytes.clear();
        of_head(keys).for_each(|key| self.bytes.push(key));
        self.keys.set(&self.bytes);
        self.values.clear();
        self.values.extend(of_head(values));
    }

    /// Each query's mean of the values, weighted by how well it fits their keys.
    fn attend(&mut self, out: &mut [[f32; HEAD]], head: usize) {
        let out = out.iter_mut().skip(head).step_by(HIDDEN / HEAD);
        for ((query, scale), out) in self.queries.groups().zip(out) {
            self.keys.scores(query, scale * PER_ROOT, &mut self.shares);
            self.shares.truncate(self.values.len());
            let factor = softmax(&mut self.shares);
            let mut sums = [0.0; HEAD];
            for (&share, value) in self.shares.iter().zip(&self.values) {
                sums.iter_mut().zip(value).for_each(|(sum, x)| *sum += share * x);
            }
            *out = sums.map(|sum| sum * factor);
        }
    }
}

impl Matrix<'_> {
    /// Writes the numbers of a row.
    fn copy_row(&self, row: usize, to: &mut [f32]) {
        let values = self.values.as_chunks::<PACKED>().0.chunks(self.groups).nth(row).unwrap_or_default();
        let scales = self.scales.chunks(self.groups).nth(row).unwrap_or_default();
        let row_scale = self.rows.get(row).copied().unwrap_or_default();
        for ((values, &scale), to) in values.iter().zip(scales).zip(to.as_chunks_mut::<GROUP>().0) {
            let step = f32::from(scale) * row_scale;
            *to = unpacked(values).map(|value| f32::from(value) * step);
        }
    }
}
