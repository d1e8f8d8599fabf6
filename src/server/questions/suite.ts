import { randomUUID } from "node:crypto"
import type { Language } from "../../protocol/ctrf.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { SandboxEngine } from "../sandbox/engine.ts"
import type { TestAdapter } from "../testing/adapter.ts"
import { createTestRun, prepareRun } from "../testing/test-run.ts"
import type { RunSuite, SuiteOutcome } from "./check.ts"

interface SuiteParts {
  engine: Pick<SandboxEngine, "create">
  adapters: Readonly<Record<Language, TestAdapter>>
  clock: Clock
}

/** Runs suites as interviews do: each in a sandbox of its own, without network, gone when it is done. */
export function createSuiteRunner({ engine, adapters, clock }: SuiteParts): RunSuite {
  return async (files, language, signal) => {
    signal?.throwIfAborted()
    const sandbox = await engine.create({
      id: `question-${randomUUID()}`,
      workspace: { kind: "own" },
      limits: {
        memoryBytes: LIMITS.run.memoryBytes,
        processes: LIMITS.run.processes,
        diskBytes: LIMITS.sandbox.diskBytes,
      },
      network: "none",
      ttlMs: LIMITS.run.wallMs * 4,
    })
    try {
      for (const [path, bytes] of files) await sandbox.fs.write(path, bytes)
      const prepared = await prepareRun(sandbox, adapters[language])
      const request = { root: "", only: [] }
      return await outcomeOf(createTestRun({ prepared, request, clock, ...(signal && { signal }) }))
    } finally {
      await sandbox.destroy()
    }
  }
}

async function outcomeOf(run: ReturnType<typeof createTestRun>): Promise<SuiteOutcome> {
  const results = new Map<string, SuiteOutcome["results"][number]>()
  let error: string | undefined
  let output = ""
  for await (const event of run) {
    if (event.kind === "result") results.set(event.result.id, event.result)
    else if (event.kind === "error") error ??= event.message
    else if (event.kind === "finished") {
      output = event.output
      if (event.outcome === "error")
        error = [error ?? event.message, lastOf(output)].filter(Boolean).join(" ")
    }
  }
  return { results: [...results.values()], output, ...(error !== undefined && { error }) }
}

/** The end of what was printed, on one line. */
const lastOf = (output: string) => output.replaceAll(/\s+/g, " ").trim().slice(-400)
