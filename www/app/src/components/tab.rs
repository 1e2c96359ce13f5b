//! What every tab of the panel is given.

use std::rc::Rc;

use yew::prelude::*;

use crate::reading::Reading;
use crate::selection::Selection;
use crate::state::State;

/// What every tab needs.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct TabProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// What is pointed at.
    pub(crate) selection: Option<Selection>,
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
