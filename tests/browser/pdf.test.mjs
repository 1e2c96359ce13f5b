// PDF files: an article is read under its headline, in the order of its columns; what has no text says why and what helps.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { packageDir } from "../node/support.mjs";
import { axe, launch } from "./harness.mjs";

const PARAGRAPHS = [
  "Mayor Lena Ortiz said on Tuesday that the old bridge over the river would reopen in March, half a year later than the city had planned.",
  "“We saved it, and we are proud of it,” she said. The crews of three companies go on until then, and the government of the state pays for most of the work.",
  "Not all are content. “It costs us our customers,” said Paul Weber, who has a shop at the bridge. He wants the city to pay for what he has lost since the summer, and he is not alone with that.",
  "The council will speak about the matter next week. Until then the ferry carries all who want to cross, every twenty minutes, from six in the morning to eleven at night.",
];
const HEADLINE = "Bridge to reopen in March";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;

const box = () => page.getByRole("textbox", { name: "Article" });
const settled = () => page.getByRole("status").filter({ hasText: /^Analyzed \d+ words/ }).waitFor({ timeout: 60_000 });

/** @param {string} name @param {Buffer} buffer */
async function choose(name, buffer) {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Open file", exact: true }).click();
  await (await chooser).setFiles([{ name, mimeType: "application/pdf", buffer }]);
}

/** @param {string} name @param {Buffer} buffer */
async function drop(name, buffer) {
  const data = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name, { type: "application/pdf" }));
      return transfer;
    },
    /** @type {const} */ ([name, buffer.toString("base64")]),
  );
  await page.dispatchEvent("footer", "dragover", { dataTransfer: data });
  await page.dispatchEvent("footer", "drop", { dataTransfer: data });
}

/**
 * A page as the browser prints it.
 * @param {string} body
 * @param {string} [style]
 * @param {boolean} [headed]  with a running head and the number of the page
 */
async function printed(body, style = "", headed = false) {
  const context = await browser.chromium.newContext();
  try {
    const other = await context.newPage();
    await other.setContent(`<html lang="en"><head><style>body { font: 12pt/1.3 serif } ${style}</style></head><body>${body}</body></html>`);
    return await other.pdf({
      format: "A5",
      margin: { top: "20mm", bottom: "20mm", left: "15mm", right: "15mm" },
      displayHeaderFooter: headed,
      headerTemplate: '<span style="font-size: 8px">The Daily Courier</span>',
      footerTemplate: '<span style="font-size: 8px">Page <span class="pageNumber"></span> of <span class="totalPages"></span></span>',
    });
  } finally {
    await context.close();
  }
}

/**
 * A PDF of one page, in its smallest form.
 * @param {string} content
 * @param {string} [trailer]
 */
function small(content, trailer = "") {
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream",
    `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${"00".repeat(32)}> /U <${"11".repeat(32)}> >>`,
  ];
  let file = "%PDF-1.4\n";
  let places = "";
  for (const [at, object] of objects.entries()) {
    places += `${String(file.length).padStart(10, "0")} 00000 n \n`;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
  }
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places}`;
  return Buffer.from(`${file}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF`);
}

const article = (/** @type {string[]} */ paragraphs) => `<h1>${HEADLINE}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join("")}`;
const whole = [HEADLINE, ...PARAGRAPHS].join("\n\n");

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  page = await browser.open("/");
  await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
});
afterEach(() => page.done());

async function isRead() {
  await settled();
  await page.getByRole("region", { name: "Reading view" }).getByRole("heading", { name: HEADLINE }).waitFor();
  await page.getByRole("region", { name: "Reading view" }).getByText("We saved it, and we are proud of it").first().waitFor();
}

describe("a PDF file", () => {
  test("is read under its headline, from the button, and its reader is fetched only then", async () => {
    const fetched = () => page.requests.filter((address) => address.includes("/pdf"));
    await box().fill("Mayor Lena Ortiz said yes.");
    await settled();
    assert.deepEqual(fetched(), []);
    await choose("story.pdf", await printed(article(PARAGRAPHS)));
    await page.waitForFunction(() => document.querySelector("textarea")?.value.startsWith("Bridge"));
    assert.equal(await box().inputValue(), whole);
    await isRead();
    assert.ok(fetched().some((name) => name.endsWith("pdf_bg.wasm")));
  });

  test("is read over its pages and in the order of its columns, with parted words mended, when it is dropped", async () => {
    const style = "main { columns: 2; column-gap: 8mm; text-align: justify; hyphens: manual } p { margin: 0; text-indent: 1em } h1 { font-size: 22pt; margin: 0 0 4mm }";
    const many = [...PARAGRAPHS, ...PARAGRAPHS.map((text) => text.replaceAll(/[“”]/g, "")), ...PARAGRAPHS.map((text) => text.replaceAll(/[“”]/g, ""))];
    const parted = many.map((text) => text.replaceAll("government", "govern\u00adment").replaceAll("customers", "cus\u00adtom\u00aders").replaceAll("companies", "com\u00adpa\u00adnies"));
    await drop("story.pdf", await printed(`<h1>${HEADLINE}</h1><main>${parted.map((text) => `<p>${text}</p>`).join("")}</main>`, style, true));
    await isRead();
    assert.equal(await box().inputValue(), [HEADLINE, ...many].join("\n\n"));
  });

  test("that has no text says what it is and what helps, and leaves what is there", async () => {
    const story = `${HEADLINE}\n\n${PARAGRAPHS[0]}`;
    await box().fill(story);
    await settled();
    /** @type {[string, Buffer, RegExp, RegExp][]} */
    const files = [
      ["scan.pdf", small("q 595 0 0 842 0 0 cm /Im Do Q"), /“scan.pdf” is a scan: it holds pictures of pages, and no text/, /recognise its text/],
      ["locked.pdf", small("q Q", `/Encrypt 6 0 R /ID [<${"ab".repeat(16)}> <${"ab".repeat(16)}>]`), /“locked.pdf” is locked with a password/, /copy it and paste it here/],
      ["empty.pdf", small("0 0 100 100 re f"), /“empty.pdf” is a PDF without words/, /paste it here/],
      ["broken.pdf", Buffer.from("%PDF-1.7 ..."), /“broken.pdf” is a damaged PDF/, /Get the file again/],
    ];
    for (const [name, buffer, message, hint] of files) {
      await choose(name, buffer);
      await page.getByRole("alert").getByText(message).waitFor();
      await page.getByRole("alert").getByText(hint).waitFor();
      assert.equal(await box().inputValue(), story);
    }
    await axe(page);
  });

  test("says so when its reader cannot be fetched, and is read when it can", async () => {
    const file = await printed(article(PARAGRAPHS));
    await page.route(/pdf_bg\.wasm/, (route) => route.abort());
    await choose("story.pdf", file);
    await page.getByRole("alert").getByText("What reads PDF files did not arrive.").waitFor();
    await page.unroute(/pdf_bg\.wasm/);
    await choose("story.pdf", file);
    await isRead();
  });
});

test("the single file reads a PDF file, too", async () => {
  const file = await printed(article(PARAGRAPHS));
  const context = await browser.chromium.newContext();
  try {
    const other = await context.newPage();
    await other.goto(pathToFileURL(path.join(packageDir, "../newsglass.html")).href);
    await other.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
    const chooser = other.waitForEvent("filechooser");
    await other.getByRole("button", { name: "Open file", exact: true }).click();
    await (await chooser).setFiles([{ name: "story.pdf", mimeType: "application/pdf", buffer: file }]);
    await other.waitForFunction(() => document.querySelector("textarea")?.value.startsWith("Bridge"));
    assert.equal(await other.getByRole("textbox", { name: "Article" }).inputValue(), whole);
  } finally {
    await context.close();
  }
});

test("the service worker keeps what reads PDF files", () => {
  const sw = readFileSync(path.join(packageDir, "../sw.js"), "utf8");
  // A build for the inner loop keeps nothing at all.
  if (sw.includes("assets/app_bg.wasm")) assert.match(sw, /assets\/pdf_bg\.wasm/);
});
