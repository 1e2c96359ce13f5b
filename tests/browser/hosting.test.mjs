// Plain hosts, as people have them at hand or rent them, with the build at the root, below a folder or below a name: the app, the panel to
// try and the frame. What the README says of a host is tried here.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { start } from "../node/programs.mjs";
import { packageDir } from "../node/support.mjs";
import { launch } from "./harness.mjs";
import { nginx, nginxLines, openHost, openNginx } from "./hosts.mjs";
import { openSite, POLICY } from "./site.mjs";
import { later, workerOf } from "./versions.mjs";

const dist = join(packageDir, "..");
const python = spawnSync("python3", ["--version"]).status === 0;
const TEXT = "“The ferry sails again,” Mayor Lena Ortiz said on Friday.";

/** @type {import("./harness.mjs").Browser} */
let browser;
before(async () => {
  // A name that is neither local nor encrypted, as of a machine in an office.
  browser = await launch({ args: ["--host-resolver-rules=MAP desk.test 127.0.0.1", "--proxy-bypass-list=desk.test"] });
});
after(() => browser?.close());

/** @param {import("playwright-core").Page} page */
async function analyzes(page) {
  await page.getByRole("textbox", { name: "Article" }).fill(TEXT);
  await page.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 30_000 });
  await page.getByRole("region", { name: "Reading view" }).getByText("Lena Ortiz").first().waitFor();
}

/**
 * The app, the panel and the frame, each in a worker, wherever they lie.
 * @param {string} app  address of the app's page
 */
async function everyFaceWorks(app) {
  const page = await browser.open(app);
  await analyzes(page);
  assert.equal(page.workers().length, 1);
  await page.done();
  const panel = await browser.open(new URL("playground.html", app).href);
  await panel.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
  assert.equal(panel.workers().length, 1);
  await panel.done();
  const frame = await browser.open(new URL("embed.html", app).href);
  await frame.getByText("There is nothing to read yet.").waitFor();
  await frame.done();
}

/** How far the service worker of a page has come, and which files it has. Runs in the page. */
async function stateOfKeeping() {
  const { installing, waiting, active } = (await navigator.serviceWorker.getRegistration()) ?? {};
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
  return JSON.stringify({ installing: installing?.state, waiting: waiting?.state, active: active?.state, names, kept });
}

/**
 * A page with its service worker, kept.
 * @param {string} url
 */
async function kept(url) {
  const context = await browser.chromium.newContext();
  const page = await context.newPage();
  await page.goto(url);
  try {
    await page.getByText("This page is kept on this device").waitFor({ timeout: 60_000 });
  } catch (error) {
    throw new Error(`the service worker keeps nothing: ${await page.evaluate(stateOfKeeping)}`, { cause: error });
  }
  return { context, page };
}

test("python3 -m http.server, in a folder with a space in its name", { skip: python ? false : "no python3 here" }, async () => {
  const root = mkdtempSync(join(tmpdir(), "newsglass-hosting-"));
  cpSync(dist, join(root, "the news/desk"), { recursive: true });
  const server = await start("python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", root], { ready: (said) => /port (\d+)/.exec(said)?.[1] });
  try {
    await everyFaceWorks(`http://127.0.0.1:${server.value}/the%20news/desk/`);
  } finally {
    await server.stop();
    rmSync(root, { recursive: true });
  }
});

test("nginx, with the lines of the README as they are", { skip: nginx ? false : "no nginx here: on Debian, apt-get install nginx-light" }, async () => {
  const lines = nginxLines(packageDir);
  assert.match(lines, /\/srv\/newsglass\//);
  const server = await openNginx(lines.replace("/srv/newsglass/", `${dist}/`));
  try {
    const get = (/** @type {string} */ path) => fetch(server.url + path, { headers: { "accept-encoding": "gzip" } });
    assert.equal((await get("news")).url, `${server.url}news/`);
    for (const [path, type] of /** @type {const} */ ([
      ["news/", "text/html"],
      ["news/sw.js", "text/javascript"],
      ["news/assets/style.css", "text/css"],
      ["news/assets/icons/icon.svg", "image/svg+xml"],
      ["news/manifest.webmanifest", "application/manifest+json"],
      ["news/newsglass/newsglass_bg.wasm", "application/wasm"],
    ])) {
      const { status, headers } = await get(path);
      assert.deepEqual([status, headers.get("content-type"), headers.get("cache-control"), headers.get("content-security-policy")], [200, type, "no-cache", POLICY], path);
      assert.equal(headers.get("content-encoding"), "gzip", path);
    }
    assert.equal((await get("news/no-such-file.js")).status, 404);
    await everyFaceWorks(`${server.url}news/`);
    const { context } = await kept(`${server.url}news/`);
    await server.close();
    const again = await context.newPage();
    await again.goto(`${server.url}news/`);
    await analyzes(again);
    await context.close();
  } finally {
    await server.close();
  }
});

describe("hosts whose rules nobody can change", () => {
  /** @type {Record<string, Parameters<typeof openHost>[0]>} */
  const kinds = {
    "like GitHub Pages: below a name, no headers, ten minutes in the cache": "pages",
    "like S3's website endpoint: a type that is no type, redirects to folders": "bucket",
    "like S3's plain endpoint: whole names only, what is missing is forbidden": "store",
    "clean addresses: names without .html by a redirect, a page for all that is missing": "clean",
  };
  for (const [name, kind] of Object.entries(kinds)) {
    test(name, async () => {
      const host = await openHost(kind, dist);
      try {
        const { context, page } = await kept(host.url);
        await analyzes(page);
        await host.close();
        await page.goto(host.url);
        await analyzes(page);
        // The other pages are kept, too, under the address that the host has led to.
        await page.goto(new URL(kind === "clean" ? "playground" : "playground.html", host.url).href);
        await page.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
        await context.close();
      } finally {
        await host.close();
      }
    });
  }

  test("a server that stumbles while the page is being kept is asked again", async () => {
    const host = await openHost("pages", dist);
    try {
      host.stumble("/project/embed.html", 1);
      const { context } = await kept(host.url);
      assert.equal(host.asked.filter((asked) => asked === "GET /project/embed.html").length, 2);
      await context.close();
    } finally {
      await host.close();
    }
  });

  test("a new version comes whole, whatever the browser's own cache has of the old one", async () => {
    const host = await openHost("pages", dist);
    try {
      const { context, page } = await kept(host.url);
      const changes = later(dist);
      host.change({ ...changes, "sw.js": workerOf(dist, changes) });
      await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
      await page.getByText("A newer Newsglass is ready.").waitFor({ timeout: 30_000 });
      await page.getByRole("button", { name: "Reload" }).click();
      await page.waitForFunction(() => document.title.startsWith("Newsglass 2"));
      assert.match(await page.evaluate(async () => (await fetch("newsglass/index.js")).text()), /\/\/ 2\n$/);
      await analyzes(page);
      await context.close();
    } finally {
      await host.close();
    }
  });

  test("a browser that has cleared its storage takes what the server has now, and not half of it from its own cache", async () => {
    const host = await openHost("pages", dist);
    try {
      const { context, page } = await kept(host.url);
      await page.evaluate(async () => void (await Promise.all((await caches.keys()).map((key) => caches.delete(key)))));
      host.change(later(dist));
      await page.goto(host.url);
      assert.match(await page.title(), /^Newsglass 2:/);
      assert.match(await page.evaluate(async () => (await fetch("newsglass/index.js")).text()), /\/\/ 2\n$/);
      await analyzes(page);
      await context.close();
    } finally {
      await host.close();
    }
  });
});

test("no encryption and no local name: the app and the panel work; only what needs a safe connection is missing", async () => {
  const host = await openHost("bucket", dist);
  try {
    const address = host.url.replace("127.0.0.1", "desk.test");
    await everyFaceWorks(address);
    const page = await browser.open(address);
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await page.done();
  } finally {
    await host.close();
  }
});

describe("policies of a host: the app", () => {
  const profiles = /** @type {const} */ ({
    "the contract's": [POLICY, 1],
    "without worker-src, where script-src decides": [POLICY.replace("worker-src 'self'; ", ""), 1],
    "that forbids workers: the page's thread does the work": [POLICY.replace("worker-src 'self'", "worker-src 'none'"), 0],
  });
  for (const [name, [policy, workers]] of Object.entries(profiles)) {
    test(name, async () => {
      const site = await openSite({ policy });
      try {
        const page = await browser.open(`${site.url}index.html`);
        if (workers === 0) page.expectTrouble(/worker-src/);
        await analyzes(page);
        assert.equal(page.workers().length, workers);
        await page.done();
      } finally {
        await site.close();
      }
    });
  }
});

describe("a browser that is too old", () => {
  /**
   * @param {import("./site.mjs").Faults} faults
   * @param {string} init  what runs before the page
   * @param {(page: import("./harness.mjs").Page, url: string) => Promise<void>} act
   */
  const onSite = async (faults, init, act) => {
    const site = await openSite(faults);
    try {
      const page = await browser.open(`${site.url}index.html`, { init });
      await act(page, site.url);
      await page.done();
    } finally {
      await site.close();
    }
  };

  test("is told at the start, and which one would do", async () => {
    for (const init of ["WebAssembly.validate = () => false", "delete Object.hasOwn"]) {
      await onSite({}, init, async (page, url) => {
        await page.getByRole("alert").filter({ hasText: /too old.*Chrome or Edge 96, Firefox 92, Safari 16\.4/ }).waitFor();
        assert.equal(page.requests.some((address) => address.startsWith(`${url}assets/app`)), false, "and nothing is fetched in vain");
      });
    }
  });

  test("so old that it cannot read our scripts, or never gets them, has words in the page that come by themselves", async () => {
    const script = (/** @type {import("node:http").ServerResponse} */ response) => response.writeHead(200, { "content-type": "text/javascript" }).end("a ?.?.?. b");
    await onSite({ files: { "/assets/main.js": script } }, "", async (page) => {
      page.expectTrouble(/uncaught error/);
      const words = page.getByText("The program that reads the article has not arrived.");
      assert.equal(await words.isVisible(), false, "not before it has had its time");
      const waits = await page.evaluate(() => document.getAnimations().map((animation) => [animation.effect?.getTiming().delay, animation.finish()][0]));
      assert.deepEqual(waits, [20_000]);
      await words.waitFor();
      assert.match(await words.innerText(), /Chrome or Edge 96, Firefox 92, Safari 16\.4/);
    });
    await onSite({}, "", async (page) => {
      await analyzes(page);
      assert.equal(await page.getByText("has not arrived").count(), 0, "where it has come they are gone");
    });
  });

  test("is told by the panel", async () => {
    const broken = (/** @type {import("node:http").ServerResponse} */ response) => response.end(Buffer.from("\0asm\x01\0\0\0?", "latin1"));
    const site = await openSite({ files: { "/newsglass/newsglass_bg.wasm": broken }, policy: POLICY.replace("worker-src 'self'", "worker-src 'none'") });
    try {
      const page = await browser.open(`${site.url}playground.html`, { init: "WebAssembly.validate = () => false" });
      page.expectTrouble(/worker-src/);
      await page.getByRole("alert").filter({ hasText: /too old.*Chrome or Edge 96/ }).waitFor();
      await page.done();
    } finally {
      await site.close();
    }
  });
});

test("a server that has lost a part of the page says which, and what to do", async () => {
  for (const [path, answer, words] of /** @type {const} */ ([
    ["/assets/app_bg.wasm", 404, /did not arrive/],
    ["/assets/app.js", 404, /did not arrive/],
    ["/assets/app.js", "text/plain", /wrong type/],
  ])) {
    const send = (/** @type {import("node:http").ServerResponse} */ response) =>
      typeof answer === "number" ? response.writeHead(answer).end() : response.writeHead(200, { "content-type": answer, "x-content-type-options": "nosniff" }).end("1");
    const site = await openSite({ files: { [path]: send } });
    try {
      const page = await browser.open(`${site.url}index.html`);
      page.expectTrouble(/console error/);
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
      await page.done();
    } finally {
      await site.close();
    }
  }
});
