import { expect, test } from "vitest"
import { unlessAborted } from "./abort.ts"

test("[SES7] what is given up is begun no more, and what is under way is waited for no longer", async () => {
  const giveUp = new AbortController()
  let begun = 0
  const work = (): Promise<number> => {
    begun++
    return begun === 1 ? Promise.resolve(1) : new Promise(() => undefined)
  }
  expect(await unlessAborted(work, giveUp.signal)).toBe(1)
  const waiting = unlessAborted(work, giveUp.signal)
  giveUp.abort(new Error("given up"))
  await expect(waiting).rejects.toThrow("given up")
  await expect(unlessAborted(work, giveUp.signal)).rejects.toThrow("given up")
  expect(begun).toBe(2)
})
