/** A solution that passes and is slow, in a real interview: what is measured of it, and who gets to know. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { begin, request, startTestServer, until } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"
import { eventsOf, happened, journalOf, shell } from "./moves.ts"

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.remove())

const SOLUTION = join(import.meta.dirname, "../../questions/alert-storms/solutions/go/storms.go")

/** The solution with a walk over all pairs in front of it. */
async function slow(): Promise<string> {
  const pairs =
    "for i := range alerts {\nfor j := range alerts {\nif alerts[i].At == -1-alerts[j].At {\nreturn nil\n}\n}\n}\n"
  return (await readFile(SOLUTION, "utf8")).replace(/^func FindStorms.*\n/m, (line) => line + pairs)
}

test(
  "[GROW1] [GROW3] [GROW5] a passing solution that is slow is measured, help is offered, and no figure is shown",
  { timeout: 90_000 },
  async () => {
    const created = await server.createInterview({ questions: ["alert-storms"], assistance: {} })
    const seen: string[] = []
    const view = await begin(server, created, { onBytes: (bytes) => seen.push(bytes.toString()) })
    await until(view, ({ session }) => session?.agent?.phase.phase === "ready", "the agent")
    await view.command({ type: "change-language", language: "go" })
    await until(view, ({ workspace, session }) => {
      return workspace.status === "ready" && session?.questions[0]?.language === "go"
    })
    const body = JSON.stringify({ path: "storms.go", content: await slow() })
    await request(server, created, "/files", {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body,
    })
    const before = await shell(server, created, "ls -a")
    await view.command({ type: "run-tests", only: [] })
    expect((await happened(server, created, "test.finished")).data.outcome).toBe("passed")

    const { data } = await happened(server, created, "growth.measured")
    expect(data.exponent).toBeGreaterThan(data.target + 0.5)
    expect(await shell(server, created, "ls -a")).toBe(before)
    const offer = await happened(server, created, "nudge.offered")
    expect(offer.data.kind).toBe("growth")
    await until(view, ({ session }) => session?.chat.entries.at(-1)?.kind === "nudge", "the offer")
    expect(seen.join("")).not.toMatch(/growth\.measured|exponent/)
    const own = await (await request(server, created, "/events?limit=1000")).text()
    expect(own).not.toMatch(/growth\.measured|exponent/)
    const all = await (await request(server, created, "/events?limit=1000", { role: "assessor" })).text()
    expect(all).toContain("growth.measured")

    const again = await view.command({ type: "run-tests", only: [] })
    const run = "run" in again ? again.run : ""
    await happened(server, created, "test.finished", ({ data }) => data.run === run)
    view.close()
    server = await server.restarted()
    const back = await server.registry.room(created.id)
    await back.log.settled()
    expect(eventsOf(await journalOf(server, created), "growth.measured")).toHaveLength(1)
    expect(server.problems).toEqual([])
  },
)
