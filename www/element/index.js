// The package: createAnalyzer() gives an analyzer, which reads articles in a worker that all analyzers of the page share.
// Nothing happens on import, so a server that renders pages can import it.

import { badSetting, cancelled, disposed, NewsglassError } from "./errors.js";
import { Scheduler } from "./scheduler.js";

export { NewsglassError };

/** @import {Analysis, Analyzer, AnalyzerSettings, AnalyzeOptions, CallSettings, ExportFormat, ExportOptions} from "./index.js" */
/** @import {Source} from "./lanes.js" */

/** No article needs longer; what does is lost. */
const DEFAULT_TIMEOUT_MS = 300_000;
/** The longest that a timer can run. */
const MAX_TIMEOUT_MS = 2_147_483_647;

/**
 * The engines of this page by where they come from: one, unless somebody asks for another.
 * @type {Map<string, {scheduler: Scheduler, users: number}>}
 */
const engines = new Map();

/**
 * Starts the engine, or joins the one that runs.
 * @param {AnalyzerSettings} [settings]
 * @returns {Promise<Analyzer>}
 */
export async function createAnalyzer(settings = {}) {
  const { signal, onState } = settings;
  const timeoutMs = readTimeout(settings.timeoutMs);
  /** @type {Source} */
  const source = {
    worker: settings.worker ?? true,
    workerUrl: readUrl("workerUrl", settings.workerUrl),
    wasmUrl: readUrl("wasmUrl", settings.wasmUrl),
    module: null,
  };
  if (signal?.aborted) throw cancelled("The start of the engine was cancelled.");
  const engine = borrow(source);
  const { scheduler } = engine;
  if (onState) scheduler.listen(onState);
  const ended = new AbortController();

  const dispose = () => {
    if (ended.signal.aborted) return;
    ended.abort();
    signal?.removeEventListener("abort", dispose);
    if (onState) scheduler.unlisten(onState);
    engine.giveBack();
  };
  signal?.addEventListener("abort", dispose, { once: true });
  /**
   * Asks, unless the analyzer is no more or the call is aborted.
   * @template T
   * @param {CallSettings} call
   * @param {(signal: AbortSignal) => Promise<T>} ask
   */
  const asked = async (call, ask) => {
    if (ended.signal.aborted) throw disposed();
    const either = anyOf(ended.signal, call.signal);
    try {
      return await ask(either.signal);
    } finally {
      either.release();
    }
  };
  try {
    const { facts } = await unless(ended.signal, scheduler.open());
    return {
      version: facts.version,
      get thread() {
        return scheduler.thread;
      },
      /**
       * @param {string} input
       * @param {AnalyzeOptions} [options]
       * @param {CallSettings} [call]
       */
      analyze: (input, options, call = {}) =>
        asked(call, (signal) => scheduler.analyze(input, options, { signal, onProgress: call.onProgress, timeoutMs })),
      /**
       * @param {Analysis} analysis
       * @param {ExportFormat} format
       * @param {ExportOptions} [options]
       * @param {CallSettings} [call]
       */
      render: (analysis, format, options, call = {}) =>
        asked(call, (signal) => scheduler.render(analysis, format, options, { signal, onProgress: undefined, timeoutMs })),
      dispose,
    };
  } catch (error) {
    dispose();
    throw signal?.aborted ? cancelled("The start of the engine was cancelled.") : error;
  }
}

/** @param {Source} source */
function borrow(source) {
  const key = [source.worker, source.workerUrl, source.wasmUrl].join(" ");
  const engine = engines.get(key) ?? { scheduler: new Scheduler(source), users: 0 };
  engines.set(key, engine);
  engine.users += 1;
  return {
    scheduler: engine.scheduler,
    giveBack() {
      engine.users -= 1;
      if (engine.users > 0) return;
      engines.delete(key);
      engine.scheduler.close();
    },
  };
}

/** The page's address for relative ones; by way of the prototype, because markup can take the place of `document.baseURI`. */
function baseAddress() {
  return typeof document === "object" && typeof Node === "function" ? Reflect.get(Node.prototype, "baseURI", document) : undefined;
}

/**
 * @param {string} name
 * @param {string | URL | undefined} url
 */
function readUrl(name, url) {
  if (url === undefined || url === null) return null;
  try {
    return new URL(url, baseAddress() ?? globalThis.location?.href ?? import.meta.url).href;
  } catch {
    throw badSetting(name, "a URL");
  }
}

/** @param {number | undefined} timeoutMs */
function readTimeout(timeoutMs) {
  if (timeoutMs === undefined || timeoutMs === null) return DEFAULT_TIMEOUT_MS;
  if (typeof timeoutMs !== "number" || !(timeoutMs > 0)) throw badSetting("timeoutMs", "a number of milliseconds above 0");
  return timeoutMs > MAX_TIMEOUT_MS ? Infinity : timeoutMs;
}

/**
 * @template T
 * @param {AbortSignal} signal
 * @param {Promise<T>} promise
 * @returns {Promise<T>}
 */
function unless(signal, promise) {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(cancelled()), { once: true });
    promise.then(resolve, reject);
  });
}

/**
 * A signal that aborts when either does. (AbortSignal.any would do, but is younger than the browsers we promise.)
 * @param {AbortSignal} first
 * @param {AbortSignal | undefined} second
 */
function anyOf(first, second) {
  const both = new AbortController();
  const abort = () => both.abort();
  const sources = second ? [first, second] : [first];
  for (const source of sources) {
    if (source.aborted) abort();
    source.addEventListener("abort", abort, { once: true });
  }
  return {
    signal: both.signal,
    release: () => sources.forEach((source) => source.removeEventListener("abort", abort)),
  };
}
