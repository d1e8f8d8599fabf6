/** @typedef {"ready" | "running" | "done" | "dead"} State */

/**
 * @typedef {object} Job
 * @property {number} id
 * @property {unknown} payload
 * @property {State} state
 * @property {number} attempts how often the job has been claimed
 * @property {string | null} worker who holds the job while it is running
 * @property {string | null} reason why the last attempt did not succeed
 */

/**
 * @param {number} id
 * @param {unknown} payload
 * @returns {Job}
 */
export function newJob(id, payload) {
  return { id, payload, state: "ready", attempts: 0, worker: null, reason: null };
}
