// Where the worker that reads PDF files is in the single file, and its module: inside.

import { bytesOf, textOf } from "./inlined.js";

export async function startReader() {
  const module = await bytesOf("newsglass-pdf");
  const address = URL.createObjectURL(new Blob([textOf("newsglass-pdf-worker")], { type: "text/javascript" }));
  return { worker: new Worker(address, { name: "newsglass-pdf" }), module };
}
