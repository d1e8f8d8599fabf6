import { BadValue, MissingMessage, MissingValue } from "./errors.js";
import { formFor } from "./grammar.js";

/**
 * @typedef {import("./catalog.js").Catalog} Catalog
 * @typedef {import("./message.js").Choice} Choice
 * @typedef {import("./message.js").Message} Message
 * @typedef {Readonly<Record<string, unknown>>} Values
 */

/** Says messages in a language, or in the fallback language where that has none. */
export class Translator {
  #catalogs;
  #fallback;

  /**
   * @param {readonly Catalog[]} catalogs
   * @param {string} [fallback]
   */
  constructor(catalogs, fallback = "en") {
    this.#catalogs = new Map(catalogs.map((catalog) => [catalog.language, catalog]));
    this.#fallback = fallback;
  }

  /**
   * @param {string} language
   * @param {string} key
   * @param {Values} [values]
   * @returns {string}
   */
  say(language, key, values = {}) {
    const catalog = this.#find(language, key);
    return show(catalog.messages.get(key) ?? [], catalog.language, values);
  }

  /**
   * @param {string} language
   * @param {string} key
   * @returns {Catalog} whose message is said
   */
  #find(language, key) {
    for (const candidate of [language, this.#fallback]) {
      const catalog = this.#catalogs.get(candidate);
      if (catalog?.messages.has(key)) return catalog;
    }
    throw new MissingMessage(key);
  }
}

/**
 * @param {Message} message
 * @param {string} language
 * @param {Values} values
 * @returns {string}
 */
function show(message, language, values) {
  return message
    .map((part) => {
      if (part.kind === "text") return part.text;
      if (part.kind === "slot") return String(valueOf(part.name, values));
      return show(chosen(part, language, values), language, values);
    })
    .join("");
}

/**
 * @param {Choice} choice
 * @param {string} language
 * @param {Values} values
 * @returns {Message}
 */
function chosen(choice, language, values) {
  const number = valueOf(choice.name, values);
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0) {
    throw new BadValue(`${choice.name}: ${number}`);
  }
  const { forms } = choice;
  return (
    forms.get(String(number)) ?? forms.get(formFor(language, number)) ?? forms.get("other") ?? []
  );
}

/**
 * @param {string} name
 * @param {Values} values
 * @returns {unknown}
 */
function valueOf(name, values) {
  if (!Object.hasOwn(values, name)) throw new MissingValue(name);
  return values[name];
}
