// @ts-nocheck: half of each test runs in the page
// The app, the panel, the frame, the page without a connection and the single file in other engines than Chromium: the same pages, the same
// findings. Firefox by WebDriver BiDi, WebKit by WebDriver. An engine that is not there is left out, and that is said.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { deflateRawSync } from "node:zlib";
import puppeteer from "puppeteer-core";
import { guard, twice } from "../node/programs.mjs";
import { packageDir } from "../node/support.mjs";
import { wordFile } from "./files.mjs";
import { wayOut } from "./harness.mjs";
import { openSite } from "./site.mjs";
import { findWebKit, launchWebKit } from "./webkit.mjs";

const TEXT = "“The ferry sails again,” Mayor Lena Ortiz said on Friday. She called it a wonderful day for the Labour Party. Critics called it a disgraceful failure.";
const WORDS = "“The ferry sails again,” Mayor Lena Ortiz said on Friday.";
const HOST = (panels, head = "") => `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,">${head}<script type="module" src="/newsglass/element.js"></script>
  <div id="story"><p>“The ferry   sails again,” Mayor Lena <b>Ortiz</b> said on Friday.</p><p hidden>Hidden Henry</p></div>${panels}`;
/** What breaks a page's policy, kept for the tests: a script of the site's own, because the policy has no other. */
const WATCH = `window.breaches = []; document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => breaches.push(violatedDirective + " " + blockedURI));`;

/** Where Firefox is: `FIREFOX`, or the usual names. */
const firefox = [
  process.env.FIREFOX ?? "",
  ...(process.env.PATH ?? "").split(path.delimiter).flatMap((folder) => ["firefox-esr", "firefox"].map((name) => path.join(folder, name))),
  "/Applications/Firefox.app/Contents/MacOS/firefox",
].find((file) => file !== "" && existsSync(file));

async function launchFirefox(proxy) {
  const way = Object.fromEntries(["http", "ssl"].flatMap((kind) => [[`network.proxy.${kind}`, "127.0.0.1"], [`network.proxy.${kind}_port`, proxy]]));
  const extraPrefsFirefox = { "network.proxy.type": 1, ...way };
  const browser = await twice("Firefox", () => puppeteer.launch({ browser: "firefox", executablePath: firefox, headless: true, extraPrefsFirefox, timeout: 60_000 }));
  const end = guard(browser.process().pid);
  const page = await browser.newPage();
  return {
    version: await browser.version(),
    open: (url) => page.goto(url),
    evaluate: (script, ...args) => page.evaluate(script, ...args),
    press: (key) => page.keyboard.press(key),
    close: async () => {
      await browser.close();
      end();
    },
  };
}

const webkit = findWebKit();
const engines = {
  Firefox: [firefox, launchFirefox, "firefox-esr"],
  WebKit: [webkit, (proxy) => launchWebKit(webkit, proxy), "webkit2gtk-driver xvfb"],
};

for (const [name, [isThere, start, packages]] of Object.entries(engines)) {
  describe(name, { skip: isThere ? false : `no ${name} here: on Debian, apt-get install ${packages}` }, () => {
    let browser;
    let out;
    let site;
    /** Pages of others, on an origin without a service worker. */
    let hosts;
    before(async () => {
      out = await wayOut();
      browser = await start(out.port);
      console.log(`    ${browser.version}`);
      site = await openSite();
      hosts = await openSite({
        pages: {
          "/host.html": HOST('<newsglass-panel for="story"></newsglass-panel>', '<script src="/watch.js"></script>'),
          "/two.html": HOST('<newsglass-panel id="narrow" for="story"></newsglass-panel><newsglass-panel id="wide" for="story" features="entities quotes"></newsglass-panel>', '<link rel="stylesheet" href="/two.css">'),
          "/two.css": "#narrow { width: 300px } #wide { width: 900px }",
          "/watch.js": WATCH,
        },
      });
    });
    after(async () => {
      await browser?.close();
      await Promise.all([site?.close(), hosts?.close()]);
      out?.check();
    });

    /** Waits for a function of the page to give something. */
    const until = async (script, ...args) => {
      const end = Date.now() + 30_000;
      for (;;) {
        const found = await browser.evaluate(script, ...args);
        if (found) return found;
        assert.ok(Date.now() < end, `never came true: ${script}\n${await browser.evaluate(() => document.body.innerText)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    };
    const keepsToItself = async ({ url } = site) => {
      const asked = await browser.evaluate(() => performance.getEntriesByType("resource").map((entry) => entry.name));
      const strangers = asked.filter((address) => !/^(data|blob|file):/.test(address) && new URL(address).origin !== new URL(url).origin);
      assert.deepEqual(strangers, []);
    };
    const arrives = () => until(() => document.querySelector("button:not([disabled])") !== null);
    const says = () => until(() => /^Analyzed \d+ words: \d+ entit(y|ies), \d+ quotes?$/.test(document.querySelector("[role=status]")?.textContent ?? ""));
    /** A button that assistive technology knows by such a name is there. */
    const finds = (pattern) =>
      until((source) => [...document.querySelectorAll("button")].some((button) => new RegExp(source).test(button.getAttribute("aria-label") ?? button.textContent)), pattern);
    const analyzes = async (text = TEXT) => {
      await arrives();
      await browser.evaluate((text) => {
        const box = document.querySelector("textarea");
        box.value = text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, text);
      await says();
      await finds("^Lena Ortiz, person, \\d");
      await keepsToItself();
    };
    /** From tab to tab by the arrow keys: what each panel is called and shows. */
    const walksTabs = async () => {
      await browser.evaluate(() => document.querySelector("[role=tab][aria-selected=true]").focus());
      const seen = [];
      for (let step = 0; step < 4; step += 1) {
        seen.push(await until(() => {
          const tab = document.activeElement;
          const panel = document.querySelector("[role=tabpanel]:not([hidden])");
          return tab.role === "tab" || tab.getAttribute("role") === "tab" ? [tab.textContent.replace(/\d+/g, "").trim(), panel.textContent] : null;
        }));
        await browser.press("ArrowRight");
      }
      return seen;
    };
    const drops = (file, bytes) =>
      browser.evaluate((file, bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(bytes)], file));
        for (const type of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
      }, file, [...bytes]);

    describe("the app", () => {
      test("who, who says what, in which tone: every tab by keyboard", async () => {
        await browser.open(`${site.url}index.html`);
        await analyzes();
        const tabs = await walksTabs();
        assert.deepEqual(tabs.map(([tab]) => tab), ["Overview", "Entities", "Quotes", "Sentiment"]);
        const [, [, entities], [, quotes], [, tone]] = tabs;
        assert.match(entities, /Lena Ortiz[\s\S]*Labour Party|Labour Party[\s\S]*Lena Ortiz/);
        assert.match(quotes, /The ferry sails again[\s\S]*Lena Ortiz|Lena Ortiz[\s\S]*The ferry sails again/);
        assert.match(tone, /wonderful/);
        assert.match(tone, /disgraceful|failure/);
      });

      test("in a worker, and not in the page's own thread", async () => {
        await browser.evaluate(() => {
          import("/newsglass/index.js").then(({ createAnalyzer }) => createAnalyzer()).then(({ thread }) => (window.thread = thread));
        });
        assert.equal(await until(() => window.thread), "worker");
      });

      test("an article in the address, as it is and packed", async () => {
        for (const fragment of [`#text=${encodeURIComponent(TEXT)}`, `#z=${deflateRawSync(TEXT).toString("base64url")}`]) {
          await browser.open("about:blank");
          await browser.open(`${site.url}index.html${fragment}`);
          await says();
          assert.equal(await browser.evaluate(() => document.querySelector("textarea").value), TEXT);
        }
      });

      test("a Word document that is dropped", async () => {
        await browser.open("about:blank");
        await browser.open(`${site.url}index.html`);
        await arrives();
        await drops("story.docx", wordFile(["“The ferry sails again,” Mayor Lena Ortiz said & left on Friday."]));
        await until(() => document.querySelector("textarea").value.includes("Lena Ortiz said & left"));
        await says();
      });
    });

    test("the single file, from disk", async () => {
      await browser.open(pathToFileURL(path.join(packageDir, "../newsglass.html")).href);
      await analyzes();
      assert.deepEqual((await walksTabs()).map(([tab]) => tab), ["Overview", "Entities", "Quotes", "Sentiment"]);
      await drops("story.docx", wordFile(["“We begin,” said Ada Quill."]));
      await finds("^Ada Quill, person, \\d");
    });

    describe("the panel", () => {
      test("marks the page's text, under the contract's policy", async () => {
        await browser.open(`${hosts.url}host.html`);
        await until(() => document.querySelector("newsglass-panel").analysis?.text);
        const found = await browser.evaluate(() => {
          const panel = document.querySelector("newsglass-panel");
          panel.style.setProperty("--newsglass-height", "26em");
          panel.select("e1");
          return {
            text: panel.analysis.text,
            marked: [...CSS.highlights.get("newsglass-current")].map(String).join(""),
            height: panel.offsetHeight,
            rooms: [...panel.shadowRoot.querySelectorAll("h3")].length,
            breaches,
          };
        });
        assert.deepEqual(found, { text: WORDS, marked: "Lena Ortiz", height: 416, rooms: 2, breaches: [] });
        await keepsToItself(hosts);
      });

      test("attributes change it at once, and it survives being moved", async () => {
        const changed = await browser.evaluate(() => {
          const panel = document.querySelector("newsglass-panel");
          const paper = () => getComputedStyle(panel.shadowRoot.querySelector(".frame")).backgroundColor;
          const light = paper();
          panel.theme = "dark";
          const dark = paper();
          panel.highlight = "off";
          const marks = CSS.highlights.get("newsglass-person")?.size ?? 0;
          panel.highlight = "on";
          document.body.prepend(panel);
          return { light, dark, marks, again: CSS.highlights.get("newsglass-person")?.size };
        });
        assert.deepEqual(changed, { light: "rgb(255, 253, 248)", dark: "rgb(30, 29, 26)", marks: 0, again: 2 }, "two nodes hold the name");
        await browser.evaluate(() => void (document.querySelector("newsglass-panel").features = "quotes"));
        await until(() => document.querySelector("newsglass-panel").shadowRoot.querySelectorAll("h3").length === 1);
      });

      test("two of them, narrow and wide, have one worker and one engine", async () => {
        hosts.requests.length = 0;
        await browser.open(`${hosts.url}two.html`);
        await until(() => [...document.querySelectorAll("newsglass-panel")].every(({ analysis }) => analysis));
        const rooms = await browser.evaluate(() =>
          [...document.querySelectorAll("newsglass-panel")].map((panel) => new Set([...panel.shadowRoot.querySelectorAll("[part~=section]")].map((room) => Math.round(room.getBoundingClientRect().left))).size));
        assert.deepEqual(rooms, [1, 2], "one room below the other, or beside it");
        for (const file of ["/newsglass/worker.js", "/newsglass/newsglass_bg.wasm"]) assert.equal(hosts.requests.filter((path) => path === file).length, 1, file);
      });
    });

    test("the frame answers the page of another origin that holds it", async () => {
      const host = await openSite({
        policy: `default-src 'none'; script-src 'self'; frame-src ${new URL(site.url).origin}`,
        pages: { "/hear.js": `window.heard = []; addEventListener("message", ({ data, origin }) => heard.push({ ...data, origin }));` },
      });
      host.pages.set("/", `<!doctype html><title>Host</title><script src="/hear.js"></script><iframe id="frame" src="${site.url}embed.html?origin=${encodeURIComponent(new URL(host.url).origin)}"></iframe>`);
      try {
        await browser.open(host.url);
        await until(() => window.heard.some(({ type }) => type === "newsglass:ready"));
        await browser.evaluate((text) => document.getElementById("frame").contentWindow.postMessage({ type: "newsglass:analyze", id: 7, text }, "*"), WORDS);
        const [text, id, origin] = await until(() => {
          const { analysis, id, origin } = window.heard.find(({ type }) => type === "newsglass:result") ?? {};
          return analysis && [analysis.text, id, origin];
        });
        assert.deepEqual([text, id, origin], [WORDS, 7, new URL(site.url).origin]);
      } finally {
        await host.close();
      }
    });

    test("whoever asks for another machine is noticed: without this the rest proves nothing", async () => {
      const stranger = await openSite({ policy: "default-src *" });
      try {
        await browser.open(stranger.url);
        await browser.evaluate(() => void fetch("http://elsewhere.test/told", { mode: "no-cors" }).catch(() => {}));
        const end = Date.now() + 10_000;
        while (out.wanted.length === 0 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
        assert.deepEqual(out.wanted.splice(0), ["http://elsewhere.test/told"]);
      } finally {
        await stranger.close();
      }
    });

    test("a page that was opened once still analyses when the server is gone", async () => {
      const gone = await openSite();
      try {
        await browser.open(`${gone.url}index.html`);
        await until(() => /kept on this device/.test(document.getElementById("kept").textContent));
      } finally {
        await gone.close();
      }
      await browser.open("about:blank");
      await browser.open(`${gone.url}index.html`);
      await arrives();
      await browser.evaluate((text) => {
        const box = document.querySelector("textarea");
        box.value = text;
        box.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }, TEXT);
      await says();
    });
  });
}
