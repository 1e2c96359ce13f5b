//! A page as the line model sees it: the shape of every line and of the whole.

use std::ops::Range;

use super::kinds::Kinds;
use super::lines::{self, Line};
use super::listed::{Known, WORDS};
use super::word_map::{WordMap, WordSet};
use super::{asides, date};
use crate::fingerprint::Fingerprint;
use crate::hashing;
use crate::lexicon::phrase;
use crate::text::Span;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// As a sentence does.
    Sentence,
    Question,
    Colon,
    Comma,
    /// Cut short: "...".
    Ellipsis,
    Other,
}

/// How a line starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    Capital,
    Small,
    Digit,
    Quote,
    Item,
    Sign,
}

/// Counts over one line.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    pub(super) chars: usize,
    pub(super) words: usize,
    pub(super) capitals: usize,
    pub(super) uppers: usize,
    pub(super) numbers: usize,
    pub(super) function_words: usize,
    pub(super) commas: usize,
    pub(super) signs: usize,
    pub(super) sentences: usize,
    pub(super) start: Start,
    pub(super) end: End,
    pub(super) kinds: Kinds,
    pub(super) date: bool,
    pub(super) clock: bool,
    pub(super) link: bool,
    pub(super) quote: bool,
    /// How many cells a row of a table has; 0 for a line that is none.
    pub(super) tabs: usize,
    /// Whether a sum of money stands in it as prices are written.
    pub(super) price: bool,
    /// Whether it is a line of a mail's head: "From: ...", "---------- Forwarded message".
    pub(super) mail: bool,
    /// Words of each of [`VOICES`].
    pub(super) voices: [usize; VOICES],
    /// Where its words stand in [`Page::words`].
    pub(super) first_word: usize,
    /// Of all its words; equal lines have equal hashes.
    pub(super) hash: u32,
    /// Lines with the same words on the page.
    pub(super) copies: u32,
    pub(super) after_gap: bool,
    pub(super) before_gap: bool,
}

impl Shape {
    /// Whether the line reads like a sentence or several.
    pub(super) fn is_prose(&self) -> bool {
        (self.words >= 10 && matches!(self.end, End::Sentence | End::Question))
            || (self.words >= 25 && self.function_words * 5 >= self.words)
    }
}

/// A stretch of lines, `first..end`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first: usize,
    pub(super) end: usize,
}

/// How many voices `models/lists/article-voices.txt` tells apart: "I", "you" and a reporter's.
pub(super) const VOICES: usize = 3;

/// Groups of lines that are counted over the page: each line is in those whose kinds it has.
pub(super) const GROUPS: [Kinds; 6] = [
    Kinds::COMMENTS,
    Kinds::RELATED,
    Kinds::AUTHOR.with(Kinds::LEGAL),
    Kinds::NEWSLETTER.with(Kinds::SUBSCRIPTION),
    Kinds::SHARING.with(Kinds::MENU).with(Kinds::PLAYER),
    Kinds::TIME,
];

/// The lines of a page with what is known about each and about the whole.
pub(super) struct Page {
    pub(super) shapes: Vec<Shape>,
    /// Hashes of all words, line after line.
    pub(super) words: Vec<u32>,
    /// The densest stretches of prose, from strict to lenient.
    pub(super) cores: [Stretch; 3],
    /// The line that is most likely the headline.
    pub(super) title: Option<usize>,
    /// Of each line, the share of its content words that the core's prose uses elsewhere, in eighths; 9 for a line without content words.
    pub(super) overlap: Vec<u8>,
    /// Content words of the headline that stand in each line.
    pub(super) title_overlap: Vec<u8>,
    /// Lines of prose, and lines that speak of asides, before each line and after the last; one more entry than lines.
    counts: Vec<(usize, usize)>,
    /// Prose before each line.
    pub(super) prose_before: Vec<u32>,
    /// Short lines of each of [`GROUPS`] before each line, and after the last; one more entry than lines.
    pub(super) marks: Vec<[usize; GROUPS.len()]>,
    /// The length of a line of prose in the core, in characters.
    pub(super) prose_length: usize,
}

/// Adds every listed word with what is known of it to a fingerprint.
pub(super) fn add_words(fingerprint: &mut Fingerprint) {
    let mut words: Vec<_> = WORDS.iter().collect();
    words.sort_unstable_by_key(|(word, _)| *word);
    for (word, known) in words {
        let voice = known.voice.map_or(0, |voice| voice as u64 + 1);
        fingerprint.numbers([u64::from(word), u64::from(known.is_function), voice].into_iter());
    }
}

/// The content words of a line, and how much the core uses them.
struct Use {
    words: usize,
    weight: f64,
}

/// How much a short line speaks against a stretch of prose, in characters: strict, middling, lenient.
const SHORT_LINE_COSTS: [i64; 3] = [120, 50, 15];

impl Page {
    pub(super) fn new(text: &str, lines: &[Line]) -> Self {
        Self::with_headline(text, lines, None)
    }

    /// A page whose headline is known, by its line: the article is looked for below it.
    pub(super) fn with_headline(text: &str, lines: &[Line], headline: Option<usize>) -> Self {
        let mut page_words = Vec::new();
        let mut content = Vec::new();
        let mut shapes: Vec<Shape> = Vec::with_capacity(lines.len());
        for (index, line) in lines.iter().enumerate() {
            let before_gap = lines.get(index + 1).is_none_or(|next| next.after_gap);
            shapes.push(shape(line.span.of(text), line.after_gap, before_gap, &mut page_words, &mut content));
        }
        let mut copies: WordMap<u32> = WordMap::default();
        shapes.iter().filter(|shape| shape.words > 0).for_each(|shape| *copies.entry(shape.hash).or_default() += 1);
        shapes.iter_mut().for_each(|shape| shape.copies = copies.get(&shape.hash).copied().unwrap_or(1));

        let cores = SHORT_LINE_COSTS.map(|cost| densest(&shapes, cost, headline.unwrap_or(0)));
        let mut page = Self {
            shapes,
            words: page_words,
            cores,
            title: None,
            overlap: Vec::new(),
            title_overlap: Vec::new(),
            counts: vec![(0, 0)],
            prose_before: Vec::new(),
            marks: vec![[0; GROUPS.len()]],
            prose_length: 0,
        };
        page.compare_words(&content, headline);
        let mut prose = 0;
        let mut spoken = 0;
        for shape in &page.shapes {
            page.prose_before.push(u32::try_from(prose).unwrap_or(u32::MAX));
            prose += usize::from(shape.is_prose());
            spoken += usize::from(!shape.kinds.is_empty());
            page.counts.push((prose, spoken));
        }
        let mut marks = [0; GROUPS.len()];
        for shape in &page.shapes {
            for (count, group) in marks.iter_mut().zip(GROUPS) {
                let dated = group == Kinds::TIME && (shape.date || shape.clock);
                *count += usize::from(shape.words <= 12 && (shape.kinds.has(group) || dated));
            }
            page.marks.push(marks);
        }
        let [_, core, _] = page.cores;
        let prose = page.shapes.iter().take(core.end).skip(core.first).filter(|shape| shape.is_prose());
        let (lines, chars) = prose.fold((0, 0), |(lines, chars), shape| (lines + 1, chars + shape.chars));
        page.prose_length = chars / lines.max(1);
        page
    }

    /// The lines of a mail's head above the article; none where only one line looks like it.
    pub(super) fn mail_head(&self) -> Vec<usize> {
        let head = self.shapes.iter().enumerate().take(16).filter(|(_, shape)| shape.mail);
        let head: Vec<usize> = head.map(|(index, _)| index).collect();
        if head.len() >= 2 { head } else { Vec::new() }
    }

    /// How many of the lines in `range` are prose, and how many speak of asides.
    pub(super) fn lines_in(&self, range: Range<usize>) -> (usize, usize) {
        let before = |at: usize| self.counts.get(at.min(self.shapes.len())).copied().unwrap_or_default();
        let (first, end) = (before(range.start), before(range.end));
        (end.0 - first.0, end.1 - first.1)
    }

    /// The words of the line that `span` is, as hashes; `None` when it is no whole line.
    pub(super) fn words_in(&self, lines: &[Line], span: Span) -> Option<&[u32]> {
        let index = lines.binary_search_by_key(&span, |line| line.span).ok()?;
        Some(self.words_of(index, &self.words))
    }

    pub(super) fn words_of<'a, T>(&self, index: usize, of: &'a [T]) -> &'a [T] {
        self.shapes
            .get(index)
            .and_then(|shape| of.get(shape.first_word..shape.first_word + shape.words))
            .unwrap_or_default()
    }

    /// Finds the headline and how far the words of each line are those of the article. `content` flags the words that carry content.
    fn compare_words(&mut self, content: &[bool], headline: Option<usize>) {
        let vocabulary = self.vocabulary(content);
        let mut best = 0.0;
        for index in 0..self.shapes.len() {
            let (overlap, weight) = self.compare_line(index, content, &vocabulary);
            self.overlap.push(overlap);
            if vocabulary.is_empty() {
                continue;
            }
            if let Some(score) = self.headline_score(index, &weight)
                && score > best
            {
                best = score;
                self.title = Some(index);
            }
        }
        self.title = headline.or(self.title);
        let title: WordSet =
            self.title.map(|index| self.content_of(index, content).map(|(word, _)| word).collect()).unwrap_or_default();
        for index in 0..self.shapes.len() {
            let shared = self.content_of(index, content).filter(|(word, _)| title.contains(word)).count();
            self.title_overlap.push(u8::try_from(shared.min(9)).unwrap_or(9));
        }
    }

    /// The content words of the core's prose, with their counts.
    fn vocabulary(&self, content: &[bool]) -> WordMap<u32> {
        let [_, core, _] = self.cores;
        let mut vocabulary: WordMap<u32> = WordMap::default();
        for index in core.first..core.end {
            if self.shapes.get(index).is_some_and(Shape::is_prose) {
                for (word, _) in self.content_of(index, content) {
                    *vocabulary.entry(word).or_default() += 1;
                }
            }
        }
        vocabulary
    }

    /// How many eighths of a line's content words the core uses elsewhere (9 for a line without any), and how much it uses them.
    fn compare_line(&self, index: usize, content: &[bool], vocabulary: &WordMap<u32>) -> (u8, Use) {
        let [_, core, _] = self.cores;
        let prose = self.shapes.get(index).is_some_and(Shape::is_prose);
        let own = u32::from(prose && (core.first..core.end).contains(&index));
        let (mut shared, mut line) = (0_usize, Use { words: 0, weight: 0.0 });
        for (word, _) in self.content_of(index, content) {
            line.words += 1;
            let uses = vocabulary.get(&word).copied().unwrap_or(0);
            shared += usize::from(uses > own);
            // Words used over and over name the topic; the third use adds little.
            line.weight += f64::from(uses.min(3));
        }
        let eighths = (shared * 8).checked_div(line.words);
        (eighths.map_or(9, |eighths| u8::try_from(eighths).unwrap_or(8)), line)
    }

    /// How much speaks for a line being the headline; `None` when it cannot be.
    fn headline_score(&self, index: usize, line: &Use) -> Option<f64> {
        let [_, core, _] = self.cores;
        let shape = self.shapes.get(index)?;
        let headline_like = (3..=30).contains(&shape.words)
            && shape.chars <= 220
            && index < core.end
            && index <= core.first + 6
            && !shape.date
            && (shape.kinds.is_empty() || shape.words >= 7);
        if !headline_like {
            return None;
        }
        let distance = core.first.saturating_sub(index).min(400);
        #[expect(clippy::cast_precision_loss, reason = "small counts")]
        let score = line.weight / (line.words.max(3) as f64).sqrt() * (1.0 - distance as f64 / 800.0);
        let factors = [
            if matches!(shape.end, End::Sentence) && shape.words > 6 { 0.6 } else { 1.0 },
            if shape.copies > 1 { 1.2 } else { 1.0 },
            if index >= core.first { 0.5 } else { 1.0 },
        ];
        Some(factors.iter().fold(score, |score, factor| score * factor))
    }

    fn content_of<'a>(&'a self, index: usize, content: &'a [bool]) -> impl Iterator<Item = (u32, bool)> + 'a {
        let flags = self.words_of(index, content);
        self.words_of(index, &self.words).iter().copied().zip(flags.iter().copied()).filter(|(_, flag)| *flag)
    }
}

fn is_mail_head(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(field, rest)| phrase::MAIL_FIELD.contains(&field) && rest.starts_with(char::is_whitespace))
        || line.starts_with("---") && phrase::FORWARDED_INSIDE.iter().any(|mark| line.contains(mark))
        || phrase::FORWARDED_LINE.contains(&line)
}

/// What is counted over the words of a line.
#[derive(Default)]
struct WordCounts {
    capitals: usize,
    uppers: usize,
    numbers: usize,
    function_words: usize,
    voices: [usize; VOICES],
    hash: u32,
}

impl WordCounts {
    /// Counts over a line, whose words and whether they carry content are added to those of the page.
    fn of(line: &str, page_words: &mut Vec<u32>, content: &mut Vec<bool>) -> Self {
        let mut counts = Self { hash: 1, ..Self::default() };
        hashing::each(line, |word| {
            let Known { is_function, voice } = WORDS.get(word.hash).unwrap_or_default();
            if let Some(count) = voice.and_then(|voice| counts.voices.get_mut(voice)) {
                *count += 1;
            }
            counts.capitals += usize::from(word.capital);
            counts.uppers += usize::from(word.upper && word.chars > 1);
            counts.numbers += usize::from(word.digit);
            counts.function_words += usize::from(is_function);
            counts.hash = hashing::mix(counts.hash, word.hash);
            page_words.push(word.hash);
            content.push(!is_function && !word.digit && word.chars >= 3);
        });
        counts
    }
}

/// What is counted over the characters of a line.
#[derive(Default)]
struct CharacterCounts {
    chars: usize,
    commas: usize,
    signs: usize,
    sentences: usize,
    quote: bool,
    tabs: usize,
    price: bool,
}

impl CharacterCounts {
    /// Counts over a line.
    fn of(line: &str) -> Self {
        let mut counts = Self::default();
        let mut previous = ' ';
        for c in line.chars() {
            counts.chars += 1;
            let before = std::mem::replace(&mut previous, c);
            // Nearly all characters are these, and nothing is counted for them.
            if c.is_ascii_alphabetic() || c == ' ' && before.is_ascii_alphanumeric() {
                continue;
            }
            match c {
                ',' | ';' => counts.commas += 1,
                '|' | '»' | '«' | '›' | '·' | '•' | '/' | '>' | '<' | '#' | '@' | '©' | '_' | '→' | '←' | '+' | '='
                | '*' => counts.signs += 1,
                '"' | '“' | '”' => counts.quote = true,
                '\t' => counts.tabs += 1,
                c if c.is_ascii_digit() => counts.price |= matches!(before, '$' | '£' | '€' | '₹'),
                c if c.is_whitespace() => {
                    counts.sentences += usize::from(matches!(before, '.' | '!' | '?' | '”' | '"'));
                }
                _ => {}
            }
        }
        counts
    }
}

impl End {
    /// How a line ends.
    fn of(line: &str) -> Self {
        match line.chars().next_back().unwrap_or(' ') {
            '?' => Self::Question,
            ':' => Self::Colon,
            ',' | ';' => Self::Comma,
            _ if line.ends_with("...") || line.ends_with('…') => Self::Ellipsis,
            _ if lines::ends_sentence(line) => Self::Sentence,
            _ => Self::Other,
        }
    }
}

impl Start {
    /// How a line starts.
    fn of(line: &str) -> Self {
        match line.chars().next() {
            _ if lines::item_marker(line) > 0 => Self::Item,
            Some('"' | '“' | '”' | '‘' | '\'' | '’' | '«' | '„') => Self::Quote,
            Some(c) if c.is_numeric() => Self::Digit,
            Some(c) if c.is_lowercase() => Self::Small,
            Some(c) if c.is_alphabetic() => Self::Capital,
            _ => Self::Sign,
        }
    }
}

/// Whether an address of the web or of mail stands in a line.
fn has_link(line: &str) -> bool {
    let dotted = line.bytes().fold(false, |seen, byte| seen | (byte == b'.'));
    line.contains("http") || dotted && (line.contains("www.") || line.contains('@') && line.contains(".com"))
}

fn shape(line: &str, after_gap: bool, before_gap: bool, page_words: &mut Vec<u32>, content: &mut Vec<bool>) -> Shape {
    let first_word = page_words.len();
    let WordCounts { capitals, uppers, numbers, function_words, voices, hash } =
        WordCounts::of(line, page_words, content);
    let CharacterCounts { chars, commas, signs, sentences, quote, tabs, price } = CharacterCounts::of(line);
    let words = page_words.len() - first_word;
    let (date, clock) = if chars <= 200 && numbers > 0 { date::seen(line) } else { (false, false) };
    Shape {
        chars,
        words,
        capitals,
        uppers,
        numbers,
        function_words,
        commas,
        signs,
        sentences,
        start: Start::of(line),
        end: End::of(line),
        kinds: asides::of(page_words.get(first_word..).unwrap_or_default()),
        date,
        clock,
        link: has_link(line),
        quote,
        tabs,
        price,
        mail: words <= 40 && is_mail_head(line),
        voices,
        first_word,
        hash,
        copies: 1,
        after_gap,
        before_gap,
    }
}

/// The stretch of lines from `from` on with the most prose, when every other line costs `cost` characters (Kadane's maximum
/// subarray).
fn densest(shapes: &[Shape], cost: i64, from: usize) -> Stretch {
    let mut best = (0, Stretch::default());
    let (mut sum, mut first) = (0_i64, 0);
    for (index, shape) in shapes.iter().enumerate().skip(from) {
        if sum <= 0 {
            sum = 0;
            first = index;
        }
        sum += if shape.is_prose() && shape.kinds.is_empty() {
            i64::try_from(shape.chars.min(500)).unwrap_or(500)
        } else if shape.is_prose() {
            0
        } else {
            -cost
        };
        if sum > best.0 {
            best = (sum, Stretch { first, end: index + 1 });
        }
    }
    best.1
}
