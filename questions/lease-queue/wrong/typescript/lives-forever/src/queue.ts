import type { Clock } from "./clock.ts";
import { NotHolder } from "./errors.ts";
import type { Job, State } from "./job.ts";
import { countStates } from "./stats.ts";
import { Store } from "./store.ts";

export interface QueueOptions {
  /** Default 3. */
  maxAttempts?: number;
  /** Default 30 seconds. */
  leaseMs?: number;
}

/** Hands out jobs to workers, first come, first served. */
export class Queue {
  readonly #clock: Clock;
  readonly #maxAttempts: number;
  readonly #leaseMs: number;
  readonly #store = new Store();
  #expired = 0;

  constructor(clock: Clock, { maxAttempts = 3, leaseMs = 30_000 }: QueueOptions = {}) {
    this.#clock = clock;
    this.#maxAttempts = maxAttempts;
    this.#leaseMs = leaseMs;
  }

  /** Adds a job to the end of the line and returns its id. */
  enqueue(payload: unknown): number {
    this.#releaseExpired();
    const job = this.#store.create(payload);
    this.#store.lineUp(job);
    return job.id;
  }

  /** Hands the first job in the line to `worker`, on a lease, if there is one. */
  claim(worker: string): Job | undefined {
    this.#releaseExpired();
    const job = this.#store.nextInLine();
    if (!job) return undefined;
    job.state = "running";
    job.worker = worker;
    job.attempts += 1;
    job.leaseUntil = this.#clock.now() + this.#leaseMs;
    return job;
  }

  /** Renews the worker's lease on a job: a full lease from now on. */
  heartbeat(id: number, worker: string): void {
    this.#held(id, worker).leaseUntil = this.#clock.now() + this.#leaseMs;
  }

  complete(id: number, worker: string): void {
    const job = this.#held(id, worker);
    job.worker = null;
    job.state = "done";
  }

  /** Gives the job back: to the end of the line, or to the dead after its last attempt. */
  fail(id: number, worker: string, reason: string): void {
    this.#giveBack(this.#held(id, worker), reason);
  }

  job(id: number): Job {
    this.#releaseExpired();
    return this.#store.get(id);
  }

  /** How many jobs are in each state, and how many leases have run out so far. */
  stats(): Record<State | "expired", number> {
    this.#releaseExpired();
    return { ...countStates(this.#store.all()), expired: this.#expired };
  }

  #held(id: number, worker: string): Job {
    this.#releaseExpired();
    const job = this.#store.get(id);
    if (job.state !== "running" || job.worker !== worker) throw new NotHolder(id, worker);
    return job;
  }

  /** Gives back every job whose lease has ended, in the order in which they ended. */
  #releaseExpired(): void {
    const now = this.#clock.now();
    const ended = this.#store.running().filter((job) => job.leaseUntil <= now);
    for (const job of ended.sort((a, b) => a.leaseUntil - b.leaseUntil)) {
      this.#expired += 1;
      job.worker = null;
      job.reason = "lease expired";
      this.#store.lineUp(job);
    }
  }

  #giveBack(job: Job, reason: string): void {
    job.worker = null;
    job.reason = reason;
    if (job.attempts < this.#maxAttempts) this.#store.lineUp(job);
    else job.state = "dead";
  }
}
