//! An analysis made ready for the eye: blocks cut into pieces, speakers with their words, tone words with their voice.
//!
//! Built once for each result, in slices, so that no key waits for a long text. Nothing here judges language: it only sorts, groups
//! and counts what the engine found.

use std::collections::BTreeMap;
use std::rc::Rc;

use newsglass_analysis::{
    Analysis, Block, BlockKind, EntityId, EntityType, Evidence, Label, MentionKind, Quote, QuoteKind, Sentence,
    Sentiment, Why,
};
use wasm_bindgen::JsValue;

use crate::breath::Breath;
use crate::language::{fill, plural, t};
use crate::order::{sort_by, sort_by_key};
use crate::segments::{self, Layer, TextIndex, Utf16Cursor, count_words};
use crate::selection::{Selection, Step};

mod figures;
mod spoken_of;
mod telling;
mod tone_words;
mod voices;

pub(crate) use figures::{
    DayMark, Figures, PlaceMark, Shares, ToneColumn, WORDS_A_MINUTE, day_counted, day_written, shorten,
};
pub(crate) use spoken_of::{Spoken, Target};
pub(crate) use tone_words::ToneWord;
pub(crate) use voices::Voice;

/// Everything the page shows of one analysis.
pub(crate) struct Reading {
    /// The engine's answer; offsets are UTF-16.
    pub(crate) analysis: Analysis,
    /// The same as the plain JavaScript object it came as, for export without a change.
    pub(crate) raw: JsValue,
    /// The article, block by block, neighbours of a kind put together, in portions that can be drawn one at a time.
    pub(crate) portions: Vec<Rc<Vec<Section>>>,
    /// What the charts draw.
    pub(crate) figures: Figures,
    /// For each quote the entity that speaks it.
    pub(crate) speakers: Vec<Option<usize>>,
    /// Who speaks, most quoted words first.
    pub(crate) voices: Vec<Voice>,
    /// Who is spoken of by others, most spoken of first.
    pub(crate) targets: Vec<Target>,
    /// For each quote the one that it stands in, if it does.
    pub(crate) outer: Vec<Option<usize>>,
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
    /// Finds the bytes of offsets.
    index: TextIndex,
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
    /// How many words it has.
    pub(crate) words: usize,
    /// Who is quoted in it, in order.
    pub(crate) heard: Vec<Heard>,
}

/// A speaker beside a block.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Heard {
    /// Index into the quotes: the first of the speaker's that begins here.
    pub(crate) quote: usize,
    /// The speaker's name, if there is one.
    pub(crate) name: Option<String>,
    /// Index into the pieces of the block: where the quote begins.
    pub(crate) piece: usize,
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
    /// The reasons for it.
    pub(crate) why: Why,
}

/// A sentence worth reading for its tone.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ToneSentence {
    /// Index into the sentences.
    pub(crate) index: usize,
    /// Its words.
    pub(crate) text: String,
    /// Its tone.
    pub(crate) tone: Sentiment,
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

/// Words in a portion of the article; the blocks that reach it are not cut.
const PORTION: usize = 300;

/// An article of more portions is a long one.
const MANY_PORTIONS: usize = 8;

/// Blocks in a portion at most.
const PORTION_BLOCKS: usize = 40;

impl Reading {
    /// Sorts and cuts `analysis`, whose offsets are UTF-16; `raw` is the object it was read from.
    pub(crate) async fn new(analysis: Analysis, raw: JsValue, breath: &mut Breath) -> Self {
        let index = TextIndex::new(&analysis.text);
        let speakers = speakers(&analysis);
        breath.take().await;
        let tone_words = tone_words::tone_words(&analysis, &index);
        breath.take().await;
        let mut reading = Self {
            speakers,
            tone_words,
            index,
            analysis,
            raw,
            portions: Vec::new(),
            figures: Figures::default(),
            voices: Vec::new(),
            targets: Vec::new(),
            outer: Vec::new(),
            quoted: Vec::new(),
            brightest: Vec::new(),
            darkest: Vec::new(),
            words: 0,
            set_aside: 0,
            with_formatting: false,
        };
        reading.quoted = reading.quoted_words();
        breath.take().await;
        reading.voices = voices::voices(&reading.analysis);
        reading.targets = spoken_of::targets(&reading.analysis, &reading.speakers);
        reading.outer = spoken_of::outer_quotes(&reading.analysis, &reading.speakers);
        breath.take().await;
        reading.brightest = strongest_sentences(&reading, Label::Positive);
        reading.darkest = strongest_sentences(&reading, Label::Negative);
        breath.take().await;

        let blocks = blocks(&reading, breath).await;
        reading.set_aside = blocks.iter().filter(|block| block.kind == BlockKind::Boilerplate).count();
        reading.words =
            blocks.iter().filter(|block| block.kind != BlockKind::Boilerplate).map(|block| block.words).sum();
        reading.portions = portions(sections(blocks));
        breath.take().await;
        let found = figures::Found {
            analysis: &reading.analysis,
            index: &reading.index,
            tone_words: &reading.tone_words,
            voices: &reading.voices,
            words: reading.words,
        };
        reading.figures = Figures::new(found, breath).await;
        reading
    }

    /// Takes from `before` the portions that look the same, so that they are known to be the same without another look.
    pub(crate) fn keep_from(&mut self, before: &Self) {
        for (portion, old) in self.portions.iter_mut().zip(&before.portions) {
            if portion == old {
                *portion = old.clone();
            }
        }
    }

    /// Whether it is too long to be laid out and drawn in one go.
    pub(crate) fn is_long(&self) -> bool {
        self.portions.len() > MANY_PORTIONS
    }

    /// From where to where each portion goes, in UTF-16 offsets.
    pub(crate) fn portion_spans(&self) -> Vec<(usize, usize)> {
        let blocks = &self.analysis.article.blocks;
        let span = |portion: &Rc<Vec<Section>>| {
            let first = portion.first()?.blocks().first()?.index;
            let last = portion.last()?.blocks().last()?.index;
            Some((blocks.get(first)?.start, blocks.get(last)?.end))
        };
        self.portions.iter().filter_map(span).collect()
    }

    /// The tag of the language that the article is written in, if it is known: for all places that show words of it.
    pub(crate) fn language(&self) -> Option<String> {
        Some(self.analysis.article.language.code.clone()).filter(|code| code != "und")
    }

    /// The text between two UTF-16 offsets.
    pub(crate) fn words_at(&self, start: usize, end: usize) -> &str {
        self.index.slice(&self.analysis.text, start, end)
    }

    /// The words that make a tone as marks of the text, strongest first.
    pub(crate) fn telling(&self, tone: &Sentiment) -> Vec<Evidence> {
        telling::telling(&self.analysis, &self.index, &tone.evidence)
    }

    /// Keyword in context: the words before, the words themselves, the words after; cut at whole words, never beyond the block.
    pub(crate) fn in_context(&self, start: usize, end: usize) -> (String, String, String) {
        const REACH: usize = 44;
        let blocks = &self.analysis.article.blocks;
        let block = blocks.get(blocks.partition_point(|block| block.end <= start));
        let (first, last) = block.map_or((start, end), |block| (block.start.min(start), block.end.max(end)));
        let before = self.words_at(first.max(start.saturating_sub(REACH)), start);
        let after = self.words_at(end, last.min(end + REACH));
        let before = match before.split_once(char::is_whitespace) {
            Some((_, rest)) if start - first > REACH => format!("\u{2026}{rest}"),
            _ => before.to_owned(),
        };
        let after = match after.rsplit_once(char::is_whitespace) {
            Some((rest, _)) if last - end > REACH => format!("{rest}\u{2026}"),
            _ => after.to_owned(),
        };
        (before, self.words_at(start, end).to_owned(), after)
    }

    /// The name to show for the speaker of a quote: the entity's, or else the words of the article.
    pub(crate) fn speaker_name(&self, quote: usize) -> Option<&str> {
        let speaker = self.analysis.quotes.get(quote)?.speaker.as_ref()?;
        let entity = self.speakers.get(quote).copied().flatten().and_then(|index| self.analysis.entities.get(index));
        Some(entity.map(|entity| entity.name.as_str()).or(speaker.name.as_deref()).unwrap_or(&speaker.text))
    }

    /// The quotes in which an entity is mentioned, but that it does not speak itself.
    pub(crate) fn quotes_about(&self, entity: usize) -> Vec<usize> {
        let Some(found) = self.analysis.entities.get(entity) else { return Vec::new() };
        let within = |start: usize, end: usize| {
            let first = found.mentions.partition_point(|mention| mention.start < start);
            found.mentions.get(first).is_some_and(|mention| mention.end <= end)
        };
        let quotes = self.analysis.quotes.iter().zip(&self.speakers).enumerate();
        quotes
            .filter(|(_, (quote, speaker))| {
                **speaker != Some(entity) && quote.parts.iter().any(|part| within(part.start, part.end))
            })
            .map(|(index, _)| index)
            .collect()
    }

    /// Whether somebody is spoken of in a quote of another.
    pub(crate) fn is_about_somebody(&self, quote: usize) -> bool {
        self.targets.iter().any(|target| target.spoken.iter().any(|spoken| spoken.quote == quote))
    }

    /// What stands beside `selection` among its like: the entity's next mention, the next quote, the next tone word of the text.
    pub(crate) fn beside(&self, selection: Selection, step: Step) -> Selection {
        let analysis = &self.analysis;
        match selection {
            Selection::Entity(entity, mention) => {
                let count = analysis.entities.get(entity).map_or(0, |entity| entity.mentions.len());
                Selection::Entity(entity, step.of(mention, count))
            }
            Selection::Quote(quote) => Selection::Quote(step.of(quote, analysis.quotes.len())),
            Selection::Tone(word) => {
                let mut order: Vec<usize> = (0..self.tone_words.len()).collect();
                sort_by_key(&mut order, |index| self.tone_words.get(*index).map(|word| word.start));
                let place = order.iter().position(|index| *index == word).unwrap_or_default();
                Selection::Tone(order.get(step.of(place, order.len())).copied().unwrap_or(word))
            }
            Selection::Sentence(sentence) => Selection::Sentence(step.of(sentence, analysis.sentences.len())),
            Selection::Block(block) => Selection::Block(step.of(block, analysis.article.blocks.len())),
        }
    }

    /// How far into the text an offset lies, 0 to 1.
    pub(crate) fn share(&self, offset: usize) -> f64 {
        offset as f64 / self.index.units().max(1) as f64
    }

    fn quoted_words(&self) -> Vec<Vec<String>> {
        let words =
            |quote: &Quote| quote.parts.iter().map(|part| self.words_at(part.start, part.end).to_owned()).collect();
        self.analysis.quotes.iter().map(words).collect()
    }

    /// The sentence that assistive technology hears when an analysis is done.
    pub(crate) fn summary(&self) -> String {
        let found = fill(
            "Analyzed {0}: {1}, {2}",
            &[
                &plural(self.words, "{0} word|{0} words"),
                &plural(self.analysis.entities.len(), "{0} entity|{0} entities"),
                &plural(self.analysis.quotes.len(), "{0} quote|{0} quotes"),
            ],
        );
        if self.analysis.is_foreign() {
            format!("{found}. {}", t("Not English: names, speakers and tone are left out."))
        } else {
            found
        }
    }

    /// Whether there is nothing to show beside the text.
    pub(crate) fn is_bare(&self) -> bool {
        self.analysis.entities.is_empty() && self.analysis.quotes.is_empty() && self.tone_words.is_empty()
    }
}

/// For each quote the entity that speaks it, as an index.
fn speakers(analysis: &Analysis) -> Vec<Option<usize>> {
    let by_id: BTreeMap<EntityId, usize> =
        analysis.entities.iter().enumerate().map(|(index, entity)| (entity.id, index)).collect();
    let speaker = |quote: &Quote| by_id.get(&quote.speaker.as_ref()?.entity?).copied();
    analysis.quotes.iter().map(speaker).collect()
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

async fn blocks(reading: &Reading, breath: &mut Breath) -> Vec<BlockView> {
    let (analysis, tone_words) = (&reading.analysis, &reading.tone_words);
    let blocks = &analysis.article.blocks;
    let mut by_block: Vec<Vec<Layer<Mark>>> = vec![Vec::new(); blocks.len()];
    let marks = marks(analysis, tone_words);
    breath.take().await;
    for mark in marks {
        let first = blocks.partition_point(|block| block.end <= mark.start);
        let reached = blocks.iter().zip(&mut by_block).skip(first).take_while(|(block, _)| block.start < mark.end);
        for (_, marks) in reached {
            marks.push(mark.clone());
        }
    }
    breath.take().await;
    let mut cursor = Utf16Cursor::new(&analysis.text);
    let mut views = Vec::with_capacity(blocks.len());
    for (index, (block, marks)) in blocks.iter().zip(&by_block).enumerate() {
        let pieces = pieces(&mut cursor, block, marks, analysis, tone_words);
        views.push(BlockView {
            index,
            kind: block.kind,
            reason: block.reason.clone(),
            heard: heard(reading, block, &pieces),
            pieces,
            words: count_words(reading.words_at(block.start, block.end)),
        });
        breath.take().await;
    }
    views
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

fn heard(reading: &Reading, block: &Block, pieces: &[Piece]) -> Vec<Heard> {
    let analysis = &reading.analysis;
    let first = analysis.quotes.partition_point(|quote| quote.start < block.start);
    let mut heard: Vec<Heard> = Vec::new();
    if analysis.is_foreign() {
        // No speaker was looked for, so that none is missing.
        return heard;
    }
    for (index, _) in analysis.quotes.iter().enumerate().skip(first).take_while(|(_, quote)| quote.start < block.end) {
        let name = reading.speaker_name(index).map(str::to_owned);
        if heard.last().is_none_or(|last| last.name != name) {
            let begins = |piece: &Piece| piece.quote.is_some_and(|(quote, _)| quote == index);
            let piece = pieces.iter().position(begins).unwrap_or_default();
            heard.push(Heard { quote: index, name, piece });
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

/// Puts sections together until they are enough for one go.
fn portions(sections: Vec<Section>) -> Vec<Rc<Vec<Section>>> {
    let mut portions: Vec<Rc<Vec<Section>>> = Vec::new();
    let (mut portion, mut words, mut count) = (Vec::new(), 0, 0);
    for section in sections {
        let blocks = section.blocks();
        words += blocks.iter().map(|block| block.words).sum::<usize>();
        count += blocks.len();
        portion.push(section);
        if words >= PORTION || count >= PORTION_BLOCKS {
            portions.push(Rc::new(std::mem::take(&mut portion)));
            (words, count) = (0, 0);
        }
    }
    if !portion.is_empty() {
        portions.push(Rc::new(portion));
    }
    portions
}

impl Section {
    fn blocks(&self) -> &[Rc<BlockView>] {
        match self {
            Self::Single(block) => std::slice::from_ref(block),
            Self::List(blocks) | Self::Aside(blocks) => blocks,
        }
    }
}

fn strongest_sentences(reading: &Reading, label: Label) -> Vec<ToneSentence> {
    let sentences = reading.analysis.sentences.iter().enumerate();
    let mut toned: Vec<(usize, &Sentence, &Sentiment)> =
        sentences.filter_map(|(index, sentence)| Some((index, sentence, sentence.sentiment.as_ref()?))).collect();
    toned.retain(|(_, _, tone)| tone.label == label);
    sort_by(&mut toned, |a, b| b.2.score.abs().total_cmp(&a.2.score.abs()).then(a.0.cmp(&b.0)));
    toned.truncate(TONE_SENTENCES);
    let shown = |(index, sentence, tone): (usize, &Sentence, &Sentiment)| ToneSentence {
        index,
        text: reading.words_at(sentence.start, sentence.end).to_owned(),
        tone: tone.clone(),
    };
    toned.into_iter().map(shown).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use std::future::Future;
    use std::task::{Context, Poll, Waker};

    use newsglass_analysis::{
        Article, Cue, Entity, EntityId, Evidence, Mention, OffsetUnit, Sentence, Sentiment, Span, Speaker,
    };

    use super::*;

    const TEXT: &str = "Menu\n\nZoë Ray won.\n\n“It was 🚢 awful,” Ray said.";

    fn at(words: &str) -> (usize, usize) {
        let byte = TEXT.find(words).unwrap();
        let start = TEXT.get(..byte).unwrap().encode_utf16().count();
        (start, start + words.encode_utf16().count())
    }

    pub(crate) fn analysis() -> Analysis {
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
            let evidence = Evidence { start, end, text: words.to_owned(), weight, why: Why::default() };
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
            summary: Vec::new(),
            voices: vec![newsglass_analysis::Voice {
                name: Some("Zoë Ray".to_owned()),
                entity: Some(EntityId(1)),
                anonymous: false,
                source: None,
                quotes: vec![0],
                words: 3,
            }],
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
                    source: None,
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

    pub(crate) fn reading() -> Reading {
        // Nothing waits without a clock, so one poll gives all.
        let mut breath = Breath::Held;
        let work = std::pin::pin!(Reading::new(analysis(), JsValue::UNDEFINED, &mut breath));
        match work.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(reading) => reading,
            Poll::Pending => panic!("waited"),
        }
    }

    #[test]
    fn blocks_show_exactly_their_text() {
        let shown: Vec<String> = reading()
            .portions
            .iter()
            .flat_map(|portion| portion.iter().flat_map(|section| section.blocks().to_vec()).collect::<Vec<_>>())
            .map(|block| block.pieces.iter().map(|piece| piece.text.as_str()).collect())
            .collect();
        assert_eq!(shown, ["Menu", "Zoë Ray won.", "“It was 🚢 awful,” Ray said."]);
    }

    #[test]
    fn set_aside_blocks_are_folded_and_not_counted() {
        let reading = reading();
        assert!(matches!(reading.portions[0].first(), Some(Section::Aside(blocks)) if blocks.len() == 1));
        assert_eq!(reading.set_aside, 1);
        assert_eq!(reading.words, 8);
        assert_eq!(reading.summary(), "Analyzed 8 words: 1 entity, 1 quote");
    }

    #[test]
    fn a_piece_knows_all_its_layers() {
        let reading = reading();
        let Some(Section::Single(block)) = reading.portions[0].last() else { panic!("no paragraph") };
        let piece = |text: &str| block.pieces.iter().find(|piece| piece.text == text).unwrap();
        assert_eq!(piece("awful").quote, Some((0, QuoteKind::Direct)));
        assert_eq!(reading.tone_words[piece("awful").tone.as_ref().unwrap().word].quote, Some(0));
        assert_eq!(piece("Ray").mention.map(|mark| (mark.entity, mark.mention)), Some((0, 1)));
        assert!(piece("Ray").begins);
        assert_eq!(piece("said").attribution, Some(0));
        let [heard] = block.heard.as_slice() else { panic!("{:?}", block.heard) };
        assert_eq!((heard.quote, heard.name.as_deref()), (0, Some("Zoë Ray")));
        assert_eq!(block.pieces.get(heard.piece).and_then(|piece| piece.quote).map(|quote| quote.0), Some(0));
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
        assert_eq!((voices[0].name.as_deref(), voices[0].words, voices[0].entity), (Some("Zoë Ray"), 3, Some(0)));
    }

    #[test]
    fn words_are_shown_in_their_context() {
        let reading = reading();
        let (start, end) = at("awful");
        let (before, words, after) = reading.in_context(start, end);
        assert_eq!((before.as_str(), words.as_str(), after.as_str()), ("“It was 🚢 ", "awful", ",” Ray said."));
    }

    #[test]
    fn charts_count_the_words_that_are_marked() {
        let figures = reading().figures;
        let column = &figures.tone[1];
        assert_eq!((column.block, column.first, column.own, column.quoted), (2, 2, (0.0, 0.0), (0.0, 0.8)));
        assert_eq!(figures.tone[0].own, (0.3, 0.0));
        assert_eq!((figures.shares.own, figures.shares.named, figures.shares.quoted()), (5, 3, 3));
    }

    #[test]
    fn a_step_leads_to_the_next_of_its_like() {
        let reading = reading();
        let next = |selection| reading.beside(selection, Step::Forward);
        assert_eq!(next(Selection::Entity(0, 0)), Selection::Entity(0, 1));
        assert_eq!(next(Selection::Entity(0, 1)), Selection::Entity(0, 0));
        // Tone words are kept strongest first, and stepped through in text order.
        assert_eq!(next(Selection::Tone(1)), Selection::Tone(0));
        assert_eq!(next(Selection::Quote(0)), Selection::Quote(0));
    }

    #[test]
    fn what_looks_the_same_is_kept() {
        let (before, mut after) = (reading(), reading());
        after.keep_from(&before);
        assert!(Rc::ptr_eq(&after.portions[0], &before.portions[0]));
    }
}
