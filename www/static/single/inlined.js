// What `cargo xtask build` has put into the file: scripts as they are, modules as Base64 of their gzip (the smallest form that every
// browser unpacks by itself).

/** @param {string} id */
export function textOf(id) {
  const block = document.getElementById(id);
  if (!block) throw new Error(`${id} is missing: the file is not whole. Get it again.`);
  return block.textContent ?? "";
}

/**
 * @param {string} id
 * @returns {Promise<ArrayBuffer>}
 */
export function bytesOf(id) {
  const packed = Uint8Array.from(atob(textOf(id)), (character) => character.charCodeAt(0));
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}
