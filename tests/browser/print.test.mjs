// On paper: what the marks mean, where the article is from, and pages that are full.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { launch } from "./harness.mjs";
import { on } from "./ready.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** How many pages a PDF has. @param {Buffer} pdf */
const pages = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;

/** The width of A4 between its margins, in CSS pixels: what layouts for paper are measured at. */
const PAPER = { width: 680, height: 990 };

async function example() {
  const page = await browser.open("/", { viewport: PAPER, reducedMotion: "reduce" });
  const app = on(page);
  await app.example();
  return { page, app };
}

describe("the page on paper", () => {
  test("says what the marks mean that are on, where the article is from and when it was read; on the screen it does not", async () => {
    const { page } = await example();
    const legend = page.locator(".paper-legend");
    assert.equal(await legend.isVisible(), false);
    await page.emulateMedia({ media: "print" });
    for (const meaning of ["person", "organization", "place", "date", "money", "quoted word for word", "quoted in other words", "praise", "blame"]) {
      await legend.getByText(meaning, { exact: true }).waitFor();
    }
    assert.equal(await legend.getByText("law", { exact: true }).count(), 0, "only what is in the text");
    assert.match(await page.locator(".paper-source").innerText(), /^“Port Ellery bridge .*” · The Harrow Valley Courier · 14 Feb 2025 · Read with Newsglass · \d+ \w+ \d{4}$/);
    await page.locator(".paper-heading").getByText("Overview").waitFor();
    await page.emulateMedia({ media: "screen" });
    await page.getByRole("group", { name: "Highlights" }).getByRole("button", { name: "Tone" }).click();
    await page.emulateMedia({ media: "print" });
    assert.equal(await legend.getByText("blame", { exact: true }).count(), 0, "what is switched off needs no legend");
    await page.emulateMedia({ media: "screen" });
    await page.done();
    await page.context().close();
  });

  test("has the guesses, too, no sign of a button, and the address of the article", async () => {
    const { page, app } = await example();
    const address = "https://courier.example/2025/bridge";
    await page.setViewportSize({ width: 1280, height: 900 });
    await app.button("Add the address of this article").click();
    await page.getByRole("dialog").getByRole("textbox").fill(address);
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await app.panel().getByRole("link", { name: address }).waitFor();
    await app.tab("Quotes").click();
    const guess = page.locator(".less-sure .quote-button").first();
    const isHigh = async () => ((await guess.boundingBox())?.height ?? 0) > 10;
    assert.equal(await isHigh(), false, "on the screen the guesses wait in their fold");
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize(PAPER);
    assert.ok(await isHigh());
    assert.ok((await page.locator(".paper-source").innerText()).endsWith(` \u{b7} ${address}`));
    const notes = await page.locator(".voice-note, .row-note").allInnerTexts();
    assert.ok(notes.length > 5);
    for (const note of notes) assert.doesNotMatch(note, /Copy|\u{b7}\s*$/u);
    await page.emulateMedia({ media: "screen" });
    await page.done();
    await page.context().close();
  });

  test("has the speakers beside their paragraphs, in the margin of the sheet", async () => {
    const { page } = await example();
    await page.emulateMedia({ media: "print" });
    const boxes = await page.locator(".prose .block-heard").evaluateAll((blocks) =>
      blocks.map((block) => {
        const [margin, words] = [block.querySelector(".margin"), block].map((element) => element?.getBoundingClientRect());
        return { left: margin?.left ?? -1, right: margin?.right ?? 1e9, top: (margin?.top ?? 1e9) - (words?.top ?? 0), words: words?.left ?? 0 };
      }),
    );
    assert.ok(boxes.length > 5);
    for (const { left, right, top, words } of boxes) assert.ok(left >= 0 && right <= words && top < 20, JSON.stringify({ left, right, top, words }));
    await page.emulateMedia({ media: "screen" });
    await page.done();
    await page.context().close();
  });

  test("fills its pages: as many as its length needs, on A4 and on Letter", async () => {
    const { page } = await example();
    for (const [format, height] of /** @type {[string, number][]} */ ([["A4", 297], ["Letter", 279.4]])) {
      const count = pages(await page.pdf({ format }));
      await page.emulateMedia({ media: "print" });
      // What the page is high at the width of the sheet, over what a sheet holds between its margins.
      const whole = await page.evaluate(() => document.body.getBoundingClientRect().height);
      const needed = Math.ceil(whole / (((height - 34) / 25.4) * 96));
      await page.emulateMedia({ media: "screen" });
      assert.ok(count >= 2 && count <= needed + 1, `${format}: ${count} pages for ${needed}`);
    }
    await page.done();
    await page.context().close();
  });
});

describe("the annotated article", () => {
  test("has its speakers in the margin of a wide window and of paper, above the paragraph on a narrow one, and the signs of the app", async () => {
    const { page, app } = await example();
    await app.button("Export").click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: /^Annotated article/ }).click();
    const html = await readFile(await (await waiting).path(), "utf8");
    await page.done();
    await page.context().close();

    const context = await browser.chromium.newContext({ viewport: { width: 1280, height: 900 } });
    const copy = await context.newPage();
    /** @type {string[]} */
    const troubles = [];
    copy.on("console", (message) => troubles.push(message.text()));
    copy.on("request", (request) => request.url().startsWith("data:") || troubles.push(request.url()));
    await copy.setContent(html);
    const margin = () =>
      copy.locator("p[data-heard]").first().evaluate((words) => {
        const { position, content } = getComputedStyle(words, "::before");
        return [position, content];
      });
    const [position, name] = await margin();
    assert.equal(position, "absolute");
    assert.match(name ?? "", /^"\w/);
    await copy.setViewportSize({ width: 360, height: 640 });
    assert.equal((await margin())[0], "static");
    await copy.emulateMedia({ media: "print" });
    assert.equal((await margin())[0], "absolute");
    await copy.emulateMedia({ media: "screen" });

    const drawn = (/** @type {string} */ selector) =>
      copy.locator(selector).first().evaluate((mark) => {
        const { textDecorationStyle, textDecorationLine, borderBottomStyle } = getComputedStyle(mark);
        return [textDecorationLine, textDecorationStyle, borderBottomStyle].join(" ");
      });
    assert.equal(await drawn("article .q:not(.indirect, .mixed)"), "none solid solid");
    assert.equal(await drawn("article .q.indirect"), "none solid dashed");
    assert.equal(await drawn("article .q.mixed"), "none solid dotted");
    assert.equal(await drawn("article .t.negative"), "underline double none");
    assert.equal(await drawn("article .t:not(.negative)"), "underline solid none");
    const sign = await copy.locator("article .e.person.name").first().evaluate((mark) => getComputedStyle(mark, "::before").maskImage);
    assert.match(sign, /^url\("data:image\/svg\+xml,/);
    await copy.getByRole("region", { name: "The marks in the text:" }).getByText("blame", { exact: true }).waitFor();
    assert.deepEqual(troubles, [], "nothing is asked for, and the policy forbids nothing of its own");
    await context.close();
  });
});
