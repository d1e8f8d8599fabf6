import { expect, test } from "vitest"
import { createDocumentSet } from "./document-set.ts"
import type { DocumentSet } from "./document-set.ts"
import { rebase, parseUpdates } from "./document.ts"
import type { Draft } from "../protocol/events.ts"

const language = "python"
const path = "a.py"

function open(set: DocumentSet, text: string): void {
  set.fold({ type: "doc.opened", data: { language, path, text, eol: "\n", version: set.nextVersion() } })
}

function type(set: DocumentSet, text: string): void {
  const { version, text: before } = set.get(language, path)!
  const updates = [{ clientID: "me", changes: [before.length, [0, text]] as [number, [number, string]] }]
  set.fold({ type: "doc.changed", data: { language, path, version: version + 1, updates } })
}

const late = parseUpdates([{ clientID: "late", changes: [[0, "x"], 1] }])

test.each([
  ["a file deleted and made again", { type: "doc.deleted", data: { language, path } }],
  ["the same path in the next question", { type: "question.opened", data: { language } }],
] satisfies [string, Pick<Draft, "type" | "data">][])(
  "[DOC6] an edit of what was there before is stale: %s",
  (_, leave) => {
    const set = createDocumentSet()
    open(set, "1")
    type(set, "2")
    const { version } = set.get(language, path)!
    set.fold(leave)
    open(set, "1")
    const again = set.get(language, path)!
    for (let old = 0; old <= version; old++) expect(rebase(again, old, late)).toBeNull()
    expect(rebase(again, again.version, late)).toEqual(late)
  },
)

test("[DOC8] the set knows how much it holds, whatever becomes of its documents", () => {
  const set = createDocumentSet()
  const held = (): number[] => [set.size.documents, set.size.characters]
  open(set, "123")
  type(set, "45")
  expect(held()).toEqual([1, 5])
  open(set, "1")
  expect(held()).toEqual([1, 1])
  set.fold({ type: "doc.renamed", data: { language, from: path, to: "b.py" } })
  open(set, "12")
  expect(held()).toEqual([2, 3])
  set.fold({ type: "doc.deleted", data: { language, path: "b.py" } })
  expect(held()).toEqual([1, 2])
  set.fold({ type: "question.opened", data: { language } })
  expect(held()).toEqual([0, 0])
})
