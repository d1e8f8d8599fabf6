import type { ModelUsage } from "../../../protocol/assistance.ts"

/** Dollars for a million tokens, which is microdollars for one. */
interface Price {
  input: number
  output: number
  cacheRead: number
  /** Kept for five minutes. */
  cacheWrite: number
}

/** Only models whose list price is certain. */
const PRICES: readonly (readonly [id: string, Price])[] = [
  ["claude-sonnet-5-5", { input: 2, output: 10, cacheRead: 0.2, cacheWrite: 2.5 }],
  ["claude-opus-4-8", { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 }],
  ["claude-haiku-4-5", { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 }],
]

/** What that cost in millionths of a dollar at list price; null for a model whose price is not known. */
export function priceOf(model: string, usage: Omit<ModelUsage, "microDollars">): number | null {
  const price = PRICES.find(([id]) => model === id || new RegExp(`^${id}-\\d{8}$`).test(model))?.[1]
  if (!price) return null
  const { input, output, cacheRead, cacheWrite } = usage
  return Math.round(
    input * price.input + output * price.output + cacheRead * price.cacheRead + cacheWrite * price.cacheWrite,
  )
}
