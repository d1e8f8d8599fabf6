/** A candidate and two assessors in three browsers: seen, asked, pointed at, typed together, paused, changed and ended. */
import type { Page } from "playwright-core"
import { afterAll, expect } from "vitest"
import { z } from "zod"
import type { CreatedSession } from "../../src/server/sessions.ts"
import { eventsOf, journalOf } from "../room/moves.ts"
import { scriptedModel } from "../support/scripted-model.ts"
import { request } from "../support/server.ts"
import { hold, say } from "../support/wire/script.ts"
import { e2e, picture, wholeServer } from "./harness.ts"
import { enter, watching } from "./pages.ts"

const model = scriptedModel()
const server = wholeServer(model)
afterAll(() => model.close())

const ENTRY = "tab/group.py"
const Standing = z.object({ phase: z.string(), remainingMs: z.number() })

async function standing(created: CreatedSession): Promise<z.infer<typeof Standing>> {
  const response = await request(server(), created, "/initialize", { method: "POST" })
  return Standing.parse(await response.json())
}

async function assessorLink({ id }: CreatedSession, name: string): Promise<string> {
  const link = { session: id, role: "assessor", name } as const
  const { token } = await server().store.links.create(link, Date.now() + 3_600_000)
  return `${server().url}/join/${token}`
}

/** An assessor's own browser at the interview. */
async function assessing(page: Page, link: string) {
  await page.goto(link)
  const watch = watching(page)
  await watch.ready()
  const rail = watch.named("region", "Assessor")
  const tab = (name: string): Promise<void> => rail.getByRole("tab", { name, exact: true }).click()
  return {
    ...watch,
    rail,
    tab,
    async send(kind: "Message" | "Question", text: string): Promise<void> {
      await tab("Together")
      await rail.getByRole("button", { name: kind, exact: true }).click()
      const field = rail.getByRole("textbox", { name: `${kind} to the candidate` })
      await field.fill(text)
      await field.press("Control+Enter")
      await rail.getByRole("region", { name: "Sent and answered" }).getByText(text).waitFor()
    },
  }
}

e2e(
  "[E2E30] a candidate and two assessors work in one interview, each seen by the others",
  async ({ profile }) => {
    const created = await server().createInterview({ minutes: 40, assistance: { start: "pair-programming" } })
    const page = await (await profile()).newPage()
    const at = await enter(page, server().url + created.links.candidate)
    const mira = await assessing(await (await profile()).newPage(), await assessorLink(created, "Mira"))
    const owen = await assessing(await (await profile()).newPage(), await assessorLink(created, "Owen"))
    const cards = at.named("region", "From the interviewers")

    // Typing and panes as the candidate has them.
    await mira.rail.getByText("Owen").waitFor()
    await at.append(ENTRY, "\n# typed by the candidate")
    for (const one of [mira, owen])
      await one.editor(ENTRY).filter({ hasText: "# typed by the candidate" }).waitFor()
    await page.keyboard.insertText(`${"\n".repeat(200)}# far below`)
    await mira.editor(ENTRY).getByText("# far below").waitFor()
    await at.editor(ENTRY).hover()
    await page.mouse.wheel(0, -10_000)
    await mira.editor(ENTRY).getByText("from collections.abc import Iterable").waitFor()
    await at.open("tab/money.py")
    await mira.editor("tab/money.py").waitFor()
    await at.shell()
    await mira.terminal.filter({ hasText: "$" }).waitFor()

    // Ask and answer, without the focus.
    await at.editor("tab/money.py").focus()
    await mira.send("Question", "Why whole cents?")
    await owen.send("Message", "You may use the terminal.")
    await cards.getByText("Why whole cents?").waitFor()
    await page.keyboard.type("#")
    await at.editor("tab/money.py").filter({ hasText: "#" }).waitFor()
    await cards.getByRole("textbox", { name: "Your answer to Mira" }).fill("So that sums stay exact.")
    await cards.getByRole("button", { name: "Answer", exact: true }).click()
    for (const one of [mira, owen]) {
      await one.tab("Together")
      await one.rail.getByText("So that sums stay exact.").waitFor()
    }
    await cards.getByRole("button", { name: "Put aside; it stays under Messages" }).click()
    await cards.waitFor({ state: "detached" })
    await at.press(/^Messages/)
    await page.getByRole("dialog").getByText("You may use the terminal.").waitFor()
    await page.keyboard.press("Escape")

    // Point at lines; the mark is where the lines are by then.
    await mira.editor("tab/money.py").getByText("share = round").click()
    await mira.page.keyboard.press("Alt+p")
    await mira.rail.getByRole("textbox", { name: "Words to the lines, if any are needed" }).fill("This line")
    await mira.rail.getByRole("button", { name: "Point at these lines" }).click()
    await at.editor("tab/money.py").getByText("Mira: This line").waitFor()
    await at.open(ENTRY)
    await cards.getByRole("button", { name: "Go there" }).click()
    await page.locator(".cm-pointed", { hasText: "share = round" }).waitFor()
    await picture(page, "together-pointed")
    await cards.getByRole("button", { name: "Done with it" }).click()
    await page.locator(".cm-pointed").waitFor({ state: "detached" })

    // Edit together, once the candidate allows it.
    await mira.tab("Together")
    await mira.press("Edit together")
    await cards.getByRole("button", { name: "Allow" }).click()
    await mira.page.getByText("You may type: files").waitFor()
    await at.append("tab/money.py", "\n# candidate:")
    await mira.editor("tab/money.py").filter({ hasText: "# candidate:" }).waitFor()
    await mira.editor("tab/money.py").getByText("share = round").click()
    await mira.page.keyboard.press("Home")
    await mira.page.keyboard.press("Home")
    await at.editor("tab/money.py").focus()
    const theirs = "abcdefghijklmnopqrstuvwxyz0123456789"
    const hers = "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210"
    await Promise.all([page.keyboard.type(theirs), mira.page.keyboard.type(hers)])
    for (const one of [at, mira]) {
      await one.editor("tab/money.py").filter({ hasText: theirs }).waitFor()
      await one.editor("tab/money.py").filter({ hasText: hers }).waitFor()
    }
    await page.locator(".cm-remote-caret[data-actor=assessor]").filter({ hasText: "Mira" }).first().waitFor()
    await mira.page.keyboard.press("Control+z")
    await at.editor("tab/money.py").filter({ hasNotText: "ZYXW" }).waitFor()
    await mira.editor("tab/money.py").filter({ hasText: theirs }).waitFor()

    // Type in the shared shell.
    await owen.tab("Together")
    await owen.press("Type in the shell")
    await cards.getByRole("button", { name: "Allow" }).click()
    await owen.page.getByText("You may type: shell").waitFor()
    await page.getByRole("tab", { name: "Terminal", exact: true }).click()
    await owen.page.getByRole("tab", { name: "Terminal", exact: true }).click()
    await owen.terminal.click()
    await owen.page.keyboard.type("echo $((1300 + 37))\n")
    for (const one of [at, mira]) await one.hears("1337")
    await picture(page, "together-candidate")
    await picture(owen.page, "together-owen")

    // A note and a rating, for assessors alone.
    await owen.tab("Notes")
    await owen.rail.getByRole("textbox", { name: "Private note" }).fill("Asks before changing")
    await owen.rail.getByRole("button", { name: "Note", exact: true }).click()
    await owen.rail.getByRole("button", { name: /^3:/ }).first().click()
    await mira.tab("Notes")
    await mira.rail.getByText("Asks before changing").waitFor()
    await mira.rail.getByText("Owen: 3").waitFor()
    expect(await page.content()).not.toContain("Asks before changing")

    // Pause in the middle of a turn: nothing moves, and the time is credited.
    const rest = Promise.withResolvers<void>()
    model.script(() => [say("One half of it."), hold(rest.promise), say(" And the other half.")])
    if (!(await page.getByRole("textbox", { name: "Message to the agent" }).isVisible()))
      await page.keyboard.press("Control+i")
    await page.getByRole("textbox", { name: "Message to the agent" }).fill("Explain")
    await page.getByRole("textbox", { name: "Message to the agent" }).press("Enter")
    await page.getByText("One half of it.").first().waitFor()
    await mira.tab("Interview")
    await mira.act("Pause", "Pause", "A knock at the door")
    const overlay = page.getByRole("alertdialog", { name: "The interview is paused" })
    await overlay.waitFor()
    const paused = await standing(created)
    rest.resolve()
    await owen.terminal.click()
    await owen.page.keyboard.type("echo in-the-pause\n")
    const before = eventsOf(await journalOf(server(), created), "chat.delta").length
    expect((await standing(created)).remainingMs).toBe(paused.remainingMs)
    expect(eventsOf(await journalOf(server(), created), "chat.delta").length).toBe(before)
    await mira.press("Go on")
    await overlay.waitFor({ state: "detached" })
    await page.getByText("And the other half.").first().waitFor()

    // Override the level, extend, end.
    await owen.tab("Interview")
    await owen.rail.getByLabel("Level").selectOption("Consultant")
    await at.named("button", /^Level: Consultant/).waitFor()
    await owen.act("Extend", "Extend", "For the knock")
    await page.getByText("The assessor gave you 10 more minutes.").first().waitFor()
    await mira.act("End", "End the interview", "Enough was seen")
    await at.named("heading", "The interview was ended by an assessor").waitFor()
    await mira.page.getByText("An assessor ended the interview on").waitFor()

    const typed = eventsOf(await journalOf(server(), created), "terminal.input")
    const byOwen = typed.filter(({ actor }) => actor.kind === "assessor")
    const text = byOwen.map(({ data }) => Buffer.from(data.data, "base64").toString()).join("")
    expect(text).toContain("echo $((1300 + 37))")
    expect(text).not.toContain("in-the-pause")
  },
)
