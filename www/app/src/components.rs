//! The pieces of the page.

mod chart;
mod copy;
mod desk;
mod entities;
mod export;
mod filter;
mod help;
mod icon;
mod masthead;
mod overview;
mod panel;
mod print;
mod prose;
mod quotes;
mod sentiment;
mod tab;
mod tone;
mod ways;
mod welcome;

pub(crate) use desk::Desk;
pub(crate) use masthead::{Colophon, Masthead};
pub(crate) use panel::Panel;
pub(crate) use print::PrintNotes;
pub(crate) use prose::ReadingView;
