//! An analysis made ready for the eye: blocks cut into pieces, speakers with their words, tone words with their voice.
//!
//! Built once for each result. Nothing here judges language: it only sorts, groups and counts what the engine found.

use std::rc::Rc;

use newsglass::{Analysis, Block, BlockKind, EntityType, Label, MentionKind, Quote, QuoteKind};
use wasm_bindgen::JsValue;

use crate::segments::{self, Layer, Utf16Cursor};

/// Everything the page shows of one analysis.
pub(crate) struct Reading {
    /// The engine's answer; offsets are UTF-16.
    pub(crate) analysis: Analysis,
    /// The same as the plain JavaScript object it came as, for export without a change.
    pub(crate) raw: JsValue,
    /// The article, block by block, neighbours of a kind put together.
    pub(crate) sections: Vec<Section>,
    /// Who speaks, most quoted words first.
    pub(crate) voices: Vec<Voice>,
    /// The words that carry tone, strongest first.
    pub(crate) tone_words: Vec<ToneWord>,
    /// The words of each quote, its parts apart.
    pub(crate) quoted: Vec<Vec<String>>,
    /// Sentences of the body with the most positive tone, strongest first.
    pub(crate) brightest: Vec<ToneSentence>,
    /// Sentences of the body with the most negative tone, strongest first.
    pub(crate) darkest: Vec<ToneSentence>,
    /// Words of the article, without what was set aside.
    pub(crate) words: usize,
    /// How many blocks were set aside.
    pub(crate) set_aside: usize,
    /// Whether it was read from text with its formatting.
    pub(crate) with_formatting: bool,
}

impl PartialEq for Reading {
    /// A reading never changes, so the same place in memory means the same reading.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

/// One or several blocks that are laid out together.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Section {
    /// A block on its own.
    Single(Rc<BlockView>),
    /// List items that follow each other.
    List(Vec<Rc<BlockView>>),
    /// Blocks set aside that follow each other.
    Aside(Vec<Rc<BlockView>>),
}

/// A block cut into pieces.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BlockView {
    /// Index into the article's blocks.
    pub(crate) index: usize,
    /// What it is.
    pub(crate) kind: BlockKind,
    /// Why it was set aside.
    pub(crate) reason: Option<String>,
    /// Its text, cut where a highlight begins or ends.
    pub(crate) pieces: Vec<Piece>,
    /// Who is quoted in it, in order: a quote that begins here, and the speaker's name.
    pub(crate) heard: Vec<(usize, String)>,
}

/// A stretch of text under the same highlights, with all that is needed to draw it: blocks that are equal look alike, so what did not
/// change between two readings is not drawn again.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Piece {
    /// The characters.
    pub(crate) text: String,
    /// Index into the sentences.
    pub(crate) sentence: Option<usize>,
    /// These words are quoted: index into the quotes, and the quote's kind.
    pub(crate) quote: Option<(usize, QuoteKind)>,
    /// Index into the quotes: these words are the cue or the speaker of one.
    pub(crate) attribution: Option<usize>,
    /// These words mention an entity.
    pub(crate) mention: Option<MentionMark>,
    /// These words carry tone.
    pub(crate) tone: Option<ToneMark>,
    /// Whether a mention or a tone word begins here, and not in the piece before.
    pub(crate) begins: bool,
}

/// A mention in the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct MentionMark {
    /// Index into the entities.
    pub(crate) entity: usize,
    /// Index into the entity's mentions.
    pub(crate) mention: usize,
    /// What kind of thing the entity is.
    pub(crate) kind: EntityType,
    /// Whether it is a name; pronouns and descriptions stay plain until their entity is pointed at.
    pub(crate) named: bool,
}

/// A tone word in the text.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToneMark {
    /// Index into the tone words.
    pub(crate) word: usize,
    /// How far it moved the score.
    pub(crate) weight: f64,
    /// In plain words.
    pub(crate) why: String,
}

/// A speaker and what they say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Voice {
    /// Full name or, without one, the words of the article.
    pub(crate) name: String,
    /// Index into the entities.
    pub(crate) entity: Option<usize>,
    /// Whether the article keeps the name back.
    pub(crate) anonymous: bool,
    /// Whether there is a speaker at all.
    pub(crate) known: bool,
    /// Indexes into the quotes, in text order.
    pub(crate) quotes: Vec<usize>,
    /// Words quoted, directly or not.
    pub(crate) words: usize,
}

/// A word that carries tone, and whose word it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToneWord {
    /// First UTF-16 offset.
    pub(crate) start: usize,
    /// Offset behind the last.
    pub(crate) end: usize,
    /// As written.
    pub(crate) text: String,
    /// How far it moved the score.
    pub(crate) weight: f64,
    /// In plain words.
    pub(crate) why: String,
    /// The quote it stands in; `None` for the writer's own voice.
    pub(crate) quote: Option<usize>,
}

/// A sentence worth reading for its tone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToneSentence {
    /// Index into the sentences.
    pub(crate) index: usize,
    /// Its words.
    pub(crate) text: String,
    /// -1 to 1.
    pub(crate) score: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Mark {
    Sentence(usize),
    Quote(usize),
    Attribution(usize),
    Mention(usize, usize),
    Tone(usize),
}

/// How many of the most positive and of the most negative sentences are shown.
const TONE_SENTENCES: usize = 3;

/// Words of a sentence or a quote that moved its score by less are not marked: too many lines under a text hide the ones that count.
const FAINTEST_TONE: f64 = 0.15;

impl Reading {
    /// Sorts and cuts `analysis`, whose offsets are UTF-16; `raw` is the object it was read from.
    pub(crate) fn new(analysis: Analysis, raw: JsValue) -> Self {
        let tone_words = tone_words(&analysis);
        let blocks = blocks(&analysis, &tone_words);
        let set_aside = blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate).count();
        let words = blocks
            .iter()
            .filter(|block| block.kind != BlockKind::Boilerplate)
            .map(|block| count_words(&block.pieces.iter().map(|piece| piece.text.as_str()).collect::<String>()))
            .sum();
        let mut cursor = Utf16Cursor::new(&analysis.text);
        let quoted: Vec<Vec<String>> = analysis
            .quotes
            .iter()
            .map(|quote| quote.parts.iter().map(|part| cursor.slice(part.start, part.end).to_owned()).collect())
            .collect();
        Self {
            sections: sections(blocks),
            voices: voices(&analysis, &quoted),
            brightest: strongest_sentences(&analysis, Label::Positive),
            darkest: strongest_sentences(&analysis, Label::Negative),
            analysis,
            raw,
            tone_words,
            quoted,
            words,
            set_aside,
            with_formatting: false,
        }
    }

    /// The sentence that assistive technology hears when an analysis is done.
    pub(crate) fn summary(&self) -> String {
        format!(
            "Analyzed {}: {}, {}",
            plural(self.words, "word", "words"),
            plural(self.analysis.entities.len(), "entity", "entities"),
            plural(self.analysis.quotes.len(), "quote", "quotes")
        )
    }

    /// Whether there is nothing to show beside the text.
    pub(crate) fn is_bare(&self) -> bool {
        self.analysis.entities.is_empty() && self.analysis.quotes.is_empty() && self.tone_words.is_empty()
    }
}

/// Counts words as a reader would: what stands between white space and has a letter or digit in it.
pub(crate) fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// "1 quote", "2 quotes", "1,250 words".
pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(count)) }
}

/// 1250 as "1,250".
pub(crate) fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The entity that speaks a quote, as an index.
fn speaking_entity(analysis: &Analysis, quote: &Quote) -> Option<usize> {
    let id = quote.speaker.as_ref()?.entity?;
    analysis.entities.iter().position(|entity| entity.id == id)
}

/// The name to show for the speaker of a quote: the entity's, or else the words of the article.
fn full_name<'a>(analysis: &'a Analysis, quote: &'a Quote) -> Option<&'a str> {
    let speaker = quote.speaker.as_ref()?;
    let entity = speaking_entity(analysis, quote).and_then(|index| analysis.entities.get(index));
    Some(entity.map(|entity| entity.name.as_str()).or(speaker.name.as_deref()).unwrap_or(&speaker.text))
}

fn tone_words(analysis: &Analysis) -> Vec<ToneWord> {
    let sentences = analysis.sentences.iter().filter_map(|sentence| sentence.sentiment.as_ref());
    let quotes = analysis.quotes.iter().filter_map(|quote| quote.sentiment.as_ref());
    let within = sentences.chain(quotes).flat_map(|sentiment| &sentiment.evidence);
    let mut words: Vec<ToneWord> = analysis
        .sentiment
        .iter()
        .flat_map(|sentiment| &sentiment.evidence)
        .chain(within.filter(|evidence| evidence.weight.abs() >= FAINTEST_TONE))
        .map(|evidence| ToneWord {
            start: evidence.start,
            end: evidence.end,
            text: evidence.text.clone(),
            weight: evidence.weight,
            why: evidence.why.clone(),
            quote: None,
        })
        .collect();
    // The article's own evidence comes first in the chain; a stable sort keeps it where sentence and quote repeat the word.
    words.sort_by_key(|word| (word.start, word.end));
    words.dedup_by_key(|word| word.start);

    let mut parts: Vec<(usize, usize, usize)> = analysis
        .quotes
        .iter()
        .enumerate()
        .flat_map(|(index, quote)| quote.parts.iter().map(move |part| (part.start, part.end, index)))
        .collect();
    parts.sort_unstable();
    let mut behind = 0;
    for word in &mut words {
        while parts.get(behind).is_some_and(|part| part.1 <= word.start) {
            behind += 1;
        }
        word.quote = parts.get(behind).filter(|part| part.0 <= word.start).map(|part| part.2);
    }
    words.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()).then(a.start.cmp(&b.start)));
    words
}

fn marks(analysis: &Analysis, tone_words: &[ToneWord]) -> Vec<Layer<Mark>> {
    let mut marks = Vec::new();
    let mut mark = |start, end, what| marks.push(Layer { start, end, what });
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        mark(sentence.start, sentence.end, Mark::Sentence(index));
    }
    for (index, quote) in analysis.quotes.iter().enumerate() {
        for part in &quote.parts {
            mark(part.start, part.end, Mark::Quote(index));
        }
        if let Some(cue) = &quote.cue {
            mark(cue.start, cue.end, Mark::Attribution(index));
        }
        if let Some(speaker) = &quote.speaker {
            mark(speaker.start, speaker.end, Mark::Attribution(index));
        }
    }
    for (index, entity) in analysis.entities.iter().enumerate() {
        for (number, mention) in entity.mentions.iter().enumerate() {
            mark(mention.start, mention.end, Mark::Mention(index, number));
        }
    }
    for (index, word) in tone_words.iter().enumerate() {
        mark(word.start, word.end, Mark::Tone(index));
    }
    segments::sort(&mut marks);
    marks
}

fn blocks(analysis: &Analysis, tone_words: &[ToneWord]) -> Vec<BlockView> {
    let blocks = &analysis.article.blocks;
    let mut by_block: Vec<Vec<Layer<Mark>>> = vec![Vec::new(); blocks.len()];
    for mark in marks(analysis, tone_words) {
        let first = blocks.partition_point(|block| block.end <= mark.start);
        let reached = blocks.iter().zip(&mut by_block).skip(first).take_while(|(block, _)| block.start < mark.end);
        for (_, marks) in reached {
            marks.push(mark.clone());
        }
    }
    let mut cursor = Utf16Cursor::new(&analysis.text);
    let view = |(index, (block, marks)): (usize, (&Block, &Vec<Layer<Mark>>))| BlockView {
        index,
        kind: block.kind,
        reason: block.reason.clone(),
        pieces: pieces(&mut cursor, block, marks, analysis, tone_words),
        heard: heard(analysis, block),
    };
    blocks.iter().zip(&by_block).enumerate().map(view).collect()
}

fn mention_mark(analysis: &Analysis, entity: usize, mention: usize) -> Option<MentionMark> {
    let found = analysis.entities.get(entity)?;
    let named = found.mentions.get(mention)?.kind == MentionKind::Name;
    Some(MentionMark { entity, mention, kind: found.kind, named })
}

fn tone_mark(index: usize, word: &ToneWord) -> ToneMark {
    ToneMark { word: index, weight: word.weight, why: word.why.clone() }
}

fn pieces(
    cursor: &mut Utf16Cursor<'_>,
    block: &Block,
    marks: &[Layer<Mark>],
    analysis: &Analysis,
    tone_words: &[ToneWord],
) -> Vec<Piece> {
    let mut before = Piece::default();
    segments::cut(cursor, block.start, block.end, marks)
        .into_iter()
        .map(|segment| {
            let mut piece = Piece { text: segment.text, ..Piece::default() };
            // Innermost last, so of two layers of one kind the inner one counts.
            for layer in segment.layers {
                match layer {
                    Mark::Sentence(index) => piece.sentence = Some(index),
                    Mark::Quote(index) => {
                        piece.quote = analysis.quotes.get(index).map(|quote| (index, quote.kind));
                    }
                    Mark::Attribution(index) => piece.attribution = Some(index),
                    Mark::Mention(entity, mention) => piece.mention = mention_mark(analysis, entity, mention),
                    Mark::Tone(index) => piece.tone = tone_words.get(index).map(|word| tone_mark(index, word)),
                }
            }
            piece.begins = match piece.mention {
                Some(_) => piece.mention != before.mention,
                None => piece.tone.is_some() && piece.tone != before.tone,
            };
            before = Piece { text: String::new(), ..piece.clone() };
            piece
        })
        .collect()
}

fn heard(analysis: &Analysis, block: &Block) -> Vec<(usize, String)> {
    let first = analysis.quotes.partition_point(|quote| quote.start < block.start);
    let mut heard: Vec<(usize, String)> = Vec::new();
    for (index, quote) in
        analysis.quotes.iter().enumerate().skip(first).take_while(|(_, quote)| quote.start < block.end)
    {
        let name = full_name(analysis, quote).unwrap_or("Speaker not found").to_owned();
        if heard.last().is_none_or(|(_, last)| *last != name) {
            heard.push((index, name));
        }
    }
    heard
}

fn sections(blocks: Vec<BlockView>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for block in blocks {
        let block = Rc::new(block);
        match (sections.last_mut(), block.kind) {
            (Some(Section::List(items)), BlockKind::ListItem) => items.push(block),
            (Some(Section::Aside(asides)), BlockKind::Boilerplate) => asides.push(block),
            (_, BlockKind::ListItem) => sections.push(Section::List(vec![block])),
            (_, BlockKind::Boilerplate) => sections.push(Section::Aside(vec![block])),
            _ => sections.push(Section::Single(block)),
        }
    }
    sections
}

fn voices(analysis: &Analysis, quoted: &[Vec<String>]) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for (index, (quote, parts)) in analysis.quotes.iter().zip(quoted).enumerate() {
        let words: usize = parts.iter().map(|part| count_words(part)).sum();
        let speaker = quote.speaker.as_ref();
        let entity = speaking_entity(analysis, quote);
        let name = full_name(analysis, quote).unwrap_or("Speaker not found").to_owned();
        let same = |voice: &&mut Voice| {
            voice.known == speaker.is_some()
                && voice.entity == entity
                && (entity.is_some() || voice.name.eq_ignore_ascii_case(&name))
        };
        let anonymous = speaker.is_some_and(|speaker| speaker.anonymous);
        if let Some(voice) = voices.iter_mut().find(same) {
            voice.quotes.push(index);
            voice.words += words;
            voice.anonymous |= anonymous;
        } else {
            voices.push(Voice { name, entity, anonymous, known: speaker.is_some(), quotes: vec![index], words });
        }
    }
    voices.sort_by_key(|voice| std::cmp::Reverse(voice.words));
    voices
}

fn strongest_sentences(analysis: &Analysis, label: Label) -> Vec<ToneSentence> {
    let mut scored: Vec<(usize, f64)> = analysis
        .sentences
        .iter()
        .enumerate()
        .filter_map(|(index, sentence)| {
            sentence.sentiment.as_ref().filter(|tone| tone.label == label).map(|tone| (index, tone.score))
        })
        .collect();
    scored.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    scored.truncate(TONE_SENTENCES);
    scored
        .into_iter()
        .filter_map(|(index, score)| {
            let sentence = analysis.sentences.get(index)?;
            let text = Utf16Cursor::new(&analysis.text).slice(sentence.start, sentence.end).to_owned();
            Some(ToneSentence { index, text, score })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use newsglass::{
        Article, Cue, Entity, EntityId, Evidence, Mention, OffsetUnit, Sentence, Sentiment, Span, Speaker,
    };

    use super::*;

    const TEXT: &str = "Menu\n\nZoë Ray won.\n\n“It was 🚢 awful,” Ray said.";

    fn at(words: &str) -> (usize, usize) {
        let byte = TEXT.find(words).unwrap();
        let start = TEXT.get(..byte).unwrap().encode_utf16().count();
        (start, start + words.encode_utf16().count())
    }

    fn analysis() -> Analysis {
        let block = |words, kind| {
            let (start, end) = at(words);
            Block { start, end, kind, reason: (kind == BlockKind::Boilerplate).then(|| "menu".to_owned()) }
        };
        let mention = |words| {
            let (start, end) = at(words);
            Mention {
                start,
                end,
                text: String::new(),
                kind: MentionKind::Name,
                sentence: None,
                confidence: 1.0,
                sentiment: None,
                found_by: String::new(),
            }
        };
        let tone = |words: &str, weight| {
            let (start, end) = at(words);
            let evidence = Evidence { start, end, text: words.to_owned(), weight, why: String::new() };
            let label = if weight > 0.0 { Label::Positive } else { Label::Negative };
            Some(Sentiment { label, score: weight, strength: 0.5, evidence: vec![evidence] })
        };
        let sentence = |words, block, sentiment| {
            let (start, end) = at(words);
            Sentence { start, end, block, sentiment }
        };
        let (quote_start, quote_end) = at("“It was 🚢 awful,”");
        let (cue_start, cue_end) = at("said");
        let (speaker_start, speaker_end) = at("Ray said");
        Analysis {
            schema_version: 1,
            offsets: OffsetUnit::Utf16,
            text: TEXT.to_owned(),
            article: Article {
                blocks: vec![
                    block("Menu", BlockKind::Boilerplate),
                    block("Zoë Ray won.", BlockKind::Paragraph),
                    block("“It was 🚢 awful,” Ray said.", BlockKind::Paragraph),
                ],
                ..Article::default()
            },
            sentences: vec![
                sentence("Zoë Ray won.", 1, tone("won", 0.3)),
                sentence("“It was 🚢 awful,” Ray said.", 2, tone("awful", -0.8)),
            ],
            entities: vec![Entity {
                id: EntityId(1),
                kind: EntityType::Person,
                name: "Zoë Ray".to_owned(),
                aliases: Vec::new(),
                role: None,
                salience: 1.0,
                mentions: vec![mention("Zoë Ray"), mention("Ray said")],
                sentiment: None,
                value: None,
                link: None,
            }],
            quotes: vec![Quote {
                start: quote_start,
                end: quote_end,
                kind: QuoteKind::Direct,
                parts: vec![Span::new(quote_start, quote_end)],
                cue: Some(Cue { start: cue_start, end: cue_end, text: "said".to_owned(), lemma: "say".to_owned() }),
                speaker: Some(Speaker {
                    start: speaker_start,
                    end: speaker_end - 5,
                    text: "Ray".to_owned(),
                    entity: Some(EntityId(1)),
                    name: Some("Zoë Ray".to_owned()),
                    anonymous: false,
                }),
                addressee: None,
                sentences: vec![1],
                sentiment: None,
                confidence: 0.9,
                found_by: String::new(),
            }],
            sentiment: None,
            warnings: Vec::new(),
        }
    }

    fn reading() -> Reading {
        Reading::new(analysis(), JsValue::UNDEFINED)
    }

    #[test]
    fn blocks_show_exactly_their_text() {
        let shown: Vec<String> = reading()
            .sections
            .iter()
            .flat_map(|section| match section {
                Section::Single(block) => vec![block.clone()],
                Section::List(blocks) | Section::Aside(blocks) => blocks.clone(),
            })
            .map(|block| block.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect();
        assert_eq!(shown, ["Menu", "Zoë Ray won.", "“It was 🚢 awful,” Ray said."]);
    }

    #[test]
    fn set_aside_blocks_are_folded_and_not_counted() {
        let reading = reading();
        assert!(matches!(reading.sections.first(), Some(Section::Aside(blocks)) if blocks.len() == 1));
        assert_eq!(reading.set_aside, 1);
        assert_eq!(reading.words, 8);
        assert_eq!(reading.summary(), "Analyzed 8 words: 1 entity, 1 quote");
    }

    #[test]
    fn a_piece_knows_all_its_layers() {
        let reading = reading();
        let Some(Section::Single(block)) = reading.sections.last() else { panic!("no paragraph") };
        let piece = |text: &str| block.pieces.iter().find(|piece| piece.text == text).unwrap();
        assert_eq!(piece("awful").quote, Some((0, QuoteKind::Direct)));
        assert_eq!(reading.tone_words[piece("awful").tone.as_ref().unwrap().word].quote, Some(0));
        assert_eq!(piece("Ray").mention.map(|mark| (mark.entity, mark.mention)), Some((0, 1)));
        assert!(piece("Ray").begins);
        assert_eq!(piece("said").attribution, Some(0));
        assert_eq!(block.heard, [(0, "Zoë Ray".to_owned())]);
    }

    #[test]
    fn tone_words_keep_the_writers_voice_apart() {
        let words: Vec<(String, Option<usize>)> =
            reading().tone_words.into_iter().map(|word| (word.text, word.quote)).collect();
        assert_eq!(words, [("awful".to_owned(), Some(0)), ("won".to_owned(), None)]);
    }

    #[test]
    fn a_voice_gathers_its_quotes_and_words() {
        let voices = reading().voices;
        assert_eq!(voices.len(), 1);
        assert_eq!((voices[0].name.as_str(), voices[0].words, voices[0].entity), ("Zoë Ray", 3, Some(0)));
    }

    #[test]
    fn numbers_are_grouped_and_agree() {
        assert_eq!(plural(1, "mention", "mentions"), "1 mention");
        assert_eq!(plural(0, "mention", "mentions"), "0 mentions");
        assert_eq!(plural(1_234_567, "word", "words"), "1,234,567 words");
    }
}
