//! The document's tokens as the grammar of quotes sees them: closed classes, cue verbs, and whether they stand inside quotation marks.

use std::ops::Range;

use super::marks::Quotation;
use crate::analysis::Entity;
use crate::fingerprint::Fingerprint;
use crate::lexicon::{self, Lexeme, class};
pub(crate) use crate::lexicon::{CueClass as Class, CueVerb, Form};
use crate::text::{Document, Span, Token, TokenKind};

/// Classes of a word, as a set of bits; closed classes come from the lexicon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(pub(crate) u32);

macro_rules! classes {
    ($($name:ident = $bit:literal;)*) => {
        impl Classes {
            $(pub(crate) const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    SUBJECT_PRONOUN = 0;
    OBJECT_PRONOUN = 1;
    POSSESSIVE = 2;
    REFLEXIVE = 3;
    DEMONSTRATIVE = 4;
    DETERMINER = 5;
    AUXILIARY = 6;
    NEGATION = 7;
    PREPOSITION = 8;
    CONJUNCTION = 9;
    SUBORDINATOR = 10;
    RELATIVE = 11;
    WH = 12;
    ADVERB = 13;
    TIME = 14;
    TITLE = 15;
    CAPITAL = 16;
    NUMBER = 17;
    MARK = 18;
    STOP = 19;
    COMMA = 20;
    PUNCTUATION = 21;
    CLITIC = 22;
    QUOTED = 23;
    COLON = 24;
    DASH = 26;
    PAST = 27;
    MUTE = 28;
}

impl Classes {
    /// Whether any class of `other` holds.
    pub(crate) fn is(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn add(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A token and what is known of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// As the token's.
    pub(crate) span: Span,
    /// Its classes.
    pub(crate) classes: Classes,
    /// Hash of its lower-cased letters, for rules and features that look at the word itself.
    pub(crate) key: u64,
    /// The cue verb that it is a form of.
    pub(crate) cue: Option<CueVerb>,
}

impl Word {
    /// Whether any class of `classes` holds.
    pub(crate) fn is(&self, classes: Classes) -> bool {
        self.classes.is(classes)
    }
}

/// FNV-1a over the lower-cased word: the identity of a word in lists, rules and features.
pub(crate) fn key(word: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut mix = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    if word.is_ascii() {
        word.bytes().for_each(|byte| mix(byte.to_ascii_lowercase()));
    } else {
        let mut buffer = [0; 4];
        for c in word.chars().flat_map(char::to_lowercase) {
            let c = if c == '’' { '\'' } else { c };
            c.encode_utf8(&mut buffer).bytes().for_each(&mut mix);
        }
    }
    hash
}

/// The classes of the lists that the grammar of quotes goes by.
const LISTED: [(lexicon::Classes, Classes); 18] = [
    (class::SUBJECT_PRONOUN, Classes::SUBJECT_PRONOUN),
    (class::OBJECT_PRONOUN, Classes::OBJECT_PRONOUN),
    (class::POSSESSIVE, Classes::POSSESSIVE),
    (class::REFLEXIVE, Classes::REFLEXIVE),
    (class::DEMONSTRATIVE, Classes::DEMONSTRATIVE),
    (class::DETERMINER, Classes::DETERMINER),
    (class::AUXILIARY, Classes::AUXILIARY),
    (class::NEGATION, Classes::NEGATION),
    (class::PREPOSITION, Classes::PREPOSITION),
    (class::CONJUNCTION, Classes::CONJUNCTION),
    (class::SUBORDINATOR, Classes::SUBORDINATOR),
    (class::RELATIVE, Classes::RELATIVE),
    (class::WH, Classes::WH),
    (class::ADVERB, Classes::ADVERB),
    (class::TIME, Classes::TIME),
    (class::TITLE, Classes::TITLE),
    (class::PAST, Classes::PAST),
    (class::MUTE, Classes::MUTE),
];

/// The classes of a word by the lists.
fn listed(word: Lexeme) -> Classes {
    let mut classes = Classes(0);
    for (_, class) in LISTED.iter().filter(|(listed, _)| word.is(*listed)) {
        classes.add(*class);
    }
    classes
}

/// Adds what the lists say of each of their words to a fingerprint.
pub(crate) fn add_listed(fingerprint: &mut Fingerprint) {
    for word in lexicon::words() {
        let lexeme = lexicon::lexeme(&word);
        let (classes, cue) = (listed(lexeme), lexeme.cue_verb());
        if classes.0 != 0 || cue.is_some() {
            fingerprint.text(&word);
            fingerprint.number(classes.0);
        }
        if let Some(cue) = cue {
            fingerprint.numbers([cue.class as u64, cue.form as u64].into_iter());
            fingerprint.text(cue.lemma);
        }
    }
}

/// Whether a word, by itself, is most likely a finite verb: an auxiliary, a listed past, a cue verb's finite form, or an "-ed".
pub(crate) fn finite(word: &str) -> bool {
    if !word.starts_with(char::is_lowercase) {
        return false;
    }
    let lexeme = lexicon::folded(word);
    lexeme.is(class::AUXILIARY.or(class::PAST))
        || lexeme.cue_verb().is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third))
        || word.len() > 4 && word.ends_with("ed")
}

/// Whether a word in lower case is neither of a closed class nor an adverb, nor by itself a finite verb: mostly a noun or an adjective.
pub(crate) fn open_class(word: &str) -> bool {
    let adverb = word.len() > 4 && word.ends_with("ly");
    word.starts_with(char::is_lowercase) && !adverb && listed(lexicon::folded(word)).0 == 0 && !finite(word)
}

/// A sentence as quotes need it: never split inside a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Indexes into the words.
    pub(crate) words: Range<usize>,
    /// Index into the document's blocks.
    pub(crate) block: usize,
}

/// What a stretch of words holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) commas: u32,
    pub(crate) verbs: u32,
    pub(crate) quoted: u32,
}

/// Words and frames of a document.
pub(crate) struct Reading<'d, 't> {
    pub(crate) document: &'d Document<'t>,
    pub(crate) words: Vec<Word>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) quotations: Vec<Quotation>,
    /// Of the words before each word, so that a stretch is counted by two look-ups.
    counts: Vec<Counts>,
}

impl<'d, 't> Reading<'d, 't> {
    /// Looks every token up once.
    pub(crate) fn new(document: &'d Document<'t>, quotations: Vec<Quotation>) -> Self {
        let mut next = 0;
        let mut words = Vec::with_capacity(document.tokens.len());
        for token in &document.tokens {
            let text = document.str(token.span);
            let (key, lexeme) = (key(text), lexicon::folded(text));
            let mut classes = Classes(0);
            match token.kind {
                TokenKind::Word | TokenKind::Clitic => classes = listed(lexeme),
                TokenKind::Number => classes.add(Classes::NUMBER),
                TokenKind::QuoteMark => classes.add(Classes::MARK),
                TokenKind::Punctuation => {
                    classes.add(Classes::PUNCTUATION);
                    match text {
                        "." | "!" | "?" | "…" | "..." => classes.add(Classes::STOP),
                        "," => classes.add(Classes::COMMA),
                        ":" => classes.add(Classes::COLON),
                        "-" | "–" | "—" | "--" => classes.add(Classes::DASH),
                        "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" | "„" | "``" | "''" => {
                            classes.add(Classes::MARK)
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
            if token.kind == TokenKind::Clitic || matches!(text, "'s" | "’s" | "n't" | "n’t") {
                classes.add(Classes::CLITIC);
            }
            if text.chars().next().is_some_and(char::is_uppercase) {
                classes.add(Classes::CAPITAL);
            }
            while quotations.get(next).is_some_and(|quotation| quotation.span.end <= token.span.start) {
                next += 1;
            }
            if quotations.get(next).is_some_and(|quotation| quotation.span.start <= token.span.start) {
                classes.add(Classes::QUOTED);
            }
            words.push(Word { span: token.span, classes, key, cue: lexeme.cue_verb() });
        }
        let frames = frames(document, &quotations);
        let mut reading = Self { document, words, frames, quotations, counts: Vec::new() };
        let mut counts = Vec::with_capacity(reading.words.len() + 1);
        let mut sum = Counts::default();
        counts.push(sum);
        for (index, word) in reading.words.iter().enumerate() {
            sum.commas += u32::from(word.is(Classes::COMMA));
            sum.verbs += u32::from(verbish(&reading, index));
            sum.quoted += u32::from(word.is(Classes::QUOTED));
            counts.push(sum);
        }
        reading.counts = counts;
        reading
    }

    /// Within a name of several words a capital word is no verb, "Note" of "Bruce Van Note", and a comma or a hyphen divides nothing,
    /// "Acme, Inc.".
    pub(crate) fn keep_names_whole(&mut self, entities: &[Entity]) {
        let names = entities.iter().filter(|entity| entity.kind.is_named()).flat_map(|entity| &entity.mentions);
        for name in names {
            let (first, end) = (self.word_from(name.start), self.word_from(name.end));
            if end > first + 1 {
                let inside = self.words.get(first..end).unwrap_or_default();
                let nickname = inside.iter().filter(|word| word.is(Classes::MARK)).count() == 2;
                let within = self.words.get_mut(first..end).into_iter().flatten();
                let mut last = usize::MAX;
                for word in within {
                    if word.is(Classes::CAPITAL) {
                        word.cue = None;
                    }
                    word.classes.0 &= !Classes::COMMA.0;
                    // `Bruce "Bluey" Shaw`: nobody says a nickname.
                    if nickname && word.is(Classes::QUOTED.or(Classes::MARK)) {
                        word.classes = Classes::CAPITAL;
                        word.cue = None;
                    }
                    // A hyphen at a line's end stands right behind its word; a dash with spaces around it divides.
                    if word.span.start == last {
                        word.classes.0 &= !Classes::DASH.0;
                    }
                    last = word.span.end;
                }
            }
        }
    }

    /// The first word of what stands in brackets up to a word: of "(88)" before "said". `None` without a bracket there, and where it is
    /// never opened or holds more than a short aside.
    pub(crate) fn bracket_before(&self, end: usize) -> Option<usize> {
        let last = end.checked_sub(1).filter(|&last| self.str(last) == ")")?;
        let mut inside = (last.saturating_sub(BRACKET)..last).rev();
        inside.find(|&index| matches!(self.str(index), "(" | ")")).filter(|&index| self.str(index) == "(")
    }

    /// How many commas, finite verbs and quoted words a stretch holds.
    pub(crate) fn count(&self, words: Range<usize>) -> Counts {
        let until = |index: usize| self.counts.get(index).or(self.counts.last()).copied().unwrap_or_default();
        let (before, all) = (until(words.start), until(words.end));
        Counts {
            commas: all.commas.saturating_sub(before.commas),
            verbs: all.verbs.saturating_sub(before.verbs),
            quoted: all.quoted.saturating_sub(before.quoted),
        }
    }

    /// The text of a word.
    pub(crate) fn str(&self, index: usize) -> &'t str {
        self.words.get(index).map_or("", |word| self.document.str(word.span))
    }

    /// Whether a word has any of the classes; false beyond the ends.
    pub(crate) fn is(&self, index: usize, classes: Classes) -> bool {
        self.words.get(index).is_some_and(|word| word.is(classes))
    }

    /// From the first byte of the first word to the last of the last.
    pub(crate) fn span(&self, words: Range<usize>) -> Span {
        let first = self.words.get(words.start);
        let last = words.end.checked_sub(1).and_then(|last| self.words.get(last));
        match (first, last) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The first word that starts at or behind a byte.
    pub(crate) fn word_from(&self, position: usize) -> usize {
        self.words.partition_point(|word| word.span.start < position)
    }
}

/// How many tokens of a block's first sentence are the place that it comes from, with the dash: 5 of "CAPE VINCENT, N.Y. — On Monday".
fn dateline(document: &Document<'_>, tokens: Range<usize>) -> usize {
    let words = document.tokens.get(tokens).unwrap_or_default();
    let text = |token: &Token| document.str(token.span);
    let place = words.first().is_some_and(|first| {
        let name = text(first);
        name.chars().count() > 2 && name.chars().all(char::is_uppercase)
    });
    let dash = words.iter().take(DATELINE).position(|token| matches!(text(token), "-" | "–" | "—" | "--"));
    let dash = dash.filter(|_| place).unwrap_or(0);
    let within = words
        .iter()
        .take(dash)
        .all(|token| token.kind != TokenKind::Word || text(token).starts_with(char::is_uppercase));
    if dash > 0 && within { dash + 1 } else { 0 }
}

/// The most tokens of a dateline.
const DATELINE: usize = 14;

/// The most words that an aside in brackets holds when what is around it belongs together.
const BRACKET: usize = 8;

/// Sentences, joined where a boundary falls inside a quotation of the same block, or where what follows goes on in lower case.
fn frames(document: &Document<'_>, quotations: &[Quotation]) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    let mut next = 0;
    for sentence in &document.sentences {
        while quotations.get(next).is_some_and(|quotation| quotation.span.end <= sentence.span.start) {
            next += 1;
        }
        let inside = quotations.get(next).is_some_and(|quotation| quotation.span.start < sentence.span.start);
        let goes_on = document.str(sentence.span).starts_with(char::is_lowercase);
        let tokens = sentence.tokens.clone();
        match frames.last_mut() {
            Some(last) if last.block == sentence.block && (inside || goes_on) => last.words.end = tokens.end,
            last => {
                let opens = last.is_none_or(|last| last.block != sentence.block);
                let skipped = if opens { dateline(document, tokens.clone()) } else { 0 };
                frames.push(Frame { words: tokens.start + skipped..tokens.end, block: sentence.block });
            }
        }
    }
    frames
}

const VERBAL: Classes = Classes::AUXILIARY;

/// Whether a word is a finite verb as far as closed classes and cue verbs can tell.
pub(crate) fn verbish(reading: &Reading<'_, '_>, index: usize) -> bool {
    let Some(word) = reading.words.get(index) else { return false };
    if word.is(VERBAL) && !word.is(Classes::CAPITAL.or(Classes::TIME)) {
        return true;
    }
    let past = word.is(Classes::PAST) && !word.is(Classes::CAPITAL);
    let before = index.checked_sub(1);
    let noun_before = before.is_some_and(|b| {
        reading.is(b, Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::CLITIC))
    });
    let finite = word.cue.is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third));
    (finite || past) && !plural_noun(reading, index) && !noun_before && !word.is(Classes::CAPITAL)
}

/// Whether a word that looks like a verb's third person is a plural noun with its own verb behind: "Reports say", "claims were made".
pub(crate) fn plural_noun(reading: &Reading<'_, '_>, index: usize) -> bool {
    let third = |word: &Word| word.cue.is_some_and(|cue| cue.form == Form::Third);
    reading.words.get(index).is_some_and(third)
        && reading.words.get(index + 1).is_some_and(|next| {
            next.cue.is_some_and(|cue| cue.form == Form::Base)
                || next.is(VERBAL) && !next.is(Classes::TIME.or(Classes::CLITIC))
        })
}

/// Whether a word is an adverb by the lists or by its ending.
pub(crate) fn adverbial(reading: &Reading<'_, '_>, index: usize) -> bool {
    reading.is(index, Classes::ADVERB) || {
        let word = reading.str(index);
        word.len() > 4 && word.ends_with("ly") && !reading.is(index, Classes::CAPITAL)
    }
}
