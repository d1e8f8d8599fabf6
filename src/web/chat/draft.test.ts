import { beforeEach, expect, test } from "vitest"
import { attachLabel, createDraftStore } from "./draft.ts"

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  Object.assign(globalThis, {
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
  })
})

test("[CHAT9] what is written and not sent is there after a reload, under the same name", () => {
  const draft = createDraftStore("d", "q1")
  draft.write("why?")
  draft.attach({ kind: "file", path: "a.py" })
  const again = createDraftStore("d", "q1").get()
  expect(again).toEqual(draft.get())
  expect(again.text).toBe("why?")
})

test("[CHAT27] what is sent leaves the box at once, keeps its name and order, and survives a reload", () => {
  const draft = createDraftStore("d", "q1")
  draft.write("one")
  draft.attach({ kind: "file", path: "a.py" })
  const first = draft.get()
  draft.take()
  expect(draft.get()).toMatchObject({ text: "", attach: [] })
  expect(draft.get().id).not.toBe(first.id)
  draft.write("two")
  draft.take()
  draft.write("three")
  const again = createDraftStore("d", "q1")
  expect(again.outgoing().map(({ text }) => text)).toEqual(["one", "two"])
  expect(again.outgoing()[0]).toEqual(first)
  again.arrived(first.id)
  expect(again.outgoing().map(({ text }) => text)).toEqual(["two"])
  expect(again.get().text).toBe("three")
})

test("[CHAT27] what is not taken comes back before what was written since, under another name", () => {
  const draft = createDraftStore("d", "q1")
  draft.write("one")
  draft.attach({ kind: "file", path: "a.py" })
  const { id } = draft.get()
  draft.take()
  draft.write("two")
  draft.attach({ kind: "file", path: "a.py" })
  draft.attach({ kind: "file", path: "b.py" })
  draft.takeBack()
  expect(draft.outgoing()).toEqual([])
  expect(draft.get().text).toBe("one\n\ntwo")
  expect(draft.get().attach.map((one) => attachLabel(one))).toEqual(["a.py", "b.py"])
  expect(draft.get().id).not.toBe(id)
})

test("[CHAT10] nothing is attached twice, nor more than a message may carry", () => {
  const draft = createDraftStore("d", "q1")
  for (let at = 0; at < 8; at++) expect(draft.attach({ kind: "test", id: `t${at}` })).toBe(true)
  expect(draft.attach({ kind: "test", id: "t0" })).toBe(true)
  expect(draft.attach({ kind: "test", id: "one more" })).toBe(false)
  expect(draft.get().attach).toHaveLength(8)
  expect(attachLabel({ kind: "selection", path: "a.py", fromLine: 2, toLine: 2 })).toBe("a.py:2")
  expect(attachLabel({ kind: "test", id: "tests/a.py::test_b" })).toBe("test_b")
})
