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
 * first `sent` may be in `theirs` already; they are taken to be if all they put in stands there and that explains it
 * with less change. When in doubt an edit is kept: typed twice can be mended by hand, lost cannot.
 */
export function carryOver(
  base: Text,
  updates: readonly Update[],
  sent: number,
  theirs: Text,
  clientID: string,
): Update[] {
  const nothing = changeBetween(base, theirs)
  const mine = updates
    .slice(0, sent)
    .reduce<ChangeSet>((all, one) => all.compose(one.changes), ChangeSet.empty(base.length))
  const some = sent > 0 ? changeBetween(mine.apply(base), theirs) : nothing
  const taken = size(some) < size(nothing) && stands(mine, some)
  const rest = taken ? updates.slice(sent) : updates
  return rebaseUpdates(rest, [{ changes: taken ? some : nothing, clientID: "" }])
    .map(({ changes }) => ({ clientID, changes }))
    .filter(({ changes }) => !changes.empty)
}

/** Is what `mine` put in left whole by `after`? */
function stands(mine: ChangeSet, after: ChangeSet): boolean {
  let whole = true
  mine.iterChanges((_fromA, _toA, from, to) => {
    after.iterChanges((fromA, toA) => {
      if (fromA < to && toA > from) whole = false
    })
  })
  return whole
}

/** Characters taken out and put in. */
function size(changes: ChangeSet): number {
  let total = 0
  changes.iterChanges((fromA, toA, fromB, toB) => {
    total += toA - fromA + (toB - fromB)
  })
  return total
}
