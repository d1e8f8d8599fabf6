/** The signed part of a bundle: its key, its checkpoints, and those a witness kept. */
import { type Bundle, CHECKPOINT_MEMBER, checkpointName, KEY } from "./bundle.ts"
import { equal } from "./bytes.ts"
import { type Checkpoint, originOf, parseCheckpoint } from "./checkpoint.ts"
import type { Hash } from "./merkle.ts"
import { type NoteKey, openNote, parseKey, parseNote, splitNotes, type Verifier } from "./note.ts"
import { tampered, textOf, unreadable } from "./verdict.ts"

/** The key given, which must be the bundle's; without one, the bundle's own. */
export function chooseKey(hash: Hash, bundle: Bundle, given: string | undefined): NoteKey {
  const parse = (text: string, what: string): NoteKey => {
    try {
      return parseKey(hash, text)
    } catch {
      throw unreadable(`${what} is not a key of the form name+id+key`)
    }
  }
  const trusted = given === undefined ? null : parse(given.trim(), "The key given")
  const text = textOf(bundle.key, KEY)
  const own = parse(text.replace(/\n$/, ""), KEY)
  if (!trusted) return own
  if (trusted.name !== own.name || !equal(trusted.publicKey, own.publicKey))
    throw tampered("The bundle was signed with another key than the one given")
  return trusted
}

/** The bundle's checkpoints by the text of their note. */
export async function openCheckpoints(
  hash: Hash,
  { manifest, members }: Bundle,
  key: NoteKey,
  verify: Verifier,
): Promise<Map<string, Checkpoint>> {
  const notes = new Map<string, Checkpoint>()
  for (const [name, bytes] of members) {
    if (!CHECKPOINT_MEMBER.test(name)) continue
    const note = textOf(bytes, name)
    const checkpoint = await open(hash, note, key, verify, name)
    if (!checkpoint) throw tampered(`${name} is not signed by the key ${key.name}`)
    if (checkpoint.origin !== originOf(manifest.session))
      throw tampered(`${name} belongs to another interview`)
    if (name !== checkpointName(checkpoint.size)) throw tampered(`${name} is over ${checkpoint.size} events`)
    notes.set(note, checkpoint)
  }
  return notes
}

/** The checkpoints of this session that a witness file holds; at least one. */
export async function openWitness(
  hash: Hash,
  session: string,
  key: NoteKey,
  verify: Verifier,
  file: string,
): Promise<Checkpoint[]> {
  const checkpoints: Checkpoint[] = []
  for (const note of splitNotes(file)) {
    const name = "The witness file"
    const claimed = read(() => parseCheckpoint(parseNote(note).text), name)
    if (claimed.origin !== originOf(session)) continue
    const checkpoint = await open(hash, note, key, verify, name)
    if (!checkpoint)
      throw tampered(
        `The witness's checkpoint over ${claimed.size} events is not signed by the key ${key.name}`,
      )
    checkpoints.push(checkpoint)
  }
  if (checkpoints.length === 0) throw unreadable("The witness file has no checkpoint of this interview")
  return checkpoints
}

async function open(
  hash: Hash,
  note: string,
  key: NoteKey,
  verify: Verifier,
  name: string,
): Promise<Checkpoint | null> {
  read(() => parseNote(note), name)
  const text = await openNote(hash, note, key, verify)
  return text === null ? null : read(() => parseCheckpoint(text), name)
}

function read(parse: () => Checkpoint, name: string): Checkpoint
function read(parse: () => unknown, name: string): unknown
function read(parse: () => unknown, name: string): unknown {
  try {
    return parse()
  } catch {
    throw unreadable(`${name} is not a signed checkpoint`)
  }
}
