//! Damaged text, made whole for reading.
//!
//! What a PDF, a mail or a page with the wrong encoding leaves in a text breaks words, names and quotes: hyphens at line ends, soft
//! hyphens and characters without width inside words, HTML references in plain text, UTF-8 that was read as Windows-1252. One pass finds
//! such pieces, and what is read is the text with them mended; every span of a result leads back to the text as it was
//! ([`Original`]). Hardly any text has one, and then nothing is copied.
//!
//! | found | read |
//! |---|---|
//! | `Le\u{ad}na`, `Lena\u{200b} Ortiz` | `Lena`, `Lena Ortiz` ([`Search::blanks`]) |
//! | `&ldquo;Yes&rdquo;`, `R&amp;amp;D` | `“Yes”`, `R&D` ([`reference`]) |
//! | `â€œYesâ€\u{9d}`, `CafÃ©` | `“Yes”`, `Café` ([`misread`]) |
//! | `prac-\ntices`, `capabili- ties`, `well-\nknown` | `practices`, `capabilities`, `well-known` ([`cuts`]) |
//!
//! Nothing that is read becomes markup: whether an input is HTML was told before.

mod cuts;
mod misread;

use super::html;
use super::original::{Original, Piece};
use crate::rules::Rules;
use crate::text::{Span, is_blank, is_invisible};
use cuts::Cut;

/// A text made whole.
#[derive(Debug)]
pub(super) struct Mended {
    /// To be read.
    pub(super) text: String,
    /// What it was made of.
    pub(super) original: Original,
    /// How many line ends had cut a word in two.
    pub(super) cuts: usize,
}

/// A stretch of a text and what is read in its place; `None` when it is passed over.
#[derive(Clone, Copy, Debug)]
struct Edit {
    span: Span,
    put: Option<char>,
}

/// Makes a text whole; `None` when nothing is wrong with it. `runs_on`: whether lines may run on, so that a line end can cut a word.
pub(super) fn mend(rules: &Rules, text: &str, runs_on: bool) -> Option<Mended> {
    let mut search = Search { text, edits: Vec::new(), cuts: Vec::new() };
    let mut at = 0;
    while let Some(found) = next_suspect(text.as_bytes(), at) {
        at = search.look(found);
    }
    let Search { mut edits, cuts, .. } = search;
    let joined = cuts::join(rules, text, &cuts, runs_on);
    if edits.is_empty() && joined.edits.is_empty() {
        return None;
    }
    let of_characters = edits.len();
    edits.extend(joined.edits);
    if of_characters < edits.len() {
        edits.sort_by_key(|edit| (edit.span.start, std::cmp::Reverse(edit.span.end)));
    }
    let (read, pieces) = apply(text, &edits);
    Some(Mended { text: read, original: Original::new(text.to_owned(), pieces), cuts: joined.line_ends })
}

/// The text with edits made, which are in its order; of two that overlap the first one counts.
fn apply(text: &str, edits: &[Edit]) -> (String, Vec<Piece>) {
    let mut read = String::with_capacity(text.len());
    let mut pieces: Vec<Piece> = Vec::with_capacity(edits.len());
    let mut done = 0;
    for edit in edits {
        if edit.span.start < done {
            continue;
        }
        read.push_str(Span::new(done, edit.span.start).of(text));
        let start = read.len();
        read.extend(edit.put);
        pieces.push(Piece { read: Span::new(start, read.len()), original: edit.span });
        done = edit.span.end;
    }
    read.push_str(Span::new(done, text.len()).of(text));
    (read, pieces)
}

/// Where the next byte stands at which something may be wrong.
fn next_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| matches!(byte, b'&' | b'-' | 0xc2 | 0xc3 | 0xe2 | 0xef))?;
        let next = |ahead: usize| bytes.get(at + ahead).copied().unwrap_or(0);
        let suspect = match (next(0), next(1), next(2)) {
            (b'&', next, _) => next == b'#' || next.is_ascii_alphabetic(),
            (b'-', next, _) => matches!(next, b' ' | b'\t'..=b'\r'),
            (0xc2, next, _) => next == 0xad,
            // A letter from "Â" on that could be the first of several bytes, with another character beyond ASCII after it.
            (0xc3, letter, next) => (0x82..=0xb4).contains(&letter) && next >= 0xc2,
            (0xe2, 0x80, last) => matches!(last, 0x8b..=0x90),
            (0xe2, 0x81, last) => last == 0xa0,
            (0xef, second, third) => second == 0xbb && third == 0xbf,
            _ => false,
        };
        if suspect {
            return Some(at);
        }
        at += 1;
    }
}

/// A character as it is meant, and where it ends in the text.
#[derive(Clone, Copy, Debug)]
struct Unit {
    c: char,
    end: usize,
}

struct Search<'t> {
    text: &'t str,
    /// In the order of the text.
    edits: Vec<Edit>,
    /// Where a word may have been cut.
    cuts: Vec<Cut>,
}

impl Search<'_> {
    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// Looks at what stands at `at`; where to go on.
    fn look(&mut self, at: usize) -> usize {
        let Some(c) = self.char(at) else { return at + 1 };
        let after = at + c.len_utf8();
        if matches!(c, '-' | '\u{2010}') {
            self.cuts.extend(Cut::at(self.text, Span::new(at, after), false));
            return after;
        }
        match self.unit(at) {
            None => after,
            Some(unit) if is_blank(unit.c) => self.blanks(at),
            Some(Unit { c, end }) => {
                self.edits.push(Edit { span: Span::new(at, end), put: Some(c) });
                end
            }
        }
    }

    /// What stands at `at` when it is not what it seems to be or is not seen.
    fn unit(&self, at: usize) -> Option<Unit> {
        let rest = self.text.get(at..)?;
        let c = rest.chars().next()?;
        if is_invisible(c) {
            return Some(Unit { c, end: at + c.len_utf8() });
        }
        let (c, length) = match c {
            '&' => reference(rest)?,
            '\u{c2}'..='\u{f4}' => misread::character(rest, self.char_before(at))?,
            _ => return None,
        };
        Some(Unit { c, end: at + length })
    }

    /// Mends a run of blank characters that begins at `at`, when letters or marks stand before or after it on its line: alone it is a
    /// line, and stays what it is. What has no width is passed over in scripts that do not need it. Where to go on.
    fn blanks(&mut self, at: usize) -> usize {
        let first_edit = self.edits.len();
        let (mut end, mut soft) = (at, false);
        loop {
            if let Some(unit) = self.unit(end).filter(|unit| is_blank(unit.c)) {
                soft |= unit.c == '\u{ad}';
                let put = (!is_invisible(unit.c)).then_some(unit.c);
                self.edits.push(Edit { span: Span::new(end, unit.end), put });
                end = unit.end;
            } else if let Some(c @ (' ' | '\t' | '\u{a0}')) = self.char(end) {
                end += c.len_utf8();
            } else {
                break;
            }
        }
        let before =
            self.text.get(..at).and_then(|text| text.trim_end_matches([' ', '\t', '\u{a0}']).chars().next_back());
        let sides = [before, self.char(end)].map(|side| side.filter(|c| !is_blank(*c)));
        if sides == [None, None] {
            self.edits.truncate(first_edit);
            return end;
        }
        if !sides.into_iter().flatten().all(is_spelled_out) {
            let run = self.edits.split_off(first_edit);
            self.edits.extend(run.into_iter().filter(|edit| edit.put.is_some()));
        } else if soft {
            self.cuts.extend(Cut::at(self.text, Span::new(at, end), true));
        }
        end
    }
}

/// Whether a character is of a script, or a mark among such, that writes words without characters of no width.
fn is_spelled_out(c: char) -> bool {
    matches!(c, '\0'..='\u{58f}' | '\u{1e00}'..='\u{218f}')
}

/// The character that an HTML reference at the start of a text stands for, with the length of the reference; also one whose "&" is a
/// reference itself.
fn reference(text: &str) -> Option<(char, usize)> {
    let mut at = 0;
    loop {
        let (c, length) = html::reference(text.get(at..)?)?;
        let end = at + length;
        if !text.get(..end)?.ends_with(';')
            || c == char::REPLACEMENT_CHARACTER
            || c.is_control()
            || c == '\u{2028}'
            || c == '\u{2029}'
        {
            return None;
        }
        // The reference that follows begins with the semicolon in the place of its "&".
        let inner = text.get(end - 1..).and_then(html::reference);
        if c != '&'
            || end > 40
            || inner.is_none_or(|(_, length)| !text.get(..end - 1 + length).is_some_and(|all| all.ends_with(';')))
        {
            return Some((c, end));
        }
        at = end - 1;
    }
}
