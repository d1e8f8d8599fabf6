import { expect, test } from "vitest"
import { BATCH_LIMITS, type Entry, takeBatch, toRows } from "./batch.ts"

function entry(session: string, rows: number, bytes = rows, fence = 1): Entry {
  const data = { reason: "lunch" }
  const actor = { kind: "system", id: "test" } as const
  const event = { session, seq: 1, at: 1, actor, question: null, type: "session.paused", v: 1, data } as const
  const settle = () => undefined
  const filled = Array.from({ length: rows }, () => ({ event, data: "{}" }))
  return { lease: { session, fence }, rows: filled, bytes, resolve: settle, reject: settle }
}

test("[JOURNAL11] a batch holds at most 5,000 events or 8 MB, and an append larger than that goes alone", () => {
  const queue = [entry("a", 3_000), entry("b", 2_000), entry("a", 1), entry("c", 9_000), entry("d", 1)]
  const sizes = () =>
    takeBatch(queue).map(({ entries }) => entries.reduce((sum, { rows }) => sum + rows.length, 0))
  expect([sizes(), sizes(), sizes(), sizes(), sizes()]).toEqual([[3_000, 2_000], [1], [9_000], [1], []])
  const heavy = [entry("a", 1, BATCH_LIMITS.bytes), entry("b", 1, 1)]
  expect(takeBatch(heavy)).toHaveLength(1)
  expect(heavy).toHaveLength(1)
})

test("[JOURNAL12] a batch keeps each lease's appends together and in order, two leases of one session apart", () => {
  const queue = [entry("a", 1), entry("b", 2), entry("a", 3), entry("a", 4, 4, 2)]
  const groups = takeBatch(queue)
  expect(
    groups.map(({ lease, entries }) => [lease.session, lease.fence, entries.map(({ rows }) => rows.length)]),
  ).toEqual([
    ["a", 1, [1, 3]],
    ["b", 1, [2]],
    ["a", 2, [4]],
  ])
  expect(queue).toEqual([])
})

test("[JOURNAL13] data is stored as RFC 8785 canonical JSON and measured in bytes", () => {
  const actor = { kind: "candidate", id: "c" } as const
  const data = { version: 3, path: "é", language: "python", digest: "0".repeat(64) } as const
  const { rows, bytes } = toRows([
    { session: "s", seq: 1, at: 1, actor, question: null, type: "doc.saved", v: 1, data },
  ])
  const text = `{"digest":"${"0".repeat(64)}","language":"python","path":"é","version":3}`
  expect(rows[0]?.data).toBe(text)
  expect(bytes).toBe(text.length + 1)
})
