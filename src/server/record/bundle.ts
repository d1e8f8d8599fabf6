import { createHash, type Hash as Digest } from "node:crypto"
import { Zip, ZipDeflate, ZipPassThrough } from "fflate"
import type { JournalEvent } from "../../protocol/events.ts"
import {
  blobName,
  blobsOf,
  checkpointName,
  EVENTS,
  FORMAT,
  FORMAT_VERSION,
  KEY,
  MANIFEST,
  type Manifest,
} from "../../core/record/bundle.ts"
import { utf8 } from "../../core/record/bytes.ts"
import { canonical } from "../../core/record/canonical.ts"
import { createChain } from "../../core/record/chain.ts"
import { type ErasedEvent, formatEntry } from "../../core/record/entry.ts"
import { sha256 } from "./crypto.ts"

export interface BundleSource {
  readonly session: string
  readonly saltKey: Uint8Array
  /** The key to check against, as name+id+key. */
  readonly key: string
  /** The whole journal, in order. */
  readonly events: AsyncIterable<JournalEvent | ErasedEvent>
  /** A blob by digest; null when it was never kept, or erased. */
  readonly blob: (digest: string) => Promise<Uint8Array | null>
}

/** Text gathered before it is compressed, in characters. */
const BATCH = 64 << 10

/**
 * Writes a session's bundle, chunk by chunk; events are not held. The same source gives the same bytes.
 * Throws what the source throws, and `RangeError` when the events are not the session's from 1 on without a gap.
 */
export async function* writeBundle(source: BundleSource): AsyncGenerator<Uint8Array, void, void> {
  const zip = createArchive()
  const chain = createChain({ session: source.session, saltKey: source.saltKey, hash: sha256 })
  const notes = new Map<number, string>()
  const blobs = new Set<string>()

  const events = zip.member(EVENTS)
  let batch = ""
  for await (const event of source.events) {
    batch += `${formatEntry(chain.add(event))}\n`
    if (!("commitment" in event)) {
      if (event.type === "checkpoint.signed") notes.set(event.data.size, event.data.note)
      for (const digest of blobsOf(event.type, event.data)) blobs.add(digest)
    }
    if (batch.length < BATCH) continue
    events.write(utf8(batch))
    batch = ""
    yield* zip.ready()
  }
  events.write(utf8(batch))
  events.end()

  for (const [size, note] of notes) zip.add(checkpointName(size), utf8(note))
  zip.add(KEY, utf8(`${source.key}\n`))
  for (const digest of [...blobs].toSorted()) {
    const bytes = await source.blob(digest)
    if (bytes) zip.add(blobName(digest), bytes)
    yield* zip.ready()
  }
  const manifest: Manifest = {
    format: FORMAT,
    version: FORMAT_VERSION,
    session: source.session,
    events: chain.size,
    checkpoints: notes.size,
    members: Object.fromEntries(zip.members),
  }
  zip.add(MANIFEST, utf8(canonical(manifest)))
  zip.end()
  yield* zip.ready()
}

/** Zip has no time zone and a bundle no need of a date: the format's first day. */
const MTIME = new Date(1980, 0, 1)

/** A zip being written, with the length and digest of each member so far. */
function createArchive() {
  const chunks: Uint8Array[] = []
  const members = new Map<string, { bytes: number; sha256: string }>()
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    chunks.push(chunk)
  })

  function member(name: string) {
    // A hundred bytes do not get smaller.
    const file = name === EVENTS ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name)
    file.mtime = MTIME
    zip.add(file)
    const digest: Digest = createHash("sha256")
    let bytes = 0
    return {
      write(chunk: Uint8Array): void {
        digest.update(chunk)
        bytes += chunk.length
        file.push(chunk)
      },
      end(): void {
        file.push(new Uint8Array(), true)
        members.set(name, { bytes, sha256: digest.digest("hex") })
      },
    }
  }

  return {
    members,
    member,
    add(name: string, bytes: Uint8Array): void {
      const file = member(name)
      file.write(bytes)
      file.end()
    },
    /** What is ready to be sent. */
    *ready(): Generator<Uint8Array, void, void> {
      yield* chunks.splice(0)
    },
    end: (): void => zip.end(),
  }
}
