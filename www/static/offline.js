// The page without a connection: has the service worker keep it, says when it is kept, and offers the next version when it is there.
// What this says stands outside the app, which draws everything inside `#app`.

import { key, translate } from "./locale.js";

const DRAFT = "newsglass:draft";
/** Pauses before it is tried again, in milliseconds, when a file did not come or the browser had no time. */
const PAUSES = [2000, 10_000];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;

/**
 * Registers the service worker. Browsers that have none, or forbid it in a private window, go without.
 * @param {number} [failures]  so far
 */
export async function keepOffline(failures = 0) {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  const workers = navigator.serviceWorker;
  const again = () => {
    clearTimeout(next);
    if (PAUSES[failures]) next = setTimeout(keepOffline, PAUSES[failures], failures + 1);
  };
  try {
    const registration = await workers.register(new URL("../sw.js", import.meta.url), { updateViaCache: "none" });
    const look = () => {
      const { installing, waiting, active } = registration;
      if (waiting && workers.controller) offer(waiting);
      installing?.addEventListener("statechange", look);
      // It may be gone before it is seen.
      if (!waiting && !active && (!installing || installing.state === "redundant")) again();
    };
    registration.addEventListener("updatefound", look);
    look();
    await workers.ready;
    // A service worker without files has kept nothing and takes itself away again.
    if ((await caches.keys()).some((key) => key.startsWith(`newsglass ${registration.scope} `))) sayKept();
  } catch (error) {
    console.info("Newsglass is not kept on this device:", error);
    again();
  }
}

function sayKept() {
  const place = document.getElementById("kept");
  if (place) write(place, key("This page is kept on this device: it opens without a connection."));
}

/**
 * Offers the next version, which is whole and waits.
 * @param {ServiceWorker} next
 */
function offer(next) {
  const place = document.getElementById("update");
  if (!place || place.childElementCount > 0) return;
  const words = document.createElement("p");
  const now = button(key("Reload"));
  const later = button(key("Later"));
  now.addEventListener("click", async () => {
    const { port1, port2 } = new MessageChannel();
    const others = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data.others)));
    next.postMessage({ type: "newsglass:update" }, [port2]);
    if ((await others) > 0) {
      write(words, key("A newer Newsglass is ready. Close its other tabs first; it comes when the last one is closed, too."));
    }
  });
  later.addEventListener("click", () => place.replaceChildren());
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    keepDraft();
    location.reload();
  });
  write(words, key("A newer Newsglass is ready."));
  place.replaceChildren(words, now, later);
}

/** @param {string} name */
function button(name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small";
  write(made, name);
  return made;
}

/**
 * @param {HTMLElement} place
 * @param {string} text  in English
 */
function write(place, text) {
  place.textContent = text;
  translate(place);
}

/** Sees the text through a reload. It stays in this tab. */
function keepDraft() {
  const box = document.querySelector("textarea");
  try {
    if (box?.value) sessionStorage.setItem(DRAFT, box.value);
  } catch {
    // Storage is forbidden or full: the reload is the reader's own wish, the text is where it came from.
  }
}

/** Puts the text back that a reload has seen through. */
export function restoreDraft() {
  try {
    const draft = sessionStorage.getItem(DRAFT);
    sessionStorage.removeItem(DRAFT);
    const box = document.querySelector("textarea");
    if (box && draft && !box.value) box.value = draft;
  } catch {
    // Storage is forbidden: then nothing was kept either.
  }
}
