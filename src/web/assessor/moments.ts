/** What happened in an interview, as a short list: read from its state, and from how that changes while one watches. */
import { tally, type SessionState } from "../../core/session.ts"
import type { ActorKind, EndReason } from "../../protocol/events.ts"

export interface Moment {
  id: string
  /** Server's clock. */
  at: number
  actor: ActorKind
  text: string
}

/** What a state still tells of its past. */
export function pastOf(session: SessionState): Moment[] {
  const moments: Moment[] = []
  session.questions.forEach((question, index) => {
    const name = `question ${index + 1}, ${question.title}`
    if (question.openedAt !== null)
      moments.push({
        id: `opened:${question.id}`,
        at: question.openedAt,
        actor: "system",
        text: `Opened ${name}`,
      })
    if (question.submittedAt !== null)
      moments.push({
        id: `submitted:${question.id}`,
        at: question.submittedAt,
        actor: "candidate",
        text: `Submitted ${name}`,
      })
  })
  return [...moments, ...now(session)].toSorted((a, b) => a.at - b.at)
}

/** What happened between two states of one interview, the later one being the next. */
export function between(before: SessionState, after: SessionState): Moment[] {
  const known = new Set(pastOf(before).map(({ id }) => id))
  const moments = pastOf(after).filter(({ id }) => !known.has(id))
  const at = after.at
  if (before.phase.phase === "paused" && after.phase.phase === "running")
    moments.push({ id: `resumed:${at}`, at, actor: "assessor", text: "The interview goes on" })
  if (after.clock.durationMs > before.clock.durationMs) {
    const minutes = Math.round((after.clock.durationMs - before.clock.durationMs) / 60_000)
    moments.push({ id: `extended:${at}`, at, actor: "assessor", text: `Extended by ${minutes} min` })
  }
  const question = after.current === null ? undefined : after.questions[after.current]
  const same = before.questions.find(({ id }) => id === question?.id)
  if (question && same && same.openedAt !== null && same.language !== question.language)
    moments.push({ id: `language:${at}`, at, actor: "candidate", text: `Went on in ${question.language}` })
  for (const terminal of after.terminals)
    if (!before.terminals.some(({ id }) => id === terminal.id))
      moments.push({
        id: `terminal:${terminal.id}:${at}`,
        at,
        actor: terminal.openedBy.kind,
        text: "Opened a terminal",
      })
  return moments
}

const ENDS: Record<EndReason, [actor: ActorKind, text: string]> = {
  submitted: ["candidate", "Finished the interview"],
  expired: ["system", "The time was over"],
  withdrawn: ["candidate", "Ended the interview early"],
  "ended-by-assessor": ["assessor", "Ended the interview"],
}

function now({ run, phase }: SessionState): Moment[] {
  const moments: Moment[] = []
  if (run?.finished) {
    const { passed, tests } = tally(Object.values(run.results))
    const outcome = run.finished.outcome
    const text =
      outcome === "cancelled"
        ? "Cancelled a test run"
        : outcome === "error"
          ? "Ran the tests; they could not be run"
          : `Ran the tests: ${passed} of ${tests} passed`
    moments.push({ id: `run:${run.id}`, at: run.finished.summary.stop, actor: run.by.kind, text })
  }
  if (phase.phase === "paused")
    moments.push({
      id: `paused:${phase.since}`,
      at: phase.since,
      actor: phase.by.kind,
      text: phase.reason ? `Paused: ${phase.reason}` : "Paused",
    })
  if (phase.phase === "ended") {
    const [actor, text] = ENDS[phase.reason]
    moments.push({ id: "ended", at: phase.at, actor, text })
  }
  return moments
}
