// Plain hosts, each with the rules that people cannot change there: what is tried against them is what the README recommends. nginx
// itself runs where it is installed; of the hosted ones we have the rules that their own manuals state.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { freePort, start } from "../node/programs.mjs";
import { TYPES } from "./site.mjs";

/** @typedef {{method: string, path: string, headers: import("node:http").IncomingHttpHeaders}} Asked */
/** @typedef {{status: number, headers?: Record<string, string>, body?: string | Buffer}} Answer */
/** @typedef {{find: (path: string) => Buffer | null, isFolder: (path: string) => boolean}} Files */
/** @typedef {{url: string, asked: string[], close: () => Promise<unknown>}} Host */

/**
 * Reads files below a folder; `changes` take their place.
 * @param {string} folder
 * @param {Record<string, Buffer | string>} changes
 * @returns {Files}
 */
const filesOf = (folder, changes) => ({
  find(path) {
    const changed = changes[path];
    if (changed !== undefined) return Buffer.from(changed);
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : null;
  },
  isFolder: (path) => existsSync(join(folder, path)) && statSync(join(folder, path)).isDirectory(),
});

/**
 * GitHub Pages: a project's site lies below its name; no header can be set; browsers may keep what they got for ten minutes; a page is
 * also found without `.html`; nothing but reading is allowed; other origins may read.
 * @param {Files} files
 * @param {string} path
 */
function pages(files, path) {
  const headers = { "cache-control": "max-age=600", "access-control-allow-origin": "*" };
  if (path === "/project") return { status: 301, headers: { location: "/project/" } };
  const below = path.startsWith("/project/") ? path.slice("/project/".length) : null;
  if (below !== null) {
    if (below !== "" && !below.endsWith("/") && files.isFolder(below)) return { status: 301, headers: { location: `${path}/` } };
    for (const file of [below === "" || below.endsWith("/") ? `${below}index.html` : below, `${below}.html`]) {
      const body = files.find(file);
      if (body) return { status: 200, headers: { ...headers, "content-type": TYPES[extname(file)] ?? "application/octet-stream" }, body };
    }
  }
  return { status: 404, headers: { ...headers, "content-type": TYPES[".html"] ?? "" }, body: "<h1>404</h1><p>There isn't a GitHub Pages site here.</p>" };
}

/**
 * An S3 bucket's website endpoint: folders have an index document, with a redirect to the slash; what is not there is an error document.
 * Types are as the upload gave them, and here it knew no `.wasm`.
 * @param {Files} files
 * @param {string} path
 */
function bucket(files, path) {
  const key = path.slice(1);
  const headers = { "cache-control": "no-cache" };
  const file = key === "" || key.endsWith("/") ? `${key}index.html` : key;
  const body = files.find(file);
  const type = extname(file) === ".wasm" ? "binary/octet-stream" : (TYPES[extname(file)] ?? "binary/octet-stream");
  if (body) return { status: 200, headers: { ...headers, "content-type": type }, body };
  if (files.isFolder(key)) return { status: 302, headers: { location: `${path}/` } };
  return { status: 404, headers: { "content-type": "text/html" }, body: "<h1>404 Not Found</h1><ul><li>Code: NoSuchKey</li></ul>" };
}

/**
 * An S3 bucket's plain endpoint: a file is asked for by its whole name; what is not there may not even be known not to be there.
 * @param {Files} files
 * @param {string} path
 */
function store(files, path) {
  const body = files.find(path.slice(1));
  if (body) return bucket(files, path);
  return { status: 403, headers: { "content-type": "application/xml" }, body: "<Error><Code>AccessDenied</Code></Error>" };
}

/**
 * A host for applications with "clean" addresses: names lose their `.html` by a redirect, and what is not there is the page at the root,
 * as if nothing were amiss.
 * @param {Files} files
 * @param {string} path
 */
function clean(files, path) {
  if (path.endsWith("/index.html")) return { status: 308, headers: { location: path.slice(0, -"index.html".length) } };
  if (path.endsWith(".html")) return { status: 308, headers: { location: path.slice(0, -".html".length) } };
  const headers = { "cache-control": "public, max-age=0, must-revalidate", "x-content-type-options": "nosniff" };
  for (const file of [path.slice(1), `${path.slice(1)}.html`]) {
    const body = files.find(file);
    if (body) return { status: 200, headers: { ...headers, "content-type": TYPES[extname(file)] ?? "application/octet-stream" }, body };
  }
  return { status: 200, headers: { ...headers, "content-type": TYPES[".html"] ?? "" }, body: files.find("index.html") ?? "" };
}

const RULES = { pages, bucket, store, clean };

/**
 * Starts a host. `change` puts other files in the place of those in the folder, as an upload does; `stumble` has it answer so many times
 * that it cannot serve a path just now.
 * @param {keyof typeof RULES} kind
 * @param {string} folder
 * @returns {Promise<Host & {change: (changes: Record<string, Buffer | string>) => void, stumble: (path: string, times: number) => void}>}
 */
export async function openHost(kind, folder) {
  /** @type {Record<string, Buffer | string>} */
  let changes = {};
  /** @type {string[]} */
  const asked = [];
  /** @type {Map<string, number>} */
  const stumbles = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host").pathname);
    asked.push(`${request.method} ${path}`);
    request.resume();
    const left = stumbles.get(path) ?? 0;
    if (left > 0) {
      stumbles.set(path, left - 1);
      return void response.writeHead(503).end();
    }
    if (request.method !== "GET" && request.method !== "HEAD") return void response.writeHead(405).end();
    const { status, headers = {}, body = "" } = /** @type {Answer} */ (RULES[kind](filesOf(folder, changes), path));
    const tag = `"${createHash("sha1").update(body).digest("hex")}"`;
    if (status === 200 && request.headers["if-none-match"] === tag) return void response.writeHead(304, { ...headers, etag: tag }).end();
    response.writeHead(status, status === 200 ? { ...headers, etag: tag } : headers).end(request.method === "HEAD" ? "" : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}${kind === "pages" ? "/project/" : kind === "store" ? "/index.html" : "/"}`,
    asked,
    change: (next) => void (changes = next),
    stumble: (path, times) => void stumbles.set(path, times),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Where nginx is, if it is. */
export const nginx = [...(process.env.PATH ?? "").split(":"), "/usr/sbin"].map((folder) => join(folder, "nginx")).find((file) => existsSync(file));

/** The lines for nginx that the package's README gives. @param {string} packageDir */
export function nginxLines(packageDir) {
  const [, lines] = /- \*\*nginx\*\*[^\n]*\n\s*```\w*\n([\s\S]*?)```/.exec(readFileSync(join(packageDir, "README.md"), "utf8")) ?? [];
  if (!lines) throw new Error("the README has no lines for nginx");
  return lines;
}

/**
 * Runs nginx with lines of a `server` block, on a port of its own.
 * @param {string} lines
 * @returns {Promise<{url: string, close: () => Promise<unknown>}>}
 */
export async function openNginx(lines) {
  const folder = mkdtempSync(join(tmpdir(), "newsglass-nginx-"));
  mkdirSync(join(folder, "temp"));
  const port = await freePort();
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path temp/${name};`).join(" ");
  const user = process.getuid?.() === 0 ? "user root;" : "";
  writeFileSync(
    join(folder, "nginx.conf"),
    `${user} daemon off; master_process off; pid nginx.pid; error_log error.log;
     events {} http { access_log off; ${temporary} server { listen 127.0.0.1:${port}; ${lines} } }`,
  );
  const url = `http://127.0.0.1:${port}/`;
  const server = await start(nginx ?? "nginx", ["-p", folder, "-e", "error.log", "-c", "nginx.conf"], {
    ready: () => fetch(url, { signal: AbortSignal.timeout(10_000) }).then(() => url, () => null),
  });
  return {
    url,
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
