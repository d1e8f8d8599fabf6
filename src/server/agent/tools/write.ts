/** Write: a whole file, which appears in the editor as it is written. */
import { z } from "zod"
import { isWithin, parentOf } from "../../../core/path.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import { describe, done, fail } from "./define.ts"
import { createEditing } from "./editing.ts"
import type { Editing, Started } from "./editing.ts"
import { beginLiveEdit, clientOf } from "./live-edit.ts"
import { openFile } from "./open-file.ts"
import type { ToolParts } from "./parts.ts"
import { workspacePath } from "./places.ts"
import { count } from "./present.ts"
import type { CallContext, Tool, ToolAnswer } from "./tool.ts"

const Input = z.object({
  file_path: z.string().min(1).describe("The file, as /workspace/... or relative to it"),
  content: z.string().describe("All of its text"),
})

const DESCRIPTION = `Writes a text file of the workspace, a new one or in place of all that a file holds. The candidate sees the text appear as you write it, and may be typing in the same file. To change part of a file use Edit.`

export function createWrite(parts: ToolParts): Tool {
  const definition = { name: "Write", description: DESCRIPTION, input: Input } as const

  async function start(
    given: string,
    { actor, call }: CallContext,
  ): Promise<Started | (ToolAnswer & { ok: false })> {
    const path = workspacePath(given)
    const workspace = await parts.workspace()
    const { language } = workspace
    let found = await openFile(path, workspace, parts)
    const created = found === "absent"
    if (found === "absent") {
      const blocked = fileAbove(path, workspace)
      if (blocked) return fail(`${blocked} is a file, so nothing can be in it.`)
      await workspace.create(actor, path, "file")
      found = await openFile(path, workspace, parts)
    }
    if (found === "absent") return fail(`${path} was deleted just now.`)
    if ("ok" in found) return found
    const document = parts.documents.head.get(language, path) ?? found
    const range = { from: 0, to: document.text.length }
    const target = { actor, client: clientOf(call), language, path, document, range, others: [] }
    return { live: beginLiveEdit(parts, target), workspace, created }
  }

  function fileAbove(path: string, { language }: Workspace): string | undefined {
    return parts.documents.told
      .paths(language)
      .find((one) => one !== path && isWithin(parentOf(path), one) && parentOf(path) !== "")
  }

  const editing: Editing<typeof Input, string> = {
    definition,
    field: "content",
    aim: ({ file_path }) => (typeof file_path === "string" && file_path !== "" ? file_path : null),
    sameAim: (a, b) => a === b,
    start,
    async finish({ content }, { live, created }) {
      const { path, disturbed } = live
      const lines = count(content === "" ? 0 : content.replace(/\n$/, "").split("\n").length, "line")
      const meanwhile = disturbed ? " Somebody else typed in it meanwhile, and what they typed is in it." : ""
      return done(`${created ? "Made" : "Wrote"} ${path}: ${lines}.${meanwhile}`)
    },
  }

  return {
    name: "Write",
    readOnly: false,
    description: describe(definition),
    begin: (context) => createEditing(editing, context, parts),
  }
}
