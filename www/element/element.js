// <newsglass-panel>: who is in an article, who says what and in which tone, beside the article in anybody's page.
//
//   <newsglass-panel for="article" src="analysis.json"></newsglass-panel>   shows what was found beforehand, without an engine
//   <newsglass-panel for="article"></newsglass-panel>                       finds it here
//
// The article is read where it stands and never changed: the marks in it are CSS Custom Highlights. All panels of a page share one
// worker and one engine, which begin to load when the page has loaded and is idle. README.md has the attributes, properties,
// events, parts and custom properties.

import { adopt, byId, h, isLoaded, isParsed, rootOf, sheetOf } from "./panel/dom.js";
import { cancelled, loadFailed, NewsglassError } from "./errors.js";
import { HostText, isBeside, readHost, reveal } from "./panel/host.js";
import { canMark, LAYERS, Marks } from "./panel/marks.js";
import { STYLE } from "./panel/style.js";
import { followScheme } from "./panel/scheme.js";
import { key, Speech } from "./panel/speech.js";
import { draw, drawLegend, findingsOf, layerOf, namedOf, wordsAt } from "./panel/view.js";

/** @import {Analysis, Span} from "./types.js" */
/** @import {Analyzer, Feature} from "./index.js" */
/** @import {Finding} from "./panel/view.js" */
/** @import {Layer} from "./panel/marks.js" */

/** This copy; two of different versions can meet on a page. */
const VERSION = "0.1.0";
const TAG = "newsglass-panel";
/** What a panel shows unless it is told otherwise. Tone is a judgement on somebody's words: a page asks for it. */
const SHOWN = "entities quotes";
/** A page that changes its article does so in many steps; it is read again when it has been quiet for so long. */
const QUIET_MS = 500;

/** @param {string} id */
const notThere = (id) =>
  new NewsglassError(
    "invalid_option",
    key("There is no element with the id {0} in this page.").replace("{0}", () => `"${id}"`),
    key("Give the attribute `for` the id of the element that holds the article."),
  );

const noText = () =>
  new NewsglassError(
    "empty_input",
    key("The article has no text."),
    key("Name the element that holds the article in the attribute `for`, put the text inside the element, or set its property `text`."),
  );

const wrongUnit = () =>
  new NewsglassError(
    "invalid_option",
    key("The analysis counts in another unit than JavaScript strings do."),
    key("Make it with the option `offsets` set to utf16."),
  );

/** @param {unknown} thrown */
const unforeseen = (thrown) =>
  new NewsglassError("engine_crashed", String(thrown), key("Reload the page; if it happens again, tell those who run it."));

/** Some pages never finish loading: a picture that does not come must not keep the reader waiting. */
const LONG_ENOUGH_MS = 8000;

// A class for the browser; a server that imports this has no HTMLElement and never makes one.
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** @type {CSSStyleSheet | null | undefined} */
let sheet;

/** What is read: a text, and where in the page it stands. @typedef {{text: string, host: Element | null, place: HostText | null}} Source */

export class NewsglassPanel extends Base {
  static version = VERSION;
  static observedAttributes = ["for", "features", "theme", "lang", "highlight", "loading", "sticky", "src", "worker-url", "wasm-url"];

  /** @type {ShadowRoot} */
  #shadow;
  #frame = h("section", { class: "frame", part: "frame", dir: "ltr" });
  #title = h("h2", { class: "title", part: "title" });
  #status = h("p", { class: "status", part: "status", role: "status" });
  #body = h("div", { class: "body", part: "body", role: "group", tabindex: "0" });
  #legend = h("p", { class: "legend", part: "legend", hidden: true });
  #foot = h("p", { class: "foot", part: "footer" });
  #said = h("p", { class: "said", "aria-live": "polite" });
  #slot = h("slot");

  /** @type {string | null} */
  #text = null;
  /** @type {Analysis | null} */
  #analysis = null;
  /** The text that the analysis is of, as it was given. @type {string | null} */
  #readText = null;
  /** @type {Source | null} */
  #source = null;
  /** @type {Map<string, Finding>} */
  #findings = new Map();
  /** @type {{key: string, place: number} | null} */
  #picked = null;
  /** @type {Promise<Analyzer> | null} */
  #analyzer = null;
  /** Ends the analyzer. */
  #engine = new AbortController();
  /** Ends the run that is on its way. @type {AbortController | null} */
  #run = null;
  /** What is to begin when the page is idle; another one takes its place. @type {symbol | null} */
  #planned = null;
  /** The analysis was given, and stays until something else is asked for. */
  #isGiven = false;
  /** How an analysis that was given is brought back to the article; fetched when it is needed. @type {typeof import("./panel/made.js") | null} */
  #made = null;
  /** @type {import("./panel/made.js").Alignment | null} */
  #alignment = null;
  /** Which paragraphs the page has changed, as it was last told. */
  #changed = "";
  /** Ends following the colours of the page. @type {(() => void) | null} */
  #unfollow = null;
  #marks = new Marks();
  /** @type {MutationObserver | null} */
  #watch = null;
  /** Looks out for the reader, with `loading="lazy"`. @type {IntersectionObserver | null} */
  #lookout = null;
  #isNear = false;
  /** Sees whether the panel is beside its article, or above or below it. @type {ResizeObserver | null} */
  #measure = null;

  constructor() {
    super();
    this.#shadow = this.attachShadow({ mode: "open" });
    sheet ??= sheetOf(STYLE);
    if (sheet) adopt(this.#shadow, sheet, true);
    else this.#shadow.append(h("style", {}, STYLE));
    this.#frame.append(h("div", { class: "head", part: "header" }, this.#title, this.#status), this.#body, this.#legend, this.#foot, this.#said);
    this.#frame.addEventListener("keydown", (event) => this.#onKey(event));
    this.#shadow.append(this.#slot, this.#frame);
    // A page may have set these before this class was there.
    for (const name of /** @type {const} */ (["text", "analysis"])) {
      if (!Object.prototype.hasOwnProperty.call(this, name)) continue;
      const value = this[name];
      delete this[name];
      // @ts-expect-error: each has the type of its own property
      this[name] = value;
    }
  }

  connectedCallback() {
    this.#label();
    this.#unfollow?.();
    this.#unfollow = followScheme(this, this.#frame);
    this.#measure ??= new ResizeObserver(() => this.#stack());
    this.#measure.observe(this);
    if (this.#analysis) this.#refresh();
    else this.#wait(this.#speech.t("Getting ready…"));
    this.#plan();
  }

  disconnectedCallback() {
    this.#marks.clear();
    this.#unwatch();
    this.#lookout?.disconnect();
    this.#unfollow?.();
    this.#measure?.disconnect();
    // Being moved is leaving and coming back; only what stays away gives the engine back.
    setTimeout(() => this.isConnected || this.#release());
  }

  adoptedCallback() {
    if (!sheet) return;
    try {
      adopt(this.#shadow, sheet, true);
    } catch {
      // A sheet belongs to its document, and this is another one.
      if (this.#shadow.querySelector("style") === null) this.#shadow.append(h("style", {}, STYLE));
    }
  }

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected) return;
    if (name === "theme") return this.#label();
    if (name === "sticky") return;
    if (name === "highlight") return this.#mark();
    if (name === "lang") {
      this.#label();
      if (this.#analysis) this.#settle(this.#analysis, this.#source, true);
      return;
    }
    if (name === "loading") return this.#plan();
    if (name.endsWith("-url")) this.#release();
    if (name === "for") this.#unwatch();
    this.#isGiven = false;
    this.#readText = null;
    this.#plan();
  }

  /** What to read instead of an element of the page; null for that again. */
  get text() {
    return this.#text;
  }

  set text(text) {
    this.#text = text === null || text === undefined ? null : String(text);
    this.#isGiven = false;
    this.#unwatch();
    this.#plan();
  }

  /** The result that is shown. Setting one, made elsewhere with `offsets: "utf16"`, shows it without an engine. */
  get analysis() {
    return this.#analysis;
  }

  set analysis(analysis) {
    this.#run?.abort();
    this.#planned = null;
    this.#isGiven = true;
    if (analysis === null || analysis === undefined) {
      this.#forget();
      this.#idle();
    } else if (analysis.offsets !== "utf16") {
      this.#fail(wrongUnit());
    } else {
      this.#settle(analysis, this.#look());
      this.#watchForHost();
    }
  }

  get htmlFor() {
    return this.getAttribute("for") ?? "";
  }
  set htmlFor(value) {
    this.setAttribute("for", value);
  }
  get features() {
    return this.getAttribute("features") ?? SHOWN;
  }
  set features(value) {
    this.setAttribute("features", value);
  }
  /** "auto": as the page behind it; "light"; "dark". */
  get theme() {
    return /^(light|dark)$/.exec(this.getAttribute("theme") ?? "")?.[0] ?? "auto";
  }
  set theme(value) {
    this.setAttribute("theme", value);
  }
  /** "on" or "off": whether findings are marked in the page's text. What is picked in the panel is marked in any case. */
  get highlight() {
    return this.getAttribute("highlight") === "off" ? "off" : "on";
  }
  set highlight(value) {
    this.setAttribute("highlight", value);
  }
  /** "auto": begins when the page is idle; "lazy": not before the panel is a screen away from what is in sight. */
  get loading() {
    return this.getAttribute("loading") === "lazy" ? "lazy" : "auto";
  }
  set loading(value) {
    this.setAttribute("loading", value);
  }
  /** Whether the panel stays in sight while its article is read. */
  get sticky() {
    return this.hasAttribute("sticky");
  }
  set sticky(value) {
    this.toggleAttribute("sticky", Boolean(value));
  }
  /** Address of an analysis made beforehand, which is shown without an engine. */
  get src() {
    return this.getAttribute("src") ?? "";
  }
  set src(value) {
    this.setAttribute("src", value);
  }
  get workerUrl() {
    return this.getAttribute("worker-url") ?? "";
  }
  set workerUrl(value) {
    this.setAttribute("worker-url", value);
  }
  get wasmUrl() {
    return this.getAttribute("wasm-url") ?? "";
  }
  set wasmUrl(value) {
    this.setAttribute("wasm-url", value);
  }

  /**
   * Reads the article now: the text given, or what the page has. Answers with the result, which is also shown.
   * @param {string} [text]
   * @returns {Promise<Analysis>}
   */
  analyze(text) {
    if (text !== undefined && text !== null) this.#text = String(text);
    this.#isGiven = false;
    this.#readText = null;
    return this.#start();
  }

  /**
   * Picks a finding as a click on it does: "e3", "q0", "t0", or null for none.
   * @param {string | null} key
   */
  select(key) {
    const finding = key === null ? null : this.#findings.get(key);
    if (finding) this.#pick(finding, 0);
    else this.#unpick();
  }

  /** Whether what is shown was made beforehand; a text that is set is read here. */
  get #isMade() {
    return this.src !== "" && this.#text === null;
  }

  get #speech() {
    return new Speech(this.getAttribute("lang") ?? "en");
  }

  /** @returns {Feature[]} */
  get #wanted() {
    return /** @type {Feature[]} */ (this.features.split(/[\s,]+/).filter(Boolean));
  }

  /** Starts soon, once for however many reasons there are, and not before the page has loaded what it needs itself. */
  #plan() {
    if (!this.isConnected || this.#isGiven) return;
    if (this.loading === "lazy" && !this.#isNear) return this.#lookOut();
    const plan = Symbol();
    this.#planned = plan;
    whenIdle(() => {
      if (this.#planned !== plan || !this.isConnected) return;
      if (this.#isWithoutArticle()) {
        this.#forget();
        this.#idle();
        this.#watchOver(this);
      } else {
        this.#start().catch(() => {}); // the panel says it, and an event
      }
    });
  }

  /** Begins when the reader comes near. */
  #lookOut() {
    this.#planned = null;
    this.#lookout ??= new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      this.#isNear = true;
      this.#lookout?.disconnect();
      this.#plan();
    }, { rootMargin: "100%" });
    this.#lookout.observe(this);
  }

  /** Nothing is named and nothing is here: the page will say later what to read. */
  #isWithoutArticle() {
    return !this.#isMade && this.#text === null && !this.hasAttribute("for") && readHost(this).text === "";
  }

  /** @returns {Promise<Analysis>} */
  async #start() {
    this.#planned = null;
    this.#run?.abort();
    const run = new AbortController();
    this.#run = run;
    const { signal } = run;
    try {
      if (!this.#look() && !isParsed()) await once("DOMContentLoaded");
      if (signal.aborted) throw cancelled();
      if (this.#isMade) return await this.#fetch(signal);
      const source = this.#look() ?? this.#missing();
      if (this.#analysis && this.#readText === source.text) {
        this.#settle(this.#analysis, source);
        return this.#analysis;
      }
      if (source.text.trim() === "") throw noText();
      this.#wait(this.#analyzer ? this.#speech.t("Reading the article…") : this.#speech.t("Getting ready…"));
      const analyzer = await this.#open();
      if (signal.aborted) throw cancelled();
      this.#say(this.#speech.t("Reading the article…"));
      // Without the attribute the analysis is whole, as everywhere, whatever of it is shown.
      const features = this.hasAttribute("features") ? this.#wanted : undefined;
      const analysis = await analyzer.analyze(source.text, { input: source.host ? "text" : "auto", features }, { signal });
      if (signal.aborted) throw cancelled();
      this.#settle(analysis, source);
      this.#tell("result", analysis);
      return analysis;
    } catch (thrown) {
      const error = thrown instanceof NewsglassError ? thrown : unforeseen(thrown);
      if (!signal.aborted) this.#fail(error);
      throw error;
    } finally {
      if (this.#run === run) this.#run = null;
    }
  }

  /**
   * Shows the analysis that the attribute `src` names.
   * @param {AbortSignal} signal
   * @returns {Promise<Analysis>}
   */
  async #fetch(signal) {
    this.#wait(this.#speech.t("Getting ready…"));
    const { fetchMade } = await this.#getMade();
    const analysis = await fetchMade(this, signal);
    if (signal.aborted) throw cancelled();
    this.#isGiven = true;
    this.#settle(analysis, this.#look());
    this.#watchForHost();
    this.#tell("result", analysis);
    return analysis;
  }

  async #getMade() {
    try {
      return (this.#made = await import("./panel/made.js"));
    } catch (cause) {
      throw loadFailed.script(cause);
    }
  }

  /**
   * What to read: the text that was set, the element that is named, or the panel's own words. Null when there is no such element.
   * @returns {Source | null}
   */
  #look() {
    if (this.#text !== null) return { text: this.#text, host: null, place: null };
    const id = this.getAttribute("for");
    const host = id === null ? this : byId(rootOf(this), id);
    if (host === null) return null;
    const place = readHost(host);
    return { text: place.text, host, place };
  }

  /** @returns {never} */
  #missing() {
    const id = this.getAttribute("for") ?? "";
    this.#watchFor(id);
    throw notThere(id);
  }

  /** The page has changed the article, or the panel has come to another place. */
  #refresh() {
    const source = this.#look();
    if (!this.#analysis || (!this.#isGiven && source?.text !== this.#readText)) return this.#plan();
    this.#settle(this.#analysis, source);
  }

  /** @returns {Promise<Analyzer>} */
  #open() {
    if (this.#analyzer) return this.#analyzer;
    const settings = { workerUrl: this.workerUrl || undefined, wasmUrl: this.wasmUrl || undefined, signal: this.#engine.signal };
    const opening = import("./index.js").then(
      ({ createAnalyzer }) => createAnalyzer(settings),
      (cause) => Promise.reject(loadFailed.script(cause)),
    );
    this.#analyzer = opening;
    opening.then(
      ({ version, thread }) => this.#tell("ready", { version, thread }),
      () => this.#analyzer === opening && (this.#analyzer = null),
    );
    return opening;
  }

  #release() {
    this.#run?.abort();
    this.#engine.abort();
    this.#engine = new AbortController();
    this.#analyzer = null;
  }

  #forget() {
    this.#analysis = null;
    this.#readText = null;
    this.#findings.clear();
    this.#picked = null;
    this.#marks.clear();
  }

  /**
   * Shows an analysis, and marks what it found where its words stand in the page.
   * @param {Analysis} analysis
   * @param {Source | null} source
   * @param {boolean} [isAnew]  whether to draw it again, though it is the same
   */
  #settle(analysis, source, isAnew = false) {
    const isNew = analysis !== this.#analysis;
    this.#analysis = analysis;
    this.#source = source;
    this.#readText = source?.text ?? null;
    if (isNew) {
      this.#alignment = null;
      this.#changed = "";
      this.#findings = findingsOf(analysis);
      this.#picked = null;
    }
    if (!this.isConnected) return;
    if (isNew || isAnew || this.#frame.dataset.state !== "result") this.#show(analysis);
    this.#label();
    this.#stack();
    this.#mark();
    if (source?.host) this.#watchOver(source.host);
  }

  /** @param {Analysis} analysis */
  #show(analysis) {
    const speech = this.#speech;
    const has = (/** @type {string} */ feature) => this.#wanted.includes(/** @type {Feature} */ (feature));
    const pick = (/** @type {string} */ key) => this.#step(key);
    this.#frame.setAttribute("aria-busy", "false");
    this.#frame.dataset.state = "result";
    this.#body.replaceChildren(draw(analysis, speech, { has, pick }));
    this.#say([
      speech.plural(analysis.text.match(/\S+/g)?.length ?? 0, "{0} word|{0} words"),
      has("entities") && speech.plural(namedOf(analysis).length, "{0} name|{0} names"),
      has("quotes") && speech.plural(analysis.quotes.length, "{0} quote|{0} quotes"),
      has("sentiment") && analysis.sentiment && speech.t("tone {0}", speech.tone(analysis.sentiment)),
    ].filter(Boolean).join(" · "));
  }

  /** A panel that stays in sight takes less of the window where it would cover its article. */
  #stack() {
    this.#frame.toggleAttribute("data-beside", isBeside(this, this.#source?.host ?? null));
  }

  /** The words and attributes that do not depend on what was found. */
  #label() {
    const speech = this.#speech;
    this.#frame.lang = speech.language;
    this.#frame.dataset.theme = this.theme;
    this.#frame.setAttribute("aria-label", speech.t("In this article"));
    this.#title.textContent = speech.t("In this article");
    this.#body.setAttribute("aria-label", speech.t("Findings"));
    this.#foot.textContent = this.#isMade || this.#isGiven
      ? speech.t("Found beforehand by a program. It can be wrong.")
      : speech.t("Found by a program on this device; nothing is sent. It can be wrong.");
    if (this.#alignment?.missing.length) this.#foot.append(` ${speech.t("The article has been changed since.")}`);
    // Words in the panel are the article, unless the article is elsewhere: then they are for browsers without this element.
    this.#slot.hidden = this.hasAttribute("for") || this.#text !== null;
  }

  /** @param {string} words */
  #say(words) {
    if (this.#status.textContent !== words) this.#status.textContent = words;
  }

  /** @param {string} words */
  #wait(words) {
    this.#label();
    this.#frame.setAttribute("aria-busy", "true");
    this.#frame.dataset.state = "waiting";
    this.#say(words);
    // What is there stays until there is something better.
    if (this.#body.querySelector(".rooms, .lines") === null) {
      this.#body.replaceChildren(h("div", { class: "lines", "aria-hidden": "true" }, ...[1, 2, 3, 4, 5, 6].map(() => h("i"))));
    }
  }

  #idle() {
    this.#label();
    this.#frame.setAttribute("aria-busy", "false");
    this.#frame.dataset.state = "idle";
    this.#body.replaceChildren();
    this.#say(this.#speech.t("There is nothing to read yet."));
  }

  /** @param {NewsglassError} error */
  #fail(error) {
    this.#forget();
    this.#label();
    this.#frame.setAttribute("aria-busy", "false");
    this.#frame.dataset.state = "error";
    const speech = this.#speech;
    const again = h("button", { type: "button", class: "again", part: "button again", onclick: () => void this.analyze().catch(() => {}) },
      this.#speech.t("Try again"));
    this.#say("");
    this.#body.replaceChildren(h("div", { class: "trouble", part: "error", role: "alert" },
      h("p", { class: "trouble-message", part: "error-message" }, speech.said(error.message)), h("p", {}, speech.said(error.hint)), again));
    this.#tell("error", error.toJSON());
  }

  /**
   * @param {"ready" | "result" | "select" | "mismatch" | "error"} name
   * @param {unknown} detail
   */
  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`newsglass-${name}`, { detail, bubbles: true, composed: true }));
  }

  /**
   * A click: the finding, and with each further click its next place.
   * @param {string} key
   */
  #step(key) {
    const finding = this.#findings.get(key);
    if (!finding) return;
    const place = this.#picked?.key === key ? (this.#picked.place + 1) % Math.max(finding.places.length, 1) : 0;
    this.#pick(finding, place);
  }

  /**
   * @param {Finding} finding
   * @param {number} place
   */
  #pick(finding, place) {
    const analysis = this.#analysis;
    const spans = finding.places[place];
    if (!analysis || !spans) return;
    this.#picked = { key: finding.key, place };
    this.#mark();
    const host = this.#hostText();
    const first = host?.ranges(/** @type {Span} */ (spans[0]))[0];
    if (first) reveal(first, this);
    for (const item of this.#body.querySelectorAll(".item")) {
      item.setAttribute("aria-pressed", String(item.getAttribute("data-key") === finding.key));
    }
    this.#body.querySelector(".excerpt")?.remove();
    const sentence = analysis.sentences.find(({ start, end }) => start <= /** @type {Span} */ (spans[0]).start && end >= /** @type {Span} */ (spans[0]).end);
    const words = wordsAt(analysis.text, finding.kind === "quote" ? spans : sentence ? [sentence] : spans);
    // Without the article beside it, the panel shows the place itself.
    if (!first && finding.kind !== "quote") {
      const item = this.#body.querySelector(`.item[data-key="${finding.key}"]`);
      item?.after(excerpt(analysis.text, sentence ?? /** @type {Span} */ (spans[0]), /** @type {Span} */ (spans[0])));
    }
    this.#said.textContent = this.#speech.t("{0}, {1} of {2}: {3}", finding.name, String(place + 1), String(finding.places.length), words);
    const { start, end } = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
    this.#tell("select", { kind: finding.kind, key: finding.key, [finding.kind]: finding.value, place, start, end, text: analysis.text.slice(start, end) });
  }

  #unpick() {
    if (!this.#picked) return;
    this.#picked = null;
    for (const item of this.#body.querySelectorAll(".item")) item.setAttribute("aria-pressed", "false");
    this.#body.querySelector(".excerpt")?.remove();
    this.#mark();
    this.#said.textContent = this.#speech.t("Nothing is selected.");
    this.#tell("select", { kind: null });
  }

  /**
   * Escape lets go; the arrows go from one finding to the next, as Tab does, but stay among the findings.
   * @param {KeyboardEvent} event
   */
  #onKey(event) {
    if (event.key === "Escape" && this.#picked) {
      event.stopPropagation();
      this.#unpick();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const item = event.target instanceof Element ? event.target.closest(".item") : null;
    if (!step || !item || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const items = [.../** @type {NodeListOf<HTMLElement>} */ (this.#body.querySelectorAll(".item"))].filter((one) => one.checkVisibility?.() ?? true);
    const next = items[items.indexOf(/** @type {HTMLElement} */ (item)) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  /**
   * The page's text, if it is the one that the analysis is of or, when the analysis was given, as far as it is.
   * @returns {{ranges: (span: Span) => Range[]} | null}
   */
  #hostText() {
    const place = this.#source?.place;
    const analysis = this.#analysis;
    if (!place || !analysis) return null;
    if (place.text === analysis.text) return place;
    if (!this.#isGiven || place.text === "") return null;
    if (this.#alignment?.of === place) return this.#alignment;
    if (!this.#made) {
      this.#getMade().then(() => this.isConnected && this.#mark(), () => {}); // without it there are no marks
      return null;
    }
    this.#alignment = new this.#made.Alignment(analysis, place);
    this.#compare(this.#alignment);
    return this.#alignment;
  }

  /**
   * Says what of the analysed text the page no longer has: to readers that there are fewer marks, to the page's author what to do.
   * @param {import("./panel/made.js").Alignment} alignment
   */
  #compare({ blocks, missing }) {
    this.#label();
    const changed = missing.map(({ start }) => start).join();
    if (changed === this.#changed) return;
    this.#changed = changed;
    if (missing.length === 0) return;
    console.warn(`<${TAG}>: ${missing.length} of ${blocks} paragraphs of the analysis are not in the article as it is now. What was changed is not marked; analyze the article again.`);
    this.#tell("mismatch", { blocks, missing });
  }

  #mark() {
    const place = this.#hostText();
    const host = this.#source?.host;
    this.#legend.hidden = true;
    if (!this.#analysis || !place || !host) return this.#marks.clear();
    /** @type {Map<Layer, Range[]>} */
    const ranges = new Map(LAYERS.map((layer) => [layer, []]));
    /** @param {Layer} layer @param {Span} span */
    const add = (layer, span) => ranges.get(layer)?.push(...place.ranges(span));
    if (this.highlight === "on") {
      for (const quote of this.#analysis.quotes) quote.parts.forEach((part) => add("quote", part));
      for (const entity of namedOf(this.#analysis)) {
        for (const mention of entity.mentions) if (mention.kind === "name") add(layerOf(entity.type), mention);
      }
      if (this.#wanted.includes("sentiment")) {
        for (const word of this.#analysis.sentiment?.evidence ?? []) add(word.weight < 0 ? "negative" : "positive", word);
      }
    }
    this.#explain(LAYERS.filter((layer) => (ranges.get(layer) ?? []).length > 0));
    const picked = this.#picked;
    const places = (picked && this.#findings.get(picked.key)?.places) ?? [];
    places.forEach((spans, index) => spans.forEach((span) => add(index === picked?.place ? "current" : "selected", span)));
    for (const [layer, found] of ranges) this.#marks.set(host, layer, found);
  }

  /**
   * Says what the marks in the article mean, as far as there are any.
   * @param {Layer[]} layers
   */
  #explain(layers) {
    if (!canMark() || layers.length === 0) return;
    this.#legend.replaceChildren(...drawLegend(layers, this.#speech));
    this.#legend.hidden = false;
  }

  /**
   * Reads the article again when the page has changed it.
   * @param {Element} host
   */
  #watchOver(host) {
    this.#unwatch();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const watch = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (this.isConnected && this.#watch === watch) this.#refresh();
      }, QUIET_MS);
    });
    this.#watch = watch;
    watch.observe(host, { childList: true, characterData: true, subtree: true });
  }

  #unwatch() {
    this.#watch?.disconnect();
    this.#watch = null;
  }

  /** What was given is shown without its article, and marked when that comes. */
  #watchForHost() {
    if (this.isConnected && this.#source === null && this.hasAttribute("for")) this.#watchFor(this.htmlFor);
  }

  /**
   * Begins when the element comes after all, as in pages that programs draw.
   * @param {string} id
   */
  #watchFor(id) {
    this.#unwatch();
    const root = rootOf(this);
    const watch = new MutationObserver(() => {
      if (byId(root, id) === null) return;
      this.#unwatch();
      if (!this.isConnected) return;
      if (this.#analysis) this.#refresh();
      else this.#plan();
    });
    this.#watch = watch;
    watch.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ["id"] });
  }
}

/**
 * A sentence with one stretch of it marked.
 * @param {string} text
 * @param {Span} sentence
 * @param {Span} span
 */
function excerpt(text, sentence, span) {
  return h("p", { class: "excerpt", part: "excerpt" },
    text.slice(sentence.start, span.start), h("mark", {}, text.slice(span.start, span.end)), text.slice(span.end, sentence.end));
}

/** @param {string} event  of the window */
const once = (event) => new Promise((resolve) => addEventListener(event, resolve, { once: true }));

/** @param {() => void} work */
function whenIdle(work) {
  let hasBegun = false;
  const idle = () => {
    if (hasBegun) return;
    hasBegun = true;
    if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: 1500 });
    else setTimeout(work, 1);
  };
  if (isLoaded()) return idle();
  addEventListener("load", idle, { once: true });
  setTimeout(idle, LONG_ENOUGH_MS);
}

if (typeof customElements === "object") {
  const first = /** @type {typeof NewsglassPanel | undefined} */ (customElements.get(TAG));
  if (!first) customElements.define(TAG, NewsglassPanel);
  else if (first !== NewsglassPanel) {
    console.info(`<${TAG}> is already there in version ${first.version ?? "unknown"}; this copy, version ${VERSION}, leaves it as it is.`);
  }
}
