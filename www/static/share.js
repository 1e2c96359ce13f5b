// What leaves the page when the reader says so: a link that holds the text, and words for the clipboard.

/** The longest link that is made. Longer ones are cut off by too many programs on the way. */
const LONGEST = 32_000;

/**
 * A link that holds the text itself, compressed (raw deflate, base64url), after the `#`, which browsers send to no server.
 * @param {string} text
 * @returns {Promise<string | null>} null when it would be too long
 */
export async function linkTo(text) {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  const encoded = btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const link = new URL(`#z=${encoded}`, location.href).href;
  return link.length > LONGEST ? null : link;
}

/**
 * Copies words that may still be on their way: a browser lets a page copy only at the reader's gesture, so it is told at once.
 * @param {Promise<string>} words
 * @param {string} [html]  the same with formatting, for programs that take it
 */
export async function copy(words, html) {
  try {
    const blob = words.then((text) => new Blob([text], { type: "text/plain" }));
    blob.catch(() => {});
    /** @type {Record<string, Blob | Promise<Blob>>} */
    const flavours = { "text/plain": blob };
    if (html) flavours["text/html"] = new Blob([html], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(flavours)]);
  } catch {
    await navigator.clipboard.writeText(await words);
  }
}
