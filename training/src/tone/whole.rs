//! The tone of whole articles toward whom they are about, as PerSenT asks for it.
//!
//! ```text
//! newsglass-train tone-articles --data DIR
//! ```
//! Each row of `sentiment/persent_doc-dev.jsonl` has an article, the place of the first mention of its main entity and the author's tone
//! toward that entity over the whole article. Printed is macro F1 by the label of the entity, which is the answer to that question, and
//! by the label of the first mention.

use std::path::Path;

use newsglass::{Analyzer, Input, Label, Options, Span};

use super::scores::macro_f1;
use crate::failure::Outcome;

/// Entry point of the subcommand.
pub(crate) fn run(arguments: &[String]) -> Outcome<()> {
    let [flag, data, ..] = arguments else { return Err("tone-articles: --data DIR is missing".into()) };
    if flag != "--data" {
        return Err(format!("tone-articles: {flag} is unknown").into());
    }
    let options = Options { input: Input::Text, clean: false, ..Options::default() };
    let analyzer = Analyzer::new();
    let class = |label: Label| match label {
        Label::Negative => 0,
        Label::Neutral => 1,
        Label::Positive => 2,
    };
    let (mut gold, mut by_entity, mut by_mention, mut found) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for line in std::fs::read_to_string(Path::new(data).join("sentiment/persent_doc-dev.jsonl"))?.lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let text = row["text"].as_str().unwrap_or_default();
        let byte = |at: &serde_json::Value| {
            let chars = usize::try_from(at.as_u64()?).ok()?;
            text.char_indices().nth(chars).map(|(byte, _)| byte)
        };
        // A row without a place asks nothing.
        let Some((start, end)) = byte(&row["target"]["start"]).zip(byte(&row["target"]["end"])) else { continue };
        let target = Span::new(start, end);
        let analysis = analyzer.analyze(text, &options)?;
        let mentions = analysis.entities.iter().flat_map(|entity| entity.mentions.iter().map(move |own| (entity, own)));
        let shared = |span: Span| span.end.min(target.end).saturating_sub(span.start.max(target.start));
        let best = mentions.filter(|(_, own)| shared(own.span()) > 0).max_by_key(|(_, own)| shared(own.span()));
        let of = |sentiment: Option<&newsglass::Sentiment>| sentiment.map_or(1, |sentiment| class(sentiment.label));
        found += usize::from(best.is_some());
        by_entity.push(of(best.and_then(|(entity, _)| entity.sentiment.as_ref())));
        by_mention.push(of(best.and_then(|(_, mention)| mention.sentiment.as_ref())));
        gold.push(match row["label"].as_str() {
            Some("neg") => 0,
            Some("pos") => 2,
            _ => 1,
        });
    }
    println!("{} articles, main entity found in {found}", gold.len());
    println!(
        "macro F1 by the entity {:.1}, by its first mention {:.1}",
        macro_f1(&gold, &by_entity),
        macro_f1(&gold, &by_mention)
    );
    Ok(())
}
