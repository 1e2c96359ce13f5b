// The app in a file of its own: everything that the page asks for is in the file, nothing is fetched.

import start from "../app.js";
import { canRun, explain } from "../explain.js";
import { speak } from "../locale.js";
import { restoreDraft } from "../offline.js";
import { countRequests } from "../requests.js";
import { bytesOf } from "./inlined.js";

if (!canRun()) {
  // It has been said.
} else if (typeof DecompressionStream !== "function") {
  explain("This browser unpacks no files: it is older than 2023.");
} else {
  restoreDraft();
  countRequests();
  Promise.all([bytesOf("newsglass-app"), speak()]).then(([bytes]) => start({ module_or_path: bytes })).catch(explain);
}
