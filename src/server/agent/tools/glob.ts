/** Glob: the workspace's files by name. */
import { z } from "zod"
import { LIMITS } from "../../../protocol/limits.ts"
import { defineTool, done } from "./define.ts"
import type { ToolParts } from "./parts.ts"
import { workspacePath } from "./places.ts"
import { fitting, fromProgram, printed } from "./present.ts"
import { ripgrep, searchIn } from "./ripgrep.ts"
import type { Tool } from "./tool.ts"

const Input = z.object({
  pattern: z.string().min(1).max(1_000).describe('What the names are like, such as "**/*.py"'),
  path: z.string().optional().describe("The folder to look in; all of the workspace when left out"),
  offset: z.number().int().min(0).optional().describe("Leave out so many files first"),
})

const DESCRIPTION =
  "Lists the workspace's files whose names fit a pattern. Files that .gitignore names are left out, hidden ones are not."

/** What a listing may hold before it is filtered. */
const MOST_FILES = LIMITS.workspace.files

export function createGlob(parts: ToolParts): Tool {
  const definition = {
    name: "Glob",
    description: DESCRIPTION,
    input: Input,
    readOnly: true,
    onProblem: parts.onProblem,
  } as const
  return defineTool(definition, async ({ pattern, path = "", offset = 0 }, { signal }) => {
    const workspace = await parts.workspace()
    const folder = workspacePath(path)
    const where = await searchIn(folder, workspace, parts)
    const wanted = pattern.replace(/^\/workspace\//, "").replace(/^\.\//, "")
    // A pattern finds also what is ignored; the files that are not are those both find.
    const glob = `--glob=${folder === "" || !wanted.includes("/") ? wanted : `${folder}/${wanted}`}`
    const [like, seen] = await Promise.all([
      ripgrep(workspace, ["--files", glob, ...where], MOST_FILES, signal),
      ripgrep(workspace, ["--files", ...where], MOST_FILES, signal),
    ])
    const all = new Set(seen.lines)
    const found = like.lines.filter((one) => all.has(one)).map((one) => one.replace(/^\.\//, ""))
    if (found.length === 0) return done(`No file is like ${pattern}.`)
    const paged = found.slice(offset, offset + LIMITS.tools.matches)
    if (paged.length === 0) return done(`There are no more than ${found.length} such files.`)
    const shown = fitting((await printed(paged.join("\n"), parts.redact)).split("\n"))
    const next = offset + shown.length
    const rest = next < found.length ? `\n${found.length} in all: go on with offset ${next}.` : ""
    return done(fromProgram(`Glob ${pattern}`, shown.join("\n")) + rest)
  })
}
