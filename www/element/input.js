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
 * A plain copy of the options. The way through JSON is the engine's own: what JSON cannot hold is no option.
 * @param {unknown} options
 * @returns {unknown}
 */
export function copyOptions(options) {
  if (options === undefined || options === null) return null;
  try {
    return JSON.parse(JSON.stringify(options));
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
    return JSON.stringify(analysis) ?? "";
  } catch {
    throw analysisNotPlain();
  }
}
