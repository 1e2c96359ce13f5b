//! What is changed in a text for reading.

use crate::text::Span;

/// A stretch of a text and what is read in its place; `None` when it is passed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edit {
    pub(super) span: Span,
    pub(super) put: Option<char>,
}
