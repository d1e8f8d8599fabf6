import type { Change } from "./change.ts";
import { SeatFree, SeatTaken } from "./errors.ts";
import type { Hall } from "./hall.ts";
import { History } from "./history.ts";

export type Listener = (seat: string, guest: string | null) => void;

/** Changes the seats of a hall, tells its listeners of every change, and can take steps back. */
export class SeatingPlan {
  readonly #hall: Hall;
  readonly #history: History;
  readonly #listeners: Listener[] = [];

  constructor(hall: Hall, { limit = 100 }: { limit?: number } = {}) {
    this.#hall = hall;
    this.#history = new History(limit);
  }

  /** From now on, calls `listener` whenever a seat changes hands, for whatever reason. */
  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  assign(seat: string, guest: string): void {
    if (this.#hall.guest(seat) !== null) throw new SeatTaken(seat);
    this.#change(seat, guest);
  }

  free(seat: string): void {
    if (this.#hall.guest(seat) === null) throw new SeatFree(seat);
    this.#change(seat, null);
  }

  /** Two seats change hands; one of them may be free. */
  swap(one: string, other: string): void {
    const atOne = this.#hall.guest(one);
    const atOther = this.#hall.guest(other);
    this.#change(one, atOther);
    this.#change(other, atOne);
  }

  /** Seats people side by side, from seat `first` of a row on. */
  seatParty(row: string, first: number, guests: readonly string[]): void {
    guests.forEach((guest, index) => this.assign(`${row}${first + index}`, guest));
  }

  /** Takes back the latest step. */
  undo(): void {
    const { seat, before } = this.#history.undo();
    this.#put(seat, before);
  }

  /** Does the latest undone step again. */
  redo(): void {
    throw new Error("not implemented yet");
  }

  /** Changes made by `body` are one step. */
  group(body: () => void): void {
    throw new Error("not implemented yet");
  }

  #change(seat: string, guest: string | null): void {
    this.#history.record({ seat, before: this.#hall.guest(seat), after: guest });
    this.#put(seat, guest);
  }

  #put(seat: string, guest: string | null): void {
    this.#hall.put(seat, guest);
    for (const listener of this.#listeners) listener(seat, guest);
  }
}
