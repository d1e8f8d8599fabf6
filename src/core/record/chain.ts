import type { JournalEvent } from "../../protocol/events.ts"
import { type Checkpoint, originOf } from "./checkpoint.ts"
import { createEntry, createSalts, type Entry, type ErasedEvent } from "./entry.ts"
import { fromHex } from "./bytes.ts"
import { createTree, type Hash } from "./merkle.ts"

/** The hash chain of one session, fed event by event from the first. Memory is O(log n). */
export interface Chain {
  readonly size: number
  /** Adds the next event. Throws `RangeError` out of order, `TypeError` when the event cannot be written as JSON. */
  add(event: JournalEvent | ErasedEvent): Entry
  /** What can be signed now. */
  checkpoint(): Checkpoint
}

/** `saltKey` is the session's own 32 random bytes, kept as long as its personal payloads are. */
export function createChain({
  session,
  saltKey,
  hash,
}: {
  session: string
  saltKey: Uint8Array
  hash: Hash
}): Chain {
  const tree = createTree(hash)
  const salt = createSalts(hash, session, saltKey)
  return {
    get size() {
      return tree.size
    },
    add(event) {
      if (event.session !== session || event.seq !== tree.size + 1)
        throw new RangeError(`Event ${event.seq} of ${event.session} is not ${tree.size + 1} of ${session}`)
      const entry = createEntry(hash, event, salt(event.seq))
      tree.append(fromHex(entry.leaf))
      return entry
    },
    checkpoint: () => ({ origin: originOf(session), size: tree.size, root: tree.root() }),
  }
}
