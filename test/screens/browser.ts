/** Builds the screens and opens them in a real browser. */
import { rm } from "node:fs/promises"
import { resolve } from "node:path"
import { chromium, type Browser, type Page } from "playwright-core"
import { build, preview } from "vite"
import { INITIALIZE, QUESTION } from "./replies.ts"

const configFile = resolve(import.meta.dirname, "vite.config.ts")

export interface Screens {
  browser: Browser
  /** Goes to a screen and waits until its code is there; HTTP is answered from `replies.ts`. */
  show(page: Page, screen: string): Promise<void>
  close(): Promise<void>
}

export async function openScreens(): Promise<Screens> {
  // A folder of its own: several test files draw screens at the same time.
  const outDir = resolve(import.meta.dirname, `../../build/screens/app-${process.pid}`)
  const shared = { configFile, build: { outDir, emptyOutDir: true } }
  await build(shared)
  const server = await preview({ ...shared, preview: { port: 4179, strictPort: false, open: false } })
  const address = server.resolvedUrls?.local[0]
  if (!address) throw new Error("The preview server has no address")
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  })
  return {
    browser,
    async show(page, screen) {
      await page.route("**/api/interview/**", (route) =>
        route.fulfill({ json: route.request().url().includes("/question") ? QUESTION : INITIALIZE }),
      )
      await page.goto(`${address}?screen=${screen}`, { waitUntil: "load" })
      await page
        .getByText(/^(Opening the file|Loading the question)$/)
        .first()
        .waitFor({ state: "detached" })
    },
    async close() {
      await browser.close()
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
