// The marks in the host's text: CSS Custom Highlights, which paint over text nodes and change none. A layer each: names have a
// ground, quoted words a line under them, words of tone a thick one for praise and a double one
// for blame, so that all can be seen at once. Nothing has a wave under it: that is how misspelled words are shown.

import { adopt, rootOf, sheetOf } from "./dom.js";

/** Names of the highlights, lowest first. */
export const LAYERS = /** @type {const} */ ([
  "quote",
  "person",
  "organization",
  "place",
  "group",
  "thing",
  "positive",
  "negative",
  "selected",
  "current",
]);
/** @typedef {typeof LAYERS[number]} Layer */

/** How each layer looks. Grounds are clear enough for the words on light paper and on dark. @type {Record<Layer, string>} */
export const LOOKS = {
  quote: "text-decoration: underline 1px; text-underline-offset: .36em; text-decoration-color: var(--newsglass-mark-quote, #6d78d8);",
  person: "background-color: var(--newsglass-mark-person, rgb(240 180 30 / .3));",
  organization: "background-color: var(--newsglass-mark-organization, rgb(70 140 220 / .25));",
  place: "background-color: var(--newsglass-mark-place, rgb(80 170 80 / .27));",
  group: "background-color: var(--newsglass-mark-group, rgb(150 100 210 / .25));",
  thing: "background-color: var(--newsglass-mark-thing, rgb(210 100 80 / .23));",
  positive: "text-decoration: underline 3px; text-underline-offset: .08em; text-decoration-skip-ink: none; text-decoration-color: var(--newsglass-mark-positive, #2e9450);",
  negative: "text-decoration: underline double 1px; text-underline-offset: .08em; text-decoration-skip-ink: none; text-decoration-color: var(--newsglass-mark-negative, #d2452c);",
  selected: "background-color: var(--newsglass-mark-selected, rgb(255 190 0 / .5));",
  current: "background-color: var(--newsglass-mark-current, #ffd65c); color: var(--newsglass-mark-current-ink, #1f1c17);",
};

/** @param {string} line */
const under = (line) => `text-decoration: underline ${line} HighlightText; text-underline-offset: 0; text-decoration-skip-ink: none;`;
/**
 * In forced colours Chromium paints every highlight as what is selected, whatever ground and colour it asks for, but draws lines on that
 * ground as they are (none above the words, none below the ground): each layer has a line of its own there.
 * @type {Record<Layer, string>}
 */
export const LINES = {
  quote: under("1px"),
  person: under("3px"),
  organization: under("dashed 2px"),
  place: under("dotted 3px"),
  group: under("double 1px"),
  thing: under("dashed 1px"),
  positive: under("2px"),
  negative: under("double 2px"),
  selected: under("dotted 1px"),
  current: under("5px"),
};

/** Whether this browser can mark what it must not change. */
export const canMark = () => typeof Highlight === "function" && typeof CSS === "object" && "highlights" in CSS;

/** @type {CSSStyleSheet | null | undefined} */
let sheet;
/** How many have marks in a tree; the style sheet goes with the last. @type {WeakMap<Node, number>} */
const users = new WeakMap();

/** The marks of one panel; several panels share the highlights of the page. */
export class Marks {
  /** @type {Map<Layer, Range[]>} */
  #ranges = new Map();
  /** @type {Document | ShadowRoot | null} */
  #root = null;

  /**
   * Puts a layer's ranges in the place of those that it had.
   * @param {Node} host  whose tree they are in
   * @param {Layer} layer
   * @param {Range[]} ranges
   */
  set(host, layer, ranges) {
    if (!canMark()) return;
    this.#style(host);
    const highlight = highlightOf(layer);
    for (const range of this.#ranges.get(layer) ?? []) highlight.delete(range);
    for (const range of ranges) highlight.add(range);
    this.#ranges.set(layer, ranges);
  }

  clear() {
    for (const [layer, ranges] of this.#ranges) {
      const highlight = highlightOf(layer);
      for (const range of ranges) highlight.delete(range);
    }
    this.#ranges.clear();
    this.#style(null);
  }

  /** @param {Node | null} host */
  #style(host) {
    const top = host && rootOf(host);
    const root = top instanceof Document || top instanceof ShadowRoot ? top : null;
    if (root === this.#root) return;
    const rules = (/** @type {Record<Layer, string>} */ looks) => LAYERS.map((layer) => `::highlight(newsglass-${layer}) { ${looks[layer]} }`).join("\n");
    sheet ??= sheetOf(`${rules(LOOKS)}\n@media (forced-colors: active) {\n${rules(LINES)}\n}`);
    if (!sheet) return;
    for (const [tree, step] of /** @type {const} */ ([[this.#root, -1], [root, 1]])) {
      if (!tree) continue;
      const count = (users.get(tree) ?? 0) + step;
      users.set(tree, count);
      adopt(tree, sheet, count > 0);
    }
    this.#root = root;
  }
}

/** @param {Layer} layer */
function highlightOf(layer) {
  const name = `newsglass-${layer}`;
  const highlight = CSS.highlights.get(name) ?? new Highlight();
  highlight.priority = LAYERS.indexOf(layer);
  CSS.highlights.set(name, highlight);
  return highlight;
}
