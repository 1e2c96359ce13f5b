//! All that is mentioned, in the order of the text.

use super::descriptions::{self, Description};
use super::pronouns::{self, Pronoun};
use super::referents::ReferentId;
use crate::analysis::Quote;
use crate::text::{Document, Span};

/// One event of the walk through the text.
#[derive(Clone, Copy, Debug)]
pub(super) enum Event {
    /// A name of an entity.
    Name { referent: ReferentId, span: Span },
    /// A pronoun.
    Pronoun { pronoun: Pronoun, span: Span },
    /// "the minister"
    Description { description: Description, span: Span },
    /// The speaker mention of a quote that is neither name nor pronoun.
    Speaker { quote: usize, span: Span },
}

/// A name of an entity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) referent: ReferentId,
    pub(super) span: Span,
}

impl Event {
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Name { span, .. }
            | Self::Pronoun { span, .. }
            | Self::Description { span, .. }
            | Self::Speaker { span, .. } => *span,
        }
    }

    fn name(&self) -> Option<Name> {
        match *self {
            Self::Name { referent, span } => Some(Name { referent, span }),
            _ => None,
        }
    }
}

/// The events of a text in the order in which they end.
#[derive(Debug)]
pub(super) struct Events(Vec<Event>);

impl Events {
    /// The names, and with them what else is mentioned.
    pub(super) fn new(document: &Document<'_>, names: Vec<Event>, quotes: &[Quote]) -> Self {
        let mut events = names;
        events.extend(quotes.iter().enumerate().filter_map(|(quote, said)| {
            let speaker = said.speaker.as_ref()?;
            Some(Event::Speaker { quote, span: Span::new(speaker.start, speaker.end) })
        }));
        events.extend(pronouns::find(document).map(|(pronoun, span)| Event::Pronoun { pronoun, span }));
        events.extend(descriptions::find(document).map(|(description, span)| Event::Description { description, span }));
        // What starts first comes first; the speaker mention after the name inside it.
        events.sort_by_key(|event| (event.span().end, matches!(event, Event::Speaker { .. }), event.span().start));
        Self(events)
    }

    pub(super) fn get(&self, index: usize) -> Option<Event> {
        self.0.get(index).copied()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many end at a byte or before it.
    fn count_before(&self, position: usize) -> usize {
        self.0.partition_point(|event| event.span().end <= position)
    }

    /// The names among the `most` events that end next after a byte.
    pub(super) fn next_names(&self, position: usize, most: usize) -> impl Iterator<Item = Name> {
        self.0.iter().skip(self.count_before(position)).take(most).filter_map(Event::name)
    }

    /// The names among the last `most` events that end at a byte or before it, latest first.
    pub(super) fn last_names(&self, position: usize, most: usize) -> impl Iterator<Item = Name> {
        self.0.iter().take(self.count_before(position)).rev().take(most).filter_map(Event::name)
    }

    /// The names that end in a stretch of text.
    pub(super) fn names_that_end_in(&self, stretch: Span) -> impl Iterator<Item = Name> {
        let after = self.0.iter().skip(self.count_before(stretch.start));
        after.take_while(move |event| event.span().end <= stretch.end).filter_map(Event::name)
    }

    /// The names that lie in a stretch of text.
    pub(super) fn names_in(&self, stretch: Span) -> impl Iterator<Item = Name> {
        self.names_that_end_in(stretch).filter(move |name| name.span.start >= stretch.start)
    }

    /// The names among the `most` events before one, as far back as events start at `start` or after it; latest first.
    pub(super) fn names_before(&self, event: usize, start: usize, most: usize) -> impl Iterator<Item = Name> {
        let before = self.0.iter().take(event).rev().take_while(move |event| event.span().start >= start);
        before.take(most).filter_map(Event::name)
    }
}
