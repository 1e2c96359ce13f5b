// @ts-nocheck: the bundlers' own types differ from version to version
// The npm package as it is published, packed and installed, and as other people's builds take it in: a page made with each of the usual
// bundlers, run under the contract's policy.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { packageDir } from "../node/support.mjs";
import { launch } from "./harness.mjs";
import { openSite, POLICY } from "./site.mjs";

const TEXT = "“The bridge will reopen on Friday,” Mayor Lena Ortiz said.";
const MAIN = `
import { createAnalyzer } from "newsglass";
import { NewsglassPanel } from "newsglass/element";
window.answer = createAnalyzer().then(async (analyzer) => {
  const analysis = await analyzer.analyze(${JSON.stringify(TEXT)});
  return { thread: analyzer.thread, text: analysis.text, quotes: analysis.quotes.length, panel: typeof NewsglassPanel };
});
`;
const HTML = (script) => `<!doctype html><html lang="en"><title>Page</title><link rel="icon" href="data:,">${script}<p id="story">${TEXT}</p><newsglass-panel for="story"></newsglass-panel>`;
const bundlers = createRequire(fileURLToPath(new URL("../bundlers/package.json", import.meta.url)));
/** @param {string} name @param {string} [path] */
const load = async (name) => {
  const module = await import(pathToFileURL(bundlers.resolve(name)).href);
  return module.default ?? module;
};

/** Runs npm in the folder, which takes nothing from any registry; returns what it prints. */
const npm = (...words) => {
  const { stdout, stderr, status } = spawnSync("npm", [...words, "--offline", "--no-audit", "--no-fund"], { cwd: folder, encoding: "utf8", timeout: 300_000 });
  assert.equal(status, 0, stderr);
  return stdout;
};

let browser;
let folder;
/** Where npm put it. */
let installed;
before(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "newsglass-bundlers-")));
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
  const [{ filename }] = JSON.parse(npm("pack", packageDir, "--json"));
  npm("install", `./${filename}`);
  installed = join(folder, "node_modules/newsglass");
  writeFileSync(join(folder, "main.js"), MAIN);
  writeFileSync(join(folder, "index.html"), HTML('<script type="module" src="/main.js"></script>'));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** Opens what a bundler made, and expects the engine in a worker and the panel at work. */
async function runs(out, policy = POLICY) {
  const site = await openSite({ folder: out, policy });
  try {
    const page = await browser.open(`${site.url}index.html`);
    assert.deepEqual(await page.evaluate(() => window.answer), { thread: "worker", text: TEXT, quotes: 1, panel: "function" });
    await page.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
    assert.equal(page.workers().length, 1, "the panel and the analyzer share it");
    assert.equal(site.requests.filter((path) => path.endsWith(".wasm")).length, 1);
    await page.done();
  } finally {
    await site.close();
  }
}

test("Vite", async () => {
  const { build } = await import(pathToFileURL(join(bundlers.resolve("vite/package.json"), "../dist/node/index.js")).href);
  const outDir = join(folder, "vite");
  await build({ root: folder, configFile: false, logLevel: "error", build: { outDir } });
  await runs(outDir);
});

test("Vite's own server, with the package linked from another folder, which the README says how to allow", async () => {
  const { createServer } = await import(pathToFileURL(join(bundlers.resolve("vite/package.json"), "../dist/node/index.js")).href);
  const [root, elsewhere] = [join(folder, "linked/app"), join(folder, "linked/newsglass")];
  mkdirSync(join(root, "node_modules"), { recursive: true });
  cpSync(installed, elsewhere, { recursive: true });
  symlinkSync(elsewhere, join(root, "node_modules/newsglass"));
  writeFileSync(join(root, "package.json"), '{ "type": "module", "private": true }');
  writeFileSync(join(root, "main.js"), MAIN);
  writeFileSync(join(root, "index.html"), HTML('<script type="module" src="/main.js"></script>'));
  const server = await createServer({ root, configFile: false, logLevel: "error", server: { port: 0, host: "127.0.0.1", fs: { allow: [".", "../newsglass"] } } });
  try {
    await server.listen();
    const page = await browser.open(`http://127.0.0.1:${server.httpServer.address().port}/`);
    await page.waitForFunction(() => window.answer);
    assert.equal((await page.evaluate(() => window.answer)).quotes, 1);
    await page.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
    await page.done();
  } finally {
    await server.close();
  }
});

test("webpack", async () => {
  const webpack = await load("webpack");
  const path = join(folder, "webpack");
  const stats = await new Promise((resolve, reject) =>
    webpack({ mode: "production", context: folder, entry: "./main.js", output: { path } }, (error, done) => (error ? reject(error) : resolve(done))));
  assert.deepEqual(stats.compilation.errors.map(String), []);
  writeFileSync(join(path, "index.html"), HTML('<script defer src="main.js"></script>'));
  await runs(path);
});

test("esbuild, which leaves the worker and the module for the page's author to put beside the script", async () => {
  const { build } = await load("esbuild");
  const outdir = join(folder, "esbuild");
  const entryPoints = { main: join(folder, "main.js"), worker: join(folder, "node_modules/newsglass/worker.js") };
  await build({ entryPoints, outdir, bundle: true, minify: true, format: "esm", target: "es2022", logLevel: "error" });
  cpSync(join(installed, "newsglass_bg.wasm"), join(outdir, "newsglass_bg.wasm"));
  writeFileSync(join(outdir, "index.html"), HTML('<script type="module" src="main.js"></script>'));
  await runs(outdir);
});

test("no bundler: the folder as it is, below any path, by an import map", async () => {
  const out = join(folder, "plain");
  mkdirSync(out);
  cpSync(installed, join(out, "some/where/newsglass"), { recursive: true });
  cpSync(join(folder, "main.js"), join(out, "main.js"));
  const map = '<script type="importmap">{ "imports": { "newsglass": "/some/where/newsglass/index.js", "newsglass/element": "/some/where/newsglass/element.js" } }</script>';
  writeFileSync(join(out, "index.html"), HTML(`${map}<script type="module" src="main.js"></script>`));
  await runs(out, POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"));
});

test("Node.js, in a folder that has nothing else", () => {
  const script = `
    import { createAnalyzer } from "newsglass";
    const analyzer = await createAnalyzer();
    const { quotes } = await analyzer.analyze(${JSON.stringify(TEXT)});
    console.log(quotes.map(({ speaker }) => speaker.text).join());
    analyzer.dispose();
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], { cwd: folder, encoding: "utf8", timeout: 60_000 });
  assert.equal(stdout, "Mayor Lena Ortiz\n", stderr);
});

test("its types are those of the contract, in a page written in TypeScript", () => {
  writeFileSync(join(folder, "page.ts"), `
    import { createAnalyzer, NewsglassError, type Analysis } from "newsglass";
    import { NewsglassPanel, type Selection } from "newsglass/element";
    const panel: NewsglassPanel = document.createElement("newsglass-panel");
    panel.addEventListener("newsglass-result", ({ detail }) => void (detail satisfies Analysis));
    addEventListener("newsglass-select", ({ detail }) => {
      const selection: Selection = detail;
      if (selection.kind === "quote") selection.quote.speaker?.name;
    });
    panel.analysis = await (await createAnalyzer({ worker: true })).analyze("…", { features: ["quotes"] });
    // @ts-expect-error: there is no such feature
    await (await createAnalyzer()).analyze("…", { features: ["colours"] });
    panel.analyze().catch((error: unknown) => error instanceof NewsglassError && error.code);
  `);
  const config = { compilerOptions: { target: "ES2022", module: "ESNext", moduleResolution: "bundler", strict: true, noEmit: true, types: [], lib: ["ES2022", "DOM", "DOM.Iterable"] }, files: ["page.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = fileURLToPath(new URL("node_modules/typescript/bin/tsc", import.meta.url));
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8", timeout: 300_000 });
  assert.equal(status, 0, stdout);
});

test("what the package says of itself is there, nothing else is in it, and it is what the build made", () => {
  const manifest = createRequire(join(folder, "main.js"))("newsglass/package.json");
  const below = (root) => readdirSync(root, { recursive: true }).map(String).sort();
  const files = new Set(below(installed));
  const named = Object.values(manifest.exports).flatMap((target) => (typeof target === "string" ? [target] : Object.values(target)));
  for (const file of [...named, manifest.main, manifest.types]) assert.ok(files.has(file.replace("./", "")), file);
  for (const file of files) assert.match(file, /^(panel|snippets)$|\.(js|d\.ts|wasm)$|^(LICENSE-(MIT|APACHE)|README\.md|package\.json|integrity\.json|THIRD-PARTY\.txt)$/);
  assert.deepEqual([...files], below(packageDir));
  for (const field of ["name", "version", "description", "license", "keywords"]) assert.ok(manifest[field]?.length, field);
  assert.equal(manifest.license, "MIT OR Apache-2.0");
  // What a page fetches is what `integrity.json` names.
  const { version, files: hashes } = JSON.parse(readFileSync(join(installed, "integrity.json"), "utf8"));
  assert.equal(version, manifest.version);
  for (const [file, hash] of Object.entries(hashes)) {
    assert.equal(`sha384-${createHash("sha384").update(readFileSync(join(installed, file))).digest("base64")}`, hash, file);
  }
});
