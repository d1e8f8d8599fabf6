/**
 * What the Anthropic service would have in its prompt cache: prefixes that end at a breakpoint, found again when a later
 * request has the same blocks before one of its own breakpoints, at most 20 blocks back.
 */
import { createHash } from "node:crypto"
import { array, object } from "./http.ts"
import type { WireRequest } from "./script.ts"

const LOOKBACK = 20
const tokens = (characters: number): number => Math.ceil(characters / 4)

/** Answers each request's usage in tokens of four characters, and remembers its prefixes. */
export function createPromptCache() {
  const cached = new Set<string>()

  return (body: WireRequest["body"]) => {
    const prefix = createHash("sha256").update(JSON.stringify([body.model, body.tool_choice, body.thinking]))
    let characters = 0
    const ends = blocksOf(body).map(({ text, marked }) => {
      prefix.update("\0").update(text)
      characters += text.length
      return { marked, digest: prefix.copy().digest("hex"), characters }
    })
    const marks = ends.flatMap(({ marked }, index) => (marked ? [index] : []))
    const read = marks
      .toReversed()
      .flatMap((mark) => ends.slice(Math.max(0, mark - LOOKBACK + 1), mark + 1).toReversed())
      .find(({ digest }) => cached.has(digest))
    const last = ends[marks.at(-1) ?? -1]
    for (const mark of marks) cached.add(ends[mark]?.digest ?? "")
    const readTo = read?.characters ?? 0
    const writtenTo = Math.max(readTo, last?.characters ?? 0)
    return {
      input_tokens: tokens(characters - writtenTo),
      cache_read_input_tokens: tokens(readTo),
      cache_creation_input_tokens: tokens(writtenTo - readTo),
    }
  }
}

/** Tools, system and messages, block by block, in the order in which the service reads them. */
function blocksOf(body: WireRequest["body"]): { text: string; marked: boolean }[] {
  const plain = (block: unknown, where: string) => {
    const { cache_control, ...rest } = object(block)
    return { text: where + JSON.stringify(rest), marked: cache_control !== undefined }
  }
  const content = (value: unknown): readonly unknown[] =>
    typeof value === "string" ? [{ type: "text", text: value }] : array(value)
  return [
    ...array(body.tools).map((tool) => plain(tool, "tool")),
    ...content(body.system).map((block) => plain(block, "system")),
    ...array(body.messages).flatMap((message) => {
      const { role, content: blocks } = object(message)
      return content(blocks).map((block) => plain(block, String(role)))
    }),
  ]
}
