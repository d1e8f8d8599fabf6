/** Many files brought in one after another, and what is said of those that were refused. */
import type { Clock } from "../live/clock.ts"
import { ProblemError } from "../live/session-view.ts"
import { count } from "../ui/format.ts"

export interface Refused {
  path: string
  why: string
}

/** For a server that names no time. */
const WAIT_MS = 1_000
const TRIES = 5

/**
 * Each file by itself: one that is refused keeps no other from its place, and one that came too fast is brought again
 * when the server says. Answers the paths refused; `put` rejects with `ProblemError`.
 */
export async function uploadAll<Item extends { path: string }>(
  items: readonly Item[],
  put: (item: Item) => Promise<void>,
  clock: Clock,
): Promise<Refused[]> {
  const refused: Refused[] = []
  for (const item of items) {
    const why = await refusalOf(() => put(item), clock)
    if (why !== null) refused.push({ path: item.path, why })
  }
  return refused
}

async function refusalOf(put: () => Promise<void>, clock: Clock): Promise<string | null> {
  for (let tries = 1; ; tries++) {
    try {
      await put()
      return null
    } catch (error) {
      if (!(error instanceof ProblemError)) return "Try again."
      const { problem, retryAfterMs } = error
      if (problem.code !== "too-fast" || tries === TRIES) return `${problem.title}. ${problem.detail}`
      await new Promise<void>((resolve) => clock.after(retryAfterMs ?? WAIT_MS, resolve))
    }
  }
}

/** Every refused file by name in one message, those refused for the same reason together. */
export function refusedWords(refused: readonly Refused[], asked: number): { text: string; detail: string } {
  const [first] = refused
  if (first && refused.length === 1) return { text: `${first.path} was not uploaded`, detail: first.why }
  const reasons = Map.groupBy(refused, ({ why }) => why)
  const lines = [...reasons].map(([why, files]) => `${files.map(({ path }) => path).join(", ")}: ${why}`)
  return {
    text: `${refused.length} of ${count(asked, "file")} were not uploaded`,
    detail: lines.join("\n"),
  }
}
