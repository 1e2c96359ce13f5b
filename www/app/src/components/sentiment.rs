//! In which tone: the writer's own words first, then toward whom, then the words of those quoted.

use newsglass_analysis::{Entity, Label, Sentiment};
use yew::prelude::*;

use super::filter::filter as field;
use super::picture::tone::{self as tone_picture, tone_chart};
use super::tab::TabProps;
use super::tone;
use crate::language::{key, lower, t};
use crate::order::sort_by_key;
use crate::reading::{ToneSentence, ToneWord, Voice};
use crate::selection::Selection;
use crate::state::{Action, Origin};

/// How many words and entities are shown before the reader asks for more.
const FIRST: usize = 8;

/// How many words are shown when the reader asks for more; the filter leads to any other.
const ALL: usize = 150;

/// What the words are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// The ones that weigh most first.
    #[default]
    Weight,
    /// As they stand in the text.
    Text,
    /// From A to Z.
    Word,
}

/// The tab "Sentiment".
#[component]
pub(crate) fn Sentiments(props: &TabProps) -> Html {
    let all = use_state_eq(|| false);
    let filter = use_state_eq(String::new);
    let order = use_state_eq(Order::default);
    let reading = &props.reading;
    let Some(article) = &reading.analysis.sentiment else {
        let foreign = reading.analysis.is_foreign();
        let why =
            if foreign { t("Newsglass tells the tone of English texts only.") } else { t("Tone was not asked for.") };
        return html! { <p class="nothing">{ why }</p> };
    };
    let select = |selection: Selection| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(selection, Origin::List)))
    };
    let wanted = lower(filter.trim());
    let matching = |of_writer: bool| {
        let words = reading.tone_words.iter().enumerate().filter(|(_, word)| word.quote.is_none() == of_writer);
        let has = |text: &str| lower(text).contains(&wanted);
        let mut words: Vec<(usize, &ToneWord)> =
            words.filter(|(_, word)| wanted.is_empty() || has(&word.text) || has(&tone::why(&word.why))).collect();
        match *order {
            // As they are kept.
            Order::Weight => {}
            Order::Text => sort_by_key(&mut words, |(_, word)| word.start),
            Order::Word => sort_by_key(&mut words, |(_, word)| lower(&word.text)),
        }
        words
    };
    let (own, quoted) = (matching(true), matching(false));
    let (with, against) = sides(&own, article.label, *order);
    let selected_word = match props.selection {
        Some(Selection::Tone(word)) => Some(word),
        _ => None,
    };
    let show_words = |words: &[(usize, &ToneWord)]| {
        let most = if *all { ALL } else { FIRST };
        let shown = |position: usize, index: usize| position < most || selected_word == Some(index);
        let row = |(position, (index, word)): (usize, &(usize, &ToneWord))| {
            shown(position, *index).then(|| {
                let selected = selected_word == Some(*index);
                let class = if word.weight < 0.0 { "negative" } else { "positive" };
                let (before, words, after) = reading.in_context(word.start, word.end);
                html! {
                    <li class={classes!("row", selected.then_some("row-selected"))} key={*index}>
                        <button type="button" class={classes!("row-button", "word", class)} id={format!("row-t{index}")}
                            aria-current={selected.then_some("true")} onclick={select(Selection::Tone(*index))}>
                            <span class="row-name" lang={reading.language()}>{ &word.text }</span>{ " " }
                            <span class="word-why">{ tone::why(&word.why) }</span>{ " " }
                            <span class="row-count">{ tone::signed(word.weight) }</span>
                            <span class="context-words" lang={reading.language()}>{ before }<mark>{ words }</mark>{ after }</span>
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
        .filter(|(_, entity)| entity.kind.is_named())
        .filter_map(|(index, entity)| Some((index, entity, tone::given(entity.sentiment.as_ref())?)))
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
                        <span class="row-text" lang={reading.language()}>{ &sentence.text }</span>
                        { tone::tone_tag(&sentence.tone) }
                    </button>
                </li>
            }
        };
        html! { <section class="group"><h3 class="group-title">{ t(title) }</h3><ul class="rows">{ for sentences.iter().map(row) }</ul></section> }
    };
    let order_button = |by: Order, name: &'static str| {
        let order = order.clone();
        let pressed = (*order == by).to_string();
        let onclick = Callback::from(move |_: MouseEvent| order.set(by));
        html! { <button type="button" class="order" aria-pressed={pressed} {onclick}>{ t(name) }</button> }
    };
    html! {
        <>
            if tone_picture::says_something(&reading.figures.tone) {
                <section class="group">
                    <h3 class="group-title">{ t("Along the text") }</h3>
                    { tone_chart(&reading.figures.tone, props.block(), &props.dispatch) }
                </section>
            }
            <div class="tools tools-between">
                { field(t("Filter words"), &filter, None) }
                <div class="orders" role="group" aria-label={t("Order")}>
                    { order_button(Order::Weight, key("By weight")) }{ order_button(Order::Text, key("As in the text")) }{ order_button(Order::Word, key("A\u{2013}Z")) }
                </div>
            </div>
            <section class="group">
                <h3 class="group-title">{ t("The writer\u{2019}s own voice") }</h3>
                { tone::tone_line(article) }
                if own.is_empty() {
                    <p class="row-note">{ if wanted.is_empty() { t("No word of the writer\u{2019}s own praises or blames.") } else { t("No such word here.") } }</p>
                } else {
                    { show_words(&with) }
                    { tone::but_also(!against.is_empty(), || show_words(&against)) }
                }
            </section>
            if !quoted.is_empty() || !wanted.is_empty() {
                <section class="group">
                    <h3 class="group-title">{ t("In quoted words") }</h3>
                    <ul class="rows plain">
                        { for voices.iter().map(|(voice, tone)| html! {
                            <li class="pair" key={voice.quotes.first().copied().unwrap_or_default()}><span>{ voice.shown() }</span>{ tone::tone_tag(tone) }</li>
                        }) }
                    </ul>
                    { show_words(&quoted) }
                </section>
            }
            if own.len() > FIRST || quoted.len() > FIRST {
                <button type="button" class="text-button more" aria-expanded={all.to_string()} onclick={more}>
                    { if *all { t("Show fewer words") } else { t("Show every word") } }
                </button>
            }
            if !toward.is_empty() {
                <section class="group">
                    <h3 class="group-title">{ t("Toward whom") }</h3>
                    <ul class="rows">
                        { for toward.iter().map(|(index, entity, tone)| {
                            let selected = matches!(props.selection, Some(Selection::Entity(entity, _)) if entity == *index);
                            html! {
                                <li class={classes!("row", selected.then_some("row-selected"))} key={*index}>
                                    <button type="button" class="row-button pair" aria-current={selected.then_some("true")} onclick={select(Selection::Entity(*index, 0))}>
                                        <span class="row-name">{ &entity.name }</span>{ tone::tone_tag(tone) }
                                    </button>
                                </li>
                            }
                        }) }
                    </ul>
                </section>
            }
            { sentences(key("Most positive"), &reading.brightest) }
            { sentences(key("Most negative"), &reading.darkest) }
        </>
    }
}

/// A word with its index into the tone words.
type Numbered<'a> = (usize, &'a ToneWord);

/// The words that may stand under a label and those that may not; in another order than by weight they all stand together.
fn sides<'a>(words: &[Numbered<'a>], label: Label, order: Order) -> (Vec<Numbered<'a>>, Vec<Numbered<'a>>) {
    let label = if order == Order::Weight { label } else { Label::Neutral };
    words.iter().partition(|(_, word)| tone::speaks_for(label, word.weight))
}

/// The tone of the quote of a speaker that has most of it; the engine judges each quote, and none is made up here.
fn voice_tone(props: &TabProps, voice: &Voice) -> Option<Sentiment> {
    let quotes = &props.reading.analysis.quotes;
    let tones = voice.quotes.iter().filter_map(|index| quotes.get(*index)?.sentiment.as_ref());
    tones.filter_map(|tone| tone::given(Some(tone))).max_by(|a, b| a.strength.total_cmp(&b.strength)).cloned()
}
