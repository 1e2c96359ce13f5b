// The whole app in one file, opened from disk: nothing is fetched, and everything works.

import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { packageDir } from "../node/support.mjs";
import { axe, launch } from "./harness.mjs";
import { openSite } from "./site.mjs";

const TEXT = "“The ferry sails again,” Mayor Lena Ortiz said on Friday. She called it a wonderful day.";
const built = join(packageDir, "../newsglass.html");
// A folder as people have them, where nothing else of the build lies.
const folder = mkdtempSync(join(tmpdir(), "my news # 100% "));
const address = pathToFileURL(join(folder, "newsglass.html")).href;

/** @type {import("./harness.mjs").Browser} */
let browser;
before(async () => {
  copyFileSync(built, join(folder, "newsglass.html"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

/**
 * @param {import("./harness.mjs").Page} page
 * @param {string} text
 */
async function analyzes(page, text = TEXT) {
  await page.getByRole("textbox", { name: "Article" }).fill(text);
  await page.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 30_000 });
  await page.getByRole("button", { name: /^Lena Ortiz, person, \d+ mentions?$/ }).first().waitFor();
}

/** @param {import("./harness.mjs").Page} page */
const asked = (page) => page.requests.filter((request) => !/^(data|blob):/.test(request)).map((request) => request.replace(/#.*/, ""));

test("opens from disk and analyses, in a worker, without a request", async () => {
  const page = await browser.open(address);
  await analyzes(page);
  assert.equal(page.workers().length, 1);
  assert.deepEqual(asked(page), [address]);
  await page.done();
});

test("does what the app does: the example, its tabs, its dark, its phone", async () => {
  const page = await browser.open(address, { viewport: { width: 360, height: 740 }, colorScheme: "dark" });
  await page.getByRole("button", { name: "Try an example" }).click();
  await page.getByRole("status").filter({ hasText: /^Analyzed \d+ words: \d+ entities, \d+ quotes/ }).waitFor({ timeout: 30_000 });
  for (const name of ["Overview", "Entities", "Quotes", "Sentiment"]) {
    await page.getByRole("tab", { name }).click();
    await page.getByRole("tabpanel", { name }).waitFor();
  }
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  await axe(page);
  assert.deepEqual(asked(page), [address]);
  await page.done();
});

test("a link with the article in its fragment opens", async () => {
  const page = await browser.open(`${address}#text=${encodeURIComponent(TEXT)}`);
  await page.getByRole("button", { name: /^Lena Ortiz, person/ }).first().waitFor({ timeout: 30_000 });
  await page.done();
});

test("where there is no worker, the page does the work", async () => {
  const page = await browser.open(address, { init: "delete window.Worker" });
  await analyzes(page);
  await page.done();
});

test("says so when the browser cannot run it", async () => {
  for (const [init, words] of [
    ["delete window.WebAssembly", "WebAssembly is missing or switched off"],
    ["WebAssembly.validate = () => false", "Chrome or Edge 96, Firefox 92, Safari 16.4"],
    ["delete window.DecompressionStream", "older than 2023"],
  ]) {
    const page = await browser.open(address, { init });
    await page.getByRole("alert").filter({ hasText: words }).waitFor();
    await page.done();
  }
});

test("also comes from a server, under a policy that allows no connection at all", async () => {
  const policy = "default-src 'none'; script-src 'unsafe-inline' 'wasm-unsafe-eval'; worker-src blob:; style-src 'unsafe-inline'; img-src data:; connect-src 'none'";
  const site = await openSite({ policy });
  try {
    const page = await browser.open(`${site.url}newsglass.html`);
    await analyzes(page);
    assert.deepEqual(site.requests, ["/newsglass.html"]);
    await page.done();
  } finally {
    await site.close();
  }
});

test("its own policy allows its scripts by hash, and no connection", () => {
  const [policy = ""] = /Content-Security-Policy" content="[^"]*/.exec(readFileSync(built, "utf8")) ?? [];
  assert.match(policy, /connect-src 'none'/);
  assert.match(policy, /script-src 'sha256-[^']+' 'wasm-unsafe-eval'/);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|http/);
});
