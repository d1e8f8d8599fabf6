/** How the installation is, as its people are told. */
import { monitorEventLoopDelay } from "node:perf_hooks"
import { z } from "zod"
import type { HealthReply } from "../../protocol/settings.ts"
import type { Clock } from "../clock.ts"
import type { Jobs } from "../jobs/jobs.ts"
import type { SandboxEngine } from "../sandbox/engine.ts"
import type { Store } from "../store/store.ts"
import { createModelUse } from "./model-use.ts"

export interface Health {
  /** `team` is whose interviews' model is told of. */
  read(team: string): Promise<HealthReply>
  close(): void
}

interface Parts {
  store: Store
  engine: SandboxEngine
  jobs: Jobs
  clock: Clock
  version: string
  /** What answers where an assessment names no other model. */
  modelName(): string
}

const RESOLUTION_MS = 20

export function createHealth({ store, engine, jobs, clock, version, modelName }: Parts): Health {
  const modelUse = createModelUse(store, clock)
  const upSince = clock.now()
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()

  async function sandboxes(): Promise<HealthReply["sandboxes"]> {
    let running = 0
    for await (const _ of engine.list()) running += 1
    return { running, ...(await engine.probe()) }
  }

  async function database(): Promise<HealthReply["database"]> {
    const before = performance.now()
    const { rows } = await store.sql(
      "select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes",
    )
    const [row] = Database.parse(rows)
    return { ...row, answerMs: performance.now() - before, pending: store.journal.pending().events }
  }

  async function nodes(): Promise<number> {
    const { rows } = await store.sql("select count(*)::int as count from nodes where expires_at > now()")
    return Count.parse(rows)[0].count
  }

  return {
    async read(team) {
      const [sandbox, queue, data, alive, asked] = await Promise.all([
        sandboxes(),
        jobs.state(),
        database(),
        nodes(),
        modelUse(team),
      ])
      const eventLoopMs = delay.percentile(99) / 1e6
      delay.reset()
      return {
        version,
        upSince,
        nodes: alive,
        sandboxes: sandbox,
        queue,
        database: data,
        model: { name: modelName(), ...asked },
        process: { memoryBytes: process.memoryUsage.rss(), eventLoopMs },
      }
    },
    close: () => void delay.disable(),
  }
}

const Database = z.tuple([z.object({ version: z.string(), bytes: z.number() })])
const Count = z.tuple([z.object({ count: z.number() })])
