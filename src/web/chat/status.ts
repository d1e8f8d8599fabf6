/** What the agent is at, in a few words. */
import type { AgentState } from "../../core/agent/agent.ts"
import { nameOf } from "../../core/path.ts"
import type { ToolBlock, TurnEntry } from "../../protocol/chat.ts"
import { inputOf, pathOf } from "./tool-input.ts"

export interface Status {
  tone: "quiet" | "working" | "trouble" | "off"
  text: string
}

/** `turn` is the one under way, `writes` the file in which the agent's cursor stands, `paused` the interview as a whole. */
export function statusOf(
  agent: AgentState,
  turn: TurnEntry | null,
  writes: string | null,
  paused = false,
): Status {
  switch (agent.phase.phase) {
    case "waiting":
      return { tone: "off", text: "Not begun" }
    case "held":
      return { tone: "off", text: "Held by an assessor" }
    case "ended":
      return { tone: "off", text: agent.phase.reason === "budget" ? "Budget used up" : "Ended" }
    case "ready":
      break
  }
  if (paused) return { tone: "off", text: "Paused" }
  if (!turn) return { tone: "quiet", text: "Ready" }
  if (turn.failure) return { tone: "trouble", text: "Waiting to ask again" }
  return { tone: "working", text: doing(turn, writes) }
}

function doing(turn: TurnEntry, writes: string | null): string {
  const step = turn.steps.at(-1)
  const running = step?.blocks.findLast(
    (block): block is ToolBlock => block.kind === "tool" && block.result === null,
  )
  if (running) return toolDoing(running, writes)
  return step?.blocks.at(-1)?.kind === "text" && step.stop === null ? "Answering" : "Thinking"
}

function toolDoing(block: ToolBlock, writes: string | null): string {
  const path = pathOf(inputOf(block)) ?? (block.input === null ? writes : null)
  const name = path === null ? "a file" : nameOf(path)
  switch (block.tool) {
    case "Write":
    case "Edit":
      return `Writing ${name}`
    case "Read":
      return `Reading ${name}`
    case "Grep":
    case "Glob":
      return "Searching"
    case "run_tests":
      return "Running tests"
    case "Bash":
    case "terminal":
      return "Running a command"
    default:
      return "Working"
  }
}

/** The files that a turn has written to, or is about to. */
export function touchedBy(turn: TurnEntry | null): ReadonlySet<string> {
  const touched = new Set<string>()
  for (const { blocks } of turn?.steps ?? [])
    for (const block of blocks) {
      if (block.kind !== "tool" || (block.tool !== "Write" && block.tool !== "Edit")) continue
      const path = pathOf(inputOf(block))
      if (path !== null && !block.result?.refused) touched.add(path)
    }
  return touched
}
