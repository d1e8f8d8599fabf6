import { ChangeSet } from "@codemirror/state"
import { expect, test } from "vitest"
import { createdDraft, stored } from "../../../test/support/created.ts"
import type { Changes, Draft, JournalEvent } from "../../protocol/events.ts"
import { begin, evolve } from "../session.ts"
import type { SessionState } from "../session.ts"
import { isVisible, mayKnow, visibleState } from "../visibility.ts"
import { hasAccess } from "./acts.ts"
import { decideAct } from "./decide.ts"
import type { DecidedAct } from "./decide.ts"
import { createPointers } from "./pointers.ts"

const MIRA = { actor: { kind: "assessor", id: "mira" }, name: "Mira" } as const
const OWEN = { actor: { kind: "assessor", id: "owen" }, name: "Owen" } as const
const ADA = { actor: { kind: "candidate", id: "candidate" }, name: "Ada" } as const

function interview() {
  const events: JournalEvent[] = [stored(createdDraft({}), 1)]
  let state: SessionState = begin(events[0]!)
  const question = state.questions[0]!.id
  function happens(draft: Omit<Draft, "question"> & { question?: string | null }): void {
    const event = stored({ question, ...draft } as Draft, events.length + 1)
    events.push(event)
    state = evolve(state, event)
  }
  const { digest } = state.consent
  happens({ actor: ADA.actor, type: "session.consented", data: { digest } })
  happens({ actor: ADA.actor, type: "session.started", data: {} })
  happens({ actor: ADA.actor, type: "question.opened", data: { language: "python" } })
  return {
    events,
    happens,
    get state() {
      return state
    },
    act(who: typeof MIRA | typeof OWEN | typeof ADA, act: DecidedAct): string {
      const decision = decideAct(state, act, who)
      if (!decision.ok) return decision.code
      for (const event of decision.events) happens(event)
      return `${decision.events.length}`
    },
  }
}

const id = (number: number): string => `act-${number}-xxxx`

test("[ACT1] an act sent again under its name counts once", () => {
  const room = interview()
  for (const act of [
    { type: "say", id: id(1), text: "Hello" },
    { type: "ask", id: id(2), text: "Why?" },
    { type: "ask-access", access: id(3), kind: "edit" },
  ] as const) {
    expect(room.act(MIRA, act)).toBe("1")
    expect(room.act(MIRA, act)).toBe("0")
  }
})

test("[ACT4] a note changed or removed names the same note, and only who wrote it does that", () => {
  const room = interview()
  const note = id(1)
  const moment = { seq: 3, at: 30 }
  expect(room.act(MIRA, { type: "note", note, text: "one", moment })).toBe("1")
  expect(room.act(OWEN, { type: "note", note, text: "two", moment: null })).toBe("forbidden")
  expect(room.act(MIRA, { type: "note", note, text: "two", moment: null })).toBe("1")
  expect(room.state.acts.notes).toMatchObject([{ id: note, text: "two", moment, name: "Mira" }])
  expect(room.act(MIRA, { type: "note", note, text: null, moment: null })).toBe("1")
  expect(room.state.acts.notes).toEqual([])
  expect(room.act(MIRA, { type: "note", note, text: null, moment: null })).toBe("act-unknown")
})

test("[ACT5] of an assessor's ratings of a criterion the latest stands, and can be taken back", () => {
  const room = interview()
  const question = room.state.questions[0]!.id
  const rate = { type: "rate", question, criterion: 1, text: "" } as const
  room.act(MIRA, { ...rate, level: 2 })
  room.act(OWEN, { ...rate, level: 4 })
  room.act(MIRA, { ...rate, level: 3 })
  expect(room.state.acts.ratings.map(({ name, level }) => [name, level])).toEqual([
    ["Owen", 4],
    ["Mira", 3],
  ])
  room.act(OWEN, { ...rate, level: null })
  expect(room.state.acts.ratings.map(({ name }) => name)).toEqual(["Mira"])
  expect(room.act(MIRA, { ...rate, question: "none", level: 1 })).toBe("act-unknown")
})

test("[ACT4] [ACT5] nobody but an assessor is sent what is private, as it happens or at once", () => {
  const room = interview()
  const question = room.state.questions[0]!.id
  room.act(MIRA, { type: "note", note: id(1), text: "secret", moment: null })
  room.act(MIRA, { type: "rate", question, criterion: 0, level: 1, text: "secret" })
  const last = room.events.slice(-2)
  for (const role of ["candidate", "viewer", "assessor"] as const) {
    const may = role === "assessor"
    expect(last.map((event) => mayKnow(event, role, room.state))).toEqual([may, may])
    expect(last.map((event) => isVisible(event, role, room.state))).toEqual([may, may])
    expect(JSON.stringify(visibleState(room.state, role)).includes("secret")).toBe(may)
  }
})

test("[ACT6] a leave is the candidate's to give, either's to end, and ends with the question", () => {
  const room = interview()
  const may = (): boolean => hasAccess(room.state.acts, MIRA.actor, "edit")
  const ask = (access: string): string => room.act(MIRA, { type: "ask-access", access, kind: "edit" })
  expect(ask(id(1))).toBe("1")
  expect(may()).toBe(false)
  expect(ask(id(2))).toBe("already-done")
  room.act(ADA, { type: "answer-access", access: id(1), allow: false })
  expect(ask(id(2))).toBe("1")
  room.act(ADA, { type: "answer-access", access: id(2), allow: true })
  expect(may()).toBe(true)
  expect(hasAccess(room.state.acts, MIRA.actor, "terminal")).toBe(false)
  expect(hasAccess(room.state.acts, OWEN.actor, "edit")).toBe(false)
  expect(room.act(OWEN, { type: "end-access", access: id(2) })).toBe("forbidden")
  expect(room.act(ADA, { type: "end-access", access: id(2) })).toBe("1")
  expect(may()).toBe(false)
  expect(room.act(MIRA, { type: "end-access", access: id(2) })).toBe("0")
  ask(id(3))
  room.act(ADA, { type: "answer-access", access: id(3), allow: true })
  room.happens({
    actor: ADA.actor,
    type: "question.submitted",
    data: { language: "python", by: "candidate" },
  })
  expect(may()).toBe(false)
})

test("[ACT3] a mark moves with the edits before it, keeps what is written in it and goes with its file", () => {
  const room = interview()
  const pointers = createPointers()
  const file = { language: "python", path: "a/b.py" } as const
  room.act(MIRA, {
    type: "point",
    id: id(1),
    ...file,
    version: 0,
    from: 4,
    to: 7,
    lines: { from: 2, to: 2 },
    text: "",
  })
  const edit = (version: number, changes: ChangeSet): void =>
    room.happens({
      actor: ADA.actor,
      type: "doc.changed",
      data: { ...file, version, updates: [{ clientID: "c", changes: changes.toJSON() as Changes }] },
    })
  edit(1, ChangeSet.of({ from: 0, insert: "xx\n" }, 8))
  edit(2, ChangeSet.of({ from: 8, insert: "yy" }, 11))
  edit(3, ChangeSet.of({ from: 12, insert: "zz" }, 13))
  room.happens({ actor: ADA.actor, type: "doc.renamed", data: { language: "python", from: "a", to: "c" } })
  for (const event of room.events) pointers.fold(event)
  expect(pointers.of("python", "c/b.py")).toEqual([{ id: id(1), name: "Mira", text: "", from: 7, to: 12 }])
  expect(room.state.acts.pointed.map(({ path }) => path)).toEqual(["c/b.py"])
  room.happens({ actor: ADA.actor, type: "doc.deleted", data: { language: "python", path: "c" } })
  pointers.fold(room.events.at(-1)!)
  expect(pointers.placeOf(id(1))).toBeNull()
  expect(room.state.acts.pointed).toEqual([])
})
