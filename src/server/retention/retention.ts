/** Erases interviews when their time is over: the installation's, or the shorter one of their assessment. */
import type { AuditLog } from "../accounts/store.ts"
import { AppError, problem } from "../../protocol/errors.ts"
import type { Registry } from "../room/registry.ts"
import type { Clock } from "../clock.ts"
import type { Jobs } from "../jobs/jobs.ts"
import type { RetentionStore } from "./store.ts"

interface Parts {
  store: RetentionStore
  audit: AuditLog
  jobs: Jobs
  registry: Pick<Registry, "clear">
  clock: Clock
  days(): number | null
  onProblem(problem: unknown): void
}

export interface Retention {
  /** What is due now, erased; answers how many interviews that were. One that cannot be erased stops no other. */
  eraseDue(): Promise<number>
  /**
   * Erases one of a team's interviews, and ends the windows on it. Throws `AppError` session-unknown for what the team
   * does not have, session-under-way, session-elsewhere.
   */
  erase(organization: string, session: string): Promise<void>
}

const SYSTEM = { kind: "system", id: "retention", name: "Retention" } as const
const HOURLY = "17 * * * *"

export function createRetention({ store, audit, jobs, registry, clock, days, onProblem }: Parts): Retention {
  async function mustRest(organization: string, session: string): Promise<void> {
    const rests = await store.atRest(organization, session)
    if (rests === null) throw new AppError("session-unknown")
    if (!rests) throw new AppError("session-under-way")
  }

  async function erase(organization: string, session: string): Promise<void> {
    // What is refused puts nobody out.
    await mustRest(organization, session)
    await registry.clear(session, problem("session-erased"), async () => {
      await mustRest(organization, session)
      await store.erase(session)
    })
  }

  async function eraseOne({ session, organization }: { session: string; organization: string }) {
    await erase(organization, session)
    await audit.add(organization, {
      at: clock.now(),
      actor: SYSTEM,
      action: "interview.erased",
      target: session,
      detail: {},
      address: "",
    })
  }

  async function eraseDue(): Promise<number> {
    let erased = 0
    for (const one of await store.due(clock.now(), days()))
      await eraseOne(one).then(() => (erased += 1), onProblem)
    await store.forgetUninvited(clock.now(), days()).catch(onProblem)
    await store.deleteReleased().catch(onProblem)
    return erased
  }

  jobs.work("erase-interviews", async () => void (await eraseDue()))
  jobs.every("erase-interviews", {}, HOURLY)
  return { eraseDue, erase }
}
