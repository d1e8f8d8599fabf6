import { readFile } from "node:fs/promises"
import { z } from "zod"
import { type Finding, finding } from "./finding.ts"

type Run = (argv: readonly string[]) => Promise<string | null>

const SETUP = "Run: npm run setup"

/** The languages and tools as a candidate would find them; `run` runs a command inside a sandbox. */
export async function checkRuntimes(run: Run): Promise<Finding[]> {
  return [
    named("Python", await run(["/usr/bin/python3", "--version"]), SETUP),
    named("pytest", await run(["/usr/bin/python3", "-I", "-m", "pytest", "--version"]), SETUP),
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

/** What test runs need of Go was made by exactly this one. */
async function goCache(said: string): Promise<Finding> {
  const file = new URL("../../../build/toolchain/go/stamp.json", import.meta.url)
  const stamp = await readFile(file, "utf8").catch(() => null)
  const made = stamp === null ? null : z.object({ version: z.string() }).parse(JSON.parse(stamp)).version
  return made !== null && said.includes(`${made} `)
    ? finding("Go tests", "ok", "prepared for this Go")
    : finding("Go tests", "weak", "not prepared for this Go: its tests cannot run", SETUP)
}

const firstLine = (text: string): string => text.split("\n")[0] ?? text
