//! Who says what: the quotes of each speaker, most quoted first.

use newsglass::{Quote, QuoteKind};
use yew::prelude::*;

use super::panel::TabProps;
use super::tone::ToneTag;
use crate::reading::{Voice, plural};
use crate::state::{Action, Origin, Selection};

/// The tab "Quotes".
#[component]
pub(crate) fn Quotes(props: &TabProps) -> Html {
    let reading = &props.reading;
    if reading.analysis.quotes.is_empty() {
        return html! { <p class="nothing">{ "Nobody is quoted, as far as could be found." }</p> };
    }
    let card = |index: usize| {
        let quote = reading.analysis.quotes.get(index)?;
        let words = reading.quoted.get(index)?.join(" \u{2026} ");
        let dispatch = props.dispatch.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatch.dispatch(Action::Selected(Selection::Quote(index), Origin::List))
        });
        let selected = props.selection == Some(Selection::Quote(index));
        let tone = quote.sentiment.as_ref().filter(|tone| !tone.evidence.is_empty());
        Some(html! {
            <li class={classes!("row", "quote", kind_class(quote), selected.then_some("row-selected"))} key={index}>
                <button type="button" class="quote-button" id={format!("row-q{index}")} aria-current={selected.then_some("true")} {onclick}>{ words }</button>
                <p class="row-note">
                    { said(quote) }
                    if let Some(tone) = tone {
                        { " \u{b7} " }<ToneTag tone={tone.clone()} />
                    }
                </p>
            </li>
        })
    };
    let group = |voice: &Voice| {
        html! {
            <section class="group voice" key={format!("{}-{:?}", voice.name, voice.entity)}>
                <h3 class="voice-name">
                    { &voice.name }
                    if voice.anonymous {
                        <span class="flag">{ "unnamed source" }</span>
                    }
                </h3>
                <p class="voice-note">{ role(props, voice) }{ plural(voice.words, "word", "words") }{ " in " }{ plural(voice.quotes.len(), "quote", "quotes") }</p>
                <ul class="rows">{ for voice.quotes.iter().filter_map(|index| card(*index)) }</ul>
            </section>
        }
    };
    html! { { for reading.voices.iter().map(group) } }
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
        match quote.kind {
            QuoteKind::Direct => "word for word",
            QuoteKind::Indirect => "in other words",
            QuoteKind::Mixed => "partly word for word",
        }
        .to_owned(),
    ];
    if let Some(cue) = &quote.cue {
        let speaker = quote.speaker.as_ref().map(|speaker| speaker.text.as_str()).unwrap_or_default();
        let (first, second) = match &quote.speaker {
            Some(speaker) if speaker.start < cue.start => (speaker.text.as_str(), cue.text.as_str()),
            _ => (cue.text.as_str(), speaker),
        };
        parts.push(format!("\u{2018}{}\u{2019}", format!("{first} {second}").trim()));
    }
    if let Some(addressee) = &quote.addressee {
        parts.push(format!("to {}", addressee.text));
    }
    parts.push(sureness(quote.confidence).to_owned());
    parts.join(" \u{b7} ")
}

/// A confidence in words.
fn sureness(confidence: f64) -> &'static str {
    match confidence {
        sure if sure >= 0.9 => "sure",
        sure if sure >= 0.7 => "fairly sure",
        sure if sure >= 0.5 => "likely",
        _ => "a guess",
    }
}

#[cfg(test)]
mod tests {
    use newsglass::{Cue, Speaker, SpokenTo};

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
            }),
            addressee: Some(SpokenTo { start: 20, end: 25, text: "Radio Harrow".to_owned() }),
            sentences: Vec::new(),
            sentiment: None,
            confidence: 0.75,
            found_by: String::new(),
        }
    }

    #[test]
    fn the_note_keeps_the_order_of_the_article() {
        let note = "word for word \u{b7} \u{2018}she told\u{2019} \u{b7} to Radio Harrow \u{b7} fairly sure";
        assert_eq!(said(&quote(true)), note);
        assert!(said(&quote(false)).contains("\u{2018}told she\u{2019}"));
    }
}
