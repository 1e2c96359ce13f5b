// Without a connection: a page that was opened once opens again, with nothing but what the browser has kept; a new version comes
// whole or not at all. The page lies under a path, as on many static hosts, on a server of this file's own that can go away.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { axe, findChromium, launch } from "./harness.mjs";
import { POLICY, TYPES } from "./site.mjs";
import { later, workerOf } from "./versions.mjs";

const dist = process.env.NEWSGLASS_DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const BELOW = "/news/desk/";

/** Serves `dist/` below a path until `stop()`; `changes` take the place of its files. */
async function host() {
  /** @type {import("./versions.mjs").Changes} */
  let changes = {};
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    asked.push(path);
    const file = path.startsWith(BELOW) ? path.slice(BELOW.length) || "index.html" : "";
    try {
      const body = changes[file] ?? readFileSync(join(dist, file));
      response.setHeader("content-security-policy", POLICY);
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream").end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${BELOW}`,
    asked,
    /** @param {import("./versions.mjs").Changes} next */
    change: (next) => void (changes = next),
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve(undefined)));
    },
  };
}

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof host>>} */
let site;
/** @type {import("playwright-core").BrowserContext} */
let context;
/** @type {import("playwright-core").Page} */
let page;
/** @type {string[]} */
let troubles;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  site = await host();
  context = await browser.chromium.newContext();
  troubles = [];
  context.on("weberror", (error) => troubles.push(error.error().message));
  page = await visit();
});
afterEach(async () => {
  await context.close();
  await site.stop();
  assert.deepEqual(troubles, [], "uncaught errors");
});

async function visit() {
  const next = await context.newPage();
  await next.goto(site.url);
  return next;
}

async function kept() {
  await page.getByText("This page is kept on this device").waitFor({ timeout: 30_000 });
}

/** @param {import("playwright-core").Page} page */
async function analyzes(page) {
  await page.getByRole("textbox", { name: "Article" }).fill("“The ferry sails again,” Mayor Lena Ortiz said on Friday.");
  await page.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 30_000 });
  await page.getByRole("region", { name: "Reading view" }).getByText("Lena Ortiz").first().waitFor();
}

const newer = () => page.getByText("A newer Newsglass is ready.");
const lookForUpdate = () =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update().catch(() => {});
  });

describe("without a connection", () => {
  test("a page that was opened once opens and analyses after the server is gone", async () => {
    await kept();
    await site.stop();
    const again = await visit();
    await analyzes(again);
    // A shared link leads to the same page.
    await again.goto(`${site.url}index.html?from=home#text=${encodeURIComponent("Mayor Ada Quill said no.")}`);
    await again.getByRole("region", { name: "Reading view" }).getByText("Ada Quill").first().waitFor({ timeout: 30_000 });
  });

  test("what is kept is not asked for again, but the service worker itself is", async () => {
    await kept();
    site.asked.length = 0;
    await analyzes(await visit());
    assert.deepEqual([...new Set(site.asked)].filter((path) => path !== `${BELOW}sw.js`), []);
  });

  test("storage that the browser has cleared is no more than a slower start", async () => {
    await kept();
    await page.evaluate(async () => {
      for (const key of await caches.keys()) await caches.delete(key);
    });
    await analyzes(await visit());
  });
});

test("the server gone and the browser started anew: the app, the panel's page and the frame open and analyse", async () => {
  const profile = mkdtempSync(join(tmpdir(), "newsglass-profile-"));
  const start = () => chromium.launchPersistentContext(profile, { executablePath: findChromium(), headless: true, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  try {
    const first = await start();
    const opened = await first.newPage();
    await opened.goto(site.url);
    await opened.getByText("This page is kept on this device").waitFor({ timeout: 30_000 });
    const session = await first.newCDPSession(opened);
    assert.deepEqual((await session.send("Page.getInstallabilityErrors")).installabilityErrors, [], "it can be installed");
    await first.close();
    await site.stop();
    const again = await start();
    await again.setOffline(true);
    const app = await again.newPage();
    await app.goto(site.url);
    await analyzes(app);
    const panel = await again.newPage();
    await panel.goto(`${site.url}playground.html`);
    await panel.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
    await panel.goto(`${site.url}embed.html`);
    await panel.getByText("There is nothing to read yet.").waitFor();
    await again.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});

describe("a new version", () => {
  test("waits, is offered, and comes with the text that was there", async () => {
    await kept();
    const changes = later(dist);
    site.change({ ...changes, "sw.js": workerOf(dist, changes) });
    await lookForUpdate();
    await newer().waitFor({ timeout: 30_000 });
    assert.match(await page.title(), /^Newsglass:/, "not yet");
    await axe(page);
    await analyzes(page);
    await page.getByRole("button", { name: "Reload" }).click();
    await page.waitForFunction(() => document.title.startsWith("Newsglass 2"));
    await page.waitForFunction(() => document.querySelector("textarea")?.value.includes("Lena Ortiz"));
    await page.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 30_000 });
    const script = await page.evaluate(async () => (await fetch("newsglass/index.js")).text());
    assert.match(script, /\/\/ 2\n$/);
  });

  test("does not come under an open tab", async () => {
    await kept();
    const other = await visit();
    const changes = later(dist);
    site.change({ ...changes, "sw.js": workerOf(dist, changes) });
    await lookForUpdate();
    await newer().waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByText("Close its other tabs first").waitFor();
    for (const tab of [page, other]) {
      assert.match(await tab.title(), /^Newsglass:/);
      const script = await tab.evaluate(async () => (await fetch("newsglass/index.js")).text());
      assert.doesNotMatch(script, /\/\/ 2\n$/, "files of the version that the page is of");
    }
    await other.close();
    await page.getByRole("button", { name: "Reload" }).click();
    await page.waitForFunction(() => document.title.startsWith("Newsglass 2"));
  });

  test("of which one file is not there yet changes nothing", async () => {
    await kept();
    const changes = later(dist);
    // The new list with the old script: a server in the middle of an upload.
    site.change({ "index.html": changes["index.html"], "sw.js": workerOf(dist, changes) });
    await lookForUpdate();
    await page.waitForFunction(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return !registration?.installing && !registration?.waiting;
    });
    assert.equal(await newer().count(), 0);
    await site.stop();
    const again = await visit();
    assert.match(await again.title(), /^Newsglass:/);
    await analyzes(again);
  });

  test("that keeps nothing takes the service worker away", async () => {
    await kept();
    const empty = readFileSync(join(dist, "sw.js"), "utf8").replace(/^const BUILD = .*$/m, 'const BUILD = { version: "", files: {} };');
    site.change({ "sw.js": empty });
    await lookForUpdate();
    await page.waitForFunction(async () => (await caches.keys()).length === 0, undefined, { timeout: 30_000 });
    await page.waitForFunction(async () => !(await navigator.serviceWorker.getRegistration()));
    await analyzes(await visit());
  });
});

describe("what other programs share", () => {
  /** The manifest as the browser reads it to install the page. */
  const manifest = async (/** @type {import("playwright-core").Page} */ page) => {
    const session = await page.context().newCDPSession(page);
    const { data, errors } = await session.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    return JSON.parse(data ?? "{}");
  };

  test("is asked for by the service worker alone: without it the browser would send it to the server", async () => {
    await kept();
    // The browser reads the manifest once a page: this page was here before the service worker was.
    await page.reload();
    const offered = await manifest(page);
    assert.deepEqual([offered.share_target?.action, offered.share_target?.method, offered.name], ["./share", "POST", "Newsglass"]);
    const plain = JSON.parse(readFileSync(join(dist, "manifest.webmanifest"), "utf8"));
    assert.equal("share_target" in plain, false, "the server's own");
    assert.deepEqual(offered, { ...plain, share_target: offered.share_target });
    // A browser of its own without service workers: one that was taken away comes again with the next page, which registers it.
    const without = await browser.chromium.newContext({ serviceWorkers: "block" });
    const visitor = await without.newPage();
    await visitor.goto(site.url);
    assert.deepEqual(await manifest(visitor), plain);
    await without.close();
  });
});
