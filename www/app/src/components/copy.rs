//! The buttons that copy quotes with their attribution.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::attribution::{attributed, attributed_html};
use crate::device;
use crate::language::{fill, grouped, t};
use crate::reading::Reading;
use crate::state::{Action, State};

/// How long a button says that it has copied, in milliseconds.
const SAID: u32 = 2500;

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
    let label = fill("Copy quote {0}", &[&grouped(props.index + 1)]);
    html! { <CopyButton reading={props.reading.clone()} indexes={vec![props.index]} name={t("Copy")} {label} dispatch={props.dispatch.clone()} /> }
}

/// Quotes of a reading.
#[derive(PartialEq, Properties)]
pub(crate) struct CopyQuotesProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// Indexes into its quotes.
    pub(crate) indexes: Vec<usize>,
    /// Is told what was done.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// "Copy all": the same for all quotes of a speaker.
#[component]
pub(crate) fn CopyQuotes(props: &CopyQuotesProps) -> Html {
    let speaker = props.indexes.first().and_then(|index| props.reading.speaker_name(*index));
    let label = match speaker {
        Some(name) => fill("Copy all of {0}", &[name]),
        None => t("Copy all").to_owned(),
    };
    html! { <CopyButton reading={props.reading.clone()} indexes={props.indexes.clone()} name={t("Copy all")} {label} dispatch={props.dispatch.clone()} /> }
}

#[derive(PartialEq, Properties)]
struct CopyButtonProps {
    reading: Rc<Reading>,
    indexes: Vec<usize>,
    /// What stands on the button, and what it is called.
    name: String,
    label: String,
    dispatch: UseReducerDispatcher<State>,
}

/// Copies as plain text and with formatting at once: the program into which it is pasted takes what it can.
#[component]
fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = use_state_eq(|| false);
    let timer = use_mut_ref(|| None::<Timeout>);
    let onclick = {
        let (reading, indexes, dispatch) = (props.reading.clone(), props.indexes.clone(), props.dispatch.clone());
        let copied = copied.clone();
        Callback::from(move |_: MouseEvent| {
            let plain: Vec<String> = indexes.iter().filter_map(|index| attributed(&reading, *index)).collect();
            let html: String = indexes.iter().filter_map(|index| attributed_html(&reading, *index)).collect();
            let (dispatch, copied, timer, many) = (dispatch.clone(), copied.clone(), timer.clone(), indexes.len() > 1);
            spawn_local(async move {
                let words = plain.join("\n\n");
                match device::copy_formatted(async move { Ok(words) }, Some(html)).await {
                    Ok(()) => {
                        copied.set(true);
                        *timer.borrow_mut() = Some(Timeout::new(SAID, move || copied.set(false)));
                        let said = match many {
                            true => t("The quotes and who said them are on the clipboard."),
                            false => t("The quote and who said it are on the clipboard."),
                        };
                        dispatch.dispatch(Action::Said(said.to_owned()));
                    }
                    Err(problem) => dispatch.dispatch(Action::Failed(problem)),
                }
            });
        })
    };
    let (name, label) = match *copied {
        true => (t("Copied"), format!("{}: {}", t("Copied"), props.label)),
        false => (props.name.as_str(), props.label.clone()),
    };
    html! { <button type="button" class="text-button" aria-label={label} {onclick}>{ name }</button> }
}
