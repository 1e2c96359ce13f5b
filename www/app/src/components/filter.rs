//! A field that narrows a list down while one types.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::language::t;

/// What the field needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FilterProps {
    /// What the field is for.
    pub(crate) name: AttrValue,
    /// What is in it.
    pub(crate) text: UseStateHandle<String>,
}

/// The field.
#[component]
pub(crate) fn Filter(props: &FilterProps) -> Html {
    let text = props.text.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            text.set(input.value());
        }
    });
    html! { <input type="search" class="filter" aria-label={&props.name} placeholder={t("Filter")} autocomplete="off" {oninput} /> }
}
