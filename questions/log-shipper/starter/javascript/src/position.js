/**
 * @typedef {object} Position
 * @property {number} file
 * @property {number} offset how many bytes of the file lie before it
 */

/** How far each log has been sent. Survives a restart, unlike anything else here. */
export class Positions {
  /** @type {Map<string, Position>} */
  #positions = new Map();

  /**
   * @param {string} log
   * @returns {Position | undefined}
   */
  load(log) {
    return this.#positions.get(log);
  }

  /**
   * @param {string} log
   * @param {Position} position
   */
  save(log, position) {
    this.#positions.set(log, position);
  }
}
