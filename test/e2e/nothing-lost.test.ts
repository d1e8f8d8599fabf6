import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { chromium } from "playwright-core"
import type { BrowserContext, Page } from "playwright-core"
import { expect } from "vitest"
import type { Scope } from "../../src/server/scope.ts"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { fileIs, openFile, textOf } from "../room/moves.ts"
import { openWindow, until } from "../support/server.ts"
import { e2e, LAUNCH, PATIENCE_MS, wholeServer } from "./harness.ts"
import { openLine } from "./line.ts"
import { enter, workspace } from "./pages.ts"

const server = wholeServer()
const ENTRY = "tab/group.py"

/** Resolves when the server has this text in the file; answers the file's text. */
async function kept(created: CreatedSession, text: string, path = ENTRY): Promise<string> {
  const view = openWindow(server(), created, { role: "assessor" })
  try {
    await until(view, ({ session }) => session !== null, "the welcome")
    const file = await openFile(view, path)
    await fileIs(file, () => textOf(file).includes(text))
    return textOf(file)
  } finally {
    view.close()
  }
}

e2e("[E2E2] a reload in mid-work gives back text, tabs, terminal and results", async ({ profile }) => {
  const created = await server().createInterview()
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  await at.append(ENTRY, "\n# before the reload")
  await at.open("tab/money.py")
  await at.append("tab/money.py", "\n# in another file")
  await at.run(/[1-9] failed/)
  const results = await at.summary.textContent()
  await at.shell()
  await at.say("cd tab && echo $((1300 + 37))", "1337")

  await page.reload()
  await at.ready()
  await at.ends("tab/money.py", "# in another file")
  await at.hears(/1337.*tab \$/)
  await at.terminal.click()
  await at.say("pwd", "/workspace/tab")
  await at.named("navigation", "Open files").getByRole("button", { name: "group.py", exact: true }).click()
  await at.ends(ENTRY, "# before the reload")
  await page.getByRole("tab", { name: /^Tests/ }).click()
  await at.tests.getByText("- expected").waitFor()
  expect(await at.summary.textContent()).toBe(results)
  expect(await kept(created, "# before the reload")).toMatch(/# before the reload$/)
})

e2e("[E2E3] a second tab takes over only when asked, and the first is told", async ({ profile }) => {
  const created = await server().createInterview()
  const context = await profile()
  const first = await context.newPage()
  const before = await enter(first, server().url + created.links.candidate)
  await before.append(ENTRY, "\n# typed in the first tab")

  const second = await context.newPage()
  await second.goto(first.url())
  await second.getByText("The interview is open in another window").waitFor()
  await before.append(ENTRY, " before the second came")
  await second.getByRole("button", { name: "Continue here" }).click()
  const after = workspace(second)
  await after.ready()
  await first.getByText("The interview went on in another window").waitFor()
  await after.ends(ENTRY, "# typed in the first tab before the second came")
  await after.append(ENTRY, "\n# typed in the second")
  await kept(created, "# typed in the second")

  await first.getByRole("button", { name: "Continue here" }).click()
  await before.ends(ENTRY, "# typed in the second")
  await second.getByText("The interview went on in another window").waitFor()
})

e2e("[E2E4] edits made without a network are merged when it is back", async ({ profile, scope }) => {
  const created = await server().createInterview()
  const line = await openLine(server().url, scope)
  const context = await profile()
  const page = await context.newPage()
  const at = await enter(page, line.url + created.links.candidate)
  await at.append(ENTRY, "\n# online")
  await kept(created, "# online")

  line.cut("all")
  await context.setOffline(true)
  await at.offline()
  await at.append(ENTRY, "\n# typed without a network")
  expect(await at.named("button", "Run tests").first().isDisabled()).toBe(true)
  await context.setOffline(false)
  line.mend()
  await at.online()
  expect(await kept(created, "# typed without a network")).toMatch(/# online\n# typed without a network$/)
  await at.ends(ENTRY, "# typed without a network")
})

e2e("[E2E5] edits made without a connection outlive a reload", async ({ profile, scope }) => {
  const created = await server().createInterview()
  const line = await openLine(server().url, scope)
  const page = await (await profile()).newPage()
  const at = await enter(page, line.url + created.links.candidate)
  await at.append(ENTRY, "\n# online")
  await kept(created, "# online")

  const typed = ["# kept in the browser", "# and once more", "# and to the last letter"]
  for (const text of typed) {
    line.cut("sockets")
    await at.offline()
    await at.append(ENTRY, `\n${text}`)
    await page.reload()
    await page.getByText("Connecting").waitFor()
    line.mend()
    await at.ready()
    await at.ends(ENTRY, text)
  }
  const text = await kept(created, typed.at(-1)!)
  expect(text.endsWith(["", "# online", ...typed].join("\n"))).toBe(true)
})

e2e("[E2E6] a killed browser loses nothing that it had shown as typed and kept", async ({ scope, adopt }) => {
  const created = await server().createInterview()
  const line = await openLine(server().url, scope)
  const folder = await mkdtemp(join(tmpdir(), "ilm-profile-"))
  scope.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const first = await startBrowser(folder, scope)
  const page = await firstPage(adopt(first.context))
  const at = await enter(page, line.url + created.links.candidate)
  await at.append(ENTRY, "\n# acknowledged")
  await kept(created, "# acknowledged")
  line.cut("sockets")
  await at.offline()
  await at.append(ENTRY, "\n# only in the browser")
  const stored = (): Promise<boolean> => page.evaluate(inStore, "# only in the browser")
  await expect.poll(stored, { timeout: PATIENCE_MS }).toBe(true)
  await first.kill()
  line.mend()

  const second = await startBrowser(folder, scope)
  const again = await firstPage(adopt(second.context))
  await again.goto(line.url + created.links.candidate)
  const after = workspace(again)
  await after.ready()
  await after.ends(ENTRY, "# only in the browser")
  const text = await kept(created, "# only in the browser")
  expect(text).toMatch(/# acknowledged\n# only in the browser$/)
})

/** Does the page's store of unconfirmed edits hold this text? Runs in the page. */
function inStore(text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("interviewlm")
    opening.addEventListener("error", () => reject(new Error("The store cannot be opened")))
    opening.addEventListener("success", () => {
      const database = opening.result
      const asked = database.transaction("unconfirmed").objectStore("unconfirmed").getAll()
      asked.addEventListener("success", () => {
        database.close()
        const typed = asked.result.flatMap((record: { updates?: { changes: unknown[] }[] }) =>
          (record.updates ?? []).flatMap(({ changes }) => changes.flat()),
        )
        const letters = typed.filter((one: unknown) => typeof one === "string").join("")
        resolve(letters.includes(text))
      })
    })
  })
}

/** A Chromium of its own process group, so that it can be killed as a crash would. */
async function startBrowser(
  folder: string,
  scope: Scope,
): Promise<{ context: BrowserContext; kill(): Promise<void> }> {
  const args = [...LAUNCH.args, "--headless=new", "--no-first-run", "--remote-debugging-port=0"]
  const child = spawn(LAUNCH.executablePath, [...args, `--user-data-dir=${folder}`, "about:blank"], {
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  })
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const kill = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, "SIGKILL")
    await gone
  }
  scope.add(kill)
  for await (const said of createInterface({ input: child.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
    if (!address) continue
    const browser = await chromium.connectOverCDP(address)
    return { context: browser.contexts()[0]!, kill }
  }
  throw new Error("The browser did not start")
}

async function firstPage(context: BrowserContext): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage())
  await page.setViewportSize({ width: 1280, height: 720 })
  return page
}
