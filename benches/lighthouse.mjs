// What the panel costs a page by Lighthouse's measure: the same article without it, with its script in the head, with its script loaded when
// the page is idle, and with `loading="lazy"` (as the README has them), in turn, and the medians.
//
//   npm install --prefix FOLDER lighthouse@13      # anywhere; no part of this project
//   cargo xtask build
//   LIGHTHOUSE=FOLDER/node_modules node benches/lighthouse.mjs [RUNS] [desktop]
//
// Lighthouse's own settings: a phone of the middle class on a slow 4G line, or with "desktop" a desk. CHROME_PATH names the browser.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const packages = process.env.LIGHTHOUSE;
if (!packages) throw new Error("LIGHTHOUSE must name the node_modules folder that has lighthouse in it");
const load = (path) => import(pathToFileURL(join(packages, path)).href);
const [{ default: lighthouse, desktopConfig }, { launch }] = await Promise.all([load("lighthouse/core/index.js"), load("chrome-launcher/dist/index.js")]);
const [runs = "5", form = "phone"] = process.argv.slice(2);

const dist = process.env.NEWSGLASS_DIST ?? join(fileURLToPath(import.meta.url), "../../dist");
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".svg": "image/svg+xml" };
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 675"><rect width="1200" height="675" fill="#9bb"/><path d="M0 500h1200v175H0z" fill="#367"/><path d="M300 470h500l-60 60H380z" fill="#a33"/></svg>`;
const STYLE = `body { margin: 0 auto; max-width: 70rem; padding: 1rem; font: 1.125rem/1.6 Georgia, serif; display: grid; gap: 2rem }
header, footer { font-family: sans-serif } img { width: 100%; height: auto } @media (min-width: 60rem) { main { display: grid; grid-template-columns: 1fr 22rem; gap: 2rem } }
newsglass-panel { display: block; height: 26rem; contain: size layout }`;
const SAYS = ["Mayor Lena Ortiz of the Labour Party said on Monday that the ferry would sail again.", "“It is a wonderful day for the harbour,” she told reporters at the quay.", "Peter Lund, a spokesman for Sable Shipping, called the delay a “disgraceful failure” of the yard in Norport.", "The Islanders’ Union warned that fares would rise by 12 per cent in June.", "“She is safe, but she is not cheap,” said its chairwoman, Ada Quill.", "Talks about a subsidy of $3 million had collapsed in March, a government source said."];
const paragraphs = Array.from({ length: 24 }, (_, at) => `<p>${[0, 1, 2].map((step) => SAYS[(at + step * 2) % SAYS.length]).join(" ")}</p>`).join("");
const SCRIPTS = {
  without: "",
  head: '<script type="module" src="/newsglass/element.js"></script>',
  idle: '<script src="/idle.js" defer></script>',
  lazy: '<script type="module" src="/newsglass/element.js"></script>',
};
const IDLE = 'addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(() => import("/newsglass/element.js")));';
const page = (which) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>The ferry sails again</title>
<meta name="description" content="An article"><link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css">${SCRIPTS[which]}</head>
<body><header>The Harbour Daily</header><main><article id="story"><h1>The ferry sails again</h1><img src="/picture.svg" width="1200" height="675" alt="A ferry">${paragraphs}</article>
<aside>${which !== "without" ? `<newsglass-panel for="story"${which === "lazy" ? ' loading="lazy"' : ""}></newsglass-panel>` : '<p>More from the harbour</p>'}</aside></main><footer>Imprint</footer></body></html>`;
const pages = Object.fromEntries(Object.keys(SCRIPTS).map((which) => [`/${which}`, [".html", page(which)]]));
const own = { ...pages, "/idle.js": [".js", IDLE], "/style.css": [".css", STYLE], "/picture.svg": [".svg", PICTURE] };

const packed = new Map();
const server = createServer((request, response) => {
  const path = new URL(request.url, "http://host").pathname;
  if (!packed.has(path)) {
    try {
      const [extension, body] = own[path] ?? [extname(path), readFileSync(join(dist, path))];
      packed.set(path, [TYPES[extension], gzipSync(body, { level: 9 })]);
    } catch {
      return response.writeHead(404).end();
    }
  }
  const [type, body] = packed.get(path);
  response.writeHead(200, { "content-type": type, "content-encoding": "gzip", "cache-control": "max-age=600" }).end(body);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const MEASURES = { FCP: "first-contentful-paint", LCP: "largest-contentful-paint", TBT: "total-blocking-time", CLS: "cumulative-layout-shift", SI: "speed-index" };
const found = { without: [], head: [], idle: [], lazy: [] };
for (let run = 0; run < Number(runs); run += 1) {
  for (const which of Object.keys(found)) {
    const chrome = await launch({ chromePath: process.env.CHROME_PATH, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
    try {
      const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}/${which}`, { port: chrome.port, onlyCategories: ["performance"], logLevel: "error" }, form === "desktop" ? desktopConfig : undefined);
      if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
      found[which].push({ score: 100 * lhr.categories.performance.score, ...Object.fromEntries(Object.entries(MEASURES).map(([name, audit]) => [name, lhr.audits[audit].numericValue])) });
    } finally {
      await chrome.kill();
    }
    console.log(which, JSON.stringify(found[which].at(-1)));
  }
}
server.close();
const median = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
for (const [which, all] of Object.entries(found)) {
  console.log(`${form}, ${which}, median of ${all.length}:`, Object.keys(all[0]).map((name) => `${name} ${Number(median(all.map((one) => one[name])).toFixed(3))}`).join(", "));
}
