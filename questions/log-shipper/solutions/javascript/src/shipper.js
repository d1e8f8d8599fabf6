import { batches } from "./batch.js";
import { newLines } from "./tail.js";

/** @typedef {import("./disk.js").Disk} Disk */
/** @typedef {import("./position.js").Positions} Positions */

/** The receiver can't be reached. It has not taken the batch. */
export class Unreachable extends Error {
  constructor() {
    super("the receiver can't be reached");
    this.name = "Unreachable";
  }
}

/** @typedef {(texts: string[]) => void} Send */

/**
 * Sends the lines of a log to a receiver, in their order.
 *
 * Each batch that the receiver has taken is remembered at once, so that no line is sent again and
 * none is left out, whatever happens to the batches after it.
 */
export class Shipper {
  /** @type {Disk} */
  #disk;
  /** @type {string} */
  #log;
  /** @type {Send} */
  #send;
  /** @type {Positions} */
  #positions;
  /** @type {number} */
  #maxBytes;

  /**
   * @param {Disk} disk
   * @param {string} log
   * @param {Send} send
   * @param {Positions} positions
   */
  constructor(disk, log, send, positions, maxBytes = 65_536) {
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
   *
   * @returns {number}
   */
  run() {
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
