// The service worker: keeps every file of one build on the reader's device, so that the page opens without a connection.
//
// Files are kept whole or not at all: each must have the bytes that the build wrote down, so a server that is being updated half-way
// changes nothing. A page is answered from one build only; the next build waits until the last page of the old one is gone, or until
// the reader, with no other page open, asks for it. A build without files (`cargo xtask build --dev`) takes the service worker away
// again, which is also the way out of a broken one.

/// <reference lib="webworker" />

const sw = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/**
 * Paths below the scope with the SHA-256 of their bytes, and a name for them all; put in by `cargo xtask build`.
 * @type {{ version: string, files: Record<string, string> }}
 */
const BUILD = { version: "", files: {} };

/** What other programs may share to the installed app, and how (W3C Web Share Target). */
const SHARE_TARGET = {
  action: "./share",
  method: "POST",
  enctype: "multipart/form-data",
  params: {
    title: "title",
    text: "text",
    url: "url",
    files: [{ name: "files", accept: ["text/plain", "text/html", "text/markdown", ".txt", ".html", ".htm", ".md", ".docx", "application/pdf", ".pdf"] }],
  },
};

const scope = sw.registration.scope;
// Other copies of Newsglass may live under other paths of the same origin.
const mine = `newsglass ${scope} `;
const name = mine + BUILD.version;
const empty = Object.keys(BUILD.files).length === 0;

sw.addEventListener("install", (event) => {
  event.waitUntil(empty ? sw.skipWaiting() : keep());
});

sw.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const outdated = (await caches.keys()).filter((key) => key.startsWith(mine) && (empty || key !== name));
      await Promise.all(outdated.map((key) => caches.delete(key)));
      await (empty ? sw.registration.unregister() : sw.clients.claim());
    })(),
  );
});

sw.addEventListener("fetch", (event) => {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method === "POST" && path === "share") return event.respondWith(receive(request));
  if (request.method !== "GET" || path === undefined || !isKept(path)) return;
  event.respondWith(path === "manifest.webmanifest" ? withShareTarget(path, request) : answer(path, request));
});

sw.addEventListener("message", (event) => {
  if (event.data?.type !== "newsglass:update") return;
  event.waitUntil(
    (async () => {
      const open = await sw.clients.matchAll({ type: "window", includeUncontrolled: true });
      const others = open.filter((client) => pathOf(client.url) !== undefined).length - 1;
      event.ports[0]?.postMessage({ others });
      if (others === 0) await sw.skipWaiting();
    })(),
  );
});

/** Fetches all files of the build and keeps them; throws, keeping none, when one is missing or not what it should be. */
async function keep() {
  try {
    const cache = await caches.open(name);
    await Promise.all(
      Object.entries(BUILD.files).map(async ([path, hash]) => {
        const get = async (/** @type {string} */ from) => {
          const response = await fetch(addressOf(from), { integrity: `sha256-${hash}`, cache: "no-cache" });
          if (!response.ok) throw new Error(`${response.url} answers ${response.status}`);
          return response;
        };
        // Some hosts have no page for a folder, only files by their names.
        const response = await (path === "./" ? get(path).catch(() => get("index.html")) : get(path));
        // An answer that came by way of a redirect may not answer a navigation.
        const { status, headers } = response;
        await cache.put(addressOf(path), response.redirected ? new Response(await response.blob(), { status, headers }) : response);
      }),
    );
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/**
 * The kept file; from the network when the browser has cleared its storage, and then what the server has now: what lies in the
 * browser's own cache may be of several builds.
 * @param {string} path
 * @param {Request} request
 */
async function answer(path, request) {
  const cache = await caches.open(name);
  return (await cache.match(addressOf(path), { ignoreVary: true })) ?? fetch(request, { cache: "no-cache" });
}

/**
 * The manifest, with the offer to take what other programs share. Only this service worker makes the offer, because without it the
 * browser would send what is shared to the server: `receive` is what keeps it here.
 * @param {string} path
 * @param {Request} request
 */
async function withShareTarget(path, request) {
  const response = await answer(path, request);
  const { headers, ok } = response;
  const manifest = await response.clone().json().catch(() => null);
  return ok && manifest ? new Response(JSON.stringify({ ...manifest, share_target: SHARE_TARGET }), { headers }) : response;
}

/**
 * What another program shares to the installed app: laid down for the page, which fetches it (files.js). It goes no further than here.
 * @param {Request} request
 */
async function receive(request) {
  const form = await request.formData();
  const words = ["title", "text", "url"].map((field) => form.get(field)).filter((value) => typeof value === "string" && value !== "");
  /** @type {(File | string)[]} */
  const files = form.getAll("files").filter((file) => typeof file !== "string");
  const all = files.length > 0 ? files : [new File([words.join("\n\n")], "What was shared", { type: "text/plain" })];
  const cache = await caches.open(`newsglass-shared ${scope}`);
  await Promise.all(
    all.map((file, index) => {
      const name = typeof file === "string" ? file : file.name;
      return cache.put(addressOf(`shared/${index}`), new Response(file, { headers: { "x-name": encodeURIComponent(name) } }));
    }),
  );
  return Response.redirect(addressOf("#shared"), 303);
}

/** @param {string} path */
function addressOf(path) {
  return new URL(path, scope).href;
}

/** @param {string} path */
const isKept = (path) => Object.hasOwn(BUILD.files, path);

/**
 * What an address asks for, below the scope and without its query; `undefined` outside. Some hosts take `.html` away from the names of
 * pages.
 * @param {string} address
 */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  const path = origin + pathname;
  if (!path.startsWith(scope)) return undefined;
  const below = path.slice(scope.length);
  if (below === "" || below === "index.html") return "./";
  return isKept(`${below}.html`) ? `${below}.html` : below;
}
