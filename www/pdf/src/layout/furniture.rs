//! What a page has besides its article: running heads, running feet and the numbers of pages.

use std::collections::HashMap;

use super::lines::Row;
use super::page::Page;

/// How many rows at either end of a page can be furniture.
const ROWS: usize = 3;
/// Which share of the page's height they stand in, at either end.
const MARGIN: f64 = 0.12;

/// Leaves them out.
pub(super) fn remove(pages: &mut [Vec<Row>], sizes: &[Page]) {
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (rows, page) in pages.iter().zip(sizes) {
        for at in candidates(rows, page.height) {
            if let Some(key) = rows.get(at).map(key) {
                *seen.entry(key).or_default() += 1;
            }
        }
    }
    // On every second page, where left and right pages have heads of their own.
    let often = (pages.len() / 3).max(2);
    for (rows, page) in pages.iter_mut().zip(sizes) {
        let mut gone: Vec<usize> = candidates(rows, page.height)
            .filter(|&at| {
                rows.get(at).is_some_and(|row| {
                    is_page_number(&words(row)) || seen.get(&key(row)).is_some_and(|&times| times >= often)
                })
            })
            .collect();
        gone.sort_unstable();
        for at in gone.into_iter().rev() {
            rows.remove(at);
        }
    }
}

/// The numbers of the rows that stand where furniture stands.
fn candidates(rows: &[Row], height: f64) -> impl Iterator<Item = usize> {
    let count = rows.len();
    let y_of = |at: usize| rows.get(at).and_then(|row| row.first()).map_or(0.0, |word| word.y);
    let at_edge: Vec<usize> = (0..count)
        .filter(|&at| {
            (at < ROWS && y_of(at) < MARGIN * height) || (at + ROWS >= count && y_of(at) > (1.0 - MARGIN) * height)
        })
        .collect();
    at_edge.into_iter()
}

fn words(row: &Row) -> String {
    row.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The same for rows that differ in numbers alone; with the place, for an article may say a thing twice.
fn key(row: &Row) -> String {
    let place = row.first().map_or(0.0, |word| (word.y / 4.0).round());
    let mut key = format!("{place} ");
    for c in words(row).chars() {
        if !c.is_ascii_digit() {
            key.push(c);
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    key
}

/// "7", "- 7 -", "Page 3 of 9", "3/9".
fn is_page_number(text: &str) -> bool {
    let pieces = text.split(|c: char| !c.is_alphanumeric()).filter(|piece| !piece.is_empty());
    let (mut numbers, mut others) = (0, 0);
    for piece in pieces {
        let known = ["page", "seite", "página", "pagina", "p", "s", "of", "von", "de"];
        if piece.len() < 5 && piece.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers += 1;
        } else if !known.contains(&piece.to_lowercase().as_str()) {
            others += 1;
        }
    }
    (1..=2).contains(&numbers) && others == 0
}
