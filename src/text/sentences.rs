//! Tokens into sentences.
//!
//! A decision list over what stands around a possible end: the stop itself (full stop, abbreviation, question mark, ellipsis), the
//! marks that close behind it, and the first word of what follows. The first rule that knows the case decides. Words come from
//! `models/lists`: abbreviations by what may follow them, words that begin sentences.
//!
//! ```text
//! He met Gen. | no    Smith in the U.S. | yes  The talks failed. | yes  “Why?” | no  she asked. | yes  “No.” | yes  Then he left.
//! ```

use std::ops::Range;

use super::Span;
use super::abbreviations::{Abbreviation, abbreviation, starts_sentences};
use super::characters::{QuoteSide, closes_bracket, is_foreign_stop, opens_bracket, quote_side};
use super::token::{Token, TokenKind};
use crate::lexicon::{self, class};

/// The sentences of one block as ranges of its tokens: in order, none empty, every token in one.
pub(super) fn split(text: &str, block: Span, tokens: &[Token]) -> Vec<Range<usize>> {
    let longest_line = match block.of(text) {
        inside if inside.contains('\n') => inside.lines().map(str::len).max().unwrap_or(0),
        _ => 0,
    };
    // The last token that is not a mark: what stands behind it never is a sentence of its own.
    let last_word = tokens.iter().rposition(|token| !is_mark(token.kind)).unwrap_or(0);
    let block = Tokens { text, tokens, longest_line };
    let mut sentences = Vec::new();
    let (mut start, mut at) = (0, 0);
    // Of the sentence that begins at `start`: whether a word was seen; of the block: where the line begins, whether `"` is open.
    let (mut has_word, mut line_start, mut open) = (false, block.span(0).start, false);
    while at < tokens.len() {
        let Some(token) = tokens.get(at) else { break };
        has_word |= !is_mark(token.kind);
        open ^= token.kind == TokenKind::QuoteMark && block.str(at) == "\"";
        let mut next = at + 1;
        let mut ends = false;
        if has_word
            && at < last_word
            && let Some(stop) = block.stop(at, start)
        {
            while matches!(stop, Stop::Point | Stop::Question | Stop::Ellipsis) && block.goes_on(next) {
                next += 1;
            }
            let stop = if next > at + 1 && stop == Stop::Point { Stop::Ellipsis } else { stop };
            let after = block.behind_closing(next, open);
            ends = after <= last_word && block.ends(stop, start, at, next..after);
            if ends {
                open ^= (next..after).any(|index| block.str(index) == "\"");
                next = after;
            }
        }
        let gap = block.gap(next);
        if gap != " " && gap.contains('\n') {
            ends |= has_word && block.line_ends(next, gap, line_start);
            line_start = block.span(next).start;
        }
        if ends && next <= last_word {
            sentences.push(start..next);
            (start, has_word) = (next, false);
        }
        at = next;
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

/// What may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// A full stop.
    Point,
    /// One or more question and exclamation marks.
    Question,
    /// Points in a row.
    Ellipsis,
    /// The mark of a script without capitals.
    Foreign,
    /// The point belongs to an abbreviation.
    Abbreviation(Abbreviation),
    /// ... or to letters parted by points: "U.S.".
    Acronym,
    /// ... or to one letter: "J.".
    Initial,
    /// A list's number: "1." at the start.
    Enumerator,
}

/// How a word begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begin {
    Upper,
    Lower,
    Digit,
    Other,
}

/// The tokens of a block and what the rules ask of them.
struct Tokens<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// In bytes; 0 when the block is one line.
    longest_line: usize,
}

fn is_mark(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Punctuation | TokenKind::QuoteMark | TokenKind::Emoji)
}

impl<'t> Tokens<'t> {
    fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    fn span(&self, index: usize) -> Span {
        self.tokens.get(index).map_or(Span::default(), |token| token.span)
    }

    fn str(&self, index: usize) -> &'t str {
        self.span(index).of(self.text)
    }

    fn first_char(&self, index: usize) -> char {
        self.str(index).chars().next().unwrap_or(' ')
    }

    /// What stands between a token and the one before.
    fn gap(&self, index: usize) -> &'t str {
        if index == 0 || index >= self.tokens.len() {
            return "";
        }
        Span::new(self.span(index - 1).end, self.span(index).start).of(self.text)
    }

    /// Whether the token is the stop that may end the sentence begun at `start`.
    fn stop(&self, index: usize, start: usize) -> Option<Stop> {
        let (kind, word) = (self.kind(index)?, self.str(index));
        match kind {
            TokenKind::Punctuation => match word.chars().next()? {
                '.' if word.len() == 1 && self.enumerates(index, start) => Some(Stop::Enumerator),
                '.' if word.len() == 1 => Some(Stop::Point),
                '.' | '…' => Some(Stop::Ellipsis),
                '!' | '?' => Some(Stop::Question),
                mark if is_foreign_stop(mark) => Some(Stop::Foreign),
                _ => None,
            },
            TokenKind::Word | TokenKind::Number => {
                let stem = word.strip_suffix('.')?;
                let part = stem.rsplit('-').next().unwrap_or(stem);
                Some(match abbreviation(part) {
                    Some(kind) => Stop::Abbreviation(kind),
                    None if part.contains('.') => Stop::Acronym,
                    None => Stop::Initial,
                })
            }
            _ => None,
        }
    }

    /// Whether the point at `index` stands behind the number or letter of a list's item.
    fn enumerates(&self, index: usize, start: usize) -> bool {
        let label = self.str(start);
        index == start + 1
            && !self.gap(index + 1).is_empty()
            && (label.len() <= 3 && label.bytes().all(|byte| byte.is_ascii_digit())
                || label.len() == 1 && label != "I"
                || label.len() <= 4 && label.len() > 1 && label.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')))
    }

    /// Whether a stop goes on at `index`: ". . .", "?..", "...?".
    fn goes_on(&self, index: usize) -> bool {
        self.kind(index) == Some(TokenKind::Punctuation)
            && matches!(self.first_char(index), '.' | '…' | '!' | '?')
            && self.gap(index).len() <= 1
            && !self.gap(index).contains('\n')
    }

    /// The first token behind the marks from `index` on that close what the sentence opened. `open`: whether `"` is open.
    fn behind_closing(&self, mut index: usize, mut open: bool) -> usize {
        loop {
            let mark = self.first_char(index);
            let (before, after) =
                (!self.gap(index).is_empty(), !self.gap(index + 1).is_empty() || index + 1 >= self.tokens.len());
            let closes = match self.kind(index) {
                Some(TokenKind::QuoteMark) => match (before, after, quote_side(mark)) {
                    _ if self.str(index) == "\"" && (before == after) => open,
                    (true, false, _) => false,
                    (true, true, _) if self.str(index) == "''" => true,
                    (false, true, _) => true,
                    (_, _, side) => side == Some(QuoteSide::Closing) || (side == Some(QuoteSide::Either) && !before),
                },
                Some(TokenKind::Punctuation) => closes_bracket(mark),
                Some(TokenKind::Emoji) => true,
                _ => false,
            };
            if !closes || self.gap(index).contains('\n') {
                return index;
            }
            open ^= mark == '"';
            index += 1;
        }
    }

    /// The first word from `index` on, behind opening marks.
    fn opening_word(&self, index: usize) -> usize {
        let opens = |index: usize| match self.kind(index) {
            Some(TokenKind::QuoteMark) => true,
            Some(TokenKind::Punctuation) => {
                let mark = self.first_char(index);
                opens_bracket(mark)
                    || matches!(mark, '-' | '–' | '—' | '•' | '*' | '¿' | '¡' | '…')
                    || (mark == '.' && self.span(index).len() > 1)
            }
            _ => false,
        };
        (index..index + 4).find(|&index| !opens(index)).unwrap_or(index)
    }

    fn begin(&self, index: usize) -> Begin {
        match self.first_char(index) {
            c if c.is_lowercase() => Begin::Lower,
            c if c.is_uppercase() => Begin::Upper,
            c if c.is_numeric() => Begin::Digit,
            _ => Begin::Other,
        }
    }

    /// Whether the sentence begun at `start` ends with the stop at `at` and the marks `closing` behind it.
    fn ends(&self, stop: Stop, start: usize, at: usize, closing: Range<usize>) -> bool {
        let next = closing.end;
        let word = self.opening_word(next);
        let begin = self.begin(word);
        let quoted = closing.clone().any(|index| self.kind(index) == Some(TokenKind::QuoteMark));
        let bracketed = !quoted && closing.clone().any(|index| self.kind(index) == Some(TokenKind::Punctuation));
        let opened = word > next;
        let blank = !self.gap(next).is_empty();
        let starter = starts_sentences(self.str(word));
        // "said.The", "“... people.”The": blanks get lost, but not before small letters or digits.
        if !blank && stop != Stop::Foreign {
            let parted = begin == Begin::Upper || opened && self.kind(next) == Some(TokenKind::QuoteMark);
            return match stop {
                Stop::Point => parted,
                Stop::Question => parted && !closing.clone().any(|index| self.str(index) == "'"),
                Stop::Ellipsis => begin == Begin::Upper && starter || quoted && parted,
                Stop::Acronym | Stop::Abbreviation(Abbreviation::Either) => starter && begin == Begin::Upper,
                _ => false,
            };
        }
        // A mark that goes on: "Inc., ", "?, ", "etc. –".
        if !opened && self.kind(next) == Some(TokenKind::Punctuation) {
            return stop == Stop::Foreign;
        }
        if matches!(self.kind(next), Some(TokenKind::Punctuation))
            && begin != Begin::Upper
            && !opens_bracket(self.first_char(next))
        {
            return matches!(stop, Stop::Point | Stop::Question) && self.first_char(next) == '•';
        }
        match stop {
            Stop::Foreign => true,
            Stop::Enumerator => false,
            Stop::Point => begin != Begin::Lower || !(quoted || bracketed),
            Stop::Question => match begin {
                _ if self.exclaimed(at) => starter && begin == Begin::Upper,
                // "Oh! what a day": one such mark goes on before a small letter.
                Begin::Lower => !quoted && !bracketed && self.str(at) != "!",
                Begin::Upper => !(quoted && self.attributes(word)),
                _ => true,
            },
            Stop::Ellipsis => match begin {
                Begin::Upper if quoted => !self.attributes(word),
                Begin::Upper => starter || opened || self.gap(at).is_empty(),
                _ => false,
            },
            Stop::Abbreviation(
                Abbreviation::Title | Abbreviation::Number | Abbreviation::Inner | Abbreviation::Exclaimed,
            ) => false,
            Stop::Initial => begin == Begin::Upper && starter && at > start,
            Stop::Acronym | Stop::Abbreviation(Abbreviation::Either) => {
                if begin != Begin::Upper || bracketed || self.kind(next) == Some(TokenKind::Punctuation) {
                    return false;
                }
                if starter || opened || quoted {
                    return true;
                }
                let stem = lexicon::lexeme(self.str(at).trim_end_matches('.'));
                if stem.is(class::HALF_OF_DAY) {
                    let zone = self.str(word).len() <= 4 && self.str(word).chars().all(char::is_uppercase);
                    return !zone && !lexicon::lexeme(self.str(word).trim_end_matches('.')).is(class::AFTER_HOUR);
                }
                if stem.is(class::CLOSES_AFTER_NUMBER) {
                    return at > start && self.begin(at - 1) == Begin::Digit;
                }
                // "in Mobile, Ala. Police": inside a sentence a comma would follow.
                stem.is(class::CLOSES_SENTENCE)
                    || at > start && self.str(at - 1) == "," && !stem.is(class::AFTER_COMMA_INSIDE)
            }
        }
    }

    /// Whether the mark at `at` belongs to a name: "Yahoo!".
    fn exclaimed(&self, at: usize) -> bool {
        at > 0 && self.str(at) == "!" && abbreviation(self.str(at - 1)) == Some(Abbreviation::Exclaimed)
    }

    /// Whether "Trump asked.", "I said, " follows: a name and a verb that belong to the question before.
    fn attributes(&self, index: usize) -> bool {
        let name = |index: usize| self.kind(index) == Some(TokenKind::Word) && self.begin(index) == Begin::Upper;
        if !name(index) || (starts_sentences(self.str(index)) && self.str(index) != "I") {
            return false;
        }
        let verb = (index..index + 6).find(|&index| !name(index)).unwrap_or(index);
        let behind = verb + 1;
        lexicon::lexeme(self.str(verb)).is(class::EXCLAIMING_CUE)
            && (behind >= self.tokens.len()
                || self.kind(behind) == Some(TokenKind::Punctuation)
                || matches!(
                    self.str(behind),
                    "in" | "on" | "at" | "to" | "during" | "of" | "as" | "with" | "when" | "after" | "before"
                ))
    }

    /// Whether the line break in `gap` before the token `next` ends a sentence.
    ///
    /// A blank line does, and so does an item of a list. Otherwise a break is where an editor wrapped the text, unless the next
    /// word would have fitted the line and could begin a sentence.
    fn line_ends(&self, next: usize, gap: &str, line_start: usize) -> bool {
        if gap.matches('\n').count() > 1 {
            return true;
        }
        let first = self.str(next);
        let item = matches!(first, "-" | "*" | "•" | "·" | "–" | "—") && self.gap(next + 1) == " ";
        let word = self.opening_word(next);
        let fits =
            self.span(next - 1).end.saturating_sub(line_start) + 1 + self.str(word).len() <= self.longest_line * 9 / 10;
        item || fits && self.begin(word) != Begin::Lower && !is_mark(self.kind(word).unwrap_or(TokenKind::Punctuation))
    }
}
