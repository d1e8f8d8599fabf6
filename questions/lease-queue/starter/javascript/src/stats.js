/**
 * How many jobs are in each state.
 *
 * @param {readonly import("./job.js").Job[]} jobs
 * @returns {Record<import("./job.js").State, number>}
 */
export function countStates(jobs) {
  const counts = { ready: 0, running: 0, done: 0, dead: 0 };
  for (const job of jobs) counts[job.state] += 1;
  return counts;
}
