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
//! | `&ldquo;Yes&rdquo;`, `R&amp;amp;D` | `“Yes”`, `R&D` ([`references`]) |
//! | `â€œYesâ€\u{9d}`, `CafÃ©` | `“Yes”`, `Café` ([`misread`]) |
//! | `prac-\ntices`, `capabili- ties`, `well-\nknown` | `practices`, `capabilities`, `well-known` ([`cuts`]) |
//!
//! Nothing that is read becomes markup: whether an input is HTML was told before.

mod cuts;
mod edit;
mod misread;

use std::borrow::Cow;

use super::lines::Cuts;
use super::original::{Original, Piece};
use super::references;
use crate::rules::Rules;
use crate::text::{Span, is_blank, is_invisible};
use cuts::Cut;
use edit::Edit;

/// What is read where a reference to a blank is all that a line has: no letter or mark, and no white space either.
const NO_WIDTH: char = '\u{200b}';

/// A text made whole.
#[derive(Debug)]
pub(super) struct Mended {
    /// To be read.
    pub(super) text: String,
    /// What it was made of.
    pub(super) original: Original,
    /// What the words that line ends had cut tell of the lines of what is read.
    pub(super) cuts: Cuts,
}

/// Makes a text whole; `None` when nothing is wrong with it. `runs_on`: whether lines may run on, so that a line end can cut a word.
pub(super) fn mend(rules: &Rules, text: &str, runs_on: bool) -> Option<Mended> {
    let Search { mut edits, cuts, .. } = Search::through(text);
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
    let line_end = |piece: &Piece| Some(piece.read.start).filter(|_| piece.read.of(&read) == "\n");
    let cuts = Cuts { count: joined.line_ends, run_on: pieces.iter().filter_map(line_end).collect() };
    Some(Mended { text: read, original: Original::new(text.to_owned(), pieces), cuts })
}

/// The characters of a text beside the article's own, such as a title from a page's head, as they are meant.
pub(super) fn meant(text: &str) -> Cow<'_, str> {
    let edits = Search::through(text).edits;
    if edits.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(apply(text, &edits).0) }
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
struct Meant {
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

impl<'t> Search<'t> {
    /// All that is found in a text.
    fn through(text: &'t str) -> Self {
        let mut search = Self { text, edits: Vec::new(), cuts: Vec::new() };
        let mut at = 0;
        while let Some(found) = next_suspect(text.as_bytes(), at) {
            at = search.look(found);
        }
        search
    }

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
        match self.meant(at) {
            None => after,
            Some(meant) if is_blank(meant.c) => self.blanks(at),
            Some(Meant { c, end }) => {
                self.edits.push(Edit { span: Span::new(at, end), put: Some(c) });
                end
            }
        }
    }

    /// What stands at `at` when it is not what it seems to be or is not seen.
    fn meant(&self, at: usize) -> Option<Meant> {
        let rest = self.text.get(at..)?;
        let c = rest.chars().next()?;
        if is_invisible(c) {
            return Some(Meant { c, end: at + c.len_utf8() });
        }
        let (c, length) = match c {
            '&' => reference(rest)?,
            '\u{c2}'..='\u{f4}' => misread::character(rest, self.char_before(at))?,
            _ => return None,
        };
        Some(Meant { c, end: at + length })
    }

    /// Mends a run of blank characters that begins at `at`. What has no width is passed over, in scripts that do not need it. A run that is
    /// alone on its line stays one, as blocks hold all but white space, but of no width. Where to go on.
    fn blanks(&mut self, at: usize) -> usize {
        let first_edit = self.edits.len();
        let (mut end, mut soft) = (at, false);
        loop {
            if let Some(meant) = self.meant(end).filter(|meant| is_blank(meant.c)) {
                soft |= meant.c == '\u{ad}';
                let put = (!is_invisible(meant.c)).then_some(meant.c);
                self.edits.push(Edit { span: Span::new(end, meant.end), put });
                end = meant.end;
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
            let run = self.edits.split_off(first_edit);
            let references = run.into_iter().filter(|edit| edit.put.is_some());
            self.edits.extend(references.map(|edit| Edit { put: Some(NO_WIDTH), ..edit }));
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
        let (c, length) = references::reference(text.get(at..)?)?;
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
        let inner = text.get(end - 1..).and_then(references::reference);
        if c != '&'
            || end > 40
            || inner.is_none_or(|(_, length)| !text.get(..end - 1 + length).is_some_and(|all| all.ends_with(';')))
        {
            return Some((c, end));
        }
        at = end - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        mend(&Rules::ALL, text, true).map_or_else(|| text.to_owned(), |mended| mended.text)
    }

    fn stays(text: &str) {
        assert!(mend(&Rules::ALL, text, true).is_none(), "{text:?} is read as {:?}", read(text));
    }

    #[test]
    fn what_is_not_seen_is_passed_over() {
        assert_eq!(
            read("Le\u{ad}na\u{200b} Or\u{2060}\u{feff}tiz said:\u{200b} “\u{200c}No\u{200d}.”"),
            "Lena Ortiz said: “No.”"
        );
        assert_eq!(read("\u{feff}The mayor\n\u{feff}\nsaid no."), "The mayor\n\u{feff}\nsaid no.");
        assert_eq!(read("It was hard\u{ad}\nly fin\u{ad} ished."), "It was hardly finished.");
        stays("\u{ad}\u{200b} \u{feff}");
    }

    #[test]
    fn where_a_script_needs_them_they_stay() {
        stays("👩\u{200d}👩\u{200d}👧 می\u{200c}خواهم ไทย\u{200b}ภาษา ❤\u{fe0f}\u{200d}🔥");
        assert_eq!(read("می\u{200c}خواهم said Or\u{200c}tiz"), "می\u{200c}خواهم said Ortiz");
    }

    #[test]
    fn references_are_read() {
        assert_eq!(
            read("&ldquo;AT&amp;T&#8217;s&rdquo; &amp;quot;R&amp;amp;D&amp;quot;&nbsp;x"),
            "“AT&T’s” \"R&D\"\u{a0}x"
        );
        assert_eq!(read("&nbsp;\n&nbsp;&shy;No&shy;.&nbsp;"), "\u{200b}\n\u{a0}No.\u{a0}");
        assert_eq!(read("&lt;p&gt;"), "<p>");
        for text in [
            "AT&T; Q&A",
            "a&copy=1&lt",
            "&#10;",
            "&#x2028;",
            "&nope;",
            "&",
            "&#",
            "&#;",
            "&#99999999999999;",
            "&#0;",
            "&#8220",
        ] {
            stays(text);
        }
    }

    #[test]
    fn what_was_read_as_another_encoding_is_read_back() {
        assert_eq!(
            read("â€œIt isnâ€™t,â€\u{9d} RenÃ©\u{e2}\u{80}\u{8b} said â€” â€œno.â€"),
            "“It isn’t,” René said — “no.”"
        );
        assert_eq!(read("ï»¿The mayor Â£5Â\u{a0}million"), "The mayor £5\u{a0}million");
        stays("Âge, château, “IRMÔ, “MÜLLERÄ” and SÃO");
    }

    #[test]
    fn a_word_cut_within_a_line_is_joined_and_other_hyphens_stay() {
        assert_eq!(
            read("new capabili- ties, per- mitted and gov- ernment"),
            "new capabilities, permitted and government"
        );
        assert_eq!(
            read("The Zornwicks. A Zorn- wicks plan"),
            "The Zornwicks. A Zorn- wicks plan".replace("n- w", "nw")
        );
        for text in [
            "two- and three-year plans, pre- and post-war, mid- to late May, short- or long-term",
            "He left - the door was open- she said- and then",
            "The cost- benefit of a self- reliance team of the Frankfurt- based firm",
            "Ein- und Ausfuhr von Groß- handel",
            "- item\n- another",
            "-",
            "a-",
            "a- ",
            "well-known",
        ] {
            stays(text);
        }
    }

    /// Full lines, the first of which ends with the first part and a hyphen.
    fn wrapped(first: &str, second: &str) -> String {
        format!(
            "The council of the lower town has heard from its own experts that the {first}-\n{second} of the old harbour was closed \
             until the work of the spring had been done\nand paid for by those who live there, which nobody in the town hall \
             had ever\nheard of before the end of the long winter, when the ice had gone from the\nwater and the boats could go out \
             to the islands again with all that they had\nto bring there"
        )
    }

    #[test]
    fn a_word_cut_at_a_line_end_is_joined_and_the_line_ends_before_it() {
        for (first, second, whole) in [
            ("prac", "tices", "practices"),
            ("neighbour", "hoods", "neighbourhoods"),
            ("Wash", "ington", "Washington"),
            ("GOVERN", "MENT", "GOVERNMENT"),
            ("zorn", "wickle", "zornwickle"),
            ("well", "known", "well-known"),
            ("self", "reliance", "self-reliance"),
            ("twenty", "five", "twenty-five"),
            ("Franco", "German", "Franco-German"),
            ("Covid", "19", "Covid-19"),
            ("Hamburg", "based", "Hamburg-based"),
            ("Zorn", "wick", "Zornwick"),
            ("Wil", "son", "Wilson"),
            ("AI", "enriched", "AI-enriched"),
            ("un", "published", "unpublished"),
            ("grievance", "driven", "grievance-driven"),
        ] {
            let read = read(&wrapped(first, second));
            assert!(read.contains(&format!(" that the\n{whole} of the old")), "{read}");
        }
    }

    #[test]
    fn the_text_itself_says_how_a_word_is_written() {
        let text = |other: &str| read(&format!("{}. {other}", wrapped("counter", "part")));
        assert!(text("A counter-part of hers").contains("the\ncounter-part of"), "{}", text("A counter-part of hers"));
        assert!(text("").contains("the\ncounterpart of"));
    }

    #[test]
    fn lines_that_do_not_run_on_keep_their_hyphens() {
        stays("Sign-\nup\n\nLog-\nin\n\nWell-\nknown people\n\nFrom A-\n\nto B");
        let cut = wrapped("prac", "tices");
        assert!(mend(&Rules::ALL, &cut, false).is_none());
    }

    #[test]
    fn an_ordinary_text_is_not_copied() {
        stays("“We’re open – from 9-to-5,” said Renée O’Hara of AT&T (née Zoë); it’s Köln’s 50 € Q&A …");
    }
}
