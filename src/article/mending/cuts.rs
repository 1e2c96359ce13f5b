//! Words cut in two where a line ended, and hyphens that would stand there without the line end, too.
//!
//! A hyphen at a line end says that the line was wrapped, not whether it is part of the word. What the text itself writes elsewhere
//! decides first, then what the lists know of the whole word, then what they know of its parts.

use super::edit::Edit;
use crate::article::lines;
use crate::article::word_map::WordSet;
use crate::hashing;
use crate::lexicon::{self, class};
use crate::rules::{Rules, article as rule};
use crate::text::{Span, is_invisible};

/// The longest part of a word that is looked at, in bytes.
const LONGEST_PART: usize = 64;

/// The most letters of a line that may be one of a menu.
const LONGEST_LABEL: usize = 20;

/// A place where a word may have been cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut {
    before: Span,
    /// The hyphen.
    hyphen: Span,
    after: Span,
    /// Whether the hyphen is a soft one, which never belongs to the word.
    soft: bool,
    /// Whether a line ends between the two parts.
    at_line_end: bool,
}

/// What stands at a [`Cut`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// One word without a hyphen, which is known.
    KnownWord,
    /// One word without a hyphen, as its parts are no words.
    Word,
    /// A hyphen that belongs there.
    Compound,
    /// Nothing to mend.
    Neither,
}

/// What is to be done.
#[derive(Debug, Default)]
pub(super) struct Joined {
    pub(super) edits: Vec<Edit>,
    /// How many line ends had cut a word.
    pub(super) line_ends: usize,
}

impl Cut {
    /// The cut at a hyphen: letters, the hyphen, one blank or a line end, small letters (or capitals after capitals). Before a line end the
    /// hyphen of a compound may also stand before a capital or a digit.
    pub(super) fn at(text: &str, hyphen: Span, soft: bool) -> Option<Self> {
        let before = letters_before(text, hyphen.start)?;
        let rest = text.get(hyphen.end..)?;
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{a0}']).len();
        let between = rest.get(..blank)?;
        let line_ends = between.matches('\n').count().max(between.matches('\r').count());
        if line_ends > 1 || line_ends == 0 && !soft && between.chars().count() != 1 {
            return None;
        }
        let after = letters_after(text, hyphen.end + blank)?;
        let cut = Self { before, hyphen, after, soft, at_line_end: line_ends == 1 };
        (cut.goes_on(text) && (!soft || blank > 0 || text.get(hyphen.start..hyphen.end)?.ends_with(' '))).then_some(cut)
    }

    /// Whether the second part can go on a word that the first one begins.
    fn goes_on(&self, text: &str) -> bool {
        let (before, after) = (self.before.of(text), self.after.of(text));
        if after.starts_with(char::is_lowercase) {
            return self.at_line_end || self.soft || !is_grammar(&lower(after));
        }
        is_shouted(before) && is_shouted(after) || self.at_line_end && !self.soft
    }

    fn verdict(&self, text: &str, seen: &Seen) -> Verdict {
        let (before, after) = (self.before.of(text), self.after.of(text));
        let shouted = is_shouted(before) && is_shouted(after);
        if self.soft {
            return Verdict::KnownWord;
        }
        if !shouted && !after.starts_with(char::is_lowercase) {
            return Verdict::Compound;
        }
        let (first, second) = (lower(before), lower(after));
        if seen.compounds.contains(&pair(&first, &second)) {
            return Verdict::Compound;
        }
        if seen.is_known(&format!("{first}{second}")) {
            return Verdict::KnownWord;
        }
        let (first_is_word, second_is_word) = (seen.is_word(&first), seen.is_word(&second));
        let ending = lexicon::lexeme(&second).is(class::CUT_ENDING);
        let (begins, ends) = (lexicon::lexeme(&first), lexicon::lexeme(&second));
        let made_of_two = begins.is(class::HYPHENATED_START) || begins.number().is_some();
        if !self.at_line_end {
            return match (first_is_word, second_is_word) {
                (false, true) if made_of_two => Verdict::Compound,
                (false, _) if ending => Verdict::Word,
                _ => Verdict::Neither,
            };
        }
        let is_long = |part: &str| part.chars().count() > 3;
        let compound = match (first_is_word && !begins.is(class::CUT_START), second_is_word) {
            _ if made_of_two || ends.is(class::HYPHENATED_END) || is_shouted(before) && !shouted => true,
            (_, false) if ending => false,
            (true, true) => true,
            (false, true) => is_name(before),
            (true, false) => is_long(&first) && is_long(&second),
            (false, false) => false,
        };
        if compound { Verdict::Compound } else { Verdict::Word }
    }

    /// The edit that makes a word or a compound of the parts.
    fn edit(&self, verdict: Verdict) -> Edit {
        let from = if verdict == Verdict::Compound { self.hyphen.end } else { self.hyphen.start };
        Edit { span: Span::new(from, self.after.start), put: None }
    }

    /// Whether the line on which the word begins is too long for a label.
    fn ends_long_line(&self, text: &str) -> bool {
        text.get(..self.hyphen.start).is_some_and(ends_long_line)
    }

    /// The edit that ends the line before the word instead of within it; `None` when there is no line without it.
    fn line_end_before(&self, text: &str) -> Option<Edit> {
        let mut line = text.get(..self.before.start)?.char_indices().rev().take(LONGEST_PART);
        let (at, blank) = line.find(|(_, c)| c.is_whitespace())?;
        let is_line = blank == ' ' && text.get(..at).is_some_and(ends_long_line);
        is_line.then(|| Edit { span: Span::new(at, at + 1), put: Some('\n') })
    }
}

/// What is to be done at the places where words may have been cut; `runs_on`: whether lines may run on.
pub(super) fn join(rules: &Rules, text: &str, cuts: &[Cut], runs_on: bool) -> Joined {
    let cuts: Vec<Cut> = cuts.iter().copied().filter(|cut| runs_on || !cut.at_line_end).collect();
    if cuts.is_empty() {
        return Joined::default();
    }
    let seen = Seen::outside(text, &cuts);
    let found = |cut: &Cut| {
        let verdict = Some(cut.verdict(text, &seen)).filter(|verdict| *verdict != Verdict::Neither);
        rules.find(if cut.at_line_end { rule::CUT_AT_LINE_END } else { rule::CUT_WITHIN_LINE }, || verdict)
    };
    let found: Vec<(Cut, Verdict)> = cuts.iter().filter_map(|cut| Some((*cut, found(cut)?))).collect();
    let count =
        |wanted: &[Verdict]| found.iter().filter(|(cut, verdict)| cut.at_line_end && wanted.contains(verdict)).count();
    let sure = count(&[Verdict::KnownWord]);
    let wrapped = runs_on && lines::are_wrapped(text, sure);
    // Without other signs that the lines are wrapped, the end of a long line joins what is known to be one word, and that alone.
    let holds = |cut: &Cut, verdict: Verdict| {
        wrapped || !cut.at_line_end || cut.soft || verdict == Verdict::KnownWord && cut.ends_long_line(text)
    };
    let mut edits = Vec::with_capacity(2 * found.len());
    for (cut, verdict) in found.iter().filter(|(cut, verdict)| holds(cut, *verdict)) {
        edits.extend(cut.line_end_before(text).filter(|_| cut.at_line_end && wrapped));
        edits.push(cut.edit(*verdict));
    }
    Joined { edits, line_ends: if wrapped { count(&[Verdict::KnownWord, Verdict::Word]) } else { sure } }
}

/// The words of a text but for those that may have been cut.
#[derive(Debug, Default)]
struct Seen {
    words: WordSet,
    compounds: WordSet,
}

impl Seen {
    fn outside(text: &str, cuts: &[Cut]) -> Self {
        let mut seen = Self::default();
        let mut from = 0;
        for cut in cuts {
            seen.add(text.get(from..cut.before.start).unwrap_or(""));
            from = cut.after.end;
        }
        seen.add(text.get(from..).unwrap_or(""));
        seen
    }

    fn add(&mut self, text: &str) {
        hashing::each(text, |word| {
            self.words.insert(word.hash);
        });
        for (at, _) in text.match_indices('-') {
            if let (Some(before), Some(after)) = (letters_before(text, at), letters_after(text, at + 1)) {
                self.compounds.insert(pair(&lower(before.of(text)), &lower(after.of(text))));
            }
        }
    }

    /// Whether a word in small letters stands in the text or is one that the lists have, also in another of its forms.
    fn is_known(&self, word: &str) -> bool {
        let listed = lexicon::lexeme(word);
        if self.words.contains(&hashing::hash(word)) || !listed.is(class::CUT_ENDING) && listed != lexicon::Lexeme::NONE
        {
            return true;
        }
        let is_common = |stem: &str| lexicon::lexeme(stem).is(class::COMMON);
        word.char_indices().rev().take(3).any(|(at, _)| {
            let (Some(stem), Some(ending)) = (word.get(..at), word.get(at..)) else { return false };
            let dropped = if ending.starts_with('i') { "y" } else { "e" };
            lexicon::lexeme(ending).is(class::INFLECTION) && (is_common(stem) || is_common(&format!("{stem}{dropped}")))
        })
    }

    /// Whether a part in small letters is a word of its own.
    fn is_word(&self, part: &str) -> bool {
        part.chars().count() > 3 && self.words.contains(&hashing::hash(part)) || lexicon::lexeme(part).is(class::COMMON)
    }
}

/// The key of a compound of two parts in small letters.
fn pair(first: &str, second: &str) -> u32 {
    hashing::mix(hashing::mix(hashing::hash(first), u32::from('-')), hashing::hash(second))
}

/// Whether a word of grammar follows a hyphen that only stands for what is told later: "two- and three-year".
fn is_grammar(word: &str) -> bool {
    lexicon::lexeme(word).is(class::FUNCTION_WORD)
}

/// Whether the last line of a text is too long for a label.
fn ends_long_line(text: &str) -> bool {
    text.chars().rev().take(LONGEST_LABEL).take_while(|c| !matches!(c, '\n' | '\r')).count() == LONGEST_LABEL
}

/// Whether a part is written in capitals, of which it has several.
fn is_shouted(part: &str) -> bool {
    part.chars().nth(1).is_some() && part.chars().all(char::is_uppercase)
}

/// Whether a part is a name of its own, or begins one.
fn is_name(part: &str) -> bool {
    part.starts_with(char::is_uppercase)
        && (lexicon::known_name(&lower(part)).is_some() || lexicon::lexeme(part).word_use().is_some())
}

/// A part as it is looked up.
fn lower(part: &str) -> String {
    part.chars().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether a character is a letter of a word, or stands within one unseen.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_invisible(c)
}

/// The letters that end at `end`.
fn letters_before(text: &str, end: usize) -> Option<Span> {
    let before = text.get(..end)?;
    let start = before.char_indices().rev().take(LONGEST_PART).take_while(|(_, c)| is_letter(*c)).last()?.0;
    let whole = end - start < LONGEST_PART && before.ends_with(char::is_alphabetic);
    whole.then(|| Span::new(start, end))
}

/// The letters or digits that begin at `start`.
fn letters_after(text: &str, start: usize) -> Option<Span> {
    let rest = text.get(start..)?;
    let word = |c: char| is_letter(c) || c.is_numeric();
    let length: usize = rest.chars().take(LONGEST_PART).take_while(|c| word(*c)).map(char::len_utf8).sum();
    (length > 0 && length < LONGEST_PART && rest.starts_with(char::is_alphanumeric))
        .then(|| Span::new(start, start + length))
}
