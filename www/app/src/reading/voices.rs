//! Who speaks, and how much.

use newsglass_analysis::Analysis;

use crate::language::{fill, grouped, t};

/// A speaker and what they say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Voice {
    /// Full name or, without one, the words of the article; `None` if there is no speaker at all.
    pub(crate) name: Option<String>,
    /// Index into the entities.
    pub(crate) entity: Option<usize>,
    /// Whether the article keeps the name back.
    pub(crate) anonymous: bool,
    /// Which of the article's unnamed sources it is, from 1, if there are several.
    pub(crate) source: Option<u32>,
    /// Indexes into the quotes, in text order.
    pub(crate) quotes: Vec<usize>,
    /// Words quoted, directly or not.
    pub(crate) words: usize,
}

impl Voice {
    /// The name to show.
    pub(crate) fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or_else(|| t("Speaker not found"))
    }

    /// What it is called besides: one of the article's unnamed sources, and which.
    pub(crate) fn flag(&self) -> String {
        match self.source {
            Some(number) => fill("unnamed source {0}", &[&grouped(number as usize)]),
            None => t("unnamed source").to_owned(),
        }
    }
}

/// The speakers of an analysis, in its order.
pub(super) fn voices(analysis: &Analysis) -> Vec<Voice> {
    let entity =
        |voice: &newsglass_analysis::Voice| analysis.entities.iter().position(|entity| Some(entity.id) == voice.entity);
    let several = analysis.voices.iter().filter(|voice| voice.source.is_some()).count() > 1;
    let voice = |voice: &newsglass_analysis::Voice| Voice {
        name: voice.name.clone(),
        entity: voice.entity.and_then(|_| entity(voice)),
        anonymous: voice.anonymous,
        source: voice.source.filter(|_| several),
        quotes: voice.quotes.clone(),
        words: voice.words,
    };
    analysis.voices.iter().map(voice).collect()
}
