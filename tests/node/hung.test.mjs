// That a test which hangs is stopped and named: by the runner's own limit for a file, and by the reporter beside it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const reporter = fileURLToPath(new URL("hung.mjs", import.meta.url));

test("a test that hangs is named with its file, and one that only fails is not", () => {
  const folder = mkdtempSync(join(tmpdir(), "newsglass-hung-"));
  const write = (/** @type {string} */ name, /** @type {string} */ body) =>
    writeFileSync(join(folder, name), `import { before, describe, test } from "node:test";\nconst never = () => new Promise((resolve) => setTimeout(resolve, 60_000));\n${body}`);
  write("asleep.test.mjs", `describe("group", () => { test("quick", () => {}); test("waits", never); test("later", () => {}); });`);
  write("busy.test.mjs", `test("spins", () => { for (;;); });`);
  write("early.test.mjs", `before(never); test("never begun", () => {});`);
  write("failing.test.mjs", `test("fails", () => { throw new Error("no"); });`);
  try {
    const files = ["asleep", "busy", "early", "failing"].map((name) => join(folder, `${name}.test.mjs`));
    // Else the runner takes itself for the child of the one that runs this file.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout, status } = spawnSync(process.execPath, ["--test", `--test-reporter=${reporter}`, "--test-reporter-destination=stdout", "--test-timeout=4000", ...files], { encoding: "utf8", env, timeout: 300_000 });
    assert.equal(status, 1);
    const lines = stdout.split("\n").filter((line) => line !== "").sort();
    assert.equal(lines.length, 3, stdout);
    assert.equal(lines[0], "hung: asleep.test.mjs: group > waits");
    // What never lets go of its thread cannot tell how far it came.
    assert.match(lines[1] ?? "", /^hung: busy\.test\.mjs: /);
    assert.match(lines[2] ?? "", /^hung: early\.test\.mjs: /);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
