//! An analysis as text for people, for a terminal or a file.

use std::fmt::Write;

use crate::analysis::{Analysis, BlockKind, Entity, Label, Quote, QuoteKind, Sentiment};

/// How many evidence words are shown for the article's tone.
const EVIDENCE_SHOWN: usize = 8;
/// How many characters of a quote or of a block that was set aside are shown.
const EXCERPT: usize = 160;

/// The analysis as readable lines: the article, who is in it, who says what, in which tone, what was set aside.
///
/// The layout is for eyes, not for programs; those read the JSON.
pub fn to_text(analysis: &Analysis) -> String {
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
        let _ = writeln!(out, "\nTONE\n  {}", tone_line(tone));
        for evidence in tone.evidence.iter().take(EVIDENCE_SHOWN) {
            let _ = writeln!(
                out,
                "  {:+.2}  {}  ({})",
                hundredths(evidence.weight),
                one_line(&evidence.text),
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
    let authors: Vec<&str> = article.authors.iter().map(|author| author.value.as_str()).collect();
    let facts = [
        (!authors.is_empty()).then(|| format!("by {}", authors.join(", "))),
        article.publisher.as_ref().map(|publisher| publisher.value.clone()),
        article.published.as_ref().map(|published| published.value.clone()),
        article.dateline.as_ref().map(|dateline| dateline.value.clone()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    if !facts.is_empty() {
        let _ = writeln!(out, "{}", facts.join(" · "));
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
    let mentions = entity.mentions.len();
    let _ = write!(
        out,
        "  {}, {}, {mentions} mention{}",
        entity.name,
        entity.kind.as_str(),
        if mentions == 1 { "" } else { "s" }
    );
    if let Some(role) = &entity.role {
        let _ = write!(out, "; {role}");
    }
    if !entity.aliases.is_empty() {
        let _ = write!(out, "; also {}", entity.aliases.join(", "));
    }
    if let Some(tone) = entity.sentiment.as_ref().filter(|tone| tone.label != Label::Neutral) {
        let _ = write!(out, "; tone {}", tone_line(tone));
    }
    out.push('\n');
}

fn quote(out: &mut String, analysis: &Analysis, quote: &Quote) {
    let speaker = quote.speaker.as_ref();
    let name = speaker.map_or("(no speaker named)", |speaker| speaker.name.as_deref().unwrap_or(&speaker.text));
    let as_written = speaker
        .filter(|speaker| speaker.text != name)
        .map_or_else(String::new, |speaker| format!(", as \"{}\"", speaker.text));
    let anonymous = if speaker.is_some_and(|speaker| speaker.anonymous) { ", unnamed source" } else { "" };
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Indirect => "indirect",
        QuoteKind::Mixed => "mixed",
    };
    let cue = quote.cue.as_ref().map_or_else(String::new, |cue| format!(", \"{}\"", cue.text));
    let addressee = quote.addressee.as_ref().map_or_else(String::new, |addressee| format!(", to {}", addressee.text));
    let _ = writeln!(out, "  {name}{as_written}{anonymous} ({kind}{cue}{addressee})");
    let words: Vec<String> = quote.parts.iter().map(|&part| one_line(analysis.str(part))).collect();
    let _ = writeln!(out, "      {}", words.join(" [...] "));
}

fn tone_line(tone: &Sentiment) -> String {
    let label = match tone.label {
        Label::Positive => "positive",
        Label::Neutral => "neutral",
        Label::Negative => "negative",
    };
    format!("{label} {:+.2}, strength {:.2}", hundredths(tone.score), hundredths(tone.strength))
}

/// Rounded to what is printed; a little less than nothing is nothing, without a sign.
fn hundredths(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}

fn set_aside(out: &mut String, analysis: &Analysis) {
    let aside = analysis.article.blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate);
    for (index, block) in aside.enumerate() {
        if index == 0 {
            let _ = writeln!(out, "\nSET ASIDE");
        }
        let reason = block.reason.as_deref().unwrap_or("not part of the article");
        let _ = writeln!(out, "  {reason}: {}", one_line(analysis.str(block.span())));
    }
}

/// On one line and not too long.
fn one_line(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = words.chars().take(EXCERPT).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn nothing_has_no_sign() {
        for (value, printed) in [(-0.0, "+0.00"), (-0.004, "+0.00"), (-0.006, "-0.01"), (0.125, "+0.13")] {
            assert_eq!(format!("{:+.2}", hundredths(value)), printed);
        }
    }
}
