export type State = "ready" | "running" | "done" | "dead";

export interface Job {
  id: number;
  payload: unknown;
  state: State;
  /** How often the job has been claimed. */
  attempts: number;
  /** Who holds the job while it is running. */
  worker: string | null;
  /** When the worker's hold on a running job ends, by the queue's clock. */
  leaseUntil: number;
  /** Why the last attempt did not succeed. */
  reason: string | null;
}

export function newJob(id: number, payload: unknown): Job {
  return { id, payload, state: "ready", attempts: 0, worker: null, leaseUntil: 0, reason: null };
}
