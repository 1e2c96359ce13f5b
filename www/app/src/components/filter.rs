//! A field that narrows a list down while one types.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::language::{fill, grouped, t};

/// What the field needs.
#[derive(PartialEq, Properties)]
pub(crate) struct FilterProps {
    /// What the field is for.
    pub(crate) name: AttrValue,
    /// What is in it.
    pub(crate) text: UseStateHandle<String>,
    /// How many are left, and of how many: told to those who hear the page once the list is narrower.
    #[prop_or_default]
    pub(crate) found: Option<(usize, usize)>,
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
    let told = props.found.filter(|(found, all)| found < all);
    html! {
        <>
            <input type="search" class="filter" aria-label={&props.name} placeholder={t("Filter")} autocomplete="off" {oninput} />
            <span class="hidden" aria-live="polite">
                { told.map(|(found, all)| fill("{0} of {1}", &[&grouped(found), &grouped(all)])).unwrap_or_default() }
            </span>
        </>
    }
}
