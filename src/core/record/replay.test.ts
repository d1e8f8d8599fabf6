import { createHash } from "node:crypto"
import { describe, expect, test } from "vitest"
import type { Draft } from "../../protocol/events.ts"
import { createReplay } from "./replay.ts"

const hash = (...parts: readonly (Uint8Array | string)[]) =>
  createHash("sha256").update(parts.join("")).digest()
const digest = (text: string) => createHash("sha256").update(text).digest("hex")
const go = { language: "go" } as const

type Act = Pick<Draft, "type" | "data">

const opened = (path: string, text: string): Act => ({
  type: "doc.opened",
  data: { ...go, path, text, eol: "\n" },
})
const appended = (path: string, version: number, length: number): Act => ({
  type: "doc.changed",
  data: { ...go, path, version, updates: [{ clientID: "k", changes: [length, [0, "x"]] }] },
})
const saved = (path: string, version: number, text: string): Act => ({
  type: "doc.saved",
  data: { ...go, path, version, digest: digest(text) },
})
const next: Act = { type: "question.opened", data: go }

function replay(acts: readonly Act[], erased: number[] = []) {
  const documents = createReplay(hash)
  const problems = acts.flatMap(({ type, data }, i) => {
    const envelope = {
      session: "s",
      seq: i,
      at: 0,
      actor: { kind: "system", id: "s" },
      question: null,
      type,
      v: 1,
    }
    if (!erased.includes(i)) return documents.add(envelope, data) ?? []
    documents.skip(envelope)
    return []
  })
  return { problems, ...documents.counts }
}

describe("documents", () => {
  test("[REC12] are compared with what was saved, also where edits came while it was being written", () => {
    const acts = [
      opened("a", "1"),
      appended("a", 1, 1),
      appended("a", 2, 2),
      saved("a", 1, "1x"),
      saved("a", 2, "1xx"),
    ]
    expect(replay(acts)).toEqual({ problems: [], edits: 2, saves: 2, skipped: 0 })
    expect(replay([...acts, saved("a", 1, "1x")]).problems).toHaveLength(1)
  })

  test("[REC12] may be reported as saved just after they were moved, deleted or left", () => {
    const save = saved("d/a", 1, "1x")
    const start = [opened("d/a", "1"), appended("d/a", 1, 1)]
    const renamed: Act = { type: "doc.renamed", data: { ...go, from: "d", to: "e" } }
    const deleted: Act = { type: "doc.deleted", data: { ...go, path: "d" } }
    for (const act of [renamed, deleted, next]) expect(replay([...start, act, save]).problems).toEqual([])
    expect(replay([...start, renamed, appended("e/a", 2, 2), saved("e/a", 2, "1xx"), save]).problems).toEqual(
      [],
    )
    expect(replay([...start, next, next, save]).problems).toHaveLength(1)
    expect(replay([...start, deleted, saved("d/a", 1, "other")]).problems).toHaveLength(1)
    expect(replay([...start, deleted, appended("d/a", 2, 2)]).problems).toHaveLength(1)
  })

  test("[REC12] are begun anew with each question", () => {
    const acts = [opened("a", "1"), next, opened("a", "2"), appended("a", 1, 1), saved("a", 1, "2x")]
    expect(replay(acts).problems).toEqual([])
    expect(replay([opened("a", "1"), next, appended("a", 1, 1)]).problems).toHaveLength(1)
  })

  test("[REC12] are compared with snapshots too", () => {
    const taken = (text: string): Act => ({
      type: "snapshot.taken",
      data: { ...go, files: [{ path: "a", version: 1, digest: digest(text), changes: [1, [0, "x"]] }] },
    })
    const start = [opened("a", "1"), appended("a", 1, 1)]
    expect(replay([...start, taken("1x")]).problems).toEqual([])
    expect(replay([...start, taken("2x")]).problems).toHaveLength(1)
  })

  test("[REC12] are followed no further once an event of theirs is erased, until the next question", () => {
    const acts = [
      opened("a", "1"),
      appended("a", 1, 1),
      saved("a", 1, "1x"),
      next,
      opened("b", "1"),
      saved("b", 0, "1"),
    ]
    expect(replay(acts, [1])).toEqual({ problems: [], edits: 0, saves: 1, skipped: 1 })
  })
})
