// What the tests of the app share: the page open and ready, found by role and name only (CONTRACT section 8).

/** @typedef {import("./harness.mjs").Page} Page */

export const entityName = /^(.+), (person|organization|place|facility|group|event|product|work|law|date|time|money|percent|quantity), (\d+) mentions?$/;

/** @param {Page} page */
export const on = (page) => ({
  box: () => page.getByRole("textbox", { name: "Article" }),
  /** @param {string | RegExp} name */
  button: (name) => page.getByRole("button", { name, exact: typeof name === "string" }),
  /** @param {string} name */
  tab: (name) => page.getByRole("tab", { name }),
  panel: () => page.getByRole("tabpanel"),
  reading: () => page.getByRole("region", { name: "Reading view" }),
  /** The marked words of the text; they are no buttons, but for the one that the Tab key stops at. @param {string} words */
  mark: (words) => page.locator("#reading .mark").filter({ hasText: new RegExp(`^${words}$`) }),

  /** Waits until an analysis is announced. */
  async settled(pattern = /^Analyzed [\d,]+ words?: [\d,]+ entit(y|ies), [\d,]+ quotes?$/) {
    await page.getByRole("status").filter({ hasText: pattern }).waitFor({ timeout: 60_000 });
  },

  async example() {
    await page.getByRole("button", { name: "Try an example" }).click();
    await this.settled();
  },

  /** @param {string} text */
  async analyze(text) {
    await this.box().fill(text);
    await this.button("Analyze").click();
    await this.settled();
  },
});
