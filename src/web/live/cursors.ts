/** Other people's cursors in one document, kept in place while its text changes under them. */
import { mapPosition } from "../../core/document.ts"
import type { Update } from "../../core/document.ts"
import type { RemoteCursor } from "../../protocol/messages.ts"

export interface Cursors {
  list(): readonly RemoteCursor[]
  /** Positions are in the document of `version`; `since` gives the updates from there to now, null when unknown. */
  put(cursor: RemoteCursor | { client: string; gone: true }, since: readonly Update[] | null): void
  moved(updates: readonly Update[]): void
  clear(): void
}

export function createCursors(): Cursors {
  let cursors: readonly RemoteCursor[] = []
  return {
    list: () => cursors,
    put(cursor, since) {
      const others = cursors.filter(({ client }) => client !== cursor.client)
      cursors = "gone" in cursor || !since ? others : [...others, move(cursor, since)]
    },
    moved(updates) {
      if (cursors.length > 0) cursors = cursors.map((cursor) => move(cursor, updates))
    },
    clear() {
      cursors = []
    },
  }
}

function move(cursor: RemoteCursor, updates: readonly Update[]): RemoteCursor {
  const { anchor, head } = cursor
  return { ...cursor, anchor: mapPosition(anchor, updates), head: mapPosition(head, updates) }
}
