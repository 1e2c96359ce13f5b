//! What the model looks at.
//!
//! Each feature is a 32-bit hash of a template and the strings in it; a token gets some tens of them. Strings are hashed once for a
//! document, after which features are combinations of integers and nothing is allocated for a token.

use super::table::Clusters;
use crate::lexicon::{self, Lexeme, class, listed, word};
use crate::text::{Document, Token, TokenKind};

/// The features of one token.
#[derive(Default)]
pub struct Features {
    /// Hashes, in the order of the templates.
    pub hashes: Vec<u32>,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// "harbour".
    Lower,
    /// "Harbour".
    Capitalized,
    /// "NATO", "U.S.".
    Upper,
    /// "iPhone", "McDonald".
    Mixed,
    /// Digits, perhaps with letters.
    Number,
    /// No letters.
    Mark,
}

/// What is hashed once for each token.
#[derive(Clone, Copy)]
pub(super) struct Facts {
    word: u32,
    pub(super) lower: u32,
    /// Words that are used alike, by what is known outside of the labelled text; 0 for words of which nothing is known.
    pub(super) cluster: u32,
    /// The same, told apart more finely.
    pub(super) part: u32,
    prefixes: [u32; 2],
    pub(super) suffixes: [u32; 3],
    pub(super) shape: u32,
    pub(super) short_shape: u32,
    case: Case,
    starts_sentence: bool,
    /// Connects the words of a name: "of", "de", "bin".
    connects: bool,
    /// What lists say of the word, see [`listed`].
    pub(super) listed: u32,
}

/// A run of capitalised words with the little words between them: "Ministry of the Interior".
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    /// Behind the last.
    end: usize,
}

/// What a document shows of one word, wherever it stands.
#[derive(Clone, Copy)]
struct Elsewhere {
    word: u32,
    /// Bits of contexts and of the cases seen.
    contexts: u32,
    /// The longest run it stands in: hashes of its first and last word and of the words around it; and its length.
    run: [u32; 4],
    run_length: usize,
}

/// A word that may be part of a name.
#[derive(Clone, Copy)]
pub(crate) struct Voter {
    /// In small letters.
    pub(crate) word: u32,
    /// No other capitalised word belongs to its run.
    pub(crate) alone: bool,
}

/// A document prepared for [`DocumentFacts::emit`].
pub(crate) struct DocumentFacts {
    facts: Vec<Facts>,
    /// First token of the sentence, and the one after its last, of each token.
    sentences: Vec<(u32, u32)>,
    /// For each token the run it stands in.
    runs: Vec<Option<Run>>,
    /// Sorted by word.
    elsewhere: Vec<Elsewhere>,
}

const SEED: u32 = 0x811c_9dc5;

fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(SEED, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn mix_char(hash: u32, character: char) -> u32 {
    (hash ^ u32::from(character)).wrapping_mul(0x0100_0193)
}

/// Mixes a template with up to three values; every bit of the result depends on all of them.
pub(super) fn mix(template: u32, values: [u32; 3]) -> u32 {
    let mut hash = template.wrapping_mul(0x9e37_79b1);
    for value in values {
        hash = (hash ^ value).wrapping_mul(0x85eb_ca6b);
        hash ^= hash >> 15;
    }
    hash = hash.wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// Kinds of neighbour that say what a name is; the words are closed classes of English.
fn before_bits(word: Lexeme, written: &str) -> u32 {
    match word {
        word::THE => 4,
        word::OF => 8,
        _ if word.is(class::TAGGER_BEFORE_PLACE) => 1,
        _ if word.is(class::TAGGER_BEFORE_PERSON) => 2,
        _ if word.is(class::TAGGER_AGENT_PREPOSITION) => 16,
        _ if word.is(class::TAGGER_CONJUNCTION) || written == "," => 32,
        _ => 0,
    }
}

/// The same for what follows.
fn after_bits(word: Lexeme, written: &str) -> u32 {
    match written {
        "'s" | "’s" => 128,
        "," => 256,
        "(" => 1024,
        _ if word == word::AND => 2048,
        _ if word.is(class::TAGGER_SPEECH_AFTER) => 64,
        _ if word.is(class::TAGGER_AUXILIARY_AFTER) => 512,
        _ => 0,
    }
}

const SEEN_LOWER: u32 = 1 << 12;
const SEEN_CAPITALIZED_INSIDE: u32 = 1 << 13;
const SEEN_UPPER: u32 = 1 << 14;
const CONTEXT_BITS: u32 = 15;

/// What the word classes of this module and the lists say of a word, in one number; 0 of most words.
pub(crate) fn classes_of(word: &str) -> u64 {
    let listed = |capital| u64::from(listed(word, capital));
    let lexeme = lexicon::lexeme(word);
    let beside = u64::from(before_bits(lexeme, word) | after_bits(lexeme, word));
    let own = beside << 1 | u64::from(lexeme.is(class::TAGGER_CONNECTING));
    own << 32 | listed(true) << 16 | listed(false)
}

fn case_of(word: &str, kind: TokenKind) -> Case {
    if matches!(kind, TokenKind::Punctuation | TokenKind::QuoteMark | TokenKind::Symbol | TokenKind::Emoji) {
        return Case::Mark;
    }
    let (mut upper, mut lower, mut digit, mut first_upper, mut letters) = (0, 0, 0, false, 0);
    for character in word.chars() {
        if character.is_uppercase() {
            upper += 1;
            first_upper |= letters == 0 && digit == 0;
            letters += 1;
        } else if character.is_alphabetic() {
            lower += usize::from(character.is_lowercase());
            letters += 1;
        } else if character.is_numeric() {
            digit += 1;
        }
    }
    match (letters, upper, lower) {
        (0, ..) => {
            if digit > 0 {
                Case::Number
            } else {
                Case::Mark
            }
        }
        _ if digit > 0 && upper == 0 => Case::Number,
        (_, 0, _) => Case::Lower,
        (1, 1, 0) if word.len() == 1 => Case::Capitalized,
        (_, _, 0) => Case::Upper,
        (_, 1, _) if first_upper => Case::Capitalized,
        _ if first_upper && word.contains(['-', '\'', '’']) => Case::Capitalized,
        _ => Case::Mixed,
    }
}

impl Facts {
    /// Whether it is a word in small letters of a group of words used alike: words of grammar are mostly of none that tells anything.
    pub(super) fn is_content(&self) -> bool {
        self.case == Case::Lower && self.cluster != 0
    }
}

impl Case {
    /// Whether the word may be part of a name by its writing.
    fn is_capital(self) -> bool {
        matches!(self, Self::Capitalized | Self::Upper | Self::Mixed)
    }
}

/// X for capitals, x for small letters, d for digits, other characters as they are: with up to four of a kind in a row, and with one.
fn shapes(word: &str) -> [u32; 2] {
    let mut last = '\0';
    let mut count = 0_u32;
    let mut hashes = [SEED; 2];
    for character in word.chars() {
        let class = if character.is_uppercase() {
            'X'
        } else if character.is_alphabetic() {
            'x'
        } else if character.is_numeric() {
            'd'
        } else {
            character
        };
        count = if class == last { count + 1 } else { 0 };
        last = class;
        for (hash, most) in hashes.iter_mut().zip([4, 1]) {
            if count < most {
                *hash = mix_char(*hash, class);
            }
        }
    }
    hashes
}

/// The hashes of the first so many characters, for each number of `lengths` (rising).
fn hashes_of<const COUNT: usize>(characters: impl Iterator<Item = char>, lengths: [usize; COUNT]) -> [u32; COUNT] {
    let mut hashes = [SEED; COUNT];
    let most = lengths.last().copied().unwrap_or(0);
    let mut hash = SEED;
    for (before, character) in characters.take(most).enumerate() {
        hash = mix_char(hash, character);
        for (slot, length) in hashes.iter_mut().zip(lengths) {
            *slot = if before < length { hash } else { *slot };
        }
    }
    hashes
}

/// The hash by which clusters know a word in small letters.
pub fn word_key(lower: &str) -> u32 {
    key_of(hash_bytes(lower.bytes()))
}

/// The same from the hash of the word's bytes.
fn key_of(lower: u32) -> u32 {
    mix(1, [lower, 0, 0])
}

/// `lower` is the word in small letters.
fn facts(word: &str, lower: &str, token: &Token, starts_sentence: bool, clusters: &Clusters<'_>) -> Facts {
    let lower_hash = hash_bytes(lower.bytes());
    let (cluster, part) = clusters.of(key_of(lower_hash));
    let [shape, short_shape] = shapes(word);
    Facts {
        word: if word == lower { lower_hash } else { hash_bytes(word.bytes()) },
        lower: lower_hash,
        cluster,
        part,
        prefixes: hashes_of(lower.chars(), [3, 4]),
        suffixes: hashes_of(lower.chars().rev(), [2, 3, 4]),
        shape,
        short_shape,
        case: case_of(word, token.kind),
        starts_sentence,
        connects: token.is(class::TAGGER_CONNECTING),
        listed: 0,
    }
}

impl DocumentFacts {
    /// Reads the document once.
    pub(crate) fn new(document: &Document<'_>, clusters: &Clusters<'_>) -> Self {
        let mut this = Self {
            facts: Vec::with_capacity(document.tokens.len()),
            sentences: Vec::with_capacity(document.tokens.len()),
            runs: vec![None; document.tokens.len()],
            elsewhere: Vec::new(),
        };
        let mut contexts: Vec<(u32, u32)> = Vec::with_capacity(document.tokens.len());
        // One buffer for all words.
        let mut lowered = String::new();
        for sentence in &document.sentences {
            let (first, end) = (sentence.tokens.start, sentence.tokens.end);
            let tokens = document.tokens_of(sentence);
            // A quotation mark or a bullet before the first word does not make the second a word inside the sentence.
            let mut started = false;
            for token in tokens {
                let word = document.str(token.span);
                lowered.clear();
                if word.is_ascii() {
                    lowered.push_str(word);
                    lowered.make_ascii_lowercase();
                } else {
                    lowered.extend(word.chars().flat_map(char::to_lowercase));
                }
                let mut fact = facts(word, &lowered, token, !started, clusters);
                if matches!(fact.case, Case::Lower | Case::Capitalized | Case::Upper | Case::Mixed) {
                    fact.listed = listed(word, fact.case != Case::Lower);
                }
                started |= fact.case != Case::Mark;
                contexts.push((before_bits(token.folded, &lowered), after_bits(token.folded, &lowered)));
                this.facts.push(fact);
                this.sentences.push((first as u32, end as u32));
            }
            this.find_runs(first, end);
        }
        this.look_elsewhere(&contexts);
        this
    }

    fn case(&self, index: usize) -> Case {
        self.facts.get(index).map_or(Case::Mark, |facts| facts.case)
    }

    fn find_runs(&mut self, first: usize, end: usize) {
        let mut index = first;
        while index < end {
            if !self.case(index).is_capital() {
                index += 1;
                continue;
            }
            let start = index;
            let mut last = index;
            index += 1;
            // At most two little words in a row stay inside: "Bank of the West".
            while index < end && index - last <= 3 {
                if self.case(index).is_capital() {
                    last = index;
                } else if !self.facts.get(index).is_some_and(|facts| facts.connects) {
                    break;
                }
                index += 1;
            }
            let run = Run { first: start, end: last + 1 };
            for slot in self.runs.get_mut(start..=last).unwrap_or_default() {
                *slot = Some(run);
            }
            index = last + 1;
        }
    }

    /// Gathers what the document shows of each word that is somewhere capitalised.
    fn look_elsewhere(&mut self, contexts: &[(u32, u32)]) {
        let mut seen: Vec<Elsewhere> = Vec::new();
        for (index, facts) in self.facts.iter().enumerate() {
            let bits = match facts.case {
                Case::Lower => SEEN_LOWER,
                Case::Capitalized if !facts.starts_sentence => SEEN_CAPITALIZED_INSIDE,
                Case::Upper => SEEN_UPPER,
                Case::Capitalized | Case::Mixed => 0,
                Case::Number | Case::Mark => continue,
            };
            let mut elsewhere = Elsewhere { word: facts.lower, contexts: bits, run: [0; 4], run_length: 0 };
            if let Some(run) = self.runs.get(index).copied().flatten().filter(|_| facts.case.is_capital()) {
                let (first, end) = self.sentence(index);
                let around = |index: usize, inside: bool| {
                    self.facts.get(index).filter(|_| inside).map_or(1, |facts| facts.lower)
                };
                let before = run.first.checked_sub(1);
                if let Some(before) = before.filter(|&before| before >= first) {
                    elsewhere.contexts |= contexts.get(before).map_or(0, |bits| bits.0);
                }
                if run.end < end {
                    elsewhere.contexts |= contexts.get(run.end).map_or(0, |bits| bits.1);
                }
                elsewhere.run_length = run.end - run.first;
                elsewhere.run = [
                    around(run.first, true),
                    around(run.end - 1, true),
                    around(before.unwrap_or(0), before.is_some_and(|before| before >= first)),
                    around(run.end, run.end < end),
                ];
            }
            seen.push(elsewhere);
        }
        // Stable: of equally long runs the first counts.
        seen.sort_by_key(|elsewhere| elsewhere.word);
        for elsewhere in seen {
            match self.elsewhere.last_mut().filter(|last| last.word == elsewhere.word) {
                Some(last) => {
                    last.contexts |= elsewhere.contexts;
                    if elsewhere.run_length > last.run_length {
                        (last.run, last.run_length) = (elsewhere.run, elsewhere.run_length);
                    }
                }
                None => self.elsewhere.push(elsewhere),
            }
        }
    }

    /// What is known of one token.
    pub(super) fn fact(&self, index: usize) -> Option<&Facts> {
        self.facts.get(index)
    }

    /// The first token of a token's sentence, and the one after its last.
    pub(super) fn sentence(&self, index: usize) -> (usize, usize) {
        self.sentences.get(index).map_or((0, 0), |&(first, end)| (first as usize, end as usize))
    }

    /// The token as other places of its word see it, if it may be part of a name.
    pub(crate) fn voter(&self, index: usize) -> Option<Voter> {
        let facts = self.facts.get(index).filter(|facts| facts.case.is_capital())?;
        let run = self.runs.get(index).copied().flatten()?;
        Some(Voter { word: facts.lower, alone: run.end - run.first == 1 })
    }

    /// What lists say of a word, of those beside it, and of both ends of its run.
    fn emit_listed(&self, index: usize, (first, end): (usize, usize), hashes: &mut Vec<u32>) {
        let within = |index: Option<usize>| index.filter(|index| (first..end).contains(index));
        let fact = |index: Option<usize>| within(index).and_then(|index| self.facts.get(index));
        let Some(this) = fact(Some(index)) else { return };
        let (left, right) = (fact(index.checked_sub(1)), fact(Some(index + 1)));
        let (before, after) = (left.map_or(0, |facts| facts.listed), right.map_or(0, |facts| facts.listed));
        let own = this.listed;
        if own != 0 {
            let starts = u32::from(this.starts_sentence);
            hashes.push(mix(500, [own, this.short_shape, starts]));
            hashes.push(mix(502, [own, starts, 0]));
            hashes.push(mix(503, [own, left.map_or(1, |facts| facts.lower), 0]));
            hashes.push(mix(504, [own, right.map_or(1, |facts| facts.lower), 0]));
        }
        if before != 0 {
            hashes.push(mix(505, [before, own, this.short_shape]));
        }
        if after != 0 {
            hashes.push(mix(506, [after, own, this.short_shape]));
        }
        if let Some(run) = self.runs.get(index).copied().flatten().filter(|run| run.end - run.first > 1) {
            let of = |index: usize| self.facts.get(index).map_or(0, |facts| facts.listed);
            let (head, tail) = (of(run.first), of(run.end - 1));
            let position = (index - run.first).min(3) as u32 * 4 + (run.end - 1 - index).min(3) as u32;
            if head != 0 {
                hashes.push(mix(507, [head, position, 0]));
            }
            if tail != 0 {
                hashes.push(mix(508, [tail, position, 0]));
            }
            if head != 0 || tail != 0 {
                hashes.push(mix(509, [head, tail, position]));
            }
        }
    }

    /// Writes the features of one token over what `into` held.
    pub(crate) fn emit(&self, index: usize, into: &mut Features) {
        let hashes = &mut into.hashes;
        hashes.clear();
        let Some(this) = self.facts.get(index) else { return };
        let (first, end) = self.sentence(index);
        // Positions outside the sentence have values of their own, which say how far outside.
        let at = |offset: isize| {
            index.checked_add_signed(offset).filter(|&at| first <= at && at < end).and_then(|at| self.facts.get(at))
        };
        let lower = |offset: isize| at(offset).map_or(offset.unsigned_abs() as u32, |facts| facts.lower);
        let shape = |offset: isize| at(offset).map_or(offset.unsigned_abs() as u32, |facts| facts.short_shape);
        let mut template = 0;
        let mut add = |a: u32, b: u32, c: u32| {
            template += 1;
            hashes.push(mix(template, [a, b, c]));
        };
        let starts = u32::from(this.starts_sentence);
        add(this.lower, 0, 0);
        add(this.shape, starts, 0);
        add(lower(-1), 0, 0);
        add(lower(1), 0, 0);
        add(this.suffixes[1], 0, 0);
        add(lower(-1), this.short_shape, 0);
        add(lower(1), this.short_shape, 0);
        add(0, 0, 0);
        // Groups of words used alike; their templates begin at 300. Offsets outside the sentence lie beyond the 255 groups.
        let cluster = |offset: isize| at(offset).map_or(300 + offset.unsigned_abs() as u32, |facts| facts.cluster);
        hashes.extend([
            mix(310, [cluster(0), this.short_shape, starts]),
            mix(311, [cluster(-1), this.short_shape, 0]),
            mix(312, [cluster(1), this.short_shape, 0]),
            mix(313, [lower(-1), cluster(0), this.short_shape]),
            mix(314, [cluster(0), lower(1), this.short_shape]),
        ]);
        let part = |offset: isize| at(offset).map_or(3000 + offset.unsigned_abs() as u32, |facts| facts.part);
        hashes.push(mix(315, [part(0), this.short_shape, starts]));
        let near = |offset: isize| at(offset).is_some_and(|facts| facts.case.is_capital());
        if !this.case.is_capital() && !this.connects && this.case != Case::Number && !near(-1) && !near(1) {
            return;
        }
        // Words of no group stand for themselves.
        let class = |offset: isize| {
            at(offset).map_or(offset.unsigned_abs() as u32, |facts| {
                if facts.cluster == 0 { facts.lower } else { facts.cluster }
            })
        };
        hashes.extend([
            mix(316, [part(-1), this.short_shape, 0]),
            mix(317, [part(1), this.short_shape, 0]),
            mix(320, [class(-1), class(0), this.short_shape]),
            mix(321, [class(0), class(1), this.short_shape]),
            mix(322, [class(-2), class(-1), this.short_shape]),
            mix(323, [class(1), class(2), this.short_shape]),
            mix(324, [class(-1), this.short_shape, class(1)]),
        ]);
        let mut add = |a: u32, b: u32, c: u32| {
            template += 1;
            hashes.push(mix(template, [a, b, c]));
        };
        // From here on templates have numbers of their own, so that the short list above stays as it is.
        add(this.word, starts, 0);
        add(this.short_shape, this.suffixes[1], starts);
        add(this.suffixes[0], this.short_shape, 0);
        add(this.suffixes[2], 0, 0);
        add(this.prefixes[0], this.short_shape, 0);
        add(this.prefixes[1], 0, 0);
        add(lower(-2), 0, 0);
        add(lower(2), 0, 0);
        add(lower(-1), this.lower, 0);
        add(this.lower, lower(1), 0);
        add(lower(-2), lower(-1), this.short_shape);
        add(lower(1), lower(2), this.short_shape);
        add(shape(-1), this.short_shape, shape(1));
        add(shape(-2), shape(-1), this.short_shape);
        add(this.short_shape, shape(1), shape(2));
        let suffix = |offset: isize| at(offset).map_or(offset.unsigned_abs() as u32, |facts| facts.suffixes[1]);
        add(suffix(-1), shape(-1), this.short_shape);
        add(suffix(1), shape(1), this.short_shape);
        if let Some(run) = self.runs.get(index).copied().flatten() {
            let word = |at: usize| self.facts.get(at).map_or(0, |facts| facts.lower);
            let (from_start, to_end) = ((index - run.first).min(4) as u32, (run.end - 1 - index).min(4) as u32);
            let before = run.first.checked_sub(1).filter(|&before| before >= first).map_or(1, word);
            let after = if run.end < end { word(run.end) } else { 1 };
            let (head, tail) = (word(run.first), word(run.end - 1));
            add(from_start, to_end, 0);
            add(before, from_start, 0);
            add(after, to_end, 0);
            add(head, from_start, 0);
            add(tail, to_end, 0);
            add(head, tail, 0);
            add(before, after, from_start.min(1) * 2 + to_end.min(1));
            add(head, to_end, before);
            add(tail, from_start, after);
            let tail_suffix = self.facts.get(run.end - 1).map_or(0, |facts| facts.suffixes[1]);
            add(tail_suffix, from_start, to_end);
            let cluster = |at: usize| self.facts.get(at).map_or(0, |facts| facts.cluster);
            hashes.push(mix(300, [cluster(run.first), from_start, to_end]));
            hashes.push(mix(301, [cluster(run.end - 1), from_start, to_end]));
            let part = |at: usize| self.facts.get(at).map_or(0, |facts| facts.part);
            let position = from_start * 8 + to_end;
            hashes.extend([
                mix(302, [part(run.first), position, 0]),
                mix(303, [part(run.end - 1), position, 0]),
                mix(304, [cluster(run.first), cluster(run.end - 1), position]),
                mix(305, [before, cluster(run.end - 1), position]),
                mix(306, [after, cluster(run.end - 1), position]),
                mix(307, [before, cluster(run.first), position]),
            ]);
        }
        self.emit_listed(index, (first, end), hashes);
        template = 100;
        let mut add = |a: u32, b: u32, c: u32| {
            template += 1;
            hashes.push(mix(template, [a, b, c]));
        };
        if let Some(elsewhere) = self.find(this.lower).filter(|_| this.case.is_capital()) {
            let seen = elsewhere.contexts >> 12;
            add(seen, this.short_shape, starts);
            add(elsewhere.contexts & 0xfff, 0, 0);
            let own = self.runs.get(index).copied().flatten().map_or(0, |run| run.end - run.first);
            if elsewhere.run_length > own {
                let [head, tail, before, after] = elsewhere.run;
                let position = u32::from(head == this.lower) * 2 + u32::from(tail == this.lower);
                add(head, position, 0);
                add(tail, position, 1);
                add(before, position, 2);
                add(after, position, 3);
                add(position, elsewhere.run_length.min(4) as u32, own.min(3) as u32);
            }
            for bit in (0..CONTEXT_BITS).filter(|bit| elsewhere.contexts & (1 << bit) != 0) {
                hashes.push(mix(200, [bit, this.short_shape, 0]));
            }
        }
    }

    fn find(&self, word: u32) -> Option<&Elsewhere> {
        let index = self.elsewhere.partition_point(|elsewhere| elsewhere.word < word);
        self.elsewhere.get(index).filter(|elsewhere| elsewhere.word == word)
    }
}
