// Articles in other languages than English: the page says so, shows what needs no English, and guesses nothing.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { axe, launch } from "./harness.mjs";
import { on } from "./ready.mjs";

const german = `Bürgermeisterin eröffnet neue Brücke

Die Bürgermeisterin von Altenfurt hat am Freitag die neue Brücke über die Lenn eröffnet. „Heute ist ein guter Tag für unsere Stadt“, sagte Karin Wolff vor mehreren hundert Gästen.

Seit dem 3.8.2021 sind die Kosten um 3,5 % auf 1.200,50 € im Jahr gestiegen, und das ist nicht alles, was die Stadt zahlt.`;

const japanese = `新しい橋が金曜日に開通した。市長は「今日は町にとって本当に良い日です」と記者に述べた。

工事は2021年8月3日に始まり、費用は¥3,500で、前年より4.5％増えた。`;

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
  page = await browser.open("/", { viewport: { width: 1280, height: 800 } });
  app = on(page);
});
afterEach(async () => {
  await page.done();
  await page.context().close();
});

/** @param {string} text */
async function read(text) {
  await app.box().fill(text);
  await page.getByRole("button", { name: "Analyze", exact: true }).click();
  await page.getByRole("status").filter({ hasText: /^Analyzed \d+ words?/ }).waitFor({ timeout: 60_000 });
}

const switches = () => page.getByRole("group", { name: "Highlights" }).getByRole("button").allInnerTexts();

describe("an article in another language", () => {
  for (const { language, text, quoted, values } of [
    { language: "German", text: german, quoted: "„Heute ist ein guter Tag für unsere Stadt“", values: ["3.8.2021", "3,5 %", "1.200,50 €"] },
    { language: "Japanese", text: japanese, quoted: "「今日は町にとって本当に良い日です」", values: ["2021年8月3日", "¥3,500", "4.5％"] },
  ]) {
    test(`${language} is said to be so, and shows its quotation marks, numbers and nothing that is guessed`, async () => {
      await read(text);
      assert.match(await page.getByRole("status").first().innerText(), /: 3 entities, 1 quote\. Not English: names, speakers and tone are left out\.$/);
      const panel = page.getByRole("tabpanel");
      await panel.getByText(`This article is in ${language}. Newsglass reads English`).waitFor();
      for (const heading of ["Who speaks", "Who is in it", "What is doubtful", "In which tone", "To read"]) {
        assert.equal(await panel.getByRole("heading", { name: heading, exact: true }).count(), 0, heading);
      }
      assert.ok((await switches()).every((name) => !name.includes("Tone")), "no switch for what is not there");
      assert.equal(await page.locator(".prose .heard").count(), 0, "nobody is said to be missing");
      assert.equal((await page.locator(".prose .quoted").allInnerTexts()).join(""), quoted);
      assert.equal((await page.locator(".prose .entity").allTextContents()).join("|"), values.join("|"));
      await axe(page);

      await app.tab("Quotes").click();
      await panel.getByRole("heading", { name: "In quotation marks", exact: true }).waitFor();
      assert.equal(await panel.getByText("Speaker not found").count(), 0);
      await app.tab("Sentiment").click();
      await panel.getByText("Newsglass tells the tone of English texts only.").waitFor();
    });
  }

  test("the warning is in the language of the page, and empty tabs say why", async () => {
    await read("Die Bürgermeisterin hat die neue Brücke am Freitag eröffnet. Der Bau hat vier Jahre gedauert, und er war nicht billig.");
    const panel = page.getByRole("tabpanel");
    await app.tab("Quotes").click();
    await panel.getByText("Nothing longer than a few words stands in quotation marks.").waitFor();
    await app.tab("Entities").click();
    await panel.getByText("Names are not looked for in this language").waitFor();
    await page.getByRole("combobox", { name: "Language" }).selectOption("de");
    await page.getByText("Dieser Artikel ist auf Deutsch. Newsglass liest Englisch").waitFor();
  });

  test("an English article that quotes another language stays English", async () => {
    await read("The mayor of Altenfurt opened the bridge on Friday. „Heute ist ein guter Tag für unsere Stadt“, Karin Wolff said to the guests, and they cheered.");
    assert.ok((await switches()).some((name) => name.includes("Tone")));
    assert.equal(await page.getByText("This article is in").count(), 0);
    await app.button(/^Karin Wolff, person/).first().waitFor();
  });
});
