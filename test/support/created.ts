/** The first event of a made-up interview: one question, `q1` in Python, an hour. */
import type { Draft, EventData, JournalEvent } from "../../src/protocol/events.ts"

const DIGEST = "0".repeat(64)

export function createdDraft(other: Partial<EventData<"session.created">> = {}): Draft {
  return {
    actor: { kind: "system", id: "server" },
    question: null,
    type: "session.created",
    data: {
      title: "Trial",
      candidate: { name: "Ada" },
      durationMs: 3_600_000,
      questions: [{ id: "q1", version: DIGEST, title: "One", languages: ["python"], minutes: 30 }],
      watchersVisible: true,
      consent: { text: "", digest: DIGEST },
      ...other,
    },
  }
}

/** A draft as the journal has it. */
export function stored(draft: Draft, seq: number, at = 0): JournalEvent {
  return { ...draft, session: "s1", seq, at, v: 1 }
}
