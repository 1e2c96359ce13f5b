// What the tests of the JavaScript package share: where things are, which texts there are, and what the native command says of them.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
/** The package as built by `cargo xtask build`. */
export const packageDir = join(process.env.NEWSGLASS_DIST ?? join(root, "dist"), "newsglass");
const command = process.env.NEWSGLASS_BIN ?? join(root, "target/release/newsglass");
/** Articles that are not part of this project; tests read them where they are at hand. */
const shared = process.env.NEWSGLASS_SHARED ?? join(root, "../shared");

/** The package, as a program under Node would import it. */
export const newsglass = await import(pathToFileURL(join(packageDir, "index.js")).href);

/** @returns {{id: string, text: string}[]} our own articles, and the shared seeds where they are at hand */
export function corpus() {
  const documents = [join(root, "tests/corpus"), join(shared, "seeds")].flatMap((folder) =>
    !existsSync(folder)
      ? []
      : readdirSync(folder, { recursive: true })
          .map(String)
          .filter((path) => /\.(txt|md)$/.test(path))
          .sort()
          .map((path) => join(folder, path)),
  );
  if (documents.length === 0) throw new Error("tests/corpus has no articles");
  return documents.map((path) => ({ id: relative(root, path), text: readFileSync(path, "utf8") }));
}

/**
 * Texts that no newspaper prints and somebody pastes. All well-formed; what UTF-8 cannot hold has tests of its own.
 * @type {Record<string, string>}
 */
export const hostile = {
  "one word": "Word",
  "only punctuation": "... --- !!! ??? “” ‘’ «» ;;; ,,, ((( ))) …—–",
  "one open mark": "“",
  "marks without words": "\"\" '' “” \"\"\" “““ ”””",
  "control characters": Array.from({ length: 0x20 }, (_, code) => `a${String.fromCharCode(code)}b`).join(" ") + "\x7f\x80\x9f",
  "characters that JSON and JavaScript treat apart": "A line\u2028separator, a paragraph\u2029separator, a \\ and a \" and a / and </script> said Mr. Key.",
  "white space of all kinds": "\u00a0\u1680\u2000\u2009\u200a\u202f\u205f\u3000Mr\u00a0Vale\u2009said\u202f“no”.\u200b\u200c\u200d\u2060\ufeff",
  "a byte order mark first": "\ufeffThe mayor, Ana Ruiz, said “we begin on Monday”.",
  "carriage returns": "Title of it\r\n\r\nBy Jo March\r\n\r\n\"Fine,\" she said.\rNext line.\r\n",
  emoji: "👩🏽‍🚀 Mission chief Dana Cho said “🚀 go!” 👨‍👩‍👧‍👦🇳🇴🏳️‍🌈 and left. 5️⃣ crews cheered 🎉🎉.",
  "combining marks": "Zoë\u0308 A\u030angstro\u0308m said: “e\u0301t” — Z͑̄ͥa̡͈̐l̨̘g̷o said no.",
  "astral letters": "𝐌𝐚𝐲𝐨𝐫 𝐋𝐞𝐧𝐚 𝐎𝐫𝐭𝐢𝐳 said “𝒚𝒆𝒔” in 𐍈𐌰𐌹. 𠜎𠜱 said “no”.",
  arabic: "قالت وزيرة الصحة ليلى حداد يوم الاثنين إن “المستشفيات جاهزة”. وأضافت: «لا داعي للقلق».",
  chinese: "市长李丽星期一表示：“大桥将于周五重新开放。”她说，工程花费了两亿元。",
  "right to left inside": "Spokesman \u202eeman\u202c said \u2067שלום\u2069 to the crowd.",
  amounts:
    "It cost $999999999999999999999999 million, -0 percent, 0.00001 percent, 1e308 dollars, £0.30, €2.4bn, 1,234,567.8901 tonnes, 9007199254740993 euros and 00012 per cent.",
  dates: "On 31 February 2023, 0000-00-00, 99/99/9999, 29 February 1900 and the 5th of last week, Ms Lind said nothing.",
  "replacement characters": "The \ufffd\ufffd office said “\ufffd” on Monday.",
  "binary garbage": binary(20_000),
  "one long word": "x".repeat(100_000),
  "one long line": "The council of Marrow Bay met again and Ada Finch said “we will vote” before it rose. ".repeat(12_000),
  "many lines": "Yes.\n".repeat(20_000),
  "many open marks": "“He said ".repeat(5_000),
  "html with nothing in it": "<html><head><title></title></head><body><script>var a = 1;</script></body></html>",
  "html that never ends": "<p>The <b>mayor, <i>Ana Ruiz, <a href='".repeat(200),
  "tags nested without end": "<div>".repeat(50_000) + "Deep down, Jo March said “hello”.",
};

/**
 * Noise that is the same at every run, read as UTF-8 the way a browser reads a wrong file.
 * @param {number} length
 */
function binary(length) {
  let state = 1;
  const bytes = Uint8Array.from({ length }, () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 16);
  return new TextDecoder().decode(bytes);
}

/**
 * What the native command says: one line of JSON for each document, byte for byte.
 * @param {{id: string, [option: string]: unknown}[]} documents
 * @returns {string[]}
 */
export function nativeAnswers(documents) {
  if (!existsSync(command)) throw new Error(`${command} is not there: cargo build --release, or set NEWSGLASS_BIN`);
  const input = documents.map((document) => JSON.stringify(document) + "\n").join("");
  const { stdout, error } = spawnSync(command, ["batch", "-", "--offsets", "utf16"], { input, maxBuffer: 2 ** 30, timeout: 300_000 });
  if (error) throw error;
  // The command writes an answer as one line for every reader, so it escapes three characters that JSON.stringify leaves as they are.
  const escaped = /(?<!\\)((?:\\\\)*)\\u(0085|2028|2029)/gu;
  const plain = (/** @type {string} */ line) =>
    line.replace(escaped, (_, before, code) => before + String.fromCharCode(Number.parseInt(code, 16)));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(stdout).split("\n").slice(0, -1).map(plain);
}

/**
 * What the native command writes for one article.
 * @param {string} text
 * @param {string[]} settings
 */
export function commandWrites(text, ...settings) {
  if (!existsSync(command)) throw new Error(`${command} is not there: cargo build --release, or set NEWSGLASS_BIN`);
  const arguments_ = ["analyze", "-", "--offsets", "utf16", ...settings];
  const { stdout, stderr, status } = spawnSync(command, arguments_, { input: text, maxBuffer: 2 ** 30, timeout: 300_000 });
  if (status !== 0) throw new Error(String(stderr));
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(stdout);
}

/**
 * What the package says, in the command's form.
 * @param {{analyze: Function}} analyzer
 * @param {{id: string, text: string, [option: string]: unknown}} document
 */
export async function packageAnswer(analyzer, { id, text, ...options }) {
  try {
    return JSON.stringify({ id, analysis: await analyzer.analyze(text, options) });
  } catch (error) {
    return JSON.stringify({ id, error });
  }
}

/**
 * Compares long strings without printing megabytes.
 * @param {string} actual
 * @param {string} expected
 * @param {string} what
 */
export function assertSameBytes(actual, expected, what) {
  if (actual === expected) return;
  let at = 0;
  while (actual[at] === expected[at]) at += 1;
  const around = (/** @type {string} */ text) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 60));
  throw new Error(`${what}: differs from the native command at ${at}\n  package ${around(actual)}\n  native  ${around(expected)}`);
}
