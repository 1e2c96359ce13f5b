//! What every analysis must satisfy, whatever the input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    missing_docs,
    dead_code
)]

pub(crate) mod golden;

use newsglass::{Analysis, OffsetUnit, Sentiment, Span};

/// Fails with the reason when `analysis` breaks a promise of the contract. `plain` is the input, when it was plain text.
pub(crate) fn check(analysis: &Analysis, plain: Option<&str>) {
    let text = &analysis.text;
    if let Some(plain) = plain {
        assert_eq!(text, plain, "plain text comes back unchanged");
    }
    let length = match analysis.offsets {
        OffsetUnit::Utf8 => text.len(),
        OffsetUnit::Utf16 => text.encode_utf16().count(),
        OffsetUnit::Char => text.chars().count(),
    };
    let valid = |span: Span, what: &str| {
        assert!(span.start <= span.end && span.end <= length, "{what} {span:?} lies in the text of {length}");
        if analysis.offsets == OffsetUnit::Utf8 {
            assert!(text.get(span.start..span.end).is_some(), "{what} {span:?} starts and ends between characters");
        }
    };
    let says = |span: Span, words: &str, what: &str| {
        valid(span, what);
        if analysis.offsets == OffsetUnit::Utf8 {
            assert_eq!(&text[span.start..span.end], words, "{what} is what stands there");
        }
    };
    let tone = |sentiment: &Option<Sentiment>, what: &str| {
        let Some(tone) = sentiment else { return };
        assert!((-1.0..=1.0).contains(&tone.score) && (0.0..=1.0).contains(&tone.strength), "{what}: {tone:?}");
        assert!(tone.score == 0.0 || !tone.evidence.is_empty(), "{what}: a score without evidence is 0");
        for evidence in &tone.evidence {
            says(Span::new(evidence.start, evidence.end), &evidence.text, "evidence");
            assert!(!evidence.why.0.is_empty());
        }
    };
    let article = &analysis.article;
    let mut behind = 0;
    for block in &article.blocks {
        valid(block.span(), "block");
        assert!(block.start >= behind && block.start < block.end, "blocks are in order and hold something: {block:?}");
        if analysis.offsets == OffsetUnit::Utf8 {
            assert!(
                text[behind..block.start].trim().is_empty(),
                "only white space between blocks: {:?}",
                &text[behind..block.start]
            );
        }
        assert_eq!(
            block.reason.is_some(),
            block.kind == newsglass::BlockKind::Boilerplate,
            "set aside for a reason: {block:?}"
        );
        behind = block.end;
    }
    if analysis.offsets == OffsetUnit::Utf8 {
        assert!(text[behind..].trim().is_empty(), "only white space after the last block: {:?}", &text[behind..]);
    }
    let mut behind = 0;
    for sentence in &analysis.sentences {
        let span = Span::new(sentence.start, sentence.end);
        valid(span, "sentence");
        assert!(span.start >= behind && !span.is_empty(), "sentences are in order");
        assert!(article.blocks[sentence.block].span().contains(span), "a sentence lies in its block");
        assert!(article.blocks[sentence.block].kind.is_body(), "sentences are of the body");
        tone(&sentence.sentiment, "sentence");
        behind = span.end;
    }
    let mut salience = 0.0;
    let mut named = 0;
    for (index, entity) in analysis.entities.iter().enumerate() {
        assert_eq!(entity.id.to_string(), format!("e{}", index + 1), "ids count up in order");
        assert!(!entity.name.trim().is_empty() && !entity.mentions.is_empty(), "{entity:?}");
        assert!(!entity.aliases.contains(&entity.name), "an alias is another name: {entity:?}");
        if entity.kind.is_named() {
            salience += entity.salience;
            named += 1;
        }
        tone(&entity.sentiment, "entity");
        let mut last = None;
        for mention in &entity.mentions {
            says(mention.span(), &mention.text, "mention");
            assert!(last < Some((mention.start, mention.end)), "mentions are in text order, each once: {entity:?}");
            last = Some((mention.start, mention.end));
            assert!((0.0..=1.0).contains(&mention.confidence) && !mention.found_by.is_empty());
            if let Some(sentence) = mention.sentence {
                let sentence = &analysis.sentences[sentence];
                assert!(
                    sentence.start <= mention.start && mention.end <= sentence.end,
                    "a mention lies in its sentence"
                );
            }
            tone(&mention.sentiment, "mention");
        }
    }
    assert!(named == 0 || (salience - 1.0).abs() < 0.01, "salience sums to 1, not {salience}");
    let mut behind = 0;
    for quote in &analysis.quotes {
        valid(quote.span(), "quote");
        assert!(quote.start >= behind, "quotes are in text order");
        behind = quote.start;
        assert!(
            !quote.parts.is_empty() && quote.parts.iter().all(|part| quote.span().contains(*part) && !part.is_empty()),
            "{quote:?}"
        );
        quote.parts.iter().for_each(|part| valid(*part, "part"));
        if let Some(cue) = &quote.cue {
            says(Span::new(cue.start, cue.end), &cue.text, "cue");
            assert!(!cue.lemma.is_empty());
        }
        if let Some(speaker) = &quote.speaker {
            says(Span::new(speaker.start, speaker.end), &speaker.text, "speaker");
            if let Some(entity) = speaker.entity {
                let known = analysis
                    .entities
                    .iter()
                    .find(|known| known.id == entity)
                    .expect("the speaker is one of the entities");
                assert_eq!(speaker.name.as_ref(), Some(&known.name), "a resolved speaker has the entity's name");
            }
        }
        if let Some(addressee) = &quote.addressee {
            says(Span::new(addressee.start, addressee.end), &addressee.text, "addressee");
        }
        assert!(quote.sentences.iter().all(|&index| index < analysis.sentences.len()));
        assert!((0.0..=1.0).contains(&quote.confidence) && !quote.found_by.is_empty());
        tone(&quote.sentiment, "quote");
    }
    tone(&analysis.sentiment, "article");
    let json = serde_json::to_string(analysis).unwrap();
    let back: Analysis = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json, "what was written reads back the same");
}
