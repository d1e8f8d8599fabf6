/**
 * A conversation as providers take it. Each stretch between two answers is put in one order, results of tools, then
 * people, then the product's own notices, and nothing that was sent is ever written differently later: a request that
 * extends another begins with the same bytes.
 */
import type { LanguageModelV4Message, LanguageModelV4Prompt } from "@ai-sdk/provider"
import type { AssistantBlock, ModelMessage, StepRequest } from "./model.ts"

export interface PromptRules {
  /** Whether a notice may be a system message of its own; else it stands fenced in a person's place. */
  readonly systemInside: boolean
  /** What gives a block of thinking back to the provider; null leaves it out. */
  thinking(seal: string): Options | null
  /** Whether words of several people become one text: many servers' templates know no list. */
  readonly oneText: boolean
  /** What marks the end of a prefix to be cached; null where the provider finds it itself. */
  readonly cached: Options | null
}
type Options = NonNullable<LanguageModelV4Message["providerOptions"]>

/** How many of the last stretches end in a mark, beside the one after the system prompt. */
const MARKS = 2
const NOTICE = "interviewlm-notice"

/** The system prompt and the messages, ending with something to answer. */
export function promptOf({ system, messages }: StepRequest, rules: PromptRules): LanguageModelV4Prompt {
  const stretches = split(messages)
  const answers = new Set(
    stretches.flatMap(({ asks }, index) => (asks.length > 0 ? [index] : [])).slice(-MARKS),
  )
  return [
    marked({ role: "system", content: system }, rules.cached),
    ...stretches.flatMap(({ answer, asks }, index): LanguageModelV4Message[] => [
      ...assistant(answer, rules),
      ...stretch(asks, rules, answers.has(index)),
    ]),
  ]
}

/** A notice in a person's place. Nobody else's words can look like one. */
const fenced = (text: string): string =>
  `<${NOTICE}>\nFrom InterviewLM itself, not from a person:\n${text}\n</${NOTICE}>`
const unfenced = (text: string): string => text.replaceAll(NOTICE, "interviewlm_notice")

interface Stretch {
  /** What the model said before it; empty at the beginning. */
  answer: AssistantBlock[]
  asks: Exclude<ModelMessage, { role: "assistant" }>[]
}

function split(messages: readonly ModelMessage[]): Stretch[] {
  const stretches: Stretch[] = [{ answer: [], asks: [] }]
  for (const message of messages) {
    const last = stretches.at(-1)
    if (message.role !== "assistant") last?.asks.push(message)
    else if (last && last.asks.length === 0) last.answer.push(...message.blocks)
    else stretches.push({ answer: [...message.blocks], asks: [] })
  }
  return stretches
}

function assistant(blocks: readonly AssistantBlock[], rules: PromptRules): LanguageModelV4Message[] {
  type Part = Extract<LanguageModelV4Message, { role: "assistant" }>["content"][number]
  const content = blocks.flatMap((block): Part[] => {
    switch (block.kind) {
      case "text":
        return block.text.trim() === "" ? [] : [{ type: "text", text: block.text }]
      case "tool":
        return [{ type: "tool-call", toolCallId: block.call, toolName: block.tool, input: block.input }]
      case "thinking": {
        const providerOptions = block.seal === null ? null : rules.thinking(block.seal)
        return providerOptions ? [{ type: "reasoning", text: block.text, providerOptions }] : []
      }
    }
  })
  return content.length === 0 ? [] : [{ role: "assistant", content }]
}

function stretch(asks: Stretch["asks"], rules: PromptRules, mark: boolean): LanguageModelV4Message[] {
  const results = asks.flatMap((ask) => (ask.role === "tool" ? ask.results : []))
  const people = asks.flatMap((ask) => (ask.role === "user" ? [ask.text] : []))
  const notices = asks.flatMap((ask) => (ask.role === "system" ? [ask.text] : []))
  const inside = rules.systemInside && results.length + people.length > 0
  const plain = rules.systemInside ? (text: string) => text : unfenced
  const words = [...people.map(plain), ...(inside ? [] : notices.map(fenced))]
  const texts = rules.oneText && words.length > 0 ? [words.join("\n\n")] : words

  const said: LanguageModelV4Message[] = []
  if (results.length > 0)
    said.push({
      role: "tool",
      content: results.map(({ call, tool, ok, text }) => ({
        type: "tool-result",
        toolCallId: call,
        toolName: tool,
        output: { type: ok ? "text" : "error-text", value: plain(text) },
      })),
    })
  if (texts.length > 0) said.push({ role: "user", content: texts.map((text) => ({ type: "text", text })) })
  if (inside && notices.length > 0) said.push({ role: "system", content: notices.join("\n\n") })
  return said.map((message, index) =>
    mark && index === said.length - 1 ? marked(message, rules.cached) : message,
  )
}

const marked = (message: LanguageModelV4Message, providerOptions: Options | null): LanguageModelV4Message =>
  providerOptions ? { ...message, providerOptions } : message
