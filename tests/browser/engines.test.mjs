// @ts-nocheck: half of each test runs in the page
// The app, the panel and the single file in other engines than Chromium: the same pages, the same findings. Firefox by WebDriver BiDi,
// WebKit by WebDriver. An engine that is not there is left out, and that is said.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { packageDir } from "../node/support.mjs";
import { openSite } from "./site.mjs";
import { findWebKit, launchWebKit } from "./webkit.mjs";

const TEXT = "“The ferry sails again,” Mayor Lena Ortiz said on Friday. She called it a wonderful day for the Labour Party.";
const HOST = `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><script type="module" src="/newsglass/element.js"></script>
  <div id="story"><p>“The ferry   sails again,” Mayor Lena <b>Ortiz</b> said on Friday.</p><p hidden>Hidden Henry</p></div><newsglass-panel for="story"></newsglass-panel>`;

/** Where Firefox is: `FIREFOX`, or the usual names. */
const firefox = [
  process.env.FIREFOX ?? "",
  ...(process.env.PATH ?? "").split(path.delimiter).flatMap((folder) => ["firefox-esr", "firefox"].map((name) => path.join(folder, name))),
  "/Applications/Firefox.app/Contents/MacOS/firefox",
].find((file) => file !== "" && existsSync(file));

async function launchFirefox() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true });
  const page = await browser.newPage();
  return {
    version: await browser.version(),
    open: (url) => page.goto(url),
    evaluate: (script, ...args) => page.evaluate(script, ...args),
    close: () => browser.close(),
  };
}

const webkit = findWebKit();
const engines = {
  Firefox: [firefox, launchFirefox, "firefox-esr"],
  WebKit: [webkit, () => launchWebKit(webkit), "webkit2gtk-driver xvfb"],
};

for (const [name, [isThere, start, packages]] of Object.entries(engines)) {
  describe(name, { skip: isThere ? false : `no ${name} here: on Debian, apt-get install ${packages}` }, () => {
    let browser;
    let site;
    before(async () => {
      browser = await start();
      console.log(`    ${browser.version}`);
      site = await openSite({ pages: { "/host.html": HOST } });
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    /** Waits for a function of the page to give something. */
    const until = async (script, ...args) => {
      const end = Date.now() + 60_000;
      for (;;) {
        const found = await browser.evaluate(script, ...args);
        if (found) return found;
        assert.ok(Date.now() < end, `never came true: ${script}\n${await browser.evaluate(() => document.body.innerText)}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    const keepsToItself = async () => {
      const asked = await browser.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
      const strangers = asked.filter((address) => !/^(data|blob|file):/.test(address) && new URL(address).origin !== new URL(site.url).origin);
      assert.deepEqual(strangers, []);
    };
    const analyzes = async () => {
      await until(() => document.querySelector("button:not([disabled])") !== null);
      await browser.evaluate((text) => {
        const box = document.querySelector("textarea");
        box.value = text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, TEXT);
      await until(() => /^Analyzed \d+ words: \d+ entities, \d+ quotes/.test(document.querySelector("[role=status]")?.textContent ?? ""));
      await until(() => [...document.querySelectorAll("button")].some((button) => /^Lena Ortiz, person, \d/.test(button.getAttribute("aria-label") ?? button.textContent)));
      await keepsToItself();
    };

    test("the app", async () => {
      await browser.open(`${site.url}index.html`);
      await analyzes();
    });

    test("the single file, from disk", async () => {
      await browser.open(pathToFileURL(path.join(packageDir, "../newsglass.html")).href);
      await analyzes();
    });

    test("the panel, with its marks in the page's text", async () => {
      await browser.open(`${site.url}host.html`);
      await until(() => document.querySelector("newsglass-panel").analysis?.text);
      const found = await browser.evaluate(() => {
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
      await keepsToItself();
    });
  });
}
