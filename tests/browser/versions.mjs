// A later version of the build, for the tests of what happens when one comes.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Files that differ from those of `dist/`, by path. @typedef {Record<string, Buffer | string>} Changes */

/**
 * The service worker of a build in which some files have changed.
 * @param {string} dist
 * @param {Changes} changes
 */
export function workerOf(dist, changes) {
  const code = readFileSync(join(dist, "sw.js"), "utf8");
  return code.replace(/^const BUILD = (.*);$/m, (_line, /** @type {string} */ json) => {
    const build = JSON.parse(json);
    for (const [path, bytes] of Object.entries(changes)) {
      build.files[path === "index.html" ? "./" : path] = createHash("sha256").update(bytes).digest("base64");
    }
    build.version = createHash("sha256").update(JSON.stringify(build.files)).digest("base64");
    return `const BUILD = ${JSON.stringify(build)};`;
  });
}

/**
 * A later version: another title, and a script whose bytes differ.
 * @param {string} dist
 */
export function later(dist) {
  const page = readFileSync(join(dist, "index.html"), "utf8").replace("<title>Newsglass:", "<title>Newsglass 2:");
  const script = `${readFileSync(join(dist, "newsglass/index.js"), "utf8")}\n// 2\n`;
  return { "index.html": page, "newsglass/index.js": script };
}
