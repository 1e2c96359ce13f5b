//! Lines and their states into blocks: what kind each is, and why it was set aside.

use super::kinds::Kinds;
use super::lines::{self, Line};
use super::model::State;
use super::page::{End, Page, Start};
use super::reasons::Reason;
use crate::analysis::{Block, BlockKind};

/// Makes the blocks of a text. `roles` holds what the metadata found lines to be.
pub(super) fn make(
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
            (None, State::Body) => body_kind(text, lines, page, states, index),
            (None, _) => BlockKind::Boilerplate,
        };
        let reason =
            (kind == BlockKind::Boilerplate).then(|| reason(line.span.of(text), page, index, state, &mut context));
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

fn body_kind(text: &str, all: &[Line], page: &Page, states: &[State], index: usize) -> BlockKind {
    let (Some(line), Some(shape)) = (all.get(index), page.shapes.get(index)) else { return BlockKind::Paragraph };
    let own = line.span.of(text);
    if own.starts_with("> ") {
        return BlockKind::Blockquote;
    }
    if lines::item_marker(own) > 0 {
        return BlockKind::ListItem;
    }
    let next_is_body = states.get(index + 1) == Some(&State::Body);
    let heading = shape.chars <= 90
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
            .is_some_and(|next| next.chars > shape.chars && (next.words >= 8 || !matches!(next.end, End::Other)));
    if heading { BlockKind::Heading } else { BlockKind::Paragraph }
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
fn reason(line: &str, page: &Page, index: usize, state: State, context: &mut Option<(Reason, usize)>) -> Reason {
    let Some(shape) = page.shapes.get(index) else { return Reason::NotPartOfTheArticle };
    if shape.words <= 40 && line.contains('©') {
        return Reason::LegalNotice;
    }
    let own = if shape.words <= 40 || shape.kinds.has(Kinds::LEGAL.with(Kinds::COOKIES).with(Kinds::AUTHOR)) {
        shape.kinds.reason()
    } else {
        None
    };
    if let Some(own) = own {
        // What heads a section speaks for the lines below it.
        if shape.words <= 12
            && shape.kinds.has(Kinds::COMMENTS.with(Kinds::RELATED).with(Kinds::NEWSLETTER).with(Kinds::COOKIES))
        {
            *context = Some((own, index));
        }
        return own;
    }
    if let Some((announced, since)) = *context
        && index - since <= if announced == Reason::Comments { 400 } else { 12 }
    {
        return announced;
    }
    let short = shape.words <= 6;
    if shape.mail {
        return Reason::MailHeader;
    }
    if shape.date && shape.words <= 8 {
        return Reason::PageDetail;
    }
    match state {
        State::Before if short => Reason::Menu,
        State::Before => Reason::BeforeTheArticle,
        State::After if short => Reason::Menu,
        State::After if shape.is_prose() => Reason::TextAfterTheEndOfTheArticle,
        State::After => Reason::RelatedLinks,
        _ if short && shape.clock => {
            let played = |at: Option<usize>| {
                at.and_then(|at| page.shapes.get(at)).is_some_and(|shape| shape.kinds.has(Kinds::PLAYER))
            };
            if played(index.checked_sub(1)) || played(Some(index + 1)) {
                Reason::MediaPlayer
            } else {
                Reason::PageDetail
            }
        }
        _ if shape.words == 0 => Reason::MediaPlayer,
        _ => Reason::InsertedIntoTheArticle,
    }
}
