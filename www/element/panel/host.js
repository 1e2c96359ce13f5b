// The article where it stands in a page: its words as a reader sees them, and the way back from a place in them to the page's own
// text nodes. Nothing of the page is changed.
//
// The words are close to what `innerText` gives (blocks apart, white space as shown, nothing that is hidden), but each knows the
// node that it comes from, which `innerText` does not say.

import { attributeOf, firstChildOf, isElement, nameOf, nextSiblingOf, parentOf, typeOf, wordsOf } from "./dom.js";

/** What is no text of the article, whatever it shows. */
const LEFT_OUT = new Set(
  "audio button canvas datalist dialog embed iframe input math meter newsglass-panel noscript object option progress rp rt script select style svg template textarea video".split(" "),
);
const TEXT_NODE = 3;
const SOFT_HYPHEN = 0xad;

/**
 * A stretch of the words that stands in one node without a gap: word offset `start` is offset `from` of the node.
 * @typedef {{start: number, end: number, node: Text, from: number}} Piece
 */

/** The words of an element and where each of them stands. */
export class HostText {
  /**
   * @param {string} text
   * @param {Piece[]} pieces  in text order
   */
  constructor(text, pieces) {
    /** @readonly */
    this.text = text;
    /** @readonly */
    this.pieces = pieces;
  }

  /**
   * The places in the page of a stretch of the words: a range for each text node, so that nothing between them (a caption, an
   * advertisement) is taken along. Empty when the nodes are gone.
   * @param {{start: number, end: number}} span  in UTF-16 code units of `text`
   * @returns {Range[]}
   */
  ranges({ start, end }) {
    /** @type {Range[]} */
    const ranges = [];
    for (let index = this.#firstAfter(start); index < this.pieces.length; index += 1) {
      const piece = /** @type {Piece} */ (this.pieces[index]);
      if (piece.start >= end) break;
      const from = piece.from + Math.max(start - piece.start, 0);
      const to = piece.from + Math.min(end, piece.end) - piece.start;
      const last = ranges.at(-1);
      try {
        if (last?.startContainer === piece.node) {
          last.setEnd(piece.node, to);
        } else {
          const range = new Range();
          range.setStart(piece.node, from);
          range.setEnd(piece.node, to);
          ranges.push(range);
        }
      } catch {
        // The page has shortened the node since; what comes next will be read again.
      }
    }
    return ranges;
  }

  /**
   * Index of the first piece that ends after an offset.
   * @param {number} offset
   */
  #firstAfter(offset) {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {Piece} */ (this.pieces[middle]).end > offset) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/**
 * Reads what an element shows.
 * @param {Element} host
 * @returns {HostText}
 */
export function readHost(host) {
  const writer = new Writer();
  /** Of the elements that the walk is in. @type {{shown: boolean, keeps: Keeps, gap: 0 | 1 | 2}[]} */
  const styles = [];
  /** @param {Element} element */
  const enter = (element) => {
    const style = getComputedStyle(element);
    const name = nameOf(element);
    if (element !== host && isLeftOut(element, name, style)) return false;
    const gap = name === "br" ? 1 : breakOf(element, style);
    writer.breakBy(gap);
    styles.push({ shown: style.visibility === "visible", keeps: keepsOf(style), gap });
    return true;
  };
  const leave = () => writer.breakBy(styles.pop()?.gap ?? 0);
  enter(host);
  // By parents and siblings, not by recursion: pages can be nested deeper than the stack.
  /** @type {Node | null} */
  let node = firstChildOf(host);
  while (node) {
    const isEntered = isElement(node) && enter(/** @type {Element} */ (node));
    if (typeOf(node) === TEXT_NODE) {
      const style = styles.at(-1);
      if (style?.shown) writer.write(/** @type {Text} */ (node), style.keeps);
    }
    const child = isEntered ? firstChildOf(node) : null;
    if (child) {
      node = child;
      continue;
    }
    if (isEntered) leave();
    let above = node;
    while (above !== host && !nextSiblingOf(above)) {
      above = /** @type {Node} */ (parentOf(above));
      if (above !== host) leave();
    }
    node = above === host ? null : nextSiblingOf(above);
  }
  return writer.done();
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {CSSStyleDeclaration} style
 */
function isLeftOut(element, name, style) {
  if (LEFT_OUT.has(name) || style.display === "none" || attributeOf(element, "data-newsglass") === "skip") return true;
  if (style.position !== "absolute" && style.position !== "fixed") return false;
  // The ways to show words to screen readers only: they belong to the page's controls, not to the article.
  return /^inset\((50|100)%/.test(style.clipPath) || (style.overflow !== "visible" && Number.parseFloat(style.width) <= 1);
}

/**
 * How an element stands apart from what is around it: not at all, by a line, by a paragraph.
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @returns {0 | 1 | 2}
 */
function breakOf(element, { display, cssFloat }) {
  if (/^(inline|contents|ruby|none)/.test(display)) return 0;
  if (display === "table-cell") return 1;
  // A first letter that floats, two lines high, belongs to its word.
  return cssFloat !== "none" && wordsOf(element).trim().length <= 2 ? 0 : 2;
}

/** What of white space is shown as it is: nothing, line ends, or all. @typedef {"nothing" | "lines" | "all"} Keeps */

/**
 * @param {CSSStyleDeclaration} style
 * @returns {Keeps}
 */
function keepsOf({ whiteSpace }) {
  if (whiteSpace.startsWith("pre-line")) return "lines";
  return whiteSpace.startsWith("pre") || whiteSpace.startsWith("break-spaces") ? "all" : "nothing";
}

/** Collects words, one space or one break between them. */
class Writer {
  #text = "";
  /** @type {Piece[]} */
  #pieces = [];
  /** A space that is only shown if a word follows. @type {{node: Text, at: number} | null} */
  #space = null;
  /** @type {0 | 1 | 2} */
  #break = 0;

  /** @param {0 | 1 | 2} lines */
  breakBy(lines) {
    if (lines > this.#break) this.#break = lines;
  }

  /**
   * @param {Text} node
   * @param {Keeps} keeps
   */
  write(node, keeps) {
    const data = wordsOf(node);
    let at = 0;
    while (at < data.length) {
      const begin = at;
      while (at < data.length && isWord(data.charCodeAt(at), keeps)) at += 1;
      if (at > begin) this.#put(node, begin, data.slice(begin, at));
      if (at >= data.length) return;
      const code = data.charCodeAt(at);
      if (keeps === "lines" && code === 10) this.breakBy(1);
      else if (code !== SOFT_HYPHEN) this.#space ??= { node, at };
      at += 1;
    }
  }

  /**
   * @param {Text} node
   * @param {number} from
   * @param {string} words
   */
  #put(node, from, words) {
    if (this.#text !== "" && this.#break > 0) this.#text += this.#break === 1 ? "\n" : "\n\n";
    else if (this.#text !== "" && this.#space) this.#add(this.#space.node, this.#space.at, " ");
    this.#break = 0;
    this.#space = null;
    this.#add(node, from, words);
  }

  /**
   * @param {Text} node
   * @param {number} from
   * @param {string} words
   */
  #add(node, from, words) {
    const start = this.#text.length;
    this.#text += words;
    const last = this.#pieces.at(-1);
    if (last && last.node === node && last.end === start && last.from + last.end - last.start === from) last.end += words.length;
    else this.#pieces.push({ start, end: start + words.length, node, from });
  }

  done() {
    return new HostText(this.#text, this.#pieces);
  }
}

/**
 * @param {number} code
 * @param {Keeps} keeps
 */
function isWord(code, keeps) {
  if (code === SOFT_HYPHEN) return false;
  return keeps === "all" || !(code === 32 || (code >= 9 && code <= 13));
}

/**
 * Whether an element stands to the left or right of the article, and covers none of it however the page is scrolled.
 * @param {Element} panel
 * @param {Element | null} host
 */
export function isBeside(panel, host) {
  if (host === null || host === panel) return false;
  const [own, other] = [panel.getBoundingClientRect(), host.getBoundingClientRect()];
  return own.width > 0 && (own.right <= other.left + 1 || own.left >= other.right - 1);
}

/**
 * The stretch of the window that a panel which stays in sight leaves free for a place.
 * @param {Element} panel
 * @param {Range} range
 */
function freeFor(panel, range) {
  const { left, right, height } = panel.getBoundingClientRect();
  const place = range.getBoundingClientRect();
  const isInTheWay = /sticky|fixed/.test(getComputedStyle(panel).position) && left < place.right && right > place.left;
  if (!isInTheWay || height > innerHeight * 0.8) return { from: 0, to: innerHeight };
  // Above the article it stops at the top of the window, below the article at the bottom.
  const isAbove = Node.prototype.compareDocumentPosition.call(panel, range.startContainer) & 4;
  return isAbove ? { from: height, to: innerHeight } : { from: 0, to: innerHeight - height };
}

/**
 * Scrolls the page, and whatever scrolls inside it, until a place is in the middle of what is visible.
 * @param {Range} range
 * @param {Element} panel
 */
export function reveal(range, panel) {
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let above = parentOf(range.startContainer);
  for (; above; above = parentOf(above) ?? /** @type {any} */ (above).host ?? null) {
    if (!(above instanceof Element) || nameOf(above) === "html" || nameOf(above) === "body") continue;
    const { overflowY } = getComputedStyle(above);
    if ((overflowY !== "auto" && overflowY !== "scroll") || above.scrollHeight <= above.clientHeight) continue;
    const [place, frame] = [range.getBoundingClientRect(), above.getBoundingClientRect()];
    if (place.top < frame.top || place.bottom > frame.bottom) {
      above.scrollTop += place.top + place.height / 2 - frame.top - frame.height / 2;
    }
  }
  const { top, bottom, height } = range.getBoundingClientRect();
  const { from, to } = freeFor(panel, range);
  // What is well in view stays where it is: a page that jumps loses its reader.
  const margin = (to - from) * 0.1;
  if (top >= from + margin && bottom <= to - margin) return;
  scrollBy({ top: top + height / 2 - (from + to) / 2, behavior: isCalm ? "auto" : "smooth" });
}
