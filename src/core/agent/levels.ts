/** What each level of assistance allows. The executor asks this table; the prompt only tells of it. */
import type { AssistanceLevel } from "../../protocol/assistance.ts"

export const TOOL_NAMES = ["Read", "Write", "Edit", "Grep", "Glob", "Bash", "run_tests", "terminal"] as const
export type ToolName = (typeof TOOL_NAMES)[number]

/** How far a hint may go, shallow first: the depths of a question's ladder. */
export const DEPTHS = ["question", "concept", "approach", "pseudo-code", "code"] as const
export type Depth = (typeof DEPTHS)[number]

const LOOKING: readonly ToolName[] = ["Read", "Grep", "Glob", "run_tests"]
const DOING: readonly ToolName[] = [...LOOKING, "Write", "Edit", "Bash", "terminal"]

const ALLOWED: Record<AssistanceLevel, { tools: readonly ToolName[]; deepest: Depth }> = {
  consultant: { tools: LOOKING, deepest: "concept" },
  "pair-programming": { tools: DOING, deepest: "pseudo-code" },
  "full-copilot": { tools: TOOL_NAMES, deepest: "code" },
}

export function mayUse(level: AssistanceLevel, tool: ToolName): boolean {
  return ALLOWED[level].tools.includes(tool)
}

/** May a hint of this depth be given? */
export function mayHint(level: AssistanceLevel, depth: Depth): boolean {
  return DEPTHS.indexOf(depth) <= DEPTHS.indexOf(ALLOWED[level].deepest)
}
