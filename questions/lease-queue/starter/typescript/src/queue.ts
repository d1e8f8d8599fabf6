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

  constructor(clock: Clock, { maxAttempts = 3, leaseMs = 30_000 }: QueueOptions = {}) {
    this.#clock = clock;
    this.#maxAttempts = maxAttempts;
    this.#leaseMs = leaseMs; // not used yet
  }

  /** Adds a job to the end of the line and returns its id. */
  enqueue(payload: unknown): number {
    const job = this.#store.create(payload);
    this.#store.lineUp(job);
    return job.id;
  }

  /** Hands the first job in the line to `worker`, if there is one. */
  claim(worker: string): Job | undefined {
    const job = this.#store.nextInLine();
    if (!job) return undefined;
    job.state = "running";
    job.worker = worker;
    job.attempts += 1;
    return job;
  }

  /** Renews the worker's lease on a job. */
  heartbeat(id: number, worker: string): void {
    throw new Error("not implemented yet");
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
    return this.#store.get(id);
  }

  /** How many jobs are in each state, and how many leases have run out so far. */
  stats(): Record<State | "expired", number> {
    return { ...countStates(this.#store.all()), expired: 0 };
  }

  #held(id: number, worker: string): Job {
    const job = this.#store.get(id);
    if (job.state !== "running" || job.worker !== worker) throw new NotHolder(id, worker);
    return job;
  }

  #giveBack(job: Job, reason: string): void {
    job.worker = null;
    job.reason = reason;
    if (job.attempts < this.#maxAttempts) this.#store.lineUp(job);
    else job.state = "dead";
  }
}
