//! Physical lines into logical ones: one line, one paragraph, item or menu entry.
//!
//! A paste from a page has one paragraph a line. Text from a PDF or a mail is wrapped by hand: lines of similar length that stop
//! in mid-sentence. Such lines are joined where a line is too full to have held the next word; a line that had room left ends its
//! paragraph. Nothing is repaired: a logical line is a span over the untouched text.

use crate::analysis::{Block, BlockKind};
use crate::text::Span;

/// One paragraph, item or menu entry as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Without white space at its ends; never empty.
    pub(super) span: Span,
    /// Whether an empty line (or the edge of the text) stands before it.
    pub(super) after_gap: bool,
    /// Whether it was joined from several physical lines.
    pub(super) joined: bool,
}

/// Widths between which text counts as wrapped by hand, in characters.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 38..=120;

/// The least width of lines of which some end within a word.
const NARROWEST_COLUMN: usize = 20;

/// What is known of line ends by the words that they cut in two.
#[derive(Clone, Debug, Default)]
pub(super) struct Cuts {
    /// How many did.
    pub(super) count: usize,
    /// Where those ends of lines stand after which the line runs on, in the order of the text.
    pub(super) run_on: Vec<usize>,
}

/// The non-empty lines of `text`, wrapped ones joined.
pub(super) fn split(text: &str, cuts: &Cuts) -> Vec<Line> {
    let physical = physical(text);
    let width = wrap_width(text, &physical, cuts.count);
    if width.is_none() && cuts.run_on.is_empty() { physical } else { join(text, &physical, width, &cuts.run_on) }
}

/// Whether lines of `text` are wrapped; `cuts`: how many line ends are known to have cut a word in two.
pub(super) fn are_wrapped(text: &str, cuts: usize) -> bool {
    wrap_width(text, &physical(text), cuts).is_some()
}

/// The non-empty lines of `text` as they stand.
pub(super) fn physical(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let (mut start, mut after_gap) = (0, true);
    while start < text.len() {
        let rest = text.get(start..).unwrap_or("");
        let length = next_break(rest).unwrap_or(rest.len());
        let span = Span::new(start, start + length).trim(text);
        let after = rest.get(length..).unwrap_or("");
        let broken = if after.starts_with("\r\n") { 2 } else { after.chars().next().map_or(0, char::len_utf8) };
        start += length + broken;
        if span.is_empty() {
            after_gap = true;
        } else {
            lines.push(Line { span, after_gap, joined: false });
            after_gap = false;
        }
    }
    lines
}

/// Every line of a text as a paragraph.
pub(crate) fn every_line(text: &str) -> Vec<Block> {
    paragraphs(&physical(text))
}

/// Lines as paragraphs.
pub(super) fn paragraphs(lines: &[Line]) -> Vec<Block> {
    let paragraph =
        |line: &Line| Block { start: line.span.start, end: line.span.end, kind: BlockKind::Paragraph, reason: None };
    lines.iter().map(paragraph).collect()
}

/// Where the first line break of `text` stands. Bytes are looked at first: all breaks begin with one of these.
fn next_break(text: &str) -> Option<usize> {
    let possible = |byte: &u8| matches!(byte, b'\n'..=b'\r' | 0xc2 | 0xe2);
    let mut at = 0;
    loop {
        at += text.as_bytes().get(at..)?.iter().position(possible)?;
        let c = text.get(at..)?.chars().next()?;
        if is_break(c) {
            return Some(at);
        }
        at += c.len_utf8();
    }
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn width(text: &str, line: &Line) -> usize {
    let (own, most) = (line.span.of(text), *WRAP_WIDTHS.end() * 4);
    // Counting all characters is many times faster than stopping at one.
    if own.len() <= most { own.chars().count() } else { own.chars().take(most).count() }
}

fn first_word(text: &str, line: &Line) -> usize {
    line.span.of(text).split_whitespace().next().map_or(0, |word| word.chars().take(40).count())
}

/// The width at which the text was wrapped by hand, if it was. A line end that cut a word in two says as much as several that only stand
/// in mid-sentence, and that lines may be as narrow as a column.
fn wrap_width(text: &str, lines: &[Line], cuts: usize) -> Option<usize> {
    let widths: Vec<usize> = lines.iter().map(|line| width(text, line)).collect();
    let overlong = widths.iter().filter(|width| *width > WRAP_WIDTHS.end()).count();
    if lines.len() < (if cuts > 0 { 2 } else { 4 }) || overlong * 20 > lines.len() {
        return None;
    }
    let mut sorted: Vec<usize> = widths.iter().copied().filter(|width| *width <= *WRAP_WIDTHS.end()).collect();
    sorted.sort_unstable();
    let wide = sorted.get(sorted.len() * 9 / 10).copied()?;
    let narrowest = if cuts > 0 { NARROWEST_COLUMN } else { *WRAP_WIDTHS.start() };
    if !(narrowest..=*WRAP_WIDTHS.end()).contains(&wide) {
        return None;
    }
    let (mut pairs, mut running) = (0, 0);
    for ((line, next), wide_enough) in lines.iter().zip(lines.iter().skip(1)).zip(&widths) {
        if next.after_gap {
            continue;
        }
        pairs += 1;
        let full = (wide_enough + 1 + first_word(text, next)) * 100 > wide * 92;
        running += usize::from(full && !ends_sentence(line.span.of(text)));
    }
    (running + 2 * cuts >= 3 && running * 2 >= pairs).then_some(wide)
}

fn join(text: &str, lines: &[Line], wide: Option<usize>, run_on: &[usize]) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::with_capacity(lines.len());
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        match joined.last_mut() {
            Some(last) if open && !line.after_gap && !starts_item(line.span.of(text)) => {
                last.span = last.span.cover(line.span);
                last.joined = true;
            }
            _ => joined.push(*line),
        }
        let Some(next) = lines.get(index + 1) else { break };
        let runs_on = run_on.get(run_on.partition_point(|at| *at < line.span.end));
        open = runs_on.is_some_and(|at| *at < next.span.start)
            || wide.is_some_and(|wide| {
                let full = (width(text, line) + 1 + first_word(text, next)) * 100 > wide * 92;
                full || (!ends_sentence(line.span.of(text)) && width(text, line) * 100 > wide * 70)
            });
    }
    joined
}

/// Whether a line ends as a sentence does, quotation marks and brackets after the mark included.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closers = ['"', '\'', '”', '’', '»', ')', ']', '*', ' '];
    line.trim_end_matches(closers).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// The byte length of a bullet or a number at the start of a list item, its white space included; 0 when there is none.
pub(super) fn item_marker(line: &str) -> usize {
    let mut chars = line.char_indices().peekable();
    match chars.next() {
        Some((_, '•' | '‣' | '▪' | '■' | '●' | '◦' | '○' | '◆' | '➤' | '►' | '▶' | '∙')) => {
            chars.find(|(_, c)| !c.is_whitespace()).map_or(0, |(at, _)| at)
        }
        Some((_, '*' | '-' | '–' | '—' | '·')) => match chars.next() {
            Some((_, c)) if c.is_whitespace() => chars.find(|(_, c)| !c.is_whitespace()).map_or(0, |(at, _)| at),
            _ => 0,
        },
        Some((_, c)) if c.is_ascii_digit() => {
            while chars.next_if(|(_, c)| c.is_ascii_digit()).is_some() {}
            match (chars.next(), chars.next()) {
                (Some((at, '.' | ')')), Some((_, space))) if at <= 3 && space.is_whitespace() => {
                    chars.find(|(_, c)| !c.is_whitespace()).map_or(0, |(at, _)| at)
                }
                _ => 0,
            }
        }
        _ => 0,
    }
}

fn starts_item(line: &str) -> bool {
    item_marker(line) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        split(text, &Cuts::default()).iter().map(|line| line.span.of(text)).collect()
    }

    #[test]
    fn one_paragraph_a_line_stays_as_it_is() {
        let text = "Headline\n\nFirst paragraph.\r\nSecond paragraph.\r\n\r\nThird.\n";
        assert_eq!(texts(text), ["Headline", "First paragraph.", "Second paragraph.", "Third."]);
        let gaps: Vec<bool> = split(text, &Cuts::default()).iter().map(|line| line.after_gap).collect();
        assert_eq!(gaps, [true, true, false, true]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_joined_and_a_short_one_ends_its_paragraph() {
        let text = "The council met on Tuesday to decide whether the old\nferry landing should be rebuilt after last winter's storm\nand how the work could be paid for.\nResidents of the lower town had waited for months for an\nanswer, and many of them came to the meeting early.\n\nThe vote is on Friday.";
        let lines = texts(text);
        assert_eq!(lines.len(), 3, "{lines:#?}");
        assert!(lines[0].ends_with("paid for.") && lines[1].starts_with("Residents"));
    }

    #[test]
    fn markers_of_items() {
        assert_eq!(item_marker("1. Skip to content"), 3);
        assert_eq!(item_marker("• Bread"), 4);
        assert_eq!(item_marker("- Bread"), 2);
        assert_eq!(item_marker("2023 was dry"), 0);
        assert_eq!(item_marker("-5 degrees"), 0);
    }
}
