import { describe, expect, test } from "@jest/globals"
import { twice } from "./twice.ts"

describe("warm", () => {
  test("up", async () => {
    await Promise.resolve()
    expect(twice(2)).toBe(4)
    expect([twice(1)]).toEqual([2])
    expect(() => expect({ a: 1 }).toEqual({ a: 2 })).toThrow()
  })
})
