import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import type { Screens } from "./browser.ts"
import { stage } from "./stage.ts"

let screens: Screens
let page: Page
stage((opened, fresh) => {
  screens = opened
  page = fresh
})

/** Where the page stands, on its own router. */
const address = () => page.evaluate(() => document.documentElement.dataset["address"] ?? "")
const focusedRow = () => page.evaluate(() => document.activeElement?.getAttribute("data-row") ?? "")
/** Machines are slow now and then. */
const soon = <T>(value: () => Promise<T>) => expect.poll(value, { timeout: 10_000 })
const names = () =>
  page.locator("tbody tr[data-row]").evaluateAll((rows) => rows.map((row) => row.getAttribute("data-row")))

test("[UI6] a list is walked, chosen from and opened by key, and one Tab leads past it", async () => {
  await screens.show(page, "ui-table")
  await page.getByRole("row", { name: /Robin Okafor Shared/ }).waitFor()
  await page.locator("tbody tr[tabindex='0']").focus()
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Space")
  await page.keyboard.press("Shift+ArrowDown")
  expect(await focusedRow()).toBe("i2")
  await page.getByText("2 selected").waitFor()
  await page.keyboard.press("End")
  expect(await focusedRow()).toBe("i37")
  await page.keyboard.press("Tab")
  await page.keyboard.press("Tab")
  await page.keyboard.press("Tab")
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/^More about/)
  await page.keyboard.press("Escape")
  await page.keyboard.press("Enter")
  await soon(address).toBe("/interviews/i37")
}, 60_000)

test("[UI4] search, order and page stand in the address, and the address brings them back", async () => {
  await screens.show(page, "ui-table-pages")
  await page.getByText("Page 2 of 3").waitFor()
  await page.getByRole("button", { name: "Last act" }).click()
  await soon(address).toBe("/interviews?sort=-at")
  await page.keyboard.press("/")
  await page.keyboard.type("shared sousa")
  await soon(address).toBe("/interviews?sort=-at&q=shared+sousa")
  await page.getByText(/^\d+ of 130 interviews$/).waitFor()
  expect(await page.locator("tbody tr[data-row]").allTextContents()).toSatisfy((rows: string[]) =>
    rows.every((row) => row.includes("Ana Sousa") && row.includes("Shared tab")),
  )
}, 60_000)

test("[UI3] rows under the pointer stay where they are until they are let go", async () => {
  await screens.show(page, "ui-table")
  const row = page.getByRole("row", { name: /Jun Watanabe Lease/ })
  await row.hover()
  const before = await names()
  await page.getByRole("button", { name: "Import" }).evaluate((button: HTMLElement) => button.click())
  const show = page.getByRole("button", { name: "3 rows moved: show" })
  await show.waitFor()
  expect(await names()).toEqual(before)
  await show.evaluate((button: HTMLElement) => button.click())
  await soon(async () => (await names()).includes("i0")).toBe(false)
  expect(await show.count()).toBe(0)
}, 60_000)

test("[UI8] of thousands of rows few exist, and the last is one key away", async () => {
  await screens.show(page, "ui-table-many")
  await page.locator("tbody tr[tabindex='0']").focus()
  await page.keyboard.press("End")
  await soon(focusedRow).toBe("i2999")
  expect((await names()).length).toBeLessThan(100)
}, 60_000)

test("[UI2] a form leads to its first fault, and holds back whoever leaves with something unsaved", async () => {
  await screens.show(page, "ui-form")
  const name = page.getByRole("textbox", { name: "Name" })
  await name.fill("")
  await page.getByRole("button", { name: "Publish" }).focus()
  await page.keyboard.press("Control+s")
  await page.getByText("Fill this in.").waitFor()
  await soon(() => name.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.getByRole("link", { name: "Team" }).click()
  await page.getByRole("dialog", { name: "Leave without saving?" }).waitFor()
  await page.getByRole("button", { name: "Stay" }).click()
  expect(await address()).toBe("/assessments")
  await page.getByRole("link", { name: "Team" }).click()
  await page.getByRole("button", { name: "Leave" }).click()
  await soon(address).toBe("/team")
}, 60_000)

test("[UI7] whoever is not signed in goes to do so and is to come back, and a role is offered what it may", async () => {
  await screens.show(page, "console-stranger")
  await soon(address).toBe("/sign-in?then=%2Finterviews")
  await screens.show(page, "console-viewer")
  const places = page.getByRole("navigation", { name: "Team" }).getByRole("link")
  await places.first().waitFor()
  expect(await places.allTextContents()).toEqual(["Live", "Interviews", "Assessments", "Questions", "Team"])
  await page.keyboard.press("Control+k")
  await page.getByRole("option").first().waitFor()
  expect(await page.getByRole("option", { name: /Settings|New interview/ }).count()).toBe(0)
  await page.keyboard.press("Escape")
  await page.keyboard.press("g")
  await page.keyboard.press("q")
  await soon(address).toBe("/questions")
}, 60_000)
