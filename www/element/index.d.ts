import type { Analysis, EntityType, ErrorCode, NewsglassErrorData, OffsetUnit } from "./types.js";

export type * from "./types.js";

/** How to start the engine. All optional. */
export interface AnalyzerSettings {
  /** Whether to run in a worker, so that the page never waits. Default true; where there can be no worker, the page's own thread is used. */
  worker?: boolean;
  /** Where `worker.js` is, if not beside this module. On the page's own origin. */
  workerUrl?: string | URL;
  /** Where `newsglass_bg.wasm` is, if not beside this module. */
  wasmUrl?: string | URL;
  /** Milliseconds that one analysis may take, from the call to the answer. Default 300000; Infinity for no limit. */
  timeoutMs?: number;
  /** Ends the analyzer: before it is ready, createAnalyzer() rejects with `cancelled`; afterwards it is as `dispose()`. */
  signal?: AbortSignal;
  /** Is told what becomes of the engine, beginning with what it is now. */
  onState?: (state: EngineState) => void;
}

/** `restarting`: after a crash, or after a long analysis was cancelled; calls wait meanwhile. `failed`: the next call tries again. */
export type EngineState = "loading" | "ready" | "restarting" | "failed";

/** What to do with one article. All optional. */
export interface AnalyzeOptions {
  /** "auto" (default): HTML if it starts like HTML, plain text otherwise. */
  input?: "auto" | "text" | "html" | null;
  /** Whether menus, advertisements and the like are set aside. Default true. */
  clean?: boolean | null;
  /** The unit of every offset in the result. Default "utf16", as JavaScript strings count. */
  offsets?: OffsetUnit | null;
  /** The day that "last week" counts from, YYYY-MM-DD; found in the text when absent. */
  published?: string | null;
  /** Where the article comes from; a help for its date and publisher, never fetched. */
  url?: string | null;
  /** What to look for. Default all; an empty list gives the article alone. */
  features?: Feature[] | null;
  /** The reader's own dictionary. */
  lexicon?: Lexicon | null;
  /** The reader's own word on blocks of an earlier result for the same input: whether they belong to the article. */
  blocks?: BlockChoice[] | null;
}

/** `start` and `end` as in that result, in the unit of `offsets`; every block between them is meant, and the last choice counts. */
export interface BlockChoice {
  start: number;
  end: number;
  body: boolean;
}

export type Feature = "entities" | "quotes" | "sentiment";

/** Names to find and strings to leave alone, before anything else decides. */
export interface Lexicon {
  entities?: { name: string; type: EntityType; aliases?: string[] }[];
  ignore?: string[];
}

/** What goes with one call. */
export interface CallSettings {
  /** Aborting rejects the call at once with `cancelled`. */
  signal?: AbortSignal;
  /** Is told how much of the work is done, 0 to 1. */
  onProgress?: (share: number) => void;
}

/**
 * "text": readable lines. "json": the analysis itself. "csv": one table for a spreadsheet. "markdown": a report for notes. "html": the
 * annotated article in one file without script. "web-annotation": W3C Web Annotations (JSON-LD), positions in Unicode code points.
 */
export type ExportFormat = "text" | "json" | "csv" | "markdown" | "html" | "web-annotation";

/** What goes with a format. All optional. */
export interface ExportOptions {
  /** Which table "csv" writes. Default "quotes". */
  table?: "quotes" | "entities" | "mentions" | "sentences" | null;
  /** The address of the article, for "web-annotation". */
  source?: string | null;
  /** The language of `words` as a tag such as "de", for "html". */
  language?: string | null;
  /**
   * What "markdown" and "html" say, in that language: English texts with their translations, as in the app's `assets/locale/*.json`. What is
   * missing is said in English; the other formats are for programs, and are in English always.
   */
  words?: Record<string, string> | null;
}

export interface Analyzer {
  /** Version of the engine. */
  readonly version: string;
  /** Where the engine runs. */
  readonly thread: "worker" | "main";
  /** Reads one article, plain text or HTML. Rejects with a NewsglassError. */
  analyze(input: string, options?: AnalyzeOptions, call?: CallSettings): Promise<Analysis>;
  /**
   * Writes an analysis as a file: the text of it, byte for byte what the command writes with `--format`. Rejects with a NewsglassError.
   * CSV has no byte order mark; put "\ufeff" in front of a file that Excel is to open.
   */
  render(analysis: Analysis, format: ExportFormat, options?: ExportOptions, call?: CallSettings): Promise<string>;
  /** Gives the engine back: calls that are not answered are cancelled, and the worker ends with its last analyzer. */
  dispose(): void;
}

/** Starts the engine, or joins the one that runs. Rejects with a NewsglassError. */
export function createAnalyzer(settings?: AnalyzerSettings): Promise<Analyzer>;

/** An error with a code for programs, a message for people and a hint at the remedy. */
export class NewsglassError extends Error {
  constructor(code: ErrorCode, message: string, hint: string);
  readonly name: "NewsglassError";
  readonly code: ErrorCode;
  readonly hint: string;
  toJSON(): NewsglassErrorData;
  static from(plain: NewsglassErrorData): NewsglassError;
}
