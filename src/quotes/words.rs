//! The document's tokens as the grammar of quotes sees them: closed classes, cue verbs, and whether they stand inside quotation marks.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::marks::Quotation;
use crate::analysis::Entity;
use crate::text::{Document, Span, Token, TokenKind};

static FUNCTION_WORDS: &str = include_str!("../../models/lists/function-words.txt");
static CUE_VERBS: &str = include_str!("../../models/lists/cue-verbs.txt");

/// Classes of a word, as a set of bits; closed classes come from `models/lists/function-words.txt`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Classes(pub(crate) u32);

macro_rules! classes {
    ($($name:ident = $bit:literal, $listed:literal;)*) => {
        impl Classes {
            $(pub(crate) const $name: Self = Self(1 << $bit);)*

            /// The class of a name in the list; none for a name that is not there.
            fn named(name: &str) -> Self {
                $(if name == $listed {
                    return Self::$name;
                })*
                Self(0)
            }
        }
    };
}

classes! {
    SUBJECT_PRONOUN = 0, "subject-pronoun";
    OBJECT_PRONOUN = 1, "object-pronoun";
    POSSESSIVE = 2, "possessive";
    REFLEXIVE = 3, "reflexive";
    DEMONSTRATIVE = 4, "demonstrative";
    DETERMINER = 5, "determiner";
    AUXILIARY = 6, "auxiliary";
    NEGATION = 7, "negation";
    PREPOSITION = 8, "preposition";
    CONJUNCTION = 9, "conjunction";
    SUBORDINATOR = 10, "subordinator";
    RELATIVE = 11, "relative";
    WH = 12, "wh";
    ADVERB = 13, "adverb";
    TIME = 14, "time";
    TITLE = 15, "title";
    CAPITAL = 16, "";
    NUMBER = 17, "";
    MARK = 18, "";
    STOP = 19, "";
    COMMA = 20, "";
    PUNCTUATION = 21, "";
    CLITIC = 22, "";
    QUOTED = 23, "";
    COLON = 24, "";
    PERSON_NOUN = 25, "person-noun";
    DASH = 26, "";
    PAST = 27, "past";
    MUTE = 28, "mute";
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

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// "say"
    Base,
    /// "says"
    Third,
    /// "said", as past or participle where both are one
    Past,
    /// "written", "shown", where it differs from the past
    Participle,
    /// "saying"
    Ing,
}

/// How a cue verb is built, as the headings of `models/lists/cue-verbs.txt` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Say,
    Tell,
    Ask,
    Judge,
    Promise,
    Think,
    Show,
    Utter,
    Deed,
    /// "according to" and the colon.
    Frame,
}

impl Class {
    fn named(name: &str) -> Self {
        match name {
            "say" => Self::Say,
            "tell" => Self::Tell,
            "ask" => Self::Ask,
            "judge" => Self::Judge,
            "promise" => Self::Promise,
            "think" => Self::Think,
            "show" => Self::Show,
            "utter" => Self::Utter,
            "deed" => Self::Deed,
            _ => Self::Frame,
        }
    }
}

/// A verb that can attribute words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueVerb {
    /// Its dictionary form.
    pub(crate) lemma: &'static str,
    /// How it is built.
    pub(crate) class: Class,
    /// The form met.
    pub(crate) form: Form,
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

struct Lists {
    classes: HashMap<u64, Classes>,
    cues: HashMap<u64, CueVerb>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut classes: HashMap<u64, Classes> = HashMap::new();
    for (name, words) in
        FUNCTION_WORDS.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'))
    {
        for word in words.split_whitespace() {
            classes.entry(key(word)).or_default().add(Classes::named(name.trim()));
        }
    }
    let mut cues = HashMap::new();
    let mut class = Class::Frame;
    for line in CUE_VERBS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()) {
        if let Some(name) = line.strip_prefix('[') {
            class = Class::named(name.trim_end().trim_end_matches(']'));
            continue;
        }
        let (head, irregular) = line.split_once('=').unwrap_or((line, ""));
        let lemma = head.trim();
        let mut irregular = irregular.split_whitespace().map(str::to_owned);
        let third = irregular.next().unwrap_or_else(|| third_person(lemma));
        let past = irregular.next().unwrap_or_else(|| past(lemma));
        let participle = irregular.next().unwrap_or_else(|| past.clone());
        let ing = irregular.next().unwrap_or_else(|| ing(lemma));
        let forms = [
            (ing, Form::Ing),
            (participle, Form::Participle),
            (past, Form::Past),
            (third, Form::Third),
            (lemma.to_owned(), Form::Base),
        ];
        // Later forms win, but "put" and "read" are past far more often than base in news.
        for (written, form) in forms {
            let slot = cues.entry(key(&written)).or_insert(CueVerb { lemma, class, form });
            if slot.lemma == lemma && !(form == Form::Base && slot.form == Form::Past) {
                slot.form = form;
            }
        }
    }
    // "according to" and the colon attribute too.
    for (written, lemma) in [("according", "according to"), (":", ":")] {
        cues.insert(key(written), CueVerb { lemma, class: Class::Frame, form: Form::Ing });
    }
    Lists { classes, cues }
});

/// Whether a word, by itself, is most likely a finite verb: an auxiliary, a listed past, a cue verb's finite form, or an "-ed".
pub(crate) fn finite(word: &str) -> bool {
    let key = key(word);
    let lists = &*LISTS;
    word.starts_with(char::is_lowercase)
        && (lists.classes.get(&key).is_some_and(|classes| classes.is(Classes::AUXILIARY.or(Classes::PAST)))
            || lists.cues.get(&key).is_some_and(|cue| matches!(cue.form, Form::Past | Form::Third))
            || word.len() > 4 && word.ends_with("ed"))
}

/// Whether a word in lower case is neither of a closed class nor an adverb, nor by itself a finite verb: mostly a noun or an adjective.
pub(crate) fn open_class(word: &str) -> bool {
    let adverb = word.len() > 4 && word.ends_with("ly");
    word.starts_with(char::is_lowercase) && !adverb && !LISTS.classes.contains_key(&key(word)) && !finite(word)
}

fn third_person(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if lemma.ends_with(['s', 'x', 'z', 'o']) || lemma.ends_with("sh") || lemma.ends_with("ch") => {
            format!("{lemma}es")
        }
        _ => format!("{lemma}s"),
    }
}

fn past(lemma: &str) -> String {
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
        _ if lemma.ends_with('e') => format!("{lemma}d"),
        _ => format!("{}ed", doubled(lemma)),
    }
}

fn ing(lemma: &str) -> String {
    match lemma.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'o', 'y']) => format!("{stem}ing"),
        _ => format!("{}ing", doubled(lemma)),
    }
}

/// "slam" -> "slamm": a short stem that ends in one vowel and one consonant doubles it.
fn doubled(lemma: &str) -> String {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut back = lemma.chars().rev();
    match (back.next(), back.next(), back.next()) {
        (Some(last), Some(middle), Some(first))
            if lemma.len() <= 4
                && !vowel(last)
                && !matches!(last, 'w' | 'x' | 'y')
                && vowel(middle)
                && !vowel(first) =>
        {
            format!("{lemma}{last}")
        }
        _ => lemma.to_owned(),
    }
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
        let lists = &*LISTS;
        let mut next = 0;
        let mut words = Vec::with_capacity(document.tokens.len());
        for token in &document.tokens {
            let text = document.str(token.span);
            let key = key(text);
            let mut classes = Classes(0);
            match token.kind {
                TokenKind::Word | TokenKind::Clitic => classes = lists.classes.get(&key).copied().unwrap_or_default(),
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
            words.push(Word { span: token.span, classes, key, cue: lists.cues.get(&key).copied() });
        }
        let frames = frames(document, &quotations);
        let mut reading = Self { document, words, frames, quotations, counts: Vec::new() };
        let mut counts = Vec::with_capacity(reading.words.len() + 1);
        let mut sum = Counts::default();
        counts.push(sum);
        for (index, word) in reading.words.iter().enumerate() {
            sum.commas += u32::from(word.is(Classes::COMMA));
            sum.verbs += u32::from(super::speakers::verbish(&reading, index));
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
