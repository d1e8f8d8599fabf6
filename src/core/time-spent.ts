import type { Moment } from "../protocol/watch.ts"

/** Milliseconds the clock ran on each question, pauses left out. A question still open counts up to the last moment. */
export function timeSpent(moments: readonly Moment[]): ReadonlyMap<string, number> {
  const spent = new Map<string, number>()
  let open: string | null = null
  let since: number | null = null
  const count = (at: number): void => {
    if (open !== null && since !== null) spent.set(open, (spent.get(open) ?? 0) + at - since)
    if (since !== null) since = at
  }
  for (const { type, at, question } of moments) {
    count(at)
    if (type === "session.started" || type === "session.resumed") since = at
    else if (type === "session.paused" || type === "session.ended") since = null
    else if (type === "question.opened") open = question
    else if (type === "question.submitted") open = null
  }
  return spent
}
