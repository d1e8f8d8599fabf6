/** The value below which the share `q` of the numbers lies; NaN of none. */
export function quantile(numbers: readonly number[], q: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

export const median = (numbers: readonly number[]): number => quantile(numbers, 0.5)

/** `p50 / p95 / p99` in milliseconds. */
export function spread(numbers: readonly number[]): string {
  return [0.5, 0.95, 0.99].map((q) => quantile(numbers, q).toFixed(1)).join(" / ")
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * Runs each contender once a round, so that what else the machine does meets them alike. Answers every contender's
 * results by name.
 */
export async function interleave<Name extends string, Result>(
  rounds: number,
  contenders: Record<Name, () => Promise<Result>>,
): Promise<Record<Name, Result[]>> {
  const names = Object.keys(contenders) as Name[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Name, Result[]>
  for (let round = 0; round < rounds; round++)
    for (const name of names) results[name].push(await contenders[name]())
  return results
}
