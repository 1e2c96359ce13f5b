//! The shapes of a result, from [`Analysis`] down.

use serde::{Deserialize, Serialize};
#[cfg(test)]
use ts_rs::TS;

use crate::number;
use crate::offsets::{OffsetMap, OffsetUnit, span_in_bytes};
use crate::reason::Why;
use crate::span::Span;

/// Version of the shapes in this module; raised when a field is dropped or changes its meaning.
pub const SCHEMA_VERSION: u32 = 1;

/// Everything Newsglass found in one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Analysis {
    /// [`SCHEMA_VERSION`] of the core that made this.
    pub schema_version: u32,
    /// The unit in which every `start` and `end` below counts.
    pub offsets: OffsetUnit,
    /// The plain text that every span refers to. Plain-text input unchanged; of HTML the text extracted from it.
    pub text: String,
    /// What was pasted: title, byline, date, blocks.
    pub article: Article,
    /// Sentences of the body blocks, in text order.
    pub sentences: Vec<Sentence>,
    /// What it is about: indexes into [`Analysis::sentences`], in text order, at most three; empty for a short text.
    pub summary: Vec<usize>,
    /// Who and what is in the article, most salient first.
    pub entities: Vec<Entity>,
    /// Who says what, in text order.
    pub quotes: Vec<Quote>,
    /// Who speaks: the quotes gathered by speaker, most words first.
    pub voices: Vec<Voice>,
    /// Tone of the article's own body; `None` when not asked for.
    pub sentiment: Option<Sentiment>,
    /// What a reader should know before trusting the result.
    pub warnings: Vec<Warning>,
}

/// The article inside what was pasted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Article {
    /// The headline, without a publisher suffix.
    pub title: Option<Text>,
    /// The line under the headline.
    pub subtitle: Option<Text>,
    /// The outlet.
    pub publisher: Option<Text>,
    /// The section of the outlet, such as "Politics".
    pub section: Option<Text>,
    /// People named in the byline.
    pub authors: Vec<Text>,
    /// The place that the report is filed from, such as "ISLAMABAD".
    pub dateline: Option<Text>,
    /// The day of publication.
    pub published: Option<Published>,
    /// Other headlines that it could have, the most probable first.
    #[serde(default)]
    pub title_candidates: Vec<TitleCandidate>,
    /// The address of the article: the one that was given, or else the one that its page names as its own. Never fetched.
    #[serde(default)]
    pub url: Option<String>,
    /// The language of the body.
    pub language: Language,
    /// The whole text in order, without gaps other than white space.
    pub blocks: Vec<Block>,
}

/// A piece of metadata with its place in the text, if it stands there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Text {
    /// The words.
    pub value: String,
    /// Where they stand; `None` when they come from markup that is not shown.
    pub span: Option<Span>,
}

/// Another headline that the article could have.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct TitleCandidate {
    /// The words.
    pub value: String,
    /// Where they stand; `None` when they come from markup that is not shown.
    pub span: Option<Span>,
    /// How probable it is that this is the headline, 0 to 1.
    #[serde(serialize_with = "number::serialize")]
    pub confidence: f64,
}

/// The day of publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Published {
    /// ISO 8601 date, `YYYY-MM-DD`, with the time when it is given.
    pub value: String,
    /// Where it stands in the text.
    pub span: Option<Span>,
}

/// A guess at the language of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Language {
    /// ISO 639-1 code; "und" when undetermined.
    pub code: String,
    /// 0 to 1.
    #[serde(serialize_with = "number::serialize")]
    pub confidence: f64,
}

impl Default for Language {
    fn default() -> Self {
        Self { code: "und".to_owned(), confidence: 0.0 }
    }
}

/// A stretch of the text of one kind.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Block {
    /// First offset.
    pub start: usize,
    /// Offset after the last.
    pub end: usize,
    /// What it is.
    pub kind: BlockKind,
    /// Why it was set aside, in plain words, for [`BlockKind::Boilerplate`].
    pub reason: Option<String>,
}

impl Block {
    /// Where the block stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// The line under the headline.
    Subtitle,
    /// Who wrote it, and often when.
    Byline,
    /// Where it was filed, when it stands on a line of its own.
    Dateline,
    /// A heading inside the body.
    Heading,
    /// A paragraph of the body.
    Paragraph,
    /// An item of a list in the body.
    ListItem,
    /// The text under an image, with its credit.
    Caption,
    /// A quotation set off as a block.
    Blockquote,
    /// Menus, advertisements, related links: not the article.
    Boilerplate,
}

impl BlockKind {
    /// Whether the block belongs to the running text that is analysed as the article's body.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Heading | Self::Paragraph | Self::ListItem | Self::Blockquote)
    }

    /// The word the contract uses for this kind, such as "list_item".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Subtitle => "subtitle",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Heading => "heading",
            Self::Paragraph => "paragraph",
            Self::ListItem => "list_item",
            Self::Caption => "caption",
            Self::Blockquote => "blockquote",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// A sentence of the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Sentence {
    /// First offset.
    pub start: usize,
    /// Offset after the last.
    pub end: usize,
    /// Index into [`Article::blocks`].
    pub block: usize,
    /// Its tone; `None` when not asked for.
    pub sentiment: Option<Sentiment>,
}

/// Identity of an entity within one analysis; written "e1", "e2", ...
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(test, derive(TS))]
#[cfg_attr(test, ts(type = "string"))]
pub struct EntityId(pub u32);

impl std::fmt::Display for EntityId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "e{}", self.0)
    }
}

impl Serialize for EntityId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EntityId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        let number = written.strip_prefix('e').and_then(|digits| digits.parse().ok());
        number.map(Self).ok_or_else(|| serde::de::Error::custom("an entity id looks like \"e1\""))
    }
}

/// Someone or something the article names, with all its mentions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Entity {
    /// Identity within this analysis.
    pub id: EntityId,
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// The fullest form found; like all values without what damages the text at its mentions, such as soft hyphens.
    pub name: String,
    /// Other names used in the text.
    pub aliases: Vec<String>,
    /// The description that the article gives, such as "US State Department spokesman".
    pub role: Option<String>,
    /// 0 to 1; sums to 1 over named entities (not dates, amounts).
    #[serde(serialize_with = "number::serialize")]
    pub salience: f64,
    /// Where it is mentioned, in text order.
    pub mentions: Vec<Mention>,
    /// Tone of the article toward it; `None` when not asked for.
    pub sentiment: Option<Sentiment>,
    /// What a date or an amount comes to.
    pub value: Option<Value>,
    /// Who or what it is in the world; only when sure.
    pub link: Option<Link>,
}

/// The kinds of entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum EntityType {
    /// A human being, real or not.
    Person,
    /// A company, agency, party, team, armed group.
    Organization,
    /// Countries, cities, regions, natural features.
    Place,
    /// Buildings, bridges, airports, border posts.
    Facility,
    /// Nationality, religious or political group.
    Group,
    /// Named wars, storms, championships, elections.
    Event,
    /// Things made and sold.
    Product,
    /// Books, films, programmes, papers.
    Work,
    /// Named laws and treaties.
    Law,
    /// A day, a stretch of days, or a length of time in calendar units.
    Date,
    /// A time of day.
    Time,
    /// An amount of money.
    Money,
    /// A share of a hundred.
    Percent,
    /// Any other measured amount.
    Quantity,
}

impl EntityType {
    /// Whether this is a name, as against a date or an amount.
    pub fn is_named(self) -> bool {
        !matches!(self, Self::Date | Self::Time | Self::Money | Self::Percent | Self::Quantity)
    }

    /// The word the contract uses for this kind, such as "organization".
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Facility => "facility",
            Self::Group => "group",
            Self::Event => "event",
            Self::Product => "product",
            Self::Work => "work",
            Self::Law => "law",
            Self::Date => "date",
            Self::Time => "time",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Quantity => "quantity",
        }
    }
}

/// One place in the text where an entity is mentioned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Mention {
    /// First offset.
    pub start: usize,
    /// Offset after the last.
    pub end: usize,
    /// The words themselves.
    pub text: String,
    /// By name, by description or by pronoun.
    pub kind: MentionKind,
    /// Index into [`Analysis::sentences`]; `None` outside the body.
    pub sentence: Option<usize>,
    /// 0 to 1.
    #[serde(serialize_with = "number::serialize")]
    pub confidence: f64,
    /// Tone of the sentence toward it; `None` when not asked for.
    pub sentiment: Option<Sentiment>,
    /// The rule or model that found it, such as "title" or "acronym".
    pub found_by: String,
}

impl Mention {
    /// Where the mention stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// How an entity is mentioned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum MentionKind {
    /// "Lena Ortiz".
    Name,
    /// "the mayor".
    Nominal,
    /// "she".
    Pronoun,
}

/// What a date or an amount comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(tag = "kind", rename_all = "snake_case", try_from = "FlatValue")]
pub enum Value {
    /// A stretch of days, both ends inclusive, ISO 8601.
    Date {
        /// First day.
        start: String,
        /// Last day.
        end: String,
    },
    /// An amount of money.
    Money {
        /// In units of the currency.
        #[serde(serialize_with = "number::serialize")]
        amount: f64,
        /// ISO 4217 code; `None` when the text leaves it open.
        currency: Option<String>,
    },
    /// A share of a hundred.
    Percent {
        /// 5 for "5 per cent".
        #[serde(serialize_with = "number::serialize")]
        amount: f64,
        /// "percent" or "percentage_point".
        unit: String,
    },
    /// A measured amount.
    Quantity {
        /// How many.
        #[serde(serialize_with = "number::serialize")]
        amount: f64,
        /// Of what, singular, such as "kilometre".
        unit: String,
    },
}

/// A [`Value`] as it is written, all fields beside its kind. Serde would read a tagged enum by keeping all of it in a tree first, which is
/// much code for a page.
#[derive(Deserialize)]
struct FlatValue {
    kind: String,
    #[serde(default)]
    start: Option<String>,
    #[serde(default)]
    end: Option<String>,
    #[serde(default)]
    amount: Option<f64>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    unit: Option<String>,
}

impl TryFrom<FlatValue> for Value {
    type Error = &'static str;

    fn try_from(flat: FlatValue) -> Result<Self, Self::Error> {
        let FlatValue { kind, start, end, amount, currency, unit } = flat;
        match (kind.as_str(), start, end, amount, unit) {
            ("date", Some(start), Some(end), ..) => Ok(Self::Date { start, end }),
            ("money", _, _, Some(amount), _) => Ok(Self::Money { amount, currency }),
            ("percent", _, _, Some(amount), Some(unit)) => Ok(Self::Percent { amount, unit }),
            ("quantity", _, _, Some(amount), Some(unit)) => Ok(Self::Quantity { amount, unit }),
            _ => Err("a value of no known kind, or without a field of its kind"),
        }
    }
}

/// An entity's identity outside the article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Link {
    /// Wikidata item, such as "Q843".
    pub wikidata: String,
    /// Its usual English name.
    pub label: String,
    /// ISO 3166 alpha-2 code, for places.
    pub country: Option<String>,
    /// Degrees north.
    #[serde(serialize_with = "number::serialize_optional")]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(serialize_with = "number::serialize_optional")]
    pub lon: Option<f64>,
}

/// Words attributed to someone.
///
/// Quotes may lie one within another ("Smith said the mayor had said no"), but no part of one begins inside a part of another and ends
/// outside it, and the parts of one quote do not overlap. To count who gets how many words, count each word once, for the innermost
/// quote that holds it: of the parts that do, the one that begins last, and of those that begin together the shortest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Quote {
    /// First offset of the whole attributed content, quotation marks included.
    pub start: usize,
    /// Offset after its last.
    pub end: usize,
    /// How much of it stands inside quotation marks.
    pub kind: QuoteKind,
    /// The pieces of content when the cue interrupts it; at least one.
    pub parts: Vec<Span>,
    /// The words that attribute, such as "said".
    pub cue: Option<Cue>,
    /// Who speaks.
    pub speaker: Option<Speaker>,
    /// Who is spoken to, as in "told DW".
    pub addressee: Option<SpokenTo>,
    /// Indexes into [`Analysis::sentences`].
    pub sentences: Vec<usize>,
    /// Tone of the quoted words; `None` when not asked for.
    pub sentiment: Option<Sentiment>,
    /// 0 to 1.
    #[serde(serialize_with = "number::serialize")]
    pub confidence: f64,
    /// The name of the rule that found it, such as "subject-before".
    pub found_by: String,
}

impl Quote {
    /// Where the quote stands, from its first part to its last.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// How much of a quote stands inside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum QuoteKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Reported speech with quoted parts.
    Mixed,
}

/// The words that attribute a quote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Cue {
    /// First offset.
    pub start: usize,
    /// Offset after the last.
    pub end: usize,
    /// As written: "said".
    pub text: String,
    /// Its dictionary form: "say".
    pub lemma: String,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Speaker {
    /// First offset.
    pub start: usize,
    /// Offset after the last.
    pub end: usize,
    /// The mention as written: "he", "a government source".
    pub text: String,
    /// The entity that is; `None` when it is none of them, or not known.
    pub entity: Option<EntityId>,
    /// Its full name, when known.
    pub name: Option<String>,
    /// Whether the article keeps the speaker's name back.
    pub anonymous: bool,
    /// Which of the article's unnamed speakers it is, counted from 1 in the order of their first quotes: "an official" and "a second
    /// official" have two numbers, "the official" later has the one he had. `None` for a speaker who is named or not known.
    pub source: Option<u32>,
}

/// One who speaks in the article, with all that is attributed to them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Voice {
    /// Full name or, without one, the words of the article; `None` for quotes of which no speaker was found.
    pub name: Option<String>,
    /// Who that is.
    pub entity: Option<EntityId>,
    /// Whether the article keeps the name back.
    pub anonymous: bool,
    /// As [`Speaker::source`].
    pub source: Option<u32>,
    /// Indexes into [`Analysis::quotes`], in text order.
    pub quotes: Vec<usize>,
    /// How many words that is, directly or not; a word in one quote within another counts for the inner one alone.
    pub words: usize,
}

/// Who is spoken to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct SpokenTo {
    /// First offset.
    pub start: usize,
    /// Offset after the last.
    pub end: usize,
    /// As written: "DW".
    pub text: String,
}

/// Tone, with the words that decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Sentiment {
    /// The side it falls on.
    pub label: Label,
    /// -1 to 1.
    #[serde(serialize_with = "number::serialize")]
    pub score: f64,
    /// 0 to 1: how much tone there is at all. Mixed text has a score near zero and a high strength.
    #[serde(serialize_with = "number::serialize")]
    pub strength: f64,
    /// The words that moved the score, strongest first; empty when there are none.
    pub evidence: Vec<Evidence>,
}

impl Default for Sentiment {
    fn default() -> Self {
        Self { label: Label::Neutral, score: 0.0, strength: 0.0, evidence: Vec::new() }
    }
}

/// The side a tone falls on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Approving, glad, hopeful.
    Positive,
    /// Neither.
    Neutral,
    /// Blaming, sad, threatening.
    Negative,
}

/// A word that moved a score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Evidence {
    /// First offset.
    pub start: usize,
    /// Offset after the last.
    pub end: usize,
    /// The word as written.
    pub text: String,
    /// How far it moved the score, signed.
    #[serde(serialize_with = "number::serialize")]
    pub weight: f64,
    /// In plain words, naming negators and intensifiers: "negative word, turned by \"not\"".
    pub why: Why,
}

/// What a reader should know before trusting the result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
pub struct Warning {
    /// For programs.
    pub code: WarningCode,
    /// For people.
    pub message: String,
}

/// The kinds of warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(TS))]
#[non_exhaustive]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// The text is not English: only what needs no English was looked for, which leaves out names, speakers and tone.
    LanguageNotEnglish,
    /// It may not be English, and the rules are made for English; what follows is a best effort.
    LanguageUnsure,
    /// No article was found in what was pasted.
    EmptyBody,
    /// The line model set much of the page's prose aside; the article was read from the part of the page that holds the prose.
    BodyUnsure,
    /// The text holds characters that look like a damaged or binary file.
    DamagedText,
}

impl Analysis {
    /// Whether the text is surely not English, so that names, speakers and tone were not looked for.
    pub fn is_foreign(&self) -> bool {
        self.warnings.iter().any(|warning| warning.code == WarningCode::LanguageNotEnglish)
    }

    /// The words that `span` stands for, in whatever unit [`Analysis::offsets`] says; "" for a span that is none of this text.
    ///
    /// Immediate for [`OffsetUnit::Utf8`]; otherwise the text is walked up to the end of the span.
    pub fn str(&self, span: Span) -> &str {
        let bytes = match self.offsets {
            OffsetUnit::Utf8 => Some(span),
            unit => span_in_bytes(&self.text, span, unit),
        };
        bytes.map_or("", |bytes| bytes.of(&self.text))
    }

    /// Changes every offset from bytes, as the core counts, to `unit`; a result that no longer counts bytes stays as it is.
    pub fn convert_offsets(&mut self, unit: OffsetUnit) {
        if self.offsets != OffsetUnit::Utf8 {
            return;
        }
        self.offsets = unit;
        if unit == OffsetUnit::Utf8 || self.text.is_ascii() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let map = OffsetMap::new(&text, unit);
        self.visit_offsets(&mut |start, end| {
            *start = map.convert(*start);
            *end = map.convert(*end);
        });
        self.text = text;
    }

    /// Calls `visit` with the two ends, start and end, of every span of the result.
    pub fn visit_offsets(&mut self, visit: &mut impl FnMut(&mut usize, &mut usize)) {
        fn sentiment(sentiment: &mut Option<Sentiment>, visit: &mut impl FnMut(&mut usize, &mut usize)) {
            for evidence in sentiment.iter_mut().flat_map(|sentiment| &mut sentiment.evidence) {
                visit(&mut evidence.start, &mut evidence.end);
            }
        }
        let article = &mut self.article;
        let single = [
            &mut article.title,
            &mut article.subtitle,
            &mut article.publisher,
            &mut article.section,
            &mut article.dateline,
        ];
        for text in single.into_iter().flatten().chain(&mut article.authors) {
            if let Some(span) = &mut text.span {
                visit(&mut span.start, &mut span.end);
            }
        }
        if let Some(span) = article.published.as_mut().and_then(|published| published.span.as_mut()) {
            visit(&mut span.start, &mut span.end);
        }
        for span in article.title_candidates.iter_mut().filter_map(|candidate| candidate.span.as_mut()) {
            visit(&mut span.start, &mut span.end);
        }
        for block in &mut article.blocks {
            visit(&mut block.start, &mut block.end);
        }
        for sentence in &mut self.sentences {
            visit(&mut sentence.start, &mut sentence.end);
            sentiment(&mut sentence.sentiment, visit);
        }
        for entity in &mut self.entities {
            sentiment(&mut entity.sentiment, visit);
            for mention in &mut entity.mentions {
                visit(&mut mention.start, &mut mention.end);
                sentiment(&mut mention.sentiment, visit);
            }
        }
        for quote in &mut self.quotes {
            visit(&mut quote.start, &mut quote.end);
            for part in &mut quote.parts {
                visit(&mut part.start, &mut part.end);
            }
            if let Some(cue) = &mut quote.cue {
                visit(&mut cue.start, &mut cue.end);
            }
            if let Some(speaker) = &mut quote.speaker {
                visit(&mut speaker.start, &mut speaker.end);
            }
            if let Some(addressee) = &mut quote.addressee {
                visit(&mut addressee.start, &mut addressee.end);
            }
            sentiment(&mut quote.sentiment, visit);
        }
        sentiment(&mut self.sentiment, visit);
    }

    /// Calls `visit` with the span and the words of everything in the result that repeats the words of the text beside its span.
    pub fn visit_words(&mut self, visit: &mut impl FnMut(Span, &mut String)) {
        fn sentiment(sentiment: &mut Option<Sentiment>, visit: &mut impl FnMut(Span, &mut String)) {
            for evidence in sentiment.iter_mut().flat_map(|sentiment| &mut sentiment.evidence) {
                visit(Span::new(evidence.start, evidence.end), &mut evidence.text);
            }
        }
        for sentence in &mut self.sentences {
            sentiment(&mut sentence.sentiment, visit);
        }
        for entity in &mut self.entities {
            sentiment(&mut entity.sentiment, visit);
            for mention in &mut entity.mentions {
                visit(mention.span(), &mut mention.text);
                sentiment(&mut mention.sentiment, visit);
            }
        }
        for quote in &mut self.quotes {
            if let Some(cue) = &mut quote.cue {
                visit(Span::new(cue.start, cue.end), &mut cue.text);
            }
            if let Some(speaker) = &mut quote.speaker {
                visit(Span::new(speaker.start, speaker.end), &mut speaker.text);
            }
            if let Some(addressee) = &mut quote.addressee {
                visit(Span::new(addressee.start, addressee.end), &mut addressee.text);
            }
            sentiment(&mut quote.sentiment, visit);
        }
        sentiment(&mut self.sentiment, visit);
    }
}
