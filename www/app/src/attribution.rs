//! A quote with its attribution, as a reporter puts it into notes or a draft.

use newsglass_analysis::{Analysis, Article, Quote, QuoteKind};

use crate::language::t;
use crate::reading::Reading;

/// The words of a quote, who said them, and where: "“Nobody was hurt.” — Mara Lindqvist, captain (Harbour Post, 2024-05-03, “Ferry
/// halted”)". Parts that the article interrupts are joined by "[...]"; what is not word for word says so. `None` for no such quote.
pub(crate) fn attributed(reading: &Reading, index: usize) -> Option<String> {
    let quote = reading.analysis.quotes.get(index)?;
    Some(written(&reading.analysis, quote, reading.quoted.get(index)?))
}

/// The same with formatting, as HTML: the words as a quotation, and who said them and where under it.
pub(crate) fn attributed_html(reading: &Reading, index: usize) -> Option<String> {
    let quote = reading.analysis.quotes.get(index)?;
    let words = words(quote, reading.quoted.get(index)?);
    let by = by(&reading.analysis, quote);
    Some(format!("<blockquote><p>{}</p></blockquote><p>{}</p>", escaped(&words), escaped(&by)))
}

fn written(analysis: &Analysis, quote: &Quote, parts: &[String]) -> String {
    format!("{} {}", words(quote, parts), by(analysis, quote))
}

fn words(quote: &Quote, parts: &[String]) -> String {
    let words = parts.iter().map(|part| one_line(part)).collect::<Vec<_>>().join(" [...] ");
    match quote.kind {
        QuoteKind::Direct => words,
        QuoteKind::Indirect => format!("{words} ({})", t("in other words")),
        QuoteKind::Mixed => format!("{words} ({})", t("partly in other words")),
    }
}

fn by(analysis: &Analysis, quote: &Quote) -> String {
    let source = source(&analysis.article).map_or_else(String::new, |source| format!(" ({source})"));
    format!("\u{2014} {}{source}", speaker(analysis, quote))
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn speaker(analysis: &Analysis, quote: &Quote) -> String {
    let Some(speaker) = &quote.speaker else { return t("speaker not found").to_owned() };
    let entity = speaker.entity.and_then(|id| analysis.entities.iter().find(|entity| entity.id == id));
    let name = entity.map_or_else(|| speaker.name.as_deref().unwrap_or(&speaker.text), |entity| &entity.name);
    let mut who = one_line(name);
    if let Some(role) = entity.and_then(|entity| entity.role.as_deref()) {
        who = format!("{who}, {}", one_line(role));
    }
    if speaker.anonymous { format!("{who}, {}", t("unnamed source")) } else { who }
}

/// Publisher, day and title, what of them is known.
fn source(article: &Article) -> Option<String> {
    let facts = [
        article.publisher.as_ref().map(|publisher| one_line(&publisher.value)),
        article.published.as_ref().map(|published| published.value.clone()),
        article.title.as_ref().map(|title| format!("\u{201c}{}\u{201d}", one_line(&title.value))),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    (!facts.is_empty()).then(|| facts.join(", "))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use newsglass_analysis::{OffsetUnit, Published, SCHEMA_VERSION, Speaker, Text};

    use super::*;

    #[test]
    fn a_quote_says_whose_it_is_where_it_stands_and_in_what_form() {
        let mut analysis = Analysis {
            schema_version: SCHEMA_VERSION,
            offsets: OffsetUnit::Utf16,
            text: String::new(),
            article: Article::default(),
            sentences: Vec::new(),
            summary: Vec::new(),
            voices: Vec::new(),
            entities: Vec::new(),
            quotes: Vec::new(),
            sentiment: None,
            warnings: Vec::new(),
        };
        let mut quote = Quote {
            start: 0,
            end: 9,
            kind: QuoteKind::Direct,
            parts: Vec::new(),
            cue: None,
            speaker: None,
            addressee: None,
            sentences: Vec::new(),
            sentiment: None,
            confidence: 1.0,
            found_by: String::new(),
        };
        let parts = ["\u{201c}One\ntwo,\u{201d}".to_owned(), "\u{201c}three.\u{201d}".to_owned()];
        let words = "\u{201c}One two,\u{201d} [...] \u{201c}three.\u{201d}";
        assert_eq!(written(&analysis, &quote, &parts), format!("{words} \u{2014} speaker not found"));
        assert_eq!(escaped("a < b & c"), "a &lt; b &amp; c");
        let text = "a clerk".to_owned();
        quote.speaker =
            Some(Speaker { start: 0, end: 0, text, entity: None, name: None, anonymous: true, source: None });
        quote.kind = QuoteKind::Mixed;
        analysis.article.published = Some(Published { value: "2024-05-03".to_owned(), span: None });
        analysis.article.title = Some(Text { value: "Ferry  halted".to_owned(), span: None });
        assert_eq!(
            written(&analysis, &quote, &parts),
            format!(
                "{words} (partly in other words) \u{2014} a clerk, unnamed source (2024-05-03, \u{201c}Ferry halted\u{201d})"
            )
        );
    }
}
