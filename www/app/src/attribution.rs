//! A quote with its attribution, as a reporter puts it into notes or a draft.

use newsglass_analysis::{Analysis, Article, Quote, QuoteKind};

use crate::dom;
use crate::language::{days, fill, key, t};
use crate::reading::Reading;

/// In which form quotes are copied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// With formatting, and without for programs that take none.
    #[default]
    Formatted,
    /// Without formatting.
    Plain,
    /// In Markdown.
    Markdown,
    /// A line as in a list of sources, with the address of the article.
    Citation,
}

impl Form {
    /// All of them, in the order of the menu.
    pub(crate) const ALL: [Self; 4] = [Self::Plain, Self::Formatted, Self::Markdown, Self::Citation];

    /// Under this name the browser remembers it.
    const NAME: &str = "newsglass-copy";

    /// Its name on the page, in English.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Formatted => key("With formatting"),
            Self::Plain => key("Plain text"),
            Self::Markdown => "Markdown",
            Self::Citation => key("Citation"),
        }
    }

    /// The one that was chosen in this browser last.
    pub(crate) fn remembered() -> Self {
        let name = dom::remembered(Self::NAME);
        Self::ALL.into_iter().find(|form| Some(form.name()) == name.as_deref()).unwrap_or_default()
    }

    /// Has the browser remember it.
    pub(crate) fn remember(self) {
        dom::remember(Self::NAME, self.name());
    }
}

/// Quotes for the clipboard: as text and, for forms that have it, as HTML. Each has its words, who said them, and where: "“Nobody was hurt.”
/// — Mara Lindqvist, captain (Harbour Post, 2024-05-03, “Ferry halted”, https://…)". Parts that the article interrupts are joined by
/// "[...]"; what is not word for word says so. `address`: where the article stands, if it is known.
pub(crate) fn copied(
    reading: &Reading,
    indexes: &[usize],
    form: Form,
    address: Option<&str>,
) -> (String, Option<String>) {
    let quote = |index: &usize| reading.analysis.quotes.get(*index).zip(reading.quoted.get(*index));
    let quotes: Vec<_> = indexes.iter().filter_map(quote).collect();
    let each = |write: fn(&Said<'_>) -> String| {
        let said =
            quotes.iter().map(|(quote, parts)| Said { analysis: &reading.analysis, quote, parts, form, address });
        said.map(|said| write(&said)).collect::<Vec<_>>()
    };
    match form {
        Form::Plain => (each(|said| said.text()).join("\n\n"), None),
        Form::Markdown => (each(|said| said.markdown()).join("\n\n"), None),
        Form::Formatted | Form::Citation => {
            (each(|said| said.text()).join("\n\n"), Some(each(|said| said.html()).concat()))
        }
    }
}

/// A quote that is to be copied.
struct Said<'a> {
    analysis: &'a Analysis,
    quote: &'a Quote,
    parts: &'a [String],
    form: Form,
    address: Option<&'a str>,
}

impl Said<'_> {
    fn text(&self) -> String {
        format!("{} {}", words(self.quote, self.parts), self.by(str::to_owned, str::to_owned))
    }

    fn html(&self) -> String {
        let words = escaped(&words(self.quote, self.parts));
        let link = |address: &str| format!("<a href=\"{0}\">{0}</a>", escaped(address));
        let by = self.by(escaped, link);
        match self.form {
            Form::Citation => format!("<p>{words} {by}</p>"),
            _ => format!("<blockquote><p>{words}</p></blockquote><p>{by}</p>"),
        }
    }

    fn markdown(&self) -> String {
        let by = self.by(in_markdown, |address| format!("<{address}>"));
        format!("> {}\n>\n> {by}", in_markdown(&words(self.quote, self.parts)))
    }

    /// Who said it and where, all that is shown passed through `show`, the address through `link`.
    fn by(&self, show: fn(&str) -> String, link: fn(&str) -> String) -> String {
        let speaker = show(&speaker(self.analysis, self.quote));
        let mut facts: Vec<String> = facts(&self.analysis.article, self.form).iter().map(|fact| show(fact)).collect();
        facts.extend(self.address.map(link));
        let facts = facts.join(", ");
        let by = match self.form {
            _ if facts.is_empty() => speaker,
            Form::Citation => fill("{0}, quoted in {1}", &[&speaker, &facts]),
            _ => format!("{speaker} ({facts})"),
        };
        format!("\u{2014} {by}")
    }
}

fn words(quote: &Quote, parts: &[String]) -> String {
    let words = parts.iter().map(|part| one_line(part)).collect::<Vec<_>>().join(" [...] ");
    match quote.kind {
        QuoteKind::Direct => words,
        QuoteKind::Indirect => format!("{words} ({})", t("in other words")),
        QuoteKind::Mixed => format!("{words} ({})", t("partly in other words")),
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// With a backslash before whatever Markdown could read as markup, and none of what could begin a list or a heading.
fn in_markdown(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    let number = words.len() - words.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    for (at, c) in words.char_indices() {
        let begins = at == 0 && matches!(c, '-' | '+' | '=') || number > 0 && at == number && matches!(c, '.' | ')');
        if begins || "\\`*_[]<>#|~&!$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
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

/// Publisher, day and title, what of them is known; a citation begins with the title, and has the day in words.
fn facts(article: &Article, form: Form) -> Vec<String> {
    let publisher = article.publisher.as_ref().map(|publisher| one_line(&publisher.value));
    let title = article.title.as_ref().map(|title| format!("\u{201c}{}\u{201d}", one_line(&title.value)));
    let day = article.published.as_ref().map(|published| published.value.as_str());
    let facts = match form {
        Form::Citation => [title, publisher, day.map(|day| days(day, day))],
        _ => [publisher, day.map(str::to_owned), title],
    };
    facts.into_iter().flatten().collect()
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
        let said = |analysis: &Analysis, quote: &Quote, form, address: Option<&str>, write: fn(&Said<'_>) -> String| {
            write(&Said { analysis, quote, parts: &parts, form, address })
        };
        let plain = |analysis: &Analysis, quote: &Quote| said(analysis, quote, Form::Plain, None, |said| said.text());
        assert_eq!(plain(&analysis, &quote), format!("{words} \u{2014} speaker not found"));
        assert_eq!(escaped("a < b & c"), "a &lt; b &amp; c");
        let text = "a clerk".to_owned();
        quote.speaker =
            Some(Speaker { start: 0, end: 0, text, entity: None, name: None, anonymous: true, source: None });
        quote.kind = QuoteKind::Mixed;
        analysis.article.published = Some(Published { value: "2024-05-03".to_owned(), span: None });
        analysis.article.title = Some(Text { value: "Ferry  halted".to_owned(), span: None });
        let words = format!("{words} (partly in other words)");
        assert_eq!(
            plain(&analysis, &quote),
            format!("{words} \u{2014} a clerk, unnamed source (2024-05-03, \u{201c}Ferry halted\u{201d})")
        );
        let address = Some("https://a.example/?a=1&b=2");
        assert_eq!(
            said(&analysis, &quote, Form::Citation, address, |said| said.text()),
            format!(
                "{words} \u{2014} a clerk, unnamed source, quoted in \u{201c}Ferry halted\u{201d}, 2024-05-03/2024-05-03, \
                 https://a.example/?a=1&b=2"
            )
        );
        assert!(
            said(&analysis, &quote, Form::Formatted, address, |said| said.html())
                .ends_with("<a href=\"https://a.example/?a=1&amp;b=2\">https://a.example/?a=1&amp;b=2</a>)</p>")
        );
        analysis.article.title = Some(Text { value: "Is *this* <b>?".to_owned(), span: None });
        assert_eq!(
            said(&analysis, &quote, Form::Markdown, address, |said| said.markdown()),
            "> \u{201c}One two,\u{201d} \\[...\\] \u{201c}three.\u{201d} (partly in other words)\n>\n> \u{2014} a clerk, unnamed source \
             (2024-05-03, \u{201c}Is \\*this\\* \\<b\\>?\u{201d}, <https://a.example/?a=1&b=2>)"
        );
        assert_eq!(in_markdown("12. May"), "12\\. May");
        assert_eq!(in_markdown("- 1.5"), "\\- 1.5");
    }
}
