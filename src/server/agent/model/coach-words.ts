/** What the coach reads out of a conversation, and the words it has. Pure, and the same for the same conversation. */
import type { AssistantBlock, ModelMessage, ToolResult } from "./model.ts"

/** What the coach is asked for, as far as it can tell. */
export type Wish = "itself" | "greeting" | "where" | "hint"

/** The part of a conversation that the coach answers now. */
export interface Asked {
  /** All that was said since the coach last spoke, without what was sent along. */
  words: string
  wish: Wish
  /** The file that is meant: named in the words, sent along, or open before the person. */
  file: string | null
  /** What its tools have answered to this; null before it called any. */
  results: readonly ToolResult[] | null
}

const PATH =
  /(?<![\w/.-])(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(?:py|js|jsx|mjs|cjs|ts|tsx|go|json|md|txt|ya?ml)(?![\w/])/
const FENCED = /<(file|selection|test|output|data) name="([^"\n]*)">\n[\s\S]*?\n<\/\1>/g
const PLACE = /^\[[^\]\n]*?(?:, ([^\]\n]+) open)?\]\s*/

export function askedOf(messages: readonly ModelMessage[]): Asked {
  const last = messages.findLastIndex(({ role }) => role === "user")
  const before = messages
    .slice(0, last + 1)
    .findLastIndex(({ role }) => role === "assistant" || role === "tool")
  const texts = messages.slice(before + 1, last + 1).flatMap((one) => (one.role === "user" ? [one.text] : []))
  const said = texts.map((text) => text.replaceAll(FENCED, "").replace(PLACE, "").trim()).join("\n")
  const results = messages.slice(last + 1).flatMap((one) => (one.role === "tool" ? [...one.results] : []))
  return {
    words: said,
    wish: wishOf(said),
    file: texts.map(fileOf).findLast((path) => path !== null) ?? null,
    results: results.length > 0 ? results : null,
  }
}

function fileOf(text: string): string | null {
  const sent = [...text.matchAll(FENCED)].findLast(([, kind]) => kind === "file" || kind === "selection")?.[2]
  const named = PATH.exec(text.replaceAll(FENCED, "").replace(PLACE, ""))?.[0]
  return named ?? sent?.replace(/:\d+-\d+$/, "") ?? PLACE.exec(text)?.[1] ?? null
}

const ITSELF =
  /\b(?:what (?:can|do) you do|who are you|what are you|are you an? (?:ai|model|bot|llm|human)|how do you work|which model)\b/i
const GREETING = /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks?(?: you)?)\b[\s\S]{0,20}$/i
const WHERE = /\b(?:explain|why|what(?:'s| is| went) wrong|where|which test|fails?|failing)\b/i
const HINT =
  /\b(?:hint|help|stuck|next|how (?:do|can|should|would)|idea|show|give|write|fix|solve|code|tip|solution)\b/i

function wishOf(words: string): Wish {
  if (ITSELF.test(words)) return "itself"
  if (GREETING.test(words)) return "greeting"
  return WHERE.test(words) && !HINT.test(words) ? "where" : "hint"
}

/** All the coach has said, its whitespace evened out. */
export function saidBefore(messages: readonly ModelMessage[]): string {
  const texts = messages.flatMap((one) => (one.role === "assistant" ? one.blocks.map(textOf) : []))
  return evened(texts.join("\n"))
}

export const evened = (text: string): string => text.replaceAll(/\s+/g, " ").trim()

const textOf = (block: AssistantBlock): string => (block.kind === "text" ? block.text : "")

/** The outcome of a run of tests as `run_tests` tells it. */
export type Ran =
  | { outcome: "passed" }
  | { outcome: "failed"; test: string; quote: string }
  | { outcome: "unknown"; text: string }

/** The first test that did not pass, up to the next one. */
const FAILED =
  /^(?:FAILED|DID NOT END) (?<test>.+)\n(?:name: .*\n)?(?<said>(?:(?!\n+(?:FAILED|DID NOT END) |\n<\/output>)[\s\S])*)/m

/** Lines that are quoted, and the characters of each. */
const QUOTED = { lines: 12, characters: 200 }

export function ranOf(result: ToolResult | undefined): Ran {
  if (!result) return { outcome: "unknown", text: "The tests did not run." }
  if (result.ok) return { outcome: "passed" }
  const { test, said } = FAILED.exec(result.text)?.groups ?? {}
  if (test !== undefined && said !== undefined) return { outcome: "failed", test, quote: quoteOf(said) }
  return { outcome: "unknown", text: quoteOf(result.text.replaceAll(/^<\/?output\b.*$/gm, "")) }
}

function quoteOf(text: string): string {
  const lines = text.trim().split("\n")
  const shown = lines.slice(0, QUOTED.lines).map((line) => line.trimEnd().slice(0, QUOTED.characters))
  return lines.length > shown.length ? `${shown.join("\n")}\n…` : shown.join("\n")
}
