//! The article of a page that shows hardly any: hidden until a script shows it, kept for readers without scripts, or told in JSON-LD alone.

use super::builder::Builder;
use crate::article::lines;
use crate::rules::{Rules, article as rule};

/// Words of prose that make a page worth reading as it is.
const ENOUGH: usize = 80;
/// Times as much prose as the page shows that what it hides must have.
const TIMES: usize = 3;
/// Bytes that hold so much prose at least.
const LEAST_BYTES: usize = 400;

/// Takes what a page hides for the page, where that is an article and what it shows is none.
pub(super) fn reveal(rules: &Rules, html: &str, page: &mut Builder) {
    let shown = prose(page);
    if shown >= ENOUGH || page.document {
        return;
    }
    let enough = |words: usize| words >= ENOUGH && words >= shown * TIMES;
    let hidden = || (page.veiled >= LEAST_BYTES).then(|| Builder::of_unveiled_page(html));
    let hidden = || hidden().filter(|hidden| enough(prose(hidden)));
    if let Some(hidden) = rules.find(rule::UNSEEN_ARTICLE, hidden) {
        *page = hidden;
        return;
    }
    let told = page.told.body.take();
    let article = || told.as_ref().filter(|body| enough(body.split_whitespace().count()));
    if let Some(body) = rules.find(rule::UNSEEN_ARTICLE, article) {
        page.add_unseen(body);
    }
    page.told.body = told;
}

/// Words of prose on a page, counted no further than what makes it worth reading.
fn prose(page: &Builder) -> usize {
    let mut words = 0;
    for line in &page.lines {
        let text = line.span.of(&page.text);
        let own = text.split_whitespace().count();
        words += if own >= 10 && lines::ends_sentence(text) { own } else { 0 };
        if words >= ENOUGH * TIMES {
            break;
        }
    }
    words
}
