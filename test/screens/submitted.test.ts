import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import type { Screens } from "./browser.ts"
import { stage } from "./stage.ts"

let screens: Screens
let page: Page
stage((here, fresh) => {
  screens = here
  page = fresh
})

/** The marks beside lines that somebody wrote something of: `12 Ca`. */
const marks = () =>
  page.evaluate(() => {
    const top = (element: Element) => Math.round(element.getBoundingClientRect().top)
    const numbers = [...document.querySelectorAll(".cm-lineNumbers .cm-gutterElement")]
    return [...document.querySelectorAll(".cm-authors .cm-gutterElement")].flatMap((mark) => {
      const line = numbers.find((one) => one.textContent !== "" && top(one) === top(mark))
      return mark.textContent === "" || !line ? [] : [`${line.textContent} ${mark.textContent}`]
    })
  })

test("[AUTH5] the code says of each line, file and question who wrote what changed, by letters and words too", async () => {
  await screens.show(page, "watch-ended")
  await page.getByRole("heading", { name: "Backend engineer" }).waitFor()
  const files = page.getByRole("region", { name: "Submitted files" })
  await files.getByText("Changed since the starter").waitFor()
  expect(await files.getByText("of what changed").textContent()).toMatch(
    /^\d+ % candidate, \d+ % agent, \d+ % shell of what changed/,
  )
  expect(await files.getByRole("button", { name: "notes.txt" }).textContent()).toContain("100 % candidate")
  expect(await files.getByRole("button", { name: "tab/group.py" }).textContent()).not.toContain("%")
  const legend = page.getByRole("list", { name: "Who wrote what changed in tab/money.py" })
  const said = await legend.getByRole("listitem").allTextContents()
  expect(said.map((one) => one.replaceAll(/\s+/g, " ").trim())).toEqual([
    expect.stringMatching(/^Ca ?Candidate \d+ %, lines 12, 24$/),
    expect.stringMatching(/^Ag ?Agent \d+ %, lines 13, 21 to 23, 25 to 27$/),
    expect.stringMatching(/^Sh ?Shell \d+ %, line 3$/),
    "Starter",
  ])
  await page.locator(".cm-deletedChunk .cm-deletedLine").first().waitFor()
  expect(await marks()).toEqual(expect.arrayContaining(["3 Sh", "12 Ca", "13 Ag"]))
  await page.getByRole("button", { name: "Whole file" }).click()
  await page.locator(".cm-deletedChunk .cm-deletedLine").first().waitFor({ state: "detached" })
  expect(await marks()).toEqual(expect.arrayContaining(["3 Sh", "12 Ca", "13 Ag"]))
}, 60_000)
