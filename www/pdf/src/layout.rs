//! Text in reading order from glyphs that stand somewhere on pages: words, lines, columns, paragraphs.

mod blocks;
mod furniture;
mod hyphens;
mod lines;
mod page;
mod paragraphs;

use page::body_size;
pub(crate) use page::{Glyph, Page};

/// The words of the pages as paragraphs with an empty line between them. `title` is what the file says of itself, and is put first when
/// nothing on the first page looks like a headline.
pub(crate) fn text(pages: &[Page], title: Option<&str>) -> String {
    let mut rows: Vec<_> = pages.iter().map(|page| lines::rows(&page.glyphs)).collect();
    furniture::remove(&mut rows, pages);
    let mut all = Vec::new();
    for rows in rows {
        blocks::in_order(rows, &mut all);
    }
    let headline = all.iter().take(12).any(|line| line.size > 1.15 * body_size(&all));
    let paragraphs = paragraphs::of(&all);
    let mut text = paragraphs.join("\n\n");
    if let Some(title) = title.filter(|title| !headline && !contains(&text, title)) {
        text = format!("{title}\n\n{text}");
    }
    text
}

/// Whether the words of `part` stand in `text`, however they are spaced and capitalised.
fn contains(text: &str, part: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(text).contains(&plain(part))
}

#[cfg(test)]
mod tests;
