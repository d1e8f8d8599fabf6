import { ChangeSet, Text } from "@codemirror/state"
import { expect, test } from "vitest"
import { apply, createDocument, rebase } from "../../core/document.ts"
import { carryOver } from "./merge.ts"

const text = (value: string) => Text.of(value.split("\n"))

function carried(base: string, inserts: [number, string][], sent: number, theirs: string): string {
  let now = text(base)
  const updates = inserts.map(([from, insert]) => {
    const changes = ChangeSet.of({ from, insert }, now.length)
    now = changes.apply(now)
    return { clientID: "before", changes }
  })
  const merged = carryOver(text(base), updates, sent, text(theirs), "after")
  return merged.reduce((all, { changes }) => changes.apply(all), text(theirs)).toString()
}

test("[LIVE10] edits are laid over a text that came by unknown ways", () => {
  expect(carried("one two", [[3, "!"]], 0, "zero one two three")).toBe("zero one! two three")
})

test("[LIVE10] edits that were sent and stand in the text are not put in again", () => {
  expect(carried("one two", [[3, "!!"]], 1, "one!! two three")).toBe("one!! two three")
})

test("[LIVE10] edits that were sent and do not stand there whole are kept", () => {
  expect(carried("one two", [[3, "<0>"]], 1, "one{0} two")).toContain("<0>")
})

test("[LIVE11] an edit is rebased the same whether others' edits come one by one or together", () => {
  const start = createDocument("abcd", "\n")
  const other = [
    { clientID: "agent", changes: ChangeSet.of({ from: 1, to: 2 }, 4) },
    { clientID: "agent", changes: ChangeSet.of({ from: 1, insert: "X" }, 3) },
  ]
  const mine = [{ clientID: "me", changes: ChangeSet.of({ from: 1, insert: "m" }, 4) }]
  const together = rebase(apply(start, other, 10), 0, mine)
  const first = rebase(apply(start, other.slice(0, 1), 10), 0, mine)
  const second = first && rebase(apply(apply(start, other.slice(0, 1), 10), other.slice(1), 10), 1, first)
  expect(together?.map(({ changes }) => changes.toJSON())).toEqual(
    second?.map(({ changes }) => changes.toJSON()),
  )
})
