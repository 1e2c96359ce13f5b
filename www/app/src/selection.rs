//! What the reader points at, the tab that shows it, and the way to the next one.

use crate::language::key;

/// What is pointed at; indexes into the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Selection {
    /// An entity, at one of its mentions.
    Entity(usize, usize),
    /// A quote.
    Quote(usize),
    /// A tone word.
    Tone(usize),
    /// A sentence.
    Sentence(usize),
    /// A block of the article.
    Block(usize),
}

impl Selection {
    /// The tab that has a row for it.
    pub(crate) fn tab(self) -> Option<Tab> {
        match self {
            Self::Entity(..) => Some(Tab::Entities),
            Self::Quote(_) => Some(Tab::Quotes),
            Self::Tone(_) => Some(Tab::Sentiment),
            Self::Sentence(_) | Self::Block(_) => None,
        }
    }
}

/// The tabs of the panel, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tab {
    /// The article at a glance.
    #[default]
    Overview,
    /// Who and what is in it.
    Entities,
    /// Who says what.
    Quotes,
    /// In which tone.
    Sentiment,
}

impl Tab {
    /// All of them, in order.
    pub(crate) const ALL: [Self; 4] = [Self::Overview, Self::Entities, Self::Quotes, Self::Sentiment];

    /// Its name on the page, in English.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Overview => key("Overview"),
            Self::Entities => key("Entities"),
            Self::Quotes => key("Quotes"),
            Self::Sentiment => key("Sentiment"),
        }
    }
}

/// Which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the next.
    Forward,
    /// To the one before.
    Back,
}

impl Step {
    /// The place beside `place` of `count`, round and round.
    pub(crate) fn of(self, place: usize, count: usize) -> usize {
        match self {
            Self::Forward => (place + 1) % count.max(1),
            Self::Back => (place + count.max(1) - 1) % count.max(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_round() {
        assert_eq!([Step::Forward.of(0, 3), Step::Forward.of(2, 3), Step::Back.of(0, 3)], [1, 0, 2]);
        assert_eq!([Step::Forward.of(0, 0), Step::Back.of(0, 0)], [0, 0]);
    }
}
