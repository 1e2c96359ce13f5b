//! The marks of the text as a list, for who cannot see them: the text itself reads as prose, without a button at each name.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use newsglass_analysis::MentionKind;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlSelectElement};
use yew::prelude::*;

use super::icon::kind_name;
use super::tone;
use crate::dom;
use crate::hooks::make_way_in;
use crate::language::{fill, grouped, key, t};
use crate::order;
use crate::reading::{Reading, shorten};
use crate::selection::Selection;
use crate::state::{Action, LayerName, Layers, Origin, State};

/// How many marks are listed before the reader asks for more, and how many come then.
const ROWS: usize = 200;

/// What the list needs.
#[derive(PartialEq, Properties)]
pub(crate) struct MarksProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// Which highlights are on.
    pub(crate) layers: Layers,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// The layers, with the name and the value of each as a choice.
const KINDS: [(LayerName, &str, &str); 3] = [
    (LayerName::Entities, "names", key("Names")),
    (LayerName::Quotes, "quotes", key("Quoted words")),
    (LayerName::Tone, "tone", key("Tone")),
];

/// The button, which shows when the Tab key reaches it, and the window with the list.
#[component]
pub(crate) fn Marks(props: &MarksProps) -> Html {
    let open = use_state_eq(|| false);
    let kind = use_state_eq(|| LayerName::Entities);
    let rows = use_state_eq(|| ROWS);
    let onclick = Callback::from(|_: MouseEvent| {
        dom::open_dialog("#marks");
    });
    // Opened by the button or by a key, it takes the focus: then the list is drawn.
    let onfocusin = {
        let open = open.clone();
        Callback::from(move |_: FocusEvent| open.set(true))
    };
    let onclose = {
        let open = open.clone();
        Callback::from(move |_: Event| open.set(false))
    };
    let onchange = {
        let (kind, rows) = (kind.clone(), rows.clone());
        Callback::from(move |event: Event| {
            let chosen = event.target_dyn_into::<HtmlSelectElement>().map(|select| select.value());
            if let Some((name, ..)) = KINDS.iter().find(|(_, value, _)| chosen.as_deref() == Some(*value)) {
                rows.set(ROWS);
                kind.set(*name);
            }
        })
    };
    let more = {
        let rows = rows.clone();
        Callback::from(move |_: MouseEvent| rows.set(*rows + ROWS))
    };
    let all = if *open { list(&props.reading, *kind) } else { Vec::new() };
    let row = |(selection, words, what): &(Selection, String, String)| {
        let (selection, dispatch, layers, kind) = (*selection, props.dispatch.clone(), props.layers, *kind);
        let onclick = Callback::from(move |_: MouseEvent| {
            if !shows(layers, kind) {
                dispatch.dispatch(Action::Switched(kind));
            }
            dispatch.dispatch(Action::Selected(selection, Origin::Text));
            leave(selection);
        });
        html! {
            <li><button type="button" class="context" {onclick}><b>{ words }</b>{ ", " }{ what }</button></li>
        }
    };
    html! {
        <>
            <button type="button" class="skip skip-marks" {onclick}>{ t("List the marks in the text") }</button>
            <dialog id="marks" class="help marks" aria-labelledby="marks-title" {onfocusin} {onclose}>
                <form method="dialog">
                    <h2 id="marks-title">{ t("Marks in the text") }</h2>
                    <select class="choose" aria-label={t("Kind")} {onchange}>
                        { for KINDS.iter().map(|(name, value, words)| html! { <option value={*value} selected={*kind == *name}>{ t(words) }</option> }) }
                    </select>
                    if *open {
                        <ol class="marks-list" lang={props.reading.language()}>{ for all.iter().take(*rows).map(row) }</ol>
                        if all.is_empty() {
                            <p class="nothing">{ t("None of this kind.") }</p>
                        }
                        if all.len() > *rows {
                            <button type="button" class="text-button more" onclick={more}>{ fill("Show more of {0}", &[&grouped(all.len())]) }</button>
                        }
                    }
                    <p><button type="submit" class="button">{ t("Close") }</button></p>
                </form>
            </dialog>
        </>
    }
}

fn shows(layers: Layers, kind: LayerName) -> bool {
    match kind {
        LayerName::Entities => layers.entities,
        LayerName::Quotes => layers.quotes,
        LayerName::Tone => layers.tone,
    }
}

/// All marks of a kind in the order of the text: the words, and what they are.
fn list(reading: &Reading, kind: LayerName) -> Vec<(Selection, String, String)> {
    let analysis = &reading.analysis;
    let mut marks: Vec<(usize, Selection, String, String)> = Vec::new();
    match kind {
        LayerName::Entities => {
            for (index, entity) in analysis.entities.iter().enumerate() {
                for (number, mention) in entity.mentions.iter().enumerate() {
                    if mention.kind == MentionKind::Name {
                        let words = reading.words_at(mention.start, mention.end).to_owned();
                        let what = t(kind_name(entity.kind)).to_owned();
                        marks.push((mention.start, Selection::Entity(index, number), words, what));
                    }
                }
            }
        }
        LayerName::Quotes => {
            for (index, quote) in analysis.quotes.iter().enumerate() {
                let name = reading.speaker_name(index).unwrap_or_else(|| t("Speaker not found")).to_owned();
                let words = reading.quoted.get(index).map(|parts| shorten(&parts.join(" \u{2026} "), 90));
                marks.push((quote.start, Selection::Quote(index), name, words.unwrap_or_default()));
            }
        }
        LayerName::Tone => {
            for (index, word) in reading.tone_words.iter().enumerate() {
                let what = tone::side(word.weight).to_owned();
                marks.push((word.start, Selection::Tone(index), word.text.clone(), what));
            }
        }
    }
    order::sort_by_key(&mut marks, |(start, ..)| *start);
    marks.into_iter().map(|(_, selection, words, what)| (selection, words, what)).collect()
}

/// Closes the window and puts the focus on the mark in the text, as soon as the layer is shown.
fn leave(selection: Selection) {
    let dialog = dom::first("#marks").and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog {
        dialog.close();
    }
    Timeout::new(0, move || {
        let selector = match selection {
            Selection::Entity(entity, mention) => format!(".prose .mark[data-e='{entity}'][data-m='{mention}']"),
            Selection::Quote(quote) => format!(".prose [data-q='{quote}']"),
            Selection::Tone(word) => format!(".prose .mark[data-t='{word}']"),
            Selection::Sentence(_) | Selection::Block(_) => return,
        };
        let mut shown = dom::all(&selector);
        shown.retain(|mark| mark.offset_parent().is_some());
        // The first quote of a speaker in a paragraph has its mark beside it; of the others the words themselves are gone to.
        let heard = shown.iter().position(|mark| mark.class_list().contains("heard"));
        let shown = shown.into_iter().nth(heard.unwrap_or_default());
        if let Some(mark) = shown {
            make_way_in(&mark);
            if !mark.class_list().contains("mark") {
                mark.set_tab_index(-1);
            }
            dom::focus(&mark);
            dom::bring_into_view(&mark, true);
        }
    })
    .forget();
}
