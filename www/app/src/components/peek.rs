//! The small card at a marked word: who or what it is, while the pointer or the focus is there.

use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use newsglass_analysis::Entity;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};
use yew::prelude::*;

use super::icon::{kind_icon, kind_name};
use super::said::sureness;
use super::tone;
use crate::dom;
use crate::language::{fill, lower, plural, t};
use crate::reading::{Reading, shorten};
use crate::selection::Selection;
use crate::state::Layers;

/// How long the pointer rests on a word before its card shows, in milliseconds: who only passes over sees none.
const REST: u32 = 350;

/// How long the card stays after the pointer has left the word, so that one can move onto it, in milliseconds.
const LEAVE: u32 = 200;

/// What the card needs.
#[derive(PartialEq, Properties)]
pub(crate) struct PeekProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// Which highlights are on: only what is shown has a card.
    pub(crate) layers: Layers,
}

/// A card and where it stands.
#[derive(Clone, Copy, PartialEq)]
struct Shown {
    what: Selection,
    /// Pixels from the left of the window.
    left: i32,
    /// Pixels from its top, or else from its bottom when there is more room above the word.
    edge: Result<i32, i32>,
}

/// The card, shown and hidden by what happens on the page. It can be pointed at, and Escape puts it away (WCAG 1.4.13).
#[component]
pub(crate) fn Peek(props: &PeekProps) -> Html {
    let shown = use_state_eq(|| None::<Shown>);
    let card = use_node_ref();
    {
        let (shown, layers) = (shown.clone(), props.layers);
        use_effect_with((props.reading.clone(), layers), move |_| {
            shown.set(None);
            let listeners = listen(shown.setter(), layers);
            move || drop(listeners)
        });
    }
    {
        // By hand, for the page's rules forbid `style` attributes.
        let card = card.clone();
        use_effect_with(*shown, move |shown| {
            if let Some((shown, card)) = shown.zip(card.cast::<HtmlElement>()) {
                let style = card.style();
                let (side, pixels) = match shown.edge {
                    Ok(top) => ("top", top),
                    Err(bottom) => ("bottom", bottom),
                };
                let _ = style.set_property("left", &format!("{}px", shown.left));
                let _ = style.set_property(side, &format!("{pixels}px"));
            }
        });
    }
    let Some(what) = shown.map(|shown| shown.what) else { return Html::default() };
    let words = match what {
        Selection::Entity(entity, mention) => about_entity(&props.reading, entity, mention, props.layers.tone),
        Selection::Quote(quote) => about_quote(&props.reading, quote),
        Selection::Tone(word) => about_tone(&props.reading, word),
        Selection::Sentence(_) | Selection::Block(_) => None,
    };
    let key = match what {
        Selection::Entity(entity, mention) => format!("e{entity}-{mention}"),
        Selection::Quote(index) => format!("q{index}"),
        Selection::Tone(index) | Selection::Sentence(index) | Selection::Block(index) => format!("t{index}"),
    };
    // A card of another word is another element: the place of the one before is not kept.
    html! { <div class="peek" id="peek" role="tooltip" key={key} ref={card}>{ words.unwrap_or_default() }</div> }
}

/// Listens to pointer, focus, keys and scrolling as long as what it returns is kept.
fn listen(set: UseStateSetter<Option<Shown>>, layers: Layers) -> Vec<EventListener> {
    let Some(document) = dom::document() else { return Vec::new() };
    let timer = Rc::new(std::cell::RefCell::new(None::<Timeout>));
    let hides = dom::matches_media("(hover: hover)");
    let over = {
        let (set, timer) = (set.clone(), timer.clone());
        move |event: &Event| {
            if !hides {
                return;
            }
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let inside = target.as_ref().and_then(|target| target.closest(".peek").ok().flatten());
            let next = target.and_then(|target| at(&target, layers));
            let set = set.clone();
            *timer.borrow_mut() = match (inside, next) {
                (Some(_), _) => None,
                (None, Some(next)) => Some(Timeout::new(REST, move || set.set(Some(next)))),
                (None, None) => Some(Timeout::new(LEAVE, move || set.set(None))),
            };
        }
    };
    let focus = {
        let (set, timer) = (set.clone(), timer.clone());
        move |event: &Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            // Only for the keyboard: the pointer has its own way.
            let target = target.filter(|target| target.matches(".prose .mark:focus-visible").unwrap_or_default());
            if let Some(target) = &target {
                let _ = target.set_attribute("aria-describedby", "peek");
            }
            let set = set.clone();
            // A word that gets the focus is scrolled into sight only after this event.
            let show = move || set.set(target.and_then(|target| at(&target, layers)));
            *timer.borrow_mut() = Some(Timeout::new(0, show));
        }
    };
    let hide = {
        let timer = timer.clone();
        move || {
            *timer.borrow_mut() = None;
            set.set(None);
        }
    };
    let on_escape = {
        let hide = hide.clone();
        move |event: &Event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                hide();
            }
        }
    };
    let (on_click, on_scroll) = (hide.clone(), hide);
    let capture = EventListenerOptions::run_in_capture_phase();
    vec![
        EventListener::new(&document, "mouseover", over),
        EventListener::new(&document, "focusin", focus),
        EventListener::new(&document, "keydown", on_escape),
        EventListener::new(&document, "click", move |_| on_click()),
        EventListener::new_with_options(&document, "wheel", capture, move |_| on_scroll()),
    ]
}

/// The card of the word at `target`, and where it goes.
fn at(target: &Element, layers: Layers) -> Option<Shown> {
    /// As wide as the style sheet lets a card be, with its distance from the edge of the window.
    const WIDTH: f64 = 336.0;
    /// As high as a card gets, or nearly.
    const HEIGHT: f64 = 150.0;
    const GAP: f64 = 4.0;
    let word = target.closest(".prose .heard, .prose [data-e], .prose [data-t]").ok().flatten()?;
    let what = super::marked::selection_at(&word, layers)?;
    // Words of a quote have no card of their own: the speaker's name in the margin has.
    if matches!(what, Selection::Quote(_)) && !word.class_list().contains("heard") {
        return None;
    }
    let window = web_sys::window()?;
    let size =
        |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or_default();
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let place = word.get_bounding_client_rect();
    let left = place.left().min(width - WIDTH).max(GAP) as i32;
    let edge = match place.bottom() + HEIGHT < height {
        true => Ok((place.bottom() + GAP) as i32),
        false => Err((height - place.top() + GAP) as i32),
    };
    Some(Shown { what, left, edge })
}

fn about_entity(reading: &Reading, index: usize, mention: usize, with_tone: bool) -> Option<Html> {
    let entity: &Entity = reading.analysis.entities.get(index)?;
    let mention = entity.mentions.get(mention)?;
    let words = reading.words_at(mention.start, mention.end);
    let other = lower(words) != lower(&entity.name);
    let quotes = reading.voices.iter().find(|voice| voice.entity == Some(index)).map(|voice| voice.quotes.len());
    let mut counts = vec![plural(entity.mentions.len(), "{0} mention|{0} mentions")];
    counts.extend(quotes.map(|quotes| plural(quotes, "{0} quote|{0} quotes")));
    let tone = tone::given(entity.sentiment.as_ref()).filter(|_| with_tone);
    Some(html! {
        <>
            <p class="peek-name">{ kind_icon(entity.kind) }{ &entity.name }</p>
            if other {
                <p>{ fill("\u{2018}{0}\u{2019}, taken for {1}", &[words, &entity.name]) }</p>
            }
            <p>{ t(kind_name(entity.kind)) }{ super::entities::note(entity).map(|note| format!(" \u{b7} {}", shorten(&note, 90))).unwrap_or_default() }</p>
            <p>{ counts.join(" \u{b7} ") }
                if let Some(tone) = tone {
                    { " \u{b7} " }{ tone::tone_tag(tone) }
                }
            </p>
        </>
    })
}

fn about_quote(reading: &Reading, index: usize) -> Option<Html> {
    let quote = reading.analysis.quotes.get(index)?;
    let voice = reading.voices.iter().find(|voice| voice.quotes.contains(&index))?;
    let entity = voice.entity.and_then(|entity| reading.analysis.entities.get(entity));
    Some(html! {
        <>
            <p class="peek-name">{ voice.shown() }</p>
            if let Some(role) = entity.and_then(|entity| entity.role.as_ref()) {
                <p>{ shorten(role, 90) }</p>
            }
            if voice.anonymous {
                <p>{ voice.flag() }</p>
            }
            <p>{ plural(voice.words, "{0} word|{0} words") }{ " " }{ plural(voice.quotes.len(), "in {0} quote|in {0} quotes") }{ " \u{b7} " }{ t(sureness(quote.confidence)) }</p>
        </>
    })
}

fn about_tone(reading: &Reading, index: usize) -> Option<Html> {
    let word = reading.tone_words.get(index)?;
    let sign = if word.weight < 0.0 { "negative" } else { "positive" };
    Some(html! {
        <>
            <p class={classes!("peek-name", "tone-tag", sign)}>{ tone::side(word.weight) }</p>
            <p>{ tone::because(word.weight, &word.why) }</p>
        </>
    })
}
