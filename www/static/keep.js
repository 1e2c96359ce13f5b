// The text in the box, kept on this device so that a reload does not lose it: in this browser's own database (IndexedDB), and nowhere
// else. Every tab keeps its own; a new tab takes up the one that was left last. A page that goes does not wait for its database: what is
// not yet there then is left in the tab's own storage (sessionStorage), which is written at once, and taken from it by the next page.

/**
 * What is kept.
 * @typedef {object} Draft
 * @property {string} text  the words in the box
 * @property {string | null} html  the same with its formatting, as pasted
 * @property {{start: number, end: number, body: boolean}[]} blocks  what the reader said of its blocks
 * @property {string | null} [address]  where the reader says that it stands on the web
 */

/** @typedef {Draft & {past: Draft | null, saved: number}} Kept  with the text that it took the place of */

/**
 * What becomes of the text: "nothing" is in the box; it is "kept"; of an empty box the text "before" is kept; the reader wants it "off";
 * the browser "refused".
 * @typedef {"nothing" | "kept" | "before" | "off" | "refused"} State
 */

const DATABASE = "newsglass";
const STORE = "drafts";
/** In the tab's storage: what its last page did not come to keep. */
const LEFT = "newsglass-left";
/** In the store: present when the reader wants nothing kept. */
const OFF = "off";
const PREFIX = "draft ";
/** How long the keyboard must rest, in milliseconds. */
const PAUSE = 500;
/** Drafts of tabs that are gone are not gathered without end. */
const LEFT_BEHIND = 4;

/** A name that no other tab has; `crypto.randomUUID` is not there on pages without encryption. */
const anyName = () => PREFIX + Math.random();
let mine = anyName();
let off = false;
/** @type {(state: State) => void} */
let tell = () => {};
/** @typedef {{box: HTMLTextAreaElement, papers: Draft, past: Draft | null}} Change */
/** @type {Change | null} */
let waiting = null;
/** @type {Change | null} what the database does not have yet */
let unsaved = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Finds the draft of this tab, or the one that was left last.
 * @param {(state: State) => void} onState  is told what becomes of the text
 * @param {boolean} mayTake  whether to take up what another tab has left
 * @returns {Promise<Kept | null>}
 */
export async function begin(onState, mayTake) {
  tell = onState;
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", () => void (document.visibilityState === "hidden" && flush()));
  try {
    mine = await claim();
    const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
    const [keys, values] = await Promise.all([
      run("readonly", (store) => store.getAllKeys()),
      run("readonly", (store) => store.getAll()),
    ]);
    /** @type {[string, Kept][]} */
    const all = keys.map((key, index) => [String(key), values[index]]);
    off = all.some(([key]) => key === OFF);
    if (off) return tell("off"), null;
    const free = all.filter(([key]) => key.startsWith(PREFIX) && (key === mine || !held.has(key)));
    free.sort(([, one], [, other]) => other.saved - one.saved);
    const [key, draft] = free.find(([key]) => key === mine) ?? (mayTake ? free[0] : undefined) ?? [];
    const gone = free.slice(LEFT_BEHIND).map(([key]) => key);
    if (key !== undefined && key !== mine) gone.push(key);
    /** @type {Kept | null} */
    const left = JSON.parse(sessionStorage[LEFT] ?? "null");
    const last = left && left.saved > (draft?.saved ?? 0) ? left : draft;
    await run("readwrite", (store) => {
      for (const key of gone) store.delete(key);
      if (last) put(store, last);
    });
    delete sessionStorage[LEFT];
    if (last) tell(stateOf(last));
    return last?.text || last?.past ? last : null;
  } catch {
    return null; // told when there is something to lose
  }
}

/**
 * Keeps the text once the keyboard rests, or when the page goes.
 * @param {HTMLTextAreaElement} box
 * @param {Draft} papers  what goes with the words; its own are not looked at
 * @param {Draft | null} past  what it took the place of
 */
export function keep(box, papers, past) {
  waiting = unsaved = { box, papers, past };
  clearTimeout(timer);
  timer = setTimeout(flush, PAUSE);
}

/** Forgets what is kept, of this tab and of tabs that are gone, and keeps nothing any more until the reader wants it. */
export async function forget() {
  waiting = unsaved = null;
  off = true;
  try {
    delete sessionStorage[LEFT];
    const held = new Set((await navigator.locks?.query())?.held?.map(({ name }) => name));
    const keys = await run("readonly", (store) => store.getAllKeys());
    await run("readwrite", (store) => {
      for (const key of keys.map(String)) if (key === mine || !held.has(key)) store.delete(key);
      store.put(true, OFF);
    });
    tell("off"); // said when it is so: a reload right after it finds nothing
  } catch {
    tell("refused");
  }
}

/**
 * Keeps again.
 * @param {HTMLTextAreaElement} box
 * @param {Draft} papers  what goes with the words; its own are not looked at
 * @param {Draft | null} past
 */
export async function resume(box, papers, past) {
  off = false;
  try {
    await run("readwrite", (store) => store.delete(OFF));
    waiting = unsaved = { box, papers, past };
    await flush();
  } catch {
    tell("refused");
  }
}

/**
 * A change as it is kept.
 * @param {Change} change
 * @returns {Kept}
 */
const kept = ({ box, papers, past }) => ({ ...papers, text: box.value, past, saved: Date.now() });

/** @param {Kept} draft @returns {State} */
const stateOf = ({ text, past }) => (text ? "kept" : past ? "before" : "nothing");

/** @param {IDBObjectStore} store @param {Kept} draft */
const put = (store, draft) => void (stateOf(draft) === "nothing" ? store.delete(mine) : store.put(draft, mine));

function leave() {
  if (!unsaved || off) return;
  try {
    sessionStorage[LEFT] = JSON.stringify(kept(unsaved));
  } catch {
    // Too large for it, or no storage: the database may still get it.
  }
  void flush();
}

async function flush() {
  clearTimeout(timer);
  const change = waiting;
  if (!change) return;
  const draft = kept(change);
  const state = stateOf(draft);
  /** @param {State} other */
  const orNothing = (other) => (state === "nothing" ? state : other);
  waiting = null;
  if (off) return tell(orNothing("off"));
  try {
    await run("readwrite", (store) => put(store, draft));
    if (unsaved === change) unsaved = null;
    if (!off) tell(state);
  } catch {
    tell(orNothing("refused"));
  }
}

/**
 * The name of this tab's draft, which a reload does not change and no other tab has. A tab that was doubled has its twin's name, and
 * takes another.
 * @returns {Promise<string>}
 */
async function claim() {
  const named = sessionStorage.getItem(DATABASE);
  for (const name of [named ?? mine, anyName()]) {
    if (await hold(name)) {
      sessionStorage.setItem(DATABASE, name);
      return name;
    }
  }
  return mine;
}

/**
 * Holds the lock of that name for as long as the page lives.
 * @param {string} name
 * @returns {Promise<boolean>}
 */
function hold(name) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve, reject) => {
    const request = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => {}) : undefined;
    });
    request.catch(reject);
  });
}

/**
 * One transaction.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T> | void} act
 * @returns {Promise<T>}
 */
async function run(mode, act) {
  const database = await open();
  try {
    const transaction = database.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return /** @type {T} */ (request?.result);
  } finally {
    database.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
