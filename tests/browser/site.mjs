// A site of our own for tests that need a server to misbehave: the package under the contract's policy, with one thing or another
// wrong with it.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { packageDir } from "../node/support.mjs";

/** The policy of CONTRACT 9, under which everything has to work. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'";

/** Media types by extension. @type {Record<string, string>} */
export const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/**
 * @typedef {object} Faults
 * @property {string} [policy]  instead of the contract's
 * @property {Record<string, (response: import("node:http").ServerResponse) => void>} [files]  answers by path, instead of the file
 * @property {Record<string, string>} [pages]  further pages by path, and "/" instead of an empty one
 * @property {boolean} [cors]  whether other origins may use what is here
 * @property {Record<string, string>} [headers]  of every answer
 * @property {string} [folder]  what is served; without it, `dist/`
 */

const dist = join(packageDir, "..");

/**
 * Serves an empty page at `url` and what was built beside it until `close()`.
 * @param {Faults} [faults]
 */
export async function openSite({ policy = POLICY, files = {}, pages = {}, cors = false, headers = {}, folder = dist } = {}) {
  /** @type {Map<string, string>} */
  const shown = new Map(Object.entries({ "/": "<!doctype html><title>Test</title>", ...pages }));
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    requests.push(path);
    response.setHeader("content-security-policy", policy);
    response.setHeader("cache-control", "no-store");
    const fault = files[path];
    if (fault) return fault(response);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (cors) response.setHeader("access-control-allow-origin", "*");
    const page = shown.get(path);
    if (page !== undefined) return void response.setHeader("content-type", TYPES[extname(path)] ?? "text/html; charset=utf-8").end(page);
    try {
      const body = readFileSync(join(folder, path));
      response.setHeader("content-type", TYPES[extname(path)] ?? "application/octet-stream").end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    pages: shown,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
