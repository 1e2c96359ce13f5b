//! What the trainer of the line model needs of the core: the same lines, the same features, the same way to the body.

use super::{asides, features, html, lines, model, page, plain};
use crate::container::Damage;
use crate::fingerprint::{Fingerprint, PROBE};
use crate::options::Options;
use crate::rules::Rules;
use crate::text::Span;

/// Which state may follow which (`[from][to]`), of before, body, aside, after.
pub const ALLOWED: [[bool; 4]; 4] = model::ALLOWED;
/// Which states may stand first.
pub const FIRST: [bool; 4] = model::FIRST;
/// Which states may stand last.
pub const LAST: [bool; 4] = model::LAST;
pub use model::FORMAT;

/// The lines of a text in order, each with its features.
pub fn lines(text: &str) -> Vec<(Span, Vec<u32>)> {
    let lines = lines::split(text, &lines::Cuts::default());
    let page = page::Page::new(text, &lines);
    let features_of = |index: usize| {
        let mut features = Vec::new();
        features::each(&page, index, |feature| features.push(feature));
        features
    };
    lines.iter().enumerate().map(|(index, line)| (line.span, features_of(index))).collect()
}

/// The fingerprint of the features: of each line of a page of our own, and what lists say of each of their words and phrases.
pub fn fingerprint() -> u64 {
    let mut fingerprint = Fingerprint::new();
    for (_, features) in lines(PROBE) {
        fingerprint.numbers(features.into_iter());
    }
    asides::add_phrases(&mut fingerprint);
    page::add_words(&mut fingerprint);
    fingerprint.finish()
}

/// The spans of the body of `text` as a model reads it.
///
/// # Errors
/// What is wrong with the bytes of the model.
pub fn body(text: &str, model: &[u8]) -> Result<Vec<Span>, Damage> {
    let model = model::Model::from_bytes(model)?;
    let draft = plain::read_text(text, &Options::default(), &model, &Rules::ALL);
    Ok(draft.article.blocks.iter().filter(|block| block.kind.is_body()).map(crate::Block::span).collect())
}

/// The body of a page of HTML as a model reads it, blocks separated by empty lines.
///
/// # Errors
/// What is wrong with the bytes of the model.
pub fn html_body(html: &str, url: Option<&str>, model: &[u8]) -> Result<String, Damage> {
    let model = model::Model::from_bytes(model)?;
    let options = Options { url: url.map(str::to_owned), ..Options::default() };
    let Ok(draft) = html::read_html(html, &options, &model, &Rules::ALL) else { return Ok(String::new()) };
    let body = draft.article.blocks.iter().filter(|block| block.kind.is_body());
    Ok(body.map(|block| block.span().of(&draft.text)).collect::<Vec<_>>().join("\n\n"))
}
