// The package where there is no page: servers that render pages import it, and other runtimes than Node.js run it.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { packageDir, root } from "./support.mjs";

const address = (/** @type {string} */ name) => JSON.stringify(pathToFileURL(join(packageDir, name)).href);

/**
 * Runs a module in a process of its own, and returns what it prints.
 * @param {string} source
 */
function run(source) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["--input-type=module", "--eval", source], { encoding: "utf8", timeout: 300_000 });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

test("a server can import the element: it defines nothing, asks for nothing, leaves no trace", () => {
  const said = run(`
    globalThis.fetch = () => { throw new Error("the import reached out"); };
    const before = Reflect.ownKeys(globalThis).length;
    const { NewsglassPanel } = await import(${address("element.js")});
    console.log(typeof NewsglassPanel, NewsglassPanel.version, Reflect.ownKeys(globalThis).length - before);
  `);
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  assert.equal(said, `function ${version} 0`);
});

test("a runtime with the web's globals and none of Node's own analyses", () => {
  const said = run(`
    const { log } = console;
    for (const name of ["process", "setImmediate", "clearImmediate", "require"]) delete globalThis[name];
    const { createAnalyzer } = await import(${address("index.js")});
    const analyzer = await createAnalyzer();
    const { quotes } = await analyzer.analyze("“We begin on Monday,” Mayor Ana Ruiz said.");
    log(analyzer.thread, quotes.map(({ speaker }) => speaker.name).join());
    analyzer.dispose();
  `);
  assert.equal(said, "main Ana Ruiz");
});

test("the engine may come from any address that fetch reads", () => {
  const said = run(`
    import { readFileSync } from "node:fs";
    const { createAnalyzer } = await import(${address("index.js")});
    const wasmUrl = "data:application/wasm;base64," + readFileSync(new URL(${address("newsglass_bg.wasm")})).toString("base64");
    const analyzer = await createAnalyzer({ wasmUrl });
    console.log((await analyzer.analyze("Hello, said Ana Ruiz.")).offsets);
    analyzer.dispose();
  `);
  assert.equal(said, "utf16");
});

test("it analyses without asking anybody: no socket is opened", () => {
  const said = run(`
    import { Socket } from "node:net";
    const asked = [];
    Socket.prototype.connect = (...to) => { asked.push(to); throw new Error("no network here"); };
    globalThis.fetch("http://elsewhere.test/").catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    const before = asked.length;
    const { createAnalyzer } = await import(${address("index.js")});
    const analyzer = await createAnalyzer();
    await analyzer.analyze("“We begin on Monday,” Mayor Ana Ruiz said.");
    analyzer.dispose();
    console.log(before > 0, asked.length - before);
  `);
  assert.equal(said, "true 0", "what would be noticed, and what was asked");
});

/** Deno: the one that `DENO` names, else that of the lock file. npm brings the program for this system alone. */
function findDeno() {
  if (process.env.DENO) return process.env.DENO;
  const folder = join(root, "tests/bundlers/node_modules/@deno");
  const systems = existsSync(folder) ? readdirSync(folder) : [];
  const found = systems.flatMap((system) => ["deno", "deno.exe"].map((name) => join(folder, system, name))).find((file) => existsSync(file));
  assert.ok(found, "no Deno: run `npm ci` in tests/bundlers, or name one in DENO");
  return found;
}

test("Deno, which may read files and nothing else", () => {
  const deno = findDeno();
  const folder = mkdtempSync(join(tmpdir(), "newsglass-deno-"));
  const file = join(folder, "page.mjs");
  writeFileSync(file, `
    const { createAnalyzer } = await import(${address("index.js")});
    const { NewsglassPanel } = await import(${address("element.js")});
    const analyzer = await createAnalyzer();
    const { quotes } = await analyzer.analyze("“We begin on Monday,” Mayor Ana Ruiz said.");
    console.log(analyzer.thread, quotes.map(({ speaker }) => speaker.name).join(), typeof NewsglassPanel);
    analyzer.dispose();
  `);
  try {
    const { stdout, stderr, status } = spawnSync(deno, ["run", "--no-prompt", "--no-config", `--allow-read=${packageDir},${folder}`, file], { encoding: "utf8", timeout: 300_000 });
    assert.equal(status, 0, stderr);
    assert.equal(stdout.trim(), "worker Ana Ruiz function");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
