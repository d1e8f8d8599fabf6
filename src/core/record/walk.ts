import { type Bundle, blobsOf, EVENTS } from "./bundle.ts"
import { EVENT_DATA } from "../../protocol/events.ts"
import { equal, fromHex, hex } from "./bytes.ts"
import { canonical } from "./canonical.ts"
import type { Checkpoint } from "./checkpoint.ts"
import { commit, type Entry, entryLeaf, formatEntry, type Frame, frameOf, parseEntry } from "./entry.ts"
import { createTree, type Hash } from "./merkle.ts"
import { createReplay } from "./replay.ts"
import { at, type Report, type Span, tampered, textOf, unreadable } from "./verdict.ts"

/** What one pass over the events found. */
export interface Walk {
  events: number
  erased: number
  erasedTypes: Set<string>
  unsigned: Span | null
  endedAt: number | null
  blobs: Set<string>
  documents: Report["documents"]
}

/** One pass over the events, in order; stops at the first that is not as it must be. */
export function walkEvents(
  hash: Hash,
  bundle: Bundle,
  notes: ReadonlyMap<string, Checkpoint>,
  witnessed: readonly Checkpoint[],
): Walk {
  const { session } = bundle.manifest
  const tree = createTree(hash)
  const replay = createReplay(hash)
  const own = [...notes.values()].map((checkpoint) => ({ ...checkpoint, of: "the log signed" }))
  const kept = witnessed.map((checkpoint) => ({ ...checkpoint, of: "a witness kept" }))
  const roots = Map.groupBy([...own, ...kept], ({ size }) => size)
  const recorded = new Set<string>()
  const walk: Walk = {
    events: 0,
    erased: 0,
    erasedTypes: new Set(),
    unsigned: null,
    endedAt: null,
    blobs: new Set(),
    documents: replay.counts,
  }
  const signed = largest(own)
  let agreed = 0
  let time = 0

  for (const line of linesOf(bundle.events)) {
    const seq = tree.size + 1
    const entry = readEntry(line, seq)
    const { envelope, payload } = entry
    if (envelope.session !== session) throw tampered(`Event ${seq} belongs to another interview`, at(seq))
    if (envelope.seq !== seq) throw tampered(outOfOrder(seq, envelope.seq), at(seq))
    if (envelope.at < time) throw tampered(`Event ${seq} is earlier than the one before it`, at(seq))
    time = envelope.at

    const leaf = checkLeaf(hash, entry, line, seq)
    tree.append(leaf)
    for (const { root, of } of roots.get(seq) ?? []) {
      if (!equal(root, tree.root()))
        throw tampered(`Events 1 to ${seq} are not those of the checkpoint that ${of} over them`, {
          from: agreed + 1,
          to: seq,
        })
    }
    if (roots.has(seq)) agreed = seq

    if (envelope.type === "checkpoint.signed") recorded.add(checkNote(entry, notes, seq))
    else if (seq > signed) walk.unsigned = { from: walk.unsigned?.from ?? seq, to: seq }
    if (envelope.type === "session.ended") walk.endedAt ??= seq
    if ("commitment" in payload) {
      walk.erased++
      walk.erasedTypes.add(envelope.type)
      replay.skip(envelope)
      continue
    }
    const problem = replay.add(envelope, payload.data)
    if (problem) throw tampered(`Event ${seq}: ${problem}`, at(seq))
    for (const digest of blobsOf(envelope.type, payload.data)) walk.blobs.add(digest)
  }

  walk.events = tree.size
  const size = largest([...own, ...kept])
  if (size > tree.size)
    throw tampered(`Events ${tree.size + 1} to ${size} were signed but are missing`, {
      from: tree.size + 1,
      to: size,
    })
  for (const [note, { size }] of notes)
    if (!recorded.has(note)) throw tampered(`The checkpoint over ${size} events is not in the record itself`)
  return walk
}

/** How many events the largest of these is over. */
export function largest(checkpoints: Iterable<Checkpoint>): number {
  let most = 0
  for (const { size } of checkpoints) most = Math.max(most, size)
  return most
}

function outOfOrder(expected: number, found: number): string {
  if (found > expected) return `Event ${expected} is missing: event ${found} stands in its place`
  return `Event ${found} stands where event ${expected} belongs`
}

function readEntry(line: string, seq: number): Entry {
  let raw: unknown
  try {
    raw = JSON.parse(line)
  } catch {
    throw unreadable(`Line ${seq} of ${EVENTS} is not JSON`)
  }
  try {
    return parseEntry(raw)
  } catch (error) {
    throw tampered(`Event ${seq}: ${error instanceof Error ? error.message : "not an event"}`, at(seq))
  }
}

/** The event's leaf, when the line is exactly what its content makes it. */
function checkLeaf(hash: Hash, entry: Entry, line: string, seq: number): Uint8Array {
  const { envelope, payload } = entry
  let frame: Frame
  let data: string | undefined
  let commitment: string
  let rewritten: string
  try {
    if ("commitment" in payload) ({ commitment } = payload)
    else {
      data = canonical(payload.data)
      commitment = hex(commit(hash, fromHex(payload.salt), data))
    }
    frame = frameOf(envelope)
    rewritten = formatEntry(entry, frame, data)
  } catch (error) {
    throw tampered(`Event ${seq}: ${error instanceof Error ? error.message : "not canonical"}`, at(seq))
  }
  if (rewritten !== line) throw tampered(`Event ${seq} is not written in canonical form`, at(seq))
  const leaf = entryLeaf(hash, frame, commitment)
  if (hex(leaf) !== entry.leaf)
    throw tampered(`Event ${seq} was changed: its hash does not fit its content`, at(seq))
  return leaf
}

/** The record holds every checkpoint it was given, so none can be taken away; returns the note. */
function checkNote({ payload }: Entry, notes: ReadonlyMap<string, Checkpoint>, seq: number): string {
  const signed = "data" in payload ? EVENT_DATA["checkpoint.signed"].safeParse(payload.data) : null
  if (!signed?.success) throw tampered(`Event ${seq} should hold a checkpoint`, at(seq))
  const { note, size } = signed.data
  const checkpoint = notes.get(note)
  if (!checkpoint) throw tampered(`The checkpoint of event ${seq} is not among the bundle's`, at(seq))
  if (checkpoint.size !== size || size >= seq)
    throw tampered(`Event ${seq} holds a checkpoint over other events than it says`, at(seq))
  return note
}

const NEWLINE = 0x0a
/** Lines are decoded this many bytes at a time, or one by one where they are longer. */
const BLOCK = 256 << 10

/** Yields lines without their newline; the last must have one. */
function* linesOf(bytes: Uint8Array): Generator<string> {
  let seq = 1
  for (let start = 0; start < bytes.length;) {
    const within = bytes.lastIndexOf(NEWLINE, start + BLOCK)
    const end = within >= start ? within : bytes.indexOf(NEWLINE, start)
    if (end < 0) throw unreadable(`${EVENTS} is cut off after line ${seq - 1}`)
    const lines = textOf(bytes.subarray(start, end), `${EVENTS} after line ${seq - 1}`).split("\n")
    yield* lines
    seq += lines.length
    start = end + 1
  }
}
