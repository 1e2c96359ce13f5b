// What a call brings, made ready to travel: refused when it is too large to be worth the trip, and copied so that what the caller
// changes afterwards does not change a call that waits.

import { analysisNotPlain, inputNotText, inputTooLarge, optionsNotPlain } from "./errors.js";

/**
 * Refuses what the engine would refuse for its kind or size, before anything is copied. Nothing at all (null, undefined) passes:
 * the engine has an answer to that.
 * @param {unknown} input
 * @param {number} limit  bytes of UTF-8
 */
export function checkInput(input, limit) {
  if (input === undefined || input === null) return;
  if (typeof input !== "string") throw inputNotText(typeof input);
  // A UTF-16 code unit makes at most three bytes.
  if (input.length * 3 <= limit) return;
  const bytes = utf8Length(input);
  if (bytes > limit) throw inputTooLarge(bytes, limit);
}

/**
 * Bytes of UTF-8, with three for half a surrogate pair (U+FFFD), as TextEncoder writes it.
 * @param {string} text
 */
function utf8Length(text) {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes += 1;
    } else if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 2; // four bytes for two units
      at += 1;
    } else {
      bytes += 2;
    }
  }
  return bytes;
}

/**
 * A plain copy of the options, of what JSON could hold of them: what it cannot is no option. Not by way of JSON, because pages put
 * something of their own in its place.
 * @param {unknown} options
 * @returns {any}
 */
export function copyOptions(options) {
  if (options === undefined || options === null) return null;
  try {
    return bare(options);
  } catch {
    throw optionsNotPlain();
  }
}

/**
 * The JSON of an analysis, which is how it travels to be written.
 * @param {unknown} analysis
 * @returns {string}
 */
export function toJson(analysis) {
  try {
    return JSON.stringify(bare(analysis)) ?? "";
  } catch {
    throw analysisNotPlain();
  }
}

/**
 * A copy of plain values that inherits nothing. Pages give `toJSON` to all their lists and objects (Prototype.js 1.6 does, and turns each
 * list into a string), and JSON asks whatever it finds; a `toJSON` that belongs to the value's own kind, as a date's, still counts.
 * @param {any} value
 * @returns {unknown}
 */
export function bare(value) {
  if (typeof value !== "object" || value === null) return plain(value);
  const { toJSON } = value;
  const isPages = [Array.prototype, Object.prototype].some((all) => toJSON === Reflect.get(all, "toJSON"));
  const given = typeof toJSON === "function" && !isPages ? value.toJSON() : value;
  if (typeof given !== "object" || given === null) return plain(given);
  if (Array.isArray(given)) {
    const copy = Object.setPrototypeOf(new Array(given.length), null);
    for (let at = 0; at < given.length; at += 1) copy[at] = bare(given[at]) ?? null;
    return copy;
  }
  const copy = Object.create(null);
  for (const [key, item] of Object.entries(given)) {
    const one = bare(item);
    if (one !== undefined) copy[key] = one;
  }
  return copy;
}

/**
 * What JSON makes of a value that is no object.
 * @param {unknown} value
 */
function plain(value) {
  if (typeof value === "bigint") throw new TypeError("JSON has no such numbers");
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  return typeof value === "number" && !Number.isFinite(value) ? null : value;
}
