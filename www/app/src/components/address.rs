//! The window that asks for the address of the article: for a citation, or when the reader wants to give it.

use std::rc::Rc;

use newsglass_analysis::web_address;
use web_sys::{HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use super::copy::copy;
use crate::attribution::Form;
use crate::dom;
use crate::language::t;
use crate::reading::Reading;
use crate::state::{Action, State};

/// What the window needs.
#[derive(PartialEq, Properties)]
pub(crate) struct AddressProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// Set while the reader is asked: the quotes to be copied then.
    pub(crate) asking: Option<Rc<[usize]>>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// The window.
#[component]
pub(crate) fn AddressDialog(props: &AddressProps) -> Html {
    let wrong = use_state_eq(|| false);
    let field = use_node_ref();
    let dialog = use_node_ref();
    {
        let (wrong, field, reading) = (wrong.clone(), field.clone(), props.reading.clone());
        use_effect_with(props.asking.clone(), move |asking| {
            if asking.is_some() {
                wrong.set(false);
                if let Some(field) = field.cast::<HtmlInputElement>() {
                    field.set_value(reading.analysis.article.url.as_deref().unwrap_or_default());
                }
                dom::open_dialog("#address");
            }
        });
    }
    let quotes = props.asking.clone().unwrap_or_default();
    let close = {
        let dialog = dialog.clone();
        move || {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        }
    };
    let cite = {
        let (reading, dispatch, quotes) = (props.reading.clone(), props.dispatch.clone(), quotes.clone());
        move |address: Option<&str>| {
            if !quotes.is_empty() {
                copy(&reading, &quotes, Form::Citation, address, dispatch.clone(), || {});
            }
        }
    };
    let onsubmit = {
        let (cite, close, field, wrong) = (cite.clone(), close.clone(), field.clone(), wrong.clone());
        let (dispatch, reading) = (props.dispatch.clone(), props.reading.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(field) = field.cast::<HtmlInputElement>() else { return };
            let given = field.value();
            let address = web_address(&given);
            if address.is_none() && !given.trim().is_empty() {
                wrong.set(true);
                return dom::focus(&field);
            }
            cite(address);
            if address != reading.analysis.article.url.as_deref() {
                dispatch.dispatch(Action::Addressed(address.map(Into::into)));
            }
            close();
        })
    };
    let without = {
        let close = close.clone();
        Callback::from(move |_: MouseEvent| {
            cite(None);
            close();
        })
    };
    let cancel = Callback::from(move |_: MouseEvent| close());
    let onclose = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: Event| dispatch.dispatch(Action::Answered))
    };
    let copies = !quotes.is_empty();
    html! {
        <dialog ref={dialog} id="address" class="help" aria-labelledby="address-title" {onclose}>
            <form novalidate=true {onsubmit}>
                <h2 id="address-title">{ t("Address of this article") }</h2>
                <p id="address-note">{ t("Where it stands on the web. It is named in citations and in all that you save; nothing is fetched from it, and it stays on this device.") }</p>
                <input ref={field} type="url" class="filter address-field" aria-labelledby="address-title" aria-describedby="address-note address-wrong"
                    aria-invalid={wrong.then_some("true")} autocomplete="off" spellcheck="false" placeholder="https://" />
                <p id="address-wrong" class="alert-message" role="alert">{ if *wrong { t("An address begins with https:// or http:// and has no spaces.") } else { "" } }</p>
                <div class="dialog-buttons">
                    <button type="submit" class="button button-first">{ if copies { t("Save and copy") } else { t("Save") } }</button>
                    if copies {
                        <button type="button" class="button" onclick={without}>{ t("Copy without it") }</button>
                    }
                    <button type="button" class="button" onclick={cancel}>{ t("Cancel") }</button>
                </div>
            </form>
        </dialog>
    }
}
