//! A sentence as the tone room reads it: words in lower case, names masked, each with the factor that negation, degree, condition,
//! contrast and topic give it.
//!
//! Names are not tone: the tokens of a name become one unit without a word of its own, and so does a run of capitalised words in a
//! sentence that is not set in capitals throughout. The same reading serves training, so that weights and rules agree.

use std::borrow::Cow;

use crate::lexicon::{self, Lexeme, Phrase, Weighing, class};
use crate::text::{Span, Token, TokenKind};

/// A word, a masked name or a mark.
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
const TURNED: f64 = -0.6;
/// What a word counts in a condition or a question.
const DAMPED: f64 = 0.75;
/// From this share of capitalised words a sentence is a headline, in which a capital says nothing.
const HEADLINE_SHARE: f64 = 0.6;

/// Reads one sentence. `names` are the spans that are masked, `quoted` those known to be somebody's words, both sorted.
pub(crate) fn read<'t>(text: &'t str, tokens: &[Token], names: &[Span], quoted: &[Span]) -> Vec<Unit<'t>> {
    let mut units = Vec::with_capacity(tokens.len() + 4);
    collect(text, tokens, names, quoted, &mut units);
    let mut next = 0;
    for unit in &mut units {
        while quoted.get(next).is_some_and(|quote| quote.end <= unit.span.start) {
            next += 1;
        }
        unit.attributed = quoted.get(next).is_some_and(|quote| quote.overlaps(unit.span));
    }
    weigh(&mut units);
    units
}

/// The units with their kinds; factors are still 1.
fn collect<'t>(text: &'t str, tokens: &[Token], names: &[Span], quoted: &[Span], units: &mut Vec<Unit<'t>>) {
    let headline = is_headline(text, tokens);
    let (mut first, mut in_marks, mut clause) = (true, false, 0_u16);
    let mut next_name = names.partition_point(|name| tokens.first().is_some_and(|token| name.end <= token.span.start));
    let mut next_quote = 0;
    for (at, token) in tokens.iter().enumerate() {
        let span = token.span;
        while names.get(next_name).is_some_and(|name| name.end <= span.start) {
            next_name += 1;
        }
        while quoted.get(next_quote).is_some_and(|quote| quote.end <= span.start) {
            next_quote += 1;
        }
        let in_quote = in_marks || quoted.get(next_quote).is_some_and(|quote| quote.overlaps(span));
        let written = span.of(text);
        let masked = names.get(next_name).is_some_and(|name| name.overlaps(span))
            || (!headline
                && token.kind == TokenKind::Word
                && is_capitalised(written)
                && (!first || begins_name(text, tokens, at)));
        if masked && token.kind != TokenKind::Clitic && token.kind != TokenKind::QuoteMark {
            // A possessive that the tokenizer left on the name stays outside it.
            let (name, possessive) = split_clitic(written);
            let place = Span::new(span.start, span.start + name.len());
            match units.last_mut() {
                Some(last) if last.kind == UnitKind::Name && last.quoted == in_quote => {
                    last.span = last.span.cover(place);
                }
                _ => put(units, place, Cow::Borrowed("<name>"), UnitKind::Name, clause, in_quote),
            }
            if !possessive.is_empty() {
                let rest = Span::new(place.end, span.end);
                put(units, rest, lower(possessive), UnitKind::Word, clause, in_quote);
            }
            first = false;
            continue;
        }
        match token.kind {
            TokenKind::Word | TokenKind::Clitic | TokenKind::Emoji | TokenKind::Handle => {
                let mut at = span.start;
                let hyphen = |c: char| c == '-' && token.kind != TokenKind::Emoji;
                for part in written.split(hyphen) {
                    let (stem, clitic) = split_clitic(part);
                    if !stem.is_empty() {
                        let word = lower(stem.trim_start_matches('#'));
                        if starts_clause(&word) {
                            clause = clause.saturating_add(1);
                        }
                        put(units, Span::new(at, at + stem.len()), word, UnitKind::Word, clause, in_quote);
                    }
                    if !clitic.is_empty() {
                        put(
                            units,
                            Span::new(at + stem.len(), at + part.len()),
                            lower(clitic),
                            UnitKind::Word,
                            clause,
                            in_quote,
                        );
                    }
                    at += part.len() + 1;
                }
                first = false;
            }
            TokenKind::Number => {
                put(units, span, Cow::Borrowed("<number>"), UnitKind::Mark, clause, in_quote);
                first = false;
            }
            TokenKind::QuoteMark => {
                if matches!(written, "\"" | "“" | "”" | "„" | "«" | "»" | "``" | "''") {
                    in_marks = match written {
                        "“" | "„" | "«" | "``" => true,
                        "”" | "»" | "''" => false,
                        _ => !in_marks,
                    };
                    put(units, span, Cow::Borrowed("\""), UnitKind::Mark, clause, true);
                    first = in_marks;
                } else {
                    put(units, span, Cow::Borrowed("'"), UnitKind::Mark, clause, in_quote);
                }
            }
            TokenKind::Punctuation | TokenKind::Symbol | TokenKind::Url | TokenKind::Email => {
                let mark = written.chars().next().unwrap_or(' ');
                if matches!(mark, ',' | ';' | ':' | '(' | ')' | '–' | '—' | '.' | '!' | '?') {
                    clause = clause.saturating_add(1);
                }
                let end = written.char_indices().nth(1).map_or(written.len(), |(at, _)| at);
                let word = if token.kind == TokenKind::Url { "<url>" } else { written.get(..end).unwrap_or_default() };
                put(units, span, Cow::Borrowed(word), UnitKind::Mark, clause, in_quote);
                first = matches!(mark, ':' | '.' | '!' | '?');
            }
            TokenKind::Edge => {}
        }
    }
}

fn put<'t>(units: &mut Vec<Unit<'t>>, span: Span, word: Cow<'t, str>, kind: UnitKind, clause: u16, quoted: bool) {
    units.push(plain(span, word, kind, clause, quoted));
}

fn plain(span: Span, word: Cow<'_, str>, kind: UnitKind, clause: u16, quoted: bool) -> Unit<'_> {
    let lexeme = lexicon::lexeme(&word);
    Unit {
        span,
        word,
        lexeme,
        kind,
        clause,
        quoted,
        attributed: false,
        factor: 1.0,
        turned_by: None,
        graded_by: None,
        damped: None,
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
    for ending in
        ["n't", "n’t", "N'T", "N’T", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"]
    {
        if word.len() > ending.len()
            && let Some(stem) = word.strip_suffix(ending)
        {
            return (stem, word.get(stem.len()..).unwrap_or_default());
        }
    }
    (word, "")
}

fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && !matches!(word, "I" | "I'm" | "I’m" | "I've" | "I’ve" | "I'd" | "I'll")
}

/// Whether most longer words begin with a capital, as in a headline.
fn is_headline(text: &str, tokens: &[Token]) -> bool {
    let long = tokens.iter().filter(|token| token.kind == TokenKind::Word && token.span.len() > 3);
    let (mut all, mut capitalised) = (0_u32, 0_u32);
    for token in long {
        all += 1;
        capitalised += u32::from(is_capitalised(token.span.of(text)));
    }
    let stops = tokens.iter().rev().take(2).any(|token| matches!(token.span.of(text), "." | "?" | "!"));
    !stops && f64::from(capitalised) >= HEADLINE_SHARE * f64::from(all) && all > 2
}

/// Whether the first word of a sentence, which has its capital anyway, stands before another one with a capital: "Progressive
/// Insurance", but not "In London".
fn begins_name(text: &str, tokens: &[Token], first: usize) -> bool {
    let word =
        |index: usize| tokens.get(index).filter(|token| token.kind == TokenKind::Word).map(|token| token.span.of(text));
    word(first)
        .is_some_and(|word| word.len() > 3 && !lexicon::lexeme(&word.to_lowercase()).is(class::TONE_FUNCTION_WORD))
        && word(first + 1).is_some_and(is_capitalised)
}

fn starts_clause(word: &str) -> bool {
    matches!(
        word,
        "but"
            | "and"
            | "or"
            | "because"
            | "although"
            | "though"
            | "while"
            | "that"
            | "who"
            | "which"
            | "when"
            | "if"
            | "as"
            | "after"
            | "before"
            | "since"
            | "unless"
            | "whether"
            | "however"
            | "despite"
    )
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
    // Where negators begin, and how many words they have.
    let mut negators: Vec<(usize, usize)> = Vec::new();
    let question = units.iter().rev().take(2).any(|unit| unit.word == "?");
    let mut index = 0;
    let mut negation: Option<(u32, usize)> = None;
    let mut hedged = false;
    let mut degree: Option<(u32, f64)> = None;
    let mut topic = (0_usize, 1.0);
    while index < units.len() {
        let number = u32::try_from(index).unwrap_or(u32::MAX);
        let listed = listed.get(index).copied().flatten();
        if let Some(phrase) = listed.and_then(|listed| phrase_at(units, index, listed.topics)) {
            topic = (index + phrase.words.len(), phrase.factor);
        }
        let negator = listed.and_then(|listed| phrase_at(units, index, listed.negators));
        let negator = negator.map_or(0, |phrase| phrase.words.len());
        let Some(unit) = units.get_mut(index) else { break };
        let word = unit.word.as_ref();
        if unit.kind == UnitKind::Mark && matches!(word, ";" | ":" | "." | "!" | "?" | "(" | ")" | "–" | "—")
            || matches!(word, "but" | "although" | "though" | "because" | "while")
        {
            (negation, hedged) = (None, false);
        }
        let degree_here = listed.and_then(|listed| listed.degree);
        let hedge_here = listed.is_some_and(|listed| listed.hedges);
        if unit.kind == UnitKind::Word {
            if let Some((by, factor)) = degree {
                unit.factor *= factor;
                unit.graded_by = Some(by);
            }
            if let Some((by, left)) = negation.take() {
                if negator == 0 {
                    unit.factor *= TURNED;
                    unit.turned_by = Some(by);
                }
                if left > 1 {
                    negation = Some((by, left - 1));
                }
            }
            if hedged || question {
                unit.factor *= DAMPED;
                unit.damped = Some(if hedged { Damped::Hedge } else { Damped::Question });
            }
        }
        if index < topic.0 && matches!(unit.kind, UnitKind::Word) {
            unit.factor *= topic.1;
            unit.damped = Some(Damped::Topic);
        }
        degree = degree_here.map(|factor| (number, factor));
        if negator > 0 {
            negation = Some((number, NEGATION_REACH + negator - 1));
            negators.push((index, negator));
        } else if word == "," {
            negation = negation.map(|(by, left)| (by, left.min(2)));
        }
        hedged |= hedge_here;
        index += 1;
    }
    // The other words of a negator ("failed to") are part of it: they are not turned by it.
    for (index, length) in negators {
        for unit in units.iter_mut().skip(index + 1).take(length - 1) {
            if unit.turned_by == u32::try_from(index).ok() {
                (unit.factor, unit.turned_by) = (unit.factor / TURNED, None);
            }
        }
    }
    let contrast = listed.iter().enumerate().skip(1).find_map(|(index, listed)| {
        listed.and_then(|listed| listed.contrast).map(|(before, after)| (index, before, after))
    });
    if let Some((at, before, after)) = contrast {
        for (index, unit) in units.iter_mut().enumerate() {
            unit.factor *= if index < at { before } else { after };
        }
    }
}
