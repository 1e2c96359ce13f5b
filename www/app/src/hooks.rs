//! What the page does besides showing: talk to the engine, open shared articles, answer keys, keep list and text in step.

mod use_analyzer;
mod use_arrivals;
mod use_keys;
mod use_selection;

pub(crate) use use_analyzer::{Reader, use_analyzer};
pub(crate) use use_arrivals::{clipboard_of, listed, use_arrival, use_drop, use_focus_on_fold, use_paste};
pub(crate) use use_keys::{single_keys, switch_single_keys, use_keys};
pub(crate) use use_selection::{close_way_in, make_way_in, use_selection};
