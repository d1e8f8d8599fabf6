import { useEffect } from "react"
import type { Access, ActsState } from "../../core/acts/acts.ts"
import { announce, toast } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"
import { ACCESS_WORDS, linesWords } from "./words.ts"

/** What a screen reader says of what assessors did between two states, in order. */
export function actsSaid(before: ActsState, after: ActsState): string[] {
  const fresh = <One extends { id: string }>(now: readonly One[], then: readonly One[]): One[] =>
    now.filter(({ id }) => then.every((one) => one.id !== id))
  const granted = before.access.filter(({ status }) => status === "granted")
  const ended = granted.filter(({ id }) =>
    after.access.some((one) => one.id === id && one.status !== "granted"),
  )
  return [
    ...fresh(after.said, before.said).map(({ name, text }) => `${name} wrote: ${text}`),
    ...fresh(after.asked, before.asked).map(({ name, text }) => `${name} asks: ${text}`),
    ...fresh(after.pointed, before.pointed).map(
      ({ name, lines, path, text }) => `${name} points at ${linesWords(lines, path)}${text && `: ${text}`}`,
    ),
    ...fresh(after.access, before.access).map(({ name, kind }) => `${name} ${ACCESS_WORDS[kind].asks}.`),
    ...ended.map(({ name, kind }) => `${name} ${ACCESS_WORDS[kind].ended}.`),
  ]
}

/** The leave to take part that was given before and went with its question: nobody ended it. */
export function goneWithQuestion(before: ActsState, after: ActsState): Access[] {
  return before.access.filter(
    ({ id, status }) => status === "granted" && after.access.every((one) => one.id !== id),
  )
}

/**
 * Tells a screen reader, politely, what assessors send the candidate, and everybody in the corner whose leave went with
 * the question; the focus stays where it is.
 */
export function useActsSaid(): void {
  const view = useView()
  useEffect(() => {
    let before = view.getState().session?.acts ?? null
    return view.subscribe(() => {
      const { session } = view.getState()
      const acts = session?.acts ?? null
      const then = before
      before = acts
      if (!then || !acts || then === acts) return
      for (const text of actsSaid(then, acts)) announce(text)
      if (session?.phase.phase === "ended") return
      for (const { name, kind } of goneWithQuestion(then, acts))
        toast(`${name} ${ACCESS_WORDS[kind].ended}`, {
          detail: "It was for the last question; they can ask again.",
        })
    })
  }, [view])
}
