// What the panel says, in the reader's language.
//
// An English text is the key of its translations, as everywhere on the page (www/static/locale/*.json). The panel stands in pages that
// have no other file of ours, so the translations of its own texts are in words.js, which is generated from those files.

import { words } from "./words.js";

/** @import {EntityType, Sentiment} from "../types.js" */

/**
 * Marks a text that a table holds, and that goes through `t` where it is shown.
 * @param {string} text
 */
export const key = (text) => text;

/** @type {Record<EntityType, string>} */
const TYPES = {
  person: key("person"),
  organization: key("organization"),
  place: key("place"),
  facility: key("facility"),
  group: key("group"),
  event: key("event"),
  product: key("product"),
  work: key("work"),
  law: key("law"),
  date: key("date"),
  time: key("time"),
  money: key("money"),
  percent: key("percent"),
  quantity: key("quantity"),
};

/** From this strength on a tone that is neither good nor bad is both. */
export const MIXED = 0.4;

/** A language and what is said in it. */
export class Speech {
  /** @type {Record<string, string>} */
  #words;

  /** @param {string} tag  a language tag such as "de-AT"; a language without words is answered in English */
  constructor(tag) {
    const language = tag.toLowerCase().split("-")[0] ?? "";
    this.#words = words[language] ?? {};
    /** @readonly */
    this.language = language in words ? language : "en";
  }

  /**
   * A text in the reader's language.
   * @param {string} text  in English, with places {0}, {1} ...
   * @param {...string} values  for its places
   */
  t(text, ...values) {
    return (this.#words[text] ?? text).replace(/\{(\d)\}/g, (_, place) => values[place] ?? "");
  }

  /**
   * The form of "{0} quote|{0} quotes" that goes with a number: one for 1 and another for all else, as in English, German and Spanish.
   * @param {number} count
   * @param {string} text
   */
  plural(count, text) {
    const forms = this.t(text, String(count)).split("|");
    return (count === 1 ? forms[0] : forms.at(-1)) ?? "";
  }

  /**
   * What the engine says in English, in the reader's language: what is a number or in quotation marks in it stays as it is.
   * @param {string} text
   */
  said(text) {
    if (text in this.#words) return this.t(text);
    /** @type {string[]} */
    const values = [];
    const template = text.replace(/"[^"]*"|\d+/g, (value) => `{${values.push(value) - 1}}`);
    return template in this.#words ? this.t(template, ...values) : text;
  }

  /**
   * The reasons of a word's weight.
   * @param {string} why  in English, parted by commas
   */
  why(why) {
    return why.split(", ").map((reason) => this.said(reason)).join(", ");
  }

  /** @param {EntityType} type */
  type(type) {
    return this.t(TYPES[type]);
  }

  /**
   * A tone in plain words.
   * @param {Sentiment} sentiment
   */
  tone({ label, strength }) {
    if (label === "neutral") return strength >= MIXED ? this.t("mixed") : this.t("neutral");
    if (label === "positive") return strength >= 0.5 ? this.t("clearly positive") : this.t("positive");
    return strength >= 0.5 ? this.t("clearly negative") : this.t("negative");
  }

  /**
   * A number with two decimals.
   * @param {number} value  0 or more
   */
  decimals(value) {
    const [whole, decimals] = value.toFixed(2).split(".");
    return this.t("{0}.{1}", whole ?? "", decimals ?? "");
  }

  /**
   * The same with its sign.
   * @param {number} value
   */
  signed(value) {
    const digits = this.decimals(Math.abs(value));
    if (Math.abs(value) < 0.005) return digits;
    return `${value < 0 ? "−" : "+"}${digits}`;
  }
}
