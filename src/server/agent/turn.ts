/**
 * A turn: the model is asked, what it says is recorded as it comes, what it calls is carried out, and it is asked again
 * until it has nothing more to do. Failures are events; a turn always comes to an end that has a name.
 */
import type { ModelUsage } from "../../protocol/assistance.ts"
import type { EventData } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import { unlessAborted } from "../abort.ts"
import { elapsed } from "../clock.ts"
import type { Clock } from "../clock.ts"
import type { Emit } from "./act.ts"
import type { Calls } from "./calls.ts"
import { ModelError } from "./model/model.ts"
import type { ModelPort, StepRequest } from "./model/model.ts"
import { createWords } from "./words.ts"

export type Outcome = EventData<"chat.ended">["outcome"]
type Stop = EventData<"chat.stepped">["stop"]

export interface TurnParts {
  turn: string
  model: ModelPort
  clock: Clock
  emit: Emit
  /** What to ask with at this very moment, and by which level. */
  request(): { level: EventData<"chat.asked">["level"]; step: StepRequest }
  calls(): Calls
  /**
   * Leaves out the older part of the conversation, of which the model refused to read so many characters; false when
   * there is nothing to leave out.
   */
  compact(refused: number | null): Promise<boolean>
  /** Makes room in a conversation that is about to be too long. */
  makeRoom(): Promise<unknown>
  /** Resolves at once, or when a pause is over. */
  ready(): Promise<void>
  /** Whether something was said since the model was last asked. */
  waits(): boolean
  spent(): boolean
  signal: AbortSignal
}

/** Never rejects for what the model does; rejects when the journal refuses. */
export async function runTurn(parts: TurnParts): Promise<Outcome> {
  const { signal, emit, turn } = parts
  try {
    return await steps(parts)
  } catch (failure) {
    const why = signal.aborted ? signal.reason : failure
    if (why instanceof Interrupted) return "interrupted"
    if (why instanceof Left) return "left"
    if (signal.aborted) return "stopped"
    if (!(failure instanceof ModelError)) throw failure
    const data = { turn, code: failure.fault, message: failure.message, retryInMs: null }
    await emit({ type: "chat.failed", data })
    return "failed"
  }
}

/** The reason of an abort: the server stops. */
export class Interrupted extends Error {}
/** The reason of an abort: what the turn works on is left. */
export class Left extends Error {}

async function steps(parts: TurnParts): Promise<Outcome> {
  let failures = 0
  let cuts = 0
  let calls = 0
  const nextCall = (): string => `${parts.turn}-${calls++}`
  for (let asked = 0; asked < LIMITS.chat.stepsPerTurn; asked++) {
    await parts.ready()
    parts.signal.throwIfAborted()
    if (parts.spent()) return "budget"
    await parts.makeRoom()
    const stop = await step(parts, nextCall).catch(async (failure: unknown) => {
      await recover(parts, failure, failures++)
      return null
    })
    if (stop === null) continue
    failures = 0
    cuts = stop === "length" ? cuts + 1 : 0
    if (stop === "refusal") return "refused"
    if (stop === "context" && !(await parts.compact(sizeOf(parts))))
      throw new ModelError("too-long", TOO_LONG, { able: false, afterMs: null })
    if (cuts > MOST_CUTS || (stop === "end" && !parts.waits())) return "done"
  }
  return "steps"
}

/** Times in a row that a conversation is made shorter by half. */
const MOST_SHORTER = 8
/** Answers in a row that reach their greatest length: no use in going on. */
const MOST_CUTS = 3

/** Characters of what the model is asked with. */
const sizeOf = (parts: TurnParts): number => JSON.stringify(parts.request().step).length

/**
 * One asking. Answers why the model stopped, once all it called is done. Calls are named by us: not every provider's
 * names are their own.
 */
async function step(parts: TurnParts, nextCall: () => string): Promise<Stop> {
  const { turn, model, emit, signal, clock } = parts
  // In one go, so that what was said before the asking is what it is asked with. The model is asked meanwhile.
  const { level, step: request } = parts.request()
  const asked = emit({ type: "chat.asked", data: { turn, model: model.label.name, level } })
  asked.catch(() => undefined)
  const words = createWords(turn, emit, clock)
  const calls = parts.calls()
  const seals: Record<string, string> = {}
  let block = -1
  let writes: "words" | "call" | null = null
  let heard = 0
  let stop: Stop | null = null
  try {
    for await (const part of model.step(request, signal)) {
      await asked
      await parts.ready()
      signal.throwIfAborted()
      switch (part.type) {
        case "begin":
          block++
          writes = part.kind === "tool" ? "call" : "words"
          if (part.kind === "tool") calls.begin(block, nextCall(), part.tool)
          else words.begin(block, part.kind)
          break
        case "text":
          heard += part.text.length
          if (writes === "call") calls.write(part.text)
          else words.write(part.text)
          break
        case "end":
          if (writes === "call") calls.end()
          else words.end()
          writes = null
          if (part.seal !== null) seals[block] = part.seal
          break
        case "finish":
          stop = part.stop
          words.end()
          await words.settled()
          await calls.cut()
          await emit({ type: "chat.stepped", data: { turn, stop, usage: part.usage, seals } })
      }
    }
    if (stop === null) throw new ModelError("cut-off", CUT_OFF, { able: true, afterMs: null })
    await calls.finish()
    return stop
  } catch (failure) {
    words.end()
    await calls.drop()
    if (stop === null && block >= 0) {
      const usage = estimate(model, JSON.stringify(request).length, heard)
      await emit({ type: "chat.stepped", data: { turn, stop: "cut", usage, seals: {} } })
    }
    throw failure
  }
}

/** What an answer that was cut off is taken to have used, since nobody says: a token for each three characters. */
function estimate(model: ModelPort, asked: number, heard: number): ModelUsage {
  const tokens = { input: Math.ceil(asked / 3), cacheRead: 0, cacheWrite: 0, output: Math.ceil(heard / 3) }
  return { ...tokens, microDollars: model.cost(tokens) }
}

const TOO_LONG = "The conversation is longer than the model can read. Ask again with less attached."
const CUT_OFF = "The model's answer broke off. It is asked again."

/** Waits and lets the turn go on, or throws what ends it. */
async function recover(parts: TurnParts, failure: unknown, before: number): Promise<void> {
  const { signal, emit, turn, clock } = parts
  signal.throwIfAborted()
  if (!(failure instanceof ModelError)) throw failure
  const { fault: code, message } = failure
  const shorter = code === "too-long" && before < MOST_SHORTER && (await parts.compact(sizeOf(parts)))
  if (!shorter && (!failure.retryable || before + 1 >= LIMITS.chat.attempts)) throw failure
  const retryInMs = shorter ? 0 : Math.min(failure.retryAfterMs ?? backoff(before), LIMITS.chat.longestWaitMs)
  await emit({ type: "chat.failed", data: { turn, code, message, retryInMs } })
  await unlessAborted(() => elapsed(clock, retryInMs), signal)
}

/** Twice as long each time from half a second on, with up to a quarter more, so that many do not come back at once. */
function backoff(before: number): number {
  return Math.round(500 * 2 ** before * (1 + Math.random() / 4))
}
