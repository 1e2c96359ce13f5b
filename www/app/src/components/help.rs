//! The list of keys: opened by `?` and by a button at the foot of the page.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::dom;
use crate::hooks::{single_keys, switch_single_keys};
use crate::language::{key, t};

/// What the keys do, in the order one meets them; the first part of each is the keys, apart.
const KEYS: [(&[&str], &str); 12] = [
    (&["Ctrl", "Enter"], key("Analyze, from the text box")),
    (&["\u{2190}", "\u{2192}"], key("From one highlighted word to the next, or from one tab to the next")),
    (&["Enter"], key("From a word to what is known of it")),
    (&["Esc"], key("Let go, and back to the word")),
    (&["n"], key("Next mention, quote or word of what is selected")),
    (&["p"], key("The one before")),
    (&["1", "2", "3", "4"], key("Overview, Entities, Quotes, Sentiment")),
    (&["e", "q", "t"], key("Names, quoted words, tone: show or hide")),
    (&["m"], key("A list of the marks in the text")),
    (&["/"], key("Filter the open list")),
    (&["Home", "End"], key("First and last highlighted word")),
    (&["?"], key("This list")),
];

/// The button and the window it opens.
#[component]
pub(crate) fn Help() -> Html {
    let onclick = Callback::from(|_: MouseEvent| {
        dom::open_dialog("#help");
    });
    let onchange = Callback::from(|event: Event| {
        if let Some(switch) = event.target_dyn_into::<HtmlInputElement>() {
            switch_single_keys(switch.checked());
        }
    });
    html! {
        <>
            <p><button type="button" class="text-button" {onclick}>{ t("Keyboard") }</button></p>
            <dialog id="help" class="help" aria-labelledby="help-title">
                <form method="dialog">
                    <h2 id="help-title">{ t("Keyboard") }</h2>
                    <dl class="keys-list">
                        { for KEYS.iter().map(|(keys, what)| html! {
                            <div><dt>{ for keys.iter().map(|key| html! { <><kbd>{ *key }</kbd>{ " " }</> }) }</dt><dd>{ t(what) }</dd></div>
                        }) }
                    </dl>
                    <label class="help-switch"><input type="checkbox" checked={single_keys()} {onchange} />{ t("Single keys do something while no text is written") }</label>
                    <button type="submit" class="button button-first">{ t("Close") }</button>
                </form>
            </dialog>
        </>
    }
}
