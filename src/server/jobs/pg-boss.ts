import { PgBoss } from "pg-boss"
import type { JobKinds, JobName, Jobs } from "./jobs.ts"

type Sql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

const NAMES = ["deliver-webhook", "erase-interviews", "send-invitation"] as const satisfies readonly JobName[]
const ASK_EVERY_SECONDS = 1
/** Of each name, on one server. */
const AT_ONCE = 8
const CLOSE_MS = 5_000

/** Jobs by pg-boss, in a schema of its own in the store's database, which it makes when it is first used. */
export function createJobs(executeSql: Sql, onProblem: (problem: unknown) => void): Jobs {
  const boss = new PgBoss({ db: { executeSql }, schema: "jobs", monitorVacuum: false })
  boss.on("error", onProblem)
  let closed = false
  const started = start()
  started.catch((problem: unknown) => {
    if (!closed) onProblem(problem)
  })

  async function start(): Promise<void> {
    await boss.start()
    // "short": of one key at most one job waits.
    for (const name of NAMES) await boss.createQueue(name, { policy: "short" })
  }

  return {
    work<Name extends JobName>(name: Name, act: (data: JobKinds[Name]) => Promise<void>) {
      const options = { pollingIntervalSeconds: ASK_EVERY_SECONDS, batchSize: 1, localConcurrency: AT_ONCE }
      started
        .then(() =>
          boss.work<JobKinds[Name]>(name, options, async (jobs) => {
            for (const { data } of jobs) await act(data)
          }),
        )
        .catch(() => undefined)
    },

    async send(name, data, { key, afterSeconds }) {
      await started
      const startAfter = afterSeconds === undefined ? {} : { startAfter: afterSeconds }
      await boss.send(name, data, { singletonKey: key, ...startAfter })
    },

    every(name, data, cron) {
      started.then(() => boss.schedule(name, cron, data)).catch(onProblem)
    },

    async state() {
      await started
      const queues = await boss.getQueues([...NAMES])
      return NAMES.map((name) => {
        const queue = queues.find((one) => one.name === name)
        const { readyCount = 0, deferredCount = 0, activeCount = 0, failedCount = 0 } = queue ?? {}
        return { name, waiting: readyCount, later: deferredCount, active: activeCount, failed: failedCount }
      })
    },

    async close() {
      closed = true
      await started.catch(() => undefined)
      await boss.stop({ graceful: true, timeout: CLOSE_MS })
    },
  }
}
