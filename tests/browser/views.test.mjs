// The main views as they were when a person last looked at them, at three widths, light and dark.
//
// They are shown in fonts that the test brings along (`fonts.mjs`), so what is installed here does not matter. Two kinds of likeness are kept,
// because pixels differ from one release of the browser to the next:
//
// - `views/layout.json`: where the landmarks, columns, bars and first rows of a view stand and how wide they are, and of what colours the
//   page is made. Places may differ by a little, heights of running text by more, colours not at all.
// - `views/WIDTH.png`: the views themselves, a cell of 20 by 20 pixels drawn as one. Some cells may differ; a large part of the page that is
//   covered, or of another ground, is more than that.
//
// `NEWSGLASS_UPDATE=1 node --test views.test.mjs` writes them anew, to be looked at before they are kept.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { bringFonts } from "./fonts.mjs";
import { launch } from "./harness.mjs";

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), "views");
const update = process.env.NEWSGLASS_UPDATE === "1";

const SIZES = { desktop: { width: 1440, height: 900 }, tablet: { width: 820, height: 1180 }, phone: { width: 360, height: 740 } };
const TABS = ["Overview", "Entities", "Quotes", "Sentiment"];
const VIEWS = ["Welcome", ...TABS];
const THEMES = /** @type {const} */ (["light", "dark"]);
const CELL = 20;

/** What is looked at: a name, a selector, and whether its height follows from how words break into lines. */
const PARTS = /** @type {[name: string, selector: string, flows: boolean][]} */ ([
  ["house", ".wordmark", true],
  ["language", ".language", false],
  ["buttons", ".desk-buttons", true],
  ["text box", ".text-box", false],
  ["welcome", ".welcome", true],
  ["legend", ".legend", true],
  ["switches", ".switches", false],
  ["article", ".prose", true],
  ["title", ".prose .title", true],
  ["margin", ".heard", true],
  ["panel", ".panel", false],
  ["tabs", ".tabs", false],
  ["tab", ".tab[aria-selected='true']", false],
  ["tools", ".tools", true],
  ["findings", ".tab-panel", false],
  ["first group", ".tab-panel .group, .tab-panel tbody", true],
  ["first row", ".tab-panel .row, .tab-panel tbody .entry", true],
  ["chart", ".tone-chart", false],
]);

/** Of which parts the colours are kept: ground, ink, lines, and whether they are painted at all. */
const COLOURS = ["body", ".prose", ".tab-panel", ".tagline", ".button-first", ".text-box", ".panel", ".tab[aria-selected='true']", ".paragraph .entity-person", ".paragraph .entity-place", ".quoted-direct", ".tone-negative", ".row"];

/** @typedef {{ parts: Record<string, [x: number, y: number, width: number, height: number]>, colours: Record<string, string> }} Layout */

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {import("playwright-core").Page} */
let studio;

before(async () => {
  browser = await launch();
  studio = await browser.chromium.newPage();
});
after(() => browser?.close());

/** @param {import("playwright-core").Page} page @returns {Promise<Layout>} */
const layout = (page) =>
  page.evaluate(
    ({ parts, colours }) => {
      /** @type {Layout["parts"]} */
      const found = {};
      for (const [name, selector] of parts) {
        const element = document.querySelector(selector);
        const box = element?.getBoundingClientRect();
        if (!box || box.width === 0 || box.height === 0) continue;
        found[name] = [Math.round(box.left), Math.round(box.top), Math.round(box.width), Math.round(box.height)];
      }
      const shown = colours.map((selector) => {
        const element = document.querySelector(selector);
        if (!element) return [selector, "none"];
        const { backgroundColor, color, borderTopColor, borderBottomColor, textDecorationColor, visibility, opacity } = getComputedStyle(element);
        return [selector, [backgroundColor, color, borderTopColor, borderBottomColor, textDecorationColor, visibility, opacity].join(" ")];
      });
      return { parts: found, colours: Object.fromEntries(shown) };
    },
    { parts: PARTS, colours: COLOURS },
  );

/**
 * What of a layout is not as it was.
 * @param {Layout} was
 * @param {Layout} is
 * @param {{ width: number, height: number }} size
 */
function changes(was, is, size) {
  /** @type {string[]} */
  const said = [];
  const flows = new Map(PARTS.map(([name, , flows]) => [name, flows]));
  for (const name of new Set([...Object.keys(was.parts), ...Object.keys(is.parts)])) {
    const [old, now] = [was.parts[name], is.parts[name]];
    if (!old || !now) {
      said.push(`${name} is ${now ? "new" : "gone"}`);
      continue;
    }
    // Across, a column stands where it stands; down, a release of the browser may break a line more or less.
    const far = [
      Math.max(8, size.width * 0.015),
      40,
      Math.max(12, size.width * 0.03),
      flows.get(name) ? Math.max(40, old[3] * 0.06) : Math.max(24, old[3] * 0.06),
    ];
    const off = old.some((value, place) => Math.abs(value - (now[place] ?? NaN)) > (far[place] ?? 0));
    if (off) said.push(`${name} was at ${old.join(" ")}, is at ${now.join(" ")} (left, top, width, height)`);
  }
  for (const [name, colours] of Object.entries(was.colours)) {
    if (is.colours[name] !== colours) said.push(`${name} was ${colours}, is ${is.colours[name]}`);
  }
  return said;
}

/**
 * Pictures, each shrunk to a pixel for a cell, one above the other: as a PNG and as its pixels.
 * @param {Buffer[]} pictures
 * @param {number} cell
 */
async function sheet(pictures, cell) {
  return studio.evaluate(
    async ({ pictures, cell }) => {
      const images = await Promise.all(
        pictures.map(async (picture) => {
          const image = new Image();
          image.src = `data:image/png;base64,${picture}`;
          await image.decode();
          return image;
        }),
      );
      const [first] = images;
      const [width, height] = [Math.round((first?.width ?? 0) / cell), Math.round((first?.height ?? 0) / cell)];
      const canvas = new OffscreenCanvas(width, height * images.length);
      const ink = canvas.getContext("2d", { willReadFrequently: true });
      if (!ink) throw new Error("no canvas");
      ink.imageSmoothingQuality = "high";
      images.forEach((image, place) => ink.drawImage(image, 0, place * height, width, height));
      const png = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
      return { width, height, png: [...png], pixels: [...ink.getImageData(0, 0, width, canvas.height).data] };
    },
    { pictures: pictures.map((picture) => picture.toString("base64")), cell },
  );
}

/**
 * The share of cells of each view that are not as they were.
 * @param {{ width: number, height: number, pixels: number[] }} was
 * @param {{ pixels: number[] }} is
 */
function shares(was, is) {
  const length = was.width * was.height * 4;
  const views = Math.round(was.pixels.length / length);
  return Array.from({ length: views }, (_, view) => {
    let other = 0;
    for (let at = view * length; at < (view + 1) * length; at += 4) {
      const far = [0, 1, 2].map((channel) => Math.abs((was.pixels[at + channel] ?? 0) - (is.pixels[at + channel] ?? 0)));
      if (Math.max(...far) > 28) other += 1;
    }
    return other / (was.width * was.height);
  });
}

/** More cells than this of a view are no matter of how letters are drawn. */
const MOST = 0.12;

for (const [name, size] of Object.entries(SIZES)) {
  test(`the main views at ${size.width} pixels, light and dark, are as they were`, async () => {
    const page = await browser.open("/", { viewport: size, reducedMotion: "reduce" });
    await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
    await bringFonts(page);
    /** @type {Record<string, Layout>} */
    const layouts = {};
    /** @type {Buffer[]} */
    const pictures = [];
    const keep = async (/** @type {string} */ view) => {
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        layouts[`${view}, ${theme}`] = await layout(page);
        pictures.push(await page.screenshot({ animations: "disabled", caret: "hide" }));
      }
    };
    await keep("Welcome");
    await page.getByRole("button", { name: "Try an example" }).click();
    await page.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 30_000 });
    // The text box makes room a moment after the article is there.
    await page.waitForFunction(() => (document.querySelector(".text-box")?.clientHeight ?? 0) < 120);
    for (const tab of TABS) {
      await page.getByRole("tab", { name: tab }).click();
      await page.evaluate(() => scrollTo(0, 0));
      await page.mouse.move(0, 0);
      await keep(tab);
    }
    const drawn = await sheet(pictures, CELL);
    const [json, png] = [path.join(folder, "layout.json"), path.join(folder, `${name}.png`)];
    if (update) {
      await mkdir(folder, { recursive: true });
      const all = await readFile(json, "utf8").then(JSON.parse, () => ({}));
      const lines = Object.entries({ ...all, [name]: layouts }).map(([size, views]) => {
        const rows = Object.entries(views).map(([view, layout]) => `    ${JSON.stringify(view)}: ${JSON.stringify(layout)}`);
        return `  ${JSON.stringify(size)}: {\n${rows.join(",\n")}\n  }`;
      });
      await writeFile(json, `{\n${lines.join(",\n")}\n}\n`);
      await writeFile(png, Buffer.from(drawn.png));
    }
    const was = JSON.parse(await readFile(json, "utf8"))[name];
    const said = Object.entries(layouts).flatMap(([view, is]) => changes(was[view], is, size).map((change) => `${view}: ${change}`));
    assert.deepEqual(said, [], "look at the page, and if it is as it should be: NEWSGLASS_UPDATE=1");
    const before = { ...(await sheet([await readFile(png)], 1)), width: drawn.width, height: drawn.height };
    assert.equal(before.pixels.length, drawn.pixels.length, `${name}.png has another size`);
    const views = VIEWS.flatMap((view) => THEMES.map((theme) => `${view}, ${theme}`));
    const other = shares(before, drawn).map((share, place) => (share > MOST ? `${views[place]}: ${Math.round(share * 100)} % of it` : "")).filter(Boolean);
    assert.deepEqual(other, [], `not as in views/${name}.png; look at the page, and if it is as it should be: NEWSGLASS_UPDATE=1`);

    if (name === "desktop") {
      // The comparison itself: it sees what a reader would.
      const [last] = Object.values(layouts).slice(-1);
      const dark = pictures.slice(-1);
      const after = async (/** @type {string} */ css) => {
        // By the protocol: the page's policy forbids style elements, and stays in force.
        await page.evaluate((css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets.slice(0, 1), sheet];
        }, css);
        const picture = await page.screenshot({ animations: "disabled", caret: "hide" });
        const [share] = shares(await sheet(dark, CELL), await sheet([picture], CELL));
        return { said: changes(/** @type {Layout} */ (last), await layout(page), size), share: share ?? 0 };
      };
      const same = await after("");
      assert.deepEqual([same.said, same.share], [[], 0], "nothing was changed");
      for (const [what, css] of Object.entries({
        "a shifted column": ".room-full { padding-inline-start: 6rem; }",
        "a lost panel": ".panel { display: none !important; }",
        "a light ground in the dark": ":root { --paper: #f7f4ec; }",
        "a wider panel": ".room-full { grid-template-columns: minmax(0, 1fr) 36rem; }",
        "another colour of names": ":root { --person: #ff0000; }",
        "an article that is not painted": "article.prose { visibility: hidden; }",
      })) {
        const { said } = await after(css);
        assert.notDeepEqual(said, [], what);
      }
      // What has the right size and colours, and still is not seen, is a matter of the picture.
      const covered = await after("body::after { content: ''; position: fixed; inset: 0 60% 0 0; z-index: 9; background: var(--accent); }");
      assert.ok(covered.said.length === 0 && covered.share > MOST, `a part that is covered: ${covered.share}`);
    }
    await page.done();
  });
}
