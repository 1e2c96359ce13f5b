// Reads one PDF file in a thread of its own, and says how far it is.

import start, { textOf } from "./pdf.js";

/** @typedef {{bytes: Uint8Array, module: BufferSource | null}} Request */
/** @typedef {{text?: string, problem?: string, share?: number}} Answer */

/**
 * The part of a worker's global scope that is used here; the DOM's types have no such scope.
 * @type {{
 *   postMessage(answer: Answer): void,
 *   addEventListener(type: "message", listener: (event: MessageEvent<Request>) => void): void,
 * }}
 */
const scope = /** @type {any} */ (globalThis);

scope.addEventListener("message", async ({ data: { bytes, module } }) => scope.postMessage(await answer(bytes, module)));

/**
 * @param {Uint8Array} bytes
 * @param {BufferSource | null} module
 * @returns {Promise<Answer>}
 */
async function answer(bytes, module) {
  try {
    await start({ module_or_path: module ?? new URL("./pdf_bg.wasm", import.meta.url) });
  } catch {
    return { problem: "missing" };
  }
  try {
    return { text: textOf(bytes, (share) => scope.postMessage({ share })) };
  } catch (error) {
    // Anything else than a name is a panic, or memory that ran out.
    return { problem: typeof error === "string" ? error : "broken" };
  }
}
