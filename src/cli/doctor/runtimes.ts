import { readFile } from "node:fs/promises"
import { z } from "zod"
import { type Finding, finding } from "./finding.ts"

type Run = (argv: readonly string[]) => Promise<string | null>

const SETUP = "Run: npm run setup"

/** The languages and tools as a candidate would find them; `run` runs a command inside a sandbox. */
export async function checkRuntimes(run: Run): Promise<Finding[]> {
  return [
    named("Python", await run(["python3", "--version"]), SETUP),
    named("pytest", await run(["python3", "-m", "pytest", "--version"]), SETUP),
    named("Node.js", await run(["node", "--version"]), SETUP),
    await jest(),
    ...(await go(run)),
    tool("git", await run(["git", "--version"])),
    tool("ripgrep", await run(["rg", "--version"])),
  ]
}

function named(area: string, said: string | null, mend: string): Finding {
  return said === null
    ? finding(area, "missing", "not found where a sandbox can see it", mend)
    : finding(area, "ok", firstLine(said))
}

function tool(area: string, said: string | null): Finding {
  return said === null ? finding(area, "weak", "not found", SETUP) : finding(area, "ok", firstLine(said))
}

async function jest(): Promise<Finding> {
  const manifest = new URL("../../../toolchain/javascript/node_modules/jest/package.json", import.meta.url)
  const text = await readFile(manifest, "utf8").catch(() => null)
  if (text === null) return finding("Jest", "missing", "not installed", SETUP)
  return finding("Jest", "ok", z.object({ version: z.string() }).parse(JSON.parse(text)).version)
}

async function go(run: Run): Promise<Finding[]> {
  const said = await run(["go", "version"])
  if (said === null) return [named("Go", null, SETUP)]
  const minor = Number(/go1\.(\d+)/.exec(said)?.[1] ?? 0)
  const version =
    minor < 21
      ? finding("Go", "weak", said, "Questions written for newer Go do not build: install Go 1.23 or newer.")
      : finding("Go", "ok", said)
  return [version, await goCache(said)]
}

/** The cache was made by exactly this Go, or its first build in a sandbox takes longer than a run may. */
async function goCache(version: string): Promise<Finding> {
  const stamp = await readFile(new URL("../../../build/setup/go-cache", import.meta.url), "utf8").catch(
    () => "",
  )
  return stamp.endsWith(version)
    ? finding("Go cache", "ok", "the standard library is built")
    : finding("Go cache", "weak", "the first Go test run may take longer than its limit", SETUP)
}

const firstLine = (text: string): string => text.split("\n")[0] ?? text
