//! The file of a reader, in the container that all models share.
//!
//! Sections, with numbers in little-endian order; `H` is the size of a state, `F` of the wide layer, `G` = 32 the size of a group:
//!
//! | section | holds |
//! |---|---|
//! | `sizes` | `u32` number of layers, of pieces, of positions |
//! | `pieces` | the vocabulary in the order of its ids, each entry ended by a line feed |
//! | `letters` | pairs of `u16`: a letter and what it is folded to |
//! | `table` | packed weights of a row of `H` for each piece |
//! | `table scales` | `u8` for each group of the table |
//! | `table rows` | `f32` for each row of the table |
//! | `places` | rows of `H` signed bytes: of each position, of each shape, of each gap; then an `f32` for each of those rows |
//! | `values` | packed weights of each layer's six matrices: query, key, value, output, up, down, each `[output][input]` |
//! | `scales` | `u8` for each of their groups |
//! | `rows` | `f32` for each of their rows |
//! | `reals` | `f32`: of the first normalisation, and of each layer, see below |
//! | `heads` | `u32` number of heads, and each of them, see below |
//!
//! `reals` are weights and biases of the first normalisation; then of each layer the biases of the six matrices, weights and biases of
//! the normalisation after attention, and those of the one at its end. A head is the `u8` length of its name, the name, `u32` outputs,
//! `u32` inputs, an `f32` scale of each row, an `f32` bias of each row, and signed bytes `[output][input]`.

use super::kernels::{GROUP, Matrix, PACKED};
use super::numbers;
use super::pieces::{Gap, Vocabulary, WordShape};
use super::windows::WINDOW;
use crate::container::{Damage, Format};

/// Numbers of a state.
pub const HIDDEN: usize = 384;
/// Numbers of a word inside the feed-forward network of a layer.
pub(super) const WIDE: usize = 1536;
/// Most pieces of a vocabulary.
const MOST_PIECES: usize = 16_384;
/// Most positions of a window.
const MOST_POSITIONS: usize = 320;
/// Most layers.
const MOST_LAYERS: usize = 12;
/// Outputs and inputs of the matrices of a layer.
pub(super) const MATRICES: [[usize; 2]; 6] =
    [[HIDDEN, HIDDEN], [HIDDEN, HIDDEN], [HIDDEN, HIDDEN], [HIDDEN, HIDDEN], [WIDE, HIDDEN], [HIDDEN, WIDE]];

/// The file of a reader.
pub const FORMAT: Format<12> = Format {
    name: "reader",
    version: 1,
    sections: [
        "sizes",
        "pieces",
        "letters",
        "table",
        "table scales",
        "table rows",
        "places",
        "values",
        "scales",
        "rows",
        "reals",
        "heads",
    ],
};

/// What a model's file holds, as views into it where that is possible.
#[derive(Clone, Debug)]
pub(super) struct Model<'m> {
    pub(super) vocabulary: Vocabulary<'m>,
    /// A row for each piece; it has no biases.
    pub(super) table: Matrix<'m>,
    pub(super) positions: Places<'m>,
    pub(super) shapes: Places<'m>,
    pub(super) gaps: Places<'m>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer<'m>>,
    pub(super) heads: Vec<Head<'m>>,
}

/// Rows of signed bytes, each with a scale.
#[derive(Clone, Debug)]
pub(super) struct Places<'m> {
    values: &'m [u8],
    rows: Vec<f32>,
}

impl Places<'_> {
    /// Adds a row to another.
    pub(super) fn add(&self, row: usize, to: &mut [f32]) {
        let values = self.values.chunks_exact(HIDDEN).nth(row).unwrap_or_default();
        let scale = self.rows.get(row).copied().unwrap_or_default();
        to.iter_mut().zip(values).for_each(|(x, &value)| *x += f32::from(value.cast_signed()) * scale);
    }
}

/// Weights and biases of a normalisation.
#[derive(Clone, Debug)]
pub(super) struct Norm {
    weights: Vec<f32>,
    biases: Vec<f32>,
}

impl Norm {
    /// Normalises a row in place.
    pub(super) fn apply(&self, row: &mut [f32]) {
        numbers::normalise(row, &self.weights, &self.biases);
    }
}

/// One layer of the encoder.
#[derive(Clone, Debug)]
pub(super) struct Layer<'m> {
    /// Query, key, value, output, up, down.
    pub(super) matrices: [Matrix<'m>; 6],
    pub(super) after_attention: Norm,
    pub(super) at_end: Norm,
}

/// A small dense layer that scores states, or what is made of several of them.
#[derive(Clone, Debug)]
pub struct Head<'m> {
    /// What it is asked for by.
    pub name: &'m str,
    /// How many numbers it is given.
    pub inputs: usize,
    values: &'m [u8],
    rows: Vec<f32>,
    biases: Vec<f32>,
}

impl Head<'_> {
    /// A score for each of its outputs; `row` has as many numbers as it has inputs, missing ones are 0.
    pub fn scores(&self, row: &[f32]) -> impl Iterator<Item = f32> {
        let weights = self.values.chunks_exact(self.inputs.max(1));
        let reals = self.rows.iter().zip(&self.biases);
        weights.zip(reals).map(move |(weights, (scale, bias))| bias + numbers::dot(weights, row) * scale)
    }

    /// How many numbers it gives.
    pub fn outputs(&self) -> usize {
        self.rows.len()
    }
}

impl<'m> Model<'m> {
    /// Takes a file apart and checks the length of everything.
    ///
    /// # Errors
    /// What is wrong with `bytes`.
    pub(super) fn from_bytes(bytes: &'m [u8]) -> Result<Self, Damage> {
        Self::of_sections(FORMAT.read(bytes)?.map(Cut)).ok_or(Damage::Content)
    }

    fn of_sections(sections: [Cut<'m>; 12]) -> Option<Self> {
        let [
            mut sizes,
            Cut(entries),
            Cut(letters),
            mut table,
            mut table_scales,
            mut table_rows,
            places,
            weights @ ..,
            mut heads,
        ] = sections;
        let [layers, pieces, positions] = [sizes.count()?, sizes.count()?, sizes.count()?];
        if layers > MOST_LAYERS || pieces > MOST_PIECES || !(WINDOW..=MOST_POSITIONS).contains(&positions) {
            return None;
        }
        let table =
            Matrix::cut(&mut table, &mut table_scales, [pieces, HIDDEN], table_rows.reals(pieces)?, Vec::new())?;
        let [positions, shapes, gaps] = places_of(places, [positions, WordShape::COUNT, Gap::COUNT])?;
        let [mut values, mut scales, mut rows, mut reals] = weights;
        let norm = Norm::cut(&mut reals)?;
        let layer = |_| Layer::cut(&mut values, &mut scales, &mut rows, &mut reals);
        let layers: Option<Vec<Layer<'m>>> = (0..layers).map(layer).collect();
        let heads = heads_of(&mut heads)?;
        let rests = [sizes, table_rows, values, scales, rows, reals];
        rests.iter().all(|Cut(rest)| rest.is_empty()).then_some(())?;
        let vocabulary = vocabulary_of(entries, letters, pieces)?;
        Some(Self { vocabulary, table, positions, shapes, gaps, norm, layers: layers?, heads })
    }
}

fn vocabulary_of<'m>(entries: &'m [u8], letters: &'m [u8], pieces: usize) -> Option<Vocabulary<'m>> {
    let entries: Vec<&str> = std::str::from_utf8(entries).ok()?.strip_suffix('\n')?.split('\n').collect();
    let (pairs, rest) = letters.as_chunks::<4>();
    let letter = |a: &u8, b: &u8| char::from_u32(u32::from(u16::from_le_bytes([*a, *b])));
    let letters: Option<Vec<(char, char)>> =
        pairs.iter().map(|[a, b, c, d]| Some((letter(a, b)?, letter(c, d)?))).collect();
    let letters = letters.filter(|_| rest.is_empty() && entries.len() == pieces)?;
    Vocabulary::new(entries, letters)
}

fn places_of(mut section: Cut<'_>, counts: [usize; 3]) -> Option<[Places<'_>; 3]> {
    let [a, b, c] = counts.map(|count| section.bytes(count * HIDDEN));
    let [x, y, z] = counts.map(|count| section.reals(count));
    let places = [Places { values: a?, rows: x? }, Places { values: b?, rows: y? }, Places { values: c?, rows: z? }];
    section.0.is_empty().then_some(places)
}

fn heads_of<'m>(section: &mut Cut<'m>) -> Option<Vec<Head<'m>>> {
    let mut heads = Vec::new();
    for _ in 0..section.count()? {
        let [length] = *section.bytes(1)? else { return None };
        let name = std::str::from_utf8(section.bytes(usize::from(length))?).ok()?;
        let (outputs, inputs) = (section.count()?, section.count()?);
        let (rows, biases) = (section.reals(outputs)?, section.reals(outputs)?);
        let values = section.bytes(outputs.checked_mul(inputs)?)?;
        heads.push(Head { name, inputs, values, rows, biases });
    }
    section.0.is_empty().then_some(heads)
}

impl<'m> Matrix<'m> {
    fn cut(
        values: &mut Cut<'m>,
        scales: &mut Cut<'m>,
        [outputs, inputs]: [usize; 2],
        rows: Vec<f32>,
        biases: Vec<f32>,
    ) -> Option<Self> {
        let groups = inputs / GROUP;
        let (values, scales) = (values.bytes(outputs * groups * PACKED)?, scales.bytes(outputs * groups)?);
        Some(Self { groups, values, scales, rows, biases })
    }
}

impl Norm {
    fn cut(reals: &mut Cut<'_>) -> Option<Self> {
        Some(Self { weights: reals.reals(HIDDEN)?, biases: reals.reals(HIDDEN)? })
    }
}

impl<'m> Layer<'m> {
    fn cut(values: &mut Cut<'m>, scales: &mut Cut<'m>, rows: &mut Cut<'m>, reals: &mut Cut<'m>) -> Option<Self> {
        let [a, b, c, d, e, f] = MATRICES.map(|[outputs, inputs]| {
            let (rows, biases) = (rows.reals(outputs)?, reals.reals(outputs)?);
            Matrix::cut(values, scales, [outputs, inputs], rows, biases)
        });
        let matrices = [a?, b?, c?, d?, e?, f?];
        Some(Self { matrices, after_attention: Norm::cut(reals)?, at_end: Norm::cut(reals)? })
    }
}

/// What is left of a section.
struct Cut<'m>(&'m [u8]);

impl<'m> Cut<'m> {
    fn bytes(&mut self, length: usize) -> Option<&'m [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn count(&mut self) -> Option<usize> {
        usize::try_from(u32::from_le_bytes(*self.bytes(4)?.first_chunk()?)).ok()
    }

    /// Numbers, all of them finite.
    fn reals(&mut self, count: usize) -> Option<Vec<f32>> {
        let (reals, _) = self.bytes(count.checked_mul(4)?)?.as_chunks();
        let reals = reals.iter().map(|&real| Some(f32::from_le_bytes(real)).filter(|real| real.is_finite()));
        reals.collect()
    }
}
