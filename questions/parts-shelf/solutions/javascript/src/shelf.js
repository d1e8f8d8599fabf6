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
    this.#keep(part, [...batches, { day, left: quantity, unitCost }]);
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
    this.#keep(
      part,
      batches.filter((batch) => batch.day !== day),
    );
    return costOf(batches.filter((batch) => batch.day === day));
  }

  /**
   * What everything that lies on the shelf right now cost. Reports ask for it often.
   *
   * @returns {number}
   */
  value() {
    this.#value ??= costOf([...this.#batches.values()].flat());
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
    for (const batch of batches) {
      const used = Math.min(batch.left, missing);
      batch.left -= used;
      missing -= used;
      cost += used * batch.unitCost;
    }
    this.#keep(
      part,
      batches.filter((batch) => batch.left > 0),
    );
    return cost;
  }

  /**
   * Every change of the batches comes through here.
   *
   * @param {string} part
   * @param {readonly Batch[]} batches
   */
  #keep(part, batches) {
    this.#batches.set(part, [...batches].sort(byDay));
    this.#value = null;
  }
}

/**
 * @param {Batch} a
 * @param {Batch} b
 */
function byDay(a, b) {
  if (a.day === b.day) return 0;
  return a.day < b.day ? -1 : 1;
}

/** @param {readonly Batch[]} batches */
function costOf(batches) {
  return batches.reduce((sum, batch) => sum + batch.left * batch.unitCost, 0);
}
