//! The button that copies a quote with its attribution.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::attribution::attributed;
use crate::device;
use crate::language::{fill, grouped, t};
use crate::reading::Reading;
use crate::state::{Action, State};

/// A quote of a reading.
#[derive(PartialEq, Properties)]
pub(crate) struct CopyQuoteProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// Index into its quotes.
    pub(crate) index: usize,
    /// Is told what was done.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// "Copy": the words, who said them and where, on the clipboard.
#[component]
pub(crate) fn CopyQuote(props: &CopyQuoteProps) -> Html {
    let (reading, index, dispatch) = (props.reading.clone(), props.index, props.dispatch.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        let words = attributed(&reading, index).unwrap_or_default();
        let dispatch = dispatch.clone();
        spawn_local(async move {
            dispatch.dispatch(match device::copy(async move { Ok(words) }).await {
                Ok(()) => Action::Said(t("The quote and who said it are on the clipboard.").to_owned()),
                Err(problem) => Action::Failed(problem),
            });
        });
    });
    html! { <button type="button" class="text-button" aria-label={fill("Copy quote {0}", &[&grouped(index + 1)])} {onclick}>{ t("Copy") }</button> }
}
