import { existsSync } from "node:fs"
import { expect } from "vitest"
import { eventsOf, journalOf } from "../room/moves.ts"
import { e2e, wholeServer } from "./harness.ts"
import { enter } from "./pages.ts"

const server = wholeServer()

/** Draws its size in every corner until q is pressed; draws again when the window changes. */
const FULL_SCREEN = `
import curses

def main(screen):
    while True:
        rows, cols = screen.getmaxyx()
        screen.erase()
        screen.addstr(0, 0, f"drawn for {cols} by {rows}")
        screen.addstr(rows - 2, 0, "at the foot", curses.A_REVERSE)
        if screen.getch() == ord("q"):
            return

curses.wrapper(main)
`

e2e("[E2E9] full-screen programs draw, follow the window and leave", async ({ profile }) => {
  const created = await server().createInterview()
  const context = await profile({ permissions: ["clipboard-read", "clipboard-write"] })
  const page = await context.newPage()
  const at = await enter(page, server().url + created.links.candidate)
  await at.make("full.py")
  await at.paste("full.py", FULL_SCREEN)
  await page.keyboard.press("Control+s")
  await at.shell()
  await at.say("until [ -s full.py ]; do :; done; python3 full.py", /drawn for \d+ by \d+/)
  await at.hears("at the foot")
  const narrow = /drawn for (\d+) by (\d+)/.exec((await at.terminal.textContent()) ?? "")
  await page.setViewportSize({ width: 1680, height: 1050 })
  await at.terminal
    .filter({ hasNotText: narrow![0] })
    .filter({ hasText: /drawn for \d+ by \d+/ })
    .waitFor()
  const wide = /drawn for (\d+) by (\d+)/.exec((await at.terminal.textContent()) ?? "")
  expect(Number(wide![1])).toBeGreaterThan(Number(narrow![1]))
  expect(Number(wide![2])).toBeGreaterThan(Number(narrow![2]))
  await page.keyboard.press("q")
  await at.terminal.filter({ hasNotText: "at the foot" }).waitFor()
  await at.say("stty size", `${wide![2]} ${wide![1]}`)

  await page.keyboard.type("clear; printf '\\e[31mred-%d\\e[0m plain-%d\\n' 1 2\n")
  await at.hears("plain-2")
  const colour = (text: string): Promise<string> =>
    at.terminal
      .getByText(text)
      .last()
      .evaluate((element) => getComputedStyle(element).color)
  expect(await colour("red-1")).not.toBe(await colour("plain-2"))

  if (!existsSync("/usr/bin/vim")) return
  await at.say("vim made.py", "made.py")
  await page.keyboard.type("iprint('by vim')")
  await at.hears("by vim")
  await page.keyboard.press("Escape")
  await page.keyboard.type(":wq\n")
  await at.named("treeitem", "made.py").click()
  await at.ends("made.py", "print('by vim')")
})

e2e("[E2E10] a flood in the terminal leaves page, tests and shell usable", async ({ profile }) => {
  const created = await server().createInterview()
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  await at.shell()
  await at.say("yes 'a flood'", /a flood.*a flood/)
  await at.append("tab/group.py", "\n# typed meanwhile")
  await at.run(/[1-9] failed/)
  await at.ends("tab/group.py", "# typed meanwhile")
  await page.getByRole("tab", { name: "Terminal", exact: true }).click()
  await at.terminal.click()
  await page.keyboard.press("Control+c")
  await at.say("clear; echo $((1300 + 37))", /1337/)
})

e2e("[TERM8] another language or question under an open shell opens one shell in it", async ({ profile }) => {
  const created = await server().createInterview({ questions: ["shared-tab", "alert-storms"] })
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  await at.shell()
  const shells = page.getByRole("tablist", { name: "Terminals" }).getByRole("tab")
  await at.language("Go")
  await at.hears("$")
  expect(await shells.allTextContents()).toEqual(["Terminal 1"])
  await at.press("Submit")
  await at.press("Submit and go on")
  await page.getByText("Question 2 of 2", { exact: true }).waitFor()
  await at.hears("$")
  expect(await shells.allTextContents()).toEqual(["Terminal 1"])
  await at.press("New terminal")
  await shells.nth(1).waitFor()
  expect(eventsOf(await journalOf(server(), created), "terminal.opened")).toHaveLength(4)
})
