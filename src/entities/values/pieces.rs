//! The pieces of a sentence that dates and amounts of money are made of: numbers, signs of currencies, words and marks.

use crate::lexicon::{Lexeme, class, folded, lexeme, word};
use crate::text::Span;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Digits with the marks between them: "1,250.50".
    Number,
    /// "$", "US$"
    Sign,
    /// Letters, and the stops of "U.S." and "Rs."
    Word,
    /// Any other character.
    Mark,
}

/// A stretch of a sentence without blanks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'t> {
    pub(super) kind: PieceKind,
    pub(super) span: Span,
    pub(super) text: &'t str,
    /// Whether nothing stands between it and the piece before it.
    pub(super) glued: bool,
}

/// All pieces of a sentence, each by its place in the row.
pub(super) struct Pieces<'t> {
    text: &'t str,
    all: Vec<Piece<'t>>,
    /// Of each the word that the lexicon has for it in lower case.
    words: Vec<Lexeme>,
}

impl<'t> Pieces<'t> {
    /// `symbols` are the last characters of signs of currencies.
    pub(super) fn of(text: &'t str, symbols: &[char]) -> Self {
        let all = pieces(text, symbols);
        let word = |piece: &Piece<'_>| match piece.kind {
            PieceKind::Word => folded(piece.text),
            _ => Lexeme::NONE,
        };
        let words = all.iter().map(word).collect();
        Self { text, all, words }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn kind(&self, at: usize) -> Option<PieceKind> {
        self.all.get(at).map(|piece| piece.kind)
    }

    /// Whether nothing stands between a piece and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|piece| piece.glued)
    }

    pub(super) fn text(&self, at: usize) -> &'t str {
        self.all.get(at).map_or("", |piece| piece.text)
    }

    /// A word as the lexicon has it, in lower case.
    pub(super) fn word(&self, at: usize) -> Lexeme {
        self.words.get(at).copied().unwrap_or_default()
    }

    /// The word before a place.
    pub(super) fn word_before(&self, at: usize) -> Lexeme {
        at.checked_sub(1).map_or(Lexeme::NONE, |before| self.word(before))
    }

    pub(super) fn is_dash(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "\u{2010}" | "\u{2011}" | "\u{2013}" | "\u{2014}")
    }

    /// From one piece up to another.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| self.all.get(at).map_or(Span::new(0, 0), |piece| piece.span);
        Span::new(place(start).start, place(end.saturating_sub(1)).end)
    }

    /// The text from one piece up to another.
    pub(super) fn words(&self, start: usize, end: usize) -> &'t str {
        self.span(start, end).of(self.text)
    }

    /// A whole number below a thousand in words, and where it ends.
    pub(super) fn number_words(&self, at: usize) -> Option<(u32, usize)> {
        let is_hundred = |at: usize| self.word(at) == word::HUNDRED;
        let (first, end) = self.below_hundred(at).or_else(|| is_hundred(at).then_some((1, at)))?;
        if first >= 100 || !is_hundred(end) {
            return Some((first, end));
        }
        let more = if self.word(end + 1) == word::AND { end + 2 } else { end + 1 };
        Some(self.below_hundred(more).map_or((first * 100, end + 1), |(rest, end)| (first * 100 + rest, end)))
    }

    fn below_hundred(&self, at: usize) -> Option<(u32, usize)> {
        let number =
            |at: usize| self.word(at).number().and_then(|number| (1..=90).find(|whole| f64::from(*whole) == number));
        let first = number(at)?;
        let digit = if self.is_dash(at + 1) { at + 2 } else { at + 1 };
        match number(digit).filter(|digit| *digit < 10 && first >= 20) {
            Some(more) => Some((first + more, digit + 1)),
            None => Some((first, at + 1)),
        }
    }
}

/// The pieces of a sentence, in order; `symbols` are the last characters of signs of currencies.
fn pieces<'t>(text: &'t str, symbols: &[char]) -> Vec<Piece<'t>> {
    let mut all: Vec<Piece<'t>> = Vec::new();
    let (mut at, mut glued) = (0, false);
    while let Some((first, rest)) = text.get(at..).and_then(|rest| Some((rest.chars().next()?, rest))) {
        if first.is_whitespace() {
            glued = false;
            at += first.len_utf8();
            continue;
        }
        let (mut kind, length) = match first {
            '0'..='9' => (PieceKind::Number, number_length(rest)),
            first if first.is_alphabetic() => (PieceKind::Word, word_length(rest)),
            first if symbols.contains(&first) => (PieceKind::Sign, first.len_utf8()),
            first => (PieceKind::Mark, first.len_utf8()),
        };
        let mut start = at;
        if kind == PieceKind::Sign {
            // "US$", "US $"
            let word = all.last().filter(|piece| piece.kind == PieceKind::Word && at - piece.span.end <= 1);
            let longer = word.map(|word| (word.span.start, word.glued));
            if let Some((from, was_glued)) = longer
                && text.get(from..at + length).is_some_and(|sign| lexeme(sign).currency().is_some())
            {
                (start, glued) = (from, was_glued);
                all.pop();
            }
            if lexeme(text.get(start..at + length).unwrap_or_default()).currency().is_none() {
                kind = PieceKind::Mark;
            }
        }
        at += length;
        all.push(Piece { kind, span: Span::new(start, at), text: text.get(start..at).unwrap_or_default(), glued });
        glued = true;
    }
    all
}

/// Bytes of the number that a text begins with. A stop is part of it before a digit, a comma before one to three, a blank that does not break and an
/// apostrophe before three.
fn number_length(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = text.get(length..).unwrap_or_default();
        let Some(c) = rest.chars().next() else { return length };
        // No more than four: a long row of digits is gone through once.
        let digits = || rest.bytes().skip(c.len_utf8()).take(4).take_while(u8::is_ascii_digit).count();
        let is_part = match c {
            '0'..='9' => true,
            '.' => digits() > 0,
            // "3,2021" is a day and its year.
            ',' => matches!(digits(), 1..=3),
            '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' => digits() == 3,
            _ => false,
        };
        if !is_part {
            return length;
        }
        length += c.len_utf8();
    }
}

/// Bytes of the word that a text begins with.
fn word_length(text: &str) -> usize {
    let letters = |text: &str| text.chars().take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
    let mut length = letters(text);
    let stopped = text.get(..=length).filter(|word| word.ends_with('.'));
    if stopped.is_some_and(|word| lexeme(word).is(class::CURRENCY_CODE)) {
        return length + 1;
    }
    // "U.S."
    let mut initials = 0;
    while text.get(initials..).is_some_and(|rest| letters(rest) == 1 && rest.get(1..2) == Some(".")) {
        initials += 2;
    }
    if initials > 2 {
        length = initials;
    }
    length
}

/// The digits of a number as Rust reads them: "1250.50" for "1,250.50", "1.250,50" and "1'250.50"; `None` where they are no number.
///
/// Of one mark alone the groups tell: thousands have three digits, and a comma before one or two is a decimal point ("2,99").
pub(super) fn plain_digits(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let (commas, points) = (text.matches(',').count(), text.matches('.').count());
    let last = text.rfind(['.', ',']);
    let decimals = last.map_or(0, |last| text.len() - last - 1);
    let decimal = match (commas, points) {
        (0, 0) => None,
        (0, 1) => last,
        (1, 0) => last.filter(|_| decimals < 3),
        // Of two kinds the last is the decimal point, if it stands once.
        (1.., 1) | (1, 1..) if decimals != 3 || points == 1 => last,
        (0, _) | (_, 0) => None,
        _ => return None,
    };
    let (whole, fraction) = text.split_at_checked(decimal.unwrap_or(text.len()))?;
    let groups = whole.split(['.', ',']).skip(1);
    let mut marks: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
    marks.dedup();
    // "1,20,000" has groups of two.
    if marks.len() > 1
        || groups.clone().any(|group| !matches!(group.len(), 2 | 3))
        || groups.clone().last().is_some_and(|group| group.len() != 3)
    {
        return None;
    }
    let whole = whole.replace(['.', ','], "");
    Some(fraction.get(1..).map_or_else(|| whole.clone(), |fraction| format!("{whole}.{fraction}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let all = pieces(text, &['$', '€']);
        all.iter().map(|piece| piece.text).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn sentences_are_cut_into_pieces() {
        assert_eq!(
            shown("It cost US $5.2m, Rs. 5 or U.S. $1,000."),
            "It|cost|US $|5.2|m|,|Rs.|5|or|U|.|S|.|$|1,000|.".replace("U|.|S|.", "U.S.")
        );
        assert_eq!(shown("CHF 1'050 or 20€."), "CHF|1'050|or|20|€|.");
        assert_eq!(shown("£2–3m it's 5'"), "£|2|–|3|m|it|'|s|5|'");
    }

    #[test]
    fn marks_between_digits_are_told_apart() {
        for (text, digits) in [
            ("1,250.50", "1250.50"),
            ("1.250,50", "1250.50"),
            ("1'050", "1050"),
            ("2,99", "2.99"),
            ("3,5", "3.5"),
            ("1,200", "1200"),
            ("1,20,000", "120000"),
            ("1.250.000", "1250000"),
            ("2.5", "2.5"),
            ("1,234,567.8", "1234567.8"),
            ("12", "12"),
        ] {
            assert_eq!(plain_digits(text).as_deref(), Some(digits), "{text}");
        }
        for text in ["1.2.3", "1,2,3", "1.25,000.1,2"] {
            assert_eq!(plain_digits(text), None, "{text}");
        }
    }
}
