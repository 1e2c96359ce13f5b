//! The large pictures of an article: a map of its places, an axis of its days, the tone along its text.

pub(crate) mod map;
mod outlines;
mod paper;
pub(crate) mod time;
pub(crate) mod tone;
