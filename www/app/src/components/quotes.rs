//! Who says what: the quotes of each speaker, most quoted first, or all of them in the order of the text.

use newsglass_analysis::{Quote, QuoteKind, quote_rule};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::copy::{CopyQuote, CopyQuotes};
use super::filter::Filter;
use super::tab::TabProps;
use super::tone::{self, ToneTag};
use crate::language::{Manner, figure, fill, grouped, key, lower, plural, t};
use crate::reading::{Reading, Voice};
use crate::selection::Selection;
use crate::state::{Action, Origin};

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
    let by_speaker = use_state_eq(|| true);
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
    let selected = match props.selection {
        Some(Selection::Quote(quote)) => Some(quote),
        _ => None,
    };
    let words = lower(filter.trim());
    let matches = |index: &usize| {
        let Some(quote) = quotes.get(*index) else { return false };
        let name = reading.speaker_name(*index).unwrap_or_default();
        let said = reading.quoted.get(*index).into_iter().flatten();
        selected == Some(*index)
            || wanted.holds(quote)
                && (words.is_empty()
                    || lower(name).contains(&words)
                    || said.into_iter().any(|part| lower(part).contains(&words)))
    };
    let order: Vec<usize> = if *by_speaker {
        reading.voices.iter().flat_map(|voice| voice.quotes.iter().copied()).collect()
    } else {
        (0..quotes.len()).collect()
    };
    let mut shown: Vec<usize> = order.into_iter().filter(matches).collect();
    let found = shown.len();
    // The one that is pointed at is drawn, however far down it stands.
    let place = shown.iter().position(|index| selected == Some(*index)).unwrap_or_default();
    shown.truncate((*cards).max(place + 1));

    let mut is_shown = vec![false; quotes.len()];
    for index in &shown {
        if let Some(mark) = is_shown.get_mut(*index) {
            *mark = true;
        }
    }
    let card = |index: &usize| {
        let current = selected == Some(*index);
        html! { <QuoteCard key={*index} reading={reading.clone()} index={*index} selected={current} named={!*by_speaker} dispatch={props.dispatch.clone()} /> }
    };
    let group = |voice: &Voice, wanted: &dyn Fn(usize) -> bool| {
        let of_voice: Vec<usize> = voice
            .quotes
            .iter()
            .copied()
            .filter(|index| is_shown.get(*index) == Some(&true) && wanted(*index))
            .collect();
        (!of_voice.is_empty()).then(|| {
            html! {
                <section class="group voice" key={of_voice.first().copied().unwrap_or_default()}>
                    <h3 class="voice-name">
                        { if reading.analysis.is_foreign() { t("In quotation marks") } else { voice.shown() } }
                        if voice.anonymous {
                            <span class="flag">{ voice.flag() }</span>
                        }
                    </h3>
                    <p class="voice-note">
                        { role(props, voice) }{ plural(voice.words, "{0} word|{0} words") }{ " " }{ plural(voice.quotes.len(), "in {0} quote|in {0} quotes") }
                        if of_voice.len() > 1 {
                            { " \u{b7} " }<CopyQuotes reading={reading.clone()} indexes={of_voice.clone()} dispatch={props.dispatch.clone()} />
                        }
                    </p>
                    <ul class="rows">{ for of_voice.iter().map(card) }</ul>
                </section>
            }
        })
    };
    let list_of = |wanted: &dyn Fn(usize) -> bool| {
        if *by_speaker {
            reading.voices.iter().filter_map(|voice| group(voice, wanted)).collect::<Html>()
        } else {
            html! { <ul class="rows">{ for shown.iter().filter(|index| wanted(**index)).map(card) }</ul> }
        }
    };
    // Who asks for what is not sure sees it at once.
    let is_guess =
        |index: usize| *wanted != Wanted::Unsure && quotes.get(index).is_some_and(|quote| quote.confidence < LIKELY);
    let guesses = shown.iter().filter(|index| is_guess(**index)).count();
    let chosen_guess = selected.is_some_and(is_guess);
    let order_button = |speaker: bool, name: &'static str| {
        let by_speaker = by_speaker.clone();
        let pressed = (*by_speaker == speaker).to_string();
        let onclick = Callback::from(move |_: MouseEvent| by_speaker.set(speaker));
        html! { <button type="button" class="order" aria-pressed={pressed} {onclick}>{ t(name) }</button> }
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
                <Filter name={t("Filter quotes")} text={filter.clone()} found={Some((found, quotes.len()))} />
                <select class="choose" aria-label={t("Kind of quote")} {onchange}>{ for Wanted::ALL.into_iter().filter_map(option) }</select>
                <div class="orders" role="group" aria-label={t("Order")}>{ order_button(true, key("By speaker")) }{ order_button(false, key("As in the text")) }</div>
            </div>
            if found == 0 {
                <p class="nothing">{ t("No quote is like that.") }</p>
            }
            { list_of(&|index| !is_guess(index)) }
            if guesses > 0 {
                <details class="less-sure" open={chosen_guess}>
                    <summary>{ fill("Less sure ({0})", &[&grouped(guesses)]) }</summary>
                    { list_of(&is_guess) }
                </details>
            }
            if found > shown.len() {
                <button type="button" class="text-button more" onclick={more}>{ fill("Show more of {0}", &[&grouped(found)]) }</button>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
struct QuoteCardProps {
    reading: std::rc::Rc<Reading>,
    index: usize,
    selected: bool,
    /// Whether the speaker is named on the card, because no heading does.
    named: bool,
    dispatch: UseReducerDispatcher<crate::state::State>,
}

/// A quote with how it was said, and on demand why it is thought so.
#[component]
fn QuoteCard(props: &QuoteCardProps) -> Html {
    let (reading, index) = (&props.reading, props.index);
    let Some((quote, parts)) = reading.analysis.quotes.get(index).zip(reading.quoted.get(index)) else {
        return Html::default();
    };
    let dispatch = props.dispatch.clone();
    let onclick =
        Callback::from(move |_: MouseEvent| dispatch.dispatch(Action::Selected(Selection::Quote(index), Origin::List)));
    let tone = tone::given(quote.sentiment.as_ref());
    let name = reading.speaker_name(index).filter(|_| props.named);
    html! {
        <li class={classes!("row", "quote", kind_class(quote), props.selected.then_some("row-selected"))}>
            if let Some(name) = name {
                <p class="quote-speaker">{ name }</p>
            }
            <button type="button" class="quote-button" lang={reading.language()} id={format!("row-q{index}")} aria-current={props.selected.then_some("true")} {onclick}>{ parts.join(" \u{2026} ") }</button>
            <p class="row-note">
                { said(quote) }
                if let Some(tone) = tone {
                    { " \u{b7} " }<ToneTag tone={tone.clone()} />
                }
                { " \u{b7} " }<CopyQuote reading={props.reading.clone()} {index} dispatch={props.dispatch.clone()} />
            </p>
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
            { quote.cue.as_ref().map(|cue| row(key("Cue"), fill("\u{2018}{0}\u{2019}, a form of \u{2018}{1}\u{2019}", &[&cue.text, &cue.lemma]))).unwrap_or_default() }
            if let Some((before, words, after)) = around {
                <div><dt>{ t("In the text") }</dt><dd class="context-words" lang={reading.language()}>{ before }<mark>{ words }</mark>{ after }</dd></div>
            }
            <div><dt>{ t("Found by") }</dt><dd>{ found_by(quote) }</dd></div>
            { row(key("Sureness"), fill("{0} of {1}", &[&figure(quote.confidence * 100.0, Manner::Whole), &grouped(100)])) }
        </>
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

fn kind_class(quote: &Quote) -> &'static str {
    match quote.kind {
        QuoteKind::Direct => "quote-direct",
        QuoteKind::Indirect => "quote-indirect",
        QuoteKind::Mixed => "quote-mixed",
    }
}

/// How it was said: form, cue, as whom, to whom, and how sure that is.
fn said(quote: &Quote) -> String {
    let mut parts = vec![
        t(match quote.kind {
            QuoteKind::Direct => key("word for word"),
            QuoteKind::Indirect => key("in other words"),
            QuoteKind::Mixed => key("partly word for word"),
        })
        .to_owned(),
    ];
    if let Some(cue) = &quote.cue {
        let speaker = quote.speaker.as_ref().map(|speaker| speaker.text.as_str()).unwrap_or_default();
        let (first, second) = match &quote.speaker {
            Some(speaker) if speaker.start < cue.start => (speaker.text.as_str(), cue.text.as_str()),
            _ => (cue.text.as_str(), speaker),
        };
        parts.push(fill("\u{2018}{0}\u{2019}", &[format!("{first} {second}").trim()]));
    }
    if let Some(addressee) = &quote.addressee {
        parts.push(fill("to {0}", &[&addressee.text]));
    }
    parts.push(t(sureness(quote.confidence)).to_owned());
    parts.join(" \u{b7} ")
}

/// From here on a finding is called sure, more or less.
const SURE: f64 = 0.7;

/// Below this a finding is a guess.
const LIKELY: f64 = 0.5;

/// Whether a quote should be checked: it may be given to the wrong one, or be none, or words in marks have no speaker.
pub(crate) fn is_doubtful(quote: &Quote) -> bool {
    quote.confidence < SURE || quote.speaker.is_none() && quote.kind == QuoteKind::Direct
}

/// A confidence in words.
pub(crate) fn sureness(confidence: f64) -> &'static str {
    match confidence {
        sure if sure >= 0.9 => key("sure"),
        sure if sure >= SURE => key("fairly sure"),
        sure if sure >= LIKELY => key("likely"),
        _ => key("a guess"),
    }
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
