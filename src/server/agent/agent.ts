/**
 * The agent of a room: it takes up what is said to it, one turn at a time, works in the room as any other author, and
 * says nothing while the interview or an assessor holds it. All it knows is the journal's: a server that starts anew
 * goes on from there.
 */
import { randomUUID } from "node:crypto"
import { isSpent } from "../../core/agent/agent.ts"
import type { AgentEdits } from "../../core/agent/agent-edits.ts"
import { currentTurn, waits } from "../../core/chat.ts"
import { serializeUpdates } from "../../core/document.ts"
import { openQuestion } from "../../core/session.ts"
import type { QuestionState } from "../../core/session.ts"
import type { AgentContext } from "../../protocol/assistance.ts"
import type { ChatState } from "../../protocol/chat.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor, Draft, JournalEvent } from "../../protocol/events.ts"
import { elapsed } from "../clock.ts"
import type { Clock } from "../clock.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Documents } from "../room/documents.ts"
import type { Log } from "../room/log.ts"
import type { Workspaces } from "../room/workspaces.ts"
import { AGENT, type Act, type Emit } from "./act.ts"
import { createCalls } from "./calls.ts"
import { compactionOf, conversationOf } from "./conversation.ts"
import { createGate } from "./gate.ts"
import type { ModelPort, ModelSource } from "./model/model.ts"
import { systemPrompt } from "./prompt.ts"
import type { Tool } from "./tools/tool.ts"
import { Interrupted, runTurn } from "./turn.ts"

export interface Agent {
  /** Takes part from here on. Throws `AppError` agent-absent, agent-ended, already-done. */
  begin(actor: Actor, context: AgentContext | null): Promise<void>
  pause(actor: Actor): Promise<void>
  resume(actor: Actor): Promise<void>
  end(actor: Actor): Promise<void>
  /** Throws `AppError` unless it may be spoken to now. */
  mustListen(): void
  /** Stops the turn under way; what it was in the middle of writing is taken back. Throws `AppError` no-turn. */
  stop(): Promise<void>
  /** Goes on where a turn was stopped, cut off or failed. Throws `AppError` no-turn. */
  continue(): Promise<void>
  /** Ends the turn under way, if any, and begins none until the answer is called: what it works on is about to be left. */
  settle(): Promise<() => void>
  close(): Promise<void>
}

export interface AgentParts {
  log: Log
  documents: Documents
  workspaces: Workspaces
  questions: QuestionSource
  models: ModelSource
  edits: AgentEdits
  tools: readonly Tool[]
  clock: Clock
  onProblem(problem: unknown): void
}

const FAILED = "Something failed on the server. What was said is kept; try again."
const SYSTEM: Actor = { kind: "system", id: "server" }

/** How long a turn that has to end may hold up the end of a question. */
const SETTLE_MS = 3_000

/** Of what a model can read, how much a conversation may fill before its older part is left out, and is left with. */
const FULL = 0.8
const KEPT = 0.4
/** Characters of a token, as few as they come: code in English. */
const CHARACTERS_PER_TOKEN = 3

export function createAgent(parts: AgentParts): Agent {
  const { log, documents, clock, onProblem } = parts
  let turn: { controller: AbortController; done: Promise<void> } | null = null
  let closed = false
  let leaving = 0
  const gate = createGate(() => mayWork())

  /** It takes part, and nothing holds it or the interview. */
  function mayWork(): boolean {
    const { phase, agent } = log.told
    return phase.phase === "running" && agent?.phase.phase === "ready"
  }

  async function record(actor: Actor, act: Act): Promise<void> {
    await log.record([{ actor, question: openQuestion(log.head)?.id ?? null, ...act } as Draft])
  }

  /** Nothing is left of what the assessment gives the agent. */
  function isOver(): boolean {
    const { agent } = log.head
    return agent !== null && isSpent(agent)
  }

  /** Begins a turn when something waits to be answered. */
  function kick(): void {
    const question = openQuestion(log.told)
    if (turn || closed || leaving > 0 || !question || !mayWork() || log.full || !waits(log.told.chat)) return
    start(question)
  }

  function start(question: QuestionState): void {
    const controller = new AbortController()
    const id = randomUUID().slice(0, 13)
    const emit: Emit = async (...acts) => {
      await log.record(acts.map((act) => ({ actor: AGENT, question: question.id, ...act }) as Draft))
    }
    const done = takeTurn(id, question, emit, controller.signal)
      .catch(async (failure: unknown) => {
        onProblem(failure)
        const data = { turn: id, code: "server-error", message: FAILED, retryInMs: null } as const
        const ended = { type: "chat.ended", data: { turn: id, outcome: "failed" } } as const
        await emit({ type: "chat.failed", data }, ended)
      })
      .then(
        () => {
          turn = null
          kick()
        },
        // The journal refuses: this room is at its end, and the next one closes the turn.
        () => undefined,
      )
    turn = { controller, done }
  }

  async function takeTurn(
    id: string,
    question: QuestionState,
    emit: Emit,
    signal: AbortSignal,
  ): Promise<void> {
    const started = emit({ type: "chat.started", data: { turn: id } })
    started.catch(() => undefined)
    const { manifest } = (await parts.questions.get(question.version)).question
    const model = parts.models.open(manifest, log.told.agent?.policy.model)
    const descriptions = parts.tools.map(({ description }) => description)
    const outcome = await runTurn({
      turn: id,
      model,
      clock,
      emit,
      signal,
      makeRoom: async () => isFull(log.told.chat, model) && compact(id, emit, model),
      request() {
        const { agent, chat } = log.head
        if (!agent) throw new Interrupted()
        return {
          level: agent.level.now,
          step: {
            system: systemPrompt(manifest, agent.context),
            tools: descriptions,
            messages: conversationOf(chat, agent.policy.start),
          },
        }
      },
      calls: (level) => createCalls({ turn: id, tools: parts.tools, level, emit, signal, takeBack }),
      compact: () => compact(id, emit, model),
      ready: () => gate.pass(signal),
      waits: () => waits(log.head.chat),
      spent: () => log.full || isOver(),
    })
    await takeBack()
    await emit({ type: "chat.ended", data: { turn: id, outcome } })
    if (isOver()) await record(SYSTEM, { type: "agent.ended", data: { reason: "budget" } })
  }

  async function compact(id: string, emit: Emit, { limits }: ModelPort): Promise<boolean> {
    const characters = (limits.contextTokens - limits.outputTokens) * KEPT * CHARACTERS_PER_TOKEN
    const before = compactionOf(log.told.chat, characters)
    if (before === null) return false
    await emit({ type: "chat.compacted", data: { turn: id, before } })
    return true
  }

  /** Takes back what calls without a result did, each exactly, whatever others wrote since. */
  async function takeBack(): Promise<void> {
    await log.settled()
    for (const { call, language, path, back, created } of parts.edits.unfinished()) {
      const document = documents.told.get(language, path)
      if (!document) continue
      const updates = serializeUpdates([{ clientID: call, changes: back }])
      await documents.push(AGENT, language, path, document.version, updates)
      if (created && documents.told.get(language, path)?.text.length === 0)
        await documents.delete(AGENT, language, path)
    }
  }

  /** A turn that a server before this one left under way ends as cut off. */
  async function closeInterrupted(): Promise<void> {
    const left = currentTurn(log.told.chat)
    if (!left) return
    await takeBack()
    await record(AGENT, { type: "chat.ended", data: { turn: left.id, outcome: "interrupted" } })
  }

  async function settle(reason: unknown): Promise<void> {
    turn?.controller.abort(reason)
    await turn?.done
  }

  async function begin(actor: Actor, context: AgentContext | null): Promise<void> {
    const { agent, questions } = log.head
    const question = openQuestion(log.head) ?? questions[0]
    if (!agent || !question) throw new AppError("agent-absent")
    if (agent.phase.phase === "ended") throw new AppError("agent-ended")
    if (agent.phase.phase !== "waiting") throw new AppError("already-done")
    const { manifest } = (await parts.questions.get(question.version)).question
    const { label } = parts.models.open(manifest, agent.policy.model)
    await record(actor, { type: "agent.begun", data: { model: label, context: context ?? agent.context } })
  }

  function phase(): "waiting" | "ready" | "held" {
    const { agent } = log.head
    if (!agent) throw new AppError("agent-absent")
    if (agent.phase.phase === "ended") throw new AppError("agent-ended")
    return agent.phase.phase
  }

  const stop = log.listen("told", (events) => {
    gate.look()
    if (events.some(opens) && log.told.agent?.phase.phase === "waiting") begin(SYSTEM, null).catch(onProblem)
    if (events.some(({ type }) => type === "language.changed")) turn?.controller.abort(new Interrupted())
    kick()
  })
  closeInterrupted().then(kick, onProblem)

  return {
    begin,
    async pause(actor) {
      if (phase() !== "ready") throw new AppError("already-done")
      await record(actor, { type: "agent.paused", data: {} })
    },
    async resume(actor) {
      if (phase() !== "held") throw new AppError("already-done")
      await record(actor, { type: "agent.resumed", data: {} })
    },
    async end(actor) {
      phase()
      await settle(new Error("The agent's part is over"))
      await record(actor, { type: "agent.ended", data: { reason: "assessor" } })
    },
    mustListen() {
      const now = phase()
      if (now === "waiting") throw new AppError("agent-absent")
      if (now === "held") throw new AppError("agent-held")
    },
    async stop() {
      if (!turn) throw new AppError("no-turn")
      await settle(new Error("Stopped by the candidate"))
    },
    async continue() {
      const question = openQuestion(log.told)
      const last = log.told.chat.entries.findLast(({ kind }) => kind === "turn")
      const ended = last?.kind === "turn" && last.outcome !== null && last.outcome !== "done"
      if (turn || !ended || !question) throw new AppError("no-turn")
      if (!mayWork()) throw new AppError("agent-held")
      start(question)
    },
    async settle() {
      leaving++
      await Promise.race([settle(new Interrupted()), elapsed(clock, SETTLE_MS)])
      return () => {
        leaving--
        kick()
      }
    },
    async close() {
      closed = true
      stop()
      gate.close()
      // What it was in the middle of is closed by the server that opens this room next.
      turn?.controller.abort(new Interrupted())
      await turn?.done.catch(() => undefined)
    },
  }
}

/** Whether the last asking nearly filled what the model can read. */
function isFull({ entries }: ChatState, { limits }: ModelPort): boolean {
  const turn = entries.findLast((entry) => entry.kind === "turn")
  const usage = turn?.kind === "turn" ? turn.steps.findLast((step) => step.usage !== null)?.usage : null
  if (!usage) return false
  const read = usage.input + usage.cacheRead + usage.cacheWrite + usage.output
  return read > (limits.contextTokens - limits.outputTokens) * FULL
}

const opens = ({ type }: JournalEvent): boolean => type === "question.opened" || type === "session.started"
