// Light or dark, as the page is where the panel stands: by the colour behind it, for pages that turn dark by a class of their own and
// never say `color-scheme`. An attribute `theme`, and a paper that the page sets by a custom property, come before that.

import { isElement, parentOf, typeOf } from "./dom.js";

/**
 * How light a computed colour is, from 0 to 1; null for one that lets shine through what is behind it.
 * @param {string} color
 * @returns {number | null}
 */
export function lightnessOf(color) {
  const [, kind = "", body = ""] = /^([a-z]+)\((?:srgb |display-p3 )?(.*)\)$/.exec(color) ?? [];
  const [first = NaN, second = 0, third = 0, alpha = 1] = body.split(/[\s,/]+/).map(Number.parseFloat);
  if (Number.isNaN(first) || alpha < 0.5) return null;
  if (kind.startsWith("ok")) return first;
  if (kind.startsWith("l")) return first / 100;
  return (0.299 * first + 0.587 * second + 0.114 * third) / (kind === "color" ? 1 : 255);
}

/** Above a node: its parent, and above a shadow root the element that it belongs to. @param {Node} node @returns {Node | null} */
const aboveOf = (node) => parentOf(node) ?? (typeOf(node) === 11 ? /** @type {ShadowRoot} */ (node).host ?? null : null);

/**
 * What the page is at an element; null when it does not say, and the browser's own colours are those that `color-scheme` names.
 * @param {Element} panel
 * @param {Element} frame
 * @returns {"light" | "dark" | null}
 */
function schemeAt(panel, frame) {
  /** @type {Node | null} */
  let node = getComputedStyle(panel).getPropertyValue("--newsglass-paper").trim() === "" ? panel : frame;
  for (; node; node = aboveOf(node)) {
    if (!isElement(node)) continue;
    const { backgroundColor, backgroundImage, color } = getComputedStyle(/** @type {Element} */ (node));
    // Of a picture nobody knows the colour, but words on it can be read.
    const inverse = backgroundImage === "none" || node === frame ? null : lightnessOf(color);
    const lightness = lightnessOf(backgroundColor) ?? (inverse === null ? null : 1 - inverse);
    if (lightness !== null) return lightness < 0.5 ? "dark" : "light";
  }
  return null;
}

/**
 * Has the frame follow the page until the function that comes back is called.
 * @param {Element} panel
 * @param {HTMLElement} frame
 * @returns {() => void}
 */
export function followScheme(panel, frame) {
  const look = () => {
    const scheme = schemeAt(panel, frame);
    if (frame.dataset.scheme !== (scheme ?? undefined)) {
      if (scheme) frame.dataset.scheme = scheme;
      else delete frame.dataset.scheme;
    }
  };
  let isPlanned = false;
  // Once for however much the page changes at a time.
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      look();
    });
  };
  const watch = new MutationObserver(plan);
  // Whatever they call it: class, data-theme, data-bs-theme.
  for (let node = aboveOf(panel); node; node = aboveOf(node)) if (isElement(node)) watch.observe(node, { attributes: true });
  watch.observe(panel, { attributes: true, attributeFilter: ["style", "class"] });
  const night = matchMedia("(prefers-color-scheme: dark)");
  night.addEventListener("change", plan);
  // A page that fades is as dark as it will be only then, and one whose styles come late when it has loaded.
  addEventListener("transitionend", plan);
  addEventListener("load", plan);
  look();
  return () => {
    watch.disconnect();
    night.removeEventListener("change", plan);
    removeEventListener("transitionend", plan);
    removeEventListener("load", plan);
  };
}
