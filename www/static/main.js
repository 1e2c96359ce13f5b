// Brings the app into the page, and says in plain words why when it cannot come.

import { canRun, explainMissing } from "./explain.js";
import { speak } from "./locale.js";
import { countRequests } from "./requests.js";
import { keepOffline, restoreDraft } from "./offline.js";

if (canRun()) {
  restoreDraft();
  countRequests();
  Promise.all([import("./app.js"), speak()])
    .then(([{ default: start }]) => start({ module_or_path: new URL("./app_bg.wasm", import.meta.url) }))
    .then(() => keepOffline())
    .catch((error) => explainMissing(error, new URL("./app.js", import.meta.url)));
}
