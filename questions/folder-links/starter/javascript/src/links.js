import { createHash } from "node:crypto";
import { NotAllowed, RANK } from "./access.js";
import { covers } from "./path.js";

/** @typedef {import("./access.js").Access} Access */
/** @typedef {import("./access.js").Action} Action */
/** @typedef {import("./log.js").Log} Log */

/**
 * @typedef {object} Link
 * @property {string} maker
 * @property {string} folder
 * @property {Action} level
 * @property {number} ends
 */

/** Links that open a folder to whoever has them. */
export class Links {
  /** @type {Access} */
  #access;
  /** @type {Log} */
  #log;
  /** @type {() => number} */
  #now;
  /** @type {Map<string, Link>} */
  #links = new Map();

  /**
   * `now` tells the time in whole seconds.
   *
   * @param {Access} access
   * @param {Log} log
   * @param {() => number} now
   */
  constructor(access, log, now) {
    this.#access = access;
    this.#log = log;
    this.#now = now;
  }

  /**
   * Makes a link that lasts for so many seconds, and returns its token.
   *
   * @param {string} maker
   * @param {string} folder
   * @param {Action} level
   * @param {number} seconds
   * @returns {string}
   */
  make(maker, folder, level, seconds) {
    if (!this.#access.may(maker, "read", folder)) {
      throw new NotAllowed(`${maker} may not share ${folder}`);
    }
    const hash = createHash("sha256").update(`${maker} ${level} ${folder}`);
    const token = hash.digest("hex").slice(0, 32);
    this.#links.set(token, { maker, folder, level, ends: this.#now() + seconds });
    return token;
  }

  /**
   * Whether the link allows the action; each question is noted in the log.
   *
   * @param {string} token
   * @param {Action} action
   * @param {string} path
   * @returns {boolean}
   */
  opens(token, action, path) {
    const link = this.#links.get(token);
    if (!link || this.#now() > link.ends || !covers(link.folder, path)) return false;
    if (RANK[link.level] < RANK[action]) return false;
    this.#log.entries.push(`${token} ${action} ${path}: allowed`);
    return true;
  }

  /**
   * Ends a link. There is nothing to do for one that is not there.
   *
   * @param {string} by
   * @param {string} token
   */
  revoke(by, token) {
    this.#links.delete(token);
  }
}
