import { GroupOpen, SeatFree, SeatTaken } from "./errors.js";
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
   * The changes of the group that is open, if one is.
   *
   * @type {Change[] | null}
   */
  #gathered = null;

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
    this.group(() => {
      this.#change(one, atOther);
      this.#change(other, atOne);
    });
  }

  /**
   * Seats people side by side, from seat `first` of a row on: all of them or nobody.
   *
   * @param {string} row
   * @param {number} first
   * @param {readonly string[]} guests
   */
  seatParty(row, first, guests) {
    this.group(() => {
      guests.forEach((guest, index) => this.assign(`${row}${first + index}`, guest));
    });
  }

  /** Takes back the latest step. */
  undo() {
    this.#expectNoGroup();
    this.#takeBack(this.#history.undo());
  }

  /** Does the latest undone step again. */
  redo() {
    this.#expectNoGroup();
    for (const { seat, after } of this.#history.redo()) this.#put(seat, after);
  }

  /**
   * Changes made by `body` are one step; when it throws, they are taken back.
   *
   * @param {() => void} body
   */
  group(body) {
    const outermost = this.#gathered === null;
    const gathered = (this.#gathered ??= []);
    const mark = gathered.length;
    try {
      body();
    } catch (error) {
      this.#takeBack(gathered.splice(mark));
      throw error;
    } finally {
      if (outermost) {
        this.#gathered = null;
        this.#history.record(gathered);
      }
    }
  }

  #expectNoGroup() {
    if (this.#gathered) throw new GroupOpen("a group is open");
  }

  /**
   * @param {string} seat
   * @param {string | null} guest
   */
  #change(seat, guest) {
    const change = { seat, before: this.#hall.guest(seat), after: guest };
    if (this.#gathered) this.#gathered.push(change);
    else this.#history.record([change]);
    this.#put(seat, guest);
  }

  /** @param {readonly Change[]} changes */
  #takeBack(changes) {
    for (const { seat, before } of changes.toReversed()) this.#put(seat, before);
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
