//! A report for a reporter's notes, in CommonMark with the tables that GitHub, Obsidian, Pandoc and most editors know: who speaks,
//! what they say, who is named, in which tone, what was set aside.
//!
//! Whatever comes from the article is escaped, so that it shows as it was written and can bring in no link, image or markup.

use std::fmt::Write;

use super::voices::{Voice, voices};
use super::words::{GROUPS, count, excerpt, facts, hundredths, one_line, quote_kind, quoted, tone, value};
use crate::analysis::{Analysis, BlockKind, Entity, Label, Quote, Sentiment};

/// How many words are shown that moved the tone of the article.
const EVIDENCE_SHOWN: usize = 12;
/// How many characters of a block that was set aside are shown.
const EXCERPT: usize = 120;

/// The report. Offsets are bytes.
pub(super) fn report(analysis: &Analysis) -> String {
    let mut out = String::new();
    let voices = voices(analysis);
    heading(&mut out, analysis);
    summary(&mut out, analysis);
    speakers(&mut out, &voices);
    quotes(&mut out, analysis, &voices);
    names(&mut out, analysis);
    article_tone(&mut out, analysis);
    set_aside(&mut out, analysis);
    out
}

fn heading(out: &mut String, analysis: &Analysis) {
    let article = &analysis.article;
    let title = article.title.as_ref().map_or("Untitled article", |title| title.value.as_str());
    let _ = writeln!(out, "# {}\n", escaped(title));
    if let Some(subtitle) = &article.subtitle {
        let _ = writeln!(out, "*{}*\n", escaped(&subtitle.value));
    }
    let facts = facts(article);
    if !facts.is_empty() {
        let _ = writeln!(out, "{}\n", escaped(&facts.join(" · ")));
    }
    let _ = write!(
        out,
        "{}, {}, {}.",
        count(analysis.sentences.len(), "sentence"),
        if analysis.entities.len() == 1 {
            "1 entity".to_owned()
        } else {
            format!("{} entities", analysis.entities.len())
        },
        count(analysis.quotes.len(), "quote"),
    );
    if let Some(found) = &analysis.sentiment {
        let _ = write!(out, " Tone: {}.", tone(found));
    }
    out.push_str("\n\nFound by Newsglass, a program: check it against the article before you rely on it.\n");
    for warning in &analysis.warnings {
        let _ = writeln!(out, "\n**Note:** {}", escaped(&warning.message));
    }
}

fn summary(out: &mut String, analysis: &Analysis) {
    let sentences = super::words::summary(analysis);
    if sentences.is_empty() {
        return;
    }
    out.push_str("\n## In its own words\n\n");
    for sentence in sentences {
        let _ = writeln!(out, "- {}", escaped(&sentence));
    }
}

fn speakers(out: &mut String, voices: &[Voice<'_>]) {
    if voices.is_empty() {
        return;
    }
    let all: usize = voices.iter().map(|voice| voice.words).sum();
    out.push_str(
        "\n## Who speaks\n\n| Speaker | Who that is | Quotes | Words | Share |\n| --- | --- | ---: | ---: | ---: |\n",
    );
    for voice in voices {
        let role = voice.entity.and_then(|entity| entity.role.as_deref()).map(escaped);
        let who = match (role, voice.anonymous) {
            (Some(role), true) => format!("{role}; unnamed source"),
            (None, true) => "unnamed source".to_owned(),
            (role, false) => role.unwrap_or_default(),
        };
        let share = (100 * voice.words + all / 2).checked_div(all).unwrap_or(0);
        let _ = writeln!(out, "| {} | {who} | {} | {} | {share} % |", name(voice), voice.quotes.len(), voice.words);
    }
}

fn quotes(out: &mut String, analysis: &Analysis, voices: &[Voice<'_>]) {
    if voices.is_empty() {
        return;
    }
    out.push_str("\n## Quotes\n");
    for voice in voices {
        let _ = writeln!(out, "\n### {}\n", name(voice));
        for (number, quote) in &voice.quotes {
            let _ = writeln!(out, "> {}\n\n{}\n", escaped(&quoted(analysis, quote)), said(voice, *number, quote));
        }
        out.pop();
    }
}

fn name(voice: &Voice<'_>) -> String {
    voice.name.map_or_else(|| "Speaker not found".to_owned(), escaped)
}

/// "Quote 3: direct, "told", as "she", to reporters; tone negative -0.20, strength 0.41."
fn said(voice: &Voice<'_>, number: usize, quote: &Quote) -> String {
    let mut words = format!("Quote {number}: {}", quote_kind(quote.kind));
    if let Some(cue) = &quote.cue {
        let _ = write!(words, ", \"{}\"", escaped(&cue.text));
    }
    if let Some(speaker) = quote.speaker.as_ref().filter(|speaker| Some(speaker.text.as_str()) != voice.name) {
        let _ = write!(words, ", as \"{}\"", escaped(&speaker.text));
    }
    if let Some(addressee) = &quote.addressee {
        let _ = write!(words, ", to {}", escaped(&addressee.text));
    }
    if let Some(found) = quote.sentiment.as_ref().filter(|found| !found.evidence.is_empty()) {
        let _ = write!(words, "; tone {}", tone(found));
    }
    let _ = write!(words, "; confidence {:.2}.", hundredths(quote.confidence));
    words
}

fn names(out: &mut String, analysis: &Analysis) {
    if analysis.entities.is_empty() {
        return;
    }
    out.push_str("\n## Names, dates and amounts\n");
    for (heading, kinds) in GROUPS {
        let mut members = analysis.entities.iter().filter(|entity| kinds.contains(&entity.kind)).peekable();
        if members.peek().is_some() {
            let _ = writeln!(out, "\n### {heading}\n");
        }
        for member in members {
            entity(out, member);
        }
    }
}

fn entity(out: &mut String, entity: &Entity) {
    let _ = write!(out, "- **{}**", escaped(&entity.name));
    if let Some(found) = &entity.value {
        let _ = write!(out, " = {}", escaped(&value(found)));
    }
    if let Some(role) = &entity.role {
        let _ = write!(out, ", {}", escaped(role));
    }
    if !entity.aliases.is_empty() {
        let _ = write!(out, "; also {}", escaped(&entity.aliases.join(", ")));
    }
    let _ = write!(out, "; {}", count(entity.mentions.len(), "mention"));
    if let Some(found) = entity.sentiment.as_ref().filter(|found| found.label != Label::Neutral) {
        let _ = write!(out, "; tone {}", tone(found));
    }
    if let Some(link) = &entity.link {
        let _ = write!(out, "; Wikidata {}", escaped(&link.wikidata));
    }
    out.push('\n');
}

fn article_tone(out: &mut String, analysis: &Analysis) {
    let Some(found) = analysis.sentiment.as_ref().filter(|found| !found.evidence.is_empty()) else { return };
    let _ = writeln!(out, "\n## Tone\n\nThe article as a whole: {}. The words that weigh most:\n", tone(found));
    for evidence in found.evidence.iter().take(EVIDENCE_SHOWN) {
        let weight = hundredths(evidence.weight);
        let _ = writeln!(out, "- {weight:+.2} **{}** ({})", escaped(&evidence.text), escaped(&evidence.why));
    }
    for (side, heading) in [(Label::Positive, "Brightest sentence"), (Label::Negative, "Darkest sentence")] {
        if let Some((words, found)) = extreme(analysis, side) {
            let _ = writeln!(out, "\n{heading} ({}):\n\n> {}", tone(found), escaped(words));
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

fn set_aside(out: &mut String, analysis: &Analysis) {
    let mut aside = analysis.article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate).peekable();
    if aside.peek().is_some() {
        out.push_str("\n## Set aside\n\nPasted with the article, and not counted as part of it:\n\n");
    }
    for block in aside {
        let reason = block.reason.as_deref().unwrap_or("not part of the article");
        let _ = writeln!(out, "- {}: {}", escaped(reason), escaped(&excerpt(block.span().of(&analysis.text), EXCERPT)));
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
