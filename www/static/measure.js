// How wide words are, for drawings that leave room for them.

/** @type {CanvasRenderingContext2D | null | undefined} */
let canvas;

/**
 * In the page's sans-serif face, at 12 pixels, bold: at least as wide as they are drawn.
 * @param {string} words
 */
export function wordsWidth(words) {
  if (canvas === undefined) {
    canvas = document.createElement("canvas").getContext("2d");
    if (canvas) canvas.font = `700 12px ${getComputedStyle(document.documentElement).getPropertyValue("--sans")}`;
  }
  return canvas ? canvas.measureText(words).width : words.length * 9;
}
