// The package's own promises: what starting, cancelling, crashing and failing look like to the program that uses it.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { brokenEngine } from "./broken-engine.mjs";
import { commandWrites, newsglass, packageDir, root } from "./support.mjs";

const { createAnalyzer, NewsglassError } = newsglass;
const TEXT = "“The bridge will reopen on Friday,” Mayor Lena Ortiz said.";
const dataUrl = (type, bytes) => `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;

/** @returns {Promise<any>} what `promise` rejects with, which has to be the package's typed error */
async function failure(promise, code) {
  const error = await promise.then(
    () => assert.fail(`expected ${code}`),
    (thrown) => thrown,
  );
  assert.ok(error instanceof NewsglassError, String(error?.stack ?? error));
  assert.equal(error.code, code, error.message);
  assert.ok(error.message.length > 10 && error.hint.length > 10);
  return error;
}

/** @param {Function} body */
async function withAnalyzer(settings, body) {
  const analyzer = await createAnalyzer(settings);
  try {
    return await body(analyzer);
  } finally {
    analyzer.dispose();
  }
}

test("importing does nothing: no globals, no worker, no request", async () => {
  const before = Reflect.ownKeys(globalThis).length;
  const { fetch, Worker } = globalThis;
  globalThis.fetch = globalThis.Worker = () => assert.fail("the import reached out");
  try {
    await import(`${pathToFileURL(join(packageDir, "index.js"))}?again`);
  } finally {
    globalThis.fetch = fetch;
    if (Worker) globalThis.Worker = Worker;
    else delete globalThis.Worker;
  }
  assert.equal(Reflect.ownKeys(globalThis).length, before);
});

test("without workers the engine runs in the caller's thread", () =>
  withAnalyzer({}, async (analyzer) => {
    assert.equal(analyzer.thread, "main");
    assert.equal((await analyzer.analyze(TEXT)).text, TEXT);
  }));

test("progress rises from 0 to 1, and a listener that throws harms nobody", (context) =>
  withAnalyzer({}, async (analyzer) => {
    const reported = context.mock.method(console, "error", () => {});
    const shares = [];
    const onProgress = (share) => {
      shares.push(share);
      throw new Error("the listener's own fault");
    };
    assert.equal((await analyzer.analyze(TEXT, {}, { onProgress })).text, TEXT);
    assert.deepEqual(shares, [...shares].sort((a, b) => a - b));
    assert.equal(shares[0], 0);
    assert.equal(shares.at(-1), 1);
    assert.equal(reported.mock.callCount(), shares.length);
  }));

test("the state is told from the beginning, also to who joins later", async () => {
  const [first, second] = [[], []];
  await withAnalyzer({ onState: (state) => first.push(state) }, () =>
    withAnalyzer({ onState: (state) => second.push(state) }, () => {}),
  );
  assert.deepEqual(first, ["loading", "ready"]);
  assert.deepEqual(second, ["ready"]);
});

test("what is neither text nor nothing is refused by its kind", () =>
  withAnalyzer({}, async (analyzer) => {
    for (const input of [5, true, {}, [], Symbol("x"), () => TEXT, 10n, new String(TEXT)]) {
      const { message } = await failure(analyzer.analyze(input), "invalid_option");
      assert.ok(message.includes(typeof input), message);
    }
    for (const input of [undefined, null, ""]) await failure(analyzer.analyze(input), "empty_input");
  }));

test("options that no JSON can hold are refused, others are copied at the call", () =>
  withAnalyzer({}, async (analyzer) => {
    const cyclic = {};
    cyclic.lexicon = cyclic;
    await failure(analyzer.analyze(TEXT, cyclic), "invalid_option");
    await failure(analyzer.analyze(TEXT, { features: [1n] }), "invalid_option");
    let deep = {};
    for (let depth = 0; depth < 100_000; depth += 1) deep = { deep };
    await failure(analyzer.analyze(TEXT, { lexicon: deep }), "invalid_option");
    for (const options of ["text", 5, true, []]) await failure(analyzer.analyze(TEXT, options), "invalid_option");
    const { hint } = await failure(analyzer.analyze(TEXT, { colour: "red" }), "invalid_option");
    assert.match(hint, /input, clean, offsets/);

    const options = { offsets: "utf8" };
    const pending = analyzer.analyze(TEXT, options);
    options.offsets = "char";
    assert.equal((await pending).offsets, "utf8");
    for (const none of [undefined, null, {}, { clean: undefined }]) {
      assert.equal((await analyzer.analyze(TEXT, none)).offsets, "utf16");
    }
  }));

test("settings of the wrong kind are refused", async () => {
  for (const timeoutMs of [0, -1, NaN, "5", {}]) await failure(createAnalyzer({ timeoutMs }), "invalid_option");
  await failure(createAnalyzer({ wasmUrl: "http://[" }), "invalid_option");
});

test("a cancelled call is answered at once and never runs", () =>
  withAnalyzer({}, async (analyzer) => {
    await failure(analyzer.analyze(TEXT, {}, { signal: AbortSignal.abort() }), "cancelled");

    const ran = [];
    const [first, second] = [new AbortController(), new AbortController()];
    const call = (name, signal) => analyzer.analyze(TEXT, {}, { signal, onProgress: () => ran.push(name) });
    const answers = [call("first", first.signal), call("second", second.signal), call("third")];
    second.abort();
    first.abort();
    await failure(answers[0], "cancelled");
    await failure(answers[1], "cancelled");
    assert.equal((await answers[2]).text, TEXT);
    assert.deepEqual([...new Set(ran)], ["third"]);
  }));

test("a call that is cancelled while it runs is answered with `cancelled`, and the next one runs", () =>
  withAnalyzer({}, async (analyzer) => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    await failure(analyzer.analyze(TEXT, {}, { signal: controller.signal, onProgress }), "cancelled");
    assert.equal((await analyzer.analyze(TEXT)).text, TEXT);
  }));

test("disposing answers what waits; others go on", () =>
  withAnalyzer({}, async (kept) => {
    const gone = await createAnalyzer();
    const answers = [gone.analyze(TEXT), kept.analyze(TEXT)];
    gone.dispose();
    gone.dispose();
    await failure(answers[0], "cancelled");
    assert.equal((await answers[1]).text, TEXT);
    await failure(gone.analyze(TEXT), "cancelled");
  }));

test("the signal of createAnalyzer ends the start, and later the analyzer", async () => {
  await failure(createAnalyzer({ signal: AbortSignal.abort() }), "cancelled");
  const early = new AbortController();
  const starting = createAnalyzer({ signal: early.signal });
  early.abort();
  await failure(starting, "cancelled");

  const late = new AbortController();
  const analyzer = await createAnalyzer({ signal: late.signal });
  late.abort();
  await failure(analyzer.analyze(TEXT), "cancelled");
});

test("a call that waits too long is answered with `timeout`", () =>
  withAnalyzer({ timeoutMs: 1 }, async (analyzer) => {
    const long = analyzer.analyze("Ada Finch said “no”. ".repeat(20_000)).catch(() => {});
    const { message } = await failure(analyzer.analyze(TEXT), "timeout");
    assert.match(message, /1 ms/);
    await long;
  }));

test("each way of not loading names its cause and its remedy", async () => {
  const cases = [
    [pathToFileURL(join(packageDir, "nothing-here.wasm")).href, /nothing-here\.wasm answered 404/, /wasmUrl/],
    ["data:text/html,<h1>Not found</h1>", /no WebAssembly \(content type text\/html/, /application\/wasm/],
    [dataUrl("application/wasm", [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 99]), /does not start/, /damaged/],
    [dataUrl("application/wasm", [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]), /does not start/, /different versions/],
    ["http://127.0.0.1:1/newsglass_bg.wasm", /could not be fetched/, /connection/],
  ];
  for (const [wasmUrl, message, hint] of cases) {
    const error = await failure(createAnalyzer({ wasmUrl }), "model_load_failed");
    assert.match(error.message, message);
    assert.match(error.hint, hint);
  }
  const { WebAssembly } = globalThis;
  try {
    delete globalThis.WebAssembly;
    assert.match((await failure(createAnalyzer(), "model_load_failed")).message, /runs no WebAssembly/);
  } finally {
    globalThis.WebAssembly = WebAssembly;
  }
  // A start that failed does not stand in the way of the next.
  await withAnalyzer({}, async (analyzer) => assert.equal((await analyzer.analyze(TEXT)).text, TEXT));
});

test("the right bytes under a wrong MIME type are good enough", () => {
  const wasmUrl = dataUrl("text/plain", readFileSync(join(packageDir, "newsglass_bg.wasm")));
  return withAnalyzer({ wasmUrl }, async (analyzer) => assert.equal((await analyzer.analyze(TEXT)).text, TEXT));
});

test("a crash is answered with `engine_crashed`, for each call, and another engine is not touched by it", () =>
  withAnalyzer({ wasmUrl: dataUrl("application/wasm", brokenEngine()) }, async (broken) => {
    for (const answer of [broken.analyze(TEXT), broken.analyze(TEXT)]) await failure(answer, "engine_crashed");
    await withAnalyzer({}, async (sound) => assert.equal((await sound.analyze(TEXT)).text, TEXT));
  }));

test("an analysis is written in every format, as the command writes it", () =>
  withAnalyzer({}, async (analyzer) => {
    const text = "Größe 😀\n\n“The bridge will reopen on Friday,” Mayor Lena Ortiz of Oslo said.";
    const analysis = await analyzer.analyze(text);
    const formats = ["text", "json", "csv", "markdown", "html", "web-annotation"];
    for (const format of formats) {
      assert.equal(await analyzer.render(analysis, format), commandWrites(text, "--format", format), format);
    }
    for (const table of ["quotes", "entities", "mentions", "sentences"]) {
      assert.equal(await analyzer.render(analysis, "csv", { table }), commandWrites(text, "--format", "csv", "--table", table), table);
    }
    const source = "https://news.example/bridge";
    assert.match(await analyzer.render(analysis, "web-annotation", { source }), /"source": "https:\/\/news\.example\/bridge"/);

    const { hint } = await failure(analyzer.render(analysis, "pdf"), "invalid_option");
    for (const format of formats) assert.ok(hint.includes(`"${format}"`), hint);
    await failure(analyzer.render(analysis), "invalid_option");
    await failure(analyzer.render(analysis, "csv", { table: "names" }), "invalid_option");
    await failure(analyzer.render(analysis, "csv", { colour: "red" }), "invalid_option");
    const cyclic = { ...analysis };
    cyclic.article = cyclic;
    for (const wrong of [undefined, null, 5, "", {}, { ...analysis, quotes: null }, cyclic]) {
      await failure(analyzer.render(wrong, "json"), "invalid_option");
    }
    await failure(analyzer.render(analysis, "html", {}, { signal: AbortSignal.abort() }), "cancelled");
    const other = await createAnalyzer();
    other.dispose();
    await failure(other.render(analysis, "html"), "cancelled");
  }));

test("errors cross as plain data", () =>
  withAnalyzer({}, async (analyzer) => {
    const error = await failure(analyzer.analyze(""), "empty_input");
    assert.equal(error.name, "NewsglassError");
    assert.deepEqual(JSON.parse(JSON.stringify(error)), { code: error.code, message: error.message, hint: error.hint });
  }));

test("package.json keeps step with the workspace and names files that are there", async () => {
  const manifest = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  const workspace = readFileSync(join(root, "Cargo.toml"), "utf8").match(/\[workspace\.package\]([^[]*)/)[1];
  const field = (name) => workspace.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
  assert.equal(manifest.version, field("version"));
  assert.equal(manifest.license, field("license"));
  await withAnalyzer({}, ({ version }) => assert.equal(version, manifest.version));
  const there = readdirSync(packageDir);
  const named = JSON.stringify([manifest.main, manifest.types, manifest.exports, manifest.sideEffects]).match(/\.\/\w+\.[\w.]+/g);
  for (const file of named) assert.ok(there.includes(file.slice(2)), `${file} is not in the package`);
});

test("the licences of what is linked into the modules lie beside them", () => {
  const named = (/** @type {string} */ file) => {
    const [list] = readFileSync(file, "utf8").split(/^={10,}$/m, 1);
    return new Map([...list.matchAll(/^([\w-]+) \d[^:\n]*: .* \[(.+)\]$/gm)].map(([, name, texts]) => [name, texts.split(", ")]));
  };
  const ofPackage = named(join(packageDir, "THIRD-PARTY.txt"));
  const ofPage = named(join(packageDir, "../THIRD-PARTY.txt"));
  assert.ok(ofPackage.has("regex-automata") && ofPackage.has("serde_json") && !ofPackage.has("yew"), String([...ofPackage.keys()]));
  for (const name of [...ofPackage.keys(), "yew"]) assert.ok(ofPage.has(name), name);
  // Every number has its text, and the file of the page that goes about alone has them inside.
  const all = readFileSync(join(packageDir, "../THIRD-PARTY.txt"), "utf8");
  for (const number of new Set([...ofPage.values()].flat())) assert.ok(all.includes(`\n[${number}] `), number);
  assert.ok(readFileSync(join(packageDir, "../newsglass.html"), "utf8").includes(all));
  const { files } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8"));
  assert.ok(files.includes("THIRD-PARTY.txt"), "npm packs it");
});

test("the declared options are those that the engine takes", () =>
  withAnalyzer({}, async (analyzer) => {
    const declarations = readFileSync(join(packageDir, "index.d.ts"), "utf8");
    const body = declarations.match(/interface AnalyzeOptions \{([^}]*)\}/)[1];
    const declared = [...body.matchAll(/^ {2}(\w+)\?:/gm)].map(([, name]) => name);
    const { hint } = await failure(analyzer.analyze(TEXT, { unheard_of: 1 }), "invalid_option");
    assert.deepEqual(declared, hint.match(/options are (.*)\./)[1].split(", "));
  }));
