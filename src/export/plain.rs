//! An analysis as text for people, for a terminal or a file.

use std::fmt::Write;

use super::numbers::hundredths;
use super::tongue::ENGLISH;
use super::words::{address, excerpt, facts, quote_kind, tone as tone_line};
use crate::analysis::{Analysis, BlockKind, Entity, Label, Quote};

/// How many evidence words are shown for the article's tone.
const EVIDENCE_SHOWN: usize = 8;
/// How many characters of a quote or of a block that was set aside are shown.
const EXCERPT: usize = 160;

/// The analysis as readable lines: the article, who is in it, who says what, in which tone, what was set aside.
///
/// The layout is for eyes, not for programs; those read the JSON.
/// Offsets are bytes.
pub(super) fn text(analysis: &Analysis) -> String {
    let mut out = String::new();
    article(&mut out, analysis);
    if !analysis.entities.is_empty() {
        let _ = writeln!(out, "\nWHO AND WHAT");
        analysis.entities.iter().for_each(|each| entity(&mut out, each));
    }
    if !analysis.quotes.is_empty() {
        let _ = writeln!(out, "\nWHO SAYS WHAT");
        analysis.quotes.iter().for_each(|each| quote(&mut out, analysis, each));
    }
    if let Some(tone) = &analysis.sentiment {
        let _ = writeln!(out, "\nTONE\n  {}", tone_line(tone, &ENGLISH));
        for evidence in tone.evidence.iter().take(EVIDENCE_SHOWN) {
            let _ = writeln!(
                out,
                "  {:+.2}  {}  ({})",
                hundredths(evidence.weight),
                excerpt(&evidence.text, EXCERPT),
                evidence.why
            );
        }
    }
    set_aside(&mut out, analysis);
    for warning in &analysis.warnings {
        let _ = writeln!(out, "\nNOTE {}", warning.message);
    }
    out
}

fn article(out: &mut String, analysis: &Analysis) {
    let article = &analysis.article;
    let _ = writeln!(out, "{}", article.title.as_ref().map_or("(no title)", |title| title.value.as_str()));
    if let Some(subtitle) = &article.subtitle {
        let _ = writeln!(out, "{}", subtitle.value);
    }
    let facts = facts(article, &ENGLISH);
    if !facts.is_empty() {
        let _ = writeln!(out, "{}", facts.join(" · "));
    }
    if let Some(url) = address(article) {
        let _ = writeln!(out, "{url}");
    }
    let _ = writeln!(
        out,
        "{} sentences, {} entities, {} quotes",
        analysis.sentences.len(),
        analysis.entities.len(),
        analysis.quotes.len()
    );
}

fn entity(out: &mut String, entity: &Entity) {
    let mentions = ENGLISH.plural(entity.mentions.len(), "{0} mention|{0} mentions");
    let _ = write!(out, "  {}, {}, {mentions}", entity.name, entity.kind.as_str());
    if let Some(role) = &entity.role {
        let _ = write!(out, "; {role}");
    }
    if !entity.aliases.is_empty() {
        let _ = write!(out, "; also {}", entity.aliases.join(", "));
    }
    if let Some(tone) = entity.sentiment.as_ref().filter(|tone| tone.label != Label::Neutral) {
        let _ = write!(out, "; tone {}", tone_line(tone, &ENGLISH));
    }
    out.push('\n');
}

fn quote(out: &mut String, analysis: &Analysis, quote: &Quote) {
    let speaker = quote.speaker.as_ref();
    let name = speaker.map_or("(no speaker named)", |speaker| speaker.name.as_deref().unwrap_or(&speaker.text));
    let as_written = speaker
        .filter(|speaker| speaker.text != name)
        .map_or_else(String::new, |speaker| format!(", as \"{}\"", speaker.text));
    let source = speaker.and_then(|speaker| speaker.source);
    let anonymous = source.map_or_else(String::new, |number| format!(", unnamed source {number}"));
    let kind = quote_kind(quote.kind);
    let cue = quote.cue.as_ref().map_or_else(String::new, |cue| format!(", \"{}\"", cue.text));
    let addressee = quote.addressee.as_ref().map_or_else(String::new, |addressee| format!(", to {}", addressee.text));
    let _ = writeln!(out, "  {name}{as_written}{anonymous} ({kind}{cue}{addressee})");
    let words: Vec<String> = quote.parts.iter().map(|part| excerpt(part.of(&analysis.text), EXCERPT)).collect();
    let _ = writeln!(out, "      {}", words.join(" [...] "));
}

fn set_aside(out: &mut String, analysis: &Analysis) {
    let aside = analysis.article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate);
    for (index, block) in aside.enumerate() {
        if index == 0 {
            let _ = writeln!(out, "\nSET ASIDE");
        }
        let reason = block.reason.as_deref().unwrap_or("not part of the article");
        let _ = writeln!(out, "  {reason}: {}", excerpt(block.span().of(&analysis.text), EXCERPT));
    }
}
