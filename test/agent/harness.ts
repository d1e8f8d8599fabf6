/** An agent's tools in a real room, called as a turn calls them. */
import { createInputReader } from "../../src/core/agent/input-reader.ts"
import type { ToolName } from "../../src/core/agent/levels.ts"
import { systemClock } from "../../src/server/clock.ts"
import type { AgentCursor } from "../../src/server/agent/tools/parts.ts"
import { createRedactor } from "../../src/server/agent/tools/redact.ts"
import type { Tool, ToolAnswer, ToolCall } from "../../src/server/agent/tools/tool.ts"
import { createTools } from "../../src/server/agent/tools/tools.ts"
import type { Actor } from "../../src/protocol/events.ts"
import type { Room } from "../../src/server/room/room.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import type { TestServer } from "../support/server.ts"

export const AGENT: Actor = { kind: "agent", id: "agent" }

export interface TestAgent {
  readonly room: Room
  readonly tools: readonly Tool[]
  readonly cursors: (AgentCursor | null)[]
  readonly problems: unknown[]
  /** Calls a tool with an input that is there at once. */
  call(name: ToolName, input: unknown, signal?: AbortSignal): Promise<ToolAnswer & { live: string }>
  /** Begins a call whose input is written by and by. */
  begin(name: ToolName, signal?: AbortSignal): Streaming
}

export interface Streaming {
  readonly id: string
  /** More of the input's JSON. */
  write(delta: string): void
  finish(): Promise<ToolAnswer>
  drop(): Promise<void>
}

let calls = 0

export async function openAgent(
  server: TestServer,
  { id }: CreatedSession,
  canaries: readonly string[] = [],
): Promise<TestAgent> {
  const room = await server.registry.room(id)
  const cursors: (AgentCursor | null)[] = []
  const problems: unknown[] = []
  const tools = createTools({
    workspace: () => room.workspaces.current(),
    documents: room.documents,
    testRuns: room.testRuns,
    log: room.log,
    redact: createRedactor({ canaries }),
    clock: systemClock,
    onCursor: (cursor) => cursors.push(cursor),
    onProblem: (problem) => problems.push(problem),
  })

  function open(name: ToolName, signal: AbortSignal, output: (text: string) => void): [string, ToolCall] {
    const tool = tools.find((one) => one.name === name)
    if (!tool) throw new Error(`There is no tool ${name}`)
    const call = `call-${calls++}`
    return [call, tool.begin({ call, actor: AGENT, signal, output })]
  }

  return {
    room,
    tools,
    cursors,
    problems,
    async call(name, input, signal = new AbortController().signal) {
      let live = ""
      const [, work] = open(name, signal, (text) => (live += text))
      return { ...(await work.finish(input)), live }
    },
    begin(name, signal = new AbortController().signal) {
      const [id, work] = open(name, signal, () => undefined)
      const reader = createInputReader()
      let raw = ""
      return {
        id,
        write(delta) {
          raw += delta
          for (const piece of reader.push(delta)) work.take?.(piece)
        },
        finish: () => work.finish(JSON.parse(raw)),
        drop: () => work.drop?.() ?? Promise.resolve(),
      }
    },
  }
}

/** The text of a document, told. */
export function textOf(
  { room }: TestAgent,
  path: string,
  language: "python" | "javascript" = "python",
): string | undefined {
  return room.documents.told.get(language, path)?.text.toString()
}

/** Resolves when it holds; looks after each told batch. */
export function told({ room }: TestAgent, holds: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop()
      reject(new Error("It did not come to be"))
    }, 10_000)
    const look = (): void => {
      if (!holds()) return
      clearTimeout(timer)
      stop()
      resolve()
    }
    const stop = room.log.listen("told", look)
    look()
  })
}
