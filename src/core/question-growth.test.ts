import { expect, test } from "vitest"
import { growthExponent, readMeasurements } from "./question-growth.ts"

test("[QST4] measurements are read from whatever else was printed, the fastest of each size", () => {
  const output =
    "warming up\n    growth 2000 4.5\ngrowth 1000 2\r\ngrowth 2000 4.25\ngrowth much 1\ngrowth 9 -1\n"
  expect(readMeasurements(output)).toEqual([
    { size: 1000, ms: 2 },
    { size: 2000, ms: 4.25 },
  ])
})

test("[QST4] the exponent is 1 for linear and 2 for quadratic time, whatever the machine's speed", () => {
  const sizes = [1000, 2000, 4000, 8000]
  expect(growthExponent(sizes.map((size) => ({ size, ms: size / 700 })))).toBeCloseTo(1)
  expect(growthExponent(sizes.map((size) => ({ size, ms: size ** 2 / 1e6 })))).toBeCloseTo(2)
})

test("[QST4] too few sizes, or a time too short to measure, have no exponent", () => {
  expect(
    growthExponent([
      { size: 1, ms: 1 },
      { size: 2, ms: 2 },
    ]),
  ).toBeNull()
  expect(growthExponent([1, 2, 3].map((size) => ({ size, ms: 0 })))).toBeNull()
  expect(growthExponent([1, 2, 3].map((ms) => ({ size: 5, ms })))).toBeNull()
})

test("[GROW6] times that lie on no line were disturbed, and have no exponent", () => {
  const disturbed = [1000, 2000, 4000, 8000].map((size) => ({ size, ms: size === 8000 ? 90 : size / 700 }))
  expect(growthExponent(disturbed)).toBeNull()
  const sorted = [1000, 2000, 4000, 8000].map((size) => ({ size, ms: size * Math.log2(size) }))
  expect(growthExponent(sorted)).toBeCloseTo(1.13)
})
