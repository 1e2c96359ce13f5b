//! What stands on paper beside the article: what its marks mean, where it is from, and what follows it. On the screen it is not there.

use newsglass_analysis::QuoteKind;
use yew::prelude::*;

use super::entities::KINDS;
use super::icon::kind_name;
use crate::language::{days, key, t};
use crate::reading::Reading;
use crate::selection::Tab;
use crate::state::Layers;

/// The legend of the marks that are on and in the text, and the source.
pub(crate) fn print_notes(reading: &Reading, layers: Layers, tab: Tab) -> Html {
    html! {
        <>
            <div class="on-paper">
                { legend(reading, layers) }
                <p class="paper-source">{ source(reading) }</p>
            </div>
            <h2 class="on-paper paper-heading">{ t(tab.name()) }</h2>
        </>
    }
}

fn legend(reading: &Reading, layers: Layers) -> Html {
    let analysis = &reading.analysis;
    let mut entries: Vec<(String, &'static str)> = Vec::new();
    if layers.entities {
        let found = KINDS.into_iter().filter(|kind| analysis.entities.iter().any(|entity| entity.kind == *kind));
        entries.extend(found.map(|kind| (format!("entity entity-{} begins", kind.as_str()), kind_name(kind))));
    }
    if layers.quotes {
        let forms = [
            (QuoteKind::Direct, "quoted quoted-direct", key("quoted word for word")),
            (QuoteKind::Mixed, "quoted quoted-mixed", key("quoted in part word for word")),
            (QuoteKind::Indirect, "quoted quoted-indirect", key("quoted in other words")),
        ];
        let found = forms.into_iter().filter(|(kind, ..)| analysis.quotes.iter().any(|quote| quote.kind == *kind));
        entries.extend(found.map(|(_, class, words)| (class.to_owned(), words)));
    }
    if layers.tone {
        let sides = [(1.0, "tone tone-positive", key("praise")), (-1.0, "tone tone-negative", key("blame"))];
        let found =
            sides.into_iter().filter(|(side, ..)| reading.tone_words.iter().any(|word| word.weight * side > 0.0));
        entries.extend(found.map(|(_, class, words)| (class.to_owned(), words)));
    }
    if entries.is_empty() {
        return Html::default();
    }
    html! {
        <p class="paper-legend show-entities show-quotes show-tone">
            { t("The marks in the text:") }
            { for entries.into_iter().map(|(class, words)| html! { <>{ " " }<span class="paper-mark"><span {class}>{ t(words) }</span></span></> }) }
        </p>
    }
}

/// Title, publisher, day, that it was read here and when, and the address.
fn source(reading: &Reading) -> String {
    let article = &reading.analysis.article;
    let now = js_sys::Date::new_0();
    let today = format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date());
    let mut facts: Vec<String> = Vec::new();
    facts.extend(article.title.as_ref().map(|title| format!("\u{201c}{}\u{201d}", title.value.trim())));
    facts.extend(article.publisher.as_ref().map(|publisher| publisher.value.clone()));
    facts.extend(article.published.as_ref().map(|published| days(&published.value, &published.value)));
    facts.push(t("Read with Newsglass").to_owned());
    facts.push(days(&today, &today));
    facts.extend(article.url.clone());
    facts.join(" \u{b7} ")
}
