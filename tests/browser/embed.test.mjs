// @ts-nocheck: half of each test runs in the page, with what an earlier half has put on its window
// The panel in a frame of another origin (embed.html), and the page to try it on (playground.html).

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { packageDir } from "../node/support.mjs";
import { axe, launch, screenshot } from "./harness.mjs";
import { openSite } from "./site.mjs";

const TEXT = "“The bridge will reopen on Friday,” Mayor Lena Ortiz said. Critics called it a reckless plan.";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Keeps what frames say to the page in `window.heard`. */
const LISTEN = `window.heard = []; addEventListener("message", ({ data, origin }) => heard.push({ ...data, origin }));`;

/**
 * A page of one origin with a frame of another.
 * @param {string} query  of the frame's address; HOST stands for the page's origin
 * @param {Function} act
 */
async function framed(query, act, { attributes = "" } = {}) {
  const ours = await openSite();
  const host = await openSite({ policy: `default-src 'none'; style-src 'self'; frame-src ${new URL(ours.url).origin}; img-src data:` });
  const origin = new URL(host.url).origin;
  const address = `${ours.url}embed.html${query.replace("HOST", encodeURIComponent(origin))}`;
  host.pages.set("/", `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><main><h1>Host</h1><iframe id="frame" title="In this article" src="${address}" ${attributes}></iframe></main>`);
  try {
    const page = await browser.open(host.url, { init: LISTEN, allowed: [ours.url] });
    await act(page, { origin, frameOrigin: new URL(ours.url).origin });
    await page.done();
  } finally {
    await Promise.all([ours.close(), host.close()]);
  }
}

const send = (page, message) => page.evaluate((data) => document.getElementById("frame").contentWindow.postMessage(data, "*"), message);
const hears = async (page, type) => {
  await page.waitForFunction((wanted) => window.heard.some((one) => one.type === wanted), `newsglass:${type}`, { timeout: 30_000 });
  return page.evaluate((wanted) => window.heard.filter((one) => one.type === wanted), `newsglass:${type}`);
};

describe("embed.html", () => {
  for (const query of ["", "?origin=HOST", "?origin=https://other.example&origin=HOST&theme=dark&features=quotes+sentiment"]) {
    test(`${query || "without a query"}: the page that holds the frame sends an article and gets the result`, () =>
      framed(query, async (page, { frameOrigin }) => {
        await hears(page, "ready");
        await send(page, { type: "newsglass:analyze", id: 7, text: TEXT });
        const [{ analysis, id, origin }] = await hears(page, "result");
        assert.deepEqual([analysis.text, analysis.quotes.length > 0, id, origin], [TEXT, true, 7, frameOrigin]);
        assert.equal(analysis.entities.length > 0, !query.includes("features"));
        // The frame says how high it wants to be, and is.
        await page.waitForFunction(() => {
          const { height } = window.heard.filter(({ type }) => type === "newsglass:resize").at(-1) ?? {};
          if (height) document.getElementById("frame").height = String(height);
          return height > 100;
        });
        await page.waitForTimeout(200);
        const frame = page.frames()[1];
        assert.ok(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1), "nothing is cut off");
        await frame.locator("newsglass-panel .item").first().click();
        const [{ detail }] = await hears(page, "select");
        assert.equal(detail.text, TEXT.slice(detail.start, detail.end));
        await axe(page);
        await screenshot(page, `embed-${query.length}`);
      }));
  }

  test("errors are answered as errors", () =>
    framed("", async (page) => {
      await send(page, { type: "newsglass:analyze", id: "a", text: " " });
      await send(page, { type: "newsglass:analyze", id: "b" });
      await page.waitForFunction(() => window.heard.filter(({ type }) => type === "newsglass:error").length === 2);
      const answers = await hears(page, "error");
      assert.deepEqual(answers.map(({ id, error }) => [id, error.code]).sort(), [["a", "empty_input"], ["b", "invalid_option"]]);
    }));

  test("an origin that is not named is neither heard nor answered, and told why in the console", () =>
    framed("?origin=https://other.example", async (page, { origin }) => {
      const said = page.waitForEvent("console", (message) => message.text().includes("is not answered"));
      await send(page, { type: "newsglass:analyze", text: TEXT });
      assert.match((await said).text(), new RegExp(`\\?origin=${origin}`));
      await page.waitForTimeout(300);
      assert.deepEqual(await page.evaluate(() => window.heard), []);
    }));

  test("nobody but the window that holds the frame is heard", () =>
    framed("", async (page) => {
      await hears(page, "ready");
      const frame = page.frames()[1];
      // The frame itself, as another script or frame in it would.
      await frame.evaluate((text) => postMessage({ type: "newsglass:analyze", text }, "*"), TEXT);
      await page.waitForTimeout(500);
      assert.deepEqual(await page.evaluate(() => window.heard.filter(({ type }) => /result|error/.test(type))), []);
    }));

  test("a page without a name, in a sandbox, gets no answer", () =>
    framed("", async (page) => {
      page.expectTrouble(/ERR_FAILED|origin .null./); // such a page cannot even have our scripts
      await page.waitForTimeout(500);
      assert.deepEqual(await page.evaluate(() => window.heard.filter(({ type }) => /result|error/.test(type))), []);
    }, { attributes: 'sandbox="allow-scripts"' }));
});

describe("playground.html", () => {
  for (const [name, options] of Object.entries({
    wide: {},
    "narrow, dark": { viewport: { width: 320, height: 700 }, colorScheme: "dark" },
  })) {
    test(`${name}: works under the contract's policy, changes the panel, shows the lines`, async () => {
      const site = await openSite();
      try {
        const page = await browser.open(`${site.url}playground.html`, options);
        await page.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
        await page.getByLabel("theme").selectOption("dark");
        await page.getByLabel("--newsglass-accent").fill("#ff8800");
        await page.getByLabel("quotes", { exact: true }).uncheck();
        await page.locator("newsglass-panel .frame[data-state=result]").waitFor();
        await page.waitForFunction(() => document.querySelector("newsglass-panel").shadowRoot.querySelectorAll("h3").length === 2);
        const title = page.locator("newsglass-panel [part~=title]");
        const slant = () => title.evaluate((element) => getComputedStyle(element).fontStyle);
        assert.equal(await slant(), "italic");
        await page.getByLabel("Rules for ::part()").fill("newsglass-panel::part(title) { text-transform: uppercase }");
        assert.deepEqual([await slant(), await title.evaluate((element) => getComputedStyle(element).textTransform)], ["normal", "uppercase"]);
        const lines = await page.getByLabel("Lines to copy").textContent();
        for (const part of ["::part(title) { text-transform", 'features="entities sentiment"', 'theme="dark"', "--newsglass-accent: #ff8800;"]) assert.ok(lines.includes(part), lines);
        // A page of the same house: with the way back to the app, and a button for the lines.
        assert.equal(new URL(await page.getByRole("link", { name: "Newsglass" }).getAttribute("href"), page.url()).href, site.url);
        await page.getByRole("button", { name: "Copy the lines" }).click();
        await page.getByRole("button", { name: /^(Copied|Selected)/ }).waitFor();
        assert.match(await page.getByLabel("Events").textContent(), /newsglass-result \{/);
        await axe(page);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
        await screenshot(page, `playground-${name.replace(/\W+/g, "-")}`, { fullPage: true });
        await page.done();
      } finally {
        await site.close();
      }
    });
  }
});

test("the README names every part and every custom property that there is, and no other", async () => {
  const sources = readdirSync(packageDir, { recursive: true }).map(String).filter((file) => file.endsWith(".js")).map((file) => readFileSync(join(packageDir, file), "utf8")).join("\n");
  const readme = readFileSync(join(packageDir, "README.md"), "utf8");
  const names = (pattern, group = 1) => [...new Set([...readme.matchAll(pattern)].flatMap((found) => [...found[group].matchAll(/`([\w-]+)`/g)].map(([, name]) => name)))].sort();
  const site = await openSite();
  try {
    const page = await browser.open(`${site.url}playground.html`);
    await page.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
    const there = () => page.evaluate(() => [...document.querySelector("newsglass-panel").shadowRoot.querySelectorAll("[part]")].flatMap((element) => [...element.part]));
    const parts = new Set(await there());
    // A finding without a place in the page shows its sentence; a long text has more findings than are shown; an error has its own parts.
    await page.evaluate(async () => {
      const panel = document.querySelector("newsglass-panel");
      const names = "Ada Quill, Lena Ortiz, Peter Lund, Magda Brenner, Ines Calder, Tom Reyes, Nora Falk, Ivan Petrov, Sara Lindqvist, Omar Haddad, Kenji Mori, Paul Adeyemi";
      await panel.analyze(names.split(", ").map((name) => `“We are proud,” ${name} said on Monday.`).join("\n\n"));
      panel.select("e1");
    });
    for (const part of await there()) parts.add(part);
    await page.evaluate(() => document.querySelector("newsglass-panel").analyze(" ").catch(() => {}));
    for (const part of await there()) parts.add(part);
    for (const [, literal] of sources.matchAll(/part: ?"([\w -]+)"/g)) for (const part of literal.split(" ")) parts.add(part);
    assert.deepEqual(names(/Parts for `::part\(\)`: ([\s\S]*?)\n\n/g), [...parts].sort());
    await page.done();
  } finally {
    await site.close();
  }
  // Written shortly: a prefix, and behind it what differs.
  let prefix = "--newsglass";
  const [, list] = /Custom properties on the panel: ([\s\S]*?)\n\n/.exec(readme);
  const written = [...list.matchAll(/`(-[\w-]+)`/g)].map(([, name]) => {
    if (name.startsWith("--newsglass-mark-")) prefix = "--newsglass-mark";
    return name.startsWith("--") ? name : prefix + name;
  });
  const used = new Set([...sources.matchAll(/var\((--newsglass-[\w-]+)/g)].map(([, name]) => name));
  assert.deepEqual(written.sort(), [...used].sort());
});
