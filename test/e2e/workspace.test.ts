import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { expect } from "vitest"
import { e2e, wholeServer } from "./harness.ts"
import { enter } from "./pages.ts"

const SOLUTION = join(import.meta.dirname, "../../questions/alert-storms/solutions/python/storms.py")
const server = wholeServer()

e2e(
  "[WEB13] the offer to go on comes with a run of all on the text as it is, and goes with an edit",
  async ({ profile }) => {
    const created = await server().createInterview({ questions: ["alert-storms"] })
    const context = await profile({ permissions: ["clipboard-read", "clipboard-write"] })
    const page = await context.newPage()
    const at = await enter(page, server().url + created.links.candidate)
    const offer = page.getByText("All visible tests pass.")
    await at.open("storms.py")
    await at.paste("storms.py", await readFile(SOLUTION, "utf8"))
    await at.run(/ 0 failed/)
    await offer.waitFor()
    await at.append("storms.py", "# one more word\n")
    await offer.waitFor({ state: "detached" })
    await at.summary.filter({ hasText: "before your last edit" }).waitFor()
    await at.tests.getByRole("listitem").first().hover()
    await page
      .getByRole("button", { name: /^Run .* alone$/ })
      .first()
      .click()
    await at.summary.filter({ hasText: "in part before your last edit" }).waitFor()
    expect(await offer.count()).toBe(0)

    await page.getByRole("button", { name: "Run tests", exact: true }).dblclick()
    await offer.waitFor()
    expect(await at.named("region", "Messages").textContent()).toBe("")

    await page.getByRole("button", { name: "Download results" }).click()
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: "JUnit XML" }).click(),
    ])
    expect(file.suggestedFilename()).toBe("test-results.xml")
    expect(await readFile(await file.path(), "utf8")).toMatch(/^<\?xml[^]*<testsuite/)
  },
)

e2e(
  "[WEB25] a new file takes what is typed next, and a file that is no text says what it is",
  async ({ profile }) => {
    const created = await server().createInterview({ questions: ["alert-storms"] })
    const page = await (await profile()).newPage()
    const at = await enter(page, server().url + created.links.candidate)
    await at.make("notes.py")
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")))
      .toMatch(/^notes\.py, editor/)
    await page.keyboard.type("# first words")
    await at.editor("notes.py").filter({ hasText: "# first words" }).waitFor()
    await at.shell()
    await at.say("head -c 2000000 /dev/zero > zeros.bin; echo made-$((1 + 1))", "made-2")
    await page.getByRole("treeitem", { name: "zeros.bin" }).click()
    await page.getByRole("heading", { name: /^zeros\.bin is .*, 2\.0 MB$/ }).waitFor()
    await page.keyboard.press("Delete")
    await page.getByRole("button", { name: "Delete", exact: true }).click()
    await page.getByRole("treeitem", { name: "zeros.bin" }).waitFor({ state: "detached" })
  },
)
