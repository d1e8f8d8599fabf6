/**
 * Edits the server has not confirmed, kept in this browser. One record a document and writer: the text and version
 * they were made on, and the edits. A record goes when all of it is confirmed.
 */
import { createStore, delMany, entries, setMany } from "idb-keyval"
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
      const pairs: [string, unknown][] = [[key, edits]]
      if (!known) pairs.push([`base ${key}`, base])
      await setMany(pairs, store)
    },
    async remove(key) {
      written.delete(keyOf(key))
      await delMany([keyOf(key), `base ${keyOf(key)}`], store)
    },
  }
}

/** Writes the latest of one record, after a short wait, one write at a time. */
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
    writing = writing.then(write)
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
