// A reporter beside the usual one: names the tests that a file had begun and not ended when its time was up, or when it died. `cargo xtask test`
// reads these lines (`hung: FILE: TEST`).

import path from "node:path";

/** @param {AsyncIterable<{ type: string, data: any }>} source  events of Node's test runner */
export default async function* hung(source) {
  /** @type {Map<string, string[]>} names of what runs, by file, outermost first */
  const running = new Map();
  for await (const { type, data } of source) {
    const { file, name } = data ?? {};
    // The runner has a test for each file, whose name is the file's.
    if (!file || (type !== "test:dequeue" && type !== "test:complete")) continue;
    const names = running.get(file) ?? [];
    if (name !== file) {
      running.set(file, type === "test:dequeue" ? [...names, name] : names.filter((other) => other !== name));
    } else if (type === "test:complete" && data.details?.passed === false && (names.length > 0 || isTooLong(data.details.error))) {
      yield `hung: ${path.basename(file)}: ${names.join(" > ") || "before its first test, or after its last"}\n`;
    }
  }
}

/** @param {any} error */
const isTooLong = (error) => /timed out/.test(String(error?.cause?.message ?? error?.cause ?? ""));
