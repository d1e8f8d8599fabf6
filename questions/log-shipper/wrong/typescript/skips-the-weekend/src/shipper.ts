import { batches } from "./batch.ts";
import type { Disk } from "./disk.ts";
import type { Positions } from "./position.ts";
import { newLines } from "./tail.ts";

/** The receiver can't be reached. It has not taken the batch. */
export class Unreachable extends Error {
  constructor() {
    super("the receiver can't be reached");
    this.name = "Unreachable";
  }
}

export type Send = (texts: string[]) => void;

/**
 * Sends the lines of a log to a receiver, in their order.
 *
 * Each batch that the receiver has taken is remembered at once, so that no line is sent again and
 * none is left out, whatever happens to the batches after it.
 */
export class Shipper {
  readonly #disk: Disk;
  readonly #log: string;
  readonly #send: Send;
  readonly #positions: Positions;
  readonly #maxBytes: number;

  constructor(disk: Disk, log: string, send: Send, positions: Positions, maxBytes = 65_536) {
    this.#disk = disk;
    this.#log = log;
    this.#send = send;
    this.#positions = positions;
    this.#maxBytes = maxBytes;
  }

  /**
   * Sends what is new, and says how many lines the receiver has taken.
   *
   * When the receiver becomes unreachable, that is all for this run; the next one goes on from
   * there. Any other error of `send` goes to the caller.
   */
  run(): number {
    let sent = 0;
    const lines = newLines(this.#disk, this.#log, this.#positions.load(this.#log));
    for (const batch of batches(lines, this.#maxBytes)) {
      try {
        this.#send(batch.map(({ text }) => text));
      } catch (error) {
        if (error instanceof Unreachable) break;
        throw error;
      }
      this.#positions.save(this.#log, batch[batch.length - 1].end);
      sent += batch.length;
    }
    return sent;
  }
}
