// Draws the pictures of docs/ from the page as it is: `node tests/browser/pictures.mjs`, after `cargo xtask build`.
//
// The example in the reading view with one person chosen, on a desk and on a phone, light and dark.

import path from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./harness.mjs";

const docs = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..", "docs");
const browser = await launch();
for (const [size, viewport] of /** @type {const} */ ([
  ["desktop", { width: 1280, height: 860 }],
  ["phone", { width: 390, height: 844 }],
])) {
  const page = await browser.open("/", { viewport, reducedMotion: "reduce" });
  await page.waitForFunction(() => document.querySelector("button")?.hasAttribute("disabled") === false);
  await page.getByRole("button", { name: "Try an example" }).click();
  await page.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 30_000 });
  await page.waitForFunction(() => (document.querySelector(".text-box")?.clientHeight ?? 0) < 120);
  await page.getByRole("tab", { name: "Entities" }).click();
  await page.getByRole("button", { name: /, person, \d+ mentions/ }).first().click();
  // What was pointed at stays in sight, in the text and in the list.
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    await page.emulateMedia({ colorScheme: theme });
    await page.screenshot({ path: path.join(docs, `${size}-${theme}.png`), animations: "disabled", caret: "hide" });
  }
  await page.done();
}
await browser.close();
// Where the harness has started a server, it ends with this.
process.exit(0);
