import { randomBytes } from "node:crypto";
import { NotAllowed, RANK } from "./access.js";
import { BadPath, covers, tidy } from "./path.js";

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
    const tidied = tidy(folder);
    if (!this.#access.may(maker, level, tidied)) {
      throw new NotAllowed(`${maker} may not ${level} ${tidied}`);
    }
    const token = randomBytes(24).toString("base64url");
    this.#links.set(token, { maker, folder: tidied, level, ends: this.#now() + seconds });
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
    const allowed = this.#allows(token, action, path);
    this.#log.note(token, action, path, allowed);
    return allowed;
  }

  /**
   * Ends a link. There is nothing to do for one that is not there.
   *
   * @param {string} by
   * @param {string} token
   */
  revoke(by, token) {
    const link = this.#links.get(token);
    if (!link) return;
    if (by !== link.maker && !this.#access.may(by, "write", link.folder)) {
      throw new NotAllowed(`${by} may not end a link of ${link.maker}`);
    }
    this.#links.delete(token);
  }

  /**
   * @param {string} token
   * @param {Action} action
   * @param {string} path
   * @returns {boolean}
   */
  #allows(token, action, path) {
    const link = this.#links.get(token);
    if (!link || this.#now() >= link.ends || RANK[link.level] < RANK[action]) return false;
    try {
      return covers(link.folder, path) && this.#access.may(link.maker, action, path);
    } catch (error) {
      if (error instanceof BadPath) return false;
      throw error;
    }
  }
}
