//! Who and what is in the article.

use std::rc::Rc;

use newsglass::{Entity, EntityType, Value};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icon::{KindIcon, kind_plural};
use super::panel::TabProps;
use super::tone::ToneTag;
use crate::reading::{Reading, plural};
use crate::state::{Action, Origin, Selection, State};

/// All kinds, in the order of the list.
const KINDS: [EntityType; 14] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Group,
    EntityType::Place,
    EntityType::Facility,
    EntityType::Event,
    EntityType::Law,
    EntityType::Work,
    EntityType::Product,
    EntityType::Date,
    EntityType::Time,
    EntityType::Money,
    EntityType::Percent,
    EntityType::Quantity,
];

/// The tab "Entities".
#[component]
pub(crate) fn Entities(props: &TabProps) -> Html {
    let filter = use_state_eq(String::new);
    let by_kind = use_state_eq(|| true);
    let entities = &props.reading.analysis.entities;
    if entities.is_empty() {
        return html! {
            <p class="nothing">{ "No names, dates or amounts were found. If this is an article, check that its body was not set aside in the text." }</p>
        };
    }
    let oninput = {
        let filter = filter.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                filter.set(input.value());
            }
        })
    };
    let wanted = filter.trim().to_lowercase();
    let selected = match props.selection {
        Some(Selection::Entity(entity, _)) => Some(entity),
        _ => None,
    };
    let matches = |index: usize, entity: &Entity| {
        wanted.is_empty()
            || selected == Some(index)
            || std::iter::once(&entity.name)
                .chain(&entity.aliases)
                .chain(&entity.role)
                .any(|words| words.to_lowercase().contains(&wanted))
    };
    let shown: Vec<(usize, &Entity)> =
        entities.iter().enumerate().filter(|(index, entity)| matches(*index, entity)).collect();
    let row = |index: usize| {
        let selection =
            props.selection.filter(|selection| matches!(selection, Selection::Entity(entity, _) if *entity == index));
        html! { <EntityRow key={index} reading={props.reading.clone()} {index} {selection} dispatch={props.dispatch.clone()} full=true /> }
    };
    let order = |kind: bool, name: &'static str| {
        let by_kind = by_kind.clone();
        let pressed = (*by_kind == kind).to_string();
        let onclick = Callback::from(move |_: MouseEvent| by_kind.set(kind));
        html! { <button type="button" class="order" aria-pressed={pressed} {onclick}>{ name }</button> }
    };
    html! {
        <>
            <div class="tools">
                <input type="search" class="filter" aria-label="Filter entities" placeholder="Filter" autocomplete="off" {oninput} />
                <div class="orders" role="group" aria-label="Order">{ order(true, "By kind") }{ order(false, "By weight") }</div>
            </div>
            if shown.is_empty() {
                <p class="nothing">{ format!("Nothing here is called \u{201c}{}\u{201d}.", filter.trim()) }</p>
            } else if *by_kind {
                { for KINDS.into_iter().map(|kind| {
                    let rows: Vec<usize> = shown.iter().filter(|(_, entity)| entity.kind == kind).map(|(index, _)| *index).collect();
                    if rows.is_empty() {
                        return Html::default();
                    }
                    html! {
                        <section class="group" key={kind.as_str()}>
                            <h3 class="group-title"><KindIcon {kind} />{ kind_plural(kind) }<span class="group-count">{ rows.len() }</span></h3>
                            <ul class="rows">{ for rows.into_iter().map(row) }</ul>
                        </section>
                    }
                }) }
            } else {
                <ul class="rows">{ for shown.iter().map(|(index, _)| row(*index)) }</ul>
            }
        </>
    }
}

/// One entity.
#[derive(PartialEq, Properties)]
pub(crate) struct EntityRowProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// Which of its entities.
    pub(crate) index: usize,
    /// Set if this entity is pointed at.
    pub(crate) selection: Option<Selection>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
    /// Whether to show what is known of it.
    #[prop_or_default]
    pub(crate) full: bool,
}

/// The button of an entity, and what is known of it. Pressed again, it leads to the next mention.
#[component]
pub(crate) fn EntityRow(props: &EntityRowProps) -> Html {
    let Some(entity) = props.reading.analysis.entities.get(props.index) else { return Html::default() };
    let index = props.index;
    let count = entity.mentions.len();
    let here = match props.selection {
        Some(Selection::Entity(_, mention)) => Some(mention),
        _ => None,
    };
    let go = {
        let dispatch = props.dispatch.clone();
        move |mention: usize| dispatch.dispatch(Action::Selected(Selection::Entity(index, mention), Origin::List))
    };
    let onclick = {
        let go = go.clone();
        Callback::from(move |_: MouseEvent| go(here.map_or(0, |here| (here + 1) % count.max(1))))
    };
    let name = format!("{}, {}, {}", entity.name, entity.kind.as_str(), plural(count, "mention", "mentions"));
    let id = format!("row-e{index}");
    let note = note(entity);
    let note_id = note.as_ref().map(|_| format!("note-e{index}"));
    html! {
        <li class={classes!("row", here.map(|_| "row-selected"))}>
            <button type="button" class="row-button" {id} aria-label={name} aria-current={here.map(|_| "true")} aria-describedby={note_id.clone()} {onclick}>
                <KindIcon kind={entity.kind} />
                <span class="row-name">{ &entity.name }</span>
            </button>
            <span class="row-count row-count-aside" aria-hidden="true">{ count }</span>
            if let Some(note) = note {
                <p class="row-note" id={note_id}>{ note }</p>
            }
            if let Some(here) = here.filter(|_| props.full) {
                <EntityDetail reading={props.reading.clone()} {index} {here} go={Callback::from(go)} />
            }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct EntityDetailProps {
    reading: Rc<Reading>,
    index: usize,
    here: usize,
    go: Callback<usize>,
}

#[component]
fn EntityDetail(props: &EntityDetailProps) -> Html {
    let Some(entity) = props.reading.analysis.entities.get(props.index) else { return Html::default() };
    let count = entity.mentions.len();
    let step = |to: usize, name: &'static str, sign: &'static str| {
        let go = props.go.clone();
        let onclick = Callback::from(move |_: MouseEvent| go.emit(to));
        html! { <button type="button" class="step" aria-label={name} {onclick}>{ sign }</button> }
    };
    let voice = props.reading.voices.iter().find(|voice| voice.entity == Some(props.index));
    html! {
        <div class="detail">
            if count > 1 {
                <p class="steps">
                    { step((props.here + count - 1) % count, "Previous mention", "\u{2190}") }
                    <span>{ format!("{} of {count}", props.here + 1) }</span>
                    { step((props.here + 1) % count, "Next mention", "\u{2192}") }
                </p>
            }
            <dl class="facts">
                if !entity.aliases.is_empty() {
                    <div><dt>{ "Also" }</dt><dd>{ entity.aliases.join(", ") }</dd></div>
                }
                if let Some(voice) = voice {
                    <div><dt>{ "Speaks" }</dt><dd>{ plural(voice.quotes.len(), "quote", "quotes") }{ ", " }{ plural(voice.words, "word", "words") }</dd></div>
                }
                if let Some(tone) = &entity.sentiment {
                    <div><dt>{ "Tone" }</dt><dd><ToneTag tone={tone.clone()} /></dd></div>
                }
                if let Some(link) = &entity.link {
                    <div><dt>{ "Is" }</dt><dd>{ &link.label }{ " (Wikidata " }{ &link.wikidata }{ ")" }</dd></div>
                }
            </dl>
        </div>
    }
}

/// The line under a name: its role in the article, or what a date or an amount comes to.
fn note(entity: &Entity) -> Option<String> {
    entity.role.clone().or_else(|| entity.value.as_ref().map(value_in_words))
}

fn value_in_words(value: &Value) -> String {
    match value {
        Value::Date { start, end } if start == end => start.clone(),
        Value::Date { start, end } => format!("{start} to {end}"),
        Value::Money { amount, currency } => match currency {
            Some(currency) => format!("{} {currency}", number(*amount)),
            None => number(*amount),
        },
        Value::Percent { amount, unit } if unit == "percent" => format!("{} %", number(*amount)),
        Value::Percent { amount, .. } => format!("{} percentage points", number(*amount)),
        Value::Quantity { amount, unit } => format!("{} \u{d7} {unit}", number(*amount)),
    }
}

/// A number with groups of three, and decimals only if there are any.
fn number(amount: f64) -> String {
    let whole = amount.abs().trunc();
    let rest = amount.abs() - whole;
    let decimals = if rest > 0.0 {
        format!("{rest:.2}").trim_start_matches('0').trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        String::new()
    };
    let sign = if amount < 0.0 { "\u{2212}" } else { "" };
    format!("{sign}{}{decimals}", crate::reading::grouped(whole as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_like_numbers() {
        assert_eq!(number(4_200_000.0), "4,200,000");
        assert_eq!(number(0.5), "0.5");
        assert_eq!(number(-12.25), "\u{2212}12.25");
        assert_eq!(number(18.0), "18");
    }

    #[test]
    fn a_single_day_is_said_once() {
        let day = |start: &str, end: &str| Value::Date { start: start.to_owned(), end: end.to_owned() };
        assert_eq!(value_in_words(&day("2025-03-10", "2025-03-10")), "2025-03-10");
        assert_eq!(value_in_words(&day("2025-03-01", "2025-03-31")), "2025-03-01 to 2025-03-31");
    }

    #[test]
    fn every_kind_has_its_place_in_the_list() {
        let mut kinds = KINDS.map(EntityType::as_str).to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), 14);
    }
}
