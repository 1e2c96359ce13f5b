// The app in a file of its own: everything that the page asks for is in the file, nothing is fetched.

import start from "../app.js";
import { explain } from "../explain.js";
import { restoreDraft } from "../offline.js";
import { bytesOf } from "./inlined.js";

if (typeof WebAssembly !== "object") {
  explain("WebAssembly is missing");
} else if (typeof DecompressionStream !== "function") {
  explain("This browser unpacks no files: it is older than 2023.");
} else {
  restoreDraft();
  bytesOf("newsglass-app").then((bytes) => start({ module_or_path: bytes })).catch(explain);
}
