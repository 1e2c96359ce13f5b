//! Who and what is in the article.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use newsglass_analysis::{Entity, EntityType, Label, Mention, Value};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::chart;
use super::filter::filter as field;
use super::icon::{kind_icon, kind_name, kind_plural};
use super::spoken_of;
use super::tab::TabProps;
use super::tone;
use crate::language::{Manner, days, figure, fill, grouped, key, lower, plural, quantity, t};
use crate::order;
use crate::reading::{Reading, shorten};
use crate::selection::{Selection, Step};
use crate::state::{Action, Origin, QuoteOrder, QuoteView, State};
use crate::{dom, light};

/// All kinds, in the order of the list.
pub(crate) const KINDS: [EntityType; 14] = [
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

/// How many rows are drawn before the reader asks for more, and how many come then.
const ROWS: usize = 100;

/// How many of an entity's mentions and quotes its card shows before the reader asks for all.
const FEW: usize = 4;

/// What the table is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// In groups of a kind.
    Kind,
    /// The most salient first.
    Weight,
    /// From A to Z.
    Name,
    /// The most mentioned first.
    Mentions,
    /// The most blamed first.
    Tone,
}

/// The tab "Entities".
#[component]
pub(crate) fn Entities(props: &TabProps) -> Html {
    let filter = use_state_eq(String::new);
    let kind = use_state_eq(|| None::<EntityType>);
    let order = use_state_eq(|| (Order::Kind, false));
    let rows = use_state_eq(|| ROWS);
    let opened = use_mut_ref(|| None::<usize>);
    let reading = &props.reading;
    let entities = &reading.analysis.entities;
    if entities.is_empty() {
        if reading.analysis.is_foreign() {
            return html! { <p class="nothing">{ t("Names are not looked for in this language, and no dates or amounts in digits were found.") }</p> };
        }
        return html! {
            <p class="nothing">{ t("No names, dates or amounts were found. If this is an article, check that its body was not set aside in the text.") }</p>
        };
    }
    // A card stays open while its quotes are followed.
    let open = match props.selection {
        Some(Selection::Entity(entity, _)) => Some(entity),
        Some(_) => *opened.borrow(),
        None => None,
    };
    *opened.borrow_mut() = open;
    let here = match props.selection {
        Some(Selection::Entity(_, mention)) => mention,
        _ => 0,
    };

    let wanted = lower(filter.trim());
    let matches = |index: &usize| {
        let Some(entity) = entities.get(*index) else { return false };
        let mut words = std::iter::once(&entity.name).chain(&entity.aliases).chain(&entity.role);
        open == Some(*index)
            || kind.is_none_or(|kind| kind == entity.kind)
                && (wanted.is_empty() || words.any(|words| lower(words).contains(&wanted)))
    };
    let mut shown: Vec<usize> = (0..entities.len()).filter(matches).collect();
    sort(&mut shown, entities, *order);
    let found = shown.len();
    // The open one is drawn, however far down it stands.
    let place = shown.iter().position(|index| open == Some(*index)).unwrap_or_default();
    shown.truncate((*rows).max(place + 1));

    let order_button = |by: Order, name: &'static str| {
        let order = order.clone();
        let pressed = (order.0 == by).to_string();
        let onclick = Callback::from(move |_: MouseEvent| order.set((by, false)));
        html! { <button type="button" class="order" aria-pressed={pressed} {onclick}>{ t(name) }</button> }
    };
    let column = |by: Order, name: &'static str, class: &'static str| {
        let (now, backward) = *order;
        let order = order.clone();
        let onclick = Callback::from(move |_: MouseEvent| order.set((by, now == by && !backward)));
        let falls = matches!(by, Order::Mentions) != backward;
        let sorted = (now == by).then_some(if falls { "descending" } else { "ascending" });
        html! {
            <th scope="col" {class} aria-sort={sorted}><button type="button" class="sort" {onclick}>{ t(name) }<span class="sort-sign" aria-hidden="true"></span></button></th>
        }
    };
    let row = |index: &usize| {
        let here = (open == Some(*index)).then_some(here);
        html! { <EntityTableRow key={*index} reading={reading.clone()} index={*index} {here} dispatch={props.dispatch.clone()} /> }
    };
    let bodies = if order.0 == Order::Kind {
        let group = |kind: EntityType| {
            let of_kind: Vec<&usize> =
                shown.iter().filter(|index| entities.get(**index).is_some_and(|entity| entity.kind == kind)).collect();
            (!of_kind.is_empty()).then(|| {
                html! {
                    <tbody key={kind.as_str()}>
                        <tr class="group-row"><th scope="rowgroup" colspan="4"><span class="group-title">{ kind_icon(kind) }{ kind_plural(kind) }<span class="group-count">{ of_kind.len() }</span></span></th></tr>
                        { for of_kind.into_iter().map(row) }
                    </tbody>
                }
            })
        };
        KINDS.into_iter().filter_map(group).collect::<Html>()
    } else {
        html! { <tbody key="all">{ for shown.iter().map(row) }</tbody> }
    };
    let onchange = {
        let kind = kind.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                kind.set(KINDS.into_iter().find(|kind| kind.as_str() == select.value()));
            }
        })
    };
    let more = {
        let rows = rows.clone();
        Callback::from(move |_: MouseEvent| rows.set(*rows + ROWS))
    };
    html! {
        <>
            <div class="tools">
                { field(t("Filter entities"), &filter, Some((found, entities.len()))) }
                <select class="choose" aria-label={t("Kind")} {onchange}>
                    <option value="" selected={kind.is_none()}>{ t("All kinds") }</option>
                    { for KINDS.into_iter().filter_map(|of| {
                        let count = entities.iter().filter(|entity| entity.kind == of).count();
                        (count > 0).then(|| html! { <option value={of.as_str()} selected={*kind == Some(of)}>{ format!("{} ({count})", kind_plural(of)) }</option> })
                    }) }
                </select>
                <div class="orders" role="group" aria-label={t("Order")}>{ order_button(Order::Kind, key("By kind")) }{ order_button(Order::Weight, key("By weight")) }</div>
            </div>
            if found == 0 {
                <p class="nothing">{ fill("Nothing here is called \u{201c}{0}\u{201d}.", &[filter.trim()]) }</p>
            } else {
                <table class="table entities">
                    <caption class="hidden">{ t("Who and what is in the article; a name leads to its mentions") }</caption>
                    <thead>
                        <tr>
                            { column(Order::Name, key("Name"), "cell-name") }
                            <th scope="col" class="cell-where"><span title={t("From the beginning of the text to its end")}>{ t("Where") }</span></th>
                            { column(Order::Mentions, key("Times"), "cell-number") }
                            { column(Order::Tone, key("Tone"), "cell-tone") }
                        </tr>
                    </thead>
                    { bodies }
                </table>
            }
            if found > shown.len() {
                <button type="button" class="text-button more" onclick={more}>{ fill("Show more of {0}", &[&grouped(found)]) }</button>
            }
        </>
    }
}

fn sort(shown: &mut [usize], entities: &[Entity], (by, backward): (Order, bool)) {
    let of = |index: &usize| entities.get(*index);
    match by {
        // The engine's own order.
        Order::Kind | Order::Weight => {}
        Order::Name => order::sort_by_key(shown, |index| of(index).map(|entity| lower(&entity.name))),
        Order::Mentions => {
            order::sort_by_key(shown, |index| std::cmp::Reverse(of(index).map(|entity| entity.mentions.len())))
        }
        Order::Tone => {
            let score = |index: &usize| {
                of(index).and_then(|entity| tone::given(entity.sentiment.as_ref())).map_or(0.0, |tone| tone.score)
            };
            order::sort_by(shown, |a, b| score(a).total_cmp(&score(b)));
        }
    }
    if backward {
        shown.reverse();
    }
}

/// One entity.
#[derive(PartialEq, Properties)]
pub(crate) struct EntityRowProps {
    /// What was found.
    pub(crate) reading: Rc<Reading>,
    /// Which of its entities.
    pub(crate) index: usize,
    /// Set if this entity is pointed at: at which of its mentions.
    pub(crate) here: Option<usize>,
    /// Changes the state of the page.
    pub(crate) dispatch: UseReducerDispatcher<State>,
}

/// The button of an entity, and its line of description. Pressed again, it leads to the next mention.
fn entity_button(props: &EntityRowProps, entity: &Entity, origin: Origin) -> Html {
    let (index, here, count) = (props.index, props.here, entity.mentions.len());
    let dispatch = props.dispatch.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let next = here.map_or(0, |here| Step::Forward.of(here, count));
        dispatch.dispatch(Action::Selected(Selection::Entity(index, next), origin));
    });
    let name = format!("{}, {}, {}", entity.name, t(kind_name(entity.kind)), plural(count, "{0} mention|{0} mentions"));
    let note = note(entity);
    let note_id = note.as_ref().map(|_| format!("note-e{index}"));
    html! {
        <>
            <button type="button" class="row-button" id={format!("row-e{index}")} aria-label={name} aria-current={here.map(|_| "true")}
                aria-describedby={note_id.clone()} {onclick}>
                { kind_icon(entity.kind) }
                <span class="row-name">{ &entity.name }</span>
            </button>
            if let Some(note) = note {
                <p class="row-note" id={note_id}>{ note }</p>
            }
        </>
    }
}

/// Lights the entity in the text while the pointer or the focus is on its row.
fn lights(props: &EntityRowProps) -> (Callback<MouseEvent>, Callback<FocusEvent>) {
    let light = |reading: Rc<Reading>, index| move || light::hint(&reading, index);
    let (by_pointer, by_focus) = (light(props.reading.clone(), props.index), light(props.reading.clone(), props.index));
    (Callback::from(move |_| by_pointer()), Callback::from(move |_| by_focus()))
}

/// An entity in a list of another tab: pressed, it opens its card.
pub(crate) fn entity_row(props: &EntityRowProps) -> Html {
    let Some(entity) = props.reading.analysis.entities.get(props.index) else { return Html::default() };
    let (onmouseenter, onfocusin) = lights(props);
    html! {
        <li key={props.index} class={classes!("row", "row-where", props.here.map(|_| "row-selected"))} {onmouseenter} {onfocusin}
                onmouseleave={Callback::from(|_: MouseEvent| light::unhint())} onfocusout={Callback::from(|_: FocusEvent| light::unhint())}>
            <div class="row-main">{ entity_button(props, entity, Origin::Glance) }</div>
            { chart::strip(&props.reading, entity) }
            <span class="row-count" aria-hidden="true">{ entity.mentions.len() }</span>
        </li>
    }
}

/// An entity in the table, and its card when it is open.
#[component]
fn EntityTableRow(props: &EntityRowProps) -> Html {
    let Some(entity) = props.reading.analysis.entities.get(props.index) else { return Html::default() };
    let (onmouseenter, onfocusin) = lights(props);
    let tone = tone::given(entity.sentiment.as_ref());
    html! {
        <>
            <tr class={classes!("entry", props.here.map(|_| "row-selected"))} {onmouseenter} {onfocusin}
                onmouseleave={Callback::from(|_: MouseEvent| light::unhint())} onfocusout={Callback::from(|_: FocusEvent| light::unhint())}>
                <th scope="row" class="cell-name">{ entity_button(props, entity, Origin::List) }</th>
                <td class="cell-where">{ chart::strip(&props.reading, entity) }</td>
                <td class="cell-number">{ entity.mentions.len() }</td>
                <td class="cell-tone">
                    if let Some(tone) = tone {
                        { tone::tone_tag(tone) }
                    }
                </td>
            </tr>
            if let Some(here) = props.here {
                <tr class="card-row"><td colspan="4"><Card reading={props.reading.clone()} index={props.index} {here} dispatch={props.dispatch.clone()} /></td></tr>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct CardProps {
    reading: Rc<Reading>,
    index: usize,
    here: usize,
    dispatch: UseReducerDispatcher<State>,
}

/// What is known of an entity, and the ways to its places in the text.
#[component]
fn Card(props: &CardProps) -> Html {
    let all = use_state_eq(|| false);
    let (reading, index, here) = (&props.reading, props.index, props.here);
    let Some(entity) = reading.analysis.entities.get(index) else { return Html::default() };
    let count = entity.mentions.len();
    let select = |selection: Selection| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(selection, Origin::List)))
    };
    let step = |step: Step, name: &'static str, sign: &'static str| {
        let onclick = select(Selection::Entity(index, step.of(here, count)));
        html! { <button type="button" class="step" aria-label={t(name)} {onclick}>{ sign }</button> }
    };
    let mention = |(number, mention): (usize, &Mention)| {
        let (before, words, after) = reading.in_context(mention.start, mention.end);
        let current = (number == here).then_some("true");
        html! {
            <li key={number}>
                <button type="button" class="context" lang={reading.language()} aria-current={current} onclick={select(Selection::Entity(index, number))}>
                    { before }<mark>{ words }</mark>{ after }
                </button>
            </li>
        }
    };
    // The few that are shown move along with the place one is at.
    let first = if *all || count <= FEW { 0 } else { here.saturating_sub(1).min(count - FEW) };
    let few = if *all { count.min(ROWS) } else { FEW };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(!*all))
    };
    let quote = |quote: usize, named: bool| {
        let words = reading.quoted.get(quote)?.join(" \u{2026} ");
        let speaker = named.then(|| reading.speaker_name(quote).unwrap_or_else(|| t("Speaker not found")));
        let tone = reading.analysis.quotes.get(quote)?.sentiment.as_ref().filter(|_| named);
        Some(html! {
            <li key={quote}>
                <button type="button" class="context" lang={reading.language()} onclick={select(Selection::Quote(quote))}>
                    if let Some(speaker) = speaker {
                        <b class="context-speaker">{ speaker }</b>
                        if let Some(tone) = tone.filter(|tone| tone.label != Label::Neutral) {
                            { " " }{ tone::tone_tag(tone) }
                        }
                        { ": " }
                    }
                    { shorten(&words, 120) }
                </button>
            </li>
        })
    };
    let quotes = |name: &'static str, quotes: Vec<usize>, named: bool| {
        (!quotes.is_empty()).then(|| {
            html! {
                <section class="card-part">
                    <h3>{ t(name) }<span class="group-count">{ quotes.len() }</span></h3>
                    <ul class="contexts">{ for quotes.iter().take(if *all { ROWS } else { FEW }).filter_map(|index| quote(*index, named)) }</ul>
                </section>
            }
        })
    };
    let critical = spoken_of::critics(reading, index);
    let show_critics = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Laid(QuoteView { order: QuoteOrder::About, about: Some(index), negative: true }));
            // As soon as it is drawn, it is told.
            Timeout::new(0, || dom::first("#about-whom").iter().for_each(dom::focus)).forget();
        })
    };
    let voice = reading.voices.iter().find(|voice| voice.entity == Some(index));
    let by = voice.map(|voice| voice.quotes.clone()).unwrap_or_default();
    let about = reading.quotes_about(index);
    let more = count > FEW || by.len() > FEW || about.len() > FEW;
    html! {
        <div class="card">
            <dl class="facts">
                if !entity.aliases.is_empty() {
                    <div><dt>{ t("Also") }</dt><dd>{ entity.aliases.join(", ") }</dd></div>
                }
                if let Some(link) = &entity.link {
                    <div>
                        <dt>{ t("Is") }</dt>
                        <dd>
                            { &link.label }{ link.country.as_ref().map(|country| format!(", {country}")).unwrap_or_default() }{ " \u{b7} " }
                            <a href={format!("https://www.wikidata.org/wiki/{}", link.wikidata)} target="_blank" rel="noreferrer noopener">{ format!("Wikidata {}", link.wikidata) }</a>
                        </dd>
                    </div>
                }
                if let Some(voice) = voice {
                    <div><dt>{ t("Speaks") }</dt><dd>{ plural(voice.quotes.len(), "{0} quote|{0} quotes") }{ ", " }{ plural(voice.words, "{0} word|{0} words") }</dd></div>
                }
                if let Some(tone) = tone::given(entity.sentiment.as_ref()) {
                    <div><dt>{ t("Tone") }</dt><dd>{ tone::tone_tag(tone) }</dd></div>
                }
            </dl>
            if let Some(tone) = tone::given(entity.sentiment.as_ref()) {
                { chart::tone_strip(reading, entity) }
                <details class="more-words">
                    <summary>{ t("Words behind the tone") }</summary>
                    { tone::evidence_lines(tone.label, &reading.telling(tone), 12) }
                </details>
            }
            <section class="card-part">
                <div class="steps">
                    <h3>{ t("Mentions") }</h3>
                    if count > 1 {
                        { step(Step::Back, key("Previous mention"), "\u{2190}") }
                        <span>{ fill("{0} of {1}", &[&grouped(here + 1), &grouped(count)]) }</span>
                        { step(Step::Forward, key("Next mention"), "\u{2192}") }
                    }
                </div>
                <ul class="contexts">{ for entity.mentions.iter().enumerate().skip(first).take(few).map(mention) }</ul>
            </section>
            { quotes(key("Says"), by, false) }
            { quotes(key("Is spoken of"), about, true) }
            if critical > 0 {
                <button type="button" class="text-button critics" onclick={show_critics}>{ fill("Who criticises them here ({0})", &[&grouped(critical)]) }</button>
            }
            if more {
                <button type="button" class="text-button" aria-expanded={all.to_string()} onclick={show_all}>{ if *all { t("Show fewer") } else { t("Show all") } }</button>
            }
        </div>
    }
}

/// The line under a name: its role in the article, or what a date or an amount comes to.
pub(crate) fn note(entity: &Entity) -> Option<String> {
    entity.role.clone().or_else(|| entity.value.as_ref().map(value_in_words))
}

fn value_in_words(value: &Value) -> String {
    match value {
        Value::Date { start, end } => days(start, end),
        Value::Money { amount, currency } => match currency {
            Some(currency) => format!("{} {currency}", number(*amount)),
            None => number(*amount),
        },
        Value::Percent { amount, unit } if unit == "percent" => figure(*amount / 100.0, Manner::Percent),
        Value::Percent { amount, .. } => fill("{0} percentage points", &[&number(*amount)]),
        Value::Quantity { amount, unit } => quantity(*amount, unit),
    }
}

fn number(amount: f64) -> String {
    figure(amount, Manner::Exact)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_place_in_the_list() {
        let mut kinds = KINDS.map(EntityType::as_str).to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), 14);
    }
}
