// The words of a file, in whatever encoding, or why they cannot be read. Fetched when a file is opened.

import { figure, key, t } from "./locale.js";

/**
 * @typedef {object} Opened
 * @property {string} name
 * @property {string} text
 * @property {boolean} html  whether the text is HTML
 * @property {string | null} note  what the reader should know
 */

/** What is no text, by its first bytes: what it is, and what helps. */
const KINDS = /** @type {const} */ ([
  ["\x89PNG", key("a picture"), key("Copy the article's text and paste it here.")],
  ["\xff\xd8\xff", key("a picture"), key("Copy the article's text and paste it here.")],
  ["GIF8", key("a picture"), key("Copy the article's text and paste it here.")],
  ["RIFF", key("a picture or a recording"), key("Copy the article's text and paste it here.")],
  ["\xd0\xcf\x11\xe0", key("an old Office document"), key("Save it as .docx or .txt and open that.")],
  ["{\\rtf", key("a Rich Text document"), key("Save it as .docx or .txt and open that, or copy the text and paste it here.")],
  ["\x1f\x8b", key("a compressed file"), key("Unpack it and open the file inside.")],
]);

/**
 * Reads a file. Throws `{code, message, hint}`.
 * @param {File} file
 * @param {number} limit  in bytes
 * @returns {Promise<Opened>}
 */
export async function readFile(file, limit) {
  const name = file.name || t("The file");
  const fail = (/** @type {string} */ code, /** @type {string} */ message, /** @type {string} */ hint) => ({ code, message, hint });
  if (file.size === 0) throw fail("empty_input", t("“{0}” is empty.", name), t("Check that the right file was chosen."));
  if (file.size > limit) {
    throw fail("input_too_large", t("“{0}” has {1} bytes; the limit is {2}.", name, figure(file.size, 0), figure(limit, 0)), t("Open one article at a time."));
  }
  /** @type {Uint8Array<ArrayBuffer>} */
  let bytes;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    throw fail("invalid_utf8", t("“{0}” could not be read.", name), t("Check that the file is still there and that you may open it."));
  }
  const start = String.fromCharCode(...bytes.subarray(0, 8));
  if (start.startsWith("PK\x03\x04")) {
    const { wordDocument } = await import("./docx.js");
    const text = await wordDocument(bytes, limit).catch(() => null);
    if (text) return { name, text, html: true, note: null };
    throw fail("invalid_option", t("“{0}” is packed, and not a Word document that can be read.", name), t("Open a .pdf, .docx, .txt, .html or .md file, or copy the article and paste it here."));
  }
  if (start.startsWith("%PDF-")) {
    const { pdfText } = await import("./pdf-file.js");
    return { name, text: await pdfText(bytes, name), html: false, note: null };
  }
  const kind = KINDS.find(([magic]) => start.startsWith(magic));
  if (kind) throw fail("invalid_option", t("“{0}” is {1}, not text.", name, t(kind[1])), t(kind[2]));
  const html = /html/.test(file.type) || /\.x?html?$/i.test(name);
  const { text, note } = decode(bytes, html);
  if (text === null) {
    throw fail("invalid_option", t("“{0}” is not text.", name), t("Open a .pdf, .docx, .txt, .html or .md file, or copy the article and paste it here."));
  }
  if (/^\s*https?:\/\/\S+\s*$/i.test(text)) {
    throw fail("empty_input", t("“{0}” is an address and no article.", name), t("Nothing is fetched here: open the address, copy the article and paste it."));
  }
  if (text.trim() === "") throw fail("empty_input", t("“{0}” has no words in it.", name), t("Check that the right file was chosen."));
  return { name, text, html: html || /^\s*<(!doctype html|html)[\s>]/i.test(text), note };
}

/**
 * The text of a file: its byte order mark decides, then what an HTML page says of itself, then whether it is UTF-8; what is not is taken
 * for Windows-1252, as browsers take it.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {boolean} html
 * @returns {{text: string | null, note: string | null}}
 */
export function decode(bytes, html) {
  const named = ofMark(bytes) ?? (html ? ofPage(bytes) : null) ?? ofZeros(bytes);
  if (named) {
    try {
      const text = new TextDecoder(named).decode(bytes);
      return { text: isText(text) ? text : null, note: null };
    } catch {
      // No browser knows an encoding of that name.
    }
  }
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { text: isText(text) ? text : null, note: null };
  } catch {
    const text = new TextDecoder("windows-1252").decode(bytes);
    const note = t("The file does not say how its letters are written; it was read as Western European (Windows-1252). If letters look wrong, save it as UTF-8.");
    return { text: isText(text) ? text : null, note };
  }
}

/** @param {Uint8Array} bytes */
function ofMark([first, second, third]) {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/**
 * What the page says in its first kilobyte. It is readable as ASCII, so it is not UTF-16, whatever it says.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function ofPage(bytes) {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  const [, name] = /<meta[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(start) ?? /^<\?xml[^>]*?encoding\s*=\s*["']([\w-]+)/i.exec(start) ?? [];
  return name === undefined ? null : /^utf-?16/i.test(name) ? "utf-8" : name;
}

/**
 * Text without a mark in which every other byte is zero is UTF-16.
 * @param {Uint8Array} bytes
 */
function ofZeros(bytes) {
  const start = bytes.subarray(0, 512);
  const zeros = (/** @type {number} */ parity) => start.filter((byte, at) => at % 2 === parity && byte === 0).length;
  const half = start.length / 2;
  if (half < 2) return null;
  if (zeros(1) > 0.7 * half && zeros(0) === 0) return "utf-16le";
  return zeros(0) > 0.7 * half && zeros(1) === 0 ? "utf-16be" : null;
}

/**
 * Whether it is what people write: hardly any control characters.
 * @param {string} text
 */
function isText(text) {
  const start = text.slice(0, 4096);
  const strange = start.match(/[\0-\x08\x0e-\x1f\ufffd]/g)?.length ?? 0;
  return strange <= start.length / 50;
}
