/** terminal: a line typed into a shell of the agent's own, which stays open and which the candidate sees. */
import { z } from "zod"
import { LIMITS } from "../../../protocol/limits.ts"
import type { Actor } from "../../../protocol/events.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import { createAgentShell } from "./agent-shell.ts"
import type { AgentShell, Outcome, Watcher } from "./agent-shell.ts"
import { defineTool } from "./define.ts"
import { createLiveOutput, createOutput } from "./output.ts"
import type { ToolParts } from "./parts.ts"
import { count, fromProgram } from "./present.ts"
import type { CallContext, Tool, ToolAnswer } from "./tool.ts"

const { wallMs, longestWallMs } = LIMITS.tools

const Input = z.object({
  command: z
    .string()
    .min(1)
    .max(32_768)
    .describe("What to type. Enter comes by itself, but not after a control character such as \\u0003"),
  timeout: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(`Milliseconds to wait for its end; ${wallMs} when left out, at most ${longestWallMs}`),
})

const DESCRIPTION =
  "Types a command into a bash of your own that stays open between calls: its folder, variables and background jobs last. The candidate sees it as a tab. Answers what was printed and the exit code. A program that is still running when the time is over goes on; the next call then types into that program, and \\u0003 interrupts it."

const COLS = 120
const ROWS = 30

export function createTerminal(parts: ToolParts): Tool {
  const shells = new WeakMap<Workspace, Promise<AgentShell>>()
  const definition = {
    name: "terminal",
    description: DESCRIPTION,
    input: Input,
    readOnly: false,
    onProblem: parts.onProblem,
  } as const

  async function shellOf(workspace: Workspace, actor: Actor): Promise<AgentShell> {
    const known = await shells.get(workspace)?.catch(() => null)
    if (known && !known.ended) return known
    const opening = openShell(workspace, actor)
    shells.set(workspace, opening)
    return opening
  }

  /** The one that a server before this one had, or another. */
  async function openShell({ terminals, language }: Workspace, actor: Actor): Promise<AgentShell> {
    const mine = parts.log.head.terminals.filter(
      (one) => one.openedBy.kind === "agent" && one.language === language,
    )
    for (const { id, recorded } of mine) {
      // It may be closed just now.
      const open = async (): Promise<AgentShell | null> =>
        createAgentShell(terminals.get(id), recorded, actor, parts.clock)
      const found = await open().catch(() => null)
      if (found) return found
    }
    const id = await terminals.open(actor, COLS, ROWS)
    const shell = await createAgentShell(terminals.get(id), 0, actor, parts.clock)
    if (!shell) throw new Error("The shell of a new terminal does not answer")
    return shell
  }

  return defineTool(definition, async ({ command, timeout = wallMs }, context) => {
    const { signal, actor } = context
    const workspace = await parts.workspace()
    await workspace.disk.flush()
    const shell = await shellOf(workspace, actor)
    signal.throwIfAborted()
    const limitMs = Math.min(timeout, longestWallMs)
    const watching = watch(parts, context)
    const outcome = await shell.type(command, limitMs, watching, signal)
    await watching.live.end()
    await workspace.disk.rescan()
    return answer(await watching.output().text(), outcome, limitMs)
  })
}

function watch(
  parts: ToolParts,
  { signal, output: show }: CallContext,
): Watcher & { output(): ReturnType<typeof createOutput>; live: ReturnType<typeof createLiveOutput> } {
  let output = createOutput(parts.redact)
  const live = createLiveOutput(parts, (text) => signal.aborted || show(text))
  return {
    live,
    output: () => output,
    restart() {
      output = createOutput(parts.redact)
    },
    push(bytes) {
      output.push(bytes)
      live.push(bytes)
    },
  }
}

function answer(printed: string, outcome: Outcome, limitMs: number): ToolAnswer {
  const text = printed.trimEnd()
  const said = text === "" ? "It printed nothing." : fromProgram("terminal", text)
  switch (outcome.how) {
    case "done":
      return { ok: outcome.code === 0, text: `${said}\nExit code ${outcome.code}.` }
    case "runs":
      return {
        ok: true,
        text: `${said}\nIt still runs after ${count(limitMs / 1000, "second")}. The next call types into it; \\u0003 interrupts it.`,
      }
    case "ended":
      return { ok: false, text: `${said}\nThe shell has ended. The next call opens another.` }
  }
}
