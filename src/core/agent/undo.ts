/**
 * What takes one writer's edits back out of a text, whatever others wrote in it since: kept up edit by edit, so that it
 * can be had at any moment, from a running edit or from the journal.
 */
import { ChangeSet } from "@codemirror/state"
import type { Text } from "@codemirror/state"
import type { Update } from "../document.ts"

export interface Undo {
  readonly text: Text
  /** Leads from `text` to what it would be had the writer not been there. Empty where it did nothing. */
  readonly inverse: ChangeSet
}

/** Before the writer's first edit. */
export function beginUndo(text: Text): Undo {
  return { text, inverse: ChangeSet.empty(text.length) }
}

/**
 * After an update, which is the writer's `own` or somebody else's. What others insert stays, also inside of what is
 * taken back; what they delete stays deleted. Throws `RangeError` when the update does not fit the text.
 */
export function evolveUndo(
  { text, inverse }: Undo,
  { changes }: Pick<Update, "changes">,
  own: boolean,
): Undo {
  return {
    text: changes.apply(text),
    inverse: own ? changes.invert(text).compose(inverse) : inverse.map(changes),
  }
}
