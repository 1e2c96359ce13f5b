//! The Yew front end: shows what the engine finds, computes nothing itself.
//!
//! [`start`] puts the app in the place of the shell that `index.html` shows while this arrives. The state and its changes are in
//! `state`, the engine's answer made ready for the eye in `reading`, the talk with the engine in `hooks`, the page in `components`.

use wasm_bindgen::prelude::*;

mod app;
mod attribution;
mod bench;
mod breath;
mod clipboard;
mod components;
mod device;
mod dom;
mod engine;
mod fragment;
mod hooks;
mod intake;
mod language;
mod light;
mod order;
mod reading;
mod segments;
mod selection;
mod shell;
mod state;

/// Draws the app beside the shell that fills the page's element with the id `app`, and lets it take the shell's place when all of it is
/// there: until then the shell works, and no key that is pressed meanwhile is lost.
#[wasm_bindgen(start)]
pub fn start() {
    language::take_over();
    let Some(document) = dom::document() else { return };
    let Some((shell, root)) = document.get_element_by_id("app").zip(document.create_element("div").ok()) else {
        return;
    };
    yew::Renderer::<app::App>::with_root_and_props(root.clone(), shell::Shell { shell, root }).render();
}
