//! The pieces of the page.

mod address;
mod chart;
mod copy;
mod desk;
mod entities;
mod export;
mod filter;
mod help;
mod icon;
mod marked;
mod marks;
mod masthead;
mod menu;
mod overview;
mod panel;
mod peek;
mod picture;
mod print;
mod prose;
mod quotes;
mod said;
mod sentiment;
mod spoken_of;
mod tab;
mod tone;
mod ways;
mod welcome;

pub(crate) use address::AddressDialog;
pub(crate) use desk::Desk;
pub(crate) use masthead::{colophon, masthead};
pub(crate) use panel::Panel;
pub(crate) use print::print_notes;
pub(crate) use prose::ReadingView;
