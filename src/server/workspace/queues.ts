/** One line of work per key: what is run under a key waits for what was run under it before. */
export interface Queues {
  run<T>(key: string, work: () => Promise<T>): Promise<T>
  /** Resolves when nothing waits that was there when asked. */
  idle(): Promise<void>
}

export function createQueues(): Queues {
  const tails = new Map<string, Promise<unknown>>()
  return {
    run(key, work) {
      const before = tails.get(key) ?? Promise.resolve()
      const done = before.then(work, work)
      const tail = done
        .catch(() => undefined)
        .then(() => {
          if (tails.get(key) === tail) tails.delete(key)
        })
      tails.set(key, tail)
      return done
    },
    async idle() {
      await Promise.all(tails.values())
    },
  }
}
