/** Grep: lines of the workspace's files that fit a regular expression. */
import { z } from "zod"
import { LIMITS } from "../../../protocol/limits.ts"
import { defineTool, done } from "./define.ts"
import type { ToolParts } from "./parts.ts"
import { workspacePath } from "./places.ts"
import { fitting, fromProgram, printed } from "./present.ts"
import { ripgrep, searchIn } from "./ripgrep.ts"
import type { Tool } from "./tool.ts"

const Around = z.number().int().min(0).max(50).optional()

const Input = z.object({
  pattern: z.string().min(1).max(4_000).describe("A regular expression, as ripgrep has them"),
  path: z.string().optional().describe("A file or folder to search in; all of the workspace when left out"),
  glob: z.string().min(1).max(1_000).optional().describe('Only files like this, such as "*.py"'),
  type: z
    .string()
    .regex(/^[a-z0-9+-]{1,40}$/)
    .optional()
    .describe('Only files of a type ripgrep knows, such as "py"'),
  output_mode: z
    .enum(["content", "files_with_matches", "count"])
    .optional()
    .describe("Matching lines, the names of the files (when left out), or how often each matches"),
  "-i": z.boolean().optional().describe("Ignore case"),
  "-n": z.boolean().optional().describe("Line numbers, with content; on when left out"),
  "-A": Around.describe("Lines after each match, with content"),
  "-B": Around.describe("Lines before each match, with content"),
  "-C": Around.describe("Lines before and after each match, with content"),
  multiline: z.boolean().optional().describe("Let a match go over several lines"),
  head_limit: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe(`Answer only so many lines; at most ${LIMITS.tools.matches}`),
  offset: z.number().int().min(0).optional().describe("Leave out so many lines first"),
})

const DESCRIPTION =
  "Searches the workspace's files with ripgrep, unsaved edits included. Files that .gitignore names are left out, hidden ones are not."

export function createGrep(parts: ToolParts): Tool {
  const definition = {
    name: "Grep",
    description: DESCRIPTION,
    input: Input,
    readOnly: true,
    onProblem: parts.onProblem,
  } as const
  return defineTool(definition, async (input, { signal }) => {
    const { head_limit = LIMITS.tools.matches, offset = 0 } = input
    const workspace = await parts.workspace()
    const where = await searchIn(workspacePath(input.path ?? ""), workspace, parts)
    const most = offset + Math.min(head_limit, LIMITS.tools.matches)
    const args = [
      ...options(input),
      `--regexp=${input.pattern}`,
      ...(where.length > 0 ? where : ["--", "./"]),
    ]
    const { lines, more } = await ripgrep(workspace, args, most, signal)
    const paged = lines.slice(offset).map((line) => line.replace(/^\.\//, ""))
    if (paged.length === 0)
      return done(offset > 0 ? `No more than ${lines.length} lines.` : "Nothing matches.")
    const shown = fitting((await printed(paged.join("\n"), parts.redact)).split("\n"))
    const next = offset + shown.length
    const rest = more || shown.length < paged.length ? `\nThere is more: go on with offset ${next}.` : ""
    return done(fromProgram(`Grep ${input.pattern}`, shown.join("\n")) + rest)
  })
}

function options(input: z.infer<typeof Input>): string[] {
  const { output_mode = "files_with_matches" } = input
  const flags: string[] = []
  if (output_mode === "files_with_matches") flags.push("--files-with-matches")
  if (output_mode === "count") flags.push("--count", "--with-filename")
  if (output_mode === "content") {
    flags.push("--with-filename", "--max-columns=2000", "--max-columns-preview", "--no-heading")
    flags.push((input["-n"] ?? true) ? "--line-number" : "--no-line-number")
    for (const [name, flag] of AROUND) {
      const lines = input[name]
      if (lines !== undefined) flags.push(`--${flag}=${lines}`)
    }
  }
  if (input["-i"]) flags.push("--ignore-case")
  if (input.multiline) flags.push("--multiline", "--multiline-dotall")
  if (input.glob !== undefined) flags.push(`--glob=${input.glob}`)
  if (input.type !== undefined) flags.push(`--type=${input.type}`)
  return flags
}

const AROUND = [
  ["-A", "after-context"],
  ["-B", "before-context"],
  ["-C", "context"],
] as const
