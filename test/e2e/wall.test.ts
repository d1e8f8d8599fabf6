import { AxeBuilder } from "@axe-core/playwright"
import { expect } from "vitest"
import type { BrowserContext } from "playwright-core"
import { createTeam, type Teammate } from "../support/team.ts"
import { e2e, picture, wholeServer } from "./harness.ts"
import { enter } from "./pages.ts"

const server = wholeServer()

const letIn = (context: BrowserContext, { cookie }: Teammate): Promise<void> =>
  context.addCookies(
    cookie.split("; ").map((pair) => {
      const [name = "", ...value] = pair.split("=")
      return { name, value: value.join("="), url: server().url }
    }),
  )

e2e(
  "[BOARD14] a wall shows who is invited and at work, and leads to their interview",
  async ({ profile }) => {
    const team = await createTeam(server())
    const assessor = await team.add("assessor")
    const context = await profile()
    await letIn(context, assessor)
    const wall = await context.newPage()
    await wall.goto(`${server().url}/live`)
    await wall.getByRole("heading", { name: "Nobody is in an interview" }).waitFor()
    await wall.getByRole("button", { name: "Invite a candidate" }).waitFor()

    const created = await server().createInterview({ organization: team.id, questions: ["shared-tab"] })
    const row = wall.getByRole("row", { name: /^Ada/ })
    await row.getByText("Invited").waitFor()
    const page = await (await profile()).newPage()
    const at = await enter(page, server().url + created.links.candidate)
    await row.getByText(/^\d+ min|^1 h/).waitFor()
    await row.getByText("1 of 1").waitFor()
    await at.append("tab/group.py", "\n# a line as it is typed")
    await row.getByText("Writes code").waitFor()
    await row.getByRole("img", { name: /^Acts of the last ten minutes: candidate \d+/ }).waitFor()
    await at.run(/[1-9] failed/)
    await row.getByText(/passed, \d+ failed/).waitFor({ state: "attached" })

    await wall.getByRole("combobox", { name: "Standing" }).selectOption("Ended")
    await wall.getByText("Nothing matches these filters").waitFor()
    expect(new URL(wall.url()).searchParams.get("standing")).toBe("ended")
    await wall.getByRole("button", { name: "Show all" }).click()
    await row.waitFor()
    const { violations } = await new AxeBuilder({ page: wall }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    await picture(wall, "wall")

    await page.close()
    await row.getByText("Offline").waitFor()
    await row.focus()
    await wall.keyboard.press("Enter")
    await wall.waitForURL(`**/watch/${created.id}`)
    await wall.getByRole("region", { name: "Assessor" }).waitFor()
    await wall.getByRole("link", { name: "Interviews" }).click()
    await wall.getByRole("heading", { name: "Interviews" }).waitFor()

    // Who is not let in is led on: a stranger to sign in and back, another team's people to their own interviews.
    const watch = `${server().url}/watch/${created.id}`
    const stranger = await (await profile()).newPage()
    await stranger.goto(watch)
    await stranger.getByRole("heading", { name: "Sign in to watch this interview" }).waitFor()
    await stranger.getByRole("button", { name: "Sign in" }).click()
    await stranger.waitForURL(`**/sign-in?then=${encodeURIComponent(`/watch/${created.id}`)}`)
    const other = await (await createTeam(server())).add("assessor")
    await letIn(context, other)
    await wall.goto(watch)
    await wall.getByRole("heading", { name: "This interview is not found" }).waitFor()
    await wall.getByRole("button", { name: "Interviews" }).waitFor()
  },
)
