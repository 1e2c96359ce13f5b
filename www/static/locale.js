// The words of the page in the reader's language, and numbers and days as that language writes them.
//
// The sources are written in English, and an English text is the key under which another language has its own (locale/*.json).
// Places for values are {0}, {1}...; forms for one, few and many are parted by "|", in the order of FORMS, as far as a language has them.

import { asset } from "./asset.js";

/** What each language is called by those who read it, and in which manner it writes numbers and days. English needs no file. */
const LANGUAGES = /** @type {Record<string, [name: string, manner: string]>} */ ({
  en: ["English", "en-GB"],
  de: ["Deutsch", "de"],
  es: ["Español", "es"],
});

const REMEMBERED = "newsglass-language";
const FORMS = ["zero", "one", "two", "few", "many", "other"];
const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur"];

let language = "en";
let manner = "";
/** @type {Record<string, string>} */
let texts = {};
/** @type {Intl.NumberFormat[]} */
let formats = [];
/** @type {Intl.DateTimeFormat[]} */
let dates = [];
/** @type {string[]} */
let forms = [];
/** @type {Intl.PluralRules} */
let rules;

/** How numbers are written: whole, with 1 or 2 decimals, with 2 if there are any, with its sign, as a percentage. */
const MANNERS = /** @type {Intl.NumberFormatOptions[]} */ ([
  { maximumFractionDigits: 0 },
  { minimumFractionDigits: 1, maximumFractionDigits: 1 },
  { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  { maximumFractionDigits: 2 },
  { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: "exceptZero" },
  { style: "percent" },
]);

/** The language that the reader has chosen on this device, or else the first one of the browser's that is there. */
function wanted() {
  /** @type {string | null} */
  let remembered = null;
  try {
    remembered = localStorage.getItem(REMEMBERED);
  } catch {
    // Storage is forbidden: then nothing was remembered either.
  }
  const tags = [remembered ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2).toLowerCase());
  return tags.find((tag) => tag in LANGUAGES) ?? "en";
}

/**
 * Speaks a language from now on: the one that is given, and remembers it, or the one that the reader wants.
 * @param {string} [given]
 */
export async function speak(given) {
  const next = given ?? wanted();
  if (given) {
    try {
      localStorage.setItem(REMEMBERED, given);
    } catch {
      // It holds until the page is left.
    }
  }
  try {
    texts = next === "en" ? {} : JSON.parse(await asset(`locale/${next}.json`));
    use(next);
  } catch (error) {
    console.info(`Newsglass speaks on as it did: ${error}`);
  }
}

/** @param {string} next */
function use(next) {
  language = next;
  manner = LANGUAGES[next]?.[1] ?? next;
  dates = [];
  formats = MANNERS.map((options) => new Intl.NumberFormat(manner, options));
  rules = new Intl.PluralRules(manner);
  const { pluralCategories } = rules.resolvedOptions();
  forms = FORMS.filter((form) => pluralCategories.includes(/** @type {Intl.LDMLPluralRule} */ (form)));
  // The tests read numbers and days without a page.
  const root = globalThis.document?.documentElement;
  if (!root) return;
  root.lang = next;
  root.dir = RIGHT_TO_LEFT.includes(next) ? "rtl" : "ltr";
  translate(root);
}

/**
 * @param {string} text  in English
 * @param {...string} values  for its places
 */
export const t = (text, ...values) => (texts[text] ?? text).replace(/\{(\d)\}/g, (_, place) => values[place] ?? "");

/**
 * Marks a text that goes through `t` or `translate` where it is shown.
 * @param {string} text
 */
export const key = (text) => text;

/** @type {WeakMap<Node, string>} */
const written = new WeakMap();

/**
 * Puts what is written in a part of the page into the language; what the app draws is its own affair.
 * @param {Node} part
 */
export function translate(part) {
  const walk = document.createTreeWalker(part, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches("[data-own], script") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (const place of node instanceof Element ? [...node.attributes].filter(({ name }) => /^(aria-label|placeholder)$/.test(name)) : [node]) {
      const english = written.get(place) ?? place.nodeValue ?? "";
      const key = english.trim();
      if (!key) continue;
      written.set(place, english);
      place.nodeValue = english.replace(key, () => texts[key] ?? key);
    }
  }
}

/** Tag and name of each language, and at last the tag of the one that is spoken. */
export const languages = () => [...Object.entries(LANGUAGES).map(([tag, [name]]) => [tag, name]).flat(), language].join("\n");

/** All texts with their translations, in the order of their keys' code points. */
export const words = () => Object.entries(texts).flat().join("\0");

/** The language that is spoken and its texts, for what is written elsewhere. */
export const speech = () => ({ language, words: texts });

/**
 * Which of the forms of a text goes with a number.
 * @param {number} count
 */
export const form = (count) => forms.indexOf(rules.select(count));

/**
 * @param {number} value
 * @param {number} manner  index into MANNERS
 */
export const figure = (value, manner) => formats[manner]?.format(value).replace("-", "−") ?? "";

/**
 * An amount with its unit, as far as the browser knows the unit: "3 kilometres", "3 Kilometer", "3 kilómetros".
 * @param {number} value
 * @param {string} unit  in English, one of them
 */
export function quantity(value, unit) {
  const american = unit.replace(/^(centi|kilo|milli)?metre$/, "$1meter").replace("litre", "liter").replaceAll(" ", "-");
  try {
    return new Intl.NumberFormat(manner, { style: "unit", unit: american, unitDisplay: "long", maximumFractionDigits: 2 }).format(value);
  } catch {
    return `${figure(value, 3)} × ${texts[unit] ?? unit}`;
  }
}

/** @param {string} text */
export const lower = (text) => text.toLowerCase();

/**
 * A day, or a stretch of days as short as it can be said: a month, a year, or from when to when.
 * @param {string} start  such as 2025-02-14; what follows is ignored
 * @param {string} end
 */
export function days(start, end) {
  const [from, to] = [start, end].map((day) => new Date(`${day.slice(0, 10)}T00:00Z`));
  if (!from || !to || isNaN(+from) || isNaN(+to)) return start === end ? start : `${start} – ${end}`;
  const next = new Date(+to + 864e5);
  const months = start !== end && from.getUTCDate() === 1 && next.getUTCDate() === 1;
  const years = months && from.getUTCMonth() === 0 && next.getUTCMonth() === 0;
  const format = (dates[+months + +years] ??= new Intl.DateTimeFormat(manner, {
    timeZone: "UTC",
    year: "numeric",
    month: years ? undefined : "short",
    day: months ? undefined : "numeric",
  }));
  return format.formatRange(from, to);
}

use("en");
