//! Paragraphs from lines: by the white above, the indent, the short last line and the size of the type.

use std::collections::HashMap;

use super::hyphens::{Words, is_parted};
use super::page::{Line, body_size, median};

/// How much larger than usual the distance of two lines of one column is that parts paragraphs.
const PARTED: f64 = 1.3;
/// How much the size of the type differs between paragraphs that belong apart.
const OTHER_SIZE: f64 = 0.1;
/// How far a first line is indented at least, as a share of the size.
const INDENT: f64 = 0.7;
/// What stands before the items of a list.
const BULLETS: [char; 6] = ['•', '▪', '■', '◦', '‣', '●'];

/// Where the lines of a column begin and end.
struct Column {
    left: f64,
    right: f64,
}

/// What is usual in the document.
struct Usual {
    columns: HashMap<usize, Column>,
    /// The distance of two lines of the body.
    leading: f64,
    /// Whether first lines are indented, so that a line that is not begins no paragraph.
    indents: bool,
}

impl Usual {
    fn of(lines: &[Line]) -> Self {
        let columns = columns_of(lines);
        let indented = lines.iter().filter(|line| columns.get(&line.column).is_some_and(|own| is_indented(line, own)));
        let indented = indented.count();
        // More than that are quotations and verse.
        let indents = indented >= 3 && (lines.len() / 30..=lines.len() / 2).contains(&indented);
        Self { leading: leading(lines, body_size(lines)), columns, indents }
    }
}

fn is_indented(line: &Line, column: &Column) -> bool {
    line.x0 - column.left > INDENT * line.size
}

/// The paragraphs of these lines.
pub(super) fn of(lines: &[Line]) -> Vec<String> {
    let words = Words::of(lines);
    let usual = Usual::of(lines);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        let joined = last.is_some_and(|last| goes_on(last, line, &usual));
        match paragraphs.last_mut() {
            Some(paragraph) if joined => words.join(paragraph, &line.text),
            _ => paragraphs.push(line.text.clone()),
        }
        last = Some(line);
    }
    for paragraph in &mut paragraphs {
        paragraph.retain(|c| c != '\u{ad}');
    }
    paragraphs.retain(|paragraph| !paragraph.trim().is_empty());
    paragraphs
}

/// The usual distance of two lines of the body.
fn leading(lines: &[Line], body: f64) -> f64 {
    let gaps = lines.windows(2).filter_map(|pair| match pair {
        [a, b] if a.column == b.column && (a.size - body).abs() < 0.5 && b.y > a.y => Some(b.y - a.y),
        _ => None,
    });
    let gaps: Vec<f64> = gaps.collect();
    // Where every paragraph is a line or two, the smaller half says more than the middle.
    if gaps.is_empty() { 1.2 * body } else { median(gaps).min(1.6 * body) }
}

/// The columns by their numbers.
fn columns_of(lines: &[Line]) -> HashMap<usize, Column> {
    let mut columns: HashMap<usize, Column> = HashMap::new();
    for line in lines {
        let column = columns.entry(line.column).or_insert(Column { left: line.x0, right: line.x1 });
        column.left = column.left.min(line.x0);
        column.right = column.right.max(line.x1);
    }
    columns
}

/// Whether `line` goes on with the paragraph of the line before.
fn goes_on(last: &Line, line: &Line, usual: &Usual) -> bool {
    let Usual { columns, leading, indents } = usual;
    let (Some(before), Some(now)) = (columns.get(&last.column), columns.get(&line.column)) else { return false };
    if (last.size - line.size).abs() > OTHER_SIZE * last.size.max(line.size) || line.text.starts_with(BULLETS) {
        return false;
    }
    let indented = is_indented(line, now);
    let parted = is_parted(&last.text);
    if last.column != line.column {
        // At the top of the next column or page.
        return parted || !indented && (*indents || !ends_sentence(&last.text)) && !ends_short(last, line, before);
    }
    // What is set larger is set wider, too.
    let larger = (1.2 * line.size / leading.max(1.0)).max(1.0);
    if line.y - last.y > PARTED * leading * larger || line.y < last.y {
        return false;
    }
    let headline = larger > 1.15;
    // What stands below the first line of an item of a list is not a first line.
    let hangs = last.text.starts_with(BULLETS) || headline && is_centred(last, line);
    let begins = indented && line.x0 - last.x0 > INDENT * line.size && !hangs;
    parted || !begins && !ends_short(last, line, before)
}

/// Whether both lines stand around one middle, as those of a headline may.
fn is_centred(last: &Line, line: &Line) -> bool {
    ((last.x0 + last.x1) - (line.x0 + line.x1)).abs() < line.size
}

/// Whether the first word of `line` had room on the line before, so that the break was meant.
fn ends_short(last: &Line, line: &Line, column: &Column) -> bool {
    let room = column.right - last.x1;
    let fits = room > line.first_word + 0.5 * line.size;
    let far = room > 0.25 * (column.right - column.left);
    fits && (ends_sentence(&last.text) || far)
}

fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(['"', '”', '“', '’', '\'', '»', '«', ')', ']']);
    bare.ends_with(['.', '!', '?', ':', '…'])
}
