import { OutOfStock, UnknownPart } from "./errors.js";

/** @typedef {import("./batch.js").Batch} Batch */

/** Parts in batches. The oldest pieces of a part are always used first. */
export class Shelf {
  /** @type {Map<string, Batch[]>} */
  #batches = new Map();
  /** @type {number | null} */
  #value = null;

  /**
   * Puts a delivery on the shelf.
   *
   * A delivery is as old as its day, whenever it is entered. Of two on one day, the one entered first is older.
   *
   * @param {string} part
   * @param {string} day
   * @param {number} quantity
   * @param {number} unitCost
   */
  receive(part, day, quantity, unitCost) {
    const batches = this.#batches.get(part) ?? [];
    batches.push({ day, left: quantity, unitCost });
    this.#batches.set(part, batches);
    this.#value = null;
  }

  /** @returns {string[]} */
  parts() {
    return [...this.#batches.keys()].sort();
  }

  /**
   * What there is of a part, the oldest first. A batch of which nothing is left is not among them.
   *
   * @param {string} part
   * @returns {Batch[]}
   */
  batches(part) {
    return [...this.#of(part)];
  }

  /** @param {string} part */
  onHand(part) {
    return this.#of(part).reduce((sum, batch) => sum + batch.left, 0);
  }

  /**
   * Takes pieces and returns what they cost. If there are not enough, nothing is taken.
   *
   * @param {string} part
   * @param {number} quantity
   * @returns {number}
   */
  take(part, quantity) {
    if (quantity > this.onHand(part)) throw new OutOfStock(part);
    this.#value = null;
    return this.#useUp(part, quantity);
  }

  /**
   * Writes off what a count found missing, and returns what it cost.
   *
   * @param {string} part
   * @param {number} counted
   * @returns {number}
   */
  correct(part, counted) {
    const missing = this.onHand(part) - counted;
    if (missing < 0) throw new RangeError(`${part}: enter what is too many as a delivery`);
    return this.#useUp(part, missing);
  }

  /**
   * Takes everything off the shelf that was delivered on a day, and returns what it cost.
   *
   * @param {string} part
   * @param {string} day
   * @returns {number}
   */
  recall(part, day) {
    const batches = this.#of(part);
    let cost = 0;
    batches.forEach((batch, index) => {
      if (batch.day === day) {
        cost += batch.left * batch.unitCost;
        batches.splice(index, 1);
      }
    });
    return cost;
  }

  /**
   * What everything that lies on the shelf right now cost. Reports ask for it often.
   *
   * @returns {number}
   */
  value() {
    this.#value ??= [...this.#batches.values()]
      .flat()
      .reduce((sum, batch) => sum + batch.left * batch.unitCost, 0);
    return this.#value;
  }

  /**
   * @param {string} part
   * @returns {Batch[]}
   */
  #of(part) {
    const batches = this.#batches.get(part);
    if (!batches) throw new UnknownPart(part);
    return batches;
  }

  /**
   * @param {string} part
   * @param {number} quantity
   */
  #useUp(part, quantity) {
    const batches = this.#of(part);
    let missing = quantity;
    let cost = 0;
    batches.forEach((batch, index) => {
      const used = Math.min(batch.left, missing);
      batch.left -= used;
      missing -= used;
      cost += used * batch.unitCost;
      if (batch.left === 0) batches.splice(index, 1);
    });
    return cost;
  }
}
