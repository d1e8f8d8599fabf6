/** What the tests of test running share: the local engine with the toolchains, and suites run end to end in it. */
import { randomBytes } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { findGo, prepareGo } from "../../toolchain/reporters/go/prepare.mjs"
import type { Language, TestResult } from "../../src/protocol/ctrf.ts"
import { LIMITS } from "../../src/protocol/limits.ts"
import { systemClock } from "../../src/server/clock.ts"
import type { Sandbox, SandboxEngine } from "../../src/server/sandbox/engine.ts"
import { createLocalEngine } from "../../src/server/sandbox/local/local.ts"
import { createAdapters, SANDBOX_PLACES, toolchainMounts } from "../../src/server/testing/adapters.ts"
import type { FinishedRun, RunEvent } from "../../src/server/testing/ledger.ts"
import { createTestRun, prepareRun, type TestRunParts } from "../../src/server/testing/test-run.ts"

const ROOT = join(import.meta.dirname, "../..")

export type Files = Record<string, string>

export interface Bench {
  engine: SandboxEngine
  /** A fresh sandbox with these files; destroyed with the bench when nobody did before. */
  sandbox(files?: Files): Promise<Sandbox>
  run(
    language: Language,
    files: Files,
    options?: Partial<Pick<TestRunParts, "expect" | "limits" | "signal">> & {
      only?: string[]
      root?: string
      onEvent?: (event: RunEvent) => unknown
    },
  ): Promise<Told>
  close(): Promise<void>
}

export interface Told {
  events: RunEvent[]
  finished: FinishedRun
  /** The last result of each test. */
  results: Map<string, TestResult>
  /** Status by id. */
  statuses: Record<string, string>
}

export async function openBench(): Promise<Bench> {
  const go = findGo()
  if (!go) throw new Error("There is no Go on this machine: run npm run setup.")
  prepareGo(go, join(ROOT, "build/toolchain/go"), SANDBOX_PLACES.go)
  const folder = await mkdtemp(join(tmpdir(), "interviewlm-testing-"))
  const engine = await createLocalEngine({
    root: folder,
    guest: { node: process.execPath, script: join(ROOT, "build/guest/guest.js") },
    toolchains: toolchainMounts(ROOT),
  })
  const adapters = createAdapters(SANDBOX_PLACES)
  const open = new Set<Sandbox>()
  const sandbox = async (files: Files = {}) => {
    const made = await engine.create({
      id: `test-${randomBytes(8).toString("hex")}`,
      workspace: { kind: "own" },
      limits: { ...LIMITS.run, diskBytes: LIMITS.sandbox.diskBytes },
      network: "none",
      ttlMs: 120_000,
    })
    open.add(made)
    for (const [path, text] of Object.entries(files)) await made.fs.write(path, Buffer.from(text))
    return made
  }
  return {
    engine,
    sandbox,
    async run(language, files, { only = [], root = "", onEvent, ...options } = {}) {
      const own = await sandbox(files)
      try {
        const prepared = await prepareRun(own, adapters[language], options.limits)
        return await gather(
          createTestRun({ prepared, request: { only, root }, clock: systemClock, ...options }),
          onEvent,
        )
      } finally {
        open.delete(own)
        await own.destroy()
      }
    },
    async close() {
      await Promise.all([...open].map((one) => one.destroy()))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export async function gather(
  run: AsyncIterable<RunEvent>,
  onEvent?: (event: RunEvent) => unknown,
): Promise<Told> {
  const events: RunEvent[] = []
  for await (const event of run) {
    events.push(event)
    onEvent?.(event)
  }
  const finished = events.at(-1)
  if (finished?.kind !== "finished") throw new Error("The run did not finish.")
  const results = new Map(
    events.flatMap((event) => (event.kind === "result" ? [[event.result.id, event.result] as const] : [])),
  )
  const statuses = Object.fromEntries([...results].map(([id, { status }]) => [id, status]))
  return { events, finished, results, statuses }
}
