import type { EndReason } from "../../protocol/events.ts"
import type { SessionState } from "../../core/session.ts"
import { count } from "../ui/format.ts"

/** `3 questions, 90 minutes in all`. */
export function lengthOf({ questions, clock }: Pick<SessionState, "questions" | "clock">): string {
  return `${count(questions.length, "question")}, ${count(Math.round(clock.durationMs / 60_000), "minute")} in all`
}

/** Whose interview it is, and which: `Northwind: Backend engineer`. */
export function headingOf({ team, title }: Pick<SessionState, "team" | "title">): string {
  return team === null ? title : `${team}: ${title}`
}

/** How an interview came to its end, as its candidate reads it. */
export const END_WORDS: Record<EndReason, [title: string, text: string]> = {
  submitted: ["You have finished", "All questions are submitted."],
  expired: ["The time is over", "What you had written by then was saved and submitted for you."],
  withdrawn: ["You ended the interview", "What you had written by then was saved and submitted."],
  "ended-by-assessor": [
    "The interview was ended by an assessor",
    "What you had written by then was saved and submitted for you.",
  ],
}
