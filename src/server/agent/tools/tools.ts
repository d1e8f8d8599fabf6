/** The tools of the agent, in the order in which a model is told of them. */
import { createBash } from "./bash.ts"
import { createEdit } from "./edit.ts"
import { createGlob } from "./glob.ts"
import { createGrep } from "./grep.ts"
import type { ToolParts } from "./parts.ts"
import { createRead } from "./read.ts"
import { createRunTests } from "./run-tests.ts"
import { createTerminal } from "./terminal.ts"
import type { Tool } from "./tool.ts"
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
  ]
}
