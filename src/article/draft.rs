//! What the room hands on.

use crate::analysis::{Article, Warning};

/// An input with its article found, before anything of the article is analyzed.
pub(crate) struct ArticleDraft {
    /// The plain text that all spans refer to.
    pub(crate) text: String,
    /// Metadata and blocks; offsets are bytes of `text`.
    pub(crate) article: Article,
    /// Whether the text is surely not English.
    pub(crate) foreign: bool,
    /// What to tell the reader.
    pub(crate) warnings: Vec<Warning>,
}
