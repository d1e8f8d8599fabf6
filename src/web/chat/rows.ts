/** The conversation as the rows of a list, oldest first. A row of what did not change is the same object again. */
import { cameToNothing } from "../../core/chat.ts"
import { addUsage } from "./words.ts"
import type { ModelUsage } from "../../protocol/assistance.ts"
import type {
  Block,
  ChatEntry,
  LevelEntry,
  MessageEntry,
  NudgeEntry,
  Step,
  ToolBlock,
  TurnEntry,
} from "../../protocol/chat.ts"

export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "message"; key: string; entry: MessageEntry }
  /** `first` where the agent begins to speak; `live` while more of it may come. */
  | { kind: "text" | "thinking"; key: string; text: string; at: number; first: boolean; live: boolean }
  /** `over`: nothing more comes of it, whether it has a result or not. */
  | { kind: "tool"; key: string; block: ToolBlock; at: number; first: boolean; over: boolean }
  /** The turn goes on from one that was cut, since it was asked to. */
  | { kind: "continued"; key: string; at: number }
  | { kind: "end"; key: string; turn: TurnEntry }
  /** What a turn that is over has used, where that is told. */
  | { kind: "usage"; key: string; used: ModelUsage }
  | { kind: "nudge"; key: string; entry: NudgeEntry }
  | { kind: "level"; key: string; entry: LevelEntry }

type Part = { seq: number; at: number; rows: readonly Row[] }

/** Rows laid out, and from where on the next entries need laying out anew. */
export interface Laid {
  readonly entries: readonly ChatEntry[]
  readonly rows: readonly Row[]
  /** The turn begun last: its entry, how many rows stand before it, and the day they end in. */
  readonly from: { entry: number; rows: number; day: Day | null }
}

const named = new WeakMap<Row, Row>()

/** The row with its speaker's name where something else was said since; the same object each time. */
function speaks(row: Row, before: Row | undefined): Row {
  if (row.kind !== "text" && row.kind !== "thinking" && row.kind !== "tool") return row
  if (row.first || before === undefined || !BETWEEN.has(before.kind)) return row
  const known = named.get(row) ?? { ...row, first: true }
  named.set(row, known)
  return known
}

const BETWEEN = new Set<Row["kind"]>(["message", "nudge", "level", "day"])

/** From midnight to midnight of the reader's zone. */
interface Day {
  begin: number
  end: number
}

const NOTHING: Laid = { entries: [], rows: [], from: { entry: 0, rows: 0, day: null } }

/** The rows of entries that follow each other; of those before the last turn, what was laid out before is taken over. */
export function layRows(entries: readonly ChatEntry[], before: Laid = NOTHING): Laid {
  const kept = startsAlike(entries, before) ? before : NOTHING
  const rows = kept.rows.slice(0, kept.from.rows)
  let { from } = kept
  let { day } = from
  /** The turn begun last, and what came after it: some of that may have come between its steps. */
  let turn: readonly Part[] = []
  let since: Part[] = []
  const lay = (): void => {
    const parts = since.length === 0 ? turn : [...turn, ...since].toSorted((a, b) => a.seq - b.seq)
    for (const { at, rows: more } of parts) {
      if (more.length === 0) continue
      if (!day || at < day.begin || at >= day.end) {
        if (day) rows.push({ kind: "day", key: `day ${at}`, at })
        day = dayOf(at)
      }
      for (const row of more) rows.push(speaks(row, rows.at(-1)))
    }
  }
  for (let index = from.entry; index < entries.length; index++) {
    const entry = entries[index]!
    // What waits for an answer has its card at the foot of the list.
    if (entry.kind === "nudge" && entry.answer === null) continue
    if (entry.kind === "turn") {
      lay()
      from = { entry: index, rows: rows.length, day }
      turn = partsOf(entry)
      since = []
    } else since.push(plain(entry))
  }
  lay()
  return { entries, rows, from }
}

export function rowsOf(entries: readonly ChatEntry[]): readonly Row[] {
  return layRows(entries).rows
}

function startsAlike(entries: readonly ChatEntry[], before: Laid): boolean {
  for (let index = 0; index < before.from.entry; index++)
    if (entries[index] !== before.entries[index]) return false
  return true
}

function dayOf(at: number): Day {
  const midnight = new Date(at)
  const begin = midnight.setHours(0, 0, 0, 0)
  return { begin, end: midnight.setDate(midnight.getDate() + 1) }
}

const plainParts = new WeakMap<ChatEntry, Part>()

function plain(entry: Exclude<ChatEntry, TurnEntry>): Part {
  const known = plainParts.get(entry)
  if (known) return known
  const row: Row =
    entry.kind === "message"
      ? { kind: "message", key: `message ${entry.seq}`, entry }
      : entry.kind === "nudge"
        ? { kind: "nudge", key: `nudge ${entry.seq}`, entry }
        : { kind: "level", key: `level ${entry.seq}`, entry }
  const part = { seq: entry.seq, at: entry.at, rows: [row] }
  plainParts.set(entry, part)
  return part
}

const turnParts = new WeakMap<TurnEntry, Part[]>()
const blockRows = new WeakMap<Block, Row>()

/** A turn in the pieces between which something else may have been said. */
function partsOf(turn: TurnEntry): Part[] {
  const known = turnParts.get(turn)
  if (known) return known
  let first = true
  const begin: Part[] = turn.continues
    ? [
        {
          seq: turn.seq,
          at: turn.at,
          rows: [{ kind: "continued", key: `continued ${turn.seq}`, at: turn.at }],
        },
      ]
    : []
  const steps = turn.steps.map((step, at): Part => {
    // What broke off stands until something takes its place.
    const stands = !cameToNothing(step) || (step.failed && at === turn.steps.length - 1)
    const rows = stands ? stepRows(turn, step, at, first) : []
    if (rows.length > 0) first = false
    return { seq: step.seq, at: step.at, rows }
  })
  const parts = [...begin, ...steps]
  if (turn.outcome !== null || turn.failure) {
    const shown = turn.outcome !== "done" || turn.steps.every(cameToNothing)
    const used = turn.outcome === null ? null : usageOf(turn)
    const rows: Row[] = [
      ...(shown ? [{ kind: "end", key: `end ${turn.seq}`, turn } as const] : []),
      ...(used ? [{ kind: "usage", key: `usage ${turn.seq}`, used } as const] : []),
    ]
    const seq = turn.endedBy ?? turn.steps.at(-1)?.seq ?? turn.seq
    parts.push({ seq, at: turn.endedAt ?? turn.at, rows })
  }
  turnParts.set(turn, parts)
  return parts
}

/** Of all its steps together; null where none is told. */
function usageOf({ steps }: TurnEntry): ModelUsage | null {
  const told = steps.flatMap(({ usage }) => usage ?? [])
  return told.length > 0 ? told.reduce(addUsage) : null
}

function stepRows(turn: TurnEntry, step: Step, at: number, firstOfTurn: boolean): Row[] {
  const rows: Row[] = []
  step.blocks.forEach((block, index) => {
    if (block.kind !== "tool" && block.text.trim() === "") return
    const latest = at === turn.steps.length - 1
    const live =
      turn.outcome === null &&
      latest &&
      !step.failed &&
      step.stop === null &&
      index === step.blocks.length - 1
    const first = firstOfTurn && rows.length === 0
    const key = `${turn.seq} ${step.seq} ${index}`
    rows.push(
      block.kind === "tool"
        ? same(block, {
            kind: "tool",
            key,
            block,
            at: step.at,
            first,
            over: turn.outcome !== null || !latest || step.failed,
          })
        : same(block, { kind: block.kind, key, text: block.text, at: step.at, first, live }),
    )
  })
  return rows
}

/** The row this block had, if nothing about it is new. */
function same(block: Block, row: Row): Row {
  const known = blockRows.get(block)
  if (known && flags(known) === flags(row)) return known
  blockRows.set(block, row)
  return row
}

function flags(row: Row): string {
  if (row.kind === "tool") return `${row.key} ${row.first} ${row.over}`
  return row.kind === "text" || row.kind === "thinking" ? `${row.key} ${row.first} ${row.live}` : row.key
}

/** The nudge that waits for an answer: the last, if it has none. */
export function openNudge(entries: readonly ChatEntry[]): NudgeEntry | null {
  const last = entries.findLast((entry) => entry.kind === "nudge")
  return last?.kind === "nudge" && last.answer === null ? last : null
}

/** The turn that stands last, under way or over. */
export function lastTurn(entries: readonly ChatEntry[]): TurnEntry | null {
  const turn = entries.findLast((entry) => entry.kind === "turn")
  return turn?.kind === "turn" ? turn : null
}
