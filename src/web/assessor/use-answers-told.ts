import { useEffect } from "react"
import type { ActsState } from "../../core/acts/acts.ts"
import { goneWithQuestion } from "../acts/use-acts-said.ts"
import { ACCESS_WORDS } from "../acts/words.ts"
import { toast } from "../ui/toasts.tsx"
import { useView } from "../workspace/view.ts"

/**
 * What the candidate answered between two states: to questions of anybody's, and to this person's own wishes. A wish that
 * is there no more went with its question.
 */
export function answersTold(before: ActsState, after: ActsState, me: string): string[] {
  const open = new Set(before.asked.filter(({ answer }) => answer === null).map(({ id }) => id))
  const answered = after.asked.filter(({ id, answer }) => answer !== null && open.has(id))
  const waited = new Set(before.access.filter(({ status }) => status === "asked").map(({ id }) => id))
  const had = new Set(before.access.filter(({ status }) => status === "granted").map(({ id }) => id))
  const own = after.access.filter(({ by }) => by.id === me)
  const gone = goneWithQuestion(before, after).filter(({ by }) => by.id === me)
  return [
    ...answered.map(({ answer }) => `The candidate answered: ${answer?.text}`),
    ...own.flatMap(({ id, kind, status }) => {
      const what = ACCESS_WORDS[kind].ask
      if (waited.has(id) && status === "granted") return `The candidate allows it: ${what}.`
      if (waited.has(id) && status === "declined") return `The candidate declined: ${what}.`
      return had.has(id) && status === "ended" ? `It has ended: ${what}.` : []
    }),
    ...gone.map(
      ({ kind }) => `It has ended with the question: ${ACCESS_WORDS[kind].ask}. You may ask again.`,
    ),
  ]
}

/** Says in the corner what the candidate answered. */
export function useAnswersTold(): void {
  const view = useView()
  useEffect(() => {
    let before = view.getState().session?.acts ?? null
    return view.subscribe(() => {
      const { session, you } = view.getState()
      const then = before
      before = session?.acts ?? null
      if (!then || !before || then === before || !you || session?.phase.phase === "ended") return
      for (const text of answersTold(then, before, you.id)) toast(text)
    })
  }, [view])
}
