/** A tool call in a few words: what the agent does or did, to what, and how it stands. */
import type { ToolBlock } from "../../protocol/chat.ts"
import { mayUse, TOOL_NAMES } from "../../core/agent/levels.ts"
import { diffLines } from "../workspace/line-diff.ts"
import { inputOf, pathOf, textOf, type ToolInput } from "./tool-input.ts"
import { LEVEL_WORDS, LEVELS } from "./words.ts"

/** `failing`: it ran, and the tests fail. `exited`: it ran, and told by its exit code that not all went well. */
export type ToolStanding =
  | "writing"
  | "running"
  | "done"
  | "failing"
  | "exited"
  | "failed"
  | "refused"
  | "stopped"

export interface ToolWords {
  standing: ToolStanding
  verb: string
  object: string
  /** The file to open at a click, and the line. */
  path: string | null
  line: number | null
  /** What the agent says that a command does; "" when it says nothing. */
  about: string
  /** How many tests passed, with which code it ended; "" when there is nothing to add. */
  note: string
  lines: { added: number; removed: number } | null
}

type Verbs = readonly [doing: string, done: string, tried: string]

const VERBS: Record<string, Verbs> = {
  Read: ["Reading", "Read", "Read"],
  Write: ["Writing", "Wrote", "Write"],
  Edit: ["Editing", "Edited", "Edit"],
  Grep: ["Searching for", "Searched for", "Search for"],
  Glob: ["Looking for files", "Looked for files", "Look for files"],
  Bash: ["Running", "Ran", "Run"],
  run_tests: ["Running tests", "Ran tests", "Run tests"],
  terminal: ["Typing in its terminal", "Typed in its terminal", "Type in its terminal"],
}

/** `over`: nothing more comes of the call, with a result or without. */
export function toolWords(block: ToolBlock, over: boolean): ToolWords {
  const input = inputOf(block)
  const standing = standingOf(block, over)
  const path = ["Read", "Write", "Edit"].includes(block.tool) ? pathOf(input) : null
  const lines = standing === "refused" || standing === "failed" ? null : linesOf(block.tool, input)
  return {
    standing,
    verb: verbOf(block.tool, standing),
    object: objectOf(block.tool, input, path),
    path,
    about: RUNS.has(block.tool) ? textOf(input["description"]).trim() : "",
    line: typeof input["offset"] === "number" && path !== null ? input["offset"] : null,
    note: noteOf(block, standing),
    lines,
  }
}

export function standingOf({ tool, result, input }: ToolBlock, over: boolean): ToolStanding {
  if (result?.refused) return "refused"
  if (result?.ok) return "done"
  if (result && tool === "run_tests" && testsNote(result.text) !== "") return "failing"
  if (result && RUNS.has(tool) && exitCode(result.text) !== null) return "exited"
  if (result) return "failed"
  if (over) return "stopped"
  return input?.whole ? "running" : "writing"
}

export const STANDING_WORDS: Record<ToolStanding, string> = {
  writing: "in progress",
  running: "in progress",
  done: "done",
  failing: "tests fail",
  exited: "ended",
  failed: "did not work",
  refused: "not allowed",
  stopped: "stopped",
}

function verbOf(tool: string, standing: ToolStanding): string {
  const verbs = VERBS[tool] ?? [`Calling ${tool}`, `Called ${tool}`, `Call ${tool}`]
  if (standing === "writing" || standing === "running") return verbs[0]
  return standing === "done" || standing === "failing" || standing === "exited" ? verbs[1] : verbs[2]
}

const RUNS = new Set(["Bash", "terminal"])

/** Of a program that has ended by itself, from what the tool answered. */
function exitCode(text: string): number | null {
  const found = /^Exit code (\d+)\.$/m.exec(text)
  return found ? Number(found[1]) : null
}

/** Why a call was refused, in the reader's terms. */
export function refusedWords(tool: string): string {
  const name = TOOL_NAMES.find((one) => one === tool)
  const levels = LEVELS.filter((level) => name && !mayUse(level, name)).map(
    (level) => `“${LEVEL_WORDS[level].name}”`,
  )
  return levels.length > 0
    ? `The level ${levels.join(" and ")} does not allow this. Nothing was done.`
    : "The level does not allow this. Nothing was done."
}

function objectOf(tool: string, input: ToolInput, path: string | null): string {
  switch (tool) {
    case "Read":
    case "Write":
    case "Edit":
      return path ?? ""
    case "Grep":
    case "Glob": {
      const where = pathOf(input)
      return `${textOf(input["pattern"])}${where ? ` in ${where}` : ""}`
    }
    case "Bash":
    case "terminal":
      return firstLine(textOf(input["command"]) || textOf(input["input"]))
    default:
      return ""
  }
}

function firstLine(text: string): string {
  const [first = "", ...rest] = text.trim().split("\n")
  return rest.length > 0 ? `${first} …` : first
}

/** Lines put in and taken out, by the input itself. */
function linesOf(tool: string, input: ToolInput): ToolWords["lines"] {
  if (tool === "Write" && "content" in input)
    return { added: lineCount(textOf(input["content"])), removed: 0 }
  if (tool !== "Edit" || !("new_string" in input)) return null
  const diff = diffLines(textOf(input["old_string"]), textOf(input["new_string"]))
  const of = (kind: string) => diff.filter((line) => line.kind === kind && line.text !== "").length
  return { added: of("actual"), removed: of("expected") }
}

function lineCount(text: string): number {
  if (text === "") return 0
  return text.split("\n").length - (text.endsWith("\n") ? 1 : 0)
}

function noteOf(block: ToolBlock, standing: ToolStanding): string {
  if (block.tool === "run_tests" && block.result && standing !== "refused")
    return testsNote(block.result.text)
  if (standing === "exited" && block.result) return `exit code ${exitCode(block.result.text)}`
  return ""
}

/** `3 of 4 passed`, from what the tool answered. */
export function testsNote(text: string): string {
  const of = /(\d+) of (\d+) (?:tests? )?passed/i.exec(text)
  if (of) return `${of[1]} of ${of[2]} passed`
  const all = /all (\d+) (?:visible )?tests? passed/i.exec(text)
  if (all) return `${all[1]} of ${all[1]} passed`
  const passed = /(\d+) passed/i.exec(text)
  const failed = /(\d+) failed/i.exec(text)
  if (!passed && !failed) return ""
  const good = Number(passed?.[1] ?? 0)
  return `${good} of ${good + Number(failed?.[1] ?? 0)} passed`
}
