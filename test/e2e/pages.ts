/** The pages as a person finds their way about them: by what things are called and what they are. */
import type { Locator, Page } from "playwright-core"

export type Workspace = ReturnType<typeof workspace>

/** Follows a candidate's link to what is asked of them first; an invitation's has a page before that. */
export async function open(page: Page, link: string): Promise<void> {
  await page.goto(link)
  if (new URL(page.url()).pathname.startsWith("/invited/"))
    await page.getByRole("button", { name: "Open the interview" }).click()
}

/** Follows a candidate's link to the workspace of the first question. */
export async function enter(page: Page, link: string): Promise<Workspace> {
  await open(page, link)
  await page.getByRole("button", { name: "I agree, go on" }).click()
  await page.getByRole("button", { name: "Start the interview" }).click()
  const shown = workspace(page)
  await shown.ready()
  return shown
}

/** The workspace, the candidate's own or the one an assessor watches. */
export function workspace(page: Page) {
  const named = (role: Parameters<Page["getByRole"]>[0], name: string | RegExp): Locator =>
    page.getByRole(role, { name, exact: typeof name === "string" })
  const press = (name: string | RegExp): Promise<void> => named("button", name).click()
  const editor = (path: string): Locator => named("textbox", new RegExp(`^${escape(path)}, editor`))
  const terminal = page.locator(".xterm").filter({ visible: true })
  const tests = named("region", "Test results")
  const mayRun = page.getByRole("button", { name: "Run tests", exact: true, disabled: false }).first()
  const summary = page.getByText(/^\d+ tests?: /)

  return {
    page,
    named,
    press,
    editor,
    terminal,
    tests,
    summary,

    /** Resolves when files and editor are there. */
    async ready(): Promise<void> {
      await page.getByRole("tree", { name: "Files" }).waitFor()
      await page.locator(".cm-content").waitFor()
    },

    /** Resolves when all edits are in the record and on the disk. */
    saved: () => page.getByText("Saved", { exact: true }).first().waitFor(),
    /** Resolves when the server has confirmed all edits. */
    recorded: () =>
      page
        .getByText(/^(Saved|Recorded)$/)
        .first()
        .waitFor(),
    offline: () => named("region", "Connection").getByText("No connection.").waitFor(),
    online: () => named("region", "Connection").waitFor({ state: "detached" }),

    /** Opens a file by its name in the palette. */
    async open(path: string): Promise<void> {
      await page.keyboard.press("Control+k")
      await page.keyboard.type(path)
      await page
        .getByRole("option")
        .filter({ hasText: path.split("/").at(-1)! })
        .first()
        .click()
      await editor(path).waitFor()
    },

    /** Makes a file beside what is chosen in the tree and opens it. */
    async make(name: string): Promise<void> {
      await press("New file")
      await page.keyboard.type(name)
      await page.keyboard.press("Enter")
      await editor(name).waitFor()
    },

    /** Resolves when the end of the open file holds this; lines out of sight are not on the page. */
    async ends(path: string, text: string): Promise<void> {
      await editor(path).focus()
      await page.keyboard.press("Control+End")
      await editor(path).filter({ hasText: text }).waitFor()
    },

    /** Puts a text from the clipboard in place of all that is in the open file. */
    async paste(path: string, text: string): Promise<void> {
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text)
      await editor(path).focus()
      await page.keyboard.press("Control+a")
      await page.keyboard.press("Control+v")
    },

    /** Types at the end of the open file. */
    async append(path: string, text: string): Promise<void> {
      await editor(path).focus()
      await page.keyboard.press("Control+End")
      await page.keyboard.type(text)
    },

    /** Types `text` over the line that holds `old`, after its indentation. */
    async retype(path: string, old: string, text: string): Promise<void> {
      await editor(path).getByText(old).first().click()
      await page.keyboard.press("End")
      await page.keyboard.press("Shift+Home")
      await page.keyboard.type(text)
    },

    async language(name: string): Promise<void> {
      await press(/^Language: /)
      await named("menuitemradio", name).click()
      await press(`Go on in ${name}`)
      await named("button", `Language: ${name}`).waitFor()
      await page.locator(".cm-content").waitFor()
    },

    /** Runs all tests by key and resolves when the run has ended like this. */
    async run(outcome: RegExp): Promise<void> {
      await mayRun.waitFor()
      await page.keyboard.press("Control+Enter")
      await summary.filter({ hasText: outcome }).waitFor()
      await mayRun.waitFor()
    },

    async shell(): Promise<void> {
      await page.getByRole("tab", { name: "Terminal", exact: true }).click()
      await terminal.filter({ hasText: "$" }).waitFor()
      await terminal.click()
    },
    /** Types a line into the shell; resolves when the screen holds `answer`. */
    async say(line: string, answer: string | RegExp): Promise<void> {
      await page.keyboard.type(`${line}\n`)
      await terminal.filter({ hasText: answer }).waitFor()
    },
    hears: (answer: string | RegExp) => terminal.filter({ hasText: answer }).waitFor(),
  }
}

/** What an assessor does beside the workspace. */
export function watching(page: Page) {
  const shown = workspace(page)
  const dialog = page.getByRole("dialog")
  return {
    ...shown,
    async act(name: "Pause" | "Extend" | "End", answer: string, reason: string): Promise<void> {
      await shown.named("region", "Assessor").getByRole("button", { name, exact: true }).click()
      const field = dialog.getByRole("textbox", { name: /^Reason/ })
      await field.fill(reason)
      await dialog.getByRole("button", { name: answer, exact: true }).waitFor()
      await field.press("Enter")
      await dialog.waitFor({ state: "detached" })
    },
  }
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
