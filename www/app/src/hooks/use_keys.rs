//! Keys that work everywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::dom;
use crate::state::{Action, Origin, Selection, State};

/// Escape lets go of the selection; after a visit from the text by keyboard it also leads back to the word one came from.
#[hook]
pub(crate) fn use_keys(state: UseReducerHandle<State>) {
    let selection = state.selection;
    let origin = state.origin;
    use_effect_with((selection, origin), move |_| {
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", EventListenerOptions::default(), move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let Some(selection) = selection.filter(|_| event.key() == "Escape" && !event.default_prevented())
                else {
                    return;
                };
                if origin == Origin::TextByKey
                    && let Some(mark) = dom::first(&mark_selector(selection))
                {
                    dom::focus(&mark);
                    dom::bring_into_view(&mark, true);
                }
                state.dispatch(Action::Deselected);
            })
        });
        move || drop(listener)
    });
}

/// Where a selection can be acted on in the text.
fn mark_selector(selection: Selection) -> String {
    match selection {
        Selection::Entity(entity, mention) => format!(".mark[data-e='{entity}'][data-m='{mention}']"),
        Selection::Quote(quote) => format!(".heard[data-q='{quote}']"),
        Selection::Tone(word) => format!(".mark[data-t='{word}']"),
        Selection::Sentence(sentence) => format!("[data-s='{sentence}']"),
    }
}
