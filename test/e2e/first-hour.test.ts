/** A new owner's first hour, from the link on the console to an interview that has ended; draws the pages for the docs. */
import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { expect } from "vitest"
import { e2e, inTheme, picture, wholeServer } from "./harness.ts"
import { enter } from "./pages.ts"

const server = wholeServer()

/** Draws a page in both themes, after looking at each with axe. */
async function seen(page: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await inTheme(page, colorScheme)
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${name}, ${colorScheme}: ${id}: ${nodes[0]?.html}`)).toEqual([])
    await picture(page, `seen-${name}-${colorScheme}`)
  }
}

e2e(
  "[E2E31] a new owner makes a team, writes a question, sets up an assessment, invites, watches and ends an interview",
  async ({ profile }) => {
    const page = await (await profile({ reducedMotion: "reduce" })).newPage()
    const button = (name: string) => page.getByRole("button", { name, exact: true })
    const link = (name: string) => page.getByRole("link", { name, exact: true })
    const place = (name: string) =>
      page.getByRole("navigation", { name: "Team" }).getByRole("link", { name, exact: true }).click()
    const path = await server().accounts.setUpPath()

    await page.goto(server().url + path)
    await page.getByLabel("Team").fill("Harbour Works")
    await page.getByLabel("Your name").fill("Ines Duarte")
    await page.getByLabel("Email").fill("ines@harbour.example")
    await page.getByLabel("Password", { exact: true }).fill("three words and a crane")
    await seen(page, "set-up")
    await button("Make the team").click()
    await page.getByRole("heading", { name: "Nobody is in an interview" }).waitFor()

    await place("Questions")
    await button("New question").first().click()
    await page.getByLabel("Title").fill("Weights on the quay")
    await button("Create").click()
    await page.getByRole("heading", { name: "Weights on the quay", level: 1 }).waitFor()
    await button("Check").click()
    await page
      .getByText(/^All \d+ claims hold$/)
      .first()
      .waitFor()
    await seen(page, "question")
    await button("Publish").click()
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click()
    await page.getByText("version 1", { exact: true }).waitFor()
    await place("Questions")
    await page.getByRole("row").filter({ hasText: "Weights on the quay" }).getByText("Published").waitFor()
    await seen(page, "questions")

    await place("Assessments")
    await button("New assessment").first().click()
    await page.getByLabel("Title").fill("Backend engineer")
    await button("Add a question").click()
    for (const question of ["The tab that doesn't add up", "Weights on the quay"]) {
      await page.getByPlaceholder("Search by title, tag, kind or level").fill(question)
      await page.getByRole("option").filter({ hasText: question }).click()
    }
    await page.keyboard.press("Escape")
    await page.getByRole("dialog").waitFor({ state: "detached" })
    await seen(page, "assessment")
    await page.keyboard.press("Control+s")
    await page.getByRole("heading", { name: "Nobody is invited yet" }).waitFor()
    await page.keyboard.press("n")
    await page.getByLabel("Name").fill("Robin Okafor")
    await page.getByLabel("Email").fill("robin@example.org")
    await button("Make the link").click()
    const invited = await page.getByRole("textbox", { name: "Link for Robin Okafor" }).inputValue()
    await button("Done").click()

    const candidate = await (await profile()).newPage()
    const at = await enter(candidate, invited)
    await place("Live")
    const row = page.getByRole("row").filter({ hasText: "Robin Okafor" })
    await row.getByText("1 of 2").waitFor()
    await candidate.keyboard.press("Control+Enter")
    await at.summary.waitFor()
    await seen(page, "live")

    await row.getByRole("link", { name: "Robin Okafor" }).click()
    const rail = page.getByRole("region", { name: "Assessor", exact: true })
    await rail.getByRole("button", { name: "End", exact: true }).press("Enter")
    await page.getByRole("dialog").getByRole("button", { name: "End the interview" }).press("Enter")
    await candidate.getByRole("heading", { name: /ended/i }).waitFor()
    await page.goto(`${server().url}/interviews`)
    await page.getByRole("row").filter({ hasText: "Robin Okafor" }).getByText("Ended").waitFor()
    await seen(page, "interviews")

    for (const [name, label] of [
      ["team", "Team"],
      ["settings", "Settings"],
    ] as const) {
      await place(label)
      await page.getByRole("heading", { name: label, level: 1 }).waitFor()
      await seen(page, name)
    }
    await link("Health").click()
    await page.getByRole("heading", { name: "Database" }).waitFor()
    await seen(page, "health")
    await page.goto(`${server().url}/account`)
    await page.getByRole("heading", { name: "Second factor" }).first().waitFor()
    await seen(page, "account")
  },
)
