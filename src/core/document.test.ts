import { ChangeSet } from "@codemirror/state"
import { expect, test } from "vitest"
import { apply, createDocument, since } from "./document.ts"
import type { Document, Update } from "./document.ts"

const KEEP = 200

function typed(count: number, atOnce: number): { document: Document; updates: Update[] } {
  const updates: Update[] = []
  let document = createDocument("", "\n", 7)
  while (updates.length < count) {
    const some = Array.from({ length: atOnce }, (_, index) => ({
      clientID: "c",
      changes: ChangeSet.of(
        { from: document.text.length + index, insert: "x" },
        document.text.length + index,
      ),
    }))
    updates.push(...some)
    document = apply(document, some, KEEP)
  }
  return { document, updates }
}

for (const atOnce of [1, 7, 64, 65, 200, 500]) {
  test(`[DOC7] the last updates are kept, in order and bounded, ${atOnce} at once`, () => {
    const { document, updates } = typed(1_000, atOnce)
    expect(document.version).toBe(7 + updates.length)
    for (const back of [0, 1, 63, 64, 65, 128, 199, KEEP])
      expect(since(document, document.version - back)).toEqual(updates.slice(updates.length - back))
    expect(since(document, document.version + 1)).toBeNull()
    expect(since(document, document.version - KEEP - 64)).toBeNull()
    expect(document.recent.flat().length).toBeLessThan(KEEP + 64)
  })
}

test("[DOC7] a document is not changed by what is applied to it", () => {
  const before = typed(70, 1).document
  const kept = since(before, 7)
  apply(
    before,
    [{ clientID: "c", changes: ChangeSet.of({ from: 0, insert: "y" }, before.text.length) }],
    KEEP,
  )
  expect(since(before, 7)).toEqual(kept)
})

test("[DOC8] what late edits are rebased over is bounded in characters too", () => {
  const large = "x".repeat(1 << 20)
  let document = createDocument("", "\n")
  for (let round = 0; round < 50; round++) {
    const insert = { clientID: "c", changes: ChangeSet.of({ from: 0, insert: large }, 0) }
    const remove = { clientID: "c", changes: ChangeSet.of({ from: 0, to: large.length }, large.length) }
    document = apply(document, [insert, remove], 2_000)
    expect(document.recentLength).toBeLessThanOrEqual(4 << 20)
    expect(since(document, document.version)).toEqual([])
  }
  expect(since(document, 0)).toBeNull()
  const { document: small } = typed(500, 1)
  expect(small.recentLength).toBe(small.recent.flat().length)
})
