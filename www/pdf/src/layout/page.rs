//! Pages, their glyphs and their lines, and what is usual among them.

use std::collections::HashMap;

/// A glyph with its place on the page, in points; y grows downwards.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    pub(crate) text: String,
    pub(crate) x: f64,
    /// Of the baseline.
    pub(crate) y: f64,
    pub(crate) width: f64,
    /// Of the font.
    pub(crate) size: f64,
}

/// A page with its glyphs in any order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Page {
    pub(crate) height: f64,
    pub(crate) glyphs: Vec<Glyph>,
}

/// A line of one column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
    /// How wide its first word is.
    pub(super) first_word: f64,
    /// Lines of one column of one page have the same number, and follow each other.
    pub(super) column: usize,
}

/// The size that most letters have.
pub(super) fn body_size(lines: &[Line]) -> f64 {
    let mut letters: HashMap<u64, usize> = HashMap::new();
    for line in lines {
        *letters.entry(tenths(line.size)).or_default() += line.text.len();
    }
    letters.into_iter().max_by_key(|&(size, count)| (count, size)).map_or(0.0, |(size, _)| size as f64 / 10.0)
}

fn tenths(size: f64) -> u64 {
    (size * 10.0).round().max(0.0) as u64
}

/// The middle one of these numbers, or zero.
pub(super) fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}
