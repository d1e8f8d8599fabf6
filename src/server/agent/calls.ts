/**
 * The tool calls of one step, from the first character of their inputs to their results. Edits happen while they are
 * written; everything else waits until the model has said all it has to say, so that a step that breaks off has done
 * nothing that cannot be taken back. What the level does not allow is refused here, whatever the model was told.
 */
import { createInputReader } from "../../core/agent/input-reader.ts"
import type { InputPiece, InputReader } from "../../core/agent/input-reader.ts"
import { mayUse } from "../../core/agent/levels.ts"
import type { AssistanceLevel } from "../../protocol/assistance.ts"
import { AGENT, type Emit } from "./act.ts"
import { refusalNotice } from "./prompt.ts"
import type { Tool, ToolAnswer, ToolCall } from "./tools/tool.ts"

export interface Calls {
  begin(block: number, call: string, tool: string): void
  /** More of the input of the call that began last. */
  write(delta: string): void
  /** That input is all there. */
  end(): void
  /** The model stopped in the middle of a call: what it did is taken back, and the model told why. */
  cut(): Promise<void>
  /** Carries out what is left, in the order of the calls, those that only look side by side. Rejects on abort. */
  finish(): Promise<void>
  /** Takes back what the calls without a result did. */
  drop(): Promise<void>
}

interface CallsParts {
  turn: string
  tools: readonly Tool[]
  /** As it is at this moment: what an assessor changes binds at once. */
  level(): AssistanceLevel
  emit: Emit
  signal: AbortSignal
  /** Resolves when something may be done: at once, or when a pause is over. */
  ready(): Promise<void>
  /** Takes back what calls without a result did to documents. */
  takeBack(): Promise<void>
}

interface Open {
  readonly call: string
  readonly name: string
  /** Null when there is none of that name, or the level did not allow it when the call began. */
  readonly tool: Tool | null
  readonly work: ToolCall | null
  readonly reader: InputReader
  raw: string
  malformed: string | null
  whole: boolean
  /** It is carried out; what follows may build on it. */
  answered: boolean
  /** Its result is in the record: it stands, whatever becomes of the turn. */
  recorded: boolean
  /** Of an edit that began while it was being written. */
  early: Promise<ToolAnswer> | null
  /** Waits for the edits before it. */
  held: InputPiece[] | null
}

export function createCalls({ turn, tools, level, emit, signal, ready, takeBack }: CallsParts): Calls {
  const calls: Open[] = []
  let writing: Open | null = null

  function begin(block: number, call: string, name: string): void {
    const tool = tools.find((one) => one.name === name && mayUse(level(), one.name)) ?? null
    const recorded = emit({ type: "chat.tool", data: { turn, block, call, tool: name } })
    recorded.catch(() => undefined)
    const output = (text: string): void =>
      void emit({ type: "chat.output", data: { turn, call, text } }).catch(() => undefined)
    const work = tool?.begin({ call, actor: AGENT, signal, output }) ?? null
    const before = calls.at(-1)
    const free = before === undefined || (before.early !== null && before.answered)
    writing = {
      call,
      name,
      tool,
      work,
      reader: createInputReader(),
      raw: "",
      malformed: null,
      whole: false,
      answered: false,
      recorded: false,
      early: null,
      held: free ? null : [],
    }
    calls.push(writing)
  }

  function write(delta: string): void {
    const open = writing
    if (!open) return
    open.raw += delta
    if (open.malformed !== null || !open.work?.take || !isAllowed(open)) return
    try {
      for (const piece of open.reader.push(delta)) {
        if (open.held) open.held.push(piece)
        else open.work.take(piece)
      }
    } catch (failure) {
      open.malformed = failure instanceof Error ? failure.message : String(failure)
    }
  }

  function end(): void {
    const open = writing
    if (!open) return
    open.whole = true
    writing = null
    emit({
      type: "chat.input",
      data: { turn, call: open.call, input: open.raw, whole: isObject(open.raw) },
    }).catch(() => undefined)
    if (open.work?.take && !open.held) open.early = startEarly(open)
    open.early?.catch(() => undefined)
  }

  const isAllowed = ({ tool }: Open): boolean => tool !== null && mayUse(level(), tool.name)

  /** An edit is finished as soon as it is written; the next one may then begin. */
  async function startEarly(open: Open): Promise<ToolAnswer> {
    await ready()
    const answer = await answerOf(open)
    open.answered = true
    const next = calls[calls.indexOf(open) + 1]
    if (next?.held && next.work?.take) {
      for (const piece of next.held) next.work.take(piece)
      next.held = null
      if (next.whole) {
        next.early = startEarly(next)
        next.early.catch(() => undefined)
      }
    }
    return answer
  }

  async function answerOf(open: Open): Promise<ToolAnswer> {
    if (!open.work) return { ok: false, text: unknown(open.name, tools) }
    const input = parse(open.raw)
    if (open.malformed !== null || input === undefined) {
      await open.work.drop?.()
      return {
        ok: false,
        text: `The input is not a JSON object${open.malformed ? `: ${open.malformed}` : ""}. Call the tool again.`,
      }
    }
    return open.work.finish(input)
  }

  async function carryOut(open: Open): Promise<void> {
    await ready()
    signal.throwIfAborted()
    if (!isAllowed(open) && tools.some(({ name }) => name === open.name)) return refuse(open)
    for (const piece of open.held ?? []) open.work?.take?.(piece)
    open.held = null
    const { ok, text } = await (open.early ?? answerOf(open))
    await ready()
    signal.throwIfAborted()
    if (!isAllowed(open) && open.early) return refuse(open)
    open.answered = true
    open.recorded = true
    await emit({ type: "chat.result", data: { turn, call: open.call, ok, text } })
  }

  /** What the call did by then, while it was still allowed, is taken back. */
  async function refuse(open: Open): Promise<void> {
    await open.early?.catch(() => undefined)
    await open.work?.drop?.()
    open.recorded = true
    const { call, name: tool } = open
    const now = level()
    await emit({
      type: "chat.refused",
      data: { turn, call, tool, level: now, text: refusalNotice(tool, now) },
    })
  }

  return {
    begin,
    write,
    end,
    async cut() {
      const open = writing
      if (!open) return
      writing = null
      calls.splice(calls.indexOf(open), 1)
      await open.work?.drop?.()
      const { call } = open
      await emit(
        { type: "chat.input", data: { turn, call, input: open.raw, whole: false } },
        { type: "chat.result", data: { turn, call, ok: false, text: CUT } },
      )
    },
    async finish() {
      for (const group of groups(calls)) {
        const done = await Promise.allSettled(group.map(carryOut))
        const failed = done.find(({ status }) => status === "rejected")
        if (failed?.status === "rejected") throw failed.reason
      }
    },
    async drop() {
      for (const open of calls.toReversed()) if (!open.recorded) await open.work?.drop?.()
      await takeBack()
    },
  }
}

const CUT =
  "Your answer reached its greatest length in the middle of this call, so nothing of it was done. Call again with less at a time."

/** Calls in order, those next to each other that only look together. */
function groups(calls: readonly Open[]): Open[][] {
  const all: Open[][] = []
  for (const open of calls) {
    const last = all.at(-1)
    if (open.tool?.readOnly && last?.[0]?.tool?.readOnly) last.push(open)
    else all.push([open])
  }
  return all
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw === "" ? "{}" : raw)
  } catch {
    return undefined
  }
}

function isObject(raw: string): boolean {
  const input = parse(raw)
  return typeof input === "object" && input !== null
}

function unknown(name: string, tools: readonly Tool[]): string {
  return `There is no tool ${name}. There are ${tools.map((tool) => tool.name).join(", ")}.`
}
