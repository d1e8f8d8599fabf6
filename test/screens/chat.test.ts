/** What happens on the made-up pages of an interview with an agent when somebody does something. */
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

const asked = async (): Promise<unknown> =>
  JSON.parse((await page.evaluate(() => document.documentElement.dataset["asked"])) ?? "null")
const times = () => page.evaluate(() => Number(document.documentElement.dataset["times"] ?? 0))
const field = () => page.getByRole("textbox", { name: "Message to the agent" })
const log = () => page.getByRole("log")
const fromEnd = () => log().evaluate((at) => Math.round(at.scrollHeight - at.scrollTop - at.clientHeight))
const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")
const become = (state: string) =>
  page.evaluate((detail) => dispatchEvent(new CustomEvent("become", { detail })), state)

test("[CHAT17] Ctrl+I leads to the message from the editor, Escape back to it", async () => {
  await screens.show(page, "chat")
  await page.locator(".cm-content").focus()
  await page.keyboard.press("Control+i")
  await expect.poll(focused).toBe("Message to the agent")
  await page.keyboard.press("Escape")
  await expect.poll(focused).toMatch(/^tab\/money\.py, editor/)
}, 60_000)

test("[CHAT18] Enter sends once, Shift+Enter begins a line, and an input method's Enter does neither", async () => {
  await screens.show(page, "chat")
  await field().focus()
  await page.keyboard.type("one")
  await page.keyboard.press("Shift+Enter")
  await page.keyboard.type("two")
  await field().dispatchEvent("keydown", { key: "Enter", keyCode: 229, isComposing: true, bubbles: true })
  expect(await times()).toBe(0)
  await page.keyboard.press("Enter")
  await expect.poll(asked).toMatchObject({
    type: "send-message",
    question: "shared-tab",
    text: "one\ntwo",
    attach: [],
  })
  await expect.poll(() => field().inputValue()).toBe("")
  await page.keyboard.press("Enter")
  expect(await times()).toBe(1)
}, 60_000)

test("[CHAT9] what is written stays over a reload", async () => {
  await screens.show(page, "chat-held")
  await field().fill("not now")
  await expect(page.getByRole("button", { name: "Send" }).isDisabled()).resolves.toBe(true)
  await screens.show(page, "chat-held")
  expect(await field().inputValue()).toBe("not now")
}, 60_000)

test("[CHAT8] a file is named by keys alone and goes along, and what goes along can be taken out", async () => {
  await screens.show(page, "chat")
  await field().focus()
  await page.keyboard.type("see @gr")
  await page.getByRole("option", { name: /group\.py/ }).waitFor()
  await page.keyboard.press("Enter")
  expect(await field().inputValue()).toBe("see @tab/group.py ")
  await page.getByRole("button", { name: "Do not send tab/group.py along" }).click()
  await page.getByRole("button", { name: "Ask about this" }).first().click()
  await page.getByRole("button", { name: "Send", exact: true }).click()
  await expect.poll(asked).toMatchObject({
    attach: [{ kind: "test", id: "tests/test_tab.py::test_the_first_people_carry_the_extra_cents" }],
  })
}, 60_000)

test("[CHAT19] the lines selected in the editor go along as lines", async () => {
  await screens.show(page, "chat")
  await page.locator(".cm-content").focus()
  await page.keyboard.press("Control+Home")
  for (let line = 0; line < 2; line++) await page.keyboard.press("Shift+ArrowDown")
  await page.getByRole("button", { name: /Attach the lines selected/ }).click()
  await page.getByRole("list", { name: "Attached to this message" }).getByText("tab/money.py:1–2").waitFor()
}, 60_000)

test("[CHAT25] code of an answer is put at the cursor as one's own edit", async () => {
  await screens.show(page, "chat")
  await page.locator(".cm-content").focus()
  await page.keyboard.press("Control+Home")
  await page.getByRole("button", { name: "Insert at the cursor in money.py" }).first().click()
  await expect
    .poll(() => page.locator(".cm-content").textContent())
    .toMatch(/^def split\(amount: int, people: int\) -> list\[int\]:/)
  await page.keyboard.press("Control+z")
  await expect.poll(() => page.locator(".cm-content").textContent()).toMatch(/^"""Amounts are whole cents/)
}, 60_000)

test("[CHAT26] the conversation keeps to its end, and where somebody scrolled to when they did", async () => {
  await screens.show(page, "chat")
  await expect.poll(fromEnd).toBe(0)
  await become("chat-streaming")
  await page.getByText("And the labels?").waitFor()
  await expect.poll(fromEnd).toBe(0)
  await log().hover()
  await page.mouse.wheel(0, -10_000)
  await page.getByRole("button", { name: "To the end" }).waitFor()
  await become("chat-stopped")
  await page.waitForTimeout(200)
  expect(await log().evaluate((at) => at.scrollTop)).toBe(0)
  await page.getByRole("button", { name: /New below|To the end/ }).click()
  await expect.poll(fromEnd).toBe(0)
}, 60_000)

test("[CHAT31] who sends while scrolled up sees what they said, and rows that change their height do not lose the end", async () => {
  await screens.show(page, "chat")
  await expect.poll(fromEnd).toBe(0)
  await log().hover()
  await page.mouse.wheel(0, -10_000)
  await page.getByRole("button", { name: "To the end" }).waitFor()
  await field().fill("and then?")
  await page.keyboard.press("Enter")
  await expect.poll(fromEnd).toBe(0)
  for (const state of ["chat-retry", "chat-failed", "chat-retry", "chat-streaming", "chat-refused"]) {
    await become(state)
    await expect.poll(fromEnd).toBe(0)
    await page.waitForTimeout(250)
    expect(await fromEnd()).toBe(0)
  }
}, 60_000)

test("[CHAT22] of ten thousand rows only those in sight exist, and all can be searched", async () => {
  await screens.show(page, "chat-many")
  await expect.poll(fromEnd).toBe(0)
  expect(await log().locator("[data-index]").count()).toBeLessThan(60)
  await page.getByRole("button", { name: "Search the conversation" }).click()
  await page.keyboard.type("question 1201")
  await page.getByText("1 of 1", { exact: true }).waitFor()
  await log().getByText("Question 1201: what does").waitFor()
  await page.keyboard.press("Escape")
  await page.getByRole("button", { name: "To the end" }).click()
  await expect.poll(fromEnd).toBe(0)
  await page.getByRole("button", { name: "Search the conversation" }).click()
  await page.getByRole("searchbox").fill("question 1207")
  await expect.poll(() => log().getByText("Question 1207: what does").count()).toBe(1)
  // It stays in sight while the list is measured and drawn anew.
  await page.evaluate(
    () =>
      new Promise<void>((drawn) => {
        let left = 30
        const next = (): unknown => (left-- > 0 ? requestAnimationFrame(next) : drawn())
        next()
      }),
  )
  await log().getByText("Question 1207: what does").waitFor()
}, 60_000)

test("[CHAT6] scrolling up fetches what was said before, and leaves in sight what was", async () => {
  await screens.show(page, "chat-window")
  await expect.poll(fromEnd).toBe(0)
  const seen = page.getByText("Question 277: what does")
  const rowsBefore = await log().evaluate((at) => at.scrollHeight)
  await log().evaluate((at) => (at.scrollTop = 300))
  await expect.poll(() => log().evaluate((at) => at.scrollHeight)).toBeGreaterThan(rowsBefore + 1_000)
  const [pane, row] = await Promise.all([log().boundingBox(), seen.boundingBox()])
  expect(row!.y - pane!.y).toBeGreaterThan(-10)
  expect(row!.y - pane!.y).toBeLessThan(pane!.height)
  for (let tries = 0; tries < 40 && (await page.getByText("Question 0:").count()) === 0; tries++) {
    await log().evaluate((at) => (at.scrollTop = 0))
    await page.waitForTimeout(50)
  }
  await log().getByText("Question 0:").waitFor()
}, 60_000)

test("[NUDGE1] an offer takes no focus, has three answers, and each does what it says", async () => {
  await screens.show(page, "chat")
  await page.locator(".cm-content").focus()
  await become("chat-nudge")
  const card = page.getByRole("region", { name: "Offer of help" })
  await card.waitFor()
  expect(await focused()).toMatch(/editor/)
  await card.getByRole("button", { name: "Show me" }).click()
  await expect.poll(asked).toEqual({ type: "answer-nudge", nudge: "n1", accept: true })
  await card.getByRole("button", { name: "Not now" }).click()
  await expect.poll(asked).toEqual({ type: "answer-nudge", nudge: "n1", accept: false })
  await card.getByRole("button", { name: "Only when I ask" }).click()
  await expect.poll(asked).toEqual({ type: "mute-nudges", muted: true })
}, 60_000)

test("[CHAT14] a turn that was cut can be gone on with; one that is over for good cannot", async () => {
  await screens.show(page, "chat-interrupted")
  await page.getByRole("button", { name: "Continue" }).click()
  await expect.poll(asked).toEqual({ type: "continue-agent", question: "shared-tab" })
  await screens.show(page, "chat-budget")
  await page.getByText("What the agent may use is used up.").waitFor()
  expect(await page.getByRole("button", { name: /Continue|Try again/ }).count()).toBe(0)
}, 60_000)

test("[CHAT23] Stop stands beside Send while the agent works", async () => {
  await screens.show(page, "chat-running")
  await field().fill("Stop at the first one")
  await expect(page.getByRole("button", { name: "Send" }).isEnabled()).resolves.toBe(true)
  await page.getByRole("button", { name: "Stop", exact: true }).click()
  await expect.poll(asked).toEqual({ type: "stop-agent" })
}, 60_000)

test("[CHAT16] the file the agent writes in gets a tab beside the one shown, unless one follows it", async () => {
  await screens.show(page, "chat-writing")
  const tabs = page.getByRole("navigation", { name: "Open files" })
  await tabs.getByRole("button", { name: /^test_paging\.py/ }).waitFor()
  const current = () => tabs.locator("[aria-current=true]").textContent()
  expect(await current()).toMatch(/^money\.py/)
  await page.getByRole("button", { name: "Follow the agent to where it writes" }).click()
  await expect.poll(current).toMatch(/^test_paging\.py/)
}, 60_000)

test("[REV11] the agent's changes are shown place by place, and decided by key or by button", async () => {
  await screens.show(page, "chat-review")
  await page.getByText("The agent changed 2 places in money.py").first().waitFor()
  await page.locator(".cm-content").focus()
  await page.keyboard.press("Control+Home")
  await page.keyboard.press("F7")
  await page.keyboard.press("Alt+Enter")
  await expect.poll(asked).toMatchObject({ type: "review-change", path: "tab/money.py", verdict: "accepted" })
  expect(await asked()).toMatchObject({ hunk: { fromA: expect.any(Number), toB: expect.any(Number) } })
  await page.locator(".cm-review-button", { hasText: "Reject" }).first().click()
  await expect.poll(asked).toMatchObject({ verdict: "rejected", hunk: { fromB: expect.any(Number) } })
  await page.getByRole("button", { name: "Reject all" }).click()
  await expect.poll(asked).toMatchObject({ verdict: "rejected", hunk: null })
}, 60_000)

test("[REV11] who only watches sees the changes and decides nothing", async () => {
  await screens.show(page, "watch-review")
  await page.getByText("The agent changed 2 places in money.py").first().waitFor()
  expect(await page.getByRole("button", { name: /^(Accept|Reject)/ }).count()).toBe(0)
}, 60_000)

test("[CHAT24] an assessor reads along, holds the agent, changes its level and ends its part", async () => {
  await screens.show(page, "watch-chat")
  await page.getByRole("combobox", { name: "Level" }).selectOption("full-copilot")
  await expect.poll(asked).toEqual({ type: "set-level", level: "full-copilot" })
  await page.getByRole("button", { name: "Hold" }).click()
  await expect.poll(asked).toEqual({ type: "pause-agent" })
  await page.getByRole("button", { name: "End its part" }).click()
  await page.getByRole("dialog").getByRole("button", { name: "End its part" }).click()
  await expect.poll(asked).toEqual({ type: "end-agent" })
  await page.getByRole("tab", { name: "Conversation" }).click()
  await log().waitFor()
  expect(await field().count()).toBe(0)
  await screens.show(page, "watch-agent-waiting")
  await page.getByRole("button", { name: "Begin" }).click()
  await page.getByRole("textbox", { name: "Role" }).fill("Backend engineer")
  await page.getByRole("dialog").getByRole("button", { name: "Begin" }).click()
  await expect.poll(asked).toEqual({ type: "begin-agent", context: { role: "Backend engineer" } })
}, 60_000)

test("[CHAT28] the level stands in the bar over the workspace at every width, and tells what it allows", async () => {
  for (const [screen, width] of [
    ["chat-muted", 1280],
    ["watch-chat", 800],
    ["chat-muted", 640],
  ] as const) {
    await page.setViewportSize({ width, height: 720 })
    await screens.show(page, screen)
    const bar = page.getByRole("banner")
    expect(await bar.evaluate((at) => at.scrollWidth - at.clientWidth)).toBe(0)
    await bar.getByRole("button", { name: "Level: Pair programming. What it allows" }).click()
    await page
      .getByRole("dialog", { name: "How the agent helps" })
      .getByText("Pair programming · now")
      .waitFor()
  }
  await page.getByRole("checkbox", { name: "Only when I ask" }).click()
  await expect.poll(asked).toEqual({ type: "mute-nudges", muted: false })
  await screens.show(page, "workspace")
  await page.getByRole("banner").waitFor()
  expect(await page.getByRole("button", { name: /^Level/ }).count()).toBe(0)
}, 60_000)

async function choose(command: string): Promise<void> {
  await page.keyboard.press("Control+k")
  await page.getByRole("dialog", { name: "Find a file or a command" }).waitFor()
  await page.keyboard.type(command)
  await page.keyboard.press("Enter")
}

test("[REV14] the agent's changes are stepped through and decided from the palette and by key, wherever the focus is", async () => {
  await screens.show(page, "chat-review")
  await page.getByText("The agent changed 2 places in money.py").first().waitFor()
  await field().focus()
  await page.keyboard.press("F7")
  await expect.poll(focused).toMatch(/^tab\/money\.py, editor/)
  await choose("Reject this change")
  await expect.poll(asked).toMatchObject({ verdict: "rejected", hunk: { fromB: expect.any(Number) } })
  await choose("Accept all changes")
  await expect.poll(asked).toMatchObject({ verdict: "accepted", hunk: null })
  await screens.show(page, "chat")
  await page.locator(".cm-content").focus()
  await choose("Accept this change")
  await page.getByText("No change of the agent waits in this file").waitFor()
}, 60_000)

test("[CHAT29] the shortcuts sheet has the agent's keys, and they stop and follow it", async () => {
  await screens.show(page, "chat-writing")
  await page.locator(".cm-content").focus()
  await page.keyboard.press("Alt+s")
  await expect.poll(asked).toEqual({ type: "stop-agent" })
  await page.keyboard.press("Alt+g")
  await page.getByText("You follow the agent to where it writes").waitFor()
  await page.getByRole("tree").focus()
  await page.keyboard.press("?")
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" })
  for (const name of ["Message to the agent", "Stop the agent", "Next change", "Accept this change"])
    await sheet.getByText(name).waitFor()
}, 60_000)

test("[CHAT30] what happens is told a screen reader once, in one polite place, with the pane folded too", async () => {
  await page.addInitScript(() => {
    const all: string[] = []
    Object.assign(globalThis, { said: all })
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes)
        if (target instanceof Element && target.matches("output[aria-live=polite]"))
          for (const { textContent } of addedNodes) if (textContent) all.push(textContent)
    }).observe(document, { childList: true, subtree: true })
  })
  const said = async () =>
    (await page.evaluate<string[]>("said")).filter((text) => text.startsWith("The agent"))
  await screens.show(page, "chat-streaming")
  await page.getByRole("button", { name: "Fold the agent's pane" }).click()
  await become("chat-answered")
  await expect.poll(said).toEqual([expect.stringMatching(/^The agent: Every group shares one list/)])
  await page.getByRole("button", { name: "Show the agent's pane" }).click()
  await log().waitFor()
  expect(await said()).toHaveLength(1)
  await screens.show(page, "chat")
  await become("chat-nudge")
  await become("chat-level-changed")
  await expect
    .poll(said)
    .toEqual([
      "The agent offers: Several runs have failed in a row",
      "The agent's level is now Full copilot.",
    ])
  await screens.show(page, "chat-review")
  await expect.poll(said).toEqual(["The agent changed 2 places in money.py"])
  await page.getByRole("treeitem", { name: "labels.py" }).click()
  await page.getByRole("treeitem", { name: "money.py" }).click()
  await page.getByRole("region", { name: "Review of the agent's changes" }).waitFor()
  expect(await said()).toHaveLength(1)
}, 60_000)

test("[CHAT34] on a wide screen an assessor has the conversation beside the rail, and behind a tab when it is folded", async () => {
  await page.setViewportSize({ width: 1600, height: 900 })
  await screens.show(page, "watch-chat")
  await log().waitFor()
  const rail = page.getByRole("region", { name: "Assessor" })
  await rail.getByRole("button", { name: "Hold" }).waitFor()
  expect(await rail.getByRole("tab", { name: "Conversation" }).count()).toBe(0)
  await page.getByRole("button", { name: "Fold the agent's pane" }).click()
  await rail.getByRole("tab", { name: "Conversation" }).click()
  await rail.getByRole("log").waitFor()
  await page.locator(".cm-content").focus()
  await page.keyboard.press("Control+i")
  await page.getByRole("region", { name: "Agent", exact: true }).getByRole("log").waitFor()
  await page.setViewportSize({ width: 1599, height: 900 })
  await rail.getByRole("tab", { name: "Conversation" }).waitFor()
}, 60_000)

test("[CHAT35] the words one looks for are marked where they stand, also in what is scrolled to", async () => {
  const marked = () =>
    page.evaluate(() => [...new Set([...(CSS.highlights.get("chat-search") ?? [])].map(String))])
  await screens.show(page, "chat-many")
  await page.getByRole("button", { name: "Search the conversation" }).click()
  await page.keyboard.type("1201 Question")
  await page.getByText("1 of 1", { exact: true }).waitFor()
  await expect.poll(marked).toEqual(expect.arrayContaining(["Question", "1201"]))
  await page.keyboard.press("Escape")
  expect(await marked()).toEqual([])
}, 60_000)
