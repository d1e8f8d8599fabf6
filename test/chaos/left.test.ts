/** What can be done with an installation from the command line, while its server runs and after it has stopped. */
import { execFile } from "node:child_process"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { withPostgres } from "../support/postgres.ts"
import { openWindow, until } from "../support/server.ts"
import { demoOf, type Program, start, started } from "./program.ts"

const command = resolve(import.meta.dirname, "../../interviewlm")
const postgres = withPostgres()
let folder: string
let program: Program
let created: CreatedSession

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ilm-left-"))
  program = await started(["--demo", "--port", "0", "--data", folder])
  created = await demoOf(program)
  const view = openWindow(program, created)
  const { session } = await until(view, ({ session }) => session !== null)
  await view.command({ type: "consent", digest: session!.consent.digest })
  await until(view, ({ workspace }) => workspace.status === "ready")
  view.close()
})

afterAll(async () => {
  await program.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

const run = (...args: string[]) => runWith({}, ...args)

const runWith = (env: Record<string, string>, ...args: string[]) =>
  new Promise<{ code: number; text: string }>((done) => {
    const options = { cwd: folder, env: { ...process.env, ...env } }
    const child = execFile(command, args, options, (_, out, err) =>
      done({ code: child.exitCode ?? -1, text: out + err }),
    )
  })

test("[REC18] an interview is exported while its server runs, and the bundle verifies", async () => {
  const exported = (file: string) => run("export", created.id, "--data", folder, "--out", file)
  const early = await exported(join(folder, "early.zip"))
  expect(early).toMatchObject({ code: 0, text: expect.stringContaining("The interview has not ended") })
  expect(early.text).toContain("Nothing of it is signed yet")

  const view = openWindow(program, created)
  await until(view, ({ session }) => session !== null)
  await view.command({ type: "start" })
  const { session: running } = await until(view, ({ session }) => session?.phase.phase === "running")
  await view.command({ type: "submit", question: running!.questions[0]!.id })
  view.close()
  let count = 0
  const verified = async () => {
    const file = join(folder, `going-${count++}.zip`)
    await exported(file)
    return run("verify", file)
  }
  await expect
    .poll(verified, { timeout: 20_000 })
    .toMatchObject({ code: 0, text: expect.stringContaining("SOUND") })
  expect((await fetch(`${program.url}/readyz`)).status).toBe(200)
})

test("[REC18] without data of a server, export says so and makes nothing", async () => {
  const { code, text } = await run("export", created.id, "--data", join(folder, "none"))
  expect({ code, text }).toMatchObject({
    code: 1,
    text: expect.stringContaining("Name the server's own folder"),
  })
  expect(await readdir(folder)).not.toContain("none")
})

test("[RUN6] stopped, the server says whose sandboxes stay and how to end them, and doctor lists and ends them", async () => {
  const end = ["doctor", "--end-sandboxes", "--data", folder]
  expect(await run(...end)).toMatchObject({ code: 1, text: expect.stringContaining("Stop it first") })
  expect(await program.stop()).toBe(0)
  expect(program.output()).toMatch(
    /Stopped\. The sandbox of 1 interview stays up for a restart, until \d{4}-\d\d-\d\d \d\d:\d\d at the latest\./,
  )
  expect(program.output()).toContain(`To end at once: ./interviewlm ${end.join(" ")}\n`)
  expect((await run("doctor", "--data", folder)).text).toMatch(
    /sandboxes {2}.*1 interview.*\n.*--end-sandboxes/,
  )
  expect(await run(...end)).toMatchObject({ code: 0, text: expect.stringContaining("Ended 1 sandbox") })
  expect((await run("doctor", "--data", folder)).text).not.toContain("--end-sandboxes")
})

test("[RUN6] with a database of one's own, a server at any address keeps its data folder from doctor and from other servers", async () => {
  const { user, host, database } = await postgres().createDatabase()
  const env = {
    DATABASE_URL: `postgres:///${database}?host=${encodeURIComponent(String(host))}&user=${user}`,
  }
  const own = join(folder, "own")
  const server = await started(["--demo", "--port", "0", "--data", own], env)
  onTestFinished(async () => void (await server.stop()))
  const interview = await demoOf(server)
  const view = openWindow(server, interview)
  const { session } = await until(view, ({ session }) => session !== null)
  await view.command({ type: "consent", digest: session!.consent.digest })
  await until(view, ({ workspace }) => workspace.status === "ready")
  view.close()
  const end = () => runWith(env, "doctor", "--end-sandboxes", "--data", own)
  expect(await end()).toMatchObject({ code: 1, text: expect.stringContaining("Stop it first") })
  expect(await start(["--port", "0", "--data", own], env)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("Another InterviewLM is using the data folder"),
  })
  await server.kill()
  expect(await end()).toMatchObject({ code: 0, text: expect.stringContaining("Ended 1 sandbox") })
})
