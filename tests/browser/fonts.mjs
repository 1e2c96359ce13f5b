// Fonts that the tests bring along: where lines break, and so where everything below them stands, must not hang on what is installed here.
//
// Tinos and Arimo, from the lock file, with letters placed by the fonts alone: the system's settings for hinting would round their widths.
// The fonts are handed to the page as bytes, which needs no request: the page's policy, which allows no fonts to be fetched, stays in force.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Family of the package, by the custom property of `style.css` that names the page's own choice. */
const FAMILIES = /** @type {const} */ ({ "--serif": "tinos", "--sans": "arimo" });
/** Weights and styles that `style.css` asks for; Tinos has no 600, for which browsers take 700. */
const FACES = /** @type {const} */ ({
  tinos: ["400-normal", "400-italic", "700-normal", "700-italic"],
  arimo: ["400-normal", "400-italic", "600-normal", "700-normal"],
});
const { resolve } = createRequire(import.meta.url);

/**
 * Has the page use the fonts of the tests in place of its own choice. Returns when they are in use.
 * @param {import("playwright-core").Page} page
 */
export async function bringFonts(page) {
  const faces = await Promise.all(
    Object.entries(FACES).flatMap(([family, kinds]) =>
      kinds.map(async (kind) => {
        const [weight = "", style = ""] = kind.split("-");
        const bytes = await readFile(resolve(`@fontsource/${family}/files/${family}-latin-${kind}.woff2`));
        return { family: `test-${family}`, weight, style, bytes: bytes.toString("base64") };
      }),
    ),
  );
  const properties = Object.entries(FAMILIES).map(([property, family]) => `${property}: test-${family};`);
  await page.evaluate(
    async ({ faces, css }) => {
      for (const { family, weight, style, bytes } of faces) {
        const face = new FontFace(family, Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)), { weight, style });
        document.fonts.add(await face.load());
      }
      // Adopted: the policy forbids style elements.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets.push(sheet);
      await document.fonts.ready;
    },
    // Precise geometry is what Chromium takes for "no hinting".
    { faces, css: `:root { ${properties.join(" ")} } * { text-rendering: geometricPrecision !important; }` },
  );
}
