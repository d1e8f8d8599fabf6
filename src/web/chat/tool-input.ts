/** The input of a tool call as far as the model has written it. */
import { createInputReader } from "../../core/agent/input-reader.ts"
import type { ToolBlock } from "../../protocol/chat.ts"

export type ToolInput = Readonly<Record<string, unknown>>

const read = new WeakMap<NonNullable<ToolBlock["input"]>, ToolInput>()

/** Fields by name; a text that is not whole yet is there as far as it came. Malformed input has no fields. */
export function inputOf({ input }: Pick<ToolBlock, "input">): ToolInput {
  if (!input) return {}
  const known = read.get(input)
  if (known) return known
  const fields = input.whole ? parse(input.text) : partial(input.text)
  read.set(input, fields)
  return fields
}

function parse(text: string): ToolInput {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function partial(text: string): ToolInput {
  const fields: Record<string, unknown> = {}
  try {
    for (const piece of createInputReader().push(text)) {
      if (piece.kind === "field") fields[piece.field] = piece.value
      else fields[piece.field] = textOf(fields[piece.field]) + piece.text
    }
  } catch {
    return fields
  }
  return fields
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : ""
}

/** The file a call is about, as a path of the workspace. */
export function pathOf(input: ToolInput): string | null {
  const path = textOf(input["file_path"]) || textOf(input["path"])
  return path === "" ? null : path.replace(/^(\.\/)+/, "").replace(/^\/workspace\//, "")
}
