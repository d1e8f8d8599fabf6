import { covers, tidy } from "./path.js";

/** @typedef {"read" | "write"} Action */
/** @typedef {"none" | Action} Level */

/**
 * Who may do more may also do less.
 *
 * @type {Record<Level, number>}
 */
export const RANK = { none: 0, read: 1, write: 2 };

/** Somebody tried what is not theirs to do. */
export class NotAllowed extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "NotAllowed";
  }
}

/**
 * What people were granted.
 *
 * A grant holds for its folder, for everything below it, and for nothing else. Of several grants the
 * one on the deepest folder decides, so `none` takes away what was granted further up.
 */
export class Access {
  /** @type {Map<string, Map<string, Level>>} */
  #grants = new Map();

  /**
   * Replaces what the person was granted on this very folder.
   *
   * @param {string} person
   * @param {string} folder
   * @param {Level} level
   */
  grant(person, folder, level) {
    const granted = this.#grants.get(person) ?? new Map();
    this.#grants.set(person, granted.set(tidy(folder), level));
  }

  /**
   * @param {string} person
   * @param {Action} action
   * @param {string} path
   * @returns {boolean}
   */
  may(person, action, path) {
    const tidied = tidy(path);
    let deepest = "";
    /** @type {Level} */
    let level = "none";
    for (const [folder, granted] of this.#grants.get(person) ?? []) {
      if (covers(folder, tidied) && folder.length > deepest.length) {
        deepest = folder;
        level = granted;
      }
    }
    return RANK[level] >= RANK[action];
  }
}
