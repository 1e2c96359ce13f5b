//! The Yew front end: shows what the engine finds, computes nothing itself.

use wasm_bindgen::prelude::*;
use yew::prelude::*;

/// The whole page.
#[component]
fn App() -> Html {
    html! { <main><h1>{ "Newsglass" }</h1></main> }
}

/// Puts the app into the page's element with the id `app`.
#[wasm_bindgen(start)]
pub fn start() {
    if let Some(root) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("app"))
    {
        yew::Renderer::<App>::with_root(root).render();
    }
}
