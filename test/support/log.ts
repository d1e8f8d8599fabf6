/** A session's log on a journal in memory, which can be made to wait. */
import { begin, evolve } from "../../src/core/session.ts"
import type { Draft, EventData, JournalEvent } from "../../src/protocol/events.ts"
import { createLog } from "../../src/server/room/log.ts"
import type { Log } from "../../src/server/room/log.ts"
import type { Journal } from "../../src/server/store/store.ts"
import { createdDraft, stored } from "./created.ts"
import { holdClock } from "./clock.ts"
import type { HeldClock } from "./clock.ts"

export const CANDIDATE = { kind: "candidate", id: "candidate" } as const

export interface TestLog {
  log: Log
  clock: HeldClock
  journal: Journal
  /** What is stored. */
  events: JournalEvent[]
  /** Nothing is stored until the answer is called. */
  hold(): () => void
}

/** An interview of one question, `q1` in Python, that was created and to which `later` happened. */
export function createTestLog(
  later: readonly Draft[],
  created: Partial<EventData<"session.created">> = {},
): TestLog {
  const events = [createdDraft(created), ...later].map((draft, index) => stored(draft, index + 1, 1))
  return openTestLog(events, holdClock())
}

/** Goes on with what is stored, as a server that starts anew. */
export function openTestLog(events: JournalEvent[], clock: HeldClock): TestLog {
  let held: Promise<void> = Promise.resolve()
  const journal: Journal = {
    async append(_lease, more) {
      await held
      events.push(...more)
    },
    pending: () => ({ events: 0, bytes: 0 }),
    async *read() {
      yield* events
    },
  }
  const state = events.slice(1).reduce(evolve, begin(events[0]!))
  return {
    log: createLog({ lease: { session: "s1", fence: 1 }, journal, clock, state, weight: 0 }),
    clock,
    journal,
    events,
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
  }
}
