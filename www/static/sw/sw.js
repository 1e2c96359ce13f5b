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
  if (request.method !== "GET" || path === undefined || !Object.hasOwn(BUILD.files, path)) return;
  event.respondWith(answer(path, request));
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
        const address = addressOf(path);
        const response = await fetch(address, { integrity: `sha256-${hash}`, cache: "no-cache" });
        if (!response.ok) throw new Error(`${address} answers ${response.status}`);
        // An answer that came by way of a redirect may not answer a navigation.
        const { status, headers } = response;
        await cache.put(address, response.redirected ? new Response(await response.blob(), { status, headers }) : response);
      }),
    );
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

/**
 * The kept file; from the network when the browser has cleared its storage.
 * @param {string} path
 * @param {Request} request
 */
async function answer(path, request) {
  const cache = await caches.open(name);
  return (await cache.match(addressOf(path), { ignoreVary: true })) ?? fetch(request);
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

/**
 * What an address asks for, below the scope and without its query; `undefined` outside.
 * @param {string} address
 */
function pathOf(address) {
  const { origin, pathname } = new URL(address);
  const path = origin + pathname;
  if (!path.startsWith(scope)) return undefined;
  const below = path.slice(scope.length);
  return below === "" || below === "index.html" ? "./" : below;
}
