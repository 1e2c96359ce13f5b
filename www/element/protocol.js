// What the page and its worker say to each other. Plain data only; every answer carries the id of its question.
//
//   page -> worker   init     where the engine is (or the engine itself, when the page still has it from an earlier worker)
//                    analyze  one article
//                    render   an analysis (its JSON) as a file
//   worker -> page   started  the script runs; says nothing about the engine yet
//                    result   answers init with facts about the engine, analyze with an Analysis, render with text
//                    part     some items of a long list of the Analysis that is about to come, in order; the list in it is empty
//                    progress share of an analysis that is done, 0 to 1
//                    error    answers either; after `engine_crashed` the worker is of no more use
//
// There is no message for cancelling: WebAssembly cannot be interrupted, so the page never has more than one analysis in the
// worker, keeps the queue itself, and ends the worker when the running one is not wanted any more (scheduler.js).

/** @import {Analysis, NewsglassErrorData} from "./types.js" */

/**
 * @typedef {object} EngineFacts
 * @property {string} version
 * @property {number} maxInputBytes
 * @property {WebAssembly.Module | null} module  the compiled engine, for the next instance; null where it cannot be passed on
 */

/**
 * @typedef {{id: number, type: "init", wasmUrl: string | null, module: WebAssembly.Module | null}
 *   | {id: number, type: "analyze", input: unknown, options: unknown, progress: boolean}
 *   | {id: number, type: "render", analysis: string, settings: unknown}} Request
 */

/**
 * @typedef {{type: "started"}
 *   | {id: number, type: "result", value: EngineFacts | Analysis | string}
 *   | {id: number, type: "part", list: "sentences" | "entities" | "quotes", items: unknown[]}
 *   | {id: number, type: "progress", share: number}
 *   | {id: number, type: "error", error: NewsglassErrorData}} Reply
 */

export {};
