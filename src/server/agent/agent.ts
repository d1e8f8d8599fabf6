/**
 * The agent of a room: it takes up what is said to it, one turn at a time, works in the room as any other author, and
 * says nothing while the interview or an assessor holds it. All it knows is the journal's: a server that starts anew
 * goes on from there.
 */
import { randomUUID } from "node:crypto"
import { isSpent } from "../../core/agent/agent.ts"
import type { AgentEdits } from "../../core/agent/agent-edits.ts"
import { currentTurn, waits } from "../../core/chat.ts"
import { openQuestion } from "../../core/session.ts"
import type { QuestionState } from "../../core/session.ts"
import type { AgentContext, AssistanceLevel } from "../../protocol/assistance.ts"
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
import { cutOf, isFull } from "./compaction.ts"
import { conversationOf } from "./conversation.ts"
import { createGate } from "./gate.ts"
import type { ModelSource, StepRequest } from "./model/model.ts"
import { systemPrompt } from "./prompt.ts"
import { takeBack } from "./take-back.ts"
import type { Tool } from "./tools/tool.ts"
import { Interrupted, Left, runTurn } from "./turn.ts"

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

export function createAgent(parts: AgentParts): Agent {
  const { log, clock, onProblem } = parts
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
    if (question && mayStart() && waits(log.told.chat)) start(question)
  }

  /** No turn is under way, also none that a server before this one left. */
  function mayStart(): boolean {
    return !turn && !closed && leaving === 0 && mayWork() && !log.full && currentTurn(log.head.chat) === null
  }

  function start(question: QuestionState, continues = false): void {
    const controller = new AbortController()
    const id = randomUUID().slice(0, 13)
    const emit: Emit = async (...acts) => {
      await log.record(
        acts.map((act) => ({ actor: AGENT, question: question.id, ...wellFormed(act) }) as Draft),
      )
    }
    const done = takeTurn(id, question, continues, emit, controller.signal)
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
    continues: boolean,
    emit: Emit,
    signal: AbortSignal,
  ): Promise<void> {
    const started = emit({ type: "chat.started", data: { turn: id, ...(continues && { continues }) } })
    started.catch(() => undefined)
    const { manifest } = (await parts.questions.get(question.version)).question
    const model = parts.models.open(manifest, log.told.agent?.policy.model)
    const tools = parts.tools.map(({ description }) => description)

    /** What it is asked with; nothing of a question that was left. */
    function request(): { level: AssistanceLevel; step: StepRequest } {
      const { agent, chat } = log.head
      if (!agent || openQuestion(log.head)?.id !== question.id) throw new Left()
      const messages = conversationOf(chat, agent.began)
      return {
        level: agent.level.now,
        step: { system: systemPrompt(manifest, agent.context), tools, messages },
      }
    }

    async function ready(): Promise<void> {
      await gate.pass(signal)
      if (openQuestion(log.head)?.id !== question.id) throw new Left()
    }

    async function compact(refused: number | null): Promise<boolean> {
      const before = cutOf(log.head.chat, model.limits, refused)
      if (before === null) return false
      await emit({ type: "chat.compacted", data: { turn: id, before } })
      return true
    }

    const outcome = await runTurn({
      turn: id,
      model,
      clock,
      emit,
      signal,
      request,
      ready,
      compact,
      makeRoom: async () => isFull(log.head.chat, model.limits) && compact(null),
      calls: () =>
        createCalls({
          turn: id,
          tools: parts.tools,
          level: () => log.head.agent?.level.now ?? "consultant",
          emit,
          signal,
          ready,
          takeBack: () => takeBack(parts),
        }),
      waits: () => waits(log.head.chat),
      spent: () => log.full || isOver(),
    })
    await takeBack(parts)
    await emit({ type: "chat.ended", data: { turn: id, outcome } })
    if (isOver()) await record(SYSTEM, { type: "agent.ended", data: { reason: "budget" } })
  }

  /** A turn that a server before this one left under way ends as cut off. */
  async function closeInterrupted(): Promise<void> {
    const left = currentTurn(log.told.chat)
    if (!left) return
    await takeBack(parts)
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
    if (phase() !== "waiting") throw new AppError("already-done")
    const { manifest } = (await parts.questions.get(question.version)).question
    const { label } = parts.models.open(manifest, agent.policy.model)
    // Somebody else may have been faster.
    if (phase() !== "waiting") throw new AppError("already-done")
    await record(actor, { type: "agent.begun", data: { model: label, context: context ?? agent.context } })
  }

  function phase(): "waiting" | "ready" | "held" {
    const { agent } = log.head
    if (!agent) throw new AppError("agent-absent")
    if (agent.phase.phase === "ended") throw new AppError("agent-ended")
    return agent.phase.phase
  }

  function mustListen(): void {
    const now = phase()
    if (now === "waiting") throw new AppError("agent-absent")
    if (now === "held") throw new AppError("agent-held")
  }

  const stop = log.listen("told", (events) => {
    gate.look()
    if (events.some(opens) && log.told.agent?.phase.phase === "waiting") begin(SYSTEM, null).catch(onProblem)
    if (events.some(leaves)) turn?.controller.abort(new Left())
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
      leaving++
      try {
        await settle(new Error("The agent's part is over"))
        phase()
        await record(actor, { type: "agent.ended", data: { reason: "assessor" } })
      } finally {
        leaving--
      }
    },
    mustListen,
    async stop() {
      if (!turn) throw new AppError("no-turn")
      await settle(new Error("Stopped by the candidate"))
    },
    async continue() {
      const question = openQuestion(log.told)
      const last = log.told.chat.entries.findLast(({ kind }) => kind === "turn")
      const ended = last?.kind === "turn" && last.outcome !== null && last.outcome !== "done"
      mustListen()
      if (!ended || !question || !mayStart()) throw new AppError("no-turn")
      start(question, true)
    },
    async settle() {
      leaving++
      await Promise.race([settle(new Left()), elapsed(clock, SETTLE_MS)])
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

/** Whether what a turn works on is left. */
function leaves({ type }: JournalEvent): boolean {
  switch (type) {
    case "question.submitted":
    case "question.opened":
    case "language.changed":
    case "session.ended":
    case "agent.ended":
      return true
    default:
      return false
  }
}

/** Text that a model cut in the middle of a character would be refused by the record. */
function wellFormed({ type, data }: Act): Act {
  const entries = Object.entries(data).map(([name, value]): [string, unknown] => [
    name,
    typeof value === "string" ? value.toWellFormed() : value,
  ])
  return { type, data: Object.fromEntries(entries) } as Act
}

const opens = ({ type }: JournalEvent): boolean => type === "question.opened" || type === "session.started"
