/** Read: a file's lines as they stand now, saved or not. */
import { z } from "zod"
import { classify } from "../../../core/document.ts"
import { LIMITS } from "../../../protocol/limits.ts"
import { FileError } from "../../sandbox/engine.ts"
import { fileProblem } from "../../workspace/file-problem.ts"
import type { Workspace } from "../../workspace/workspace.ts"
import { defineTool, done, fail } from "./define.ts"
import type { ToolParts } from "./parts.ts"
import { missing, workspacePath } from "./places.ts"
import { count, fitting, fromFile, numbered, readable } from "./present.ts"
import type { Tool, ToolAnswer } from "./tool.ts"

const Input = z.object({
  file_path: z.string().min(1).describe("The file, as /workspace/... or relative to it"),
  offset: z.number().int().min(1).optional().describe("The line to begin at; the first is 1"),
  limit: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(`How many lines; at most ${LIMITS.tools.readLines} at a time`),
})

const DESCRIPTION = `Reads a text file of the workspace, as it is in the candidate's editor at this moment. Each line comes after its number and a tab, which are not part of the file. At most ${LIMITS.tools.readLines} lines at a time; offset and limit choose which.`

export function createRead(parts: ToolParts): Tool {
  const definition = {
    name: "Read",
    description: DESCRIPTION,
    input: Input,
    readOnly: true,
    onProblem: parts.onProblem,
  } as const
  return defineTool(definition, async ({ file_path, offset = 1, limit = LIMITS.tools.readLines }) => {
    const path = workspacePath(file_path)
    const workspace = await parts.workspace()
    const found = await textOf(path, workspace, parts)
    if ("ok" in found) return found
    const all = (await readable(found.text, parts.redact)).split("\n")
    // The line feed at the end of a file ends its last line, and begins none.
    if (all.length > 1 && all.at(-1) === "") all.pop()
    if (found.text === "") return done(`${path} is empty.`)
    if (offset > all.length)
      return fail(`${path} has ${count(all.length, "line")}; there is no line ${offset}.`)
    const wanted = all.slice(offset - 1, offset - 1 + Math.min(limit, LIMITS.tools.readLines))
    const lines = fitting(wanted)
    const shown = fromFile(path, numbered(lines, offset))
    const next = offset + lines.length
    const more =
      next <= all.length
        ? `\nLines ${offset} to ${next - 1} of ${all.length}. Read on with offset ${next}.`
        : ""
    return done(shown + more)
  })
}

/** A file's text, from its document if it is one; or what to say of it. */
async function textOf(
  path: string,
  workspace: Workspace,
  parts: ToolParts,
): Promise<{ text: string } | ToolAnswer> {
  const document = parts.documents.told.get(workspace.language, path)
  if (document) return { text: document.text.toString() }
  const entry = path === "" ? ({ kind: "folder", size: 0 } as const) : await workspace.stat(path)
  if (!entry) return fail(await missing(path, workspace, parts))
  if (entry.kind === "folder")
    return fail(`${path || "/workspace"} is a folder. Glob lists what is in it, Read reads files.`)
  try {
    const file = classify(await workspace.sandbox.fs.read(path, LIMITS.document.bytes), LIMITS.document.bytes)
    if (file.kind === "text") return { text: file.text }
    return fail(
      `${path} is not text: ${count(entry.size, "byte")} that are no UTF-8. It can't be read as lines.`,
    )
  } catch (failure) {
    if (!(failure instanceof FileError)) throw failure
    if (failure.code === "too-large")
      return fail(
        `${path} has ${count(entry.size, "byte")}, more than can be read whole. Grep finds lines in it.`,
      )
    throw fileProblem(failure)
  }
}
