import { formsOf } from "./grammar.js";
import { choices, slots } from "./message.js";

/**
 * @typedef {import("./catalog.js").Catalog} Catalog
 * @typedef {import("./message.js").Message} Message
 * @typedef {{ language: string, key: string, what: string }} Problem
 */

/**
 * What translators have to look at, sorted, each problem once. The reference may be one of the catalogs.
 *
 * @param {readonly Catalog[]} catalogs
 * @param {Catalog} reference
 * @returns {Problem[]}
 */
export function check(catalogs, reference) {
  /** @type {Problem[]} */
  const problems = [];
  for (const { language, messages } of catalogs) {
    for (const key of new Set([...messages.keys(), ...reference.messages.keys()])) {
      const message = messages.get(key);
      const found = [
        ...compare(message, reference.messages.get(key)),
        ...missingForms(message ?? [], language),
      ];
      for (const what of new Set(found)) problems.push({ language, key, what });
    }
  }
  return problems.sort(
    (a, b) => inOrder(a.language, b.language) || inOrder(a.key, b.key) || inOrder(a.what, b.what),
  );
}

/**
 * @param {Message | undefined} ours
 * @param {Message | undefined} theirs
 * @returns {string[]}
 */
function compare(ours, theirs) {
  if (!ours) return ["is missing"];
  if (!theirs) return ["is not in the reference"];
  const shown = slots(ours);
  const wanted = slots(theirs);
  return [
    ...[...wanted].filter((name) => !shown.has(name)).map((name) => `leaves out ${name}`),
    ...[...shown].filter((name) => !wanted.has(name)).map((name) => `asks for ${name}`),
  ];
}

/**
 * @param {Message} message
 * @param {string} language
 * @returns {string[]}
 */
function missingForms(message, language) {
  return choices(message).flatMap(({ name, forms }) =>
    formsOf(language)
      .filter((form) => !forms.has(form))
      .map((form) => `${name} has no ${form}`),
  );
}

/**
 * @param {string} a
 * @param {string} b
 */
function inOrder(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
