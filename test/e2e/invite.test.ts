/** From an assessment to a candidate who has agreed, in the team's own pages. */
import { AxeBuilder } from "@axe-core/playwright"
import type { BrowserContext, Page } from "playwright-core"
import { expect } from "vitest"
import { createTeam, type Teammate } from "../support/team.ts"
import { e2e, wholeServer } from "./harness.ts"
import { open } from "./pages.ts"

const server = wholeServer()

/** Signs a browser in without its page, which has tests of its own. */
async function signIn(context: BrowserContext, { cookie }: Teammate): Promise<void> {
  const url = server().url
  await context.addCookies(
    cookie.split("; ").map((pair) => {
      const at = pair.indexOf("=")
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    }),
  )
}

async function clean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

const rows = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name })

e2e(
  "[INV11] an assessment is made, a candidate invited and let in, and the team sees how far they are",
  async ({ profile }) => {
    const { owner } = await createTeam(server())
    const team = await profile()
    await signIn(team, owner)
    const page = await team.newPage()

    await page.goto(`${server().url}/assessments`)
    await page.getByRole("heading", { name: "No assessments yet" }).waitFor()
    await page.getByRole("button", { name: "New assessment" }).first().click()
    await page.getByLabel("Title").fill("Backend engineer")
    await page.getByRole("button", { name: "Add a question" }).click()
    for (const question of ["tab that", "lease"]) {
      await page.getByPlaceholder("Search by title, tag, kind or level").fill(question)
      await page.getByRole("option").click()
    }
    await page.keyboard.press("Escape")
    const order = page.getByRole("list", { name: "Questions in order" }).getByRole("listitem")
    await order.nth(1).getByRole("button", { name: "Move Jobs on a lease up" }).press("Enter")
    await order.first().getByText("Jobs on a lease").waitFor()
    await page.getByRole("complementary", { name: "What a candidate gets" }).getByText("1 h 25 min").waitFor()
    // The button's tooltip stands outside the page's parts.
    await page.keyboard.press("Escape")
    await clean(page)
    await page.keyboard.press("Control+s")

    await page.getByRole("heading", { name: "Nobody is invited yet" }).waitFor()
    await page.keyboard.press("n")
    await page.getByLabel("Name").fill("Robin Okafor")
    await page.getByLabel("Email").fill("robin@example.org")
    await page.getByLabel("Extra time").selectOption("percent")
    await page.getByText("1 h 47 min altogether").waitFor()
    await page.getByRole("button", { name: "Make the link" }).click()
    const link = await page.getByRole("textbox", { name: "Link for Robin Okafor" }).inputValue()
    await clean(page)
    await page.getByRole("button", { name: "Done" }).click()
    await rows(page, "Robin Okafor").getByText("Not sent").waitFor()

    const candidate = await (await profile()).newPage()
    await candidate.goto(link)
    await candidate.getByRole("heading", { name: "Backend engineer" }).waitFor()
    await clean(candidate)
    await open(candidate, link)
    await candidate.getByRole("button", { name: "I agree, go on" }).click()
    await rows(page, "Robin Okafor").getByText("Consented").waitFor()
    await clean(page)

    await page.getByRole("link", { name: "Interviews" }).click()
    const interview = rows(page, "Robin Okafor")
    await interview.getByText("0 of 2").waitFor()
    await clean(page)
    await interview.getByRole("link", { name: "Robin Okafor" }).click()
    await page.waitForURL(/\/watch\//)
  },
)

e2e(
  "[INV12] a list is looked at before anybody is invited by it, and a withdrawal can be taken back",
  async ({ profile }) => {
    const { owner } = await createTeam(server())
    const made = await owner.fetch("/api/assessments", {
      method: "POST",
      body: { title: "Platform", settings: { questions: [{ id: "shared-tab" }] } },
    })
    expect(made.status).toBe(200)
    const team = await profile()
    await signIn(team, owner)
    const page = await team.newPage()
    await page.goto(`${server().url}/assessments`)
    await page.getByRole("link", { name: "Platform" }).click()
    await page.getByRole("button", { name: "Invite candidates" }).first().click()
    await page.getByRole("tab", { name: "A list" }).click()
    await page
      .getByLabel("Candidates", { exact: true })
      .fill("Ana, ana@example.org\nLee, lee@\nKim, kim@example.org, 30")
    await page.getByText("Write an address such as robin@example.com.").waitFor()
    await page.getByRole("button", { name: "Invite 2 candidates" }).click()
    await page.getByText("2 links made").waitFor()
    expect(await page.getByLabel("Candidates", { exact: true }).inputValue()).toBe("Lee, lee@")
    await page.getByText("Close", { exact: true }).click()
    await rows(page, "Kim").getByText("+30 min").waitFor()

    await page.getByRole("checkbox", { name: "Select all" }).click()
    await page.getByRole("button", { name: "Withdraw" }).click()
    await rows(page, "Ana").getByText("Withdrawn").waitFor()
    await page.getByRole("button", { name: "Undo" }).click()
    await rows(page, "Ana").getByText("Not sent").waitFor()
    await clean(page)
  },
)
