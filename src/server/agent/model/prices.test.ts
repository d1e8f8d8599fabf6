import { expect, test } from "vitest"
import { priceOf } from "./prices.ts"

const usage = { input: 1_000, cacheRead: 10_000, cacheWrite: 100, output: 500 }

test("[MODEL12] a step costs each kind of token at its own price, and nothing is guessed", () => {
  expect(priceOf("claude-sonnet-5-5", usage)).toBe(2_000 + 2_000 + 250 + 5_000)
  expect(priceOf("claude-haiku-4-5-20251001", usage)).toBe(1_000 + 1_000 + 125 + 2_500)
  expect(priceOf("claude-sonnet-5-5-fast", usage)).toBeNull()
  expect(priceOf("qwen3-coder", usage)).toBeNull()
})
