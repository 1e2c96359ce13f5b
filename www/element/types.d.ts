// Generated from the Rust types by `cargo test typescript`; run it with NEWSGLASS_UPDATE=1 after changing them.

/**
 * Everything Newsglass found in one article.
 */
export type Analysis = { 
/**
 * [`SCHEMA_VERSION`] of the core that made this.
 */
schema_version: number, 
/**
 * The unit in which every `start` and `end` below counts.
 */
offsets: OffsetUnit, 
/**
 * The plain text that every span refers to. Plain-text input unchanged; of HTML the text extracted from it.
 */
text: string, 
/**
 * What was pasted: title, byline, date, blocks.
 */
article: Article, 
/**
 * Sentences of the body blocks, in text order.
 */
sentences: Array<Sentence>, 
/**
 * What it is about: indexes into [`Analysis::sentences`], in text order, at most three; empty for a short text.
 */
summary: Array<number>, 
/**
 * Who and what is in the article, most salient first.
 */
entities: Array<Entity>, 
/**
 * Who says what, in text order.
 */
quotes: Array<Quote>, 
/**
 * Who speaks: the quotes gathered by speaker, most words first.
 */
voices: Array<Voice>, 
/**
 * Tone of the article's own body; `None` when not asked for.
 */
sentiment: Sentiment | null, 
/**
 * What a reader should know before trusting the result.
 */
warnings: Array<Warning>, };

/**
 * What offsets count.
 */
export type OffsetUnit = "utf16" | "utf8" | "char";

/**
 * The article inside what was pasted.
 */
export type Article = { 
/**
 * The headline, without a publisher suffix.
 */
title: Text | null, 
/**
 * The line under the headline.
 */
subtitle: Text | null, 
/**
 * The outlet.
 */
publisher: Text | null, 
/**
 * The section of the outlet, such as "Politics".
 */
section: Text | null, 
/**
 * People named in the byline.
 */
authors: Array<Text>, 
/**
 * The place that the report is filed from, such as "ISLAMABAD".
 */
dateline: Text | null, 
/**
 * The day of publication.
 */
published: Published | null, 
/**
 * Other headlines that it could have, the most probable first.
 */
title_candidates: Array<TitleCandidate>, 
/**
 * The address of the article: the one that was given, or else the one that its page names as its own. Never fetched.
 */
url: string | null, 
/**
 * The language of the body.
 */
language: Language, 
/**
 * The whole text in order, without gaps other than white space.
 */
blocks: Array<Block>, };

/**
 * A piece of metadata with its place in the text, if it stands there.
 */
export type Text = { 
/**
 * The words.
 */
value: string, 
/**
 * Where they stand; `None` when they come from markup that is not shown.
 */
span: Span | null, };

/**
 * Another headline that the article could have.
 */
export type TitleCandidate = { 
/**
 * The words.
 */
value: string, 
/**
 * Where they stand; `None` when they come from markup that is not shown.
 */
span: Span | null, 
/**
 * How probable it is that this is the headline, 0 to 1.
 */
confidence: number, };

/**
 * The day of publication.
 */
export type Published = { 
/**
 * ISO 8601 date, `YYYY-MM-DD`, with the time when it is given.
 */
value: string, 
/**
 * Where it stands in the text.
 */
span: Span | null, };

/**
 * A guess at the language of the body.
 */
export type Language = { 
/**
 * ISO 639-1 code; "und" when undetermined.
 */
code: string, 
/**
 * 0 to 1.
 */
confidence: number, };

/**
 * A stretch of the text of one kind.
 */
export type Block = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, 
/**
 * What it is.
 */
kind: BlockKind, 
/**
 * Why it was set aside, in plain words, for [`BlockKind::Boilerplate`].
 */
reason: string | null, };

/**
 * What a block is.
 */
export type BlockKind = "title" | "subtitle" | "byline" | "dateline" | "heading" | "paragraph" | "list_item" | "caption" | "blockquote" | "boilerplate";

/**
 * A half-open stretch of a text: `start` inclusive, `end` exclusive.
 *
 * Inside the core the unit is bytes; in a result it is the one named by `Analysis::offsets`.
 */
export type Span = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, };

/**
 * A sentence of the body.
 */
export type Sentence = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, 
/**
 * Index into [`Article::blocks`].
 */
block: number, 
/**
 * Its tone; `None` when not asked for.
 */
sentiment: Sentiment | null, };

/**
 * Identity of an entity within one analysis; written "e1", "e2", ...
 */
export type EntityId = string;

/**
 * Someone or something the article names, with all its mentions.
 */
export type Entity = { 
/**
 * Identity within this analysis.
 */
id: EntityId, 
/**
 * What kind of thing it is.
 */
type: EntityType, 
/**
 * The fullest form found; like all values without what damages the text at its mentions, such as soft hyphens.
 */
name: string, 
/**
 * Other names used in the text.
 */
aliases: Array<string>, 
/**
 * The description that the article gives, such as "US State Department spokesman".
 */
role: string | null, 
/**
 * 0 to 1; sums to 1 over named entities (not dates, amounts).
 */
salience: number, 
/**
 * Where it is mentioned, in text order.
 */
mentions: Array<Mention>, 
/**
 * Tone of the article toward it; `None` when not asked for.
 */
sentiment: Sentiment | null, 
/**
 * What a date or an amount comes to.
 */
value: Value | null, 
/**
 * Who or what it is in the world; only when sure.
 */
link: Link | null, };

/**
 * The kinds of entity.
 */
export type EntityType = "person" | "organization" | "place" | "facility" | "group" | "event" | "product" | "work" | "law" | "date" | "time" | "money" | "percent" | "quantity";

/**
 * One place in the text where an entity is mentioned.
 */
export type Mention = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, 
/**
 * The words themselves.
 */
text: string, 
/**
 * By name, by description or by pronoun.
 */
kind: MentionKind, 
/**
 * Index into [`Analysis::sentences`]; `None` outside the body.
 */
sentence: number | null, 
/**
 * 0 to 1.
 */
confidence: number, 
/**
 * Tone of the sentence toward it; `None` when not asked for.
 */
sentiment: Sentiment | null, 
/**
 * The rule or model that found it, such as "title" or "acronym".
 */
found_by: string, };

/**
 * How an entity is mentioned.
 */
export type MentionKind = "name" | "nominal" | "pronoun";

/**
 * What a date or an amount comes to.
 */
export type Value = { "kind": "date", 
/**
 * First day.
 */
start: string, 
/**
 * Last day.
 */
end: string, } | { "kind": "money", 
/**
 * In units of the currency.
 */
amount: number, 
/**
 * ISO 4217 code; `None` when the text leaves it open.
 */
currency: string | null, } | { "kind": "percent", 
/**
 * 5 for "5 per cent".
 */
amount: number, 
/**
 * "percent" or "percentage_point".
 */
unit: string, } | { "kind": "quantity", 
/**
 * How many.
 */
amount: number, 
/**
 * Of what, singular, such as "kilometre".
 */
unit: string, };

/**
 * An entity's identity outside the article.
 */
export type Link = { 
/**
 * Wikidata item, such as "Q843".
 */
wikidata: string, 
/**
 * Its usual English name.
 */
label: string, 
/**
 * ISO 3166 alpha-2 code, for places.
 */
country: string | null, 
/**
 * Degrees north.
 */
lat: number | null, 
/**
 * Degrees east.
 */
lon: number | null, };

/**
 * Words attributed to someone.
 *
 * Quotes may lie one within another ("Smith said the mayor had said no"), but no part of one begins inside a part of another and ends
 * outside it, and the parts of one quote do not overlap. To count who gets how many words, count each word once, for the innermost
 * quote that holds it: of the parts that do, the one that begins last, and of those that begin together the shortest.
 */
export type Quote = { 
/**
 * First offset of the whole attributed content, quotation marks included.
 */
start: number, 
/**
 * Offset after its last.
 */
end: number, 
/**
 * How much of it stands inside quotation marks.
 */
kind: QuoteKind, 
/**
 * The pieces of content when the cue interrupts it; at least one.
 */
parts: Array<Span>, 
/**
 * The words that attribute, such as "said".
 */
cue: Cue | null, 
/**
 * Who speaks.
 */
speaker: Speaker | null, 
/**
 * Who is spoken to, as in "told DW".
 */
addressee: SpokenTo | null, 
/**
 * Indexes into [`Analysis::sentences`].
 */
sentences: Array<number>, 
/**
 * Tone of the quoted words; `None` when not asked for.
 */
sentiment: Sentiment | null, 
/**
 * 0 to 1.
 */
confidence: number, 
/**
 * The name of the rule that found it, such as "subject-before".
 */
found_by: string, };

/**
 * How much of a quote stands inside quotation marks.
 */
export type QuoteKind = "direct" | "indirect" | "mixed";

/**
 * The words that attribute a quote.
 */
export type Cue = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, 
/**
 * As written: "said".
 */
text: string, 
/**
 * Its dictionary form: "say".
 */
lemma: string, };

/**
 * Who speaks.
 */
export type Speaker = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, 
/**
 * The mention as written: "he", "a government source".
 */
text: string, 
/**
 * The entity that is; `None` when it is none of them, or not known.
 */
entity: EntityId | null, 
/**
 * Its full name, when known.
 */
name: string | null, 
/**
 * Whether the article keeps the speaker's name back.
 */
anonymous: boolean, 
/**
 * Which of the article's unnamed speakers it is, counted from 1 in the order of their first quotes: "an official" and "a second
 * official" have two numbers, "the official" later has the one he had. `None` for a speaker who is named or not known.
 */
source: number | null, };

/**
 * Who is spoken to.
 */
export type SpokenTo = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, 
/**
 * As written: "DW".
 */
text: string, };

/**
 * One who speaks in the article, with all that is attributed to them.
 */
export type Voice = { 
/**
 * Full name or, without one, the words of the article; `None` for quotes of which no speaker was found.
 */
name: string | null, 
/**
 * Who that is.
 */
entity: EntityId | null, 
/**
 * Whether the article keeps the name back.
 */
anonymous: boolean, 
/**
 * As [`Speaker::source`].
 */
source: number | null, 
/**
 * Indexes into [`Analysis::quotes`], in text order.
 */
quotes: Array<number>, 
/**
 * How many words that is, directly or not; a word in one quote within another counts for the inner one alone.
 */
words: number, };

/**
 * Tone, with the words that decided.
 */
export type Sentiment = { 
/**
 * The side it falls on.
 */
label: Label, 
/**
 * -1 to 1.
 */
score: number, 
/**
 * 0 to 1: how much tone there is at all. Mixed text has a score near zero and a high strength.
 */
strength: number, 
/**
 * The words that moved the score, strongest first; empty when there are none.
 */
evidence: Array<Evidence>, };

/**
 * The side a tone falls on.
 */
export type Label = "positive" | "neutral" | "negative";

/**
 * A word that moved a score.
 */
export type Evidence = { 
/**
 * First offset.
 */
start: number, 
/**
 * Offset after the last.
 */
end: number, 
/**
 * The word as written.
 */
text: string, 
/**
 * How far it moved the score, signed.
 */
weight: number, 
/**
 * In plain words, naming negators and intensifiers: "negative word, turned by \"not\"".
 */
why: Why, };

/**
 * Why a word moved a score, reason by reason.
 *
 * `Display` words it in English and JSON holds that text: `negative word, turned by "not"`. A face that speaks another language
 * asks for [`Why::in_words`].
 */
export type Why = string;

/**
 * What a reader should know before trusting the result.
 */
export type Warning = { 
/**
 * For programs.
 */
code: WarningCode, 
/**
 * For people.
 */
message: string, };

/**
 * The kinds of warning.
 */
export type WarningCode = "language_not_english" | "language_unsure" | "empty_body" | "body_unsure" | "damaged_text";

/**
 * An error with a code for programs, a message for people and a hint at the remedy.
 */
export type NewsglassErrorData = { code: ErrorCode, message: string, hint: string, };

/**
 * The kinds of error.
 */
export type ErrorCode = "empty_input" | "input_too_large" | "invalid_utf8" | "invalid_option" | "model_load_failed" | "engine_crashed" | "cancelled" | "timeout";
