import { parse } from "./message.js";

/**
 * All messages of one language, by their keys.
 *
 * @typedef {object} Catalog
 * @property {string} language
 * @property {ReadonlyMap<string, import("./message.js").Message>} messages
 */

/**
 * Reads lines of `key = message`. Lines that are empty or begin with `#` say nothing.
 *
 * @param {string} language
 * @param {string} text
 * @returns {Catalog}
 */
export function readCatalog(language, text) {
  /** @type {Map<string, import("./message.js").Message>} */
  const messages = new Map();
  for (const line of text.split("\n").map((raw) => raw.trim())) {
    if (line === "" || line.startsWith("#")) continue;
    const [key, ...template] = line.split("=");
    messages.set(key.trim(), parse(template.join("=").trim()));
  }
  return { language, messages };
}
