// Two ways to run the engine, with one face: in a worker, or in the thread that calls. A lane runs one job at a time and, once
// it has failed with `engine_crashed`, is closed for good: the scheduler opens another.

import { crashed, loadFailed, NewsglassError } from "./errors.js";
import { engineAtHand, startWorker, workerAddress } from "./place.js";

/** @import {Analysis} from "./types.js" */
/** @import {EngineFacts, Reply, Request} from "./protocol.js" */

/**
 * What the engine is asked for: an article to read, or the JSON of an analysis to write as a file.
 * @typedef {{type: "analyze", input: unknown, options: unknown} | {type: "render", analysis: string, settings: unknown}} Task
 */

/**
 * @typedef {object} Job
 * @property {Task} task
 * @property {((share: number) => void) | null} onProgress
 * @property {() => boolean} isWanted  false once nobody waits for it
 */

/**
 * @typedef {object} Lane
 * @property {"worker" | "main"} thread
 * @property {EngineFacts} facts
 * @property {boolean} isDead  it ended by itself
 * @property {(job: Job) => Promise<Analysis | string | undefined>} run  rejects with a NewsglassError; undefined for a job not wanted any more
 * @property {() => void} close  ends it at once, and a worker's running job with it
 */

/**
 * @typedef {object} Source
 * @property {boolean} worker  whether to try a worker at all
 * @property {string | null} workerUrl
 * @property {string | null} wasmUrl
 * @property {WebAssembly.Module | null} module  the compiled engine, once there was one
 */

/** A worker's script that has not begun by then is not going to: blocked, or lost on the way. */
const START_LIMIT_MS = 20_000;
/** The engine is a few megabytes: this is for the slowest lines, not for patience. */
const LOAD_LIMIT_MS = 120_000;

/** No worker can be had here: from disk, under a policy without worker-src, from another origin, or an old browser. */
class NoWorker extends Error {}

/**
 * Opens a lane in a worker or, where that cannot be, in the calling thread.
 * @param {Source} source
 * @param {AbortSignal} signal  ends the opening
 * @returns {Promise<Lane>}
 */
export async function openLane({ module, ...from }, signal) {
  const source = { ...from, module: module ?? (await engineAtHand()) };
  if (source.worker) {
    try {
      return await openWorkerLane(source, signal);
    } catch (failure) {
      // A crash before there was any input says something of the worker, not of the input.
      const isWorkersFault = failure instanceof NoWorker || /** @type {NewsglassError} */ (failure).code === "engine_crashed";
      if (signal.aborted || !isWorkersFault) throw failure;
    }
  }
  return openMainLane(source);
}

/**
 * @param {Source} source
 * @param {AbortSignal} signal
 * @returns {Promise<Lane>}
 */
async function openWorkerLane(source, signal) {
  const worker = createWorker(source.workerUrl);
  /** @type {Map<number, {resolve: (value: any) => void, reject: (reason: unknown) => void, onProgress: Job["onProgress"], parts: Record<string, unknown[]>}>} */
  const waiting = new Map();
  let lastId = 0;
  let isDead = false;
  /** @type {(value?: unknown) => void} */
  let started = () => {};
  /** @type {(reason: unknown) => void} */
  let notStarted = () => {};

  /** @param {unknown} reason */
  const die = (reason) => {
    isDead = true;
    worker.terminate();
    notStarted(new NoWorker());
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  worker.addEventListener("error", (event) => {
    event.preventDefault(); // it is answered here, and need not be reported to the page's console as well
    die(crashed(event.message));
  });
  worker.addEventListener("messageerror", () => die(crashed("an unreadable message")));
  worker.addEventListener("message", (/** @type {MessageEvent<Reply>} */ { data: reply }) => {
    if (reply.type === "started") return started();
    const call = waiting.get(reply.id);
    if (!call) return;
    if (reply.type === "progress") return call.onProgress?.(reply.share);
    if (reply.type === "part") {
      (call.parts[reply.list] ??= []).push(...reply.items);
      return;
    }
    waiting.delete(reply.id);
    if (reply.type === "result") {
      for (const [list, items] of Object.entries(call.parts)) /** @type {any} */ (reply.value)[list] = items;
      return call.resolve(reply.value);
    }
    const error = NewsglassError.from(reply.error);
    if (error.code === "engine_crashed") die(error);
    call.reject(error);
  });

  /**
   * @param {Request extends infer R ? R extends Request ? Omit<R, "id"> : never : never} request
   * @param {Job["onProgress"]} onProgress
   * @returns {Promise<any>}
   */
  const ask = (request, onProgress = null) =>
    new Promise((resolve, reject) => {
      if (isDead) return reject(crashed("it had ended before"));
      const id = (lastId += 1);
      waiting.set(id, { resolve, reject, onProgress, parts: {} });
      worker.postMessage({ id, ...request });
    });

  const close = () => die(crashed("it was closed"));
  signal.addEventListener("abort", close, { once: true });
  try {
    await within(
      START_LIMIT_MS,
      new Promise((resolve, reject) => {
        started = resolve;
        notStarted = reject;
      }),
      () => new NoWorker(),
    );
    const { wasmUrl, module } = source;
    /** @type {EngineFacts} */
    const facts = await within(LOAD_LIMIT_MS, ask({ type: "init", wasmUrl, module }), () => loadFailed.slow(LOAD_LIMIT_MS));
    return {
      thread: "worker",
      facts,
      get isDead() {
        return isDead;
      },
      run: ({ task, onProgress }) =>
        ask(task.type === "analyze" ? { ...task, progress: onProgress !== null } : task, onProgress),
      close,
    };
  } catch (failure) {
    close();
    throw failure;
  } finally {
    signal.removeEventListener("abort", close);
  }
}

/**
 * @param {string | null} workerUrl
 * @returns {Worker}
 */
function createWorker(workerUrl) {
  if (typeof Worker !== "function") throw new NoWorker();
  try {
    const url = new URL(workerUrl ?? workerAddress());
    if (/^https?:$/.test(url.protocol) && url.origin !== globalThis.location?.origin) return fromElsewhere(url.href);
    return workerUrl === null ? startWorker() : new Worker(workerUrl, { type: "module", name: "newsglass" });
  } catch {
    throw new NoWorker();
  }
}

/**
 * A worker whose one line fetches the script from another origin, from where a page may have scripts but no worker. A policy without
 * `worker-src blob:` and that origin stops it, and the page's thread does the work.
 * @param {string} url
 */
function fromElsewhere(url) {
  const line = new Blob([`import ${JSON.stringify(url)};`], { type: "text/javascript" });
  const address = URL.createObjectURL(line);
  try {
    return new Worker(address, { type: "module", name: "newsglass" });
  } finally {
    // The worker has it by then.
    setTimeout(() => URL.revokeObjectURL(address), START_LIMIT_MS);
  }
}

/**
 * @param {Source} source
 * @returns {Promise<Lane>}
 */
async function openMainLane({ wasmUrl, module }) {
  /** @type {typeof import("./engine.js")} */
  let loader;
  try {
    loader = await import("./engine.js");
  } catch (cause) {
    throw loadFailed.script(cause);
  }
  const engine = await within(LOAD_LIMIT_MS, loader.startEngine({ wasmUrl, module }), () => loadFailed.slow(LOAD_LIMIT_MS));
  let isDead = false;
  return {
    thread: "main",
    facts: engine.facts,
    get isDead() {
      return isDead;
    },
    async run({ task, onProgress, isWanted }) {
      await nextTask(); // the page may paint, and the caller think better of it
      if (!isWanted()) return undefined;
      try {
        if (task.type === "render") return engine.render(task.analysis, task.settings);
        return engine.analyze(task.input, task.options, onProgress ?? undefined);
      } catch (error) {
        isDead = error instanceof NewsglassError && error.code === "engine_crashed";
        throw error;
      }
    },
    close() {
      isDead = true;
    },
  };
}

const nextTask = () => new Promise((resolve) => setTimeout(resolve, 0));

/**
 * @template T
 * @param {number} limitMs
 * @param {Promise<T>} promise
 * @param {() => Error} late
 * @returns {Promise<T>}
 */
function within(limitMs, promise, late) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
