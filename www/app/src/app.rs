//! The whole page, and what connects its parts.

use yew::prelude::*;

use crate::components::{AddressDialog, Desk, Panel, ReadingView, colophon, masthead, print_notes};
use crate::hooks::{use_analyzer, use_keys, use_selection};
use crate::language::t;
use crate::shell::Shell;
use crate::state::{Layers, State};

/// The whole page.
#[component]
pub(crate) fn App(props: &Shell) -> Html {
    let state = use_reducer(|| State { layers: Layers::remembered(), ..State::default() });
    let dispatch = state.dispatcher();
    let reader = use_analyzer(dispatch.clone());
    let text_box = use_node_ref();
    use_keys(state.clone());
    use_selection(&state);
    use_effect_with(state.layers, |layers| layers.remember());

    let language = state.language;
    let room = if state.reading.is_some() { "room room-full" } else { "room" };
    html! {
        <>
            <a class="skip" href="#reading">{ t("Skip to the reading view") }</a>
            { masthead(&dispatch) }
            <main>
                <Desk state={(*state).clone()} dispatch={dispatch.clone()} {reader} {text_box} shell={props.clone()} />
                <div class={room}>
                    <ReadingView key={language} reading={state.reading.clone()} layers={state.layers} sorting={state.sorting} choice={state.choice}
                        dispatch={dispatch.clone()} />
                    if let Some(reading) = &state.reading {
                        { print_notes(reading, state.layers, state.tab) }
                        <Panel key={language} reading={reading.clone()} tab={state.tab} selection={state.selection}
                            quotes={state.quotes} asked={state.asked} dispatch={dispatch.clone()} />
                    }
                </div>
                <div id="foot"></div>
            </main>
            if let Some(reading) = &state.reading {
                <AddressDialog key={language} reading={reading.clone()} asking={state.asking.clone()} {dispatch} />
            }
            <div key={language}>{ colophon() }</div>
        </>
    }
}
