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

test("[CHAT9] once a message has arrived it goes, and what was written meanwhile stays", () => {
  const draft = createDraftStore("d", "q1")
  draft.write("one")
  draft.attach({ kind: "file", path: "a.py" })
  const gone = draft.get()
  draft.sent(gone)
  expect(draft.get()).toMatchObject({ text: "", attach: [] })
  expect(draft.get().id).not.toBe(gone.id)
  draft.write("two")
  const second = draft.get()
  draft.write("two and three")
  draft.sent(second)
  expect(draft.get().text).toBe("two and three")
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
