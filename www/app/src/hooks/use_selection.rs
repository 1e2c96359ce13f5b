//! Keeps list and text in step: what is pointed at in one lights up in both, and the other side comes into view.
//!
//! The text can hold thousands of pieces, so lighting up is a change of classes on the elements concerned, not a new rendering.

use gloo_timers::callback::Timeout;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::dom;
use crate::light;
use crate::reading::Reading;
use crate::selection::Selection;
use crate::state::{Origin, State};

/// How long a place that the page scrolled to stays marked, in milliseconds.
const FLASH: u32 = 1600;

/// Follows the selection of `state`.
#[hook]
pub(crate) fn use_selection(state: &UseReducerHandle<State>) {
    let flash = use_mut_ref(|| None::<Timeout>);
    let deps = ((state.turn, state.language), state.selection, state.reading.clone());
    let origin = state.origin;
    use_effect_with(deps, move |(_, selection, reading)| {
        light::choose(reading.as_deref(), *selection);
        let kin = reading.as_ref().zip(*selection).and_then(|(reading, selection)| kin(reading, selection));
        dom::move_class("kin", kin.as_deref());
        let Some(selection) = *selection else {
            dom::move_class("lit", None);
            dom::move_class("flash", None);
            return;
        };
        let (lit, target, row) = places(selection);
        dom::move_class("lit", Some(&lit));
        if matches!(origin, Origin::List | Origin::Glance) {
            let targets = dom::move_class("flash", Some(&target));
            if let Some(first) = targets.first() {
                unfold(first);
                dom::bring_into_view(first, true);
                make_way_in(first);
            }
            *flash.borrow_mut() = Some(Timeout::new(FLASH, || drop(dom::move_class("flash", None))));
        }
        if origin != Origin::List
            && let Some(row) = row.and_then(|row| dom::first(&row))
        {
            unfold(&row);
            dom::bring_to_top(&row);
            if origin != Origin::Text {
                dom::focus(&row);
            }
        }
    });
}

/// How many quotes of a speaker light up along with what is selected.
const KIN: usize = 300;

/// The words of the speaker who is selected, or of whom a quote is selected: all their quotes, as a selector.
fn kin(reading: &Reading, selection: Selection) -> Option<String> {
    let voice = match selection {
        Selection::Entity(entity, _) => reading.voices.iter().find(|voice| voice.entity == Some(entity)),
        Selection::Quote(quote) => {
            reading.voices.iter().find(|voice| voice.name.is_some() && voice.quotes.contains(&quote))
        }
        Selection::Tone(_) | Selection::Sentence(_) | Selection::Block(_) => None,
    }?;
    let words: Vec<String> = voice.quotes.iter().take(KIN).map(|quote| format!(".prose [data-q='{quote}']")).collect();
    Some(words.join(","))
}

/// What lights up, what is scrolled to, and the row in the panel, as selectors.
fn places(selection: Selection) -> (String, String, Option<String>) {
    match selection {
        Selection::Entity(entity, mention) => (
            format!(".prose [data-e='{entity}']"),
            format!(".prose [data-e='{entity}'][data-m='{mention}']"),
            Some(format!("#row-e{entity}")),
        ),
        Selection::Quote(quote) => (
            format!(".prose [data-q='{quote}'], .prose [data-c='{quote}']"),
            format!(".prose span[data-q='{quote}']"),
            Some(format!("#row-q{quote}")),
        ),
        Selection::Tone(word) => {
            let words = format!(".prose [data-t='{word}']");
            (words.clone(), words, Some(format!("#row-t{word}")))
        }
        Selection::Sentence(sentence) => {
            let pieces = format!(".prose [data-s='{sentence}']");
            (pieces.clone(), pieces, None)
        }
        Selection::Block(block) => {
            let block = format!(".prose [data-b='{block}']");
            (block.clone(), block, None)
        }
    }
}

/// Opens the fold that hides `element`, if one does.
fn unfold(element: &HtmlElement) {
    if let Some(fold) = element.closest("details").ok().flatten() {
        let _ = fold.set_attribute("open", "");
    }
}

/// Makes `mark` the one place in the text that the Tab key stops at, so that a reader goes on from where the list led. It is a button as
/// long as it is the stop; the other marks are plain words, so that the text is read aloud without interruption.
pub(crate) fn make_way_in(mark: &HtmlElement) {
    if !mark.class_list().contains("mark") {
        return;
    }
    close_way_in();
    mark.set_tab_index(0);
    let _ = mark.set_attribute("role", "button");
    if let Some(label) = mark.get_attribute("data-label") {
        let _ = mark.set_attribute("aria-label", &label);
    }
}

/// Leaves the text without a stop for the Tab key.
pub(crate) fn close_way_in() {
    for old in dom::all(".prose .mark[tabindex='0']") {
        old.set_tab_index(-1);
        let _ = old.remove_attribute("role");
        let _ = old.remove_attribute("aria-label");
        let _ = old.remove_attribute("aria-describedby");
    }
}
