// @ts-nocheck: half of each test runs in the page, with what an earlier half has put on its window
// The same input gives the same bytes from the native command and from the worker of a real browser.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { assertSameBytes, corpus, hostile, nativeAnswers } from "../node/support.mjs";
import { launch } from "./harness.mjs";
import { openSite } from "./site.mjs";

let browser, site, page;
before(async () => {
  [browser, site] = await Promise.all([launch(), openSite()]);
  page = await browser.chromium.newPage();
  await page.goto(site.url);
  await page.evaluate(async () => {
    const { createAnalyzer } = await import("/newsglass/index.js");
    window.analyzer = await createAnalyzer();
  });
});
after(async () => {
  await browser.close();
  await site.close();
});

const tables = {
  "the corpus": corpus(),
  "hostile texts": Object.entries(hostile).map(([id, text]) => ({ id, text })),
  "hostile texts in characters, as they are": Object.entries(hostile).map(([id, text]) => ({ id, text, offsets: "char", clean: false })),
};

for (const [name, documents] of Object.entries(tables)) {
  test(`native and worker give the same bytes: ${name}`, async () => {
    assert.equal(await page.evaluate(() => window.analyzer.thread), "worker");
    const native = nativeAnswers(documents);
    assert.equal(native.length, documents.length);
    for (const [index, document] of documents.entries()) {
      const answer = await page.evaluate(async ({ id, text, ...options }) => {
        try {
          return JSON.stringify({ id, analysis: await window.analyzer.analyze(text, options) });
        } catch (error) {
          return JSON.stringify({ id, error });
        }
      }, document);
      assertSameBytes(answer, native[index], document.id);
    }
  });
}

test("halves of surrogate pairs survive the way to the worker as U+FFFD", async () => {
  // Made inside the page: the way from here to there is no part of the package.
  const [text, length] = await page.evaluate(async () => {
    const given = "Lena Ortiz said \ud83d “yes” \udc00";
    const { text } = await window.analyzer.analyze(given);
    return [text, given.length];
  });
  assert.equal(text, "Lena Ortiz said \ufffd “yes” \ufffd");
  assert.equal(text.length, length);
});
