// WebKit by WebDriver, as Debian has it: WebKitWebDriver (package webkit2gtk-driver) starts MiniBrowser on a screen that Xvfb makes up.
// As much of the protocol as the tests need, which is little.

import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { freePort, start, twice } from "../node/programs.mjs";

/** Keys by the names that pages know them by (WebDriver, section 17.4.2). @type {Record<string, string>} */
const KEYS = { Tab: "\ue004", Enter: "\ue007", End: "\ue010", Home: "\ue011", ArrowLeft: "\ue012", ArrowUp: "\ue013", ArrowRight: "\ue014", ArrowDown: "\ue015", Escape: "\ue00c" };

/** @param {string} program */
const find = (program) => (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, program)).find((file) => existsSync(file));

/** Where a library puts the browser that shows it. */
function findBrowser() {
  const libraries = ["/usr/lib", ...(existsSync("/usr/lib") ? readdirSync("/usr/lib").map((name) => `/usr/lib/${name}`) : [])];
  return libraries.flatMap((folder) => ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map((name) => path.join(folder, name, "MiniBrowser"))).find((file) => existsSync(file));
}

/** The programs, or null when one is missing. */
export function findWebKit() {
  const [driver, screen, browser] = [find("WebKitWebDriver"), find("Xvfb"), findBrowser()];
  return driver && screen && browser ? { driver, screen, browser } : null;
}

/**
 * Starts the browser.
 * @param {{driver: string, screen: string, browser: string}} programs
 * @param {number} proxy  port of this machine by which all goes that is not for this machine
 */
export const launchWebKit = (programs, proxy) => twice("WebKit", () => launchOnce(programs, proxy));

/** How long an answer of the driver may take: the longest is the first, for which it starts the browser. */
const ANSWER_MS = 60_000;

/**
 * @param {{driver: string, screen: string, browser: string}} programs
 * @param {number} proxy
 */
async function launchOnce({ driver, screen, browser }, proxy) {
  // The server chooses a number for the screen that is free, and tells it.
  const xvfb = await start(screen, ["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], { ready: (said) => /^(\d+)\n/m.exec(said)?.[1] });
  const env = { ...process.env, DISPLAY: `:${xvfb.value}`, LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" };
  const port = await freePort();
  /**
   * @param {string} method
   * @param {string} where
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  const ask = async (method, where, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${where}`, { method, body: body === undefined ? undefined : JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_MS) });
    const { value } = /** @type {{value: any}} */ (await response.json());
    if (value?.error) throw new Error(`WebKit: ${value.error}: ${value.message}`);
    return value;
  };
  const isReady = () => ask("GET", "/status").then(({ ready }) => ready || null, () => null);
  const started = [xvfb];
  const stop = () => Promise.all(started.map((program) => program.stop()));
  const options = { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } };
  const way = `127.0.0.1:${proxy}`;
  const wanted = { ...options, proxy: { proxyType: "manual", httpProxy: way, sslProxy: way, noProxy: ["127.0.0.1", "localhost"] } };
  let session;
  try {
    started.push(await start(driver, [`--port=${port}`], { env, ready: isReady }));
    session = await ask("POST", "/session", { capabilities: { alwaysMatch: wanted } });
  } catch (error) {
    await stop();
    throw error;
  }
  const { sessionId, capabilities } = session;
  return {
    /** @type {string} */
    version: `webkit/${capabilities.browserVersion}`,
    /** @param {string} url */
    open: (url) => ask("POST", `/session/${sessionId}/url`, { url }),
    /**
     * @param {Function | string} script  a function that needs nothing of what is around it
     * @param {...unknown} args
     */
    evaluate: (script, ...args) => ask("POST", `/session/${sessionId}/execute/sync`, { script: `return (${script})(...arguments)`, args }),
    /** @param {string} key */
    press(key) {
      const value = KEYS[key] ?? key;
      const actions = [{ type: "keyDown", value }, { type: "keyUp", value }];
      return ask("POST", `/session/${sessionId}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
    },
    async close() {
      await ask("DELETE", `/session/${sessionId}`).catch(() => {});
      await stop();
    },
  };
}
