//! The document's tokens as the grammar of quotes sees them: closed classes, cue verbs, and whether they stand inside quotation marks.
//!
//! The tokens are the document's own. What only their place says (inside quotation marks, inside a name) is kept beside them.

use std::ops::Range;

use super::marks::Quotation;
use crate::analysis::Entity;
use crate::fingerprint::Fingerprint;
use crate::lexicon::{self, Lexeme, TitleClass, class, phrase};
pub(crate) use crate::lexicon::{CueClass as Class, CueVerb, Form};
use crate::rules::Rule;
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
    CUE = 29;
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

    fn remove(&mut self, other: Self) {
        self.0 &= !other.0;
    }
}

/// FNV-1a over the lower-cased word: its identity in the features of trained weights, which hold for this hash alone.
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
        let lexeme = lexicon::lexeme(word);
        let (classes, cue) = (listed(lexeme), lexeme.cue_verb());
        if classes.0 != 0 || cue.is_some() {
            fingerprint.text(word);
            fingerprint.number(classes.0);
        }
        if let Some(cue) = cue {
            fingerprint.numbers([cue.class as u64, cue.form as u64].into_iter());
            fingerprint.text(cue.lemma);
        }
    }
}

/// The listed classes together.
const GRAMMAR: lexicon::Classes = {
    let mut all = class::SUBJECT_PRONOUN;
    let mut rest: &[(lexicon::Classes, Classes)] = &LISTED;
    while let [(listed, _), others @ ..] = rest {
        all = all.or(*listed);
        rest = others;
    }
    all
};

/// Whether a word, by itself, is most likely a finite verb: an auxiliary, a listed past, a cue verb's finite form, or an "-ed".
pub(crate) fn finite(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && finite_form(word, lexicon::folded(word))
}

fn finite_form(word: &str, folded: Lexeme) -> bool {
    folded.is(class::AUXILIARY.or(class::PAST))
        || folded.cue_verb().is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third))
        || word.len() > 4 && ends_in(word, &phrase::PAST_ENDING)
}

/// Whether a word in lower case is neither of a closed class nor an adverb, nor by itself a finite verb: mostly a noun or an adjective.
pub(crate) fn open_class(word: &str) -> bool {
    word.starts_with(char::is_lowercase) && open_form(word, lexicon::folded(word))
}

fn open_form(word: &str, folded: Lexeme) -> bool {
    let adverb = word.len() > 4 && ends_in(word, &phrase::ADVERB_ENDING);
    !adverb && !folded.is(GRAMMAR) && !finite_form(word, folded)
}

/// Whether a word ends in any of the endings.
pub(super) fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending))
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

/// A document's frames and quotations, and beside its tokens what the grammar of quotes asks of them. Words are told by the indexes of
/// their tokens; beyond the ends there is [`Token::EDGE`], which is of no class.
pub(crate) struct Reading<'d, 't> {
    pub(crate) document: &'d Document<'t>,
    pub(crate) frames: Vec<Frame>,
    pub(crate) quotations: Vec<Quotation>,
    /// Of each token: what the lists and its place say.
    classes: Vec<Classes>,
    /// Of each token: the hash of its lower-cased letters.
    keys: Vec<u64>,
    /// Of the words before each word, so that a stretch is counted by two look-ups.
    counts: Vec<Counts>,
}

impl<'d, 't> Reading<'d, 't> {
    /// Classes every token once.
    pub(crate) fn new(document: &'d Document<'t>, quotations: Vec<Quotation>) -> Self {
        let mut next = 0;
        let mut classes = Vec::with_capacity(document.tokens.len());
        for token in &document.tokens {
            let mut own = classes_of(token, document.str(token.span));
            while quotations.get(next).is_some_and(|quotation| quotation.span.end <= token.span.start) {
                next += 1;
            }
            if quotations.get(next).is_some_and(|quotation| quotation.span.start <= token.span.start) {
                own.add(Classes::QUOTED);
            }
            classes.push(own);
        }
        let keys = document.tokens.iter().map(|token| key(document.str(token.span))).collect();
        let frames = frames(document, &quotations);
        let mut reading = Self { document, frames, quotations, classes, keys, counts: Vec::new() };
        reading.counts = reading.counted();
        reading
    }

    /// Commas, verbs and quoted words before each word.
    fn counted(&self) -> Vec<Counts> {
        let mut counts = Vec::with_capacity(self.classes.len() + 1);
        let mut sum = Counts::default();
        counts.push(sum);
        for (index, classes) in self.classes.iter().enumerate() {
            sum.commas += u32::from(classes.is(Classes::COMMA));
            sum.verbs += u32::from(verbish(self, index));
            sum.quoted += u32::from(classes.is(Classes::QUOTED));
            counts.push(sum);
        }
        counts
    }

    /// Within a name of several words a capital word is no verb, "Note" of "Bruce Van Note", and a comma or a hyphen divides nothing,
    /// "Acme, Inc.".
    pub(crate) fn keep_names_whole(&mut self, entities: &[Entity]) {
        self.keep_names_after_titles();
        let names = entities.iter().filter(|entity| entity.kind.is_named()).flat_map(|entity| &entity.mentions);
        for name in names {
            let (first, end) = (self.word_from(name.start), self.word_from(name.end));
            if end > first + 1 {
                self.keep_whole(first..end);
            }
        }
    }

    /// "Mrs. May", "Dr. August", "President May", "Mr. Justice May": after a form of address or a title stands a name and no time. A weekday
    /// after an office may be a day: "the President Friday said".
    fn keep_names_after_titles(&mut self) {
        let document = self.document;
        let title = |token: &Token| {
            let word = document.str(token.span);
            let bare = word.trim_end_matches('.');
            let short = bare.len() < word.len();
            let class = lexicon::lexeme(bare).title().map(|title| title.class);
            let office = class == Some(TitleClass::Office) && word.starts_with(char::is_uppercase);
            (class == Some(TitleClass::Honorific) || office && short, office)
        };
        let mut addressed = false;
        let tokens = document.tokens.iter().zip(document.tokens.iter().skip(1));
        for (classes, (before, token)) in self.classes.iter_mut().skip(1).zip(tokens) {
            let (address, office) = title(before);
            let named = address || office && (addressed || token.is(class::MONTH));
            if named && classes.is(Classes::TIME) && classes.is(Classes::CAPITAL) {
                classes.remove(Classes::TIME);
            }
            addressed = address;
        }
    }

    fn keep_whole(&mut self, name: Range<usize>) {
        let (Some(tokens), Some(classes)) = (self.document.tokens.get(name.clone()), self.classes.get_mut(name)) else {
            return;
        };
        let nickname = classes.iter().filter(|classes| classes.is(Classes::MARK)).count() == 2;
        let mut last = usize::MAX;
        for (token, classes) in tokens.iter().zip(classes) {
            if classes.is(Classes::CAPITAL) {
                classes.remove(Classes::CUE);
            }
            classes.remove(Classes::COMMA);
            // `Bruce "Bluey" Shaw`: nobody says a nickname.
            if nickname && classes.is(Classes::QUOTED.or(Classes::MARK)) {
                *classes = Classes::CAPITAL;
            }
            // A hyphen at a line's end stands directly after its word; a dash with spaces around it divides.
            if token.span.start == last {
                classes.remove(Classes::DASH);
            }
            last = token.span.end;
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

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// Whether a hand-made rule holds here.
    pub(crate) fn when(&self, rule: Rule, condition: impl FnOnce() -> bool) -> bool {
        self.document.rules.when(rule, condition)
    }

    /// The token, [`Token::EDGE`] beyond the ends.
    pub(crate) fn token(&self, index: usize) -> &'d Token {
        static EDGE: Token = Token::EDGE;
        self.document.tokens.get(index).unwrap_or(&EDGE)
    }

    /// What the lexicon knows of a word as it is written.
    pub(crate) fn lexeme(&self, index: usize) -> Lexeme {
        self.token(index).lexeme
    }

    /// The same of a word so many words back.
    pub(crate) fn lexeme_back(&self, index: usize, count: usize) -> Lexeme {
        index.checked_sub(count).map_or(Lexeme::NONE, |index| self.lexeme(index))
    }

    /// Whether a word as it is written is in any of the lexicon's classes.
    pub(crate) fn is_written(&self, index: usize, classes: lexicon::Classes) -> bool {
        self.token(index).is_written(classes)
    }

    /// The cue verb that a word is a form of.
    pub(crate) fn cue(&self, index: usize) -> Option<CueVerb> {
        if self.is(index, Classes::CUE) { self.token(index).folded.cue_verb() } else { None }
    }

    /// Whether a word, by itself, is most likely a finite verb, see [`finite`].
    pub(crate) fn finite(&self, index: usize) -> bool {
        let word = self.str(index);
        word.starts_with(char::is_lowercase) && finite_form(word, self.token(index).folded)
    }

    /// See [`open_class`].
    pub(crate) fn open_class(&self, index: usize) -> bool {
        let word = self.str(index);
        word.starts_with(char::is_lowercase) && open_form(word, self.token(index).folded)
    }

    /// Whether a word ends in any of the endings.
    pub(crate) fn ends_in(&self, index: usize, endings: &[&str]) -> bool {
        ends_in(self.str(index), endings)
    }

    /// The text of a word.
    pub(crate) fn str(&self, index: usize) -> &'t str {
        self.document.tokens.get(index).map_or("", |token| self.document.str(token.span))
    }

    /// The hash of a word's lower-cased letters.
    pub(crate) fn key(&self, index: usize) -> Option<u64> {
        self.keys.get(index).copied()
    }

    /// The classes of a word; none beyond the ends.
    pub(crate) fn classes(&self, index: usize) -> Classes {
        self.classes.get(index).copied().unwrap_or_default()
    }

    /// Whether a word has any of the classes; false beyond the ends.
    pub(crate) fn is(&self, index: usize, classes: Classes) -> bool {
        self.classes(index).is(classes)
    }

    /// Whether the word before has any of the classes.
    pub(crate) fn is_after(&self, index: usize, classes: Classes) -> bool {
        index.checked_sub(1).is_some_and(|before| self.is(before, classes))
    }

    /// From the first byte of the first word to the last of the last.
    pub(crate) fn span(&self, words: Range<usize>) -> Span {
        let tokens = &self.document.tokens;
        let last = words.end.checked_sub(1).and_then(|last| tokens.get(last));
        match (tokens.get(words.start), last) {
            (Some(first), Some(last)) => Span::new(first.span.start, last.span.end),
            _ => Span::default(),
        }
    }

    /// The first word that starts at or after a byte.
    pub(crate) fn word_from(&self, position: usize) -> usize {
        self.document.tokens.partition_point(|token| token.span.start < position)
    }
}

/// What a token is by itself.
fn classes_of(token: &Token, text: &str) -> Classes {
    let mut classes = match token.kind {
        TokenKind::Word | TokenKind::Clitic => listed(token.folded),
        TokenKind::Number => Classes::NUMBER,
        TokenKind::QuoteMark => Classes::MARK,
        TokenKind::Punctuation => Classes::PUNCTUATION.or(punctuation(text)),
        _ => Classes(0),
    };
    if token.kind == TokenKind::Clitic || token.is_written(class::APOSTROPHE_CLITIC) {
        classes.add(Classes::CLITIC);
    }
    if text.starts_with(char::is_uppercase) {
        classes.add(Classes::CAPITAL);
    }
    if token.is(class::CUE_VERB) {
        classes.add(Classes::CUE);
    }
    classes
}

/// What a mark does in its sentence.
fn punctuation(mark: &str) -> Classes {
    match mark {
        "." | "!" | "?" | "…" | "..." => Classes::STOP,
        "," => Classes::COMMA,
        ":" => Classes::COLON,
        "-" | "–" | "—" | "--" => Classes::DASH,
        "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" | "„" | "``" | "''" => Classes::MARK,
        _ => Classes(0),
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

/// Whether a word is a finite verb as far as closed classes and cue verbs can tell.
pub(crate) fn verbish(reading: &Reading<'_, '_>, index: usize) -> bool {
    let classes = reading.classes(index);
    if classes.is(Classes::CAPITAL) || !classes.is(Classes::AUXILIARY.or(Classes::PAST).or(Classes::CUE)) {
        return false;
    }
    if classes.is(Classes::AUXILIARY) && !classes.is(Classes::TIME) {
        return true;
    }
    let finite = || reading.cue(index).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third));
    let noun = Classes::DETERMINER.or(Classes::POSSESSIVE).or(Classes::PREPOSITION).or(Classes::CLITIC);
    (classes.is(Classes::PAST) || finite()) && !plural_noun(reading, index) && !reading.is_after(index, noun)
}

/// Whether a word that looks like a verb's third person is a plural noun with its own verb after it: "Reports say", "claims were made".
pub(crate) fn plural_noun(reading: &Reading<'_, '_>, index: usize) -> bool {
    let next = index + 1;
    let verb = || {
        reading.cue(next).is_some_and(|cue| cue.form == Form::Base)
            || reading.is(next, Classes::AUXILIARY) && !reading.is(next, Classes::TIME.or(Classes::CLITIC))
    };
    reading.cue(index).is_some_and(|cue| cue.form == Form::Third) && verb()
}

/// Whether a word is an adverb by the lists or by its ending.
pub(crate) fn adverbial(reading: &Reading<'_, '_>, index: usize) -> bool {
    reading.is(index, Classes::ADVERB) || {
        let word = reading.str(index);
        word.len() > 4
            && ends_in(word, &phrase::ADVERB_ENDING)
            && !reading.is(index, Classes::CAPITAL)
            && !reading.is_written(index, class::NO_ADVERB)
    }
}
