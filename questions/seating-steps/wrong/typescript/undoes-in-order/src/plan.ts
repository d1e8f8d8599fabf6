import type { Change } from "./change.ts";
import { GroupOpen, SeatFree, SeatTaken } from "./errors.ts";
import type { Hall } from "./hall.ts";
import { History } from "./history.ts";

export type Listener = (seat: string, guest: string | null) => void;

/** Changes the seats of a hall, tells its listeners of every change, and can take steps back. */
export class SeatingPlan {
  readonly #hall: Hall;
  readonly #history: History;
  readonly #listeners: Listener[] = [];
  /** The changes of the group that is open, if one is. */
  #gathered: Change[] | null = null;

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
    this.group(() => {
      this.#change(one, atOther);
      this.#change(other, atOne);
    });
  }

  /** Seats people side by side, from seat `first` of a row on: all of them or nobody. */
  seatParty(row: string, first: number, guests: readonly string[]): void {
    this.group(() => {
      guests.forEach((guest, index) => this.assign(`${row}${first + index}`, guest));
    });
  }

  /** Takes back the latest step. */
  undo(): void {
    this.#expectNoGroup();
    this.#takeBack(this.#history.undo());
  }

  /** Does the latest undone step again. */
  redo(): void {
    this.#expectNoGroup();
    for (const { seat, after } of this.#history.redo()) this.#put(seat, after);
  }

  /** Changes made by `body` are one step; when it throws, they are taken back. */
  group(body: () => void): void {
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

  #expectNoGroup(): void {
    if (this.#gathered) throw new GroupOpen("a group is open");
  }

  #change(seat: string, guest: string | null): void {
    const change = { seat, before: this.#hall.guest(seat), after: guest };
    if (this.#gathered) this.#gathered.push(change);
    else this.#history.record([change]);
    this.#put(seat, guest);
  }

  #takeBack(changes: readonly Change[]): void {
    for (const { seat, before } of changes) this.#put(seat, before);
  }

  #put(seat: string, guest: string | null): void {
    this.#hall.put(seat, guest);
    for (const listener of this.#listeners) listener(seat, guest);
  }
}
