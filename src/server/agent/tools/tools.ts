/** The tools of the agent, in the order in which a model is told of them. */
import { clean } from "../../../core/agent/clean.ts"
import { createBash } from "./bash.ts"
import { createEdit } from "./edit.ts"
import { createGlob } from "./glob.ts"
import { createGrep } from "./grep.ts"
import type { ToolParts } from "./parts.ts"
import { createRead } from "./read.ts"
import { createRunTests } from "./run-tests.ts"
import { createTerminal } from "./terminal.ts"
import type { Redactor } from "./redact.ts"
import type { Tool, ToolAnswer, ToolCall } from "./tool.ts"
import { createWrite } from "./write.ts"

/** Of one room. Nothing is opened before a call. */
export function createTools(parts: ToolParts): readonly Tool[] {
  return [
    createRead(parts),
    createWrite(parts),
    createEdit(parts),
    createGrep(parts),
    createGlob(parts),
    createBash(parts),
    createRunTests(parts),
    createTerminal(parts),
  ].map((tool) => ({ ...tool, begin: (context) => shielded(tool.begin(context), parts.redact) }))
}

/** Names of files and words of failures are text of somebody's as well. */
function shielded(call: ToolCall, redact: Redactor): ToolCall {
  async function finish(input: unknown): Promise<ToolAnswer> {
    const { ok, text } = await call.finish(input)
    return { ok, text: await redact.text(clean(text)) }
  }
  return { ...call, finish }
}
