import { createPublicKey, type KeyObject, sign } from "node:crypto"
import type { EventData, JournalEvent } from "../../protocol/events.ts"
import { utf8 } from "../../core/record/bytes.ts"
import { createChain } from "../../core/record/chain.ts"
import {
  evolveUnsigned,
  formatCheckpoint,
  isCheckpointDue,
  signedUpTo,
  type Unsigned,
} from "../../core/record/checkpoint.ts"
import type { ErasedEvent } from "../../core/record/entry.ts"
import { formatKey, formatNote } from "../../core/record/note.ts"
import { sha256 } from "./crypto.ts"

/** Name the key signs under, unless configured. */
export const KEY_NAME = "interviewlm.local/log"

/** Signs sessions' checkpoints with one key. */
export interface Notary {
  /** The key to publish, as name+id+key. */
  readonly key: string
  /** The log of one session, empty: feed it the whole journal from the first event, then each stored batch. */
  open(session: string, saltKey: Uint8Array): Log
}

export interface Log {
  readonly size: number
  /** Adds events once they are durable, in order. Throws when one is out of order or cannot be written as JSON. */
  add(events: readonly (JournalEvent | ErasedEvent)[]): void
  /** Is it time to sign? `now` is the server's clock in milliseconds. */
  due(now: number): boolean
  /** Signs all added so far; the answer is the `checkpoint.signed` event to append. Not due again for these events. */
  sign(): EventData<"checkpoint.signed">
}

export function createNotary({ privateKey, keyName }: { privateKey: KeyObject; keyName: string }): Notary {
  const { x = "" } = createPublicKey(privateKey).export({ format: "jwk" })
  const key = { name: keyName, publicKey: Buffer.from(x, "base64url") }
  return {
    key: formatKey(sha256, key),
    open(session, saltKey) {
      const chain = createChain({ session, saltKey, hash: sha256 })
      let unsigned: Unsigned = []
      return {
        get size() {
          return chain.size
        },
        add(events) {
          for (const event of events) {
            chain.add(event)
            unsigned = evolveUnsigned(unsigned, event)
          }
        },
        due: (now) => isCheckpointDue(unsigned, now),
        sign() {
          const text = formatCheckpoint(chain.checkpoint())
          unsigned = signedUpTo(unsigned, chain.size)
          return {
            size: chain.size,
            note: formatNote(sha256, key, text, sign(null, utf8(text), privateKey)),
          }
        },
      }
    },
  }
}
