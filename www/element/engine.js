// Loads the WebAssembly engine into the thread that calls, and runs it there: used by the worker, and by the page where there is
// no worker. Says of every failure what it was and what helps.

import * as firstInstance from "./newsglass.js";
import { crashed, isPlainError, loadFailed, NewsglassError } from "./errors.js";

/** @import {Analysis} from "./types.js" */
/** @import {EngineFacts} from "./protocol.js" */

/**
 * A running engine. After a crash it is of no more use: its memory is in an unknown state.
 * @typedef {object} Engine
 * @property {EngineFacts} facts
 * @property {(input: unknown, options: unknown, onProgress?: (share: number) => void) => Analysis} analyze
 *   throws a NewsglassError
 * @property {(analysis: string, settings: unknown) => string} render  of the JSON of an analysis; throws a NewsglassError
 */

/** How many engines this thread has started. */
let instances = 0;

/**
 * Starts an engine. `module` saves fetching and compiling when there was an engine before.
 * @param {{wasmUrl?: string | null, module?: WebAssembly.Module | null}} from
 * @returns {Promise<Engine>}
 */
export async function startEngine({ wasmUrl, module }) {
  if (typeof WebAssembly !== "object") throw loadFailed.noWebAssembly();
  const url = wasmUrl ? new URL(wasmUrl, import.meta.url) : new URL("./newsglass_bg.wasm", import.meta.url);
  const compiled = module ?? (await compile(url));
  const bindings = await freshBindings();
  try {
    await bindings.default({ module_or_path: compiled });
  } catch (cause) {
    throw loadFailed.damaged(url.href, cause);
  }
  const facts = { version: bindings.version(), maxInputBytes: bindings.max_input_bytes(), module: compiled };
  return {
    facts,
    analyze: (input, options, onProgress) => typed(() => bindings.analyze(input, options, onProgress)),
    render: (analysis, settings) => typed(() => bindings.render(analysis, settings)),
  };
}

/**
 * @template T
 * @param {() => T} call
 * @returns {T}
 */
function typed(call) {
  try {
    return call();
  } catch (thrown) {
    // Whatever is not the engine's own typed error is a trap: out of memory, out of stack, or a fault.
    throw isPlainError(thrown) ? NewsglassError.from(thrown) : crashed(thrown);
  }
}

/**
 * wasm-bindgen's module holds one instance for as long as it lives, so a second instance needs a second copy of the module.
 * @returns {Promise<typeof firstInstance>}
 */
async function freshBindings() {
  instances += 1;
  if (instances === 1) return firstInstance;
  const url = new URL("./newsglass.js", import.meta.url);
  url.searchParams.set("instance", String(instances));
  try {
    return await import(/* @vite-ignore */ /* webpackIgnore: true */ url.href);
  } catch (cause) {
    throw loadFailed.script(cause);
  }
}

/**
 * @param {URL} url
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(url) {
  const response = await fetchEngine(url);
  const type = response.headers.get("content-type");
  try {
    // Streaming insists on the MIME type; without it the bytes are as good.
    if (type?.startsWith("application/wasm") && WebAssembly.compileStreaming) {
      return await WebAssembly.compileStreaming(response);
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!startsLikeWasm(bytes)) throw loadFailed.notWasm(url.href, type);
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw cause instanceof NewsglassError ? cause : compileFailure(url, cause);
  }
}

/**
 * @param {URL} url
 * @returns {Promise<Response>}
 */
async function fetchEngine(url) {
  try {
    const response = url.protocol === "file:" ? await readFile(url) : await fetch(url, { credentials: "same-origin" });
    if (!response.ok) throw loadFailed.status(url.href, response.status);
    return response;
  } catch (cause) {
    throw cause instanceof NewsglassError ? cause : loadFailed.network(url.href, cause);
  }
}

/**
 * `fetch` reads no files under Node.
 * @param {URL} url
 * @returns {Promise<Response>}
 */
async function readFile(url) {
  // A name that is not a literal keeps bundlers for browsers from looking for it.
  const fs = "node:fs/promises";
  const { readFile: read } = await import(/* @vite-ignore */ /* webpackIgnore: true */ fs);
  try {
    return new Response(await read(url), { headers: { "content-type": "application/wasm" } });
  } catch (cause) {
    if (/** @type {{code?: string}} */ (cause).code === "ENOENT") return new Response(null, { status: 404 });
    throw cause;
  }
}

/**
 * @param {URL} url
 * @param {unknown} cause
 */
function compileFailure(url, cause) {
  if (cause instanceof Error && /content security policy|unsafe-eval|blocked by CSP/i.test(cause.message)) {
    return loadFailed.policy(url.href);
  }
  if (cause instanceof WebAssembly.CompileError && !WebAssembly.validate(PROBE)) return loadFailed.tooOld();
  if (cause instanceof WebAssembly.CompileError) return loadFailed.damaged(url.href, cause);
  return loadFailed.network(url.href, cause);
}

/** @param {Uint8Array} bytes */
function startsLikeWasm(bytes) {
  return bytes[0] === 0 && bytes[1] === 0x61 && bytes[2] === 0x73 && bytes[3] === 0x6d;
}

// The smallest module with what is missing where a browser is too old: a table of references, and a function that makes a vector of
// zeros (i32.const 0, i8x16.splat) and drops it.
const PROBE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
  1, 4, 1, 0x60, 0, 0, // one type: () -> ()
  3, 2, 1, 0, // one function of it
  4, 4, 1, 0x6f, 0, 0, // one table of external references, empty
  10, 9, 1, 7, 0, 0x41, 0, 0xfd, 15, 0x1a, 11, // its body
);
