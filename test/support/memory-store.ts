/** The browser's store of unconfirmed edits, in memory. Held to the same tests as the real one. */
import { keyOf } from "../../src/web/live/offline.ts"
import type { OfflineRecord, OfflineStore } from "../../src/web/live/offline.ts"

export function createMemoryStore(): OfflineStore {
  const records = new Map<string, string>()
  return {
    list: async (session) =>
      [...records.values()]
        .map((text): OfflineRecord => JSON.parse(text))
        .filter((record) => record.session === session),
    async put(record) {
      records.set(keyOf(record), JSON.stringify(record))
    },
    async remove(key) {
      records.delete(keyOf(key))
    },
  }
}
