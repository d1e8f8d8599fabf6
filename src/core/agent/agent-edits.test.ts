import { ChangeSet, Text } from "@codemirror/state"
import fc from "fast-check"
import { expect, test } from "vitest"
import type { Hunk } from "../../protocol/assistance.ts"
import type { Actor, Changes, Draft } from "../../protocol/events.ts"
import { createAgentEdits, reviewClient, type AgentEdits } from "./agent-edits.ts"

const AGENT: Actor = { kind: "agent", id: "agent" }
const CANDIDATE: Actor = { kind: "candidate", id: "candidate" }
const PLACE = { language: "python", path: "a.py" } as const

/** A file and what the fold says of it, after each edit. */
function createFile(content: string) {
  const edits: AgentEdits = createAgentEdits()
  let text = Text.of(content.split("\n"))
  let version = 0

  function fold(actor: Actor, act: Pick<Draft, "type" | "data">): void {
    edits.fold({ actor, ...act }, () => text)
  }
  return {
    edits,
    fold,
    edit(actor: Actor, clientID: string, changes: ChangeSet) {
      version++
      const updates = [{ clientID, changes: changes.toJSON() as Changes }]
      fold(actor, { type: "doc.changed", data: { ...PLACE, version, updates } })
      text = changes.apply(text)
    },
    replace(actor: Actor, clientID: string, from: number, to: number, insert: string) {
      this.edit(actor, clientID, ChangeSet.of({ from, to, insert }, text.length))
    },
    decide(verdict: "accepted" | "rejected", hunk: Hunk | null) {
      const data = { ...PLACE, version, verdict, hunk, after: "", before: "" }
      fold(CANDIDATE, { type: "review.decided", data })
    },
    get text() {
      return text.toString()
    },
    /** The text without what the agent changed and nobody has decided about. */
    get original() {
      return (edits.pending("python", "a.py")?.apply(text) ?? text).toString()
    },
    /** The same without what unfinished calls did. */
    takeBack() {
      for (const { call, back } of edits.unfinished()) if (back) this.edit(AGENT, call, back)
    },
  }
}

test("[REV1] taking the agent's changes back leaves what everybody else wrote, wherever they wrote it", () => {
  const file = createFile("one\ntwo\nthree")
  file.replace(AGENT, "c1", 4, 7, "TWO and more")
  file.replace(CANDIDATE, "x", 0, 0, "# mine\n")
  file.replace(CANDIDATE, "x", "# mine\none\nTWO".length, "# mine\none\nTWO".length, "!")
  expect(file.text).toBe("# mine\none\nTWO! and more\nthree")
  expect(file.original).toBe("# mine\none\ntwo!\nthree")
})

test("[REV2] an accepted place is the candidate's from then on, and the others still wait", () => {
  const file = createFile("one\ntwo\nthree")
  file.replace(AGENT, "c1", 0, 3, "ONE")
  file.replace(AGENT, "c1", 8, 13, "THREE")
  file.decide("accepted", { fromA: 0, toA: 3, fromB: 0, toB: 3 })
  expect(file.original).toBe("ONE\ntwo\nthree")
  file.decide("accepted", null)
  expect(file.edits.paths("python")).toEqual([])
})

test("[REV13] a rejection that is undone leaves the candidate's text, and nothing of it comes up again", () => {
  const file = createFile("one\ntwo\nthree")
  file.replace(AGENT, "c1", 0, 3, "ONE")
  file.replace(AGENT, "c1", 8, 13, "THREE")
  const version = 2
  file.decide("rejected", { fromA: 0, toA: 3, fromB: 0, toB: 3 })
  file.replace(CANDIDATE, reviewClient(version), 0, 4, "one\n")
  expect(file.original).toBe("one\ntwo\nthree")
  file.replace(CANDIDATE, "x", 0, 4, "ONE\n")
  expect(file.original).toBe("ONE\ntwo\nthree")
  file.replace(CANDIDATE, "x", 0, 4, "one\n")
  expect(file.original).toBe("one\ntwo\nthree")
})

test("[REV3] a rejected place is as it was, and nothing of it waits any more", () => {
  const file = createFile("one\ntwo\nthree")
  file.replace(AGENT, "c1", 0, 3, "ONE")
  file.replace(AGENT, "c1", 8, 13, "THREE")
  file.decide("rejected", { fromA: 0, toA: 3, fromB: 0, toB: 3 })
  file.replace(CANDIDATE, reviewClient(2), 0, 3, "one")
  expect(file.text).toBe("one\ntwo\nTHREE")
  expect(file.original).toBe("one\ntwo\nthree")
})

test("[REV4] a call without a result is undone exactly, and no other", () => {
  const file = createFile("one\ntwo\nthree")
  file.replace(AGENT, "c1", 0, 3, "ONE")
  file.fold(AGENT, { type: "chat.result", data: { turn: "t", call: "c1", ok: true, text: "" } })
  file.replace(AGENT, "c2", 4, 7, "half of")
  file.replace(CANDIDATE, "x", 4, 4, "kept ")
  file.takeBack()
  expect(file.text).toBe("ONE\nkept two\nthree")
  expect(file.edits.unfinished()).toEqual([])
  expect(file.original).toBe("one\nkept two\nthree")
})

const edit = fc.record({
  by: fc.constantFrom("agent", "candidate"),
  from: fc.nat(100),
  length: fc.nat(6),
  text: fc.string({ maxLength: 5, unit: fc.constantFrom("a", "b", "\n", " ") }),
})

test("[REV1] without the agent's changes no character of the candidate's is missing, however both edited", () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 30 }), (all) => {
      const file = createFile("....\n....\n....")
      let typed = 0
      for (const { by, from, length, text } of all) {
        const size = file.text.length
        const start = Math.min(from, size)
        // The candidate only inserts, letters that nobody else has, so that they can be counted.
        if (by === "agent") file.replace(AGENT, "c1", start, Math.min(start + length, size), text)
        else {
          file.replace(CANDIDATE, "x", start, start, "Z".repeat(text.length))
          typed += text.length
        }
        const held = (content: string): number => content.split("Z").length - 1
        const before = held(file.text)
        expect(held(file.original)).toBeGreaterThanOrEqual(before)
        expect(held(file.original)).toBeLessThanOrEqual(typed)
        expect(file.original.replaceAll("Z", "")).toBe("....\n....\n....")
      }
    }),
    { numRuns: 500 },
  )
})

test("[REV4] two unfinished calls in one file are both undone, one after the other", () => {
  const file = createFile("one\ntwo\nthree")
  file.replace(AGENT, "c1", 0, 3, "the first of all")
  file.replace(AGENT, "c2", 17, 20, "the second of all")
  for (let rounds = 0; file.edits.unfinished().length > 0 && rounds < 5; rounds++) {
    const one = file.edits.unfinished()[0]
    if (one?.back) file.edit(AGENT, one.call, one.back)
  }
  expect(file.text).toBe("one\ntwo\nthree")
})
