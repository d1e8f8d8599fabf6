import type { Clock } from "./clock.ts"

/**
 * Asks again and again, a while after each answer, whether somebody may still be here; once `ask` rejects, `refused` is told
 * and no more is asked. Answers how to stop.
 */
export function keepAsking(
  clock: Clock,
  everyMs: number,
  ask: () => Promise<unknown>,
  refused: (failure: unknown) => void,
): () => void {
  let stopped = false
  let cancel = (): void => undefined
  function next(): void {
    cancel = clock.after(everyMs, () => {
      ask().then(
        () => {
          if (!stopped) next()
        },
        (failure: unknown) => {
          if (!stopped) refused(failure)
        },
      )
    })
  }
  next()
  return () => {
    stopped = true
    cancel()
  }
}
