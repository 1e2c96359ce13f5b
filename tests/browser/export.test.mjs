// What the page hands out: files, the clipboard, links. Each file is read back by something that is not ours.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { inflateRawSync } from "node:zlib";
import { axe, launch } from "./harness.mjs";

const story = `Bridge to <reopen> in March

By Ines Falk

ORLEN — Mayor Lena Ortiz said on Tuesday that the bridge would reopen in March.

"We saved the bridge, and it was a terrible winter," Ortiz said. "I am proud of the engineers."

The Orlen Water Board (OWB) refused to comment. "The OWB has nothing to hide," said its director, Paul Adeyemi.`;

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;

const box = () => page.getByRole("textbox", { name: "Article" });
/** @param {string} name */
const button = (name) => page.getByRole("button", { name, exact: true });
/** @param {string} name */
const item = (name) => page.getByRole("menuitem", { name: new RegExp(`^${name}`) });
const settled = () => page.getByRole("status").filter({ hasText: /^Analyzed \d+ words/ }).waitFor({ timeout: 60_000 });
const copied = () => page.evaluate(() => navigator.clipboard.readText());

/** @param {string} name @param {string} [menu] */
async function download(name, menu = "Export") {
  await button(menu).click();
  const waiting = page.waitForEvent("download");
  await item(name).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), "utf8") };
}

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  page = await browser.open("/", { permissions: ["clipboard-read", "clipboard-write"] });
  await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
  await box().fill(story);
  await button("Analyze").click();
  await settled();
});
afterEach(() => page.done());

describe("files", () => {
  test("each says what it is for, is named after the title and holds the article", async () => {
    /** @type {[string, string, RegExp][]} */
    const files = [
      ["Report", "bridge-to-reopen-in-march.md", /^# Bridge to \\<reopen\\> in March\n/],
      ["Annotated article", "bridge-to-reopen-in-march.html", /^<!doctype html>/],
      ["Quotes table", "bridge-to-reopen-in-march.quotes.csv", /^\ufeffnumber,speaker,/],
      ["Entities table", "bridge-to-reopen-in-march.entities.csv", /^\ufeffid,type,name,/],
      ["Mentions table", "bridge-to-reopen-in-march.mentions.csv", /^\ufeffentity,type,/],
      ["Sentences table", "bridge-to-reopen-in-march.sentences.csv", /^\ufeffnumber,block,/],
      ["JSON", "bridge-to-reopen-in-march.json", /^\{"schema_version":1,"offsets":"utf16",/],
      ["Web annotations", "bridge-to-reopen-in-march.annotations.jsonld", /"type": "AnnotationPage"/],
    ];
    for (const [name, file, content] of files) {
      const saved = await download(name);
      assert.equal(saved.name, file);
      await page.getByRole("status").getByText(`Saved: ${file}`, { exact: true }).waitFor();
      assert.match(saved.text, content);
      assert.match(saved.text, /Ortiz/);
    }
    await button("Export").click();
    for (const entry of await page.getByRole("menuitem").all()) {
      assert.ok(((await entry.innerText()).split("\n")[1] ?? "").length > 15, await entry.innerText());
    }
    await axe(page);
  });

  test("the annotated article is a page of its own: it says the same words, needs nothing and is accessible", async () => {
    const { text } = await download("Annotated article");
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      const context = await browser.chromium.newContext({ colorScheme, viewport: { width: 320, height: 640 } });
      try {
        const copy = await context.newPage();
        /** @type {string[]} */
        const troubles = [];
        copy.on("console", (message) => troubles.push(message.text()));
        copy.on("response", (response) => troubles.push(response.url()));
        await copy.setContent(text);
        const blocks = await copy.locator("article :is(h1, h2, p, li)").allTextContents();
        assert.equal(blocks.join("\n\n"), story);
        assert.equal(await copy.getByRole("heading", { level: 1 }).textContent(), "Bridge to <reopen> in March");
        assert.ok(await copy.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling at 320 px");
        assert.notEqual(await copy.evaluate(() => getComputedStyle(document.body).maxWidth), "none", "the policy lets its style in");
        await copy.evaluate(() => {
          const image = document.createElement("img");
          image.src = "https://example.org/x.png";
          const attack = document.createElement("p");
          attack.setAttribute("onclick", "document.title = 'attacked'");
          document.body.append(image, attack);
          attack.click();
        });
        assert.notEqual(await copy.title(), "attacked");
        assert.ok(troubles.some((trouble) => /img-src|default-src/.test(trouble)), "the policy stops what was put in");
        assert.ok(troubles.every((trouble) => !trouble.startsWith("https://")), "nothing was fetched");
        await copy.evaluate(() => document.querySelectorAll("img, [onclick]").forEach((element) => element.remove()));
        const link = copy.getByRole("link", { name: "Ortiz" }).first();
        await link.click();
        assert.match(copy.url(), /#e\d+$/);
        await axe(copy);
      } finally {
        await context.close();
      }
    }
  });

  test("what people read is in the language of the page, what programs read is not", async () => {
    await page.getByRole("combobox").first().selectOption("de");
    await button("Exportieren").waitFor();
    const report = (await download("Bericht Für", "Exportieren")).text;
    assert.match(report, /\n## Wer spricht\n/);
    assert.match(report, /\nZitat 2: wörtlich, „said“[^\n]*; Ton [a-z]+ [+-]\d,\d\d, Stärke \d,\d\d; Sicherheit \d,\d\d\.\n/);
    assert.doesNotMatch(report, /\b(?:mentions?|quotes?|strength|confidence|Found by|negative word|positive word)\b/);
    const article = (await download("Artikel mit Anmerkungen", "Exportieren")).text;
    assert.match(article, /^<!doctype html>\n<html lang="de">/);
    assert.match(article, /<h2 id="quotes">Wer was sagt<\/h2>/);
    assert.match(article, /<article lang="en">/);
    assert.match((await download("Tabelle der Zitate", "Exportieren")).text, /^\ufeffnumber,speaker,/);
    await page.getByRole("tab", { name: "Zitate" }).click();
    await button("Exportieren").click();
    await page.getByRole("menuitem", { name: /^Bericht kopieren/ }).click();
    await page.getByRole("status").filter({ hasText: "Zwischenablage" }).waitFor();
    assert.equal(await copied(), report);
  });

  test("web annotations resolve in the page's own text", async () => {
    const { items } = JSON.parse((await download("Web annotations")).text);
    assert.ok(items.length > 5);
    const characters = [...story];
    for (const { target } of items) {
      for (const { selector } of [target].flat()) {
        const [{ start, end }, { exact }] = selector;
        assert.equal(characters.slice(start, end).join(""), exact);
      }
    }
  });
});

describe("the clipboard", () => {
  test("the report is copied, and that is said", async () => {
    await button("Export").click();
    await item("Copy report").click();
    await page.getByRole("status").filter({ hasText: "The report is on the clipboard." }).waitFor();
    assert.match(await copied(), /^# Bridge to/);
    assert.match(await copied(), /## Quotes/);
  });

  test("a quote is copied with who said it and where", async () => {
    await page.getByRole("tab", { name: "Quotes" }).click();
    const saved = page.getByRole("listitem").filter({ hasText: "We saved the bridge" });
    await saved.getByRole("button", { name: /^Copy quote \d+$/ }).click();
    await page.getByRole("status").filter({ hasText: "The quote and who said it are on the clipboard." }).waitFor();
    const words = await copied();
    assert.match(words, /^"We saved the bridge, and it was a terrible winter,".* \u2014 Lena Ortiz/);
    assert.match(words, /\(“Bridge to <reopen> in March”\)$/);
  });

  test("a link holds the text, opens it, and says so", async () => {
    await button("Export").click();
    await item("Copy link").click();
    await page.getByRole("status").filter({ hasText: /whoever has it can read it/ }).waitFor();
    const link = await copied();
    const packed = /#z=([\w-]+)$/.exec(link)?.[1] ?? "";
    assert.equal(inflateRawSync(Buffer.from(packed, "base64url")).toString("utf8"), story);
    const said = await page.getByRole("status").first().innerText();
    assert.ok(said.includes(`${link.length} characters`), said);
    const other = await browser.open(`/${new URL(link).hash}`);
    await other.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 60_000 });
    assert.equal(await other.getByRole("textbox", { name: "Article" }).inputValue(), story);
    assert.ok(other.requests.every((address) => !address.includes(packed)), "no request carries the text");
    await other.done();
  });

  test("a text that is too long for a link is an error with a remedy", async () => {
    let state = 7;
    const word = () => ((state = (state * 48_271) % 2_147_483_647), state.toString(36));
    await box().fill(`Noise\n\n${Array.from({ length: 9000 }, word).join(" ")}.`);
    await button("Analyze").click();
    await page.getByRole("status").filter({ hasText: /^Analyzed [\d,]{5,} words/ }).waitFor({ timeout: 60_000 });
    await button("Export").click();
    await item("Copy link").click();
    await page.getByRole("alert").getByText("too long for a link").waitFor();
    await page.getByRole("alert").getByText("Save the annotated article instead").waitFor();
  });
});

describe("by keyboard", () => {
  test("the arrow keys go through the menu, Enter hands out, Escape leaves", async () => {
    await button("Export").focus();
    await page.keyboard.press("ArrowDown");
    const focused = () => page.evaluate(() => document.activeElement?.querySelector("strong")?.textContent ?? "");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
    assert.equal(await focused(), "Copy link");
    await page.keyboard.press("ArrowUp");
    assert.equal(await focused(), "Address of this article");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), "Print");
    await page.keyboard.press("End");
    assert.equal(await focused(), "Address of this article");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    assert.equal(await focused(), "Report");
    const waiting = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    assert.match((await waiting).suggestedFilename(), /\.md$/);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-haspopup")), "menu");
  });

  test("the menu fits on a phone", async () => {
    await page.setViewportSize({ width: 320, height: 568 });
    await button("Export").click();
    const menu = await page.getByRole("menu").boundingBox();
    assert.ok(menu && menu.x >= 0 && menu.x + menu.width <= 320, JSON.stringify(menu));
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.keyboard.press("End");
    const box = await item("Address of this article").boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 568, JSON.stringify(box));
  });
});
