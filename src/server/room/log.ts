/**
 * The one way anything happens in a session: drafts are numbered, timed, stored, and only then told. Drafts
 * recorded while others are on their way are decided on the state after those (`head`); people see only what is
 * durable (`told`).
 */
import { evolve } from "../../core/session.ts"
import type { SessionState } from "../../core/session.ts"
import type { Draft, JournalEvent } from "../../protocol/events.ts"
import { LIMITS } from "../../protocol/limits.ts"
import type { Clock } from "../clock.ts"
import type { Journal, Lease } from "../store/store.ts"
import { weightOf } from "./weight.ts"

export interface Log {
  /** The session with everything decided, durable or not. */
  readonly head: SessionState
  /** The session as far as it is durable. */
  readonly told: SessionState
  /** Whether the record has grown to `LIMITS.record`: what candidates and their programs do has no more room in it. */
  readonly full: boolean
  /** Resolves when the events are durable and told. Rejects when the journal refuses; the log is then closed. */
  record(drafts: readonly Draft[]): Promise<readonly JournalEvent[]>
  /**
   * Calls back with each batch once, in order of recording: "told" when it is durable, "decided" as soon as it is
   * numbered, for what has to be decided on top of it.
   */
  listen(when: "decided" | "told", listener: Listener): () => void
  /** Resolves when everything recorded so far is told. */
  settled(): Promise<void>
  /** Resolves with the cause when the journal refused; nothing is recorded after that. */
  readonly broken: Promise<Error>
}

type Listener = (events: readonly JournalEvent[]) => void

interface LogParts {
  lease: Lease
  journal: Journal
  clock: Clock
  state: SessionState
  /** Bytes of the record so far (`weight.ts`). */
  weight: number
}

export function createLog({ lease, journal, clock, state, weight: before }: LogParts): Log {
  let head = state
  let told = state
  let weight = before
  let cause: Error | null = null
  let last: Promise<unknown> = Promise.resolve()
  const listeners = { decided: new Set<Listener>(), told: new Set<Listener>() }
  const { promise: broken, resolve: fail } = Promise.withResolvers<Error>()

  function number(drafts: readonly Draft[]): JournalEvent[] {
    const at = Math.max(clock.now(), head.at)
    return drafts.map((draft, index) => ({
      ...draft,
      session: head.id,
      seq: head.seq + 1 + index,
      at,
      v: 1 as const,
    }))
  }

  function tell(events: readonly JournalEvent[]): void {
    for (const event of events) told = evolve(told, event)
    for (const listener of listeners.told) listener(events)
  }

  async function store(events: readonly JournalEvent[]): Promise<readonly JournalEvent[]> {
    try {
      await journal.append(lease, events)
    } catch (failure) {
      cause ??= failure instanceof Error ? failure : new Error(String(failure))
      fail(cause)
      throw failure
    }
    tell(events)
    return events
  }

  return {
    get head() {
      return head
    },
    get told() {
      return told
    },
    get full() {
      return weight >= LIMITS.record.bytes
    },
    record(drafts) {
      if (cause) return Promise.reject(cause)
      if (drafts.length === 0) return Promise.resolve([])
      const events = number(drafts)
      for (const event of events) {
        head = evolve(head, event)
        weight += weightOf(event)
      }
      for (const listener of listeners.decided) listener(events)
      const stored = store(events)
      last = stored.catch(() => undefined)
      return stored
    },
    listen(when, listener) {
      listeners[when].add(listener)
      return () => listeners[when].delete(listener)
    },
    async settled() {
      await last
      if (cause) throw cause
    },
    broken,
  }
}
