//! From what was pasted to the article: body, title, byline, date, and what was set aside and why.
//!
//! ```text
//! paste -> lines (wrapped ones joined) -> a page of line shapes -> the line model's states -> blocks -> metadata
//! ```
//! Whether a line belongs to the article is decided by a trained model over the lines of the page ([`model`]); what kind of line it is,
//! and why it was set aside, by rules that can be read ([`corrections`], [`blocks`], [`metadata`]; rows of `src/rules/article.rs`) and word lists
//! in `models/lists/`. Damaged text is read as if it were whole ([`mending`]), but never repaired: every span of the result is one over what
//! was pasted.

use crate::error::Error;
use crate::options::{Input, Options, web_address};
use crate::rules::Rules;
use draft::ArticleDraft;

mod asides;
mod blocks;
mod choices;
mod corrections;
mod credits;
mod date;
mod draft;
mod features;
mod furniture;
mod html;
mod kinds;
mod language;
mod lines;
mod listed;
mod live;
mod mending;
mod metadata;
mod model;
mod names;
mod original;
mod page;
mod plain;
mod reasons;
mod references;
mod series;
pub mod training;
mod warnings;
mod word_map;

pub(crate) use lines::every_line;
pub(crate) use model::{FORMAT, Model};

/// Reads an input that is neither empty nor too large.
///
/// # Errors
/// `empty_input` when HTML holds no text.
pub(crate) fn read_article(
    input: &str,
    options: &Options,
    model: &Model,
    rules: &Rules,
) -> Result<ArticleDraft, Error> {
    let is_html = match options.input {
        Input::Html => true,
        Input::Text => false,
        Input::Auto => html::looks_like(input),
    };
    let mut draft = if is_html {
        html::read_html(input, options, model, rules)?
    } else {
        plain::read_text(input, options, model, rules)
    };
    if let Some(given) = options.url.as_deref().and_then(web_address) {
        draft.article.url = Some(given.to_owned());
    }
    choices::apply(&mut draft, options);
    Ok(draft)
}
