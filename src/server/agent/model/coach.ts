/**
 * The built-in coach: what answers when no language model is connected. Deterministic, behind the same port and by the
 * same tools as a model: it reads the file that is meant, runs the visible tests, quotes the first failure and climbs
 * the question's hint ladder, a rung a request for help, as far as the level allows. It knows the conversation and
 * nothing else.
 */
import { mayHint } from "../../../core/agent/levels.ts"
import type { AssistanceLevel } from "../../../protocol/assistance.ts"
import type { QuestionManifest } from "../../../protocol/question.ts"
import { levelOf } from "../level-notice.ts"
import { topicOf } from "./coach-wish.ts"
import { askedOf, evened, lastResult, ranOf, saidBefore } from "./coach-words.ts"
import type { Asked, Ran } from "./coach-words.ts"
import type { ModelMessage, ModelPort, StepPart, StepRequest, ToolResult } from "./model.ts"

/** A conversation with the coach is never too long for it. */
const LIMITS = { contextTokens: 1_000_000_000, outputTokens: 1_000_000 }
const NOTHING_USED = { input: 0, cacheRead: 0, cacheWrite: 0, output: 0, microDollars: 0 }

const INTRODUCTION = "I am the built-in coach; no language model is connected."
const ABILITIES =
  "I can run the tests, quote the first failure, and give the question's hints one at a time, as deep as the level of assistance allows. I write no code, and I know nothing beyond this question and its tests."
const OFFER = "Ask for a hint when you want one."

/** Said at once, with no tool. */
const AT_ONCE: Partial<Record<Asked["wish"], string>> = {
  itself: ABILITIES,
  greeting: ABILITIES,
  code: `I write no code, at any level of assistance: what I have are this question's own hints and what its tests say. ${OFFER}`,
  else: `I see nothing there that I can help with. ${ABILITIES} ${OFFER}`,
}
const NO_EXPLANATION = "I cannot explain code; what I can show is what the tests say of it."

/** Asked when all tests pass, one after another. */
const FURTHER = [
  "All visible tests pass. What happens to your solution's time when the input grows tenfold, and which line decides that?",
  "All visible tests pass. Which input that the statement allows have you not tried yet: empty, a single element, equal values, the largest size?",
  "All visible tests pass. How would you show a colleague, without running it, that the result is right at the borders?",
] as const
/** Asked so, it goes on to a hint though all tests pass. */
const BEYOND_TESTS = /\b(?:hint|slow|fast|faster|grows?|performance|complexity|large)\b/i

type Hints = QuestionManifest["hints"]

/** What one step answers from. */
interface Scene {
  asked: Asked
  hints: Hints
  messages: readonly ModelMessage[]
  tools: StepRequest["tools"]
  /** All the coach has said before. */
  before: string
  level: AssistanceLevel
}

export function createCoach({ id, hints }: Pick<QuestionManifest, "id" | "hints">): ModelPort {
  const topic = topicOf([id, ...hints.map(({ text }) => text)])
  return {
    label: { name: "Built-in coach", languageModel: false },
    cost: () => 0,
    limits: LIMITS,
    async *step({ messages, tools }, signal) {
      signal.throwIfAborted()
      const [asked, before] = [askedOf(messages, topic), saidBefore(messages)]
      const { words, calls } = next({ asked, hints, messages, tools, before, level: levelOf(messages) })
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

function next(scene: Scene): { words: string; calls: Call[] } {
  const { asked, messages, tools } = scene
  const there = (wanted: Omit<Call, "call">[]): Call[] =>
    wanted
      .filter(({ tool }) => tools.some(({ name }) => name === tool))
      .map((one, index) => ({ ...one, call: `coach-${messages.length}-${index}` }))
  const run = { tool: "run_tests", input: {} }
  const { file, wish, results } = asked
  if (!results) {
    const reads = file === null || wish === "explain" ? [] : [{ tool: "Read", input: { file_path: file } }]
    const calls = AT_ONCE[wish] === undefined ? there(seenAtEnd(scene) ? reads : [...reads, run]) : []
    return { words: opening(scene, calls), calls }
  }
  const ran = results.findLast(({ tool }) => tool === "run_tests")
  if (ran) return { words: answer(scene, ranOf(ran), results), calls: [] }
  const seen = seenAtEnd(scene)
  if (seen && results.some(({ ok, text }) => ok && text === seen.read.text)) {
    const words = `\`${file}\` is as it was when I last ran the tests, so I do not run them again; ask me to run them if you changed another file.`
    return { words: `${words}\n\n${end(scene, seen.ran)}`, calls: [] }
  }
  const calls = there([run])
  return calls.length > 0
    ? { words: "It has changed since, so I run the tests.", calls }
    : { words: answer(scene, ranOf(undefined), results), calls: [] }
}

/** The last failing run and the file as it was then, when no further hint can be given and the file is all that has to be looked at. */
function seenAtEnd({ asked, hints, messages, before, level }: Scene): { read: ToolResult; ran: Ran } | null {
  const { wish, file } = asked
  const hint = nextHint(hints, before)
  if (wish !== "help" || file === null || (hint && mayHint(level, hint.depth))) return null
  const isFile = (input: unknown) =>
    typeof input === "object" && input !== null && "file_path" in input && input.file_path === file
  const [read, last] = [lastResult(messages, "Read", isFile), lastResult(messages, "run_tests")]
  if (!read?.result.ok || !last) return null
  if (messages.slice(read.index, last.index).some(({ role }) => role === "user")) return null
  const ran = ranOf(last.result)
  return ran.outcome === "failed" ? { read: read.result, ran } : null
}

function opening({ asked: { wish, file }, before }: Scene, calls: readonly Call[]): string {
  const name = before.includes(INTRODUCTION) && wish !== "itself" ? "" : `${INTRODUCTION} `
  const atOnce = AT_ONCE[wish]
  if (atOnce !== undefined) return `${name}${atOnce}`
  const explains = wish === "explain" ? `${NO_EXPLANATION} ` : ""
  if (calls.length === 0) return `${name}${explains}I have no tools here, so I can look at nothing.`
  const [reads, runs] = ["Read", "run_tests"].map((name) => calls.some(({ tool }) => tool === name))
  const doing = [...(reads ? [`read \`${file}\``] : []), ...(runs ? ["run the tests"] : [])]
  return `${name}${explains}I ${doing.join(" and ")}.`
}

/** What the tests say, and then a rung or a question. */
function answer(scene: Scene, ran: Ran, results: readonly ToolResult[]): string {
  const { asked, before } = scene
  if (ran.outcome === "passed" && !(asked.wish === "help" && BEYOND_TESTS.test(asked.words)))
    return asked.wish === "explain" ? `All visible tests pass. ${OFFER}` : further(before)
  const seen = [saidOf(ran, before), unwritten(results, before)].filter(Boolean)
  return [...seen, asked.wish === "help" ? rung(scene, ran) : OFFER].join("\n\n")
}

function saidOf(ran: Ran, before: string): string {
  switch (ran.outcome) {
    case "passed":
      return ""
    case "failed": {
      const test = `\`${ran.test.replaceAll("`", "'")}\``
      const quote = quoted(ran.quote)
      return before.includes(evened(`${test}:\n\n${quote}`))
        ? `The first test that fails is still ${test}, as I quoted it.`
        : `The first test that fails is ${test}:\n\n${quote}`
    }
    case "unknown": {
      const quote = quoted(ran.text)
      return before.includes(evened(quote))
        ? "I still cannot tell which test fails; I was told the same as before."
        : `I cannot tell which test fails; this is what I was told:\n\n${quote}`
    }
  }
}

/** A block that nothing inside can close. */
function quoted(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = "`".repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** A part of the file that was read which nobody has written yet. */
function unwritten(results: readonly ToolResult[], before: string): string {
  const read = results.find(({ tool, ok }) => tool === "Read" && ok)
  const found = /^ *(\d+)\t.*(?:NotImplementedError|not implemented|\bTODO\b)/im.exec(read?.text ?? "")
  const said = found ? `Line ${found[1]} of the file is still to be written.` : ""
  return before.includes(said) ? "" : said
}

function further(before: string): string {
  return (
    FURTHER.find((question) => !before.includes(question)) ??
    "All visible tests pass, and I have no further question."
  )
}

/** The rung after the deepest that was given whole. */
function nextHint(hints: Hints, before: string): (Hints[number] & { number: number }) | null {
  const index = hints.findLastIndex(({ text }) => before.includes(evened(text))) + 1
  const hint = hints[index]
  return hint ? { ...hint, number: index + 1 } : null
}

/** The next rung if the level allows it, else what helps without one. */
function rung(scene: Scene, ran: Ran): string {
  const { hints, before, level } = scene
  const hint = nextHint(hints, before)
  if (!hint || !mayHint(level, hint.depth)) return end(scene, ran)
  return `Hint ${hint.number} of ${hints.length} (${hint.depth}):\n\n${hint.text.trim()}`
}

function end({ hints, before, level }: Scene, ran: Ran): string {
  const hint = nextHint(hints, before)
  const why = hint
    ? `That is as far as hints go at the level ${level}; the next is of the depth "${hint.depth}", and an assessor can raise the level.`
    : "I have given you all of this question's hints."
  if (ran.outcome !== "failed") return why
  const place = ran.at === "" ? "" : `, at ${ran.at},`
  return `${why} What helps now is the test: \`${ran.test.replaceAll("`", "'")}\`${place} ${ran.said}. Follow that one value through your code, line by line, until it is not what you expect.`
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
