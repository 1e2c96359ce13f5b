// An analysis that was made beforehand, as `newsglass analyze --format json` writes it: fetched, looked over, and brought back to the
// article as the page has it now. Fetched itself only where it is needed.

import { attributeOf } from "./dom.js";
import { NewsglassError } from "../errors.js";
import { key } from "./speech.js";

/** @import {Analysis, Span} from "../types.js" */
/** @import {HostText} from "./host.js" */

/** What the panel can show. */
const SCHEMA = 1;
const COMMAND = "newsglass analyze article.html --format json --offsets utf16";
const MAKE_IT = key("Make it with the command {0}.").replace("{0}", () => `"${COMMAND}"`);

/**
 * @param {string} message
 * @param {string} hint
 */
const unfit = (message, hint) => new NewsglassError("invalid_option", message, hint);

/**
 * Fetches an analysis.
 * @param {Element} panel  with the address in its attribute `src`
 * @param {AbortSignal} signal
 * @returns {Promise<Analysis>}
 */
export async function fetchMade(panel, signal) {
  const named = attributeOf(panel, "src") ?? "";
  /** @type {Response} */
  let response;
  /** @type {unknown} */
  let value;
  const quoted = `"${named}"`;
  try {
    response = await fetch(new URL(named, Reflect.get(Node.prototype, "baseURI", panel)), { signal });
  } catch {
    throw unfit(
      key("The analysis could not be fetched from {0}.").replace("{0}", () => quoted),
      key("Check the attribute `src` and the connection. On another origin it needs CORS headers; under a Content Security Policy, its origin in connect-src."),
    );
  }
  if (!response.ok) {
    throw unfit(
      key("The analysis was not found: {0} answered {1}.").replace(/\{(.)\}/g, (_, place) => (place === "0" ? quoted : String(response.status))),
      key("Put the file there, or correct the attribute `src`."),
    );
  }
  try {
    // By the response itself: pages put their own in the place of JSON.
    value = await response.json();
  } catch {
    throw unfit(key("What is at {0} is no JSON.").replace("{0}", () => quoted), MAKE_IT);
  }
  return read(value, quoted);
}

/**
 * The analysis that a value is, counted as JavaScript counts.
 * @param {any} value
 * @param {string} quoted  where it comes from
 * @returns {Analysis}
 */
function read(value, quoted) {
  if (!isObject(value) || typeof value.text !== "string" || !Number.isInteger(value.schema_version)) {
    throw unfit(key("What is at {0} is no analysis.").replace("{0}", () => quoted), MAKE_IT);
  }
  if (value.schema_version !== SCHEMA) {
    throw unfit(
      key("The analysis at {0} has version {1}; this panel shows version {2}.")
        .replace(/\{(.)\}/g, (_, place) => [quoted, String(value.schema_version), String(SCHEMA)][place] ?? ""),
      key("Make the analysis anew with the command of the panel’s version, or update the panel."),
    );
  }
  if (!toUtf16(value) || !isWhole(value)) throw unfit(key("The analysis at {0} is damaged.").replace("{0}", () => quoted), MAKE_IT);
  return /** @type {Analysis} */ (/** @type {unknown} */ (value));
}

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Has every span count UTF-16 code units, whatever it counted: the command counts bytes unless it is told otherwise.
 * @param {Record<string, any>} analysis
 * @returns {boolean} whether every span is one of the text
 */
function toUtf16(analysis) {
  const { text, offsets } = analysis;
  if (offsets !== "utf16" && offsets !== "utf8" && offsets !== "char") return false;
  /** Place in the text by count; places inside a character have none. @type {Map<number, number>} */
  const places = new Map();
  let [count, at] = [0, 0];
  for (const character of offsets === "utf16" ? "" : text) {
    places.set(count, at);
    count += offsets === "utf8" ? bytesOf(character) : 1;
    at += character.length;
  }
  places.set(count, at);
  /** @type {unknown[]} */
  const open = [analysis];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const span = /** @type {Record<string, any>} */ (value);
    // Days have a `start` and an `end`, too, which are no numbers.
    if (typeof span.start === "number" || typeof span.end === "number") {
      if (offsets !== "utf16") [span.start, span.end] = [places.get(span.start), places.get(span.end)];
      if (!isSpan(span, text.length)) return false;
    }
    for (const inner of Object.values(value)) if (typeof inner === "object" && inner !== null) open.push(inner);
  }
  analysis.offsets = "utf16";
  return true;
}

/** @param {string} character */
function bytesOf(character) {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/**
 * @param {any} span
 * @param {number} length
 */
const isSpan = (span, length) => Number.isInteger(span?.start) && Number.isInteger(span.end) && 0 <= span.start && span.start <= span.end && span.end <= length;

/**
 * Whether all is there that the panel shows.
 * @param {Record<string, any>} analysis
 */
function isWhole({ text, article, sentences, entities, quotes, voices, sentiment }) {
  const span = (/** @type {any} */ one) => isSpan(one, text.length);
  const list = (/** @type {unknown} */ all, /** @type {(one: any) => boolean} */ fits) => Array.isArray(all) && all.every((one) => isObject(one) && fits(one));
  const words = (/** @type {unknown} */ value) => typeof value === "string";
  const maybe = (/** @type {unknown} */ value) => value === null || value === undefined || words(value);
  const tone = (/** @type {any} */ one) => one === null || one === undefined || (isObject(one) && [one.score, one.strength].every(Number.isFinite) && words(one.label) &&
    list(one.evidence, (word) => span(word) && words(word.text) && words(word.why) && Number.isFinite(word.weight)));
  return isObject(article) && words(article.language?.code) && list(article.blocks, (block) => span(block) && words(block.kind)) && list(sentences, span) && tone(sentiment) &&
    list(entities, (entity) => [entity.id, entity.name, entity.type].every(words) && maybe(entity.role) && tone(entity.sentiment) && list(entity.mentions, span)) &&
    list(quotes, (quote) => span(quote) && list(quote.parts, span) && maybe(quote.speaker?.name) && maybe(quote.speaker?.text)) &&
    list(voices, (voice) => maybe(voice.name) && maybe(voice.entity) && Array.isArray(voice.quotes) && voice.quotes.every((/** @type {any} */ index) => quotes[index] !== undefined));
}

/** What is written in more than one way. @type {Record<string, string>} */
const ALIKE = { "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "–": "-", "—": "-", "‑": "-" };
/** White space, and what is not seen at all. */
const UNSEEN = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/;
const WORD = /[\p{L}\p{N}]/u;

/** A text without its white space, and where in the text each unit of it stands. @param {string} text */
function squeeze(text) {
  let bare = "";
  /** @type {number[]} */
  const places = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charAt(at);
    if (UNSEEN.test(unit)) continue;
    bare += ALIKE[unit] ?? unit;
    places.push(at);
  }
  return { bare, places };
}

/** Shorter than this, words are found only as a whole line. */
const FEW = 20;
/** Blocks that are the writer's own text. */
const OWN = new Set(["paragraph", "list_item", "blockquote"]);

/**
 * A stretch of the analysed text that stands in the page's: from unit `from` to `to` of the one squeezed, at unit `at` of the other.
 * @typedef {{from: number, to: number, at: number}} Match
 */

/** Where the analysed text stands in an article that may have other things in it, too, or may have been changed since. */
export class Alignment {
  /** @type {Match[]} */
  #matches = [];
  #ours;
  #theirs;
  #place;

  /**
   * @param {Analysis} analysis
   * @param {HostText} place
   */
  constructor({ text, article, sentences }, place) {
    /** @readonly */
    this.of = place;
    this.#place = place;
    this.#ours = squeeze(text);
    this.#theirs = squeeze(place.text);
    /** How many blocks of the writer's own text there are. @readonly */
    this.blocks = article.blocks.filter(({ kind }) => OWN.has(kind)).length;
    /** Those of them that are not in the page as they were, and in which only sentences that are as they were are marked. @type {Span[]} */
    this.missing = [];
    for (const block of article.blocks) {
      if (this.#match(block)) continue;
      if (OWN.has(block.kind)) this.missing.push({ start: block.start, end: block.end });
      for (const sentence of sentences) if (sentence.start >= block.start && sentence.end <= block.end) this.#match(sentence);
    }
  }

  /**
   * The places in the page of a stretch of the analysed text; empty where the page has other words.
   * @param {Span} span
   * @returns {Range[]}
   */
  ranges(span) {
    const [from, to] = [this.#unitAt(span.start), this.#unitAt(span.end)];
    const { places } = this.#theirs;
    return this.#matches.flatMap((match) => {
      const [first, last] = [Math.max(from, match.from), Math.min(to, match.to) - 1];
      if (first > last) return [];
      const move = match.at - match.from;
      return this.#place.ranges({ start: /** @type {number} */ (places[first + move]), end: /** @type {number} */ (places[last + move]) + 1 });
    });
  }

  /**
   * Finds a stretch, as whole words. Where the same words stand more than once, the first of them that follow what was found before.
   * @param {Span} span
   */
  #match({ start, end }) {
    const [from, to] = [this.#unitAt(start), this.#unitAt(end)];
    const words = this.#ours.bare.slice(from, to);
    if (words === "") return true;
    const last = this.#matches.at(-1);
    const at = this.#find(words, last ? last.at + last.to - last.from : 0) ?? this.#find(words, 0);
    if (at === null) return false;
    this.#matches.push({ from, to, at });
    return true;
  }

  /**
   * @param {string} words
   * @param {number} after
   */
  #find(words, after) {
    const { bare } = this.#theirs;
    for (let at = bare.indexOf(words, after); at >= 0; at = bare.indexOf(words, at + 1)) {
      if (this.#isEdge(at, words.length) && this.#isEdge(at + words.length, words.length)) return at;
    }
    return null;
  }

  /**
   * Whether words can begin or end at a unit of the page: no word goes on there and, for few words, which may be anywhere, the line ends.
   * @param {number} unit
   * @param {number} length  of the words
   */
  #isEdge(unit, length) {
    const { bare, places } = this.#theirs;
    const [before, after] = [places[unit - 1], places[unit]];
    if (before === undefined || after === undefined) return true;
    if (length < FEW) return this.#place.text.slice(before, after).includes("\n");
    return after > before + 1 || !WORD.test(bare.charAt(unit - 1)) || !WORD.test(bare.charAt(unit));
  }

  /** The first unit that stands at an offset of the analysed text, or after it. @param {number} offset */
  #unitAt(offset) {
    const { places } = this.#ours;
    let [low, high] = [0, places.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (places[middle]) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
