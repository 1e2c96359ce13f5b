// Makes an engine that crashes for real: the built module with the body of one exported function replaced by a trap.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageDir } from "./support.mjs";

const UNREACHABLE = [0x00, 0x00, 0x0b]; // no locals, `unreachable`, `end`

/** The engine as built. */
export const soundEngine = () => readFileSync(join(packageDir, "newsglass_bg.wasm"));

/** @param {string} exportName @returns {Uint8Array} */
export function brokenEngine(exportName = "analyze") {
  const bytes = soundEngine();
  const sections = readSections(bytes);
  const section = (/** @type {number} */ wanted) => sections.find(({ id }) => id === wanted) ?? { id: wanted, body: Uint8Array.of(0) };
  const [imports, exports, code] = [section(2), section(7), section(10)];
  const index = exportedFunction(exports.body, exportName) - countImportedFunctions(imports.body);
  code.body = replaceFunction(code.body, index, UNREACHABLE);
  return Uint8Array.from([
    ...bytes.subarray(0, 8),
    ...sections.flatMap(({ id, body }) => [id, ...leb(body.length), ...body]),
  ]);
}

/** @param {Uint8Array} bytes */
function readSections(bytes) {
  const read = reader(bytes, 8);
  /** @type {{id: number, body: Uint8Array}[]} */
  const sections = [];
  while (!read.done()) sections.push({ id: read.byte(), body: read.bytes(read.leb()) });
  return sections;
}

/** @param {Uint8Array} body */
function countImportedFunctions(body) {
  const read = reader(body, 0);
  let functions = 0;
  for (let left = read.leb(); left > 0; left -= 1) {
    read.bytes(read.leb());
    read.bytes(read.leb());
    const kind = read.byte();
    if (kind !== 0) throw new Error(`an import of kind ${kind}: teach this reader about it`);
    read.leb();
    functions += 1;
  }
  return functions;
}

/**
 * @param {Uint8Array} body
 * @param {string} name
 */
function exportedFunction(body, name) {
  const read = reader(body, 0);
  for (let left = read.leb(); left > 0; left -= 1) {
    const exported = new TextDecoder().decode(read.bytes(read.leb()));
    const kind = read.byte();
    const index = read.leb();
    if (kind === 0 && exported === name) return index;
  }
  throw new Error(`the engine exports no function ${name}`);
}

/**
 * @param {Uint8Array} body
 * @param {number} index
 * @param {number[]} replacement
 */
function replaceFunction(body, index, replacement) {
  const read = reader(body, 0);
  const functions = Array.from({ length: read.leb() }, () => read.bytes(read.leb()));
  functions[index] = Uint8Array.from(replacement);
  return Uint8Array.from([...leb(functions.length), ...functions.flatMap((one) => [...leb(one.length), ...one])]);
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 */
function reader(bytes, start) {
  let at = start;
  return {
    done: () => at >= bytes.length,
    byte: () => bytes[at++] ?? 0,
    bytes: (/** @type {number} */ length) => bytes.subarray(at, (at += length)),
    leb() {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++] ?? 0;
        value += (byte & 0x7f) * 2 ** shift;
        if (byte < 0x80) return value;
      }
    },
  };
}

/**
 * A number in WebAssembly's variable length.
 * @param {number} value
 */
function leb(value) {
  /** @type {number[]} */
  const bytes = [];
  for (; value > 0x7f; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value];
}
