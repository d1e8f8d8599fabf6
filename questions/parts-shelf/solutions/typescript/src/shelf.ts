import type { Batch } from "./batch.ts";
import { OutOfStock, UnknownPart } from "./errors.ts";

/** Parts in batches. The oldest pieces of a part are always used first. */
export class Shelf {
  readonly #batches = new Map<string, Batch[]>();
  #value: number | null = null;

  /**
   * Puts a delivery on the shelf.
   *
   * A delivery is as old as its day, whenever it is entered. Of two on one day, the one entered first is older.
   */
  receive(part: string, day: string, quantity: number, unitCost: number): void {
    const batches = this.#batches.get(part) ?? [];
    this.#keep(part, [...batches, { day, left: quantity, unitCost }]);
  }

  parts(): string[] {
    return [...this.#batches.keys()].sort();
  }

  /** What there is of a part, the oldest first. A batch of which nothing is left is not among them. */
  batches(part: string): Batch[] {
    return [...this.#of(part)];
  }

  onHand(part: string): number {
    return this.#of(part).reduce((sum, batch) => sum + batch.left, 0);
  }

  /** Takes pieces and returns what they cost. If there are not enough, nothing is taken. */
  take(part: string, quantity: number): number {
    if (quantity > this.onHand(part)) throw new OutOfStock(part);
    return this.#useUp(part, quantity);
  }

  /** Writes off what a count found missing, and returns what it cost. */
  correct(part: string, counted: number): number {
    const missing = this.onHand(part) - counted;
    if (missing < 0) throw new RangeError(`${part}: enter what is too many as a delivery`);
    return this.#useUp(part, missing);
  }

  /** Takes everything off the shelf that was delivered on a day, and returns what it cost. */
  recall(part: string, day: string): number {
    const batches = this.#of(part);
    this.#keep(
      part,
      batches.filter((batch) => batch.day !== day),
    );
    return costOf(batches.filter((batch) => batch.day === day));
  }

  /** What everything that lies on the shelf right now cost. Reports ask for it often. */
  value(): number {
    this.#value ??= costOf([...this.#batches.values()].flat());
    return this.#value;
  }

  #of(part: string): Batch[] {
    const batches = this.#batches.get(part);
    if (!batches) throw new UnknownPart(part);
    return batches;
  }

  #useUp(part: string, quantity: number): number {
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

  /** Every change of the batches comes through here. */
  #keep(part: string, batches: readonly Batch[]): void {
    this.#batches.set(part, [...batches].sort(byDay));
    this.#value = null;
  }
}

function byDay(a: Batch, b: Batch): number {
  if (a.day === b.day) return 0;
  return a.day < b.day ? -1 : 1;
}

function costOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, batch) => sum + batch.left * batch.unitCost, 0);
}
