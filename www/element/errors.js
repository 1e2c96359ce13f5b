// The one error type of the package, and every error that the JavaScript side can meet: what happened, and what to do about it.

/** @import {ErrorCode, NewsglassErrorData} from "./types.js" */

/** An error with a code for programs, a message for people and a hint at the remedy. */
export class NewsglassError extends Error {
  /**
   * @param {ErrorCode} code
   * @param {string} message
   * @param {string} hint
   */
  constructor(code, message, hint) {
    super(message);
    this.name = "NewsglassError";
    /** @readonly @type {ErrorCode} */
    this.code = code;
    /** @readonly @type {string} */
    this.hint = hint;
  }

  /**
   * The plain form, which crosses threads.
   * @returns {NewsglassErrorData}
   */
  toJSON() {
    return { code: this.code, message: this.message, hint: this.hint };
  }

  /**
   * @param {NewsglassErrorData} plain
   * @returns {NewsglassError}
   */
  static from({ code, message, hint }) {
    return new NewsglassError(code, message, hint);
  }
}

/**
 * Whether a thrown value is the contract's plain error, as the engine throws it.
 * @param {unknown} thrown
 * @returns {thrown is NewsglassErrorData}
 */
export function isPlainError(thrown) {
  return typeof thrown === "object" && thrown !== null && "code" in thrown && "message" in thrown && "hint" in thrown;
}

/** @param {string} [what] */
export const cancelled = (what = "The analysis was cancelled.") =>
  new NewsglassError("cancelled", what, "Start it again when you need it.");

/** The analyzer that was asked is no more. */
export const disposed = () =>
  new NewsglassError("cancelled", "The analyzer was disposed of.", "Create a new one with createAnalyzer().");

/** @param {number} timeoutMs */
export const timedOut = (timeoutMs) =>
  new NewsglassError(
    "timeout",
    `The analysis took longer than ${timeoutMs} ms.`,
    "Allow more time with the option timeoutMs, or split the text.",
  );

/** @param {unknown} cause */
export const crashed = (cause) =>
  new NewsglassError(
    "engine_crashed",
    `The engine stopped unexpectedly (${describe(cause)}).`,
    "Your text is still there. Try again; if it happens again, try a part of it.",
  );

/**
 * @param {number} bytes
 * @param {number} limit
 */
export const inputTooLarge = (bytes, limit) =>
  new NewsglassError(
    "input_too_large",
    `The text has ${bytes} bytes; the limit is ${limit}.`,
    "Analyze one article at a time, or split the text.",
  );

/** @param {string} kind */
export const inputNotText = (kind) =>
  new NewsglassError(
    "invalid_option",
    `The article was given as ${kind}, not as a string.`,
    "Pass the article's text or HTML as a string.",
  );

/** Options that no message can carry: cycles, functions' closures, depth without end. */
export const optionsNotPlain = () =>
  new NewsglassError(
    "invalid_option",
    "The option `options` cannot be what was given.",
    "`options` takes a plain object that JSON can hold.",
  );

/** What is given as an analysis and is none that any JSON can hold. */
export const analysisNotPlain = () =>
  new NewsglassError(
    "invalid_option",
    "The option `analysis` cannot be what was given.",
    "`analysis` takes an analysis as `analyze` gives it.",
  );

/**
 * @param {string} name
 * @param {string} allowed
 */
export const badSetting = (name, allowed) =>
  new NewsglassError("invalid_option", `The option \`${name}\` cannot be what was given.`, `\`${name}\` takes ${allowed}.`);

/** The engine's file did not arrive or cannot run: each cause has its own remedy. */
export const loadFailed = {
  noWebAssembly: () =>
    failure("This browser runs no WebAssembly.", "Use a current browser, and switch off modes that forbid WebAssembly."),

  tooOld: () =>
    failure("This browser's WebAssembly is too old.", "Use Chrome or Edge 96, Firefox 92, Safari 16.4, or a later one."),

  /**
   * @param {string} url
   * @param {number} status
   */
  status: (url, status) =>
    failure(
      `The engine was not found: ${url} answered ${status}.`,
      status === 404
        ? "Put newsglass_bg.wasm beside the other files, or say where it is with the option wasmUrl."
        : "Try again; if it stays so, look at the server that holds newsglass_bg.wasm.",
    ),

  /**
   * @param {string} url
   * @param {string | null} type
   */
  notWasm: (url, type) =>
    failure(
      `The engine's address gave something else: ${url} is no WebAssembly (content type ${type ?? "not given"}).`,
      "The server likely answers a missing file with a page. Put newsglass_bg.wasm there and serve it as application/wasm.",
    ),

  /** @param {string} url */
  policy: (url) =>
    failure(
      `The page's Content Security Policy does not let ${url} run.`,
      "Add 'wasm-unsafe-eval' to the policy's script-src.",
    ),

  /**
   * @param {string} url
   * @param {unknown} cause
   */
  network: (url, cause) =>
    failure(
      `The engine could not be fetched from ${url} (${describe(cause)}).`,
      "Check the connection. On another origin it needs CORS headers; under a Content Security Policy, its origin in connect-src.",
    ),

  /**
   * @param {string} url
   * @param {unknown} cause
   */
  damaged: (url, cause) =>
    failure(
      `The engine from ${url} does not start (${describe(cause)}).`,
      "The files are damaged or of different versions. Clear the cache, or copy the whole folder newsglass/ again.",
    ),

  /** @param {unknown} cause */
  script: (cause) =>
    failure(
      `The engine's scripts could not be loaded (${describe(cause)}).`,
      "Keep all files of newsglass/ together on one server, and check the connection.",
    ),

  /** @param {number} afterMs */
  slow: (afterMs) =>
    failure(`The engine did not arrive within ${afterMs / 1000} seconds.`, "Check the connection and try again."),
};

/**
 * @param {string} message
 * @param {string} hint
 */
function failure(message, hint) {
  return new NewsglassError("model_load_failed", message, hint);
}

/** @param {unknown} cause */
function describe(cause) {
  if (cause instanceof Error) return `${cause.name}: ${cause.message}`;
  return typeof cause === "string" && cause !== "" ? cause : "no reason given";
}
