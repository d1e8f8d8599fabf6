/** Bringing edits over to a text whose history is not known. */
import { rebaseUpdates } from "@codemirror/collab"
import { diff } from "@codemirror/merge"
import { ChangeSet } from "@codemirror/state"
import type { Text } from "@codemirror/state"
import type { Update } from "../../core/document.ts"

/** The change that makes `to` of `from`, as small as a bounded search finds. */
export function changeBetween(from: Text, to: Text): ChangeSet {
  const changes = diff(from.toString(), to.toString(), { scanLimit: 2_000 })
  return ChangeSet.of(
    changes.map(({ fromA, toA, fromB, toB }) => ({ from: fromA, to: toA, insert: to.slice(fromB, toB) })),
    from.length,
  )
}

/**
 * Edits made on `base`, as new edits by `clientID` on `theirs`, where nobody can say how one became the other. The
 * first `sent` may be in `theirs` already; they are taken to be if that explains it with less change. When in doubt
 * an edit is kept: typed twice can be mended by hand, lost cannot.
 */
export function carryOver(
  base: Text,
  updates: readonly Update[],
  sent: number,
  theirs: Text,
  clientID: string,
): Update[] {
  const nothing = changeBetween(base, theirs)
  const stored = updates.slice(0, sent).reduce((text, { changes }) => changes.apply(text), base)
  const some = sent > 0 ? changeBetween(stored, theirs) : nothing
  const taken = size(some) < size(nothing)
  const rest = taken ? updates.slice(sent) : updates
  const over = taken ? some : nothing
  return rebaseUpdates(rest, [{ changes: over, clientID: "" }])
    .map(({ changes }) => ({ clientID, changes }))
    .filter(({ changes }) => !changes.empty)
}

/** Characters taken out and put in. */
function size(changes: ChangeSet): number {
  let total = 0
  changes.iterChanges((fromA, toA, fromB, toB) => {
    total += toA - fromA + (toB - fromB)
  })
  return total
}
