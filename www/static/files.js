// Files that are opened, dropped, shared or handed over by the system.

/**
 * Reads a file. Throws `{code, message, hint}`.
 * @param {File} file
 * @param {number} limit  in bytes
 * @returns {Promise<import("./read-file.js").Opened>}
 */
export async function readFile(file, limit) {
  const reader = await import("./read-file.js");
  return reader.readFile(file, limit);
}

/**
 * Calls `open` with files that the system hands over: opened with the installed app, or shared to it.
 * @param {(files: File[]) => void} open
 */
export function receive(open) {
  const give = (/** @type {File[]} */ files) => files.length > 0 && open(files);
  const queue = /** @type {any} */ (globalThis).launchQueue;
  queue?.setConsumer(async (/** @type {{files?: {getFile(): Promise<File>}[]}} */ { files = [] }) => {
    give(await Promise.all(files.map((handle) => handle.getFile())));
  });
  const look = () => void (location.hash === "#shared" && takeShared().then(give, () => {}));
  addEventListener("hashchange", look);
  look();
}

/** Takes what the service worker has laid down (sw.js). */
async function takeShared() {
  history.replaceState(null, "", location.pathname);
  const name = `newsglass-shared ${new URL("./", location.href).href}`;
  const cache = await caches.open(name);
  const files = await Promise.all(
    (await cache.keys()).map(async (key) => {
      const response = await cache.match(key);
      const called = decodeURIComponent(response?.headers.get("x-name") ?? "");
      return new File([(await response?.blob()) ?? ""], called, { type: response?.headers.get("content-type") ?? "" });
    }),
  );
  await caches.delete(name);
  return files;
}
