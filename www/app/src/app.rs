//! The whole page, and what connects its parts.

use std::rc::Rc;

use gloo_events::EventListener;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::components::{Colophon, Desk, Masthead, Panel, ReadingView};
use crate::engine::Draft;
use crate::fragment;
use crate::hooks::{Reader, use_analyzer, use_keys, use_selection};
use crate::state::{Action, State};

/// What the page's shell hands over.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// Words typed before the app arrived.
    pub(crate) typed: AttrValue,
    /// What was selected in the text box, from and to, in UTF-16 units.
    pub(crate) caret: Option<(u32, u32)>,
    /// Which stop of the Tab key had the focus; the shell has the same ones as the app in the same order.
    pub(crate) focus: Option<usize>,
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
    use_shared_article(text_box.clone(), reader.clone(), dispatch.clone());

    let room = if state.reading.is_some() { "room room-full" } else { "room" };
    html! {
        <>
            <a class="skip" href="#reading">{ "Skip to the reading view" }</a>
            <Masthead />
            <main>
                <Desk state={(*state).clone()} dispatch={dispatch.clone()} {reader} {text_box} shell={props.clone()} />
                <div class={room}>
                    <ReadingView reading={state.reading.clone()} layers={state.layers} sorting={state.sorting} choice={state.choice}
                        dispatch={dispatch.clone()} />
                    if let Some(reading) = &state.reading {
                        <Panel reading={reading.clone()} tab={state.tab} selection={state.selection} {dispatch} />
                    }
                </div>
            </main>
            <Colophon />
        </>
    }
}

/// Opens the article in the address, at the start and whenever the address changes.
#[hook]
fn use_shared_article(text_box: NodeRef, reader: Reader, dispatch: UseReducerDispatcher<State>) {
    use_effect_with((), move |()| {
        let open = Rc::new(move || {
            let (text_box, reader, dispatch) = (text_box.clone(), reader.clone(), dispatch.clone());
            spawn_local(async move {
                match fragment::shared_article().await {
                    Some(Ok(text)) => {
                        if let Some(text_box) = text_box.cast::<web_sys::HtmlTextAreaElement>() {
                            text_box.set_value(&text);
                        }
                        dispatch.dispatch(Action::Rich(false));
                        reader.read(Draft { text: text.into(), html: None, blocks: Rc::default() });
                    }
                    Some(Err(problem)) => dispatch.dispatch(Action::Failed(problem)),
                    None => {}
                }
            });
        });
        open();
        let listener = web_sys::window().map(|window| EventListener::new(&window, "hashchange", move |_| open()));
        move || drop(listener)
    });
}
