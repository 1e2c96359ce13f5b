//! What the page's own word and its markup say for its lines and headings.

use super::builder::{Hint, LineMarkup};
use super::metadata::Told;
use super::wording::bare;
use crate::article::lines::Line;
use crate::article::model::State;
use crate::article::page::{Page, Shape};
use crate::article::word_map;
use crate::hashing;
use crate::rules::{Rules, article as rule};

/// How much speaks against lines above the headline, in the model's units.
pub(super) const ABOVE_HEADLINE: i32 = 80;

/// What the markup is sure of: nothing above the page's headline is its article, and a heading right above a paragraph goes with it.
pub(super) fn settle_by_markup(
    rules: &Rules,
    page: &Page,
    hints: &[Hint],
    headline: Option<usize>,
    states: &mut [State],
) {
    let headline = headline.unwrap_or(0);
    let begins_below = || states.iter().skip(headline).any(|state| *state == State::Body);
    if rules.when(rule::ABOVE_MAIN_HEADING, || headline > 0 && begins_below()) {
        states.iter_mut().take(headline).for_each(|state| *state = State::Before);
    }
    for index in 1..states.len() {
        let inserted = states.get(index) == Some(&State::Aside) && states.get(index + 1) == Some(&State::Body);
        let heading = hints.get(index).is_some_and(|hint| hint.markup == LineMarkup::Heading && hint.push >= 0)
            && hints.get(index + 1).is_some_and(|hint| hint.markup == LineMarkup::Paragraph);
        let plain = page.shapes.get(index).is_some_and(|shape| shape.kinds.is_empty() && !shape.date);
        let prose = page.shapes.get(index + 1).is_some_and(Shape::is_prose);
        if rules.when(rule::HEADING_OF_PARAGRAPH, || inserted && heading && plain && prose)
            && let Some(state) = states.get_mut(index)
        {
            *state = State::Body;
        }
    }
}

/// The line of the page's main heading, when the page's head names the same title.
pub(super) fn headline_line(
    text: &str,
    lines: &[Line],
    told: &Told,
    headings: &[String],
    url: Option<&str>,
) -> Option<usize> {
    let outside = told.titles(url);
    let wanted = bare(headings.iter().find(|heading| is_told_title(heading, &outside))?);
    lines.iter().position(|line| bare(line.span.of(text)) == wanted)
}

/// Whether a heading says what the page's head says, and not just the name of the outlet or the section that stands there too.
pub(super) fn is_told_title(heading: &str, outside: &[String]) -> bool {
    let words = heading.split_whitespace().count();
    let heading = bare(heading);
    heading.chars().count() > 8
        && outside.iter().any(|title| {
            let title = bare(title);
            title.contains(&heading) && (words >= 4 || heading.len() * 2 > title.len())
                || heading.contains(&title) && title.len() > 8
        })
}

/// Lines that the page itself gives as the article's body in JSON-LD gain; the others lose a little.
pub(super) fn push_told(rules: &Rules, text: &str, lines: &[Line], body: &str, push: &mut [i32]) {
    let mut shingles: word_map::WordMap<()> = word_map::WordMap::default();
    let hashes = |text: &str| {
        let mut hashes = Vec::new();
        hashing::each(text, |word| hashes.push(word.hash));
        hashes
    };
    let shingle = |window: &[u32]| window.iter().fold(7, |hash, word| hashing::mix(hash, *word));
    let body = hashes(body);
    if !rules.when(rule::TOLD_BODY, || body.len() >= 60) {
        return;
    }
    body.windows(4).for_each(|window| {
        shingles.insert(shingle(window), ());
    });
    for (line, push) in lines.iter().zip(push) {
        let own = hashes(line.span.of(text));
        if own.len() < 8 {
            continue;
        }
        let shared = own.windows(4).filter(|window| shingles.contains_key(&shingle(window))).count();
        *push += if shared * 10 >= (own.len() - 3) * 8 {
            80
        } else if shared == 0 {
            -15
        } else {
            10
        };
    }
}
