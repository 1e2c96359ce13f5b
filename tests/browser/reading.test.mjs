// The reading view: what lights up, where it stands on the way through the text, the card of an entity, and the layers.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { axe, launch } from "./harness.mjs";
import { entityName, on } from "./ready.mjs";

/** @type {Awaited<ReturnType<typeof launch>>} */
let browser;
/** @type {Awaited<ReturnType<typeof browser.open>>} */
let page;
/** @type {ReturnType<typeof on>} */
let app;

/** @param {Parameters<typeof browser.open>[1]} [options] */
async function open(options = {}) {
  await page?.context().close();
  page = await browser.open("/", { viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
  app = on(page);
  await app.example();
}

const ticks = async () => (((await page.locator(".rail path").getAttribute("d")) ?? "").match(/M/g) ?? []).length;
const layer = (/** @type {string} */ name) => page.getByRole("group", { name: "Highlights" }).getByRole("button", { name });
const lit = (/** @type {string} */ name) => page.locator(`#reading .${name}`).count();

before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(() => open());
afterEach(() => page.done());

describe("an entity in the text", () => {
  test("lights up everywhere under the pointer and under the focus, pronouns too, and lets go", async () => {
    const mark = app.mark("Adaeze Okonjo").first();
    await mark.hover();
    const count = await lit("hint");
    assert.ok(count >= 6, `${count} mentions`);
    assert.ok((await page.locator("#reading .entity-implied.hint").count()) >= 1, "a pronoun or a description too");
    assert.ok((await ticks()) >= 3, "and stands along the scroll bar");
    await page.mouse.move(5, 5);
    assert.equal(await lit("hint"), 0);
    assert.equal(await ticks(), 0);

    await mark.focus();
    assert.equal(await lit("hint"), count);
    await page.getByRole("tab", { name: "Overview" }).focus();
    assert.equal(await lit("hint"), 0);
  });

  test("is lit from its row, and keeps its ticks while it is chosen", async () => {
    await app.tab("Entities").click();
    const row = app.button(/^Judith Hale, person, /);
    const count = Number(entityName.exec((await row.getAttribute("aria-label")) ?? "")?.[3]);
    await row.hover();
    assert.equal(await lit("hint"), count);
    await row.click();
    const chosen = await ticks();
    assert.ok(chosen >= 2);
    await app.button(/^Martin Hale, person, /).hover();
    await page.mouse.move(5, 5);
    assert.equal(await ticks(), chosen, "what is chosen comes back after a hint");
    await page.keyboard.press("Escape");
    assert.equal(await ticks(), 0);
  });

  test("has a card: aliases, quotes by and about, mentions in context that lead on", async () => {
    await app.mark("Devraj Menon").first().click();
    const card = page.locator(".card");
    await card.waitFor();
    assert.match(await card.innerText(), /Speaks\s+\d+ quotes?/);
    await card.getByRole("heading", { name: /^Mentions/, level: 3 }).waitFor();
    await card.getByRole("heading", { name: /^Says/ }).waitFor();
    await card.getByRole("button", { name: "Next mention" }).click();
    await card.getByText(/^2 of \d/).waitFor();
    assert.equal(await card.getByRole("listitem").locator("[aria-current=true]").count(), 1);
    await card.getByRole("button", { name: "Previous mention" }).click();
    await card.getByText(/^1 of \d/).waitFor();

    // One of the words it says leads to the text, and the card stays.
    await card.locator(".card-part").filter({ has: page.getByRole("heading", { name: /^Says/ }) }).getByRole("button", { name: /Cracks like this/ }).click();
    await page.waitForFunction(() => {
      const flashed = [...document.querySelectorAll("#reading .flash")].map((piece) => piece.textContent);
      return flashed.join("").includes("Cracks like this");
    });
    assert.equal(await card.count(), 1);
    await axe(page);
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });
  });
});

describe("the text as prose", () => {
  test("has one stop for the keyboard and no buttons besides, and its marks are a list on request", async () => {
    const prose = page.locator("#reading article");
    const buttons = ((await prose.ariaSnapshot()).match(/^\s*- button /gm) ?? []).length;
    assert.equal(buttons, 1, "the other names and quotes are plain words");
    await prose.getByText("We closed it because people could have died").first().waitFor();

    // The list is reached by Tab in front of the text, and by a key.
    await page.getByRole("button", { name: "List the marks in the text" }).focus();
    await page.keyboard.press("Enter");
    const list = page.getByRole("dialog", { name: "Marks in the text" });
    await list.getByRole("listitem").first().waitFor();
    await axe(page);
    await list.getByRole("combobox", { name: "Kind" }).selectOption("Quoted words");
    await list.getByRole("button", { name: /^Devraj Menon, / }).first().click();
    await list.waitFor({ state: "hidden" });
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Quote of Devraj Menon");
    assert.equal(await page.locator("#reading .mark[role=button]").count(), 1);

    await page.keyboard.press("m");
    await list.getByRole("combobox", { name: "Kind" }).selectOption("Tone");
    await list.getByRole("button", { name: "shameful, negative tone" }).click();
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "shameful: negative tone");
    await axe(page);
    await page.keyboard.press("ArrowLeft");
    assert.equal(await page.getByText("shameful").first().getAttribute("role"), null, "a word that is left is plain again");
  });

  test("keeps its words when it is searched or copied: the speakers are drawn beside it", async () => {
    const text = await page.locator("#reading .paragraph", { hasText: "We closed it" }).evaluate((block) => block.textContent);
    assert.match(text ?? "", /^"We closed it because people could have died," Okonjo told a crowded meeting/);
  });
});

describe("the margin", () => {
  /** Where the speakers stand, and the first line of their quotes. */
  const speakers = () =>
    page.locator("#reading .beside:visible").evaluateAll((names) =>
      names.map((name) => {
        const { top, bottom, left, right } = name.getBoundingClientRect();
        const quote = document.querySelector(`#reading span[data-q="${name.getAttribute("data-q")}"]:not(.heard)`);
        const words = document.createRange();
        const first = quote?.firstChild ?? name;
        words.setStart(first, 0);
        words.setEnd(first, Math.min(1, first.textContent?.length ?? 0));
        const box = name.closest(".block")?.getBoundingClientRect();
        return { top, bottom, left, right, line: words.getBoundingClientRect().top, text: box?.left ?? 0 };
      }),
    );
  const names = ["Mara Lindqvist", "Tomas Okafor", "Ana Ruiz", "Judith van der Veen-Lockhart"];
  const article = ["Harbour row goes on", ...names.map((name) => `“It will not do,” said ${name}. “Never,” said ${names[0]}. “We shall see,” ${name} said.`)].join("\n\n");

  for (const width of [768, 1280, 1440]) {
    test(`names stand at the lines of their quotes, whole, and none touches another at ${width}`, async () => {
      await page.setViewportSize({ width, height: 900 });
      const long = page.locator("#reading .beside:visible", { has: page.locator("[data-name='Northern Rivers Transport Authority']") });
      const clipped = () => long.evaluate((name) => name.scrollHeight > name.clientHeight + 1);
      assert.ok(await clipped(), "a name of more than two lines ends in an ellipsis");
      await long.hover();
      assert.ok(!(await clipped()), "which opens under the pointer");
      await page.mouse.move(5, 5);
      for (const text of [null, article]) {
        if (text) {
          await page.getByRole("button", { name: "New article" }).click();
          await app.analyze(text);
        }
        const all = await speakers();
        assert.ok(all.length >= 5, `${all.length} speakers`);
        for (const [place, { top, bottom, left, right, line, text }] of all.entries()) {
          const before = all[place - 1];
          assert.ok(left >= 0 && right <= text + 1, `${place} stands in the margin`);
          assert.ok(!before || top >= before.bottom, `${place} touches the one before`);
          // At its line, or at the next line free when the one before is in the way.
          const crowded = before && before.bottom > line - 4;
          assert.ok(top >= line - 8 && (top <= line + 12 || (crowded && top - before.bottom < 32)), `${place}: name at ${top}, quote at ${line}`);
          assert.ok(bottom - top <= 45, "two lines at most");
        }
      }
    });
  }
});

describe("the card at a word", () => {
  test("shows under the pointer and the focus, can be pointed at, and goes with Escape", async () => {
    const card = page.getByRole("tooltip");
    await app.mark("Okonjo").first().hover();
    await card.getByText("Adaeze Okonjo", { exact: true }).waitFor();
    assert.match(await card.innerText(), /‘Okonjo’, taken for Adaeze Okonjo\s+person · Mayor\s+\d+ mentions · \d+ quotes/);
    await axe(page);
    await card.hover();
    await page.waitForTimeout(500);
    assert.equal(await card.count(), 1, "it stays while one points at it");
    await page.keyboard.press("Escape");
    assert.equal(await card.count(), 0);

    await page.locator("#reading .beside:visible").first().hover();
    await card.getByText(/words? in \d+ quotes? · /).waitFor();
    await page.mouse.move(5, 5);
    await card.waitFor({ state: "detached" });

    // By keyboard at once, and the mark is described by it.
    await page.locator("#reading .mark[tabindex='0']").focus();
    await page.keyboard.press("ArrowRight");
    await card.waitFor();
    const described = await page.evaluate(() => document.getElementById(document.activeElement?.getAttribute("aria-describedby") ?? "")?.textContent);
    assert.ok(described?.includes((await page.evaluate(() => document.activeElement?.textContent)) ?? "?"));
    const [word, box] = await Promise.all([page.evaluate(() => document.activeElement?.getBoundingClientRect().toJSON()), card.boundingBox()]);
    assert.ok(box && (box.y >= word.bottom || box.y + box.height <= word.top), "it does not cover its word");
  });

  test("pronouns say for whom they stand, and words of tone which way they lean", async () => {
    const card = page.getByRole("tooltip");
    await page.locator("#reading .entity-implied", { hasText: /^he$/ }).first().hover();
    await card.getByText("‘he’, taken for Martin Hale").waitFor();
    await app.mark("shameful").hover();
    await card.getByText("negative tone", { exact: true }).waitFor();
  });
});

describe("a speaker", () => {
  test("who is clicked lights all their quotes", async () => {
    await page.locator("#reading .beside:visible").filter({ has: page.locator("[data-name='Martin Hale']") }).first().click();
    const lit = await page.locator("#reading .kin").evaluateAll((pieces) => pieces.map((piece) => piece.textContent).join(" "));
    for (const words of ["The delay was", "laid off four of"]) assert.ok(lit.includes(words), `${words}: ${lit}`);
    assert.ok(!lit.includes("We closed it"), "nobody else's");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#reading .kin").count(), 0);
    await app.mark("Okonjo").first().click();
    assert.ok((await page.locator("#reading .kin", { hasText: "We closed it" }).count()) > 0, "a name that speaks, too");
  });
});

describe("layers", () => {
  test("each is drawn by a means of its own, not by colour alone, and can be switched off", async () => {
    const looks = () =>
      page.evaluate(() => {
        const style = (/** @type {string} */ selector) => {
          const element = document.querySelector(`#reading ${selector}`);
          if (!element) throw new Error(`nothing is ${selector}`);
          return getComputedStyle(element);
        };
        const sign = document.querySelector("#reading .paragraph .entity.begins");
        return {
          ground: style(".paragraph .entity").backgroundColor !== "rgba(0, 0, 0, 0)",
          sign: sign ? getComputedStyle(sign, "::before").content !== "none" : false,
          rule: style(".block-heard").boxShadow !== "none",
          under: style(".quoted").borderBottomStyle !== "none",
          tone: style(".tone").textDecorationLine === "underline",
        };
      });
    assert.deepEqual(await looks(), { ground: true, sign: true, rule: true, under: true, tone: true });
    for (const name of ["Names", "Quoted words", "Tone"]) await layer(name).click();
    assert.deepEqual(await looks(), { ground: false, sign: false, rule: false, under: false, tone: false });
  });

  test("praise and blame differ without colour, and nothing looks misspelled", async () => {
    const lines = (/** @type {string} */ selector) =>
      page.locator(selector).evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).textDecorationStyle))]);
    const both = async (/** @type {string} */ positive, /** @type {string} */ negative) => [await lines(positive), await lines(negative)];
    assert.deepEqual(await both("#reading .tone-positive", "#reading .tone-negative"), [["solid"], ["double"]]);
    assert.deepEqual(await both(".because .chip.positive", ".because .chip.negative"), [["solid"], ["double"]]);
    await app.tab("Sentiment").click();
    assert.deepEqual(await both(".word.positive .row-name", ".word.negative .row-name"), [["solid"], ["double"]]);
    assert.deepEqual(await lines(".sample-tone"), ["double"]);
    const waves = await page.evaluate(() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.cssText.includes("wavy")).length);
    assert.equal(waves, 0);
  });

  test("a name inside quoted words that carry tone shows all three", async () => {
    await app.analyze('The harbour reopened on Monday.\n\n"The Orlen Bridge disaster was shameful and Ada Quill failed us," said Ben Ruiz, a sailor.');
    const quoted = page.locator("#reading .quoted.entity").first();
    await quoted.waitFor();
    const style = await quoted.evaluate((mark) => {
      const { backgroundColor, borderBottomStyle } = getComputedStyle(mark);
      return { backgroundColor, borderBottomStyle };
    });
    assert.notEqual(style.backgroundColor, "rgba(0, 0, 0, 0)");
    assert.equal(style.borderBottomStyle, "solid");
    assert.ok((await page.locator("#reading .quoted.tone").count()) >= 1);
  });
});

describe("craft", () => {
  test("the head of the table stays in sight, says what can be ordered by, and covers no row that is gone to", async () => {
    await app.tab("Entities").click();
    const head = page.locator(".entities thead th").first();
    const sign = (/** @type {string} */ name) => page.getByRole("columnheader", { name }).locator(".sort-sign").evaluate((sign) => getComputedStyle(sign).clipPath);
    const both = await sign("Times");
    assert.equal(await sign("Name"), both);
    await page.getByRole("columnheader", { name: "Times" }).getByRole("button").click();
    assert.notEqual(await sign("Times"), both, "another sign once it is ordered");
    assert.equal(await sign("Name"), both);
    await app.mark("Judith Hale").first().click();
    await page.locator(".card").waitFor();
    const [under, row, list] = await Promise.all([head.boundingBox(), page.locator(".entities .row-selected").boundingBox(), page.locator("#tab-panel").boundingBox()]);
    assert.ok(under && row && list);
    assert.ok(Math.abs(under.y - list.y) < 2, `the head at ${under.y}, the list at ${list.y}`);
    assert.ok(row.y >= under.y + under.height && row.y < under.y + under.height + 20, `the row at ${row.y}`);
    await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click({ timeout: 3000 });
    await axe(page);
  });

  test("things that open move for less than a fifth of a second, and not at all where motion is reduced", async () => {
    for (const reducedMotion of /** @type {const} */ (["no-preference", "reduce"])) {
      await page.emulateMedia({ reducedMotion });
      await app.mark("Judith Hale").first().click();
      const time = await page.locator(".card").evaluate((card) => parseFloat(getComputedStyle(card).animationDuration) * 1000);
      if (reducedMotion === "reduce") assert.ok(time < 1, `${time} ms`);
      else assert.ok(time >= 120 && time <= 180, `${time} ms`);
      await page.keyboard.press("Escape");
    }
  });

  test("of the buttons above the box one is first, two are second, the others keep quiet", async () => {
    await page.getByRole("button", { name: "New article" }).click();
    const looks = await page.locator(".desk-buttons .button").evaluateAll((buttons) =>
      buttons.map((button) => {
        const { backgroundColor, borderTopColor } = getComputedStyle(button);
        const clear = "rgba(0, 0, 0, 0)";
        return [button.textContent, backgroundColor !== clear && backgroundColor === borderTopColor ? "first" : borderTopColor === clear ? "quiet" : "second"];
      }),
    );
    assert.deepEqual(looks, [["Analyze", "first"], ["Try an example", "second"], ["Open file", "second"], ["Clear", "quiet"], ["Export", "quiet"]]);
  });
});

describe("the keyboard", () => {
  test("? lists the keys; single keys step, switch and open, and can be switched off", async () => {
    await page.locator("body").press("?");
    const help = page.getByRole("dialog", { name: "Keyboard" });
    await help.waitFor();
    await axe(page);
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });

    await page.locator("body").press("2");
    assert.equal(await app.tab("Entities").getAttribute("aria-selected"), "true");
    await app.button(/^Adaeze Okonjo, person, /).click();
    await page.keyboard.press("n");
    await page.getByText(/^2 of \d/).waitFor();
    await page.keyboard.press("p");
    await page.getByText(/^1 of \d/).waitFor();
    await page.keyboard.press("t");
    assert.equal(await layer("Tone").getAttribute("aria-pressed"), "false");
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Filter entities");
    await page.keyboard.press("t");
    assert.equal(await layer("Tone").getAttribute("aria-pressed"), "false", "in a field a key is a letter");

    await app.button("Keyboard").click();
    await help.getByRole("checkbox").uncheck();
    await help.getByRole("button", { name: "Close" }).click();
    await page.locator("body").press("1");
    assert.equal(await app.tab("Entities").getAttribute("aria-selected"), "true", "switched off");
    await app.button("Keyboard").click();
    await help.getByRole("checkbox").check();
  });
});

describe("on a phone", () => {
  test("the text comes first, and the panel opens when it is asked for", async () => {
    await open({ viewport: { width: 360, height: 740 } });
    const panel = page.getByRole("complementary", { name: "Findings" });
    const height = async () => (await panel.boundingBox())?.height ?? 0;
    assert.ok((await height()) < 80, `${await height()} pixels of findings cover the text`);
    await app.tab("Quotes").click();
    assert.ok((await height()) > 250);
    await app.button("Findings").click();
    assert.ok((await height()) < 80);
    await app.mark("Adaeze Okonjo").first().click();
    await page.locator(".card").waitFor();
    assert.ok((await height()) > 250, "a name that is pressed shows its card");
  });
});

describe("for all", () => {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`every part in forced colours and at 320 pixels, ${colorScheme}`, async () => {
      await open({ colorScheme, forcedColors: "active", viewport: { width: 320, height: 640 } });
      for (const name of ["Overview", "Entities", "Quotes", "Sentiment"]) {
        await app.tab(name).click();
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(over <= 0, `${name} is ${over} pixels too wide`);
        await axe(page);
      }
    });
  }

  test("on paper the text stands with the findings behind it, and no buttons", async () => {
    const ink = () => page.locator(".prose .paragraph").first().evaluate((words) => getComputedStyle(words).getPropertyValue("--ink"));
    const onScreen = await ink();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".desk").isVisible(), false);
    assert.equal(await page.locator(".rail").isVisible(), false);
    assert.equal(await page.locator(".tabs").isVisible(), false);
    assert.equal(await app.reading().isVisible(), true);
    // Paper is white, whatever the screen is.
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.equal(await ink(), onScreen);
    await page.emulateMedia({ media: "screen", colorScheme: "light" });
  });
});
