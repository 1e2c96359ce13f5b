//! The article at a glance: what it is, who is in it, who speaks, in which tone.

use newsglass::{Article, Text};
use yew::prelude::*;

use super::entities::EntityRow;
use super::panel::TabProps;
use super::sentiment::ToneLine;
use super::tone::{self, Bar};
use crate::reading::{Reading, Voice, plural};
use crate::state::{Action, Origin, Selection, Tab};

/// How many names and speakers are shown at a glance.
const FIRST: usize = 6;

/// The tab "Overview".
#[component]
pub(crate) fn Overview(props: &TabProps) -> Html {
    let reading = &props.reading;
    let article = &reading.analysis.article;
    let named: Vec<usize> = reading
        .analysis
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| entity.kind.is_named())
        .map(|(index, _)| index)
        .take(FIRST)
        .collect();
    let go_to = |tab: Tab| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Opened(tab)))
    };
    html! {
        <>
            <section class="group">
                <h3 class="hidden">{ "At a glance" }</h3>
                { glance(article) }
                <p class="counts">{ counts(reading) }</p>
            </section>
            if reading.is_bare() {
                <p class="nothing">
                    { "Nothing was found: no names, no quotes, no words of praise or blame. Newsglass reads news articles in English; \
                       a paragraph or two is enough." }
                </p>
            }
            if !named.is_empty() {
                <section class="group">
                    <h3 class="group-title">{ "Who is in it" }</h3>
                    <ul class="rows">
                        { for named.into_iter().map(|index| {
                            let selection = props.selection.filter(|selection| matches!(selection, Selection::Entity(entity, _) if *entity == index));
                            html! { <EntityRow key={index} reading={reading.clone()} {index} {selection} dispatch={props.dispatch.clone()} /> }
                        }) }
                    </ul>
                    <button type="button" class="text-button more" onclick={go_to(Tab::Entities)}>{ "All names, dates and amounts" }</button>
                </section>
            }
            if !reading.voices.is_empty() {
                <section class="group">
                    <h3 class="group-title">{ "Who speaks" }</h3>
                    <ul class="rows">{ for reading.voices.iter().take(FIRST).map(|voice| speaks(props, voice)) }</ul>
                    <button type="button" class="text-button more" onclick={go_to(Tab::Quotes)}>{ "All quoted words" }</button>
                </section>
            }
            if let Some(article) = &reading.analysis.sentiment {
                <section class="group">
                    <h3 class="group-title">{ "In which tone" }</h3>
                    <ToneLine tone={article.clone()} />
                    { tone_words(props) }
                </section>
            }
        </>
    }
}

fn glance(article: &Article) -> Html {
    let row = |name: &'static str, words: Option<String>| {
        words.map(|words| html! { <div><dt>{ name }</dt><dd>{ words }</dd></div> })
    };
    let value = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    let authors: Vec<&str> = article.authors.iter().map(|author| author.value.as_str()).collect();
    html! {
        <>
            if let Some(title) = &article.title {
                <p class="glance-title">{ &title.value }</p>
            }
            <dl class="facts">
                { row("By", (!authors.is_empty()).then(|| authors.join(", "))) }
                { row("Published", article.published.as_ref().map(|published| published.value.clone())) }
                { row("In", value(&article.publisher)) }
                { row("From", value(&article.dateline)) }
                { row("Section", value(&article.section)) }
            </dl>
        </>
    }
}

fn counts(reading: &Reading) -> String {
    let mut counts =
        vec![plural(reading.words, "word", "words"), plural(reading.analysis.sentences.len(), "sentence", "sentences")];
    if reading.set_aside > 0 {
        counts.push(format!("{} set aside", plural(reading.set_aside, "line", "lines")));
    }
    counts.join(" \u{b7} ")
}

fn speaks(props: &TabProps, voice: &Voice) -> Html {
    let most = props.reading.voices.first().map_or(1, |voice| voice.words.max(1));
    let Some(&first) = voice.quotes.first() else { return Html::default() };
    // Pressed again, it leads to the speaker's next quote.
    let next = match props.selection {
        Some(Selection::Quote(here)) => {
            voice.quotes.iter().skip_while(|quote| **quote != here).nth(1).copied().unwrap_or(first)
        }
        _ => first,
    };
    let selected = matches!(props.selection, Some(Selection::Quote(here)) if voice.quotes.contains(&here));
    let dispatch = props.dispatch.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(Selection::Quote(next), Origin::List)));
    html! {
        <li class={classes!("row", selected.then_some("row-selected"))} key={format!("{}-{:?}", voice.name, voice.entity)}>
            <button type="button" class="row-button speaks" aria-current={selected.then_some("true")} {onclick}>
                <span class="row-name">
                    { &voice.name }
                    if voice.anonymous {
                        <span class="flag">{ "unnamed source" }</span>
                    }
                </span>
                <span class="row-count">{ plural(voice.words, "word", "words") }</span>
                <Bar share={voice.words as f64 / most as f64} />
            </button>
        </li>
    }
}

fn tone_words(props: &TabProps) -> Html {
    let own: Vec<_> =
        props.reading.tone_words.iter().enumerate().filter(|(_, word)| word.quote.is_none()).take(FIRST).collect();
    if own.is_empty() {
        return Html::default();
    }
    html! {
        <p class="because">
            <span class="because-label">{ "because of " }</span>
            { for own.into_iter().map(|(index, word)| {
                let dispatch = props.dispatch.clone();
                let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(Selection::Tone(index), Origin::List)));
                let class = if word.weight < 0.0 { "negative" } else { "positive" };
                html! {
                    <button type="button" class={classes!("chip", class)} title={format!("{} {}", tone::signed(word.weight), word.why)} {onclick}>{ &word.text }</button>
                }
            }) }
        </p>
    }
}
