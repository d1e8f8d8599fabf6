import { createHash } from "node:crypto"
import * as fc from "fast-check"
import { expect, test } from "vitest"
import { sha256 } from "./crypto.ts"

test("[REC2] SHA-256 is of the parts put together, whatever their kind and length", () => {
  const part = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 50 }),
    fc.uint8Array({ maxLength: 50 }),
    fc.integer({ min: 0, max: 20_000 }).map((length) => "é".repeat(length)),
    fc.integer({ min: 0, max: 20_000 }).map((length) => new Uint8Array(length)),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
      const whole = Buffer.concat(parts.map((bytes) => Buffer.from(bytes as string)))
      expect(Buffer.from(sha256(...parts))).toEqual(createHash("sha256").update(whole).digest())
    }),
  )
})
