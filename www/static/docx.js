// The words of a Word document (.docx), as HTML: headings, paragraphs, list items. Fetched only when such a file is opened.
//
// A .docx is a ZIP archive with XML in it (ECMA-376); what is needed of either is little: one entry of the archive, and in it the
// paragraphs with their styles and their runs of text.

const MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} limit  how many bytes the document may unpack to, times eight: XML says much about little text
 * @returns {Promise<string | null>} null when there is no document in the archive
 */
export async function wordDocument(bytes, limit) {
  const packed = entry(bytes, "word/document.xml");
  if (!packed) return null;
  const xml = new TextDecoder().decode(packed.method === 0 ? packed.data : await inflate(packed.data, 8 * limit));
  const page = new DOMParser().parseFromString(xml, "application/xml");
  const html = [...page.getElementsByTagNameNS(MAIN, "p")].map(paragraph).join("\n");
  return html.trim() === "" ? null : html;
}

/** @param {Element} element */
function paragraph(element) {
  let text = "";
  const walk = (/** @type {Element} */ parent) => {
    for (const child of parent.children) {
      if (child.namespaceURI !== MAIN) continue;
      // Not what was deleted, nor a text box's paragraphs, which come on their own.
      if (child.localName === "t") text += child.textContent;
      else if (child.localName === "tab" && parent.localName === "r") text += "\t";
      else if (child.localName === "br" || child.localName === "cr") text += "\n";
      else if (child.localName === "noBreakHyphen") text += "\u2011";
      else if (!["p", "del", "pPr", "instrText"].includes(child.localName)) walk(child);
    }
  };
  walk(element);
  if (text.trim() === "") return "";
  const style = element.getElementsByTagNameNS(MAIN, "pStyle")[0]?.getAttributeNS(MAIN, "val") ?? "";
  const listed = element.getElementsByTagNameNS(MAIN, "numPr").length > 0;
  const name = /^title$/i.test(style) ? "h1" : /^heading/i.test(style) ? (/1$/.test(style) ? "h1" : "h2") : listed ? "li" : "p";
  const escaped = text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\n/g, "<br>");
  return `<${name}>${escaped}</${name}>`;
}

/**
 * An entry of a ZIP archive, found through the archive's directory, which is at its end.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} wanted
 * @returns {{method: number, data: Uint8Array<ArrayBuffer>} | null}
 */
function entry(bytes, wanted) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && end > bytes.length - 65_557 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return null;
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === 0x02014b50; left -= 1) {
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    if (name === wanted) {
      const local = view.getUint32(at + 42, true);
      const data = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
      return { method: view.getUint16(at + 10, true), data: bytes.subarray(data, data + view.getUint32(at + 20, true)) };
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return null;
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {number} limit  a small archive must not fill the memory
 */
async function inflate(bytes, limit) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return new Uint8Array(await new Blob(pieces).arrayBuffer());
    size += value.length;
    if (size > limit) throw new RangeError("the document is too large");
    pieces.push(value);
  }
}
