import { expect } from "vitest"
import { e2e, PATIENCE_MS, wholeServer } from "./harness.ts"
import { enter } from "./pages.ts"

const server = wholeServer()
const MANY = 10_000

e2e("[E2E11] a folder of 10,000 files stays usable, to its last", async ({ profile }) => {
  const created = await server().createInterview()
  const page = await (await profile()).newPage()
  const at = await enter(page, server().url + created.links.candidate)
  await at.shell()
  await at.say(
    `mkdir many && cd many && seq -f f%05g.txt 1 ${MANY} | xargs touch && echo all-$((1 + 1))`,
    "all-2",
  )
  await at.say(`echo the last one > f${MANY}.txt`, "$")
  const tree = page.getByRole("tree", { name: "Files" })
  await tree.getByRole("treeitem", { name: "many", exact: true }).click()
  await tree.getByRole("treeitem", { name: "f00001.txt" }).waitFor()
  await tree.focus()
  const last = tree.getByRole("treeitem", { name: `f${MANY}.txt` })
  await expect
    .poll(
      async () => {
        await page.keyboard.press("End")
        return last.isVisible()
      },
      { timeout: PATIENCE_MS },
    )
    .toBe(true)
  expect(await tree.getByRole("treeitem").count()).toBeLessThan(200)
  await last.click()
  await at.ends(`many/f${MANY}.txt`, "the last one")
})
