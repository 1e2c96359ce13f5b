// The whole app in one file, opened from disk, passes the same tests as the app.

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageDir } from "../node/support.mjs";

process.env.NEWSGLASS_URL = pathToFileURL(join(packageDir, "../newsglass.html")).href;
await import("./app.test.mjs");
