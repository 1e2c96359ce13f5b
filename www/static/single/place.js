// Where the worker and the engine are in the single file: inside. From disk a browser starts no worker by address and fetches nothing,
// but a classic worker made of text in the page runs, and gets the compiled engine by message.

import { bytesOf, textOf } from "./inlined.js";

export function startWorker() {
  return new Worker(workerAddress(), { name: "newsglass" });
}

/** @type {Promise<WebAssembly.Module> | undefined} */
let engine;

/** @returns {Promise<WebAssembly.Module | null>} */
export function engineAtHand() {
  engine ??= bytesOf("newsglass-engine").then((bytes) => WebAssembly.compile(bytes));
  return engine;
}

/** @type {string | undefined} */
let address;

export function workerAddress() {
  address ??= URL.createObjectURL(new Blob([textOf("newsglass-worker")], { type: "text/javascript" }));
  return address;
}
