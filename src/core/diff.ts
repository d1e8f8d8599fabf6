import { diff } from "@codemirror/merge"
import { ChangeSet } from "@codemirror/state"
import type { Text } from "@codemirror/state"

/**
 * The change that turns one text into another. Minimal where that is cheap; beyond the time limit of the search it
 * replaces larger stretches, which still gives exactly `to`.
 */
export function changesBetween(from: Text, to: Text): ChangeSet {
  const before = from.toString()
  const after = to.toString()
  const changes = diff(before, after, { scanLimit: 500, timeout: 100 }).map(({ fromA, toA, fromB, toB }) => ({
    from: fromA,
    to: toA,
    insert: to.slice(fromB, toB),
  }))
  return ChangeSet.of(changes, before.length)
}

/**
 * Three-way merge: what turns `ours` into `ours` with the change from `base` to `theirs` in it. Both sides' insertions
 * at one place are kept.
 */
export function mergeChange(base: Text, theirs: Text, ours: Text): ChangeSet {
  const change = changesBetween(base, theirs)
  return ours.eq(base) ? change : change.map(changesBetween(base, ours))
}
