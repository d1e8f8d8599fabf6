import { MissingMessage, MissingValue } from "./errors.js";

/**
 * @typedef {import("./catalog.js").Catalog} Catalog
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
    return this.#find(language, key)
      .map((part) => (part.kind === "slot" ? String(valueOf(part.name, values)) : part.text))
      .join("");
  }

  /**
   * @param {string} language
   * @param {string} key
   * @returns {Message}
   */
  #find(language, key) {
    for (const candidate of [language, this.#fallback]) {
      const message = this.#catalogs.get(candidate)?.messages.get(key);
      if (message) return message;
    }
    throw new MissingMessage(key);
  }
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
