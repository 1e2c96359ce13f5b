//! What the trainer of the line model needs of the core: the same lines, the same features, the same way to the body.

use super::lines::Line;
use super::metadata::{Finder, Given};
use super::model::State;
use super::page::Page;
use super::{asides, date, features, html, lines, model, page, plain};
use crate::analysis::Article;
use crate::container::Damage;
use crate::fingerprint::{Fingerprint, PROBE};
use crate::options::Options;
use crate::ranking;
use crate::rules::Rules;
use crate::text::Span;

/// Which state may follow which (`[from][to]`), of before, body, aside, after.
pub const ALLOWED: [[bool; 4]; 4] = model::ALLOWED;
/// Which states may stand first.
pub const FIRST: [bool; 4] = model::FIRST;
/// Which states may stand last.
pub const LAST: [bool; 4] = model::LAST;
pub use super::metadata::{Candidate, Candidates};
pub use model::FORMAT;
pub use ranking::SCALE as RANKING_SCALE;

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

/// The fingerprint of the features: of each line of a page of our own and of what may be its metadata, and what lists say of each of their
/// words and phrases.
pub fn fingerprint() -> u64 {
    let mut fingerprint = Fingerprint::new();
    for (_, features) in lines(PROBE) {
        fingerprint.numbers(features.into_iter());
    }
    asides::add_phrases(&mut fingerprint);
    page::add_words(&mut fingerprint);
    if let Some(Candidates { titles, bylines, dates }) = candidates_of_probe() {
        let found = titles.into_iter().chain(bylines).chain(dates);
        found.for_each(|candidate| fingerprint.numbers(candidate.features.into_iter()));
    }
    fingerprint.finish()
}

/// The candidates for the metadata of `text` where a model finds its body.
///
/// # Errors
/// What is wrong with the bytes of the model.
pub fn candidates(text: &str, model: &[u8]) -> Result<Candidates, Damage> {
    let model = &model::Model::from_bytes(model)?;
    let lines = &lines::split(text, &lines::Cuts::default())[..];
    let (page, states) = plain::states(text, lines, model, &Rules::ALL);
    Ok(candidates_of(text, lines, &page, &states, model))
}

fn candidates_of(text: &str, lines: &[Line], page: &Page, states: &[State], model: &model::Model) -> Candidates {
    let options = &Options::default();
    Finder::new(&Given { rules: &Rules::ALL, model, text, lines, page, states, options, marked: &[], headline: None })
        .candidates()
}

/// The candidates for the metadata of the probe, where its prose is the body.
fn candidates_of_probe() -> Option<Candidates> {
    let untrained = FORMAT.write(0, [&[0; 64], &[], &[], &[], &[], &[], &[], &[], &[]]);
    let model = model::Model::from_bytes(&untrained).ok()?;
    let lines = &lines::split(PROBE, &lines::Cuts::default())[..];
    let page = page::Page::new(PROBE, lines);
    let state = |shape: &page::Shape| if shape.is_prose() { State::Body } else { State::Before };
    let states: Vec<State> = page.shapes.iter().map(state).collect();
    Some(candidates_of(PROBE, lines, &page, &states, &model))
}

/// The first day written in a text, in ISO 8601.
pub fn day(text: &str) -> Option<String> {
    date::find(text).map(|found| found.value)
}

/// Pasted text as it is read and its article as a model finds it.
///
/// # Errors
/// What is wrong with the bytes of the model.
pub fn read_text(text: &str, model: &[u8]) -> Result<(String, Article), Damage> {
    let model = model::Model::from_bytes(model)?;
    let draft = plain::read_text(text, &Options::default(), &model, &Rules::ALL);
    Ok((draft.text, draft.article))
}

/// The text of a page of HTML and its article as a model reads it; nothing of a page without text.
///
/// # Errors
/// What is wrong with the bytes of the model.
pub fn read_html(html: &str, url: Option<&str>, model: &[u8]) -> Result<(String, Article), Damage> {
    let model = model::Model::from_bytes(model)?;
    let options = Options { url: url.map(str::to_owned), ..Options::default() };
    let draft = html::read_html(html, &options, &model, &Rules::ALL);
    Ok(draft.map_or_else(|_| Default::default(), |draft| (draft.text, draft.article)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_sees_the_metadata() {
        let Candidates { titles, bylines, dates } = candidates_of_probe().unwrap();
        assert!(titles.len() > 3 && !bylines.is_empty() && !dates.is_empty());
    }
}
