//! Text in reading order from glyphs that stand somewhere on pages: words, lines, columns, paragraphs.

mod blocks;
mod furniture;
mod hyphens;
mod lines;
mod paragraphs;

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
struct Line {
    x0: f64,
    x1: f64,
    y: f64,
    size: f64,
    text: String,
    /// How wide its first word is.
    first_word: f64,
    /// Lines of one column of one page have the same number, and follow each other.
    column: usize,
}

/// The words of the pages as paragraphs with an empty line between them. `title` is what the file says of itself, and is put first when
/// nothing on the first page looks like a headline.
pub(crate) fn text(pages: &[Page], title: Option<&str>) -> String {
    let mut rows: Vec<_> = pages.iter().map(|page| lines::rows(&page.glyphs)).collect();
    furniture::remove(&mut rows, pages);
    let mut all = Vec::new();
    for rows in rows {
        blocks::in_order(rows, &mut all);
    }
    let headline = all.iter().take(12).any(|line| line.size > 1.15 * body_size(&all));
    let paragraphs = paragraphs::of(&all);
    let mut text = paragraphs.join("\n\n");
    if let Some(title) = title.filter(|title| !headline && !contains(&text, title)) {
        text = format!("{title}\n\n{text}");
    }
    text
}

/// The size that most letters have.
fn body_size(lines: &[Line]) -> f64 {
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
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// Whether the words of `part` stand in `text`, however they are spaced and capitalised.
fn contains(text: &str, part: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(text).contains(&plain(part))
}

#[cfg(test)]
mod tests;
