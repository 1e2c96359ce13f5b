//! The article at a glance: what it is about, who is in it, who speaks, when, where, in which tone, and how hard it is to read.

use newsglass_analysis::{EntityType, Evidence, Quote, Sentiment, Text};
use yew::prelude::*;

use super::chart;
use super::entities::{EntityRowProps, entity_row};
use super::icon::{kind_icon, kind_plural};
use super::picture::map::PlaceMap;
use super::picture::time::{self, TimeLine};
use super::picture::tone::{self as tone_picture, tone_chart};
use super::said::{is_doubtful, sureness};
use super::tab::TabProps;
use super::tone;
use crate::language::{Manner, days, figure, fill, grouped, key, plural, t};
use crate::reading::{Reading, Shares, Voice, WORDS_A_MINUTE};
use crate::selection::{Selection, Tab};
use crate::state::{Action, Origin};

/// How many speakers and words are shown at a glance.
const FIRST: usize = 6;

/// The kinds that say who is in an article, and how many of each are shown at a glance.
const WHO: [(EntityType, usize); 4] =
    [(EntityType::Person, 5), (EntityType::Organization, 4), (EntityType::Group, 3), (EntityType::Place, 4)];

/// How many days and places are listed at a glance.
const LISTED: usize = 12;

/// The tab "Overview".
#[component]
pub(crate) fn Overview(props: &TabProps) -> Html {
    let reading = &props.reading;
    let go_to = |tab: Tab| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Opened(tab)))
    };
    // Then nobody is said to speak, and no quote is more doubtful than another.
    let foreign = reading.analysis.is_foreign();
    let named = reading.analysis.entities.iter().any(|entity| entity.kind.is_named());
    html! {
        <>
            <section class="group">
                <h3 class="hidden">{ t("At a glance") }</h3>
                { glance(props) }
                <p class="counts">{ counts(reading) }</p>
            </section>
            if reading.is_bare() && !foreign {
                <p class="nothing">
                    { t("Nothing was found: no names, no quotes, no words of praise or blame. Newsglass reads news articles in English; \
                       a paragraph or two is enough.") }
                </p>
            }
            if !reading.voices.is_empty() && !foreign {
                <section class="group">
                    <h3 class="group-title">{ t("Who speaks") }</h3>
                    { shares(&reading.figures.shares) }
                    { voices(props, false) }
                    { voices(props, true) }
                    <button type="button" class="text-button more" onclick={go_to(Tab::Quotes)}>{ t("All quoted words") }</button>
                </section>
            }
            if named {
                <section class="group">
                    <h3 class="group-title">{ t("Who is in it") }</h3>
                    { for WHO.iter().map(|(kind, most)| who(props, *kind, *most)) }
                    <button type="button" class="text-button more" onclick={go_to(Tab::Entities)}>{ t("All names, dates and amounts") }</button>
                </section>
            }
            if !foreign {
                { doubts(props) }
            }
            { about(props) }
            if let Some(article) = &reading.analysis.sentiment {
                <section class="group">
                    <h3 class="group-title">{ t("In which tone") }</h3>
                    { tone::tone_line(article) }
                    { tone_words(props, article) }
                    if tone_picture::says_something(&reading.figures.tone) {
                        { tone_chart(&reading.figures.tone, props.block(), &props.dispatch) }
                    }
                </section>
            }
            { when(props) }
            { place_names(props) }
            // The formula for how hard a text is to read is made for English.
            if !foreign {
                { to_read(reading) }
            }
        </>
    }
}

/// The mention that is pointed at, if it is one of `entity`.
fn mention_here(props: &TabProps, entity: usize) -> Option<usize> {
    match props.selection {
        Some(Selection::Entity(selected, mention)) if selected == entity => Some(mention),
        _ => None,
    }
}

/// The entity that is pointed at.
fn selected_entity(props: &TabProps) -> Option<usize> {
    match props.selection {
        Some(Selection::Entity(entity, _)) => Some(entity),
        _ => None,
    }
}

fn glance(props: &TabProps) -> Html {
    let article = &props.reading.analysis.article;
    let row = |name: &'static str, words: Option<String>| {
        words.map(|words| html! { <div><dt>{ t(name) }</dt><dd>{ words }</dd></div> })
    };
    let value = |text: &Option<Text>| text.as_ref().map(|text| text.value.clone());
    let authors: Vec<&str> = article.authors.iter().map(|author| author.value.as_str()).collect();
    html! {
        <dl class="facts">
            { row(key("By"), (!authors.is_empty()).then(|| authors.join(", "))) }
            { row(key("Published"), article.published.as_ref().map(|published| days(&published.value, &published.value))) }
            { row(key("In"), value(&article.publisher)) }
            { row(key("From"), value(&article.dateline)) }
            { row(key("Section"), value(&article.section)) }
            { address(props) }
        </dl>
    }
}

/// Where the article stands, and the way to say so.
fn address(props: &TabProps) -> Html {
    let dispatch = props.dispatch.clone();
    let ask = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Asked(std::rc::Rc::default())));
    let button = |name: &'static str, label: &'static str| html! { <button type="button" class="text-button" aria-label={t(label)} onclick={ask.clone()}>{ t(name) }</button> };
    html! {
        <div>
            <dt>{ t("Web address") }</dt>
            <dd class="address">
                if let Some(url) = props.reading.analysis.article.url.clone() {
                    <a href={url.clone()} target="_blank" rel="noreferrer noopener">{ url }</a>{ " " }{ button(key("Change"), key("Change the address of this article")) }
                } else {
                    { button(key("Add"), key("Add the address of this article")) }
                }
            </dd>
        </div>
    }
}

/// The quotes whose speaker is not sure or was not found, least sure first.
fn doubts(props: &TabProps) -> Html {
    let reading = &props.reading;
    let mut doubtful: Vec<(usize, &Quote)> =
        reading.analysis.quotes.iter().enumerate().filter(|(_, quote)| is_doubtful(quote)).collect();
    if doubtful.is_empty() {
        return Html::default();
    }
    let all = doubtful.len();
    crate::order::sort_by(&mut doubtful, |(_, one), (_, other)| one.confidence.total_cmp(&other.confidence));
    let row = |(index, quote): (usize, &Quote)| {
        let selection = Selection::Quote(index);
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(selection, Origin::List)));
        let selected = props.selection == Some(selection);
        let speaker = match reading.speaker_name(index) {
            Some(name) => format!("{name}: {}", t(sureness(quote.confidence))),
            None => t("Speaker not found").to_owned(),
        };
        let words = reading.quoted.get(index).map(|parts| parts.join(" \u{2026} ")).unwrap_or_default();
        html! {
            <li class={classes!("row", selected.then_some("row-selected"))} key={index}>
                <button type="button" class="row-button doubt" aria-current={selected.then_some("true")} {onclick}>
                    <span class="doubt-words" lang={reading.language()}>{ words }</span>
                    <span class="row-count">{ speaker }</span>
                </button>
            </li>
        }
    };
    html! {
        <section class="group">
            <h3 class="group-title">{ t("What is doubtful") }</h3>
            <p class="row-note doubt-note">
                { plural(all, "{0} quote should be checked before you rely on it.|{0} quotes should be checked before you rely on them.") }
            </p>
            <ul class="rows">{ for doubtful.into_iter().take(FIRST).map(row) }</ul>
        </section>
    }
}

/// What it is about, in sentences of its own.
fn about(props: &TabProps) -> Html {
    let analysis = &props.reading.analysis;
    if analysis.summary.is_empty() {
        return Html::default();
    }
    let row = |index: &usize| {
        let sentence = analysis.sentences.get(*index)?;
        let selection = Selection::Sentence(*index);
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(selection, Origin::List)));
        let selected = props.selection == Some(selection);
        Some(html! {
            <li class={classes!("row", selected.then_some("row-selected"))} key={*index}>
                <button type="button" class="row-button about" lang={props.reading.language()} aria-current={selected.then_some("true")} {onclick}>
                    { props.reading.words_at(sentence.start, sentence.end) }
                </button>
            </li>
        })
    };
    html! {
        <section class="group">
            <h3 class="group-title">{ t("What it is about") }</h3>
            <ul class="rows">{ for analysis.summary.iter().filter_map(row) }</ul>
            <p class="row-note about-note">{ t("Sentences of the article itself, chosen by machine.") }</p>
        </section>
    }
}

fn counts(reading: &Reading) -> String {
    let mut counts = vec![
        plural(reading.words, "{0} word|{0} words"),
        plural(reading.analysis.sentences.len(), "{0} sentence|{0} sentences"),
    ];
    if reading.figures.words > 0 {
        counts.push(plural(reading.figures.minutes(), "{0} minute to read|{0} minutes to read"));
    }
    if reading.set_aside > 0 {
        counts.push(plural(reading.set_aside, "{0} line set aside|{0} lines set aside"));
    }
    counts.join(" \u{b7} ")
}

fn who(props: &TabProps, kind: EntityType, most: usize) -> Html {
    let of_kind = props.reading.analysis.entities.iter().enumerate().filter(|(_, entity)| entity.kind == kind);
    let indexes: Vec<usize> = of_kind.map(|(index, _)| index).take(most).collect();
    if indexes.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <h4 class="kind-title">{ kind_icon(kind) }{ kind_plural(kind) }</h4>
            <ul class="rows rows-who" key={kind.as_str()}>
                { for indexes.into_iter().map(|index| entity_row(&EntityRowProps {
                    reading: props.reading.clone(),
                    index,
                    here: mention_here(props, index),
                    dispatch: props.dispatch.clone(),
                })) }
            </ul>
        </>
    }
}

/// A share as a percentage, and never 0 for what is there.
fn percent(part: usize, all: usize) -> String {
    match (part as f64 / all.max(1) as f64 * 100.0).round() {
        0.0 if part > 0 => fill("under {0}", &[&figure(0.01, Manner::Percent)]),
        share => figure(share / 100.0, Manner::Percent),
    }
}

fn shares(shares: &Shares) -> Html {
    let all = shares.all();
    let part = |name: &'static str, class: &'static str, words: usize| {
        (words > 0).then(|| {
            html! {
                <li>
                    <svg class="key" viewBox="0 0 10 10" aria-hidden="true"><rect {class} width="10" height="10" /></svg>
                    <span>{ t(name) }</span><span class="row-count">{ percent(words, all) }</span>
                </li>
            }
        })
    };
    html! {
        <div class="shares">
            <p>{ fill("{0} of the article is attributed to someone.", &[&percent(shares.quoted(), all)]) }</p>
            { chart::share_bar(shares) }
            <ul class="keys">
                { part(key("The writer"), "share-own", shares.own) }
                { part(key("Named speakers"), "share-named", shares.named) }
                { part(key("Unnamed sources"), "share-unnamed", shares.unnamed) }
                { part(key("Speaker not found"), "share-unknown", shares.unknown) }
            </ul>
        </div>
    }
}

/// The speakers with a name, or those whose name is kept back or was not found.
fn voices(props: &TabProps, unnamed: bool) -> Html {
    let voices: Vec<&Voice> = props
        .reading
        .voices
        .iter()
        .filter(|voice| (voice.anonymous || voice.name.is_none()) == unnamed)
        .take(FIRST)
        .collect();
    if voices.is_empty() {
        return Html::default();
    }
    html! {
        <>
            if unnamed {
                <h4 class="kind-title">{ t("Not named") }</h4>
            }
            <ul class="rows">{ for voices.into_iter().map(|voice| speaks(props, voice)) }</ul>
        </>
    }
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
    let quoted = props.reading.figures.shares.quoted();
    html! {
        <li class={classes!("row", selected.then_some("row-selected"))} key={first}>
            <button type="button" class="row-button speaks" aria-current={selected.then_some("true")} {onclick}>
                <span class="row-name">
                    { voice.shown() }
                    if voice.anonymous {
                        <span class="flag">{ voice.flag() }</span>
                    }
                </span>
                <span class="row-count">{ plural(voice.words, "{0} word|{0} words") }{ " \u{b7} " }{ percent(voice.words, quoted) }</span>
                { tone::bar(voice.words as f64 / most as f64) }
            </button>
        </li>
    }
}

/// Index into the tone words, and the evidence.
type Chip<'a> = (usize, &'a Evidence);

/// The writer's words that weigh most in the tone of the article: those that speak for it, then the others.
fn tone_words(props: &TabProps, article: &Sentiment) -> Html {
    let marks = &props.reading.tone_words;
    let index = |word: &Evidence| marks.iter().position(|mark| mark.start < word.end && word.start < mark.end);
    let own = |word: &Evidence| index(word).filter(|index| marks.get(*index).is_some_and(|mark| mark.quote.is_none()));
    let words = props.reading.telling(article);
    let (with, against): (Vec<Chip<'_>>, Vec<Chip<'_>>) = words
        .iter()
        .filter_map(|word| Some((own(word)?, word)))
        .take(2 * FIRST)
        .partition(|(_, word)| tone::speaks_for(article.label, word.weight));
    html! { <>{ chips(props, key("because of"), &with, FIRST) }{ chips(props, key("but also:"), &against, FIRST / 2) }</> }
}

/// Words of tone to press, with what is said of them.
fn chips(props: &TabProps, label: &'static str, words: &[Chip<'_>], most: usize) -> Html {
    if words.is_empty() {
        return Html::default();
    }
    let chip = |(index, word): &Chip<'_>| {
        let (index, dispatch) = (*index, props.dispatch.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Tone(index), Origin::List))
        });
        let class = if word.weight < 0.0 { "negative" } else { "positive" };
        html! {
            <button type="button" class={classes!("chip", class)} title={tone::because(word.weight, &word.why)} {onclick}>{ &word.text }</button>
        }
    };
    html! {
        <p class="because"><span class="because-label">{ t(label) }{ " " }</span>{ for words.iter().take(most).map(chip) }</p>
    }
}

/// The days that the text names, on a line and as a list.
fn when(props: &TabProps) -> Html {
    let figures = &props.reading.figures;
    if figures.days.is_empty() {
        return Html::default();
    }
    let row = |day: &crate::reading::DayMark| {
        let entity = props.reading.analysis.entities.get(day.entity)?;
        let mention = entity.mentions.first()?;
        let (before, words, after) = props.reading.in_context(mention.start, mention.end);
        let here = mention_here(props, day.entity);
        let next = here.map_or(0, |here| (here + 1) % entity.mentions.len().max(1));
        let (dispatch, index) = (props.dispatch.clone(), day.entity);
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Entity(index, next), Origin::List));
        });
        Some(html! {
            <li class={classes!("row", here.map(|_| "row-selected"))} key={day.entity}>
                <button type="button" class="row-button day-row" aria-current={here.map(|_| "true")} {onclick}>
                    <span class="day-label">{ day.label(&props.reading.analysis) }</span>
                    <span class="context-words" lang={props.reading.language()}>{ before }<mark>{ words }</mark>{ after }</span>
                </button>
            </li>
        })
    };
    html! {
        <section class="group">
            <h3 class="group-title">{ t("When") }</h3>
            if time::says_something(figures) {
                <TimeLine days={figures.days.clone()} published={figures.published} selected={selected_entity(props)} dispatch={props.dispatch.clone()} />
            }
            <ul class="rows">{ for figures.days.iter().take(LISTED).filter_map(row) }</ul>
        </section>
    }
}

/// The places: on a map as far as it is known where they lie, and as a list.
fn place_names(props: &TabProps) -> Html {
    let reading = &props.reading;
    let places: Vec<usize> = reading
        .analysis
        .entities
        .iter()
        .enumerate()
        .filter(|(_, entity)| matches!(entity.kind, EntityType::Place | EntityType::Facility))
        .map(|(index, _)| index)
        .take(LISTED)
        .collect();
    if places.is_empty() {
        return Html::default();
    }
    let mapped: Vec<_> = reading.figures.places.iter().take(LISTED).cloned().collect();
    let spot = |index: &usize| {
        let entity = reading.analysis.entities.get(*index)?;
        let country = entity.link.as_ref().and_then(|link| link.country.clone());
        let (dispatch, index, count) = (props.dispatch.clone(), *index, entity.mentions.len());
        let here = mention_here(props, index);
        let next = here.map_or(0, |here| (here + 1) % count.max(1));
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Entity(index, next), Origin::List));
        });
        Some(html! {
            <li key={index}>
                <button type="button" class="chip place-chip" aria-current={here.map(|_| "true")} {onclick}>
                    { &entity.name }
                    if let Some(country) = country {
                        <span class="row-count">{ format!(" {country}") }</span>
                    }
                </button>
            </li>
        })
    };
    html! {
        <section class="group">
            <h3 class="group-title">{ t("Where") }</h3>
            // One place lies nowhere in particular.
            if mapped.len() > 1 {
                <PlaceMap places={mapped} selected={selected_entity(props)} dispatch={props.dispatch.clone()} />
            }
            <ul class="chips">{ for places.iter().filter_map(spot) }</ul>
        </section>
    }
}

/// How long and how hard the article is, with the way it is reckoned.
fn to_read(reading: &Reading) -> Html {
    let figures = &reading.figures;
    let sentences = reading.analysis.sentences.len();
    let Some(index) = figures.readability(sentences) else { return Html::default() };
    let grade = index.round().max(1.0);
    let level = match grade {
        grade if grade <= 6.0 => t("easy"),
        grade if grade <= 9.0 => t("plain"),
        grade if grade <= 12.0 => t("fairly hard"),
        _ => t("hard"),
    };
    let exact = |value| figure(value, Manner::Exact);
    let mean = figures.words as f64 / sentences.max(1) as f64;
    html! {
        <section class="group">
            <h3 class="group-title">{ t("To read") }</h3>
            <dl class="facts">
                <div><dt>{ t("Time") }</dt><dd>{ plural(figures.minutes(), "{0} minute|{0} minutes") }</dd></div>
                <div><dt>{ t("Sentences") }</dt><dd>{ fill("{0} words each, on average", &[&figure(mean, Manner::Whole)]) }</dd></div>
                <div><dt>{ t("Level") }</dt><dd>{ fill("{0}, about grade {1} of school", &[level, &figure(grade, Manner::Whole)]) }</dd></div>
            </dl>
            <details class="more-words">
                <summary>{ t("How this is reckoned") }</summary>
                <p class="row-note">{ fill(
                    "Time: {0} words of the body at {1} words a minute. Level: Automated Readability Index, {2} \u{d7} {3} letters a word + \
                     {4} \u{d7} {5} words a sentence \u{2212} {6} = {7}, made for English and for American grades.",
                    &[
                        &grouped(figures.words),
                        &grouped(WORDS_A_MINUTE),
                        &exact(4.71),
                        &exact(figures.letters as f64 / figures.words.max(1) as f64),
                        &exact(0.5),
                        &exact(mean),
                        &exact(21.43),
                        &figure(index, Manner::Tenths),
                    ],
                ) }</p>
            </details>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_that_is_there_is_never_said_to_be_none() {
        assert_eq!(percent(1, 1000), "under 1%");
        assert_eq!(percent(0, 1000), "0%");
        assert_eq!(percent(1, 3), "33%");
        assert_eq!(percent(0, 0), "0%");
    }
}
