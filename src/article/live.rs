//! Live blogs pasted as text: posts one below another, each under the time it was written at.
//!
//! To the line model a page has one end, and the second post looks like what stands after it. Times alone on their lines, three or more of
//! them above prose, the first of them above the page's prose, tell a live blog; comments have times too, but stand below an article.

use super::kinds::Kinds;
use super::model::State;
use super::page::{End, Shape};

/// Posts that make a live blog.
const LEAST_POSTS: usize = 3;
/// Lines within which a post's prose begins below its time: its own headline and who wrote it may stand between.
const REACH: usize = 3;
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
pub(super) fn find(shapes: &[Shape]) -> Option<Blog> {
    let is_time = |shape: &Shape| shape.clock && !shape.date && shape.words <= 4 && shape.numbers <= 3;
    let posts: Vec<(usize, usize)> = shapes
        .iter()
        .enumerate()
        .filter(|(_, shape)| is_time(shape))
        .filter_map(|(time, _)| {
            let below = shapes.iter().enumerate().skip(time + 1).take(REACH).take_while(|(_, shape)| !is_time(shape));
            let (prose, _) = below.into_iter().find(|(_, shape)| shape.is_prose() && shape.kinds.is_empty())?;
            Some((time, prose))
        })
        .collect();
    let (first, _) = *posts.first().filter(|_| posts.len() >= LEAST_POSTS)?;
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
