// The engine in a thread of its own: answers the page's messages (protocol.js), one at a time.

import { crashed, NewsglassError } from "./errors.js";
import { startEngine } from "./engine.js";

/** @import {Engine} from "./engine.js" */
/** @import {Reply, Request} from "./protocol.js" */

/**
 * The part of a worker's global scope that is used here; the DOM's types have no such scope.
 * @type {{
 *   postMessage(reply: Reply): void,
 *   addEventListener(type: "message", listener: (event: MessageEvent<Request>) => void): void,
 * }}
 */
const scope = /** @type {any} */ (globalThis);

/** @type {Engine | null} */
let engine = null;

scope.addEventListener("message", async ({ data: request }) => {
  const { id } = request;
  try {
    const value = await answer(request);
    scope.postMessage({ id, type: "result", value: request.type === "analyze" ? sendParts(id, value) : value });
  } catch (thrown) {
    const error = thrown instanceof NewsglassError ? thrown : crashed(thrown);
    scope.postMessage({ id, type: "error", error: error.toJSON() });
  }
});

/** @param {Request} request */
async function answer(request) {
  if (request.type === "init") {
    engine = await startEngine(request);
    setTimeout(warmUp);
    return engine.facts;
  }
  if (!engine) throw crashed("asked before it was ready");
  if (request.type === "render") return engine.render(request.analysis, request.settings);
  const { id, input, options, progress } = request;
  const report = (/** @type {number} */ share) => scope.postMessage({ id, type: "progress", share });
  return engine.analyze(input, options, progress ? report : undefined);
}

/**
 * A list with more findings than this goes ahead in parts of about so many, an entity counted with its mentions: the page takes each over
 * in a few milliseconds, and no key waits for all of them.
 */
const PART = 64;

/** @param {{mentions?: unknown[]}} item */
const weigh = (item) => 1 + (item.mentions?.length ?? 0);

/**
 * Sends the long lists of an analysis ahead; what comes back is the analysis with those lists empty.
 * @param {number} id
 * @param {any} analysis
 */
function sendParts(id, analysis) {
  const short = { ...analysis };
  for (const list of /** @type {const} */ (["sentences", "entities", "quotes"])) {
    /** @type {{mentions?: unknown[]}[]} */
    const all = analysis[list];
    if (all.reduce((sum, item) => sum + weigh(item), 0) <= PART) continue;
    short[list] = [];
    /** @type {unknown[]} */
    let items = [];
    let weight = 0;
    for (const item of all) {
      items.push(item);
      weight += weigh(item);
      if (weight < PART && item !== all.at(-1)) continue;
      scope.postMessage({ id, type: "part", list, items });
      items = [];
      weight = 0;
    }
  }
  return short;
}

/** The first analysis builds what all others use; better while the reader is still looking for the article. */
function warmUp() {
  try {
    engine?.analyze("“It is good news,” Lena Ortiz, the mayor of Oslo, said on Monday. She was not worried.", null);
  } catch {
    // The first call meets the same failure, and answers for it.
  }
}

scope.postMessage({ type: "started" });
