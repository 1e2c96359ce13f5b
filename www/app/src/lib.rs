//! The Yew front end: shows what the engine finds, computes nothing itself.
//!
//! [`start`] puts the app in the place of the shell that `index.html` shows while this arrives. The state and its changes are in
//! `state`, the engine's answer made ready for the eye in `reading`, the talk with the engine in `hooks`, the page in `components`.

use wasm_bindgen::prelude::*;

mod app;
mod components;
mod dom;
mod engine;
mod fragment;
mod hooks;
mod reading;
mod segments;
mod state;

/// Puts the app into the page's element with the id `app`. What was typed into the shell before is kept, and so is the focus.
#[wasm_bindgen(start)]
pub fn start() {
    let Some(root) = dom::document().and_then(|document| document.get_element_by_id("app")) else { return };
    let shell = dom::first("#article").and_then(|element| element.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    let typed = shell.as_ref().map(web_sys::HtmlTextAreaElement::value).unwrap_or_default();
    let caret = shell.and_then(|shell| Some((shell.selection_start().ok()??, shell.selection_end().ok()??)));
    let props = app::Props { typed: typed.into(), caret, focus: dom::focused_stop() };
    yew::Renderer::<app::App>::with_root_and_props(root, props).render();
}
