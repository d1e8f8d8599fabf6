/**
 * The built-in coach: what answers when no language model is connected. Deterministic, behind the same port and by the
 * same tools as a model: it reads the file that is meant, runs the visible tests, quotes the first failure and climbs
 * the question's hint ladder, a rung a request, as far as the level allows. It knows the conversation and nothing else.
 */
import { mayHint } from "../../../core/agent/levels.ts"
import type { QuestionManifest } from "../../../protocol/question.ts"
import { levelOf } from "../level-notice.ts"
import { askedOf, evened, ranOf, saidBefore } from "./coach-words.ts"
import type { Asked, Ran } from "./coach-words.ts"
import type { ModelMessage, ModelPort, StepPart, StepRequest } from "./model.ts"

/** A conversation with the coach is never too long for it. */
const LIMITS = { contextTokens: 1_000_000_000, outputTokens: 1_000_000 }
const NOTHING_USED = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, microDollars: 0 }

const INTRODUCTION = "I am the built-in coach; no language model is connected."
const ABILITIES =
  "I can read a file you name, run the tests, quote the first failure, and give the question's hints one at a time, as deep as the level of assistance allows. I cannot write code or answer questions of my own making."

/** Asked when all tests pass, one after another. */
const FURTHER = [
  "All visible tests pass. What happens to your solution's time when the input grows tenfold, and which line decides that?",
  "All visible tests pass. Which input that the statement allows have you not tried yet: empty, a single element, equal values, the largest size?",
  "All visible tests pass. How would you show a colleague, without running it, that the result is right at the borders?",
] as const

export function createCoach({ hints }: Pick<QuestionManifest, "id" | "hints">): ModelPort {
  return {
    label: { name: "Built-in coach", languageModel: false },
    cost: () => 0,
    limits: LIMITS,
    async *step({ messages, tools }, signal) {
      signal.throwIfAborted()
      const asked = askedOf(messages)
      const before = saidBefore(messages)
      const calls = asked.results ? [] : callsFor(asked, tools, messages)
      const words = asked.results
        ? answer(asked, asked.results, hints, messages, before)
        : opening(asked, before, calls.length > 0)
      for (const part of [...spoken(words), ...calls.flatMap(called)]) {
        signal.throwIfAborted()
        yield part
      }
      signal.throwIfAborted()
      yield { type: "finish", stop: calls.length > 0 ? "tools" : "end", usage: NOTHING_USED }
    },
  }
}

interface Call {
  call: string
  tool: string
  input: Record<string, unknown>
}

function callsFor(
  { wish, file }: Asked,
  tools: StepRequest["tools"],
  messages: readonly ModelMessage[],
): Call[] {
  if (wish === "itself" || wish === "greeting") return []
  const wanted: Omit<Call, "call">[] = [
    ...(file === null ? [] : [{ tool: "Read", input: { file_path: file } }]),
    { tool: "run_tests", input: {} },
  ]
  const there = wanted.filter(({ tool }) => tools.some(({ name }) => name === tool))
  return there.map((one, index) => ({ ...one, call: `coach-${messages.length}-${index}` }))
}

function opening({ wish, file }: Asked, before: string, works: boolean): string {
  const name = before.includes(INTRODUCTION) ? "" : `${INTRODUCTION} `
  if (wish === "itself") return `${INTRODUCTION} ${ABILITIES}`
  if (wish === "greeting") return `${name}${ABILITIES}`
  if (!works) return `${name}I have no tools here, so I can look at nothing.`
  return `${name}${file === null ? "I run the tests." : `I read \`${file}\` and run the tests.`}`
}

/** What the tests say, and then a rung or a question. */
function answer(
  { words, wish }: Asked,
  results: NonNullable<Asked["results"]>,
  hints: QuestionManifest["hints"],
  messages: readonly ModelMessage[],
  before: string,
): string {
  const ran = ranOf(results.findLast(({ tool }) => tool === "run_tests"))
  const seen = [saidOf(ran), unwritten(results)].filter(Boolean)
  if (
    ran.outcome === "passed" &&
    !/\b(?:hint|slow|fast|faster|grows?|performance|complexity|large)\b/i.test(words)
  )
    return [...seen, further(before)].join("\n\n")
  if (wish === "where") return [...seen, "Ask for a hint when you want one."].join("\n\n")
  return [...seen, rung(hints, messages, before)].join("\n\n")
}

function saidOf(ran: Ran): string {
  switch (ran.outcome) {
    case "passed":
      return ""
    case "failed":
      return `The first test that fails is \`${ran.test.replaceAll("`", "'")}\`:\n\n${quoted(ran.quote)}`
    case "unknown":
      return `I cannot tell which test fails; this is what I was told:\n\n${quoted(ran.text)}`
  }
}

/** A block that nothing inside can close. */
function quoted(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = "`".repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** A part of the file that was read which nobody has written yet. */
function unwritten(results: NonNullable<Asked["results"]>): string {
  const read = results.find(({ tool, ok }) => tool === "Read" && ok)
  const found = /^ *(\d+)\t.*(?:NotImplementedError|not implemented|\bTODO\b)/im.exec(read?.text ?? "")
  return found ? `Line ${found[1]} of the file is still to be written.` : ""
}

function further(before: string): string {
  return (
    FURTHER.find((question) => !before.includes(question)) ??
    "All visible tests pass, and I have no further question."
  )
}

/** The next rung after the deepest that was given whole, if the level allows it. */
function rung(hints: QuestionManifest["hints"], messages: readonly ModelMessage[], before: string): string {
  const next = hints.findLastIndex(({ text }) => before.includes(evened(text))) + 1
  const hint = hints[next]
  const level = levelOf(messages)
  if (!hint) return "I have given you all of this question's hints."
  if (mayHint(level, hint.depth))
    return `Hint ${next + 1} of ${hints.length} (${hint.depth}):\n\n${hint.text.trim()}`
  return `That is as far as hints go at the level ${level}: the next would be of the depth "${hint.depth}". An assessor can raise the level.`
}

function* spoken(text: string): Generator<StepPart> {
  yield { type: "begin", kind: "text" }
  for (const [piece] of text.matchAll(/\s*\S+(?:\s+$)?/g)) yield { type: "text", text: piece }
  yield { type: "end", seal: null }
}

function called({ call, tool, input }: Call): StepPart[] {
  return [
    { type: "begin", kind: "tool", call, tool },
    { type: "text", text: JSON.stringify(input) },
    { type: "end", seal: null },
  ]
}
