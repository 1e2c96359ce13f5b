//! A field that narrows a list down while one types.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::language::{fill, grouped, t};

/// The field: what it is for, what is in it, and how many are left of how many, which is told to those who hear the page once the list
/// is narrower.
pub(crate) fn filter(name: &str, text: &UseStateHandle<String>, found: Option<(usize, usize)>) -> Html {
    let text = text.clone();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            text.set(input.value());
        }
    });
    let told = found.filter(|(found, all)| found < all);
    html! {
        <>
            <input type="search" class="filter" aria-label={name.to_owned()} placeholder={t("Filter")} autocomplete="off" {oninput} />
            <span class="hidden" aria-live="polite">
                { told.map(|(found, all)| fill("{0} of {1}", &[&grouped(found), &grouped(all)])).unwrap_or_default() }
            </span>
        </>
    }
}
