//! Text as it was pasted, into an article.

use super::draft::ArticleDraft;
use super::lines::Line;
use super::model::{Model, State};
use super::page::{Page, Shape};
use super::{blocks, corrections, furniture, language, lines, live, mending, metadata, series, warnings};
use crate::analysis::Article;
use crate::options::Options;
use crate::rules::{Rules, article as rule};

/// A page of at most this many lines was selected by hand rather than whole.
const FEW_LINES: usize = 30;
/// What speaks for prose being body there, in the model's units.
const PROSE_OF_FEW: i32 = 40;

/// What speaks for lines being body besides the model, which learns from whole pages. Who selects a few lines selects what they read:
/// a link or a row of buttons among them is no sign that the paragraphs before or after it are another article's.
fn trust_in_prose(rules: &Rules, page: &Page) -> Vec<i32> {
    let trusted = |shape: &Shape| shape.is_prose() && shape.kinds.is_empty();
    if !rules.when(rule::FEW_LINES, || page.shapes.len() <= FEW_LINES && page.shapes.iter().any(trusted)) {
        return Vec::new();
    }
    page.shapes.iter().map(|shape| if trusted(shape) { PROSE_OF_FEW } else { 0 }).collect()
}

/// The shapes of the lines of a text and the state of each.
pub(super) fn states(input: &str, lines: &[Line], model: &Model, rules: &Rules) -> (Page, Vec<State>) {
    let mut page = Page::new(input, lines);
    let blog = rules.find(rule::LIVE_BLOG, || live::find(input, lines, &page.shapes));
    if let Some(headline) = blog.as_ref().and_then(|blog| blog.headline) {
        page = Page::with_headline(input, lines, Some(headline));
    }
    let mut states = model.weigh(&page, &trust_in_prose(rules, &page)).best_states();
    corrections::correct(rules, &page, |_| false, &mut states);
    corrections::set_notices_aside(rules, input, lines, &mut states);
    corrections::set_leads_aside(rules, input, lines, &page, &mut states);
    furniture::set_furniture_aside(rules, input, lines, &page, &mut states);
    series::go_on(rules, input, lines, &page, &mut states);
    if let Some(blog) = blog {
        live::settle(&blog, &page.shapes, &mut states);
    }
    (page, states)
}

/// Reads plain text.
pub(super) fn read_text(input: &str, options: &Options, model: &Model, rules: &Rules) -> ArticleDraft {
    let mended = mending::mend(rules, input, options.clean);
    let (text, original, cuts) = match mended {
        Some(mended) => (mended.text, Some(mended.original), mended.cuts),
        None => (input.to_owned(), None, lines::Cuts::default()),
    };
    let input = text.as_str();
    let lines = &lines::split(input, &cuts)[..];
    let mut article = Article::default();
    let guess = if options.clean {
        let (page, states) = states(input, lines, model, rules);
        let given = metadata::Given {
            rules,
            model,
            text: input,
            lines,
            page: &page,
            states: &states,
            options,
            marked: &[],
            headline: None,
        };
        let roles = metadata::find(&given, &mut article);
        article.blocks = blocks::make(rules, input, lines, &page, &states, &roles);
        language::guess_by(input, &article.blocks, |span| page.words_in(lines, span))
    } else {
        article.blocks = lines::every_line(input);
        metadata::find_unseen(options, &mut article);
        language::guess(input, &article.blocks)
    };
    article.language = guess.language;
    let warnings = warnings::warnings(input, &article, guess.foreign);
    ArticleDraft { text, original, article, foreign: guess.foreign, warnings }
}
