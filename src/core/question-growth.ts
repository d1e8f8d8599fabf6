/** One measured run: an input's size and the time it took, in milliseconds. */
export interface Measurement {
  readonly size: number
  readonly ms: number
}

/** The `growth SIZE MILLISECONDS` lines in what a growth suite printed, the fastest of each size, by size. */
export function readMeasurements(output: string): Measurement[] {
  const fastest = new Map<number, number>()
  for (const [, size, ms] of output.matchAll(/^\s*growth (\d{1,9}) (\d{1,9}(?:\.\d{1,9})?)\s*$/gm)) {
    const known = fastest.get(Number(size)) ?? Infinity
    fastest.set(Number(size), Math.min(known, Number(ms)))
  }
  return [...fastest].map(([size, ms]) => ({ size, ms })).toSorted((a, b) => a.size - b.size)
}

/**
 * The exponent of time over size (1 linear, 2 quadratic): the slope of the least-squares line through the logarithms.
 * Null with fewer than three sizes, or a time of zero.
 */
export function growthExponent(measurements: readonly Measurement[]): number | null {
  if (measurements.length < 3 || measurements.some(({ size, ms }) => size <= 0 || ms <= 0)) return null
  const points = measurements.map(({ size, ms }) => ({ x: Math.log(size), y: Math.log(ms) }))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(points.map((point) => point.x))
  const y = mean(points.map((point) => point.y))
  const spread = mean(points.map((point) => (point.x - x) ** 2))
  if (spread === 0) return null
  return mean(points.map((point) => (point.x - x) * (point.y - y))) / spread
}
