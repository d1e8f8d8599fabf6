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

test("[MODEL22] without a model the built-in coach answers, whatever an assessment names, and is labelled as none", () => {
  const { label } = createModelSource({ kind: "coach" }).open(question, "claude-haiku-4-5")
  expect(label.languageModel).toBe(false)
})
