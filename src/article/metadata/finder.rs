//! What the search for metadata looks at: the lines of a page with what the line model says of each.

use std::cell::OnceCell;

use crate::analysis::{BlockKind, Text};
use crate::article::lines::Line;
use crate::article::model::{Model, State};
use crate::article::names;
use crate::article::page::{Page, Shape};
use crate::options::Options;
use crate::rules::Rules;
use crate::text::Span;

/// What the search looks at.
pub(in crate::article) struct Finder<'p> {
    pub(super) rules: &'p Rules,
    pub(super) model: &'p Model,
    pub(super) text: &'p str,
    pub(super) lines: &'p [Line],
    pub(super) page: &'p Page,
    pub(super) states: &'p [State],
    pub(super) options: &'p Options,
    pub(super) headline: Option<usize>,
    /// The first line of the body.
    pub(super) first: usize,
    /// The line after the last of the body.
    pub(super) end: usize,
    pub(super) roles: Vec<Option<BlockKind>>,
    /// Of each line that was asked for: whether it reads as a byline, and then whether it says so itself.
    bylines: Vec<OnceCell<Option<bool>>>,
}

/// What the search for metadata is given.
pub(in crate::article) struct Given<'p> {
    pub(in crate::article) rules: &'p Rules,
    pub(in crate::article) model: &'p Model,
    pub(in crate::article) text: &'p str,
    pub(in crate::article) lines: &'p [Line],
    pub(in crate::article) page: &'p Page,
    pub(in crate::article) states: &'p [State],
    pub(in crate::article) options: &'p Options,
    /// What the markup says that lines are; empty where there is none.
    pub(in crate::article) marked: &'p [Option<BlockKind>],
    /// The line that the markup says is the headline.
    pub(in crate::article) headline: Option<usize>,
}

impl<'p> Finder<'p> {
    pub(in crate::article) fn new(given: &Given<'p>) -> Self {
        let &Given { rules, model, text, lines, page, states, options, marked, headline } = given;
        let first = states.iter().position(|state| *state == State::Body).unwrap_or(lines.len());
        let end = states.iter().rposition(|state| *state == State::Body).map_or(0, |last| last + 1);
        let mut roles = marked.to_vec();
        roles.resize(lines.len(), None);
        let bylines = vec![OnceCell::new(); lines.len()];
        Self { rules, model, text, lines, page, states, options, headline, first, end, roles, bylines }
    }
}

impl Finder<'_> {
    pub(super) fn shape(&self, index: usize) -> Option<&Shape> {
        self.page.shapes.get(index)
    }

    pub(super) fn span(&self, index: usize) -> Span {
        self.lines.get(index).map_or_else(Span::default, |line| line.span)
    }

    pub(super) fn line(&self, index: usize) -> &str {
        self.span(index).of(self.text)
    }

    /// Whether a line reads as a byline, and then whether it says so itself ("By ..."). The search for the headline asks the same of
    /// each line many times.
    pub(super) fn signs(&self, index: usize) -> Option<bool> {
        *self.bylines.get(index)?.get_or_init(|| names::parse(self.rules, self.line(index)).map(|byline| byline.told))
    }

    pub(super) fn is_body(&self, index: usize) -> bool {
        self.states.get(index) == Some(&State::Body)
    }

    pub(super) fn mark(&mut self, index: usize, role: BlockKind) {
        if let Some(slot) = self.roles.get_mut(index)
            && slot.is_none()
        {
            *slot = Some(role);
        }
    }

    /// A part of the text as metadata.
    pub(super) fn part(&self, span: Span) -> Text {
        Text { value: span.of(self.text).split_whitespace().collect::<Vec<_>>().join(" "), span: Some(span) }
    }

    /// The lines around the headline and the first paragraph, where byline and date stand.
    pub(super) fn head(&self, title: Option<usize>) -> std::ops::Range<usize> {
        let from = title.map_or(self.first.saturating_sub(30), |title| title.min(self.first).saturating_sub(10));
        from..(self.first.max(title.unwrap_or(0)) + 8).min(self.lines.len())
    }

    /// A coarse form of a line: none, a word or three, a headline's length, prose, and those of a list's or a menu's kinds.
    pub(super) fn form(&self, index: Option<usize>) -> u32 {
        match index.and_then(|index| self.shape(index)) {
            None => 0,
            Some(shape) if shape.is_prose() => 1,
            Some(shape) if !shape.kinds.is_empty() => 2,
            Some(shape) if shape.date => 3,
            Some(shape) if shape.words <= 3 => 4,
            Some(shape) if shape.words <= 7 => 5,
            Some(shape) if shape.words <= 18 => 6,
            Some(_) => 7,
        }
    }
}
