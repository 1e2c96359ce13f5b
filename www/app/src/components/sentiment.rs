//! In which tone: the writer's own words first, then toward whom, then the words of those quoted.

use newsglass::{Entity, Sentiment};
use yew::prelude::*;

use super::panel::TabProps;
use super::tone::{self, ToneScale, ToneTag};
use crate::reading::{ToneSentence, ToneWord, Voice};
use crate::state::{Action, Origin, Selection};

/// How many words and entities are shown before the reader asks for more.
const FIRST: usize = 8;

/// The tab "Sentiment".
#[component]
pub(crate) fn Sentiments(props: &TabProps) -> Html {
    let all = use_state_eq(|| false);
    let reading = &props.reading;
    let Some(article) = &reading.analysis.sentiment else {
        return html! { <p class="nothing">{ "Tone was not asked for." }</p> };
    };
    let select = |selection: Selection| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(selection, Origin::List)))
    };
    let own: Vec<(usize, &ToneWord)> =
        reading.tone_words.iter().enumerate().filter(|(_, word)| word.quote.is_none()).collect();
    let quoted: Vec<(usize, &ToneWord)> =
        reading.tone_words.iter().enumerate().filter(|(_, word)| word.quote.is_some()).collect();
    let selected_word = match props.selection {
        Some(Selection::Tone(word)) => Some(word),
        _ => None,
    };
    let show_words = |words: &[(usize, &ToneWord)]| {
        let shown = |position: usize, index: usize| *all || position < FIRST || selected_word == Some(index);
        let row = |(position, (index, word)): (usize, &(usize, &ToneWord))| {
            shown(position, *index).then(|| {
                let selected = selected_word == Some(*index);
                let class = if word.weight < 0.0 { "negative" } else { "positive" };
                html! {
                    <li class={classes!("row", selected.then_some("row-selected"))} key={*index}>
                        <button type="button" class={classes!("row-button", "word", class)} id={format!("row-t{index}")}
                            aria-current={selected.then_some("true")} onclick={select(Selection::Tone(*index))}>
                            <span class="row-name">{ &word.text }</span>{ " " }
                            <span class="word-why">{ &word.why }</span>{ " " }
                            <span class="row-count">{ tone::signed(word.weight) }</span>
                        </button>
                    </li>
                }
            })
        };
        html! { <ul class="rows">{ for words.iter().enumerate().filter_map(row) }</ul> }
    };
    let more = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    let toward: Vec<(usize, &Entity, &Sentiment)> = reading
        .analysis
        .entities
        .iter()
        .enumerate()
        .filter_map(|(index, entity)| Some((index, entity, entity.sentiment.as_ref()?)))
        .filter(|(_, entity, tone)| entity.kind.is_named() && !tone.evidence.is_empty())
        .take(FIRST)
        .collect();
    let voices: Vec<(&Voice, Sentiment)> =
        reading.voices.iter().filter_map(|voice| Some((voice, voice_tone(props, voice)?))).take(FIRST).collect();
    let sentences = |title: &'static str, sentences: &[ToneSentence]| {
        if sentences.is_empty() {
            return Html::default();
        }
        let row = |sentence: &ToneSentence| {
            let selection = Selection::Sentence(sentence.index);
            let selected = props.selection == Some(selection);
            html! {
                <li class={classes!("row", selected.then_some("row-selected"))} key={sentence.index}>
                    <button type="button" class="row-button sentence" aria-current={selected.then_some("true")} onclick={select(selection)}>
                        <span class="row-text">{ &sentence.text }</span>
                        <span class="row-count">{ tone::signed(sentence.score) }</span>
                    </button>
                </li>
            }
        };
        html! { <section class="group"><h3 class="group-title">{ title }</h3><ul class="rows">{ for sentences.iter().map(row) }</ul></section> }
    };
    html! {
        <>
            <section class="group">
                <h3 class="group-title">{ "The writer\u{2019}s own voice" }</h3>
                <ToneLine tone={article.clone()} />
                if own.is_empty() {
                    <p class="row-note">{ "No word of the writer\u{2019}s own praises or blames." }</p>
                } else {
                    { show_words(&own) }
                }
            </section>
            if !quoted.is_empty() {
                <section class="group">
                    <h3 class="group-title">{ "In quoted words" }</h3>
                    <ul class="rows plain">
                        { for voices.iter().map(|(voice, tone)| html! {
                            <li class="pair" key={format!("{}-{:?}", voice.name, voice.entity)}><span>{ &voice.name }</span><ToneTag tone={tone.clone()} /></li>
                        }) }
                    </ul>
                    { show_words(&quoted) }
                </section>
            }
            if own.len() > FIRST || quoted.len() > FIRST {
                <button type="button" class="text-button more" aria-expanded={all.to_string()} onclick={more}>
                    { if *all { "Show fewer words" } else { "Show every word" } }
                </button>
            }
            if !toward.is_empty() {
                <section class="group">
                    <h3 class="group-title">{ "Toward whom" }</h3>
                    <ul class="rows">
                        { for toward.iter().map(|(index, entity, tone)| {
                            let selected = matches!(props.selection, Some(Selection::Entity(entity, _)) if entity == *index);
                            html! {
                                <li class={classes!("row", selected.then_some("row-selected"))} key={*index}>
                                    <button type="button" class="row-button pair" aria-current={selected.then_some("true")} onclick={select(Selection::Entity(*index, 0))}>
                                        <span class="row-name">{ &entity.name }</span><ToneTag tone={(*tone).clone()} />
                                    </button>
                                </li>
                            }
                        }) }
                    </ul>
                </section>
            }
            { sentences("Most positive", &reading.brightest) }
            { sentences("Most negative", &reading.darkest) }
        </>
    }
}

/// A tone with its scale, its word and its numbers.
#[component]
pub(crate) fn ToneLine(props: &ToneLineProps) -> Html {
    let tone = &props.tone;
    html! {
        <div class="tone-line">
            <p class="tone-words"><ToneTag tone={tone.clone()} /></p>
            <ToneScale tone={tone.clone()} />
            <p class="tone-numbers">{ "score " }{ tone::signed(tone.score) }{ " on \u{2212}1 to +1, strength " }{ format!("{:.2}", tone.strength) }</p>
        </div>
    }
}

/// A tone to show.
#[derive(PartialEq, Properties)]
pub(crate) struct ToneLineProps {
    /// The tone.
    pub(crate) tone: Sentiment,
}

/// The tone of the quote of a speaker that has most of it; the engine judges each quote, and none is made up here.
fn voice_tone(props: &TabProps, voice: &Voice) -> Option<Sentiment> {
    let quotes = &props.reading.analysis.quotes;
    let tones = voice.quotes.iter().filter_map(|index| quotes.get(*index)?.sentiment.as_ref());
    tones.filter(|tone| !tone.evidence.is_empty()).max_by(|a, b| a.strength.total_cmp(&b.strength)).cloned()
}
