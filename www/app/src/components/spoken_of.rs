//! Who speaks about whom: each one who is mentioned in the words of others, with who says it, in which tone, and the words.

use newsglass_analysis::{Label, Sentiment};
use yew::prelude::*;

use super::copy::copy_quote;
use super::icon::kind_icon;
use super::said::{kind_class, said};
use super::tab::TabProps;
use super::tone;
use crate::language::{fill, key, plural, t};
use crate::reading::{Reading, Spoken, Target};
use crate::selection::Selection;
use crate::state::{Action, Origin, QuoteOrder, QuoteView};

/// How many characters of a quote stand around the first mention at most.
const AROUND: usize = 280;

/// The tone in which someone is spoken of: of what is said of them, if the engine can tell, or else (`false`) of the quote as a whole.
pub(crate) fn tone_about<'a>(reading: &'a Reading, entity: usize, spoken: &Spoken) -> Option<(&'a Sentiment, bool)> {
    let analysis = &reading.analysis;
    let mentions = &analysis.entities.get(entity)?.mentions;
    let toward = spoken.mentions.iter().filter_map(|index| tone::given(mentions.get(*index)?.sentiment.as_ref()));
    let strongest = toward.reduce(|most, next| if next.score.abs() > most.score.abs() { next } else { most });
    let whole = || tone::given(analysis.quotes.get(spoken.quote)?.sentiment.as_ref());
    strongest.map(|tone| (tone, true)).or_else(|| whole().map(|tone| (tone, false)))
}

/// Whether somebody who was found speaks of someone in a negative tone.
fn is_negative(reading: &Reading, entity: usize, spoken: &Spoken) -> bool {
    let speaks = reading.analysis.quotes.get(spoken.quote).is_some_and(|quote| quote.speaker.is_some());
    speaks && tone_about(reading, entity, spoken).is_some_and(|(tone, _)| tone.label == Label::Negative)
}

/// In how many quotes others speak of someone in a negative tone.
pub(crate) fn critics(reading: &Reading, entity: usize) -> usize {
    let target = reading.targets.iter().find(|target| target.entity == entity);
    let spoken = target.map(|target| target.spoken.as_slice()).unwrap_or_default();
    spoken.iter().filter(|spoken| is_negative(reading, entity, spoken)).count()
}

/// What is shown in a view: the quotes of each target that are `wanted`.
pub(crate) fn shown(
    reading: &Reading,
    view: QuoteView,
    wanted: impl Fn(usize, &str) -> bool,
) -> Vec<(&Target, &Spoken)> {
    let targets = reading.targets.iter().filter(|target| view.about.is_none_or(|about| about == target.entity));
    let spoken = targets.flat_map(|target| target.spoken.iter().map(move |spoken| (target, spoken)));
    let is_wanted = |(target, spoken): &(&Target, &Spoken)| {
        let name = reading.analysis.entities.get(target.entity).map_or("", |entity| &entity.name);
        (!view.negative || is_negative(reading, target.entity, spoken)) && wanted(spoken.quote, name)
    };
    spoken.filter(is_wanted).collect()
}

/// Above the quotes: whom they are about and in which tone, and the ways to others.
pub(crate) fn bar(props: &TabProps, found: usize) -> Html {
    let (reading, view) = (&props.reading, props.quotes);
    let lay = |view: QuoteView| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Laid(view)))
    };
    let about = view.about.and_then(|index| Some((index, &reading.analysis.entities.get(index)?.name)));
    let only = html! {
        <button type="button" class="order order-alone" aria-pressed={view.negative.to_string()} onclick={lay(QuoteView { negative: !view.negative, ..view })}>
            { t("Only negative") }
        </button>
    };
    let negative = html! {
        if view.negative {
            <p class="voice-note">{ t("Told by the tone of the words, and where they point at nobody, by that of the whole quote: a negative quote need not blame whom it names.") }</p>
        }
    };
    let Some((entity, name)) = about else { return html! { <div class="about-bar">{ only }{ negative }</div> } };
    let count = plural(found, "{0} quote|{0} quotes");
    let title = if view.negative { key("Who criticises {0} here: {1}") } else { key("Who speaks of {0}: {1}") };
    let back = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Laid(QuoteView::default()));
            dispatch.dispatch(Action::Selected(Selection::Entity(entity, 0), Origin::Glance));
        })
    };
    html! {
        <div class="about-bar">
            <p class="about-whom" id="about-whom" tabindex="-1">{ fill(title, &[name, &count]) }</p>
            <p>
                { only }
                <button type="button" class="text-button" onclick={lay(QuoteView { order: QuoteOrder::About, ..QuoteView::default() })}>{ t("About everybody") }</button>
                <button type="button" class="text-button" onclick={back}>{ fill("Back to {0}", &[name]) }</button>
            </p>
            { negative }
        </div>
    }
}

/// The quotes, under the name of whom they are about. `anchors`: the quotes whose row here is the one that the text leads to.
pub(crate) fn list(props: &TabProps, shown: &[(&Target, &Spoken)], mut anchors: impl FnMut(usize) -> bool) -> Html {
    let reading = &props.reading;
    let group = |group: &[(&Target, &Spoken)]| {
        let target = group.first()?.0;
        let entity = reading.analysis.entities.get(target.entity)?;
        let mut speakers: Vec<Option<&str>> =
            group.iter().map(|(_, spoken)| reading.speaker_name(spoken.quote)).collect();
        crate::order::sort_by_key(&mut speakers, |name| *name);
        speakers.dedup();
        let rows = group.iter().map(|(target, spoken)| row(props, target.entity, spoken, anchors(spoken.quote)));
        Some(html! {
            <section class="group voice" key={target.entity}>
                <h3 class="voice-name">{ kind_icon(entity.kind) }{ &entity.name }</h3>
                <p class="voice-note">{ plural(group.len(), "{0} quote|{0} quotes") }{ " " }{ plural(speakers.len(), "of {0} speaker|of {0} speakers") }</p>
                <ul class="rows">{ for rows }</ul>
            </section>
        })
    };
    shown.chunk_by(|(one, _), (next, _)| one.entity == next.entity).filter_map(group).collect::<Html>()
}

fn row(props: &TabProps, entity: usize, spoken: &Spoken, anchor: bool) -> Html {
    let (reading, index) = (&props.reading, spoken.quote);
    let Some(quote) = reading.analysis.quotes.get(index) else { return Html::default() };
    let selected = props.selection == Some(Selection::Quote(index));
    let dispatch = props.dispatch.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(Selection::Quote(index), Origin::List)));
    let tone = tone_about(reading, entity, spoken).map(|(tone, toward)| {
        let of = if toward { t("about them") } else { t("the quote as a whole") };
        html! { <>{ " \u{b7} " }{ tone::tone_tag(tone) }{ " " }{ of }</> }
    });
    html! {
        <li class={classes!("row", "quote", kind_class(quote), selected.then_some("row-selected"))} key={index}>
            <p class="quote-speaker">{ reading.speaker_name(index).unwrap_or_else(|| t("Speaker not found")) }</p>
            <button type="button" class="quote-button" lang={reading.language()} id={anchor.then(|| format!("row-q{index}"))} aria-current={selected.then_some("true")} {onclick}>
                { marked(reading, entity, spoken) }
            </button>
            <p class="row-note">
                { said(quote) }{ tone }
                { copy_quote(&props.reading, index, props.asked, &props.dispatch) }
            </p>
        </li>
    }
}

/// The words of a quote with the mentions in them marked; of a long one, what stands around the first.
fn marked(reading: &Reading, entity: usize, spoken: &Spoken) -> Html {
    let analysis = &reading.analysis;
    let Some((quote, entity)) = analysis.quotes.get(spoken.quote).zip(analysis.entities.get(entity)) else {
        return Html::default();
    };
    let mentions: Vec<(usize, usize)> = spoken
        .mentions
        .iter()
        .filter_map(|index| entity.mentions.get(*index))
        .map(|mention| (mention.start, mention.end))
        .collect();
    let Some(&(first, _)) = mentions.first() else { return Html::default() };
    let (from, to) = (first.saturating_sub(AROUND), first + AROUND);
    let mut pieces = Vec::new();
    for part in quote.parts.iter().filter(|part| part.end > from && part.start < to) {
        if !pieces.is_empty() {
            pieces.push(html! { " \u{2026} " });
        }
        // A long part is cut at whole words.
        let mut at = part.start;
        if from > part.start {
            let cut = reading.words_at(from, first);
            let lost = cut.find(char::is_whitespace).and_then(|byte| cut.get(..byte)).unwrap_or_default();
            at = from + lost.encode_utf16().count();
            pieces.push(html! { "\u{2026}" });
        }
        let mut end = part.end;
        if to < part.end {
            let cut = reading.words_at(at, to);
            let kept = cut.rfind(char::is_whitespace).and_then(|byte| cut.get(..byte)).unwrap_or(cut);
            end = at + kept.encode_utf16().count();
        }
        for &(start, stop) in mentions.iter().filter(|(start, stop)| *start >= part.start && *stop <= end) {
            if start < at {
                continue;
            }
            pieces.push(html! { <>{ reading.words_at(at, start) }<mark>{ reading.words_at(start, stop) }</mark></> });
            at = stop;
        }
        pieces.push(html! { { reading.words_at(at, end) } });
        if end < part.end {
            pieces.push(html! { "\u{2026}" });
        }
    }
    pieces.into_iter().collect()
}
