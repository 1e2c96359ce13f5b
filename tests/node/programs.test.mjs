// What `programs.mjs` promises of the programs that tests start.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { start } from "./programs.mjs";

const sh = (/** @type {string} */ script) => /** @type {const} */ (["sh", ["-c", script]]);

/** Whether a process runs. @param {number} pid */
function runs(pid) {
  try {
    process.kill(pid, 0);
    // One that has ended and that nobody waits for still has its number.
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT" && process.platform !== "linux";
  }
}

/** Fails when one of them still runs after a while. @param {number[]} pids */
async function areGone(pids) {
  for (const until = Date.now() + 20_000; pids.some(runs) && Date.now() < until; ) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(pids.filter(runs), []);
}

const numbers = (/** @type {string} */ said) => (said.match(/^\d+$/gm) ?? []).map(Number);

test("a program that is ready gives what it said, and is gone with its children when stopped", async () => {
  const program = await start(...sh("sleep 600 & echo $!; echo $$; echo ready; wait"), { ready: (said) => (said.includes("ready") ? numbers(said) : null) });
  assert.equal(program.value.length, 2);
  assert.ok(program.value.every(runs));
  await program.stop();
  await areGone(program.value);
});

test("one that is never ready is ended, tried once more, and told of", async () => {
  const folder = mkdtempSync(join(tmpdir(), "newsglass-programs-"));
  try {
    const notes = join(folder, "notes");
    await assert.rejects(start(...sh(`echo $$ >> "${notes}"; exec sleep 600`), { ready: () => null, seconds: 1 }), /sh was not ready after 1 s/);
    const pids = numbers(readFileSync(notes, "utf8"));
    assert.equal(pids.length, 2);
    await areGone(pids);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("one that fails the first time only is there at the second", async () => {
  const folder = mkdtempSync(join(tmpdir(), "newsglass-programs-"));
  try {
    const program = await start(...sh(`mkdir "${folder}/first" && { echo no luck; exit 7; }; echo ready; exec sleep 600`), { ready: (said) => /ready/.exec(said)?.[0] });
    await program.stop();
    await assert.rejects(start(...sh("echo no luck; exit 7"), { ready: () => null }), /ended with 7 before it was ready: no luck/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a program is gone when the process that started it is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "newsglass-programs-"));
  const file = join(folder, "starts.mjs");
  writeFileSync(
    file,
    `import { start } from ${JSON.stringify(new URL("programs.mjs", import.meta.url).href)};
     const { value, pid } = await start("sh", ["-c", "sleep 600 & echo $!; wait"], { ready: (said) => /^\\d+$/m.exec(said)?.[0] });
     console.log(value, pid);
     setInterval(() => {}, 1000);`,
  );
  try {
    const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
    const pids = await new Promise((resolve) => child.stdout.once("data", (said) => resolve(String(said).trim().split(" ").map(Number))));
    assert.equal(pids.length, 2);
    assert.ok(pids.every(runs));
    child.kill("SIGKILL");
    await areGone(pids);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
