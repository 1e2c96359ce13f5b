//! Blocks into tokens.
//!
//! A hand-written scanner: one pass from left to right, bounded look-ahead, so linear on any input. What it decides:
//!
//! - Blank between tokens is white space and characters without ink (zero width spaces, byte order marks, direction marks); every
//!   other character belongs to exactly one token. Inside a word such a character (a soft hyphen) belongs to the word, as do
//!   combining marks.
//! - A hyphen joins: "al-Qaeda", "10-year-old", "2021-22" are one token. A dash, also the short
//!   one of "1990–95", separates.
//! - Clitics are parted as in the Penn Treebank: "do|n’t", "Price|’s", "voters|’". "cannot", "gonna" stay whole.
//! - Abbreviations keep their point ("Gen.", "U.S.", "J."), also at the end of a sentence; a single letter loses it there.
//! - Digits with units and separators are one [`TokenKind::Number`]: "1,200", "3.5", "20th", "5pm", "1.2bn", "9/11", "10:30", "’90s".
//!   With a hyphen and letters they are a word: "10-year-old". Signs stand alone: "$|200", "50|%".
//! - "said.The", the scar of a lost line break, is three tokens; "example.com" is one.
//! - Letters of one script run on: Chinese and Japanese up to the next mark, Thai up to the next blank.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::abbreviations::{Abbreviation, abbreviation, starts_sentences};
use super::characters::{
    QuoteSide, is_apostrophe, is_blank, is_east_asian, is_emoji, is_invisible, is_symbol, opens_bracket, quote_side,
};
use super::token::{Token, TokenKind};
use crate::lexicon::{self, Lexeme, class, phrase};

/// The longest host name, and so the furthest look for one.
const LONGEST_HOST: usize = 253;
/// The longest local part of a mail address.
const LONGEST_LOCAL_PART: usize = 64;
/// How far the closing mark of a quotation is looked for when an apostrophe may be one.
const CLOSING_MARK_WITHIN: usize = 240;

/// Whether a word is the sign of a share at an exchange: "NORV.ST", "BRK.B".
pub(crate) fn is_ticker(word: &str) -> bool {
    word.len() <= 9 && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'.')
}

/// Appends the tokens of a stretch of text, usually one block.
pub(super) fn tokenize(text: &str, block: Span, into: &mut Vec<Token>) {
    let inside = block.of(text);
    let mut scanner =
        Scanner { text: inside, base: block.start, at: 0, single_mark_open: false, no_host_before: 0, into };
    while scanner.at < inside.len() {
        let at = scanner.at;
        scanner.step();
        // Whatever a rule gets wrong, the page must not hang.
        debug_assert!(scanner.at > at, "no token at {at}");
        if scanner.at <= at {
            scanner.push(at, at + scanner.char(at).len_utf8(), TokenKind::Symbol);
        }
    }
}

struct Scanner<'t, 'o> {
    text: &'t str,
    /// Where `text` begins in the whole.
    base: usize,
    at: usize,
    /// Whether a single quotation mark was opened and not closed: an apostrophe may then be the closing one.
    single_mark_open: bool,
    /// No host name begins before here: it was looked for.
    no_host_before: usize,
    into: &'o mut Vec<Token>,
}

impl<'t> Scanner<'t, '_> {
    /// The byte at `at`, 0 beyond the end.
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    fn rest(&self, at: usize) -> &'t str {
        self.text.get(at..).unwrap_or("")
    }

    fn slice(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// The character at `at`, '\0' beyond the end.
    fn char(&self, at: usize) -> char {
        match self.byte(at) {
            byte if byte < 0x80 => byte as char,
            _ => self.rest(at).chars().next().unwrap_or('\0'),
        }
    }

    /// The character before `at`; a blank at the beginning.
    fn char_before(&self, at: usize) -> char {
        self.text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ')
    }

    /// Emits `start..end`; the scanner goes on after it.
    fn push(&mut self, start: usize, end: usize, kind: TokenKind) {
        if start < end {
            let mut token = Token::new(self.text, Span::new(start, end), kind);
            token.span = Span::new(self.base + start, self.base + end);
            self.into.push(token);
        }
        self.at = end;
    }

    /// The end of the run of characters from `at` on that fulfil `wanted`.
    fn run(&self, at: usize, wanted: impl Fn(char) -> bool) -> usize {
        at + self.rest(at).find(|c| !wanted(c)).unwrap_or(self.rest(at).len())
    }

    fn step(&mut self) {
        let at = self.at;
        match self.byte(at) {
            b' ' | b'\t'..=b'\r' => self.at += 1,
            b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => self.word(at, at),
            byte if byte < 0x80 => self.mark(byte as char),
            _ => match self.char(at) {
                c if is_blank(c) => self.at += c.len_utf8(),
                c if c.is_alphanumeric() => self.word(at, at),
                c => self.mark(c),
            },
        }
    }

    /// A token that begins at `start` with what stands before `at`, and goes on with a letter or digit at `at`.
    fn word(&mut self, start: usize, mut at: usize) {
        if matches!(self.byte(start), b'h' | b'H' | b'w' | b'W' | b'f' | b'F') && self.web_address(start) {
            return;
        }
        let mut word = Letters { start, segment: at, acronym: true };
        loop {
            let byte = self.byte(at);
            let step = match byte {
                _ if byte.is_ascii_alphanumeric() => Step::On(at + 1),
                b'\'' | b'`' | 0x80.. => self.word_character(&word, at),
                _ => self.word_sign(&mut word, at, byte),
            };
            match step {
                Step::On(after) => at = after,
                Step::End => return self.push_word(start, at),
                Step::Emitted => return,
            }
        }
    }

    /// What a sign of ASCII is to the word that it follows.
    fn word_sign(&mut self, word: &mut Letters, at: usize, sign: u8) -> Step {
        let on = Step::On(at + 1);
        match sign {
            b'-' if self.joins(at + 1) => {
                (word.acronym, word.segment) = (true, at + 1);
                on
            }
            b'.' | b'@' | b'+' if self.address(word.start, at) => Step::Emitted,
            b'.' => self.word_point(word, at),
            b'&' | b'_' if self.joins(at + 1) && self.char(word.start).is_alphabetic() => on,
            b',' if self.groups_digits(word.start, at) => on,
            b':' if self.tells_time(word.start, at) => on,
            b'/' if self.byte(at + 1).is_ascii_digit() && self.all_digits(word.start, at) => on,
            _ => Step::End,
        }
    }

    /// What a point is to the word that it follows, with a clitic after it emitted.
    fn word_point(&mut self, word: &mut Letters, at: usize) -> Step {
        let after = at + 1;
        match self.point(word, at) {
            Point::Apart => Step::End,
            Point::Inner => {
                word.acronym &= at - word.segment == self.char(word.segment).len_utf8();
                word.segment = after;
                Step::On(after)
            }
            Point::Last if self.byte(after) == b'-' && self.joins(after + 1) => Step::On(after),
            Point::Last => {
                let clitic = if is_apostrophe(self.char(after)) { self.clitic_end(after) } else { None };
                self.push_word(word.start, after);
                if let Some(end) = clitic {
                    self.push(after, end, TokenKind::Clitic);
                }
                Step::Emitted
            }
        }
    }

    /// What an apostrophe or a character beyond ASCII is to the word that it follows.
    fn word_character(&mut self, word: &Letters, at: usize) -> Step {
        let c = self.char(at);
        let after = at + c.len_utf8();
        if is_apostrophe(c) {
            return self.apostrophe(word.start, at, c).map_or(Step::Emitted, Step::On);
        }
        if c.is_alphanumeric() {
            let last = self.char_before(at);
            let script_changes = at > word.start && is_east_asian(c) != is_east_asian(last) && last.is_alphanumeric();
            return if script_changes { Step::End } else { Step::On(after) };
        }
        if matches!(c, '\u{2010}' | '\u{2011}' | '\u{B7}' | '\u{5F3}' | '\u{5F4}') && self.joins(after) {
            return Step::On(after);
        }
        if is_invisible(c) {
            let after = self.run(at, is_invisible);
            let goes_on = self.joins(after) || self.extension(at).is_some();
            return if goes_on { Step::On(after) } else { Step::End };
        }
        self.extension(at).map_or(Step::End, Step::On)
    }

    /// Whether the character at `at` can go on a word.
    fn joins(&self, at: usize) -> bool {
        let c = self.char(at);
        c.is_alphanumeric()
    }

    /// The end of the combining marks at `at` that go with the character before.
    fn extension(&self, at: usize) -> Option<usize> {
        let before = at - self.char_before(at).len_utf8();
        let end = before + self.cluster(before).len();
        (end > at).then_some(end)
    }

    /// The grapheme cluster at `at`. White space is in none: a letter that is written before the next character (a Malayalam dot reph)
    /// would take a no-break space along.
    fn cluster(&self, at: usize) -> &'t str {
        let cluster = self.rest(at).graphemes(true).next().unwrap_or_default();
        cluster.split_once(char::is_whitespace).map_or(cluster, |(before, _)| before)
    }

    /// Emits a word or a number.
    fn push_word(&mut self, start: usize, end: usize) {
        let word = self.slice(start, end);
        let kind = match word.chars().find(|c| c.is_alphanumeric()) {
            Some(first) if !first.is_numeric() => TokenKind::Word,
            Some(_) if word.contains('\u{20E3}') => TokenKind::Emoji,
            Some(_) if word.contains(['-', '\u{2010}', '\u{2011}']) && word.contains(char::is_alphabetic) => {
                TokenKind::Word
            }
            _ => TokenKind::Number,
        };
        self.push(start, end, kind);
    }

    /// What the point at `at` is to the word before it.
    fn point(&self, word: &Letters, at: usize) -> Point {
        let &Letters { start, segment, acronym } = word;
        let (last, next) = (self.char_before(at), self.char(at + 1));
        if next == '.' {
            return Point::Apart;
        }
        if next.is_numeric() && last.is_numeric() {
            return Point::Inner;
        }
        let letters = self.slice(segment, at);
        let single = letters.chars().nth(1).is_none() && last.is_alphabetic() && !is_east_asian(last);
        if acronym && single {
            return self.point_after_letter(word, at);
        }
        let joint = self.byte(segment.saturating_sub(1));
        if last.is_numeric() || segment != start && !matches!(joint, b'-' | b'.') {
            return Point::Apart;
        }
        if next.is_ascii_alphabetic() && self.parts_known_word(start, at) {
            return Point::Inner;
        }
        let whole = if joint == b'-' { letters } else { self.slice(start, at) };
        match abbreviation(whole) {
            Some(kind) if self.holds(kind, at) => Point::Last,
            _ => Point::Apart,
        }
    }

    /// What the point at `at` is to a word of single letters parted by points.
    fn point_after_letter(&self, word: &Letters, at: usize) -> Point {
        let &Letters { start, segment, .. } = word;
        let (last, next) = (self.char_before(at), self.char(at + 1));
        if next.is_alphabetic() {
            // "J.R." goes on; so does "U.S" without its last point.
            let long = self.char(at + 1 + next.len_utf8()).is_alphanumeric();
            return if long { Point::Last } else { Point::Inner };
        }
        let parted = segment > start && self.byte(segment - 1) == b'.';
        if parted || matches!(abbreviation(self.slice(segment, at)), Some(kind) if self.holds(kind, at)) {
            return Point::Last;
        }
        // One capital: an initial when a capital follows, not the end of "Plan B."
        let street = matches!(last, 'N' | 'S' | 'E' | 'W') && self.char(at + 2).is_ascii_digit();
        let initial = last.is_uppercase() && segment == start && (street || self.name_follows(at + 1));
        if initial { Point::Last } else { Point::Apart }
    }

    /// Whether the point at `at` stands inside of a word with one: "Ph.D.", "(BRK.B)", "notes.pdf".
    fn parts_known_word(&self, start: usize, at: usize) -> bool {
        let end = self.run(at + 1, |c| c.is_ascii_alphabetic());
        let both = self.slice(start, end);
        is_ticker(both) && self.char(end) == ')'
            || abbreviation(both).is_some()
            || end < at + 6 && lexicon::lexeme(self.slice(at + 1, end)).is(class::FILE_ENDING)
    }

    /// Whether what follows the point at `at` lets the word before it be an abbreviation.
    fn holds(&self, kind: Abbreviation, at: usize) -> bool {
        match kind {
            Abbreviation::Number => {
                let next = self.run(at + 1, is_blank);
                let c = self.char(next);
                let month = || {
                    let end = self.run(next, char::is_alphabetic);
                    lexicon::lexeme(self.slice(next, next + 3)).is(class::MONTH_START) && end - next <= 9
                };
                next - at < 4 && (c.is_ascii_digit() || c == '#' || month() || (c == ',' && next == at + 1))
            }
            Abbreviation::Exclaimed => false,
            Abbreviation::Title | Abbreviation::Inner | Abbreviation::Either => true,
        }
    }

    /// Whether something that goes on a name stands at `at` or after a blank there: a capital, a hyphen.
    fn name_follows(&self, at: usize) -> bool {
        let next = self.run(at, |c| c == ' ' || c == '\u{A0}');
        let c = self.char(next);
        // A word is short: no need to look further than the longest that begins sentences.
        let word = self.rest(next).char_indices().take(16).take_while(|(_, c)| c.is_alphabetic()).count();
        let starter = next > at && word < 16 && starts_sentences(self.slice(next, next + word));
        (c.is_uppercase() && !starter)
            || (next == at && matches!(c, '-' | ',' | '\'' | '’'))
            || (next > at && (c == '&' || c == '(' || c == '“' || c == '"'))
    }

    fn all_digits(&self, start: usize, end: usize) -> bool {
        self.slice(start, end).bytes().all(|byte| byte.is_ascii_digit() || byte == b'/') && end - start <= 10
    }

    /// Whether the comma at `at` parts thousands (also the Indian way, "1,00,000").
    fn groups_digits(&self, start: usize, at: usize) -> bool {
        let digits = self.run(at + 1, |c| c.is_ascii_digit()) - at - 1;
        matches!(digits, 2 | 3) && self.byte(start).is_ascii_digit() && self.byte(at - 1).is_ascii_digit()
    }

    /// Whether the colon at `at` parts hours from minutes, or a score.
    fn tells_time(&self, start: usize, at: usize) -> bool {
        let digits = self.run(at + 1, |c| c.is_ascii_digit()) - at - 1;
        digits == 2 && at - start <= 5 && self.byte(start).is_ascii_digit() && self.byte(at - 1).is_ascii_digit()
    }

    /// The apostrophe `c` at `at` in the word from `start` on: where the word goes on after it, or `None` when it has been emitted.
    fn apostrophe(&mut self, start: usize, at: usize, c: char) -> Option<usize> {
        let after = at + c.len_utf8();
        let next = self.char(after);
        let last = self.char_before(at);
        if next.is_alphanumeric() {
            let suffix = self.run(after, char::is_alphabetic);
            if matches!(self.slice(after, suffix), "t" | "T")
                && matches!(last, 'n' | 'N')
                && at - 1 > start
                && !self.joins(suffix)
            {
                self.push_word(start, at - 1);
                self.push(at - 1, suffix, TokenKind::Clitic);
                return None;
            }
            if let Some(end) = self.clitic_end(at) {
                self.push_word(start, at);
                self.push(at, end, TokenKind::Clitic);
                return None;
            }
            return Some(after);
        }
        self.push_trailing(start, at, after);
        None
    }

    /// Emits the word `start..at` and the apostrophe that ends it, or leaves that as a quotation mark.
    fn push_trailing(&mut self, start: usize, at: usize, after: usize) {
        let word = self.slice(start, at);
        let mark = self.slice(at, after);
        let may_close = self.single_mark_open && !self.closes_later(after);
        let possible = matches!(mark, "'" | "’" | "\u{B4}" | "\u{2032}")
            && self.slice(after, after + mark.len()) != mark
            && !may_close;
        let lower = word.len() <= 3 && lexicon::lexeme(&word.to_lowercase()).is(class::CLIPPED_WORD);
        if possible
            && (lower
                || (word.len() > 3
                    && phrase::CLIPPED_ENDING.iter().any(|ending| word.ends_with(ending))
                    && self.char(after) == ' '))
        {
            return self.push_word(start, after);
        }
        self.push_word(start, at);
        let plural = word.ends_with(['s', 'S', 'x', 'z']);
        let follows = self.run(after, |c| c == ' ' || c == '\u{A0}' || c == '\n');
        let goes_on = follows > after && self.char(follows).is_alphanumeric();
        if possible && plural && (goes_on || !self.single_mark_open) {
            self.push(at, after, TokenKind::Clitic);
        }
    }

    /// Whether a single quotation mark that can only close stands after `at`, before the next one that opens.
    fn closes_later(&self, at: usize) -> bool {
        let mut last = self.char_before(at);
        let mut chars = self.rest(at).char_indices().take_while(|(offset, _)| *offset < CLOSING_MARK_WITHIN).peekable();
        while let Some((_, c)) = chars.next() {
            let next = chars.peek().map_or(' ', |(_, next)| *next);
            match c {
                '\u{2018}' => return false,
                '\'' | '\u{2019}' if !next.is_alphanumeric() => return !last.is_whitespace(),
                '\'' if last.is_whitespace() => return false,
                _ => last = c,
            }
        }
        false
    }

    /// The end of the clitic that the apostrophe at `at` begins.
    fn clitic_end(&self, at: usize) -> Option<usize> {
        let after = at + self.char(at).len_utf8();
        let end = self.run(after, |c| c.is_ascii_alphabetic());
        if end == after || end > after + 2 || self.joins(end) {
            return None;
        }
        let suffix = self.slice(after, end).to_ascii_lowercase();
        lexicon::lexeme(&suffix).is(class::CLITIC_LETTERS).then_some(end)
    }

    /// A mail address or a bare host name that begins at `start`, looked for at the first sign of one at `at`.
    fn address(&mut self, start: usize, at: usize) -> bool {
        if at < self.no_host_before
            || !self.byte(at + 1).is_ascii_alphanumeric()
            || !self.byte(start).is_ascii_alphanumeric()
        {
            return false;
        }
        if let Some(end) = self.mail_address_end(start, at) {
            self.push(start, end, TokenKind::Email);
            return true;
        }
        self.byte(at) == b'.' && self.host_name(start, at)
    }

    /// The end of the run of characters of host names from `from` on.
    fn host_run(&self, from: usize) -> usize {
        let host = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        let bytes = self.text.as_bytes().iter();
        from + bytes.skip(from).take(LONGEST_HOST).take_while(|byte| host(byte)).count()
    }

    /// The end of the host name in such a run, without the marks that none ends with.
    fn host_end(&self, from: usize, run: usize) -> usize {
        from + self.slice(from, run).trim_end_matches(['.', '-']).len()
    }

    /// The end of the mail address from `start` on; `None` when there is none.
    fn mail_address_end(&self, start: usize, at: usize) -> Option<usize> {
        let local = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'%' | b'+' | b'-');
        let bytes = self.text.as_bytes().iter();
        let sign = at + bytes.skip(at).take(LONGEST_LOCAL_PART).take_while(|byte| local(byte)).count();
        if self.byte(sign) != b'@' || sign <= start {
            return None;
        }
        let end = self.host_end(sign + 1, self.host_run(sign + 1));
        let host = self.slice(sign + 1, end);
        (host.contains('.') && host.split('.').all(|label| !label.is_empty())).then_some(end)
    }

    /// A bare host name from `start` on, with its path.
    fn host_name(&mut self, start: usize, at: usize) -> bool {
        let run = self.host_run(start);
        let end = self.host_end(start, run);
        self.no_host_before = run.max(at + 1);
        let Some((rest, top)) = self.slice(start, end).rsplit_once('.') else { return false };
        let path = matches!(self.byte(end), b'/' | b'?') && !matches!(self.byte(end + 1), b' ' | b'\n' | 0);
        if !is_host(rest, top, path) {
            return false;
        }
        if path {
            self.push(start, self.address_end(end), TokenKind::Url);
        } else {
            let name = rest.starts_with(|c: char| c.is_ascii_uppercase()) && !rest.contains('.');
            self.push(start, end, if name { TokenKind::Word } else { TokenKind::Url });
        }
        true
    }

    /// A web address with its scheme, or one that begins with "www.".
    fn web_address(&mut self, start: usize) -> bool {
        let head = self.text.as_bytes().get(start..).unwrap_or_default();
        let begins = |with: &[u8]| head.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        if !(begins(b"http://") || begins(b"https://") || begins(b"www.") || begins(b"ftp://")) {
            return false;
        }
        let end = self.address_end(start);
        if end < start + 6 {
            return false;
        }
        self.push(start, end, TokenKind::Url);
        true
    }

    /// The end of a web address: the last character before a blank or a mark that none holds, without the sentence's own marks.
    fn address_end(&self, at: usize) -> usize {
        let stop = |c: char| {
            is_blank(c)
                || c.is_control()
                || matches!(c, '<' | '>' | '"' | '“' | '”' | '‘' | '’' | '«' | '»' | '`' | '|' | '{' | '}' | '…')
        };
        let end = self.run(at, |c| !stop(c));
        let mut found = self.slice(at, end);
        let (opened, mut closed) = (found.matches('(').count(), found.matches(')').count());
        loop {
            let shorter = found.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']', '*', '_']);
            found = match shorter.strip_suffix(')') {
                Some(inner) if closed > opened => {
                    closed -= 1;
                    inner
                }
                _ => break at + shorter.len(),
            };
        }
    }

    /// A token that begins with neither letter nor digit.
    fn mark(&mut self, c: char) {
        if self.begins_token(c) {
            return;
        }
        let start = self.at;
        let one = start + c.len_utf8();
        match c {
            '"' => self.push(start, one, TokenKind::QuoteMark),
            '!' | '?' => self.push(start, self.run(start, |c| c == '!' || c == '?'), TokenKind::Punctuation),
            '.' | '-' | '*' | '_' | '…' | '—' | '–' => {
                self.push(start, self.run(start, |other| other == c), TokenKind::Punctuation);
            }
            '=' | '~' => self.push(start, self.run(start, |other| other == c), TokenKind::Symbol),
            '#' if !self.char_before(start).is_alphanumeric() => self.symbol(start, one, TokenKind::Symbol),
            '$' | '%' | '+' | '<' | '>' | '^' | '|' | '\\' | '&' => self.symbol(start, one, TokenKind::Symbol),
            _ if is_apostrophe(c) => self.single_mark(c, self.char_before(start)),
            _ if quote_side(c).is_some() => self.push(start, one, TokenKind::QuoteMark),
            _ if c < '\u{80}' => self.symbol(start, one, TokenKind::Punctuation),
            _ => self.sign_beyond_ascii(c),
        }
    }

    /// Emits the token of several characters that a mark begins: a decimal, a handle, a topic, a face, a doubled mark, a degree.
    fn begins_token(&mut self, c: char) -> bool {
        let start = self.at;
        let one = start + c.len_utf8();
        let (next, before) = (self.char(one), self.char_before(start));
        match c {
            '.' if next.is_ascii_digit() && (is_blank(before) || matches!(before, '$' | '(' | '£' | '€')) => {
                self.word(start, one);
            }
            '@' if (next.is_ascii_alphanumeric() || next == '_') && !before.is_alphanumeric() => {
                let end = self.run(one, |c| c.is_ascii_alphanumeric() || c == '_');
                self.push(start, end, TokenKind::Handle);
            }
            '#' if !before.is_alphanumeric() => return self.topic(start, one),
            ':' | ';' => return self.face(start, before),
            '`' if next == '`' => self.push(start, one + 1, TokenKind::QuoteMark),
            '°' if matches!(next, 'C' | 'F') && !self.joins(one + 1) => self.push(start, one + 1, TokenKind::Symbol),
            _ => return false,
        }
        true
    }

    /// "#topic", with a letter in it.
    fn topic(&mut self, start: usize, one: usize) -> bool {
        let end = self.run(one, |c| c.is_alphanumeric() || c == '_');
        let is_topic = self.slice(one, end).contains(char::is_alphabetic);
        if is_topic {
            self.push(start, end, TokenKind::Handle);
        }
        is_topic
    }

    /// A pictograph, a sign or a mark with all that is written over it.
    fn sign_beyond_ascii(&mut self, c: char) {
        let start = self.at;
        let cluster = self.cluster(start);
        let kind = match () {
            () if is_emoji(cluster) => TokenKind::Emoji,
            () if is_symbol(c) => TokenKind::Symbol,
            () => TokenKind::Punctuation,
        };
        self.push(start, start + cluster.len().max(c.len_utf8()), kind);
    }

    /// Emits one sign, with the combining marks written over it; with U+20E3 it is a key: "#️⃣".
    fn symbol(&mut self, start: usize, end: usize, kind: TokenKind) {
        if self.byte(end) < 0x80 {
            return self.push(start, end, kind);
        }
        let end = self.extension(end).unwrap_or(end);
        let kind = if self.slice(start, end).ends_with('\u{20E3}') { TokenKind::Emoji } else { kind };
        self.push(start, end, kind);
    }

    /// A single mark that does not stand after a letter: a clitic after something else, an elision, or a quotation mark.
    fn single_mark(&mut self, c: char, before: char) {
        let start = self.at;
        let one = start + c.len_utf8();
        let next = self.char(one);
        let follows = !is_blank(before) && !opens_bracket(before) && !matches!(before, '—' | '–' | '-' | '/');
        if follows
            && quote_side(before) != Some(QuoteSide::Opening)
            && let Some(end) = self.clitic_end(start)
        {
            return self.push(start, end, TokenKind::Clitic);
        }
        // "''" closes as a double mark does; "’’" and "‘‘" stand for one too.
        if matches!(c, '\'' | '\u{2018}' | '\u{2019}') && next == c {
            return self.push(start, one + c.len_utf8(), TokenKind::QuoteMark);
        }
        if (!follows || before.is_numeric()) && (self.decade(c, before) || self.elision(one)) {
            return;
        }
        self.single_mark_open = match quote_side(c) {
            Some(QuoteSide::Opening) => true,
            Some(QuoteSide::Closing) => false,
            _ => !follows && !is_blank(next),
        };
        self.push(start, one, TokenKind::QuoteMark);
    }

    /// "’90s", "'68": the apostrophe `c` before two digits.
    fn decade(&mut self, c: char, before: char) -> bool {
        let one = self.at + c.len_utf8();
        let end = self.run(one, |c| c.is_ascii_digit());
        let is_decade = end == one + 2
            && !before.is_numeric()
            && match self.char(end) {
                's' => !self.joins(end + 1),
                after => !after.is_alphanumeric() && matches!(c, '\u{2019}' | '\''),
            };
        if is_decade {
            self.word(self.at, one);
        }
        is_decade
    }

    /// "’tis", "'em": the apostrophe before what is left of a word that begins at `one`. "’n’" takes both marks; "'cause'" in marks is a
    /// quotation.
    fn elision(&mut self, one: usize) -> bool {
        let end = self.run(one, |c| c.is_ascii_alphabetic());
        let word = self.slice(one, end);
        let elided = word.len() <= 6 && lexicon::lexeme(&word.to_ascii_lowercase()).is(class::ELISION);
        if !elided || self.joins(end) {
            return false;
        }
        let mark_after = self.char(end);
        let marked = is_apostrophe(mark_after);
        if marked && !matches!(word, "n" | "N") {
            return false;
        }
        self.push(self.at, end + if marked { mark_after.len_utf8() } else { 0 }, TokenKind::Word);
        true
    }

    /// A face made of marks that stands alone: ":-)", ";)", ":D".
    fn face(&mut self, start: usize, before: char) -> bool {
        let mouth = start + 1 + usize::from(self.byte(start + 1) == b'-');
        let end = mouth + 1;
        let stands = is_blank(before) && (end >= self.text.len() || is_blank(self.char(end)));
        let is_face =
            stands && matches!(self.byte(mouth), b')' | b'(' | b'D' | b'P' | b'p' | b'O' | b'/' | b'|' | b']' | b'[');
        if is_face {
            self.push(start, end, TokenKind::Emoji);
        }
        is_face
    }
}

/// Whether "rest.top" is a host: "said.it" is a lost blank, "bit.ly/x" an address; "Amazon.com" is a name and "AMAZON.COM" the same name
/// shouted.
fn is_host(rest: &str, top: &str, path: bool) -> bool {
    let domain = lexicon::lexeme(top);
    let below = rest.rfind('.').and_then(|point| rest.get(point..)).map_or(Lexeme::NONE, lexicon::lexeme);
    let known = domain.is(class::HOST_DOMAIN)
        || domain.is(class::HOST_DOMAIN_WORD) && (path || below.is(class::HOST_SUBDOMAIN))
        || domain.is(class::HOST_DOMAIN_SHOUTED) && !rest.contains('.');
    known && !rest.split('.').any(str::is_empty) && rest.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// A word that is being scanned.
struct Letters {
    /// Where it begins.
    start: usize,
    /// Where the letters since the last point or hyphen began.
    segment: usize,
    /// Whether only single letters parted by points were seen since the last hyphen.
    acronym: bool,
}

/// What a character is to the word before it.
enum Step {
    /// Part of it: it goes on there.
    On(usize),
    /// Not part of it: the word ends before it.
    End,
    /// The word has been emitted.
    Emitted,
}

/// What a point is to the word before it.
enum Point {
    /// Inside: "3.5", the first of "U.S.".
    Inner,
    /// The last character: "Gen.".
    Last,
    /// Not part of it.
    Apart,
}
