// A text of 50,000 words: the result comes into view soon, and no key and no turn of the wheel waits for it.
//
// A task of the main thread is measured by the processor time that it took, from the browser's own trace: what else the machine does
// meanwhile does not count. Processor time grows too while other programs take the caches, and the browser collects its garbage when it
// sees fit; so everything is done several times, and the middle one of the longest tasks is judged. The long-task observer's wall clock
// is told beside it. The time to the result is wall clock, and its limit grows with the load of the machine.

import assert from "node:assert/strict";
import { availableParallelism, loadavg } from "node:os";
import { after, before, describe, test } from "node:test";
import { launch } from "./harness.mjs";
import { on } from "./ready.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** What a page promises on two quiet cores, in milliseconds. */
const RESULT_MS = 3000;
const TASK_MS = 50;
/** From the press of a key to the paint of its letter: two frames, told in steps of 8 ms. */
const PAINT_MS = 40;
const ROUNDS = 3;
const people = ["Lena Ortiz", "Paul Adeyemi", "Ida Holm", "Ben Ruiz", "Nadia Brandt", "Tomas Varga", "Ruth Ekberg", "Omar Siddiq", "Clara Voss", "Jonas Pell"];
const places = ["Orlen", "Sable Bay", "Port Harrow", "Kestrel Point", "Lindmouth"];
const bodies = ["Orlen Water Board", "Sable Bay Trust", "Harrow Chamber of Commerce", "Coastal Rail Authority"];
const frames = [
  (/** @type {Pick} */ pick) => `${pick(people)} said on ${pick(["Monday", "Tuesday", "Friday"])} that the ${pick(["bridge", "harbour", "station"])} in ${pick(places)} would reopen in March.`,
  (/** @type {Pick} */ pick) => `"We saved the town, and it was a ${pick(["terrible", "long", "wonderful"])} winter," ${pick(people)} said. "I am proud of the engineers."`,
  (/** @type {Pick} */ pick) => `The ${pick(bodies)} refused to comment on the ${pick(["scandal", "delay", "repair"])}, which cost $${pick(["2", "4", "9"])} million.`,
  (/** @type {Pick} */ pick) => `She walked along the quay for an hour and looked at the boats, and nobody in ${pick(places)} asked her why.`,
  (/** @type {Pick} */ pick) => `According to ${pick(people)}, a director of the ${pick(bodies)}, the decision was ${pick(["shameful", "careful", "late"])} and hurt small shops.`,
];

/** @typedef {(list: string[]) => string} Pick */

/** How many times more this machine has to do than it has cores for; at least one. */
const load = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

/** A text of about so many words, the same each time. @param {number} words */
function story(words) {
  let seed = 7;
  const next = (/** @type {number} */ below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const pick = (/** @type {string[]} */ list) => list[next(list.length)] ?? "";
  const paragraphs = ["Harbour towns wait for the spring"];
  for (let count = 5; count < words; ) {
    const paragraph = [0, 1, 2].map(() => frames[next(frames.length)]?.(pick)).join(" ");
    count += paragraph.split(" ").length;
    paragraphs.push(paragraph);
  }
  return paragraphs.join("\n\n");
}

describe("50,000 words", () => {
  test("are read and shown in slices, and keep neither the wheel nor a key waiting", { timeout: 300_000 }, async (t) => {
    const init = `window.tasks = [];
      window.keys = [];
      new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map((task) => task.duration)))
        .observe({ type: "longtask", buffered: true });
      new PerformanceObserver((list) => window.keys.push(...list.getEntries().filter(({ name }) => name === "keydown").map((key) => key.duration)))
        .observe({ type: "event", durationThreshold: 16 });`;
    const page = await browser.open("/", { viewport: { width: 1280, height: 800 }, init });
    const app = on(page);
    // The engine is warm, and the first draw is done.
    await app.example();

    /**
     * The longest task of the page's main thread while `act` runs, in milliseconds of processor time and by the clock, and how long each
     * slow key took to be painted. Nothing may look into the page meanwhile: that would be a task of its own.
     * @param {() => Promise<void>} act
     */
    const traced = async (act) => {
      // @ts-expect-error: kept there by the script above
      await page.evaluate(() => void (window.tasks.length = window.keys.length = 0));
      await browser.chromium.startTracing(page, { categories: ["toplevel"] });
      await act();
      /** @type {{name: string, pid: number, tid: number, tdur?: number, args: {name?: string}}[]} */
      const events = JSON.parse((await browser.chromium.stopTracing()).toString()).traceEvents;
      const key = (/** @type {{pid: number, tid: number}} */ { pid, tid }) => `${pid} ${tid}`;
      const mains = new Set(events.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain").map(key));
      const tasks = events.filter((event) => event.name.endsWith("RunTask") && mains.has(key(event))).map(({ tdur = 0 }) => tdur / 1000);
      assert.ok(tasks.length > 50, `${tasks.length} tasks were seen`);
      // @ts-expect-error
      const [wall, keys] = await page.evaluate(() => [Math.max(0, ...window.tasks), window.keys]);
      return { time: Math.max(...tasks), wall: Math.round(wall), keys: /** @type {number[]} */ (keys) };
    };
    const middle = (/** @type {number[]} */ values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

    /**
     * Does it several times, and holds the longest task of the middle round against what is promised.
     * @param {string} name
     * @param {() => Promise<void>} act
     */
    const longest = async (name, act) => {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await traced(act));
      const times = rounds.map(({ time }) => Math.round(time));
      t.diagnostic(`${name}: longest tasks ${times.join(", ")} ms of processor time, ${rounds.map(({ wall }) => wall).join(", ")} ms by the clock`);
      assert.ok(middle(times) < TASK_MS, `${name}: tasks of ${times.join(", ")} ms`);
      return rounds.flatMap(({ keys }) => keys);
    };
    const rest = (/** @type {number} */ ms) => new Promise((resolve) => setTimeout(resolve, ms));

    /**
     * Pastes a text and waits for its result, in milliseconds. Asked for in the page: a driver that looks for the status all the time would
     * be in the way of what is measured.
     * @param {string} text
     * @param {string} pattern  of what the status then says
     */
    const read = (text, pattern) =>
      page.evaluate(
        async ({ text, pattern }) => {
          const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("article"));
          const status = document.querySelector("[role=status]");
          const begun = performance.now();
          box.value = text;
          box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
          while (!new RegExp(pattern).test(status?.textContent ?? "")) await new Promise((resolve) => setTimeout(resolve, 20));
          return performance.now() - begun;
        },
        { text, pattern },
      );
    // Others may take the processor just now, which the load of the last minute does not tell: the best of several tries is judged.
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      if (round > 0) await read("Mayor Lena Ortiz said yes.", "^Analyzed 5 words");
      const slow = load();
      const time = await read(story(50_000), "^Analyzed [45]\\d,");
      t.diagnostic(`in view after ${Math.round(time)} ms, with ${slow.toFixed(1)} times more to do than the machine has cores`);
      times.push(time / slow);
      if (time < RESULT_MS * slow) break;
    }
    assert.ok(Math.min(...times) < RESULT_MS, `in view after ${times.map(Math.round).join(", ")} ms, by what the machine has to do; ${RESULT_MS} are allowed`);

    await page.waitForFunction(() => !document.querySelector(".prose[aria-busy]"), null, { polling: 500, timeout: 120_000 });
    const last = await page.evaluate(() => document.querySelector(".prose .portion:last-child")?.textContent);
    assert.ok(last?.includes(story(50_000).slice(-60)), "to the last word");

    await page.mouse.move(500, 600);
    await longest("scrolling", async () => {
      for (let turn = 0; turn < 10; turn += 1) {
        await page.mouse.wheel(0, 900);
        await rest(60);
      }
    });

    /** Puts the caret behind so much of the text. @param {number} share */
    const caret = async (share) => {
      await page.evaluate((share) => {
        scrollTo(0, 0);
        const box = /** @type {HTMLTextAreaElement} */ (document.getElementById("article"));
        const place = share < 1 ? box.value.indexOf("\n\n", box.value.length * share) : box.value.length;
        box.focus();
        box.setSelectionRange(place, place);
      }, share);
      await rest(500);
    };
    const press = async (/** @type {string} */ name, times = 8) => {
      for (let key = 0; key < times; key += 1) {
        await page.keyboard.press(name);
        await rest(120);
      }
    };

    await caret(1);
    const keys = await longest("typing at the end", async () => {
      await page.keyboard.type(" Ada Quill agreed", { delay: 40 });
      // The keyboard rests, the text is read again, and before it is all drawn one goes on typing.
      await rest(1200);
      await press("a", 15);
    });
    const typed = ROUNDS * (" Ada Quill agreed".length + 15);
    // Faster ones are not told at all.
    const paints = [...Array.from({ length: Math.max(0, typed - keys.length) }, () => 0), ...keys];
    t.diagnostic(`a key is painted after ${middle(paints)} ms, the slowest after ${Math.max(...paints)} ms`);
    assert.ok(middle(paints) <= PAINT_MS * load(), `a key is painted after ${middle(paints)} ms`);

    await caret(0.4);
    await longest("typing, pasting, undoing and deleting in the middle, and scrolling meanwhile", async () => {
      await page.keyboard.type(" Nobody was hurt.", { delay: 40 });
      await rest(1000);
      await page.keyboard.insertText(" Mayor Ada Quill spoke to the council. \"We are ready,\" she said. \"It was a wonderful day.\" The Orlen Water Board did not answer.");
      await rest(1000);
      await page.keyboard.press("Control+z");
      await rest(1000);
      await page.mouse.wheel(0, 900);
      await press("Backspace", 6);
      await page.mouse.wheel(0, -900);
      await press("b", 6);
    });

    // Under the pointer an entity lights up around what is in sight, and what lights up goes out again.
    const lit = () => page.evaluate(() => [...document.querySelectorAll(".prose .hint")].map((mark) => Math.abs(mark.getBoundingClientRect().top) < 3 * innerHeight));
    await page.locator("#reading .mark.entity:visible").nth(5).hover();
    const near = await lit();
    assert.ok(near.length > 0 && near.some(Boolean), `${near.length} lit`);
    await page.mouse.move(0, 0);
    assert.deepEqual(await lit(), []);
    await page.done();
  });
});
