import { waitAfter } from "./backoff.ts";
import type { ManualClock } from "./clock.ts";
import type { Delivery, Endpoint } from "./delivery.ts";
import { sign } from "./signature.ts";
import { isSuccess, isWorthAnotherTry } from "./status.ts";
import { NoAnswer } from "./transport.ts";
import type { Post } from "./transport.ts";

export interface OutboxOptions {
  /** Default 8. */
  maxAttempts?: number;
}

/**
 * Delivers events to endpoints.
 *
 * An endpoint gets its events in the order in which they were sent: none is tried before all earlier
 * ones are delivered or dead. Endpoints, known by their URLs, don't wait for each other.
 */
export class Outbox {
  readonly #clock: ManualClock;
  readonly #post: Post;
  readonly #maxAttempts: number;
  readonly #deliveries = new Map<number, Delivery>();
  readonly #lines = new Map<string, Delivery[]>();

  constructor(clock: ManualClock, post: Post, { maxAttempts = 8 }: OutboxOptions = {}) {
    this.#clock = clock;
    this.#post = post;
    this.#maxAttempts = maxAttempts;
  }

  /** Takes an event on, due at once, and returns the id of its delivery. */
  send(endpoint: Endpoint, body: string): number {
    const id = this.#deliveries.size + 1;
    const due = this.#clock.now();
    const signature = sign(endpoint.secret, due, body);
    const delivery: Delivery = {
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

  /** A delivery as it is now, also when it is delivered or dead. */
  delivery(id: number): Delivery | undefined {
    return this.#deliveries.get(id);
  }

  /** Tries everything that is due and whose turn it is; what that makes way for, too. */
  run(): void {
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
   */
  #attempt(delivery: Delivery): void {
    const { id, endpoint, body, signature } = delivery;
    const headers = { Delivery: String(id), Signature: signature };
    let status: number;
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

  #fail(delivery: Delivery, reason: string, final: boolean): void {
    delivery.reason = reason;
    if (final || delivery.attempts >= this.#maxAttempts) delivery.state = "dead";
    else delivery.due = this.#clock.now() + waitAfter(delivery.attempts);
  }
}
