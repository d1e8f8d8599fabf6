import type { Job, State } from "./job.ts";

/** How many jobs are in each state. */
export function countStates(jobs: readonly Job[]): Record<State, number> {
  const counts = { ready: 0, running: 0, done: 0, dead: 0 };
  for (const job of jobs) counts[job.state] += 1;
  return counts;
}
