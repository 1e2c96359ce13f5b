// What comes in: files of every kind, several at once, dropped, kept over a reload, sent by the bookmarklet.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { zip } from "./files.mjs";
import { axe, launch } from "./harness.mjs";

const story = "Bridge to reopen in March\n\nMayor Léna Ortiz said on Tuesday that the bridge would reopen in March. “We saved it,” she said.";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;

const box = () => page.getByRole("textbox", { name: "Article" });
/** @param {string} name */
const button = (name) => page.getByRole("button", { name, exact: true });
const alert = () => page.getByRole("alert");
const settled = () => page.getByRole("status").filter({ hasText: /^Analyzed \d+ words/ }).waitFor({ timeout: 60_000 });
const arrived = () => page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);

/** @typedef {{name: string, mimeType?: string, buffer: Buffer}} Given */

/** @param {Given[]} files */
async function choose(files) {
  const chooser = page.waitForEvent("filechooser");
  await button("Open file").click();
  await (await chooser).setFiles(files.map(({ name, mimeType = "", buffer }) => ({ name, mimeType, buffer })));
}

/** @param {string} text */
const utf16be = (text) => Buffer.from(text, "utf16le").swap16();

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  page = await browser.open("/");
  await arrived();
});
afterEach(() => page.done());

describe("files", () => {
  test("are read in whatever encoding they are written", async () => {
    /** @type {[string, Buffer][]} */
    const files = [
      ["utf8.txt", Buffer.from(story)],
      ["utf8-mark.txt", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(story)])],
      ["utf16le-mark.txt", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(story, "utf16le")])],
      ["utf16be-mark.txt", Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be(story)])],
      ["utf16le.txt", Buffer.from(story, "utf16le")],
      ["utf16be.md", utf16be(story)],
    ];
    for (const [name, buffer] of files) {
      await choose([{ name, buffer }]);
      await page.waitForFunction((text) => document.querySelector("textarea")?.value === text, story);
      await settled();
      await button("Clear").click();
    }
    const latin = Buffer.from("Bridge to reopen\n\nMayor L\u00e9na Ortiz said yes.", "latin1");
    await choose([{ name: "old.txt", buffer: latin }]);
    await settled();
    assert.match(await box().inputValue(), /Léna Ortiz/);
    await page.getByText("it was read as Western European").waitFor();
    const html = '<html><head><meta charset="windows-1251"><title>x</title></head><body><h1>Bridge to reopen</h1><p>Said by \u0418.</p></body></html>';
    const cyrillic = Buffer.from(html.replace("\u0418", "\xc8"), "latin1");
    await choose([{ name: "page.html", buffer: cyrillic }]);
    await page.waitForFunction(() => document.querySelector("textarea")?.value.includes("И"));
    await settled();
  });

  test("that are no text are an error that says what they are and what helps", async () => {
    await box().fill(story);
    /** @type {[string, Buffer, RegExp, RegExp][]} */
    const files = [
      ["report.pdf", Buffer.from("%PDF-1.7 ..."), /“report.pdf” is a damaged PDF/, /copy the article there and paste it/],
      ["photo.jpg", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2]), /is a picture/, /paste it here/],
      ["archive.zip", zip("other.xml", "<x/>"), /is packed/, /\.docx, \.txt/],
      ["noise.txt", Buffer.from(Array.from({ length: 500 }, (_, index) => (index * 37) % 32)), /is not text/, /paste it here/],
      ["empty.txt", Buffer.alloc(0), /is empty/, /right file/],
      ["blank.txt", Buffer.from(" \n\n "), /no words/, /right file/],
      ["huge.txt", Buffer.alloc(10_000_001, "a"), /10,000,001 bytes; the limit is 10,000,000/, /one article at a time/],
    ];
    for (const [name, buffer, message, hint] of files) {
      await choose([{ name, buffer }]);
      await alert().getByText(message).waitFor();
      await alert().getByText(hint).waitFor();
      assert.equal(await box().inputValue(), story, "the text stays");
    }
    await axe(page);
  });

  test("that are no text stay an error when what was typed before is read after it", async () => {
    await box().fill(story);
    await choose([{ name: "report.pdf", buffer: Buffer.from("%PDF-1.7 ...") }]);
    await alert().getByText(/is a damaged PDF/).waitFor();
    await page.getByRole("region", { name: "Reading view" }).getByRole("heading", { name: "Bridge to reopen in March" }).waitFor();
    assert.match(await alert().innerText(), /is a damaged PDF/);
  });

  test("a Word document is read with its headings and without what was deleted", async () => {
    const main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    /** @param {string} text @param {string} [style] */
    const paragraph = (text, style) =>
      `<w:p>${style ? `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>` : ""}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
    const xml = `<?xml version="1.0"?><w:document xmlns:w="${main}"><w:body>${paragraph("Bridge to reopen", "Title")}
      <w:p><w:r><w:t>“We saved it,” Lena </w:t></w:r><w:del><w:r><w:delText>Smith </w:delText></w:r></w:del><w:r><w:t>Ortiz said &amp; left.</w:t></w:r></w:p>
      ${paragraph("The crews go on until March, the city said on Tuesday.")}</w:body></w:document>`;
    await choose([{ name: "story.docx", buffer: zip("word/document.xml", xml) }]);
    await settled();
    assert.equal(
      await box().inputValue(),
      "Bridge to reopen\n\n“We saved it,” Lena Ortiz said & left.\n\nThe crews go on until March, the city said on Tuesday.",
    );
    await page.getByRole("region", { name: "Reading view" }).getByRole("heading", { name: "Bridge to reopen" }).waitFor();
  });

  test("several stand in a list to switch between, and each keeps what was done to it", async () => {
    await choose([
      { name: "one.txt", buffer: Buffer.from(story) },
      { name: "two.html", mimeType: "text/html", buffer: Buffer.from("<h1>Ferry halted</h1><p>Mara Lindqvist said it was smoke.</p>") },
      { name: "photo.png", buffer: Buffer.from("\x89PNG\r\n", "latin1") },
    ]);
    await settled();
    const list = page.getByRole("list", { name: "Open files" });
    assert.deepEqual(await list.getByRole("button").allInnerTexts(), ["one.txt", "two.html"]);
    await page.getByText("“photo.png” is a picture").waitFor();
    assert.equal(await button("one.txt").getAttribute("aria-current"), "true");
    await box().fill(`${story} Nobody was hurt.`);
    await button("two.html").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("textarea")?.value.startsWith("Ferry halted"));
    assert.equal(await button("two.html").getAttribute("aria-current"), "true");
    await settled();
    await button("one.txt").click();
    await page.waitForFunction(() => document.querySelector("textarea")?.value.endsWith("Nobody was hurt."));
    await axe(page);
    await button("Clear").click();
    assert.equal(await list.count(), 0);
  });

  test("may be dropped anywhere on the page", async () => {
    const data = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], "story.md", { type: "text/markdown" }));
      return transfer;
    }, story);
    await page.dispatchEvent("footer", "dragover", { dataTransfer: data });
    await page.dispatchEvent("footer", "drop", { dataTransfer: data });
    await settled();
    assert.equal(await box().inputValue(), story);
  });

  test("that the system hands to the installed app are opened", async () => {
    const other = await browser.open("/", {
      init: `Object.defineProperty(globalThis, "launchQueue", { value: { setConsumer(consumer) {
        consumer({ files: [{ getFile: async () => new File([${JSON.stringify(story)}], "story.txt") }] });
      } } });`,
    });
    await other.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 60_000 });
    assert.equal(await other.getByRole("textbox", { name: "Article" }).inputValue(), story);
    await other.done();
  });
});

describe("what another program shares to the installed app", () => {
  /** @param {Record<string, string>} fields @param {string} [file] */
  async function share(fields, file) {
    const other = await browser.open("/", { serviceWorkers: "allow" });
    await other.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, { timeout: 60_000 });
    await other.evaluate(
      ([fields, file]) => {
        const form = document.createElement("form");
        Object.assign(form, { method: "post", enctype: "multipart/form-data", action: "share" });
        for (const [name, value] of Object.entries(fields)) {
          const input = document.createElement("textarea");
          Object.assign(input, { name, value });
          form.append(input);
        }
        if (file) {
          const transfer = new DataTransfer();
          transfer.items.add(new File([file], "Größe.txt", { type: "text/plain" }));
          const input = document.createElement("input");
          Object.assign(input, { type: "file", name: "files", files: transfer.files });
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      },
      /** @type {const} */ ([fields, file ?? ""]),
    );
    return other;
  }

  test("a text is opened, and reaches no server", async () => {
    const other = await share({ title: "", text: story, url: "" });
    await other.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 60_000 });
    assert.equal((await other.getByRole("textbox", { name: "Article" }).inputValue()).replaceAll("\r\n", "\n"), story);
    assert.equal(new URL(other.url()).hash, "");
    await other.done();
  });

  test("a file is opened under its name, and an address alone is an error with a remedy", async () => {
    const file = await share({ title: "" }, story);
    await file.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 60_000 });
    assert.equal(await file.getByRole("textbox", { name: "Article" }).inputValue(), story);
    await file.done();
    const address = await share({ url: "https://news.example/bridge" });
    await address.getByRole("alert").getByText("is an address and no article").waitFor({ timeout: 60_000 });
    await address.done();
  });
});

describe("the draft", () => {
  const kept = () => page.getByText("Your text is kept on this device only").waitFor();

  test("survives a reload, with what was said of its blocks, until it is cleared", async () => {
    const menu = "Home | World | Business | Sport";
    await box().fill(`${menu}\n\n${story}`);
    await settled();
    await kept();
    // From the text box, which is larger as long as it has the focus: the press must not be lost when it gives way.
    await page.locator("details.aside summary").first().click();
    await button(`Belongs to the article: ${menu}`).click();
    await page.getByText(/^Set aside: /).waitFor({ state: "detached" });
    await page.waitForTimeout(800);
    await page.reload();
    await settled();
    assert.equal(await box().inputValue(), `${menu}\n\n${story}`);
    assert.equal(await page.getByText(/^Set aside: /).count(), 0, "what was said of a block holds");
    await button("Clear").click();
    await page.getByText("Your text is kept").waitFor({ state: "detached" });
    await page.reload();
    await arrived();
    await page.waitForTimeout(300);
    assert.equal(await box().inputValue(), "");
  });

  test("is forgotten at one click, stays so, and can be kept again", async () => {
    await box().fill(story);
    await settled();
    await kept();
    await axe(page, { include: ".desk" });
    await button("Forget it").click();
    await page.getByText("Your text is not kept: a reload loses it.").waitFor();
    assert.equal(await box().inputValue(), story, "the text itself stays");
    await page.reload();
    await arrived();
    await box().fill(`${story} More.`);
    await page.getByText("Your text is not kept").waitFor();
    await page.reload();
    await arrived();
    await page.waitForTimeout(300);
    assert.equal(await box().inputValue(), "");
    await box().fill(story);
    await button("Keep it").click();
    await kept();
    await page.reload();
    await settled();
    assert.equal(await box().inputValue(), story);
  });

  test("is kept for each tab, and a new tab takes up what was left behind", async () => {
    await box().fill(story);
    await kept();
    const second = await page.context().newPage();
    await second.goto(browser.base);
    await second.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
    await second.waitForTimeout(500);
    assert.equal(await second.getByRole("textbox").inputValue(), "", "the first tab is still open");
    await second.close();
    const context = page.context();
    const third = await context.newPage();
    await page.close();
    await third.goto(browser.base);
    await third.waitForFunction((text) => document.querySelector("textarea")?.value === text, story);
    await third.close();
  });

  test("where the browser keeps nothing, that is said and all goes on", async () => {
    const other = await browser.open("/", { init: "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };" });
    await other.getByRole("textbox", { name: "Article" }).fill(story);
    await other.getByText("This browser keeps nothing for this page").waitFor();
    await other.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 60_000 });
    await other.done();
  });
});

describe("from other pages", () => {
  test("the bookmarklet sends the words of a page, and no request carries them", async () => {
    await button("Other ways in").click();
    const dialog = page.getByRole("dialog", { name: "Other ways in" });
    await dialog.waitFor();
    await axe(page);
    const link = dialog.getByRole("link", { name: "Read with Newsglass" });
    const code = (await link.getAttribute("href")) ?? "";
    assert.match(code, /^javascript:/);
    await link.click();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Other ways in", "the focus goes back");

    const context = await browser.chromium.newContext({ serviceWorkers: "block" });
    try {
      /** @type {string[]} */
      const requests = [];
      context.on("request", (request) => requests.push(request.url()));
      const foreign = await context.newPage();
      await foreign.setContent(`<html><head><script>var a = "secret script";</script><style>p { color: red }</style></head><body>
        <h1>Bridge to reopen in March</h1><p>Mayor Lena Ortiz said yes on Tuesday.</p><img src="data:,x" alt=""><p>The crews go on.</p></body></html>`);
      const opening = context.waitForEvent("page");
      await foreign.evaluate(decodeURIComponent(code.slice("javascript:".length)));
      const opened = await opening;
      await opened.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 60_000 });
      assert.equal(
        await opened.getByRole("textbox", { name: "Article" }).inputValue(),
        "Bridge to reopen in March\n\nMayor Lena Ortiz said yes on Tuesday.\n\nThe crews go on.",
      );
      await opened.getByRole("heading", { name: "Bridge to reopen in March" }).waitFor();
      assert.ok(requests.length > 0 && requests.every((address) => !address.includes("#z=") || address.startsWith(browser.base)));
    } finally {
      await context.close();
    }
  });
});
