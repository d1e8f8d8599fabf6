import type { JournalEvent } from "../../src/protocol/events.ts"
import type { Lease, Store } from "../../src/server/store/store.ts"

let sessions = 0

/** A new session under an id of its own, with its first event. */
export async function createSession(store: Store, title = "Backend engineer"): Promise<string> {
  const id = `session-${process.pid}-${++sessions}`
  await store.sessions.create({
    organization: null,
    id,
    at: 1_000 + sessions,
    created: {
      actor: { kind: "system", id: "test" },
      question: null,
      type: "session.created",
      data: {
        title,
        candidate: { name: "Ada" },
        durationMs: 3_600_000,
        questions: [
          { id: "two-sum", version: "0".repeat(64), title: "Two sum", languages: ["python"], minutes: 30 },
        ],
        watchersVisible: true,
        consent: { text: "You are recorded.", digest: "0".repeat(64) },
      },
    },
  })
  return id
}

/** Takes the session over, or fails the test. */
export async function mustAcquire(store: Store, session: string): Promise<Lease> {
  const lease = await store.leases.acquire(session)
  if (!lease) throw new Error(`Session ${session} is held by another node`)
  return lease
}

/** A new session and this store's lease of it. */
export async function createHeld(store: Store): Promise<Lease> {
  return mustAcquire(store, await createSession(store))
}

/** `count` events in a row from `first` on; their data carries `text`. */
export function eventsFrom(session: string, first: number, count = 1, text = "lunch"): JournalEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    session,
    seq: first + i,
    at: 2_000 + first + i,
    actor: { kind: "candidate", id: "c1" },
    question: i % 2 === 0 ? null : "two-sum",
    type: "session.paused",
    v: 1,
    data: { reason: text },
  }))
}

export async function readAll(store: Store, session: string, after?: number): Promise<JournalEvent[]> {
  const events = new Array<JournalEvent>()
  for await (const event of store.journal.read(session, after)) events.push(event)
  return events
}

export async function readSeqs(store: Store, session: string): Promise<number[]> {
  return (await readAll(store, session)).map(({ seq }) => seq)
}
