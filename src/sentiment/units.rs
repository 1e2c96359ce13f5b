//! A sentence as the tone room reads it: words in lower case, names masked, each with the factor that negation, degree, condition,
//! contrast and topic give it.
//!
//! Names are not tone: the tokens of a name become one unit without a word of its own, and so does a run of capitalised words in a
//! sentence that is not set in capitals throughout. The same reading serves training, so that weights and rules agree.
//!
//! A [`Unit`] is the tone model's input and no word type of the rules, which read tokens: the spellings of units are what the trained
//! weights are looked up by, so that a change of how they are cut or spelt asks for a training.

use std::borrow::Cow;

use crate::lexicon::{self, Lexeme, Phrase, Weighing, class, phrase};
use crate::text::{Span, Token, TokenKind};

/// A word, a masked name or a mark, as the tone model reads it: one of its inputs. A part of a token, or several tokens of a name.
#[derive(Clone, Debug)]
pub struct Unit<'t> {
    /// Where it stands, in bytes.
    pub span: Span,
    /// Lower case; `<name>`, `<number>` or `<target>` for what is masked.
    pub word: Cow<'t, str>,
    /// The lists' number of the word.
    pub(crate) lexeme: Lexeme,
    /// What it is.
    pub kind: UnitKind,
    /// Number of its clause in the sentence.
    pub clause: u16,
    /// Inside quotation marks.
    pub quoted: bool,
    /// Inside a quotation that is known to be one: not only marks around a title or a word held at a distance.
    pub attributed: bool,
    /// What its weight is multiplied by; negative when the word is negated, 0 when it names a topic.
    pub factor: f64,
    /// The index of the unit that negates it.
    pub turned_by: Option<u32>,
    /// The index of the unit that makes it stronger or weaker.
    pub graded_by: Option<u32>,
    /// Why its weight was lowered: by condition or topic.
    pub damped: Option<Damped>,
}

/// Why a weight was lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damped {
    /// The clause is a condition or a possibility.
    Hedge,
    /// The word names a topic.
    Topic,
    /// The sentence is a question.
    Question,
}

/// The kinds of unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitKind {
    /// A word, or an emoji: may carry tone.
    Word,
    /// A mark or a number.
    Mark,
    /// A name, masked.
    Name,
    /// The mention whose tone is asked for.
    Target,
}

/// How many words a negator reaches.
const NEGATION_REACH: usize = 6;
/// A negated word counts the other way round and less: "not good" is weaker than "bad".
pub(super) const TURNED: f64 = -0.6;
/// How many words "without" and its like reach: the noun phrase after them.
const PHRASE_REACH: usize = 4;
/// What a word in capitals counts in a sentence that is not set in capitals: it is said with force.
const EMPHASIS: f64 = 1.25;
/// What a word in a condition or a question counts.
const DAMPED: f64 = 0.75;
/// From this share of capitalised words a sentence is a headline, in which a capital says nothing.
const HEADLINE_SHARE: f64 = 0.6;

/// Reads one sentence. `names` are the spans that are masked, `quoted` those known to be somebody's words, both sorted.
pub(crate) fn read<'t>(text: &'t str, tokens: &[Token], names: &[Span], quoted: &[Span]) -> Vec<Unit<'t>> {
    let mut collector = Collector::new(text, tokens, names, quoted);
    (0..tokens.len()).for_each(|index| collector.take(index));
    let mut units = collector.units;
    let mut quotes = Sweep { spans: quoted, next: 0 };
    for unit in &mut units {
        unit.attributed = quotes.overlap(unit.span);
    }
    weigh(&mut units);
    units
}

/// Sorted spans, asked for one stretch after the other in text order.
struct Sweep<'s> {
    spans: &'s [Span],
    next: usize,
}

impl Sweep<'_> {
    /// Whether one of them overlaps a stretch that begins no earlier than the one asked for before.
    fn overlap(&mut self, stretch: Span) -> bool {
        while self.spans.get(self.next).is_some_and(|span| span.end <= stretch.start) {
            self.next += 1;
        }
        self.spans.get(self.next).is_some_and(|span| span.overlaps(stretch))
    }
}

/// Makes units of tokens; factors are still 1.
struct Collector<'t, 's> {
    text: &'t str,
    tokens: &'s [Token],
    names: Sweep<'s>,
    quoted: Sweep<'s>,
    /// Most words have a capital, which then says nothing.
    headline: bool,
    /// The next word begins a sentence.
    first: bool,
    /// Inside quotation marks.
    in_marks: bool,
    /// The token is inside quotation marks, or in what is known to be a quotation.
    in_quote: bool,
    clause: u16,
    units: Vec<Unit<'t>>,
}

impl<'t, 's> Collector<'t, 's> {
    fn new(text: &'t str, tokens: &'s [Token], names: &'s [Span], quoted: &'s [Span]) -> Self {
        let next = names.partition_point(|name| tokens.first().is_some_and(|token| name.end <= token.span.start));
        Self {
            text,
            tokens,
            names: Sweep { spans: names, next },
            quoted: Sweep { spans: quoted, next: 0 },
            headline: is_headline(text, tokens),
            first: true,
            in_marks: false,
            in_quote: false,
            clause: 0,
            units: Vec::with_capacity(tokens.len() + 4),
        }
    }

    /// Takes the token with that index; those before it were taken.
    fn take(&mut self, index: usize) {
        let Some(token) = self.tokens.get(index) else { return };
        let named = self.names.overlap(token.span);
        self.in_quote = self.quoted.overlap(token.span) || self.in_marks;
        let maskable = !matches!(token.kind, TokenKind::Clitic | TokenKind::QuoteMark);
        if maskable && (named || self.looks_like_name(index, token)) {
            self.name(token);
            self.first = false;
            return;
        }
        match token.kind {
            TokenKind::Word | TokenKind::Clitic | TokenKind::Emoji | TokenKind::Handle => {
                self.parts_of_word(token);
                self.first = false;
            }
            TokenKind::Number => {
                self.put(token.span, Cow::Borrowed("<number>"), UnitKind::Mark);
                self.first = false;
            }
            TokenKind::QuoteMark => self.quotation_mark(token.span),
            TokenKind::Punctuation | TokenKind::Symbol | TokenKind::Url | TokenKind::Email => self.mark(token),
            TokenKind::Edge => {}
        }
    }

    /// Whether a capital shows that a word is a name that nobody has found.
    fn looks_like_name(&self, index: usize, token: &Token) -> bool {
        !self.headline
            && token.kind == TokenKind::Word
            && is_capitalised(self.text, token)
            && !is_emphatic(self.text, token)
            && (!self.first || begins_name(self.text, token, self.tokens.get(index + 1)))
    }

    /// A token of a name. A possessive that the tokenizer left on it stays outside.
    fn name(&mut self, token: &Token) {
        let (name, possessive) = split_clitic(token.span.of(self.text));
        let place = Span::new(token.span.start, token.span.start + name.len());
        match self.units.last_mut() {
            Some(last) if last.kind == UnitKind::Name && last.quoted == self.in_quote => {
                last.span = last.span.cover(place);
            }
            _ => self.put(place, Cow::Borrowed("<name>"), UnitKind::Name),
        }
        if !possessive.is_empty() {
            self.put(Span::new(place.end, token.span.end), lower(possessive), UnitKind::Word);
        }
    }

    /// The parts between the hyphens of a word, clitics apart.
    fn parts_of_word(&mut self, token: &Token) {
        let hyphen = |c: char| c == '-' && token.kind != TokenKind::Emoji;
        let mut at = token.span.start;
        for part in token.span.of(self.text).split(hyphen) {
            let (stem, clitic) = split_clitic(part);
            if !stem.is_empty() {
                let mut unit =
                    self.unit(Span::new(at, at + stem.len()), lower(stem.trim_start_matches('#')), UnitKind::Word);
                if !self.headline && is_emphatic(self.text, token) {
                    unit.factor = EMPHASIS;
                }
                if unit.lexeme.is(class::CLAUSE_START) {
                    self.clause = self.clause.saturating_add(1);
                }
                self.units.push(Unit { clause: self.clause, ..unit });
            }
            if !clitic.is_empty() {
                self.put(Span::new(at + stem.len(), at + part.len()), lower(clitic), UnitKind::Word);
            }
            at += part.len() + 1;
        }
    }

    fn quotation_mark(&mut self, span: Span) {
        let written = span.of(self.text);
        self.in_marks = match written {
            "“" | "„" | "«" | "``" => true,
            "”" | "»" | "''" => false,
            "\"" => !self.in_marks,
            _ => return self.put(span, Cow::Borrowed("'"), UnitKind::Mark),
        };
        self.in_quote = true;
        self.put(span, Cow::Borrowed("\""), UnitKind::Mark);
        self.first = self.in_marks;
    }

    fn mark(&mut self, token: &Token) {
        let written = token.span.of(self.text);
        let mark = written.chars().next().unwrap_or(' ');
        if matches!(mark, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '.' | '!' | '?') {
            self.clause = self.clause.saturating_add(1);
        }
        let end = written.char_indices().nth(1).map_or(written.len(), |(at, _)| at);
        let word = if token.kind == TokenKind::Url { "<url>" } else { written.get(..end).unwrap_or_default() };
        self.put(token.span, Cow::Borrowed(word), UnitKind::Mark);
        self.first = matches!(mark, ':' | '.' | '!' | '?');
    }

    fn put(&mut self, span: Span, word: Cow<'t, str>, kind: UnitKind) {
        let unit = self.unit(span, word, kind);
        self.units.push(unit);
    }

    fn unit(&self, span: Span, word: Cow<'t, str>, kind: UnitKind) -> Unit<'t> {
        Unit {
            span,
            lexeme: lexicon::lexeme(&word),
            word,
            kind,
            clause: self.clause,
            quoted: self.in_quote,
            attributed: false,
            factor: 1.0,
            turned_by: None,
            graded_by: None,
            damped: None,
        }
    }
}

/// Lower case with plain apostrophes; borrowed when the text has it so.
fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        Cow::Borrowed(word)
    } else if word.chars().any(|c| c.is_uppercase() || c == '’') {
        Cow::Owned(word.to_lowercase().replace('’', "'"))
    } else {
        Cow::Borrowed(word)
    }
}

/// "don't" -> ("do", "n't"), "Price's" -> ("Price", "'s"); a word without clitic comes back whole.
fn split_clitic(word: &str) -> (&str, &str) {
    // All endings have an apostrophe; hardly any word does. U+2019 ends in this byte.
    if !word.bytes().any(|byte| matches!(byte, b'\'' | 0x99)) {
        return (word, "");
    }
    let parts =
        phrase::WRITTEN_CLITIC.iter().find_map(|clitic| word.strip_suffix(clitic).filter(|stem| !stem.is_empty()));
    parts.and_then(|stem| word.split_at_checked(stem.len())).unwrap_or((word, ""))
}

/// Whether a capital begins the word, other than that of "I".
fn is_capitalised(text: &str, token: &Token) -> bool {
    token.span.of(text).starts_with(char::is_uppercase) && !token.is_written(class::CAPITAL_I)
}

/// Whether an ordinary word is set in capitals: "It was a TERRIBLE idea".
fn is_emphatic(text: &str, token: &Token) -> bool {
    let written = token.span.of(text);
    token.is(class::COMMON) && written.chars().nth(3).is_some() && written.chars().all(char::is_uppercase)
}

/// Whether most longer words begin with a capital, as in a headline.
fn is_headline(text: &str, tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 3);
    let (mut all, mut capitalised) = (0_u32, 0_u32);
    for token in long {
        all += 1;
        capitalised += u32::from(is_capitalised(text, token));
    }
    let stops = tokens.iter().rev().take(2).any(|token| matches!(token.span.of(text), "." | "?" | "!"));
    !stops && f64::from(capitalised) >= HEADLINE_SHARE * f64::from(all) && all > 2
}

/// Whether the first word of a sentence, which has its capital anyway, stands before another one with a capital: "Progressive
/// Insurance", but not "In London".
fn begins_name(text: &str, first: &Token, next: Option<&Token>) -> bool {
    let capitalised = |token: &Token| token.kind == TokenKind::Word && is_capitalised(text, token);
    first.span.len() > 3 && !first.is(class::TONE_FUNCTION_WORD) && next.is_some_and(capitalised)
}

/// The first of `phrases` that stands at `index`: all of them begin with the word there.
fn phrase_at<'l>(units: &[Unit<'_>], index: usize, phrases: &'l [Phrase]) -> Option<&'l Phrase> {
    phrases.iter().find(|phrase| {
        phrase.words.iter().enumerate().skip(1).all(|(offset, &word)| {
            units.get(index + offset).is_some_and(|unit| word == "*" || unit.word.as_ref() == word)
        })
    })
}

/// Gives each word its factor.
fn weigh(units: &mut [Unit<'_>]) {
    let listed: Vec<Option<&Weighing>> = units.iter().map(|unit| unit.lexeme.weighing()).collect();
    let question = units.iter().rev().take(2).any(|unit| unit.word == "?");
    let mut scope = Scope { question, ..Scope::default() };
    for (index, listed) in listed.iter().enumerate() {
        scope.step(units, index, *listed);
    }
    scope.spare_negators(units);
    let contrast = listed.iter().enumerate().skip(1).find_map(|(index, listed)| {
        listed.and_then(|listed| listed.contrast).map(|(before, after)| (index, before, after))
    });
    if let Some((at, before, after)) = contrast {
        for (index, unit) in units.iter_mut().enumerate() {
            unit.factor *= if index < at { before } else { after };
        }
    }
}

/// The last negator.
#[derive(Clone, Copy)]
struct Negation {
    /// Index of its unit.
    by: u32,
    /// How many words it still reaches.
    left: usize,
    /// It reaches no further than its noun phrase: "without".
    bounded: bool,
    /// With a comparison it says the opposite: "never been so happy".
    compares: bool,
}

/// What reaches from the words read so far to the next ones.
#[derive(Default)]
struct Scope {
    question: bool,
    /// The clause is a condition or a possibility.
    hedged: bool,
    negation: Option<Negation>,
    /// The word right before, when it tells a degree.
    degree: Option<(u32, f64)>,
    /// Where the last topic ends, and its factor.
    topic: (usize, f64),
    /// Where negators begin, and how many words they have.
    negators: Vec<(usize, usize)>,
}

impl Scope {
    /// Weighs a unit, and takes up what it does to the next ones.
    fn step(&mut self, units: &mut [Unit<'_>], index: usize, listed: Option<&Weighing>) {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        if let Some(phrase) = listed.and_then(|listed| phrase_at(units, index, listed.topics)) {
            self.topic = (index + phrase.words.len(), phrase.factor);
        }
        let negator = listed.and_then(|listed| phrase_at(units, index, listed.negators));
        // "Without a doubt" is no negation but a topic of its own.
        let set = index < self.topic.0 && self.topic.1 == 0.0;
        let negator = negator.filter(|_| !set).map_or(0, |phrase| phrase.words.len());
        let joins = units.get(index).is_some_and(|unit| unit.lexeme.is(class::JOINING_NEGATOR));
        let doubled = negator > 0 && !joins && self.negation.is_some_and(|negation| negation.by + 2 >= number);
        if let (Some(negation), Some(unit)) = (self.negation, units.get(index)) {
            if negation.compares && unit.lexeme.is(class::COMPARISON) {
                self.undo(units);
            } else if negation.bounded && unit.lexeme.is(class::SUBJECT_PRONOUN) {
                self.negation = None;
            }
        }
        let Some(unit) = units.get_mut(index) else { return };
        if ends_scope(unit) {
            (self.negation, self.hedged) = (None, false);
        }
        if unit.kind == UnitKind::Word {
            self.weigh(unit, negator > 0);
            if index < self.topic.0 {
                unit.factor *= self.topic.1;
                unit.damped = Some(Damped::Topic);
            }
        }
        self.degree = listed.and_then(|listed| listed.degree).map(|factor| (number, factor));
        if doubled {
            // "No lack of talent", "never fails to please".
            unit.factor = 0.0;
            self.undo(units);
        } else if negator > 0 {
            let bounded = unit.lexeme.is(class::PHRASE_NEGATOR);
            let reach = if bounded { PHRASE_REACH } else { NEGATION_REACH };
            let compares = unit.lexeme.is(class::COMPARING_NEGATOR);
            self.negation = Some(Negation { by: number, left: reach + negator - 1, bounded, compares });
            self.negators.push((index, negator));
        } else if unit.word == "," {
            self.negation = self.negation.map(|negation| Negation { left: negation.left.min(2), ..negation });
        }
        self.hedged |= listed.is_some_and(|listed| listed.hedges);
    }

    /// Takes the last negator back: it says nothing, and turns nothing any more.
    fn undo(&mut self, units: &mut [Unit<'_>]) {
        let by = self.negation.take().and_then(|negation| usize::try_from(negation.by).ok());
        if let Some(unit) = by.and_then(|by| units.get_mut(by)) {
            unit.factor = 0.0;
        }
    }

    /// Gives a word what the words before do to it; a negator is not turned by another one.
    fn weigh(&mut self, unit: &mut Unit<'_>, negates: bool) {
        if let Some((by, factor)) = self.degree {
            unit.factor *= factor;
            unit.graded_by = Some(by);
        }
        if let Some(negation) = self.negation.take() {
            if !negates {
                unit.factor *= TURNED;
                unit.turned_by = Some(negation.by);
            }
            self.negation = (negation.left > 1).then(|| Negation { left: negation.left - 1, ..negation });
        }
        if self.hedged || self.question {
            unit.factor *= DAMPED;
            unit.damped = Some(if self.hedged { Damped::Hedge } else { Damped::Question });
        }
    }

    /// The other words of a negator ("failed to") are part of it: they are not turned by it.
    fn spare_negators(&self, units: &mut [Unit<'_>]) {
        for &(index, length) in &self.negators {
            for unit in units.iter_mut().skip(index + 1).take(length - 1) {
                if unit.turned_by == u32::try_from(index).ok() {
                    (unit.factor, unit.turned_by) = (unit.factor / TURNED, None);
                }
            }
        }
    }
}

/// Whether negation and condition reach no further than this.
fn ends_scope(unit: &Unit<'_>) -> bool {
    let mark = matches!(unit.word.as_ref(), ";" | ":" | "." | "!" | "?" | "(" | ")" | "–" | "—");
    unit.kind == UnitKind::Mark && mark || unit.lexeme.is(class::SCOPE_END)
}
