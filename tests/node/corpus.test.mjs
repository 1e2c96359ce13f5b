// The same input gives the same bytes from the native command and from the package, which runs in Node's own thread here.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSameBytes, corpus, hostile, nativeAnswers, newsglass, packageAnswer } from "./support.mjs";

let analyzer;
before(async () => {
  analyzer = await newsglass.createAnalyzer();
});
after(() => analyzer.dispose());

const hostileDocuments = Object.entries(hostile).map(([id, text]) => ({ id, text }));
const sample = corpus()[0].text;

const tables = {
  "the corpus": corpus(),
  "the corpus in bytes": corpus().map((document) => ({ ...document, offsets: "utf8" })),
  "the corpus in characters": corpus().map((document) => ({ ...document, offsets: "char" })),
  "hostile texts": hostileDocuments,
  "hostile texts in characters, as they are": hostileDocuments.map((document) => ({ ...document, offsets: "char", clean: false })),
  "hostile texts as HTML": hostileDocuments.map((document) => ({ ...document, input: "html" })),
  options: [
    { features: [] },
    { features: ["entities"] },
    { features: ["quotes"] },
    { features: ["sentiment"] },
    { features: ["quotes", "sentiment"] },
    { clean: false },
    { input: "text" },
    { input: "html" },
    { published: "2023-01-13" },
    { url: "https://example.org/news/2023/01/13/bridge" },
    { lexicon: { entities: [{ name: "Marrow Bay", type: "place", aliases: ["the Bay"] }], ignore: ["Monday"] } },
    { clean: null, offsets: null, published: null, features: null, lexicon: null },
  ].map((options) => ({ id: JSON.stringify(options), text: sample, ...options })),
  "what cannot be answered": [
    { text: "" },
    { text: " \t\r\n\u00a0\u2003\u3000" },
    { text: "x".repeat(10_000_001) },
    { text: "é".repeat(5_000_001) },
    { text: "…".repeat(3_333_334) },
    { text: "🎉".repeat(2_500_001) },
    { text: sample, clean: "yes" },
    { text: sample, input: "pdf" },
    { text: sample, offsets: "utf32" },
    { text: sample, published: "2023-02-30" },
    { text: sample, url: 5 },
    { text: sample, features: ["tone"] },
    { text: sample, features: "quotes" },
    { text: sample, lexicon: { entities: [{ name: "X", type: "planet" }] } },
    { text: sample, lexicon: [] },
    { text: sample, features: { length: 1e21, "\u2028": "\ud83c\udf89", nested: [-0, 1.5, null] } },
  ].map((document, index) => ({ id: `case ${index}`, ...document })),
};

for (const [name, documents] of Object.entries(tables)) {
  test(`native and package give the same bytes: ${name}`, async () => {
    const native = nativeAnswers(documents);
    assert.equal(native.length, documents.length);
    for (const [index, document] of documents.entries()) {
      assertSameBytes(await packageAnswer(analyzer, document), native[index], document.id);
    }
  });
}

test("every failure of the last table is a failure", async () => {
  for (const document of tables["what cannot be answered"]) {
    const { error } = JSON.parse(await packageAnswer(analyzer, document));
    assert.match(error.code, /^(empty_input|input_too_large|invalid_option)$/, document.id);
    assert.ok(error.message && error.hint, document.id);
  }
});

test("the largest text is still read", async () => {
  const text = `${"Ada Finch said the vote was late. ".repeat(300_000).slice(0, 9_999_999)}.`;
  assert.equal(text.length, 10_000_000);
  const analysis = await analyzer.analyze(text, { features: [] });
  assert.equal(analysis.text, text);
});

test("plain text comes back unchanged, with offsets that fit it", async () => {
  for (const { id, text } of [...corpus(), ...hostileDocuments]) {
    const analysis = await analyzer.analyze(text, { input: "text" });
    assert.equal(analysis.text, text, id);
    for (const entity of analysis.entities) {
      for (const mention of entity.mentions) assert.equal(text.slice(mention.start, mention.end), mention.text, id);
    }
    for (const quote of analysis.quotes) {
      if (quote.cue) assert.equal(text.slice(quote.cue.start, quote.cue.end), quote.cue.text, id);
    }
  }
});

test("halves of surrogate pairs become U+FFFD, one for one, and the result says so", async () => {
  for (const text of ["\ud800", "Lena Ortiz said \udc00“yes\ud83d” to 🎉\ud83d", "\udc00\ud800", "\ud800".repeat(50_000)]) {
    const analysis = await analyzer.analyze(text);
    assert.equal(analysis.text, text.toWellFormed());
    assert.equal(analysis.text.length, text.length);
    assert.equal(analysis.warnings.filter(({ code }) => code === "damaged_text").length, 1);
    const [native] = nativeAnswers([{ id: "", text: text.toWellFormed() }]);
    const withoutWarnings = (answer) => JSON.stringify({ ...answer, warnings: [] });
    assertSameBytes(withoutWarnings(analysis), withoutWarnings(JSON.parse(native).analysis), JSON.stringify(text.slice(0, 20)));
  }
});
