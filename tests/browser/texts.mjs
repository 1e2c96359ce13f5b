// Every text of the interface, gathered from the sources: what each language must have a translation of, and nothing else.
//
// `node tests/browser/texts.mjs` writes www/element/panel/words.js, the translations that the panel takes along, anew.

import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @param {string} name */
const read = (name) => readFile(path.join(root, name), "utf8");

/**
 * Files of a folder and of those in it, by their ending.
 * @param {string} folder
 * @param {string} ending
 */
async function files(folder, ending) {
  const found = await readdir(path.join(root, folder), { recursive: true });
  return found.filter((name) => name.endsWith(ending)).map((name) => `${folder}/${name}`).sort();
}

/** A string literal of Rust or of a script, without its marks. @param {string} literal */
function plain(literal) {
  return literal
    .replace(/\\\n\s*/g, "")
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/\\u([0-9a-f]{4})/g, (_, code) => String.fromCodePoint(parseInt(code, 16)))
    .replace(/\\(["'\\])/g, "$1");
}

const CALL = /\b(?:t|fill|key|say)\(\s*"((?:[^"\\]|\\[^])+)"|(?<!fn )\bplural\([^"{]*?"((?:[^"\\]|\\[^])*)"/g;

/** What is the same in every language. */
const NAMES = ["Newsglass", "English", "?"];

/** Texts in the page itself. @param {string} html */
function ofPage(html) {
  const bare = html
    .replace(/<!--[^]*?-->/g, "")
    .replace(/<(noscript|script|p class="specimen)[^]*?<\/(noscript|script|p)>/g, "");
  const words = [...bare.matchAll(/>([^<>]+)</g), ...bare.matchAll(/ (?:aria-label|placeholder)="([^"]*)"/g)];
  return words.map(([, text]) => (text ?? "").trim()).filter((text) => text && !NAMES.includes(text));
}

/**
 * What the engine says of an article. It says it in English; the page puts these of its texts into the reader's language, reasons for a
 * tone by their templates (analysis/src/reason.rs), rules by their descriptions (analysis/src/found_by.rs), and the numbers in the others
 * are places (language.rs).
 */
async function ofEngine() {
  const asides = await read("src/article/reasons.rs");
  const reasons = [...asides.matchAll(/^ +\(Reason::\w+, "([^"]+)"\),$/gm)].map(([, reason]) => reason ?? "");
  const tone = await read("analysis/src/reason.rs");
  const why = [...tone.matchAll(/^    \(Reason::[^"]+"([^"]+)"\),$|^const [A-Z]+: &str = "([^"]+)";$/gm)];
  const article = await read("src/article/warnings.rs");
  const warnings = [...article.matchAll(/"((?:No article|This does not read|Much of this|Where this article)[^"]+)"/g)];
  const foreign = await read("analysis/src/foreign.rs");
  warnings.push(...foreign.matchAll(/^const IN_\w+: &str = "([^"]+)";$|^    \("[a-z]{2}", "(\w+)"\),$/gm));
  const errors = [...(await read("analysis/src/error.rs")).matchAll(/"((?:There is no text|Paste or open|The text has|Analyze one)[^"]+)"/g)];
  const script = await read("www/element/errors.js");
  const own = [...script.matchAll(/[`"]((?:The analysis took|Allow more|Your text is still|This browser|Use a current|Update the browser|Keep all files|The engine did not arrive|Check the connection and)[^`"]*)[`"]/g)];
  const numbered = [...errors, ...own].map(([, text]) => {
    let place = 0;
    return (text ?? "").replace(/\$?\{[^}]*\}/g, () => `{${place++}}`);
  });
  const units = [...(await read("models/lists/units.txt")).matchAll(/^[^#|\n]+\|(.+)$/gm)].map(([, unit]) => unit ?? "");
  const rules = [...(await read("analysis/src/found_by.rs")).matchAll(/^    \("[a-z-]+", "([^"]+)"\),$/gm)];
  const one = (/** @type {RegExpMatchArray[]} */ found) => found.map(([, text, other]) => text ?? other ?? "");
  return { reasons, units, why: one(why), warnings: one(warnings), errors: numbered, rules: one(rules) };
}

/**
 * Texts that scripts or Rust sources say, in the order of the files.
 * @param {string[]} sources
 */
async function ofSources(sources) {
  const all = [];
  for (const source of sources) {
    if (/\/(language|tests)\.rs$/.test(source)) continue;
    // Tests, and what the documentation shows, are no part of the interface.
    const code = (await read(source)).split("#[cfg(test)]\nmod tests")[0] ?? "";
    const lines = code.split("\n").filter((line) => !/^\s*(\/\/|\*)/.test(line)).join("\n");
    for (const [, first, second] of lines.matchAll(CALL)) all.push(plain(first ?? second ?? ""));
  }
  return all;
}

const ofPanel = () => ofSources(["www/element/element.js", "www/element/panel/made.js", "www/element/panel/speech.js", "www/element/panel/view.js"]);

/** All of them, each once, in the order of the sources. */
export async function texts() {
  const sources = [...(await files("www/app/src", ".rs")), ...(await files("www/static", ".js")), ...(await files("src/export", ".rs"))];
  const all = [...ofPage(await read("index.html")), ...(await ofSources(sources)), ...(await ofPanel())];
  const { reasons, units, why, warnings, errors, rules } = await ofEngine();
  return [...new Set([...all, ...reasons, ...units, ...why, ...warnings, ...errors, ...rules])];
}

/** Languages with their translations. @returns {Promise<Map<string, Record<string, string>>>} */
export async function translations() {
  const found = await files("www/static/locale", ".json");
  return new Map(await Promise.all(found.map(async (name) => /** @type {[string, Record<string, string>]} */ ([path.basename(name, ".json"), JSON.parse(await read(name))]))));
}

/** The file www/element/panel/words.js: of each language what the panel says, reasons for a tone and errors included. */
export async function panelWords() {
  const { why, errors } = await ofEngine();
  const keys = [...new Set([...(await ofPanel()), ...why, ...errors])].sort();
  const words = [...(await translations())].map(([language, all]) => [language, Object.fromEntries(keys.map((key) => [key, all[key]]))]);
  return [
    "// Generated from www/static/locale by `node tests/browser/texts.mjs`; run it after changing those files or a text of the panel.",
    "",
    "/** Translations by language and English text. @type {Record<string, Record<string, string>>} */",
    `export const words = ${JSON.stringify(Object.fromEntries(words), null, 2)};`,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(path.join(root, "www/element/panel/words.js"), await panelWords());
