//! From what was pasted to the article: body, title, byline, date, and what was set aside and why.

use crate::analysis::{Article, Block, BlockKind, Language, Warning};
use crate::error::Error;
use crate::options::Options;

/// What was pasted, read.
pub(crate) struct Reading {
    /// The plain text that all spans refer to.
    pub(crate) text: String,
    /// Metadata and blocks; offsets are bytes of `text`.
    pub(crate) article: Article,
    /// What to tell the reader.
    pub(crate) warnings: Vec<Warning>,
}

/// Reads an input that is neither empty nor too large.
///
/// # Errors
/// `empty_input` when HTML holds no text.
pub(crate) fn read(input: &str, _options: &Options) -> Result<Reading, Error> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in input.split('\n') {
        let trimmed = crate::Span::new(start, start + line.len()).trim(input);
        if !trimmed.is_empty() {
            blocks.push(Block { start: trimmed.start, end: trimmed.end, kind: BlockKind::Paragraph, reason: None });
        }
        start += line.len() + 1;
    }
    let article =
        Article { blocks, language: Language { code: "en".to_owned(), confidence: 0.5 }, ..Article::default() };
    Ok(Reading { text: input.to_owned(), article, warnings: Vec::new() })
}
