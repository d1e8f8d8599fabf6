/** Has every submission of a session graded once, also those that a stopped server left ungraded. */
import { AppError } from "../../protocol/errors.ts"
import type { EventOf, JournalEvent } from "../../protocol/events.ts"
import { submittedWork } from "../assess/grading.ts"
import type { Grade, Grader } from "../assess/grading.ts"
import type { Log } from "./log.ts"

const GRADER = { kind: "system", id: "grader" } as const

interface GradingParts {
  log: Log
  grader: Grader
  journal(): AsyncIterable<JournalEvent>
  onProblem(problem: unknown): void
}

/** `pending` are the submissions in the journal so far that have no grade. */
export function createGrading(
  parts: GradingParts,
  pending: readonly EventOf<"question.submitted">[],
): { close(): Promise<void> } {
  const { log, grader } = parts
  const underWay = new Set<Promise<void>>()

  async function grade(submitted: EventOf<"question.submitted">): Promise<void> {
    const { language } = submitted.data
    const version = log.told.questions.find(({ id }) => id === submitted.question)?.version
    if (!version) return
    const failed = (failure: unknown): Grade => {
      parts.onProblem(failure)
      const message = failure instanceof AppError ? failure.message : "The grading sandbox could not run."
      const none = { passed: 0, total: 0 }
      return { language, outcome: "failed", visible: none, hidden: none, message }
    }
    const work = await submittedWork(parts.journal(), submitted)
    const once = (): Promise<Grade> => grader.grade(version, language, work)
    // Never the work's own fault, so that it gets a second chance.
    const data = await once().catch(once).catch(failed)
    await log.record([{ actor: GRADER, question: submitted.question, type: "question.graded", data }])
  }

  function start(submitted: EventOf<"question.submitted">): void {
    const work = grade(submitted).catch(parts.onProblem)
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  const stop = log.listen("told", (events) => {
    for (const event of events) if (event.type === "question.submitted") start(event)
  })
  pending.forEach(start)
  return {
    async close() {
      stop()
      // Where the journal refused nothing can be recorded any more, and the next room grades again.
      await Promise.race([Promise.all(underWay), log.broken])
    },
  }
}
