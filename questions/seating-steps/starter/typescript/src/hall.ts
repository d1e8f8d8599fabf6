import { UnknownSeat } from "./errors.ts";

/** Who sits where. Seats are named by row and number, such as `A1`; numbers begin at 1. */
export class Hall {
  readonly #guests = new Map<string, string | null>();

  constructor(rows: Readonly<Record<string, number>>) {
    for (const [row, seats] of Object.entries(rows)) {
      for (let number = 1; number <= seats; number += 1) this.#guests.set(`${row}${number}`, null);
    }
  }

  /** Who sits there; `null` when the seat is free. */
  guest(seat: string): string | null {
    const guest = this.#guests.get(seat);
    if (guest === undefined) throw new UnknownSeat(seat);
    return guest;
  }

  put(seat: string, guest: string | null): void {
    this.#guests.set(seat, guest);
  }

  taken(): Record<string, string> {
    const taken: Record<string, string> = {};
    for (const [seat, guest] of this.#guests) if (guest !== null) taken[seat] = guest;
    return taken;
  }
}
