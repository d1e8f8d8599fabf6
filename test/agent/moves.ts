/** The moves every test of the agent makes: an interview with a scripted model, and what is said in it. */
import { afterAll, beforeAll } from "vitest"
import { currentTurn } from "../../src/core/chat.ts"
import { openQuestion } from "../../src/core/session.ts"
import type { AssistancePolicy } from "../../src/protocol/assistance.ts"
import type { Command } from "../../src/protocol/messages.ts"
import type { ChatState, Step, ToolBlock, TurnEntry } from "../../src/protocol/chat.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { LiveSession } from "../../src/web/live/live-session.ts"
import { begin, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { scriptedModel } from "../support/scripted-model.ts"
import type { ScriptedModel } from "../support/scripted-model.ts"
import type { Script, WireOptions } from "../support/wire/script.ts"

export interface ModelServer {
  readonly server: TestServer
  readonly model: ScriptedModel
  script(next: Script): void
  close(): Promise<void>
}

/** Starts the file's server, whose model is scripted, before its tests and removes it after them. */
export function withModel(): () => ModelServer {
  let made: ModelServer | undefined
  beforeAll(async () => {
    made = await startWithModel()
  })
  afterAll(() => made?.close())
  return () => {
    if (!made) throw new Error("The server is not up yet")
    return made
  }
}

/** A whole server whose model is scripted. */
export async function startWithModel(options: WireOptions = {}): Promise<ModelServer> {
  const model = scriptedModel(options)
  const server = await startTestServer({ model: await model.settings() })
  return {
    server,
    model,
    script: model.script,
    async close() {
      await server.remove()
      await model.close()
    },
  }
}

/** An interview under way, with an agent that is ready. */
export async function beginWithAgent(
  server: TestServer,
  assistance: Partial<AssistancePolicy> = {},
  questions?: string[],
): Promise<{ created: CreatedSession; view: LiveSession }> {
  const created = await server.createInterview({ assistance, ...(questions && { questions }) })
  const view = await begin(server, created)
  await until(view, ({ session }) => session?.agent?.phase.phase === "ready", "the agent")
  return { created, view }
}

/** Words to the agent; `other` is what a test says of their name, what goes along, or their question. */
export function send(
  view: LiveSession,
  text: string,
  other: Partial<Command & { type: "send-message" }> = {},
): Promise<unknown> {
  const message = crypto.randomUUID()
  return view.command({
    type: "send-message",
    question: questionOf(view),
    message,
    text,
    attach: [],
    ...other,
  })
}

export function continueAgent(view: LiveSession): Promise<unknown> {
  return view.command({ type: "continue-agent", question: questionOf(view) })
}

/** The open question. */
function questionOf(view: LiveSession): string {
  return openQuestion(view.getState().session!)?.id ?? ""
}

export const chatOf = (view: LiveSession): ChatState => view.getState().session!.chat

export function turnsOf(chat: ChatState): TurnEntry[] {
  return chat.entries.filter((entry) => entry.kind === "turn")
}

/** Resolves with the last turn once it has ended. */
export async function turnEnded(view: LiveSession, count = 1): Promise<TurnEntry> {
  await until(
    view,
    ({ session }) => !!session && turnsOf(session.chat).length >= count && currentTurn(session.chat) === null,
    `the end of turn ${count}`,
  )
  return turnsOf(chatOf(view)).at(-1)!
}

/** Sends words and resolves with the turn that answers them. */
export async function ask(view: LiveSession, text: string): Promise<TurnEntry> {
  const before = turnsOf(chatOf(view)).length
  await send(view, text)
  return turnEnded(view, before + 1)
}

/** The words of a turn, without thinking and without what failed. */
export function wordsOf({ steps }: TurnEntry): string {
  return steps
    .filter(({ failed }) => !failed)
    .flatMap(({ blocks }) => blocks)
    .map((block) => (block.kind === "text" ? block.text : ""))
    .join("")
}

export function toolsOf({ steps }: TurnEntry): ToolBlock[] {
  return steps.flatMap(({ blocks }: Step) => blocks).filter((block) => block.kind === "tool")
}
