//! What a page puts between the paragraphs of an article, told by its words: captions, pleas, headlines of other stories, leads to the
//! next page.

use super::corrections::set_aside;
use super::credits;
use super::kinds::Kinds;
use super::lines::Line;
use super::model::State;
use super::page::{End, Page, Shape, Start};
use crate::lexicon::phrase;
use crate::rules::{Rules, article as rule};

/// Sets aside what stands between the paragraphs of an article and is none.
pub(super) fn set_furniture_aside(rules: &Rules, input: &str, lines: &[Line], page: &Page, states: &mut [State]) {
    if lines.len() < 3 {
        return;
    }
    let text = |index: usize| lines.get(index).map_or("", |line| line.span.of(input));
    let shape = |index: usize, most: usize| page.shapes.get(index).filter(|shape| shape.words <= most);
    set_aside(states, |index| {
        let is_caption =
            || shape(index, usize::MAX).is_some_and(|shape| shape.tabs == 0) && credits::is_caption(text(index));
        rules.when(rule::CREDITED_CAPTION, is_caption)
    });
    set_aside(states, |index| {
        rules.when(rule::PLEA, || shape(index, PLEA).is_some_and(|shape| !shape.quote) && is_plea(text(index)))
    });
    set_aside(states, |index| {
        let turns = || shape(index, TURN).is_some_and(|shape| shape.end != End::Sentence) && turns_page(text(index));
        rules.when(rule::PAGE_TURN, turns)
    });
    set_capital_headlines_aside(rules, page, text, states);
    set_boxes_aside(rules, page, states);
}

/// The most words of the head of a box with links, and of a line in it that may be the next heading.
const BOX_HEAD: usize = 6;
const BOX_HEADING: usize = 4;
/// The most lines of a box.
const BOX: usize = 6;

/// Where empty lines part the paragraphs, the lines right below "Related stories" up to the next empty line are what it announced.
fn set_boxes_aside(rules: &Rules, page: &Page, states: &mut [State]) {
    let paragraphs =
        page.shapes.iter().zip(states.iter()).filter(|(shape, state)| **state == State::Body && shape.is_prose());
    let (alone, all) = paragraphs
        .fold((0, 0), |(alone, all), (shape, _)| (alone + usize::from(shape.after_gap && shape.before_gap), all + 1));
    if all < BOX_PARAGRAPHS || alone * 4 < all * 3 {
        return;
    }
    let mut within: usize = 0;
    for (shape, state) in page.shapes.iter().zip(states.iter_mut()) {
        let heads =
            shape.kinds.has(Kinds::RELATED) && shape.words <= BOX_HEAD && !shape.before_gap && *state != State::Body;
        within = match within {
            _ if heads && shape.after_gap => BOX,
            _ if shape.after_gap => 0,
            lines => lines.saturating_sub(1),
        };
        let heading = shape.before_gap && shape.words <= BOX_HEADING;
        let announced = || within > 0 && !heads && !heading && *state == State::Body;
        if rules.when(rule::RELATED_BOX, announced) {
            *state = State::Aside;
        }
    }
}

/// The paragraphs of an article whose form is known.
const BOX_PARAGRAPHS: usize = 3;

/// The most words of a line that asks to sign up, to subscribe or to pay.
const PLEA: usize = 60;

/// "Never miss a story: sign up for our newsletter": one of its sentences begins with a plea, and it speaks of what is asked for.
fn is_plea(line: &str) -> bool {
    let lower = line.to_lowercase();
    let begins = |part: &str| phrase::PLEA_LEAD.iter().any(|lead| part.trim_start().starts_with(lead));
    let speaks = || {
        let mut words = lower.split(|c: char| !c.is_alphabetic());
        words.any(|word| phrase::PLEA_OBJECT.contains(&word))
    };
    lower.split(['.', '?', '!', '—', '–']).any(begins) && speaks()
}

/// The most words of a line that leads to another page.
const TURN: usize = 8;

/// "Continue reading on next page".
fn turns_page(line: &str) -> bool {
    let lower = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    phrase::PAGE_TURN.iter().any(|lead| lower.starts_with(lead))
}

/// Words in capitals from which on a line is the headline of another story, and up to which it is a heading of this one.
const CAPITAL_HEADLINE: usize = 8;
const CAPITAL_HEADING: usize = 6;
/// Headings in capitals that an article may have before it is said to have its headings so.
const CAPITAL_HEADINGS: usize = 1;

/// A long line in capitals between two paragraphs is the headline of another story, unless the article has its own headings in capitals.
fn set_capital_headlines_aside<'t>(rules: &Rules, page: &Page, text: impl Fn(usize) -> &'t str, states: &mut [State]) {
    let in_capitals = |index: usize, shape: &Shape| {
        shape.tabs == 0
            && shape.end == End::Other
            && shape.start != Start::Item
            && shape.uppers * 2 > shape.words
            && !text(index).contains(char::is_lowercase)
    };
    let body: Vec<usize> = (0..states.len()).filter(|index| states.get(*index) == Some(&State::Body)).collect();
    let of = |index: usize| page.shapes.get(index);
    let heading = |index: &&usize| {
        of(**index).is_some_and(|shape| (1..=CAPITAL_HEADING).contains(&shape.words) && in_capitals(**index, shape))
    };
    if body.iter().filter(heading).count() > CAPITAL_HEADINGS {
        return;
    }
    let prose = |index: Option<&usize>| index.and_then(|index| of(*index)).is_some_and(Shape::is_prose);
    let mut found = Vec::new();
    for (place, index) in body.iter().enumerate() {
        let headline = || {
            of(*index).is_some_and(|shape| shape.words >= CAPITAL_HEADLINE && in_capitals(*index, shape))
                && place.checked_sub(1).is_some_and(|above| prose(body.get(above)))
                && prose(body.get(place + 1))
                && body.get(place + 1).is_some_and(|below| text(*below).contains(char::is_lowercase))
        };
        if rules.when(rule::CAPITAL_HEADLINE, headline) {
            found.push(*index);
        }
    }
    for index in found {
        if let Some(state) = states.get_mut(index) {
            *state = State::Aside;
        }
    }
}
