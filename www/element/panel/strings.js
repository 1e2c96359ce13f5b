// Every word that the panel says, by language. What is not here is said in English.

/** @import {EntityType, Sentiment} from "../types.js" */

/** @param {number} count @param {string} one @param {string} many */
const count = (count, one, many) => `${count} ${count === 1 ? one : many}`;

const en = {
  language: "en",
  title: "In this article",
  findings: "Findings",
  waiting: "Getting ready…",
  reading: "Reading the article…",
  idle: "There is nothing to read yet.",
  tryAgain: "Try again",
  speakers: "Who says what",
  entities: "Who is in it",
  tone: "In which tone",
  nobodySpeaks: "Nobody is quoted, as far as could be found.",
  nobodyThere: "No names were found.",
  noWords: "No word of the writer’s own praises or blames.",
  /** @param {number} number */
  all: (number) => `Show all ${number}`,
  fewer: "Show fewer",
  unnamed: "unnamed source",
  unknownSpeaker: "Not said by whom",
  promise: "Found by a program on this device; nothing is sent. It can be wrong.",
  /** @param {number} number */
  mentions: (number) => count(number, "mention", "mentions"),
  /** @param {number} number */
  quotes: (number) => count(number, "quote", "quotes"),
  /** @param {{words: number, entities: number | null, quotes: number | null, tone: string | null}} found */
  summary: ({ words, entities, quotes, tone }) =>
    [
      count(words, "word", "words"),
      entities === null ? "" : count(entities, "name", "names"),
      quotes === null ? "" : count(quotes, "quote", "quotes"),
      tone ?? "",
    ].filter(Boolean).join(" · "),
  /** @param {string} name @param {number} index @param {number} total @param {string} words */
  shown: (name, index, total, words) => `${name}, ${index} of ${total}: ${words}`,
  cleared: "Nothing is selected.",
  /** @type {Record<EntityType, string>} */
  types: {
    person: "person",
    organization: "organization",
    place: "place",
    facility: "facility",
    group: "group",
    event: "event",
    product: "product",
    work: "work",
    law: "law",
    date: "date",
    time: "time",
    money: "money",
    percent: "percent",
    quantity: "quantity",
  },
  /** @param {Sentiment} sentiment */
  toneOf: ({ label, strength }) => {
    if (label === "neutral") return strength >= 0.4 ? "mixed" : "neutral";
    return strength >= 0.5 ? `clearly ${label}` : label;
  },
  /** @param {string} tone */
  toneSummary: (tone) => `tone ${tone}`,
  /** @param {string} tone */
  toneToward: (tone) => `${tone} tone`,
  /** @param {string} score @param {string} strength */
  toneNumbers: (score, strength) => `score ${score} on −1 to +1, strength ${strength}`,
  reload: "Reload the page; if it happens again, tell those who run it.",
  notThere: {
    /** @param {string} id */
    message: (id) => `There is no element with the id "${id}" in this page.`,
    hint: "Give the attribute `for` the id of the element that holds the article.",
  },
  empty: {
    message: "The article has no text.",
    hint: "Name the element that holds the article in the attribute `for`, put the text inside the element, or set its property `text`.",
  },
  wrongUnit: {
    message: "The analysis counts in another unit than JavaScript strings do.",
    hint: 'Make it with `offsets: "utf16"`.',
  },
};

/** @typedef {typeof en} Strings */

/** @type {Record<string, Strings>} */
const languages = { en };

/**
 * @param {string} tag  a language tag such as "en-GB"
 * @returns {Strings}
 */
export const stringsFor = (tag) => languages[tag.toLowerCase().split("-")[0] ?? ""] ?? en;
