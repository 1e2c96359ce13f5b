// @ts-nocheck: half of each test runs in the page, with what an earlier half has put on its window
// <newsglass-panel> as publishers put it into their pages: with an analysis made beforehand, in sight while the article is read, in the
// colours of the page, whatever else the page does.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { commandWrites } from "../node/support.mjs";
import { axe, launch, screenshot } from "./harness.mjs";
import { openSite, POLICY } from "./site.mjs";

const STORY = `<article id="story">
  <h2>Ferry <em>sails</em>
    again</h2>
  <p>OSLO — “The   ferry sails again on <b>Friday</b>,” Mayor <i>Lena</i> <a href="#top">Ortiz</a> of the Labour Party said
     on Monday. “It is a wonderful day for the Harbour&shy;side 🚢.”</p>
  <p><span class="drop">P</span>eter Lund, a spokesman for Sable Shipping, called the delay a “disgraceful failure”.<br>He said that the company would pay nothing.</p>
  <button>Share</button>
  <ul><li>Norway pays.</li><li>Sweden<!-- not yet --> waits.</li></ul>
  <p>According to Ortiz, the plan was “reckless”. “We are proud,” she told the Harbour Daily.</p>
</article>`;
const WITH_SRC = '<newsglass-panel for="story" src="analysis.json"></newsglass-panel>';
const LIVE = '<newsglass-panel for="story"></newsglass-panel>';

/** A page as a server sends it, without scripts: what the command is given. @param {string} body @param {string} [head] */
const html = (body, head = "") =>
  `<!doctype html><html lang="en"><head><title>Ferry sails again | The Harbour Daily</title><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><link rel="stylesheet" href="/host.css">${head}</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><h1>The Harbour Daily</h1>${body}</main><footer>Copyright The Harbour Daily</footer></body></html>`;
const ELEMENT = '<script type="module" src="/newsglass/element.js"></script>';
/** @type {string} */
let made;

let browser;
before(async () => {
  browser = await launch();
  made = commandWrites(html(STORY), "--format", "json");
});
after(() => browser.close());

const LISTEN = `window.told = []; for (const name of ["ready", "result", "select", "mismatch", "error"]) addEventListener("newsglass-" + name, (event) => told.push({ name, detail: event.detail }));`;
const told = (page, name) => page.evaluate((wanted) => window.told.filter((one) => one.name === wanted).map((one) => one.detail), name);
const shown = (page) => page.locator("newsglass-panel .frame[data-state=result]").first().waitFor({ timeout: 30_000 });
const item = (page, name) => page.locator("newsglass-panel").getByRole("button", { name, exact: false }).first();
const marked = (page, layer) =>
  page.evaluate((name) => [...(CSS.highlights.get(name) ?? [])].map((range) => range.toString().replace(/\s+/g, " ").replace(/\u00ad/g, "")), `newsglass-${layer}`);
/** Everything that is marked, in an order of its own. */
const allMarks = async (page) => Object.fromEntries(await Promise.all(["person", "organization", "place", "group", "quote"].map(async (layer) => [layer, (await marked(page, layer)).join("|")])));

/**
 * Opens a page with this body and waits until its panel shows a result.
 * @param {string} body
 * @param {Function} act
 */
async function onPage(body, act, { css = "", head = "", analysis = made, ready = true, site: faults = {}, ...options } = {}) {
  const pages = { "/": html(body, head + ELEMENT), "/host.css": css, "/analysis.json": analysis, ...faults.pages };
  const site = await openSite({ ...faults, pages });
  try {
    const page = await browser.open(site.url, { init: LISTEN, ...options });
    if (ready) await shown(page);
    await act(page, site);
    await page.done();
  } finally {
    await site.close();
  }
}

describe("an analysis made beforehand", () => {
  test("is shown and marked as one made here, and neither an engine nor a worker is fetched", () =>
    onPage(STORY + WITH_SRC, async (page, site) => {
      assert.deepEqual(site.requests.filter((path) => /worker|wasm|scheduler|lanes|index\.js/.test(path)), []);
      assert.equal(page.workers().length, 0);
      const panel = page.locator("newsglass-panel [part~=body]");
      const words = await panel.innerText();
      const marks = await allMarks(page);
      assert.deepEqual(marks.person.split("|").sort(), [" ", "Lena", "Ortiz", "Ortiz", "P", "eter Lund"]);
      assert.match(await page.locator("newsglass-panel [part~=footer]").innerText(), /^Found beforehand/);
      assert.deepEqual(await told(page, "mismatch"), []);
      assert.equal((await told(page, "result"))[0].text, JSON.parse(made).text);
      await item(page, "reckless").click();
      assert.match((await marked(page, "current")).join(""), /“reckless”$/);
      await axe(page);
      await page.evaluate(() => document.querySelector("newsglass-panel").select(null));
      await page.evaluate((page) => document.querySelector("newsglass-panel").analyze(page), html(STORY));
      assert.equal(await panel.innerText(), words);
      assert.match(await page.locator("newsglass-panel [part~=footer]").innerText(), /on this device/);
    }));

  for (const unit of ["utf8", "char"]) {
    test(`may count as the command does on its own (${unit})`, () => {
      const analysis = commandWrites(html(STORY), "--format", "json", "--offsets", unit);
      assert.equal(JSON.parse(analysis).offsets, unit);
      return onPage(STORY + WITH_SRC, async (page) => {
        const given = await page.evaluate(() => document.querySelector("newsglass-panel").analysis);
        assert.deepEqual(given, JSON.parse(made));
      }, { analysis });
    });
  }

  test("of an article in another language: what is quoted, and that nothing else is read", () => {
    const story = `<article id="story"><h2>Neue Brücke eröffnet</h2>
      <p>Die Bürgermeisterin von Altenfurt hat am Freitag die neue Brücke über die Lenn eröffnet. „Heute ist ein guter Tag für unsere Stadt“, sagte Karin Wolff vor den Gästen.</p>
      <p>Seit dem Sommer sind die Kosten im Jahr gestiegen, und das ist nicht alles, was die Stadt für den Bau zahlt.</p></article>`;
    return onPage(story + WITH_SRC, async (page) => {
      await page.locator("newsglass-panel [part~=notice]").getByText("This article is not in English").waitFor();
      const words = await page.locator("newsglass-panel [part~=body]").innerText();
      assert.match(words, /Heute ist ein guter Tag/);
      assert.doesNotMatch(words, /No names were found|In which tone/);
      await axe(page);
    }, { analysis: commandWrites(html(story), "--format", "json") });
  });

  test("of an article that was edited since: no mark on other words, and the page's author is told", () => {
    const edited = STORY.replace("called the delay a “disgraceful", "who called the wait a “terrible").replace("According to Ortiz, the plan was “reckless”.", "According to Berg, the plan was “reckless”.")
      .replace("<ul>", "<p>New: Magda Brenner resigned.</p><ul>");
    return onPage(edited + WITH_SRC, async (page) => {
      assert.deepEqual(await marked(page, "person"), ["Lena", " ", "Ortiz"]);
      assert.deepEqual((await marked(page, "quote")).filter((words) => /terrible|reckless/.test(words)), []);
      assert.ok((await marked(page, "quote")).join("").includes("We are proud"), "a sentence that is as it was");
      const [mismatch] = await told(page, "mismatch");
      const { text } = JSON.parse(made);
      assert.deepEqual(mismatch.missing.map(({ start, end }) => text.slice(start, end).slice(0, 12)), ["Peter Lund, ", "According to"]);
      assert.match(await page.locator("newsglass-panel [part~=footer]").innerText(), /changed since\.$/);
      assert.ok(await item(page, "Peter Lund").isVisible());
      await item(page, "Peter Lund").click();
      assert.equal(await page.locator("newsglass-panel .excerpt mark").textContent(), "Peter Lund");
      // The same words anew are told once. What comes back is marked again.
      await page.evaluate(() => (document.getElementById("story").innerHTML += " "));
      await page.waitForTimeout(800);
      assert.equal((await told(page, "mismatch")).length, 1);
      await page.evaluate((story) => (document.getElementById("story").innerHTML = story), STORY);
      await page.waitForFunction(() => [...CSS.highlights.get("newsglass-person")].some((range) => range.toString() === "eter Lund"));
      assert.ok(!/changed since/.test(await page.locator("newsglass-panel [part~=footer]").innerText()));
    });
  });

  test("of another article altogether: the panel, and no marks", () =>
    onPage(`<article id="story"><p>Oslo has a new bridge, and Ortiz opened it.</p></article>${WITH_SRC}`, async (page) => {
      assert.deepEqual(Object.values(await allMarks(page)).join(""), "");
      assert.equal((await told(page, "mismatch"))[0].missing.length, (await told(page, "mismatch"))[0].blocks);
      assert.equal(await page.locator("newsglass-panel [part~=legend]").isVisible(), false);
    }));

  test("without an article beside it, and with one that comes later, which is marked then", () =>
    onPage(WITH_SRC, async (page) => {
      assert.deepEqual(await marked(page, "organization"), []);
      await page.evaluate((story) => document.querySelector("main").insertAdjacentHTML("afterbegin", story), STORY);
      await page.waitForFunction(() => CSS.highlights.get("newsglass-organization")?.size > 0);
      await page.evaluate(() => (document.querySelector("#story p").textContent = "Nothing."));
      await page.waitForFunction(() => ![...CSS.highlights.get("newsglass-organization")].some((range) => range.toString().includes("Labour")));
      assert.equal((await told(page, "ready")).length, 0, "no engine");
    }));

  const given = () => JSON.parse(made);
  const faults = {
    "that is not there": [null, /not found: "analysis.json" answered 404/],
    "that is a page": ["<!doctype html>", /is no JSON/],
    "that is something else": ['{"a": 1}', /is no analysis/],
    "that is null": ["null", /is no analysis/],
    "of another version": [() => ({ ...given(), schema_version: 99 }), /has version 99; this panel shows version 1/],
    "with offsets outside its text": [() => ({ ...given(), text: "Short" }), /is damaged/],
    "in an unknown unit": [() => ({ ...given(), offsets: "words" }), /is damaged/],
    "without its lists": [() => ({ ...given(), voices: [{ name: 1, quotes: "x" }] }), /is damaged/],
    "with null in a list": [() => ({ ...given(), entities: [null] }), /is damaged/],
  };
  for (const [name, [content, message]] of Object.entries(faults)) {
    test(`one ${name} is told, with the remedy`, () => {
      const analysis = typeof content === "function" ? JSON.stringify(content()) : content;
      return onPage(STORY + WITH_SRC, async (page, site) => {
        if (analysis === null) page.expectTrouble(/404/);
        await page.getByRole("alert").filter({ hasText: message }).waitFor();
        const [error] = await told(page, "error");
        assert.equal(error.code, "invalid_option");
        assert.ok(error.hint.length > 10);
        assert.deepEqual(site.requests.filter((path) => /wasm|worker/.test(path)), []);
        if (analysis === null) {
          await page.evaluate(() => (document.querySelector("newsglass-panel").lang = "de"));
          site.pages.set("/analysis.json", made);
          await page.locator("newsglass-panel [part~=again]").click();
          await shown(page);
        }
      }, { analysis: undefined, ready: false, site: { pages: analysis === null ? { "/analysis.json": undefined } : { "/analysis.json": analysis } } });
    });
  }

  test("from another origin comes as `fetch` allows", async () => {
    const other = await openSite({ cors: true, pages: { "/made.json": made } });
    try {
      const policy = POLICY.replace("connect-src 'self'", `connect-src 'self' ${new URL(other.url).origin}`);
      await onPage(STORY + WITH_SRC.replace("analysis.json", `${other.url}made.json`), async (page) => {
        assert.ok((await marked(page, "organization")).includes("Labour Party"));
      }, { site: { policy }, allowed: [other.url] });
    } finally {
      await other.close();
    }
  });
});

describe("in sight", () => {
  const long = STORY.replaceAll("</p>", `</p>${'<div class="tall"></div>'}`);
  const css = ".tall { height: 900px } main { display: block } .columns { display: grid; grid-template-columns: 1fr 20em; gap: 1em } body { margin: 0 }";
  const layouts = {
    "below the article, narrow": [long + WITH_SRC.replace(" for", " sticky for"), { width: 360, height: 740 }],
    "above the article, narrow": [WITH_SRC.replace(" for", " sticky for") + long, { width: 360, height: 740 }],
    "beside the article": [`<div class="columns">${long}${WITH_SRC.replace(" for", " sticky for")}</div>`, { width: 1100, height: 700 }],
  };
  for (const [name, [body, viewport]] of Object.entries(layouts)) {
    test(`${name}: the panel stays, and shows the place beside itself`, () =>
      onPage(body, async (page) => {
        for (const quote of ["reckless", "The ferry sails", "reckless"]) {
          await item(page, quote).click();
          await page.waitForTimeout(700);
          const { panel, place, height } = await page.evaluate(() => {
            const box = (rect) => ({ top: rect.top, bottom: rect.bottom, left: rect.left, right: rect.right });
            return {
              panel: box(document.querySelector("newsglass-panel").getBoundingClientRect()),
              place: box([...CSS.highlights.get("newsglass-current")][0].getBoundingClientRect()),
              height: innerHeight,
            };
          });
          // At the top of the page its masthead takes some of the window.
          assert.ok(panel.top >= -1 && panel.bottom <= height + 1 + (name.startsWith("beside") ? panel.top : 0), `${quote}: ${JSON.stringify({ panel, height })}`);
          assert.ok(place.top >= 0 && place.bottom <= height, `${quote}: ${JSON.stringify(place)}`);
          const isApart = place.bottom <= panel.top || place.top >= panel.bottom || place.right <= panel.left || place.left >= panel.right;
          assert.ok(isApart, `${quote}: ${JSON.stringify({ panel, place })}`);
        }
        await screenshot(page, `panel-sticky-${name.replace(/\W+/g, "-")}`);
      }, { css, viewport, reducedMotion: "reduce" }));
  }

  test("without the attribute the panel is as high as what it shows, unless the page gives a height", () =>
    onPage(STORY + WITH_SRC, async (page) => {
      const look = () => page.evaluate(() => {
        const { shadowRoot, offsetHeight } = document.querySelector("newsglass-panel");
        const body = shadowRoot.querySelector(".body");
        return { hidden: body.scrollHeight - body.clientHeight, height: offsetHeight };
      });
      const own = await look();
      assert.equal(own.hidden, 0);
      assert.ok(own.height > 300);
      for (const style of ["height: 250px", "max-height: 250px", "--newsglass-height: 250px"]) {
        await page.evaluate((given) => (document.querySelector("newsglass-panel").style.cssText = given), style);
        const { hidden, height } = await look();
        assert.ok(hidden > 0 && height === 250, `${style}: ${JSON.stringify({ hidden, height })}`);
      }
    }));
});

describe("the colours of the page", () => {
  const paper = (page) => page.evaluate(() => getComputedStyle(document.querySelector("newsglass-panel").shadowRoot.querySelector(".frame")).backgroundColor);
  const becomes = (page, color) => page.waitForFunction((wanted) => getComputedStyle(document.querySelector("newsglass-panel").shadowRoot.querySelector(".frame")).backgroundColor === wanted, color);
  const [LIGHT, DARK] = ["rgb(255, 253, 248)", "rgb(30, 29, 26)"];
  const css = "body { background: #fff; color: #111; transition: background .2s } html.night body { background: #121212; color: #eee } html.night a { color: #9cf } [data-theme=dim] main { background: oklch(0.2 0.02 260) } .own { --newsglass-paper: #fff }";

  test("are followed when the page turns dark by a class of its own, and back", () =>
    onPage(STORY + WITH_SRC, async (page) => {
      assert.equal(await paper(page), LIGHT);
      await page.evaluate(() => document.documentElement.classList.add("night"));
      await becomes(page, DARK);
      await axe(page);
      await page.evaluate(() => document.documentElement.classList.remove("night"));
      await becomes(page, LIGHT);
      await page.evaluate(() => (document.body.dataset.theme = "dim"));
      await becomes(page, DARK);
      await page.evaluate(() => (document.querySelector("newsglass-panel").theme = "light"));
      assert.equal(await paper(page), LIGHT);
      await page.evaluate(() => (document.querySelector("newsglass-panel").theme = "auto"));
      assert.equal(await paper(page), DARK);
      // A paper of the page's own decides on the ink.
      await page.evaluate(() => (document.querySelector("newsglass-panel").className = "own"));
      await page.waitForFunction(() => getComputedStyle(document.querySelector("newsglass-panel").shadowRoot.querySelector(".frame")).color === "rgb(31, 28, 23)");
      assert.equal(await paper(page), "rgb(255, 255, 255)");
    }, { css }));

  test("are those of the frame that the panel is in, also in a shadow tree, and by a picture's words", () =>
    onPage('<div id="outer"></div>', async (page) => {
      await page.evaluate(([story, panel]) => {
        document.getElementById("outer").attachShadow({ mode: "open" }).innerHTML = `<div>${story}${panel}</div>`;
        Object.assign(document.getElementById("outer").shadowRoot.querySelector("div").style, { background: "#101418", color: "#eee" });
      }, [STORY, WITH_SRC]);
      await page.locator("newsglass-panel .frame[data-scheme=dark][data-state=result]").waitFor();
      await page.evaluate(() => {
        document.getElementById("outer").shadowRoot.querySelector("div").style.background = "linear-gradient(#fff, #eee)";
        document.getElementById("outer").shadowRoot.querySelector("div").style.color = "#111";
      });
      await page.locator("newsglass-panel .frame[data-scheme=light]").waitFor();
    }, { css, ready: false }));
});

describe("forced colours", () => {
  test("tell the marks apart by their lines, in the article as in the legend", () =>
    onPage(`${STORY}<p id="words"></p>${WITH_SRC.replace(" for", ' features="entities quotes sentiment" for')}`, async (page) => {
      const layers = await page.evaluate(async () => {
        const { LAYERS } = await import("/newsglass/panel/marks.js");
        const all = [...LAYERS, "none"];
        document.getElementById("words").innerHTML = all.map((layer) => `<span id="${layer}">word</span>`).join("<br>");
        for (const layer of LAYERS) {
          const range = new Range();
          range.selectNodeContents(document.getElementById(layer));
          CSS.highlights.set(`newsglass-${layer}`, new Highlight(range));
        }
        return all;
      });
      await screenshot(page, "panel-forced-words", { fullPage: true });
      const looks = new Map();
      for (const layer of layers) {
        const look = (await page.locator(`#${layer}`).screenshot()).toString("base64");
        assert.equal(looks.get(look), undefined, `${layer} looks as ${looks.get(look)}`);
        looks.set(look, layer);
      }
      const lines = await page.locator("newsglass-panel [part~=legend] span").evaluateAll((spans) => spans.map((span) => {
        const { textDecorationLine, textDecorationStyle, textDecorationThickness } = getComputedStyle(span);
        return [textDecorationLine, textDecorationStyle, textDecorationThickness].join(" ");
      }));
      assert.ok(lines.length >= 5);
      assert.equal(new Set(lines).size, lines.length, lines.join(", "));
      await screenshot(page, "panel-forced-colours", { fullPage: true });
    }, { forcedColors: "active", css: "#words { font-size: 30px } #words span { display: inline-block; padding: 8px }" }));
});

describe("a page that changes what the browser brings", () => {
  /** What Prototype.js 1.6, MooTools and their like put on the browser's own kinds; from memory of what they do, none of their code. */
  const prototypeLike = `
    var each = function (iterator) { for (var i = 0; i < this.length; i++) iterator(this[i], i); return this; };
    var K = function (x) { return x; };
    Function.prototype.bind = function (self) { var method = this, bound = [].slice.call(arguments, 1); return self === undefined && !bound.length ? method : function () { return method.apply(self, bound.concat([].slice.call(arguments))); }; };
    Object.keys = function (object) { var all = []; for (var name in object) all.push(name); return all; };
    Object.values = function (object) { var all = []; for (var name in object) all.push(object[name]); return all; };
    var list = Array.prototype;
    list.each = each;
    list.collect = list.map = function (iterator, self) { iterator = (iterator || K).bind(self); var all = []; this.each(function (value, i) { all.push(iterator(value, i)); }); return all; };
    list.findAll = list.select = list.filter = function (iterator, self) { iterator = iterator.bind(self); var all = []; this.each(function (value, i) { if (iterator(value, i)) all.push(value); }); return all; };
    list.detect = list.find = function (iterator) { var found; for (var i = 0; i < this.length; i++) if (iterator(this[i], i)) { found = this[i]; break; } return found; };
    list.any = list.some = function (iterator) { iterator = iterator || K; for (var i = 0; i < this.length; i++) if (iterator(this[i], i)) return true; return false; };
    list.all = list.every = function (iterator) { iterator = iterator || K; for (var i = 0; i < this.length; i++) if (!iterator(this[i], i)) return false; return true; };
    list.reduce = function () { return this.length > 1 ? this : this[0]; };
    list.include = list.member = list.includes = function (one) { return this.indexOf(one) !== -1; };
    list.entries = list.toArray = function () { return [].concat(this); };
    list.keys = list.values = function () { return [].concat(this); };
    list.flatten = list.flat = function () { return list.concat.apply([], this); };
    list.first = function () { return this[0]; }; list.last = function () { return this[this.length - 1]; };
    list.clone = function () { return [].concat(this); }; list.size = function () { return this.length; };
    list.contains = list.include; list.compact = K; list.without = K; list.uniq = K; list.toJSON = function () { return "[" + this.map(String).join(", ") + "]"; };
    Array.from = function (all) { return new Array(all.length); };
    String.prototype.toJSON = function () { return '"' + this + '"'; };
    String.prototype.sub = String.prototype.gsub = function () { return this; };
    String.prototype.startsWith = function (other) { return this.indexOf(other) === 0; };
    String.prototype.endsWith = function (other) { var at = this.length - other.length; return at >= 0 && this.lastIndexOf(other) === at; };
    String.prototype.times = String.prototype.repeat = function (count) { return count < 1 ? "" : new Array(count + 1).join(this); };
    String.prototype.trim = String.prototype.strip = function () { return this.replace(/^\\s+/, "").replace(/\\s+$/, ""); };
    Number.prototype.toJSON = function () { return isFinite(this) ? this.toString() : "null"; };
    Number.prototype.times = function (each) { for (var i = 0; i < this; i++) each(i); };
    Date.prototype.toJSON = function () { return '"' + this + '"'; };
  `;
  const elements = `
    Element.prototype.remove = function () { this.parentNode.removeChild(this); return this; };
    Element.prototype.replace = Element.prototype.replaceWith = function () { return this; };
    Element.prototype.update = Element.prototype.insert = Element.prototype.wrap = function () { return this; };
    Element.prototype.toggle = Element.prototype.show = Element.prototype.hide = function () { return this; };
    Element.prototype.getElement = Element.prototype.getElements = Element.prototype.getStyle = function () { return null; };
    Element.prototype.set = Element.prototype.get = Element.prototype.grab = Element.prototype.inject = function () { return this; };
    Element.prototype.addEvent = Element.prototype.fireEvent = function () { return this; };
    Event.prototype.stop = function () { this.preventDefault(); };
    document.getElementsByClassName = function () { return []; };
  `;
  const objects = `
    Object.prototype.extend = function (other) { for (var name in other) this[name] = other[name]; return this; };
    Object.prototype.each = function () {}; Object.prototype.clone = function () { return {}; }; Object.prototype.toJSON = function () { return "{}"; };
    Object.prototype.size = 3; Object.prototype.name = ""; Object.prototype.forEach = function () {};
  `;
  const json = `
    window.JSON = { stringify: function (value) { return String(value); }, parse: function (text) { return eval("(" + text + ")"); } };
  `;
  const kinds = { "lists and words": prototypeLike, elements, objects, JSON: json, "all of it": prototypeLike + elements + objects };
  for (const [name, script] of Object.entries(kinds)) {
    for (const [way, panel] of [["beforehand", WITH_SRC], ["here", LIVE]]) {
      test(`${name}: nothing of it matters to an analysis made ${way}`, () =>
        onPage(STORY + panel, async (page) => {
          await item(page, "reckless").click();
          assert.match((await marked(page, "current")).join(""), /“reckless”$/);
          assert.deepEqual((await marked(page, "person")).sort(), [" ", "Lena", "Ortiz", "Ortiz", "P", "eter Lund"]);
          await page.keyboard.press("ArrowDown");
          await page.keyboard.press("Escape");
          assert.deepEqual(await marked(page, "current"), []);
          await page.evaluate(() => (document.querySelector("newsglass-panel").lang = "de"));
          await page.locator("newsglass-panel").getByText("Im Artikel markiert:").waitFor();
          await page.evaluate(() => (document.querySelector("newsglass-panel").features = "quotes"));
          await page.waitForFunction(() => window.told.filter((one) => one.name === "result").length === 2);
          await page.evaluate(() => document.querySelector("newsglass-panel").remove());
          assert.deepEqual(await marked(page, "person"), []);
        }, { head: '<script src="/kind.js"></script>', site: { pages: { "/kind.js": script } } }));
    }
  }
});
