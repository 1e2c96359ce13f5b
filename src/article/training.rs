//! What the trainer of the line model needs of the core: the same lines, the same features, the same reading.

use super::{features, lines, model, page};
use crate::options::Options;
use crate::text::Span;

/// Which state may follow which (`[from][to]`), of before, body, aside, after.
pub const ALLOWED: [[bool; 4]; 4] = model::ALLOWED;
/// Which states may stand first.
pub const FIRST: [bool; 4] = model::FIRST;
/// Which states may stand last.
pub const LAST: [bool; 4] = model::LAST;
/// The version of the model file's form.
pub const VERSION: u32 = model::VERSION;

/// The lines of a text in order, each with its features.
pub fn lines(text: &str) -> Vec<(Span, Vec<u32>)> {
    let lines = lines::split(text);
    let page = page::Page::new(text, &lines);
    let features_of = |index: usize| {
        let mut features = Vec::new();
        features::each(&page, index, |feature| features.push(feature));
        features
    };
    lines.iter().enumerate().map(|(index, line)| (line.span, features_of(index))).collect()
}

/// The spans of the body of `text` as a model reads it, or nothing if `model` is none.
pub fn body(text: &str, model: &[u8]) -> Option<Vec<Span>> {
    let model = model::Model::read(model)?;
    let reading = super::read_plain(text, &Options::default(), &model);
    Some(reading.article.blocks.iter().filter(|block| block.kind.is_body()).map(crate::Block::span).collect())
}

/// The body of a page of HTML as a model reads it, blocks separated by empty lines; nothing if `model` is none.
pub fn html_body(html: &str, url: Option<&str>, model: &[u8]) -> Option<String> {
    let model = model::Model::read(model)?;
    let options = Options { url: url.map(str::to_owned), ..Options::default() };
    let Ok(reading) = super::html::read(html, &options, &model) else { return Some(String::new()) };
    let body = reading.article.blocks.iter().filter(|block| block.kind.is_body());
    Some(body.map(|block| block.span().of(&reading.text)).collect::<Vec<_>>().join("\n\n"))
}
