import { waitAfter } from "./backoff.js";
import { sign } from "./signature.js";
import { isSuccess, isWorthAnotherTry } from "./status.js";
import { NoAnswer } from "./transport.js";

/** @typedef {import("./clock.js").ManualClock} ManualClock */
/** @typedef {import("./delivery.js").Delivery} Delivery */
/** @typedef {import("./delivery.js").Endpoint} Endpoint */
/** @typedef {import("./transport.js").Post} Post */

/**
 * @typedef {object} OutboxOptions
 * @property {number} [maxAttempts] default 8
 */

/**
 * Delivers events to endpoints.
 *
 * An endpoint gets its events in the order in which they were sent: none is tried before all earlier
 * ones are delivered or dead. Endpoints, known by their URLs, don't wait for each other.
 */
export class Outbox {
  /** @type {ManualClock} */
  #clock;
  /** @type {Post} */
  #post;
  /** @type {number} */
  #maxAttempts;
  /** @type {Map<number, Delivery>} */
  #deliveries = new Map();
  /** @type {Map<string, Delivery[]>} */
  #lines = new Map();

  /**
   * @param {ManualClock} clock
   * @param {Post} post
   * @param {OutboxOptions} [options]
   */
  constructor(clock, post, { maxAttempts = 8 } = {}) {
    this.#clock = clock;
    this.#post = post;
    this.#maxAttempts = maxAttempts;
  }

  /**
   * Takes an event on, due at once, and returns the id of its delivery.
   *
   * @param {Endpoint} endpoint
   * @param {string} body
   * @returns {number}
   */
  send(endpoint, body) {
    const id = this.#deliveries.size + 1;
    const due = this.#clock.now();
    const signature = sign(endpoint.secret, due, body);
    /** @type {Delivery} */
    const delivery = {
      id,
      endpoint,
      body,
      due,
      signature,
      state: "waiting",
      attempts: 0,
      reason: null,
    };
    this.#deliveries.set(id, delivery);
    const line = this.#lines.get(endpoint.url);
    if (line) line.push(delivery);
    else this.#lines.set(endpoint.url, [delivery]);
    return id;
  }

  /**
   * A delivery as it is now, also when it is delivered or dead.
   *
   * @param {number} id
   * @returns {Delivery | undefined}
   */
  delivery(id) {
    return this.#deliveries.get(id);
  }

  /** Tries everything that is due and whose turn it is; what that makes way for, too. */
  run() {
    for (const line of this.#lines.values()) {
      while (line.length > 0 && line[0].due <= this.#clock.now()) {
        this.#attempt(line[0]);
        if (line[0].state !== "waiting") line.shift();
      }
    }
  }

  /**
   * Posts the body with two headers.
   *
   * `Delivery` is the id, by which receivers recognise what they have had before. `Signature` is
   * made at the time of the attempt, because receivers refuse old ones. An error of `post` other
   * than `NoAnswer` is a fault of our own: it goes to the caller, and the attempt does not count.
   *
   * @param {Delivery} delivery
   */
  #attempt(delivery) {
    const { id, endpoint, body, signature } = delivery;
    const headers = { Delivery: String(id), Signature: signature };
    /** @type {number} */
    let status;
    try {
      status = this.#post(endpoint.url, headers, body);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      delivery.attempts += 1;
      this.#fail(delivery, "no answer", false);
      return;
    }
    delivery.attempts += 1;
    if (isSuccess(status)) delivery.state = "delivered";
    else this.#fail(delivery, `status ${status}`, !isWorthAnotherTry(status));
  }

  /**
   * @param {Delivery} delivery
   * @param {string} reason
   * @param {boolean} final
   */
  #fail(delivery, reason, final) {
    delivery.reason = reason;
    if (final || delivery.attempts >= this.#maxAttempts) delivery.state = "dead";
    else delivery.due = this.#clock.now() + waitAfter(delivery.attempts);
  }
}
