import { expect, test } from "vitest"
import { createTestClock } from "../../../test/support/live-line.ts"
import { problem } from "../../protocol/errors.ts"
import { ProblemError } from "../live/session-view.ts"
import { refusedWords, uploadAll } from "./uploads.ts"

const settle = () => new Promise((resolve) => setImmediate(resolve))
const files = ["a.bin", "b.bin", "c.bin", "d.bin"].map((path) => ({ path }))

test("[WEB27] a file that came too fast is brought again when the server says, and the others after it", async () => {
  const clock = createTestClock()
  const asked: string[] = []
  let open = 2
  const done = uploadAll(
    files,
    async ({ path }) => {
      asked.push(path)
      if (open-- <= 0) throw new ProblemError(problem("too-fast"), 7_000)
    },
    clock,
  )
  await settle()
  expect(asked).toEqual(["a.bin", "b.bin", "c.bin"])
  open = 2
  clock.advance(6_999)
  await settle()
  expect(asked).toHaveLength(3)
  clock.advance(1)
  expect(await done).toEqual([])
  expect(asked).toEqual(["a.bin", "b.bin", "c.bin", "c.bin", "d.bin"])
})

test("[WEB27] every file that was refused is named in one message, with why", async () => {
  const clock = createTestClock()
  const refused = await uploadAll(
    files,
    async ({ path }) => {
      if (path === "b.bin") throw new ProblemError(problem("disk-full", "Delete some."))
      if (path !== "a.bin") throw new ProblemError(problem("file-exists"))
    },
    clock,
  )
  expect(refusedWords(refused, files.length)).toEqual({
    text: "3 of 4 files were not uploaded",
    detail:
      "b.bin: The workspace is full. Delete some.\n" +
      "c.bin, d.bin: Something of that name is there already. Choose another name.",
  })
  expect(refusedWords(refused.slice(0, 1), 1)).toEqual({
    text: "b.bin was not uploaded",
    detail: "The workspace is full. Delete some.",
  })
})

test("[WEB27] a file that is refused as too fast again and again is named at last", async () => {
  const clock = createTestClock()
  let asked = 0
  const done = uploadAll(
    files.slice(0, 1),
    async () => {
      asked++
      throw new ProblemError(problem("too-fast"))
    },
    clock,
  )
  for (let tries = 0; tries < 10; tries++) {
    await settle()
    clock.advance(1_000)
  }
  expect(await done).toEqual([{ path: "a.bin", why: "Too many requests. Wait a moment." }])
  expect(asked).toBe(5)
})
