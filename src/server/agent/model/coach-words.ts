/** What the coach reads out of a conversation, and the words it has. Pure, and the same for the same conversation. */
import { wishOf, type Wish } from "./coach-wish.ts"
import type { AssistantBlock, ModelMessage, ToolResult } from "./model.ts"

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

/** `topic`: words of the question that tell it from the world, in lower case. */
export function askedOf(messages: readonly ModelMessage[], topic: ReadonlySet<string>): Asked {
  const last = messages.findLastIndex(({ role }) => role === "user")
  const before = messages
    .slice(0, last + 1)
    .findLastIndex(({ role }) => role === "assistant" || role === "tool")
  const texts = messages.slice(before + 1, last + 1).flatMap((one) => (one.role === "user" ? [one.text] : []))
  const said = texts.map((text) => text.replaceAll(FENCED, "").replace(PLACE, "").trim()).join("\n")
  const results = messages.slice(last + 1).flatMap((one) => (one.role === "tool" ? [...one.results] : []))
  return {
    words: said,
    wish: wishOf({
      words: said,
      attached: texts.some((text) => text.search(FENCED) >= 0),
      offered: OFFER.test(lastSaid(messages.slice(0, before + 1))),
      topic,
    }),
    file: texts.map(fileOf).findLast((path) => path !== null) ?? null,
    results: results.length > 0 ? results : null,
  }
}

/** How the coach offers a hint. */
const OFFER = /\bask for a hint\b/i

function lastSaid(messages: readonly ModelMessage[]): string {
  return saidBefore(messages.filter(({ role }) => role === "assistant").slice(-1))
}

function fileOf(text: string): string | null {
  const sent = [...text.matchAll(FENCED)].findLast(([, kind]) => kind === "file" || kind === "selection")?.[2]
  const named = PATH.exec(text.replaceAll(FENCED, "").replace(PLACE, ""))?.[0]
  return named ?? sent?.replace(/:\d+-\d+$/, "") ?? PLACE.exec(text)?.[1] ?? null
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
  | { outcome: "failed"; test: string; at: string; said: string; quote: string }
  | { outcome: "unknown"; text: string }

/** The first test that did not pass, up to the next one. */
const FAILED =
  /^(?:FAILED|DID NOT END) (?<test>.+)\n(?:name: .*\n)?(?:at: (?<at>.*)\n)?(?<told>(?:(?!\n+(?:FAILED|DID NOT END) |\n<\/output>)[\s\S])*)/m
/** What is told of a test, each with all its lines. */
const PARTS =
  /^(?<name>message|expected|actual|it printed): (?<text>[\s\S]*?)(?=\n(?:message|expected|actual|it printed): |$(?![\s\S]))/gm

/** Lines that are quoted, and the characters of each. */
const QUOTED = { lines: 4, characters: 160 }
const ADDRESS = /(?: at)? 0x[0-9a-f]{4,}/gi

export function ranOf(result: ToolResult | undefined): Ran {
  if (!result) return { outcome: "unknown", text: "The tests did not run." }
  if (result.ok) return { outcome: "passed" }
  const { test, at = "", told } = FAILED.exec(result.text)?.groups ?? {}
  if (test !== undefined && told !== undefined)
    return { outcome: "failed", test, at, ...quoteOfTest(at, told) }
  return { outcome: "unknown", text: quoteOf(result.text.replaceAll(/^<\/?output\b.*$/gm, ""), 8) }
}

/** What was expected and what came where the runner knows it, else what it says; and the first of that in a line. */
function quoteOfTest(at: string, told: string): { quote: string; said: string } {
  const parts = new Map<string, string>()
  for (const { groups } of told.matchAll(PARTS)) parts.set(groups!["name"]!, groups!["text"]!)
  const [message, expected, actual] = ["message", "expected", "actual"].map((name) => parts.get(name))
  const place = at === "" ? [] : [`at: ${at}`]
  if (expected !== undefined && actual !== undefined)
    return {
      quote: [...place, `expected: ${quoteOf(expected, 2)}`, `actual: ${quoteOf(actual, 2)}`].join("\n"),
      said: `expects ${inline(expected)} and gets ${inline(actual)}`,
    }
  const text = message ?? told
  return {
    quote: [...place, quoteOf(text, QUOTED.lines)].join("\n"),
    said: `says ${inline(text)}`,
  }
}

function inline(text: string): string {
  return `\`${quoteOf(text, 1).replace(/\n…$/, "").replaceAll("`", "'")}\``
}

function quoteOf(text: string, most: number): string {
  const lines = text.replaceAll(ADDRESS, "").trim().split("\n")
  const shown = lines.slice(0, most).map((line) => line.trimEnd().slice(0, QUOTED.characters))
  return lines.length > shown.length ? `${shown.join("\n")}\n…` : shown.join("\n")
}

/** What a tool answered last to the coach about a file, or of all it ran, before it was asked this. */
export function lastResult(
  messages: readonly ModelMessage[],
  tool: string,
  input: (input: unknown) => boolean = () => true,
): { result: ToolResult; index: number } | null {
  const last = messages.findLastIndex(({ role }) => role === "user")
  const calls = new Set(
    messages.flatMap((one) =>
      one.role === "assistant"
        ? one.blocks.flatMap((block) =>
            block.kind === "tool" && block.tool === tool && input(block.input) ? [block.call] : [],
          )
        : [],
    ),
  )
  for (let index = last - 1; index >= 0; index--) {
    const message = messages[index]
    if (message?.role !== "tool") continue
    const result = message.results.find(({ call }) => calls.has(call))
    if (result) return { result, index }
  }
  return null
}
