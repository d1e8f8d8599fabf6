import type { Page } from "playwright-core"
import { afterAll, beforeAll, beforeEach } from "vitest"
import { openScreens, type Screens } from "./browser.ts"

/** For a file of tests on made-up screens: one browser, and before each test a page of its own, handed to `take`. */
export function stage(take: (screens: Screens, page: Page) => void): void {
  let screens: Screens
  let page: Page | null = null
  beforeAll(async () => {
    screens = await openScreens()
  }, 120_000)
  afterAll(() => screens.close())
  beforeEach(async () => {
    await page?.context().close()
    page = await screens.browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce" })
    take(screens, page)
  }, 60_000)
}
