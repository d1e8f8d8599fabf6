/** The moments of an interview as the lines of a list: words, with what is alike and close together in one line. */
import type { ActorKind, EndReason } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Moment } from "../../protocol/watch.ts"
import { linesWords } from "../acts/words.ts"
import { LEVEL_WORDS } from "../chat/words.ts"
import { bytes, count, roughly } from "../ui/format.ts"
import { LANGUAGE_NAMES } from "../workspace/languages.ts"

export interface Line {
  id: string
  /** Server's clock. */
  at: number
  actor: ActorKind
  text: string
}

/** What is alike is one line as long as no other line comes between and it is this close to the first. */
const TOGETHER_MS = 5 * 60_000

/** What happens in numbers: each is told with those of its kind next to it. */
type Act =
  | Absence
  | { kind: "paste"; path: string | null; characters: number; inside: boolean }
  | { kind: "upload"; path: string; size: number }

/** From the window, or from the interview altogether; `ms` is null where nobody saw it end. */
interface Absence {
  kind: "away" | "disconnected"
  ms: number | null
  back: boolean
}

type Entry = Omit<Line, "id"> & { first: number; seq: number; acts: readonly Act[] }

type Of<T extends Moment["type"]> = Extract<Moment, { type: T }>

/** How questions and what they are rated by are called. */
interface Names {
  nameOf: (question: string | null) => string
  criterionOf: (question: string | null, index: number) => string
}

/** By what questions are rated; empty where that is not known, and criteria are told by their numbers. */
type Rubric = readonly { id: string; criteria: readonly { criterion: string }[] }[]

/** The lines of an interview, oldest first. `questions` are the session's, in order. */
export function linesOf(
  moments: readonly Moment[],
  questions: readonly { id: string; title: string }[],
  rubric: Rubric = [],
): Line[] {
  const nameOf = (id: string | null): string => {
    const index = questions.findIndex((question) => question.id === id)
    return index < 0 ? "a question" : `question ${index + 1}, ${questions[index]!.title}`
  }
  const names: Names = {
    nameOf,
    criterionOf: (id, index) =>
      rubric.find((one) => one.id === id)?.criteria[index]?.criterion ?? `criterion ${index + 1}`,
  }
  const back = returns(moments)
  const entries: Entry[] = []
  let started = false
  for (const moment of moments) {
    started ||= moment.type === "session.started"
    if (moment.type === "presence.left" && !started) continue
    const act = actOf(moment, back)
    const text = act ? "" : textOf(moment, names)
    if (!act && text === null) continue
    const { at, actor, seq } = moment
    const last = entries.at(-1)
    if (act && last && joins(last, act, moment)) {
      entries[entries.length - 1] = { ...last, at, acts: [...last.acts, act] }
    } else entries.push({ at, actor, text: text ?? "", first: at, seq, acts: act ? [act] : [] })
  }
  return entries.map(({ at, actor, text, seq, acts }) => ({
    id: `${seq}`,
    at,
    actor,
    text: acts.length > 0 ? together(acts) : text,
  }))
}

/** When the candidate came back, by the moment they left the window or the interview; null where nobody can tell. */
function returns(moments: readonly Moment[]): ReadonlyMap<number, number | null> {
  const back = new Map<number, number | null>()
  const left: { away: number | null; disconnected: number | null } = { away: null, disconnected: null }
  function cameBack(from: Absence["kind"], at: number | null): void {
    const seq = left[from]
    if (seq !== null) back.set(seq, at)
    left[from] = null
  }
  for (const moment of moments) {
    switch (moment.type) {
      case "presence.focus":
        if (moment.data.focused) cameBack("away", moment.at)
        else left.away = moment.seq
        break
      case "presence.joined":
        cameBack("disconnected", moment.at)
        break
      // The window's focus is not told while it is gone or the interview does not run.
      case "presence.left":
        cameBack("away", null)
        left.disconnected = moment.seq
        break
      case "session.paused":
        cameBack("away", null)
        break
      case "session.ended":
        cameBack("away", null)
        cameBack("disconnected", null)
        break
      default:
    }
  }
  return back
}

function actOf(moment: Moment, back: ReadonlyMap<number, number | null>): Act | null {
  const absence = (kind: Absence["kind"]): Absence => {
    const until = back.get(moment.seq)
    return { kind, ms: until ? until - moment.at : null, back: until !== undefined }
  }
  if (moment.type === "presence.focus" && !moment.data.focused) return absence("away")
  if (moment.type === "presence.left" && !moment.data.takenOverBy) return absence("disconnected")
  if (moment.type === "presence.paste") return { kind: "paste", ...moment.data }
  if (moment.type === "file.created" && moment.data.kind === "file" && moment.data.size > 0)
    return { kind: "upload", path: moment.data.path, size: moment.data.size }
  return null
}

function joins({ acts, first }: Entry, act: Act, { at }: Moment): boolean {
  const [one] = acts
  if (one?.kind !== act.kind || at - first > TOGETHER_MS) return false
  return act.kind !== "paste" || (one.kind === "paste" && one.inside === act.inside)
}

function together(acts: readonly Act[]): string {
  const only = <K extends Act["kind"]>(kind: K) =>
    acts.filter((act): act is Extract<Act, { kind: K }> => act.kind === kind)
  switch (acts[0]!.kind) {
    case "away":
      return absent("Left the window", only("away"))
    case "disconnected":
      return disconnected(only("disconnected"))
    case "paste":
      return pasted(only("paste"))
    case "upload":
      return uploaded(only("upload"))
  }
}

const timesOf = (acts: readonly unknown[]): string => (acts.length === 1 ? "" : ` ${acts.length} times`)

function absent(what: string, acts: readonly Absence[]): string {
  const times = timesOf(acts)
  if (!acts.at(-1)!.back) return `${what}${times}, not back yet`
  if (acts.some(({ ms }) => ms === null)) return `${what}${times}`
  const all = roughly(acts.reduce((sum, { ms }) => sum + (ms ?? 0), 0))
  return `${what}${times} for ${all}${times && " in all"}`
}

/** A page that is loaded again is gone no longer than this. */
const RELOAD_MS = 3_000

function disconnected(acts: readonly Absence[]): string {
  const reloads = acts.every(({ ms }) => ms !== null && ms < RELOAD_MS)
  return reloads ? `Reconnected${timesOf(acts)}` : absent("Disconnected", acts)
}

function pasted(acts: readonly Extract<Act, { kind: "paste" }>[]): string {
  const characters = count(
    acts.reduce((sum, act) => sum + act.characters, 0),
    "character",
  )
  const paths = [...new Set(acts.flatMap(({ path }) => path ?? []))]
  const into =
    paths.length === 0 ? "" : ` into ${paths.length === 1 ? paths[0] : count(paths.length, "file")}`
  const from = acts[0]!.inside ? " from this interview" : ""
  if (acts.length === 1) return `Pasted ${characters}${from}${into}`
  return `Pasted ${acts.length} times${from}${into}, ${characters} in all`
}

function uploaded(acts: readonly Extract<Act, { kind: "upload" }>[]): string {
  const size = bytes(acts.reduce((sum, act) => sum + act.size, 0))
  return `Uploaded ${acts.length === 1 ? acts[0]!.path : count(acts.length, "file")} (${size})`
}

const ENDS: Record<EndReason, string> = {
  submitted: "Finished the interview",
  expired: "The interview ended",
  withdrawn: "Ended the interview early",
  "ended-by-assessor": "Ended the interview",
}

/** What ended a run before its end; null where its own program ended. */
const CUT_SHORT: Record<NonNullable<Of<"test.finished">["data"]["reason"]>, string | null> = {
  exited: null,
  timeout: `stopped at the limit of ${LIMITS.run.wallMs / 1_000} seconds`,
  memory: "stopped at the limit of memory",
  output: "stopped at the limit of output",
  killed: "stopped before their end",
  lost: "they could not be run",
  cancelled: "cancelled",
}

/** How a turn of the agent's ended, where that is worth a line. */
const TURN_ENDS: Record<Of<"chat.ended">["data"]["outcome"], string | null> = {
  done: null,
  stopped: "The agent was stopped",
  interrupted: "The agent was cut off",
  left: null,
  refused: "The model declined to answer",
  failed: "The model could not answer",
  budget: null,
  steps: "The agent stopped after many steps in a row",
}

const OFFERS: Record<Of<"nudge.offered">["data"]["kind"], string> = {
  failing: "several runs failed in a row",
  stalled: "no run got further",
  errors: "errors of one kind in a row",
  growth: "the solution may be slow on large inputs",
}

/** Null for what has no line of its own. */
function textOf(moment: Moment, names: Names): string | null {
  const { nameOf } = names
  switch (moment.type) {
    case "session.consented":
      return "Agreed to the recording"
    case "session.paused":
      return `Paused${because(moment.data.reason)}`
    case "session.resumed":
      return "The interview goes on"
    case "session.extended":
      return `Gave ${count(Math.round(moment.data.byMs / 60_000), "more minute")}${because(moment.data.reason)}`
    case "session.ended":
      return `${ENDS[moment.data.reason]}${because(moment.data.text ?? "")}`
    case "question.opened":
      return `Opened ${nameOf(moment.question)}`
    case "question.submitted":
      return submission(moment.data.by, nameOf(moment.question))
    case "question.graded":
      return gradeMoment(moment, nameOf(moment.question))
    case "language.changed":
      return `Went on in ${LANGUAGE_NAMES[moment.data.to]}`
    case "file.created":
      return `Made the ${moment.data.kind} ${moment.data.path}`
    case "doc.renamed":
      return `Renamed ${moment.data.from} to ${moment.data.to}`
    case "doc.deleted":
      return `Deleted ${moment.data.path}`
    case "terminal.opened":
      return "Opened a terminal"
    case "test.finished":
      return tested(moment)
    case "presence.left":
      return "Went on in another window"
    case "agent.paused":
      return "Held the agent"
    case "agent.resumed":
      return "Let the agent go on"
    case "agent.ended":
      return moment.data.reason === "budget" ? "The agent's budget was spent" : "Ended the agent's part"
    case "chat.message":
      return `Asked the agent: ${moment.data.text}`
    case "chat.refused":
      return `${moment.data.tool} was refused to the agent at ${LEVEL_WORDS[moment.data.level].name}`
    case "chat.ended":
      return TURN_ENDS[moment.data.outcome]
    case "review.decided":
      return `${moment.data.verdict === "accepted" ? "Accepted" : "Rejected"} what the agent changed in ${moment.data.path}`
    case "level.changed":
      return `The agent works as ${LEVEL_WORDS[moment.data.to].name}`
    case "nudge.offered":
      return `Was offered help: ${OFFERS[moment.data.kind]}`
    case "nudge.accepted":
      return "Took the help"
    case "nudge.dismissed":
      return "Declined the help"
    case "nudge.muted":
      return moment.data.muted ? "Wants help only when asking" : "Takes offers of help again"
    default:
      return actText(moment, names)
  }
}

/** What assessors did, by name, and what was answered. */
function actText(moment: Moment, { nameOf, criterionOf }: Names): string | null {
  switch (moment.type) {
    case "assessor.said":
      return `${moment.data.name} wrote: ${moment.data.text}`
    case "assessor.asked":
      return `${moment.data.name} asked: ${moment.data.text}`
    case "assessor.answered":
      return `Answered: ${moment.data.text}`
    case "assessor.pointed":
      return `${moment.data.name} pointed at ${linesWords(moment.data.lines, moment.data.path)}`
    case "assessor.noted":
      return moment.data.text === null ? null : `${moment.data.name} noted: ${moment.data.text}`
    case "assessor.rated": {
      const { name, criterion, level } = moment.data
      const what = `${criterionOf(moment.question, criterion)}, ${nameOf(moment.question)}`
      return level === null
        ? `${name} took back the rating of ${what}`
        : `${name} rated ${level} of 4: ${what}`
    }
    case "access.asked":
      return `${moment.data.name} ${PART_WORDS[moment.data.kind]}`
    case "access.answered":
      return moment.data.allowed ? "Allowed it" : "Declined it"
    case "access.ended":
      return "Ended taking part"
    default:
      return null
  }
}

const PART_WORDS = {
  edit: "asked to edit the files",
  terminal: "asked to type in the shell",
} as const

const because = (reason: string): string => (reason === "" ? "" : `: ${reason}`)

function submission(by: Of<"question.submitted">["data"]["by"], name: string): string {
  if (by === "candidate") return `Submitted ${name}`
  const why = by === "clock" ? "Time ran out; the" : "The"
  return `${why} saved work on ${name}, was submitted`
}

function gradeMoment({ data }: Of<"question.graded">, name: string): string {
  if (data.outcome === "failed") return `Could not grade ${name}${because(data.message ?? "")}`
  const { hidden } = data
  return `Graded ${name}: ${hidden.passed} of ${hidden.total} hidden tests passed`
}

function tested({ data: { outcome, summary, reason } }: Of<"test.finished">): string {
  if (outcome === "cancelled") return "Cancelled a test run"
  const passed = `Ran the tests: ${summary.passed} of ${summary.tests} passed`
  if (outcome !== "error") return passed
  const cut = CUT_SHORT[reason ?? "lost"]
  if (cut) return `Ran the tests; ${cut}`
  return summary.passed > 0 ? `${passed}, then the run failed` : "Ran the tests; they could not be loaded"
}
