//! A guard against ruin: a reading that sets much of a page's prose aside is weighed against one of the whole element that holds the prose.
//!
//! To the line model a page has one end, and a guide, a list or a long interview has many lines that look like it. Where the page's elements
//! tell that the prose goes on, the article goes on too. What stands below the element in which the prose ends is no part of it.

use std::ops::Range;

use super::builder::Builder;
use crate::article::kinds::Kinds;
use crate::article::model::{State, Weighed};
use crate::article::page::{Page, Shape};
use crate::rules::{Rules, article as rule};

/// What speaks for prose being body in the element that holds the page's prose, in the model's units.
const PROSE: i32 = 60;
/// What speaks for its other lines: headings, items.
const OTHERS: i32 = 10;
/// The most that names of elements may have said against such a line, to be taken back.
const MOST_SAID: i32 = 60;
/// Words of prose in the element, from which on lines below it are known to be no part of the article.
const ENOUGH: usize = 150;

/// What is said against a line of the page's navigation: its prose tells nothing of where the article is.
const NAVIGATION: i32 = -120;

/// Words of prose that make an element one that may hold a whole article.
const OWN: usize = 60;

/// How the lines of a page are to be read.
pub(super) struct Choice {
    pub(super) states: Vec<State>,
    /// Whether another reading than the line model's own was taken.
    pub(super) guarded: bool,
}

/// Chooses between the readings of a page.
pub(super) fn choose(rules: &Rules, built: &Builder, page: &Page, weighed: &Weighed<'_>) -> Choice {
    let mut reading = Choice { states: weighed.best_states(), guarded: false };
    let Some(region) = Region::of_page(built, page) else { return reading };
    let whole = || {
        let loses = region.loses(built, page, &reading.states);
        let whole = loses.then(|| region.read_whole(built, page, weighed));
        whole.filter(|states| region.kept(page, states) > region.kept(page, &reading.states))
    };
    if let Some(states) = rules.find(rule::WHOLE_ELEMENT, whole) {
        reading = Choice { states, guarded: true };
    }
    end_with_region(rules, &region, page, &mut reading.states);
    reading
}

/// The lines below the element that holds nearly all of the article are no part of it.
fn end_with_region(rules: &Rules, region: &Region, page: &Page, states: &mut [State]) {
    let own = region.kept(page, states);
    let body = page.shapes.iter().zip(states.iter()).filter(|(shape, state)| **state == State::Body && is_plain(shape));
    let body: usize = body.map(|(shape, _)| shape.words).sum();
    if own * 5 < body * 4 || own < ENOUGH {
        return;
    }
    for (state, inside) in states.iter_mut().zip(&region.lines).skip(region.run.end) {
        if rules.when(rule::BELOW_ELEMENT, || *state == State::Body && !inside) {
            *state = State::After;
        }
    }
}

/// The element that holds most of a page's prose.
struct Region {
    /// Whether each line stands in it.
    lines: Vec<bool>,
    /// From its first line of prose to its last.
    run: Range<usize>,
    /// Its words of prose.
    words: usize,
    /// Words of prose in each container.
    sums: Vec<usize>,
}

/// Whether a line is prose that does not say of itself that it is an aside.
fn is_plain(shape: &Shape) -> bool {
    let aside = Kinds::COMMENTS.with(Kinds::LEGAL).with(Kinds::COOKIES).with(Kinds::NEWSLETTER).with(Kinds::AUTHOR);
    shape.is_prose() && !shape.kinds.has(aside)
}

impl Region {
    /// That of a page; `None` when it has no prose.
    fn of_page(built: &Builder, page: &Page) -> Option<Self> {
        let sums = sums(built, page, |_| true);
        // From the page inwards, as long as one element holds two thirds of what the one around it does.
        let element = innermost(built, &sums, 2, 3);
        let mut inside = vec![false; sums.len()];
        for (index, outer) in built.containers.iter().enumerate() {
            let is_inside = index == element || inside.get(*outer) == Some(&true);
            if let Some(inside) = inside.get_mut(index) {
                *inside = is_inside;
            }
        }
        let lines: Vec<bool> = built.hints.iter().map(|hint| inside.get(hint.container) == Some(&true)).collect();
        let mut prose = page.shapes.iter().zip(&lines).map(|(shape, inside)| *inside && is_plain(shape));
        let first = prose.clone().position(|prose| prose)?;
        let last = prose.rposition(|prose| prose)?;
        let words = page.shapes.iter().zip(&lines).filter(|(shape, inside)| **inside && is_plain(shape));
        let words = words.map(|(shape, _)| shape.words).sum();
        Some(Self { lines, run: first..last + 1, words, sums })
    }

    /// Words of its prose that a reading keeps.
    fn kept(&self, page: &Page, states: &[State]) -> usize {
        let lines = page.shapes.iter().zip(states).zip(&self.lines);
        let kept = lines.filter(|((shape, state), inside)| **inside && **state == State::Body && is_plain(shape));
        kept.map(|((shape, _), _)| shape.words).sum()
    }

    /// Whether a reading loses too much of it: a third, unless what it keeps is an element of its own that is kept whole, or nearly all.
    fn loses(&self, built: &Builder, page: &Page, states: &[State]) -> bool {
        let kept = self.kept(page, states);
        if kept * 3 >= self.words * 2 {
            return false;
        }
        let body = sums(built, page, |index| states.get(index) == Some(&State::Body));
        let own = innermost(built, &body, 1, 1);
        let [body, all] = [&body, &self.sums].map(|sums| sums.get(own).copied().unwrap_or(0));
        kept * 8 < self.words || body * 10 < all * 9 || all < OWN
    }

    /// A reading of all of it, whatever names of elements say against its lines.
    fn read_whole(&self, built: &Builder, page: &Page, weighed: &Weighed<'_>) -> Vec<State> {
        weighed.best_states_through(self.run.clone(), |index| {
            let (Some(shape), Some(hint), Some(true)) =
                (page.shapes.get(index), built.hints.get(index), self.lines.get(index))
            else {
                return 0;
            };
            let said = hint.push.min(0);
            if is_plain(shape) {
                PROSE - said
            } else if shape.kinds.is_empty() {
                OTHERS - said.max(-MOST_SAID)
            } else {
                0
            }
        })
    }
}

/// Words of prose in each container, of the lines that count.
fn sums(built: &Builder, page: &Page, counts: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut sums = vec![0; built.containers.len()];
    for (index, (hint, shape)) in built.hints.iter().zip(&page.shapes).enumerate() {
        if is_plain(shape)
            && hint.push > NAVIGATION
            && counts(index)
            && let Some(sum) = sums.get_mut(hint.container)
        {
            *sum += shape.words;
        }
    }
    // Containers come later than those around them.
    for (index, outer) in built.containers.iter().enumerate().skip(1).rev() {
        let own = sums.get(index).copied().unwrap_or(0);
        if let Some(sum) = sums.get_mut(*outer) {
            *sum += own;
        }
    }
    sums
}

/// The container that is reached from the page inwards, as long as one holds `part` of `whole` of what the one around it does.
fn innermost(built: &Builder, sums: &[usize], part: usize, whole: usize) -> usize {
    let mut found = 0;
    for (index, (own, outer)) in sums.iter().zip(&built.containers).enumerate().skip(1) {
        let around = sums.get(found).copied().unwrap_or(0);
        if *outer == found && own * whole >= around * part && around > 0 {
            found = index;
        }
    }
    found
}
