//! The whole page, and what connects its parts.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::components::{Colophon, Desk, Masthead, Panel, ReadingView};
use crate::dom;
use crate::hooks::{use_analyzer, use_keys, use_selection};
use crate::language::t;
use crate::state::State;

/// What the app takes the place of, and with what.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The shell, in the page.
    pub(crate) shell: web_sys::Element,
    /// What the app is drawn in, not yet in the page.
    pub(crate) root: web_sys::Element,
}

/// What a reader had done in the shell.
pub(crate) struct Early {
    /// Words typed or pasted, and what was selected in them, from and to, in UTF-16 units.
    pub(crate) typed: Option<(String, Option<(u32, u32)>)>,
    /// Which stop of the Tab key had the focus; the shell has the same ones as the app in the same order.
    focus: Option<usize>,
}

impl Props {
    /// Puts the app into the shell's place, in one go, with the focus where it was.
    pub(crate) fn take_place(&self) -> Early {
        let text_box = dom::first("#article").and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
        let typed = text_box.filter(|text_box| !text_box.value().is_empty()).map(|text_box| {
            let (start, end) = (text_box.selection_start(), text_box.selection_end());
            (text_box.value(), start.ok().flatten().zip(end.ok().flatten()))
        });
        let early = Early { typed, focus: dom::focused_stop() };
        self.root.set_id(&self.shell.id());
        // What is inside is not for `locale.js` to translate.
        let _ = self.root.set_attribute("data-own", "");
        // Only a shell that has gone from the page by itself cannot be replaced.
        let _ = self.shell.replace_with_with_node_1(&self.root);
        early
    }
}

impl Early {
    /// Puts the focus where it was.
    pub(crate) fn restore_focus(&self) {
        if let Some(stop) = self.focus {
            dom::focus_stop(stop);
        }
    }
}

/// The whole page.
#[component]
pub(crate) fn App(props: &Props) -> Html {
    let state = use_reducer(State::default);
    let dispatch = state.dispatcher();
    let reader = use_analyzer(dispatch.clone());
    let text_box = use_node_ref();
    use_keys(state.clone());
    use_selection(&state);

    let language = state.language;
    let room = if state.reading.is_some() { "room room-full" } else { "room" };
    html! {
        <>
            <a class="skip" href="#reading">{ t("Skip to the reading view") }</a>
            <Masthead {language} dispatch={dispatch.clone()} />
            <main>
                <Desk state={(*state).clone()} dispatch={dispatch.clone()} {reader} {text_box} shell={props.clone()} />
                <div class={room}>
                    <ReadingView key={language} reading={state.reading.clone()} layers={state.layers} sorting={state.sorting} choice={state.choice}
                        dispatch={dispatch.clone()} />
                    if let Some(reading) = &state.reading {
                        <Panel key={language} reading={reading.clone()} tab={state.tab} selection={state.selection} {dispatch} />
                    }
                </div>
            </main>
            <Colophon key={language} />
        </>
    }
}
