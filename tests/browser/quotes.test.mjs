// Who speaks about whom, quotes within quotes, the forms in which they are copied, and the address of the article that goes with them.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { axe, launch } from "./harness.mjs";
import { on } from "./ready.mjs";

const story = `Ferry halted after engine fire

By Ines Falk

Mayor Lena Ortiz said on Tuesday that the ferry would not sail before June. "We saved the ferry, and I am proud of the crew," Ortiz said.

"Lena Ortiz has lied to this town for years, and her reckless plan is a disgrace," said Paul Adeyemi, who leads the Harbour Union.

"Ortiz is a wonderful mayor, and we trust her," said Greta Holm, the owner of the shipyard.

Adeyemi said that Greta Holm had failed the workers. The Harbour Union has 300 members.`;
const address = "https://harbour.example/2024/05/ferry?from=a&to=b";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;
/** @type {ReturnType<typeof on>} */
let app;

const dialog = () => page.getByRole("dialog", { name: "Address of this article" });
/** @param {string} name */
const card = async (name) => {
  await app.tab("Entities").click();
  await app.panel().getByRole("button", { name: new RegExp(`^${name}, `) }).click();
};
const flavours = () =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (/** @type {string} */ type) => (item?.types.includes(type) ? (await item.getType(type)).text() : "");
    return { plain: await read("text/plain"), html: await read("text/html") };
  });
/** @param {string} words */
const quote = (words) => app.panel().getByRole("listitem").filter({ hasText: words }).first();
/** @param {string} form */
const copyAs = async (form) => {
  await quote("lied to this town").getByRole("button", { name: /, in another form$/ }).click();
  await page.getByRole("menuitemradio", { name: form, exact: true }).click();
};
const copied = () => quote("lied to this town").getByText("Copied", { exact: true }).waitFor();
const ended = () => page.waitForFunction(() => !document.querySelector("dialog[open]"));

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  page = await browser.open("/", { permissions: ["clipboard-read", "clipboard-write"], reducedMotion: "reduce" });
  app = on(page);
  await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
  await app.analyze(story);
});
afterEach(() => page.done());

describe("who speaks about whom", () => {
  test("is an order of its own: under each name who mentions it, in which tone, with the mention marked", async () => {
    await app.tab("Quotes").click();
    await app.button("About whom").click();
    const group = app.panel().locator("section", { has: page.getByRole("heading", { name: "Lena Ortiz" }) });
    await group.waitFor();
    assert.deepEqual((await group.locator(".quote-speaker").allInnerTexts()).sort(), ["Greta Holm", "Paul Adeyemi"], "not her own words");
    const blame = group.getByRole("listitem").filter({ hasText: "lied to this town" });
    assert.equal(await blame.locator("mark").first().innerText(), "Lena Ortiz");
    assert.match(await blame.innerText(), /negative (about them|the quote as a whole)/);
    assert.doesNotMatch(await blame.locator(".row-note").innerText(), /\d/, "tone in words");
    await axe(page, { include: ".panel" });
    // It holds while one looks elsewhere.
    await app.tab("Overview").click();
    await app.tab("Quotes").click();
    assert.equal(await app.button("About whom").getAttribute("aria-pressed"), "true");
    await page.getByRole("searchbox", { name: "Filter quotes" }).fill("holm");
    await page.waitForFunction(() => document.querySelectorAll(".tab-panel .quote").length < 3);
  });

  test("is one click from a card to the critics, by keyboard too, and Escape leads back to the card", async () => {
    await card("Lena Ortiz");
    const critics = app.button(/^Who criticises them here \(\d\)$/);
    assert.match(await critics.innerText(), /\(1\)/);
    await critics.press("Enter");
    await page.waitForFunction(() => document.activeElement?.id === "about-whom");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Who criticises Lena Ortiz here: 1 quote");
    assert.deepEqual(await app.panel().locator(".quote-speaker").allInnerTexts(), ["Paul Adeyemi"]);
    // The view holds while one looks elsewhere.
    await app.tab("Sentiment").click();
    await app.tab("Quotes").click();
    assert.deepEqual(await app.panel().locator(".quote-speaker").allInnerTexts(), ["Paul Adeyemi"]);
    await app.button("About everybody").click();
    assert.ok((await app.panel().locator(".quote-speaker").count()) > 1);
    await card("Lena Ortiz");
    await critics.click();
    await page.locator("#about-whom").waitFor();
    await page.keyboard.press("Escape");
    await critics.waitFor();
    await page.waitForFunction(() => document.activeElement?.id.startsWith("row-e"));
    assert.equal(await app.tab("Entities").getAttribute("aria-selected"), "true");
  });

  test("has no button where nobody speaks badly of one", async () => {
    await card("Paul Adeyemi");
    await app.panel().getByRole("heading", { name: "Mentions" }).waitFor();
    assert.equal(await page.getByRole("button", { name: /^Who criticises/ }).count(), 0);
  });

  test("a quote pressed in the text has its row, whatever was shown", async () => {
    await card("Lena Ortiz");
    await app.button(/^Who criticises them here/).click();
    await page.locator("#about-whom").waitFor();
    await app.reading().getByText("of the crew").first().click();
    await app.panel().locator("[id^='row-q'][aria-current=true]").filter({ hasText: "proud of the crew" }).waitFor();
  });
});

test("a quote within a quote stands in its card, and under its own speaker", async () => {
  await app.button("Edit text").click();
  await app.analyze(`${story}\n\nTomas Riel said that Greta Holm had told him that the ferry was unsafe.`);
  await app.tab("Quotes").click();
  const group = (/** @type {string} */ name) => app.panel().locator("section", { has: page.getByRole("heading", { name }) });
  const within = group("Tomas Riel").getByRole("list", { name: "Quoted within it" });
  assert.match(await within.innerText(), /^Greta Holm\s+that the ferry was unsafe$/);
  await group("Greta Holm").getByText("quoted by Tomas Riel").waitFor();
  await app.button("As in the text").click();
  const inner = app.panel().getByRole("button", { name: "that the ferry was unsafe", exact: true });
  await inner.waitFor();
  assert.equal(await inner.count(), 1, "in the order of the text it has one card");
  assert.equal(await app.panel().getByRole("list", { name: "Quoted within it" }).getByRole("button", { name: "that the ferry was unsafe" }).count(), 1);
});

describe("copying", () => {
  test("has four forms behind the button; the one that is chosen is the button's from then on", async () => {
    await app.tab("Quotes").click();
    await copyAs("Markdown");
    await copied();
    let { plain, html } = await flavours();
    assert.match(plain, /^> "Lena Ortiz has lied [^\n]*\n>\n> — Paul Adeyemi[^\n]*\(“Ferry halted after engine fire”\)$/);
    assert.equal(html, "");
    await page.reload();
    await app.settled();
    await app.tab("Quotes").click();
    await quote("wonderful mayor").getByRole("button", { name: /^Copy quote \d+$/ }).click();
    await quote("wonderful mayor").getByText("Copied", { exact: true }).waitFor();
    ({ plain, html } = await flavours());
    assert.match(plain, /^> "Ortiz is a wonderful mayor/);
    await copyAs("Plain text");
    await copied();
    ({ plain, html } = await flavours());
    assert.match(plain, /^"Lena Ortiz has lied/);
    assert.equal(html, "");
    await copyAs("With formatting");
    await copied();
    ({ plain, html } = await flavours());
    assert.match(html, /<blockquote>/);
    const more = quote("lied to this town").getByRole("button", { name: /, in another form$/ });
    await more.focus();
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "menuitemradio");
    assert.equal(await page.getByRole("menuitemradio", { checked: true }).innerText(), "With formatting");
    await axe(page, { include: ".panel" });
    await page.keyboard.press("Escape");
    assert.ok(await more.evaluate((more) => more === document.activeElement));
  });

  test("a citation asks for the address once, and has it from then on", async () => {
    await app.tab("Quotes").click();
    await copyAs("Citation");
    const field = dialog().getByRole("textbox", { name: "Address of this article" });
    await field.waitFor();
    await axe(page, { include: "#address" });
    await field.fill("harbour.example/ferry");
    await dialog().getByRole("button", { name: "Save and copy" }).click();
    await dialog().getByRole("alert").getByText("begins with https://").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill(address);
    await field.press("Enter");
    await ended();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes("quoted in"));
    const { plain, html } = await flavours();
    assert.match(plain, /^"Lena Ortiz has lied .*" — Paul Adeyemi.*, quoted in “Ferry halted after engine fire”, https:\/\/harbour\.example\/2024\/05\/ferry\?from=a&to=b$/);
    assert.ok(html.includes(`<a href="${address.replace("&", "&amp;")}">`), html);
    await app.tab("Overview").click();
    await app.panel().getByRole("link", { name: address }).waitFor();
    await app.tab("Quotes").click();
    await copyAs("Citation");
    await copied();
    assert.match((await flavours()).plain, /, quoted in .*harbour\.example, .*https:\/\/harbour\.example/, "what the address tells is known, too");
  });

  test("a citation without the address does not ask again", async () => {
    await app.tab("Quotes").click();
    await copyAs("Citation");
    await dialog().getByRole("button", { name: "Copy without it" }).click();
    await ended();
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).endsWith("“Ferry halted after engine fire”"));
    await copyAs("Citation");
    await copied();
    assert.equal(await dialog().count(), 0);
  });

  test("fits on a phone", async () => {
    await page.setViewportSize({ width: 360, height: 640 });
    await app.tab("Quotes").click();
    await quote("lied to this town").getByRole("button", { name: /, in another form$/ }).click();
    for (const item of await page.getByRole("menuitemradio").all()) {
      const place = await item.boundingBox();
      assert.ok(place && place.x >= 0 && place.x + place.width <= 360 && place.height >= 24, JSON.stringify(place));
    }
    await page.getByRole("menuitemradio", { name: "Citation" }).click();
    const place = await dialog().boundingBox();
    assert.ok(place && place.x >= 0 && place.x + place.width <= 360);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });
});

describe("the address of the article", () => {
  const give = async () => {
    await app.button("Export").click();
    await page.getByRole("menuitem", { name: /^Address of this article/ }).click();
    await dialog().getByRole("textbox").fill(address);
    await dialog().getByRole("button", { name: "Save", exact: true }).click();
    await ended();
    await app.tab("Overview").click();
    await app.panel().getByRole("link", { name: address }).waitFor();
  };
  /** @param {string} name */
  const saved = async (name) => {
    await app.button("Export").click();
    const waiting = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: new RegExp(`^${name}`) }).click();
    return readFile(await (await waiting).path(), "utf8");
  };

  test("is in every file, outlives a reload and belongs to this article only", async () => {
    await give();
    for (const name of ["Report", "Quotes table", "Entities table", "Mentions table", "Sentences table", "JSON", "Web annotations"]) {
      assert.ok((await saved(name)).includes(address), name);
    }
    assert.ok((await saved("Annotated article")).includes(address.replace("&", "&amp;")));
    assert.equal(JSON.parse(await saved("JSON")).article.url, address);
    await page.waitForTimeout(800);
    await page.reload();
    await app.settled();
    await app.panel().getByRole("link", { name: address }).waitFor();
    await app.button("New article").click();
    await app.analyze("Library closes\n\nMayor Paul Adeyemi said on Tuesday that the library would close.");
    await app.button("Add the address of this article").waitFor();
    // The one that was put aside has its own.
    await app.button("Undo").click();
    await app.panel().getByRole("link", { name: address }).waitFor();
    await app.button("Change the address of this article").click();
    await dialog().getByRole("textbox").fill("");
    await dialog().getByRole("button", { name: "Save", exact: true }).click();
    await app.button("Add the address of this article").waitFor();
    assert.ok(page.requests.every((request) => !request.includes("harbour.example")), "nothing is fetched");
  });

  test("is taken from a page that names it", async () => {
    const html = `<!doctype html><html><head><title>Ferry</title><link rel="canonical" href="${address.replace("&", "&amp;")}"></head><body><h1>Ferry halted</h1>${story
      .split("\n\n")
      .map((words) => `<p>${words}</p>`)
      .join("")}</body></html>`;
    const chooser = page.waitForEvent("filechooser");
    await app.button("Open file").click();
    await (await chooser).setFiles([{ name: "ferry.html", mimeType: "text/html", buffer: Buffer.from(html) }]);
    await app.panel().getByRole("link", { name: address }).waitFor();
    await app.tab("Quotes").click();
    await copyAs("Citation");
    await copied();
    assert.match((await flavours()).plain, /https:\/\/harbour\.example\/2024\/05\/ferry\?from=a&to=b$/);
  });
});
