export interface Booking {
  /** Year, month and day, as in `2026-03-31`. */
  date: string;
  account: string;
  text: string;
  /** In cents; negative for money that goes back. */
  amount: number;
}

/** A booking that must not be in anybody's books. */
export class BadBooking extends Error {
  constructor(booking: Booking) {
    super(`booking "${booking.text}" needs a date and an account`);
    this.name = "BadBooking";
  }
}

/**
 * A booking needs a date and an account.
 *
 * @throws {BadBooking} when it lacks one of them
 */
export function check(booking: Booking): void {
  if (booking.date === "" || booking.account === "") throw new BadBooking(booking);
}
