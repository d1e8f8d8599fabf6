import { UnknownJob } from "./errors.ts";
import type { Job } from "./job.ts";
import { newJob } from "./job.ts";

/** All jobs by id, and the line of those that wait for a worker. */
export class Store {
  readonly #jobs = new Map<number, Job>();
  readonly #line: Job[] = [];

  all(): Job[] {
    return [...this.#jobs.values()];
  }

  running(): Job[] {
    return this.all().filter((job) => job.state === "running");
  }

  create(payload: unknown): Job {
    const job = newJob(this.#jobs.size + 1, payload);
    this.#jobs.set(job.id, job);
    return job;
  }

  get(id: number): Job {
    const job = this.#jobs.get(id);
    if (!job) throw new UnknownJob(id);
    return job;
  }

  /** Puts a job at the end of the line. */
  lineUp(job: Job): void {
    job.state = "ready";
    this.#line.push(job);
  }

  nextInLine(): Job | undefined {
    return this.#line.shift();
  }
}
