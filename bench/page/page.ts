/** The candidate's page: what it weighs, and how soon one can work in it, in Chromium with an empty cache. */
import { join } from "node:path"
import { chromium } from "playwright-core"
import type { Browser, Page } from "playwright-core"
import { findInstallation } from "../../src/server/installation.ts"
import { startChild } from "../lib/child.ts"
import type { Bench, Row } from "../lib/row.ts"
import type { Interview, ServerApi } from "../lib/server.ts"
import { median, timed } from "../lib/statistics.ts"
import { pageWeight } from "./weight.ts"

const CHROMIUM = "/usr/bin/chromium"
const KB = 1_000
const BUDGET_KB = 400

/** Ready to type: the editor holds the question's file. */
const editor = (page: Page) => page.locator(".cm-content").waitFor()

async function visit(
  { url, created }: Interview,
  browser: Browser,
): Promise<{ consent: number; work: number; again: number }> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const agree = page.getByRole("button", { name: "I agree, go on" })
    const consent = await timed(async () => {
      await page.goto(`${url}${created.links.candidate}`, { waitUntil: "commit" })
      await agree.waitFor()
    })
    await agree.click()
    const start = page.getByRole("button", { name: "Start the interview" })
    await start.waitFor()
    const work = await timed(async () => {
      await start.click()
      await editor(page)
    })
    const fresh = await browser.newContext({ storageState: await context.storageState() })
    const other = await fresh.newPage()
    const address = page.url()
    await page.close()
    const again = await timed(async () => {
      await other.goto(address, { waitUntil: "commit" })
      await editor(other)
    })
    await fresh.close()
    return { consent, work, again }
  } finally {
    await context.close()
  }
}

async function measureVisits(rounds: number): Promise<Row[]> {
  const server = await startChild<ServerApi>(join(import.meta.dirname, "../lib/server.ts"))
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] })
  try {
    const library = join(import.meta.dirname, "../../questions/alert-storms")
    const visits = []
    for (let round = 0; round <= rounds; round++)
      visits.push(await visit(await server.ask("interview", library), browser))
    const warm = visits.slice(1)
    const row = (work: string, times: number[], budget: number | null): Row => ({
      work,
      unit: "ms",
      peer: null,
      ours: median(times),
      budget: budget === null ? "" : `< ${budget} ms`,
      met: budget === null ? null : median(times) < budget,
    })
    return [
      row(
        "link to consent, empty cache",
        warm.map((one) => one.consent),
        null,
      ),
      row(
        "start to an editor that takes keys",
        warm.map((one) => one.work),
        null,
      ),
      row(
        "address to an editor that takes keys, empty cache",
        warm.map((one) => one.again),
        1_500,
      ),
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

export const page: Bench = async ({ long }) => {
  const { web } = await findInstallation()
  const weight = await pageWeight(web, "CandidatePage")
  const row = (work: string, bytes: number): Row => ({
    work,
    unit: "KB gzip",
    peer: null,
    ours: bytes / KB,
    budget: `<= ${BUDGET_KB} KB`,
    met: bytes <= BUDGET_KB * KB,
  })
  return [
    row("candidate page before the first paint", weight.shell),
    row("candidate page with all its workspace imports", weight.page),
    ...(await measureVisits(long ? 10 : 3)),
  ]
}
