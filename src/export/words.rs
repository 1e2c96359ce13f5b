//! The words that the formats for people share.

use super::numbers::number;
use super::tongue::{Tongue, key};
use crate::analysis::{Analysis, Article, EntityType, Label, MentionKind, Quote, QuoteKind, Sentiment, Value};
use crate::options::web_address;
use crate::text::Span;

/// "positive", "neutral" or "negative".
pub(super) fn label(label: Label) -> &'static str {
    match label {
        Label::Positive => "positive",
        Label::Neutral => "neutral",
        Label::Negative => "negative",
    }
}

/// "direct", "indirect" or "mixed".
pub(super) fn quote_kind(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    }
}

/// "name", "nominal" or "pronoun".
pub(super) fn mention_kind(kind: MentionKind) -> &'static str {
    match kind {
        MentionKind::Name => "name",
        MentionKind::Nominal => "nominal",
        MentionKind::Pronoun => "pronoun",
    }
}

/// Headings for the kinds of name, in the order in which a reader looks for them.
pub(super) const GROUPS: [(&str, &[EntityType]); 6] = [
    (key("People"), &[EntityType::Person]),
    (key("Organizations"), &[EntityType::Organization]),
    (key("Places"), &[EntityType::Place, EntityType::Facility]),
    (key("Groups"), &[EntityType::Group]),
    (key("Other names"), &[EntityType::Event, EntityType::Product, EntityType::Work, EntityType::Law]),
    (
        key("Dates and amounts"),
        &[EntityType::Date, EntityType::Time, EntityType::Money, EntityType::Percent, EntityType::Quantity],
    ),
];

/// What the forms for people call a kind of quote.
pub(super) fn quote_form(kind: QuoteKind) -> &'static str {
    match kind {
        QuoteKind::Direct => key("direct"),
        QuoteKind::Indirect => key("indirect"),
        QuoteKind::Mixed => key("partly direct"),
    }
}

/// "by Helen Achterberg, Tomas Riel", "Marrow Bay Courier", "2024-03-14", "MARROW BAY": what of it there is.
pub(super) fn facts(article: &Article, tongue: &Tongue<'_>) -> Vec<String> {
    let authors: Vec<&str> = article.authors.iter().map(|author| author.value.as_str()).collect();
    let facts = [
        (!authors.is_empty()).then(|| tongue.fill("by {0}", &[&authors.join(", ")])),
        article.publisher.as_ref().map(|publisher| publisher.value.clone()),
        article.published.as_ref().map(|published| published.value.clone()),
        article.dateline.as_ref().map(|dateline| dateline.value.clone()),
    ];
    facts.into_iter().flatten().collect()
}

/// The address of the article; an analysis changed by hand may have anything there, and then there is none.
pub(super) fn address(article: &Article) -> Option<&str> {
    article.url.as_deref().and_then(web_address)
}

/// "negative -0.20, strength 0.41".
pub(super) fn tone(tone: &Sentiment, tongue: &Tongue<'_>) -> String {
    let label = tongue.t(label(tone.label));
    let (score, strength) = (tongue.decimals(tone.score, true), tongue.decimals(tone.strength, false));
    tongue.fill("{0} {1}, strength {2}", &[label, &score, &strength])
}

/// "direct, "told", as "she", to reporters; tone negative -0.20, strength 0.41; confidence 0.93". `name` is what the speaker is called
/// above it.
pub(super) fn about_quote(quote: &Quote, name: Option<&str>, tongue: &Tongue<'_>) -> String {
    let mut note = tongue.t(quote_form(quote.kind)).to_owned();
    let marked = |words: &str| tongue.fill("\u{201c}{0}\u{201d}", &[&one_line(words)]);
    let mut add = |between: &str, words: String| note = format!("{note}{between}{words}");
    if let Some(cue) = &quote.cue {
        add(", ", marked(&cue.text));
    }
    if let Some(speaker) = quote.speaker.as_ref().filter(|speaker| Some(speaker.text.as_str()) != name) {
        add(", ", tongue.fill("as {0}", &[&marked(&speaker.text)]));
    }
    if let Some(addressee) = &quote.addressee {
        add(", ", tongue.fill("to {0}", &[&one_line(&addressee.text)]));
    }
    if let Some(found) = quote.sentiment.as_ref().filter(|found| !found.evidence.is_empty()) {
        add("; ", tongue.fill("tone {0}", &[&tone(found, tongue)]));
    }
    add("; ", tongue.fill("confidence {0}", &[&tongue.decimals(quote.confidence, false)]));
    note
}

/// "2021-08-03/2021-08-09", "200000000 USD", "5 percent", "3 kilometre".
pub(super) fn value(value: &Value) -> String {
    match value {
        Value::Date { start, end } if start == end => start.clone(),
        Value::Date { start, end } => format!("{start}/{end}"),
        Value::Money { amount, currency: Some(currency) } => format!("{} {currency}", number(*amount)),
        Value::Money { amount, currency: None } => number(*amount),
        Value::Percent { amount, unit } | Value::Quantity { amount, unit } => format!("{} {unit}", number(*amount)),
    }
}

/// The same for people: "2021-08-03/2021-08-09", "200000000 USD", "5 %", "3 × kilometre" with the unit in their language, which says in its
/// own way how many there are of it.
pub(super) fn value_in_words(found: &Value, tongue: &Tongue<'_>) -> String {
    match found {
        Value::Percent { amount, unit } if unit == "percent" => format!("{} %", tongue.point(&number(*amount))),
        Value::Percent { amount, .. } => tongue.fill("{0} percentage points", &[&tongue.point(&number(*amount))]),
        Value::Quantity { amount, unit } => format!("{} \u{d7} {}", tongue.point(&number(*amount)), tongue.t(unit)),
        Value::Date { .. } | Value::Money { .. } => value(found),
    }
}

/// On one line: every run of white space is one space.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On one line and not longer than `limit` characters.
pub(super) fn excerpt(text: &str, limit: usize) -> String {
    let words = one_line(text);
    let mut short: String = words.chars().take(limit).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

/// The sentences of the summary, each on one line. Offsets are bytes.
pub(super) fn summary(analysis: &Analysis) -> Vec<String> {
    let sentences = analysis.summary.iter().filter_map(|&index| analysis.sentences.get(index));
    sentences.map(|sentence| one_line(Span::new(sentence.start, sentence.end).of(&analysis.text))).collect()
}

/// The quoted words on one line, `[...]` for what stands between their parts. Offsets are bytes.
pub(super) fn quoted(analysis: &Analysis, quote: &Quote) -> String {
    quote.parts.iter().map(|part| one_line(part.of(&analysis.text))).collect::<Vec<_>>().join(" [...] ")
}

/// What stands before and after `span`, each up to `limit` characters. Offsets are bytes.
pub(super) fn around(text: &str, span: Span, limit: usize) -> (&str, &str) {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let from = before.char_indices().rev().take(limit).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(limit).map_or(after.len(), |(at, _)| at);
    (before.get(from..).unwrap_or_default(), after.get(..to).unwrap_or_default())
}
