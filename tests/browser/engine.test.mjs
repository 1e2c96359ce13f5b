// @ts-nocheck: half of each test runs in the page, with what an earlier half has put on its window
// The package in a real browser: one worker for all, the page's own thread where there is none, and every way to fail.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { brokenEngine, soundEngine } from "../node/broken-engine.mjs";
import { launch } from "./harness.mjs";
import { openSite, POLICY } from "./site.mjs";

const TEXT = "“The bridge will reopen on Friday,” Mayor Lena Ortiz said.";
const WASM = "/newsglass/newsglass_bg.wasm";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/**
 * Opens a page of a site with these faults. In it, `start(settings)` creates an analyzer, `outcome(promise)` is the text of an
 * analysis or the code of an error, and `states`, `LONG` are what they are called.
 */
async function onPage(faults, body, prepare = async () => {}) {
  const site = await openSite(faults);
  const page = await browser.chromium.newPage();
  try {
    await prepare(page);
    await page.goto(site.url);
    await page.evaluate(async () => {
      const { createAnalyzer } = await import("/newsglass/index.js");
      const states = [];
      const violations = [];
      document.addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
      Object.assign(window, {
        states,
        violations,
        start: (settings) => createAnalyzer({ onState: (state) => states.push(state), ...settings }),
        outcome: (promise) => promise.then(({ text }) => text, (error) => error.code ?? String(error)),
        failure: (promise) => promise.then(() => null, (error) => error.toJSON?.() ?? { code: String(error) }),
        // Long enough that no machine is through with it before the test has done its part.
        LONG: "Ada Finch, the mayor of Marrow Bay, said “we will vote” before the session rose. ".repeat(100_000),
      });
    });
    await body(page, site);
  } finally {
    await page.close();
    await site.close();
  }
}

test("analyzers share one worker, which ends with the last of them", () =>
  onPage({}, async (page, site) => {
    const result = await page.evaluate(async (text) => {
      const [first, second] = await Promise.all([window.start(), window.start()]);
      window.analyzers = [first, second];
      return { thread: first.thread, outcomes: await Promise.all([first, second].map((one) => outcome(one.analyze(text)))) };
    }, TEXT);
    assert.deepEqual(result, { thread: "worker", outcomes: [TEXT, TEXT] });
    assert.equal(page.workers().length, 1);
    await page.evaluate(() => window.analyzers[0].dispose());
    assert.equal(await page.evaluate((text) => outcome(window.analyzers[1].analyze(text)), TEXT), TEXT);
    assert.equal(page.workers().length, 1);
    await page.evaluate(() => window.analyzers[1].dispose());
    await until(() => page.workers().length === 0);
    assert.equal(site.requests.filter((path) => path === WASM).length, 1);
  }));

test("under the contract's policy nothing is blocked, and the page's thread loads neither engine nor glue", () =>
  onPage({}, async (page, site) => {
    assert.equal(await page.evaluate(async (text) => outcome((await start()).analyze(text)), TEXT), TEXT);
    assert.deepEqual(await page.evaluate(() => violations), []);
    // The worker fetched them, so a second time would be the page.
    for (const path of ["/newsglass/engine.js", "/newsglass/newsglass.js", WASM]) {
      assert.equal(site.requests.filter((request) => request === path).length, 1, path);
    }
  }));

test("progress and errors come through the worker", () =>
  onPage({}, async (page) => {
    const { shares, codes } = await page.evaluate(async (text) => {
      const analyzer = await start();
      const shares = [];
      await analyzer.analyze(text, {}, { onProgress: (share) => shares.push(share) });
      const bad = ["", null, 5, Symbol("x"), "x".repeat(10_000_001)].map((input) => outcome(analyzer.analyze(input)));
      const options = [{ clean: 5 }, { colour: 1 }, { lexicon: () => 1 }].map((given) => outcome(analyzer.analyze(text, given)));
      return { shares, codes: await Promise.all([...bad, ...options]) };
    }, TEXT);
    assert.deepEqual([shares[0], shares.at(-1)], [0, 1]);
    const wrong = "invalid_option";
    // A function is not in JSON, so the engine never sees it.
    assert.deepEqual(codes, ["empty_input", "empty_input", wrong, wrong, "input_too_large", wrong, wrong, TEXT]);
  }));

test("a long analysis that is cancelled is answered at once, and the queue behind it goes on without it", () =>
  onPage({}, async (page) => {
    const result = await page.evaluate(async (text) => {
      const analyzer = await start();
      const [running, waiting] = [new AbortController(), new AbortController()];
      const ran = [];
      let isRunning;
      const begun = new Promise((resolve) => (isRunning = resolve));
      const long = outcome(analyzer.analyze(LONG, {}, { signal: running.signal, onProgress: isRunning }));
      const call = (name, signal) => outcome(analyzer.analyze(text, {}, { signal, onProgress: () => ran.push(name) }));
      const [never, next, last] = [call("never", waiting.signal), call("next"), call("last")];
      await begun;
      waiting.abort();
      const cancelledAt = performance.now();
      running.abort();
      const outcomes = [await long];
      const answered = performance.now() - cancelledAt;
      outcomes.push(await never, await next);
      const waited = performance.now() - cancelledAt;
      outcomes.push(await last);
      return { outcomes, answered, waited, ran: [...new Set(ran)], states };
    }, TEXT);
    assert.deepEqual(result.outcomes, ["cancelled", "cancelled", TEXT, TEXT]);
    assert.deepEqual(result.ran, ["next", "last"]);
    assert.deepEqual(result.states, ["loading", "ready", "restarting", "ready"]);
    assert.ok(result.answered < 100, `answered after ${result.answered} ms`);
    assert.ok(result.waited < 3000, `the next call waited ${result.waited} ms`);
  }));

test("a short analysis that is cancelled keeps its worker", () =>
  onPage({}, async (page) => {
    const result = await page.evaluate(async (text) => {
      const analyzer = await start();
      await analyzer.analyze(text);
      const controller = new AbortController();
      const answer = outcome(analyzer.analyze(text, {}, { signal: controller.signal, onProgress: () => controller.abort() }));
      return { outcomes: [await answer, await outcome(analyzer.analyze(text))], states };
    }, TEXT);
    assert.deepEqual(result, { outcomes: ["cancelled", TEXT], states: ["loading", "ready"] });
  }));

test("an analysis that takes too long is answered with `timeout`, and the next is not held up", () =>
  onPage({}, async (page) => {
    const outcomes = await page.evaluate(async (text) => {
      const [hasty, patient] = await Promise.all([start({ timeoutMs: 50 }), start()]);
      const answers = [outcome(hasty.analyze(LONG)), outcome(patient.analyze(text))];
      return Promise.all(answers);
    }, TEXT);
    assert.deepEqual(outcomes, ["timeout", TEXT]);
    await until(() => page.workers().length === 1);
  }));

test("the page keeps moving while a long analysis runs", () =>
  onPage({}, async (page) => {
    const turns = await page.evaluate(async () => {
      const analyzer = await start();
      const controller = new AbortController();
      const begun = new Promise((resolve) => {
        outcome(analyzer.analyze(LONG, {}, { signal: controller.signal, onProgress: resolve }));
      });
      await begun; // the text has been copied over by now
      let turns = 0;
      const end = performance.now() + 1000;
      while (performance.now() < end) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        turns += 1;
      }
      controller.abort();
      return turns;
    });
    // A page that waits for the engine takes one turn. How long each takes is the machine's affair, which may be busy with other things.
    assert.ok(turns > 20, `the page took ${turns} turns in a second`);
  }));

test("an input that crashes the engine is tried once more, then answered, and kept off the page's thread", () =>
  onPage({ files: { [WASM]: (response) => send(response, "application/wasm", brokenEngine()) } }, async (page) => {
    let workers = 0;
    page.on("worker", () => (workers += 1));
    const result = await page.evaluate(async (text) => {
      const analyzer = await start();
      const failed = await failure(analyzer.analyze(text));
      return { failed, thread: analyzer.thread };
    }, TEXT);
    assert.equal(result.failed.code, "engine_crashed");
    assert.ok(result.failed.hint.includes("Your text is still there"));
    assert.equal(result.thread, "worker");
    await until(() => workers === 3); // the first, one for the second attempt, and a fresh one for what comes next
    await until(async () => (await page.evaluate(() => states.join())) === "loading,ready,restarting,ready,restarting,ready");
  }));

test("a crash by accident costs a restart; the call and the queue behind it are answered", () =>
  onPage({}, async (page, site) => {
    await page.evaluate(async () => {
      window.analyzer = await start();
    });
    // The next message kills the script that should answer it, the way a fault outside the engine would.
    await page.workers()[0].evaluate(() => {
      self.postMessage = () => {};
      self.addEventListener("message", () => {
        throw new Error("by accident");
      });
    });
    const outcomes = await page.evaluate(
      (text) => Promise.all([1, 2, 3].map(() => outcome(window.analyzer.analyze(text)))),
      TEXT,
    );
    assert.deepEqual(outcomes, [TEXT, TEXT, TEXT]);
    assert.equal(site.requests.filter((path) => path === WASM).length, 1, "the compiled engine is kept for the restart");
  }));

test("a worker that dies while nobody asks is replaced at the next call", () =>
  onPage({}, async (page) => {
    await page.evaluate(async () => {
      window.analyzer = await start();
    });
    await page.workers()[0].evaluate(() => {
      setTimeout(() => {
        throw new Error("by itself");
      });
    });
    await until(() => page.workers().length === 0);
    assert.equal(await page.evaluate((text) => outcome(window.analyzer.analyze(text)), TEXT), TEXT);
  }));

test("disposing while the engine starts ends it, and starts nothing else", () =>
  onPage({}, async (page, site) => {
    const outcomes = await page.evaluate(async () => {
      const controller = new AbortController();
      const starting = outcome(start({ signal: controller.signal }));
      await new Promise((resolve) => setTimeout(resolve));
      controller.abort();
      return [await starting, states.at(-1)];
    });
    assert.deepEqual(outcomes, ["cancelled", "loading"]);
    await until(() => page.workers().length === 0);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // A second time would be the page.
    assert.ok(site.requests.filter((path) => path === "/newsglass/engine.js").length <= 1);
  }));

test("an engine that crashes as it starts in the worker is tried in the page's thread", () =>
  onPage(
    {
      files: {
        "/newsglass/worker.js": (response) =>
          send(response, "text/javascript", 'postMessage({ type: "started" }); onmessage = () => { throw new Error("at the start"); };'),
      },
    },
    async (page) => assert.equal(await page.evaluate(async () => (await start()).thread), "main"),
  ));

const withoutWorker = {
  "a policy that forbids workers": [{ policy: POLICY.replace("worker-src 'self'", "worker-src 'none'") }],
  "a browser that has none": [{}, (page) => page.addInitScript(() => delete window.Worker)],
  "a worker script that is missing": [{ files: { "/newsglass/worker.js": (response) => response.writeHead(404).end() } }],
  "a worker script that is a page": [{ files: { "/newsglass/worker.js": (response) => send(response, "text/html", "<h1>Hello</h1>") } }],
};
for (const [name, [faults, prepare]] of Object.entries(withoutWorker)) {
  test(`${name}: the page's own thread does the work`, () =>
    onPage(
      faults,
      async (page) => {
        const result = await page.evaluate(async (text) => {
          const analyzer = await start();
          return { thread: analyzer.thread, outcome: await outcome(analyzer.analyze(text)), states };
        }, TEXT);
        assert.deepEqual(result, { thread: "main", outcome: TEXT, states: ["loading", "ready"] });
      },
      prepare,
    ));
}

test("a worker on another origin: the page's own thread does the work", async () => {
  const other = await openSite();
  try {
    await onPage({}, async (page) => {
      const workerUrl = `${other.url}newsglass/worker.js`;
      assert.equal(await page.evaluate(async (url) => (await start({ workerUrl: url })).thread, workerUrl), "main");
    });
  } finally {
    await other.close();
  }
});

test("on request the engine runs in the page's thread", () =>
  onPage({}, async (page) => {
    const result = await page.evaluate(async (text) => {
      const analyzer = await start({ worker: false });
      return [analyzer.thread, await outcome(analyzer.analyze(text))];
    }, TEXT);
    assert.deepEqual(result, ["main", TEXT]);
    assert.equal(page.workers().length, 0);
  }));

const failures = {
  "an engine that is not there": [{ files: { [WASM]: (response) => response.writeHead(404).end() } }, /answered 404/, /wasmUrl/],
  "a server in trouble": [{ files: { [WASM]: (response) => response.writeHead(503).end() } }, /answered 503/, /server/],
  "a page in the engine's place": [
    { files: { [WASM]: (response) => send(response, "text/html", "<h1>Not found</h1>") } },
    /no WebAssembly \(content type text\/html/,
    /serve it as application\/wasm/,
  ],
  "a page in the engine's place, under its MIME type": [
    { files: { [WASM]: (response) => send(response, "application/wasm", "<h1>Not found</h1>") } },
    /does not start/,
    /damaged/,
  ],
  "a policy that forbids WebAssembly": [
    { policy: POLICY.replace("'wasm-unsafe-eval'", "") },
    /Content Security Policy/,
    /'wasm-unsafe-eval'/,
  ],
  "a policy that forbids fetching it": [
    { policy: POLICY.replace("connect-src 'self'", "connect-src 'none'") },
    /could not be fetched/,
    /connect-src/,
  ],
  "a connection that breaks": [{ files: { [WASM]: (response) => response.destroy() } }, /could not be fetched/, /connection/],
  "a connection that breaks half-way": [
    {
      files: {
        [WASM]: (response) => {
          response.writeHead(200, { "content-type": "application/wasm", "content-length": 100_000 });
          response.write(brokenEngine().subarray(0, 50_000), () => response.destroy());
        },
      },
    },
    /could not be fetched|does not start/,
    /connection|cache/,
  ],
};
for (const [name, [faults, message, hint]] of Object.entries(failures)) {
  test(`${name}: the error names the cause and the remedy`, () =>
    onPage(faults, async (page) => {
      for (const worker of [true, false]) {
        const error = await page.evaluate((settings) => failure(start(settings)), { worker });
        assert.equal(error.code, "model_load_failed", error.message);
        assert.match(error.message, message);
        assert.match(error.hint, hint);
      }
      await until(() => page.workers().length === 0);
    }));
}

test("the right bytes under a wrong MIME type are good enough", () =>
  onPage(
    { files: { [WASM]: (response) => send(response, "application/octet-stream", soundEngine()) } },
    async (page) => assert.equal(await page.evaluate(async () => (await start()).thread), "worker"),
  ));

test("a start that failed does not stand in the way of the next", () => {
  let isDown = true;
  const faults = {
    files: {
      [WASM]: (response) => (isDown ? response.writeHead(503).end() : send(response, "application/wasm", soundEngine())),
    },
  };
  return onPage(faults, async (page) => {
    assert.equal(await page.evaluate(() => outcome(start())), "model_load_failed");
    isDown = false;
    assert.equal(await page.evaluate(async (text) => outcome((await start()).analyze(text)), TEXT), TEXT);
  });
});

function send(response, type, body) {
  response.writeHead(200, { "content-type": type }).end(body);
}

async function until(holds) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  assert.fail(`never came true: ${holds}`);
}
