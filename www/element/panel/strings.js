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

/** @type {Strings} */
const de = {
  language: "de",
  title: "In diesem Artikel",
  findings: "Funde",
  waiting: "Wird bereitgemacht…",
  reading: "Der Artikel wird gelesen…",
  idle: "Es gibt noch nichts zu lesen.",
  tryAgain: "Noch einmal versuchen",
  speakers: "Wer was sagt",
  entities: "Wer vorkommt",
  tone: "In welchem Ton",
  nobodySpeaks: "Niemand wird zitiert, soweit zu finden war.",
  nobodyThere: "Es wurden keine Namen gefunden.",
  noWords: "Kein Wort des Autors selbst lobt oder tadelt.",
  all: (number) => `Alle ${number} zeigen`,
  fewer: "Weniger zeigen",
  unnamed: "ungenannte Quelle",
  unknownSpeaker: "Nicht gesagt, von wem",
  promise: "Gefunden von einem Programm auf diesem Gerät; nichts wird gesendet. Es kann irren.",
  mentions: (number) => count(number, "Erwähnung", "Erwähnungen"),
  quotes: (number) => count(number, "Zitat", "Zitate"),
  summary: ({ words, entities, quotes, tone }) =>
    [
      count(words, "Wort", "Wörter"),
      entities === null ? "" : count(entities, "Name", "Namen"),
      quotes === null ? "" : de.quotes(quotes),
      tone ?? "",
    ].filter(Boolean).join(" · "),
  shown: (name, index, total, words) => `${name}, ${index} von ${total}: ${words}`,
  cleared: "Nichts ist ausgewählt.",
  types: {
    person: "Person",
    organization: "Organisation",
    place: "Ort",
    facility: "Gebäude",
    group: "Gruppe",
    event: "Ereignis",
    product: "Produkt",
    work: "Werk",
    law: "Gesetz",
    date: "Datum",
    time: "Uhrzeit",
    money: "Geldbetrag",
    percent: "Prozentzahl",
    quantity: "Menge",
  },
  toneOf: ({ label, strength }) => {
    if (label === "neutral") return strength >= 0.4 ? "gemischt" : "neutral";
    const word = label === "positive" ? "positiv" : "negativ";
    return strength >= 0.5 ? `deutlich ${word}` : word;
  },
  toneSummary: (tone) => `Ton ${tone}`,
  toneToward: (tone) => `Ton ${tone}`,
  toneNumbers: (score, strength) => `Wert ${score} von −1 bis +1, Stärke ${strength}`,
  reload: "Laden Sie die Seite neu; geschieht es wieder, sagen Sie es denen, die sie betreiben.",
  notThere: {
    message: (id) => `Auf dieser Seite gibt es kein Element mit der id „${id}“.`,
    hint: "Geben Sie dem Attribut `for` die id des Elements, das den Artikel enthält.",
  },
  empty: {
    message: "Der Artikel hat keinen Text.",
    hint: "Nennen Sie im Attribut `for` das Element, das den Artikel enthält, setzen Sie den Text in das Element, oder setzen Sie seine Eigenschaft `text`.",
  },
  wrongUnit: {
    message: "Die Analyse zählt in einer anderen Einheit als JavaScript-Zeichenketten.",
    hint: 'Machen Sie sie mit `offsets: "utf16"`.',
  },
};

/** @type {Strings} */
const es = {
  language: "es",
  title: "En este artículo",
  findings: "Hallazgos",
  waiting: "Preparando…",
  reading: "Leyendo el artículo…",
  idle: "Aún no hay nada que leer.",
  tryAgain: "Intentar de nuevo",
  speakers: "Quién dice qué",
  entities: "Quién sale",
  tone: "En qué tono",
  nobodySpeaks: "No se cita a nadie, por lo que se pudo encontrar.",
  nobodyThere: "No se encontraron nombres.",
  noWords: "Ninguna palabra propia del autor alaba o critica.",
  all: (number) => `Mostrar ${number}`,
  fewer: "Mostrar menos",
  unnamed: "fuente sin nombre",
  unknownSpeaker: "No se dice quién",
  promise: "Hallado por un programa en este dispositivo; no se envía nada. Puede equivocarse.",
  mentions: (number) => count(number, "mención", "menciones"),
  quotes: (number) => count(number, "cita", "citas"),
  summary: ({ words, entities, quotes, tone }) =>
    [
      count(words, "palabra", "palabras"),
      entities === null ? "" : count(entities, "nombre", "nombres"),
      quotes === null ? "" : es.quotes(quotes),
      tone ?? "",
    ].filter(Boolean).join(" · "),
  shown: (name, index, total, words) => `${name}, ${index} de ${total}: ${words}`,
  cleared: "No hay nada seleccionado.",
  types: {
    person: "persona",
    organization: "organización",
    place: "lugar",
    facility: "edificio",
    group: "grupo",
    event: "acontecimiento",
    product: "producto",
    work: "obra",
    law: "ley",
    date: "fecha",
    time: "hora",
    money: "dinero",
    percent: "porcentaje",
    quantity: "cantidad",
  },
  toneOf: ({ label, strength }) => {
    if (label === "neutral") return strength >= 0.4 ? "mixto" : "neutro";
    const word = label === "positive" ? "positivo" : "negativo";
    return strength >= 0.5 ? `claramente ${word}` : word;
  },
  toneSummary: (tone) => `tono ${tone}`,
  toneToward: (tone) => `tono ${tone}`,
  toneNumbers: (score, strength) => `valor ${score} entre −1 y +1, fuerza ${strength}`,
  reload: "Recargue la página; si vuelve a ocurrir, dígaselo a quienes la llevan.",
  notThere: {
    message: (id) => `En esta página no hay ningún elemento con el id «${id}».`,
    hint: "Dé al atributo `for` el id del elemento que contiene el artículo.",
  },
  empty: {
    message: "El artículo no tiene texto.",
    hint: "Nombre en el atributo `for` el elemento que contiene el artículo, ponga el texto dentro del elemento o asigne su propiedad `text`.",
  },
  wrongUnit: {
    message: "El análisis cuenta en otra unidad que las cadenas de JavaScript.",
    hint: 'Hágalo con `offsets: "utf16"`.',
  },
};

/** @type {Record<string, Strings>} */
const languages = { en, de, es };

/**
 * @param {string} tag  a language tag such as "en-GB"
 * @returns {Strings}
 */
export const stringsFor = (tag) => languages[tag.toLowerCase().split("-")[0] ?? ""] ?? en;
