// Draws an analysis: who says what, who is in it, in which tone. Knows nothing of the page around the panel: what a reader picks is
// handed on as a finding with its places in the text.

import { h } from "./dom.js";
import { key, MIXED } from "./speech.js";

/** @import {Analysis, Entity, EntityType, Evidence, Quote, Sentiment, Span} from "../types.js" */
/** @import {Speech} from "./speech.js" */

/**
 * Something in the panel that can be picked.
 * @typedef {object} Finding
 * @property {string} key  "e3" (the entity's id), "q0" or "t0" (index into quotes, or into the evidence of the article's tone)
 * @property {"entity" | "quote" | "evidence"} kind
 * @property {Entity | Quote | Evidence} value
 * @property {string} name  what a screen reader hears of it
 * @property {Span[][]} places  each a stretch of the text, in pieces where it is interrupted
 */

/** How many of each are shown before the reader asks for more. */
const FIRST = { voices: 6, entities: 8, words: 8 };

/** What has a name; dates and amounts are no one. @type {Set<EntityType>} */
const NAMED = new Set(/** @type {EntityType[]} */ (["person", "organization", "place", "facility", "group", "event", "product", "work", "law"]));

/**
 * The layer of marks, and the colour, of an entity.
 * @param {EntityType} type
 * @returns {"person" | "organization" | "place" | "group" | "thing"}
 */
export function layerOf(type) {
  if (type === "person" || type === "organization" || type === "group") return type;
  return type === "place" || type === "facility" ? "place" : "thing";
}

/** What the marks in the article mean, in the order of the legend. @type {[import("./marks.js").Layer, string][]} */
const MEANINGS = [
  ["person", key("person")],
  ["organization", key("organization")],
  ["place", key("place")],
  ["group", key("group")],
  ["thing", key("other name")],
  ["quote", key("quoted words")],
  ["positive", key("praise")],
  ["negative", key("blame")],
];

/**
 * The marks of these layers, each on the words for it.
 * @param {import("./marks.js").Layer[]} layers
 * @param {Speech} speech
 */
export const drawLegend = (layers, speech) => [
  speech.t("Marked in the article:"),
  ...MEANINGS.filter(([layer]) => layers.includes(layer)).flatMap(([layer, words]) => [" ", h("span", { class: `mark-${layer}` }, speech.t(words))]),
];

/**
 * The tone of a name, if there is one to speak of: where little points either way, nothing is said.
 * @param {Sentiment | null} tone
 */
const givenTone = (tone) => (tone && (tone.label !== "neutral" || tone.strength >= MIXED) ? tone : null);

/**
 * Who and what has a name, most salient first.
 * @param {Analysis} analysis
 */
export const namedOf = (analysis) => analysis.entities.filter(({ type }) => NAMED.has(type));

/**
 * The findings by key, in the order of the panel.
 * @param {Analysis} analysis
 * @returns {Map<string, Finding>}
 */
export function findingsOf(analysis) {
  /** @type {Finding[]} */
  const findings = [
    ...analysis.quotes.map((quote, index) => ({
      key: `q${index}`,
      kind: /** @type {const} */ ("quote"),
      value: quote,
      name: quote.speaker?.name ?? quote.speaker?.text ?? "",
      places: [quote.parts.length > 0 ? quote.parts : [quote]],
    })),
    ...namedOf(analysis).map((entity) => ({
      key: entity.id,
      kind: /** @type {const} */ ("entity"),
      value: entity,
      name: entity.name,
      places: entity.mentions.map((mention) => [mention]),
    })),
    ...(analysis.sentiment?.evidence ?? []).map((word, index) => ({
      key: `t${index}`,
      kind: /** @type {const} */ ("evidence"),
      value: word,
      name: word.text,
      places: [[word]],
    })),
  ];
  return new Map(findings.map((finding) => [finding.key, finding]));
}

/**
 * Whose words they are.
 * @typedef {{name: string | null, anonymous: boolean, entity: Entity | null, quotes: {key: string, quote: Quote}[]}} Voice
 */

/**
 * The quotes by who says them, who says most first; words that nobody is found to say come last, however many.
 * @param {Analysis} analysis
 * @returns {Voice[]}
 */
export function voicesOf(analysis) {
  const voices = analysis.voices.map(({ name, anonymous, entity, quotes }) => ({
    name,
    anonymous,
    entity: analysis.entities.find(({ id }) => id === entity) ?? null,
    quotes: quotes.map((index) => ({ key: `q${index}`, quote: analysis.quotes[index] })),
  }));
  return voices.sort((a, b) => Number(a.name === null) - Number(b.name === null));
}

/**
 * The words of a stretch of the text, on one line.
 * @param {string} text
 * @param {Span[]} spans
 */
export const wordsAt = (text, spans) => spans.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, " ").trim()).join(" … ");

/** Words of the text that do not come from it are read in its own language. @param {Analysis} analysis */
const languageOf = (analysis) => (analysis.article.language.code === "und" ? null : analysis.article.language.code);

/**
 * The three rooms; those that were not asked for are left out.
 * @param {Analysis} analysis
 * @param {Speech} speech
 * @param {{has: (feature: string) => boolean, pick: (key: string) => void}} panel
 * @returns {HTMLElement}
 */
export function draw(analysis, speech, { has, pick }) {
  const lang = languageOf(analysis);
  const room = (/** @type {string} */ name, /** @type {string} */ title, /** @type {HTMLElement[]} */ ...content) =>
    h("section", { class: "room", part: `section ${name}`, "aria-labelledby": `room-${name}` },
      h("h3", { class: "room-title", part: "section-title", id: `room-${name}` }, title), ...content);
  /**
   * @param {string} key
   * @param {string} kind
   * @param {...(Node | string | null | false)} content
   */
  const item = (key, kind, ...content) =>
    h("li", {}, h("button", {
      type: "button",
      class: `item ${kind}`,
      part: `item ${kind}`,
      "data-key": key,
      "aria-pressed": "false",
      onclick: () => pick(key),
    }, ...content));

  /** @param {Voice} voice */
  const drawVoice = (voice) =>
    h("li", { class: "voice", part: "voice" },
      h("p", { class: "name", part: "speaker", lang: voice.name === null ? null : lang }, voice.name ?? speech.t("Speaker not found"),
        voice.anonymous && h("span", { class: "flag", part: "flag", lang: speech.language }, speech.t("unnamed source"))),
      voice.entity?.role && h("p", { class: "note", part: "role", lang }, voice.entity.role),
      h("ul", {}, ...voice.quotes.map(({ key, quote }) =>
        item(key, "quote", h("span", { class: "quote-words", lang }, wordsAt(analysis.text, quote.parts))))));

  /** @param {Entity} entity */
  const drawEntity = (entity) => {
    const tone = has("sentiment") ? givenTone(entity.sentiment) : null;
    const mentions = speech.plural(entity.mentions.length, "{0} mention|{0} mentions");
    const notes = [speech.type(entity.type), entity.role, mentions, tone && speech.t("{0} tone", speech.tone(tone))];
    return item(entity.id, "entity",
      h("span", { class: `swatch ${layerOf(entity.type)}`, "aria-hidden": "true" }),
      h("span", { class: "name", lang }, entity.name), " ",
      h("span", { class: "note" }, notes.filter(Boolean).join(" · ")));
  };

  /** @param {Evidence} word @param {number} index */
  const drawWord = (word, index) =>
    item(`t${index}`, "evidence",
      h("span", { class: `word ${word.weight < 0 ? "negative" : "positive"}`, lang }, word.text), " ",
      h("span", { class: "weight" }, speech.signed(word.weight)), " ",
      h("span", { class: "note why" }, speech.why(word.why)));

  /** Words that support the label come first. @param {Sentiment} tone */
  const drawWords = ({ label, evidence }) => {
    const rows = evidence.map((word, index) => ({ row: drawWord(word, index), supports: label === "neutral" || (word.weight < 0) === (label === "negative") }));
    const against = rows.filter(({ supports }) => !supports).map(({ row }) => row);
    against[0]?.prepend(h("p", { class: "note" }, speech.t("but also:")));
    return [...rows.filter(({ supports }) => supports).map(({ row }) => row), ...against];
  };

  const isForeign = analysis.warnings.some(({ code }) => code === "language_not_english");
  /** @type {HTMLElement[]} */
  const rooms = isForeign
    ? [h("p", { class: "note", part: "notice" }, speech.t("This article is not in English: names, speakers and tone are left out."))]
    : [];
  if (has("quotes")) {
    const voices = voicesOf(analysis);
    rooms.push(room("quotes", speech.t("Who says what"),
      voices.length > 0 ? folded(voices.map(drawVoice), FIRST.voices, speech) : h("p", { class: "note" }, speech.t("Nobody is quoted, as far as could be found."))));
  }
  if (has("entities") && !isForeign) {
    const named = namedOf(analysis);
    rooms.push(room("entities", speech.t("Who is in it"),
      named.length > 0 ? folded(named.map(drawEntity), FIRST.entities, speech) : h("p", { class: "note" }, speech.t("No names were found."))));
  }
  if (has("sentiment") && analysis.sentiment) {
    const { sentiment } = analysis;
    rooms.push(room("tone", speech.t("In which tone"), drawTone(sentiment, speech),
      sentiment.evidence.length > 0
        ? folded(drawWords(sentiment), FIRST.words, speech)
        : h("p", { class: "note" }, speech.t("No word of the writer’s own praises or blames."))));
  }
  return h("div", { class: "rooms", part: "sections" }, ...rooms);
}

/**
 * @param {Sentiment} sentiment
 * @param {Speech} speech
 */
function drawTone(sentiment, speech) {
  const point = h("span", { class: "scale-point", part: "scale-point" });
  point.style.insetInlineStart = `${(50 + Math.max(-1, Math.min(1, sentiment.score)) * 48).toFixed(1)}%`;
  return h("div", { part: "tone-summary" },
    h("p", { class: `name ${sentiment.label}`, part: "tone-label" }, speech.tone(sentiment)),
    h("div", { class: "scale", part: "scale", "aria-hidden": "true" }, point),
    h("p", { class: "note" }, speech.t("score {0} on −1 to +1, strength {1}", speech.signed(sentiment.score), speech.decimals(sentiment.strength))));
}

/**
 * A list of which the first are shown, and the others on request.
 * @param {HTMLElement[]} rows
 * @param {number} first
 * @param {Speech} speech
 * @returns {HTMLElement}
 */
function folded(rows, first, speech) {
  const list = h("ul", { part: "list" }, ...rows);
  // One more is no more to read than the button that hides it.
  if (rows.length <= first + 1) return list;
  const rest = rows.slice(first);
  const button = h("button", { type: "button", class: "more", part: "button more", "aria-expanded": "false" });
  const fold = (/** @type {boolean} */ isFolded) => {
    for (const row of rest) row.hidden = isFolded;
    button.setAttribute("aria-expanded", String(!isFolded));
    button.textContent = isFolded ? speech.t("Show all {0}", String(rows.length)) : speech.t("Show fewer");
  };
  button.addEventListener("click", () => fold(button.getAttribute("aria-expanded") === "true"));
  fold(true);
  return h("div", {}, list, button);
}
