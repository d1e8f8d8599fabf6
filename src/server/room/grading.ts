/** Has every submission of a session graded once, also those that a stopped server left ungraded. */
import { AppError } from "../../protocol/errors.ts"
import type { EventOf, JournalEvent } from "../../protocol/events.ts"
import { submittedWork } from "../assess/grading.ts"
import type { Grade, Grader } from "../assess/grading.ts"
import { unlessAborted } from "../abort.ts"
import { elapsed } from "../clock.ts"
import type { Clock } from "../clock.ts"
import type { Log } from "./log.ts"

const GRADER = { kind: "system", id: "grader" } as const

/** Waits before a grading that failed is tried again; it is never the work's own fault. After the last it has failed. */
export const RETRY_MS = [2_000, 15_000, 60_000, 300_000] as const

export interface Grading {
  /** Whether a submission still waits for its grade. */
  readonly busy: boolean
  /** Gives up what is under way, unrecorded: the next room of the session does it again. */
  close(): Promise<void>
}

interface GradingParts {
  log: Log
  grader: Grader
  clock: Clock
  journal(): AsyncIterable<JournalEvent>
  onProblem(problem: unknown): void
}

/** `pending` are the submissions in the journal so far that have no grade. */
export function createGrading(
  parts: GradingParts,
  pending: readonly EventOf<"question.submitted">[],
): Grading {
  const { log, grader, clock } = parts
  const underWay = new Set<Promise<void>>()
  const closing = new AbortController()
  const { signal } = closing

  async function grade(submitted: EventOf<"question.submitted">): Promise<void> {
    const version = log.told.questions.find(({ id }) => id === submitted.question)?.version
    if (!version) return
    const data = await tryUntilGraded(version, submitted)
    signal.throwIfAborted()
    await log.record([{ actor: GRADER, question: submitted.question, type: "question.graded", data }])
  }

  async function tryUntilGraded(version: string, submitted: EventOf<"question.submitted">): Promise<Grade> {
    const { language } = submitted.data
    let failure: unknown
    for (const wait of [...RETRY_MS, null]) {
      try {
        const work = await submittedWork(parts.journal(), submitted)
        return await unlessAborted(() => grader.grade(version, language, work, signal), signal)
      } catch (cause) {
        signal.throwIfAborted()
        parts.onProblem(cause)
        failure = cause
      }
      if (wait !== null) await unlessAborted(() => elapsed(clock, wait), signal)
    }
    const message = failure instanceof AppError ? failure.message : "The grading sandbox could not run."
    const none = { passed: 0, total: 0 }
    return { language, outcome: "failed", visible: none, hidden: none, message }
  }

  function start(submitted: EventOf<"question.submitted">): void {
    const work = grade(submitted).catch((failure: unknown) => {
      if (!signal.aborted) parts.onProblem(failure)
    })
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }

  const stop = log.listen("told", (events) => {
    for (const event of events) if (event.type === "question.submitted") start(event)
  })
  pending.forEach(start)
  return {
    get busy() {
      return underWay.size > 0
    },
    async close() {
      stop()
      closing.abort()
      // What is being recorded may wait for a journal that refuses.
      await Promise.race([Promise.all(underWay), log.broken])
    },
  }
}
