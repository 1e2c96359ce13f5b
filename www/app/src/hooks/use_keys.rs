//! Keys that work everywhere on the page. `?` lists them: `components/help.rs`.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::dom;
use crate::selection::{Selection, Step, Tab};
use crate::state::{Action, LayerName, Origin, QuoteView, State};

/// Under this name the browser remembers that single keys are switched off.
const SWITCH: &str = "newsglass-keys";

/// Whether single keys do anything. They can be switched off, because who speaks to the computer presses keys unawares (WCAG 2.1.4).
pub(crate) fn single_keys() -> bool {
    dom::remembered(SWITCH).is_none_or(|value| value != "off")
}

/// Switches single keys on or off, for this browser.
pub(crate) fn switch_single_keys(on: bool) {
    dom::remember(SWITCH, if on { "on" } else { "off" });
}

/// Escape lets go of the selection; after a visit from the text by keyboard it also leads back to the word one came from. Single keys
/// work while no text is being written.
#[hook]
pub(crate) fn use_keys(state: UseReducerHandle<State>) {
    let selection = state.selection;
    let origin = state.origin;
    let found = state.reading.is_some();
    let quotes = state.quotes;
    use_effect_with((selection, origin, found, state.tab, quotes), move |_| {
        let options = EventListenerOptions::enable_prevent_default();
        let listener = web_sys::window().map(|window| {
            EventListener::new_with_options(&window, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|event| !event.default_prevented()) else {
                    return;
                };
                if event.key() == "Escape" {
                    if let Some(selection) = selection {
                        let_go(selection, origin);
                        state.dispatch(Action::Deselected);
                    } else if let (Some(about), Tab::Quotes, false) = (quotes.about, state.tab, writes(event)) {
                        // Back to the card that led there.
                        state.dispatch(Action::Laid(QuoteView::default()));
                        state.dispatch(Action::Selected(Selection::Entity(about, 0), Origin::Glance));
                    }
                } else if is_single(event) && !writes(event) && single_keys() && press(&event.key(), &state) {
                    event.prevent_default();
                }
            })
        });
        move || drop(listener)
    });
}

fn let_go(selection: Selection, origin: Origin) {
    if origin == Origin::TextByKey
        && let Some(mark) = dom::first(&mark_selector(selection))
    {
        dom::focus(&mark);
        dom::bring_into_view(&mark, true);
    }
}

fn is_single(event: &KeyboardEvent) -> bool {
    !event.ctrl_key() && !event.meta_key() && !event.alt_key() && event.key().chars().count() == 1
}

/// Whether the key goes into a text, or into a window that lies over the page.
fn writes(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        target.closest("input, textarea, select, dialog, [role='menu']").is_ok_and(|place| place.is_some())
    })
}

/// Does what a single key stands for; says whether it stands for anything now.
fn press(key: &str, state: &UseReducerHandle<State>) -> bool {
    let found = state.reading.is_some();
    let action = match key {
        "?" => return dom::open_dialog("#help"),
        "m" if found => return dom::open_dialog("#marks"),
        "/" if found => {
            let filter = dom::first(".tab-panel .filter");
            filter.iter().for_each(dom::focus);
            return filter.is_some();
        }
        "n" if state.selection.is_some() => Action::Stepped(Step::Forward),
        "p" if state.selection.is_some() => Action::Stepped(Step::Back),
        "1" | "2" | "3" | "4" if found => {
            let place = key.parse::<usize>().unwrap_or_default();
            let Some(tab) = Tab::ALL.get(place.saturating_sub(1)) else { return false };
            Action::Opened(*tab)
        }
        "e" if found => Action::Switched(LayerName::Entities),
        "q" if found => Action::Switched(LayerName::Quotes),
        "t" if found => Action::Switched(LayerName::Tone),
        _ => return false,
    };
    state.dispatch(action);
    true
}

/// Where a selection can be acted on in the text.
fn mark_selector(selection: Selection) -> String {
    match selection {
        Selection::Entity(entity, mention) => format!(".mark[data-e='{entity}'][data-m='{mention}']"),
        Selection::Quote(quote) => format!(".heard[data-q='{quote}']"),
        Selection::Tone(word) => format!(".mark[data-t='{word}']"),
        Selection::Sentence(sentence) => format!("[data-s='{sentence}']"),
        Selection::Block(block) => format!("[data-b='{block}']"),
    }
}
