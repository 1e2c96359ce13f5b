//! The corpus: whole articles of our own with the analysis written under them, for people to read.
//!
//! `tests/corpus/articles/NAME.txt` is what a reader pastes, `NAME.golden` the article with its analysis. A change of the rules shows
//! there as a diff; `NEWSGLASS_UPDATE=1 cargo test --test corpus` rewrites the goldens, and the diff is read before it is committed.
//! A line that ends with ` !! should ...` is known to be wrong, and says what would be right (`tests/support/golden.rs`).
//! The same articles run through the WASM engine in Node and through the worker in browsers, which must give the same bytes.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs
)]

mod support;

use std::fmt::Write;
use std::path::PathBuf;

use newsglass::{Analysis, Analyzer, Entity, MentionKind, Options, Quote, Sentiment};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpus/articles");

#[test]
fn articles_are_read_as_their_goldens_say() {
    let mut articles: Vec<PathBuf> = std::fs::read_dir(ROOT).unwrap().map(|entry| entry.unwrap().path()).collect();
    articles.retain(|path| path.extension().is_some_and(|extension| extension == "txt" || extension == "html"));
    articles.sort();
    assert!(articles.len() >= 8, "the corpus is there");
    let analyzer = Analyzer::new();
    let mut wrong = Vec::new();
    for path in articles {
        let input = std::fs::read_to_string(&path).unwrap();
        let analysis = analyzer.analyze(&input, &Options::default()).unwrap();
        support::check(&analysis, path.extension().is_some_and(|extension| extension == "txt").then_some(&input));
        if let Some(difference) = support::golden::check(&path.with_extension("golden"), &golden(&analysis)) {
            wrong.push(format!("{}:\n{difference}", path.file_name().unwrap().display()));
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\nIf this is better, run NEWSGLASS_UPDATE=1 cargo test --test corpus",
        wrong.join("\n")
    );
}

/// The article as it was understood: its blocks with the names marked, then entities, quotes and tone.
fn golden(analysis: &Analysis) -> String {
    let mut out = String::new();
    let article = &analysis.article;
    for (what, text) in [
        ("title", &article.title),
        ("subtitle", &article.subtitle),
        ("publisher", &article.publisher),
        ("section", &article.section),
        ("dateline", &article.dateline),
    ] {
        if let Some(text) = text {
            writeln!(out, "{what}: {}", text.value).unwrap();
        }
    }
    for author in &article.authors {
        writeln!(out, "author: {}", author.value).unwrap();
    }
    if let Some(published) = &article.published {
        writeln!(out, "published: {}", published.value).unwrap();
    }
    writeln!(out, "language: {}", article.language.code).unwrap();
    for warning in &analysis.warnings {
        writeln!(out, "warning: {:?}", warning.code).unwrap();
    }
    out.push('\n');
    for block in &article.blocks {
        let kind = serde_json::to_value(block.kind).unwrap();
        let reason = block.reason.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"));
        writeln!(out, "{}{reason} | {}", kind.as_str().unwrap(), marked(analysis, block.start, block.end)).unwrap();
    }
    out.push_str("\nENTITIES\n");
    analysis.entities.iter().for_each(|each| entity(&mut out, each));
    out.push_str("\nQUOTES\n");
    analysis.quotes.iter().for_each(|each| quote(&mut out, analysis, each));
    writeln!(out, "\nTONE\n{}", tone(&analysis.sentiment)).unwrap();
    for sentence in &analysis.sentences {
        let words = &analysis.text[sentence.start..sentence.end];
        let short: String = words.chars().take(60).collect();
        writeln!(out, "  {} | {}", tone(&sentence.sentiment), short.replace('\n', "⏎")).unwrap();
    }
    out
}

/// A stretch of the text with every mention marked: "[Lena Ortiz e1]".
fn marked(analysis: &Analysis, start: usize, end: usize) -> String {
    let mentions =
        analysis.entities.iter().flat_map(|entity| entity.mentions.iter().map(move |mention| (mention, entity)));
    let mut inside: Vec<_> = mentions.filter(|(mention, _)| start <= mention.start && mention.end <= end).collect();
    inside.sort_by_key(|(mention, _)| (mention.start, std::cmp::Reverse(mention.end)));
    let mut out = String::new();
    let mut at = start;
    for (mention, entity) in inside {
        if mention.start >= at {
            write!(out, "{}[{} {}]", &analysis.text[at..mention.start], mention.text, entity.id).unwrap();
            at = mention.end;
        }
    }
    out.push_str(&analysis.text[at..end]);
    out.replace('\n', "⏎")
}

fn entity(out: &mut String, entity: &Entity) {
    let count = |kind: MentionKind| entity.mentions.iter().filter(|mention| mention.kind == kind).count();
    write!(out, "{} {} {}", entity.id, entity.kind.as_str(), entity.name).unwrap();
    if let Some(role) = &entity.role {
        write!(out, " ({role})").unwrap();
    }
    if !entity.aliases.is_empty() {
        write!(out, ", also {}", entity.aliases.join(" / ")).unwrap();
    }
    for (kind, word) in
        [(MentionKind::Name, "by name"), (MentionKind::Nominal, "by description"), (MentionKind::Pronoun, "by pronoun")]
    {
        if count(kind) > 0 {
            write!(out, ", {} {word}", count(kind)).unwrap();
        }
    }
    if let Some(value) = &entity.value {
        write!(out, ", value {}", serde_json::to_string(value).unwrap()).unwrap();
    }
    if entity.kind.is_named() {
        write!(out, ", tone {}", tone(&entity.sentiment)).unwrap();
    }
    writeln!(out, ", {}", entity.mentions[0].found_by).unwrap();
}

fn quote(out: &mut String, analysis: &Analysis, quote: &Quote) {
    let parts: Vec<&str> = quote.parts.iter().map(|part| analysis.str(*part)).collect();
    let kind = serde_json::to_value(quote.kind).unwrap();
    let speaker = quote.speaker.as_ref().map_or_else(
        || "nobody".to_owned(),
        |speaker| {
            let who = speaker.entity.map_or_else(String::new, |id| format!(" {id}"));
            let name = speaker.name.as_deref().unwrap_or("?");
            let source = speaker.source.map_or_else(String::new, |number| format!(", anonymous {number}"));
            format!("{name}{who}, as \"{}\"{source}", speaker.text)
        },
    );
    let cue = quote.cue.as_ref().map_or_else(String::new, |cue| format!(", cue \"{}\" ({})", cue.text, cue.lemma));
    let to = quote.addressee.as_ref().map_or_else(String::new, |addressee| format!(", to {}", addressee.text));
    writeln!(out, "{speaker}{cue}{to}, {}, {:.2}, {}", kind.as_str().unwrap(), quote.confidence, quote.found_by)
        .unwrap();
    writeln!(out, "  {} ({})", parts.join(" [...] ").replace('\n', "⏎"), tone(&quote.sentiment)).unwrap();
}

fn tone(sentiment: &Option<Sentiment>) -> String {
    let Some(tone) = sentiment else { return "-".to_owned() };
    let words: Vec<String> = tone
        .evidence
        .iter()
        .take(4)
        .map(|evidence| format!("{} {:+.2}", evidence.text.replace('\n', " "), evidence.weight))
        .collect();
    let label = serde_json::to_value(tone.label).unwrap();
    // Nothing has no sign.
    let score = format!("{:+.2}", tone.score).replace("-0.00", "0.00").replace("+0.00", "0.00");
    format!("{} {score} [{}]", label.as_str().unwrap(), words.join(", "))
}
