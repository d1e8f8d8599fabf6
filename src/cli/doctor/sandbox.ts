import { access, mkdtemp, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import { LIMITS } from "../../protocol/limits.ts"
import { findInstallation } from "../../server/installation.ts"
import type { Sandbox, SandboxEngine } from "../../server/sandbox/engine.ts"
import { createLocalEngine } from "../../server/sandbox/local/local.ts"
import { type Finding, finding } from "./finding.ts"
import { checkRuntimes } from "./runtimes.ts"

/** Isolation and limits of the local engine and, in a real sandbox, the languages; made where the server would make it. */
export async function checkSandbox(dataFolder: string): Promise<Finding[]> {
  const { sandbox: parts } = await findInstallation()
  const built = await access(parts.guest.script).then(
    () => true,
    () => false,
  )
  if (!built) return [finding("sandbox", "missing", "its guest is not built", "Run: npm run setup")]
  const root = await mkdtemp(join(await nearestFolder(placeFor(dataFolder)), ".interviewlm-"))
  try {
    const engine = await createLocalEngine({ root, ...parts })
    return await checkEngine(engine)
  } catch (error) {
    return [finding("sandbox", "missing", `it cannot be started: ${messageOf(error)}`)]
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}

async function checkEngine(engine: SandboxEngine): Promise<Finding[]> {
  const probe = await engine.probe()
  if (!probe.ok) return probe.problems.map((problem) => finding("isolation", "missing", ...split(problem)))
  const sandbox = await engine.create({
    id: "doctor",
    workspace: { kind: "own" },
    limits: {
      memoryBytes: LIMITS.run.memoryBytes,
      processes: LIMITS.run.processes,
      diskBytes: LIMITS.sandbox.diskBytes,
    },
    network: "none",
    ttlMs: 60_000,
  })
  try {
    return [
      finding("isolation", "ok", `${engine.caps.isolation}; a sandbox starts and its guest answers`),
      ...checkLimits(engine, probe.problems),
      ...(await checkRuntimes(commandIn(sandbox))),
    ]
  } finally {
    await sandbox.destroy()
  }
}

function checkLimits({ caps }: SandboxEngine, problems: readonly string[]): Finding[] {
  const disk = caps.diskQuota ? "by quota" : "by a watchdog"
  const text = `memory and processes by ${caps.memory}, disk ${disk}`
  if (problems.length === 0) return [finding("limits", "ok", text)]
  return problems.map((problem) => finding("limits", "weak", text, problem))
}

/** Runs a command inside; its output, or null when it failed. */
const commandIn =
  (sandbox: Sandbox) =>
  async (argv: readonly string[]): Promise<string | null> => {
    const process = await sandbox.exec({ argv })
    const chunks: Uint8Array[] = []
    for await (const { data } of process.output) chunks.push(data)
    const { code } = await process.exit
    return code === 0 ? Buffer.concat(chunks).toString("utf8").trim() : null
  }

/** A server run by root lets other users through its data folder; what lies above decides whether they reach it. */
const placeFor = (dataFolder: string): string => (process.getuid?.() === 0 ? dirname(dataFolder) : dataFolder)

/** The folder itself or the nearest one above it that exists. */
async function nearestFolder(path: string): Promise<string> {
  return access(path).then(
    () => path,
    () => nearestFolder(dirname(path)),
  )
}

/** A problem's first sentence, and the rest as its mend. */
function split(problem: string): [text: string, mend?: string] {
  const end = problem.search(/\. [A-Z]/)
  return end < 0 ? [problem] : [problem.slice(0, end), problem.slice(end + 2)]
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
