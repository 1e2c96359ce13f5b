// The WebAssembly module's own face (www/engine), as wasm-bindgen writes it to `newsglass.js`. Used by engine.js alone; programs
// use `index.js`.

import type { Analysis } from "./types.js";

/** Instantiates the module, once. */
export default function init(module: { module_or_path: WebAssembly.Module }): Promise<unknown>;

/** Version of the engine. */
export function version(): string;

/** The largest input that is analysed, in bytes of UTF-8. */
export function max_input_bytes(): number;

/** Reads one article; throws `{code, message, hint}`. */
export function analyze(input: unknown, options?: unknown, on_progress?: (share: number) => void): Analysis;
