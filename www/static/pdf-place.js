// Where the worker that reads PDF files is, and its module: files beside this one. The build of the single file puts single/pdf-place.js
// in the place of this module.

/** @returns {Promise<{worker: Worker, module: BufferSource | null}>} */
export async function startReader() {
  return { worker: new Worker(new URL("./pdf-worker.js", import.meta.url), { type: "module", name: "newsglass-pdf" }), module: null };
}
