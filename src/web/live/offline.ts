/**
 * Edits the server has not confirmed, kept in this browser. One record a document and writer: the text and version
 * they were made on, and the edits. A record goes when all of it is confirmed.
 */
import { createStore, entries, promisifyRequest } from "idb-keyval"
import type { Language } from "../../protocol/ctrf.ts"
import type { DocumentUpdate } from "../../protocol/events.ts"
import type { Clock } from "./clock.ts"

export interface OfflineRecord {
  session: string
  question: string
  language: Language
  path: string
  /** Who the edits say typed them: sent again under it, an edit is recognised and not applied twice. */
  clientID: string
  version: number
  /** The confirmed text at `version`. */
  base: string
  /** How many of the first updates were sent at some time; the server may or may not have stored them. */
  sent: number
  updates: DocumentUpdate[]
}

export type OfflineKey = Pick<OfflineRecord, "session" | "question" | "language" | "path" | "clientID">

export interface OfflineStore {
  /** Everything kept for a session. */
  list(session: string): Promise<OfflineRecord[]>
  /** Replaces the record of the same key. */
  put(record: OfflineRecord): Promise<void>
  remove(key: OfflineKey): Promise<void>
}

export function keyOf({ session, question, language, path, clientID }: OfflineKey): string {
  return JSON.stringify([session, question, language, path, clientID])
}

type Edits = Omit<OfflineRecord, "base">

/** Edits and base texts lie apart, so that a keystroke does not write a whole file again. */
export function createIndexedStore(name: string): OfflineStore {
  const store = createStore(name, "unconfirmed")
  const written = new Map<string, string>()
  /** Committed at once: a transaction that waits for its answers is undone when the page goes. */
  const change = (act: (all: IDBObjectStore) => void): Promise<void> =>
    store("readwrite", (all) => {
      act(all)
      all.transaction.commit()
      return promisifyRequest(all.transaction)
    })
  return {
    async list(session) {
      const all = new Map(await entries<string, Edits | string>(store))
      const found: OfflineRecord[] = []
      for (const [key, edits] of all) {
        const base = all.get(`base ${key}`)
        if (typeof edits !== "string" && edits.session === session && typeof base === "string")
          found.push({ ...edits, base })
      }
      return found
    },
    async put({ base, ...edits }) {
      const key = keyOf(edits)
      const known = written.get(key) === base
      written.set(key, base)
      await change((all) => {
        all.put(edits, key)
        if (!known) all.put(base, `base ${key}`)
      })
    },
    async remove(key) {
      written.delete(keyOf(key))
      await change((all) => {
        all.delete(keyOf(key))
        all.delete(`base ${keyOf(key)}`)
      })
    },
  }
}

/** Writes the latest of one record, after a short wait. */
export interface Keeper {
  /** What is to be kept from now on; null when nothing is left to keep. */
  keep(record: (() => OfflineRecord) | null): void
  /** Writes now; resolves when it is written. */
  flush(): Promise<void>
}

const KEEP_AFTER_MS = 100

/**
 * `stored` tells that a record of this key is there already. `onFailed` is told when the browser cannot store
 * (private window, full disk); editing goes on.
 */
export function createKeeper(options: {
  store: OfflineStore
  key: OfflineKey
  clock: Clock
  stored: boolean
  onFailed(): void
}): Keeper {
  const { store, key, clock } = options
  let { stored } = options
  let wanted: (() => OfflineRecord) | null = null
  let dirty = false
  let cancel: (() => void) | null = null
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (!dirty) return
    dirty = false
    if (!wanted && !stored) return
    stored = wanted !== null
    try {
      await (wanted ? store.put(wanted()) : store.remove(key))
    } catch {
      options.onFailed()
    }
  }
  function flush(): Promise<void> {
    cancel?.()
    cancel = null
    // Not after the one before: when the page goes, nothing that waits is done. The store keeps the order.
    writing = Promise.all([writing, write()]).then(() => undefined)
    return writing
  }
  return {
    keep(record) {
      wanted = record
      dirty = true
      cancel ??= clock.after(KEEP_AFTER_MS, () => {
        cancel = null
        void flush()
      })
    },
    flush,
  }
}
