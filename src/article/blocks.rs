//! Lines and their states into blocks: what kind each is, and why it was set aside.

use super::kinds::Kinds;
use super::lines::{self, Line};
use super::model::State;
use super::page::{End, Page, Shape, Start};
use super::reasons::Reason;
use crate::analysis::{Block, BlockKind};
use crate::rules::{Rules, article as rule};

/// Makes the blocks of a text. `roles` holds what the metadata found lines to be.
pub(super) fn make(
    rules: &Rules,
    text: &str,
    lines: &[Line],
    page: &Page,
    states: &[State],
    roles: &[Option<BlockKind>],
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::with_capacity(lines.len());
    let mut context: Option<(Reason, usize)> = None;
    let mut previous_line = usize::MAX;
    for (index, line) in lines.iter().enumerate() {
        let role = roles.get(index).copied().flatten();
        let state = states.get(index).copied().unwrap_or(State::Body);
        let kind = match (role, state) {
            (Some(role), _) => role,
            (None, State::Body) => body_kind(rules, text, lines, page, states, index),
            (None, _) => BlockKind::Boilerplate,
        };
        let own = line.span.of(text);
        let reason = (kind == BlockKind::Boilerplate).then(|| reason(rules, own, page, index, state, &mut context));
        if kind != BlockKind::Boilerplate {
            context = None;
        }
        // A menu is one thing to fold away, not a hundred.
        if let (Some(last), Some(reason)) = (blocks.last_mut(), reason) {
            let both_short = last.reason.as_deref() == Some(reason.text())
                && !line.after_gap
                && page.shapes.get(index).is_some_and(|shape| shape.chars <= 80)
                && page.shapes.get(previous_line).is_some_and(|shape| shape.chars <= 80);
            if both_short {
                last.end = line.span.end;
                previous_line = index;
                continue;
            }
        }
        previous_line = index;
        blocks.push(Block {
            start: line.span.start,
            end: line.span.end,
            kind,
            reason: reason.map(|reason| reason.text().to_owned()),
        });
    }
    blocks
}

fn body_kind(rules: &Rules, text: &str, all: &[Line], page: &Page, states: &[State], index: usize) -> BlockKind {
    let (Some(line), Some(shape)) = (all.get(index), page.shapes.get(index)) else { return BlockKind::Paragraph };
    let own = line.span.of(text);
    if own.starts_with("> ") {
        return BlockKind::Blockquote;
    }
    if lines::item_marker(own) > 0 {
        return BlockKind::ListItem;
    }
    let next_is_body = states.get(index + 1) == Some(&State::Body);
    let heading = || {
        shape.chars <= 90
            && shape.tabs == 0
            && shape.words <= 14
            && matches!(shape.end, End::Other | End::Question)
            && !matches!(shape.start, Start::Small | Start::Sign)
            && !is_turn(own)
            && !(shape.quote && own.starts_with(['"', '“', '”', '‘']))
            && next_is_body
            && page
                .shapes
                .get(index + 1)
                .is_some_and(|next| next.chars > shape.chars && (next.words >= 8 || !matches!(next.end, End::Other)))
    };
    if rules.when(rule::INNER_HEADING, heading) { BlockKind::Heading } else { BlockKind::Paragraph }
}

/// "Q: And your father?", "BENNING: And your father?": a turn of an interview.
pub(super) fn is_turn(line: &str) -> bool {
    line.split_once(": ").is_some_and(|(label, _)| {
        label.len() <= 40
            && (matches!(label, "Q" | "A")
                || label.chars().filter(|c| c.is_alphabetic()).count() >= 3
                    && label.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’')))
    })
}

/// Why a line was set aside: what it says itself, what the lines above announced, or else where it stands.
fn reason(
    rules: &Rules,
    line: &str,
    page: &Page,
    index: usize,
    state: State,
    context: &mut Option<(Reason, usize)>,
) -> Reason {
    let Some(shape) = page.shapes.get(index) else { return Reason::NotPartOfTheArticle };
    if shape.words <= 40 && line.contains('©') {
        return Reason::LegalNotice;
    }
    if let Some(own) = own_reason(shape) {
        if heads_section(shape) {
            *context = Some((own, index));
        }
        return own;
    }
    let announced = rules.find(rule::ANNOUNCED_SECTION, || announced(*context, index));
    announced.unwrap_or_else(|| reason_by_place(page, index, shape, state))
}

/// What a line says of itself; a long one only of what is said at length.
fn own_reason(shape: &Shape) -> Option<Reason> {
    let at_length = Kinds::LEGAL.with(Kinds::COOKIES).with(Kinds::AUTHOR);
    (shape.words <= 40 || shape.kinds.has(at_length)).then(|| shape.kinds.reason()).flatten()
}

/// Whether a line heads a section, for whose lines it speaks.
fn heads_section(shape: &Shape) -> bool {
    let sections = Kinds::COMMENTS.with(Kinds::RELATED).with(Kinds::NEWSLETTER).with(Kinds::COOKIES);
    shape.words <= 12 && shape.kinds.has(sections)
}

/// What the head of a section announced for its lines, up to its end.
fn announced(context: Option<(Reason, usize)>, index: usize) -> Option<Reason> {
    let (reason, since) = context?;
    let most = if reason == Reason::Comments { 400 } else { 12 };
    (index - since <= most).then_some(reason)
}

/// What a line is by where it stands.
fn reason_by_place(page: &Page, index: usize, shape: &Shape, state: State) -> Reason {
    if shape.mail {
        return Reason::MailHeader;
    }
    if shape.date && shape.words <= 8 {
        return Reason::PageDetail;
    }
    let short = shape.words <= 6;
    match state {
        State::Before | State::After if short => Reason::Menu,
        State::Before => Reason::BeforeTheArticle,
        State::After if shape.is_prose() => Reason::TextAfterTheEndOfTheArticle,
        State::After => Reason::RelatedLinks,
        _ if short && shape.clock => {
            let plays = |line: Option<&Shape>| line.is_some_and(|line| line.kinds.has(Kinds::PLAYER));
            let above = index.checked_sub(1).and_then(|above| page.shapes.get(above));
            if plays(above) || plays(page.shapes.get(index + 1)) { Reason::MediaPlayer } else { Reason::PageDetail }
        }
        _ if shape.words == 0 => Reason::MediaPlayer,
        _ => Reason::InsertedIntoTheArticle,
    }
}
