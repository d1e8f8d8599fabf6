/** Erases interviews when their time is over: the installation's, or the shorter one of their assessment. */
import type { AuditLog } from "../accounts/store.ts"
import type { Clock } from "../clock.ts"
import type { Jobs } from "../jobs/jobs.ts"

export interface RetentionStore {
  /** Interviews that ended so long ago that they are to go; `days` is the installation's, null for none. */
  due(now: number, days: number | null): Promise<{ session: string; organization: string }[]>
  /** Erases the record, the uploads that no other interview has, the links, and who was invited. */
  erase(session: string): Promise<void>
}

interface Parts {
  store: RetentionStore
  audit: AuditLog
  jobs: Jobs
  clock: Clock
  days(): number | null
}

export interface Retention {
  /** What is due now, erased; answers how many interviews that were. */
  eraseDue(): Promise<number>
}

const SYSTEM = { kind: "system", id: "retention", name: "Retention" } as const
const HOURLY = "17 * * * *"

export function createRetention({ store, audit, jobs, clock, days }: Parts): Retention {
  async function eraseDue(): Promise<number> {
    const due = await store.due(clock.now(), days())
    for (const { session, organization } of due) {
      await store.erase(session)
      await audit.add(organization, {
        at: clock.now(),
        actor: SYSTEM,
        action: "interview.erased",
        target: session,
        detail: {},
        address: "",
      })
    }
    return due.length
  }

  jobs.work("erase-interviews", async () => void (await eraseDue()))
  jobs.every("erase-interviews", {}, HOURLY)
  return { eraseDue }
}
