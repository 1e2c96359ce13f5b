import type { Analysis, Entity, Evidence, NewsglassErrorData, Quote, Span } from "./types.js";

export type * from "./types.js";

/** `<newsglass-panel>`. Importing the module defines it, unless another copy has; where there is no DOM the import does nothing. */
export class NewsglassPanel extends HTMLElement {
  /** Of this copy of the element. */
  static readonly version: string;

  /** The attribute `for`: id of the element, in the same tree, that holds the article. */
  htmlFor: string;
  /** What to look for and to show: any of "entities quotes sentiment"; "entities quotes" without the attribute. */
  features: string;
  /** Address of an analysis made beforehand, which is shown without an engine; "" for none. */
  src: string;
  /** Whether the panel stays in sight while its article is read. */
  sticky: boolean;
  /** "auto" (as the colour behind the panel or, where there is none, the page's `color-scheme`), "light" or "dark". */
  theme: string;
  /** "on" or "off": whether findings are marked in the page's text. */
  highlight: string;
  /** "auto": begins when the page is idle; "lazy": not before the panel is a screen away from what is in sight. */
  loading: string;
  /** Where `worker.js` is, if not beside `element.js`; "" for beside. */
  workerUrl: string;
  /** Where `newsglass_bg.wasm` is, if not beside `element.js`; "" for beside. */
  wasmUrl: string;
  /** What to read instead of an element of the page: plain text or HTML. */
  text: string | null;
  /** The result that is shown; one made elsewhere, with `offsets: "utf16"`, is shown without an engine. */
  analysis: Analysis | null;

  /** Reads the article now: the text given, or what the page has. Rejects with a NewsglassError. */
  analyze(text?: string): Promise<Analysis>;
  /** Picks a finding as a click does: an entity's id, "q0" or "t0" (index into `quotes` or `sentiment.evidence`), or null. */
  select(key: string | null): void;
}

/** What `newsglass-select` tells: which finding, which of its places, and where that is in `analysis.text`. */
export type Selection =
  | { kind: null }
  | ({ key: string; place: number; start: number; end: number; text: string } & (
      | { kind: "entity"; entity: Entity }
      | { kind: "quote"; quote: Quote }
      | { kind: "evidence"; evidence: Evidence }
    ));

export interface NewsglassPanelEvents {
  "newsglass-ready": CustomEvent<{ version: string; thread: "worker" | "main" }>;
  "newsglass-result": CustomEvent<Analysis>;
  "newsglass-select": CustomEvent<Selection>;
  /** Of an analysis that was given: how many paragraphs it has, and those that the article no longer has. */
  "newsglass-mismatch": CustomEvent<{ blocks: number; missing: Span[] }>;
  "newsglass-error": CustomEvent<NewsglassErrorData>;
}

declare global {
  interface HTMLElementTagNameMap {
    "newsglass-panel": NewsglassPanel;
  }
  interface GlobalEventHandlersEventMap extends NewsglassPanelEvents {}
}
