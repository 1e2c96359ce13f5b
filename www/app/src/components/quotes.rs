//! Who says what: the quotes of each speaker, most quoted first, or all of them in the order of the text.

use newsglass_analysis::{Quote, QuoteKind, quote_rule};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::copy::{copy_quote, copy_quotes};
use super::filter::filter as field;
use super::said::{LIKELY, SURE, kind_class, said, sureness};
use super::spoken_of;
use super::tab::TabProps;
use super::tone;
use crate::language::{Manner, figure, fill, grouped, key, lower, plural, t};
use crate::reading::{Reading, Voice};
use crate::selection::Selection;
use crate::state::{Action, Origin, QuoteOrder, QuoteView, State};

/// How many quotes are drawn before the reader asks for more, and how many come then.
const CARDS: usize = 40;

/// Which quotes are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Wanted {
    #[default]
    All,
    Direct,
    Indirect,
    Mixed,
    Unnamed,
    Unsure,
}

impl Wanted {
    const ALL: [Self; 6] = [Self::All, Self::Direct, Self::Indirect, Self::Mixed, Self::Unnamed, Self::Unsure];

    fn name(self) -> &'static str {
        match self {
            Self::All => key("All quotes"),
            Self::Direct => key("Word for word"),
            Self::Indirect => key("In other words"),
            Self::Mixed => key("Partly word for word"),
            Self::Unnamed => key("Unnamed or not found"),
            Self::Unsure => key("Not sure"),
        }
    }

    fn holds(self, quote: &Quote) -> bool {
        match self {
            Self::All => true,
            Self::Direct => quote.kind == QuoteKind::Direct,
            Self::Indirect => quote.kind == QuoteKind::Indirect,
            Self::Mixed => quote.kind == QuoteKind::Mixed,
            Self::Unnamed => quote.speaker.as_ref().is_none_or(|speaker| speaker.anonymous),
            Self::Unsure => quote.confidence < SURE,
        }
    }
}

/// The tab "Quotes".
#[component]
pub(crate) fn Quotes(props: &TabProps) -> Html {
    let filter = use_state_eq(String::new);
    let wanted = use_state_eq(Wanted::default);
    let cards = use_state_eq(|| CARDS);
    let reading = &props.reading;
    let quotes = &reading.analysis.quotes;
    if quotes.is_empty() {
        let why = if reading.analysis.is_foreign() {
            t(
                "Nothing longer than a few words stands in quotation marks. In this language Newsglass looks for nothing else that is quoted.",
            )
        } else {
            t("Nobody is quoted, as far as could be found.")
        };
        return html! { <p class="nothing">{ why }</p> };
    }
    let view = props.quotes;
    let selected = chosen(props);
    let words = lower(filter.trim());
    let matches = |index: usize, about: &str| {
        let Some(quote) = quotes.get(index) else { return false };
        let name = reading.speaker_name(index).unwrap_or_default();
        let said = reading.quoted.get(index).into_iter().flatten();
        selected == Some(index)
            || wanted.holds(quote)
                && (words.is_empty()
                    || lower(name).contains(&words)
                    || lower(about).contains(&words)
                    || said.into_iter().any(|part| lower(part).contains(&words)))
    };
    // Who asks for what is not sure sees it at once.
    let is_guess =
        |index: usize| *wanted != Wanted::Unsure && quotes.get(index).is_some_and(|quote| quote.confidence < LIKELY);
    let rows = match view.order {
        QuoteOrder::About => rows_about(props, &matches, &is_guess, *cards),
        _ => rows_of(props, &matches, &is_guess, *cards),
    };
    let order_button = |order: QuoteOrder, name: &'static str| {
        let dispatch = props.dispatch.clone();
        let view = QuoteView { order, ..QuoteView::default() };
        let onclick = Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Laid(view)));
        html! { <button type="button" class="order" aria-pressed={(props.quotes.order == order).to_string()} {onclick}>{ t(name) }</button> }
    };
    let onchange = {
        let wanted = wanted.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let chosen = Wanted::ALL.into_iter().find(|wanted| wanted.name() == select.value());
                wanted.set(chosen.unwrap_or_default());
            }
        })
    };
    let more = {
        let cards = cards.clone();
        Callback::from(move |_: MouseEvent| cards.set(*cards + CARDS))
    };
    let option = |of: Wanted| {
        let count = quotes.iter().filter(|quote| of.holds(quote)).count();
        (count > 0).then(|| {
            html! { <option value={of.name()} selected={*wanted == of}>{ format!("{} ({count})", t(of.name())) }</option> }
        })
    };
    html! {
        <>
            <div class="tools">
                { field(t("Filter quotes"), &filter, Some((rows.found, rows.all))) }
                <select class="choose" aria-label={t("Kind of quote")} {onchange}>{ for Wanted::ALL.into_iter().filter_map(option) }</select>
                <div class="orders" role="group" aria-label={t("Order")}>
                    { order_button(QuoteOrder::Speaker, key("By speaker")) }
                    { order_button(QuoteOrder::Text, key("As in the text")) }
                    { order_button(QuoteOrder::About, key("About whom")) }
                </div>
            </div>
            if view.order == QuoteOrder::About {
                { spoken_of::bar(props, rows.found) }
            }
            if rows.found == 0 {
                <p class="nothing">{ if rows.all == 0 { t("Nobody speaks of anybody by name, as far as could be found.") } else { t("No quote is like that.") } }</p>
            }
            { rows.sure }
            if rows.guesses > 0 {
                <details class="less-sure" open={rows.guesses == rows.found || selected.is_some_and(is_guess)}>
                    <summary>{ fill("Less sure ({0})", &[&grouped(rows.guesses)]) }</summary>
                    { rows.unsure }
                </details>
            }
            if rows.found > rows.shown {
                <button type="button" class="text-button more" onclick={more}>{ fill("Show more of {0}", &[&grouped(rows.found)]) }</button>
            }
        </>
    }
}

/// The rows of the tab, and how many there are.
struct Rows {
    sure: Html,
    /// Folded away.
    unsure: Html,
    guesses: usize,
    shown: usize,
    /// With those that are not shown yet.
    found: usize,
    /// With those that were filtered out.
    all: usize,
}

/// The quote that is pointed at.
fn chosen(props: &TabProps) -> Option<usize> {
    match props.selection {
        Some(Selection::Quote(quote)) => Some(quote),
        _ => None,
    }
}

/// How many rows are drawn: the one that is pointed at is, however far down it stands.
fn reach(mut quotes: impl Iterator<Item = usize>, selected: Option<usize>, cards: usize) -> usize {
    let place = selected.and_then(|selected| quotes.position(|index| index == selected));
    cards.max(place.map_or(0, |place| place + 1))
}

/// Who speaks about whom.
fn rows_about(
    props: &TabProps,
    matches: &dyn Fn(usize, &str) -> bool,
    is_guess: &dyn Fn(usize) -> bool,
    cards: usize,
) -> Rows {
    let mut shown = spoken_of::shown(&props.reading, props.quotes, matches);
    let found = shown.len();
    shown.truncate(reach(shown.iter().map(|(_, spoken)| spoken.quote), chosen(props), cards));
    let all = spoken_of::shown(&props.reading, QuoteView::default(), |_, _| true).len();
    let drawn = shown.len();
    let (unsure, sure): (Vec<_>, Vec<_>) = shown.into_iter().partition(|(_, spoken)| is_guess(spoken.quote));
    // A quote about two people has two rows; the text leads to the first.
    let mut anchored = Vec::new();
    let mut anchor = |index: usize| {
        let is_first = !anchored.contains(&index);
        anchored.push(index);
        is_first
    };
    Rows {
        sure: spoken_of::list(props, &sure, &mut anchor),
        unsure: spoken_of::list(props, &unsure, &mut anchor),
        guesses: unsure.len(),
        shown: drawn,
        found,
        all,
    }
}

/// Each speaker with what they say, or all quotes in the order of the text.
fn rows_of(
    props: &TabProps,
    matches: &dyn Fn(usize, &str) -> bool,
    is_guess: &dyn Fn(usize) -> bool,
    cards: usize,
) -> Rows {
    let reading = &props.reading;
    let quotes = &reading.analysis.quotes;
    let by_speaker = props.quotes.order == QuoteOrder::Speaker;
    let order: Vec<usize> = if by_speaker {
        reading.voices.iter().flat_map(|voice| voice.quotes.iter().copied()).collect()
    } else {
        (0..quotes.len()).collect()
    };
    let mut shown: Vec<usize> = order.into_iter().filter(|index| matches(*index, "")).collect();
    let found = shown.len();
    shown.truncate(reach(shown.iter().copied(), chosen(props), cards));
    let drawn = shown.len();
    let mut is_shown = vec![false; quotes.len()];
    for index in &shown {
        if let Some(mark) = is_shown.get_mut(*index) {
            *mark = true;
        }
    }
    let is_shown = |index: usize| is_shown.get(index) == Some(&true);
    if !by_speaker {
        // What is quoted within a quote stands within its card.
        shown.retain(|index| !outer(reading, *index).is_some_and(is_shown));
    }
    let card = |index: &usize| {
        let inner = inner_quotes(reading, *index);
        let inner: Vec<usize> =
            if by_speaker { inner } else { inner.into_iter().filter(|index| is_shown(*index)).collect() };
        html! {
            <QuoteCard key={*index} reading={reading.clone()} index={*index} selected={chosen(props)} {by_speaker} {inner}
                asked={props.asked} dispatch={props.dispatch.clone()} />
        }
    };
    let list_of = |wanted: &dyn Fn(usize) -> bool| {
        if !by_speaker {
            return html! { <ul class="rows">{ for shown.iter().filter(|index| wanted(**index)).map(card) }</ul> };
        }
        let group = |voice: &Voice| {
            let of_voice = voice.quotes.iter().copied().filter(|index| is_shown(*index) && wanted(*index)).collect();
            voice_group(props, voice, of_voice, &card)
        };
        reading.voices.iter().filter_map(group).collect::<Html>()
    };
    let guesses = shown.iter().filter(|index| is_guess(**index)).count();
    let (sure, unsure) = (list_of(&|index| !is_guess(index)), list_of(is_guess));
    Rows { sure, unsure, guesses, shown: drawn, found, all: quotes.len() }
}

/// A speaker with these quotes; none without any.
fn voice_group(props: &TabProps, voice: &Voice, quotes: Vec<usize>, card: &dyn Fn(&usize) -> Html) -> Option<Html> {
    let first = quotes.first().copied()?;
    Some(html! {
        <section class="group voice" key={first}>
            <h3 class="voice-name">
                { if props.reading.analysis.is_foreign() { t("In quotation marks") } else { voice.shown() } }
                if voice.anonymous {
                    <span class="flag">{ voice.flag() }</span>
                }
            </h3>
            <p class="voice-note">
                { role(props, voice) }{ plural(voice.words, "{0} word|{0} words") }{ " " }{ plural(voice.quotes.len(), "in {0} quote|in {0} quotes") }
                if quotes.len() > 1 {
                    { copy_quotes(&props.reading, &quotes, props.asked, &props.dispatch) }
                }
            </p>
            <ul class="rows">{ for quotes.iter().map(card) }</ul>
        </section>
    })
}

/// The quote that a quote stands in.
fn outer(reading: &Reading, index: usize) -> Option<usize> {
    reading.outer.get(index).copied().flatten()
}

/// The quotes that stand in a quote, but in none of its own.
fn inner_quotes(reading: &Reading, index: usize) -> Vec<usize> {
    let around = reading.outer.iter().enumerate().filter(|(_, outer)| **outer == Some(index));
    around.map(|(inner, _)| inner).collect()
}

#[derive(PartialEq, Properties)]
struct QuoteCardProps {
    reading: std::rc::Rc<Reading>,
    index: usize,
    /// The quote that is pointed at, this one or another.
    selected: Option<usize>,
    /// Whether the cards stand under their speakers' names; otherwise each names its own.
    by_speaker: bool,
    /// The quotes that are shown within it.
    inner: Vec<usize>,
    /// Whether the reader was asked for the address of the article.
    asked: bool,
    dispatch: UseReducerDispatcher<State>,
}

/// A quote with how it was said, and on demand why it is thought so.
#[component]
fn QuoteCard(props: &QuoteCardProps) -> Html {
    let (reading, index) = (&props.reading, props.index);
    let Some(quote) = reading.analysis.quotes.get(index) else { return Html::default() };
    let tone = tone::given(quote.sentiment.as_ref());
    let name = reading.speaker_name(index).filter(|_| !props.by_speaker);
    let around = outer(reading, index).filter(|_| props.by_speaker);
    let around = around.map(|outer| reading.speaker_name(outer).unwrap_or_else(|| t("somebody who was not found")));
    let selected = props.selected == Some(index);
    html! {
        <li class={classes!("row", "quote", kind_class(quote), selected.then_some("row-selected"))}>
            if let Some(name) = name {
                <p class="quote-speaker">{ name }</p>
            }
            if let Some(around) = around {
                <p class="quoted-by">{ fill("quoted by {0}", &[around]) }</p>
            }
            { quote_button(props, index, true) }
            <p class="row-note">
                { said(quote) }
                if let Some(tone) = tone {
                    { " \u{b7} " }{ tone::tone_tag(tone) }
                }
                { copy_quote(&props.reading, index, props.asked, &props.dispatch) }
            </p>
            { within(props) }
            <details class="more-words">
                <summary>{ t("Why") }</summary>
                <dl class="facts">
                    { why(reading, quote, index) }
                </dl>
                if let Some(tone) = tone {
                    // Paragraphs, for the list counts quotes.
                    { tone::evidence_lines(tone.label, &reading.telling(tone), 8) }
                }
            </details>
        </li>
    }
}

/// What is quoted within it: whole cards, unless these stand under their own speakers.
fn within(props: &QuoteCardProps) -> Html {
    let (reading, by_speaker) = (&props.reading, props.by_speaker);
    if props.inner.is_empty() {
        return Html::default();
    }
    let card = |index: &usize| {
        if by_speaker {
            let quote = reading.analysis.quotes.get(*index);
            let name = reading.speaker_name(*index).unwrap_or_else(|| t("Speaker not found"));
            return html! { <li class={classes!("row", "quote", quote.map(kind_class))} key={*index}><p class="quote-speaker">{ name }</p>{ quote_button(props, *index, false) }</li> };
        }
        html! {
            <QuoteCard key={*index} reading={reading.clone()} index={*index} selected={props.selected} {by_speaker} inner={inner_quotes(reading, *index)}
                asked={props.asked} dispatch={props.dispatch.clone()} />
        }
    };
    html! { <ul class="rows within" aria-label={t("Quoted within it")}>{ for props.inner.iter().map(card) }</ul> }
}

/// The words of a quote, which lead to their place. `anchor`: whether the text leads here.
fn quote_button(props: &QuoteCardProps, index: usize, anchor: bool) -> Html {
    let dispatch = props.dispatch.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(Selection::Quote(index), Origin::List)));
    let words = props.reading.quoted.get(index).map(|parts| parts.join(" \u{2026} ")).unwrap_or_default();
    html! {
        <button type="button" class="quote-button" lang={props.reading.language()} id={anchor.then(|| format!("row-q{index}"))}
            aria-current={(props.selected == Some(index)).then_some("true")} {onclick}>{ words }</button>
    }
}

/// What the engine went by.
fn why(reading: &Reading, quote: &Quote, index: usize) -> Html {
    let row = |name: &'static str, words: String| html! { <div><dt>{ t(name) }</dt><dd>{ words }</dd></div> };
    let speaker = match (&quote.speaker, reading.speaker_name(index)) {
        (Some(speaker), Some(name)) if !speaker.text.eq_ignore_ascii_case(name) => {
            fill("\u{2018}{0}\u{2019}, taken for {1}", &[&speaker.text, name])
        }
        (Some(speaker), _) if speaker.anonymous => {
            fill("\u{2018}{0}\u{2019}, whose name is kept back", &[&speaker.text])
        }
        (Some(speaker), _) => fill("\u{2018}{0}\u{2019}, by that name", &[&speaker.text]),
        (None, _) => t("not found").to_owned(),
    };
    let around = quote.speaker.as_ref().map(|speaker| reading.in_context(speaker.start, speaker.end));
    html! {
        <>
            { row(key("Speaker"), speaker) }
            { row(key("Kind"), t(form_in_words(quote.kind)).to_owned()) }
            { quote.cue.as_ref().map(|cue| row(key("Said with"), fill("\u{2018}{0}\u{2019}, a form of \u{2018}{1}\u{2019}", &[&cue.text, &cue.lemma]))).unwrap_or_default() }
            if let Some((before, words, after)) = around {
                <div><dt>{ t("In the text") }</dt><dd class="context-words" lang={reading.language()}>{ before }<mark>{ words }</mark>{ after }</dd></div>
            }
            <div><dt>{ t("Found by") }</dt><dd>{ found_by(quote) }</dd></div>
            { row(key("How sure"), fill("{0} ({1} of {2})", &[t(sureness(quote.confidence)), &figure(quote.confidence * 100.0, Manner::Whole), &grouped(100)])) }
        </>
    }
}

/// What the form of a quote means.
fn form_in_words(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => key("word for word: all of it stands in quotation marks"),
        QuoteKind::Indirect => key("in other words: the article tells what was said, without quotation marks"),
        QuoteKind::Mixed => key("partly word for word: only a part stands in quotation marks"),
    }
}

/// The rule in words, with its name for those who look it up.
fn found_by(quote: &Quote) -> Html {
    let name = html! { <code>{ &quote.found_by }</code> };
    match quote_rule(&quote.found_by) {
        Some(words) => html! { <>{ t(words) }{ " " }{ name }</> },
        None => name,
    }
}

fn role(props: &TabProps, voice: &Voice) -> String {
    let entity = voice.entity.and_then(|index| props.reading.analysis.entities.get(index));
    entity.and_then(|entity| entity.role.as_ref()).map(|role| format!("{role} \u{b7} ")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use newsglass_analysis::{Cue, Speaker, SpokenTo};

    use super::*;

    fn quote(speaker_first: bool) -> Quote {
        let (speaker, cue) = if speaker_first { (10, 15) } else { (15, 10) };
        Quote {
            start: 0,
            end: 8,
            kind: QuoteKind::Direct,
            parts: Vec::new(),
            cue: Some(Cue { start: cue, end: cue + 4, text: "told".to_owned(), lemma: "tell".to_owned() }),
            speaker: Some(Speaker {
                start: speaker,
                end: speaker + 3,
                text: "she".to_owned(),
                entity: None,
                name: None,
                anonymous: false,
                source: None,
            }),
            addressee: Some(SpokenTo { start: 20, end: 25, text: "Radio Harrow".to_owned() }),
            sentences: Vec::new(),
            sentiment: None,
            confidence: 0.75,
            found_by: String::new(),
        }
    }

    #[test]
    fn quotes_are_wanted_by_kind_source_and_sureness() {
        let quote = quote(true);
        let holding: Vec<Wanted> = Wanted::ALL.into_iter().filter(|wanted| wanted.holds(&quote)).collect();
        assert_eq!(holding, [Wanted::All, Wanted::Direct]);
        let doubtful = Quote { confidence: 0.4, speaker: None, kind: QuoteKind::Mixed, ..quote };
        let holding: Vec<Wanted> = Wanted::ALL.into_iter().filter(|wanted| wanted.holds(&doubtful)).collect();
        assert_eq!(holding, [Wanted::All, Wanted::Mixed, Wanted::Unnamed, Wanted::Unsure]);
    }

    #[test]
    fn the_note_keeps_the_order_of_the_article() {
        let note = "word for word \u{b7} \u{2018}she told\u{2019} \u{b7} to Radio Harrow \u{b7} fairly sure";
        assert_eq!(said(&quote(true)), note);
        assert!(said(&quote(false)).contains("\u{2018}told she\u{2019}"));
    }
}
