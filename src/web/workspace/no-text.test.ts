import { expect, test } from "vitest"
import type { Command, CommandResult, FileItem } from "../../protocol/messages.ts"
import { sizeOf, tellOf } from "./no-text.ts"

const item = (path: string, size: number): FileItem => ({ path, kind: "file", size, modifiedMs: 0 })

test("[WEB26] of a file that is no text it is said what it is, how large, and what can be done", () => {
  const picture = tellOf("docs/plan.png", "binary", 24_000, true)
  expect(picture).toEqual({
    title: "plan.png is not text, 24.0 kB",
    detail: "The editor shows text only. You can look at it or change it in the terminal, or download it.",
    download: true,
  })
  const log = tellOf("run.log", "too-large", 20 << 20, true)
  expect(log.title).toBe("run.log is too large to edit here, 21.0 MB")
  expect(log.detail).toMatch(/up to 1\.0 MB\. You can look at it or change it in the terminal\.$/)
  expect(log.download).toBe(false)
  expect(tellOf("run.log", "too-large", null, false).detail).toBe("The editor takes text of up to 1.0 MB.")
})

test("[WEB26] its size is found in a folder of any length by one page of its listing", async () => {
  const asked: Command[] = []
  const command = async (one: Command): Promise<CommandResult> => {
    asked.push(one)
    return { files: { path: "data", entries: [item("data/a", 1), item("data/ab.bin", 7)], more: true } }
  }
  expect(await sizeOf({ command }, "data/ab.bin")).toBe(7)
  expect(await sizeOf({ command }, "data/ab.bi")).toBeNull()
  expect(asked[0]).toEqual({ type: "list-files", path: "data", after: "ab.bi" })
})
