//! The tables that a spreadsheet can get.

/// A table of [`Format::Csv`](crate::Format::Csv).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Table {
    /// Who says what: a row for each quote, in text order.
    #[default]
    Quotes,
    /// Who and what is in the article: a row for each entity, most salient first.
    Entities,
    /// Where each entity is mentioned: a row for each mention with the words around it, entity by entity.
    Mentions,
    /// The body sentence by sentence, with its tone.
    Sentences,
}

impl Table {
    /// Every table.
    pub const ALL: [Self; 4] = [Self::Quotes, Self::Entities, Self::Mentions, Self::Sentences];

    /// The name that the command and the JavaScript package use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quotes => "quotes",
            Self::Entities => "entities",
            Self::Mentions => "mentions",
            Self::Sentences => "sentences",
        }
    }

    /// The table of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.as_str() == name)
    }
}
