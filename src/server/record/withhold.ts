import type { JournalEvent } from "../../protocol/events.ts"
import { hex } from "../../core/record/bytes.ts"
import { canonical } from "../../core/record/canonical.ts"
import { commit, createSalts } from "../../core/record/entry.ts"
import type { ErasedEvent } from "../../core/record/entry.ts"
import type { BundleSource } from "./bundle.ts"
import { sha256 } from "./crypto.ts"

/**
 * The record for a reader who may not see all of it: payloads that are not `open` are left out as if erased, so that
 * it verifies all the same.
 */
export function withhold(source: BundleSource, open: (event: JournalEvent) => boolean): BundleSource {
  const saltOf = createSalts(sha256, source.session, source.saltKey)

  function erased({ data, ...envelope }: JournalEvent): ErasedEvent {
    return { ...envelope, commitment: hex(commit(sha256, saltOf(envelope.seq), canonical(data))) }
  }

  async function* events(): AsyncGenerator<JournalEvent | ErasedEvent> {
    for await (const event of source.events)
      yield "commitment" in event || open(event) ? event : erased(event)
  }
  return { ...source, events: events() }
}
