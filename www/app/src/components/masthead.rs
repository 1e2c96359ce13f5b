//! The top and the bottom of the page. `index.html` holds the same top, so that nothing moves when the app arrives.

use yew::prelude::*;

use super::help::Help;

/// Name of the house and what it does.
#[component]
pub(crate) fn Masthead() -> Html {
    html! {
        <header class="masthead">
            <h1 class="wordmark">
                <svg class="lens" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
                    <circle cx="13.5" cy="13.5" r="9" />
                    <path d="M20.2 20.2 28 28M9.5 11h8M9.5 14h8M9.5 17h5" />
                </svg>
                { "Newsglass" }
            </h1>
            <p class="tagline">{ "Who is in the news, who says what, and in which tone." }</p>
        </header>
    }
}

/// What the reader may rely on.
#[component]
pub(crate) fn Colophon() -> Html {
    html! {
        <footer class="colophon">
            <p>
                { "Nothing you paste leaves this page. It is read here, by a program in your browser; there is no server that could see it. \
                   Once the page is loaded it works without a connection: try it." }
            </p>
            <p>{ "Names, speakers and tone are found by a machine. It can be wrong, so every finding leads back to its words." }</p>
            <Help />
        </footer>
    }
}
