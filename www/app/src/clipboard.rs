//! What a paste is: a new article or a piece of one, plain or formatted.

use std::rc::Rc;

use web_sys::{DataTransfer, HtmlTextAreaElement};

use crate::engine::Draft;
use crate::segments::count_words;

/// From how many words on a paste is an article of its own and not a piece of the one that is there.
const ARTICLE_WORDS: usize = 80;
/// The same in characters, for languages that put no spaces between words.
const ARTICLE_CHARACTERS: usize = 600;

/// What a clipboard holds, as a draft; `None` when there are no words in it.
pub(crate) fn draft_in(data: &DataTransfer) -> Option<Draft> {
    let text = data.get_data("text/plain").ok().filter(|text| !text.trim().is_empty())?;
    Some(Draft { text: text.into(), html: formatted(data), blocks: Rc::default(), address: None })
}

/// Whether a text is long enough to be an article of its own.
pub(crate) fn is_article(text: &str) -> bool {
    count_words(text) >= ARTICLE_WORDS || text.chars().nth(ARTICLE_CHARACTERS - 1).is_some()
}

/// Whether a paste into the text box replaces everything in it.
pub(crate) fn replaces_all(text_box: &HtmlTextAreaElement) -> bool {
    let length = text_box.text_length();
    let start = text_box.selection_start().ok().flatten().unwrap_or(length);
    let end = text_box.selection_end().ok().flatten().unwrap_or(0);
    length == 0 || (start == 0 && end >= length)
}

/// The formatted flavour of the clipboard, if there is more to it than a wrapper around plain text.
pub(crate) fn formatted(data: &DataTransfer) -> Option<Rc<str>> {
    let html = data.get_data("text/html").ok()?;
    tells_structure(&html).then(|| html.into())
}

/// Whether markup says at least twice what kind of block something is.
fn tells_structure(html: &str) -> bool {
    const BLOCKS: [&str; 14] = [
        "<p",
        "<h1",
        "<h2",
        "<h3",
        "<h4",
        "<li",
        "<article",
        "<section",
        "<header",
        "<nav",
        "<blockquote",
        "<figure",
        "<time",
        "<aside",
    ];
    let html = html.to_ascii_lowercase();
    let opens = |tag: &str| {
        html.match_indices(tag)
            .filter(|(at, _)| {
                let next = html.as_bytes().get(at + tag.len());
                next.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>' || *byte == b'/')
            })
            .take(2)
            .count()
    };
    BLOCKS.iter().map(|tag| opens(tag)).sum::<usize>() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrapper_around_plain_text_is_not_formatting() {
        assert!(!tells_structure("<meta charset='utf-8'><span>One line.</span>"));
        assert!(!tells_structure("<html><body><pre>code</pre><path d=''><param></body></html>"));
        assert!(!tells_structure("<p>One paragraph.</p>"));
        assert!(tells_structure("<h1>Title</h1><P class=x>Words.</P>"));
        assert!(tells_structure("<p>One.</p>\n<p>Two.</p>"));
    }

    #[test]
    fn a_paragraph_is_a_piece_and_a_page_is_an_article() {
        assert!(!is_article(&"word ".repeat(79)));
        assert!(is_article(&"word ".repeat(80)));
        assert!(is_article(&"\u{8a18}".repeat(600)), "a language without spaces");
    }
}
