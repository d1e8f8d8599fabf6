/** Work that is done later, once, whatever becomes of the server that was asked: a queue in the database. */

/** What is asked of the queue; `Data` is what a job of each name holds. */
export interface JobKinds {
  "deliver-webhook": { delivery: string }
  "erase-interviews": Record<string, never>
  /** `at` is when it was asked for. */
  "send-invitation": { invitation: string; at: number }
}

export type JobName = keyof JobKinds

export interface QueueState {
  name: JobName
  /** Due, due later, being done, and failed for good of late. */
  waiting: number
  later: number
  active: number
  failed: number
}

export interface Jobs {
  /** Does jobs of a name, a few at once. One that rejects is tried again. */
  work<Name extends JobName>(name: Name, act: (data: JobKinds[Name]) => Promise<void>): void
  /** Resolves once it is stored. Where one with the same key still waits, nothing is added. */
  send<Name extends JobName>(
    name: Name,
    data: JobKinds[Name],
    options: { key: string; afterSeconds?: number },
  ): Promise<void>
  /** Sends one by the clock, as a line of cron says in UTC; of any number of servers one does it. */
  every<Name extends JobName>(name: Name, data: JobKinds[Name], cron: string): void
  state(): Promise<QueueState[]>
  /** Lets what is being done come to its end, for a while. */
  close(): Promise<void>
}
