//! The text as the name rules see it: tokens with their casing, and what the whole document says about each word's capital.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::{Deref, Range};

use crate::analysis::{BlockKind, EntityType};
use crate::lexicon::{self, Classes, Lexeme, NameList, class, phrase};
use crate::text::{Document, Shape, Span, Token, TokenKind};

/// A token, or a piece of one that a hyphen divides, with what its place in the sentence says of it.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    pub(super) token: Token,
    pub(super) text: &'t str,
    /// In lower case, with a straight apostrophe.
    pub(super) lower: Cow<'t, str>,
    /// Whether its capital says nothing because it begins a sentence, a quote or what follows a colon.
    pub(super) initial: bool,
    /// Whether nothing or only spaces divide it from the word before.
    pub(super) joined: bool,
    /// Whether it is the rest of a token that a hyphen divided: "based" in "Islamabad-based".
    pub(super) split: bool,
}

impl Deref for Word<'_> {
    type Target = Token;

    fn deref(&self) -> &Token {
        &self.token
    }
}

impl Word<'_> {
    /// What stands beyond the first and the last word.
    const EDGE: Self =
        Self { token: Token::EDGE, text: "", lower: Cow::Borrowed(""), initial: false, joined: false, split: false };

    /// Whether it begins with a capital, after a small Arabic article if there is one.
    pub(super) fn is_capitalised(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
    }

    /// Whether it goes on what stands before it, with a capital.
    pub(super) fn continues_capitalised(&self) -> bool {
        self.joined && self.is_capitalised()
    }

    /// The word without the point of an abbreviation.
    pub(super) fn bare(&self) -> &str {
        if self.text.len() > 1 { self.text.trim_end_matches('.') } else { self.text }
    }

    /// What the lexicon knows of [`Word::bare`] as it is written.
    pub(super) fn bare_lexeme(&self) -> Lexeme {
        if self.text.ends_with('.') { lexicon::lexeme(self.bare()) } else { self.lexeme }
    }

    /// The same of its lower case.
    pub(super) fn bare_folded(&self) -> Lexeme {
        if self.text.ends_with('.') { lexicon::folded(self.bare()) } else { self.folded }
    }

    /// Whether [`Word::bare`] is in any of the classes as it is written.
    pub(super) fn is_bare(&self, classes: Classes) -> bool {
        self.bare_lexeme().is(classes)
    }

    /// "J." or "J".
    pub(super) fn is_initial(&self) -> bool {
        let mut chars = self.bare().chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none() && self.text != "I"
    }
}

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Casing {
    /// Capitals mark names.
    Normal,
    /// Most Words Have One.
    Title,
    /// ALL OF IT IN CAPITALS.
    Upper,
}

/// How often the document writes a word in which way, inside sentences of normal casing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    pub(super) capital: u32,
    pub(super) lower: u32,
}

/// A sentence of words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Into [`Words::all`].
    pub(super) words: Range<usize>,
    pub(super) casing: Casing,
    /// Title, byline, caption, heading...
    pub(super) block: BlockKind,
}

/// All words of a document.
pub(super) struct Words<'t> {
    pub(super) all: Vec<Word<'t>>,
    /// In the order of [`Document::sentences`].
    pub(super) lines: Vec<Line>,
    /// By lower-case word.
    pub(super) seen: HashMap<Cow<'t, str>, Seen>,
    /// Whether the document uses no capitals at all.
    pub(super) caseless: bool,
}

/// Where a hyphenated token falls apart: byte lengths of its pieces, hyphens left out between them.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let whole = vec![(0, text.len())];
    let Some((at, dash)) = text.char_indices().find(|&(i, c)| i > 0 && matches!(c, '-' | '–' | '—' | '‑')) else {
        return whole;
    };
    let after = at + dash.len_utf8();
    let (left, right) = (text.get(..at).unwrap_or(""), text.get(after..).unwrap_or(""));
    if right.is_empty() || lexicon::known_name(&text.to_lowercase()).is_some() {
        return whole;
    }
    let capital = |part: &str| part.chars().next().is_some_and(char::is_uppercase);
    let is_place = |part: &str| {
        let part = part.to_lowercase();
        lexicon::known_name(&part).is_some_and(|known| matches!(known.kind, EntityType::Place | EntityType::Group))
    };
    let any_capital = |part: &str| part.split(['-', '–', '‑']).any(capital);
    let apart = vec![(0, at), (after, text.len())];
    match (capital(left), any_capital(right)) {
        // "Islamabad-based", "US-led"; but "Ki-moon" and "Lung-bin" are one name.
        (true, false) if is_place(left) || is_upper(left) || is_hyphen_word(right) => apart,
        (true, false) => whole,
        // "anti-US", "ex-President", "mid-August"; "al-Qaeda" and "bin-Laden" stay.
        (false, true) if left.len() >= 2 && !lexicon::lexeme(left).is(class::HYPHENATED_NAME_ARTICLE) => apart,
        (true, true) if (is_place(left) && is_place(right)) || dash != '-' => apart,
        // "Torkham-Afghanistan": a country on one side makes a pair of places, except where a long name is built with it.
        (true, true) if capital(right) && !right.contains('-') && (is_country(left) || is_country(right)) => apart,
        _ => whole,
    }
}

fn is_upper(part: &str) -> bool {
    part.len() > 1 && part.chars().all(char::is_uppercase)
}

/// What hangs on a name by a hyphen: "-based", "-led".
fn is_hyphen_word(right: &str) -> bool {
    right.len() > 4 && phrase::HYPHENATED_ENDING.iter().any(|ending| right.ends_with(ending))
        || lexicon::lexeme(right).is(class::HYPHENATED_AFTER_NAME)
}

fn is_country(part: &str) -> bool {
    lexicon::known_name(&part.to_lowercase())
        .is_some_and(|known| known.list == NameList::Country && known.spelling == part)
}

impl<'t> Words<'t> {
    /// Reads the document once.
    pub(super) fn new(document: &Document<'t>) -> Self {
        let mut words = Self { all: Vec::new(), lines: Vec::new(), seen: HashMap::new(), caseless: false };
        for sentence in &document.sentences {
            let first = words.all.len();
            words.read_sentence(document, sentence.tokens.clone());
            let block = document.blocks.get(sentence.block).map_or(BlockKind::Paragraph, |block| block.kind);
            let range = first..words.all.len();
            let casing = casing(words.all.get(range.clone()).unwrap_or_default(), block);
            words.lines.push(Line { words: range, casing, block });
        }
        let (mut capitals, mut letters) = (0, 0);
        for word in &words.all {
            capitals += usize::from(word.is_capitalised());
            letters += usize::from(word.shape == Shape::Lower);
        }
        words.caseless = capitals * 200 < letters;
        for line in &words.lines {
            if line.casing == Casing::Normal {
                for word in words.all.get(line.words.clone()).unwrap_or_default() {
                    if word.shape == Shape::Lower {
                        words.seen.entry(word.lower.clone()).or_default().lower += 1;
                    } else if word.is_capitalised() && !word.initial {
                        words.seen.entry(word.lower.clone()).or_default().capital += 1;
                    }
                }
            }
        }
        words
    }

    fn read_sentence(&mut self, document: &Document<'t>, tokens: Range<usize>) {
        let mut initial = true;
        let mut end = None;
        for token in document.tokens.get(tokens).unwrap_or_default() {
            let text = document.str(token.span);
            let gap = end.map(|end| Span::new(end, token.span.start).of(document.text));
            let joined = gap.is_some_and(|gap| gap.chars().all(|c| c.is_whitespace() && c != '\n'));
            end = Some(token.span.end);
            let parts = if token.kind == TokenKind::Word { pieces(text) } else { vec![(0, text.len())] };
            for (index, (from, to)) in parts.into_iter().enumerate() {
                let span = Span::new(token.span.start + from, token.span.start + to);
                let part = document.str(span);
                self.all.push(Word {
                    token: token.part(document.text, span),
                    text: part,
                    lower: lexicon::fold(part),
                    initial: initial && index == 0,
                    joined: joined && index == 0,
                    split: index > 0,
                });
            }
            initial = match token.kind {
                TokenKind::QuoteMark => true,
                TokenKind::Punctuation => initial || matches!(text, ":" | "." | "!" | "?" | "•" | "…" | "..." | "*"),
                TokenKind::Number | TokenKind::Symbol => initial,
                _ => false,
            };
        }
    }

    /// The word at `index`.
    pub(super) fn get(&self, index: usize) -> Option<&Word<'t>> {
        self.all.get(index)
    }

    /// The word before `index` in the range `within`.
    pub(super) fn before(&self, index: usize, within: &Range<usize>) -> Option<&Word<'t>> {
        index.checked_sub(1).filter(|before| within.contains(before)).and_then(|before| self.all.get(before))
    }

    /// The word at `index` if it lies in the range `within`.
    pub(super) fn within(&self, index: usize, within: &Range<usize>) -> Option<&Word<'t>> {
        self.all.get(index).filter(|_| within.contains(&index))
    }

    /// The word at `index`, [`Word::EDGE`] beyond the ends of the document.
    pub(super) fn at(&self, index: usize) -> &Word<'t> {
        static EDGE: Word<'static> = Word::EDGE;
        self.all.get(index).unwrap_or(&EDGE)
    }

    /// The word at `index`, [`Word::EDGE`] beyond the ends of `line`.
    pub(super) fn in_line(&self, index: usize, line: &Range<usize>) -> &Word<'t> {
        self.at(if line.contains(&index) { index } else { usize::MAX })
    }

    /// The word before `index`, [`Word::EDGE`] before the start of `line`.
    pub(super) fn left_of(&self, index: usize, line: &Range<usize>) -> &Word<'t> {
        self.in_line(index.wrapping_sub(1), line)
    }

    /// How the document writes a word.
    pub(super) fn seen(&self, word: &Word<'_>) -> Seen {
        self.seen.get(&word.lower).copied().unwrap_or_default()
    }
}

fn casing(words: &[Word<'_>], block: BlockKind) -> Casing {
    let (mut upper, mut capital, mut lower) = (0, 0, 0);
    for word in words {
        if word.text.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            continue;
        }
        match word.shape {
            Shape::Upper => upper += 1,
            Shape::Capital if !word.is(class::FUNCTION_WORD) => capital += 1,
            Shape::Lower if lexicon::fold(word.text).len() > 3 && !word.is(class::FUNCTION_WORD) => lower += 1,
            _ => {}
        }
    }
    if upper >= 3 && upper > 4 * (capital + lower) {
        return Casing::Upper;
    }
    // Headlines have no full stop.
    let stopped = words
        .iter()
        .rev()
        .find(|word| word.shape != Shape::Other || word.text == ".")
        .is_some_and(|word| word.text == ".");
    let heading = matches!(block, BlockKind::Title | BlockKind::Subtitle | BlockKind::Heading);
    let ordinary =
        words.iter().filter(|word| word.shape == Shape::Capital && !word.initial && word.is(class::COMMON)).count();
    // Capitals on ordinary words ("Will", "Threat") are what tells a headline from a list of names.
    let titled = !stopped && capital >= 4 && lower * 4 <= capital && ordinary * 3 >= capital;
    if titled || (heading && capital >= 3 && lower * 3 <= capital && ordinary >= 2) {
        Casing::Title
    } else {
        Casing::Normal
    }
}
