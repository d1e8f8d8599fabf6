/** What happens on the workspace's made-up pages when somebody does something. */
import type { Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openScreens, type Screens } from "./browser.ts"

let screens: Screens
let page: Page

beforeAll(async () => {
  screens = await openScreens()
}, 120_000)
afterAll(() => screens.close())
beforeEach(async () => {
  await page?.context().close()
  page = await screens.browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" })
}, 60_000)

test("[WEB15] however much a pane holds, the page itself does not scroll; a plain page does", async () => {
  const grown = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
  await screens.show(page, "many-results")
  await page
    .getByRole("region", { name: "Test results" })
    .getByRole("listitem")
    .last()
    .scrollIntoViewIfNeeded()
  expect(await grown()).toBe(0)
  await page.setViewportSize({ width: 640, height: 300 })
  await screens.show(page, "consent")
  expect(await grown()).toBeGreaterThan(0)
  await page.mouse.move(300, 150)
  await page.mouse.wheel(0, 200)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(0)
}, 60_000)

test("[WEB13] the offer to go on stands while the text is as it was tested, and goes with the first edit", async () => {
  const offer = page.getByText("All visible tests pass.")
  await screens.show(page, "passed")
  await offer.waitFor()
  await screens.show(page, "passed-before")
  await page
    .getByText(/8 passed.*before your last edit/)
    .first()
    .waitFor()
  expect(await offer.count()).toBe(0)
}, 60_000)

test("[WEB14] a run out of time names the test it was in, and blames none", async () => {
  await screens.show(page, "timed-out")
  const results = page.getByRole("region", { name: "Test results" })
  await results.getByText(/test_pages_do_not_repeat_expenses was running\./).waitFor()
  await page.getByText("8 tests: 5 passed, 0 failed, 3 not run to the end").waitFor({ state: "attached" })
  expect(await results.getByText("failed: ").count()).toBe(0)
}, 60_000)

test("[WEB16] the results are there to download, as JUnit XML and CTRF JSON", async () => {
  await screens.show(page, "failed")
  await page.getByRole("button", { name: "Download results" }).click()
  for (const [title, format] of [
    ["JUnit XML", "junit"],
    ["CTRF JSON", "ctrf"],
  ] as const) {
    const item = page.getByRole("menuitem", { name: title })
    expect(await item.getAttribute("href")).toMatch(new RegExp(`test-report\\?.*format=${format}`))
    expect(await item.getAttribute("download")).toMatch(/^test-results\./)
  }
}, 60_000)
