/** How the installation is, as its people are told. */
import { monitorEventLoopDelay } from "node:perf_hooks"
import { z } from "zod"
import { EVENT_DATA } from "../../protocol/events.ts"
import type { HealthReply } from "../../protocol/settings.ts"
import type { Clock } from "../clock.ts"
import type { Jobs } from "../jobs/jobs.ts"
import type { SandboxEngine } from "../sandbox/engine.ts"
import type { Store } from "../store/store.ts"

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

const LOOK_BACK_MS = 7 * 86_400_000
const RESOLUTION_MS = 20

export function createHealth({ store, engine, jobs, clock, version, modelName }: Parts): Health {
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

  async function model(team: string): Promise<HealthReply["model"]> {
    const { rows } = await store.sql(
      `select e.at::float8 as at, e.type, e.data from events e join sessions s on s.id = e.session
       where s.organization_id = $1 and s.created_at > $2 and e.type in ('chat.stepped', 'chat.failed')`,
      [team, clock.now() - LOOK_BACK_MS],
    )
    const told: HealthReply["model"] = {
      name: modelName(),
      steps: 0,
      microDollars: 0,
      inputTokens: 0,
      outputTokens: 0,
      failures: [],
    }
    for (const row of Rows.parse(rows)) {
      const data: unknown = JSON.parse(row.data)
      if (row.type === "chat.failed") {
        const { code, message } = EVENT_DATA["chat.failed"].parse(data)
        const known = told.failures.find((one) => one.code === code)
        if (!known) told.failures.push({ code, message, count: 1, last: row.at })
        else
          Object.assign(known, {
            count: known.count + 1,
            ...(row.at > known.last && { last: row.at, message }),
          })
        continue
      }
      const { usage } = EVENT_DATA["chat.stepped"].parse(data)
      told.steps += 1
      told.inputTokens += usage.input + usage.cacheRead + usage.cacheWrite
      told.outputTokens += usage.output
      const known = told.microDollars !== null && usage.microDollars !== null
      told.microDollars = known ? told.microDollars! + usage.microDollars! : null
    }
    return { ...told, failures: told.failures.toSorted((a, b) => b.last - a.last) }
  }

  return {
    async read(team) {
      const [sandbox, queue, data, alive, asked] = await Promise.all([
        sandboxes(),
        jobs.state(),
        database(),
        nodes(),
        model(team),
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
        model: asked,
        process: { memoryBytes: process.memoryUsage.rss(), eventLoopMs },
      }
    },
    close: () => void delay.disable(),
  }
}

const Database = z.tuple([z.object({ version: z.string(), bytes: z.number() })])
const Count = z.tuple([z.object({ count: z.number() })])
const Rows = z.array(
  z.object({ at: z.number(), type: z.enum(["chat.stepped", "chat.failed"]), data: z.string() }),
)
