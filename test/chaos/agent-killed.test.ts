/** The server and its database are killed while the agent writes. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "vitest"
import { chatOf, continueAgent, send, turnEnded, turnsOf, wordsOf } from "../agent/moves.ts"
import { fileIs, openFile, textOf, type } from "../room/moves.ts"
import { createMemoryStore } from "../support/memory-store.ts"
import { openWindow, until } from "../support/server.ts"
import { serveAnthropic } from "../support/wire/anthropic.ts"
import { call, say } from "../support/wire/script.ts"
import { demoOf, started } from "./program.ts"

const FILE = "tab/group.py"

test("[TURN18] killed in the middle of an edit: it is undone exactly, what the candidate typed stays, and the turn can go on", async () => {
  const data = await mkdtemp(join(tmpdir(), "ilm-chaos-"))
  const never = Promise.withResolvers<void>()
  const input = { file_path: FILE, content: "# all new\n".repeat(40) }
  const model = await serveAnthropic((_request, index) =>
    index === 0
      ? call("Write", input, { holds: [{ at: 200, until: never.promise }] })
      : say("Here I am again."),
  )
  const env = { ANTHROPIC_API_KEY: "test-key", ANTHROPIC_BASE_URL: model.url }
  const first = await started(["--demo", "--port", "0", "--data", data], env)
  const created = await demoOf(first)
  const view = openWindow(first, created, { offline: createMemoryStore() })
  const { session } = await until(view, ({ session }) => session !== null)
  await view.command({ type: "consent", digest: session!.consent.digest })
  await view.command({ type: "start" })
  await until(
    view,
    ({ workspace, session }) => workspace.status === "ready" && session?.agent?.phase.phase === "ready",
  )
  const assessor = openWindow(first, created, { role: "assessor" })
  await until(assessor, ({ session }) => session !== null)
  await assessor.command({ type: "set-level", level: "full-copilot" })
  assessor.close()
  const file = await openFile(view, FILE)
  const before = textOf(file)
  await send(view, "Write it anew, please")
  await fileIs(file, () => textOf(file).includes("# all new"))
  type(file, "# mine\n", 0)
  await until(view, ({ unacknowledged }) => unacknowledged === 0)

  await first.kill()
  const second = await started(["--demo", "--port", String(first.port), "--data", data], env)
  await until(view, () => turnsOf(chatOf(view))[0]?.outcome === "interrupted", "the turn's end")
  await fileIs(file, () => textOf(file) === `# mine\n${before}`)
  await continueAgent(view)
  expect(wordsOf(await turnEnded(view, 2))).toBe("Here I am again.")

  await view.command({ type: "withdraw" })
  never.resolve()
  view.close()
  await second.stop()
  await model.close()
  await rm(data, { recursive: true, force: true, maxRetries: 5 })
})
