//! A report for a reporter's notes, in CommonMark with the tables that GitHub, Obsidian, Pandoc and most editors know: who speaks,
//! what they say, who is named, in which tone, what was set aside.
//!
//! Whatever comes from the article is escaped, so that it shows as it was written and can bring in no link, image or markup.

use std::fmt::Write;

use super::tongue::{Tongue, key};
use super::voices::{Voice, voices};
use super::words::{GROUPS, about_quote, address, excerpt, facts, one_line, quoted, tone, value_in_words};
use crate::analysis::{Analysis, BlockKind, Entity, Label, Sentiment};

/// How many words are shown that moved the tone of the article.
const EVIDENCE_SHOWN: usize = 12;
/// How many characters of a block that was set aside are shown.
const EXCERPT: usize = 120;

/// The report. Offsets are bytes.
pub(super) fn report(analysis: &Analysis, tongue: &Tongue<'_>) -> String {
    let mut out = String::new();
    let voices = voices(analysis);
    heading(&mut out, analysis, tongue);
    summary(&mut out, analysis, tongue);
    speakers(&mut out, &voices, tongue);
    quotes(&mut out, analysis, &voices, tongue);
    names(&mut out, analysis, tongue);
    article_tone(&mut out, analysis, tongue);
    set_aside(&mut out, analysis, tongue);
    out
}

fn heading(out: &mut String, analysis: &Analysis, tongue: &Tongue<'_>) {
    let article = &analysis.article;
    let title = article.title.as_ref().map_or(tongue.t("Untitled article"), |title| title.value.as_str());
    let _ = writeln!(out, "# {}\n", escaped(title));
    if let Some(subtitle) = &article.subtitle {
        let _ = writeln!(out, "*{}*\n", escaped(&subtitle.value));
    }
    let facts = facts(article, tongue);
    if !facts.is_empty() {
        let _ = writeln!(out, "{}\n", escaped(&facts.join(" · ")));
    }
    if let Some(url) = address(article) {
        // The one link of a report: where the article stands.
        let _ = writeln!(out, "<{url}>\n");
    }
    let _ = write!(
        out,
        "{}, {}, {}.",
        tongue.plural(analysis.sentences.len(), "{0} sentence|{0} sentences"),
        tongue.plural(analysis.entities.len(), "{0} entity|{0} entities"),
        tongue.plural(analysis.quotes.len(), "{0} quote|{0} quotes"),
    );
    if let Some(found) = &analysis.sentiment {
        let _ = write!(out, " {}", tongue.fill("Tone: {0}.", &[&tone(found, tongue)]));
    }
    let caution = tongue.t("Found by Newsglass, a program: check it against the article before you rely on it.");
    let _ = writeln!(out, "\n\n{caution}");
    for warning in &analysis.warnings {
        let _ = writeln!(
            out,
            "\n**{}** {}",
            tongue.t("Note:"),
            escaped(&warning.in_words(&analysis.article, |text| tongue.t(text).to_owned()))
        );
    }
}

fn summary(out: &mut String, analysis: &Analysis, tongue: &Tongue<'_>) {
    let sentences = super::words::summary(analysis);
    if sentences.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {}\n", tongue.t("In its own words"));
    for sentence in sentences {
        let _ = writeln!(out, "- {}", escaped(&sentence));
    }
}

fn speakers(out: &mut String, voices: &[Voice<'_>], tongue: &Tongue<'_>) {
    if voices.is_empty() {
        return;
    }
    let all: usize = voices.iter().map(|voice| voice.words).sum();
    let _ = writeln!(out, "\n## {}\n", tongue.t("Who speaks"));
    let columns =
        [key("Speaker"), key("Who that is"), key("Quotes"), key("Words"), key("Share")].map(|name| tongue.t(name));
    let _ = writeln!(out, "| {} |\n| --- | --- | ---: | ---: | ---: |", columns.join(" | "));
    for voice in voices {
        let role = voice.entity.and_then(|entity| entity.role.as_deref()).map(escaped);
        let who = match (role, voice.anonymous) {
            (Some(role), true) => format!("{role}; {}", tongue.t("unnamed source")),
            (None, true) => tongue.t("unnamed source").to_owned(),
            (role, false) => role.unwrap_or_default(),
        };
        let share = (100 * voice.words + all / 2).checked_div(all).unwrap_or(0);
        let _ =
            writeln!(out, "| {} | {who} | {} | {} | {share} % |", name(voice, tongue), voice.quotes.len(), voice.words);
    }
}

fn quotes(out: &mut String, analysis: &Analysis, voices: &[Voice<'_>], tongue: &Tongue<'_>) {
    if voices.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {}", tongue.t("Quotes"));
    for voice in voices {
        let _ = writeln!(out, "\n### {}\n", name(voice, tongue));
        for (number, quote) in &voice.quotes {
            let about = escaped(&about_quote(quote, voice.name, tongue));
            let about = tongue.fill("Quote {0}: {1}.", &[&number.to_string(), &about]);
            let _ = writeln!(out, "> {}\n\n{about}\n", escaped(&quoted(analysis, quote)));
        }
        out.pop();
    }
}

fn name(voice: &Voice<'_>, tongue: &Tongue<'_>) -> String {
    voice.name.map_or_else(|| tongue.t("Speaker not found").to_owned(), escaped)
}

fn names(out: &mut String, analysis: &Analysis, tongue: &Tongue<'_>) {
    if analysis.entities.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n## {}", tongue.t("Names, dates and amounts"));
    for (heading, kinds) in GROUPS {
        let mut members = analysis.entities.iter().filter(|entity| kinds.contains(&entity.kind)).peekable();
        if members.peek().is_some() {
            let _ = writeln!(out, "\n### {}\n", tongue.t(heading));
        }
        for member in members {
            entity(out, member, tongue);
        }
    }
}

fn entity(out: &mut String, entity: &Entity, tongue: &Tongue<'_>) {
    let _ = write!(out, "- **{}**", escaped(&entity.name));
    if let Some(found) = &entity.value {
        let _ = write!(out, " = {}", escaped(&value_in_words(found, tongue)));
    }
    if let Some(role) = &entity.role {
        let _ = write!(out, ", {}", escaped(role));
    }
    if !entity.aliases.is_empty() {
        let _ = write!(out, "; {}", tongue.fill("also {0}", &[&escaped(&entity.aliases.join(", "))]));
    }
    let _ = write!(out, "; {}", tongue.plural(entity.mentions.len(), "{0} mention|{0} mentions"));
    if let Some(found) = entity.sentiment.as_ref().filter(|found| found.label != Label::Neutral) {
        let _ = write!(out, "; {}", tongue.fill("tone {0}", &[&tone(found, tongue)]));
    }
    if let Some(link) = &entity.link {
        let _ = write!(out, "; Wikidata {}", escaped(&link.wikidata));
    }
    out.push('\n');
}

fn article_tone(out: &mut String, analysis: &Analysis, tongue: &Tongue<'_>) {
    let Some(found) = analysis.sentiment.as_ref().filter(|found| !found.evidence.is_empty()) else { return };
    let whole = tongue.fill("The article as a whole: {0}. The words that weigh most:", &[&tone(found, tongue)]);
    let _ = writeln!(out, "\n## {}\n\n{whole}\n", tongue.t("Tone"));
    for evidence in found.evidence.iter().take(EVIDENCE_SHOWN) {
        let weight = tongue.decimals(evidence.weight, true);
        let _ = writeln!(out, "- {weight} **{}** ({})", escaped(&evidence.text), escaped(&tongue.why(&evidence.why)));
    }
    for (side, heading) in [(Label::Positive, key("Brightest sentence")), (Label::Negative, key("Darkest sentence"))] {
        if let Some((words, found)) = extreme(analysis, side) {
            let _ = writeln!(out, "\n{} ({}):\n\n> {}", tongue.t(heading), tone(found, tongue), escaped(words));
        }
    }
}

/// The sentence furthest to that side; of equals the first.
fn extreme(analysis: &Analysis, side: Label) -> Option<(&str, &Sentiment)> {
    let toned = analysis.sentences.iter().filter_map(|sentence| {
        let found = sentence.sentiment.as_ref().filter(|found| found.label == side)?;
        Some((crate::Span::new(sentence.start, sentence.end).of(&analysis.text), found))
    });
    toned.reduce(|most, next| if next.1.score.abs() > most.1.score.abs() { next } else { most })
}

fn set_aside(out: &mut String, analysis: &Analysis, tongue: &Tongue<'_>) {
    let mut aside = analysis.article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate).peekable();
    if aside.peek().is_some() {
        let what = tongue.t("Pasted with the article, and not counted as part of it:");
        let _ = writeln!(out, "\n## {}\n\n{what}\n", tongue.t("What was set aside"));
    }
    for block in aside {
        let reason = block.reason.as_deref().unwrap_or(key("not part of the article"));
        let _ = writeln!(
            out,
            "- {}: {}",
            escaped(tongue.t(reason)),
            escaped(&excerpt(block.span().of(&analysis.text), EXCERPT))
        );
    }
}

/// On one line, with a backslash before whatever CommonMark or its tables could read as markup. What has a meaning only at the start of
/// a line (`-`, `+`, `1.`, `=`) needs it only there, but a name may stand anywhere.
fn escaped(words: &str) -> String {
    let line = one_line(words);
    let mut out = String::with_capacity(line.len() + 8);
    let starts_a_list = |rest: &str| {
        let digits = rest.trim_start_matches(|character: char| character.is_ascii_digit());
        digits.len() < rest.len() && digits.starts_with(['.', ')'])
    };
    let numbered = starts_a_list(&line);
    for (at, character) in line.char_indices() {
        let first = at == 0 && matches!(character, '-' | '+' | '=');
        let ends_number = numbered && matches!(character, '.' | ')') && line.get(..at).is_some_and(is_number);
        if first
            || ends_number
            || matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '$')
        {
            out.push('\\');
        }
        // An address would become a link of itself where a reader links them.
        if character == ':' && line.get(at..).is_some_and(|rest| rest.starts_with("://")) {
            out.push('\\');
        }
        // The end of text for many readers, and a mark of replacement for all.
        out.push(if character == '\0' { char::REPLACEMENT_CHARACTER } else { character });
    }
    out
}

fn is_number(before: &str) -> bool {
    !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit())
}
