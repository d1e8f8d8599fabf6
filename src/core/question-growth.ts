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

/** How far a measurement may lie from the line through all, as a factor: what is farther was disturbed. */
const ASTRAY = 1.6

/**
 * The exponent of time over size (1 linear, 2 quadratic): the slope of the least-squares line through the logarithms.
 * Null with fewer than three sizes, a time of zero, or times that lie on no line.
 */
export function growthExponent(measurements: readonly Measurement[]): number | null {
  if (measurements.length < 3 || measurements.some(({ size, ms }) => size <= 0 || ms <= 0)) return null
  const points = measurements.map(({ size, ms }) => ({ x: Math.log(size), y: Math.log(ms) }))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(points.map((point) => point.x))
  const y = mean(points.map((point) => point.y))
  const spread = mean(points.map((point) => (point.x - x) ** 2))
  if (spread === 0) return null
  const slope = mean(points.map((point) => (point.x - x) * (point.y - y))) / spread
  const astray = Math.max(...points.map((point) => Math.abs(point.y - y - slope * (point.x - x))))
  return astray > Math.log(ASTRAY) ? null : slope
}
