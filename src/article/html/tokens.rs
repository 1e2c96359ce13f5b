//! HTML into a stream of tags and text: one pass, no tree, nothing that nesting or unclosed tags could blow up.
//!
//! Follows the tokenizer of the HTML standard where it matters for reading: comments, raw text elements, quoted and unquoted
//! attributes, character references. What is wrong in a page is passed over, never an error.

use crate::article::references::decode;

/// A piece of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'h> {
    /// A start tag.
    Open(Tag<'h>),
    /// An end tag's name, in lower case.
    Close(String),
    /// Text between tags, references not yet resolved.
    Text(&'h str),
    /// What stands inside a raw text element such as `script`, with the element's tag.
    Raw(Tag<'h>, &'h str),
}

/// A start tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'h> {
    /// In lower case.
    pub(super) name: String,
    attributes: &'h str,
}

impl Tag<'_> {
    /// The value of an attribute, references resolved; `None` when it is not there.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len()).max(1);
            let end = (end..=rest.len()).find(|at| rest.is_char_boundary(*at))?;
            let found = rest.get(..end)?;
            rest = rest.get(end..)?.trim_start();
            let value = match rest.strip_prefix('=') {
                None => "",
                Some(after) => {
                    let after = after.trim_start();
                    match after.chars().next() {
                        Some(quote @ ('"' | '\'')) => {
                            let inside = after.get(1..)?;
                            let close = inside.find(quote).unwrap_or(inside.len());
                            rest = inside.get((close + 1).min(inside.len())..)?;
                            inside.get(..close)?
                        }
                        _ => {
                            let close = after.find(char::is_whitespace).unwrap_or(after.len());
                            rest = after.get(close..)?;
                            after.get(..close)?
                        }
                    }
                }
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(decode(value));
            }
        }
    }
}

/// Elements whose content is not markup.
const RAW: [&str; 9] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// The tokens of a page.
pub(super) struct Tokens<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Tokens<'h> {
    pub(super) fn new(html: &'h str) -> Self {
        Self { html, at: 0 }
    }

    /// The end of the tag that opens at `start`, quoted attributes passed over.
    fn tag_end(&self, start: usize) -> Option<usize> {
        let mut quote = None;
        let mut after_equals = false;
        for (at, byte) in self.html.as_bytes().iter().enumerate().skip(start) {
            match (quote, byte) {
                (Some(open), byte) if byte == open => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') if after_equals => quote = Some(byte),
                (None, b'>') => return Some(at),
                _ => {}
            }
            if !byte.is_ascii_whitespace() {
                after_equals = *byte == b'=';
            }
            // A quote that is never closed would swallow the page.
            if quote.is_some() && at - start > 200_000 {
                return self.html.get(start..)?.find('>').map(|end| start + end);
            }
        }
        self.html.get(start..)?.find('>').map(|end| start + end)
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        loop {
            let rest = self.html.get(self.at..).filter(|rest| !rest.is_empty())?;
            let Some(after) = rest.strip_prefix('<') else {
                let length = rest.find('<').unwrap_or(rest.len());
                self.at += length;
                return rest.get(..length).map(Token::Text);
            };
            if let Some(comment) = after.strip_prefix("!--") {
                self.at = comment.find("-->").map_or(self.html.len(), |end| self.at + 4 + end + 3);
                continue;
            }
            let first = after.chars().next();
            if matches!(first, Some('!' | '?')) {
                self.at = after.find('>').map_or(self.html.len(), |end| self.at + 1 + end + 1);
                continue;
            }
            let closing = first == Some('/');
            let named = if closing { after.get(1..).unwrap_or("") } else { after };
            if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
                if closing {
                    self.at = after.find('>').map_or(self.html.len(), |end| self.at + 1 + end + 1);
                    continue;
                }
                // A lone "<" is text.
                let length = 1 + after.find('<').unwrap_or(after.len());
                self.at += length;
                return rest.get(..length).map(Token::Text);
            }
            let length = named.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(named.len());
            let name = named.get(..length.min(64)).unwrap_or("?").to_ascii_lowercase();
            let name_end = self.at + 1 + usize::from(closing) + length;
            let Some(end) = self.tag_end(name_end) else {
                self.at = self.html.len();
                return None;
            };
            self.at = end + 1;
            if closing {
                return Some(Token::Close(name));
            }
            let attributes = self.html.get(name_end..end).unwrap_or("");
            let tag = Tag { name, attributes };
            if RAW.contains(&tag.name.as_str()) && !(tag.name == "iframe" && attributes.ends_with('/')) {
                let inside = self.html.get(self.at..).unwrap_or("");
                let close = find_close(inside, &tag.name);
                let content = inside.get(..close.unwrap_or(inside.len())).unwrap_or("");
                self.at += content.len();
                if close.is_some() {
                    self.at = self
                        .html
                        .get(self.at..)
                        .and_then(|rest| rest.find('>'))
                        .map_or(self.html.len(), |end| self.at + end + 1);
                }
                return Some(Token::Raw(tag, content));
            }
            return Some(Token::Open(tag));
        }
    }
}

/// Where `</name` stands, in any case.
fn find_close(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("</") {
        let at = from + found;
        let after = text.get(at + 2..at + 2 + name.len());
        if after.is_some_and(|after| after.eq_ignore_ascii_case(name)) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_attributes() {
        let html = "<p class='a b' data-x=1 hidden>1 < 2<!-- <p> --></P><script>if (a<b) '</p>'</script>x";
        let tokens: Vec<Token<'_>> = Tokens::new(html).collect();
        assert_eq!(tokens.len(), 6, "{tokens:?}");
        let Token::Open(tag) = &tokens[0] else { panic!("{tokens:?}") };
        assert_eq!(tag.attribute("class").as_deref(), Some("a b"));
        assert_eq!(tag.attribute("data-x").as_deref(), Some("1"));
        assert_eq!(tag.attribute("hidden").as_deref(), Some(""));
        assert_eq!(tag.attribute("id"), None);
        assert!(matches!(&tokens[4], Token::Raw(tag, "if (a<b) '</p>'") if tag.name == "script"));
    }

    #[test]
    fn broken_markup_ends() {
        for html in ["<", "<a", "<a href=\"", "</", "<!--", "<script>", "<p <p <p", "&#xffffffffff;", "<é>"] {
            let _: Vec<Token<'_>> = Tokens::new(html).collect();
            decode(html);
        }
    }
}
