//! The order in which a page is read: columns are found by the white between them.

use super::lines::{Piece, Row};
use super::page::{Line, median};

/// How many rows a gap must run along to part columns, and how wide it must be then, as a share of the size of the type.
const GUTTERS: [(usize, f64); 2] = [(5, NARROWEST_GUTTER), (3, 1.5)];
const NARROWEST_GUTTER: f64 = 0.85;
/// How wide a column must be at least, by the same measure.
const NARROWEST: f64 = 6.0;
/// In how many rows columns are looked for: a page of a newspaper has some hundreds.
const MOST_ROWS: usize = 1500;
/// Columns within columns: deeper than any page is laid out.
const DEEPEST: usize = 12;

/// Puts the lines of a page in the order in which they are read.
pub(super) fn in_order(rows: Vec<Row>, lines: &mut Vec<Line>) {
    let size = median(rows.iter().flatten().map(|word| word.size).collect());
    order(rows, size, 0, lines);
}

fn order(rows: Vec<Row>, size: f64, depth: usize, lines: &mut Vec<Line>) {
    let found = if depth < DEEPEST { columns(&rows, size) } else { None };
    let Some(Columns { first, last, at }) = found else {
        let column = lines.last().map_or(0, |line| line.column + 1);
        lines.extend(rows.iter().filter_map(|row| line(row, column)));
        return;
    };
    let mut above = rows;
    let mut beside = above.split_off(first);
    let below = beside.split_off(last + 1 - first);
    if !above.is_empty() {
        order(above, size, depth + 1, lines);
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in beside {
        let (a, b): (Row, Row) = row.into_iter().partition(|word| word.x0 < at);
        left.extend(Some(a).filter(|row| !row.is_empty()));
        right.extend(Some(b).filter(|row| !row.is_empty()));
    }
    order(left, size, depth + 1, lines);
    order(right, size, depth + 1, lines);
    if !below.is_empty() {
        order(below, size, depth + 1, lines);
    }
}

/// Rows from `first` to `last` that a gap at `at` parts into two columns.
struct Columns {
    first: usize,
    last: usize,
    at: f64,
}

/// The longest stretch of rows with a gap all along it.
fn columns(rows: &[Row], size: f64) -> Option<Columns> {
    let mut best: Option<Columns> = None;
    for first in 0..rows.len().min(MOST_ROWS) {
        let longest = best.as_ref().map_or(0, |best| best.last + 1 - best.first);
        if rows.len() - first <= longest {
            break;
        }
        if let Some(found) = columns_from(rows, first, size)
            && found.last + 1 - first > longest
        {
            best = Some(found);
        }
    }
    best
}

/// The longest stretch of rows from `first` on with a gap all along it. Rows only take gaps away, so it is looked for where one goes.
fn columns_from(rows: &[Row], first: usize, size: f64) -> Option<Columns> {
    let mut covered: Vec<(f64, f64)> = Vec::new();
    let mut found = None;
    for (last, row) in rows.iter().enumerate().skip(first) {
        let before = covered.clone();
        for word in row {
            cover(&mut covered, word.x0, word.x1);
        }
        if last == first {
            continue;
        }
        let (had, has) = (wide_gaps(&before, size), wide_gaps(&covered, size));
        if has < had
            && let Some(at) = gutter(rows.get(first..last).unwrap_or_default(), &before, size)
        {
            found = Some(Columns { first, last: last - 1, at });
        }
        if has == 0 {
            return found;
        }
    }
    let all = rows.get(first..).unwrap_or_default();
    gutter(all, &covered, size).map(|at| Columns { first, last: rows.len() - 1, at }).or(found)
}

/// How many gaps there are that may part columns.
fn wide_gaps(covered: &[(f64, f64)], size: f64) -> usize {
    let is_wide =
        |pair: &[(f64, f64)]| matches!(pair, [(_, end), (start, _)] if start - end >= NARROWEST_GUTTER * size);
    covered.windows(2).filter(|pair| is_wide(pair)).count()
}

/// Adds a stretch to disjoint stretches in order.
fn cover(covered: &mut Vec<(f64, f64)>, mut from: f64, mut to: f64) {
    covered.retain(|&(a, b)| {
        let apart = b < from || a > to;
        if !apart {
            from = from.min(a);
            to = to.max(b);
        }
        apart
    });
    let place = covered.partition_point(|&(a, _)| a < from);
    covered.insert(place, (from, to));
}

/// Where the widest gap between columns is, if there is one.
fn gutter(rows: &[Row], covered: &[(f64, f64)], size: f64) -> Option<f64> {
    let mut gaps: Vec<(f64, f64)> = covered
        .windows(2)
        .filter_map(|pair| match pair {
            [(_, end), (start, _)] => Some((start - end, (start + end) / 2.0)),
            _ => None,
        })
        .collect();
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    gaps.into_iter().find(|&(wide, at)| parts(rows, at, wide, size)).map(|(_, at)| at)
}

/// Whether what stands on either side of the gap is a column: rows enough, and wide enough.
fn parts(rows: &[Row], at: f64, wide: f64, size: f64) -> bool {
    let mut count = [0_usize; 2];
    let mut widths = [Vec::new(), Vec::new()];
    for row in rows {
        let split = row.partition_point(|word| word.x0 < at);
        let (left, right) = row.split_at(split.min(row.len()));
        for (side, words) in [left, right].into_iter().enumerate() {
            if let ([first, ..], [.., last]) = (words, words)
                && let (Some(count), Some(widths)) = (count.get_mut(side), widths.get_mut(side))
            {
                *count += 1;
                widths.push(last.x1 - first.x0);
            }
        }
    }
    let least = count.into_iter().min().unwrap_or_default();
    let enough = GUTTERS.iter().any(|&(rows, gap)| least >= rows && wide >= gap * size);
    let both_wide = widths.into_iter().all(|widths| median(widths) >= NARROWEST * size);
    enough && both_wide
}

fn line(row: &Row, column: usize) -> Option<Line> {
    let first: &Piece = row.first()?;
    let last = row.last()?;
    // The size of most of its letters: an initial may be larger.
    let letters = row.iter().flat_map(|word| std::iter::repeat_n(word.size, word.text.chars().count()));
    let size = median(letters.collect());
    let text = row.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    Some(Line { x0: first.x0, x1: last.x1, y: first.y, size, text, first_word: first.x1 - first.x0, column })
}
