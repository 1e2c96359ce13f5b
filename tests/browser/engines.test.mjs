// @ts-nocheck: half of each test runs in the page
// The app, the panel and the single file in other engines than Chromium: the same pages, the same findings. Firefox by WebDriver BiDi,
// which needs no driver of its own. An engine that is not there is left out, and that is said.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { packageDir } from "../node/support.mjs";
import { openSite } from "./site.mjs";

const TEXT = "“The ferry sails again,” Mayor Lena Ortiz said on Friday. She called it a wonderful day for the Labour Party.";

/** Where Firefox is: `FIREFOX`, or the usual names. */
const firefox = [
  process.env.FIREFOX ?? "",
  ...(process.env.PATH ?? "").split(path.delimiter).flatMap((folder) => ["firefox-esr", "firefox"].map((name) => path.join(folder, name))),
  "/Applications/Firefox.app/Contents/MacOS/firefox",
].find((file) => file !== "" && existsSync(file));

describe("Firefox", { skip: firefox ? false : "no Firefox here: on Debian, apt-get install firefox-esr" }, () => {
  let browser;
  let site;
  let page;
  const troubles = [];

  before(async () => {
    browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
    site = await openSite({
      pages: {
        "/host.html": `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><script type="module" src="/newsglass/element.js"></script>
          <div id="story"><p>“The ferry   sails again,” Mayor Lena <b>Ortiz</b> said on Friday.</p><p hidden>Hidden Henry</p></div><newsglass-panel for="story"></newsglass-panel>`,
      },
    });
    console.log(`    ${await browser.version()}`);
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    assert.deepEqual(troubles, [], "errors of the pages");
  });

  const open = async (address) => {
    page = await browser.newPage();
    page.on("pageerror", (error) => troubles.push(`${address}: ${error.message}`));
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (!["data:", "blob:", "file:"].includes(protocol) && origin !== new URL(site.url).origin) troubles.push(`request to another origin: ${request.url()}`);
    });
    await page.goto(address);
  };

  const analyzes = async () => {
    await page.waitForFunction(() => document.querySelector("button:not([disabled])") !== null, { timeout: 60_000 });
    await page.type("textarea", TEXT);
    await page.waitForFunction(() => /^Analyzed \d+ words: \d+ entities, \d+ quotes/.test(document.querySelector("[role=status]")?.textContent ?? ""), { timeout: 60_000 });
    const names = await page.evaluate(() => [...document.querySelectorAll("button")].map((button) => button.getAttribute("aria-label") ?? button.textContent));
    assert.ok(names.some((name) => /Lena Ortiz/.test(name)), names.join("; "));
    await page.close();
  };

  test("the app", async () => {
    await open(`${site.url}index.html`);
    await analyzes();
  });

  test("the single file, from disk", async () => {
    await open(pathToFileURL(path.join(packageDir, "../newsglass.html")).href);
    await analyzes();
  });

  test("the panel, with its marks in the page's text", async () => {
    await open(`${site.url}host.html`);
    await page.waitForFunction(() => document.querySelector("newsglass-panel").analysis, { timeout: 60_000 });
    const found = await page.evaluate(() => {
      const panel = document.querySelector("newsglass-panel");
      panel.select("e1");
      return {
        text: panel.analysis.text,
        marked: [...CSS.highlights.get("newsglass-current")].map(String).join(""),
        height: panel.offsetHeight,
        rooms: [...panel.shadowRoot.querySelectorAll("h3")].length,
      };
    });
    assert.deepEqual(found, { text: "“The ferry sails again,” Mayor Lena Ortiz said on Friday.", marked: "Lena Ortiz", height: 416, rooms: 3 });
    await page.close();
  });
});
