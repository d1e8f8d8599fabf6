import fc from "fast-check"
import { expect, test } from "vitest"
import { createRing } from "./ring.ts"

test("[BOX8] a ring holds the last stretch of what was pushed, by offset", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.array(fc.uint8Array({ maxLength: 120 })),
      (capacity, pushes) => {
        const ring = createRing(capacity)
        for (const bytes of pushes) ring.push(bytes)
        const all = Buffer.concat(pushes)
        expect(ring.end).toBe(all.length)
        expect(ring.start).toBe(Math.max(0, all.length - capacity))
        expect(Buffer.from(ring.read(ring.start, capacity))).toEqual(all.subarray(ring.start))
      },
    ),
  )
})
