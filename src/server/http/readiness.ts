import type { Clock } from "../clock.ts"

const KEPT_MS = 1_000

/** The same question, asked at most once a second however often it is put; who asks meanwhile gets the last answer. */
export function askNowAndThen<T>(clock: Clock, ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | null = null
  return () => {
    const now = clock.now()
    if (!last || now - last.at >= KEPT_MS) last = { at: now, answer: ask() }
    return last.answer
  }
}
