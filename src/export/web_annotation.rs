//! W3C Web Annotations (<https://www.w3.org/TR/annotation-model/>) for annotation tools, as one JSON-LD `AnnotationPage`.
//!
//! An annotation for each mention of an entity (motivation `identifying`, with the Wikidata item when there is one), for each quote
//! (`describing`, a target for each of its parts) and for each sentence with a tone (`assessing`). Every target has two selectors for the
//! same words: a `TextPositionSelector`, whose `start` and `end` count Unicode code points of the plain text, as the standard says
//! (section 4.2.5), whatever the unit of the analysis; and a `TextQuoteSelector` with the exact words and up to 32 characters before
//! and after, for tools that look for the words in a page.
//!
//! Identity: every annotation must have an IRI, and there is neither a clock nor chance here. The IRI is a UUID of the kind that is made
//! from content (version 8, RFC 9562), from the text: the same text gives the same.

use serde_json::{Value as Json, json};

use super::numbers::number;
use super::words::{address, label, mention_kind, quote_kind};
use crate::analysis::{Analysis, Label};
use crate::options::OffsetUnit;
use crate::text::{OffsetMap, Span};

/// Code points of context on each side of the exact words.
const CONTEXT: usize = 32;

/// The page of annotations. Offsets of `analysis` are bytes; `source` is the address of the article, when it is known.
pub(super) fn page(analysis: &Analysis, source: Option<&str>) -> String {
    let id = urn(&analysis.text);
    let writer = Writer {
        analysis,
        id: &id,
        source: source.or_else(|| address(&analysis.article)).unwrap_or(&id),
        map: OffsetMap::new(&analysis.text, OffsetUnit::Char),
    };
    let items: Vec<Json> = writer.mentions().chain(writer.quotes()).chain(writer.sentences()).collect();
    let page = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{id}#annotations"),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    });
    let mut text = serde_json::to_string_pretty(&page).unwrap_or_default();
    text.push('\n');
    text
}

struct Writer<'a> {
    analysis: &'a Analysis,
    id: &'a str,
    source: &'a str,
    map: OffsetMap<'a>,
}

impl<'a> Writer<'a> {
    fn mentions(&'a self) -> impl Iterator<Item = Json> + 'a {
        let each = self.analysis.entities.iter().flat_map(|entity| {
            entity.mentions.iter().enumerate().map(move |(index, mention)| (entity, index, mention))
        });
        each.map(|(entity, index, mention)| {
            let mut bodies = vec![
                json!({ "type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": entity.name }),
                json!({ "type": "TextualBody", "purpose": "tagging", "value": entity.kind.as_str() }),
                json!({ "type": "TextualBody", "purpose": "tagging", "value": mention_kind(mention.kind) }),
            ];
            if let Some(link) = &entity.link {
                let item = format!("http://www.wikidata.org/entity/{}", link.wikidata);
                bodies.push(json!({ "type": "SpecificResource", "purpose": "identifying", "source": item }));
            }
            let name = format!("{}-{}", entity.id, index + 1);
            self.annotation(&name, "identifying", bodies, &[mention.span()])
        })
    }

    fn quotes(&'a self) -> impl Iterator<Item = Json> + 'a {
        self.analysis.quotes.iter().enumerate().map(|(index, quote)| {
            let speaker = quote.speaker.as_ref();
            let name = speaker.map_or("speaker not found", |speaker| speaker.name.as_deref().unwrap_or(&speaker.text));
            let unnamed = if speaker.is_some_and(|speaker| speaker.anonymous) { " (unnamed source)" } else { "" };
            let cue = quote.cue.as_ref().map_or_else(String::new, |cue| format!(", \"{}\"", cue.text));
            let what = format!("{name}{unnamed}: {} quote{cue}", quote_kind(quote.kind));
            let bodies = vec![
                json!({ "type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": what }),
                json!({ "type": "TextualBody", "purpose": "tagging", "value": "quote" }),
            ];
            self.annotation(&format!("q{}", index + 1), "describing", bodies, &quote.parts)
        })
    }

    fn sentences(&'a self) -> impl Iterator<Item = Json> + 'a {
        self.analysis.sentences.iter().enumerate().filter_map(|(index, sentence)| {
            let tone = sentence.sentiment.as_ref().filter(|tone| tone.label != Label::Neutral)?;
            let what = format!("{} {}", label(tone.label), number(tone.score));
            let body = json!({ "type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": what });
            let span = Span::new(sentence.start, sentence.end);
            Some(self.annotation(&format!("s{}", index + 1), "assessing", vec![body], &[span]))
        })
    }

    fn annotation(&self, name: &str, motivation: &str, bodies: Vec<Json>, spans: &[Span]) -> Json {
        let mut targets: Vec<Json> = spans.iter().map(|&span| self.target(span)).collect();
        let target = if targets.len() == 1 { targets.remove(0) } else { Json::Array(targets) };
        json!({
            "id": format!("{}#{name}", self.id),
            "type": "Annotation",
            "motivation": motivation,
            "body": bodies,
            "target": target,
        })
    }

    fn target(&self, span: Span) -> Json {
        let (prefix, suffix) = super::words::around(&self.analysis.text, span, CONTEXT);
        json!({
            "source": self.source,
            "selector": [
                {
                    "type": "TextPositionSelector",
                    "start": self.map.convert(span.start),
                    "end": self.map.convert(span.end),
                },
                {
                    "type": "TextQuoteSelector",
                    "exact": span.of(&self.analysis.text),
                    "prefix": prefix,
                    "suffix": suffix,
                },
            ],
        })
    }
}

/// A UUID (version 8, RFC 9562) that is the same for the same text: its 122 free bits are of FNV-1a, 128 bits wide
/// (<http://www.isthe.com/chongo/tech/comp/fnv/>). It tells texts apart; it proves nothing.
fn urn(text: &str) -> String {
    const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let hash = text.bytes().fold(OFFSET, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME));
    let version = (hash & !(0xf << 76)) | (0x8 << 76);
    let variant = (version & !(0b11 << 62)) | (0b10 << 62);
    let digits = format!("{variant:032x}");
    let group = |from, to| digits.get(from..to).unwrap_or_default();
    format!("urn:uuid:{}-{}-{}-{}-{}", group(0, 8), group(8, 12), group(12, 16), group(16, 20), group(20, 32))
}

#[cfg(test)]
mod tests {
    use super::urn;

    #[test]
    fn a_text_has_one_name_of_the_right_form() {
        // FNV-1a of "a", 128 bits: d228cb696f1a8caf78912b704e4a8964, with the version and variant put in.
        assert_eq!(urn("a"), "urn:uuid:d228cb69-6f1a-8caf-b891-2b704e4a8964");
        assert_ne!(urn("a"), urn("b"));
    }
}
