//! What the room hands on.

use super::original::Original;
use crate::analysis::{Article, Warning};

/// An input with its article found, before anything of the article is analyzed.
pub(crate) struct ArticleDraft {
    /// The plain text that was read; all spans of the draft refer to it.
    pub(crate) text: String,
    /// The text that the spans of the result refer to, where it is another one.
    pub(crate) original: Option<Original>,
    /// Metadata and blocks; offsets are bytes of `text`.
    pub(crate) article: Article,
    /// Whether the text is surely not English.
    pub(crate) foreign: bool,
    /// What to tell the reader.
    pub(crate) warnings: Vec<Warning>,
}
