//! How a quote was said, and how sure that is, in words.

use newsglass_analysis::{Quote, QuoteKind};

use crate::language::{fill, key, t};

/// The style class of a quote's form.
pub(crate) fn kind_class(quote: &Quote) -> &'static str {
    match quote.kind {
        QuoteKind::Direct => "quote-direct",
        QuoteKind::Indirect => "quote-indirect",
        QuoteKind::Mixed => "quote-mixed",
    }
}

/// How it was said: form, cue, as whom, to whom, and how sure that is.
pub(crate) fn said(quote: &Quote) -> String {
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
pub(crate) const SURE: f64 = 0.7;

/// Below this a finding is a guess.
pub(crate) const LIKELY: f64 = 0.5;

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
