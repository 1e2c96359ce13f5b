// A real Chromium on the built page, and a page that fails its test by itself: on a request to another origin, an error in the
// console, an uncaught error or a breach of the content security policy.
//
//   const browser = await launch();                       // once a file; closed by `browser.close()`
//   const page = await browser.open("/", { viewport: { width: 360, height: 640 }, colorScheme: "dark" });
//   await page.getByRole("button", { name: "Try an example" }).click();
//   await axe(page);
//   await page.done();                                     // throws what went wrong in the meantime, and closes the page
//
// `NEWSGLASS_URL` names the server; without it the harness starts `cargo xtask serve` on what is in `dist/`. `CHROMIUM` names
// the browser; without it the usual names and places are tried.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { start, twice } from "../node/programs.mjs";

/** @typedef {import("playwright-core").Page} PlaywrightPage */
/** @typedef {import("playwright-core").BrowserContextOptions} ContextOptions */

/**
 * A page that keeps an account of what went wrong on it.
 * @typedef {PlaywrightPage & {
 *   troubles: string[],
 *   requests: string[],
 *   expectTrouble: (pattern: RegExp) => void,
 *   check: () => void,
 *   done: () => Promise<void>,
 * }} Page
 * `troubles`: what went wrong so far. `requests`: every address asked for. `expectTrouble`: a trouble that matches belongs to
 * the test; it must then come. `check` throws when there was trouble, or when an expected one did not come. `done` checks and closes.
 */

/**
 * How to open a page: Playwright's options for a browser context; `init`, a script (source text) that runs before the page's own;
 * `allowed`, addresses whose origins the page may ask besides its own; `until`, how far the page must have come. A whole address opens
 * a page of another server.
 * @typedef {ContextOptions & { init?: string, allowed?: string[], until?: "load" | "domcontentloaded" }} OpenOptions
 */

/**
 * @typedef {object} Browser
 * @property {string} base  address of the server, with a slash at its end
 * @property {import("playwright-core").Browser} chromium
 * @property {(path?: string, options?: OpenOptions) => Promise<Page>} open
 * @property {() => Promise<void>} close
 */

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "..", "..");

const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Where the browser is. Throws with the remedy when there is none. */
export function findChromium() {
  const named = process.env.CHROMIUM;
  if (named) {
    assert.ok(existsSync(named), `CHROMIUM names no file: ${named}`);
    return named;
  }
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const found = [
    ...programs.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ].find((file) => existsSync(file));
  assert.ok(found, "no Chromium: install it (on Debian: apt-get install chromium), or name one in CHROMIUM");
  return found;
}

/** Address of the server under test, started when none is named. The second function stops what was started. */
async function server() {
  if (process.env.NEWSGLASS_URL) {
    // A page that is a file (the single one) is the whole site.
    const { NEWSGLASS_URL: named } = process.env;
    return { base: named.startsWith("file:") ? named : new URL("./", named).href, stop: async () => {} };
  }
  const { value: base, stop } = await start("cargo", ["xtask", "serve", "--no-build", "--no-open", "--port", "0"], {
    cwd: root,
    ready: (said) => /http:\/\/[\d.]+:\d+\//.exec(said)?.[0],
    // The first time, xtask is compiled.
    seconds: 600,
  });
  return { base, stop };
}

/** What browsers ask of their makers, whatever the page does. In Chromium a page that did so would be seen by the account of its own requests. */
const MAKERS = /(^|\.)(google|googleapis|gstatic|gvt1|mozilla|firefox|mozgcp)\.(com|net|org)$/;

/**
 * The way out of this machine, as the browser sees it: a proxy that leads nowhere and notes who wanted to go where. Everything that is
 * not on this machine comes by, of pages, workers and service workers alike.
 */
export async function wayOut() {
  /** @type {string[]} */
  const wanted = [];
  const note = (/** @type {string} */ address) => {
    const { hostname } = new URL(/^https?:/.test(address) ? address : `https://${address}`);
    if (!MAKERS.test(hostname)) wanted.push(address);
  };
  const proxy = createServer((request, response) => {
    note(request.url ?? "");
    response.writeHead(502).end();
  });
  proxy.on("connect", (request, socket) => {
    note(request.url ?? "");
    socket.on("error", () => {}); // the browser has hung up, which is its right
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  });
  proxy.on("clientError", (_error, socket) => socket.destroy());
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (proxy.address());
  return {
    port,
    wanted,
    check() {
      proxy.closeAllConnections();
      proxy.close();
      assert.deepEqual(wanted, [], "requests that left this machine");
    },
  };
}

/**
 * Starts the browser, and the server when none is named. Closing it fails when anything has asked for another machine in the meantime.
 * @param {{ args?: string[] }} [options]  `args`: switches of the browser besides the usual ones
 * @returns {Promise<Browser>}
 */
export async function launch({ args = [] } = {}) {
  // Asked before anything is started that would keep the process from ending when there is none.
  const executablePath = findChromium();
  const { base, stop } = await server();
  const out = await wayOut();
  const asRoot = process.getuid?.() === 0;
  // It is driven through a pipe, and ends by itself when that does: also when this process is killed.
  const browser = await twice("Chromium", () =>
    chromium.launch({
      executablePath,
      headless: true,
      args: [...FLAGS, `--proxy-server=http://127.0.0.1:${out.port}`, ...args, ...(asRoot ? ["--no-sandbox"] : [])],
      timeout: 60_000,
    }),
  );
  return {
    base,
    chromium: browser,
    open: (where = "/", options = {}) => open(browser, base, where, options),
    close: async () => {
      await browser.close();
      await stop();
      out.check();
    },
  };
}

/**
 * @param {import("playwright-core").Browser} browser
 * @param {string} base
 * @param {string} where
 * @param {OpenOptions} options
 * @returns {Promise<Page>}
 */
async function open(browser, base, where, { init, allowed = [], until = "load", ...options }) {
  // Without a service worker unless a test asks for one: what it has kept would hide what a test changes.
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: base,
    serviceWorkers: "block",
    ...options,
  });
  /** @type {string[]} */
  const troubles = [];
  /** @type {string[]} */
  const requests = [];
  /** @type {RegExp[]} */
  const expected = [];
  const address = new URL(where.replace(/^\//, ""), base);
  const origins = [address.origin, ...allowed.map((url) => new URL(url).origin)];
  // Workers of the page included: they belong to the same context. Addresses without a host leave nothing.
  context.on("request", (request) => {
    const address = new URL(request.url());
    requests.push(address.href);
    if (!["data:", "blob:", "about:"].includes(address.protocol) && !origins.includes(address.origin)) {
      troubles.push(`request to another origin: ${address.href}`);
    }
  });
  context.on("console", (message) => {
    if (message.type() === "error") troubles.push(`console error: ${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => troubles.push(`uncaught error: ${error.error().stack ?? error.error().message}`));
  // Breaches also reach the console, in words that differ by version; the event names the directive.
  await context.exposeBinding("newsglassTestTrouble", (_source, /** @type {string} */ text) => troubles.push(text));
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      // @ts-expect-error: the binding that is exposed above
      void window.newsglassTestTrouble(`breach of ${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  if (init) await context.addInitScript(init);
  const plain = await context.newPage();
  const check = () => {
    const come = expected.map((pattern) => troubles.some((trouble) => pattern.test(trouble)));
    const missing = expected.filter((_pattern, index) => !come[index]);
    const left = troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)));
    assert.deepEqual(left, [], "trouble on the page");
    assert.deepEqual(missing, [], "trouble that was expected and did not come");
  };
  const page = Object.assign(plain, {
    troubles,
    requests,
    expectTrouble: (/** @type {RegExp} */ pattern) => void expected.push(pattern),
    check,
    done: async () => {
      // What the page has just said may still be on its way.
      if (!plain.isClosed()) await plain.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
      await context.close();
      check();
    },
  });
  await page.goto(address.href, { waitUntil: until });
  return page;
}

const axeSource = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Fails when axe finds anything against WCAG 2.2 AA or good practice. The policy of the page stays in force: the protocol's
 * `evaluate` needs no script element.
 * @param {PlaywrightPage} page
 * @param {{ include?: string, disable?: string[] }} [options] `include`: a selector; `disable`: rules, each with its reason beside it
 */
export async function axe(page, { include, disable = [] } = {}) {
  await page.evaluate(await axeSource);
  const violations = await page.evaluate(
    async ({ include, disable }) => {
      // @ts-expect-error: axe has just been put there
      const { axe } = window;
      const result = await axe.run(include ?? document, {
        rules: Object.fromEntries(disable.map((/** @type {string} */ rule) => [rule, { enabled: false }])),
        resultTypes: ["violations"],
      });
      return result.violations.map((/** @type {import("axe-core").Result} */ violation) => ({
        rule: violation.id,
        help: violation.help,
        where: violation.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
      }));
    },
    { include, disable },
  );
  assert.deepEqual(violations, [], "axe");
}

/**
 * Keeps a picture of the page in `tests/browser/out/`, for a person to look at. Returns its path.
 * @param {PlaywrightPage} page
 * @param {string} name
 * @param {{ fullPage?: boolean }} [options]
 */
export async function screenshot(page, name, { fullPage = false } = {}) {
  const folder = path.join(here, "out");
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file, fullPage });
  return file;
}
