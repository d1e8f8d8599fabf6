/**
 * `node test/screens/screens.ts [--quick] [screen...]`: draws every screen in each theme and size into `build/screens`,
 * and fails when axe finds anything; `--quick` draws the small light ones alone. Built from the pages' own components
 * on made-up interviews.
 */
import { AxeBuilder } from "@axe-core/playwright"
import { mkdirSync } from "node:fs"
import { resolve } from "node:path"
import type { Page } from "playwright-core"
import { openScreens, type Screens } from "./browser.ts"

const root = resolve(import.meta.dirname, "../..")
const out = resolve(root, "build/screens")

const PLAIN = [
  "home",
  "problem",
  "connecting",
  "consent",
  "check",
  "check-poor",
  "in-use",
  "taken-over",
  "ended",
  "expired",
]
const CHAT = [
  "chat-waiting",
  "chat-empty",
  "chat-coach",
  "chat",
  "chat-streaming",
  "chat-writing",
  "chat-running",
  "chat-refused",
  "chat-stopped",
  "chat-declined",
  "chat-retry",
  "chat-failed",
  "chat-interrupted",
  "chat-steps",
  "chat-budget",
  "chat-held",
  "chat-ended",
  "chat-paused",
  "chat-nudge",
  "chat-level-proposed",
  "chat-level-changed",
  "chat-muted",
  "chat-cost",
  "chat-many",
  "chat-offline",
  "chat-review",
  "watch-chat",
  "watch-review",
  "watch-agent-waiting",
]
const WORKSPACE = [
  "workspace",
  "preparing",
  "workspace-failed",
  "collecting",
  "running",
  "failed",
  "passed",
  "passed-before",
  "many-results",
  "suite-error",
  "timed-out",
  "cancelled",
  "time-short",
  "offline",
  "paused",
  "watch",
  "watch-paused",
  "watch-waiting",
  "acts-asked",
  "acts-pointed",
  "acts-together",
  "acts-agent",
  "acts-paused",
  "watch-together",
  "watch-viewer",
  "watch-ended",
  "watch-ended-agent",
  "watch-ended-early",
]
const TEAM = [
  "ui-table",
  "ui-table-many",
  "ui-table-pages",
  "ui-table-loading",
  "ui-table-failed",
  "ui-table-empty",
  "ui-table-no-match",
  "ui-form",
  "ui-pieces",
  "console-viewer",
  "console-waiting",
  "console-failed",
  "console-no-team",
]
const WALL = [
  "wall",
  "wall-many",
  "wall-filtered",
  "wall-empty",
  "wall-viewer",
  "wall-waiting",
  "wall-offline",
]
const ACCOUNT = [
  "sign-in",
  "sign-in-ways",
  "sign-in-fresh",
  "set-up",
  "set-up-done",
  "accept",
  "accept-known",
  "accept-used",
  "enter",
  "reset",
  "account",
  "account-waiting",
  "team",
  "team-viewer",
  "team-alone",
  "team-failed",
  "keys",
  "keys-none",
  "audit",
]
const ASSESSMENTS = [
  "assessments",
  "assessments-none",
  "assessments-failed",
  "candidates",
  "candidates-none",
  "candidates-viewer",
  "candidates-waiting",
  "assessment-set-up",
  "assessment-viewer",
  "assessment-new",
  "interviews",
  "interviews-none",
]
const QUESTIONS = [
  "questions",
  "questions-viewer",
  "questions-none-match",
  "questions-waiting",
  "questions-failed",
  "question-files",
  "question-built-in",
  "question-statement",
  "question-source",
  "question-statement-faulty",
  "question-no-yaml",
  "question-preview",
  "question-check",
  "question-unchecked",
  "question-checking",
  "question-check-waits",
  "question-check-faults",
  "question-versions",
  "question-unknown",
]

type Act = (page: Page) => Promise<void>

/** Screens that appear only after somebody did something. */
const ACTED: Record<string, [screen: string, act: Act]> = {
  palette: ["failed", (page) => page.keyboard.press("Control+k")],
  shortcuts: ["failed", (page) => page.keyboard.press("?")],
  submit: ["failed", (page) => page.getByRole("button", { name: "Submit", exact: true }).click()],
  language: ["failed", (page) => page.getByRole("button", { name: /^Language/ }).click()],
  "language-confirm": [
    "failed",
    async (page) => {
      await page.getByRole("button", { name: /^Language/ }).click()
      await page.getByRole("menuitemradio", { name: "Go" }).click()
    },
  ],
  "results-menu": ["failed", (page) => page.getByRole("button", { name: "Download results" }).click()],
  settings: ["failed", (page) => page.getByRole("button", { name: "Settings and more" }).click()],
  terminal: [
    "workspace",
    async (page) => {
      await page.getByRole("tab", { name: "Terminal" }).click()
      await page.locator(".xterm-rows").first().waitFor()
    },
  ],
  agent: ["workspace", (page) => page.getByRole("button", { name: "Show the agent's pane" }).click()],
  "new-file": [
    "workspace",
    async (page) => {
      await page.getByRole("button", { name: "New file" }).click()
      await page.keyboard.type("../up.py")
    },
  ],
  "new-file-refused": [
    "workspace",
    async (page) => {
      await page.getByRole("treeitem", { name: "labels.py" }).click()
      await page.getByRole("button", { name: "New file" }).click()
      await page.keyboard.type("money.py")
      await page.keyboard.press("Enter")
      await page.getByRole("alert").waitFor()
    },
  ],
  "no-text": [
    "workspace",
    async (page) => {
      await page.getByRole("treeitem", { name: "trace.log" }).click()
      await page.getByRole("heading", { name: /trace\.log is/ }).waitFor()
    },
  ],
  search: [
    "workspace",
    async (page) => {
      await page.locator(".cm-content").focus()
      await page.keyboard.press("Control+f")
      await page.getByRole("textbox", { name: "Find" }).fill("amount")
      await page.getByRole("checkbox", { name: "match case" }).check()
    },
  ],
  "not-ready": ["preparing", (page) => page.keyboard.press("Control+Enter")],
  "file-menu": [
    "workspace",
    (page) => page.getByRole("treeitem", { name: "README.md" }).click({ button: "right" }),
  ],
  "file-delete": [
    "workspace",
    async (page) => {
      await page.getByRole("treeitem", { name: "README.md" }).click({ button: "right" })
      await page.getByRole("menuitem", { name: /Delete/ }).click()
    },
  ],
  "many-files": [
    "workspace",
    async (page) => {
      await page.getByRole("treeitem", { name: "big" }).click()
      await page.keyboard.press("End")
    },
  ],
  "tree-focus": [
    "workspace",
    async (page) => {
      await page.getByRole("tree").focus()
      await page.keyboard.press("ArrowDown")
    },
  ],
  "no-files-open": ["workspace", (page) => page.keyboard.press("Alt+w")],
  "acts-messages": [
    "acts-together",
    async (page) => {
      await page.getByRole("button", { name: /^Messages/ }).click()
      await page.getByText("Your answer").first().waitFor()
    },
  ],
  "watch-sent": ["watch-together", (page) => page.getByRole("tab", { name: "Together" }).click()],
  "watch-point": [
    "watch-together",
    async (page) => {
      await page.locator(".cm-content").click()
      await page.keyboard.press("Shift+ArrowDown")
      await page.keyboard.press("Alt+p")
      await page.getByText(/^Lines? \d+.* of tab/).waitFor()
    },
  ],
  "watch-notes": [
    "watch-together",
    async (page) => {
      await page.getByRole("tab", { name: "Notes" }).click()
      await page.getByText("Finding the causes").waitFor()
    },
  ],
  "watch-judged-notes": [
    "watch-judged",
    async (page) => {
      await page.getByRole("tab", { name: "Notes" }).click()
      await page.getByText("Finding the causes").waitFor()
    },
  ],
  "watch-extend": [
    "watch",
    async (page) => {
      await page.getByRole("button", { name: "Extend", exact: true }).click()
      await page.getByRole("textbox", { name: "Minutes" }).fill("500")
      await page.getByRole("dialog").getByRole("button", { name: "Extend", exact: true }).click()
    },
  ],
  "watch-conversation": [
    "watch-chat",
    async (page) => {
      await page.getByRole("tab", { name: "Conversation" }).click()
      await page.getByRole("log").waitFor()
    },
  ],
  "watch-ended-conversation": [
    "watch-ended-agent",
    async (page) => {
      await page.getByRole("tab", { name: "Conversation" }).click()
      await page.getByRole("log").waitFor()
    },
  ],
  "watch-begin": ["watch-agent-waiting", (page) => page.getByRole("button", { name: "Begin" }).click()],
  "chat-level": ["chat-level-changed", (page) => page.getByRole("button", { name: /^Level/ }).click()],
  "chat-top": [
    "chat",
    async (page) => {
      await page.getByRole("log").evaluate((log) => (log.scrollTop = 0))
      await page
        .getByRole("button", { name: /^Details of edited/ })
        .first()
        .click()
    },
  ],
  "chat-search": [
    "chat-many",
    async (page) => {
      await page.getByRole("button", { name: "Search the conversation" }).click()
      await page.getByRole("searchbox").fill("question 1201")
      await page.getByText("1 of 1").waitFor()
    },
  ],
  "chat-mention": [
    "chat",
    async (page) => {
      await page.getByRole("textbox", { name: "Message to the agent" }).fill("Look at @mo")
      await page.getByRole("option").first().waitFor()
    },
  ],
  "chat-attached": [
    "chat",
    async (page) => {
      await page.getByRole("button", { name: "Ask about this" }).first().click()
      await page
        .getByRole("textbox", { name: "Message to the agent" })
        .fill("Why?\nIt worked before.\nI changed nothing.")
    },
  ],
  "chat-shortcuts": ["chat-review", (page) => page.keyboard.press("?")],
  "chat-folded": [
    "chat-streaming",
    (page) => page.getByRole("button", { name: "Fold the agent's pane" }).click(),
  ],
  "ui-table-chosen": [
    "ui-table",
    async (page) => {
      await page.getByRole("checkbox", { name: "Select Robin Okafor", exact: true }).click()
      await page.keyboard.press("Escape")
      await page.keyboard.press("Shift+ArrowDown")
      await page.keyboard.press("Shift+ArrowDown")
    },
  ],
  "ui-table-held": [
    "ui-table",
    async (page) => {
      await page
        .getByRole("row", { name: /Jun Watanabe/ })
        .first()
        .hover()
      await page
        .getByRole("button", { name: "Import" })
        .evaluate((button) => button instanceof HTMLElement && button.click())
    },
  ],
  "ui-table-menu": [
    "ui-table",
    async (page) => {
      await page.getByRole("button", { name: "More about Robin Okafor", exact: true }).click()
      await page.getByRole("menu").waitFor()
    },
  ],
  "ui-undo": [
    "ui-table",
    async (page) => {
      await page.getByRole("checkbox", { name: "Select all interviews" }).click()
      await page.getByRole("button", { name: "Withdraw" }).click()
    },
  ],
  "ui-form-errors": [
    "ui-form",
    async (page) => {
      await page.getByRole("textbox", { name: "Name" }).fill(" ")
      await page.getByRole("spinbutton", { name: "Time" }).fill("3")
      await page.getByRole("button", { name: "Remove payments" }).click()
      await page.getByRole("button", { name: "Remove apis" }).click()
      await page.keyboard.press("Control+s")
    },
  ],
  "ui-form-refused": [
    "ui-form",
    async (page) => {
      await page.getByRole("textbox", { name: "Name" }).fill("Platform engineer")
      await page.keyboard.press("Enter")
      await page.getByText("Another assessment has this name.").waitFor()
    },
  ],
  "ui-form-leave": [
    "ui-form",
    async (page) => {
      await page.getByRole("textbox", { name: "Name" }).fill("Platform engineer")
      await page.getByRole("link", { name: "Assessments" }).first().click()
      await page.getByRole("link", { name: "Questions", exact: true }).first().click()
      await page.getByRole("dialog").waitFor()
    },
  ],
  "ui-confirm": ["ui-pieces", (page) => page.getByRole("button", { name: "Delete the team" }).click()],
  "ui-tabs": ["ui-pieces", (page) => page.getByRole("tab", { name: "Failed" }).click()],
  "console-palette": ["ui-table", (page) => page.keyboard.press("Control+k")],
  "console-shortcuts": ["ui-table", (page) => page.keyboard.press("?")],
  "sign-in-refused": [
    "sign-in-refused",
    async (page) => {
      await page.getByRole("textbox", { name: "Email" }).fill("mira@northwind.example")
      await page.getByRole("textbox", { name: "Password" }).fill("guess")
      await page.keyboard.press("Enter")
      await page.getByRole("alert").waitFor()
    },
  ],
  "account-second-factor": [
    "account",
    async (page) => {
      await page.getByRole("button", { name: "Set up" }).click()
      await page.getByRole("textbox", { name: "Your password" }).fill("correct horse")
      await page.keyboard.press("Enter")
      await page.getByRole("textbox", { name: "Code" }).waitFor()
    },
  ],
  "account-backup-codes": [
    "account",
    async (page) => {
      await page.getByRole("button", { name: "Set up" }).click()
      await page.getByRole("textbox", { name: "Your password" }).fill("correct horse")
      await page.keyboard.press("Enter")
      await page.getByRole("textbox", { name: "Code" }).fill("123456")
      await page.keyboard.press("Enter")
      await page.getByRole("list", { name: "Backup codes" }).waitFor()
    },
  ],
  "candidates-chosen": ["candidates", (page) => page.getByRole("checkbox", { name: "Select all" }).click()],
  "candidates-invite": [
    "candidates",
    (page) => page.getByRole("button", { name: "Invite candidates" }).click(),
  ],
  "candidates-list": [
    "candidates",
    async (page) => {
      await page.getByRole("button", { name: "Invite candidates" }).click()
      await page.getByRole("tab", { name: "A list" }).click()
      await page
        .getByLabel("Candidates", { exact: true })
        .fill("Name,Email\nSam Low,sam@example.org\nBad,bad@")
      await page.getByText("1 line that cannot be taken").waitFor()
    },
  ],
  "assessment-add": [
    "assessment-new",
    async (page) => {
      await page.getByRole("button", { name: "Add a question" }).click()
      await page.getByRole("option").first().waitFor()
    },
  ],
  "question-new": ["questions", (page) => page.getByRole("button", { name: "New question" }).click()],
  "question-more": ["question-files", (page) => page.getByRole("button", { name: /^More about/ }).click()],
  "question-new-file": [
    "question-files",
    async (page) => {
      await page.getByRole("button", { name: "New file" }).click()
      await page.keyboard.type("../up.py")
      await page.keyboard.press("Enter")
    },
  ],
  "question-diff": [
    "question-versions",
    (page) => page.getByRole("button", { name: /solutions.python.till.py/ }).click(),
  ],
  "team-invite": ["team", (page) => page.getByRole("button", { name: "Invite people" }).click()],
  "team-invited": [
    "team",
    async (page) => {
      await page.getByRole("button", { name: "Invite people" }).click()
      await page.keyboard.type("sam@northwind.example,")
      await page.getByRole("button", { name: "Invite", exact: true }).click()
      await page.getByRole("button", { name: "Done" }).waitFor()
    },
  ],
  "team-removed": [
    "team",
    async (page) => {
      await page.getByRole("button", { name: "More about Jo Park" }).click()
      await page.getByRole("menuitem", { name: "Remove from the team" }).click()
      await page.getByRole("button", { name: "Undo" }).waitFor()
    },
  ],
  "keys-made": [
    "keys",
    async (page) => {
      await page.getByRole("button", { name: "New key" }).click()
      await page.getByRole("textbox", { name: "Name" }).fill("Nightly export")
      await page.keyboard.press("Enter")
      await page.getByRole("textbox", { name: "Key" }).waitFor()
    },
  ],
  "console-account": ["ui-table", (page) => page.getByRole("button", { name: /^Account of/ }).click()],
  "watch-end": ["watch", (page) => page.getByRole("button", { name: "End", exact: true }).click()],
}

/** In a small window the conversation is behind its tab. */
const toAgent: Act = async (page) => {
  await page.getByRole("button", { name: "Agent", exact: true }).click()
  await page.getByRole("log").waitFor()
}

interface Shot {
  name: string
  screen: string
  theme: "light" | "dark" | "contrast"
  size: { width: number; height: number }
  act?: Act | undefined
}

const SMALL = { width: 1280, height: 720 }
const LARGE = { width: 1920, height: 1080 }
/** 1280 by 720 at a zoom of 200 %. */
const ZOOMED = { width: 640, height: 360 }
/** Between the two layouts. */
const NARROW = { width: 800, height: 720 }

function shots(wanted: readonly string[]): Shot[] {
  const screens: [name: string, screen: string, act?: Act][] = [
    ...[...PLAIN, ...WORKSPACE, ...CHAT, ...TEAM, ...WALL, ...ACCOUNT, ...QUESTIONS, ...ASSESSMENTS].map(
      (name): [string, string] => [name, name],
    ),
    ...Object.entries(ACTED).map(([name, [screen, act]]): [string, string, Act] => [name, screen, act]),
  ]
  return screens
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .flatMap(([name, screen, act]) => {
      const shot = { name, screen, act }
      const all: Shot[] = (["light", "dark"] as const).flatMap((theme) =>
        (act ? [SMALL] : [SMALL, LARGE]).map((size) => ({ ...shot, theme, size })),
      )
      if (!PLAIN.includes(name)) all.push({ ...shot, theme: "contrast", size: SMALL })
      if (["failed", "check", "consent", "watch", "watch-ended"].includes(name))
        all.push({ ...shot, theme: "light", size: ZOOMED })
      if (["ui-table", "ui-form"].includes(name)) all.push({ ...shot, theme: "light", size: ZOOMED })
      if (["chat", "watch-chat", "ui-table", "ui-form", "ui-pieces"].includes(name))
        all.push({ ...shot, theme: "light", size: NARROW })
      if (["chat", "chat-nudge"].includes(name))
        all.push({ ...shot, theme: "light", size: ZOOMED, act: toAgent })
      return all
    })
}

/** axe does not count editable content as focusable; the editor's text is reached by Tab all the same. */
const KNOWN = (rule: string, target: string) =>
  rule === "scrollable-region-focusable" && target.includes(".cm-scroller")

async function draw(screens: Screens, shot: Shot): Promise<string[]> {
  const context = await screens.browser.newContext({ viewport: shot.size, reducedMotion: "reduce" })
  const { theme } = shot
  await context.addInitScript(
    (theme) => localStorage.setItem("interviewlm.settings", JSON.stringify({ theme })),
    theme,
  )
  const page = await context.newPage()
  const faults: string[] = []
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`))
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("404"))
      faults.push(`console: ${message.text()}`)
  })
  await screens.show(page, shot.screen)
  await page.waitForTimeout(300)
  await page.evaluate(() => document.fonts.ready)
  if (shot.act) await shot.act(page)
  await page.waitForTimeout(200)
  const file = `${shot.name}-${theme}-${shot.size.width}.png`
  await page.screenshot({ path: resolve(out, file) })
  if (shot.size === LARGE) {
    await context.close()
    return faults.map((fault) => `${file}: ${fault}`)
  }
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .disableRules(["region"])
    .analyze()
  for (const { id, nodes } of violations)
    for (const node of nodes.filter((one) => !KNOWN(id, one.target.join(" "))).slice(0, 3))
      faults.push(`axe ${id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`)
  await context.close()
  return faults.map((fault) => `${file}: ${fault}`)
}

async function main(): Promise<void> {
  mkdirSync(out, { recursive: true })
  const screens = await openScreens()
  try {
    const faults: string[] = []
    const wanted = process.argv.slice(2)
    const quick = wanted.includes("--quick")
    const all = shots(wanted.filter((name) => name !== "--quick")).filter(
      ({ theme, size }) => !quick || (theme === "light" && size === SMALL),
    )
    const waiting = all.values()
    const painter = async () => {
      for (const shot of waiting) faults.push(...(await draw(screens, shot)))
    }
    await Promise.all([painter(), painter()])
    for (const fault of faults) console.log(fault)
    console.log(`${all.length} screens drawn into build/screens, ${faults.length} faults`)
    process.exitCode = faults.length > 0 ? 1 : 0
  } finally {
    await screens.close()
  }
}

await main()
