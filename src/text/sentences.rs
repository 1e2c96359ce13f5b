//! Tokens into sentences.
//!
//! A decision list over what stands around a possible end: the stop itself (full stop, abbreviation, question mark, ellipsis), the
//! marks that close after it, and the first word of what follows. The first rule that knows the case decides. Words come from
//! `models/lists`: abbreviations by what may follow them, words that begin sentences.
//!
//! ```text
//! He met Gen. | no    Smith in the U.S. | yes  The talks failed. | yes  “Why?” | no  she asked. | yes  “No.” | yes  Then he left.
//! ```

use std::ops::Range;

use super::Span;
use super::abbreviations::{Abbreviation, abbreviation, abbreviation_in_small_letters, starts_sentences};
use super::characters::{QuoteSide, closes_bracket, is_foreign_stop, opens_bracket, quote_side};
use super::token::{Token, TokenKind};
use crate::lexicon::{self, class};

/// The most letters of an abbreviation that no list knows, in bytes.
const LONGEST_UNLISTED: usize = 5;

/// The most tokens of a sentence before "a.m." that say nothing but when: "At around 9 a.m."
const HOUR_AT_START: usize = 3;

/// The sentences of one block as ranges of its tokens: in order, none empty, every token in one.
pub(super) fn split(text: &str, block: Span, tokens: &[Token]) -> Vec<Range<usize>> {
    let block = Tokens::new(text, block, tokens);
    let mut sentences = Vec::new();
    let mut open = Open { start: 0, has_word: false, quotation: false };
    let (mut at, mut line_start) = (0, block.span(0).start);
    while let Some(token) = tokens.get(at) {
        open.has_word |= !is_mark(token.kind);
        open.quotation ^= block.is_double_mark(at);
        let (mut ends, mut next) = (false, at + 1);
        if open.has_word && at < block.last_word {
            (ends, next) = block.end_at(at, open);
            open.quotation ^= ends && (at + 1..next).any(|index| block.is_double_mark(index));
        }
        let gap = block.gap(next);
        if gap != " " && gap.contains('\n') {
            ends |= open.has_word && block.line_ends(next, gap, line_start);
            line_start = block.span(next).start;
        }
        if ends && next <= block.last_word {
            sentences.push(open.start..next);
            (open.start, open.has_word) = (next, false);
        }
        at = next;
    }
    if open.start < tokens.len() {
        sentences.push(open.start..tokens.len());
    }
    sentences
}

/// The sentence that is being read.
#[derive(Clone, Copy)]
struct Open {
    /// The index of its first token.
    start: usize,
    /// Whether a word was seen in it.
    has_word: bool,
    /// Whether a straight double mark is open in the block.
    quotation: bool,
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

/// What stands around a stop that may end a sentence.
struct Boundary {
    stop: Stop,
    /// The first token of the sentence.
    start: usize,
    /// The token that is the stop, or ends with it.
    at: usize,
    /// The marks after it that close what the sentence opened.
    closing: Range<usize>,
    /// The first word of what follows, after opening marks.
    word: usize,
    /// How that word begins.
    begin: Begin,
    /// Whether that word hardly ever continues a sentence.
    starter: bool,
    /// Whether a quotation mark closes after the stop.
    quoted: bool,
    /// Whether a bracket, and no quotation mark, closes after the stop.
    bracketed: bool,
}

impl Boundary {
    /// The first token that is not part of the sentence if it ends here.
    fn next(&self) -> usize {
        self.closing.end
    }

    /// Whether what follows opens with a mark.
    fn opened(&self) -> bool {
        self.word > self.next()
    }

    /// Whether what follows begins with a capital, in a word that begins sentences.
    fn starts_anew(&self) -> bool {
        self.starter && self.begin == Begin::Upper
    }
}

/// The tokens of a block and what the rules ask of them.
struct Tokens<'t> {
    text: &'t str,
    tokens: &'t [Token],
    /// In bytes; 0 when the block is one line.
    longest_line: usize,
    /// The last token that is not a mark: what stands after it never is a sentence of its own.
    last_word: usize,
}

fn is_mark(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Punctuation | TokenKind::QuoteMark | TokenKind::Emoji)
}

/// Whether a word is one capital of ASCII.
fn is_capital(word: &str) -> bool {
    word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl<'t> Tokens<'t> {
    fn new(text: &'t str, block: Span, tokens: &'t [Token]) -> Self {
        let longest_line = match block.of(text) {
            inside if inside.contains('\n') => inside.lines().map(str::len).max().unwrap_or(0),
            _ => 0,
        };
        let last_word = tokens.iter().rposition(|token| !is_mark(token.kind)).unwrap_or(0);
        Self { text, tokens, longest_line, last_word }
    }

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

    /// Whether the token is a straight double mark.
    fn is_double_mark(&self, index: usize) -> bool {
        self.kind(index) == Some(TokenKind::QuoteMark) && self.str(index) == "\""
    }

    /// Whether the sentence ends with the token at `at`, and the token to go on with.
    fn end_at(&self, at: usize, open: Open) -> (bool, usize) {
        let mut next = at + 1;
        let Some(stop) = self.stop(at, open.start) else { return (false, next) };
        while matches!(stop, Stop::Point | Stop::Question | Stop::Ellipsis) && self.goes_on(next) {
            next += 1;
        }
        let stop = if next > at + 1 && stop == Stop::Point { Stop::Ellipsis } else { stop };
        let after = self.after_closing(next, open.quotation);
        let ends = after <= self.last_word && self.ends(&self.boundary(stop, open.start, at, next..after));
        (ends, if ends { after } else { next })
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

    /// Whether the point at `index` stands after the number or letter of a list's item.
    fn enumerates(&self, index: usize, start: usize) -> bool {
        let label = self.str(start);
        index == start + 1
            && (!self.gap(index + 1).is_empty() || self.str(index + 1) == ")")
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

    /// The first token after the marks from `index` on that close what the sentence opened. `open`: whether `"` is open.
    fn after_closing(&self, mut index: usize, mut open: bool) -> usize {
        loop {
            if self.is_reference(index) {
                index += 3;
                continue;
            }
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

    /// A reference right after a stop: `[3]`.
    fn is_reference(&self, index: usize) -> bool {
        self.str(index) == "["
            && self.gap(index).is_empty()
            && self.kind(index + 1) == Some(TokenKind::Number)
            && self.str(index + 2) == "]"
    }

    /// The first word from `index` on, after opening marks.
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

    /// What stands around the stop at `at` of the sentence begun at `start`, with the marks `closing` after it.
    fn boundary(&self, stop: Stop, start: usize, at: usize, closing: Range<usize>) -> Boundary {
        let word = self.opening_word(closing.end);
        let closes = |kind: TokenKind| closing.clone().any(|index| self.kind(index) == Some(kind));
        let quoted = closes(TokenKind::QuoteMark);
        let bracketed = !quoted && closes(TokenKind::Punctuation);
        let (begin, starter) = (self.begin(word), starts_sentences(self.str(word)));
        Boundary { stop, start, at, closing, word, begin, starter, quoted, bracketed }
    }

    /// Whether the sentence ends there.
    fn ends(&self, boundary: &Boundary) -> bool {
        let Boundary { stop, begin, quoted, bracketed, .. } = *boundary;
        if stop != Stop::Foreign && self.gap(boundary.next()).is_empty() {
            return self.ends_without_blank(boundary);
        }
        // "Com. & Adm.": no sentence begins so.
        if self.str(boundary.next()) == "&" {
            return false;
        }
        if let Some(ends) = self.ends_before_mark(boundary) {
            return ends;
        }
        match stop {
            Stop::Foreign => true,
            Stop::Enumerator => false,
            Stop::Point => match begin {
                Begin::Lower => !quoted && !bracketed && !self.is_cut_short(boundary),
                Begin::Digit => quoted || bracketed || !self.stands_before_numbers(boundary.at),
                Begin::Upper => !self.goes_on_in_capitals(boundary),
                Begin::Other => true,
            },
            Stop::Question => self.ends_after_question(boundary),
            Stop::Ellipsis => self.ends_after_ellipsis(boundary),
            Stop::Initial => boundary.starts_anew() && boundary.at > boundary.start && !self.is_initial(boundary.word),
            Stop::Acronym | Stop::Abbreviation(Abbreviation::Either) => self.ends_after_abbreviation(boundary),
            Stop::Abbreviation(_) => false,
        }
    }

    /// The word that a point at `at` stands after without a blank.
    fn word_before_point(&self, at: usize) -> Option<&'t str> {
        let before = at.checked_sub(1).filter(|&before| self.kind(before) == Some(TokenKind::Word))?;
        self.gap(at).is_empty().then(|| self.str(before))
    }

    /// Whether the point belongs to the word before it, where a small letter follows: a listed abbreviation in small letters ("dept.
    /// head"), or a short word that is none of English ("mgmt. fees"), if the sentence has a capital to begin with.
    fn is_cut_short(&self, boundary: &Boundary) -> bool {
        let word = self.word_before_point(boundary.at).filter(|_| self.begin(boundary.start) == Begin::Upper);
        word.is_some_and(|word| {
            let short = word.len() <= LONGEST_UNLISTED && word.bytes().all(|byte| byte.is_ascii_lowercase());
            is_capital(word)
                || abbreviation_in_small_letters(word).is_some()
                || short && !lexicon::lexeme(word).is(class::COMMON)
        })
    }

    /// "U. A. E.", "vol. II": the point belongs to the word before it though a capital follows.
    fn goes_on_in_capitals(&self, boundary: &Boundary) -> bool {
        let (word, next) = (self.word_before_point(boundary.at), self.str(boundary.word));
        let roman = next.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X')) && next != "I";
        word.is_some_and(|word| match roman {
            true => abbreviation_in_small_letters(word) == Some(Abbreviation::Number),
            false => is_capital(word) && self.is_initial(boundary.word),
        })
    }

    /// Whether the point at `at` belongs to the word before it, where digits follow: "no. 7", "Rs. 500".
    fn stands_before_numbers(&self, at: usize) -> bool {
        self.word_before_point(at).is_some_and(|word| {
            abbreviation_in_small_letters(word) == Some(Abbreviation::Number)
                || lexicon::lexeme(&format!("{word}.")).is(class::CURRENCY_CODE)
        })
    }

    /// "E." of "U. A. E.": one capital with its point.
    fn is_initial(&self, index: usize) -> bool {
        is_capital(self.str(index).trim_end_matches('.'))
            && (self.str(index).len() == 2 || self.str(index + 1) == "." && self.gap(index + 1).is_empty())
    }

    /// "said.The", "“... people.”The": blanks get lost, but not before small letters or digits.
    fn ends_without_blank(&self, boundary: &Boundary) -> bool {
        let next = boundary.next();
        let parted =
            boundary.begin == Begin::Upper || boundary.opened() && self.kind(next) == Some(TokenKind::QuoteMark);
        match boundary.stop {
            Stop::Point => parted,
            Stop::Question => parted && !boundary.closing.clone().any(|index| self.str(index) == "'"),
            Stop::Ellipsis => boundary.starts_anew() || boundary.quoted && parted,
            Stop::Acronym | Stop::Abbreviation(Abbreviation::Either) => boundary.starts_anew(),
            _ => false,
        }
    }

    /// A mark that goes on: "Inc., ", "?, ", "etc. –"; `None` where none follows, or one that opens what follows.
    fn ends_before_mark(&self, boundary: &Boundary) -> Option<bool> {
        let next = boundary.next();
        if self.kind(next) != Some(TokenKind::Punctuation) {
            return None;
        }
        if !boundary.opened() {
            return Some(boundary.stop == Stop::Foreign);
        }
        let mark = self.first_char(next);
        (boundary.begin != Begin::Upper && !opens_bracket(mark))
            .then_some(matches!(boundary.stop, Stop::Point | Stop::Question) && mark == '•')
    }

    fn ends_after_question(&self, boundary: &Boundary) -> bool {
        let Boundary { at, begin, quoted, bracketed, .. } = *boundary;
        match begin {
            _ if self.exclaimed(at) || self.is_letter_exclaimed(at) => boundary.starts_anew(),
            // "Oh! what a day": one such mark goes on before a small letter.
            Begin::Lower => !quoted && !bracketed && self.str(at) != "!",
            Begin::Upper => !(quoted && self.attributes(boundary.word)),
            _ => true,
        }
    }

    /// "E! News": the mark belongs to a name that begins with one letter.
    fn is_letter_exclaimed(&self, at: usize) -> bool {
        self.str(at) == "!" && self.word_before_point(at).is_some_and(|word| is_capital(word) && word != "I")
    }

    fn ends_after_ellipsis(&self, boundary: &Boundary) -> bool {
        match boundary.begin {
            Begin::Upper if boundary.quoted => !self.attributes(boundary.word),
            // "we were . . . I mean": a pause.
            Begin::Upper if self.str(boundary.word) == "I" && !self.gap(boundary.at).is_empty() => false,
            Begin::Upper => boundary.starter || boundary.opened() || self.gap(boundary.at).is_empty(),
            _ => false,
        }
    }

    /// After "U.S.", "Inc.": what follows decides, then what the abbreviation stands for.
    fn ends_after_abbreviation(&self, boundary: &Boundary) -> bool {
        if boundary.begin != Begin::Upper
            || boundary.bracketed
            || self.kind(boundary.next()) == Some(TokenKind::Punctuation)
        {
            return false;
        }
        boundary.starter
            || boundary.opened()
            || boundary.quoted
            || self.is_subject(boundary.word)
            || self.closes_by_meaning(boundary)
    }

    /// Whether a capital only stands for the beginning of a sentence: "Thousands followed", "Profits rose".
    fn is_subject(&self, index: usize) -> bool {
        let word = self.str(index).to_lowercase();
        word.ends_with('s')
            && lexicon::lexeme(&word).is(class::COMMON)
            && !lexicon::lexeme(&word).is(class::ROLE)
            && self.kind(index + 1) == Some(TokenKind::Word)
            && self.begin(index + 1) == Begin::Lower
    }

    /// Whether an abbreviation before a capital is of those that rather end a sentence.
    fn closes_by_meaning(&self, boundary: &Boundary) -> bool {
        let stem = |index: usize| lexicon::lexeme(self.str(index).trim_end_matches('.'));
        let (inside, own) = (boundary.at > boundary.start, stem(boundary.at));
        if own.is(class::HALF_OF_DAY) {
            let following = self.str(boundary.word);
            let zone = following.len() <= 4 && following.chars().all(char::is_uppercase);
            // "At 9 a.m. Mrs. Cole opened the door."
            let opens = boundary.at - boundary.start <= HOUR_AT_START;
            return !zone && !opens && !stem(boundary.word).is(class::AFTER_HOUR);
        }
        if own.is(class::DEGREE) && inside && lexicon::lexeme(self.str(boundary.at - 1)).is(class::BEFORE_DEGREE) {
            return true;
        }
        if own.is(class::CLOSES_AFTER_NUMBER) {
            return inside && self.begin(boundary.at - 1) == Begin::Digit;
        }
        // "in Mobile, Ala. Police": inside a sentence a comma would follow.
        own.is(class::CLOSES_SENTENCE)
            || inside && self.str(boundary.at - 1) == "," && !own.is(class::AFTER_COMMA_INSIDE)
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
        let next = verb + 1;
        lexicon::lexeme(self.str(verb)).is(class::EXCLAIMING_CUE)
            && (next >= self.tokens.len()
                || self.kind(next) == Some(TokenKind::Punctuation)
                || lexicon::lexeme(self.str(next)).is(class::AFTER_ATTRIBUTION))
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
