//! Live blogs pasted as text: posts one below another, each under the time it was written at.
//!
//! To the line model a page has one end, and the second post looks like what stands after it. Times alone on their lines, three or more of
//! them above prose, the first of them above the page's prose, tell a live blog; comments have times too, but stand below an article.

use super::kinds::Kinds;
use super::lines::Line;
use super::model::State;
use super::page::{End, Shape};
use crate::lexicon::phrase;

/// Posts that make a live blog.
const LEAST_POSTS: usize = 3;
/// Lines within which a post's prose begins below its time: its own headline and who wrote it may stand between.
const REACH: usize = 3;
/// The most words of a time with its day: "9 June 2026, 16.20".
const DATED: usize = 8;
/// The most paragraphs of a post that may be longer than all the others.
const LONG_POST: usize = 6;
/// Paragraphs that may stand above the first post: what the blog is about.
const LEAD: usize = 3;

/// A live blog, by the indexes of its lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Blog {
    /// Its headline.
    pub(super) headline: Option<usize>,
    /// The line with the time of each post, and the first line of its prose.
    posts: Vec<(usize, usize)>,
}

/// The live blog that the lines are, if they are one.
pub(super) fn find(input: &str, lines: &[Line], shapes: &[Shape]) -> Option<Blog> {
    let is_time = |index: usize, shape: &Shape| {
        let alone = shape.clock && !shape.date && shape.words <= 4 && shape.numbers <= 3;
        let dated = shape.clock && shape.date && shape.words <= DATED && shape.numbers * 2 >= shape.words;
        alone || dated || shape.words <= 4 && lines.get(index).is_some_and(|line| is_age(line.span.of(input)))
    };
    let posts: Vec<(usize, usize)> = shapes
        .iter()
        .enumerate()
        .filter(|(index, shape)| is_time(*index, shape))
        .filter_map(|(time, _)| {
            let below = shapes
                .iter()
                .enumerate()
                .skip(time + 1)
                .take(REACH)
                .take_while(|(index, shape)| !is_time(*index, shape));
            let (prose, _) = below.into_iter().find(|(_, shape)| shape.is_prose() && shape.kinds.is_empty())?;
            Some((time, prose))
        })
        .collect();
    let (first, _) = *posts.first().filter(|_| posts.len() >= LEAST_POSTS)?;
    let times: Vec<usize> = posts.iter().map(|(time, _)| *time).collect();
    if has_article_among(&times, shapes) {
        return None;
    }
    let above = shapes.get(..first)?;
    let lead = above.iter().filter(|shape| shape.is_prose()).count();
    if lead > LEAD || above.iter().any(|shape| shape.kinds.has(Kinds::COMMENTS)) {
        return None;
    }
    // The longest line above that is no sentence; menus are shorter.
    let named = above.iter().enumerate().filter(|(_, shape)| {
        (4..=30).contains(&shape.words) && !shape.is_prose() && shape.kinds.is_empty() && !shape.date && !shape.clock
    });
    let headline = named.max_by_key(|(index, shape)| (shape.words, usize::MAX - index)).map(|(index, _)| index);
    Some(Blog { headline, posts })
}

/// Whether one of the posts, which begin at those lines, is an article of its own, with teasers below it that have times too.
fn has_article_among(posts: &[usize], shapes: &[Shape]) -> bool {
    let prose = |(first, end): (&usize, &usize)| {
        shapes.get(*first..*end).unwrap_or_default().iter().filter(|shape| shape.is_prose()).count()
    };
    let prose: Vec<usize> = posts.iter().zip(posts.iter().skip(1)).map(prose).collect();
    let (most, all) = (prose.iter().max().copied().unwrap_or(0), prose.iter().sum::<usize>());
    most > LONG_POST && most * 2 > all
}

/// "12m ago", "2 hours ago".
fn is_age(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_digit())
        && phrase::AGE_END.iter().any(|end| line.len() > end.len() && line.ends_with(end))
}

/// Puts every post into the article: its prose, and its own headline.
pub(super) fn settle(blog: &Blog, shapes: &[Shape], states: &mut [State]) {
    for (number, &(time, prose)) in blog.posts.iter().enumerate() {
        let next = blog.posts.get(number + 1).map(|(next, _)| *next);
        let lines = shapes.iter().zip(states.iter_mut()).enumerate().skip(time);
        let mut over = false;
        for (index, (shape, state)) in lines.take(next.unwrap_or(shapes.len()) - time) {
            let plain = shape.kinds.is_empty() && !shape.date && !shape.clock;
            let heads = index < prose && shape.words >= 3;
            let tells =
                index >= prose && matches!(shape.end, End::Sentence | End::Question | End::Colon) && shape.words >= 3;
            // The last post has no next one to end at: it ends at the first line that is not told.
            over |= next.is_none() && index > prose && !(plain && tells);
            *state = match (over, plain && (heads || tells || index == prose)) {
                (true, _) => State::After,
                (false, true) => State::Body,
                (false, false) => State::Aside,
            };
        }
    }
}
