// A plain server of files, as people have it at hand, with the build in a folder below: the app, the panel to try and the frame.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { packageDir } from "../node/support.mjs";
import { launch } from "./harness.mjs";

const python = spawnSync("python3", ["--version"]).status === 0;

/** @type {import("./harness.mjs").Browser} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("python3 -m http.server, in a folder with a space in its name", { skip: python ? false : "no python3 here" }, async () => {
  const root = mkdtempSync(join(tmpdir(), "newsglass-hosting-"));
  cpSync(join(packageDir, ".."), join(root, "the news/desk"), { recursive: true });
  const server = spawn("python3", ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", root], { stdio: ["ignore", "pipe", "ignore"] });
  try {
    /** @type {string} */
    const port = await new Promise((resolve, reject) => {
      server.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
      server.stdout.on("data", (said) => {
        const found = /port (\d+)/.exec(String(said));
        if (found) resolve(String(found[1]));
      });
    });
    const site = `http://127.0.0.1:${port}/the%20news/desk/`;
    const app = await browser.open(site);
    await app.getByRole("textbox", { name: "Article" }).fill("“The ferry sails again,” Mayor Lena Ortiz said on Friday.");
    await app.getByRole("status").filter({ hasText: /^Analyzed/ }).waitFor({ timeout: 30_000 });
    assert.equal(app.workers().length, 1);
    await app.done();
    const panel = await browser.open(`${site}playground.html`);
    await panel.locator("newsglass-panel .frame[data-state=result]").waitFor({ timeout: 30_000 });
    assert.equal(panel.workers().length, 1);
    await panel.done();
    const frame = await browser.open(`${site}embed.html`);
    await frame.getByText("There is nothing to read yet.").waitFor();
    await frame.done();
  } finally {
    server.kill();
    rmSync(root, { recursive: true });
  }
});

test("a server that has lost a part of the page says which, and what to do", async () => {
  const { openSite } = await import("./site.mjs");
  for (const [path, answer, words] of /** @type {const} */ ([
    ["/assets/app_bg.wasm", 404, /did not arrive/],
    ["/assets/app.js", 404, /did not arrive/],
    ["/assets/app.js", "text/plain", /wrong type/],
  ])) {
    const send = (/** @type {import("node:http").ServerResponse} */ response) =>
      typeof answer === "number" ? response.writeHead(answer).end() : response.writeHead(200, { "content-type": answer, "x-content-type-options": "nosniff" }).end("1");
    const site = await openSite({ files: { [path]: send } });
    try {
      const page = await browser.open(`${site.url}index.html`);
      page.expectTrouble(/console error/);
      await page.getByRole("alert").filter({ hasText: words }).waitFor();
      await page.done();
    } finally {
      await site.close();
    }
  }
});
