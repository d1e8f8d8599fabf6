import { NotHolder } from "./errors.js";
import { countStates } from "./stats.js";
import { Store } from "./store.js";

/** @typedef {import("./job.js").Job} Job */

/**
 * @typedef {object} QueueOptions
 * @property {number} [maxAttempts] default 3
 * @property {number} [leaseMs] default 30 seconds
 */

/** Hands out jobs to workers, first come, first served. */
export class Queue {
  #clock;
  #maxAttempts;
  #leaseMs;
  #store = new Store();
  #expired = 0;

  /**
   * @param {import("./clock.js").Clock} clock
   * @param {QueueOptions} [options]
   */
  constructor(clock, { maxAttempts = 3, leaseMs = 30_000 } = {}) {
    this.#clock = clock;
    this.#maxAttempts = maxAttempts;
    this.#leaseMs = leaseMs;
  }

  /**
   * Adds a job to the end of the line and returns its id.
   *
   * @param {unknown} payload
   * @returns {number}
   */
  enqueue(payload) {
    this.#releaseExpired();
    const job = this.#store.create(payload);
    this.#store.lineUp(job);
    return job.id;
  }

  /**
   * Hands the first job in the line to `worker`, on a lease, if there is one.
   *
   * @param {string} worker
   * @returns {Job | undefined}
   */
  claim(worker) {
    this.#releaseExpired();
    const job = this.#store.nextInLine();
    if (!job) return undefined;
    job.state = "running";
    job.worker = worker;
    job.attempts += 1;
    job.leaseUntil = this.#clock.now() + this.#leaseMs;
    return job;
  }

  /**
   * Renews the worker's lease on a job: a full lease from now on.
   *
   * @param {number} id
   * @param {string} worker
   */
  heartbeat(id, worker) {
    this.#held(id, worker).leaseUntil = this.#clock.now() + this.#leaseMs;
  }

  /**
   * @param {number} id
   * @param {string} worker
   */
  complete(id, worker) {
    const job = this.#held(id, worker);
    job.worker = null;
    job.state = "done";
  }

  /**
   * Gives the job back: to the end of the line, or to the dead after its last attempt.
   *
   * @param {number} id
   * @param {string} worker
   * @param {string} reason
   */
  fail(id, worker, reason) {
    this.#giveBack(this.#held(id, worker), reason);
  }

  /**
   * @param {number} id
   * @returns {Job}
   */
  job(id) {
    this.#releaseExpired();
    return this.#store.get(id);
  }

  /** How many jobs are in each state, and how many leases have run out so far. */
  stats() {
    this.#releaseExpired();
    return { ...countStates(this.#store.all()), expired: this.#expired };
  }

  /**
   * @param {number} id
   * @param {string} worker
   * @returns {Job}
   */
  #held(id, worker) {
    this.#releaseExpired();
    const job = this.#store.get(id);
    if (job.state !== "running" || job.worker !== worker) throw new NotHolder(id, worker);
    return job;
  }

  /** Gives back every job whose lease has ended, in the order in which they ended. */
  #releaseExpired() {
    const now = this.#clock.now();
    const ended = this.#store.running().filter((job) => job.leaseUntil <= now);
    for (const job of ended.sort((a, b) => a.leaseUntil - b.leaseUntil)) {
      this.#expired += 1;
      job.worker = null;
      job.reason = "lease expired";
      this.#store.lineUp(job);
    }
  }

  /**
   * @param {Job} job
   * @param {string} reason
   */
  #giveBack(job, reason) {
    job.worker = null;
    job.reason = reason;
    if (job.attempts < this.#maxAttempts) this.#store.lineUp(job);
    else job.state = "dead";
  }
}
