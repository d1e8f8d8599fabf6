/** How much of what changed since the starter is whose, in figures and words. */
import type { SubmissionReply, SubmittedAuthor } from "../../protocol/watch.ts"

export type Stretches = SubmissionReply["files"][number]["authors"]
/** Who changed something: all but the question itself. */
export type Changer = Exclude<SubmittedAuthor, "starter">

export interface Share {
  author: Changer
  /** Whole percent from 1 to 100; all shares together are 100. */
  percent: number
}

export const CHANGERS: readonly Changer[] = ["candidate", "agent", "shell", "assessor"]

/** Of the characters that stand and are not the starter's; none when nothing was added. */
export function sharesOf(texts: readonly Stretches[]): Share[] {
  const sums = new Map<SubmittedAuthor, number>()
  for (const { author, length } of texts.flat()) sums.set(author, (sums.get(author) ?? 0) + length)
  const wrote = CHANGERS.filter((author) => sums.has(author))
  const total = wrote.reduce((sum, author) => sum + sums.get(author)!, 0)
  const most = wrote.toSorted((a, b) => sums.get(b)! - sums.get(a)!)[0]
  const shares = wrote.map((author) => ({
    author,
    percent: Math.max(1, Math.round((100 * sums.get(author)!) / total)),
  }))
  // Whoever wrote most takes what rounding leaves.
  const others = shares.reduce((sum, { author, percent }) => (author === most ? sum : sum + percent), 0)
  return shares.map((one) => (one.author === most ? { ...one, percent: 100 - others } : one))
}

/** `62 % candidate, 38 % agent`; "" for none. */
export function inWords(shares: readonly Share[]): string {
  return shares.map(({ author, percent }) => `${percent} % ${author}`).join(", ")
}
