// Where the worker and the engine are: files beside this one. The build of the single file, which has no files beside it, puts
// www/static/single/place.js in the place of this module.

/** @returns {Worker} */
export function startWorker() {
  // Bundlers know this form, and only this form, of naming a worker.
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "newsglass" });
}

/**
 * The compiled engine, where it need not be fetched.
 * @returns {Promise<WebAssembly.Module | null>}
 */
export async function engineAtHand() {
  return null;
}

// Bundlers take an address in the form above for a file to copy; this one is for nobody but the browser.
const here = import.meta.url;

/** The address of the worker, for pages of another origin, which cannot start it from there. */
export const workerAddress = () => new URL("worker.js", here).href;
