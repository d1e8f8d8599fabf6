/** Checks a bundle from nothing but its bytes: pure, so it runs in a browser as well as on a command line. */
import { BLOB_MEMBER, blobName, type Bundle } from "./bundle.ts"
import { hex } from "./bytes.ts"
import type { Hash } from "./merkle.ts"
import { formatKey, type Verifier } from "./note.ts"
import { chooseKey, openCheckpoints, openWitness } from "./signatures.ts"
import { type Report, Stop, tampered, type Verdict } from "./verdict.ts"
import { largest, walkEvents } from "./walk.ts"

/** What the platform must lend: SHA-256 and Ed25519. */
export interface Primitives {
  readonly hash: Hash
  verifier(publicKey: Uint8Array): Verifier
}

/**
 * The log signs at least every 50 events. A longer unsigned tail than this is no crash: checkpoints were taken away or
 * events added.
 */
const LONGEST_TAIL = 1_000

/**
 * Recomputes everything in the bundle. `key` is the company's published key (name+id+key); without it the bundle's own
 * key is used, which shows only that the bundle agrees with itself. `witness` is a file of signed notes that a browser
 * kept. Never throws for what is in a bundle.
 */
export async function verifyBundle(
  bundle: Bundle,
  { primitives, key, witness }: { primitives: Primitives; key?: string; witness?: string },
): Promise<Verdict> {
  try {
    return { outcome: "sound", report: await check(bundle, primitives, key, witness) }
  } catch (error) {
    if (error instanceof Stop) return error.verdict
    throw error
  }
}

async function check(
  bundle: Bundle,
  primitives: Primitives,
  given: string | undefined,
  witness: string | undefined,
): Promise<Report> {
  const { hash } = primitives
  const { session } = bundle.manifest
  const key = chooseKey(hash, bundle, given)
  const verify = primitives.verifier(key.publicKey)
  const notes = await openCheckpoints(hash, bundle, key, verify)
  const witnessed = witness === undefined ? [] : await openWitness(hash, session, key, verify, witness)
  const signed = largest(notes.values())

  const walk = walkEvents(hash, bundle, notes, witnessed)
  if (bundle.manifest.events !== walk.events)
    throw tampered(`The manifest counts ${bundle.manifest.events} events, the record has ${walk.events}`)
  if (bundle.manifest.checkpoints !== notes.size)
    throw tampered(
      `The manifest counts ${bundle.manifest.checkpoints} checkpoints, the bundle has ${notes.size}`,
    )
  if (notes.size === 0) throw tampered("No checkpoint: nothing in this record is signed")
  if (walk.events - signed > LONGEST_TAIL)
    throw tampered(
      `${walk.events - signed} events follow the last checkpoint, which the log never lets happen`,
      { from: signed + 1, to: walk.events },
    )
  checkMembers(hash, bundle, walk.blobs)
  return {
    session,
    events: walk.events,
    checkpoints: notes.size,
    signed,
    unsigned: walk.unsigned,
    erased: walk.erased,
    erasedTypes: [...walk.erasedTypes],
    ended: walk.endedAt !== null && walk.endedAt <= signed,
    key: formatKey(hash, key),
    keyGiven: given !== undefined,
    witnessed: witnessed.length,
    documents: walk.documents,
  }
}

function checkMembers(hash: Hash, { manifest, members }: Bundle, blobs: ReadonlySet<string>): void {
  for (const [name, bytes] of members) {
    const digest = hex(hash(bytes))
    const listed = manifest.members[name]
    if (listed?.sha256 !== digest || listed.bytes !== bytes.length)
      throw tampered(`${name} is not the file that the manifest lists`)
    if (!BLOB_MEMBER.test(name)) continue
    if (name !== blobName(digest)) throw tampered(`${name} has other content than its name says`)
    if (!blobs.has(digest)) throw tampered(`${name} is not spoken of in the record`)
  }
}
