//! Words and their pieces: what the encoder reads in place of characters.
//!
//! Words are cut as BERT's basic tokeniser does, pieces by greedy longest match (WordPiece; Wu et al., 2016), and what BERT's lower-casing
//! throws away is kept beside the pieces: how each word was written and what stood before it. Nothing but the model's file and the text
//! decides. Exactly, so that another program can do the same:
//!
//! **Characters.** Each character of the text is the first of these that it fits:
//! 1. *nothing*: invisible characters (U+00AD, U+061C, U+180E, U+200B–U+200F, U+202A–U+202E, U+2060–U+206F, U+FEFF) and combining
//!    diacritics (U+0300–U+036F). They are passed over as if they were not there: no word ends at one, and none begins.
//! 2. *line break*: U+000A–U+000D, U+0085, U+2028, U+2029.
//! 3. *blank*: the other white space ([`char::is_whitespace`]) and the other control characters ([`char::is_control`]).
//! 4. *letter or digit*: [`char::is_alphanumeric`].
//! 5. *sign*: everything else.
//!
//! **Words.** A maximal run of letters and digits is a word; a sign is a word of its own. Line breaks and blanks are in no word.
//!
//! **Gap** of a word: [`Gap::Line`] where it is the first of the text or a line break stands between it and the word before it,
//! [`Gap::Blank`] where a blank does and no line break, [`Gap::None`] where nothing does.
//!
//! **Shape** of a word: see [`WordShape`]. A character counts as a digit when [`char::is_numeric`], else as a capital when
//! [`char::is_uppercase`], else as small when [`char::is_lowercase`], else as another letter.
//!
//! **Folding.** Each character of a word becomes its [`char::to_lowercase`], of which each character that the file's table of letters
//! holds becomes the letter that it is paired with; combining diacritics that come of it are dropped. The table pairs small letters of
//! U+00C0–U+1EFF in the Latin, Greek and Cyrillic blocks with the first character of their canonical decomposition.
//!
//! **Pieces.** From the start of the folded word on, the longest entry of the vocabulary that fits is taken, again and again; after the
//! first, only entries that begin with `##` are looked at, without those marks. Where nothing fits, or where the folded word has more
//! than 100 characters, the whole word is one `[UNK]`. The span of a piece goes from the first byte of its first character to the end
//! of its last one. All pieces of a word have its shape; the first has its gap, the others have [`Gap::None`].

use crate::text::{Span, is_invisible};

/// Marks an entry that continues a word.
const CONTINUES: &str = "##";
/// Most characters of a folded word that is cut into pieces.
const LONGEST_WORD: usize = 100;

/// How a word is written. The number is the row of the encoder's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum WordShape {
    /// No word: the ends of a window.
    Special = 0,
    /// Letters, none of them a capital and at least one small; no digit.
    Small = 1,
    /// One capital letter alone.
    Initial = 2,
    /// More than one character, of which at least one is a capital and none is small; no digit.
    Capitals = 3,
    /// A capital first, none later, and a small letter; no digit.
    Capital = 4,
    /// A capital first, another one later, and a small letter; no digit.
    Inner = 5,
    /// No capital first, but one later, and a small letter; no digit.
    Camel = 6,
    /// Digits only.
    Digits = 7,
    /// Digits and letters.
    Mixed = 8,
    /// Letters that are neither capital nor small.
    Uncased = 9,
    /// A quotation mark or a bracket: one of `"“”„‘’‚'«»‹›()[]`.
    Quote = 10,
    /// Another sign.
    Sign = 11,
}

impl WordShape {
    /// Number of shapes.
    pub const COUNT: usize = 12;

    fn of(word: &[(Span, char)]) -> Self {
        if let [(_, sign)] = word
            && !sign.is_alphanumeric()
        {
            let quotes = matches!(
                sign,
                '"' | '“' | '”' | '„' | '‘' | '’' | '‚' | '\'' | '«' | '»' | '‹' | '›' | '(' | ')' | '[' | ']'
            );
            return if quotes { Self::Quote } else { Self::Sign };
        }
        let chars = || word.iter().map(|&(_, c)| c);
        match chars().filter(|c| c.is_numeric()).count() {
            0 => Self::of_letters(chars()),
            digits if digits == word.len() => Self::Digits,
            _ => Self::Mixed,
        }
    }

    fn of_letters(letters: impl Iterator<Item = char> + Clone) -> Self {
        let small = letters.clone().any(char::is_lowercase);
        let later = letters.clone().skip(1).any(char::is_uppercase);
        let first = letters.clone().next().is_some_and(char::is_uppercase);
        match (first, later, small) {
            (false, false, false) => Self::Uncased,
            (false, false, true) => Self::Small,
            (true, false, false) if letters.count() == 1 => Self::Initial,
            (_, _, false) => Self::Capitals,
            (true, false, true) => Self::Capital,
            (true, true, true) => Self::Inner,
            (false, true, true) => Self::Camel,
        }
    }
}

/// What stands before a piece. The number is the row of the encoder's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Gap {
    /// Nothing: the piece is glued to the one before it.
    None = 0,
    /// White space.
    Blank = 1,
    /// A line break, or the beginning of the text.
    Line = 2,
}

impl Gap {
    /// Number of gaps.
    pub const COUNT: usize = 3;
}

/// One piece of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the vocabulary.
    pub id: u16,
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// How its word is written.
    pub shape: WordShape,
    /// What stands before it.
    pub gap: Gap,
    /// Whether it is the first of its word.
    pub begins: bool,
    /// Whether it is a mark that can end a sentence: one of `.!?…`.
    pub ends_sentence: bool,
}

/// What characters do to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Nothing,
    Line,
    Blank,
    Letter,
    Sign,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            _ if is_invisible(c) || is_diacritic(c) => Self::Nothing,
            '\u{A}'..='\u{D}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Self::Line,
            _ if c.is_whitespace() || c.is_control() => Self::Blank,
            _ if c.is_alphanumeric() => Self::Letter,
            _ => Self::Sign,
        }
    }
}

fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// The entries that pieces are looked up in, and the letters that are folded: views into the bytes of a model.
#[derive(Clone, Debug)]
pub(super) struct Vocabulary<'m> {
    /// By id.
    entries: Vec<&'m str>,
    /// Ids in the order of their entries.
    sorted: Vec<u16>,
    /// In bytes.
    longest: usize,
    /// Each letter and what it becomes, in order.
    letters: Vec<(char, char)>,
    /// The ids of what begins a window, of what ends it, and of a word that has no pieces.
    pub(super) special: [u16; 3],
}

impl<'m> Vocabulary<'m> {
    /// Names of the special entries: what begins a window, what ends it, a word that has no pieces.
    pub(super) const SPECIAL: [&'static str; 3] = ["[CLS]", "[SEP]", "[UNK]"];

    /// Orders entries, which are given by id, and letters. `None` where an entry is empty or there twice, where a special one is
    /// missing, or where there are more than ids.
    pub(super) fn new(entries: Vec<&'m str>, mut letters: Vec<(char, char)>) -> Option<Self> {
        let last = u16::try_from(entries.len().checked_sub(1)?).ok()?;
        let entry = |id: u16| entries.get(usize::from(id)).copied().unwrap_or_default();
        let mut sorted: Vec<u16> = (0..=last).collect();
        sorted.sort_unstable_by_key(|&id| entry(id));
        let twice = sorted.windows(2).any(|two| matches!(two, [a, b] if entry(*a) == entry(*b)));
        if twice || entries.iter().any(|entry| entry.is_empty()) {
            return None;
        }
        letters.sort_unstable();
        let longest = entries.iter().map(|entry| entry.len()).max()?;
        let mut this = Self { entries, sorted, longest, letters, special: [0; 3] };
        let [begin, end, unknown] = Self::SPECIAL.map(|name| this.find("", name));
        this.special = [begin?, end?, unknown?];
        Some(this)
    }

    /// The entry with an id.
    pub(super) fn entry(&self, id: u16) -> Option<&'m str> {
        self.entries.get(usize::from(id)).copied()
    }

    /// The id of the entry that is `mark` and then `rest`.
    fn find(&self, mark: &str, rest: &str) -> Option<u16> {
        let wanted = || mark.bytes().chain(rest.bytes());
        let entry = |id: u16| self.entries.get(usize::from(id)).copied().unwrap_or_default();
        let at = self.sorted.binary_search_by(|&id| entry(id).bytes().cmp(wanted())).ok()?;
        self.sorted.get(at).copied()
    }

    fn folded(&self, c: char) -> impl Iterator<Item = char> {
        let base = |c: char| {
            let at = self.letters.binary_search_by_key(&c, |&(from, _)| from).ok();
            at.and_then(|at| self.letters.get(at)).map_or(c, |&(_, to)| to)
        };
        c.to_lowercase().map(base).filter(|&c| !is_diacritic(c))
    }

    /// Cuts a text into the pieces of its words.
    pub(super) fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut cutter = Cutter {
            vocabulary: self,
            word: Vec::new(),
            gap: Gap::Line,
            pieces: Vec::new(),
            folded: Folded::default(),
        };
        for (at, c) in text.char_indices() {
            let class = Class::of(c);
            match class {
                Class::Nothing => continue,
                Class::Letter => {}
                Class::Line | Class::Blank | Class::Sign => cutter.finish(),
            }
            match class {
                Class::Line => cutter.gap = Gap::Line,
                Class::Blank => cutter.gap = cutter.gap.max(Gap::Blank),
                _ => cutter.word.push((Span::new(at, at + c.len_utf8()), c)),
            }
            if class == Class::Sign {
                cutter.finish();
            }
        }
        cutter.finish();
        cutter.pieces
    }
}

/// A folded word, and of which character of the text each of its characters comes.
#[derive(Default)]
struct Folded {
    text: String,
    /// Where each character begins in `text`, and its span.
    chars: Vec<(usize, Span)>,
}

/// Gathers words and cuts them.
struct Cutter<'v, 'm> {
    vocabulary: &'v Vocabulary<'m>,
    /// The characters of the word that is being gathered.
    word: Vec<(Span, char)>,
    /// What stands before it.
    gap: Gap,
    pieces: Vec<Piece>,
    folded: Folded,
}

impl Cutter<'_, '_> {
    /// Ends the word that is being gathered, if there is one.
    fn finish(&mut self) {
        let (Some(&(first, _)), Some(&(last, _))) = (self.word.first(), self.word.last()) else { return };
        let shape = WordShape::of(&self.word);
        self.fold();
        let before = self.pieces.len();
        if self.cut(shape).is_none() {
            self.pieces.truncate(before);
            let [_, _, id] = self.vocabulary.special;
            self.pieces.push(Piece {
                id,
                span: first.cover(last),
                shape,
                gap: Gap::None,
                begins: true,
                ends_sentence: false,
            });
        }
        if let Some(piece) = self.pieces.get_mut(before) {
            piece.gap = self.gap;
            piece.ends_sentence = matches!(self.word.as_slice(), [(_, '.' | '!' | '?' | '…')]);
        }
        self.gap = Gap::None;
        self.word.clear();
    }

    fn fold(&mut self) {
        self.folded.text.clear();
        self.folded.chars.clear();
        for &(span, c) in &self.word {
            for c in self.vocabulary.folded(c) {
                self.folded.chars.push((self.folded.text.len(), span));
                self.folded.text.push(c);
            }
        }
    }

    /// Adds the pieces of the folded word; `None` where it cannot be cut.
    fn cut(&mut self, shape: WordShape) -> Option<()> {
        let Folded { text, chars } = &self.folded;
        if chars.is_empty() || chars.len() > LONGEST_WORD {
            return None;
        }
        let mut rest = chars.as_slice();
        while let Some(&(from, first)) = rest.first() {
            let begins = from == 0;
            let mark = if begins { "" } else { CONTINUES };
            // The longest first.
            let (taken, id) = (1..=rest.len()).rev().find_map(|taken| {
                let to = rest.get(taken).map_or(text.len(), |&(to, _)| to);
                if to - from + mark.len() > self.vocabulary.longest {
                    return None;
                }
                Some((taken, self.vocabulary.find(mark, text.get(from..to)?)?))
            })?;
            let (piece, after) = rest.split_at_checked(taken)?;
            let last = piece.last().map_or(first, |&(_, last)| last);
            self.pieces.push(Piece {
                id,
                span: first.cover(last),
                shape,
                gap: Gap::None,
                begins,
                ends_sentence: false,
            });
            rest = after;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ENTRIES: [&str; 20] = [
        "[UNK]", "[CLS]", "[SEP]", "the", "mc", "##cain", "##ca", "##in", "said", "s", "'", "“", "a", "##b", "##c",
        "cafe", "-", "20", "##26", "и",
    ];

    fn vocabulary() -> Vocabulary<'static> {
        Vocabulary::new(ENTRIES.to_vec(), vec![('й', 'и'), ('é', 'e')]).unwrap()
    }

    /// Each piece as its text, its entry, its shape and its gap; a piece that begins a word has a bar before it.
    fn told(text: &str) -> String {
        let tell = |piece: &Piece| {
            let (shape, gap) = (piece.shape as u8, piece.gap as u8);
            let bar = if piece.begins { "|" } else { "" };
            format!("{bar}{}={}:{shape}:{gap}", piece.span.of(text), ENTRIES[usize::from(piece.id)])
        };
        vocabulary().pieces(text).iter().map(tell).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_cut_into_the_longest_pieces() {
        assert_eq!(told("The McCain"), "|The=the:4:2 |Mc=mc:5:1 Cain=##cain:5:0");
        assert_eq!(told("the\u{a0}“McCab’"), "|the=the:1:2 |“=“:10:1 |Mc=mc:5:0 Ca=##ca:5:0 b=##b:5:0 |’=[UNK]:10:0");
        assert_eq!(told("Mcx said"), "|Mcx=[UNK]:4:2 |said=said:1:1");
        assert_eq!(told("2026-abc"), "|20=20:7:2 26=##26:7:0 |-=-:11:0 |a=a:1:0 b=##b:1:0 c=##c:1:0");
        assert_eq!(told(" \t"), "");
    }

    #[test]
    fn a_word_of_more_than_a_hundred_characters_is_not_cut() {
        let hundred = format!("a{}", "b".repeat(99));
        assert_eq!(vocabulary().pieces(&hundred).len(), 100);
        assert_eq!(told(&format!("{hundred}b")), format!("|{hundred}b=[UNK]:1:2"));
    }

    #[test]
    fn what_is_not_seen_is_passed_over() {
        assert_eq!(told("s\u{ad}a\u{200b}id"), "|s\u{ad}a\u{200b}id=said:1:2");
        assert_eq!(told("\u{feff}a\u{200d}'\u{200d}s"), "|a=a:1:2 |'=':10:0 |s=s:1:0");
        assert_eq!(told("a\u{ad}bc"), "|a=a:1:2 b=##b:1:0 c=##c:1:0");
    }

    #[test]
    fn letters_lose_their_marks() {
        assert_eq!(told("Café CAFÉ cafe\u{301}"), "|Café=cafe:4:2 |CAFÉ=cafe:3:1 |cafe=cafe:1:1");
        assert_eq!(told("Й"), "|Й=и:2:2");
    }

    #[test]
    fn gaps_tell_blanks_from_lines() {
        let gaps = |text: &str| vocabulary().pieces(text).iter().map(|piece| piece.gap as u8).collect::<Vec<_>>();
        assert_eq!(gaps("a a'\u{7}a \n a\u{2028}a\u{85} '"), [2, 1, 0, 1, 2, 2, 2]);
    }

    #[test]
    fn marks_that_end_sentences_are_known() {
        let pieces = vocabulary().pieces("a. a, a? “a!” a… 2");
        let ends: Vec<usize> =
            pieces.iter().filter(|piece| piece.ends_sentence).map(|piece| piece.span.start).collect();
        assert_eq!(ends, [1, 7, 13, 19]);
    }

    #[test]
    fn shapes_tell_how_a_word_is_written() {
        let words = |text: &str| vocabulary().pieces(text).into_iter().filter(|piece| piece.begins);
        let shapes = |text: &str| words(text).map(|piece| piece.shape as u8).collect::<Vec<_>>();
        assert_eq!(
            shapes("said I NATO Paris McCain iPhone 2026 G20 東京 ( ) [ ] « » ‹ › „ ‚ ' \" “ ” ‘ ’ , —"),
            { [1, 2, 3, 4, 5, 6, 7, 8, 9].into_iter().chain([10; 16]).chain([11, 11]).collect::<Vec<_>>() }
        );
        assert_eq!(shapes("aB Ab ABc A1 ½ É É\u{301}t x\u{ad}Y"), [6, 4, 5, 8, 7, 2, 4, 6]);
    }

    #[test]
    fn a_vocabulary_is_whole() {
        let new = |entries: &[&'static str]| Vocabulary::new(entries.to_vec(), Vec::new()).is_some();
        assert!(new(&ENTRIES));
        assert!(!new(&[]));
        assert!(!new(&ENTRIES[1..]));
        assert!(!new(&[&ENTRIES[..], &["the"]].concat()));
        assert!(!new(&[&ENTRIES[..], &[""]].concat()));
    }

    proptest! {
        #[test]
        fn pieces_stand_in_order_on_borders_of_characters(text in "[a-zA-Zéİ0-9 \\n\u{ad}\u{300}'“.]{0,40}|\\PC{0,40}") {
            let pieces = vocabulary().pieces(&text);
            let mut end = 0;
            for piece in &pieces {
                prop_assert!(end <= piece.span.start && piece.span.start < piece.span.end);
                prop_assert!(text.get(piece.span.start..piece.span.end).is_some());
                prop_assert!(piece.begins || piece.gap == Gap::None);
                end = piece.span.end;
            }
            let inside = |at: usize| pieces.iter().any(|piece| piece.span.start <= at && at < piece.span.end);
            for (at, c) in text.char_indices() {
                prop_assert!(inside(at) || c.is_whitespace() || c.is_control() || is_invisible(c) || is_diacritic(c));
            }
        }
    }
}
