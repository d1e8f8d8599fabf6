import { SeatFree, SeatTaken } from "./errors.js";
import { History } from "./history.js";

/**
 * @typedef {import("./change.js").Change} Change
 * @typedef {(seat: string, guest: string | null) => void} Listener
 */

/** Changes the seats of a hall, tells its listeners of every change, and can take steps back. */
export class SeatingPlan {
  #hall;
  #history;
  /** @type {Listener[]} */
  #listeners = [];

  /**
   * @param {import("./hall.js").Hall} hall
   * @param {{ limit?: number }} [options]
   */
  constructor(hall, { limit = 100 } = {}) {
    this.#hall = hall;
    this.#history = new History(limit);
  }

  /**
   * From now on, calls `listener` whenever a seat changes hands, for whatever reason.
   *
   * @param {Listener} listener
   */
  subscribe(listener) {
    this.#listeners.push(listener);
  }

  /**
   * @param {string} seat
   * @param {string} guest
   */
  assign(seat, guest) {
    if (this.#hall.guest(seat) !== null) throw new SeatTaken(seat);
    this.#change(seat, guest);
  }

  /** @param {string} seat */
  free(seat) {
    if (this.#hall.guest(seat) === null) throw new SeatFree(seat);
    this.#change(seat, null);
  }

  /**
   * Two seats change hands; one of them may be free.
   *
   * @param {string} one
   * @param {string} other
   */
  swap(one, other) {
    const atOne = this.#hall.guest(one);
    const atOther = this.#hall.guest(other);
    this.#change(one, atOther);
    this.#change(other, atOne);
  }

  /**
   * Seats people side by side, from seat `first` of a row on.
   *
   * @param {string} row
   * @param {number} first
   * @param {readonly string[]} guests
   */
  seatParty(row, first, guests) {
    guests.forEach((guest, index) => this.assign(`${row}${first + index}`, guest));
  }

  /** Takes back the latest step. */
  undo() {
    const { seat, before } = this.#history.undo();
    this.#put(seat, before);
  }

  /** Does the latest undone step again. */
  redo() {
    throw new Error("not implemented yet");
  }

  /**
   * Changes made by `body` are one step.
   *
   * @param {() => void} body
   */
  group(body) {
    throw new Error("not implemented yet");
  }

  /**
   * @param {string} seat
   * @param {string | null} guest
   */
  #change(seat, guest) {
    this.#history.record({ seat, before: this.#hall.guest(seat), after: guest });
    this.#put(seat, guest);
  }

  /**
   * @param {string} seat
   * @param {string | null} guest
   */
  #put(seat, guest) {
    this.#hall.put(seat, guest);
    for (const listener of this.#listeners) listener(seat, guest);
  }
}
