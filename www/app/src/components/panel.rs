//! What was found, in tabs after the ARIA pattern: the arrow keys move between tabs, Tab goes into the open one.

use std::rc::Rc;

use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::entities::Entities;
use super::overview::Overview;
use super::quotes::Quotes;
use super::sentiment::Sentiments;
use super::tab::TabProps;
use crate::dom;
use crate::language::{grouped, t};
use crate::reading::Reading;
use crate::selection::{Selection, Tab};
use crate::state::{Action, QuoteView, State};

/// Where the panel lies over the text.
const PHONE: &str = "(max-width: 44.99rem)";

/// What the panel needs.
#[derive(PartialEq, Properties)]
pub(crate) struct PanelProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// The open tab.
    pub(crate) tab: Tab,
    /// What is pointed at.
    pub(crate) selection: Option<Selection>,
    /// How the quotes are laid out.
    pub(crate) quotes: QuoteView,
    /// Whether the reader was asked for the address of the article.
    pub(crate) asked: bool,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// The tabs and what is in the open one.
#[component]
pub(crate) fn Panel(props: &PanelProps) -> Html {
    // On a phone the text comes first: what was found waits below it until it is asked for.
    let small = use_state_eq(|| dom::matches_media(PHONE));
    {
        let small = small.clone();
        use_effect_with((props.selection, props.tab), move |(selection, _)| {
            if matches!(selection, Some(Selection::Entity(..) | Selection::Quote(_) | Selection::Tone(_))) {
                small.set(false);
            }
        });
    }
    let (scroller, onscroll) = use_own_scroll(props.tab);
    let onkeydown = {
        let (dispatch, tab) = (props.dispatch.clone(), props.tab);
        Callback::from(move |event: KeyboardEvent| {
            let here = Tab::ALL.iter().position(|other| *other == tab).unwrap_or(0);
            let last = Tab::ALL.len() - 1;
            let next = match event.key().as_str() {
                "ArrowRight" => (here + 1) % Tab::ALL.len(),
                "ArrowLeft" => here.checked_sub(1).unwrap_or(last),
                "Home" => 0,
                "End" => last,
                _ => return,
            };
            event.prevent_default();
            if let Some(next) = Tab::ALL.get(next) {
                dispatch.dispatch(Action::Opened(*next));
                if let Some(element) = dom::first(&format!("#tab-{}", next.name())) {
                    dom::focus(&element);
                }
            }
        })
    };
    let fold = {
        let small = small.clone();
        Callback::from(move |_: MouseEvent| small.set(!*small))
    };
    let show_tab = |tab: Tab| {
        let (dispatch, small) = (props.dispatch.clone(), small.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            small.set(false);
            dispatch.dispatch(Action::Opened(tab));
        });
        let open = tab == props.tab;
        html! {
            <button type="button" role="tab" class="tab" id={format!("tab-{}", tab.name())} aria-controls="tab-panel"
                aria-selected={open.to_string()} tabindex={if open { "0" } else { "-1" }} {onclick}>
                { t(tab.name()) }
                if let Some(count) = count(&props.reading, tab) {
                    <span class="tab-count" aria-hidden="true">{ grouped(count) }</span>
                }
            </button>
        }
    };
    let (reading, dispatch) = (props.reading.clone(), props.dispatch.clone());
    let (selection, quotes, asked) = (props.selection, props.quotes, props.asked);
    let shared = TabProps { reading, selection, quotes, asked, dispatch };
    html! {
        <aside class={classes!("panel", small.then_some("panel-small"))} aria-label={t("Findings")}>
            // Where the article has no headline, the headings below would hang on nothing.
            if props.reading.analysis.article.title.is_none() {
                <h2 class="hidden">{ t("Findings") }</h2>
            }
            <div class="panel-head">
                <div class="tabs" role="tablist" aria-label={t("Findings")} {onkeydown}>{ for Tab::ALL.into_iter().map(show_tab) }</div>
                <button type="button" class="fold" aria-expanded={(!*small).to_string()} aria-controls="tab-panel" onclick={fold}>
                    <span class="hidden">{ t("Findings") }</span><span class="caret" aria-hidden="true"></span>
                </button>
            </div>
            <div class="tab-panel" role="tabpanel" id="tab-panel" aria-labelledby={format!("tab-{}", props.tab.name())} tabindex="0"
                ref={scroller} {onscroll}>
                { warnings(&props.reading) }
                {
                    match props.tab {
                        Tab::Overview => html! { <Overview ..shared /> },
                        Tab::Entities => html! { <Entities ..shared /> },
                        Tab::Quotes => html! { <Quotes ..shared /> },
                        Tab::Sentiment => html! { <Sentiments ..shared /> },
                    }
                }
            </div>
        </aside>
    }
}

/// Lets each tab come back where it was left: what scrolls, and what it tells when it does.
#[hook]
fn use_own_scroll(tab: Tab) -> (NodeRef, Callback<Event>) {
    let scroller = use_node_ref();
    let places = use_mut_ref(|| [0; Tab::ALL.len()]);
    let number = Tab::ALL.iter().position(|other| *other == tab).unwrap_or_default();
    {
        let (scroller, places) = (scroller.clone(), places.clone());
        use_effect_with(number, move |number| {
            if let Some((scroller, place)) = scroller.cast::<Element>().zip(places.borrow().get(*number).copied()) {
                scroller.set_scroll_top(place);
            }
        });
    }
    let onscroll = {
        let scroller = scroller.clone();
        Callback::from(move |_: Event| {
            if let Some((scroller, place)) = scroller.cast::<Element>().zip(places.borrow_mut().get_mut(number)) {
                *place = scroller.scroll_top();
            }
        })
    };
    (scroller, onscroll)
}

/// How many things a tab lists.
fn count(reading: &Reading, tab: Tab) -> Option<usize> {
    match tab {
        Tab::Entities => Some(reading.analysis.entities.len()),
        Tab::Quotes => Some(reading.analysis.quotes.len()),
        Tab::Overview | Tab::Sentiment => None,
    }
}

/// What a reader should know before trusting the result.
fn warnings(reading: &Reading) -> Html {
    let warnings = &reading.analysis.warnings;
    if warnings.is_empty() {
        return Html::default();
    }
    html! { <ul class="warnings">{ for warnings.iter().map(|warning| html! { <li>{ warning.in_words(&reading.analysis.article, |text| t(text).to_owned()) }</li> }) }</ul> }
}
