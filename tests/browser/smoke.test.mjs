// The server's answers and the page's first second: what a static host must get right, and that nothing leaves the machine.

import assert from "node:assert/strict";
import http from "node:http";
import { after, before, test } from "node:test";
import { launch } from "./harness.mjs";
import { openSite } from "./site.mjs";

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; " +
  "img-src 'self' data:; connect-src 'self'; manifest-src 'self'";

/** @type {import("./harness.mjs").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/**
 * One request with the path exactly as given: `fetch` and `URL` would tidy it first.
 * @param {string} path
 * @param {{ method?: string, headers?: Record<string, string> }} [options]
 * @returns {Promise<{ status: number | undefined, headers: http.IncomingHttpHeaders, body: Buffer }>}
 */
function ask(path, { method = "GET", headers = {} } = {}) {
  const { hostname, port } = new URL(browser.base);
  return new Promise((resolve, reject) => {
    const request = http.request({ hostname, port, path, method, headers, agent: false }, (response) => {
      /** @type {Buffer[]} */
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    request.on("error", reject);
    request.end();
  });
}

test("every answer carries exactly the policy of the contract", async () => {
  for (const path of ["/", "/index.html", "/assets/app.js", "/newsglass/newsglass_bg.wasm", "/no-such-file"]) {
    const { headers } = await ask(path);
    assert.equal(headers["content-security-policy"], POLICY, path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
  }
});

test("media types are those that browsers insist on", async () => {
  const types = {
    "/": "text/html; charset=utf-8",
    "/assets/app.js": "text/javascript; charset=utf-8",
    "/assets/app_bg.wasm": "application/wasm",
    "/newsglass/index.js": "text/javascript; charset=utf-8",
    "/newsglass/newsglass_bg.wasm": "application/wasm",
    "/manifest.webmanifest": "application/manifest+json",
    "/assets/style.css": "text/css; charset=utf-8",
  };
  for (const [path, type] of Object.entries(types)) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    assert.equal(headers["content-type"], type, path);
  }
});

test("the smallest encoding that is accepted is sent, and the bytes differ only on the way", async () => {
  const { brotliDecompressSync, gunzipSync } = await import("node:zlib");
  const path = "/newsglass/newsglass_bg.wasm";
  const plain = await ask(path);
  const gzip = await ask(path, { headers: { "accept-encoding": "gzip" } });
  const brotli = await ask(path, { headers: { "accept-encoding": "gzip, deflate, br, zstd" } });
  assert.equal(plain.headers["content-encoding"], undefined);
  assert.equal(gzip.headers["content-encoding"], "gzip");
  assert.equal(brotli.headers["content-encoding"], "br");
  assert.equal(brotli.headers.vary, "Accept-Encoding");
  assert.ok(brotli.body.length < gzip.body.length && gzip.body.length < plain.body.length);
  assert.ok(brotliDecompressSync(brotli.body).equals(plain.body));
  assert.ok(gunzipSync(gzip.body).equals(plain.body));
});

test("what is unchanged is not sent again", async () => {
  for (const path of ["/", "/assets/app_bg.wasm"]) {
    const { headers } = await ask(path);
    assert.equal(headers["cache-control"], "no-cache", path);
    const again = await ask(path, { headers: { "if-none-match": String(headers.etag) } });
    assert.equal(again.status, 304, path);
    assert.equal(again.body.length, 0, path);
  }
});

test("HEAD answers like GET, without the body; other methods are refused", async () => {
  const get = await ask("/");
  const head = await ask("/", { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal(head.headers["content-length"], String(get.body.length));
  assert.equal(head.body.length, 0);
  assert.equal((await ask("/", { method: "POST" })).status, 405);
});

test("no path leads out of the folder", async () => {
  for (const path of [
    "/../Cargo.toml",
    "/assets/../../Cargo.toml",
    "/%2e%2e/Cargo.toml",
    "/..%2fCargo.toml",
    "/assets/%2e%2e%2f%2e%2e%2fCargo.toml",
    "/..%5cCargo.toml",
    "//etc/passwd",
    "/%2fetc/passwd",
    "/.git/config",
    "/index.html%00.js",
  ]) {
    const { status, body } = await ask(path);
    assert.equal(status, 404, path);
    assert.ok(!/workspace|root:/.test(body.toString()), path);
  }
});

test("the page starts, says its name and asks nobody else for anything", async () => {
  const page = await browser.open("/");
  assert.match(await page.title(), /^Newsglass/);
  await page.getByRole("button", { name: "Analyze" }).waitFor();
  await page.waitForLoadState("networkidle");
  assert.ok(page.requests.some((address) => address.endsWith("/assets/app_bg.wasm")), page.requests.join("\n"));
  await page.done();
});

test("the harness notices trouble: this test would be worth nothing otherwise", async () => {
  const page = await browser.open("/");
  page.expectTrouble(/^console error: on purpose/);
  page.expectTrouble(/^uncaught error: .*thrown on purpose/);
  page.expectTrouble(/^breach of (connect-src|default-src): https:\/\/other\.example/);
  page.expectTrouble(/^console error: .*other\.example/);
  page.expectTrouble(/^breach of style-src/);
  page.expectTrouble(/^console error: .*style/);
  await page.evaluate(async () => {
    console.error("on purpose");
    setTimeout(() => {
      throw new Error("thrown on purpose");
    });
    document.body.insertAdjacentHTML("beforeend", '<p style="color: red">red</p>');
    await fetch("https://other.example/").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  assert.ok(page.troubles.length >= 4, page.troubles.join("\n"));
  await page.done();

  const quiet = await browser.open("/");
  quiet.expectTrouble(/never comes/);
  await assert.rejects(quiet.done(), /did not come/);

  // Out of sight of any page: a service worker that asks for another machine.
  const other = await launch();
  const site = await openSite({ policy: "default-src *", pages: { "/sw.js": `fetch("http://elsewhere.test/told", { mode: "no-cors" }).catch(() => {});` } });
  const context = await other.chromium.newContext();
  const page2 = await context.newPage();
  await page2.goto(site.url);
  await page2.evaluate(async () => void (await navigator.serviceWorker.register("/sw.js"), await navigator.serviceWorker.ready));
  await page2.waitForTimeout(300);
  await assert.rejects(other.close(), /http:\/\/elsewhere\.test\/told/);
  await site.close();
});

test("the page says how often it has asked another server, by the browser's own account", async () => {
  const page = await browser.open("/");
  await page.getByText("Requests to other servers since this page was loaded: 0").waitFor();
  // The page's policy lets no request out, so the counting itself is tried with an account of our own.
  const counted = await page.evaluate(async () => {
    const { countRequests } = await import(new URL("assets/requests.js", location.href).href);
    globalThis.PerformanceObserver = /** @type {any} */ (
      class {
        /** @param {(list: any) => void} tell */
        constructor(tell) {
          this.tell = tell;
        }
        observe() {
          const names = [location.href, "https://other.example/a.js", "data:,", "https://other.example/b"];
          this.tell({ getEntries: () => names.map((name) => ({ name })) });
        }
      }
    );
    countRequests();
    return document.getElementById("requests")?.textContent;
  });
  assert.equal(counted, "2");
  await page.done();
});
