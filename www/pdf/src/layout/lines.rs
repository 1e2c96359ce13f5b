//! Words from glyphs, and rows from words.

use super::page::{Glyph, median};

/// Letters without space between them.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// The words that stand on one baseline, from left to right, over the whole page.
pub(super) type Row = Vec<Piece>;

/// How far glyphs may stand apart within a word, as a share of the size.
const WITHIN_WORD: f64 = 0.17;
/// The same where a space stands between them.
const NO_ROOM: f64 = 0.05;
/// How far baselines may differ within a row, as a share of the size.
const SAME_ROW: f64 = 0.3;

/// The rows of a page from top to bottom.
pub(super) fn rows(glyphs: &[Glyph]) -> Vec<Row> {
    let mut glyphs: Vec<&Glyph> = glyphs.iter().collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        let near = rows
            .last()
            .and_then(|row| row.first())
            .is_some_and(|first| glyph.y - first.y <= SAME_ROW * first.size.min(glyph.size).max(1.0));
        match rows.last_mut() {
            Some(row) if near => row.push(glyph),
            _ => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().map(words).filter(|row| !row.is_empty()).collect()
}

fn words(mut glyphs: Vec<&Glyph>) -> Row {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    let wide = spread(&glyphs);
    let mut words: Row = Vec::new();
    let mut spaced = false;
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        // Bold that is made by printing twice.
        if last.is_some_and(|last| last.text == glyph.text && (glyph.x - last.x).abs() < 0.15 * glyph.width) {
            continue;
        }
        last = Some(glyph);
        let text = letters(&glyph.text);
        if text.trim().is_empty() {
            spaced = true;
            continue;
        }
        let end = glyph.x + glyph.width;
        // A space that takes no room stands for a soft hyphen, or for nothing.
        let most = if spaced || text.starts_with(' ') { NO_ROOM } else { WITHIN_WORD.max(wide) };
        match words.last_mut() {
            Some(word) if glyph.x - word.x1 < most * glyph.size.min(word.size) => {
                word.text.push_str(text.trim());
                word.x1 = word.x1.max(end);
                word.size = word.size.max(glyph.size);
            }
            _ => words.push(Piece { x0: glyph.x, x1: end, y: glyph.y, size: glyph.size, text: text.trim().to_owned() }),
        }
        spaced = text.ends_with(' ');
    }
    words
}

/// For letters that are set apart on purpose and have spaces of their own between words: how far apart, as a share of the size.
fn spread(glyphs: &[&Glyph]) -> f64 {
    if !glyphs.iter().any(|glyph| glyph.text.trim().is_empty()) {
        return 0.0;
    }
    let gaps = glyphs.windows(2).filter_map(|pair| match pair {
        [a, b] if !a.text.trim().is_empty() && !b.text.trim().is_empty() => {
            Some((b.x - a.x - a.width) / a.size.max(1.0))
        }
        _ => None,
    });
    let usual = median(gaps.collect());
    if usual > 0.08 { (1.5 * usual).min(0.6) } else { 0.0 }
}

/// What a glyph says in plain letters: ligatures taken apart, what is no letter left out.
fn letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => plain.push_str("ff"),
            '\u{fb01}' => plain.push_str("fi"),
            '\u{fb02}' => plain.push_str("fl"),
            '\u{fb03}' => plain.push_str("ffi"),
            '\u{fb04}' => plain.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => plain.push_str("st"),
            '\u{2028}' | '\u{2029}' => plain.push(' '),
            // A hyphen or a dash of its own kind; the soft hyphen stays until lines are joined.
            '\u{2010}' => plain.push('-'),
            '\u{e000}'..='\u{f8ff}' | '\u{fffd}' | '\u{feff}' | '\u{200b}' => {}
            c if c.is_whitespace() => plain.push(' '),
            c if c.is_control() => {}
            c => plain.push(c),
        }
    }
    plain
}
