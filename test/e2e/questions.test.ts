/** Writing a question in the browser: begun from a template, checked in a real sandbox, mended and published. */
import { AxeBuilder } from "@axe-core/playwright"
import { expect } from "vitest"
import { createTeam } from "../support/team.ts"
import { e2e, wholeServer } from "./harness.ts"

const server = wholeServer()

const WRONG = "def total(amounts):\nreturn 1"
const RIGHT = "def total(amounts):\nreturn sum(amounts)"

e2e(
  "[LIB15] somebody writes a question in the browser, sees what does not hold, mends it and publishes it",
  async ({ profile }) => {
    const { owner } = await createTeam(server())
    const context = await profile({ colorScheme: "dark" })
    await context.addCookies(
      owner.cookie.split("; ").map((cookie) => {
        const [name = "", value = ""] = cookie.split(/=(.*)/)
        return { name, value, url: server().url }
      }),
    )
    const page = await context.newPage()
    const button = (label: string | RegExp) => page.getByRole("button", { name: label, exact: true })
    const link = (label: string) => page.getByRole("link", { name: label, exact: true })

    await page.goto(`${server().url}/questions`)
    await button("New question").click()
    await page.getByLabel("Title").fill("A day at the till")
    await button("Create").click()
    await page.getByRole("heading", { name: "A day at the till", level: 1 }).waitFor()

    const rewrite = async (text: string): Promise<void> => {
      const editor = page.getByRole("textbox", { name: /^solutions\/python\/till.py, editor/ })
      await editor.click()
      await page.keyboard.press("Control+a")
      await page.keyboard.type(text)
      await page.getByRole("treeitem", { name: "till.py, not saved" }).waitFor()
      await page.keyboard.press("Control+s")
      await page.getByRole("treeitem", { name: "till.py, not saved" }).waitFor({ state: "detached" })
    }
    await page.getByLabel("Tags").fill("money,")
    await page.keyboard.press("Control+s")
    await button("Save 1 file").waitFor({ state: "detached" })
    await link("Files").click()
    const tree = page.getByRole("tree", { name: "Files of the question" })
    await tree.focus()
    await page.keyboard.press("End")
    for (;;) {
      const chosen = tree.locator('[aria-selected="true"]')
      if ((await chosen.getAttribute("title")) === "solutions/python/till.py") break
      await page.keyboard.press("ArrowUp")
    }
    await page.keyboard.press("Enter")
    await rewrite(WRONG)

    await button("Check").click()
    await page.getByText("3 of 4 claims hold").waitFor()
    await page.getByText("where 1 = total([250, 100, 75])").first().waitFor()
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
    await link("Open it").click()
    await rewrite(RIGHT)
    await page.getByText("Changed since the last check").waitFor()

    await button("Check").click()
    await page.getByText("All 4 claims hold").first().waitFor()
    await button("Publish").click()
    await page.getByLabel("What is new").fill("The first one")
    await page.getByRole("dialog").getByRole("button", { name: "Publish" }).click()
    await page.getByText("version 1", { exact: true }).waitFor()
    await link("Versions").click()
    await page.getByText("The first one").waitFor()

    const [practice] = await Promise.all([context.waitForEvent("page"), button("Try it").click()])
    await practice.getByText("This is practice.").waitFor()
    await practice.close()

    await link("Questions").first().click()
    await page.getByRole("searchbox", { name: "Search questions" }).fill("money day")
    const row = page.getByRole("row").filter({ hasText: "A day at the till" })
    await row.getByText("Published").waitFor()
  },
)
