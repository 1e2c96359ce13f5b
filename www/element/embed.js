// embed.html: the panel in a frame, for pages that want no script of ours in their own. The page around it sends the article and gets
// the result; nobody else is heard or answered.
//
//   page -> frame    newsglass:analyze  {text, id?}       plain text or HTML; `id` comes back with the answer
//   frame -> page    newsglass:ready    {}                 the frame listens
//                    newsglass:result   {id, analysis}
//                    newsglass:error    {id, error}
//                    newsglass:select   {detail}           as the event newsglass-select of the element
//                    newsglass:resize   {height}           CSS pixels that the frame needs
//
// Who is heard: the window that holds the frame, and of that only the origins that the frame's own address names
// (`embed.html?origin=https://news.example`, more than once for more); when it names none, whichever origin holds the frame. Answers go
// to that origin by name, never to "*". An opaque origin (a sandboxed or local page) has no name and cannot be answered.
// `theme`, `features` and `lang` in the address are the attributes of the panel.

import { NewsglassError } from "./errors.js";
import "./element.js";
import { adopt, sheetOf } from "./panel/dom.js";

const settings = new URLSearchParams(location.search);
const named = settings.getAll("origin").flatMap(originOf);
const panel = /** @type {import("./element.js").NewsglassPanel} */ (document.querySelector("newsglass-panel"));
// The heading is for those who hear the page; the panel shows its own.
const sheet = sheetOf(
  "body { margin: 0; background: transparent } h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }",
);
if (sheet) adopt(document, sheet, true);
for (const name of ["theme", "features", "lang"]) {
  const value = settings.get(name);
  if (value !== null) panel.setAttribute(name, value);
}

/** The origin that an address names, if it names one. @param {string} address */
function originOf(address) {
  try {
    const { origin } = new URL(address);
    return origin === "null" ? [] : [origin];
  } catch {
    return [];
  }
}

/** @param {string} origin */
const isHeard = (origin) => origin !== "null" && (settings.has("origin") ? named.includes(origin) : true);

/** Who holds the frame, as far as the browser tells before anybody has spoken. */
function holderOf() {
  if (parent === window) return null;
  const [above] = location.ancestorOrigins ?? [];
  const origin = above ?? originOf(document.referrer)[0] ?? "null";
  return isHeard(origin) ? origin : null;
}

/** Whom to answer: known from the first message at the latest. @type {string | null} */
let holder = holderOf();

/**
 * @param {string} type
 * @param {Record<string, unknown>} [content]
 */
function say(type, content = {}) {
  if (holder !== null) parent.postMessage({ type: `newsglass:${type}`, ...content }, holder);
}

addEventListener("message", async ({ source, origin, data }) => {
  if (source !== parent || parent === window || data?.type !== "newsglass:analyze") return;
  if (!isHeard(origin)) {
    console.warn(`newsglass: a message from ${origin} is not answered; name it in the address of the frame: ?origin=${origin}`);
    return;
  }
  if (holder !== origin) {
    holder = origin;
    sayHeight();
  }
  const { id = null, text } = data;
  try {
    if (typeof text !== "string") throw new NewsglassError("invalid_option", "The message has no `text`.", "Send {type: \"newsglass:analyze\", text: \"...\"}.");
    say("result", { id, analysis: await panel.analyze(text) });
  } catch (thrown) {
    const error = thrown instanceof NewsglassError ? thrown : new NewsglassError("engine_crashed", String(thrown), "Send the text again.");
    say("error", { id, error: error.toJSON() });
  }
});
panel.addEventListener("newsglass-select", (event) => say("select", { detail: /** @type {CustomEvent} */ (event).detail }));

const sayHeight = () => say("resize", { height: Math.ceil(panel.getBoundingClientRect().height) });
new ResizeObserver(sayHeight).observe(panel);
say("ready");
