/** Real Chromium on a whole server: a test gets browsers of its own, and leaves a picture of each page when it fails. */
import { existsSync } from "node:fs"
import { mkdir } from "node:fs/promises"
import { join } from "node:path"
import { chromium } from "playwright-core"
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { createScope } from "../../src/server/scope.ts"
import type { Scope } from "../../src/server/scope.ts"
import type { ScriptedModel } from "../support/scripted-model.ts"
import { startTestServer } from "../support/server.ts"
import type { TestServer } from "../support/server.ts"

/** As set-up looks for it. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
const FOLDERS = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"]
const PROGRAMS = NAMES.flatMap((name) => FOLDERS.map((folder) => join(folder, name)))

export const LAUNCH = {
  executablePath: PROGRAMS.find((path) => existsSync(path)) ?? "chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
}

/** How long anything on a page may take on a busy machine before the test gives up. */
export const PATIENCE_MS = 60_000
const TEST_MS = 300_000
const PICTURES = join(import.meta.dirname, "../../build/e2e")

export interface Stage {
  scope: Scope
  /** A browser profile of its own; pages of it are drawn when the test fails. */
  profile(options?: BrowserContextOptions): Promise<BrowserContext>
  /** Takes pages of a browser that the test started itself into the pictures and the watch for errors. */
  adopt(context: BrowserContext): BrowserContext
}

let browser: Browser | undefined

/** Starts the file's server before its tests and removes it after them. `model` answers as it is scripted. */
export function wholeServer(model?: ScriptedModel): () => TestServer {
  let server: TestServer | undefined
  beforeAll(async () => {
    server = await startTestServer(model ? { model: await model.settings() } : {})
  }, 120_000)
  afterAll(() => server?.remove())
  return () => {
    if (!server) throw new Error("The server is not up yet")
    return server
  }
}

/** A test in browsers. An error thrown in any of its pages fails it. */
export function e2e(name: string, body: (stage: Stage) => Promise<void>): void {
  test(name, { timeout: TEST_MS }, async () => {
    browser ??= await chromium.launch(LAUNCH)
    const scope = createScope()
    const contexts: BrowserContext[] = []
    const errors: string[] = []
    const adopt = (context: BrowserContext): BrowserContext => {
      contexts.push(context)
      context.setDefaultTimeout(PATIENCE_MS)
      context.on("weberror", (error) => errors.push(error.error().stack ?? String(error.error())))
      context.on("console", (message) => {
        if (message.type() === "error" && /refused to|violates|react/i.test(message.text()))
          errors.push(message.text())
      })
      return context
    }
    const profile = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
      const context = await browser!.newContext({ viewport: { width: 1280, height: 720 }, ...options })
      scope.add(() => context.close())
      return adopt(context)
    }
    try {
      await body({ scope, profile, adopt })
    } catch (failure) {
      await draw(name, contexts)
      throw failure
    } finally {
      await scope.close()
    }
    expect(errors).toEqual([])
  })
}

afterAll(async () => {
  await browser?.close()
  browser = undefined
})

async function draw(name: string, contexts: readonly BrowserContext[]): Promise<void> {
  await mkdir(PICTURES, { recursive: true })
  const file = name.replaceAll(/[^\w]+/g, "-").slice(0, 80)
  for (const [number, page] of contexts.flatMap((context) => context.pages()).entries())
    await picture(page, `${file}-${number}`)
}

/** Shows the page in a theme, drawn to the end: colours that are still on their way there are nobody's fault. */
export async function inTheme(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn)))),
  )
}

/** Draws the page into build/e2e; a page that is gone is none. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), timeout: 10_000 }).catch(() => undefined)
}
