import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { expect } from "vitest"
import { findInstallation } from "../../src/server/installation.ts"
import { createLocalEngine } from "../../src/server/sandbox/local/local.ts"
import type { Scope } from "../../src/server/scope.ts"
import { fileIs, openFile, textOf } from "../room/moves.ts"
import { openWindow, until } from "../support/server.ts"
import { e2e } from "./harness.ts"
import { enter } from "./pages.ts"

const PROGRAM = join(import.meta.dirname, "../../interviewlm")
const ENTRY = "tab/group.py"
const TYPED = "# not a letter of this line may be missing, and none may be there twice"

interface Program {
  url: string
  /** Of the demo, when it was asked for; paths. */
  links: { candidate: string; assessor: string }
  stop(signal: "SIGKILL" | "SIGTERM"): Promise<void>
}

/** The server as people start it, in a process of its own. */
async function startProgram(dataFolder: string, port: number, demo: boolean, scope: Scope): Promise<Program> {
  const child = spawn(PROGRAM, ["start", ...(demo ? ["--demo"] : [])], {
    env: { ...process.env, INTERVIEWLM_DATA: dataFolder, PORT: String(port) },
    stdio: ["ignore", "pipe", "inherit"],
  })
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const stop = async (signal: "SIGKILL" | "SIGTERM"): Promise<void> => {
    child.kill(signal)
    await gone
  }
  scope.add(() => stop("SIGTERM"))
  const links: string[] = []
  let url: string | undefined
  for await (const said of createInterface({ input: child.stdout })) {
    url ??= /running at (http:\S+)/.exec(said)?.[1]
    const link = /http:\S+(\/join\/\S+)/.exec(said)?.[1]
    if (link) links.push(link)
    if (url && links.length === (demo ? 2 : 0)) {
      const [candidate = "", assessor = ""] = links
      child.stdout.resume()
      return { url, links: { candidate, assessor }, stop }
    }
  }
  throw new Error("The server did not start")
}

e2e("[E2E7] a server killed in mid typing comes back, and nothing is lost", async ({ profile, scope }) => {
  const dataFolder = await mkdtemp(join(tmpdir(), "ilm-"))
  scope.add(async () => {
    const { sandbox } = await findInstallation()
    const engine = await createLocalEngine({ root: join(dataFolder, "sandboxes"), ...sandbox })
    for await (const { id } of engine.list()) await (await engine.attach(id))?.destroy()
    await rm(dataFolder, { recursive: true, force: true })
  })
  const first = await startProgram(dataFolder, 0, true, scope)
  const page = await (await profile()).newPage()
  const at = await enter(page, first.url + first.links.candidate)
  await at.shell()
  await at.say("cd tab && echo $((1300 + 37))", "1337")
  await at.append(ENTRY, "\n")

  const middle = TYPED.length / 2
  await page.keyboard.type(TYPED.slice(0, middle), { delay: 10 })
  const typing = page.keyboard.type(TYPED.slice(middle), { delay: 30 })
  await first.stop("SIGKILL")
  await typing
  await at.offline()
  const second = await startProgram(dataFolder, Number(new URL(first.url).port), false, scope)
  await at.online()

  const created = { id: new URL(page.url()).pathname.split("/").at(-1)!, links: first.links }
  const view = openWindow(second, created, { role: "assessor" })
  scope.add(() => view.close())
  await until(view, ({ session }) => session !== null, "the welcome")
  const file = await openFile(view, ENTRY)
  await fileIs(file, () => textOf(file).endsWith(TYPED))
  await at.ends(ENTRY, TYPED)
  expect(textOf(file).split(TYPED.slice(0, 20))).toHaveLength(2)

  await at.hears(/1337.*tab \$/)
  await at.terminal.click()
  await at.say("pwd", "/workspace/tab")
  await at.run(/[1-9] failed/)
})
