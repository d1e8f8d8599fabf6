import { expect, test } from "vitest"
import { splitNotes } from "../../core/record/note.ts"
import type { JournalEvent } from "../../protocol/events.ts"
import { witness, witnessed } from "./witness.ts"

function checkpoint(size: number): JournalEvent {
  const note = `interviewlm/session/s\n${size}\nroot=\n\n— key signature=\n`
  const actor = { kind: "system", id: "notary" } as const
  return {
    session: "s",
    seq: size + 1,
    at: 1,
    v: 1,
    actor,
    question: null,
    type: "checkpoint.signed",
    data: { size, note },
  }
}

test("[REC17] a browser keeps each checkpoint it was sent once, as the verifier reads them", () => {
  const kept = new Map<string, string>()
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  }
  witness(shelf, "s", [checkpoint(5)])
  witness(shelf, "s", [checkpoint(5), checkpoint(9)])
  witness(shelf, "other", [checkpoint(2)])
  expect(splitNotes(witnessed(shelf, "s"))).toEqual(
    [5, 9].map((size) => checkpoint(size).data).map((data) => "note" in data && data.note),
  )
  expect(witnessed(shelf, "none")).toBe("")
})
