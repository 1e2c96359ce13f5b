// The tabs: every number leads back to its words, every list can be narrowed down and put in another order.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { launch } from "./harness.mjs";
import { on } from "./ready.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;
/** @type {ReturnType<typeof on>} */
let app;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  await page?.context().close();
  page = await browser.open("/", { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  app = on(page);
  await app.example();
});
afterEach(() => page.done());

/** The part of the panel under a heading. @param {string} name */
const part = (name) => page.locator("section.group").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** Waits until the reading view shows where `text` stands. @param {string | RegExp} text */
async function shown(text) {
  const pattern = typeof text === "string" ? text : text.source;
  await page.waitForFunction((pattern) => {
    const flashed = [...document.querySelectorAll("#reading .flash")];
    const [first] = flashed;
    const box = first?.getBoundingClientRect();
    const words = flashed.map((element) => element.textContent).join("");
    return box && box.bottom > 0 && box.top < innerHeight && new RegExp(pattern).test(words);
  }, pattern);
}

const literal = (/** @type {string} */ text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

describe("the overview", () => {
  test("says what it is about in sentences of the article, and leads to them", async () => {
    const sentences = part("What it is about").getByRole("button");
    assert.equal(await sentences.count(), 3);
    const text = (await sentences.nth(1).innerText()).trim();
    assert.ok((await app.box().inputValue()).includes(text), "word for word");
    await sentences.nth(1).click();
    await shown(literal(text.slice(0, 30)));
  });

  test("says who is in it by kind, and who speaks for how much of it", async () => {
    const who = part("Who is in it");
    for (const kind of ["People", "Organizations", "Places"]) await who.getByRole("heading", { name: kind }).waitFor();
    await who.getByRole("button", { name: /^Adaeze Okonjo, person/ }).click();
    await shown("Okonjo");
    // Its card opens, as everywhere else, with the focus on it.
    await page.locator(".card").waitFor();
    assert.match((await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "", /^Adaeze Okonjo, person/);
    await app.tab("Overview").click();
    await who.getByRole("button", { name: /^Northern Rivers Transport Authority/ }).click();
    const spoken = page.locator(".card-part", { has: page.getByRole("heading", { name: /^Is spoken of/ }) });
    assert.match((await spoken.locator(".context-speaker").allInnerTexts()).join(), /Hale|Okonjo|Menon/, "by whom");
    await app.tab("Overview").click();

    const speaks = part("Who speaks");
    const whole = /(\d+)% of the article is attributed/.exec(await speaks.innerText());
    assert.ok(whole && Number(whole[1]) > 20 && Number(whole[1]) < 60, `${whole?.[1]} %`);
    const shares = [...(await speaks.locator(".keys").innerText()).matchAll(/(\d+)%/g)].map((match) => Number(match[1]));
    const sum = shares.reduce((a, b) => a + b, 0);
    assert.ok(sum >= 98 && sum <= 102, `${sum} % in all`);
    await speaks.getByRole("heading", { name: "Not named" }).waitFor();
    await speaks.getByRole("button", { name: /^Devraj Menon/ }).click();
    await shown("");
  });

  test("draws the tone along the text; a column leads to its paragraph, by keyboard too, and a table says the same", async () => {
    const tone = part("In which tone");
    const columns = tone.getByRole("group", { name: /^Tone by paragraph/ }).getByRole("button");
    const count = await columns.count();
    assert.ok(count > 10);
    await columns.first().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const name = (await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))) ?? "";
    assert.match(name, /^Paragraph 3: writer .+, quoted .+: /);
    await page.keyboard.press("Enter");
    const opening = name.slice(name.lastIndexOf(": ") + 2).replace("…", "");
    await shown(literal(opening.slice(0, 20)));
    assert.equal(await columns.nth(2).getAttribute("aria-current"), "true");

    await tone.getByText("As a table").click();
    assert.equal(await tone.getByRole("row").count(), count + 1);
  });

  test("lists days in their order, with their words, and places", async () => {
    const when = part("When");
    const labels = await when.locator(".day-label").allInnerTexts();
    assert.ok(labels.length >= 5);
    assert.ok(labels.indexOf("1968") < labels.indexOf("14 Feb 2025"), labels.join());
    await when.getByRole("button", { name: /^1968/ }).click();
    await shown("1968");
    const where = part("Where");
    await where.getByRole("button", { name: /^Port Ellery/ }).click();
    await shown(/Port Ellery/i);
  });

  test("draws places that are known on a map, where they lie", async () => {
    const where = part("Where");
    assert.equal(await where.getByRole("img").count(), 0, "the towns of the example are nowhere in the world");
    await app.analyze(
      "Ministers meet in Berlin\n\nBERLIN - Ministers of Germany and Japan met in Berlin on Monday and flew on to Tokyo. " +
        "Germany paid for the flight. The talks in Berlin went well, a spokesman said, and Tokyo was pleased.",
    );
    const map = where.getByRole("img", { name: /^Map of \d+ places?; the list names them$/ });
    await map.waitFor();
    const spots = await map.locator(".spot").evaluateAll((spots) =>
      spots.map((spot) => {
        const { x, y, width, height } = spot.getBoundingClientRect();
        return [spot.querySelector("title")?.textContent, x + width / 2, y + height / 2];
      }),
    );
    const at = new Map(spots.map(([name, x, y]) => [name, [Number(x), Number(y)]]));
    const [berlin = [], tokyo = []] = [at.get("Berlin"), at.get("Tokyo")];
    assert.ok((berlin[0] ?? 0) < (tokyo[0] ?? 0) && (berlin[1] ?? 0) < (tokyo[1] ?? 0), `west and north: ${JSON.stringify(spots)}`);
    await where.getByRole("button", { name: /^Tokyo/ }).click();
    await shown("Tokyo");

    await app.tab("Entities").click();
    await app.button(/^Germany, place, /).click();
    const link = page.locator(".card").getByRole("link", { name: /^Wikidata Q\d+$/ });
    assert.match((await link.getAttribute("href")) ?? "", /^https:\/\/www\.wikidata\.org\/wiki\/Q183$/);
    assert.match((await link.getAttribute("rel")) ?? "", /noreferrer/);
  });

  test("says how long it takes to read, and how that is reckoned", async () => {
    const read = part("To read");
    assert.match(await read.innerText(), /3 minutes/);
    await read.getByText("How this is reckoned").click();
    const formula = await read.innerText();
    const numbers = /4\.71 × ([\d.]+) letters a word \+ 0\.5 × ([\d.]+) words a sentence − 21\.43 = ([\d.]+)/.exec(formula);
    assert.ok(numbers, formula);
    const [letters = 0, words = 0, index = 0] = numbers.slice(1).map(Number);
    assert.ok(Math.abs(4.71 * letters + 0.5 * words - 21.43 - index) < 0.15, "the numbers shown give the result shown");
  });
});

describe("a tone", () => {
  const PRAISE =
    "Lotte Meyer is one of the finest cellists of her generation. Her new recording is a triumph: warm, brave and beautiful. " +
    "Meyer plays the slow movement with wonderful tenderness, and her brilliant finale deserves every bit of applause.";
  const BLAME =
    "The mayor was not honest with voters. The awful, reckless plan failed. Critics were angry about the terrible delay. " +
    "She has good friends. Officials spoke with Dana Orr in Paris.";

  test("is said in words, with the numbers for who asks, and not at all where there is none", async () => {
    const said = async (/** @type {string} */ name) => {
      await app.tab(name).click();
      // Those of guesses are folded away with them.
      const tags = app.panel().locator(".tone-tag").filter({ visible: true });
      const words = (await tags.allInnerTexts()).map((text) => text.replace(/\s+/g, " ").trim());
      for (const word of words) assert.match(word, /^([+−] ?(clearly )?(positive|negative)|± ?mixed)$/, name);
      return words.length;
    };
    assert.equal(await said("Entities"), 0, "nobody is praised or blamed by the writer");
    assert.ok((await said("Quotes")) > 0);
    const rows = await app.panel().locator(".quote").count();
    assert.ok((await app.panel().locator(".quote .tone-tag").count()) < rows, "most quotes have none");
    await app.analyze(PRAISE);
    assert.ok((await said("Entities")) > 0);

    await app.analyze(BLAME);
    await app.tab("Overview").click();
    const label = app.panel().locator(".tone-words").first();
    assert.match(await label.innerText(), /^−\s*(clearly )?negative$/);
    assert.match((await label.locator(".tone-tag").getAttribute("title")) ?? "", /^score −0\.\d\d on −1 to \+1, strength /);
  });

  test("rests on words that support it; others come second, and a bare negation is none", async () => {
    await app.analyze(BLAME);
    const [because, butAlso] = [app.panel().locator(".because").first(), app.panel().locator(".because").nth(1)];
    assert.equal(await because.locator(".chip.positive").count(), 0);
    assert.ok((await because.locator(".chip.negative").count()) >= 3);
    assert.match(await butAlso.innerText(), /^but also:/);
    assert.equal(await butAlso.locator(".chip.negative").count(), 0);
    await app.reading().getByText("not honest", { exact: true }).waitFor();

    await app.tab("Sentiment").click();
    const own = await part("The writer’s own voice").locator(".but-also, .word").evaluateAll((all) => all.map((one) => ["but-also", "negative", "positive"].find((name) => one.classList.contains(name))));
    assert.equal(own[0], "negative");
    assert.ok(own.indexOf("but-also") > 0 && own.lastIndexOf("negative") < own.indexOf("but-also") && own.indexOf("positive") > own.indexOf("but-also"), own.join());
    const words = await app.panel().locator(".word .row-name").allInnerTexts();
    assert.ok(words.includes("not honest") && !words.includes("not") && !words.includes("honest"), words.join());
  });
});

describe("the tables", () => {
  test("entities are sorted by a column, both ways, and narrowed down by kind", async () => {
    await app.tab("Entities").click();
    const table = app.panel().getByRole("table", { name: /^Who and what/ });
    const names = () => table.locator("tbody .row-name").allInnerTexts();
    await table.getByRole("button", { name: "Name" }).click();
    const ascending = await names();
    const sorted = [...ascending].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
    assert.deepEqual(ascending, sorted);
    assert.equal(await table.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort"), "ascending");
    await table.getByRole("button", { name: "Name" }).click();
    assert.deepEqual(await names(), sorted.reverse());
    assert.equal(await table.getByRole("columnheader", { name: "Name" }).getAttribute("aria-sort"), "descending");

    await table.getByRole("button", { name: "Times" }).click();
    const times = (await table.locator("tbody .cell-number").allInnerTexts()).map(Number);
    assert.deepEqual(times, [...times].sort((a, b) => b - a));

    await page.getByRole("combobox", { name: "Kind" }).selectOption("organization");
    const labels = await table.locator("tbody button").evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")));
    assert.ok(labels.length >= 3 && labels.every((label) => label?.includes(", organization, ")), labels.join());
  });

  test("quotes are narrowed down by words and kind, put in the order of the text, and say why", async () => {
    await app.tab("Quotes").click();
    const quotes = app.panel().getByRole("listitem");
    const all = await quotes.count();
    await app.button("As in the text").click();
    assert.equal(await quotes.count(), all);
    await page.getByRole("combobox", { name: "Kind of quote" }).selectOption("Unnamed or not found");
    const unnamed = await quotes.count();
    assert.ok(unnamed >= 1 && unnamed < all);
    await page.getByRole("combobox", { name: "Kind of quote" }).selectOption("All quotes");
    await page.getByRole("searchbox", { name: "Filter quotes" }).fill("second inspection");
    await quotes.filter({ hasText: "There was no second inspection" }).waitFor();
    await page.waitForFunction((all) => document.querySelectorAll("#tab-panel li").length < all, all);
    await quotes.first().getByText("Why").click();
    const why = await quotes.first().innerText();
    assert.match(why, /Speaker\s+‘the official’/);
    assert.match(why, /Said with\s+‘said’, a form of ‘say’/);
    await quotes.first().getByRole("button", { name: /There was no second/ }).click();
    await shown("There was no second inspection");
  });

  test("tone words stand in their context, in any order", async () => {
    await app.tab("Sentiment").click();
    await page.getByRole("searchbox", { name: "Filter words" }).fill("shameful");
    const word = app.panel().getByRole("button", { name: /^shameful/ });
    await word.waitFor();
    assert.match(await word.innerText(), /The delay was shameful/);
    await word.click();
    await shown("shameful");
    await page.getByRole("searchbox", { name: "Filter words" }).fill("");
    await app.button("A–Z").click();
    const own = await part("The writer’s own voice").locator(".word .row-name").allInnerTexts();
    assert.deepEqual(own, [...own].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  });
});
