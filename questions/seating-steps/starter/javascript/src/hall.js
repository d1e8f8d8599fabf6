import { UnknownSeat } from "./errors.js";

/** Who sits where. Seats are named by row and number, such as `A1`; numbers begin at 1. */
export class Hall {
  /** @type {Map<string, string | null>} */
  #guests = new Map();

  /** @param {Readonly<Record<string, number>>} rows */
  constructor(rows) {
    for (const [row, seats] of Object.entries(rows)) {
      for (let number = 1; number <= seats; number += 1) this.#guests.set(`${row}${number}`, null);
    }
  }

  /**
   * Who sits there; `null` when the seat is free.
   *
   * @param {string} seat
   * @returns {string | null}
   */
  guest(seat) {
    const guest = this.#guests.get(seat);
    if (guest === undefined) throw new UnknownSeat(seat);
    return guest;
  }

  /**
   * @param {string} seat
   * @param {string | null} guest
   */
  put(seat, guest) {
    this.#guests.set(seat, guest);
  }

  /** @returns {Record<string, string>} */
  taken() {
    const taken = {};
    for (const [seat, guest] of this.#guests) if (guest !== null) taken[seat] = guest;
    return taken;
  }
}
