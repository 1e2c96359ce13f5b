//! What the reading view shows before there is anything to read: what will be seen, on a line of sample text.

use yew::prelude::*;

use crate::language::t;

/// The first thing a stranger sees under the text box. `index.html` holds the same.
pub(crate) fn welcome() -> Html {
    html! {
        <div class="welcome">
            <p class="specimen show-entities show-quotes show-tone" aria-hidden="true">
                <span class="quoted quoted-direct">{ "\u{201c}We have " }</span><span class="quoted quoted-direct tone tone-positive">{ "saved" }</span>
                <span class="quoted quoted-direct">{ " the harbour,\u{201d}" }</span>{ " said " }
                <span class="entity entity-person begins">{ "Nadia Brandt" }</span>{ " of the " }
                <span class="entity entity-organization begins">{ "Sable Bay Trust" }</span>{ ". Critics called it a " }
                <span class="tone tone-negative">{ "reckless" }</span>{ " bet." }
            </p>
            <dl class="legend">
                <div><dt>{ t("Who") }</dt><dd>{ t("Every name in the article, gathered under the person, organization or place it stands for.") }</dd></div>
                <div><dt>{ t("Who says what") }</dt><dd>{ t("Every quote with its speaker, also when the text only says \u{201c}she said\u{201d}.") }</dd></div>
                <div><dt>{ t("In which tone") }</dt><dd>{ t("The words that praise or blame, the writer\u{2019}s own apart from those quoted.") }</dd></div>
            </dl>
        </div>
    }
}
