// The interface in other languages: every text there, chosen and remembered, numbers and days as the language writes them, and the
// page mirrored where lines run from right to left.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, test } from "node:test";
import { axe, launch } from "./harness.mjs";
import { panelWords, texts, translations } from "./texts.mjs";

describe("locale files", () => {
  test("have a translation of every text of the interface, and of nothing else", async () => {
    const keys = await texts();
    assert.ok(keys.length > 300 && keys.includes("Analyze") && keys.includes("{0} quote|{0} quotes"), `${keys.length} texts`);
    const languages = await translations();
    assert.deepEqual([...languages.keys()], ["de", "es"]);
    for (const [language, words] of languages) {
      assert.deepEqual(keys.filter((key) => !words[key]?.trim()), [], `missing in ${language}.json`);
      assert.deepEqual(Object.keys(words).filter((key) => !keys.includes(key)), [], `too many in ${language}.json`);
    }
  });

  test("keep the places of values, and have a form for one and for many where English has", async () => {
    const places = (/** @type {string} */ text) => [...new Set(text.match(/\{\d\}/g))].sort().join();
    for (const [language, words] of await translations()) {
      for (const [key, text] of Object.entries(words)) {
        const forms = text.split("|");
        assert.equal(forms.length > 1, key.includes("|"), `${language}: ${key}`);
        for (const form of forms) assert.equal(places(form), places(key), `${language}: ${key}`);
        // A key with spaces at its ends would be put together wrongly somewhere.
        assert.equal(text, text.trim(), `${language}: ${key}`);
      }
    }
  });
});

describe("the panel", () => {
  test("takes along the page's translations of all that it says", async () => {
    const file = new URL("../../www/element/panel/words.js", import.meta.url);
    assert.equal(await readFile(file, "utf8"), await panelWords(), "run `node tests/browser/texts.mjs`");
    const { words } = await import(file.href);
    for (const text of ["In this article", "{0} quote|{0} quotes", "turned by {0}", "The text has {0} bytes; the limit is {1}."]) {
      assert.ok(words.de[text] && words.es[text], text);
    }
  });

  test("says reasons, errors, numbers and tones in the reader's language", async () => {
    const { Speech } = await import(new URL("../../www/element/panel/speech.js", import.meta.url).href);
    const [english, german, spanish] = ["en-GB", "de-AT", "es"].map((tag) => new Speech(tag));
    assert.deepEqual([english.language, german.language, new Speech("fr").language], ["en", "de", "en"]);
    const why = 'positive word, turned by "never", counted less in a question';
    assert.equal(english.why(why), why);
    assert.equal(german.why(why), 'positives Wort, umgekehrt durch "never", zählt in einer Frage weniger');
    assert.equal(spanish.said("The text has 12 bytes; the limit is 7."), spanish.t("The text has {0} bytes; the limit is {1}.", "12", "7"));
    assert.match(german.said('There is no element with the id "a{0}" in this page.'), /kein Element mit der id "a\{0\}"/);
    assert.equal(german.said("Something new 5."), "Something new 5.");
    assert.deepEqual([1, 2, 0].map((count) => german.plural(count, "{0} quote|{0} quotes")), ["1 Zitat", "2 Zitate", "0 Zitate"]);
    assert.deepEqual([-0.2, 0.001, 1].map((value) => spanish.signed(value)), ["−0,20", "0,00", "+1,00"]);
    assert.deepEqual([english.signed(-0.2), english.tone({ label: "neutral", strength: 0.4 })], ["−0.20", "mixed"]);
    assert.equal(german.tone({ label: "negative", strength: 0.6 }), "deutlich negativ");
  });
});

test("numbers and days are written as in English, by the browser's own rules", async () => {
  const { days, figure, form } = await import(new URL("../../www/static/locale.js", import.meta.url).href);
  const plain = (/** @type {string} */ text) => text.replace(/[\s\u2009\u202f]+/g, " ");
  for (const [start, end, written] of [
    ["2025-03-10", "2025-03-10", "10 Mar 2025"],
    ["2025-03-10T11:30Z", "2025-03-10T11:30Z", "10 Mar 2025"],
    ["2024-02-01", "2024-02-29", "Feb 2024"],
    ["2025-02-01", "2025-02-27", "1–27 Feb 2025"],
    ["1968-01-01", "1968-12-31", "1968"],
    ["1960-01-01", "1969-12-31", "1960–1969"],
    ["2025-10-01", "2025-12-31", "Oct–Dec 2025"],
    ["2025-03-30", "2025-04-02", "30 Mar – 2 Apr 2025"],
    ["2024-12-30", "2025-01-02", "30 Dec 2024 – 2 Jan 2025"],
    ["soon", "soon", "soon"],
  ]) {
    assert.equal(plain(days(start ?? "", end ?? "")).replace(/ – /g, "–"), (written ?? "").replace(/ – /g, "–"));
  }
  const written = [[1_234_567, 0], [12.25, 1], [0.5, 2], [-12.5, 3], [18, 3], [0.416, 4], [-0.5, 4], [-0.001, 4], [0.33, 5]];
  assert.deepEqual(
    written.map(([value, manner]) => figure(value ?? 0, manner ?? 0)),
    ["1,234,567", "12.3", "0.50", "−12.5", "18", "+0.42", "−0.50", "0.00", "33%"],
  );
  assert.deepEqual([form(0), form(1), form(2)], [1, 0, 1]);
});

describe("the page", () => {
  /** @type {Awaited<ReturnType<typeof launch>>} */
  let browser;
  /** @type {Awaited<ReturnType<typeof browser.open>>} */
  let page;

  before(async () => {
    browser = await launch();
  });
  afterEach(async () => page?.context().close());
  after(() => browser?.close());

  /** @param {Parameters<typeof browser.open>[1]} [options] */
  async function open(options) {
    page = await browser.open("/", options);
    await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
  }

  /** @param {string} name @param {RegExp} done */
  async function example(name, done) {
    await page.getByRole("button", { name, exact: true }).click();
    await page.getByRole("status").filter({ hasText: done }).waitFor({ timeout: 30_000 });
  }

  const language = () => page.getByRole("combobox").first();

  /** Whether the page is wider than the window, and by what. */
  const sideways = () =>
    page.evaluate(() => {
      const root = document.documentElement;
      const over = [...document.querySelectorAll("body *")].filter((element) => {
        const { left, right, width } = element.getBoundingClientRect();
        return width > 1 && (right > root.clientWidth + 1 || left < -1);
      });
      const out = root.scrollWidth - root.clientWidth;
      return out > 0 ? `${out} pixels: ${over.slice(0, 5).map((element) => element.className || element.tagName).join(", ")}` : "";
    });

  /** Texts of the page that are written in English still. @param {Record<string, string>} words */
  const untranslated = (words) =>
    page.evaluate((words) => {
      const own = new Set(Object.values(words));
      /** @type {string[]} */
      const found = [];
      const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const said =
          node instanceof Element
            ? ["aria-label", "placeholder", "title"].map((name) => node.getAttribute(name) ?? "")
            // Words of the article are what they are.
            : node.parentElement?.closest("[lang='en'], .row-name, .chip, script") ? [] : [node.nodeValue ?? ""];
        for (const text of said.map((text) => text.trim())) {
          const other = words[text];
          if (other !== undefined && other !== text && !own.has(text)) found.push(`${text} in ${(node instanceof Element ? node : node.parentElement)?.outerHTML}`);
        }
      }
      return found;
    }, words);

  for (const [tag, name, start, done, tabs] of /** @type {const} */ ([
    ["de", "Deutsch", "Beispiel ansehen", /^\d+ Wörter analysiert: \d+ Entitäten, \d+ Zitate$/, ["Überblick", "Entitäten", "Zitate", "Tonalität"]],
    ["es", "Español", "Ver un ejemplo", /^\d+ palabras analizadas: \d+ entidades, \d+ citas$/, ["Resumen", "Entidades", "Citas", "Tono"]],
  ])) {
    test(`${name} is chosen with the keyboard, holds for all of the page, and is remembered`, async () => {
      const words = (await translations()).get(tag) ?? {};
      await open({ viewport: { width: 1440, height: 900 } });
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await language().focus();
      await page.keyboard.type(name.slice(0, 2));
      await page.getByRole("button", { name: start }).waitFor();
      assert.equal(await language().evaluate((select) => select === document.activeElement), true, "the focus stays");
      assert.deepEqual([await page.locator("html").getAttribute("lang"), await page.locator("html").getAttribute("dir")], [tag, "ltr"]);

      await page.reload();
      await example(start, done);
      for (const tab of tabs) {
        await page.getByRole("tab", { name: tab, exact: true }).click();
        await page.locator(".tab-panel").evaluate((panel) => panel.querySelectorAll("details").forEach((fold) => (fold.open = true)));
        assert.deepEqual(await untranslated(words), [], tab);
        await axe(page);
      }
      // The words of the article are still English, and say so to whoever reads them aloud.
      assert.equal(await page.locator("article.prose").getAttribute("lang"), "en");
      for (const width of [360, 820, 1440]) {
        await page.setViewportSize({ width, height: 800 });
        for (const tab of tabs) {
          // On a phone the tabs wait at the lower edge.
          await page.getByRole("tab", { name: tab, exact: true }).click();
          assert.equal(await sideways(), "", `${tab} at ${width}`);
        }
      }
      await page.done();
    });
  }

  test("a reader whose browser speaks Spanish is met in Spanish, with Spanish numbers", async () => {
    await open({ locale: "es-MX" });
    await example("Ver un ejemplo", /analizadas/);
    await page.getByRole("tab", { name: "Tono", exact: true }).click();
    assert.match(await page.locator(".tone-numbers").first().innerText(), /^valor [+−]?0,\d\d entre/);
    await page.getByRole("tab", { name: "Resumen", exact: true }).click();
    assert.match((await page.locator(".shares p").innerText()).replace(/\s/g, " "), /^El \d+ % del artículo/);
    await page.done();
  });

  test("a change of language keeps the text, what was found and the place", async () => {
    await open();
    await example("Try an example", /^Analyzed/);
    await page.getByRole("tab", { name: "Quotes" }).click();
    const before = await page.locator(".quote").count();
    await language().selectOption("de");
    await page.getByRole("tab", { name: "Zitate", selected: true }).waitFor();
    assert.equal(await page.locator(".quote").count(), before);
    assert.match(await page.getByRole("status").first().innerText(), /analysiert/);
    await language().selectOption("en");
    await page.getByRole("tab", { name: "Quotes", selected: true }).waitFor();
    assert.notEqual(await page.getByRole("textbox").first().inputValue(), "");
    assert.equal(await page.getByText("Nothing you paste leaves this page. It is read here").count(), 1);
    await page.done();
  });

  test("words that do not arrive leave the page as it was", async () => {
    await open();
    await page.route("**/locale/de.json", (route) => route.fulfill({ status: 404, body: "" }));
    page.expectTrouble(/404/);
    await language().selectOption("de");
    await page.waitForFunction(() => document.querySelector("select")?.value === "en");
    assert.equal(await page.locator("html").getAttribute("lang"), "en");
    await example("Try an example", /^Analyzed/);
    await page.done();
  });

  test("from right to left the page is mirrored and nothing runs out of it", async () => {
    await open({ viewport: { width: 1440, height: 900 } });
    await example("Try an example", /^Analyzed/);
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    const left = (/** @type {string} */ selector) => page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().left);
    assert.ok((await left(".panel")) < (await left("#reading")), "the panel stands at the left");
    assert.ok((await left(".language")) < (await left(".wordmark")), "the name of the house stands at the right");
    // English runs as English does, with the speakers before it.
    assert.ok((await left(".heard")) < (await left(".block-heard")));
    for (const width of [360, 820, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      for (const tab of ["Overview", "Entities", "Quotes", "Sentiment"]) {
        await page.getByRole("tab", { name: tab }).click();
        assert.equal(await sideways(), "", `${tab} at ${width}`);
      }
    }
    await page.setViewportSize({ width: 360, height: 800 });
    await page.getByRole("button", { name: "Export" }).click();
    assert.equal(await sideways(), "", "the menu");
    await page.keyboard.press("Escape");
    await axe(page);
    await page.done();
  });
});
