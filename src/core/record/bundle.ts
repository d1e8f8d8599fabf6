/**
 * The bundle: one zip with all that is needed to check an interview offline.
 *
 *     manifest.json            format, version, session, counts, and the length and SHA-256 of every other member
 *     events.jsonl             an entry a line (see entry.ts)
 *     checkpoints/00000050.txt the signed note over events 1 to 50, and so on
 *     key.txt                  the key that signed them, as name+id+key
 *     blobs/<sha256>           what events refer to by digest
 */
import { unzipSync } from "fflate"
import { z } from "zod"
import { EVENT_DATA } from "../../protocol/events.ts"
import { fromUtf8 } from "./bytes.ts"
import { canonical } from "./canonical.ts"

export const FORMAT = "interviewlm-bundle"
export const FORMAT_VERSION = 1

export const MANIFEST = "manifest.json"
export const EVENTS = "events.jsonl"
export const KEY = "key.txt"
export const checkpointName = (size: number): string => `checkpoints/${String(size).padStart(8, "0")}.txt`
export const blobName = (digest: string): string => `blobs/${digest}`

export const CHECKPOINT_MEMBER = /^checkpoints\/[0-9]{8,16}\.txt$/
export const BLOB_MEMBER = /^blobs\/([0-9a-f]{64})$/

/** What a reader will unpack at most, in bytes and members. */
const MOST_BYTES = 2 ** 30
const MOST_MEMBERS = 65_535

export const Manifest = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(FORMAT_VERSION),
  session: z.string().min(1).max(64),
  events: z.number().int().nonnegative(),
  checkpoints: z.number().int().nonnegative(),
  members: z.record(
    z.string(),
    z.strictObject({ bytes: z.number().int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
})
export type Manifest = z.infer<typeof Manifest>

export interface Bundle {
  readonly manifest: Manifest
  /** Every member but the manifest: its name is one of those above, its bytes are as long as the manifest says. */
  readonly members: ReadonlyMap<string, Uint8Array>
  readonly events: Uint8Array
  readonly key: Uint8Array
}

/** The file is no bundle this version can read; the message says why, for a person. */
export class UnreadableBundle extends Error {}

/** Unpacks a bundle without judging it. Throws `UnreadableBundle`. */
export function readBundle(bytes: Uint8Array): Bundle {
  const members = unpack(bytes)
  const manifest = parseManifest(take(members, MANIFEST))
  for (const name of members.keys())
    if (!Object.hasOwn(manifest.members, name)) throw new UnreadableBundle(`${name} is not in the manifest`)
  for (const [name, { bytes: length }] of Object.entries(manifest.members)) {
    const found = members.get(name)
    if (!found) throw new UnreadableBundle(`${name} is missing`)
    if (name !== EVENTS && found.length !== length)
      throw new UnreadableBundle(`${name} has ${found.length} bytes, the manifest says ${length}`)
  }
  const events = members.get(EVENTS)
  const key = members.get(KEY)
  if (!events || !key) throw new UnreadableBundle(`${events ? KEY : EVENTS} is missing`)
  return { manifest, members, events, key }
}

/** Digests of the blobs an event speaks of. */
export function blobsOf(type: string, data: unknown): string[] {
  if (type === "session.created") {
    const created = EVENT_DATA[type].safeParse(data)
    return created.success ? created.data.questions.map(({ version }) => version) : []
  }
  if (type !== "file.created") return []
  const created = EVENT_DATA[type].safeParse(data)
  return created.success && created.data.digest !== null ? [created.data.digest] : []
}

/** Nothing is written to disk, but a name outside the format, or one name twice, is a trap for other readers. */
function unpack(zip: Uint8Array): Map<string, Uint8Array> {
  const names = new Set<string>()
  let total = 0
  const admit = ({
    name,
    size,
    originalSize,
  }: {
    name: string
    size: number
    originalSize: number
  }): true => {
    const known =
      [MANIFEST, EVENTS, KEY].includes(name) || CHECKPOINT_MEMBER.test(name) || BLOB_MEMBER.test(name)
    if (!known) throw new UnreadableBundle(`${JSON.stringify(name.slice(0, 80))} does not belong in a bundle`)
    if (names.has(name)) throw new UnreadableBundle(`${name} is there twice`)
    names.add(name)
    total += Math.max(size, originalSize)
    if (total > MOST_BYTES || names.size > MOST_MEMBERS)
      throw new UnreadableBundle(`it unpacks to more than ${MOST_BYTES} bytes or ${MOST_MEMBERS} members`)
    return true
  }
  try {
    return new Map(Object.entries(unzipSync(zip, { filter: admit })))
  } catch (error) {
    if (error instanceof UnreadableBundle) throw error
    throw new UnreadableBundle("it is not a zip file, or a damaged one", { cause: error })
  }
}

function take(members: Map<string, Uint8Array>, name: string): Uint8Array {
  const bytes = members.get(name)
  if (!bytes) throw new UnreadableBundle(`${name} is missing`)
  members.delete(name)
  return bytes
}

const Versioned = z.looseObject({ format: z.literal(FORMAT), version: z.number() })

function parseManifest(bytes: Uint8Array): Manifest {
  let raw: unknown
  try {
    raw = JSON.parse(fromUtf8(bytes))
  } catch (error) {
    throw new UnreadableBundle(`${MANIFEST} is not JSON`, { cause: error })
  }
  const versioned = Versioned.safeParse(raw)
  if (versioned.success && versioned.data.version !== FORMAT_VERSION)
    throw new UnreadableBundle(
      `its format version is ${versioned.data.version}; this program reads ${FORMAT_VERSION}`,
    )
  const manifest = Manifest.safeParse(raw)
  if (!manifest.success) throw new UnreadableBundle(`${MANIFEST} is not of the expected form`)
  if (canonical(manifest.data) !== fromUtf8(bytes))
    throw new UnreadableBundle(`${MANIFEST} is not canonical JSON`)
  return manifest.data
}
