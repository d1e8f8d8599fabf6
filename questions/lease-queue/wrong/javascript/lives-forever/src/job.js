/** @typedef {"ready" | "running" | "done" | "dead"} State */

/**
 * @typedef {object} Job
 * @property {number} id
 * @property {unknown} payload
 * @property {State} state
 * @property {number} attempts how often the job has been claimed
 * @property {string | null} worker who holds the job while it is running
 * @property {number} leaseUntil when the worker's hold on a running job ends, by the queue's clock
 * @property {string | null} reason why the last attempt did not succeed
 */

/**
 * @param {number} id
 * @param {unknown} payload
 * @returns {Job}
 */
export function newJob(id, payload) {
  return { id, payload, state: "ready", attempts: 0, worker: null, leaseUntil: 0, reason: null };
}
