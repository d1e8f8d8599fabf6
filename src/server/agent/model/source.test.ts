import { expect, test } from "vitest"
import { createModelSource } from "./source.ts"

const question = { id: "two-sum", hints: [] }
const settings = {
  apiKey: null,
  baseUrl: "http://127.0.0.1:1",
  model: "claude-sonnet-5-5",
  outputTokens: 4_096,
}

test.each(["anthropic", "openai"] as const)(
  "[MODEL22] an installation's model answers where an assessment names no other: %s",
  (kind) => {
    const source = createModelSource({ kind, ...settings })
    expect(source.open(question).label).toEqual({ name: "claude-sonnet-5-5", languageModel: true })
    expect(source.open(question, "claude-haiku-4-5")).toMatchObject({
      label: { name: "claude-haiku-4-5" },
      limits: { contextTokens: 200_000, outputTokens: 4_096 },
    })
  },
)

test.each(["anthropic", "openai"] as const)(
  "[MODEL25] how much a model reads at once is what is set, of another that is known what is known: %s",
  (kind) => {
    const own = { kind, ...settings, model: "qwen3-coder" }
    const sizes = (source: ReturnType<typeof createModelSource>) =>
      [undefined, "claude-haiku-4-5", "llama5"].map(
        (model) => source.open(question, model).limits.contextTokens,
      )
    expect(sizes(createModelSource(own))).toEqual([128_000, 200_000, 128_000])
    expect(sizes(createModelSource({ ...own, contextTokens: 32_768 }))).toEqual([32_768, 200_000, 32_768])
  },
)

test("[MODEL22] without a model the built-in coach answers, whatever an assessment names, and is labelled as none", () => {
  const { label } = createModelSource({ kind: "coach" }).open(question, "claude-haiku-4-5")
  expect(label.languageModel).toBe(false)
})
