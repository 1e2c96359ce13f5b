// Files as other programs write them.

import { deflateRawSync } from "node:zlib";

/**
 * A ZIP archive with one compressed file in it, as a word processor writes it.
 * @param {string} name
 * @param {string} content
 */
export function zip(name, content) {
  const [path, raw] = [Buffer.from(name), Buffer.from(content)];
  const data = deflateRawSync(raw);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(data.length, 18);
  head.writeUInt32LE(raw.length, 22);
  head.writeUInt16LE(path.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(raw.length, 24);
  entry.writeUInt16LE(path.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + path.length, 12);
  end.writeUInt32LE(30 + path.length + data.length, 16);
  return Buffer.concat([head, path, data, entry, path, end]);
}

const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/**
 * A Word document with these paragraphs.
 * @param {string[]} paragraphs
 */
export function wordFile(paragraphs) {
  const escaped = paragraphs.map((text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;"));
  const body = escaped.map((text) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`).join("");
  return zip("word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="${WORD}"><w:body>${body}</w:body></w:document>`);
}
