import { UnknownJob } from "./errors.js";
import { newJob } from "./job.js";

/** @typedef {import("./job.js").Job} Job */

/** All jobs by id, and the line of those that wait for a worker. */
export class Store {
  /** @type {Map<number, Job>} */
  #jobs = new Map();
  /** @type {Job[]} */
  #line = [];

  /** @returns {Job[]} */
  all() {
    return [...this.#jobs.values()];
  }

  /** @returns {Job[]} */
  running() {
    return this.all().filter((job) => job.state === "running");
  }

  /**
   * @param {unknown} payload
   * @returns {Job}
   */
  create(payload) {
    const job = newJob(this.#jobs.size + 1, payload);
    this.#jobs.set(job.id, job);
    return job;
  }

  /**
   * @param {number} id
   * @returns {Job}
   */
  get(id) {
    const job = this.#jobs.get(id);
    if (!job) throw new UnknownJob(id);
    return job;
  }

  /**
   * Puts a job at the end of the line.
   *
   * @param {Job} job
   */
  lineUp(job) {
    job.state = "ready";
    this.#line.push(job);
  }

  /** @returns {Job | undefined} */
  nextInLine() {
    return this.#line.shift();
  }
}
