// The pictures of an article: a map, an axis of days, tone along the text. What they say can be read, what they say is a table too, and
// where they say nothing there is none.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { axe, launch } from "./harness.mjs";
import { on } from "./ready.mjs";

const EUROPE =
  "Ministers agree on grain\n\nBERLIN, 4 May 2024 - Germany, France and Poland agreed on Saturday to buy grain from Ukraine. Russia rejected " +
  "the deal. “It is a shameful failure,” said Ivan Petrov, a spokesman in Moscow.\n\nThe deal, signed in Warsaw, was praised in Paris, Vienna, " +
  "Brussels, Amsterdam and Prague. “A great success,” said Anna Kowalska, the minister. On 9 May 2024 leaders meet in Kyiv. Italy and Spain " +
  "will join on 1 June 2024.\n\nThe harvest of 2023 was bad. Farmers were furious about the awful prices on 2 February 2024. A first deal was signed in 1952.";
const AFRICA =
  "Drought spreads\n\nNAIROBI, 3 September 2025 - Drought has spread from Kenya to Ethiopia, Somalia and South Africa, aid groups said on Wednesday. " +
  "In Cairo and Lagos prices rose. “This is a catastrophe,” said Amina Yusuf. Egypt and Nigeria promised help by 9 September 2025.";
const PACIFIC =
  "Envoys meet\n\nTOKYO, 12 March 2025 - Negotiators from Japan, the United States and New Zealand met in Tokyo on Wednesday. " +
  "They meet in San Francisco on 2 April 2025, officials from Australia said in Canberra.";
const ONE = "Council votes\n\nThe council of Paris voted. The vote in Paris was close, a spokesman said. Members of the council went home to Paris.";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;
/** @type {ReturnType<typeof on>} */
let app;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(() => open({}));
afterEach(() => page.done());

/** @param {import("playwright-core").BrowserContextOptions} options */
async function open(options) {
  await page?.context().close();
  page = await browser.open("/", { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  app = on(page);
}

/** The part of the panel under a heading. @param {string} name */
const part = (name) => page.locator("section.group").filter({ has: page.getByRole("heading", { name, exact: true }) });

/** The map, with its land. */
async function map() {
  const map = part("Where").getByRole("img");
  await map.locator(".land[d^=M]").waitFor({ state: "attached" });
  return map;
}

/** Fails when words of a drawing cover each other, leave it, or are small. @param {import("playwright-core").Locator} drawing @param {string} what */
async function readable(drawing, what) {
  const { words, frame } = await drawing.evaluate((svg) => ({
    words: [...svg.querySelectorAll("text")].map((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const scale = /** @type {SVGSVGElement} */ (svg).getScreenCTM()?.a ?? 0;
      return { name: text.textContent ?? "", left, right, top, bottom, size: parseFloat(getComputedStyle(text).fontSize) * scale };
    }),
    frame: svg.getBoundingClientRect().toJSON(),
  }));
  assert.ok(words.length > 0, what);
  for (const [place, one] of words.entries()) {
    assert.ok(one.left >= frame.left - 1 && one.right <= frame.right + 1, `${what}: ${one.name} leaves the drawing`);
    assert.ok(one.size > 11.8, `${what}: ${one.name} has ${one.size} pixels`);
    for (const other of words.slice(place + 1)) {
      const apart = one.right <= other.left || other.right <= one.left || one.bottom <= other.top + 2 || other.bottom <= one.top + 2;
      assert.ok(apart, `${what}: ${one.name} covers ${other.name}`);
    }
  }
  return words.map(({ name }) => name);
}

/** Rows of the table of a picture, opened as a person would. @param {import("playwright-core").Locator} within */
async function tableOf(within) {
  await within.getByText("As a table").click();
  const table = within.getByRole("table");
  assert.ok((await table.locator("caption").innerText()).length > 5);
  assert.ok((await table.getByRole("columnheader").count()) >= 3);
  const rows = await table.locator("tbody tr").evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? "")));
  return rows;
}

describe("the map", () => {
  test("fetches its outlines when it is first shown, and once", async () => {
    const fetched = () => page.requests.filter((address) => address.endsWith("/outlines.txt")).length;
    await app.analyze(ONE);
    assert.equal(fetched(), 0, "no map, no outlines");
    assert.equal(await part("Where").getByRole("img").count(), 0, "one place says nothing");
    await app.analyze(EUROPE);
    await map();
    await app.analyze(AFRICA);
    await map();
    assert.equal(fetched(), 1);
  });

  test("draws countries as areas where they lie and towns as points, and a press leads to the words", async () => {
    await app.analyze(EUROPE);
    const drawing = await map();
    const spots = await drawing.locator(".spot").evaluateAll((spots) =>
      spots.map((spot) => ({
        name: spot.querySelector("title")?.textContent ?? "",
        area: spot.querySelector(".area")?.getBoundingClientRect().toJSON(),
        point: spot.querySelector("circle")?.getBoundingClientRect().toJSON(),
      })),
    );
    const of = (/** @type {string} */ name) => spots.find((spot) => spot.name === name);
    for (const country of ["Germany", "France", "Poland", "Ukraine"]) assert.ok(of(country)?.area?.width > 10 && !of(country)?.point, country);
    for (const town of ["Berlin", "Paris", "Vienna", "Kyiv"]) assert.ok(of(town)?.point && !of(town)?.area, town);
    assert.ok(of("France")?.area.left < of("Germany")?.area.left && of("Germany")?.area.left < of("Ukraine")?.area.left, "from west to east");
    const [germany, berlin] = [of("Germany")?.area, of("Berlin")?.point];
    const [x, y] = [(berlin.left + berlin.right) / 2, (berlin.top + berlin.bottom) / 2];
    assert.ok(x > germany.left && x < germany.right && y > germany.top && y < germany.bottom, "Berlin lies in Germany");
    await drawing.locator(".spot", { has: page.locator("title", { hasText: "Vienna" }) }).click();
    await page.locator("#reading .flash", { hasText: "Vienna" }).waitFor();
  });

  test("crops to the places, also over the Pacific, and has words that can be read at every width", async () => {
    for (const width of [360, 768, 1440]) {
      await open({ viewport: { width, height: 900 } });
      for (const [name, text] of Object.entries({ EUROPE, AFRICA, PACIFIC })) {
        await app.analyze(text);
        if (width < 800 && !(await app.panel().isVisible())) await app.tab("Overview").click();
        const drawing = await map();
        const names = await readable(drawing, `${name} at ${width}`);
        assert.ok(names.length >= 3, names.join());
        const [frame, spots] = await drawing.evaluate((svg) => [
          svg.getBoundingClientRect().toJSON(),
          [...svg.querySelectorAll("circle")].map((spot) => [spot.parentElement?.querySelector("title")?.textContent, spot.getBoundingClientRect().toJSON()]),
        ]);
        for (const [place, box] of spots) assert.ok(box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom, `${place} at ${width}`);
        if (name === "PACIFIC") {
          const at = Object.fromEntries(spots);
          assert.ok(at.Tokyo.left < at["San Francisco"].left, "the short way");
        }
      }
    }
  });

  test("is a table with every place, its country, where it lies and how often it is named", async () => {
    await app.analyze(EUROPE);
    const spots = await (await map()).locator(".spot").count();
    const rows = await tableOf(part("Where"));
    assert.equal(rows.length, spots);
    const berlin = rows.find(([name]) => name === "Berlin");
    assert.deepEqual(berlin, ["Berlin", "DE", "52.5° N, 13.4° E", "1"].map((text) => text.replaceAll("° ", "°\u00a0")));
  });
});

describe("the axis of days", () => {
  test("has marks, the day of publication, the past and the future, in words that can be read", async () => {
    for (const width of [360, 768, 1440]) {
      await open({ viewport: { width, height: 900 } });
      await app.analyze(EUROPE);
      if (width < 800 && !(await app.panel().isVisible())) await app.tab("Overview").click();
      const drawing = part("When").getByRole("img");
      await drawing.scrollIntoViewIfNeeded();
      const words = await readable(drawing, `at ${width}`);
      assert.ok(words.includes("Published 4 May 2024") && words.includes("Future →"), words.join());
      assert.ok((await drawing.locator(".tick").count()) >= 4, words.join());
      const xs = await drawing.evaluate((svg) => {
        const x = (/** @type {string} */ selector) => [...svg.querySelectorAll(selector)].map((one) => one.getBoundingClientRect()).map(({ left, right }) => (left + right) / 2);
        return { published: x(".published")[0] ?? 0, future: x(".day-future rect"), past: x(".day:not(.day-future) rect") };
      });
      assert.equal(xs.future.length, 2);
      assert.ok(xs.future.every((x) => x > xs.published) && xs.past.every((x) => x <= xs.published + 1), JSON.stringify(xs));
      assert.match((await drawing.getAttribute("aria-label")) ?? "", /^\d+ dates on an axis: .+1952.+\. \d before the day of publication, 2 after it\.$/);
    }
  });

  test("is a table that says the same, and each day leads to its words", async () => {
    await app.analyze(EUROPE);
    const drawing = part("When").getByRole("img");
    const marks = await drawing.locator(".day").count();
    const rows = await tableOf(part("When"));
    assert.equal(rows.length, marks);
    assert.deepEqual(rows.find(([day]) => day === "1 Jun 2024" || day === "1 June 2024")?.slice(1), ["1 June 2024", "future", "1"]);
    assert.deepEqual(rows.find(([day]) => day === "1952")?.slice(1), ["1952", "past", "1"]);
    await drawing.locator(".day-future rect").last().click();
    await page.locator("#reading .flash", { hasText: "1 June 2024" }).waitFor();
  });

  test("is not there for a single day", async () => {
    await app.analyze("A council voted\n\nThe council voted on 3 March 2024. The vote was close, a spokesman said on 3 March 2024.");
    await part("When").waitFor();
    assert.equal(await part("When").getByRole("img").count(), 0);
  });
});

describe("the tone along the text", () => {
  test("has a scale, paragraphs by number and the two voices apart, and a table says the same", async () => {
    await app.example();
    const tone = part("In which tone");
    const scales = await tone.locator(".lane").allInnerTexts();
    const [writer = "", quoted = ""] = scales.map((text) => text.replace(/\s+/g, " ").trim());
    assert.match(writer, /^Writer \+([\d.]+) 0 −\1$/);
    assert.match(quoted, /^Quoted \+([\d.]+) 0 −\1$/);
    const numbers = await tone.locator(".column-number").allInnerTexts();
    assert.ok(numbers[0] === "1" && numbers.includes("10"), numbers.join());

    const most = Number(/\+([\d.]+)/.exec(writer)?.[1]);
    // Heights of the bars as shares of the scale, of either voice: what is above its own zero line and what is below.
    const bars = await tone.locator(".column").evaluateAll((columns) =>
      columns.map((column) => {
        const zeros = [...(column.querySelector(".tone-zero")?.getAttribute("d") ?? "").matchAll(/M0 ([\d.]+)/g)].map(([, y]) => Number(y));
        const rects = [...column.querySelectorAll("rect")].map((rect) => ({ up: rect.classList.contains("tone-up"), y: rect.y.baseVal.value, height: rect.height.baseVal.value }));
        return zeros.map((zero) => rects.filter(({ up, y, height }) => Math.abs((up ? y + height : y) - zero) < 0.2).map(({ up, height }) => (up ? height : -height)));
      }),
    );
    const rows = await tableOf(tone);
    assert.equal(rows.length, bars.length);
    let marked = 0;
    for (const [place, [, ...cells]] of rows.entries()) {
      for (const [voice, cell] of cells.entries()) {
        const said = cell === "none" ? [] : cell.split(" ").map((number) => Number(number.replace("−", "-")));
        const drawn = bars[place]?.[voice] ?? [];
        assert.equal(drawn.length, said.length, `paragraph ${place + 1}: ${cell}`);
        for (const [index, height] of drawn.entries()) {
          const right = (Math.abs(said[index] ?? 0) / most) * 21;
          assert.ok(Math.sign(height) === Math.sign(said[index] ?? 0) && Math.abs(Math.abs(height) - Math.max(1, right)) < 0.3, `paragraph ${place + 1}: ${cell}, ${height}`);
          marked += 1;
        }
      }
    }
    assert.ok(marked > 5);
  });

  test("is not there where nearly all is neutral", async () => {
    const towns = ["Elmford", "Norwick", "Ashby", "Cranleigh", "Oakham", "Dunmere", "Selby", "Tarrant", "Wexcombe", "Yarrow", "Brinton"];
    const plain = towns.flatMap((town, place) => [
      `The road from ${town} to the river is ${place + 2} miles long, and buses run on it each hour.`,
      `In ${town} the clerk counted ${40 + place} tables, and ${town} council meets there in the week after Easter.`,
    ]);
    await app.analyze(["Council counts its tables", ...plain, "The delay was awful, terrible and shameful."].join("\n\n"));
    await part("In which tone").waitFor();
    assert.equal(await page.locator(".tone-chart").count(), 0);
  });
});

test("the pictures hold in the dark, in forced colours and for axe", async () => {
  for (const options of /** @type {const} */ ([{}, { colorScheme: "dark" }, { forcedColors: "active" }])) {
    await open(options);
    await app.analyze(EUROPE);
    const drawing = await map();
    const fill = (/** @type {string} */ selector) => drawing.locator(selector).first().evaluate((one) => [getComputedStyle(one).fill, getComputedStyle(one).strokeWidth].join());
    assert.notEqual(await fill(".land"), await fill(".area"), JSON.stringify(options));
    for (const name of ["Where", "When", "In which tone"]) await part(name).getByText("As a table").click();
    await axe(page, { include: "#tab-panel" });
  }
});
