import { expect, onTestFinished, test } from "vitest"
import type { SandboxEngine } from "../../src/server/sandbox/engine.ts"
import { createSandboxPool } from "../../src/server/sandbox/pool.ts"
import { makeLocalEngine, shell, spec } from "../support/sandbox.ts"

test("[BOX19] a warmed sandbox is taken once, sees the shared workspace as it is now, and a dead one is replaced", async () => {
  const { engine, close } = await makeLocalEngine()
  onTestFinished(close)
  const owner = await engine.create(spec())
  const made: string[] = []
  const pool = createSandboxPool(
    engine,
    () => {
      const next = spec({ workspace: { kind: "shared", with: owner.id } })
      made.push(next.id)
      return next
    },
    Date.now,
  )
  pool.warm()
  pool.warm()
  await owner.fs.write("later.txt", Buffer.from("later"))
  const first = await pool.take()
  expect((await shell(first, "cat later.txt")).stdout).toBe("later")
  expect(made).toEqual([first.id])
  const second = await pool.take()
  expect(second.id).not.toBe(first.id)

  pool.warm()
  const waiting = made.at(-1) ?? ""
  await expect.poll(() => idsOf(engine)).toContain(waiting)
  await (await engine.attach(waiting))?.destroy()
  const third = await pool.take()
  expect((await shell(third, "echo fresh")).stdout).toBe("fresh\n")
  await pool.close()
})

async function idsOf(engine: SandboxEngine): Promise<string[]> {
  const ids: string[] = []
  for await (const { id } of engine.list()) ids.push(id)
  return ids
}
