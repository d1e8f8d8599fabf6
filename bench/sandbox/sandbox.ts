/** How soon a sandbox answers, and what an idle one with a shell costs. */
import { execFile } from "node:child_process"
import { chmod, mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { LIMITS } from "../../src/protocol/limits.ts"
import { findInstallation } from "../../src/server/installation.ts"
import type { Sandbox, SandboxEngine, SandboxSpec } from "../../src/server/sandbox/engine.ts"
import { createLocalEngine } from "../../src/server/sandbox/local/local.ts"
import type { Bench } from "../lib/row.ts"
import { interleave, median, spread, timed } from "../lib/statistics.ts"

const BARE = ["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "--unshare-all", "/bin/true"]
const SETTLE_MS = 1_500
const MB = 1e6

let made = 0
const makeSpec = (): SandboxSpec => ({
  id: `bench-${process.pid}-${made++}`,
  workspace: { kind: "own" },
  limits: { ...LIMITS.run, diskBytes: LIMITS.sandbox.diskBytes },
  network: "none",
  ttlMs: 300_000,
})

async function timeTo(make: () => Promise<Sandbox>): Promise<number> {
  let sandbox: Sandbox | null = null
  const took = await timed(async () => (sandbox = await make()))
  await (sandbox as Sandbox | null)?.destroy()
  return took
}

async function measureReady(engine: SandboxEngine, rounds: number) {
  const bare = () => timed(() => promisify(execFile)("bwrap", BARE))
  const work = {
    bare,
    ready: () => timeTo(() => engine.create(makeSpec())),
  }
  await interleave(1, work)
  return interleave(rounds, work)
}

/** Bytes charged to sandboxes with one shell at its prompt. */
async function measureIdle(engine: SandboxEngine, count: number): Promise<number[]> {
  const sandboxes = await Promise.all(Array.from({ length: count }, () => engine.create(makeSpec())))
  try {
    await Promise.all(sandboxes.map((one) => one.terminal({ id: "shell", cols: 80, rows: 24 })))
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    return await Promise.all(sandboxes.map(async (one) => (await one.usage()).memoryBytes))
  } finally {
    await Promise.all(sandboxes.map((one) => one.destroy()))
  }
}

export const sandbox: Bench = async ({ long }) => {
  const root = await mkdtemp(join(tmpdir(), "ilm-bench-"))
  await chmod(root, 0o711)
  const engine = await createLocalEngine({ root, ...(await findInstallation()).sandbox })
  try {
    const { bare, ready } = await measureReady(engine, long ? 40 : 12)
    const idle = await measureIdle(engine, 3)
    const peer = { name: "bwrap true", value: median(bare) }
    const note = (times: number[]) => `p50 / p95 / p99: ${spread(times)}`
    return [
      {
        work: "sandbox ready",
        unit: "ms",
        peer,
        ours: median(ready),
        budget: "<= 120 ms",
        met: median(ready) <= 120,
        note: note(ready),
      },
      {
        work: "idle session, memory of guest and shell",
        unit: "MB",
        peer: null,
        ours: median(idle) / MB,
        budget: "<= 15 MB",
        met: median(idle) <= 15 * MB,
      },
    ]
  } finally {
    await rm(root, { recursive: true, force: true })
  }
}
