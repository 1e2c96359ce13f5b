// A site of our own for tests that need a server to misbehave: the package under the contract's policy, with one thing or another
// wrong with it.

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { packageDir } from "../node/support.mjs";

/** The policy of CONTRACT 9, under which everything has to work. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'";

/** @type {Record<string, string>} */
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };

/**
 * @typedef {object} Faults
 * @property {string} [policy]  instead of the contract's
 * @property {Record<string, (response: import("node:http").ServerResponse) => void>} [files]  answers by path, instead of the file
 */

/**
 * Serves an empty page at `url` and the package beside it until `close()`.
 * @param {Faults} [faults]
 */
export async function openSite({ policy = POLICY, files = {} } = {}) {
  /** @type {string[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://site").pathname;
    requests.push(path);
    response.setHeader("content-security-policy", policy);
    response.setHeader("cache-control", "no-store");
    const fault = files[path];
    if (fault) return fault(response);
    if (path === "/") return void response.setHeader("content-type", "text/html").end("<!doctype html><title>Test</title>");
    try {
      const body = readFileSync(join(packageDir, path.replace("/newsglass/", "")));
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
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
