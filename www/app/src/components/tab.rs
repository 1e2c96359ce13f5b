//! What every tab of the panel is given.

use std::rc::Rc;

use yew::prelude::*;

use crate::reading::Reading;
use crate::selection::Selection;
use crate::state::{QuoteView, State};

/// What every tab needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TabProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// What is pointed at.
    pub(crate) selection: Option<Selection>,
    /// How the quotes are laid out.
    pub(crate) quotes: QuoteView,
    /// Whether the reader was asked for the address of the article.
    pub(crate) asked: bool,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

impl TabProps {
    /// The block that is pointed at.
    pub(crate) fn block(&self) -> Option<usize> {
        match self.selection {
            Some(Selection::Block(block)) => Some(block),
            _ => None,
        }
    }
}
