import { AxeBuilder } from "@axe-core/playwright"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, expect } from "vitest"
import { scriptedModel } from "../support/scripted-model.ts"
import { call, say, think } from "../support/wire/script.ts"
import { eventsOf, happened, journalOf } from "../room/moves.ts"
import { e2e, PATIENCE_MS, picture, wholeServer } from "./harness.ts"
import { enter, watching, workspace } from "./pages.ts"

const SOLUTION = join(import.meta.dirname, "../../questions/alert-storms/solutions/python/storms.py")
const model = scriptedModel()
const server = wholeServer(model)
afterAll(() => model.close())

/** What the focus is on, as it is called. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement: element } = document
    return element?.getAttribute("aria-label") ?? element?.textContent?.trim() ?? ""
  })

/** When nothing fades in any more: half-shown words have half their contrast. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  )

/** Presses a key until the focus is on what is called so. */
async function go(page: Page, key: string, name: RegExp): Promise<void> {
  const seen: string[] = []
  for (let pressed = 0; pressed < 60; pressed++) {
    await page.keyboard.press(key)
    const now = await focused(page)
    if (name.test(now)) return
    seen.push(now.slice(0, 40))
  }
  throw new Error(`${key} never reached ${name}; it went over ${seen.join(" | ")}`)
}

async function choose(page: Page, command: string): Promise<void> {
  await page.keyboard.press("Control+k")
  await page.getByRole("dialog", { name: "Find a file or a command" }).waitFor()
  await page.keyboard.type(command)
  await page.locator('[role="option"][aria-selected="true"]').filter({ hasText: command }).waitFor()
  await page.keyboard.press("Enter")
}

e2e("[E2E14] a whole interview by keyboard alone", async ({ profile }) => {
  const created = await server().createInterview({ questions: ["alert-storms"] })
  const context = await profile({ permissions: ["clipboard-read", "clipboard-write"] })
  const page = await context.newPage()
  const at = workspace(page)
  await page.goto(server().url + created.links.candidate)
  await page.getByText("Before you begin").waitFor()
  await go(page, "Tab", /^I agree, go on$/)
  await page.keyboard.press("Enter")
  await at.named("button", "Start the interview").waitFor()
  await page.getByText("good: ").first().waitFor({ state: "attached" })
  await go(page, "Tab", /^Start the interview$/)
  await page.keyboard.press("Enter")
  await at.ready()

  await page.keyboard.press("?")
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor()
  await page.keyboard.press("Escape")
  await go(page, "F6", /^Files$/)
  await go(page, "ArrowDown", /^Files$/)
  await page.keyboard.type("storms")
  await page.keyboard.press("Enter")
  await go(page, "F6", /storms\.py, editor/)
  await page.evaluate((text) => navigator.clipboard.writeText(text), await readFile(SOLUTION, "utf8"))
  await page.keyboard.press("Control+a")
  await page.keyboard.press("Control+v")
  await page.keyboard.press("Escape")
  await page.keyboard.press("Tab")
  expect(await focused(page)).not.toMatch(/editor/)

  await page.keyboard.press("Control+j")
  await at.terminal.filter({ hasText: "$" }).waitFor()
  await go(page, "F6", /^Terminal 1$/)
  await at.say("echo $((1300 + 37))", "1337")
  await page.keyboard.press("F6")
  expect(await focused(page)).not.toBe("Terminal 1")

  await at.run(/ 0 failed/)
  await choose(page, "Next theme")
  await page.locator("html[data-theme='light']").waitFor()
  await choose(page, "Submit this question")
  await page.getByRole("dialog", { name: "Submit this question" }).waitFor()
  await go(page, "Tab", /^Submit and finish$/)
  await page.keyboard.press("Enter")
  await at.named("heading", "You have finished").waitFor()
  const { data } = await happened(server(), created, "question.graded")
  expect(data.hidden.passed).toBe(data.hidden.total)
})

/** What axe finds wrong with a page as it is now, which is drawn under this name. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  await settled(page)
  const { violations } = await new AxeBuilder({ page }).analyze()
  await picture(page, `seen-${name}`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${name}: ${id} ${html.slice(0, 160)} ${any[0]?.message ?? ""}`),
  )
}

for (const colorScheme of ["light", "dark"] as const)
  e2e(`[E2E15] axe finds nothing on any page, ${colorScheme}`, async ({ profile }) => {
    const created = await server().createInterview()
    const page = await (await profile({ colorScheme })).newPage()
    const beside = await (await profile({ colorScheme })).newPage()
    const faults: string[] = []
    const look = async (name: string, at: Page = page): Promise<void> => {
      faults.push(...(await faultsOf(at, `${name}-${colorScheme}`)))
    }
    const { url } = server()
    await page.goto(url)
    await page.getByRole("heading", { name: "Interviews are held here" }).waitFor()
    await look("home")
    await page.goto(`${url}/problem/link-expired`)
    await page.getByRole("heading", { name: "This link has expired" }).waitFor()
    await look("problem")
    await page.goto(url + created.links.candidate)
    const agree = page.getByRole("button", { name: "I agree, go on" })
    await agree.waitFor()
    await page.getByText("All of it.").waitFor()
    await look("consent")
    await agree.click()
    await page.getByRole("button", { name: "Start the interview" }).waitFor()
    await page.getByText("Ready", { exact: true }).waitFor()
    await look("check")
    await page.getByRole("button", { name: "Start the interview" }).click()
    const at = workspace(page)
    await at.ready()
    await at.run(/[1-9] failed/)
    await look("failed")
    await at.shell()
    await look("terminal")
    await page.keyboard.press("F6")
    await page.keyboard.press("Control+k")
    await page.getByRole("dialog", { name: "Find a file or a command" }).waitFor()
    await look("palette")
    await page.keyboard.press("Escape")
    await beside.goto(url + created.links.assessor)
    const watch = watching(beside)
    await watch.ready()
    await look("watch", beside)
    await watch.act("Pause", "Pause", "The fire alarm")
    await page.getByRole("alertdialog").waitFor()
    await look("paused")
    await look("watch-paused", beside)
    await watch.act("End", "End the interview", "")
    await at.named("heading", "The interview was ended by an assessor").waitFor()
    await look("ended")
    await look("watch-ended", beside)
    expect(faults).toEqual([])
  })

const MONEY = "tab/money.py"

for (const colorScheme of ["light", "dark"] as const)
  e2e(
    `[E2E28] axe finds nothing on a workspace with a conversation, an offer and a review, ${colorScheme}`,
    async ({ profile }) => {
      const created = await server().createInterview({ assistance: { start: "full-copilot" } })
      const page = await (await profile({ colorScheme })).newPage()
      const beside = await (await profile({ colorScheme, viewport: { width: 1920, height: 1080 } })).newPage()
      const faults: string[] = []
      const look = async (name: string, at: Page = page): Promise<void> => {
        faults.push(...(await faultsOf(at, `${name}-${colorScheme}`)))
      }
      const at = await enter(page, server().url + created.links.candidate)
      await at.open(MONEY)
      const edit = { file_path: MONEY, old_string: "round(amount / people)", new_string: "amount // people" }
      const steps = [
        [think("**Looking at the sum**"), say("I look, and mend it."), call("Edit", edit)],
        call("run_tests", {}),
        say(
          "Better:\n\n```python\nshare = amount // people\n```\n\n| cents | shares |\n| --- | --- |\n| 10 | 4, 3, 3 |",
        ),
      ]
      model.script((_request, index) => steps[index] ?? say("That is all."))
      const pane = page.getByRole("region", { name: "Agent", exact: true })
      await look("agent-empty")
      await pane.getByRole("textbox", { name: "Message to the agent" }).fill("Mend split in money.py")
      await page.keyboard.press("Enter")
      await pane.getByText("Better:").waitFor()
      const review = page.getByRole("region", { name: "Review of the agent's changes" })
      await review.waitFor()
      await pane.getByRole("button", { name: /^Details of edited/ }).click()
      await look("agent-review")
      const finished = async (): Promise<number> =>
        eventsOf(await journalOf(server(), created), "test.finished").length
      for (let run = await finished(); run < 4; run++) {
        await at.run(/[1-9] failed/)
        await expect.poll(finished, { timeout: PATIENCE_MS }).toBe(run + 1)
      }
      await page.getByRole("region", { name: "Offer of help" }).waitFor()
      await look("agent-offer")
      await page
        .getByRole("banner")
        .getByRole("button", { name: /^Level/ })
        .click()
      await page.getByRole("dialog", { name: "How the agent helps" }).waitFor()
      await look("agent-level")
      await page.keyboard.press("Escape")

      await beside.goto(server().url + created.links.assessor)
      const watch = watching(beside)
      await watch.ready()
      await beside.getByRole("log").getByText("Better:").waitFor()
      await look("watch-agent", beside)
      await watch.act("End", "End the interview", "")
      await beside.getByRole("tab", { name: "Conversation" }).click()
      await beside.getByRole("log").getByText("Better:").waitFor()
      await look("watch-ended-agent", beside)
      expect(faults).toEqual([])
    },
  )
