//! Interviews and hearings set as turns: "Q: ..." and "A: ...", "BENNING: ...". Nobody puts marks around such words, yet all of a turn
//! is what its speaker says.
//!
//! An interview may name whoever asks by the paper, "Gazette: Why stone?", and leave the labels out as it goes on: then a line that
//! asks is the paper's, and the paragraphs after it are the answer.

use std::collections::BTreeMap;

use super::attribution::{Attribution, people};
use super::words::Reading;
use crate::analysis::{BlockKind, Entity};
use crate::lexicon::{self, class};
use crate::rules::quotes as rule;
use crate::text::Span;

/// How sure a turn is.
const CONFIDENCE: f64 = 0.85;
/// A label is no longer than this, in bytes.
const LONGEST: usize = 40;
/// A turn has no more paragraphs than this.
const LONGEST_TURN: usize = 6;
/// A question is no longer than this, in bytes.
const LONGEST_QUESTION: usize = 400;
/// So many turns make a transcript.
const LEAST_TURNS: usize = 3;

/// Who speaks in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    /// "Q:"
    Question,
    /// "A:"
    Answer,
    /// The name of a person.
    Name(Span),
}

/// A block that begins with a label, and where its words begin.
struct Turn {
    block: usize,
    label: Label,
    start: usize,
}

/// The turns of a transcript as attributions; none where the text is no transcript.
pub(super) fn turns(reading: &Reading<'_, '_>, entities: &[Entity]) -> Vec<Attribution> {
    let people = people(entities);
    let blocks = reading.document.blocks;
    let turns: Vec<Turn> = (0..blocks.len()).filter_map(|block| turn(reading, &people, block)).collect();
    let asked = reading.document.rules.find(rule::INTERVIEW, || interview(reading, &people));
    let (turns, guest) = match asked {
        Some((guest, turns)) => (turns, Some(guest)),
        None if reading.when(rule::TRANSCRIPT, || is_transcript(reading, &turns)) => {
            let first = turns.first().and_then(|first| blocks.get(first.block));
            let guest = first.and_then(|first| interviewee(reading, &people, first.start));
            (turns, guest)
        }
        None => return Vec::new(),
    };
    let mut found = Vec::new();
    for (index, turn) in turns.iter().enumerate() {
        let speaker = match turn.label {
            Label::Question => None,
            Label::Answer => guest,
            Label::Name(name) => Some(name),
        };
        let Some(speaker) = speaker else { continue };
        let parts = paragraphs(reading, turn, turns.get(index + 1));
        if !parts.is_empty() {
            found.push(Attribution {
                parts,
                cue: None,
                speaker: Some(reading.word_from(speaker.start)..reading.word_from(speaker.end)),
                addressee: None,
                confidence: CONFIDENCE,
                rule: rule::TRANSCRIPT,
            });
        }
    }
    found
}

/// The guest and the turns of an interview whose first question and answer have their labels, the paper's and the guest's. Every later line
/// that asks is a question, and what comes directly after it an answer, with labels or without.
fn interview(reading: &Reading<'_, '_>, people: &[Span]) -> Option<(Span, Vec<Turn>)> {
    let blocks = reading.document.blocks;
    let labelled = |block: usize| turn(reading, people, block);
    let opens = |&block: &usize| {
        asker(reading, block).is_some_and(|_| asks(reading, block))
            && labelled(block).is_none()
            && labelled(block + 1).is_some_and(|next| matches!(next.label, Label::Name(_)))
    };
    let first = (0..blocks.len()).find(opens)?;
    let guest = match labelled(first + 1)?.label {
        Label::Name(guest) => guest,
        _ => return None,
    };
    let mut turns = Vec::new();
    let mut answered = true;
    for block in first..blocks.len() {
        let own = blocks.get(block)?;
        if asks(reading, block)
            && matches!(own.kind, BlockKind::Title | BlockKind::Heading | BlockKind::Paragraph)
            && answered
        {
            turns.push(Turn { block, label: Label::Question, start: own.start });
            answered = false;
        } else if own.kind != BlockKind::Paragraph {
            // What is set aside, or a heading that asks nothing, ends the interview where it stands in place of an answer.
            if !answered {
                break;
            }
        } else if !answered || labelled(block).is_some() {
            turns.push(labelled(block).unwrap_or(Turn { block, label: Label::Answer, start: own.start }));
            answered = true;
        }
    }
    Some((guest, turns))
}

/// Whether a block ends with its question and is no longer than one.
fn asks(reading: &Reading<'_, '_>, block: usize) -> bool {
    let line = reading.document.blocks.get(block).map_or("", |block| block.span().of(reading.document.text));
    line.trim_end().ends_with('?') && line.len() <= LONGEST_QUESTION
}

/// The label of whoever asks, which is no person's name: "Gazette" of "Gazette: Why stone?"
fn asker<'t>(reading: &Reading<'_, 't>, block: usize) -> Option<&'t str> {
    let line = reading.document.blocks.get(block)?.span().of(reading.document.text);
    let (label, rest) = line.split_once(':')?;
    let named = label.len() <= LONGEST && label.split(' ').all(|word| word.starts_with(char::is_uppercase));
    (named && rest.starts_with(char::is_whitespace)).then_some(label)
}

/// Whether turns are those of a dialogue between names, or of an interview with "Q:" and "A:".
fn is_transcript(reading: &Reading<'_, '_>, turns: &[Turn]) -> bool {
    let answers = turns.iter().filter(|turn| turn.label == Label::Answer).count();
    let asked = turns.iter().any(|turn| turn.label == Label::Question);
    let mut named: BTreeMap<&str, usize> = BTreeMap::new();
    for name in turns.iter().filter_map(|turn| name(reading, turn)) {
        *named.entry(name).or_default() += 1;
    }
    let dialogue = turns.len() >= LEAST_TURNS && named.len() >= 2 && named.values().any(|&count| count >= 2);
    let interview = asked && answers >= 2;
    // A label here and there is none: most of the paragraphs between the first turn and the last one have one.
    let reach = turns.first().zip(turns.last()).map_or(0, |(first, last)| last.block + 1 - first.block);
    (dialogue || interview) && turns.len() * 3 >= reach
}

/// What is said in a turn: its own paragraph, and those without a label up to the next turn. After the last turn nobody can tell.
fn paragraphs(reading: &Reading<'_, '_>, turn: &Turn, next: Option<&Turn>) -> Vec<Span> {
    let next = next.map_or(turn.block + 1, |next| next.block);
    let end = if next - turn.block <= LONGEST_TURN { next } else { turn.block + 1 };
    let blocks = reading.document.blocks.iter().enumerate().take(end).skip(turn.block);
    let parts = blocks.filter(|(_, block)| block.kind == BlockKind::Paragraph).map(|(at, block)| {
        let start = if at == turn.block { turn.start } else { block.start };
        Span::new(start, block.end).trim(reading.document.text)
    });
    parts.filter(|part| !part.is_empty()).collect()
}

fn name<'t>(reading: &Reading<'_, 't>, turn: &Turn) -> Option<&'t str> {
    match turn.label {
        Label::Name(span) => Some(span.of(reading.document.text)),
        _ => None,
    }
}

/// The turn that a paragraph is.
fn turn(reading: &Reading<'_, '_>, people: &[Span], block: usize) -> Option<Turn> {
    let text = reading.document.text;
    let own = reading.document.blocks.get(block).filter(|block| block.kind == BlockKind::Paragraph)?;
    let line = own.span().of(text);
    let colon = line.find(':').filter(|&colon| colon <= LONGEST)?;
    let after = line.get(colon + 1..)?;
    // "Clinton: 547" is a count, and what heads the text is its title.
    if !after.starts_with(char::is_whitespace) || !after.contains(char::is_lowercase) || block == 0 {
        return None;
    }
    let span = Span::new(own.start, own.start + colon);
    let label = match line.get(..colon)? {
        "Q" => Label::Question,
        "A" => Label::Answer,
        _ => {
            let at = people.partition_point(|name| name.end <= span.start);
            let name = people.get(at).filter(|name| span.contains(**name) && name.end == span.end)?;
            Label::Name(*name)
        }
    };
    Some(Turn { block, label, start: span.end + 1 })
}

/// Whom the head of an interview names first, but not as the one who asks: "spoke to Paul Benning", "By Paul Benning".
fn interviewee(reading: &Reading<'_, '_>, people: &[Span], first: usize) -> Option<Span> {
    let text = reading.document.text;
    let asks = |name: &&Span| {
        let before = text.get(..name.start).unwrap_or_default().trim_end();
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        lexicon::lexeme(word).is(class::INTERVIEWER_PREPOSITION)
    };
    let byline = |name: &&Span| {
        let at = reading.document.blocks.partition_point(|block| block.end <= name.start);
        reading.document.blocks.get(at).is_some_and(|block| block.kind == BlockKind::Byline)
    };
    people.iter().take_while(|name| name.start < first).find(|name| !asks(name) && !byline(name)).copied()
}
