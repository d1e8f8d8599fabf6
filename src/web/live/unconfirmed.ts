/**
 * All that was typed into one document here and is not confirmed: the editor's edits (`own`), and those an earlier
 * life of this browser left in its store (`left`), which go first. Whatever is in here is kept in the store too.
 */
import { Text } from "@codemirror/state"
import { parseUpdates, serializeUpdates } from "../../core/document.ts"
import type { Update } from "../../core/document.ts"
import type { Clock } from "./clock.ts"
import { carryOver } from "./merge.ts"
import { createKeeper } from "./offline.ts"
import type { Keeper, OfflineKey, OfflineRecord, OfflineStore } from "./offline.ts"
import { confirm, newClientId } from "./queue.ts"
import type { Queue } from "./queue.ts"

export interface Confirmed {
  readonly text: Text
  readonly version: number
}

export interface Unconfirmed {
  /** Reads what earlier lives of this browser left. */
  load(): Promise<void>
  own(): readonly Update[]
  /** The editor's edits, all of them, on the confirmed text. */
  setOwn(updates: readonly Update[]): void
  count(): number
  /** Is something left of an earlier life? */
  hasLeft(): boolean
  /** The confirmed text the oldest left edits were made on: what to ask the history from. */
  oldestBase(): Confirmed | null
  /** What to send next; null when nothing is to be sent, or its base is not reached yet. */
  next(): Queue | null
  /** The first `count` of `next()` were sent. */
  markSent(count: number): void
  /** `updates` lead on from version `from`; answers how many of ours were among them. */
  confirm(from: number, updates: readonly Update[]): number
  /** The confirmed text is another one now, its history unknown: `before` is what it was, if it was known. */
  carryOver(before: Confirmed | null, theirs: Text): void
  /** Puts everything under the file's new name, for whoever opens it there. */
  moveTo(path: string): Promise<void>
  /** Leaves everything to the store and counts it no more. */
  leave(): Promise<void>
  flush(): Promise<void>
}

interface Writer {
  queue: Queue
  /** While the text the edits were made on is behind the confirmed one. */
  base: Confirmed | null
  keeper: Keeper | null
}

export function createUnconfirmed(options: {
  key: Omit<OfflineKey, "clientID">
  /** Null where nothing is ever typed. */
  store: OfflineStore | null
  clock: Clock
  confirmed: () => Confirmed | null
  onStoreFailed: () => void
}): Unconfirmed {
  const { key, store, clock } = options
  let own = writer(newClientId(), [], 0)
  let left: Writer[] = []

  function writer(clientID: string, updates: readonly Update[], sent: number, stored = false): Writer {
    const onFailed = options.onStoreFailed
    const keeper = store && createKeeper({ store, key: { ...key, clientID }, clock, stored, onFailed })
    return { queue: { clientID, updates, sent }, base: null, keeper }
  }

  const all = () => [...left, own]

  function revive(record: OfflineRecord): Writer[] {
    const one = writer(record.clientID, [], record.sent, true)
    try {
      one.queue = { ...one.queue, updates: parseUpdates(record.updates) }
      one.base = { text: Text.of(record.base.split("\n")), version: record.version }
      return [one]
    } catch {
      one.keeper?.keep(null)
      return []
    }
  }

  function toRecord({ queue, base }: Writer): OfflineRecord {
    const made = base ?? options.confirmed() ?? { text: Text.empty, version: 0 }
    const { clientID, sent } = queue
    const updates = serializeUpdates(queue.updates)
    return { ...key, clientID, version: made.version, base: made.text.toString(), sent, updates }
  }

  function keep(one: Writer): void {
    one.keeper?.keep(one.queue.updates.length > 0 ? () => toRecord(one) : null)
  }

  function replace(one: Writer, before: Confirmed | null, theirs: Text): Writer {
    const base = one.base?.text ?? before?.text ?? theirs
    const clientID = newClientId()
    const { updates, sent } = one.queue
    const next = writer(
      clientID,
      updates.length > 0 ? carryOver(base, updates, sent, theirs, clientID) : [],
      0,
    )
    keep(next)
    void next.keeper?.flush().then(() => one.keeper?.keep(null))
    return next
  }

  const flush = async () => {
    await Promise.all(all().flatMap(({ keeper }) => (keeper ? [keeper.flush()] : [])))
  }

  return {
    async load() {
      try {
        const records = (await store?.list(key.session)) ?? []
        const { question, language, path } = key
        left = records
          .filter((one) => one.question === question && one.language === language && one.path === path)
          .flatMap(revive)
      } catch {
        options.onStoreFailed()
      }
    },
    own: () => own.queue.updates,
    setOwn(updates) {
      const clientID = updates[0]?.clientID ?? own.queue.clientID
      if (clientID !== own.queue.clientID) {
        own.keeper?.keep(null)
        own = writer(clientID, [], 0)
      }
      own.queue = { ...own.queue, updates }
      keep(own)
    },
    count: () => all().reduce((sum, { queue }) => sum + queue.updates.length, 0),
    hasLeft: () => left.length > 0,
    oldestBase() {
      const bases = left.flatMap(({ base }) => (base ? [base] : []))
      return bases.reduce<Confirmed | null>(
        (old, base) => (old && old.version <= base.version ? old : base),
        null,
      )
    },
    next() {
      const first = left[0] ?? own
      return first.base || first.queue.updates.length === 0 ? null : first.queue
    },
    markSent(count) {
      const first = left[0] ?? own
      first.queue = { ...first.queue, sent: Math.max(first.queue.sent, count) }
      keep(first)
    },
    confirm(from, updates) {
      let ours = 0
      for (const one of all()) {
        const skip = one.base ? one.base.version - from : 0
        if (skip > updates.length) continue
        const before = one.queue.updates.length
        one.queue = confirm(one.queue, updates.slice(skip))
        one.base = null
        ours += before - one.queue.updates.length
        if (before > 0) keep(one)
      }
      left = left.filter(({ queue }) => queue.updates.length > 0)
      return ours
    },
    carryOver(before, theirs) {
      left = left.map((one) => replace(one, before, theirs)).filter(({ queue }) => queue.updates.length > 0)
      own = replace(own, before, theirs)
    },
    async moveTo(path) {
      const some = all().filter(({ queue }) => queue.updates.length > 0)
      const records = some.map((one) => ({ ...toRecord(one), path }))
      for (const one of some) one.keeper?.keep(null)
      own = writer(newClientId(), [], 0)
      left = []
      if (store) await Promise.all(records.map((record) => store.put(record))).catch(options.onStoreFailed)
    },
    async leave() {
      for (const one of all().filter(({ queue }) => queue.updates.length > 0)) {
        const record = toRecord(one)
        one.keeper?.keep(() => record)
      }
      const written = flush()
      own = writer(newClientId(), [], 0)
      left = []
      await written
    },
    flush,
  }
}
