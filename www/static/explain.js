// Why the app did not come, in plain words, with what helps.

const remedies = [
  {
    applies: () => typeof WebAssembly !== "object",
    message: "This browser cannot run the program that reads the article: WebAssembly is missing or switched off.",
    hint: "Use a current Firefox, Chrome, Edge or Safari. Some browsers switch WebAssembly off in their strictest security mode; allow it for this page.",
  },
  {
    applies: (/** @type {string} */ text) => /unsafe-eval|content security policy|blocked by csp/i.test(text),
    message: "The site that hosts this page forbids WebAssembly.",
    hint: "Whoever runs the site must add 'wasm-unsafe-eval' to script-src in its Content-Security-Policy.",
  },
  {
    applies: (/** @type {string} */ text) => /mime/i.test(text),
    message: "The server sends a part of the page under the wrong type.",
    hint: "Whoever runs the site must serve .js as text/javascript and .wasm as application/wasm.",
  },
  {
    applies: (/** @type {string} */ text) => /magic word|expected magic|module doesn't start|404|not found|importing|imported module|fetch|load failed|network/i.test(text),
    message: "A part of the page did not arrive.",
    hint: "Check the connection and reload. If that does not help, files are missing on the server: app.js, app_bg.wasm and the folder newsglass belong beside index.html as they were built.",
  },
];

const anything = {
  message: "The page could not start.",
  hint: "Reload it. If that does not help, use a current Firefox, Chrome, Edge or Safari.",
};

/** @param {unknown} error */
export function explain(error) {
  const text = String(error instanceof Error ? `${error.name}: ${error.message}` : error);
  const { message, hint } = remedies.find(({ applies }) => applies(text)) ?? anything;
  const alert = document.getElementById("shell-alert");
  if (!alert) return;
  const lines = [message, hint, `The browser says: ${text}`].map((line, index) => {
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
