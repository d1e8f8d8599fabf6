/**
 * @typedef {object} Booking
 * @property {string} date year, month and day, as in `2026-03-31`
 * @property {string} account
 * @property {string} text
 * @property {number} amount in cents; negative for money that goes back
 */

/** A booking that must not be in anybody's books. */
export class BadBooking extends Error {
  /** @param {Booking} booking */
  constructor(booking) {
    super(`booking "${booking.text}" needs a date and an account`);
    this.name = "BadBooking";
  }
}

/**
 * A booking needs a date and an account.
 *
 * @param {Booking} booking
 * @throws {BadBooking} when it lacks one of them
 */
export function check(booking) {
  if (booking.date === "" || booking.account === "") throw new BadBooking(booking);
}
