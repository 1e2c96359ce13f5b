//! Series that go on after the end that the line model saw: numbered parts, rows of a table, the turns of an interview, facts under labels.
//!
//! To the line model a page has one end, and a short answer or the heading of a sixth tip looks like what stands after it. A series tells
//! where it goes on: the next number, or a label that has begun lines of the article before.

use super::lines::{self, Line};
use super::model::State;
use super::page::{End, Page, Shape, Start};
use super::word_map::WordMap;
use crate::hashing;
use crate::rules::{Rules, article as rule};

/// Lines within which a series goes on.
const REACH: usize = 24;
/// Lines within which a part is told, below its head.
const TOLD: usize = 4;
/// Numbered parts that are known for a series.
const LEAST_PARTS: u32 = 3;
/// Times that a label has begun a line of the article before it is known.
const LEAST_TURNS: usize = 2;
/// Lines with known labels that make a series.
const LEAST_LABELLED: usize = 4;
/// The most bytes and words of a label.
const LABEL: usize = 32;
const LABEL_WORDS: usize = 4;

/// Lets the article go on to the end of a series that it has begun.
pub(super) fn go_on(rules: &Rules, input: &str, lines: &[Line], page: &Page, states: &mut [State]) {
    let text = |index: usize| lines.get(index).map_or("", |line| line.span.of(input));
    let is_part = |index: usize| number(text(index)).is_some();
    for Parts { first, last: end, .. } in numbered_parts(page, text) {
        let body = |index: usize| states.get(index) == Some(&State::Body);
        let begun = (first.saturating_sub(ABOVE_PARTS)..=end).any(body);
        if rules.when(rule::NUMBERED_PARTS, || begun && (first..=end).any(|index| is_part(index) && !body(index))) {
            extend(first, end, page, is_part, states);
        }
    }
    complete_tables(rules, page, states);
    let Some(last) = states.iter().rposition(|state| *state == State::Body) else { return };
    let labels = Labels::of(page, text, states);
    if let Some(end) = rules.find(rule::LABELLED_LINES, || labels.last(last, text, states)) {
        extend(last + 1, end, page, |index| labels.knows(text(index)), states);
    }
}

/// The least rows of a table.
const ROWS: usize = 3;

/// A table of which most rows are of the article is of the article as a whole.
fn complete_tables(rules: &Rules, page: &Page, states: &mut [State]) {
    let mut first = 0;
    for rows in page.shapes.chunk_by(|one, next| (one.tabs > 0) == (next.tabs > 0)) {
        let Some(table) = states.get_mut(first..first + rows.len()) else { return };
        first += rows.len();
        let body = table.iter().filter(|state| **state == State::Body).count();
        let most = || rows.iter().all(|row| row.tabs > 0) && body * 2 > rows.len() && body < rows.len();
        if rows.len() >= ROWS && rules.when(rule::WHOLE_TABLE, most) {
            table.fill(State::Body);
        }
    }
}

/// The number that a line begins with as the head of a part: "7. Mulch everything".
fn number(line: &str) -> Option<u32> {
    let marker = line.get(..lines::item_marker(line))?.trim_end();
    marker.strip_suffix(['.', ')'])?.parse().ok()
}

/// The first and the last head of each list of parts that are told: the numbers go up from 1.
fn numbered_parts<'t>(page: &Page, text: impl Fn(usize) -> &'t str) -> Vec<Parts> {
    let told = |head: usize| {
        let mut below = (head + 1..page.shapes.len()).take(TOLD).take_while(|index| number(text(*index)).is_none());
        below.any(|index| page.shapes.get(index).is_some_and(tells))
    };
    let mut found: Vec<Parts> = Vec::new();
    for index in 0..page.shapes.len() {
        let Some(number) = number(text(index)).filter(|_| told(index)) else { continue };
        match found.last_mut() {
            Some(open) if number == open.count + 1 && index - open.last <= REACH => {
                (open.last, open.count) = (index, number);
            }
            _ if number == 1 => found.push(Parts { first: index, last: index, count: 1 }),
            _ => {}
        }
    }
    found.retain(|parts| parts.count >= LEAST_PARTS);
    found
}

/// A list of parts, by the lines of its first and its last head.
struct Parts {
    first: usize,
    last: usize,
    /// How many there are.
    count: u32,
}

/// Lines above a list of parts within which the article may have begun.
const ABOVE_PARTS: usize = 8;

/// The labels that lines of the article begin with ("Q:", "Ortiz:", "Founded:"), by their hashes, with how many lines each has begun.
struct Labels(WordMap<usize>);

impl Labels {
    fn of<'t>(page: &Page, text: impl Fn(usize) -> &'t str, states: &[State]) -> Self {
        let mut counts: WordMap<usize> = WordMap::default();
        for index in (0..page.shapes.len()).filter(|index| states.get(*index) == Some(&State::Body)) {
            if let Some(label) = label(text(index)) {
                *counts.entry(label).or_default() += 1;
            }
        }
        counts.retain(|_, count| *count >= LEAST_TURNS);
        let labelled: usize = counts.values().sum();
        if labelled < LEAST_LABELLED {
            counts.clear();
        }
        Self(counts)
    }

    fn knows(&self, line: &str) -> bool {
        !self.0.is_empty() && label(line).is_some_and(|label| self.0.contains_key(&label))
    }

    /// The last line after `last` that a known label begins.
    fn last<'t>(&self, last: usize, text: impl Fn(usize) -> &'t str, states: &[State]) -> Option<usize> {
        let (mut end, mut at) = (None, last + 1);
        while let Some(found) = (at..(at + REACH).min(states.len())).find(|index| self.knows(text(*index))) {
            (end, at) = (Some(found), found + 1);
        }
        end.filter(|_| !self.0.is_empty())
    }
}

/// The label of a line: what stands before its first colon, or a letter with its point ("Q. And then?").
fn label(line: &str) -> Option<u32> {
    let head = line.get(..line.len().min(LABEL + 2)).or_else(|| {
        let end = (0..=LABEL).rev().find(|at| line.is_char_boundary(*at))?;
        line.get(..end)
    })?;
    let point = head.get(1..3) == Some(". ");
    let label = if point { head.get(..1)? } else { head.split_once(':').map(|(label, _)| label)? };
    let words = label.split_whitespace();
    let fits = (1..=LABEL_WORDS).contains(&words.clone().count())
        && label.starts_with(char::is_uppercase)
        && !label.contains(|c: char| c.is_ascii_digit() || c == '/');
    if !fits {
        return None;
    }
    let mut hash = 3;
    hashing::each(label, |word| hash = hashing::mix(hash, word.hash));
    Some(hash)
}

/// Lets the article go on from the line `first` over the one at `end`, and over what is told under that.
fn extend(first: usize, end: usize, page: &Page, is_head: impl Fn(usize) -> bool, states: &mut [State]) {
    for (index, (shape, state)) in page.shapes.iter().zip(states.iter_mut()).enumerate().skip(first) {
        let tells = is_head(index) || tells(shape);
        if index > end && !tells {
            return;
        }
        *state = match *state {
            State::Body => State::Body,
            _ if tells => State::Body,
            _ => State::Aside,
        };
    }
}

/// Whether a line is a sentence, and none about the page.
fn tells(shape: &Shape) -> bool {
    shape.kinds.is_empty()
        && shape.words >= 3
        && shape.tabs == 0
        && (matches!(shape.end, End::Sentence | End::Question | End::Colon) || shape.start == Start::Item)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_numbers_are_read() {
        assert_eq!(number("7. Mulch everything"), Some(7));
        assert_eq!(number("19) Mulch everything"), Some(19));
        assert_eq!(number("7.5 percent"), None);
        assert!(label("Q: And then?").is_some());
        assert_eq!(label("Q. And then?"), label("Q: Why?"));
        assert_eq!(label("Lena Ortiz: No."), label("Lena Ortiz: And then?"));
        for line in [
            "It was late: nobody came.",
            "and: no",
            "12:30",
            "",
            "A man who had seen it all his life: nothing.",
            "ÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄÄ: a",
        ] {
            let longest = line.starts_with("It was");
            assert!(label(line).is_none() || longest, "{line}");
        }
    }
}
