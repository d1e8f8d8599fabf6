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

/** The pane that has the focus. */
const pane = () =>
  page.evaluate(() => document.activeElement?.closest("[data-pane]")?.getAttribute("data-pane"))
/** The last command that the page asked of the server. */
const asked = () => page.evaluate(() => document.documentElement.dataset["asked"] ?? "")
const tabs = () => page.getByRole("navigation", { name: "Open files" }).locator("[aria-current]")

test("[WEB10] F6 leads through all panes and back, out of the editor too", async () => {
  await screens.show(page, "failed")
  const seen: unknown[] = []
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press("F6")
    seen.push(await pane())
  }
  expect(seen).toEqual(["question", "files", "editor", "bottom", "question"])
  await page.keyboard.press("Shift+F6")
  expect(await pane()).toBe("bottom")
}, 60_000)

test("[WEB10] a file is found, opened, and closed by key alone", async () => {
  await screens.show(page, "workspace")
  await page.keyboard.press("Control+k")
  await page.getByPlaceholder("Find a file or a command").fill("group")
  await page.getByRole("option", { name: /group\.py/ }).waitFor()
  await page.keyboard.press("Enter")
  await expect.poll(() => tabs().textContent()).toContain("group.py")
  await expect.poll(pane).toBe("editor")
  await page.keyboard.press("Alt+PageUp")
  await expect.poll(() => tabs().textContent()).toContain("money.py")
  await page.keyboard.press("Alt+w")
  await expect.poll(() => tabs().textContent()).toContain("group.py")
}, 60_000)

test("[WEB10] tests run, and files are saved, while the editor has the focus", async () => {
  await screens.show(page, "failed")
  await page.locator(".cm-content").focus()
  await page.keyboard.press("Control+s")
  expect(JSON.parse(await asked())).toEqual({ type: "save", path: "tab/money.py" })
  await page.keyboard.press("Control+Enter")
  expect(JSON.parse(await asked())).toEqual({ type: "run-tests", only: [] })
  await page.keyboard.press("Control+Shift+Enter")
  expect(JSON.parse(await asked()).only).toHaveLength(2)
  expect(await page.locator(".cm-content").textContent()).not.toContain("?")
}, 60_000)

test("[WEB10] the terminal takes its own keys, and gives back those that lead out of it", async () => {
  await screens.show(page, "workspace")
  await page.keyboard.press("Control+j")
  await page.locator(".xterm-helper-textarea").first().waitFor({ state: "attached" })
  await page.locator(".xterm-helper-textarea").first().focus()
  await page.keyboard.press("Control+k")
  expect(await page.getByRole("dialog").count()).toBe(0)
  await page.keyboard.press("Control+j")
  await expect.poll(pane).toBe("editor")
}, 60_000)

test("[WEB10] the file tree is walked, opened and renamed by key", async () => {
  await screens.show(page, "workspace")
  const tree = page.getByRole("tree")
  const active = async () => {
    const id = await tree.getAttribute("aria-activedescendant")
    return id && page.locator(`[id="${id}"]`).getAttribute("data-path")
  }
  await page.getByRole("treeitem", { name: "money.py" }).waitFor()
  await tree.focus()
  await page.keyboard.press("F6")
  await page.keyboard.press("Shift+F6")
  await page.keyboard.press("Home")
  expect(await active()).toBe("tab")
  await page.keyboard.press("ArrowRight")
  await page.keyboard.type("pag")
  expect(await active()).toBe("tab/paging.py")
  await page.keyboard.press("ArrowLeft")
  expect(await active()).toBe("tab")
  await page.keyboard.press("ArrowLeft")
  await page.keyboard.press("ArrowDown")
  expect(await active()).toBe("tests")
  await page.keyboard.type("rea")
  await page.keyboard.press("F2")
  await page.keyboard.type("GUIDE")
  await page.keyboard.press("Enter")
  expect(JSON.parse(await asked())).toEqual({ type: "rename-file", from: "README.md", to: "GUIDE.md" })
}, 60_000)

test("[WEB11] ten thousand files are listed as they are scrolled to, and few rows exist at a time", async () => {
  await screens.show(page, "workspace")
  await page.getByRole("treeitem", { name: "big" }).click()
  const tree = page.getByRole("tree")
  for (let page_ = 0; page_ < 11; page_++) {
    await tree.evaluate((element) => element.scrollTo(0, element.scrollHeight))
    await page.waitForFunction(
      (page_) =>
        (document.querySelector("[role=tree]")?.scrollHeight ?? 0) >= Math.min(page_ + 2, 10) * 28_000,
      page_,
    )
  }
  await tree.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  expect(await page.getByRole("treeitem").count()).toBeLessThan(60)
}, 60_000)

test("[WEB12] folded panes and their widths come back after a reload", async () => {
  await screens.show(page, "workspace")
  await page.keyboard.press("Control+b")
  await page.getByRole("button", { name: "Show the agent's pane" }).click()
  await screens.show(page, "workspace")
  expect(await page.getByRole("tree").count()).toBe(0)
  expect(await page.getByText("No agent takes part in this interview").isVisible()).toBe(true)
}, 60_000)
