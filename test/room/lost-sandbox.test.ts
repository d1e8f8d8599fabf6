/** A sandbox whose guest is gone or stuck: a person loses the shell, and nothing else. */
import { readdirSync, readFileSync } from "node:fs"
import { afterAll, beforeAll, expect, test } from "vitest"
import { begin, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { openFile, openTerminal, shell, textOf, type, watchTerminal } from "./moves.ts"

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(() => server.remove())

/** How many guests on this machine are stopped (state T of proc(5)). */
function stoppedGuests(): number {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name))
  return processes.filter((pid) => {
    try {
      const [line, state] = ["cmdline", "stat"].map((file) => readFileSync(`/proc/${pid}/${file}`, "utf8"))
      return line!.includes("guest.js") && /\) T /.test(state!)
    } catch {
      return false // It ended meanwhile.
    }
  }).length
}

test("[DISK3] [GUEST2] a guest that was stopped holds nobody for ever: the workspace is made anew from the documents", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const file = await openFile(view, "tab/group.py")
  const terminal = await openTerminal(view)
  const screen = watchTerminal(view, terminal)
  view.openTerminal(terminal).input("kill -STOP $(pgrep -f [g]uest.js)\n")
  await screen.shows(/kill/)
  type(file, "# kept\n", 0)
  await until(view, ({ unacknowledged }) => unacknowledged === 0)
  await expect
    .poll(() => server.problems.filter((one) => one.includes("did not answer")).length, { timeout: 45_000 })
    .toBe(1)
  await expect
    .poll(() => shell(server, created, "head -n 1 tab/group.py").catch(() => ""), { timeout: 20_000 })
    .toBe("# kept\n")
  expect(textOf(file).startsWith("# kept\n")).toBe(true)
  await openTerminal(view)
  file.close()
  view.close()
}, 90_000)

test("[DISK3] a guest that does not answer a server that starts is replaced", async () => {
  const created = await server.createInterview()
  const view = await begin(server, created)
  const room = await server.registry.room(created.id)
  const { sandbox } = await room.workspaces.current()
  const terminal = await sandbox.terminal({ id: "stop", cols: 80, rows: 24 })
  await terminal.write(Buffer.from("kill -STOP $(pgrep -f [g]uest.js)\n"))
  await expect.poll(stoppedGuests).toBeGreaterThan(0)
  server = await server.restarted()
  await expect
    .poll(() => shell(server, created, "ls tab").catch(() => ""), { timeout: 30_000 })
    .toContain("group.py")
  view.close()
}, 90_000)
