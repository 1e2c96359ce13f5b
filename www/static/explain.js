// Why the app did not come, in plain words, with what helps.

import { key, t } from "./locale.js";

const remedies = [
  {
    applies: (/** @type {string} */ text) => text === "WebAssembly is missing",
    message: key("This browser cannot run the program that reads the article: WebAssembly is missing or switched off."),
    hint: key("Use a current Firefox, Chrome, Edge or Safari. Some browsers switch WebAssembly off in their strictest security mode; allow it for this page."),
  },
  {
    applies: (/** @type {string} */ text) => text === "too old",
    message: key("This browser is too old for the program that reads the article."),
    hint: key("Newsglass needs Chrome or Edge 96, Firefox 92, Safari 16.4, or a later one."),
  },
  {
    applies: (/** @type {string} */ text) => /unsafe-eval|content security policy|blocked by csp/i.test(text),
    message: key("The site that hosts this page forbids WebAssembly."),
    hint: key("Whoever runs the site must add 'wasm-unsafe-eval' to script-src in its Content-Security-Policy."),
  },
  {
    applies: (/** @type {string} */ text) => /mime/i.test(text),
    message: key("The server sends a part of the page under the wrong type."),
    hint: key("Whoever runs the site must serve .js as text/javascript and .wasm as application/wasm."),
  },
  {
    applies: (/** @type {string} */ text) => /magic word|expected magic|module doesn't start|404|not found|importing|imported module|fetch|load failed|network/i.test(text),
    message: key("A part of the page did not arrive."),
    hint: key("Check the connection and reload. If that does not help, files are missing on the server: app.js, app_bg.wasm and the folder newsglass belong beside index.html as they were built."),
  },
];

const anything = {
  message: key("The page could not start."),
  hint: key("Reload it. If that does not help, use a current Firefox, Chrome, Edge or Safari."),
};

/** The smallest module with what browsers lack that are too old: a table of references, and a function that makes a vector of zeros. */
const PROBE = [
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // magic, version
  1, 4, 1, 0x60, 0, 0, // one type: () -> ()
  3, 2, 1, 0, // one function of it
  4, 4, 1, 0x6f, 0, 0, // one table of external references, empty
  10, 9, 1, 7, 0, 0x41, 0, 0xfd, 15, 0x1a, 11, // its body: i32.const 0, i8x16.splat, drop
];

/** Whether this browser has what the program needs; when not, the page says so. */
export function canRun() {
  if (typeof WebAssembly !== "object") explain("WebAssembly is missing");
  else if (!WebAssembly.validate(Uint8Array.from(PROBE)) || !Object.hasOwn) explain("too old");
  else return true;
  return false;
}

/** @param {unknown} error */
export function explain(error) {
  const text = String(error instanceof Error ? `${error.name}: ${error.message}` : error);
  const { message, hint } = remedies.find(({ applies }) => applies(text)) ?? anything;
  const alert = document.getElementById("shell-alert");
  if (!alert) return;
  const lines = [t(message), t(hint), t("The browser says: {0}", text)].map((line, index) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    paragraph.className = ["alert-message", "", "alert-detail"][index] ?? "";
    return paragraph;
  });
  const box = document.createElement("div");
  box.className = "alert";
  box.append(...lines);
  alert.replaceChildren(box);
}

/**
 * Browsers keep to themselves why a script was not taken; its server says more.
 * @param {unknown} error
 * @param {URL} script
 */
export async function explainMissing(error, script) {
  const answer = await fetch(script).catch(() => null);
  const type = answer?.headers.get("content-type") ?? "none";
  explain(answer?.ok && !/javascript/.test(type) ? `${script} has the MIME type ${type}` : error);
}
