//! The top and the bottom of the page. `index.html` holds the same top, so that nothing moves when the app arrives.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::help::Help;
use crate::language::{languages, speak, t};
use crate::state::{Action, State};

/// What the top needs.
#[derive(PartialEq, Properties)]
pub(crate) struct MastheadProps {
    /// Counts the languages that the page has spoken.
    pub(crate) language: usize,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// Name of the house, what it does, and in which language.
#[component]
pub(crate) fn Masthead(props: &MastheadProps) -> Html {
    let languages = languages();
    let mut lines = languages.lines();
    let current = lines.next_back().unwrap_or_default();
    let onchange = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let Some(select) = event.target_dyn_into::<HtmlSelectElement>() else { return };
            let dispatch = dispatch.clone();
            wasm_bindgen_futures::spawn_local(async move {
                // What could not be fetched is not spoken, and not shown as chosen.
                select.set_value(&speak(&select.value()).await);
                dispatch.dispatch(Action::Spoke);
            });
        })
    };
    let mut options = Vec::new();
    while let Some((tag, name)) = lines.next().zip(lines.next()) {
        options.push(
            html! { <option value={tag.to_owned()} lang={tag.to_owned()} selected={tag == current}>{ name }</option> },
        );
    }
    html! {
        <header class="masthead">
            <h1 class="wordmark">
                <svg class="lens" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
                    <circle cx="13.5" cy="13.5" r="9" />
                    <path d="M20.2 20.2 28 28M9.5 11h8M9.5 14h8M9.5 17h5" />
                </svg>
                { "Newsglass" }
            </h1>
            <p class="tagline">{ t("Who is in the news, who says what, and in which tone.") }</p>
            <select class="language" aria-label={t("Language")} {onchange}>{ for options }</select>
        </header>
    }
}

/// What the reader may rely on. Drawn anew with each language.
pub(crate) fn colophon() -> Html {
    html! {
        <footer class="colophon">
            <p>
                { t("Nothing you paste leaves this page. It is read here, by a program in your browser; there is no server that could see it. \
                     Once the page is loaded it works without a connection: try it.") }
            </p>
            <p>{ t("Names, speakers and tone are found by a machine. It can be wrong, so every finding leads back to its words.") }</p>
            <Help />
        </footer>
    }
}
