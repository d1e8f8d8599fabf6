/** All of the agent's part in a room, put together: what people can ask of it, and what it needs of the room. */
import { openQuestion } from "../../core/session.ts"
import type { QuestionState } from "../../core/session.ts"
import type { AgentEdits } from "../../core/agent/agent-edits.ts"
import { answerNudge, muteNudges, setLevel } from "../../core/help/answers.ts"
import type { HelpState } from "../../core/help/signals.ts"
import type { Decision } from "../../core/decide.ts"
import { visibleChat } from "../../core/visibility.ts"
import { AppError } from "../../protocol/errors.ts"
import type { Actor } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Command, CommandResult } from "../../protocol/messages.ts"
import type { Clock } from "../clock.ts"
import type { QuestionSource } from "../questions/source.ts"
import type { Audience } from "../room/audience.ts"
import type { Documents } from "../room/documents.ts"
import type { Log } from "../room/log.ts"
import type { TestRuns } from "../room/test-runs.ts"
import type { Workspaces } from "../room/workspaces.ts"
import type { Outgoing } from "../room/client.ts"
import { AGENT } from "./act.ts"
import { createAgent } from "./agent.ts"
import type { Agent } from "./agent.ts"
import { createGrowth } from "./growth.ts"
import type { GrowthLab } from "./growth-lab.ts"
import { messageOf } from "./messages.ts"
import type { ModelSource } from "./model/model.ts"
import { createMonitor } from "./monitor.ts"
import { createReview } from "./review.ts"
import type { Review } from "./review.ts"
import type { AgentCursor } from "./tools/parts.ts"
import { createRedactor } from "./tools/redact.ts"
import { createTools } from "./tools/tools.ts"

const AGENT_COMMANDS = [
  "send-message",
  "stop-agent",
  "continue-agent",
  "answer-nudge",
  "mute-nudges",
  "review-change",
  "list-chat",
  "set-level",
  "begin-agent",
  "pause-agent",
  "resume-agent",
  "end-agent",
] as const

export type AgentCommand = Extract<Command, { type: (typeof AGENT_COMMANDS)[number] }>

export function isForAgent(command: Command): command is AgentCommand {
  return (AGENT_COMMANDS as readonly string[]).includes(command.type)
}

export interface Assistance extends Pick<Agent, "settle" | "close"> {
  readonly review: Review
  /** Resolves when the effect is durable. Throws `AppError` when it is refused. */
  command(actor: Actor, command: AgentCommand): Promise<CommandResult>
}

export interface AssistanceParts {
  log: Log
  documents: Documents
  workspaces: Workspaces
  testRuns: TestRuns
  audience: Audience
  questions: QuestionSource
  models: ModelSource
  edits: AgentEdits
  help: HelpState
  /** Whether the journal has a measurement of the present text. */
  measured: boolean
  lab: GrowthLab
  /** What no model and no page may read, wherever it turns up. */
  canaries: readonly string[]
  clock: Clock
  /** Throws `AppError` unless the interview runs. */
  mustRun(): void
  onProblem(problem: unknown): void
}

export function createAssistance(parts: AssistanceParts): Assistance {
  const { log, documents, workspaces, audience, edits } = parts
  const redact = createRedactor({ canaries: parts.canaries })
  let writesIn: string | null = null
  const tools = createTools({
    ...parts,
    redact,
    workspace: () => workspaces.current(),
    onCursor(cursor) {
      const path = cursor?.path ?? writesIn
      writesIn = cursor?.path ?? null
      if (path !== null) audience.broadcast(cursorMessage(path, cursor))
    },
  })
  const agent = createAgent({ ...parts, tools })
  const review = createReview({
    log,
    documents,
    edits,
    tell: audience.tellWatchers,
    broadcast: audience.broadcast,
    remove: async (actor, path) => (await workspaces.current()).remove(actor, path),
  })

  const monitor = createMonitor(parts)
  const growth = createGrowth(parts)

  async function record(decision: Decision): Promise<void> {
    if (!decision.ok) throw new AppError(decision.code)
    await log.record(decision.events)
  }

  /** What was meant for a question that was left is not for the next. */
  function mustBeOpen(id: string): QuestionState {
    const question = openQuestion(log.told)
    if (!question) throw new AppError("session-not-running")
    if (question.id !== id) throw new AppError("already-done", "Another question is open now.")
    return question
  }

  /** The same message twice counts once; one too many waits for the agent to have heard the others. */
  async function send(actor: Actor, command: AgentCommand & { type: "send-message" }): Promise<void> {
    const question = mustBeOpen(command.question)
    const data = await messageOf(command, {
      language: question.language,
      looking: audience.people("assessor").find(({ role }) => role === "candidate")?.path ?? null,
      state: log.told,
      read: fileAt,
      redact: redact.text,
    })
    agent.mustListen()
    parts.mustRun()
    const { entries } = log.head.chat
    if (entries.some((entry) => entry.kind === "message" && entry.id === data.message)) return log.settled()
    const answered = entries.findLastIndex(({ kind }) => kind === "turn")
    if (entries.length - answered > LIMITS.chat.waiting) throw new AppError("agent-busy")
    if (openQuestion(log.head)?.id !== question.id) throw new AppError("already-done")
    await log.record([{ actor, question: question.id, type: "chat.message", data }])
  }

  async function fileAt(path: string): Promise<string | Uint8Array> {
    const workspace = await workspaces.current()
    const document = documents.told.get(workspace.language, path)
    return document ? document.text.toString() : workspace.read(path)
  }

  function earlier(before: number, { kind }: Actor): CommandResult {
    const { chat } = log.told
    const entries = chat.entries.filter(({ seq }) => seq < before)
    const role = kind === "assessor" ? "assessor" : "candidate"
    const page = visibleChat({ ...chat, entries, earlier: false }, role, log.told)
    return { chat: page.entries, earlier: page.earlier }
  }

  return {
    review,
    settle: agent.settle,
    async command(actor, command) {
      switch (command.type) {
        case "list-chat":
          return earlier(command.before, actor)
        case "set-level":
          await record(setLevel(log.head, command.level, actor))
          return {}
        case "begin-agent":
          await agent.begin(actor, command.context)
          return {}
        case "pause-agent":
          await agent.pause(actor)
          return {}
        case "resume-agent":
          await agent.resume(actor)
          return {}
        case "end-agent":
          await agent.end(actor)
          return {}
        default:
      }
      parts.mustRun()
      switch (command.type) {
        case "stop-agent":
          await agent.stop()
          return {}
        case "send-message":
          await send(actor, command)
          return {}
        case "continue-agent":
          mustBeOpen(command.question)
          await agent.continue()
          return {}
        case "answer-nudge":
          await record(answerNudge(log.head, command.nudge, command.accept, actor))
          return {}
        case "mute-nudges":
          await record(muteNudges(log.head, command.muted, actor))
          return {}
        case "review-change":
          await review.decide(actor, command)
          return {}
      }
    },
    async close() {
      monitor.close()
      review.close()
      await agent.close()
      await growth.close()
    },
  }
}

function cursorMessage(path: string, cursor: AgentCursor | null): Outgoing {
  if (!cursor) return { type: "cursor", path, version: 0, cursor: { client: AGENT.id, gone: true } }
  const { version, anchor, head } = cursor
  return {
    type: "cursor",
    path,
    version,
    cursor: { client: AGENT.id, actor: "agent", name: "Agent", anchor, head },
  }
}
