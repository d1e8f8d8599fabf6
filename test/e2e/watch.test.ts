import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { z } from "zod"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { request } from "../support/server.ts"
import { e2e, wholeServer } from "./harness.ts"
import { enter, watching } from "./pages.ts"

const server = wholeServer()
const ENTRY = "tab/group.py"
const Standing = z.object({ phase: z.string(), remainingMs: z.number() })

async function standing(created: CreatedSession): Promise<z.infer<typeof Standing>> {
  const response = await request(server(), created, "/initialize", { method: "POST" })
  return Standing.parse(await response.json())
}

e2e("[E2E8] an assessor sees the work as it happens, pauses, extends and ends", async ({ profile }) => {
  const created = await server().createInterview({ minutes: 40 })
  const beside = await (await profile()).newPage()
  await beside.goto(server().url + created.links.assessor)
  await beside.getByText("has not agreed to the recording yet").waitFor()
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  const watch = watching(beside)
  await watch.ready()

  await at.append(ENTRY, "\n# a line as it is typed")
  await watch.ends(ENTRY, "# a line as it is typed")
  await beside.keyboard.type("not mine to type")
  await at.run(/[1-9] failed/)
  await watch.summary.filter({ hasText: /[1-9] failed/ }).waitFor()
  await at.shell()
  await at.say("echo $((1300 + 37))", "1337")
  await beside.getByRole("tab", { name: "Terminal", exact: true }).click()
  await watch.hears("1337")
  await page.getByRole("tab", { name: /^Tests/ }).click()
  await at.append(ENTRY, "!")
  await watch.ends(ENTRY, "# a line as it is typed!")

  await watch.act("Pause", "Pause", "The fire alarm")
  const overlay = page.getByRole("alertdialog", { name: "The interview is paused" })
  await overlay.getByText("The fire alarm").waitFor()
  const paused = await standing(created)
  expect(paused.phase).toBe("paused")
  await page.keyboard.type("while it is paused")
  expect((await standing(created)).remainingMs).toBe(paused.remainingMs)
  await watch.press("Go on")
  await overlay.waitFor({ state: "detached" })
  await at.append(ENTRY, " and on")
  await watch.ends(ENTRY, "# a line as it is typed! and on")

  await at.named("button", /^(39|40) min left/).waitFor()
  await watch.named("region", "Assessor").getByRole("button", { name: "Extend", exact: true }).click()
  const dialog = beside.getByRole("dialog")
  await dialog.getByRole("textbox", { name: "Minutes" }).fill("481")
  await dialog.getByRole("button", { name: "Extend", exact: true }).click()
  await dialog.getByText("Give between 1 and 480 whole minutes.").waitFor()
  await beside.keyboard.press("Escape")
  await watch.act("Extend", "Extend", "For the alarm")
  await page.getByText("The assessor gave you 10 more minutes.").waitFor()
  await at.named("button", /^(49|50) min left/).waitFor()
  await watch.act("End", "End the interview", "Enough was seen")
  await at.named("heading", "The interview was ended by an assessor").waitFor()
  await beside.getByText("An assessor ended the interview on").waitFor()
  const rail = watch.named("region", "Assessor")
  for (const moment of [
    "Paused: The fire alarm",
    "The interview goes on",
    "Gave 10 more minutes: For the alarm",
  ])
    await rail.getByText(moment).waitFor()
})

const run = promisify(execFile)
const PROGRAM = join(import.meta.dirname, "../../interviewlm")

/** What `interviewlm verify` says of the record that this page downloads. */
async function verified(page: Page): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "ilm-record-"))
  try {
    const coming = page.waitForEvent("download")
    await page.getByRole("link", { name: "Download the record" }).click()
    const file = join(folder, "record.zip")
    await (await coming).saveAs(file)
    return (await run(PROGRAM, ["verify", file])).stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Takes the focus from the window, or gives it back, as far as the page can tell. */
function focus(page: Page, focused: boolean): Promise<void> {
  return page.evaluate((focused) => {
    document.hasFocus = () => focused
    dispatchEvent(new Event(focused ? "focus" : "blur"))
  }, focused)
}

e2e(
  "[E2E16] after the end an assessor reads the code, the grade and what happened, and takes the record",
  async ({ profile }) => {
    const created = await server().createInterview({ questions: ["shared-tab", "alert-storms"] })
    const context = await profile({ permissions: ["clipboard-read", "clipboard-write"] })
    const page = await context.newPage()
    const at = await enter(page, server().url + created.links.candidate)
    await at.open("tab/money.py")
    await at.paste("tab/money.py", "# seventeen long\n")
    await at.saved()
    await focus(page, false)
    await focus(page, true)
    const chooser = page.waitForEvent("filechooser")
    await at.press("Upload files")
    const upload = { name: "rates.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n") }
    await (await chooser).setFiles(upload)
    await page.getByRole("treeitem", { name: "rates.csv" }).waitFor()
    await at.press("Submit")
    await at.press("Submit and go on")
    await page.getByText("Question 2 of 2", { exact: true }).waitFor()
    await at.ready()

    const beside = await (await profile()).newPage()
    await beside.goto(server().url + created.links.assessor)
    const watch = watching(beside)
    await watch.ready()
    await watch.act("End", "End the interview", "")
    await beside.getByText("An assessor ended the interview on").waitFor()
    const changes = beside.getByRole("textbox", { name: "Changes of tab/money.py" })
    await changes.getByText("# seventeen long").waitFor()
    const authors = beside.getByRole("list", { name: "Who wrote what changed in tab/money.py" })
    await authors.getByText(/Candidate 100 %/).waitFor()
    const whole = (path: string) =>
      beside.getByRole("textbox", { name: `${path}, as it was submitted`, exact: true })
    await watch.named("button", "Whole file").click()
    await whole("tab/money.py").getByText("# seventeen long").waitFor()
    const changed = watch.named("region", "Changed files")
    await changed.getByRole("button", { name: /^rates.csv/ }).click()
    await whole("rates.csv").getByText("a,b").waitFor()
    const row = (title: RegExp) => beside.getByRole("row", { name: title })
    await row(/The tab that doesn't add up/)
      .getByText(/^0 of \d+ passed$/)
      .first()
      .waitFor()
    await row(/2\. /).getByRole("button").click()
    await whole("storms.py").or(beside.getByText("Nothing was changed.")).first().waitFor()

    const rail = watch.named("region", "Assessor")
    for (const moment of [
      "Pasted 17 characters into tab/money.py",
      /^Left the window for \d+ s/,
      "Uploaded rates.csv (4 B)",
      /^Graded question 1, .*: 0 of \d+ hidden tests passed/,
      /^The saved work on question 2, .* was submitted/,
    ])
      await rail.getByText(moment).first().waitFor()
    expect(await verified(beside)).toMatch(/sound/i)
    await page.getByRole("heading", { name: "The interview was ended by an assessor" }).waitFor()
    expect(await page.getByText(/ of \d+ passed|hidden tests/).count()).toBe(0)
  },
)

e2e(
  "[E2E17] the assessor's editor keeps to the candidate until the assessor goes elsewhere",
  async ({ profile }) => {
    const created = await server().createInterview()
    const page = await (await profile()).newPage()
    const at = await enter(page, server().url + created.links.candidate)
    await at.editor(ENTRY).focus()
    await page.keyboard.press("Control+End")
    await page.keyboard.insertText(Array.from({ length: 120 }, (_, line) => `# line ${line}\n`).join(""))
    await page.keyboard.type("# the last")

    const beside = await (await profile()).newPage()
    await beside.goto(server().url + created.links.assessor)
    const watch = watching(beside)
    await watch.ready()
    const toggle = watch.named("button", "Follow the candidate")
    const follows = (pressed: boolean) =>
      beside.getByRole("button", { name: "Follow the candidate", pressed }).waitFor()
    await follows(true)
    await watch.editor(ENTRY).getByText("# the last").waitFor()

    await at.open("tab/money.py")
    await watch.editor("tab/money.py").waitFor()
    await at.open(ENTRY)
    await watch.editor(ENTRY).getByText("# the last").waitFor()
    await at.editor(ENTRY).focus()
    await page.keyboard.press("Control+Home")
    await watch.editor(ENTRY).getByText("# the last").waitFor({ state: "detached" })

    await watch.open("tab/labels.py")
    await follows(false)
    await at.open("tab/paging.py")
    await watch.named("region", "Assessor").getByText("tab/paging.py").waitFor()
    await watch.editor("tab/labels.py").waitFor()
    await toggle.click()
    await watch.editor("tab/paging.py").waitFor()
    await watch.editor("tab/paging.py").click()
    await follows(false)
  },
)
