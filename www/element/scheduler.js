// One engine for all analyzers of a page: keeps the calls in a queue, hands them to the lane one at a time, and sees to it that
// every call is answered, once, whatever becomes of the lane.
//
// Cancelling. A call that waits is taken out of the queue and never runs. A call that runs is answered at once; WebAssembly cannot
// be interrupted, so its worker may finish within the time that a new worker would take, and is replaced if it does not. Either
// way the next call waits at most twice as long as it must, and the queue stays as it was.
//
// Crashes. The worker is replaced and the call that ran is tried once more, for a crash may be an accident (memory). If the engine
// crashes again, the input is the reason: the call is answered with `engine_crashed`, and is not taken to the page's own thread,
// which would go down with it. The page's thread is for where no worker can be had at all.

import { cancelled, crashed, disposed, NewsglassError, timedOut } from "./errors.js";
import { checkInput, copyOptions, toJson } from "./input.js";
import { openLane } from "./lanes.js";

/** @import {Analysis} from "./types.js" */
/** @import {EngineState} from "./index.js" */
/** @import {Job, Lane, Source, Task} from "./lanes.js" */

/** A worker whose call is not wanted any more gets no longer than this to finish, however slow the first start was. */
const GRACE_LIMIT_MS = 250;
/** How often a call is tried when the engine crashes under it. */
const ATTEMPTS = 2;

/**
 * @typedef {object} CallSettings
 * @property {AbortSignal | undefined} signal
 * @property {((share: number) => void) | undefined} onProgress
 * @property {number} timeoutMs  Infinity: no limit
 */

export class Scheduler {
  /** @type {Source} */
  #source;
  /** @type {Lane | null} */
  #lane = null;
  /** @type {Promise<Lane> | null} */
  #opening = null;
  /** What the last opening took, in milliseconds. */
  #openingCost = GRACE_LIMIT_MS;
  /** @type {Call[]} */
  #queue = [];
  #isPumping = false;
  #closing = new AbortController();
  /** @type {Set<(state: EngineState) => void>} */
  #listeners = new Set();
  /** @type {EngineState} */
  #state = "loading";

  /** @param {Source} source */
  constructor(source) {
    this.#source = source;
  }

  get thread() {
    return this.#lane?.thread ?? (this.#source.worker ? "worker" : "main");
  }

  /** @param {(state: EngineState) => void} listener */
  listen(listener) {
    this.#listeners.add(listener);
    notify(listener, this.#state);
  }

  /** @param {(state: EngineState) => void} listener */
  unlisten(listener) {
    this.#listeners.delete(listener);
  }

  /**
   * Opens the engine unless it is open.
   * @returns {Promise<Lane>}
   */
  open() {
    if (this.#lane && !this.#lane.isDead) return Promise.resolve(this.#lane);
    this.#opening ??= this.#openLane().finally(() => {
      this.#opening = null;
    });
    return this.#opening;
  }

  async #openLane() {
    this.#setState(this.#lane ? "restarting" : "loading");
    const begun = performance.now();
    try {
      const lane = await openLane(this.#source, this.#closing.signal);
      if (this.#closing.signal.aborted) {
        lane.close();
        throw disposed();
      }
      this.#openingCost = performance.now() - begun;
      // The next opening needs no network, and does not ask again for a worker that could not be had.
      this.#source = { ...this.#source, module: lane.facts.module, worker: lane.thread === "worker" };
      this.#lane = lane;
      this.#setState("ready");
      return lane;
    } catch (failure) {
      const error = this.#closing.signal.aborted ? disposed() : failure;
      this.#setState("failed");
      throw error instanceof NewsglassError ? error : crashed(error);
    }
  }

  /**
   * Queues one analysis.
   * @param {unknown} input
   * @param {unknown} options
   * @param {CallSettings} settings
   * @returns {Promise<Analysis>}
   */
  async analyze(input, options, settings) {
    if (settings.signal?.aborted) throw cancelled();
    checkInput(input, this.#lane?.facts.maxInputBytes ?? Infinity);
    const answer = await this.#ask({ type: "analyze", input, options: copyOptions(options) }, settings);
    return /** @type {Analysis} */ (answer);
  }

  /**
   * Queues the writing of a file.
   * @param {unknown} analysis
   * @param {unknown} format
   * @param {unknown} options
   * @param {CallSettings} settings
   * @returns {Promise<string>}
   */
  async render(analysis, format, options, settings) {
    if (settings.signal?.aborted) throw cancelled("The export was cancelled.");
    const copied = Object.assign(Object.create(null), copyOptions(options), { format: format ?? "" });
    const task = { type: /** @type {const} */ ("render"), analysis: toJson(analysis), settings: copied };
    return /** @type {string} */ (await this.#ask(task, settings));
  }

  /**
   * @param {Task} task
   * @param {CallSettings} settings
   */
  #ask(task, settings) {
    const call = new Call(task, settings);
    this.#queue.push(call);
    void this.#pump();
    return call.answer;
  }

  /** Ends the engine; calls that wait are answered with `cancelled`. */
  close() {
    this.#closing.abort();
    this.#lane?.close();
    for (const call of this.#queue.splice(0)) call.fail(disposed());
    this.#listeners.clear();
  }

  async #pump() {
    if (this.#isPumping) return;
    this.#isPumping = true;
    for (let call = this.#next(); call; call = this.#next()) {
      try {
        await this.#run(await this.open(), call);
      } catch (failure) {
        // No engine: that is the answer for everyone who waits. The next call tries to open one again.
        const error = /** @type {NewsglassError} */ (failure);
        for (const waiting of [call, ...this.#queue.splice(0)]) waiting.fail(error);
      }
    }
    this.#isPumping = false;
  }

  #next() {
    this.#queue = this.#queue.filter((call) => !call.isSettled);
    return this.#queue.shift();
  }

  /**
   * @param {Lane} lane
   * @param {Call} call
   */
  async #run(lane, call) {
    if (call.isSettled) return;
    call.attempts += 1;
    const done = lane.run(call.job).then(
      (value) => ({ value, error: null }),
      (/** @type {NewsglassError} */ error) => ({ value: undefined, error }),
    );
    const outcome = await (lane.thread === "worker" ? Promise.race([done, this.#abandoned(call)]) : done);
    if (outcome === "abandoned") {
      lane.close();
    } else if (outcome.error?.code === "engine_crashed") {
      lane.close();
      if (lane.thread === "worker" && call.attempts < ATTEMPTS) this.#queue.unshift(call);
      else call.fail(outcome.error);
    } else if (outcome.error) {
      call.fail(outcome.error);
    } else if (outcome.value !== undefined) {
      call.succeed(outcome.value);
    }
    // A new engine at once, so that the next call finds it ready. If that fails, the next call will say so.
    if (lane.isDead && !this.#closing.signal.aborted) this.open().catch(() => {});
  }

  /**
   * Settles when nobody has waited for the call for as long as a new worker takes.
   * @param {Call} call
   * @returns {Promise<"abandoned">}
   */
  async #abandoned(call) {
    await call.answer.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, Math.min(this.#openingCost, GRACE_LIMIT_MS)));
    return "abandoned";
  }

  /** @param {EngineState} state */
  #setState(state) {
    if (state === this.#state) return;
    this.#state = state;
    for (const listener of this.#listeners) notify(listener, state);
  }
}

/** One thing that somebody waits for; answered exactly once. */
class Call {
  attempts = 0;
  isSettled = false;
  /** @type {Promise<Analysis | string>} */
  answer;
  /** @type {Job} */
  job;
  /** @type {(value: Analysis | string) => void} */
  succeed = () => {};
  /** @type {(error: NewsglassError) => void} */
  fail = () => {};

  /**
   * @param {Task} task
   * @param {CallSettings} settings
   */
  constructor(task, { signal, onProgress, timeoutMs }) {
    const abort = () => this.fail(cancelled());
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const settle = () => {
      this.isSettled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    };
    this.answer = new Promise((resolve, reject) => {
      this.succeed = (value) => (settle(), resolve(value));
      this.fail = (error) => (settle(), reject(error));
    });
    this.answer.catch(() => {}); // who called hears of it; the scheduler's own copy of the promise must not count as unheard
    signal?.addEventListener("abort", abort, { once: true });
    if (timeoutMs < Infinity) timer = setTimeout(() => this.fail(timedOut(timeoutMs)), timeoutMs);
    this.job = {
      task,
      onProgress: onProgress ? (share) => this.isSettled || notify(onProgress, share) : null,
      isWanted: () => !this.isSettled,
    };
  }
}

/**
 * Calls a listener; what it throws is reported and harms nobody.
 * @template T
 * @param {(value: T) => void} listener
 * @param {T} value
 */
function notify(listener, value) {
  try {
    listener(value);
  } catch (error) {
    (globalThis.reportError ?? console.error)(error);
  }
}
