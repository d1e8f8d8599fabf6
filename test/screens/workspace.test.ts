/** What happens on the workspace's made-up pages when somebody does something. */
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

const asked = () => page.evaluate(() => document.documentElement.dataset["asked"] ?? "")
const askedTimes = () => page.evaluate(() => Number(document.documentElement.dataset["times"] ?? 0))

test("[WEB19] a double click on Run tests, or its keys twice, runs them once and types nothing", async () => {
  await screens.show(page, "passed-before")
  await page.getByRole("button", { name: "Run tests", exact: true }).dblclick()
  expect(JSON.parse(await asked())).toEqual({ type: "run-tests", only: [] })
  expect(await askedTimes()).toBe(1)
  await screens.show(page, "running")
  await page.locator(".cm-content").focus()
  const before = await page.locator(".cm-content").textContent()
  await page.keyboard.press("Control+Enter")
  await page.keyboard.press("Control+Shift+Enter")
  expect(await askedTimes()).toBe(0)
  expect(await page.locator(".cm-content").textContent()).toBe(before)
  expect(await page.getByRole("region", { name: "Messages" }).textContent()).toBe("")
}, 60_000)

test("[WEB19] the keys that run the tests say why they cannot run yet", async () => {
  await screens.show(page, "preparing")
  await page.keyboard.press("Control+Enter")
  await page.getByText("The workspace is not ready yet").waitFor()
  await page.keyboard.press("Control+Enter")
  expect(await page.getByText("The workspace is not ready yet").count()).toBe(1)
  expect(await asked()).not.toContain("run-tests")
}, 60_000)

test("[WEB24] a double click on Submit leaves its question open", async () => {
  await screens.show(page, "failed")
  await page.getByRole("button", { name: "Submit", exact: true }).dblclick()
  await page.getByRole("dialog", { name: "Submit this question" }).waitFor()
  await page.getByRole("button", { name: "Keep working" }).click()
  await page.getByRole("dialog").waitFor({ state: "detached" })
}, 60_000)

test("[WEB17] a problem in the corner goes by itself, but not while it is pointed at", async () => {
  await page.clock.install()
  await screens.show(page, "preparing")
  await page.keyboard.press("Control+Enter")
  const said = page.getByText("The workspace is not ready yet")
  await said.hover()
  await page.clock.runFor(60_000)
  expect(await said.count()).toBe(1)
  await page.mouse.move(10, 10)
  await page.clock.runFor(20_000)
  await said.waitFor({ state: "detached" })
}, 60_000)

const row = (name: string) => page.getByRole("treeitem", { name, exact: true })
const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")

test("[WEB25] a new file is named in its folder, keeps its name when refused, and opens with the focus", async () => {
  await screens.show(page, "workspace")
  await row("money.py").click()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "New file" }).click()
  const field = page.getByRole("textbox", { name: "Name of the new file in tab" })
  await field.waitFor()
  await page.keyboard.type("group.py")
  await page.keyboard.press("Enter")
  await page.getByRole("alert").filter({ hasText: "Something of that name is there already" }).waitFor()
  expect(await field.inputValue()).toBe("group.py")
  await page.keyboard.press("End")
  await page.keyboard.type("2")
  expect(await page.getByRole("alert").count()).toBe(0)
  await page.keyboard.press("Enter")
  await expect.poll(focused).toMatch(/^tab\/group\.py2, editor/)
  expect(JSON.parse(await asked())).toEqual({ type: "create-file", path: "tab/group.py2", kind: "file" })
}, 60_000)

test("[WEB25] keys after a click in the tree are about the file that was clicked", async () => {
  await screens.show(page, "workspace")
  await row("labels.py").click()
  await page.getByRole("textbox", { name: /^tab\/labels\.py, editor/ }).waitFor()
  await page.keyboard.press("F2")
  await page.getByRole("textbox", { name: "New name of labels.py" }).waitFor()
  await page.keyboard.press("Escape")
  await page.keyboard.press("Delete")
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByText("labels.py").first().waitFor()
  await page.keyboard.press("Escape")
  await row("paging.py").dblclick()
  await expect.poll(focused).toMatch(/^tab\/paging\.py, editor/)
}, 60_000)

test("[WEB25] a line that was asked for is shown once, and not again when its file is", async () => {
  await screens.show(page, "failed")
  await page
    .getByRole("region", { name: "Test results" })
    .getByRole("button", { name: /test_tab\.py:17/ })
    .click()
  await expect.poll(focused).toMatch(/test_tab\.py, editor/)
  await page.keyboard.press("Control+Home")
  await row("labels.py").click()
  await page.getByRole("navigation", { name: "Open files" }).getByText("test_tab.py").click()
  await expect.poll(focused).toMatch(/test_tab\.py, editor/)
  await page.locator(".cm-activeLineGutter").filter({ hasText: /^1$/ }).waitFor()
}, 60_000)

test("[WEB26] a file that is no text is not shown as an empty one", async () => {
  await screens.show(page, "workspace")
  await row("logo.png").click()
  await page.getByRole("heading", { name: "logo.png is not text, 48.2 kB" }).waitFor()
  expect(await page.locator(".cm-content").filter({ visible: true }).count()).toBe(0)
  await page.getByRole("button", { name: "Download", exact: true }).waitFor()
  await page.getByRole("button", { name: "Open a terminal" }).click()
  await page.locator(".xterm-rows").first().waitFor()
  await row("trace.log").click()
  await page.getByRole("heading", { name: "trace.log is too large to edit here, 3.4 MB" }).waitFor()
  await row("money.py").click()
  await page.locator(".cm-content").filter({ visible: true }).waitFor()
}, 60_000)

test("[WEB28] what tells of a control lies in the way of none", async () => {
  await screens.show(page, "workspace")
  await page.getByRole("button", { name: "Show the agent's pane" }).click()
  const fold = page.getByRole("button", { name: "Fold the agent's pane" })
  await page.getByRole("button", { name: "Settings and more" }).click()
  await page.keyboard.press("Escape")
  const told = page.locator("[data-tooltip]")
  await told.waitFor()
  const box = await fold.boundingBox()
  await page.mouse.move(box!.x + 12, box!.y + 12, { steps: 8 })
  await page.mouse.down()
  await page.mouse.up()
  await fold.waitFor({ state: "detached" })
}, 60_000)

const become = (screen: string) =>
  page.evaluate((screen) => dispatchEvent(new CustomEvent("become", { detail: screen })), screen)

test("[WEB29] after a pause the keyboard is where it was, in the editor or the shell", async () => {
  await screens.show(page, "workspace")
  const place = () => page.evaluate(() => document.activeElement?.className ?? "")
  const afterPause = async () => {
    await become("paused")
    await page.getByRole("alertdialog", { name: "The interview is paused" }).waitFor()
    await expect.poll(place).toBe("")
    await become("workspace")
  }
  await page.locator(".cm-content").focus()
  await afterPause()
  await expect.poll(place).toContain("cm-content")
  await page.getByRole("tab", { name: "Terminal" }).click()
  await page.locator(".xterm-rows").first().waitFor()
  await page.locator(".xterm-helper-textarea").first().focus()
  await afterPause()
  await expect.poll(place).toContain("xterm-helper-textarea")
  await page.getByRole("button", { name: /^Language/ }).focus()
  await afterPause()
  await expect.poll(place).toContain("cm-content")
}, 60_000)

test("[TERM10] a terminal that is only read is one place to focus, and no key scrolls it to where nothing stands", async () => {
  await screens.show(page, "watch")
  await page.getByRole("tab", { name: "Terminal" }).click()
  await page.locator(".xterm-rows").first().waitFor()
  const place = page.getByRole("region", { name: "Terminal 1" })
  await page.setViewportSize({ width: 1280, height: 560 })
  await place.focus()
  for (const key of ["Space", "Space", "PageDown", "End"]) await page.keyboard.press(key)
  const last = page.locator(".xterm-rows > div", { hasText: "$" }).last()
  const visible = async () => {
    const [line, frame] = [await last.boundingBox(), await place.boundingBox()]
    return line && frame && line.y >= frame.y - 1 && line.y + line.height <= frame.y + frame.height + 1
  }
  await expect.poll(visible).toBe(true)
  await page.keyboard.type("ls")
  expect(await page.locator(".xterm-helper-textarea").first().isDisabled()).toBe(true)
}, 60_000)

test("[WEB30] without a connection nothing looks recorded or can be submitted, and why is said", async () => {
  await screens.show(page, "passed")
  const submit = page.getByRole("button", { name: "Submit", exact: true })
  await page.getByText("Recording", { exact: true }).waitFor()
  await submit.click()
  await become("offline")
  await page.getByText("There is no connection; submit when it is back.").waitFor()
  expect(await page.getByRole("button", { name: "Submit and go on" }).isDisabled()).toBe(true)
  await page.getByRole("button", { name: "Keep working" }).click()
  await page.getByText("Not recording", { exact: true }).waitFor()
  await submit.click({ force: true })
  await page.getByText("Nothing can be submitted without a connection").waitFor()
  expect(await page.getByRole("dialog").count()).toBe(0)
  expect(await asked()).toBe("")
}, 60_000)

test("[WEB31] folders stay open while the window is narrow and when a pane is folded", async () => {
  await screens.show(page, "workspace")
  await row("tests").click()
  await row("test_tab.py").waitFor()
  await page.setViewportSize({ width: 640, height: 720 })
  await page.getByRole("navigation", { name: "Panes" }).waitFor()
  await page.setViewportSize({ width: 1280, height: 720 })
  await row("test_tab.py").waitFor()
  await page.getByRole("button", { name: "Fold the question" }).click()
  await row("test_tab.py").waitFor()
}, 60_000)

test("[WEB14] of a suite that could not be loaded no test was begun", async () => {
  await screens.show(page, "not-loaded")
  await page
    .getByText("8 tests: 0 passed, 0 failed, 8 not run", { exact: true })
    .waitFor({ state: "attached" })
}, 60_000)

test("[WEB9] the end takes the place of the question last said to be open", async () => {
  await screens.show(page, "workspace")
  const said = page.locator("output[aria-live=polite]")
  await page.getByText("Question 1 of 3 is open.").first().waitFor({ state: "attached" })
  await become("ended")
  await page.getByText("The interview is over.").first().waitFor({ state: "attached" })
  expect(await said.textContent()).not.toContain("is open")
}, 60_000)

test("[WEB32] a file too large to upload is refused with the limit that the handbook names", async () => {
  await screens.show(page, "workspace")
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page
      .getByRole("button", { name: /^Upload/ })
      .first()
      .click(),
  ])
  await chooser.setFiles({ name: "big.bin", mimeType: "text/plain", buffer: Buffer.alloc((10 << 20) + 1) })
  await page.getByText("A file may have 10 MB.").waitFor()
}, 60_000)
