// The text box and the article that takes its place: what is pasted, what it replaces, how one comes back, and what the first screen shows.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { axe, launch } from "./harness.mjs";
import { on } from "./ready.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;
/** @type {ReturnType<typeof on>} */
let app;

/** @param {string} title @param {string} mayor */
const article = (title, mayor) =>
  `${title}\n\nMayor ${mayor} said on Tuesday that the harbour would reopen in March. “We saved it,” ${mayor} said.\n\n${"The council met in the town hall for a long evening and heard from traders. ".repeat(6)}`;
const first = article("Harbour to reopen in March", "Lena Ortiz");
const second = article("Library closes for the winter", "Paul Adeyemi");

const box = () => page.getByRole("textbox", { name: "Article" });
/** @param {string} name */
const button = (name) => page.getByRole("button", { name, exact: true });
/** @param {string} name */
const headline = (name) => page.getByRole("region", { name: "Reading view" }).getByRole("heading", { name });
const folded = () => page.locator(".desk-folded");

/**
 * Pastes as the clipboard would; what a browser does with it by itself is left out.
 * @param {string} selector
 * @param {string} text
 */
const paste = (selector, text) =>
  page.locator(selector).evaluate((target, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  page = await browser.open("/", { viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" });
  app = on(page);
  await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
});
afterEach(() => page.done());

describe("a new paste", () => {
  test("needs no focus, and the box has it at the start", async () => {
    assert.equal(await page.evaluate(() => document.activeElement?.id), "article");
    await page.evaluate(() => void (document.activeElement instanceof HTMLElement && document.activeElement.blur()));
    await paste("body", first);
    await headline("Harbour to reopen in March").waitFor();
    assert.equal(await box().inputValue(), first);
  });

  test("over a result is a new article, in the box and outside of it, and Undo brings the old one back", async () => {
    for (const place of ["body", "#article"]) {
      await paste("body", first);
      await headline("Harbour to reopen in March").waitFor();
      if (place === "#article") await button("Edit text").click();
      await paste(place, second);
      await headline("Library closes for the winter").waitFor();
      assert.equal(await box().inputValue(), second, "nothing of the old article is left in the new one");
      await button("Undo").click();
      await headline("Harbour to reopen in March").waitFor();
      assert.equal(await box().inputValue(), first);
      await button("Undo").click();
      await headline("Library closes for the winter").waitFor();
      await button("Clear").click();
    }
  });

  test("of a few words edits the text that is there", async () => {
    await paste("body", first);
    await headline("Harbour to reopen in March").waitFor();
    await button("Edit text").click();
    await box().press("Control+End");
    await paste("body", " It will cost 4 million euros.");
    await page.waitForFunction(() => document.querySelector("textarea")?.value.endsWith(" It will cost 4 million euros."));
    await page.getByRole("region", { name: "Reading view" }).getByText("4 million euros").waitFor();
    assert.ok((await box().inputValue()).startsWith(first));
    assert.equal(await button("Undo").count(), 0);
  });

  test("into a field of the panel stays there", async () => {
    await app.example();
    await page.getByRole("tab", { name: "Entities" }).click();
    await paste(".tab-panel .filter", second);
    await page.waitForTimeout(300);
    assert.doesNotMatch(await box().inputValue(), /Library closes/);
  });
});

describe("nothing is lost without a way back", () => {
  const ways = /** @type {[string, () => Promise<unknown>][]} */ ([
    ["Clear", () => button("Clear").click()],
    ["New article", () => button("New article").click()],
    ["the example", async () => (await button("Edit text").click(), await app.example())],
    [
      "a file",
      async () => {
        const chooser = page.waitForEvent("filechooser");
        await button("Open file").click();
        await (await chooser).setFiles([{ name: "story.txt", mimeType: "text/plain", buffer: Buffer.from(second) }]);
        await headline("Library closes for the winter").waitFor();
      },
    ],
    ["a link", async () => (await page.evaluate((text) => void (location.hash = `#text=${encodeURIComponent(text)}`), second), await headline("Library closes for the winter").waitFor())],
  ]);
  for (const [name, act] of ways) {
    test(`after ${name}, also when the page was reloaded`, async () => {
      await paste("body", first);
      await headline("Harbour to reopen in March").waitFor();
      await act();
      await page.getByText("“Harbour to reopen in March” was put aside.").waitFor();
      // A link is opened again with the page: what it had put aside is not kept beside it.
      if (name !== "a link") await page.reload();
      await button("Undo").click();
      await headline("Harbour to reopen in March").waitFor();
      assert.equal(await box().inputValue(), first);
    });
  }

  test("and several files come back together", async () => {
    const chooser = page.waitForEvent("filechooser");
    await button("Open file").click();
    await (await chooser).setFiles([
      { name: "one.txt", mimeType: "text/plain", buffer: Buffer.from(first) },
      { name: "two.txt", mimeType: "text/plain", buffer: Buffer.from(second) },
    ]);
    await headline("Harbour to reopen in March").waitFor();
    await button("New article").click();
    await page.getByRole("list", { name: "Open files" }).waitFor({ state: "detached" });
    await button("Undo").click();
    const two = page.getByRole("list", { name: "Open files" }).getByRole("button", { name: "two.txt" });
    await two.click();
    await headline("Library closes for the winter").waitFor();
    // A paste into the emptied box is no part of the file that was in it.
    await button("Edit text").click();
    await box().fill("");
    await paste("body", first);
    await headline("Harbour to reopen in March").waitFor();
    assert.equal(await two.getAttribute("aria-current"), null);
  });
});

describe("the first screen", () => {
  for (const [width, height] of /** @type {const} */ ([[1440, 900], [1280, 720], [360, 780]])) {
    test(`holds the first paragraph at ${width} by ${height} pixels, and the headline once`, async () => {
      await page.setViewportSize({ width, height });
      await app.example();
      await folded().waitFor();
      const place = await page.evaluate(() => {
        const top = (/** @type {string} */ selector) => document.querySelector(selector)?.getBoundingClientRect().top ?? NaN;
        const panel = top(".panel");
        return { paragraph: top(".prose .paragraph"), end: panel > innerHeight / 2 ? panel : innerHeight };
      });
      assert.ok(place.paragraph + 24 < place.end, `the first paragraph begins at ${place.paragraph} of ${place.end}`);
      const title = "Port Ellery bridge to reopen in March as engineers and council trade blame";
      const standing = page.locator(":is(h1, h2, h3, p, dd)").filter({ hasText: new RegExp(`^\\s*${title}\\s*$`), visible: true });
      assert.equal(await standing.count(), 1);
    });
  }

  test("says who speaks first, then who is in it, then what is doubtful", async () => {
    await app.example();
    const titles = await page.locator(".tab-panel .group-title").allInnerTexts();
    assert.deepEqual(titles.slice(0, 4), ["Who speaks", "Who is in it", "What is doubtful", "What it is about"]);
  });

  test("lists quotes that should be checked, least sure first, and leads to them", async () => {
    await paste("body", `${first}\n\n“Nobody knows who said this,” it was heard in the hall. “Nor this.”`);
    const part = page.locator("section.group").filter({ has: page.getByRole("heading", { name: "What is doubtful" }) });
    await part.getByText(/quotes? should be checked before you rely on/).waitFor();
    await part.getByRole("button").first().click();
    assert.equal(await part.getByRole("button").first().getAttribute("aria-current"), "true");
  });
});

describe("the folded text", () => {
  test("opens to be edited, stays open while one writes, and folds when one is done", async () => {
    await app.example();
    await folded().waitFor();
    await axe(page, { include: ".desk" });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "edit", "the focus is not lost");
    await page.keyboard.press("Enter");
    await folded().waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement?.id), "article");
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("Bridges. ");
    await page.waitForTimeout(1500);
    assert.equal(await folded().count(), 0);
    await button("Analyze").click();
    await folded().waitFor();
    assert.match(await box().inputValue(), /^Bridges\. /);
  });

  test("is found by the Tab key through its button alone", async () => {
    await app.example();
    await folded().waitFor();
    await page.locator(".language").focus();
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Edit text");
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "New article");
  });
});

describe("the layers", () => {
  test("stay in reach while one scrolls, say whether they are on, and are remembered", async () => {
    await app.example();
    await page.mouse.wheel(0, 2000);
    await page.waitForFunction(() => scrollY > 1000);
    const tone = page.getByRole("button", { name: "Tone", exact: true });
    assert.equal(await tone.evaluate((element) => element.getBoundingClientRect().top >= 0 && element.getBoundingClientRect().bottom <= innerHeight), true);
    assert.match(await tone.innerText(), /on/);
    await tone.click();
    assert.match(await tone.innerText(), /off/);
    assert.equal(await tone.evaluate((element) => getComputedStyle(element).textDecorationLine), "none");
    await page.reload();
    await app.settled();
    assert.equal(await tone.getAttribute("aria-pressed"), "false");
    assert.equal(await button("Names").getAttribute("aria-pressed"), "true");
  });
});

test("what Clear and a filter have done is told to those who hear the page", async () => {
  await app.example();
  await page.getByRole("tab", { name: "Entities" }).click();
  await page.getByRole("searchbox", { name: "Filter entities" }).fill("bridge");
  await page.locator(".tools [aria-live=polite]", { hasText: /^\d+ of \d+$/ }).waitFor({ state: "attached" });
  await button("Clear").click();
  await page.locator(".desk [aria-live=polite]").getByText("“The Harrow Valley Courier” was put aside.").waitFor();
});

test("files may be dropped anywhere on the page", async () => {
  await app.example();
  await page.locator("body").evaluate((body) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["x"], "x.txt", { type: "text/plain" }));
    body.dispatchEvent(new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.getByText("Drop the files here").waitFor();
});

describe("what is chosen", () => {
  const card = (/** @type {import("playwright-core").Locator} */ of) => of.locator("xpath=ancestor::li[1]");

  test("in the text comes to the top of its list, whole", async () => {
    await app.example();
    await page.locator("#reading .heard:visible", { has: page.locator("[data-name='Devraj Menon']") }).last().click();
    const selected = page.locator(".tab-panel [aria-current=true]");
    await selected.waitFor();
    await page.waitForTimeout(300);
    const place = await card(selected).evaluate((item) => {
      const list = item.closest(".tab-panel")?.getBoundingClientRect();
      const box = item.getBoundingClientRect();
      const end = (item.closest(".tab-panel")?.scrollHeight ?? 0) - (item.closest(".tab-panel")?.scrollTop ?? 0) - (list?.height ?? 0);
      return { above: box.top - (list?.top ?? 0), below: (list?.bottom ?? 0) - box.bottom, end };
    });
    assert.ok(place.above >= 0 && place.below >= 0, `whole: ${JSON.stringify(place)}`);
    assert.ok(place.above < 60 || place.end < 2, `at the top: ${JSON.stringify(place)}`);
  });

  test("leaves each tab where it was scrolled to", async () => {
    await app.example();
    const list = page.locator("#tab-panel");
    const scrollTo = async (/** @type {number} */ top) => {
      await list.evaluate((list, top) => void (list.scrollTop = top), top);
      await page.waitForTimeout(100);
    };
    await page.getByRole("tab", { name: "Quotes" }).click();
    await scrollTo(400);
    await page.getByRole("tab", { name: "Entities" }).click();
    assert.equal(await list.evaluate((list) => list.scrollTop), 0);
    await scrollTo(150);
    await page.getByRole("tab", { name: "Quotes" }).click();
    assert.equal(await list.evaluate((list) => list.scrollTop), 400);
    await page.getByRole("tab", { name: "Entities" }).click();
    assert.equal(await list.evaluate((list) => list.scrollTop), 150);
  });
});

describe("the tabs", () => {
  test("are all in sight beside the text, however narrow it is", async () => {
    await app.example();
    for (const width of [1024, 1100, 1280, 1366, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      const [needed, given] = await page.locator(".tabs").evaluate((tabs) => [tabs.scrollWidth, tabs.clientWidth]);
      assert.ok((needed ?? 0) <= (given ?? 0), `${width}: ${needed} of ${given}`);
    }
  });
});

describe("quotes", () => {
  test("that are guesses wait in a fold, and the tab says how many there are in all", async () => {
    await app.example();
    const said = /(\d+) quotes$/.exec(await page.getByRole("status").first().innerText());
    assert.match(await page.getByRole("tab", { name: "Quotes" }).innerText(), new RegExp(`${said?.[1]}$`));
    await page.getByRole("tab", { name: "Quotes" }).click();
    const fold = page.locator("details.less-sure");
    const count = Number(/\((\d+)\)/.exec(await fold.locator("summary").first().innerText())?.[1]);
    assert.ok(count >= 1 && count < Number(said?.[1]));
    assert.equal(await fold.locator(".quote").count(), count);
    assert.equal(await page.locator(".quote").filter({ visible: true }).count(), Number(said?.[1]) - count);
    await fold.locator("summary").first().click();
    await fold.getByText("a guess").first().waitFor();
    // One that is asked for stands open.
    await page.getByRole("tab", { name: "Overview" }).click();
    await page.locator("section.group", { has: page.getByRole("heading", { name: "What is doubtful" }) }).getByRole("button").first().click();
    await page.getByRole("tab", { name: "Quotes" }).click();
    await fold.locator("[aria-current=true]").filter({ visible: true }).waitFor();
  });

  test("stand open when all that a filter leaves are guesses", async () => {
    await app.example();
    await page.getByRole("tab", { name: "Quotes" }).click();
    const fold = page.locator("details.less-sure");
    const words = (await fold.locator(".quote-button").first().textContent()) ?? "";
    assert.equal(await fold.getAttribute("open"), null);
    await page.getByRole("searchbox", { name: "Filter quotes" }).fill(words.slice(1, 25));
    await fold.locator(".quote").filter({ visible: true }).first().waitFor();
    await page.getByText("1 of ").waitFor({ state: "attached" });
  });

  test("are copied one by one or all of a speaker, with formatting beside the words, and the button says so", async () => {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await app.example();
    await page.getByRole("tab", { name: "Quotes" }).click();
    const copy = page.getByRole("button", { name: "Copy all of Adaeze Okonjo" }).first();
    await copy.click();
    await copy.getByText("Copied").waitFor();
    const flavours = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (/** @type {string} */ type) => (item?.types.includes(type) ? (await item.getType(type)).text() : "");
      return { plain: await read("text/plain"), html: await read("text/html") };
    });
    assert.ok(flavours.plain.split("\n\n").length >= 3, flavours.plain);
    assert.match(flavours.plain, /— Adaeze Okonjo, Mayor/);
    assert.ok(flavours.html.split("<blockquote>").length >= 4, flavours.html);
    await copy.getByText("Copy all").waitFor();
  });
});
