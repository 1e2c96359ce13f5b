// The app as a reader meets it: found by role and name only (CONTRACT section 8), with mouse and keyboard, in both themes.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import { axe, launch } from "./harness.mjs";

const story = `Bridge to reopen in March

ORLEN — Mayor Lena Ortiz said on Tuesday that the bridge would reopen in March.

"We saved the bridge, and it was a terrible winter," Ortiz said. "I am proud of the engineers."

The Orlen Water Board (OWB) refused to comment. "The OWB has nothing to hide," said its director, Paul Adeyemi.`;

/** The single file (single-app.test.mjs) fetches nothing that could be missing. */
const inOneFile = process.env.NEWSGLASS_URL?.startsWith("file:") ?? false;

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;

/** @param {Parameters<typeof browser.open>[1]} [options] */
async function open(options = {}, fragment = "") {
  await page?.context().close();
  page = await browser.open(`/${fragment}`, { viewport: { width: 1280, height: 800 }, ...options });
}

/** Waits until the app has taken the place of the shell. */
async function arrived() {
  await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
}

const box = () => page.getByRole("textbox", { name: "Article" });
/** @param {string | RegExp} name */
const button = (name) => page.getByRole("button", { name, exact: typeof name === "string" });
/** @param {string} name */
const tab = (name) => page.getByRole("tab", { name });
const reading = () => page.getByRole("region", { name: "Reading view" });
const entityName = /^(.+), (person|organization|place|facility|group|event|product|work|law|date|time|money|percent|quantity), (\d+) mentions?$/;
const entities = () => page.getByRole("button", { name: entityName });

/** @param {string | RegExp} [pattern] */
async function settled(pattern = /^Analyzed [\d,]+ words?: [\d,]+ entit(y|ies), [\d,]+ quotes?$/) {
  await page.getByRole("status").filter({ hasText: pattern }).waitFor({ timeout: 30_000 });
}

async function example() {
  await button("Try an example").click();
  await settled();
}

/** @param {string} text */
async function analyze(text) {
  await box().fill(text);
  await button("Analyze").click();
}

/** How far `text`, lit up in the reading view, is from being in sight, in pixels. */
async function distanceFromSight() {
  return page.evaluate(() => {
    const lit = document.querySelector("#reading .flash, #reading .lit");
    if (!lit) return Infinity;
    const box = lit.getBoundingClientRect();
    return Math.max(0, -box.bottom, box.top - innerHeight);
  });
}

/** Waits until scrolling has come to rest, and the place is in sight. */
async function inSight() {
  await page.waitForFunction(() => {
    const lit = document.querySelector("#reading .flash, #reading .lit");
    const box = lit?.getBoundingClientRect();
    return box && box.bottom > 0 && box.top < innerHeight;
  });
  assert.equal(await distanceFromSight(), 0);
}

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(() => open());
afterEach(() => page.done());

describe("the main path", () => {
  test("the example is analysed and every finding has its tab", async () => {
    assert.match(await page.title(), /^Newsglass/);
    await example();
    const said = /^Analyzed ([\d,]+) words: (\d+) entities, (\d+) quotes$/.exec(await page.getByRole("status").innerText());
    assert.ok(said, "the status says what was found");
    const [words, entityCount, quoteCount] = said.slice(1).map((number) => Number(number.replace(",", "")));
    assert.ok(words > 500 && words < 750, `${words} words of the article, without what was set aside`);
    assert.ok(entityCount >= 10 && quoteCount >= 8, `${entityCount} entities, ${quoteCount} quotes`);

    await tab("Entities").click();
    assert.equal(await entities().count(), entityCount, "each entity is a button named NAME, TYPE, N mentions");
    await tab("Quotes").click();
    assert.equal(await page.getByRole("tabpanel", { name: "Quotes" }).getByRole("listitem", { includeHidden: true }).count(), quoteCount);
    await tab("Sentiment").click();
    await page.getByRole("heading", { name: "The writer’s own voice" }).waitFor();
    await tab("Overview").click();
    await page.getByRole("heading", { name: "Who speaks" }).waitFor();
  });

  test("an entity leads to its mentions in the text, one after the other, and lights all of them", async () => {
    await example();
    await tab("Entities").click();
    const row = page.getByRole("button", { name: /^Adaeze Okonjo, person, \d+ mentions$/ });
    const mentions = Number(entityName.exec((await row.getAttribute("aria-label")) ?? "")?.[3]);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await row.click();
    await inSight();
    assert.equal(await row.getAttribute("aria-current"), "true");
    assert.equal(await page.locator("#reading .lit").count(), mentions, "all mentions light up");
    const first = await page.locator("#reading .flash").first().boundingBox();
    await row.click();
    await page.getByText(`2 of ${mentions}`).waitFor();
    await inSight();
    assert.notDeepEqual(await page.locator("#reading .flash").first().boundingBox(), first, "the second press goes on to the second mention");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#reading .lit").count(), 0, "Escape lets go");
  });

  test("a highlight in the text leads to its row", async () => {
    await example();
    await page.locator("#reading .mark", { hasText: /^Devraj Menon$/ }).first().click();
    const row = page.getByRole("button", { name: /^Devraj Menon, person, / });
    await row.waitFor();
    assert.equal(await tab("Entities").getAttribute("aria-selected"), "true");
    assert.equal(await row.getAttribute("aria-current"), "true");

    // Not the "I": that word is its speaker and leads to the entity.
    await reading().getByText("would make the same").click();
    const quote = page.getByRole("tabpanel").getByRole("button", { name: /I would make/ });
    await quote.waitFor({ timeout: 5000 });
    assert.equal(await tab("Quotes").getAttribute("aria-selected"), "true");
    assert.equal(await quote.getAttribute("aria-current"), "true");
  });

  test("what was set aside is folded, says why, and unfolds", async () => {
    await example();
    const fold = reading().getByText(/^Set aside: /).first();
    const menu = reading().getByText("Skip to main content");
    assert.equal(await menu.isVisible(), false);
    await fold.click();
    assert.equal(await menu.isVisible(), true);
  });

  test("layers can be switched off and on", async () => {
    await example();
    const names = button("Names");
    const ground = () => page.locator("#reading .paragraph .entity").first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
    assert.notEqual(await ground(), "rgba(0, 0, 0, 0)");
    await names.click();
    assert.equal(await names.getAttribute("aria-pressed"), "false");
    assert.equal(await ground(), "rgba(0, 0, 0, 0)");
  });

  test("entities can be filtered and ordered", async () => {
    await example();
    await tab("Entities").click();
    const all = await entities().count();
    await page.getByRole("searchbox", { name: "Filter entities" }).fill("hale");
    await page.waitForFunction((all) => document.querySelectorAll("[id^='row-e']").length < all, all);
    assert.ok((await entities().count()) >= 1);
    await page.getByRole("searchbox", { name: "Filter entities" }).fill("");
    await button("By weight").click();
    assert.equal(await entities().count(), all);
  });

  test("what belongs to the article is the reader's to say, also with the keyboard", async () => {
    const menu = "Home | World | Business | Sport";
    await analyze(`${menu}\n\n${story}`);
    await settled();
    const fold = reading().locator("details.aside");
    await fold.locator("summary").click();
    await button(`Belongs to the article: ${menu}`).focus();
    await page.keyboard.press("Enter");
    await fold.waitFor({ state: "detached" });
    await settled();
    await page.waitForFunction((menu) => document.activeElement?.textContent?.startsWith(menu), menu);

    await button("Set lines aside").click();
    await button(/^Set aside: The Orlen Water Board/).click();
    await fold.waitFor();
    await page.waitForFunction(() => document.activeElement?.matches(".aside summary"));
    assert.match(await fold.innerText(), /set aside by the reader/);
    await tab("Entities").click();
    assert.equal(await button(/^Paul Adeyemi, person/).count(), 0, "what is set aside is not read");
    await button("Set lines aside").click();
    assert.equal(await button(/^Set aside: /).count(), 0);

    // Another text starts afresh.
    await analyze(story);
    await settled();
    await button(/^Paul Adeyemi, person/).waitFor();
  });

  test("typing reads the text again without a button", async () => {
    await box().fill(story);
    await settled();
    await reading().getByText("Lena Ortiz").first().waitFor();
    await box().press("Control+End");
    await box().pressSequentially(" Mayor Ada Quill agreed.");
    await reading().getByText("Ada Quill").waitFor();
    await settled();
    await box().press("Control+Enter");
    await settled();
  });

  test("the result is handed out as JSON", async () => {
    await analyze(story);
    await settled();
    await button("Export").click();
    const download = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "JSON" }).click();
    const analysis = JSON.parse(await readFile(await (await download).path(), "utf8"));
    assert.equal(analysis.schema_version, 1);
    assert.equal(analysis.offsets, "utf16");
    assert.equal(analysis.text, story);
    for (const { mentions } of analysis.entities) {
      for (const { start, end, text } of mentions) assert.equal(story.slice(start, end), text);
    }
  });
});

describe("keyboard only", () => {
  test("from the first Tab to a finding and back", async () => {
    // Before the app has come its buttons are disabled, and the Tab key passes them by.
    await arrived();
    await page.waitForFunction(() => document.activeElement?.id === "article");
    await page.locator(".skip").focus();
    for (let step = 0; step < 12 && (await page.evaluate(() => document.activeElement?.textContent)) !== "Try an example"; step += 1) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await settled();

    await tab("Overview").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "tab-Entities");
    assert.equal(await tab("Entities").getAttribute("aria-selected"), "true");
    await page.keyboard.press("End");
    assert.equal(await tab("Sentiment").getAttribute("aria-selected"), "true");
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");

    const row = entities().first();
    await row.focus();
    await page.keyboard.press("Enter");
    await inSight();
    assert.equal(await row.evaluate((row) => row === document.activeElement), true, "the focus stays in the list");
    await page.keyboard.press("Escape");

    // Into the text: one stop for the Tab key, then the arrow keys.
    const way = page.locator("#reading .mark[tabindex='0']");
    assert.equal(await way.count(), 1);
    assert.equal(await page.locator("#reading .heard:not([tabindex='-1'])").count(), 0, "speakers in the margin are on that way");
    await way.focus();
    for (let step = 0; step < 60 && !(await page.evaluate(() => document.activeElement?.closest(".heard"))); step += 1) {
      await page.keyboard.press("ArrowRight");
    }
    assert.match((await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "", /^Quote of /);
    await page.keyboard.press("Home");
    const before = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press("ArrowRight");
    const mark = await page.evaluate(() => document.activeElement?.getAttribute("class"));
    assert.match(mark ?? "", /\bmark\b/);
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), before);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id.startsWith("row-"));
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement?.classList.contains("mark"));
  });

  test("the export menu opens, closes with Escape and gives the focus back", async () => {
    await example();
    await button("Export").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitem");
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "detached" });
    assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? "", /^Export/);
  });
});

describe("other states", () => {
  test("the empty page says what it does and that nothing leaves it", async () => {
    await button("Analyze").waitFor();
    await page.getByText("Nothing you paste leaves this page.").first().waitFor();
    assert.equal(await tab("Overview").count(), 0, "no empty tabs");
    assert.equal(await reading().count(), 1);
  });

  test("white space alone is an error with a hint, and the text is kept", async () => {
    await box().fill("  \n \t ");
    await button("Analyze").click();
    const alert = page.getByRole("alert").filter({ hasText: /\w/ });
    await alert.waitFor();
    assert.ok((await alert.getByRole("paragraph").count()) >= 2, "message and hint");
    assert.equal(await box().inputValue(), "  \n \t ");
    await analyze(story);
    await settled();
    assert.equal(await page.getByRole("alert").innerText(), "", "the next success takes the error away");
  });

  test("nothing found is said, not shown as empty lists", async () => {
    await analyze("it rains and then it rains on and on here");
    await settled(/^Analyzed 10 words: 0 entities, 0 quotes$/);
    await page.getByRole("tabpanel").getByText(/^Nothing was found/).waitFor();
    await tab("Quotes").click();
    await page.getByRole("tabpanel").getByText(/^Nobody is quoted/).waitFor();
  });

  test("Clear empties everything and puts the focus into the text box", async () => {
    await example();
    await button("Clear").click();
    assert.equal(await box().inputValue(), "");
    assert.equal(await tab("Overview").count(), 0);
    assert.equal(await box().evaluate((box) => box === document.activeElement), true);
  });

  /** Opens the page so that the app arrives when the function that comes back is called. */
  async function early() {
    /** @type {() => void} */
    let release = () => {};
    const released = new Promise((resolve) => (release = () => resolve(undefined)));
    await page.route("**/app_bg.wasm", async (route) => {
      await released;
      await route.continue();
    });
    await page.reload();
    return release;
  }

  test("words typed before the app arrives are kept, and read without a button", async () => {
    const arrive = await early();
    await box().fill(story);
    await box().press("ArrowLeft");
    arrive();
    await arrived();
    assert.equal(await box().inputValue(), story);
    assert.equal(await box().evaluate((box) => box === document.activeElement), true);
    await settled();
    await page.keyboard.type("!");
    assert.equal(await box().inputValue(), `${story.slice(0, -1)}!.`, "the caret stays where it was");
  });

  test("no key is lost that is pressed while the app arrives", async () => {
    const arrive = await early();
    await box().focus();
    const words = "the ferry sails again ".repeat(12);
    const typing = page.keyboard.type(words, { delay: 4 });
    arrive();
    await typing;
    await arrived();
    assert.equal(await box().inputValue(), words);
  });

  test("the focus stays where it is when the app arrives", async () => {
    const arrive = await early();
    await page.locator(".skip").focus();
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    assert.equal(await focused(), "Skip to the reading view");
    arrive();
    await arrived();
    await page.waitForFunction(() => document.activeElement?.textContent === "Skip to the reading view");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Language");
    await page.keyboard.press("Tab");
    assert.equal(await focused(), "Analyze");
  });

  test("an engine that did not come is fetched again when it is needed", { skip: inOneFile }, async () => {
    let broken = true;
    await page.route("**/newsglass_bg.wasm", (route) =>
      broken ? route.fulfill({ status: 503, body: "later" }) : route.continue(),
    );
    await page.reload();
    await arrived();
    await page.getByRole("alert").filter({ hasText: /\S/ }).waitFor();
    broken = false;
    await analyze(story);
    await settled();
    assert.equal(await page.getByRole("alert").filter({ hasText: /\S/ }).count(), 0);
  });

  test("nothing moves while the app arrives", async () => {
    const init = `window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((shift) => shift.value)))
        .observe({ type: "layout-shift", buffered: true });`;
    await open({ init });
    await arrived();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
    // @ts-expect-error: kept there by the script above
    assert.deepEqual(await page.evaluate(() => window.shifts), []);
  });

  test("a missing part is explained with cause and remedy", { skip: inOneFile }, async () => {
    page.expectTrouble(/404/);
    await page.route("**/app_bg.wasm", (route) => route.fulfill({ status: 404, body: "gone" }));
    await page.reload();
    const alert = page.getByRole("alert").filter({ hasText: "did not arrive" });
    await alert.waitFor();
    assert.match(await alert.innerText(), /app_bg\.wasm/);
  });
});

describe("ways in", () => {
  test("a link with the text in its fragment", async () => {
    await open({}, `#text=${encodeURIComponent(story)}`);
    await settled();
    assert.equal(await box().inputValue(), story);
  });

  test("a link with the text compressed in its fragment", async () => {
    const text = `${story}\n\nÉlodie Çelik 🚢 said “naïve”.`;
    await open({}, `#z=${deflateRawSync(Buffer.from(text)).toString("base64url")}`);
    await settled();
    assert.equal(await box().inputValue(), text);
  });

  for (const fragment of ["#z=AAAA!", "#z=Zm9vYmFy", "#text=%E0%A4%A"]) {
    test(`a damaged link is an error: ${fragment}`, async () => {
      await open({}, fragment);
      await page.getByRole("alert").filter({ hasText: "damaged" }).waitFor();
    });
  }

  test("a text file and an HTML file; a picture is refused", async () => {
    const input = page.locator("input[type=file]");
    await input.setInputFiles({ name: "story.txt", mimeType: "text/plain", buffer: Buffer.from(story) });
    await settled();
    await reading().getByText("Lena Ortiz").first().waitFor();
    const html = "<!doctype html><title>Ferry</title><body><h1>Ferry runs again</h1><p>Captain Ida Holm said the ferry was safe.</p></body>";
    await input.setInputFiles({ name: "story.html", mimeType: "text/html", buffer: Buffer.from(html) });
    await reading().getByText("Ida Holm").first().waitFor();
    assert.doesNotMatch(await reading().innerText(), /<h1>/);
    await input.setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from([1, 2, 3]) });
    await page.getByRole("alert").filter({ hasText: "photo.png" }).waitFor();
  });

  test("a paste with formatting is read with it, until the reader edits", async () => {
    await arrived();
    await box().focus();
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.setData("text/html", "<h1>Ferry runs again</h1><p>Captain Ida Holm said it was safe.</p><p>She smiled.</p>");
      data.setData("text/plain", "Ferry runs again Captain Ida Holm said it was safe. She smiled.");
      const box = /** @type {HTMLTextAreaElement} */ (document.activeElement);
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
      box.value = data.getData("text/plain");
      box.dispatchEvent(new InputEvent("input", { inputType: "insertFromPaste", bubbles: true }));
    });
    await settled();
    await reading().getByText("Ida Holm").first().waitFor();
    assert.doesNotMatch(await reading().innerText(), /<h1>|<p>/, "markup is never shown as words");
    await box().press("End");
    await box().pressSequentially(" x");
    await settled();
    await button("Read it as plain text").waitFor({ state: "detached" });
  });
});

describe("for all", () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`no barrier that axe knows of, ${colorScheme}`, async () => {
      await open({ colorScheme, reducedMotion: "reduce" });
      await arrived();
      await axe(page);
      await example();
      for (const name of ["Overview", "Entities", "Quotes", "Sentiment"]) {
        await tab(name).click();
        await axe(page);
      }
      await tab("Entities").click();
      await entities().first().click();
      await axe(page);
      await box().fill(" ");
      await button("Analyze").click();
      await page.getByRole("alert").filter({ hasText: /\w/ }).waitFor();
      await axe(page);
    });
  }

  for (const width of [320, 360, 820, 1440]) {
    test(`no sideways scrolling at ${width} pixels`, async () => {
      await open({ viewport: { width, height: 740 } });
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok((await over()) <= 0, "empty");
      await example();
      for (const name of ["Overview", "Entities", "Quotes", "Sentiment"]) {
        await tab(name).click();
        assert.ok((await over()) <= 0, name);
      }
    });
  }

  test("words without an end stay on the page, on a phone and in the panel", async () => {
    await open({ viewport: { width: 360, height: 740 } });
    await arrived();
    await box().fill(`Plan-${"x".repeat(180)}\n\nMayor ${"Anna".repeat(30)} Berg said on Monday that ${"a".repeat(150)} was "wonderful".`);
    await button("Analyze").click();
    await settled();
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: 740 });
      for (const name of ["Overview", "Entities", "Quotes", "Sentiment"]) {
        await tab(name).click();
        const over = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll(".tab-panel")].map((part) => part.scrollWidth - part.clientWidth));
        assert.deepEqual(over.filter((pixels) => pixels > 0), [], `${name} at ${width}`);
      }
    }
  });

  test("on a phone a row leads to a place that the panel does not cover", async () => {
    await open({ viewport: { width: 360, height: 740 }, reducedMotion: "reduce" });
    await example();
    await tab("Entities").click();
    await entities().nth(2).click();
    await page.locator("#reading .flash").first().waitFor();
    const place = await page.locator("#reading .flash").first().boundingBox();
    const panel = await page.getByRole("tablist").boundingBox();
    assert.ok(place && panel && place.y > 0 && place.y + place.height <= panel.y, `${JSON.stringify(place)} above ${JSON.stringify(panel)}`);
  });
});
