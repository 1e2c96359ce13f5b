// The reading view: what lights up, where it stands on the way through the text, the card of an entity, and the layers.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { axe, launch } from "./harness.mjs";
import { entityName, on } from "./ready.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;
/** @type {ReturnType<typeof on>} */
let app;

/** @param {Parameters<typeof browser.open>[1]} [options] */
async function open(options = {}) {
  await page?.context().close();
  page = await browser.open("/", { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
  app = on(page);
  await app.example();
}

const ticks = async () => (((await page.locator(".rail path").getAttribute("d")) ?? "").match(/M/g) ?? []).length;
const layer = (/** @type {string} */ name) => page.getByRole("group", { name: "Highlights" }).getByRole("button", { name });
const lit = (/** @type {string} */ name) => page.locator(`#reading .${name}`).count();

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(() => open());
afterEach(() => page.done());

describe("an entity in the text", () => {
  test("lights up everywhere under the pointer and under the focus, pronouns too, and lets go", async () => {
    const mark = app.reading().getByRole("button", { name: "Adaeze Okonjo", exact: true }).first();
    await mark.hover();
    const count = await lit("hint");
    assert.ok(count >= 6, `${count} mentions`);
    assert.ok((await page.locator("#reading .entity-implied.hint").count()) >= 1, "a pronoun or a description too");
    assert.ok((await ticks()) >= 3, "and stands along the scroll bar");
    await page.mouse.move(5, 5);
    assert.equal(await lit("hint"), 0);
    assert.equal(await ticks(), 0);

    await mark.focus();
    assert.equal(await lit("hint"), count);
    await page.getByRole("tab", { name: "Overview" }).focus();
    assert.equal(await lit("hint"), 0);
  });

  test("is lit from its row, and keeps its ticks while it is chosen", async () => {
    await app.tab("Entities").click();
    const row = app.button(/^Judith Hale, person, /);
    const count = Number(entityName.exec((await row.getAttribute("aria-label")) ?? "")?.[3]);
    await row.hover();
    assert.equal(await lit("hint"), count);
    await row.click();
    const chosen = await ticks();
    assert.ok(chosen >= 2);
    await app.button(/^Martin Hale, person, /).hover();
    await page.mouse.move(5, 5);
    assert.equal(await ticks(), chosen, "what is chosen comes back after a hint");
    await page.keyboard.press("Escape");
    assert.equal(await ticks(), 0);
  });

  test("has a card: aliases, quotes by and about, mentions in context that lead on", async () => {
    await app.reading().getByRole("button", { name: "Devraj Menon", exact: true }).first().click();
    const card = page.locator(".card");
    await card.waitFor();
    assert.match(await card.innerText(), /Speaks\s+\d+ quotes?/);
    await card.getByRole("heading", { name: /^Mentions/ }).waitFor();
    await card.getByRole("heading", { name: /^Says/ }).waitFor();
    await card.getByRole("button", { name: "Next mention" }).click();
    await card.getByText(/^2 of \d/).waitFor();
    assert.equal(await card.getByRole("listitem").locator("[aria-current=true]").count(), 1);
    await card.getByRole("button", { name: "Previous mention" }).click();
    await card.getByText(/^1 of \d/).waitFor();

    // One of the words it says leads to the text, and the card stays.
    await card.locator(".card-part").filter({ has: page.getByRole("heading", { name: /^Says/ }) }).getByRole("button", { name: /Cracks like this/ }).click();
    await page.waitForFunction(() => {
      const flashed = [...document.querySelectorAll("#reading .flash")].map((piece) => piece.textContent);
      return flashed.join("").includes("Cracks like this");
    });
    assert.equal(await card.count(), 1);
    await axe(page);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
  });
});

describe("layers", () => {
  test("each is drawn by a means of its own, not by colour alone, and can be switched off", async () => {
    const looks = () =>
      page.evaluate(() => {
        const style = (/** @type {string} */ selector) => {
          const element = document.querySelector(`#reading ${selector}`);
          if (!element) throw new Error(`nothing is ${selector}`);
          return getComputedStyle(element);
        };
        const sign = document.querySelector("#reading .paragraph .entity.begins");
        return {
          ground: style(".paragraph .entity").backgroundColor !== "rgba(0, 0, 0, 0)",
          sign: sign ? getComputedStyle(sign, "::before").content !== "none" : false,
          rule: style(".block-heard").boxShadow !== "none",
          under: style(".quoted").borderBottomStyle !== "none",
          tone: style(".tone").textDecorationLine === "underline",
        };
      });
    assert.deepEqual(await looks(), { ground: true, sign: true, rule: true, under: true, tone: true });
    for (const name of ["Names", "Quoted words", "Tone"]) await layer(name).click();
    assert.deepEqual(await looks(), { ground: false, sign: false, rule: false, under: false, tone: false });
  });

  test("praise and blame differ without colour, and nothing looks misspelled", async () => {
    const lines = (/** @type {string} */ selector) =>
      page.locator(selector).evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).textDecorationStyle))]);
    const both = async (/** @type {string} */ positive, /** @type {string} */ negative) => [await lines(positive), await lines(negative)];
    assert.deepEqual(await both("#reading .tone-positive", "#reading .tone-negative"), [["solid"], ["double"]]);
    assert.deepEqual(await both(".because .chip.positive", ".because .chip.negative"), [["solid"], ["double"]]);
    await app.tab("Sentiment").click();
    assert.deepEqual(await both(".word.positive .row-name", ".word.negative .row-name"), [["solid"], ["double"]]);
    assert.deepEqual(await lines(".sample-tone"), ["double"]);
    const waves = await page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.cssText.includes("wavy")).length);
    assert.equal(waves, 0);
  });

  test("a name inside quoted words that carry tone shows all three", async () => {
    await app.analyze('The harbour reopened on Monday.\n\n"The Orlen Bridge disaster was shameful and Ada Quill failed us," said Ben Ruiz, a sailor.');
    const quoted = page.locator("#reading .quoted.entity").first();
    await quoted.waitFor();
    const style = await quoted.evaluate((mark) => {
      const { backgroundColor, borderBottomStyle } = getComputedStyle(mark);
      return { backgroundColor, borderBottomStyle };
    });
    assert.notEqual(style.backgroundColor, "rgba(0, 0, 0, 0)");
    assert.equal(style.borderBottomStyle, "solid");
    assert.ok((await page.locator("#reading .quoted.tone").count()) >= 1);
  });
});

describe("the keyboard", () => {
  test("? lists the keys; single keys step, switch and open, and can be switched off", async () => {
    await page.locator("body").press("?");
    const help = page.getByRole("dialog", { name: "Keyboard" });
    await help.waitFor();
    await axe(page);
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });

    await page.locator("body").press("2");
    assert.equal(await app.tab("Entities").getAttribute("aria-selected"), "true");
    await app.button(/^Adaeze Okonjo, person, /).click();
    await page.keyboard.press("n");
    await page.getByText(/^2 of \d/).waitFor();
    await page.keyboard.press("p");
    await page.getByText(/^1 of \d/).waitFor();
    await page.keyboard.press("t");
    assert.equal(await layer("Tone").getAttribute("aria-pressed"), "false");
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Filter entities");
    await page.keyboard.press("t");
    assert.equal(await layer("Tone").getAttribute("aria-pressed"), "false", "in a field a key is a letter");

    await app.button("Keyboard").click();
    await help.getByRole("checkbox").uncheck();
    await help.getByRole("button", { name: "Close" }).click();
    await page.locator("body").press("1");
    assert.equal(await app.tab("Entities").getAttribute("aria-selected"), "true", "switched off");
    await app.button("Keyboard").click();
    await help.getByRole("checkbox").check();
  });
});

describe("on a phone", () => {
  test("the text comes first, and the panel opens when it is asked for", async () => {
    await open({ viewport: { width: 360, height: 740 } });
    const panel = page.getByRole("complementary", { name: "Findings" });
    const height = async () => (await panel.boundingBox())?.height ?? 0;
    assert.ok((await height()) < 80, `${await height()} pixels of findings cover the text`);
    await app.tab("Quotes").click();
    assert.ok((await height()) > 250);
    await app.button("Findings").click();
    assert.ok((await height()) < 80);
    await app.reading().getByRole("button", { name: "Adaeze Okonjo", exact: true }).first().click();
    await page.locator(".card").waitFor();
    assert.ok((await height()) > 250, "a name that is pressed shows its card");
  });
});

describe("for all", () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`every part in forced colours and at 320 pixels, ${colorScheme}`, async () => {
      await open({ colorScheme, forcedColors: "active", viewport: { width: 320, height: 640 } });
      for (const name of ["Overview", "Entities", "Quotes", "Sentiment"]) {
        await app.tab(name).click();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${name} is ${over} pixels too wide`);
        await axe(page);
      }
    });
  }

  test("on paper the text stands with the findings behind it, and no buttons", async () => {
    const ink = () => page.locator(".prose .paragraph").first().evaluate((words) => getComputedStyle(words).getPropertyValue("--ink"));
    const onScreen = await ink();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".desk").isVisible(), false);
    assert.equal(await page.locator(".rail").isVisible(), false);
    assert.equal(await page.locator(".tabs").isVisible(), false);
    assert.equal(await app.reading().isVisible(), true);
    // Paper is white, whatever the screen is.
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await ink(), onScreen);
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
  });
});
